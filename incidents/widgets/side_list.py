"""Beside the map: the incidents of the chosen mark, or the latest of the selection; each opens with a click."""

import html

import pandas as pd
import streamlit as st

from incidents.dataset import Dataset
from incidents.language import Lang, format_number, translator
from incidents.phrases import date_in_brief, place_in_words
from incidents.vocabulary import label
from incidents.widgets.map_choice import LISTED
from incidents.widgets.page_state import open_incident
from incidents.widgets.plain_labels import plain_label

LATEST = 7


def show_side_list(dataset: Dataset, lang: Lang) -> None:
    """List incidents to open: those of the mark the reader chose, as far as they are still shown, or the latest."""
    _ = translator(lang).gettext
    chosen, count = st.session_state.get(LISTED, ((), 0))
    shown = (
        dataset.select(dataset.select_ids(chosen).selected & dataset.selected).incidents
        if chosen
        else dataset.incidents
    )
    if chosen and len(shown):
        title = _("At this mark: {count}").format(count=format_number(count, lang))
        incidents = shown.iloc[::-1]
    else:
        title = _("Latest of the selection")
        incidents = dataset.all_incidents.iloc[dataset.rows[::-1][:LATEST]]
    with st.container(key="side_list"):
        st.html(f"<h2>{html.escape(title)}</h2>")
        for _position, incident in incidents.iterrows():
            st.button(
                _line(dataset, incident, lang),
                key=f"open_{incident['incident_id']}",
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
