"""Small geometry: circles on the ground, and which governorates a place lies in. Pure functions, degrees and km."""

from functools import cache, lru_cache

import numpy as np
from shapely.geometry import Polygon

from geodata.boundaries import kept_with_the_layers, load_boundaries
from geodata.cells import parts_of
from geodata.gazetteer import shipped_gazetteer
from geodata.mercator import EARTH_RADIUS_KM

_CORNERS = 72


@lru_cache(maxsize=4096)
def circle_polygon(latitude: float, longitude: float, radius_km: float) -> Polygon:
    """Return the circle of all points so many km from a point, as longitude and latitude (not a circle in degrees)."""
    if not (radius_km > 0 and abs(latitude) <= 90 and abs(longitude) <= 180):
        raise ValueError(f"no circle of {radius_km} km at {latitude}, {longitude}")
    bearing = np.radians(np.linspace(0, -360, _CORNERS, endpoint=False))  # anticlockwise, as GeoJSON asks
    angle, north = radius_km / EARTH_RADIUS_KM, np.radians(latitude)
    up = np.arcsin(np.sin(north) * np.cos(angle) + np.cos(north) * np.sin(angle) * np.cos(bearing))
    across = np.arctan2(np.sin(bearing) * np.sin(angle) * np.cos(north), np.cos(angle) - np.sin(north) * np.sin(up))
    return Polygon(np.column_stack([longitude + np.degrees(across), np.degrees(up)]))


@cache
def _governorates() -> dict[str, frozenset[str]]:
    codes = shipped_gazetteer().places["governorates"]
    return {str(place_id): frozenset(parts_of(cell)) for place_id, cell in codes.items()}


def governorates_of(place_id: str) -> frozenset[str]:
    """Return the p-codes a place lies in, as the gazetteer says (never from the drawn borders).

    Empty for the whole country. Raises KeyError for an unknown place.
    """
    return _governorates()[place_id]


def lies_in(place_id: str, reported: frozenset[str] | set[str]) -> bool:
    """Say whether a place may lie in a reported governorate: they share one, or one side does not say."""
    held = governorates_of(place_id)
    return not held or not reported or bool(held & reported)


@kept_with_the_layers
def neighbours() -> dict[str, frozenset[str]]:
    """Return for each governorate (p-code) those it borders on, as drawn: a common line, not a mere corner."""
    areas = load_boundaries()
    pairs = areas.sindex.query(areas.geometry, predicate="touches").T
    found: dict[str, set[str]] = {pcode: set() for pcode in areas["pcode"]}
    for one, other in pairs:
        if areas.geometry.iloc[one].intersection(areas.geometry.iloc[other]).length > 0:
            found[areas["pcode"].iloc[one]].add(areas["pcode"].iloc[other])
    return {pcode: frozenset(others) for pcode, others in found.items()}
