"""Choices of the parts of the page: each is taken once, in its order, and none is lost or taken by mistake."""

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

Choice = tuple[int, str, Any, bool]
FIRST, SECOND = (1, "open", "SYR-0001", False), (2, "tab", "here", False)
HERE, THERE = "list", "map"


def taken(*said: tuple[str, Any]) -> tuple[list[Any], int, int]:
    """Let a page take what its parts said; return what was taken, the last number, and the last that was led."""

    def page(said: list[tuple[str, object]]) -> None:
        import streamlit as st

        from incidents.widgets.choices_taken import last_led, last_taken, take_choices

        heard: list[tuple[str, object]] = []
        takers = {
            "open": lambda value: heard.append(("open", value)),
            "tab": lambda value: heard.append(("tab", value)),
            "number": lambda value: heard.append(("number", int(value))),
        }
        for part, value in said:
            take_choices(part, value, takers)
        st.session_state["told"] = heard, last_taken(), last_led()

    test = AppTest.from_function(page, args=(list(said),)).run()
    assert not test.exception
    return test.session_state["told"]


def told(*choices: Choice, part: str = HERE) -> tuple[str, dict[str, Any]]:
    return part, {"log": [list(one) for one in choices]}


def test_two_choices_that_come_as_one_are_both_taken_in_their_order():
    assert taken(told(FIRST, SECOND)) == ([("open", "SYR-0001"), ("tab", "here")], 2, 0)


def test_a_choice_that_is_told_again_with_the_next_is_taken_once():
    assert taken(told(FIRST), told(FIRST, SECOND)) == taken(told(FIRST, SECOND))
    assert taken(told(FIRST, SECOND), told(FIRST)) == taken(told(FIRST, SECOND))


def test_a_part_whose_choice_comes_after_a_later_one_of_another_part_is_heard_all_the_same():
    assert taken(told(SECOND, part=THERE), told(FIRST)) == ([("tab", "here"), ("open", "SYR-0001")], 2, 0)


def test_which_choice_was_led_is_known():
    led = (3, "open", "SYR-0002", True)
    assert taken(told(FIRST, led), told((4, "tab", "all", False)))[1:] == (4, 3)


def test_a_choice_that_cannot_be_read_keeps_none_back():
    log = [[1, "number", "many", False], [2], None, [3, "nothing", 1, True], [4, "number", 5, True]]
    assert taken((HERE, {"log": log})) == ([("number", 5)], 4, 4)


@pytest.mark.parametrize("number", ["x", float("nan"), float("inf"), None, [], 0, -1])
def test_what_has_no_number_of_a_choice_is_none(number: object):
    assert taken((HERE, {"log": [[number, "open", "SYR-0001", True]]})) == ([], 0, 0)


@pytest.mark.parametrize("said", [None, "text", 4, [], {}, {"log": None}, {"log": "text"}, {"log": {"open": 1}}])
def test_what_is_no_log_says_nothing(said: object):
    assert taken((HERE, said)) == ([], 0, 0)
