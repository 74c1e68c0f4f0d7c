"""How near two incidents may be to each other: days between their spans, kilometres between the areas they lie in.

What may be near counts: a span is held against a span, and a place is as large as its uncertainty or its true outline.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from geodata.boundaries import area_of
from geodata.distances import distances_km, nearest_and_farthest_km
from geodata.mercator import KM_PER_DEGREE
from incidents.record.vocabulary import EXACT, NEAR_KM

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

Place = tuple[Mapping[str, Any], bool]  # a row of a gazetteer, and whether the incident only happened near there
Numbers = npt.NDArray[np.float64]


def day_numbers(stamps: pd.Series) -> Numbers:
    """Return days as numbers, NaN where one is unknown."""
    days = stamps.to_numpy().astype("datetime64[D]")
    return np.where(np.isnat(days), np.nan, days.astype(np.int64))


def days_apart(first: Numbers | float, last: Numbers | float, starts: Numbers, ends: Numbers) -> Numbers:
    """Return how many days lie between one span and each of some others, 0 where they touch; NaN where one is unknown.

    All are numbers of days; ``first`` and ``last`` may be those of one span or of as many as there are others.
    """
    return np.maximum(np.maximum(starts - last, first - ends), 0.0)


def radius_km(place: Place) -> float:
    """Return how far from its point an incident at a place may lie, where the place has no outline."""
    row, is_near = place
    radius = _number(row.get("uncertainty_km"))
    return max(radius, NEAR_KM) if is_near else radius


def placed_exactly(incidents: pd.DataFrame) -> npt.NDArray[np.bool_]:
    """Say which incidents happened at a named place no wider than ``NEAR_KM``: all others lie somewhere in an area."""
    radius = np.nan_to_num(incidents["uncertainty_km"].to_numpy(dtype=np.float64))
    return (incidents["geo_precision"] == EXACT).to_numpy(dtype=bool) & (radius < NEAR_KM)


def km_apart(ones: Sequence[Place], others: Sequence[Place], within: float = np.inf) -> Numbers:
    """Return how near to each other the places of each pair may come (one of each list), 0 where they touch.

    What lies farther apart than ``within`` for certain may be given as infinitely far.
    """
    (north, east), (norths, easts) = _points(ones), _points(others)
    radii, other_radii = (np.array([radius_km(place) for place in places]) for places in (ones, others))
    away = np.maximum(distances_km(north, east, norths, easts) - radii - other_radii, 0.0)
    known: dict[tuple[Any, ...], float] = {}
    for number, (area, other_area) in enumerate(zip(_outlines(ones), _outlines(others), strict=True)):
        one, other = ones[number], others[number]
        if other_area is not None:  # of two areas the first is held to be its point
            point, radius, outline = one, 0.0 if area is not None else radii[number], other_area
        elif area is not None:
            point, radius, outline = other, other_radii[number], area
        else:
            continue
        key = tuple((row["place_id"], is_near, *_point(row)) for row, is_near in (one, other))
        if key not in known:
            is_one_place = (key[0][0], *key[0][2:]) == (key[1][0], *key[1][2:])
            known[key] = 0.0 if is_one_place else _to_outline(_point(point[0]), outline, radius, within)
        away[number] = known[key]
    return away


def _to_outline(point: tuple[float, float], outline: "BaseGeometry", radius: float, within: float) -> float:
    """Return how near the circle about a point comes to an outline; infinitely far beyond ``within`` km."""
    if _is_beyond(point, outline, within + radius):
        return np.inf
    return max(nearest_and_farthest_km(*point, outline)[0] - radius, 0.0)


def _is_beyond(point: tuple[float, float], area: "BaseGeometry", km: float) -> bool:
    """Say whether a point lies farther than so many km from the box about an area, north or south, east or west."""
    latitude, longitude = point
    west, south, east, north = area.bounds
    up = max(south - latitude, latitude - north, 0.0) * KM_PER_DEGREE
    widest = max(abs(south), abs(north), abs(latitude))  # where a degree of longitude is shortest
    across = max(west - longitude, longitude - east, 0.0) * KM_PER_DEGREE * np.cos(np.radians(widest))
    return bool(max(up, across * _STRAIGHT) > km)


_STRAIGHT = 0.9  # the way along a parallel is longer than the straight one, by far less than this in Syria


def _points(places: Sequence[Place]) -> tuple[Numbers, Numbers]:
    degrees = np.array([_point(row) for row, _near in places], dtype=np.float64).reshape(-1, 2)
    return degrees[:, 0], degrees[:, 1]


def _point(row: Mapping[str, Any]) -> tuple[float, float]:
    return _number(row["latitude"]), _number(row["longitude"])


def _outlines(places: Sequence[Place]) -> "list[BaseGeometry | None]":
    known: dict[tuple[Any, ...], BaseGeometry | None] = {}
    found = []
    for row, _near in places:
        key = row["place_id"], row["kind"], row.get("governorates")
        if key not in known:
            known[key] = area_of(row)
        found.append(known[key])
    return found


def _number(cell: object) -> float:
    """Return a cell as a number; 0 for what a draft has not filled in yet."""
    if isinstance(cell, float):  # of a record all are
        return cell
    try:
        return float(str(cell))
    except ValueError:
        return 0.0
