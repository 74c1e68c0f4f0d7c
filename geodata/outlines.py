"""How far points lie outside the governorates they are said to be in, by the drawn borders."""

import json
from functools import cache

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from geodata.gazetteer import DATA
from geodata.mercator import KM_PER_DEGREE

PCODES = tuple(f"SY{number:02}" for number in range(1, 15))  # of the governorates
_MIDDLE = 35.0  # degrees north: about here a degree of longitude is measured


def kilometres_outside(
    pcode: str, latitude: npt.NDArray[np.float64], longitude: npt.NDArray[np.float64]
) -> npt.NDArray[np.float64]:
    """Return how many km points (degrees) lie outside a governorate, 0 inside it; within 3 % anywhere in Syria.

    Raises KeyError for an unknown p-code. The borders are those of Natural Earth, which err by some kilometres.
    """
    points = shapely.points(longitude * _narrowing(), latitude)
    return np.asarray(shapely.distance(_outlines()[pcode], points) * KM_PER_DEGREE, dtype=np.float64)


def _narrowing() -> float:
    return float(np.cos(np.radians(_MIDDLE)))


@cache
def _outlines() -> dict[str, BaseGeometry]:
    """Return the governorates by p-code, in degrees of latitude both ways."""
    layer = json.loads((DATA / "governorates.geojson").read_bytes())
    shapes = {
        str(feature["properties"]["pcode"]): shapely.from_geojson(json.dumps(feature["geometry"]))
        for feature in layer["features"]
    }
    squeezed = {
        pcode: shapely.transform(shape, lambda corners: corners * (_narrowing(), 1)) for pcode, shape in shapes.items()
    }
    for shape in squeezed.values():
        shapely.prepare(shape)
    return squeezed
