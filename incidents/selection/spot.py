"""The part of the map that an address names: the middle of what is seen, and the zoom."""

import re

Spot = tuple[float, float, float]  # latitude and longitude of the middle of the map in degrees, zoom
_DEGREES = re.compile(r"-?\d{1,3}(\.\d+)?", re.ASCII)


def written_spot(spot: Spot) -> str:
    """Write a spot as ``read_spot`` reads it."""
    return ",".join(f"{part:g}" for part in spot)


def read_spot(text: str) -> Spot | None:
    """Read "latitude,longitude,zoom", or None if it is no place that a map could show."""
    parts = text.split(",")
    if len(parts) != len(("latitude", "longitude", "zoom")) or not all(map(_DEGREES.fullmatch, parts)):
        return None
    latitude, longitude, zoom = map(float, parts)
    return (latitude, longitude, zoom) if abs(latitude) <= 85 and abs(longitude) <= 180 and 0 <= zoom <= 20 else None
