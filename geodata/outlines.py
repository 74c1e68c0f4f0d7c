"""How far points lie outside the governorates they are said to be in, by the drawn borders."""

import json
from collections.abc import Iterator
from typing import Any

import numpy as np
import numpy.typing as npt

from geodata.boundaries import kept_with_the_layers
from geodata.gazetteer import DATA
from geodata.mercator import KM_PER_DEGREE

PCODES = tuple(f"SY{number:02}" for number in range(1, 15))  # of the governorates
_MIDDLE = 35.0  # degrees north: about here a degree of longitude is measured

Degrees = npt.NDArray[np.float64]


def kilometres_outside(pcode: str, latitude: Degrees, longitude: Degrees) -> Degrees:
    """Return how many km points (degrees) lie outside a governorate, 0 inside it; within 3 % anywhere in Syria.

    Raises KeyError for an unknown p-code. The borders are those of Natural Earth, which err by some kilometres. Worked
    out by hand: whoever checks a record does without the weight of a library of geometry.
    """
    starts, ends = _borders()[pcode]  # of each piece of the border: x and y
    points = np.stack([longitude * _narrowing(), latitude], axis=-1)[:, np.newaxis, :]
    along, to_point = ends - starts, points - starts
    length = np.maximum((along**2).sum(axis=-1), np.finfo(np.float64).tiny)
    part = np.clip((to_point * along).sum(axis=-1) / length, 0, 1)  # of the piece, where it comes nearest
    gap = to_point - part[..., np.newaxis] * along
    nearest = np.sqrt((gap**2).sum(axis=-1)).min(axis=-1)
    # A point lies inside when a line from it to the east crosses the border an odd number of times.
    spans = (starts[:, 1] > points[..., 1]) != (ends[:, 1] > points[..., 1])
    turned = along[:, 0] * to_point[..., 1] - to_point[..., 0] * along[:, 1]
    crossings = spans & ((turned > 0) == (along[:, 1] > 0))
    return np.where(crossings.sum(axis=-1) % 2 == 1, 0.0, nearest * KM_PER_DEGREE)


def _narrowing() -> float:
    return float(np.cos(np.radians(_MIDDLE)))


@kept_with_the_layers
def _borders() -> dict[str, tuple[Degrees, Degrees]]:
    """Return per p-code where each piece of the border starts and ends, in degrees of latitude both ways."""
    layer = json.loads((DATA / "governorates.geojson").read_bytes())
    return {str(feature["properties"]["pcode"]): _pieces(feature["geometry"]) for feature in layer["features"]}


def _pieces(geometry: dict[str, Any]) -> tuple[Degrees, Degrees]:
    rings = [np.array(ring) * (_narrowing(), 1) for ring in _rings(geometry)]
    return np.concatenate([ring[:-1] for ring in rings]), np.concatenate([ring[1:] for ring in rings])


def _rings(geometry: dict[str, Any]) -> Iterator[list[list[float]]]:
    polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    return (ring for polygon in polygons for ring in polygon)
