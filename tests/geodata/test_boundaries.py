import json
import re
import shutil

import pytest
import shapely
from shapely.geometry import Point

from geodata import boundaries
from geodata.boundaries import (
    ATTRIBUTION,
    LAYERS,
    RELIEF,
    area_of,
    layer_path,
    layers_stamp,
    load_boundaries,
    load_layer,
    look_at_layers,
)
from geodata.gazetteer import DATA, load_gazetteer

ARABIC = re.compile("[\u0600-\u06ff]")


def test_there_are_fourteen_governorates_by_pcode():
    assert list(load_boundaries()["pcode"]) == [f"SY{number:02}" for number in range(1, 15)]


def test_governorates_neither_overlap_nor_leave_gaps():
    assert shapely.coverage_is_valid(load_boundaries().geometry.to_numpy(), gap_width=0.01)


@pytest.mark.parametrize("name", LAYERS)
def test_every_layer_has_valid_shapes_and_both_names(name):
    layer = load_layer(name)
    assert layer.crs.to_epsg() == 4326
    assert layer.geometry.is_valid.all()
    assert not layer.geometry.is_empty.any()
    assert "GeometryCollection" not in set(layer.geom_type)
    named = layer[layer["name_en"] != ""]
    assert len(named) >= max(1, len(layer) - 1)
    assert named["name_ar"].map(ARABIC.search).notna().all()


@pytest.mark.parametrize("name", LAYERS)
def test_coordinates_have_at_most_four_decimals(name):
    numbers = re.findall(r"\d+\.(\d{5,})", layer_path(name).read_text(encoding="utf-8"))
    assert numbers == []


def test_all_layers_together_are_light_enough_for_one_page():
    assert sum(layer_path(name).stat().st_size for name in LAYERS) < 250_000
    assert RELIEF.stat().st_size < 100_000


def test_layers_are_plain_geojson():
    for name in LAYERS:
        content = json.loads(layer_path(name).read_text(encoding="utf-8"))
        assert content["type"] == "FeatureCollection"
        assert content["name"] == name


def test_an_unknown_layer_is_refused():
    with pytest.raises(ValueError, match="no layer roads"):
        layer_path("roads")


def test_the_great_rivers_and_lake_assad_are_named_in_both_languages():
    rivers = load_layer("rivers").set_index("name_en")["name_ar"]
    assert rivers[["Euphrates", "Khabur", "Orontes"]].tolist() == ["الفرات", "الخابور", "العاصي"]
    assert "بحيرة الأسد" in set(load_layer("lakes")["name_ar"])


def test_the_euphrates_flows_past_its_cities():
    river = load_layer("rivers").set_index("key").geometry["euphrates"]
    places = load_gazetteer().places
    for place_id in ("raqqa", "deir-ez-zor", "mayadin", "al-bukamal"):
        assert river.distance(Point(places.loc[place_id, "longitude"], places.loc[place_id, "latitude"])) < 0.06


def test_labels_of_governorates_lie_inside_them():
    for row in load_boundaries().itertuples():
        assert row.geometry.contains(Point(row.label_longitude, row.label_latitude)), row.name_en


def test_only_a_few_towns_are_shown_on_a_small_map():
    towns = load_layer("towns")
    assert 5 <= (towns["rank"] == 1).sum() <= 8
    assert towns["min_zoom"].is_monotonic_increasing


def test_towns_of_the_gazetteer_stand_at_its_points():
    places = load_gazetteer().places
    for town in load_layer("towns").dropna(subset="place_id").itertuples():
        place = places.loc[town.place_id]
        assert (town.geometry.x, town.geometry.y) == (place["longitude"], place["latitude"])


def place(place_id):
    return load_gazetteer().place(place_id)


def test_a_governorate_the_country_and_the_badia_have_outlines_and_a_town_has_none():
    assert area_of(place("gov-sy09")).contains(Point(40.14, 35.34))
    assert area_of(place("syria")).contains(Point(36.3, 33.5))
    assert area_of(place("syrian-badia")).contains(Point(38.29, 34.57))
    assert area_of(place("dumayr")) is None
    with pytest.raises(KeyError):
        area_of(place("atlantis"))


def test_the_badia_lies_south_west_of_the_euphrates_in_its_governorates():
    area = area_of(place("syrian-badia"))
    assert not area.contains(Point(40.75, 36.0))
    four = shapely.union_all([area_of(place(f"gov-sy{number}")) for number in ("04", "05", "09", "11")])
    assert area.difference(four).area < 0.01 * area.area


def test_quneitra_holds_the_occupied_golan_and_its_neighbour_does_not():
    golan = load_layer("golan").geometry.item().representative_point()
    assert area_of(place("gov-sy14")).contains(golan)
    countries = load_layer("countries")
    assert list(countries.loc[countries.contains(golan), "iso_a3"]) == ["SYR"]


def test_changing_a_layer_changes_nothing_for_the_next_reader():
    towns = load_layer("towns")
    towns["name_en"] = ""
    assert (load_layer("towns")["name_en"] != "").all()


def test_maps_name_their_publishers_in_both_languages():
    for text in ATTRIBUTION.values():
        assert "OpenStreetMap" in text
        assert "Natural Earth" in text
    assert ARABIC.search(ATTRIBUTION["attribution_ar"])


def test_what_is_made_of_the_layers_is_made_once_until_they_are_others(tmp_path, monkeypatch):
    shutil.copytree(DATA, tmp_path, dirs_exist_ok=True)
    monkeypatch.setattr(boundaries, "DATA", tmp_path)
    look_at_layers()
    before, borders = layers_stamp(), load_boundaries()
    look_at_layers()
    assert layers_stamp() == before
    path = layer_path("governorates")
    path.write_text(path.read_text(encoding="utf-8").replace('"Idlib"', '"Idleb"'), encoding="utf-8")
    assert layers_stamp() == before, "what is under way is finished with the layers it began with"
    look_at_layers()
    assert layers_stamp() != before
    assert "Idlib" in set(borders["name_en"])
    assert "Idleb" in set(load_boundaries()["name_en"])
    monkeypatch.undo()
    look_at_layers()
    assert layers_stamp() == before
