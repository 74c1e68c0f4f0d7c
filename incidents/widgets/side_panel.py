"""Beside the map: the open incident, or those of the chosen mark, or the latest of the selection."""

import html

import streamlit as st

from incidents.dataset import Dataset
from incidents.language import Lang, format_number, translator
from incidents.widgets.incident_panel import show_incident, show_openers
from incidents.widgets.map_choice import LISTED
from incidents.widgets.offline_assets import script_element
from incidents.widgets.page_state import link_to_incident

LATEST = 13


def show_side(dataset: Dataset, opened: str | None, lang: Lang) -> None:
    """Draw what stands beside the map: the card of the open incident, or a list from which to open one."""
    with st.container(key="side"):
        if opened:
            show_opened(dataset, opened, lang)
        else:
            show_side_list(dataset, lang)


def show_opened(dataset: Dataset, opened: str | None, lang: Lang) -> None:
    """Draw the card of the open incident, if one is open."""
    if opened:
        show_incident(dataset, opened, lang, link_to_incident(opened))
        _bring_into_view(opened)


def _bring_into_view(opened: str) -> None:
    """Scroll to a card that was opened from further down; the browser runs this once per incident."""
    st.html(script_element("into_view.js", opened=opened), unsafe_allow_javascript=True, width="content")


def show_side_list(dataset: Dataset, lang: Lang) -> None:
    """List incidents to open: those of the mark the reader chose, as far as they are still shown, or the latest."""
    _ = translator(lang).gettext
    chosen, count = st.session_state.get(LISTED, ((), 0))
    listed = dataset.select(dataset.select_ids(chosen).selected & dataset.selected) if chosen else dataset
    if chosen and len(listed):
        title, rows = _("At this mark: {count}").format(count=format_number(count, lang)), listed.rows[::-1]
    else:
        title, rows = _("Latest of the selection"), dataset.rows[::-1][:LATEST]
    incidents = dataset.all_incidents.iloc[rows]
    with st.container(key="side_list"):
        st.html(f"<h2>{html.escape(title)}</h2>")
        show_openers(dataset, incidents, lang, "open")
