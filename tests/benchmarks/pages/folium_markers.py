"""The page most people would write: a folium map with one marker per incident, rebuilt on each run."""

from typing import ClassVar

import folium
from streamlit_folium import st_folium

from incidents.widgets.offline_assets import (leaflet_urls, serve_assets)
from tests.benchmarks.pages.choice import chosen_points


class LocalMap(folium.Map):
    """The usual map, with Leaflet from this machine: without a network the usual one never appears at all."""

    default_js: ClassVar[list[tuple[str, str]]] = [("leaflet", leaflet_urls()[0])]
    default_css: ClassVar[list[tuple[str, str]]] = [("leaflet_css", leaflet_urls()[1])]


serve_assets()
page_map = LocalMap(location=(35, 38.5), zoom_start=6, tiles=None)
for point in chosen_points().itertuples():
    folium.CircleMarker((point.latitude, point.longitude), radius=5, tooltip=point.incident_id).add_to(page_map)
st_folium(page_map, height=560, use_container_width=True, returned_objects=[])
