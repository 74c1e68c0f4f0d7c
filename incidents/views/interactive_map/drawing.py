"""The base map as folium defines it: the page takes its options, ``draw_map`` lays layers on it."""

from dataclasses import asdict, dataclass
from typing import Any

import folium
from folium.utilities import camelize

from geodata.boundaries import RELIEF_BOUNDS
from incidents.views.map_points import FIRST_ZOOM

SYRIA = (32.25, 35.55, 37.4, 42.45)  # south, west, north, east in degrees: the country whole


@dataclass(frozen=True)
class MapAddresses:
    """Where the browser finds what the map is made of: Leaflet, layers by name, hill shade."""

    leaflet: str
    layers: dict[str, str]
    relief: str


def base_map() -> folium.Map:
    """Return the base map without layers: no tiles, no scripts of other hosts; the page takes its options from here."""
    base = folium.Map(
        location=(35.0, 38.9),
        zoom_start=int(FIRST_ZOOM),
        tiles=None,
        attributionControl=False,
        zoom_snap=0.25,
        wheel_px_per_zoom_level=90,
        max_bounds_viscosity=0.7,
    )
    base.options |= {"min_zoom": 5, "max_zoom": 14}  # folium itself gives these to tiles only
    return base


def base_definition(addresses: MapAddresses) -> dict[str, Any]:
    """Return what the page's map begins with, as plain JSON: the options that folium gives Leaflet, and addresses."""
    base = base_map()
    options = {camelize(name): value for name, value in base.options.items() if value is not None}
    return asdict(addresses) | {
        "options": options | {"center": base.location},
        "frame": RELIEF_BOUNDS,
        "country": SYRIA,
    }
