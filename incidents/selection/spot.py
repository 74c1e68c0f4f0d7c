"""The part of the map that an address names: the middle of what is seen, and the zoom."""

import re

from geodata.mercator import Spot

_DEGREES = re.compile(r"-?\d{1,3}(\.\d+)?", re.ASCII)


def written_spot(spot: Spot) -> str:
    """Write a spot as ``read_spot`` reads it."""
    return ",".join(f"{part:g}" for part in spot)


def read_spot(text: str) -> Spot | None:
    """Read "latitude,longitude,zoom", or None if it is no place that a map could show."""
    parts = text.split(",")
    if len(parts) != len(("latitude", "longitude", "zoom")) or not all(map(_DEGREES.fullmatch, parts)):
        return None
    spot = Spot(*map(float, parts))
    return spot if abs(spot.latitude) <= 85 and abs(spot.longitude) <= 180 and 0 <= spot.zoom <= 20 else None
