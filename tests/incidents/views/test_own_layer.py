"""A layer of the reader's own on the map: with its names, what lies around it, and in colours that stand out."""

import json

import pytest
from shapely.geometry import LineString, Point, mapping

from geodata.own_layers import load_own_layer
from incidents.phrases.own_layers import layer_in_words
from incidents.selection.question import Near, Question
from incidents.selection.selection import select
from incidents.views.interactive_map import draw_map, map_message
from incidents.views.map_points import asked_extent, map_points
from incidents.views.static_map import draw_static_map
from incidents.views.tones import PALETTE, contrast
from tests.conftest import EN, a_selection

FEATURES = [
    {"type": "Feature", "properties": {"name": name}, "geometry": mapping(shape)}
    for name, shape in (("Office <b>", Point(39, 36)), ("Road", LineString([(39, 36), (40, 35.5)])))
]
LAYER = load_own_layer("x.geojson", json.dumps({"type": "FeatureCollection", "features": FEATURES}).encode())
EVERYTHING = a_selection()


def told(selection, layer=None):
    return map_message(map_points(selection), selection, EN, layer=layer).data


def test_the_map_draws_a_layer_with_its_names_and_opens_on_it():
    data = told(EVERYTHING, LAYER)
    assert [(name, shape["type"]) for name, shape in data["layer"]["shapes"]] == [
        ("Office <b>", "Point"), ("Road", "LineString")]  # fmt: skip
    assert data["layer"]["around"] is None
    south, west, north, east = data["extent"]
    assert south < 35.5 < 36 < north
    assert west < 39 < 40 < east
    json.dumps(data)


def test_a_layer_that_is_asked_about_is_drawn_with_what_lies_around_it():
    asked = select(EVERYTHING.record, Question(near=Near(LAYER, 20)))
    assert told(asked)["layer"]["around"]["type"] == "Polygon"
    assert told(asked)["near"] is None
    assert asked_extent(asked)[0] == pytest.approx(35.5 - 0.18, abs=0.02)


def test_the_map_of_a_notebook_draws_it_too_and_runs_nothing_of_its_names():
    page = draw_map(select(EVERYTHING.record, Question(near=Near(LAYER, 20)))).get_root().render()
    assert PALETTE["light"].own in page
    assert "Office" in page
    assert "Office <b>" not in page


def test_without_a_layer_nothing_of_one_is_told():
    assert told(EVERYTHING)["layer"] is None
    assert asked_extent(EVERYTHING) is None


def test_the_map_on_paper_draws_the_layer_that_is_asked_about():
    asked = select(EVERYTHING.record, Question(near=Near(LAYER, 20)))
    bounds = (35.0, 38.5, 36.5, 40.5)
    for selection, is_drawn in ((asked, True), (EVERYTHING, False)):
        svg = draw_static_map(map_points(selection, bounds), (), bounds, EN, 560.0, 400.0).svg
        assert (PALETTE["light"].own in svg) is is_drawn


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_layer_stands_out_from_the_land_and_its_names_are_legible(theme):
    palette = PALETTE[theme]
    for ground in (palette.land, palette.outside, palette.water, palette.surface):
        assert contrast(palette.own, ground) >= 4.5


def test_what_was_done_to_a_layer_is_said():
    assert layer_in_words(LAYER, EN)[0].endswith(": 2 points, lines or areas")
