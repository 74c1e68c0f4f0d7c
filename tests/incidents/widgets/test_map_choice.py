"""What the map reports, read without a browser: where the reader looks, what he clicked, what that asks."""

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from incidents.selection.near import USUAL_KM
from incidents.selection.question import Near, Question
from incidents.views.map_points import MapPoints, map_points
from incidents.widgets.map_choice import MapChoice, choice_near, choice_of, question_after
from tests.conftest import a_selection, an_incident


def pressed(number: int, count: int, first_id: str) -> dict[str, Any]:
    return {"number": number, "count": count, "id": first_id}


@pytest.fixture(scope="module")
def points() -> MapPoints:
    """Sixty incidents in one town, and one in another."""
    town = [an_incident(number) for number in range(1, 61)]
    return map_points(a_selection(incidents=[*town, an_incident(61, place_id="raqqa", governorates="SY11")]), None, 7.0)


def number_of(points: MapPoints, incident_id: str) -> int:
    return next(number for number in range(len(points.marks)) if incident_id in points.incidents_of(number))


def seen_by(bounds: list[float] | None, at: list[float] | None) -> AppTest:
    """Run a page on which the reader moves the map."""

    def page(bounds: list[float] | None, at: list[float] | None) -> None:
        from incidents.widgets.map_choice import kept_bounds, take_seen
        from incidents.widgets.standing import stands

        take_seen({"bounds": bounds, "at": at})
        import streamlit as st

        st.session_state["told"] = kept_bounds(), stands().at

    return AppTest.from_function(page, args=(bounds, at)).run()


def test_a_view_is_told_in_degrees_that_an_address_can_hold():
    told = seen_by([33.123456, 38.1, 36.0, 41.987654], [34.56178, 40.04381, 8]).session_state["told"]
    assert told == ((33.1235, 38.1, 36.0, 41.9877), (34.562, 40.044, 8))


def test_a_view_never_reaches_beyond_the_earth():
    bounds, _at = seen_by([-399.0, -400.0, 395.0, 400.0], [0.0, 0.0, 0]).session_state["told"]
    assert bounds == (-90.0, -180.0, 90.0, 180.0)


def test_a_map_that_went_home_is_no_place_to_come_back_to():
    assert seen_by(None, None).session_state["told"] == (None, None)


def test_a_mark_of_one_incident_chooses_it(points):
    choice = choice_of(pressed(number_of(points, "SYR-0061"), 1, "SYR-0061"), points)
    assert choice == MapChoice(incident_ids=("SYR-0061",), count=1)


def test_a_mark_of_many_names_and_counts_them_all(points):
    number = number_of(points, "SYR-0001")
    choice = choice_of(pressed(number, 60, "SYR-0001"), points)
    assert len(choice.incident_ids) == 60
    assert choice.count == 60


def test_a_mark_drawn_before_the_last_answer_chooses_only_the_incident_it_is_named_after(points):
    number = number_of(points, "SYR-0061")
    assert choice_of(pressed(number, 60, "SYR-0001"), points) == MapChoice(("SYR-0001",), 1)
    assert choice_of(pressed(999, 60, "SYR-0001"), points) == MapChoice(("SYR-0001",), 1)


def test_a_governorate_is_asked_for_beside_others_and_taken_back_by_a_second_click():
    choice = MapChoice(governorate="SY09")
    asked = Question(governorate=("SY04",), contested=True)
    both = question_after(asked, choice)
    assert both == Question(governorate=("SY04", "SY09"), contested=True)
    assert question_after(both, choice) == asked


def test_a_kind_is_asked_for_by_the_legend_and_taken_back_by_a_second_press():
    asked = Question(kind=("raid",), contested=True)
    both = question_after(asked, MapChoice(kind="attack"))
    assert both.kind == ("raid", "attack")
    assert question_after(both, MapChoice(kind="attack")) == asked


def test_a_view_is_asked_for_in_place_of_another():
    asked = Question(bounds=(30.0, 35.0, 31.0, 36.0), text="x")
    bounds = (33.0, 38.0, 36.0, 42.0)
    assert question_after(asked, MapChoice(bounds=bounds)) == Question(bounds=bounds, text="x")


def test_what_lies_near_a_pressed_spot_is_asked_for_in_place_of_another_circle():
    asked = Question(near=Near("palmyra", 50), contested=True)
    choice = choice_near({"lat": 35.33601, "lng": 40.1449})
    assert question_after(asked, choice) == Question(near=Near((35.34, 40.14), USUAL_KM), contested=True)


def test_a_spot_beyond_the_poles_or_the_date_line_is_the_nearest_there_is():
    assert choice_near({"lat": 91, "lng": -190.5}).near == Near((90.0, -180.0), USUAL_KM)


def test_opening_an_incident_asks_nothing_else():
    asked = Question(governorate=("SY04",))
    assert question_after(asked, MapChoice(("SYR-0001",), 1)) is asked
