"""What part of the country a question asks for."""

import numpy as np
import numpy.typing as npt

from geodata.boundaries import load_boundaries
from geodata.mercator import KM_PER_DEGREE
from geodata.own_layers import OwnLayer
from incidents.selection.circles import circle_of, layer_of
from incidents.selection.question import Bounds
from incidents.selection.selection import Selection

_AROUND_KM = 25  # of a place: enough to see on which road and river it lies


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
    places = selection.record.places.reindex(list(question.place)).dropna(subset=["latitude", "longitude"])
    if len(places):
        km = np.maximum(places["uncertainty_km"].fillna(0), _AROUND_KM)
        return _around(np.column_stack([places["latitude"], places["longitude"], km]).astype(float))
    pcodes = {*question.governorate, *(code[:4] for code in question.district)}
    shapes = load_boundaries().set_index("pcode").geometry
    shown = shapes[shapes.index.isin(pcodes)]
    if shown.empty:
        return _rounded(*layer.bounds(_AROUND_KM)) if layer else None
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
