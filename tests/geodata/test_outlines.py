import numpy as np
import pytest
import shapely

from geodata.boundaries import load_boundaries
from geodata.gazetteer import shipped_gazetteer
from geodata.mercator import KM_PER_DEGREE
from geodata.outlines import PCODES, kilometres_outside

BOUNDARIES = load_boundaries().set_index("pcode")["geometry"]
NARROWING = np.cos(np.radians(35.0))


@pytest.mark.parametrize("pcode", PCODES)
def test_distances_are_those_of_a_library_of_geometry(pcode):
    chance = np.random.default_rng(20261127)
    latitude, longitude = chance.uniform(32, 37.5, 2000), chance.uniform(35.5, 42.5, 2000)
    corners = shapely.get_coordinates(BOUNDARIES[pcode])
    at = np.concatenate([np.stack([latitude, longitude], axis=-1), corners[:, ::-1] + 1e-4])
    squeezed = shapely.transform(BOUNDARIES[pcode], lambda corner: corner * (NARROWING, 1))
    expected = shapely.distance(squeezed, shapely.points(at[:, 1] * NARROWING, at[:, 0])) * KM_PER_DEGREE
    assert kilometres_outside(pcode, at[:, 0], at[:, 1]) == pytest.approx(expected, abs=1e-6)
    assert 0 < (expected == 0).sum() < len(expected)


def test_governorates_of_the_gazetteer_lie_in_themselves():
    places = shipped_gazetteer().places
    for row in places[places["kind"] == "governorate"].itertuples():
        assert kilometres_outside(row.governorates, np.array([row.latitude]), np.array([row.longitude])) == [0]


def test_an_unknown_governorate_is_refused():
    with pytest.raises(KeyError):
        kilometres_outside("SY99", np.array([35.0]), np.array([38.0]))
