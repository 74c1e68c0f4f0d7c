"""Within N km: what may lie inside answers, what surely does is counted, what nobody places is said."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from incidents.phrases.nearness import nearness_in_words
from incidents.selection.address import filters_from_query, filters_to_query
from incidents.selection.circles import circle_of, reaches_of
from incidents.selection.filters import FILTERS
from incidents.selection.near import center_in_words, near_meant
from incidents.selection.nearness import Nearness, nearness
from incidents.selection.question import Near, Question
from incidents.selection.selection import select
from tests.conftest import AR, EN, LANGS, a_selection, an_incident, shipped_record

RECORD = shipped_record()
RAQQA = Near("raqqa", 30)
CIRCLES = st.builds(
    Near,
    st.sampled_from(sorted(set(RECORD.places.index) - {"syria"}))
    | st.tuples(st.integers(3200, 3740), st.integers(3550, 4240)).map(lambda at: (at[0] / 100, at[1] / 100)),
    st.integers(1, 500),
)


def found(near, **incident):
    selection = a_selection(incidents=[an_incident(**incident)])
    return nearness(select(selection.record, Question(near=near)))


def read(text):
    return filters_from_query({"near": [text]}, RECORD)


@settings(deadline=None, max_examples=60)
@given(CIRCLES)
def test_a_circle_survives_its_link(near):
    query = {name: [value] for name, value in filters_to_query(Question(near=near)).items()}
    assert filters_from_query(query, RECORD) == (Question(near=near), [])


@settings(deadline=None, max_examples=40)
@given(CIRCLES, st.integers(1, 200))
def test_what_surely_lies_within_may_lie_within_and_a_wider_circle_loses_nothing(near, more):
    reaches, wider = reaches_of(RECORD, near), reaches_of(RECORD, Near(near.center, near.km + more))
    assert not np.any(reaches.certain & ~reaches.possible)
    assert not np.any(reaches.possible & ~wider.possible)
    assert not np.any(reaches.certain & ~wider.certain)
    assert not np.any(reaches.possible & reaches.unplaced)


def test_a_town_whose_whole_area_lies_inside_is_certain():
    assert found(RAQQA, place_id="raqqa", governorates="SY11") == Nearness(RAQQA, 1, 1, 0)


def test_what_lies_far_away_does_not_answer():
    assert found(RAQQA, place_id="deir-ez-zor") == Nearness(RAQQA, 0, 0, 0)


def test_an_area_that_only_touches_the_circle_answers_but_is_not_certain():
    somewhere = {"place_id": "gov-sy11", "governorates": "SY11", "geo_precision": "3"}
    assert found(RAQQA, **somewhere) == Nearness(RAQQA, 0, 1, 0)
    assert found(Near("raqqa", 300), **somewhere).certain == 1


def test_a_governorate_is_its_true_outline_and_not_the_circle_around_it():
    """The circle about the middle of the governorate of Homs reaches Raqqa; the governorate itself does not."""
    assert found(RAQQA, place_id="gov-sy04", governorates="SY04", geo_precision="3").possible == 0


def test_near_a_place_is_ten_kilometres_around_it_at_least():
    near = {"place_id": "raqqa", "governorates": "SY11", "geo_precision": "2"}
    assert found(Near("raqqa", 9), **near) == Nearness(Near("raqqa", 9), 0, 1, 0)
    assert found(Near("raqqa", 30), **near).certain == 1


def test_an_incident_of_several_places_answers_for_each():
    several = {"place_id": "deir-ez-zor", "other_place_ids": "raqqa", "governorates": "SY09|SY11"}
    assert found(RAQQA, **several) == Nearness(RAQQA, 1, 1, 0)


@pytest.mark.parametrize("place", [{"place_id": "", "governorates": ""}, {"place_id": "syria", "governorates": ""}])
def test_whose_place_nobody_states_does_not_answer_and_is_counted(place):
    assert found(RAQQA, **place, geo_precision="0") == Nearness(RAQQA, 0, 0, 1)


def test_only_those_that_answer_the_rest_of_the_question_are_counted_as_unplaced():
    nowhere = {"place_id": "", "governorates": "", "geo_precision": "0"}
    record = a_selection(incidents=[an_incident(1, **nowhere), an_incident(2, **nowhere, tactic="raid")]).record
    found = nearness(select(record, Question(near=RAQQA, tactic=("raid",))))
    assert found is not None
    assert found.unplaced == 1


def test_without_a_circle_there_is_nothing_to_be_sure_of():
    assert nearness(a_selection()) is None


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("raqqa,30", Near("raqqa", 30)),
        ("Raqqa, 30 km", Near("raqqa", 30)),
        ("raqqa 30km", Near("raqqa", 30)),
        ("الرقة، ٣٠ كم", Near("raqqa", 30)),
        ("raqqa", Near("raqqa", 30)),
        ("«deir ez-zor; 45».", Near("deir-ez-zor", 45)),
        ("35.95,39.01,30", Near((35.95, 39.01), 30)),
        ("35.9512, 39.0149 / 25", Near((35.95, 39.01), 25)),
        ("35.95 39.01", Near((35.95, 39.01), 30)),
        ("raqqa,29.6", Near("raqqa", 30)),
    ],
)
def test_what_hands_and_letters_do_to_a_circle_is_undone_and_named(written, meant):
    question, notices = read(written)
    assert question.near == meant
    is_written_so = FILTERS["near"].write(meant) == written
    assert [notice.fate for notice in notices] == ([] if is_written_so else ["changed"])


@pytest.mark.parametrize(
    "text", ["nowhere,30", "raqqa,0", "raqqa,501", "95,39,30", "35,200,30", ",30", "30", "syria,30"]
)
def test_what_is_no_circle_is_left_out_and_named(text):
    question, notices = read(text)
    assert (question, [notice.fate for notice in notices]) == (Question(), ["unused"])


@settings(deadline=None)
@given(st.text(max_size=40))
def test_any_text_is_a_circle_or_none(text):
    near = near_meant(text, RECORD)
    assert near is None or 1 <= near.km <= 500


def test_a_place_that_another_record_does_not_have_finds_nothing_and_is_named_by_its_id():
    gone = Near("atlantis", 30)
    assert len(select(RECORD, Question(near=gone))) == 0
    assert center_in_words(RECORD, gone, EN) == "atlantis"
    assert circle_of(RECORD, gone) is None


def test_coordinates_are_written_no_finer_than_a_hundredth_of_a_degree():
    question, _notices = read("35.123456,39.654321,30")
    assert filters_to_query(question) == {"near": "35.12,39.65,30"}


def test_totals_are_said_as_a_range_with_what_is_not_known():
    said = nearness_in_words(Nearness(RAQQA, 10, 20, 13), EN)
    assert said[0] == "Within 30 km: 10–20"
    assert said[1].startswith("10 may lie inside or outside")
    assert said[2].startswith("13 more without a stated place")
    assert nearness_in_words(Nearness(RAQQA, 3, 3, 0), EN) == ["Within 30 km: 3"]


@pytest.mark.parametrize("lang", LANGS)
def test_the_chip_names_distance_and_place(lang):
    said = FILTERS["near"].say(RECORD, RAQQA, lang)
    assert "30" in said
    assert {EN: "Raqqa", AR: "الرقة"}[lang] in said
