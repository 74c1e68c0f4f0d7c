"""Where the reader stands: the view, the open incident, how map, timeline, table and comparison are set."""

import datetime as dt
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, get_args

from incidents.record.record import Record
from incidents.selection.address import LONGEST_TEXT, Notice
from incidents.selection.summaries import Step
from incidents.views.incident_table import ORDERS, Order
from incidents.views.interactive_map import SHADINGS, Shading

VIEWS = ("incidents", "comparison", "briefing", "about")
STEPS: tuple[Step, ...] = get_args(Step)
CHAPTERS = ("method", "coverage", "doubts", "codebook", "changes", "citing", "adding", "licences")

Spot = tuple[float, float, float]  # latitude and longitude of the middle of the map in degrees, zoom


@dataclass(frozen=True)
class Place:
    """Where the reader stands; each field is a parameter of the address.

    ``at`` is what the reader moved the map to, ``page`` counts the pages of the table from 1, ``chapter`` is one of
    About, ``compare`` holds the two sides of the comparison: p-codes or periods.
    """

    view: str = VIEWS[0]
    incident: str | None = None
    at: Spot | None = None
    shading: Shading = "none"
    step: Step = "month"
    milestones: bool = True
    order: Order = ORDERS[0]
    page: int = 1
    compare: tuple[str, str] | None = None
    chapter: str = CHAPTERS[0]


def place_to_query(place: Place) -> dict[str, str]:
    """Write a place as parameters of an address; what is as at the start is left out."""
    query = {}
    for field in fields(Place):
        value = getattr(place, field.name)
        if value != field.default:
            query[field.name] = _written(value)
    return query


def _written(value: Any) -> str:  # noqa: ANN401 - the value of any field
    if isinstance(value, bool):
        return "1" if value else "0"
    return ",".join(map(str, value)) if isinstance(value, tuple) else str(value)


def place_from_query(query: Mapping[str, Sequence[str]], record: Record) -> tuple[Place, list[Notice]]:
    """Read a place from the parameters of an address; what cannot be used comes back as notices."""
    place, notices = Place(), []
    for field in fields(Place):
        value = query.get(field.name, [""])[-1]
        if value:
            read = _read(field.name, value, record)
            if read is None:
                notices.append(Notice(field.name, value[:LONGEST_TEXT]))
            else:
                place = replace(place, **{field.name: read})
    return place, notices


def _read(name: str, value: str, record: Record) -> Any:  # noqa: ANN401 - the value of any field
    """Return the value of one field of a place, or None if unusable."""
    if name in _CHOICES:
        return value if value in _CHOICES[name] else None
    if name == "incident":
        return value if (record.incidents["incident_id"] == value).any() else None
    return _READERS[name](value)


_CHOICES: dict[str, Sequence[str]] = {
    "view": VIEWS,
    "shading": SHADINGS,
    "step": STEPS,
    "order": ORDERS,
    "chapter": CHAPTERS,
}


def _page(value: str) -> int | None:
    return int(value) if value.isascii() and value.isdigit() and len(value) <= 6 and int(value) > 0 else None


def read_spot(value: str) -> Spot | None:
    """Read "latitude,longitude,zoom", or None if it is no place that a map could show."""
    try:
        latitude, longitude, zoom = (float(part) for part in value.split(","))
    except ValueError:
        return None
    inside = abs(latitude) <= 85 and abs(longitude) <= 180 and 0 <= zoom <= 20  # false for what is no number
    return (latitude, longitude, zoom) if inside and math.isfinite(zoom) else None


def _compare(value: str) -> tuple[str, ...] | None:
    sides = value.split(",")
    return tuple(sides) if len(sides) == 2 and all(map(is_side, sides)) else None


def is_side(side: str) -> bool:
    """Say whether a side of a comparison reads as a p-code or as a period ``2025-01-01..2025-03-31``."""
    if ".." not in side:
        return side.startswith("SY") and side[2:].isdigit() and len(side) == len("SY01")
    try:
        start, end = map(dt.date.fromisoformat, side.split(".."))
    except ValueError:
        return False
    return start <= end


_READERS: dict[str, Callable[[str], Any]] = {
    "milestones": {"0": False, "1": True}.get,
    "at": read_spot,
    "page": _page,
    "compare": _compare,
}
