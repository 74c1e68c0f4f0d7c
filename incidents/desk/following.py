"""What follows from a cell by itself: filled along until a curator says otherwise.

A rule gives the cells that follow from one; it is asked with the cell as it was, so that what followed from that is
known for no word of the curator's.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from geodata.outlines import PCODES, kilometres_outside
from incidents.desk.draft import Row
from incidents.desk.form import PLACES
from incidents.desk.kept_record import KeptRecord
from incidents.desk.publishers import publisher_named, publisher_of_page
from incidents.record.record import Record

_OF_PLACE = {"governorate": "3", "region": "3", "country": "0", "road": "2"}  # how well these kinds of places are known
_NAMED_PLACE = "1"


@dataclass(frozen=True, eq=False)
class Facts:
    """What is known of what a cell names: the record that the draft is for, and its tables as they are kept."""

    record: Record
    kept: KeptRecord

    def table(self, table: str) -> str:
        """Return how a table of the form is called where it is kept: places may stand in the record itself."""
        return self.kept.place_table if table == PLACES else table

    def place(self, place_id: str) -> Mapping[str, object]:
        """Return a place of the gazetteer, or nothing."""
        return self.record.gazetteer.place(place_id) if place_id in self.record.places.index else {}

    @cached_property
    def usual_types(self) -> Mapping[str, tuple[str, str]]:
        """Return the event and sub-event type that most incidents of a detailed kind have."""
        columns = self.record.incidents[["tactic", "event_type", "sub_event_type"]].astype("str")
        counted = columns.value_counts().reset_index().drop_duplicates("tactic")
        return {str(tactic): (str(event), str(sub)) for tactic, event, sub, _count in counted.itertuples(index=False)}


def following(row: Row, table: str, column: str, before: str, facts: Facts) -> Iterator[tuple[str, str]]:
    """Yield columns and cells that follow from a cell of a row that was just set; ``before`` is what stood there."""
    rule = _RULES.get((table, column))
    if rule is None:
        return
    expected = rule({**row, column: before}, facts) if before else {}
    for name, value in rule(row, facts).items():
        if row.get(name, "") in ("", expected.get(name, "")) and value != row.get(name, ""):
            yield name, value


def _days(row: Row, _facts: Facts) -> dict[str, str]:
    return {"date_end": row["date_start"], "date_precision": "day"} if row.get("date_start") else {}


def _last_day(row: Row, _facts: Facts) -> dict[str, str]:
    """Say that two days are a span, and one is a day."""
    first, last = row.get("date_start", ""), row.get("date_end", "")
    return {"date_precision": "day" if first == last else "range"} if first and last else {}


def _place(row: Row, facts: Facts) -> dict[str, str]:
    return of_place(facts.place(row.get("place_id", "")))


def of_place(place: Mapping[str, object]) -> dict[str, str]:
    """Return the cells of an incident that follow from its place, as far as that is known."""
    kind, governorates = (place.get(name) for name in ("kind", "governorates"))
    found = {"geo_precision": _OF_PLACE.get(str(kind), _NAMED_PLACE)} if kind else {}
    return found | ({"governorates": governorates} if isinstance(governorates, str) and governorates else {})


def of_new_place(incident: Row, before: Row, place: Row) -> dict[str, str]:
    """Return the cells of an incident that follow from a place of the draft itself, and followed from it ``before``."""
    expected = of_place(before)
    return {name: cell for name, cell in of_place(place).items() if incident.get(name, "") in ("", expected.get(name))}


def _sub_event(row: Row, facts: Facts) -> dict[str, str]:
    code = facts.record.schema.codes("incidents.sub_event_type").get(row.get("sub_event_type", ""))
    return {"event_type": code.groups[0]} if code and len(code.groups) == 1 else {}


def _tactic(row: Row, facts: Facts) -> dict[str, str]:
    event, sub = facts.usual_types.get(row.get("tactic", ""), ("", ""))
    return {"event_type": event, "sub_event_type": sub} if event else {}


def _origin(row: Row, facts: Facts) -> dict[str, str]:
    origins = facts.record.origins
    if row.get("origin_id") not in origins.index:
        return {}
    named = origins.loc[row["origin_id"]]
    return {"attributed_to": str(named["name_en"]), "attributed_to_ar": str(named["name_ar"])}


def _publisher(row: Row, facts: Facts) -> dict[str, str]:
    known = publisher_named(facts.record, row.get("publisher", ""))
    return {name: cell for name, cell in known.items() if cell and name != "publisher"}


def _address(row: Row, facts: Facts) -> dict[str, str]:
    known = publisher_of_page(facts.record, row.get("url", ""), row.get("language", ""))
    return {name: cell for name, cell in known.items() if cell}


def _kind_of_place(row: Row, facts: Facts) -> dict[str, str]:
    """Give a place the circle that most places of its kind have, until somebody knows better."""
    places = facts.record.places
    known = places.loc[places["kind"].astype("str") == row.get("kind"), "uncertainty_km"]
    return {"uncertainty_km": f"{known.median():g}"} if len(known) else {}


def _district(row: Row, _facts: Facts) -> dict[str, str]:
    return {"governorates": row["adm2_pcode"][:4]} if row.get("adm2_pcode") else {}


def _point(row: Row, _facts: Facts) -> dict[str, str]:
    """Name the governorate in which a point lies."""
    try:
        north, east = (np.array([float(row[name])]) for name in ("latitude", "longitude"))
    except (KeyError, ValueError):
        return {}
    inside = [code for code in PCODES if not kilometres_outside(code, north, east)[0]]
    return {"governorates": inside[0]} if inside else {}


_RULES: Mapping[tuple[str, str], Callable[[Row, Facts], dict[str, str]]] = {
    ("incidents", "date_start"): _days,
    ("incidents", "date_end"): _last_day,
    ("incidents", "place_id"): _place,
    ("incidents", "sub_event_type"): _sub_event,
    ("incidents", "tactic"): _tactic,
    ("claims", "origin_id"): _origin,
    (PLACES, "kind"): _kind_of_place,
    (PLACES, "adm2_pcode"): _district,
    (PLACES, "latitude"): _point,
    (PLACES, "longitude"): _point,
    ("sources", "publisher"): _publisher,
    ("sources", "url"): _address,
}
