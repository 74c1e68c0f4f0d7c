"""A deck.gl scatter layer through st.pydeck_chart, without a base map."""

import pydeck as pdk
import streamlit as st

from tests.benchmarks.pages.choice import chosen_points

layer = pdk.Layer(
    "ScatterplotLayer",
    chosen_points()[["latitude", "longitude"]],
    get_position="[longitude, latitude]",
    get_radius=1500,
    get_fill_color=[213, 94, 0, 160],
)
view = pdk.ViewState(latitude=35, longitude=38.5, zoom=6)
st.pydeck_chart(pdk.Deck(layers=[layer], initial_view_state=view, map_provider=None, map_style=None))
