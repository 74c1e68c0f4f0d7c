"""Points that are written in one cell: latitude and longitude side by side, or a square of a grid."""

import re
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from incidents.exchange.intake.cells import UNKNOWN_WORDS, Numbers, degrees_in, plain_figures
from incidents.exchange.intake.grids import square_of
from incidents.exchange.intake.pools import Coded
from incidents.language import N_

NO_POINT = N_("Not a latitude and a longitude.")
ROUNDED = N_("Finer than a neighbourhood: the point is rounded to about a kilometre.")
NEIGHBOURHOOD_KM = 1.0
_WELL_KNOWN = re.compile(r"POINT\s*\(\s*(\S+)\s+(\S+?)\s*\)", re.IGNORECASE)  # WKT writes longitude first
_BETWEEN = (r"\s*[;|/]\s*", r",\s+", r"\s*,\s*", r"(?<=[NS])\s*(?=[\dEW])|(?<=[EW])\s*(?=[\dNS])", r"\s+")
_NORTH_OR_SOUTH, _EAST_OR_WEST = re.compile("[NS]|شمال|جنوب", re.IGNORECASE), re.compile("[EW]|شرق|غرب", re.IGNORECASE)
_NOWHERE = (np.nan, np.nan)


class Points(NamedTuple):
    """A column of points, one per row: degrees, the side of a square in km (NaN each), what says something else."""

    latitude: Numbers
    longitude: Numbers
    side_km: Numbers
    wrong: npt.NDArray[np.bool_]


def points_of(cells: Coded) -> Points:
    """Read a column of points; of a square that is smaller than a neighbourhood the middle is rounded."""
    texts = [plain_figures(text) for text in cells.distinct.to_pylist()]
    found = np.array([*map(_point_or_square, texts), (*_NOWHERE, np.nan)], dtype=np.float64)
    is_small = found[:, 2] < NEIGHBOURHOOD_KM
    found[is_small, :2] = rounded(found[is_small, :2])
    filled = np.array([*(text.casefold() not in UNKNOWN_WORDS for text in texts), False])
    latitude, longitude, side = found[cells.codes].T
    return Points(latitude, longitude, side, filled[cells.codes] & np.isnan(latitude))


def rounded(degrees: Numbers) -> Numbers:
    """Round degrees to about a kilometre."""
    return np.round(degrees, 2)


def _point_or_square(text: str) -> tuple[float, float, float]:
    return square_of(text) or (*point_of(text), np.nan)


def point_of(text: str) -> tuple[float, float]:
    """Return latitude and longitude of a cell, both NaN where it does not hold exactly these two.

    >>> point_of("35.95 N, 39.01 E"), point_of("POINT (39.01 35.95)")
    ((35.95, 39.01), (35.95, 39.01))
    """
    if match := _WELL_KNOWN.fullmatch(text):
        text = f"{match[2]} {match[1]}"
    inner = text.strip("()[] ")
    for pattern in _BETWEEN:
        parts = re.split(pattern, inner)
        if len(parts) != 2:
            continue
        first, second = map(degrees_in, parts)
        if np.isnan(first) or np.isnan(second):
            continue
        sides = [(bool(_NORTH_OR_SOUTH.search(part)), bool(_EAST_OR_WEST.search(part))) for part in parts]
        if sides[0] == sides[1] and any(sides[0]):
            continue  # twice the same side of the world
        is_turned = sides[0][1] or sides[1][0]
        return (second, first) if is_turned else (first, second)
    return _NOWHERE
