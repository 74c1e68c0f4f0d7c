"""What the map reports, read without a browser: where the reader looks, what he clicked, what that asks."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.selection.question import Question
from incidents.views.map_points import MapPoints, map_points
from incidents.widgets.map_choice import MOST_NAMED, MapChoice, MapView, choice_of, question_after, view_of
from tests.conftest import a_selection, an_incident

DEGREES = st.floats(-400, 400)


def reported(south: float, west: float, north: float, east: float, zoom: float | None = 8) -> dict[str, Any]:
    return {
        "bounds": {"_southWest": {"lat": south, "lng": west}, "_northEast": {"lat": north, "lng": east}},
        "center": {"lat": (south + north) / 2, "lng": (west + east) / 2},
        "zoom": zoom,
    }


def clicked(**properties: Any) -> dict[str, Any]:
    return {"last_active_drawing": {"properties": properties}}


@pytest.fixture(scope="module")
def points() -> MapPoints:
    """Sixty incidents in one town, and one in another."""
    town = [an_incident(number) for number in range(1, 61)]
    return map_points(a_selection(incidents=[*town, an_incident(61, place_id="raqqa", governorates="SY11")]), None, 7.0)


def number_of(points: MapPoints, incident_id: str) -> int:
    return next(number for number in range(len(points.marks)) if incident_id in points.incidents_of(number))


def test_a_map_that_was_not_drawn_shows_nothing():
    assert view_of({}) == MapView()
    assert view_of({"bounds": {"_southWest": {}, "_northEast": {}}, "center": None, "zoom": None}) == MapView()


def test_a_view_is_told_in_degrees_that_an_address_can_hold():
    view = view_of(reported(33.123456, 38.1, 36.0, 41.987654))
    assert view.bounds == (33.1235, 38.1, 36.0, 41.9877)
    assert view.spot == (34.562, 40.044, 8)


@given(DEGREES, DEGREES, DEGREES, DEGREES)
def test_a_view_never_reaches_beyond_the_earth(south: float, west: float, north: float, east: float):
    bounds = view_of(reported(south, west, north, east)).bounds
    assert bounds is not None
    assert min(bounds[0], bounds[1] + 90) >= -90
    assert max(bounds[2], bounds[3] - 90) <= 90


def test_nothing_clicked_chooses_nothing(points):
    assert choice_of({}, points) is None
    assert choice_of({"last_active_drawing": None}, points) is None
    assert choice_of({"last_active_drawing": {"properties": {}}}, points) is None


def test_a_mark_of_one_incident_chooses_it(points):
    choice = choice_of(clicked(number=number_of(points, "SYR-0061"), count=1, id="SYR-0061"), points)
    assert choice == MapChoice(incident_ids=("SYR-0061",), count=1)


def test_a_mark_of_many_names_some_and_counts_all(points):
    number = number_of(points, "SYR-0001")
    choice = choice_of(clicked(number=number, count=60, id="SYR-0001"), points)
    assert choice is not None
    assert len(choice.incident_ids) == MOST_NAMED
    assert choice.count == 60


def test_a_mark_drawn_before_the_last_answer_chooses_only_the_incident_it_is_named_after(points):
    number = number_of(points, "SYR-0061")
    assert choice_of(clicked(number=number, count=60, id="SYR-0001"), points) == MapChoice(("SYR-0001",), 1)
    assert choice_of(clicked(number=999, count=60, id="SYR-0001"), points) == MapChoice(("SYR-0001",), 1)


def test_a_governorate_is_asked_for_beside_others_and_taken_back_by_a_second_click(points):
    choice = choice_of(clicked(governorate="SY09"), points)
    assert choice is not None
    asked = Question(governorate=("SY04",), contested=True)
    both = question_after(asked, choice)
    assert both == Question(governorate=("SY04", "SY09"), contested=True)
    assert question_after(both, choice) == asked


def test_a_view_is_asked_for_in_place_of_another():
    asked = Question(bounds=(30.0, 35.0, 31.0, 36.0), text="x")
    bounds = (33.0, 38.0, 36.0, 42.0)
    assert question_after(asked, MapChoice(bounds=bounds)) == Question(bounds=bounds, text="x")


def test_opening_an_incident_asks_nothing_else():
    asked = Question(governorate=("SY04",))
    assert question_after(asked, MapChoice(("SYR-0001",), 1)) is asked
