"""Is it in the record already? The incidents that may be the same as one of a draft.

Alike are incidents that may lie within ``DAYS`` and ``KM`` of each other and are of one kind or name an actor alike. A
span is held against a span, and a place is as large as its uncertainty or its true outline (``selection.apart``).
"""

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any

import numpy as np
import pandas as pd

from geodata.cells import parts_of
from incidents.checks.tables import day_of
from incidents.desk.draft import Draft, Row
from incidents.record.record import Record
from incidents.record.vocabulary import NEAR, NO_PRECISION
from incidents.selection.apart import Place, day_numbers, days_apart, km_apart

DAYS, KM = 3, 30
_VAGUE = 31  # days of a span that says little


@dataclass(frozen=True)
class Likely:
    """An incident of the record that may be one of the draft's (``row`` of its incidents), most alike first.

    ``days`` and ``km`` lie between spans and areas (0: they touch); None where nobody says when, or where. ``span`` is
    how many days the incident of the record may have happened on, 0 for an unknown date.
    """

    row: int
    incident_id: str
    days: int | None
    span: int
    km: float | None
    is_same_kind: bool
    actors: tuple[str, ...]

    @property
    def likeness(self) -> float:
        """Return how much speaks for it, to order by: nearness in time and place, kind, actors."""
        near = 1.0 - (DAYS if self.days is None else self.days) / (DAYS + 1)
        close = 1.0 - min(KM if self.km is None else self.km, KM) / (KM + 1)
        vague = min(self.span, _VAGUE) / (2 * _VAGUE)
        return near + close - vague + self.is_same_kind + min(len(self.actors), 3) / 3


def find_likely(record: Record, draft: Draft) -> list[Likely]:
    """Return incidents of a record that may be the same as those that a draft adds, most alike first."""
    seen = {row.get("incident_id") for row in draft.seen.get("incidents", ())}
    found = [
        likely
        for place, row in enumerate(draft.rows.get("incidents", ()))
        if row.get("incident_id") not in seen
        for likely in _like(record, draft, place, row)
    ]
    return sorted(found, key=lambda likely: -likely.likeness)


def _like(record: Record, draft: Draft, number: int, row: Row) -> Iterator[Likely]:
    kind, own = kind_of(record, row), _places_of_draft(record, draft, row)
    acting = {role["actor_id"] for role in draft.rows.get("incident_actors", ()) if _is_of(role, row)}
    incidents = record.incidents
    days = _days_apart(incidents, row)
    for place in np.flatnonzero(~(days > DAYS)).tolist():  # unknown days, NaN, are not too far away
        other = incidents.iloc[place]
        incident_id = str(other["incident_id"])
        alike = sorted(acting & set(record.roles_of([incident_id])["actor_id"]))
        is_same_kind = bool(kind) and str(other["kind"]) == kind
        if incident_id == row.get("incident_id") or not (is_same_kind or alike):
            continue
        km = _km_apart(own, _places_of(record, other))
        is_unknown = math.isnan(days[place]) or km is None
        if (km is None or km <= KM) and not (is_unknown and not (is_same_kind and alike)):
            apart = None if math.isnan(days[place]) else int(days[place])
            span = other["date_end"] - other["date_start"]
            wide = 0 if pd.isna(span) else span.days + 1
            yield Likely(number, incident_id, apart, wide, km, is_same_kind, tuple(alike))


def _is_of(role: Row, incident: Row) -> bool:
    return role.get("incident_id") == incident.get("incident_id") and bool(role.get("actor_id"))


def kind_of(record: Record, row: Row) -> str:
    """Return the kind of an incident of a draft; "" where its codes are missing or unknown."""
    try:
        tactic, event = row.get("tactic"), row.get("sub_event_type")
        return record.schema.kind_of(tactic) if tactic else record.schema.kind_without_tactic(event) if event else ""
    except KeyError:
        return ""


def _days_apart(incidents: pd.DataFrame, row: Row) -> Any:  # noqa: ANN401  an array of floats
    """Return how many days lie between the span of a row and each incident's; NaN where one is unknown."""
    first = day_of(row.get("date_start", ""))
    last = day_of(row.get("date_end", "")) or first
    if first is None or last is None:
        return np.full(len(incidents), np.nan)
    starts, ends = (day_numbers(incidents[name]) for name in ("date_start", "date_end"))
    began, ended = day_numbers(pd.Series([pd.Timestamp(first), pd.Timestamp(last)]))
    return days_apart(began, ended, starts, ends)


def _places_of(record: Record, incident: "Mapping[str, Any] | pd.Series") -> list[Place]:
    """Return where an incident of the record lies; nothing for one of no stated place."""
    ids = [incident["place_id"], *parts_of(incident["other_place_ids"])]
    is_near = incident["geo_precision"] == NEAR
    known = [place_id for place_id in ids if place_id in record.places.index]
    placed = [(record.gazetteer.place(place_id), is_near and place_id == ids[0]) for place_id in known]
    return [] if incident["geo_precision"] == NO_PRECISION else [(at, near) for at, near in placed if _is_somewhere(at)]


def _places_of_draft(record: Record, draft: Draft, row: Row) -> list[Place]:
    """Return where an incident of a draft lies, also at a place that the draft brings along."""
    own = {place.get("place_id"): place for name in ("gazetteer", "places") for place in draft.rows.get(name, ())}
    found: list[Place] = []
    for place_id in [row.get("place_id", ""), *parts_of(row.get("other_place_ids", ""))]:
        is_near = row.get("geo_precision") == NEAR and place_id == row.get("place_id")
        if place_id in own and _has_point(own[place_id]):
            found.append((own[place_id], is_near))
        elif place_id in record.places.index:
            found.append((record.gazetteer.place(place_id), is_near))
    return [(place, is_near) for place, is_near in found if _is_somewhere(place)]


def _has_point(place: Mapping[str, Any]) -> bool:
    return all(_is_number(place.get(name)) for name in ("latitude", "longitude"))


def _is_number(cell: object) -> bool:
    try:
        return float(str(cell)) != 0.0
    except ValueError:
        return False


def _is_somewhere(place: Mapping[str, Any]) -> bool:
    return place.get("kind") != "country"


def _number(cell: object) -> float:
    try:
        return float(str(cell))
    except ValueError:
        return 0.0


def _km_apart(ours: Iterable[Place], theirs: Iterable[Place]) -> float | None:
    """Return how far the nearest of these places may lie from each other; None where one side has none."""
    pairs = list(product(ours, theirs))
    if not pairs:
        return None
    return float(km_apart([one for one, _other in pairs], [other for _one, other in pairs]).min())
