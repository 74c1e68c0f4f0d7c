"""What part of the country a question asks for."""

import numpy as np

from geodata.boundaries import load_boundaries
from incidents.selection.circles import circle_of
from incidents.selection.question import Bounds
from incidents.selection.selection import Selection

_KM_PER_DEGREE = 111.2


def asked_extent(selection: Selection) -> Bounds | None:
    """Return south, west, north, east (degrees) of what a question asks for by place; None for the whole country.

    That is the view it was narrowed to, the circle, or the governorates (those of its districts too).
    """
    question = selection.question
    if question.bounds:
        return question.bounds
    if circle := circle_of(selection.record, question.near):
        latitude, longitude, km = circle
        up = km / _KM_PER_DEGREE
        across = up / np.cos(np.radians(latitude))
        return _rounded(latitude - up, longitude - across, latitude + up, longitude + across)
    pcodes = {*question.governorate, *(code[:4] for code in question.district)}
    shapes = load_boundaries().set_index("pcode").geometry
    asked = shapes[shapes.index.isin(pcodes)]
    if asked.empty:
        return None
    west, south, east, north = asked.total_bounds
    return _rounded(south, west, north, east)


def _rounded(south: float, west: float, north: float, east: float) -> Bounds:
    return round(float(south), 3), round(float(west), 3), round(float(north), 3), round(float(east), 3)
