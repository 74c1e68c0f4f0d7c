"""The head of the page: what this is, what it covers, the language, light or dark, and the views."""

from collections.abc import Callable
from functools import cache
from typing import Any

import streamlit as st

from incidents.language import N_, Language, languages
from incidents.record.record import Record
from incidents.views.masthead import draw_masthead
from incidents.widgets.desk.way import show_way_to_desk
from incidents.widgets.offline_assets import sheet_address
from incidents.widgets.page_address import speak
from incidents.widgets.page_style import name_page
from incidents.widgets.screen_part import show_part
from incidents.widgets.standing import VIEWS, control_of

# What Streamlit calls its own buttons and Vega the parts of a chart, in English only; "…" is the name of the thing.
_NAMES = (
    N_("Skip to main content"),
    N_("Sidebar"),
    N_("Collapse sidebar"),
    N_("Expand sidebar"),
    N_("Open"),
    N_("Clear all"),
    N_("Clear value"),
    N_("Selected values"),
    N_("Choose an option"),
    N_("No results"),
    N_("Help for …"),
    N_("Remove …"),
    N_("Upload"),
    N_("Add files"),
    N_("Link to heading"),
    N_("Copy to clipboard"),
    N_("visualization"),
    N_("axis"),
    N_("bar"),
    N_("group mark container"),
    N_("rect mark container"),
    N_("rect mark"),
    N_("rule mark container"),
    N_("rule mark"),
    N_("text mark container"),
    N_("text mark"),
)

# What Streamlit says of a connection that fails, and what is said instead.
_LOST = N_("The page has lost its server and is trying again. What you asked stands in the address.")
_NOT_LOADED = N_("This part of the page could not be loaded. Load the page again.")
_TROUBLES = {
    "Connection error": N_("No connection"),
    "Connection failed with status …": _LOST,
    "Connection timed out …": _LOST,
    "Connection timed out.": _LOST,
    "Streamlit server is not responding. …": _LOST,
    "BidiComponent Error: …": _NOT_LOADED,
    "Failed to fetch dynamically imported module: …": _NOT_LOADED,
}


def show_title(record: Record, lang: Language) -> None:
    """Name the record, and the page after it."""
    name_page(record.short_title(lang))
    st.html(draw_masthead(record, lang), width="content")


def show_views(lang: Language) -> None:
    """Offer the views."""
    labels = {
        "incidents": lang.say("Incidents"),
        "comparison": lang.say("Comparison"),
        "briefing": lang.say("Briefing"),
        "about": lang.say("About"),
    }
    st.segmented_control(
        lang.say("View"),
        VIEWS,
        format_func=labels.__getitem__,
        key=control_of("view"),
        required=True,
        label_visibility="collapsed",
    )


def show_switches(lang: Language) -> None:
    """Offer the other languages, light or dark."""
    with st.container(key="switches", horizontal=True, width="content", gap="small"):
        show_way_to_desk(lang)
        _show_language_switch(lang)
        _show_theme_switch(lang)


def _show_language_switch(lang: Language) -> None:
    """Offer each other language under its own name; everything else stays as it is."""
    others = [other for other in languages() if other != lang]
    for other in others:
        key = "language" if len(others) == 1 else f"language_{other}"
        st.button(other.name, key=key, type="tertiary", on_click=speak, args=(other,))


def _show_theme_switch(lang: Language) -> None:
    show_part("light_or_dark.js", "theme", {"label": lang.say("Light or dark")})


def show_frame(lang: Language, *, is_unfolded: bool, note_unfolded: Callable[[object], None]) -> None:
    """Give the document its language and direction, and Streamlit's own buttons their names; before all else.

    ``note_unfolded`` is told where the sidebar stands open and this run takes it for folded, or the other way round.
    """
    show_part("page_frame.js", "frame", {**_frame(lang), "unfolded": is_unfolded}, unfolded=note_unfolded)


@cache
def _frame(lang: Language) -> dict[str, Any]:
    """Return what ``page_frame.js`` is told: its words come from the catalogue, never from the record."""
    words = {english: lang.say(english) for english in _NAMES}
    words |= {english: lang.say(sentence) for english, sentence in _TROUBLES.items()}
    return {
        "words": {english: word for english, word in words.items() if word != english},
        "lang": lang.code,
        "direction": lang.direction,
        "sheet": sheet_address(),
    }
