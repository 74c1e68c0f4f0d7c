"""Words for kinds beside a name belong to it, and may narrow it: of a place, or of a party."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from geodata.names import Keys
from geodata.normalising import normalise_word
from geodata.sounds import is_arabic
from incidents.record.known_in_texts import KNOWN
from incidents.record.named import ACTOR, DISTRICT, ORIGIN, PLACE, RIVER
from incidents.record.parts_of_syria import PART
from incidents.record.search import Search
from incidents.selection.asked_part import Part
from incidents.selection.said_otherwise import is_doubt
from incidents.selection.written_onto import (
    LEANING,
    LEANING_ON,
    NEEDLESS,
    directions_in,
    is_desert,
    is_of_parties,
    kind_of,
    kind_told_in,
    says_nothing,
    without_cases,
)

PLACES = (PLACE, DISTRICT, RIVER, PART)
_FOLLOWING = re.compile("^ال")  # an Arabic adjective: ريف الرقة الشمالي


def with_their_kinds(search: Search, parts: list[Part]) -> list[Part]:
    """Return the parts without the words for kinds that stand beside a name, each name as its kind narrows it."""
    meant = _with_their_deserts(search, [_of_its_kind(search, parts, place) for place in range(len(parts))])
    kept: dict[int, Part] = {}
    unused: list[tuple[int, str]] = []
    for place, part in enumerate(meant):
        bearers = () if part.is_name else (_bearer(part, meant, place, step) for step in (-1, 1))
        beside = [at for at in bearers if at is not None]
        if beside and directions_in(part.text):
            unused.append((beside[0 if _FOLLOWING.match(part.text) else -1], part.text))
        if not (_tells_of_a_party(meant, place) if part.is_name else beside):
            kept[place] = part
    for at, direction in unused:
        if at in kept:
            kept[at] = replace(kept[at], unused=(*kept[at].unused, direction))
    return list(kept.values())


def is_the_country(search: Search, part: Part) -> bool:
    """Say whether a part is the country, in which all of a record lies: "Raqqa, Syria", "Syrian General Security"."""
    return part.is_name and all(search.named.kinds.get(key) == "country" for key in part.keys)


def _with_their_deserts(search: Search, parts: Sequence[Part]) -> list[Part]:
    """Return the parts without words for a desert beside a place, which is then the desert of that name.

    Where no desert is called so, it is the place: the record knows no desert of Palmyra but Palmyra.
    """
    meant: dict[int, Part] = dict(enumerate(parts))
    for place, part in enumerate(parts):
        if not is_desert(part.text):
            continue
        for step in (1, -1):
            at = _next(parts, place, step, lambda text: kind_of(text) is not None or says_nothing(text))
            if at is not None and _may_have_a_desert(search, parts[at]):
                meant[at] = _its_desert(search, parts[at])
                del meant[place]
                break
    return list(meant.values())


def _may_have_a_desert(search: Search, part: Part) -> bool:
    return _is_of(part, *PLACES) and not is_desert(part.text) and not is_the_country(search, part)


def _its_desert(search: Search, part: Part) -> Part:
    if not search.named.index.written(part.text):
        return part
    deserts = deserts_called(search, part.keys)
    return Part(part.text, deserts) if deserts else part


def deserts_called(search: Search, places: Keys) -> Keys:
    """Return the deserts that are called by the names of places, with their namesakes."""
    deserts = frozenset[str]().union(*(search.named.deserts_of.get(key, ()) for key in places))
    return search.named.with_namesakes(deserts)


def _tells_of_a_party(parts: Sequence[Part], place: int) -> bool:
    """Say whether a name is said of a party beside it, which leans on it: "UK-based SOHR", "SDF backed by the US".

    Of a name that only texts have it is said without such a word as well: "YPG/SDF".
    """
    if _is_party_at(parts, place) and _is_leant_on(parts, place):
        return True
    if not _is_of(parts[place], KNOWN):
        return False
    text = parts[place].text
    is_said_so = any(is_of_parties(form) for form in (text, *without_cases(text)))
    return is_said_so and any(_is_party_at(parts, at, KNOWN) for at in _runs_to(parts, place))


def _is_leant_on(parts: Sequence[Part], place: int) -> bool:
    """Say whether a party beside another is whom that leans on: "coalition-led SDF", "SDF led by the coalition"."""
    said = [normalise_word(part.text) for part in parts]
    behind = said[place + 1 : place + 3]
    if len(behind) > 1 and behind[0] in LEANING and behind[1] not in NEEDLESS:
        return _is_party_at(parts, _next(parts, place + 1, 1))
    before = place - 1
    while before > 0 and said[before] in NEEDLESS:
        before -= 1
    is_by = before < place - 1 or (before >= 0 and is_arabic(said[before]))
    return before >= 0 and is_by and said[before] in LEANING_ON and _is_party_at(parts, _next(parts, before, -1))


def _runs_to(parts: Sequence[Part], place: int) -> Iterator[int | None]:
    """Yield the next part in both directions, beyond names of the same kind: of PKK/YPG/SDF the SDF."""
    for step in (-1, 1):
        at = _next(parts, place, step)
        while at is not None and _is_of(parts[at], KNOWN):
            at = _next(parts, at, step)
        yield at


def _is_of(part: Part, *kinds: str) -> bool:
    return any(key.startswith(kinds) for key in part.keys)


def _is_party_at(parts: Sequence[Part], at: int | None, but: str = " ") -> bool:
    """Say whether a part is a party's name, and none of a kind that is excepted."""
    return at is not None and _is_of(parts[at], ACTOR, ORIGIN, KNOWN) and not _is_of(parts[at], but)


def _of_its_kind(search: Search, parts: Sequence[Part], place: int) -> Part:
    """Return a part as the kind beside it narrows it: Roj is a camp where a camp is said, and a word elsewhere."""
    part = parts[place]
    if kind_of(part.text) is not None or (not part.is_name and says_nothing(part.text)):
        return part
    keys = search.named.of_kind(part.text, _kind_beside(parts, place)) or _another_name(search, parts, place)
    return Part(part.text, keys) if keys else part


def _another_name(search: Search, parts: Sequence[Part], place: int) -> Keys:
    """Return whom a word names that is no name by itself, of the kind that a name beside it tells: in its brackets."""
    for step in (-1, 1) if not parts[place].is_name else ():
        at = _next(parts, place, step)
        told = kind_told_in(parts[at].text) if at is not None and parts[at].is_name else ""
        if keys := search.named.written_of_kind(parts[place].text, told):
            return keys
    return frozenset()


def _kind_beside(parts: Sequence[Part], place: int) -> str:
    """Return the kind that is said right before or behind a name; nothing where none is, or one that says nothing."""
    for step in (1, -1):
        at = _next(parts, place, step)
        if at is not None and not parts[at].is_name and (kind := kind_of(parts[at].text)):
            return kind
    return ""


def _bearer(part: Part, parts: Sequence[Part], place: int, step: int) -> int | None:
    """Return where the name stands beside a word for a kind that may have it, of a place or of a party; else None.

    Several may stand there: "northern Raqqa province".
    """
    at = _next(parts, place, step, _is_beside)
    if at is None or not parts[at].is_name:
        return None
    is_beside_a_party = _is_of(parts[at], ACTOR, ORIGIN, KNOWN)
    return at if kind_of(part.text) is not None or (is_beside_a_party and is_of_parties(part.text)) else None


def _is_passed_over(text: str) -> bool:
    return says_nothing(text) or is_of_parties(text)


def _is_beside(text: str) -> bool:
    return kind_of(text) is not None or _is_passed_over(text) or is_doubt(text)


def _next(
    parts: Sequence[Part], place: int, step: int, is_passed_over: Callable[[str], bool] = _is_passed_over
) -> int | None:
    """Return the next part in a direction, beyond words that say nothing: "al-Hol refugee camp", "city of Homs"."""
    at = place + step
    while 0 <= at < len(parts) and not parts[at].is_name and is_passed_over(parts[at].text):
        at += step
    return at if 0 <= at < len(parts) else None
