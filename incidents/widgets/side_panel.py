"""Beside the map: the open incident, or those of the chosen mark, or the latest of the selection."""

import html

import streamlit as st

from incidents.language import Language
from incidents.selection.selection import Selection
from incidents.widgets.incident_panel import show_incident, show_openers
from incidents.widgets.map_choice import chosen_mark
from incidents.widgets.offline_assets import script_element
from incidents.widgets.page_state import link_to_incident

LATEST = 13


def show_side(selection: Selection, opened: str | None, lang: Language) -> None:
    """Draw what stands beside the map: the card of the open incident, or a list from which to open one."""
    with st.container(key="side"):
        if opened:
            show_opened(selection, opened, lang)
        else:
            show_side_list(selection, lang)


def show_opened(selection: Selection, opened: str | None, lang: Language) -> None:
    """Draw the card of the open incident, if one is open."""
    if opened:
        show_incident(selection, opened, lang, link_to_incident(opened))
        _bring_into_view(opened)


def _bring_into_view(opened: str) -> None:
    """Scroll to a card that was opened from further down; the browser runs this once per incident."""
    st.html(script_element("into_view.js", opened=opened), unsafe_allow_javascript=True, width="content")


def show_side_list(selection: Selection, lang: Language) -> None:
    """List incidents to open: those of the mark the reader chose, as far as they are still shown, or the latest."""
    chosen, count = chosen_mark()
    listed = selection.only(chosen) if chosen else selection
    if chosen and len(listed):
        here = lang.plural("{count} incident here", "{count} incidents here", count)
        title, rows = here.format(count=lang.number(count)), listed.rows[::-1]
    else:
        title, rows = lang.say("Most recent incidents"), selection.rows[::-1][:LATEST]
    incidents = selection.record.incidents.iloc[rows]
    with st.container(key="side_list"):
        st.html(f"<h2>{html.escape(title)}</h2>")
        show_openers(selection.record, incidents, lang, "open")
