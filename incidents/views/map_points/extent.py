"""What part of the country a question asks for."""

from functools import lru_cache

import numpy as np
import numpy.typing as npt
import pandas as pd

from geodata.boundaries import load_boundaries
from geodata.mercator import KM_PER_DEGREE
from geodata.own_layers import OwnLayer
from incidents.record.kept import Kept
from incidents.record.record import Record
from incidents.selection.circles import circle_of, layer_of
from incidents.selection.question import Bounds, Codes
from incidents.selection.selection import Selection

_AROUND_KM = 25  # of a place: enough to see on which road and river it lies
_circles = Kept[None, npt.NDArray[np.float64]]()


def asked_extent(selection: Selection, layer: OwnLayer | None = None) -> Bounds | None:
    """Return south, west, north, east (degrees) of what a question asks for by place; None for the whole country.

    That is the view it was narrowed to, the circle, what lies around the layer or the places, or the governorates
    (those of its districts too); without any of them a ``layer`` of the reader's own.
    """
    question = selection.question
    if question.bounds:
        return question.bounds
    if circle := circle_of(selection.record, question.near):
        return _around(np.array([circle]))
    if question.near and (asked := layer_of(question.near)) is not None:
        return _rounded(*asked.bounds(question.near.km))
    if (asked_places := _around_places(selection.record, question.place)) is not None:
        return asked_places
    asked_areas = _extent_of(frozenset([*question.governorate, *(code[:4] for code in question.district)]))
    return _rounded(*layer.bounds(_AROUND_KM)) if layer and asked_areas is None else asked_areas


def _around_places(record: Record, place_ids: Codes) -> Bounds | None:
    if not place_ids:
        return None
    rows = record.places.index.get_indexer(pd.Index(place_ids))
    circles = _circles.of(record, None, lambda: _circles_around(record))[rows[rows >= 0]]
    circles = circles[~np.isnan(circles).any(axis=1)]
    return _around(circles) if len(circles) else None


def _circles_around(record: Record) -> npt.NDArray[np.float64]:
    """Return latitude, longitude (degrees; NaN where a place has none) and radius (km) about each place of a record."""
    km = np.maximum(record.places["uncertainty_km"].fillna(0), _AROUND_KM)
    return np.column_stack([record.places["latitude"], record.places["longitude"], km]).astype(float)


@lru_cache(maxsize=1_000)
def _extent_of(pcodes: frozenset[str]) -> Bounds | None:
    """Return what lies around some governorates; None where none of the codes is one."""
    shapes = load_boundaries().set_index("pcode").geometry
    shown = shapes[shapes.index.isin(pcodes)]
    if shown.empty:
        return None
    west, south, east, north = shown.total_bounds
    return _rounded(south, west, north, east)


def _around(circles: npt.NDArray[np.float64]) -> Bounds:
    """Return the box about some circles: latitude, longitude, km."""
    latitude, longitude, km = circles.T
    up = km / KM_PER_DEGREE
    across = up / np.cos(np.radians(latitude))
    ends = (latitude - up).min(), (longitude - across).min(), (latitude + up).max(), (longitude + across).max()
    return _rounded(*ends)


def _rounded(south: float, west: float, north: float, east: float) -> Bounds:
    return round(float(south), 3), round(float(west), 3), round(float(north), 3), round(float(east), 3)
