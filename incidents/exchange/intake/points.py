"""Points that are written in one cell: latitude and longitude as people put them side by side."""

import re

import numpy as np
import numpy.typing as npt

from incidents.exchange.intake.cells import UNKNOWN_WORDS, Numbers, degrees_in, plain_figures
from incidents.exchange.intake.pools import Coded
from incidents.language import N_

NO_POINT = N_("Not a latitude and a longitude.")
_WELL_KNOWN = re.compile(r"POINT\s*\(\s*(\S+)\s+(\S+?)\s*\)", re.IGNORECASE)  # WKT writes longitude first
_BETWEEN = (r"\s*[;|/]\s*", r",\s+", r"\s*,\s*", r"(?<=[NS])\s*(?=[\dEW])|(?<=[EW])\s*(?=[\dNS])", r"\s+")
_NORTH_OR_SOUTH, _EAST_OR_WEST = re.compile("[NS]|شمال|جنوب", re.IGNORECASE), re.compile("[EW]|شرق|غرب", re.IGNORECASE)
_NOWHERE = (np.nan, np.nan)


def points_of(cells: Coded) -> tuple[Numbers, Numbers, npt.NDArray[np.bool_]]:
    """Read a column of points; return latitude and longitude (NaN), and which cells say something else."""
    texts = [plain_figures(text) for text in cells.distinct.to_pylist()]
    found = np.array([*map(point_of, texts), _NOWHERE], dtype=np.float64)
    filled = np.array([*(text.casefold() not in UNKNOWN_WORDS for text in texts), False])
    latitude, longitude = found[cells.codes, 0], found[cells.codes, 1]
    return latitude, longitude, filled[cells.codes] & np.isnan(latitude)


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
