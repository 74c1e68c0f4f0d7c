"""How far places and areas lie from a point: kilometres over the ground, on a sphere of the mean radius."""

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from geodata.mercator import EARTH_RADIUS_KM

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

Kilometres = npt.NDArray[np.float64]


def distances_km(
    latitude: npt.ArrayLike, longitude: npt.ArrayLike, latitudes: npt.ArrayLike, longitudes: npt.ArrayLike
) -> Kilometres:
    """Return how far each of some points lies from one point (all in degrees); NaN where a coordinate is missing.

    Instead of one point there may be as many as the others: then each is held against its own.
    """
    north, norths = (np.radians(np.asarray(degrees, dtype=np.float64)) for degrees in (latitude, latitudes))
    east = np.radians(np.asarray(longitudes, dtype=np.float64) - np.asarray(longitude, dtype=np.float64))
    half = np.sin((norths - north) / 2) ** 2 + np.cos(north) * np.cos(norths) * np.sin(east / 2) ** 2
    return np.asarray(2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(np.clip(half, 0.0, 1.0))))


def nearest_and_farthest_km(latitude: float, longitude: float, area: "BaseGeometry") -> tuple[float, float]:
    """Return how far the nearest and the farthest point of an area (degrees) lie from a point; 0 nearest from inside.

    The area is drawn around the point so that every distance from it is true; its sides are straight lines there.
    """
    import shapely  # heavy, and a question that asks for nothing near does without

    def around(corners: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        far = distances_km(latitude, longitude, corners[:, 1], corners[:, 0])
        north, norths, east = np.radians(latitude), np.radians(corners[:, 1]), np.radians(corners[:, 0] - longitude)
        across = np.sin(east) * np.cos(norths)
        up = np.cos(north) * np.sin(norths) - np.sin(north) * np.cos(norths) * np.cos(east)
        bearing = np.arctan2(across, up)
        return np.column_stack([far * np.sin(bearing), far * np.cos(bearing)])

    drawn = shapely.transform(area, around)
    corners = shapely.get_coordinates(drawn)
    return float(shapely.distance(drawn, shapely.Point(0, 0))), float(np.hypot(corners[:, 0], corners[:, 1]).max())
