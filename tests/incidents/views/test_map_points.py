"""What the map draws: every incident once, nothing sharper than it is known."""

import math
from dataclasses import replace
from functools import cache

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.boundaries import area_of
from geodata.gazetteer import shipped_gazetteer
from incidents.record.vocabulary import NEAR_KM
from incidents.selection.question import Question
from incidents.selection.selection import select
from incidents.selection.summaries import total
from incidents.views.map_points import map_points
from incidents.views.map_points.joining import JOINED_PX
from incidents.views.map_points.sums import in_order
from tests.conftest import a_claim, a_selection, an_incident, shipped_record
from tests.reach import times

PLACES = [
    "deir-ez-zor",
    "mayadin",
    "shuhayl",
    "al-hol-camp",
    "palmyra",
    "damascus",
    "al-safa",
    "gov-sy09",
    "syrian-badia",
]


@cache
def many():
    """Return 120 incidents of all precisions and kinds, a third without a figure."""
    tactics = ["raid", "air-strike", "car-bomb", "escape", "aggregate-count", "assassination"]
    incidents = [
        an_incident(
            number,
            place_id=[*PLACES, ""][number % 10],
            geo_precision="0" if number % 10 == 9 else "3" if number % 10 in {7, 8} else "12"[number % 7 == 0],
            tactic=tactics[number % 6],
        )
        for number in range(1, 121)
    ]
    claims = [
        a_claim(number, value=number % 9) if number % 3 else a_claim(number, measure="arrested", value=2)
        for number in range(1, 121)
    ]
    return a_selection(incidents=incidents, claims=claims)


def drawn(points):
    return int(points.marks["count"].sum() + points.areas["count"].sum())


@settings(max_examples=times(60, quick=10))
@given(
    chosen=st.lists(st.booleans(), min_size=120, max_size=120),
    corner=st.tuples(st.floats(31, 36), st.floats(35, 41)),
    size=st.tuples(st.floats(0.1, 6), st.floats(0.1, 8)),
    zoom=st.floats(4, 14),
    most=st.integers(4, 500),
    cut=st.booleans(),
)
def test_every_incident_is_drawn_listed_or_outside_at_every_zoom(chosen, corner, size, zoom, most, cut):
    selection = replace(many(), mask=np.array(chosen))
    (south, west), (height, width) = corner, size
    bounds = (south, west, south + height, west + width) if cut else None
    points = map_points(selection, bounds, zoom, most)
    assert drawn(points) + points.outside + len(points.without_place) == len(selection) == points.total
    assert len(points.marks) + len(points.areas) <= most
    inside = selection.within(Question(bounds=bounds)) if cut else selection
    if cut:
        assert drawn(points) == len(inside)
    else:
        expected = total(
            replace(selection, mask=selection.mask & many().incidents["latitude"].notna().to_numpy()), "killed"
        )
        both = [points.marks, points.areas]
        for column, figure in (("killed_low", expected.low), ("killed_high", expected.high)):
            assert round(sum(frame[column].sum() for frame in both)) == (figure or 0)
        assert sum(frame["unknown"].sum() for frame in both) == expected.unknown


@settings(max_examples=times(30, quick=5))
@given(zoom=st.floats(4, 14), most=st.integers(4, 200))
def test_ids_of_the_drawn_things_are_those_of_the_selection(zoom, most):
    points = map_points(many(), None, zoom, most)
    things = len(points.marks) + len(points.areas)
    ids = [incident for number in range(things) for incident in points.incidents_of(number)]
    everyone = set(many().incidents["incident_id"])
    assert len(ids) == len(set(ids))
    assert set(ids) | set(points.without_place["incident_id"]) == everyone
    counts = [*points.marks["count"], *points.areas["count"]]
    firsts = [*points.marks["incident_ids"], *points.areas["incident_ids"]]
    for number in range(things):
        held = points.incidents_of(number)
        assert len(held) == counts[number]
        assert held[: len(firsts[number])] == firsts[number]
        assert points.number_of(held[0]) == number


def test_incidents_at_one_place_are_one_mark_that_lists_them():
    points = map_points(a_selection(incidents=[an_incident(1), an_incident(2, tactic="raid")]), None, 7)
    assert points.marks[["count", "places", "kind"]].to_numpy().tolist() == [[2, 1, "mixed"]]
    assert points.marks["incident_ids"].tolist() == [("SYR-0001", "SYR-0002")]


def test_marks_join_from_afar_and_part_when_near():
    pair = a_selection(incidents=[an_incident(1, place_id="mayadin"), an_incident(2, place_id="shuhayl")])
    assert map_points(pair, None, 6).marks["count"].tolist() == [2]
    assert map_points(pair, None, 11).marks["count"].tolist() == [1, 1]


@pytest.mark.parametrize("zoom", [5.5, 6.75, 8, 10])
def test_no_mark_hides_another_of_the_real_record(zoom):
    marks = map_points(select(shipped_record()), None, zoom).marks
    world = 256 * 2**zoom
    x = marks["longitude"].to_numpy() / 360 * world
    y = np.log(np.tan(np.pi / 4 + np.radians(marks["latitude"].to_numpy()) / 2)) / (2 * np.pi) * world
    distance = np.hypot(x[:, None] - x[None, :], y[:, None] - y[None, :]) + np.eye(len(marks)) * 1e9
    assert distance.min() >= JOINED_PX * 0.98


def test_near_a_place_is_an_area_of_at_least_ten_kilometres():
    points = map_points(a_selection(incidents=[an_incident(geo_precision="2")]))
    assert points.marks.empty
    assert points.areas[["shape", "radius_km"]].to_numpy().tolist() == [["circle", NEAR_KM]]


def test_a_wide_place_is_an_area_of_its_true_radius_even_if_named():
    points = map_points(a_selection(incidents=[an_incident(place_id="al-safa")]))
    assert points.marks.empty
    assert points.areas["radius_km"].item() > NEAR_KM


@pytest.mark.parametrize("place_id", ["gov-sy09", "syrian-badia"])
def test_a_governorate_or_the_badia_is_its_polygon_never_a_mark(place_id):
    points = map_points(a_selection(incidents=[an_incident(place_id=place_id, geo_precision="3")]))
    assert points.marks.empty
    assert points.areas[["shape", "place_id"]].to_numpy().tolist() == [["polygon", place_id]]
    assert area_of(shipped_gazetteer().place(place_id)) is not None


@pytest.mark.parametrize(
    "incident", [{"place_id": "", "geo_precision": "0"}, {"place_id": "syria", "geo_precision": "3"}]
)
def test_no_place_nearer_than_syria_is_listed_and_not_drawn(incident):
    points = map_points(a_selection(incidents=[an_incident(**incident)]))
    assert points.marks.empty
    assert points.areas.empty
    assert points.without_place["incident_id"].tolist() == ["SYR-0001"]


def test_unknown_deaths_stay_unknown_in_a_mark():
    claims = [a_claim(1, measure="arrested", value=1), a_claim(2, measure="arrested", value=1)]
    points = map_points(a_selection(incidents=[an_incident(1), an_incident(2)], claims=claims))
    mark = points.marks.iloc[0]
    assert math.isnan(mark["killed_low"])
    assert math.isnan(mark["killed_high"])
    assert mark["unknown"] == 2


def test_the_view_cuts_as_the_bounds_filter_does():
    record = a_selection(incidents=[an_incident(1), an_incident(2, place_id="damascus")])
    points = map_points(record, (32.0, 35.0, 34.0, 37.0), 8)
    assert points.marks["incident_ids"].tolist() == [("SYR-0002",)]
    assert points.outside == 1


def test_an_empty_selection_draws_nothing():
    points = map_points(a_selection().only([]))
    assert (len(points.marks), len(points.areas), points.total, points.top) == (0, 0, 0, 20)


def test_areas_of_one_radius_follow_each_other_from_west_to_east_whatever_a_sum_leaves_behind():
    drawn = pd.DataFrame({"count": [1, 7], "radius_km": [70.0, 70.0 + 1e-12], "longitude": [39.0, 40.0]})
    assert in_order(drawn, marks_count=0).tolist() == [0, 1]
