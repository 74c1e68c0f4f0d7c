"""What the form is told and what it tells: the text cut at its marks, and steps that are taken with care."""

from hypothesis import given
from hypothesis import strategies as st

from incidents.desk.changing import Step
from incidents.desk.draft import Suggestion
from incidents.widgets.desk.form_message import marked_text
from incidents.widgets.desk.taken import steps_of

SPANS = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=6)


@given(st.text("ab \n", max_size=40), SPANS)
def test_a_marked_text_is_the_text_and_marks_are_what_is_suggested(text, spans):
    suggestions = [Suggestion("claims", 0, "value", "1", "", *sorted(span)) for span in spans]
    paragraphs = marked_text(text, suggestions)
    assert ["".join(words for words, _number in one) for one in paragraphs] == [one for one in text.split("\n") if one]
    for words, number in (part for one in paragraphs for part in one):
        assert number < 0 or words in text[suggestions[number].start : suggestions[number].end]


def a_step(n: int, **changes: object) -> dict[str, object]:
    return {"n": n, "step": "set", "table": "claims", "row": 0, "column": "value", "value": "2"} | changes


def test_steps_are_taken_once_and_in_their_order():
    told = [a_step(3, value="3"), a_step(1), a_step(2, value="1")]
    assert steps_of(told, 1) == [
        (2, Step("set", "claims", 0, "value", "1")),
        (3, Step("set", "claims", 0, "value", "3")),
    ]


def test_what_is_no_step_is_passed_over():
    wrong = [{}, "x", a_step(1, step="drop"), a_step(2, row=-1), a_step(3, row="0"), a_step(4, value=7)]
    assert steps_of([*wrong, a_step(5, value="x" * 30_000)], 0) == []
