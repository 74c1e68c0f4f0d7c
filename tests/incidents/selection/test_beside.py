"""The same question asked of two records: each answers by its own lists, and nothing is added up."""

from hypothesis import given
from hypothesis import strategies as st

from incidents.phrases.beside import counted_beside, counted_here, lacking_in_words
from incidents.selection.address import filters_from_query, filters_to_query
from incidents.selection.beside import select_beside
from incidents.selection.question import Near, Question
from incidents.selection.selection import select
from tests.conftest import EN, a_record, a_role, an_incident

THEIRS = {"actor_id": "theirs", "name_en": "Their actor", "name_ar": "طرفهم", "kind": "civilians"}
CURATED = a_record(incidents=[an_incident(1), an_incident(2, place_id="raqqa", governorates="SY11")])
SECOND = a_record(
    incidents=[an_incident(7), an_incident(8, place_id="palmyra", governorates="SY04"), an_incident(9)],
    actors=[THEIRS],
    roles=[a_role("theirs", number=number) for number in (7, 8, 9)],
)


def asked(**question):
    selection = select(CURATED, Question(**question))
    return selection, select_beside(SECOND, selection)


def test_a_filter_holds_for_both_and_each_is_counted_apart():
    selection, beside = asked(governorate=("SY09",))
    assert (len(selection), len(beside.selection)) == (1, 2)
    assert counted_here(selection, EN).endswith(": 1 incident")
    assert counted_beside(beside.selection, EN).endswith(": 2 rows")


def test_a_value_that_one_record_lacks_leaves_none_of_it_and_that_is_said():
    selection, beside = asked(actor=("islamic-state",))
    assert (len(selection), len(beside.selection)) == (2, 0)
    assert beside.lacking == {"actor": ("islamic-state",)}
    assert len(lacking_in_words(CURATED, beside, EN)) == 1
    selection, beside = asked(actor=("theirs",))
    assert (len(selection), len(beside.selection)) == (0, 3)
    (said,) = lacking_in_words(CURATED, beside, EN)
    assert "Their actor" in said


def test_a_circle_is_the_first_records_circle():
    _selection, beside = asked(near=Near("palmyra", 20))
    assert [str(one) for one in beside.selection.incidents["incident_id"]] == ["SYR-0008"]


CODES = st.sampled_from(["islamic-state", "theirs", "sdf"])


@given(st.lists(CODES, min_size=1, unique=True))
def test_a_link_of_both_reopens_values_of_either(codes):
    question = Question(actor=tuple(codes))
    query = {name: [value] for name, value in filters_to_query(question).items()}
    read, notices = filters_from_query(query, CURATED, beside=SECOND)
    assert (set(read.actor), notices) == (set(codes), [])


def test_a_value_that_neither_record_has_is_named_and_left_out():
    read, notices = filters_from_query({"actor": ["theirs,nobody"]}, CURATED, beside=SECOND)
    assert read.actor == ("theirs",)
    assert [notice.value for notice in notices if notice.fate == "unused"] == ["nobody"]
