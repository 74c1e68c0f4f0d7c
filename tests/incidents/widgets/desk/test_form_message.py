"""What the form is told and what it tells: the text cut at its marks, and steps that are taken with care."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.desk.changing import Step
from incidents.desk.draft import Draft, Suggestion
from incidents.desk.form import form_fields
from incidents.widgets.desk.differences import readable
from incidents.widgets.desk.form_message import form_message, marked_text, marks_of
from incidents.widgets.desk.names import Names
from incidents.widgets.desk.taken import steps_of
from tests.conftest import AR, EN, shipped_record

SDF = "Syrian Democratic Forces (SDF)"
SPANS = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=6)


@given(st.text("ab \n", max_size=40), SPANS)
def test_a_marked_text_is_the_text_and_marks_are_what_is_suggested(text, spans):
    suggestions = [Suggestion("claims", 0, "value", "1", "", *sorted(span)) for span in spans]
    paragraphs = marked_text(text, suggestions)
    assert ["".join(words for words, _number in one) for one in paragraphs] == [one for one in text.split("\n") if one]
    for words, number in (part for one in paragraphs for part in one):
        assert number < 0 or words in text[suggestions[number].start : suggestions[number].end]


def a_draft(*incidents: str) -> Draft:
    """Return a draft whose text tells of two incidents, each with one who took part."""
    told = [("incidents", 0, "tactic", "raid"), ("incidents", 0, "place_id", "raqqa")]
    for number, name in enumerate(("SYR-0003", "SYR-0004")):
        told += [("incidents", number, "incident_id", name), ("incident_actors", number, "incident_id", name)]
        told += [("incident_actors", number, "actor_id", "sdf"), ("incident_actors", number, "role", "target")]
    rows = {"incidents": tuple({"incident_id": one} for one in incidents)}
    return Draft("new", "", "Nour", "", rows=rows, suggestions=tuple(Suggestion(*one, "", 0, 0) for one in told))


def marks(*incidents: str) -> list[tuple[str, int, bool]]:
    """Return of who took part what is offered in words: of which row, and whether it waits for its incident."""
    record, draft = shipped_record(), a_draft(*incidents)
    told = marks_of(draft, record.schema, Names(record, draft, EN))
    return [
        (one["shown"], one["row"], one["waits"]) for one in told if not one["silent"] and one["table"] != "incidents"
    ]


def test_who_took_part_is_offered_by_name_once_his_incident_is_taken():
    own, other = [(SDF, 0, False), ("Targeted", 0, False)], [(SDF, 1, True), ("Targeted", 1, True)]
    assert marks("SYR-0003") == [*own, *other]


def test_of_several_incidents_each_part_says_of_which_it_is():
    assert [shown for shown, _row, waits in marks("SYR-0003", "SYR-0004") if not waits] == [
        "SYR-0003",
        SDF,
        "Targeted",
        "SYR-0004",
        SDF,
        "Targeted",
    ]


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


@pytest.mark.parametrize(
    ("lang", "cell", "told"),
    [
        (EN, "2025-11-21", "21 November 2025"),
        (EN, "2025-11", "November 2025"),
        (EN, "2025", "2025"),
        (EN, "2025-13-45", "2025-13-45"),  # not yet a day
        (AR, "2025-11-21", "21 تشرين الثاني 2025"),
    ],
)
def test_a_reviewer_reads_when_a_page_was_published_as_readers_read_days(lang, cell, told):
    record, draft = shipped_record(), a_draft()
    (field,) = (one for one in form_fields(record.schema, "sources", lang) if one.column == "published")
    assert readable(field, cell, Names(record, draft, lang)) == told


def test_what_leaves_the_record_is_told_from_what_only_leaves_the_draft():
    draft = a_draft("SYR-0001", "SYR-0999")
    told = form_message(replace(draft, seen={"incidents": draft.rows["incidents"][:1]}), shipped_record(), EN, ())
    assert told["recorded"]["incidents"] == [True, False]


def test_who_speaks_is_shown_by_the_name_in_the_text_only_where_the_record_has_no_party_of_it():
    record = shipped_record()
    told = [(0, "origin_id", "sohr"), (0, "attributed_to", "SOHR"), (1, "attributed_to", "Horan Gathering")]
    suggestions = tuple(Suggestion("claims", *one, "", 0, 0) for one in told)
    marks = marks_of(replace(a_draft("SYR-0003"), suggestions=suggestions), record.schema, Names(record, a_draft(), EN))
    shown = [(one["row"], one["shown"]) for one in marks if not one["silent"] and one["column"] == "attributed_to"]
    assert shown == [(1, "Horan Gathering")]
