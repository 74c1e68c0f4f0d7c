"""The page most people would write: a folium map with one marker per incident, rebuilt on each run."""

from pathlib import Path
from typing import ClassVar

import folium
import xstatic.pkg.leaflet
from streamlit.components.v1 import declare_component
from streamlit_folium import st_folium

from tests.benchmarks.pages.choice import chosen_points

_LEAFLET = f"../{Path(__file__).stem}.leaflet/leaflet"


class LocalMap(folium.Map):
    """The usual map, with Leaflet from this machine: without a network the usual one never appears at all."""

    default_js: ClassVar[list[tuple[str, str]]] = [("leaflet", f"{_LEAFLET}.js")]
    default_css: ClassVar[list[tuple[str, str]]] = [("leaflet_css", f"{_LEAFLET}.css")]


declare_component("leaflet", path=xstatic.pkg.leaflet.BASE_DIR)
page_map = LocalMap(location=(35, 38.5), zoom_start=6, tiles=None)
for point in chosen_points().itertuples():
    folium.CircleMarker((point.latitude, point.longitude), radius=5, tooltip=point.incident_id).add_to(page_map)
st_folium(page_map, height=560, use_container_width=True, returned_objects=[])
