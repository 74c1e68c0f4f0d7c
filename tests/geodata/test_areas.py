import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod
from shapely.geometry import Point

from geodata.areas import circle_polygon, governorates_of, lies_in, neighbours
from geodata.boundaries import load_boundaries
from geodata.gazetteer import load_gazetteer

latitudes, longitudes, radii = st.floats(32, 37.5), st.floats(35.5, 42.5), st.floats(0.1, 450)


@given(latitudes, longitudes, radii)
def test_every_corner_of_a_circle_is_its_radius_away(latitude, longitude, radius_km):
    earth = Geod(ellps="WGS84")
    for x, y in circle_polygon(latitude, longitude, radius_km).exterior.coords[::9]:
        metres = earth.inv(longitude, latitude, x, y)[2]
        assert metres / 1000 == pytest.approx(radius_km, rel=0.005)


def test_a_circle_holds_its_centre_and_runs_anticlockwise():
    circle = circle_polygon(35.34, 40.14, 20)
    assert circle.contains(Point(40.14, 35.34))
    assert circle.exterior.is_ccw


@pytest.mark.parametrize("values", [(35, 40, 0), (35, 40, -1), (340, 40, 5), (35, 400, 5), (35, 40, math.nan)])
def test_an_impossible_circle_is_refused(values):
    with pytest.raises(ValueError, match="no circle"):
        circle_polygon(*values)


def test_a_place_lies_in_the_governorates_its_row_names():
    assert governorates_of("dumayr") == {"SY03"}
    assert governorates_of("syrian-badia") == {"SY04", "SY05", "SY09", "SY11"}
    assert governorates_of("syria") == frozenset()


def test_a_reported_governorate_fits_when_the_place_may_lie_there():
    assert lies_in("syrian-badia", {"SY04"})
    assert lies_in("al-safa", {"SY13"})
    assert not lies_in("dumayr", {"SY09"})
    assert lies_in("dumayr", frozenset())
    assert lies_in("syria", {"SY09"})


def test_neighbours_are_mutual():
    borders = neighbours()
    assert set(borders) == set(load_boundaries()["pcode"])
    assert all(one in borders[other] for one, others in borders.items() for other in others)


def test_damascus_is_enclosed_by_its_countryside():
    assert neighbours()["SY01"] == {"SY03"}
    assert "SY11" in neighbours()["SY09"]
    assert "SY09" not in neighbours()["SY02"]


def test_settlements_are_drawn_inside_the_governorate_they_are_named_in():
    shapes = load_boundaries().set_index("pcode").geometry
    exact = ~load_gazetteer().places["kind"].isin(["country", "governorate", "region", "road"])
    for place in load_gazetteer().places[exact].itertuples():
        assert shapes[place.governorates].contains(Point(place.longitude, place.latitude)), place.place_id
