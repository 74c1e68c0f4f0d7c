"""The sheet on which a map is printed: Web Mercator fitted to a rectangle, so that screen and paper agree."""

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from geodata.mercator import (
    KM_PER_DEGREE,
    METRES_PER_UNIT,
    NARROWEST,
    TILE,
    WORLD,
    Spot,
    latitude_at,
    northing,
    zoom_showing,
)
from incidents.selection.question import Bounds

Points = npt.NDArray[np.float64]

SYRIA: Bounds = (32.25, 35.45, 37.4, 42.45)  # south, west, north, east: the country with a margin
ASPECT = 1.4  # width to height of every printed map, so that all formats show and count the same ground
SCREEN_WIDTH = 1000  # pixels of a screen map: paper shows and joins what that map would
MARGIN = 0.1  # of the extent, on each side
WIDEST_MARGIN_KM = 60  # a vaguer place does not widen the map further
SMALLEST_EXTENT = (0.75, 0.95)  # degrees of latitude and longitude: a place is shown with its surroundings


@dataclass(frozen=True)
class Frame:
    """A rectangle of ``width`` × ``height`` points of paper showing at least ``bounds``; y grows downwards."""

    bounds: Bounds
    width: float
    height: float

    @cached_property
    def _sides(self) -> tuple[float, float, float, float]:
        south, west, north, east = self.bounds
        bottom, top = northing([south, north])
        return float(bottom), west, float(top), east

    @cached_property
    def scale(self) -> float:
        """Points of paper per Mercator unit."""
        bottom, west, top, east = self._sides
        return min(self.width / max(east - west, NARROWEST), self.height / max(top - bottom, NARROWEST))

    @cached_property
    def origin(self) -> tuple[float, float]:
        """Mercator coordinates of the upper left corner."""
        bottom, west, top, east = self._sides
        return (west + east - self.width / self.scale) / 2, (top + bottom + self.height / self.scale) / 2

    def points(self, longitude: Points, latitude: Points) -> tuple[Points, Points]:
        """Project degrees to points of paper."""
        left, top = self.origin
        return (longitude - left) * self.scale, (top - northing(latitude)) * self.scale

    def points_per_km(self, latitude: float) -> float:
        """Return how long a kilometre on the ground is on this paper at a latitude (Mercator stretches by 1/cos)."""
        return self.scale * 1000 / METRES_PER_UNIT / math.cos(math.radians(latitude))

    @cached_property
    def shown(self) -> Bounds:
        """Return what the sheet shows, wider than ``bounds`` where its proportions differ."""
        left, top = self.origin
        bottom = top - self.height / self.scale
        return latitude_at(bottom), left, latitude_at(top), left + self.width / self.scale

    @property
    def middle_latitude(self) -> float:
        """Return the latitude for which the scale bar is right."""
        south, _, north, _ = self.shown
        return (south + north) / 2


def widened(bounds: Bounds, aspect: float = ASPECT) -> Bounds:
    """Return bounds with the proportions of a sheet that hold the given ones, about the same middle."""
    return Frame(bounds, aspect, 1.0).shown


def bounds_about(spot: Spot | None) -> Bounds | None:
    """Return what a screen map of ``SCREEN_WIDTH`` pixels shows about a spot; None for none.

    Whatever the size of a reader's window, an address gives the same sheet to everybody who opens it.
    """
    if spot is None:
        return None
    latitude, longitude, zoom = spot
    across = SCREEN_WIDTH / TILE * WORLD / 2**zoom / 2
    middle, up = float(northing(latitude)), across / ASPECT
    return latitude_at(middle - up), longitude - across, latitude_at(middle + up), longitude + across


def spot_about(bounds: Bounds) -> Spot:
    """Return the spot about which a screen map shows these bounds: what ``bounds_about`` made them of."""
    south, west, north, east = bounds
    bottom, top = northing([south, north])
    zoom = zoom_showing(west, east, SCREEN_WIDTH)
    return Spot(round(latitude_at((bottom + top) / 2), 3), round((west + east) / 2, 3), round(zoom, 2))


def extent_of(latitudes: Points, longitudes: Points, margin_km: Points) -> Bounds:
    """Return what a map of these points should show: them with their uncertainty, never less than about 80 km.

    Points spread over more than half of Syria, and no points at all, give the whole country.
    """
    known = ~np.isnan(latitudes)
    if not known.any():
        return SYRIA
    latitude, longitude, margin = (
        latitudes[known],
        longitudes[known],
        np.minimum(margin_km[known], WIDEST_MARGIN_KM) / KM_PER_DEGREE,
    )
    across = margin / np.cos(np.radians(latitude))
    south, north = float((latitude - margin).min()), float((latitude + margin).max())
    west, east = float((longitude - across).min()), float((longitude + across).max())
    height, width = max(north - south, SMALLEST_EXTENT[0]), max(east - west, SMALLEST_EXTENT[1])
    if width > (SYRIA[3] - SYRIA[1]) / 2 or height > (SYRIA[2] - SYRIA[0]) / 2:
        return SYRIA
    middle = (south + north) / 2, (west + east) / 2
    half = height * (0.5 + MARGIN), width * (0.5 + MARGIN)
    return middle[0] - half[0], middle[1] - half[1], middle[0] + half[0], middle[1] + half[1]
