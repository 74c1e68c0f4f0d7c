"""All names of a record gathered: of the places of its gazetteer, of its parties, and of whom only texts name."""

from collections.abc import Mapping
from typing import Any
from weakref import WeakKeyDictionary, WeakValueDictionary

import pandas as pd

from geodata.cells import parts_of
from geodata.gazetteer import Gazetteer, names_of
from incidents.record.distinct import namesakes_of
from incidents.record.known_in_texts import names_known_in_texts, parties_of_nations
from incidents.record.named import ACTOR, DISTRICT, ORIGIN, PLACE, RIVER, Named
from incidents.record.parts_of_syria import names_of_parts, pcodes_of_parts
from incidents.record.party_names import names_elsewhere, names_of_party

_Parties = tuple[tuple[str, str], ...]
_gathered: WeakKeyDictionary[Gazetteer, WeakValueDictionary[_Parties, Named]] = WeakKeyDictionary()


def named(gazetteer: Gazetteer, actors: pd.DataFrame, origins: pd.DataFrame) -> Named:
    """Gather all that has a name in a record: one for all versions in which the same places and parties have names."""
    parties = [(f"{ACTOR}{row['actor_id']}", name) for row in actors.to_dict("records") for name in names_of_party(row)]
    parties += [
        (f"{ORIGIN}{row['origin_id']}", name) for row in origins.to_dict("records") for name in names_of_party(row)
    ]
    held, key = _gathered.setdefault(gazetteer, WeakValueDictionary()), tuple(parties)
    found = held.get(key)
    if found is None:
        found = held[key] = _gather(gazetteer, parties)
    return found


def _gather(gazetteer: Gazetteer, parties: list[tuple[str, str]]) -> Named:
    """Gather the names of places and parties; of places that are called the same the first."""
    first_of = namesakes_of(gazetteer.places)
    firsts = gazetteer.places.loc[list(dict.fromkeys(first_of.values()))]
    rows: list[Mapping[Any, Any]] = [*firsts.to_dict("records"), *gazetteer.known.values()]
    kinds = {f"{PLACE}{row['place_id']}": str(row["kind"]) for row in rows}
    lies_in = {
        f"{PLACE}{row['place_id']}": frozenset(parts_of(row["governorates"]))
        for row in rows
        if isinstance(row["governorates"], str)
    }
    lies_in |= {f"{DISTRICT}{code}": frozenset((code[:4],)) for code in gazetteer.districts}
    rivers = {f"{RIVER}{river}": row for river, row in gazetteer.rivers.items()}
    lies_in |= {key: frozenset(parts_of(row["governorates"])) for key, row in rivers.items()}
    parts = {key: frozenset(code[:4] for code in codes) for key, codes in pcodes_of_parts().items()}
    kinds |= dict.fromkeys(rivers, "river") | dict.fromkeys(parts, "region")
    names = [(f"{PLACE}{place}", name) for place, name in gazetteer.named() if first_of.get(place, place) == place]
    names += [(f"{DISTRICT}{code}", name) for code, row in gazetteer.districts.items() for name in names_of(row)]
    names += [(key, name) for key, row in rivers.items() for name in names_of(row)]
    names += names_of_parts()
    of_parties = (*parties, *names_elsewhere(parties))
    names_of_all = (*names, *of_parties, *names_known_in_texts(of_parties))
    return Named(names_of_all, kinds, lies_in | parts, parties_of_nations(parties))
