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


LED, OPENED, CUT = "led", "opened", "cut"


def confirmed(*runs: set[str], stamps: tuple[str, ...] = ()) -> list[bool]:
    """Let a page run, each time after a press that was led, a card that was opened, or cut before its end.

    Say of each run whether the parts show all of its answer already.
    """

    def page() -> None:
        from types import SimpleNamespace

        import streamlit as st

        from incidents.widgets.answered_ahead import begin_answer, end_answer, is_confirmed, taken_ahead
        from incidents.widgets.figures_strip import pick
        from incidents.widgets.page_state import arrive
        from incidents.widgets.standing import move

        arrive()
        did, number = st.session_state["did"], st.session_state["number"]
        if "led" in did:
            press = {"name": "governorate", "code": "SY09"}
            taken_ahead(pick)({"pressed": press, "log": [[number, *press.values()]]})
        if "opened" in did:
            move(incident=f"SYR-{number:04}")
        begin_answer(SimpleNamespace(stamp=st.session_state["stamp"]))
        st.session_state["told"] = is_confirmed({})
        if "cut" not in did:
            end_answer()

    test = AppTest.from_function(page)
    said = []
    for number, did in enumerate(runs, start=1):
        stamp = stamps[number - 1] if stamps else "one"
        for name, value in {"did": did, "number": number, "stamp": stamp}.items():
            test.session_state[name] = value
        assert not test.run().exception
        said.append(test.session_state["told"])
    return said


def test_an_answer_to_a_press_alone_is_only_confirmed():
    assert confirmed(set(), {LED}, {LED}, set()) == [False, True, True, False]


def test_what_else_is_set_with_a_press_is_told():
    assert confirmed(set(), {LED, OPENED}, {LED}) == [False, False, True]


def test_what_was_set_before_a_press_and_not_answered_to_the_end_is_told():
    assert confirmed(set(), {OPENED, CUT}, {LED}, {LED}) == [False, False, False, True]
    assert confirmed(set(), {LED, CUT}, {LED}) == [False, True, True]


def test_another_version_of_the_record_is_told_whole():
    assert confirmed(set(), {LED}, {LED}, stamps=("one", "other", "other")) == [False, False, True]
