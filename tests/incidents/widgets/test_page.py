"""The parts of the page: every tab has its own, each has its slot, and an empty answer shows the way back."""

from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from incidents.record.story import NO_STORIES
from incidents.selection.question import Question
from incidents.widgets.page import TABS, WAY_BACK, Shown
from incidents.widgets.standing import VIEWS, Standing
from tests.conftest import EN, a_selection

SOME = Shown(a_selection(), Standing(), [], [], NO_STORIES, EN)
NONE = replace(SOME, selection=SOME.selection.within(Question(text="nowhere at all")))


def slots(tab: str) -> None:
    """Run as a page: every part of a tab finds its slot."""
    import streamlit as st

    from incidents.widgets.page import TABS, lay_out

    room = lay_out(tab)
    for name in TABS[tab]:
        with room[name]:
            st.text(name)


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_is_a_tab_of_its_own(view):
    assert replace(SOME, standing=Standing(view=view)).tab == view


@pytest.mark.parametrize(
    ("view", "tab"),
    [("incidents", WAY_BACK), ("briefing", WAY_BACK), ("comparison", "comparison"), ("about", "about")],
)
def test_where_nothing_answers_what_would_be_empty_shows_the_way_back(view, tab):
    assert replace(NONE, standing=Standing(view=view)).tab == tab


@pytest.mark.parametrize("tab", TABS)
def test_every_part_of_a_tab_has_its_slot(tab):
    page = AppTest.from_function(slots, args=(tab,)).run()
    assert not page.exception
    assert {text.value for text in page.text} == set(TABS[tab])


def test_the_marks_of_the_map_go_out_before_anything_but_the_lines_above_which_would_push_them_down():
    assert list(TABS["incidents"])[:2] == ["notes", "map"]
