"""Streamlit's own map: every point goes to the browser on each change."""

import streamlit as st

from tests.benchmarks.pages.choice import chosen_points

st.map(chosen_points(), latitude="latitude", longitude="longitude", size=800)
