"""Distances from lines and areas: against the ellipsoid, against points, and never too near for what lies within."""

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Geod
from shapely.geometry import LineString, Point, box

from geodata.boundaries import load_boundaries
from geodata.distances import nearest_and_farthest_km
from geodata.layer_distances import LaidFlat

EARTH = Geod(ellps="WGS84")
SPOTS = st.tuples(st.floats(35.7, 42.4), st.floats(32.3, 37.4))
CORNERS = st.lists(SPOTS, min_size=2, max_size=4, unique=True)
GOVERNORATES = load_boundaries().set_index("pcode").geometry


def on_the_ellipsoid(line, longitude, latitude):
    """Return how far a line lies from a point, of very many points along it (km)."""
    along = shapely.get_coordinates(shapely.segmentize(line, 0.002))
    here = np.full(len(along), longitude), np.full(len(along), latitude)
    return EARTH.inv(*here, along[:, 0], along[:, 1])[2].min() / 1000


@settings(deadline=None, max_examples=60)
@given(CORNERS, SPOTS)
def test_a_line_is_as_far_as_on_the_ellipsoid_to_half_a_percent(corners, spot):
    line = LineString(corners)
    found, true = LaidFlat([line]).distances_km([spot[1]], [spot[0]])[0], on_the_ellipsoid(line, *spot)
    assert found == pytest.approx(true, rel=0.005, abs=0.15)  # the points along the line stand 200 m apart


@pytest.mark.parametrize("pcode", ["SY01", "SY07", "SY11"])
def test_a_layer_of_one_point_answers_as_that_point(pcode):
    nearest, farthest = LaidFlat([Point(39.01, 35.95)]).nearest_and_farthest_km(GOVERNORATES[pcode])
    assert (nearest, farthest) == pytest.approx(
        nearest_and_farthest_km(35.95, 39.01, GOVERNORATES[pcode]), rel=2e-3, abs=0.2
    )


def test_within_an_area_the_distance_is_how_far_its_edge_is_below_nothing():
    square = LaidFlat([box(38, 35, 39, 36), box(38.9, 35, 40, 36)])
    inside, outside, nowhere = square.distances_km([35.5, 36.5, np.nan], [38.95, 39.0, 39.0])
    assert inside == pytest.approx(-55.6, rel=0.005)  # to the edge of both together, not to that of either
    assert outside == pytest.approx(55.6, rel=0.005)
    assert np.isnan(nowhere)


@settings(deadline=None, max_examples=15)
@given(CORNERS, st.sampled_from(sorted(GOVERNORATES.index)), st.data())
def test_no_spot_of_an_area_lies_farther_than_its_farthest_or_nearer_than_its_nearest(corners, pcode, data):
    layer, area = LaidFlat([LineString(corners)]), GOVERNORATES[pcode]
    nearest, farthest = layer.nearest_and_farthest_km(area)
    west, south, east, north = area.bounds
    x, y = np.random.default_rng(data.draw(st.integers(0, 99))).uniform([west, south], [east, north], (200, 2)).T
    away = layer.distances_km(y, x)[shapely.contains_xy(area, x, y)]
    assert (away <= farthest).all()
    assert (away >= nearest - 1e-6).all()


def test_an_area_that_a_road_goes_around_is_as_far_as_its_middle():
    ring = LaidFlat([box(38, 35, 39, 36).exterior])
    nearest, farthest = ring.nearest_and_farthest_km(box(38.01, 35.01, 38.99, 35.99))
    assert nearest == pytest.approx(0.9, abs=0.05)
    assert farthest == pytest.approx(45.2, rel=0.01)  # from the middle to the nearer sides, east and west


def test_what_is_drawn_around_a_layer_lies_at_its_distance():
    layer = LaidFlat([LineString([(39.0, 36.0), (40.1, 35.3)])])
    edge = shapely.get_coordinates(layer.around(20))
    assert layer.distances_km(edge[:, 1], edge[:, 0]) == pytest.approx(np.full(len(edge), 20.0), rel=0.03)
