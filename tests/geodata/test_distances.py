import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import Point, Polygon

from geodata.areas import circle_polygon
from geodata.distances import distances_km, nearest_and_farthest_km

LATITUDES, LONGITUDES = st.floats(32, 37), st.floats(35.5, 42.4)
RAQQA, DEIR_EZ_ZOR = (35.95, 39.01), (35.34, 40.14)


def test_raqqa_and_deir_ez_zor_are_123_km_apart_either_way():
    assert distances_km(*RAQQA, [DEIR_EZ_ZOR[0]], [DEIR_EZ_ZOR[1]]) == pytest.approx(122.7, abs=0.5)
    assert distances_km(*DEIR_EZ_ZOR, *RAQQA) == pytest.approx(float(distances_km(*RAQQA, *DEIR_EZ_ZOR)))


def test_a_point_without_coordinates_is_no_distance_away():
    assert np.isnan(distances_km(*RAQQA, [np.nan], [39.0])).all()


@settings(deadline=None)
@given(LATITUDES, LONGITUDES, LATITUDES, LONGITUDES, st.floats(1, 200))
def test_the_ends_of_a_circle_are_its_middle_less_and_plus_its_radius(latitude, longitude, north, east, km):
    away = float(distances_km(latitude, longitude, north, east))
    nearest, farthest = nearest_and_farthest_km(latitude, longitude, circle_polygon(north, east, km))
    assert nearest == pytest.approx(max(away - km, 0), abs=0.002 * km + 0.1)
    assert farthest == pytest.approx(away + km, abs=0.002 * km + 0.1)


def test_a_side_of_an_area_may_be_nearer_than_any_corner():
    wall = Polygon([(40.0, 34.0), (40.0, 37.0), (41.0, 37.0), (41.0, 34.0)])
    nearest, farthest = nearest_and_farthest_km(35.5, 39.0, wall)
    assert nearest == pytest.approx(90.5, abs=0.5)
    assert farthest > distances_km(35.5, 39.0, 37.0, 40.0)
    assert nearest_and_farthest_km(35.5, 40.5, wall)[0] == 0
    assert wall.contains(Point(40.5, 35.5))
