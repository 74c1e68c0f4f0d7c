"""What a name, or a place told by a point or an outline, says of a new row: its cells."""

import json
import math
import re
from collections.abc import Sequence

from geodata.mercator import KM_PER_DEGREE
from incidents.desk.form import PLACES
from incidents.desk.harm import DECIMALS, FINEST_KM
from incidents.desk.publishers import language_of

_SYRIA = ((32.0, 37.5), (35.5, 42.5))  # degrees north and east, as the gazetteer has them
_NUMBER = r"[-+]?\d{1,3}(?:\.\d+)?"
_PAIR = re.compile(rf"({_NUMBER})\s*°?\s*[Nش]?\s*[,،;\s]\s*({_NUMBER})\s*°?\s*[Eق]?")
_OUTLINE = re.compile(rf"POLYGON\s*\(\(((?:\s*{_NUMBER}\s+{_NUMBER}\s*,?)+)\)", re.IGNORECASE)
_COORDINATES = ("latitude", "longitude")

Point = tuple[float, float]  # degrees north and east


def named_cells(table: str, name: str) -> dict[str, str]:
    """Return the cells of a new row that a name fills, in the language in which it is written."""
    ending = f"_{language_of(name) or 'en'}"
    if table == "sources":
        return {"url" if "://" in name else f"publisher{ending}".removesuffix("_en"): name}
    return {f"name{ending}": name} | ({"verified": "no"} if table == PLACES else {})


def point_cells(column: str, told: str) -> dict[str, str]:
    """Return the cells of a place that a coordinate says; nothing for what is none, which ``check`` names.

    A pair of degrees ("35.33, 40.14") fills both; an outline (a polygon in WKT or GeoJSON) its middle and how far from
    there it reaches. Nothing is kept finer than a neighbourhood, however finely it was told.
    """
    if column not in _COORDINATES:
        return {}
    points = _outline(told)
    if points:
        north, east = (sum(part) / len(points) for part in zip(*points, strict=True))
        reach = max(_kilometres((north, east), point) for point in points)
        km = f"{max(math.ceil(reach * 10) / 10, FINEST_KM):g}"
        return {"latitude": _degrees(north), "longitude": _degrees(east), "uncertainty_km": km}
    if (pair := _PAIR.fullmatch(told.strip())) and _is_in_syria((float(pair[1]), float(pair[2]))):
        return {"latitude": _degrees(float(pair[1])), "longitude": _degrees(float(pair[2]))}
    return {column: _degrees(float(told))} if re.fullmatch(rf"\d+\.\d{{{DECIMALS + 1},}}", told) else {}


def _degrees(value: float) -> str:
    return f"{round(value, DECIMALS):g}"


def _is_in_syria(point: Point) -> bool:
    return all(low <= value <= high for value, (low, high) in zip(point, _SYRIA, strict=True))


def _outline(told: str) -> Sequence[Point]:
    """Return the corners of an outline, without the last, which is the first; nothing where it is none in Syria."""
    try:
        if found := _OUTLINE.search(told):
            pairs = [tuple(map(float, pair.split())) for pair in found[1].split(",") if pair.strip()]
        else:
            shape = json.loads(told)
            shape = shape.get("geometry", shape)
            pairs = [(float(east), float(north)) for east, north, *_height in shape["coordinates"][0]]
        points = [(north, east) for east, north in pairs][:-1]
    except (ValueError, TypeError, KeyError, IndexError, AttributeError):
        return []
    return points if len(points) > 2 and all(map(_is_in_syria, points)) else []


def _kilometres(one: Point, other: Point) -> float:
    narrowing = math.cos(math.radians(one[0]))
    return KM_PER_DEGREE * math.hypot(one[0] - other[0], (one[1] - other[1]) * narrowing)
