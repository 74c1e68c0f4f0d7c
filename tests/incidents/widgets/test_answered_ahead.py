"""Answers that only confirm what the browser shows already, and those that have to be told."""

from streamlit.testing.v1 import AppTest

LED, OPENED, CUT = "led", "opened", "cut"


def confirmed(*runs: set[str], stamps: tuple[str, ...] = ()) -> list[bool]:
    """Let a page run, each time after a press that was led, a card that was opened, or cut before its end.

    Say of each run whether the parts show all of its answer already.
    """

    def page() -> None:
        from types import SimpleNamespace

        import streamlit as st

        from incidents.widgets.answered_ahead import begin_answer, end_answer, is_confirmed
        from incidents.widgets.choices_taken import take_choices
        from incidents.widgets.figures_strip import pick
        from incidents.widgets.page_address import arrive
        from incidents.widgets.standing import move

        arrive()
        did, number = st.session_state["did"], st.session_state["number"]
        if "led" in did:
            press = {"name": "governorate", "code": "SY09"}
            take_choices("rankings", {"log": [[number, "pick", press, True]]}, {"pick": pick})
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
