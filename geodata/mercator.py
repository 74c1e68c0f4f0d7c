"""The one projection, that of the map on screen: Web Mercator (EPSG:3857), and what a kilometre is in degrees.

Eastings and northings are in units of one degree of longitude: the world is 360 wide.
"""

import math
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Degrees = npt.NDArray[np.float64]

EARTH_RADIUS_KM = 6371.0088  # mean radius (IUGG); Syria's ellipsoidal radii differ from it by less than 0.4 %
KM_PER_DEGREE = EARTH_RADIUS_KM * math.pi / 180  # along a meridian
WORLD = 360.0  # units from the western to the eastern edge of the world
TILE = 256  # pixels that hold the world at zoom 0, as Leaflet counts
METRES_PER_UNIT = 2 * math.pi * 6_378_137 / WORLD  # on the sphere of EPSG:3857
NARROWEST = 1e-6  # units; nothing is shown closer


class Spot(NamedTuple):
    """A part of the map, whatever the size of a screen: what is in its middle, in degrees, and Leaflet's zoom."""

    latitude: float
    longitude: float
    zoom: float


def northing(latitude: npt.ArrayLike) -> Degrees:
    """Return northings of latitudes (degrees); beyond 85° they are held at the edge of the map."""
    radians = np.radians(np.clip(np.asarray(latitude, dtype=np.float64), -85, 85))
    return np.asarray(np.degrees(np.log(np.tan(np.pi / 4 + radians / 2))))


def latitude_at(north: float) -> float:
    """Return the latitude (degrees) of a northing."""
    return math.degrees(2 * math.atan(math.exp(math.radians(north))) - math.pi / 2)


def zoom_showing(west: float, east: float, pixels: float) -> float:
    """Return Leaflet's zoom at which so many pixels show what lies between two longitudes (degrees)."""
    return math.log2(pixels / TILE * WORLD / max(east - west, NARROWEST))
