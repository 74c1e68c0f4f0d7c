"""Beside the map of a large record: the latest incidents or those of a mark, page by page, and the open incident."""

import hashlib
import json
from typing import Any

import numpy as np
import pandas as pd
import streamlit as st

from incidents.language import Language
from incidents.record.record import Record
from incidents.selection.address import filters_to_query
from incidents.selection.selection import select
from incidents.views.incident_list import PAGE, changed_message, list_told, tabs_message
from incidents.views.incident_table import PAGE as ROWS
from incidents.views.incident_table import TablePage, rows_in_words
from incidents.views.markup import text
from incidents.widgets.drawer import show_handle
from incidents.widgets.incident_panel import show_card_style, show_incident
from incidents.widgets.large.answers import Answers
from incidents.widgets.large.map import chosen_cell
from incidents.widgets.links import link_to_incident
from incidents.widgets.page_state import open_incident
from incidents.widgets.screen_part import show_part
from incidents.widgets.side_panel import take_filter
from incidents.widgets.standing import Standing, move, stands
from incidents.widgets.table_panel import show_grid, show_order

MOST_PAGES = 400  # of the table: a page far down costs an order of all that stands above it
_TAB, _FIRST = "of_large_tab", "of_large_first"
_LISTED = "large_listed"  # the mark whose tab was opened


def _tab() -> str:
    """Return the tab that is shown; a mark that was just pressed opens its own."""
    state, mark = st.session_state, chosen_cell()
    if mark is not None and state.get(_LISTED) != mark:
        state[_TAB] = "here"
    state[_LISTED] = mark
    tab = str(state.get(_TAB, "recent"))
    return tab if tab in _tabs() else "recent"


def _tabs() -> tuple[str, ...]:
    return ("recent", "changed", "here") if chosen_cell() is not None else ("recent", "changed")


def _listed(answers: Answers, tab: str, lang: Language) -> tuple[list[int], int, int]:
    """Return the numbers of one page of a tab, from which row on, and how many there are."""
    key = _key(answers, tab, lang)
    held, first = st.session_state.get(_FIRST, ("", 0))
    first = first if held == key else 0
    st.session_state[_FIRST] = key, first
    mark = chosen_cell()
    if tab == "here" and mark is not None:
        numbers, count = answers.at_mark(mark, first, PAGE)
        return numbers, first, count
    return answers.latest(first, PAGE), first, answers.sums.incidents


def _key(answers: Answers, tab: str, lang: Language) -> str:
    mark = str(chosen_cell()) if tab == "here" else ""
    parts = [answers.frame.stamp, tab, mark, lang.code, sorted(filters_to_query(answers.question).items())]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:12]


def show_large_side(answers: Answers, opened: str | None, lang: Language) -> None:
    """Draw the list, and over it the card of the open incident."""
    show_card_style()
    with st.container(key="side"):
        show_part(
            "incident_list.js",
            "incident_list",
            side_told(answers, opened, lang),
            tab=_choose_tab,
            open=lambda incident_id: open_incident(str(incident_id)),
            more=_show_from,
            again=lambda _told: _show_from(0),
            filter=take_filter,
            full=lambda _told: move(view="comparison", change_by="all"),
        )
    if opened:
        _show_card(answers, opened, lang)


def side_told(answers: Answers, opened: str | None, lang: Language) -> dict[str, Any]:
    """Return what the list says: of incidents, or of what changed."""
    tab = _tab()
    said = tabs_message(_tabs(), tab, lang) | {"opened": opened}
    if tab == "changed":
        found = answers.changes(("governorate", "kind"), stands().compared_with)
        return said | {"changed": changed_message(found, answers.in_full, answers.question, lang)}
    numbers, first, count = _listed(answers, tab, lang)
    told_of = answers.told(numbers)
    latest = np.arange(len(told_of))[::-1]
    page = list_told(told_of, latest, count, lang, first=first, here=tab == "here")
    return said | {"list": page | {"key": _key(answers, tab, lang), "read_as": answers.read_as(lang)}}


def card_record(answers: Answers, opened: str) -> Record:
    """Return a record of an incident and those to which it is related."""
    alone = answers.few([opened])
    related = alone.incidents["related"].dropna().astype(str).str.split("|").explode().tolist()
    return answers.few([opened, *related]) if related else alone


def _show_card(answers: Answers, opened: str, lang: Language) -> None:
    record = card_record(answers, opened)
    if not (record.incidents["incident_id"] == opened).any():
        return
    show_incident(select(record), opened, lang, link_to_incident(opened), answers.walk(opened))


def _choose_tab(name: object) -> None:
    st.session_state[_TAB] = str(name)


def _show_from(first: Any) -> None:  # noqa: ANN401 - what a browser sends
    key, _first = st.session_state.get(_FIRST, ("", 0))
    st.session_state[_FIRST] = key, max(0, int(first))


def positions_of(few: Record, ids: list[str]) -> Any:  # noqa: ANN401 - an array of numbers
    """Return where some incidents stand in a small record; what an edit has just taken away is left out."""
    place = pd.Index(few.incidents["incident_id"].astype("object"))
    found = place.get_indexer(pd.Index(ids, dtype="object"))
    return np.asarray(found[found >= 0], dtype=np.int64)


def table_ids(answers: Answers, standing: Standing, lang: Language) -> tuple[list[str], int, int]:
    """Return the ids of the page of the table that is asked for, its number from 0, and how many pages there are."""
    pages = min(MOST_PAGES, max(1, -(-answers.sums.incidents // ROWS)))
    number = min(standing.page, pages) - 1
    return answers.ids(standing.order, lang, number * ROWS, ROWS), number, pages


def show_large_drawer(answers: Answers, standing: Standing, lang: Language) -> None:
    """Draw the foot, and the table where the reader has pulled it out."""
    with st.container(key="foot_line", horizontal=True, vertical_alignment="center", gap="small"):
        show_handle("table", lang.say("Table"), standing, lang)
    if standing.drawer != "table":
        return
    ids, number, pages = table_ids(answers, standing, lang)
    few = answers.few(ids)
    with st.container(key="pulled_out"):
        with st.container(key="table_head", horizontal=True, vertical_alignment="center"):
            show_order(lang)
        rows = rows_in_words(few, positions_of(few, ids), lang)
        show_grid(TablePage(rows, number, pages), answers.sums.incidents, standing.incident, lang)
        if pages == MOST_PAGES:
            sentence = lang.say("The table shows the first {count} rows of an order.")
            st.html(f"<p>{text(sentence.format(count=lang.number(MOST_PAGES * ROWS)))}</p>")
