"""Within N km of a layer of one's own: answered as for a place, only named in a link, said where it is not here."""

import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import LineString, Point, box, mapping

from geodata.own_layers import OwnLayer, load_own_layer
from incidents.exchange.data_address import Refused, read_asked
from incidents.exchange.provenance import about_rows, about_selection, provenance
from incidents.phrases import filters_in_words, notices_in_words
from incidents.selection.address import filters_from_query, filters_to_query
from incidents.selection.circles import reaches_of
from incidents.selection.nearness import Nearness, nearness
from incidents.selection.notices import Notice
from incidents.selection.question import Near, Question
from incidents.selection.selection import select
from tests.conftest import EN, LANGS, a_selection, an_incident, shipped_record

RECORD = shipped_record()
SPOTS = st.tuples(st.floats(36, 42), st.floats(32.5, 37))
SHAPES = st.lists(SPOTS, min_size=2, max_size=3, unique=True).map(LineString) | SPOTS.map(
    lambda at: Point(at).buffer(0.3)
)


def a_layer(*shapes, name="route.geojson"):
    geometries = [mapping(shape) for shape in shapes]
    return load_own_layer(name, json.dumps({"type": "GeometryCollection", "geometries": geometries}).encode())


RAQQA = a_layer(Point(39.01, 35.95))
ROAD = a_layer(LineString([(39.01, 35.95), (39.75, 35.66), (40.14, 35.33)]))
CITY = {"place_id": "raqqa", "governorates": "SY11"}


def found(near, **incident):
    selection = a_selection(incidents=[an_incident(**incident)])
    return nearness(select(selection.record, Question(near=near)))


def test_an_incident_near_any_part_of_a_road_answers():
    assert found(Near(ROAD, 10), **CITY) == Nearness(Near(ROAD, 10), 1, 1, 0)
    assert found(Near(ROAD, 10), place_id="deir-ez-zor").possible == 1
    assert found(Near(ROAD, 10), place_id="palmyra", governorates="SY04").possible == 0


def test_an_area_that_only_touches_is_possible_and_one_that_lies_within_is_certain():
    somewhere = {"place_id": "gov-sy11", "governorates": "SY11", "geo_precision": "3"}
    near = {**CITY, "geo_precision": "2"}
    assert found(Near(ROAD, 10), **somewhere) == Nearness(Near(ROAD, 10), 0, 1, 0)
    assert found(Near(ROAD, 200), **somewhere).certain == 1
    assert found(Near(ROAD, 5), **near) == Nearness(Near(ROAD, 5), 0, 1, 0)
    inside = Near(a_layer(box(38, 35, 40, 37)), 1)
    assert found(inside, **near).certain == 1, "all of its ten kilometres lie inside the area"


@pytest.mark.parametrize("km", [5, 50, 200])
def test_a_layer_of_one_point_finds_what_that_point_finds(km):
    layer, point = (reaches_of(RECORD, Near(center, km)) for center in (RAQQA, (35.95, 39.01)))
    assert np.array_equal(layer.possible, point.possible)
    assert np.array_equal(layer.certain, point.certain)


@settings(deadline=None, max_examples=15)
@given(st.lists(SHAPES, min_size=1, max_size=2), st.integers(1, 250), st.integers(1, 200))
def test_what_surely_lies_within_may_lie_within_and_a_wider_distance_loses_nothing(shapes, km, more):
    layer = a_layer(*shapes)
    reaches, wider = reaches_of(RECORD, Near(layer, km)), reaches_of(RECORD, Near(layer, km + more))
    assert not np.any(reaches.certain & ~reaches.possible)
    assert not np.any(reaches.possible & ~wider.possible)
    assert not np.any(reaches.certain & ~wider.certain)


@settings(deadline=None, max_examples=50)
@given(st.text(min_size=1, max_size=30), st.integers(1, 500))
def test_a_link_names_the_layer_and_reopens_it_only_with_its_file(name, km):
    layer = a_layer(Point(39, 35), name=f"{name}.gpx")
    query = {key: [value] for key, value in filters_to_query(Question(near=Near(layer, km))).items()}
    assert "35" not in query["near"][0].replace(layer.name, "").replace(str(km), "")
    assert filters_from_query(query, RECORD, layer) == (Question(near=Near(layer, km)), [])
    without = (Question(), [Notice("near", query["near"][0], "not here")])
    assert filters_from_query(query, RECORD) == without
    assert filters_from_query(query, RECORD, a_layer(Point(39, 35), name="another")) == without


@pytest.mark.parametrize("lang", LANGS)
def test_a_link_without_the_file_says_so_and_words_say_that_it_is_not_in_the_link(lang):
    _question, notices = filters_from_query({"near": ["layer:route.gpx,10"]}, RECORD)
    (said,) = notices_in_words(notices, lang)
    assert "layer:route.gpx,10" in said
    words = filters_in_words(RECORD, Question(near=Near(ROAD, 10)), lang)["near"]
    assert "route.geojson" in words
    assert ("not in the link" if lang == EN else "ليس في الرابط") in words


def test_the_address_for_data_refuses_what_it_cannot_know():
    assert isinstance(read_asked({"near": ["layer:route.gpx,10"]}, "csv", RECORD), Refused)


@pytest.mark.parametrize("text", ["layer:", "layer: ,10", "layer:x,0", "layer:x,999"])
def test_what_is_no_layer_is_left_out_and_named(text):
    question, (notice,) = filters_from_query({"near": [text]}, RECORD, ROAD)
    assert (question, notice.fate) == (Question(), "unused")


def test_a_layer_that_is_only_named_cannot_be_asked():
    with pytest.raises(ValueError, match=r"route\.gpx is not here"):
        reaches_of(RECORD, Near(OwnLayer("route.gpx"), 10))


def test_exports_name_the_layer_and_hold_nothing_of_it():
    selection = select(RECORD, Question(near=Near(ROAD, 10)))
    assert "layer%3Aroute.geojson" in provenance(selection)["selection"]
    assert "its file is not in the link" in about_selection(selection, EN)["layer"]
    told = about_rows(selection, EN).to_string() + json.dumps(about_selection(selection, EN))
    assert "39.75" not in told
