"""The foot of the first screen, and the drawer above it: the selection as a table, the map as a list; and stories."""

from functools import partial

import streamlit as st

from incidents.language import Language
from incidents.phrases.beside import counted_beside, pairs_in_words
from incidents.record.story import Stories
from incidents.selection.beside import Beside
from incidents.selection.selection import Selection
from incidents.views.interactive_map import map_message
from incidents.views.map_points import map_points
from incidents.views.question_line import left_out_message
from incidents.widgets.answered_ahead import ahead_of, told_unless_confirmed
from incidents.widgets.map_words import show_in_words, show_without_place
from incidents.widgets.screen_part import show_part
from incidents.widgets.second_record import likely_pairs, show_pairs
from incidents.widgets.standing import Standing, move
from incidents.widgets.story_panel import show_stories
from incidents.widgets.table_panel import show_table


def show_drawer(
    selection: Selection, standing: Standing, stories: Stories, lang: Language, beside: Beside | None = None
) -> None:
    """Draw the foot, and what the reader has pulled out; of two records also their likely pairs."""
    with st.container(key="foot_line", horizontal=True, vertical_alignment="center", gap="small"):
        _show_left_out(selection, lang)
        show_stories(stories, lang)
        show_handle("table", lang.say("Table"), standing, lang)
        show_handle("list", lang.say("Map as a list"), standing, lang)
        if beside is not None:
            show_handle("pairs", pairs_in_words(len(likely_pairs(selection, beside)), lang), standing, lang)
    if standing.drawer == "closed" or (standing.drawer == "pairs" and beside is None):
        return
    with st.container(key="pulled_out"):
        if standing.drawer == "table":
            show_table(selection, standing.incident, lang)
        elif standing.drawer == "pairs" and beside is not None:
            show_pairs(selection, beside, standing, lang)
        else:
            points = map_points(selection)
            show_in_words(points, map_message(points, selection, lang), lang)
            show_without_place(selection.record, points, lang)
            if beside is not None:
                second = map_points(beside.selection)
                title = counted_beside(beside.selection, lang)
                show_in_words(second, map_message(second, beside.selection, lang), lang, title)


def _show_left_out(selection: Selection, lang: Language) -> None:
    """Say how many incidents neither map nor time can show; after a press the browser says so before the server."""
    ahead, made = ahead_of(selection, lang), partial(left_out_message, selection, lang)
    show_part("left_out.js", "left-out", told_unless_confirmed(ahead, "left_out", selection, lang, made), ahead)


def show_handle(name: str, title: str, standing: Standing, lang: Language) -> None:
    """Draw the button that pulls a drawer out, or pushes it back."""
    is_open = standing.drawer == name
    st.button(
        lang.say("Close") if is_open else title,
        key=f"drawer_{name}",
        icon=":material/expand_more:" if is_open else ":material/expand_less:",
        on_click=move,
        kwargs={"drawer": "closed" if is_open else name},
    )
