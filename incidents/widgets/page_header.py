"""The head of the page: what this is, what it covers, the language, light or dark, and the views."""

import datetime as dt
import html
from functools import cache
from typing import Any

import streamlit as st

from incidents.dataset import Dataset
from incidents.language import N_, Lang, direction, format_date, isolate_ltr, translator
from incidents.widgets.offline_assets import script_element
from incidents.widgets.place import VIEWS

# What Streamlit calls its own buttons and Vega the parts of a chart, in English only; "…" is the name of the thing.
_NAMES = (
    N_("Skip to main content"),
    N_("Sidebar"),
    N_("Collapse sidebar"),
    N_("Expand sidebar"),
    N_("Open"),
    N_("Clear all"),
    N_("Clear date"),
    N_("Choose date"),
    N_("Choose date, …"),
    N_("Use arrow keys to navigate dates. Enter to select. Escape to close."),
    N_("Selected Date: …"),
    N_("Previous month"),
    N_("Next month"),
    N_("Selected values"),
    N_("Choose an option"),
    N_("No results"),
    N_("Help for …"),
    N_("Remove …"),
    N_("year, …"),
    N_("month, …"),
    N_("day, …"),
    N_("yyyy"),
    N_("mm"),
    N_("dd"),
    N_("Empty"),
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

# Months of the Levant and Western digits, as everywhere on the page.
_CALENDARS: dict[Lang, str] = {"en": "en-GB", "ar": "ar-SY-u-nu-latn"}


def show_header(dataset: Dataset, lang: Lang) -> str:
    """Draw the head of the page and return the chosen view."""
    _ = translator(lang).gettext
    with st.container(key="masthead", horizontal=True, vertical_alignment="top"):
        st.html(_title(dataset, lang))
        with st.container(key="switches", horizontal=True, width="content", gap="small"):
            _show_language_switch(lang)
            _show_theme_switch(lang)
    labels = {
        "incidents": _("Incidents"),
        "comparison": _("Comparison"),
        "briefing": _("Briefing and data"),
        "about": _("About the record"),
    }
    st.segmented_control(
        _("View"), VIEWS, format_func=labels.__getitem__, key="view", required=True, label_visibility="collapsed"
    )
    return str(st.session_state["view"])


def _title(dataset: Dataset, lang: Lang) -> str:
    _ = translator(lang).gettext
    purpose = _("What happened and where, who says so, and how sure it is: an open record made from public reports.")
    covered = _("Covers {start} to {end} · record {version}").format(
        start=format_date(dataset.coverage[0].date(), lang),
        end=format_date(dataset.coverage[1].date(), lang),
        version=isolate_ltr(dataset.version),
    )
    return (
        f'<header class="masthead"><h1>{html.escape(_("ISIS-related incidents in Syria"))}</h1>'
        f'<p>{html.escape(purpose)}</p><p class="covered">{html.escape(covered)}</p></header>'
    )


def _show_language_switch(lang: Lang) -> None:
    """Offer the other language under its own name; everything else stays as it is."""
    other: Lang = "en" if lang == "ar" else "ar"
    name = {"en": "English", "ar": "العربية"}[other]
    st.button(name, key="language", type="tertiary", on_click=_speak, args=(other,))


def _speak(lang: Lang) -> None:
    st.session_state["lang"] = lang


def _show_theme_switch(lang: Lang) -> None:
    _ = translator(lang).gettext
    label = html.escape(_("Light or dark"))
    st.html(
        f'<button id="theme-switch" type="button" aria-label="{label}" title="{label}"><span></span></button>'
        + script_element("page_frame.js", **_frame(lang)),
        unsafe_allow_javascript=True,
        width="content",
    )


@cache
def _frame(lang: Lang) -> dict[str, Any]:
    """Return what ``page_frame.js`` is told: it comes from the catalogue, never from the record."""
    _ = translator(lang).gettext
    words = {english: _(english) for english in _NAMES} | _months(lang)
    return {
        "words": {english: word for english, word in words.items() if word != english},
        "lang": lang,
        "locale": _CALENDARS[lang],
        "direction": direction(lang),
    }


def _months(lang: Lang) -> dict[str, str]:
    """Name the months as the parts of a date field name them, in English only: ``03 – March``."""
    months = [dt.date(2025, month, 1) for month in range(1, 13)]
    return {f"{day:%m} – {format_date(day, 'en', 'MMMM')}": format_date(day, lang, "MMMM") for day in months}
