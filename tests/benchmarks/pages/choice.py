"""The control that every measured page shares: the governorates, from which one after another is taken away."""

import os
from pathlib import Path

import pandas as pd
import streamlit as st

from incidents.record.record import (load_record)


def show_choice() -> list[str]:
    """Draw the governorates and return the chosen p-codes; all of them at first."""
    pcodes = list(governorate_names())
    with st.sidebar:
        return st.pills("Governorate", pcodes, default=pcodes, selection_mode="multi", key="governorate")


@st.cache_resource
def load_points() -> pd.DataFrame:
    """Return governorates, latitude and longitude of every incident with a place, kept in memory as such pages do."""
    dataset = load_record(Path(os.environ["INCIDENTS_DATA"]))
    frame = dataset.incidents[["incident_id", "governorates", "latitude", "longitude"]]
    return frame.dropna(subset=["latitude"]).reset_index(drop=True)


def chosen_points() -> pd.DataFrame:
    """Draw the control and return the points that answer it."""
    points, chosen = load_points(), set(show_choice())
    answering = [held for held in points["governorates"].cat.categories if chosen & set(held.split("|"))]
    return points[points["governorates"].isin(answering)]
