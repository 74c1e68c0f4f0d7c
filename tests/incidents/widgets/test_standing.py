import string
from dataclasses import fields

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from incidents.selection.summaries import (Step)
from incidents.views.incident_table import (ORDERS)
from incidents.views.interactive_map import (SHADINGS)
from incidents.widgets.standing import (CHAPTERS, STEPS, VIEWS, Place, is_side, place_from_query, place_to_query, read_spot)
from tests.conftest import a_selection, an_incident

DATASET = a_selection(incidents=[an_incident(1), an_incident(2)])
SIDES = st.sampled_from(["SY01", "SY09", "2025-01-01..2025-03-31", "2024-11-04..2024-11-04"])
PLACES = st.builds(
    Place,
    view=st.sampled_from(VIEWS),
    incident=st.sampled_from([None, "SYR-0001", "SYR-0002"]),
    step=st.sampled_from(STEPS),
    milestones=st.booleans(),
    compare=st.none() | st.tuples(SIDES, SIDES),
    at=st.none() | st.tuples(st.floats(-85, 85), st.floats(-180, 180), st.floats(0, 20)),
    shading=st.sampled_from(SHADINGS),
    order=st.sampled_from(ORDERS),
    page=st.integers(1, 999_999),
    chapter=st.sampled_from(CHAPTERS),
)


@settings(deadline=None)
@given(PLACES)
def test_an_address_reopens_the_place_it_was_written_for(place):
    query = {name: [value] for name, value in place_to_query(place).items()}
    assert place_from_query(query, DATASET.record) == (place, [])


def test_a_place_as_at_the_start_leaves_the_address_empty():
    assert place_to_query(Place()) == {}


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(st.sampled_from([field.name for field in fields(Place)]), st.text(max_size=30)))
def test_whatever_stands_in_an_address_is_used_or_named(query):
    place, notices = place_from_query({name: [value] for name, value in query.items()}, DATASET.record)
    named = {notice.parameter for notice in notices}
    for name, value in query.items():
        assert value == "" or name in named or getattr(place, name) is not None


@pytest.mark.parametrize("side", ["SY9", "XX01", "SY0a", "2025-02-30..2025-03-01", "2025-03-01..2025-02-01", "..", ""])
def test_what_is_no_side_of_a_comparison_is_refused(side):
    assert not is_side(side)


def test_the_steps_are_those_the_summaries_know():
    assert set(STEPS) == set(Step.__args__)


@settings(deadline=None)
@given(st.text(string.printable, max_size=40))
def test_an_unknown_incident_is_named_and_left_out(text):
    place, notices = place_from_query({"incident": [text]}, DATASET.record)
    assert place.incident is None or place.incident in {"SYR-0001", "SYR-0002"}
    assert (place.incident is None) == (bool(notices) or text == "")


@pytest.mark.parametrize("spot", ["91,38,7", "35,38", "35,38,7,1", "nan,38,7", "35,inf,7", "35,38,99", "a,b,c", ""])
def test_what_no_map_could_show_is_no_place_to_open_it_at(spot):
    assert read_spot(spot) is None
