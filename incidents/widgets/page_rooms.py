"""The rooms of the page: the slots into which the parts of a tab are drawn, in the order in which they are read."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import streamlit as st

from incidents.widgets.page_style import show_room_style

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator

ROOM = ("figures", "map", "story", "side", "timeline", "drawer")  # the first screen, in the order of reading


def lay_out(tab: str) -> Mapping[str, "DeltaGenerator"]:
    """Make room for the parts of a tab in the order in which they are read, and return the slots by their names."""
    slots = {
        "filters": st.sidebar,
        "head": st.container(key="bar"),
        "notes": st.container(key="notes"),
        "news": st.container(key="news"),
    }
    if tab == "incidents":
        show_room_style()
        with st.container(key="room"):
            slots |= {name: st.container(key=f"room_{name}") for name in ROOM}
    else:
        slots["answer"] = st.container(key="answer")
    return slots
