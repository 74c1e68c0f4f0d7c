"""The open incident: its card, a way to close it, and the incidents related to it."""

import html
from functools import cache
from pathlib import Path

import pandas as pd
import streamlit as st

from geodata.cells import parts_of
from incidents.language import Language
from incidents.phrases import date_in_brief, place_in_words
from incidents.record.kept import Kept
from incidents.record.record import Record
from incidents.selection.selection import Selection
from incidents.views.incident_card import draw_card
from incidents.views.origin_kinds import origin_css
from incidents.views.tones import TONES, Theme
from incidents.widgets.offline_assets import script_element
from incidents.widgets.page_state import open_incident
from incidents.widgets.page_style import page_theme
from incidents.widgets.plain_labels import plain_label

_SHEET = Path(__file__).with_name("incident_card.css")

Opened = tuple[str, Language, str]  # incident, language, link

_MOST_REMEMBERED = 300
_drawn = Kept[Opened, str](most=_MOST_REMEMBERED)  # while a card is open, a change of a filter does not draw it again


def show_incident(selection: Selection, incident_id: str, lang: Language, link: str) -> None:
    """Draw the card of one incident, selected or not. ``link`` is the address that opens this incident alone."""
    incident = selection.record.incident(incident_id)
    st.html(f"<style>{card_css(page_theme())}</style>")
    with st.container(key="incident_card"):
        st.button(
            lang.say("Close"),
            key="close_card",
            type="tertiary",
            icon=":material/close:",
            on_click=open_incident,
            args=(None,),
        )
        if not selection.mask[(selection.record.incidents["incident_id"] == incident_id).to_numpy()].any():
            sentence = lang.say("This incident is not among those your filters select.")
            st.html(f'<p class="notice">{html.escape(sentence)}</p>')
        st.html(_card(selection.record, (incident_id, lang, link)))
        _show_related(selection.record, incident, lang)
    st.html(script_element("card_copy.js"), unsafe_allow_javascript=True)


def _card(record: Record, opened: Opened) -> str:
    return _drawn.of(record, opened, lambda: draw_card(record, *opened))


@cache
def card_css(theme: Theme) -> str:
    """Return the style sheet of the card."""
    return (
        f".incident-card{{--contested:{TONES[theme].contested}}}{origin_css(theme)}{_SHEET.read_text(encoding='utf-8')}"
    )


def related_ids(incident: pd.Series) -> list[str]:
    """Return the ids of the incidents to which the record relates one."""
    return parts_of(incident["related"])


def _show_related(record: Record, incident: pd.Series, lang: Language) -> None:
    """List the related incidents; each opens with a click."""
    related = record.incidents[record.incidents["incident_id"].isin(related_ids(incident))]
    if related.empty:
        return
    with st.container(key="related"):
        st.html(f"<h3>{html.escape(lang.say('Related incidents'))}</h3>")
        show_openers(record, related, lang, "related")


def show_openers(record: Record, incidents: pd.DataFrame, lang: Language, key: str) -> None:
    """Draw one line per incident that opens its card; ``key`` tells this list's buttons from those of another."""
    for _position, incident in incidents.iterrows():
        st.button(
            _line(record, incident, lang),
            key=f"{key}_{incident['incident_id']}",
            type="tertiary",
            width="stretch",
            on_click=open_incident,
            args=(incident["incident_id"],),
        )


def _line(record: Record, incident: pd.Series, lang: Language) -> str:
    when = plain_label(date_in_brief(incident, lang))
    what = plain_label(record.schema.label("incidents.tactic", incident["tactic"], lang))
    where = plain_label(place_in_words(record, incident, lang))
    return f"{when} · **{what}** · {where}"
