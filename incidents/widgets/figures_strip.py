"""The key figures above the map."""

import streamlit as st

from incidents.language import Language
from incidents.selection.selection import Selection
from incidents.views.key_figures import draw_key_figures


def show_figures(selection: Selection, lang: Language) -> None:
    """Draw the strip of key figures."""
    st.html(draw_key_figures(selection, lang))
