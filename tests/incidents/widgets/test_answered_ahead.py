"""Presses that the browser answers ahead: each is taken once, and none is lost or taken by mistake."""

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

Press = tuple[int, str, str]
FIRST, SECOND = (1, "governorate", "SY09"), (2, "kind", "attack")


def taken(*said: Any) -> tuple[tuple[str, ...], tuple[str, ...], int]:
    """Let a page take what a browser said; return the governorates and kinds asked for, and the last number taken."""

    def page(said: list[object]) -> None:
        from contextlib import suppress

        import streamlit as st

        from incidents.widgets.answered_ahead import taken_ahead
        from incidents.widgets.figures_strip import pick
        from incidents.widgets.page_state import asked
        from incidents.widgets.screen_part import NOT_OURS

        for value in said:
            with suppress(*NOT_OURS):  # as every part of the page
                taken_ahead(pick)(value)
        st.session_state["told"] = asked().governorate, asked().kind, st.session_state.get("ahead_pressed", 0)

    test = AppTest.from_function(page, args=(list(said),)).run()
    assert not test.exception
    return test.session_state["told"]


def a_press(*log: Press) -> dict[str, Any]:
    _number, name, code = log[-1]
    return {"pressed": {"name": name, "code": code}, "log": [list(one) for one in log]}


def test_of_two_presses_that_come_as_one_both_are_taken():
    assert taken(a_press(FIRST, SECOND)) == (("SY09",), ("attack",), 2)


def test_a_press_that_is_told_again_with_the_next_is_taken_once():
    assert taken(a_press(FIRST), a_press(FIRST, SECOND)) == (("SY09",), ("attack",), 2)
    assert taken(a_press(FIRST, SECOND), a_press(FIRST)) == (("SY09",), ("attack",), 2)


def test_pressed_twice_is_taken_back():
    assert taken(a_press(FIRST, (2, *FIRST[1:]))) == ((), (), 2)


def test_a_browser_that_answers_nothing_ahead_is_taken_at_its_word():
    assert taken({"name": "governorate", "code": "SY09"}, a_press(SECOND)) == (("SY09",), ("attack",), 2)


@pytest.mark.parametrize(
    "said",
    [
        {"log": []},
        {"log": [[1]]},
        {"log": "text", "pressed": 4},
        {"log": [["x", "governorate", "SY09"], [2, "governorate", "SY09"]], "pressed": {}},
        {"log": [[1, "contested", "SY09"]], "pressed": {"name": "contested", "code": "1"}},
        {"log": [[float("nan"), "kind", "attack"]], "pressed": {"name": "kind", "code": "attack"}},
        {"log": [[float("inf"), "kind", "attack"]], "pressed": {"name": "kind", "code": "attack"}},
        {"log": None, "pressed": None},
    ],
)
def test_what_no_browser_of_ours_says_asks_nothing(said: object):
    assert taken(said)[:2] == ((), ())
