"""The open incident: its card, a way to close it, and the incidents related to it."""

import html
from functools import cache
from pathlib import Path

import pandas as pd
import streamlit as st

from incidents.dataset import Dataset
from incidents.language import Lang, translator
from incidents.phrases import date_in_brief, place_in_words
from incidents.tables import SEPARATOR
from incidents.views.incident_card import draw_card
from incidents.views.origin_kinds import origin_css
from incidents.views.symbology import Theme
from incidents.vocabulary import label
from incidents.widgets.offline_assets import script_element
from incidents.widgets.page_state import open_incident
from incidents.widgets.page_style import page_theme
from incidents.widgets.plain_labels import plain_label

_SHEET = Path(__file__).with_name("incident_card.css")
_CONTESTED: dict[Theme, str] = {"light": "#9A3B00", "dark": "#F2A65A"}


Opened = tuple[str, Lang, str]  # incident, language, link

_MOST_REMEMBERED = 300
# Cards as drawn, for the record they were made from: while one is open, a change of a filter does not draw it again.
_remembered: tuple[pd.DataFrame | None, dict[Opened, str]] = (None, {})


def show_incident(dataset: Dataset, incident_id: str, lang: Lang, link: str) -> None:
    """Draw the card of one incident, selected or not. ``link`` is the address that opens this incident alone."""
    _ = translator(lang).gettext
    incident = dataset.incident(incident_id)
    st.html(f"<style>{card_css(page_theme())}</style>")
    with st.container(key="incident_card"):
        st.button(
            _("Close"), key="close_card", type="tertiary", icon=":material/close:", on_click=open_incident, args=(None,)
        )
        if not dataset.selected[(dataset.all_incidents["incident_id"] == incident_id).to_numpy()].any():
            sentence = _("This incident is not among those your filters select.")
            st.html(f'<p class="notice">{html.escape(sentence)}</p>')
        st.html(_card(dataset, (incident_id, lang, link)))
        _show_related(dataset, incident, lang)
    st.html(script_element("card_copy.js"), unsafe_allow_javascript=True)


def _card(dataset: Dataset, opened: Opened) -> str:
    global _remembered
    record, drawn = _remembered
    if record is not dataset.all_incidents or len(drawn) > _MOST_REMEMBERED:
        drawn = {}
        _remembered = (dataset.all_incidents, drawn)
    if opened not in drawn:
        drawn[opened] = draw_card(dataset, *opened)
    return drawn[opened]


@cache
def card_css(theme: Theme) -> str:
    """Return the style sheet of the card."""
    return f".incident-card{{--contested:{_CONTESTED[theme]}}}{origin_css(theme)}{_SHEET.read_text(encoding='utf-8')}"


def related_ids(incident: pd.Series) -> list[str]:
    """Return the ids of the incidents to which the record relates one."""
    return [] if pd.isna(incident["related"]) else str(incident["related"]).split(SEPARATOR)


def _show_related(dataset: Dataset, incident: pd.Series, lang: Lang) -> None:
    """List the related incidents; each opens with a click."""
    _ = translator(lang).gettext
    related = dataset.all_incidents[dataset.all_incidents["incident_id"].isin(related_ids(incident))]
    if related.empty:
        return
    with st.container(key="related"):
        st.html(f"<h3>{html.escape(_('Related incidents'))}</h3>")
        show_openers(dataset, related, lang, "related")


def show_openers(dataset: Dataset, incidents: pd.DataFrame, lang: Lang, key: str) -> None:
    """Draw one line per incident that opens its card; ``key`` tells this list's buttons from those of another."""
    for _position, incident in incidents.iterrows():
        st.button(
            _line(dataset, incident, lang),
            key=f"{key}_{incident['incident_id']}",
            type="tertiary",
            width="stretch",
            on_click=open_incident,
            args=(incident["incident_id"],),
        )


def _line(dataset: Dataset, incident: pd.Series, lang: Lang) -> str:
    when = plain_label(date_in_brief(incident, lang))
    what = plain_label(label("incidents.tactic", incident["tactic"], lang))
    where = plain_label(place_in_words(dataset, incident, lang))
    return f"{when} · **{what}** · {where}"
