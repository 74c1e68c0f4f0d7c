"""A place that is typed with what lies around it: "al-Shuhayl in eastern Deir ez-Zor", "Palmyra, Homs province".

Who types so asks for the place. What lies around it only tells which one of its name is meant.
"""

from collections.abc import Sequence
from itertools import pairwise

from geodata.names import Keys
from incidents.record.search import Search
from incidents.selection.asked_part import Part

# Which governorate lies around another: the press says Damascus of what lies in Rif Dimashq.
LIES_ROUND = {"SY01": "SY03"}
WIDE = frozenset({"governorate", "region"})


def within_what_is_around(search: Search, parts: Sequence[Part]) -> list[Part]:
    """Return the parts without the governorates and regions beside a place in them, which is meant of its namesakes."""
    meant, around = list(parts), set()
    for (one, first), (two, second) in pairwise(enumerate(parts)):
        for at, place, beside, wide in ((one, first, two, second), (two, second, one, first)):
            if beside not in around and (keys := _those_in(search, place, wide)):
                meant[at] = Part(place.text, keys, unused=place.unused)
                around.add(beside)
    return [part for at, part in enumerate(meant) if at not in around]


def _those_in(search: Search, place: Part, wide: Part) -> Keys:
    """Return which places of a name lie in what a name beside it is for; none where that is no wide name."""
    named = search.named
    governorates = frozenset().union(*(named.governorates.get(key, ()) for key in wide.keys if is_wide(search, key)))
    own = frozenset().union(*(named.governorates.get(key, ()) for key in place.keys if is_wide(search, key)))
    if not governorates or (own and not own < governorates):
        return frozenset()
    if not own:
        governorates |= {LIES_ROUND[code] for code in governorates if code in LIES_ROUND}
    return frozenset(key for key in place.keys if named.governorates.get(key, frozenset()) & governorates)


def is_wide(search: Search, key: str) -> bool:
    """Say whether a key is that of a governorate or a region."""
    return search.named.kinds.get(key) in WIDE
