"""The control that every measured page shares: the governorates, from which one after another is taken away."""

import os
from pathlib import Path

import pandas as pd
import streamlit as st

from geodata.gazetteer import shipped_gazetteer
from incidents.record.record import load_record
from incidents.record.storage import load_tables


def show_choice() -> list[str]:
    """Draw the governorates and return the chosen p-codes; all of them at first."""
    pcodes = list(shipped_gazetteer().governorates)
    with st.sidebar:
        return st.pills("Governorate", pcodes, default=pcodes, selection_mode="multi", key="governorate")


@st.cache_resource
def load_points() -> pd.DataFrame:
    """Return governorates, latitude and longitude of every incident with a place, kept in memory as such pages do."""
    dataset = load_record(load_tables(Path(os.environ["INCIDENTS_DATA"])))
    frame = dataset.incidents[["incident_id", "governorates", "latitude", "longitude"]]
    return frame.dropna(subset=["latitude"]).reset_index(drop=True)


def chosen_points() -> pd.DataFrame:
    """Draw the control and return the points that answer it."""
    points, chosen = load_points(), set(show_choice())
    answering = [held for held in points["governorates"].cat.categories if chosen & set(held.split("|"))]
    return points[points["governorates"].isin(answering)]
