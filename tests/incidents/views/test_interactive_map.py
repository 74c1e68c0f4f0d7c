"""What the map is told: the words of the record as text, uncertainty as it is, and no address of another host."""

import json
import re
from dataclasses import replace

import pytest

from incidents.selection.question import Question
from incidents.selection.selection import Selection, select
from incidents.views.interactive_map import (
    TILES_HOST,
    MapAddresses,
    base_definition,
    base_map,
    map_message,
    summary_in_words,
)
from incidents.views.map_points import map_points
from incidents.views.screen import colours, screen_modules, screen_sheets, symbol_script
from incidents.views.symbology import SYMBOLOGY, UNKNOWN_SIZE
from tests.conftest import AR, EN, a_claim, a_record, a_selection, an_incident

ADDRESSES = MapAddresses("assets/leaflet.js", {"towns": "assets/towns.geojson"}, "assets/relief.png")
SIZE, REACH, KIND, COUNT, PARTS, TITLE, KILLED, LINES = 2, 3, 4, 5, 6, 8, 9, 10


def told(dataset, **wishes):
    points = map_points(dataset)
    return map_message(points, dataset, wishes.pop("lang", EN), **wishes).data


def a_selection_at(**names: str) -> Selection:
    """Return an incident in Deir ez-Zor, under another name."""
    record = a_record()
    places = record.places.copy()
    for name, text in names.items():
        places.loc["deir-ez-zor", name] = text
    return select(replace(record, gazetteer=replace(record.gazetteer, places=places)))


def test_the_page_begins_with_the_map_that_folium_defines():
    told_of, defined = base_definition(ADDRESSES), base_map()
    assert told_of["options"]["center"] == defined.location
    assert told_of["options"]["maxZoom"] == defined.options["max_zoom"] == 14
    assert told_of["layers"] == ADDRESSES.layers


def test_the_base_map_asks_no_other_host():
    assert "http" not in json.dumps(base_definition(ADDRESSES))


def test_tiles_of_another_host_come_only_when_asked_for():
    dataset = a_selection()
    assert "http" not in json.dumps(told(dataset))
    assert TILES_HOST in told(dataset, tiles=True)["tiles"]


@pytest.mark.parametrize("path", [*screen_modules(), *screen_sheets()], ids=lambda path: path.name)
def test_scripts_and_styles_name_no_address(path):
    assert not re.search(r"[\"'(:]//(?!www\.w3\.org/)", path.read_text(encoding="utf-8"))


def test_a_known_toll_is_drawn_from_lowest_to_highest_figure():
    claims = [a_claim(value=2), a_claim(value=9, origin_id="sana", attributed_to="SANA")]
    mark = told(a_selection(claims=claims))["marks"][0]
    assert 0 < mark[SIZE] < mark[REACH]
    assert mark[KILLED] == "2–9"


def test_an_unknown_toll_has_its_own_size_and_word():
    mark = told(a_selection(claims=[a_claim(measure="arrested", value=3)]))["marks"][0]
    assert (mark[SIZE], mark[REACH]) == (UNKNOWN_SIZE, 0)
    assert mark[KILLED] == "not reported"


def test_several_kinds_at_one_place_are_told_by_number():
    mark = told(a_selection(incidents=[an_incident(1), an_incident(2, tactic="raid"), an_incident(3, tactic="raid")]))[
        "marks"
    ][0]
    kinds = list(SYMBOLOGY)
    assert (mark[KIND], mark[COUNT]) == (-1, 3)
    assert mark[PARTS] == [(kinds.index("attack"), 1), (kinds.index("operation"), 2)]


def test_a_vague_place_says_how_vague():
    area = told(a_selection(incidents=[an_incident(geo_precision="2")]))["areas"][0]
    assert any("within 10 km" in line for line in area[LINES])
    assert area[-2:] == [10.0, ""]


def test_a_governorate_is_known_to_the_browser_by_its_pcode():
    area = told(a_selection(incidents=[an_incident(place_id="gov-sy09", geo_precision="3")]))["areas"][0]
    assert area[-1] == "SY09"


@pytest.mark.parametrize(
    "text", ["</script><img src=x onerror=alert(1)>", "{{ 7 * 7 }}{% raise %}{# x #}", '"];alert(1)//', "`${alert(1)}`"]
)
def test_text_of_the_record_travels_as_it_is(text):
    dataset = a_selection_at(name_en=text, name_ar=text)
    data = map_message(map_points(dataset), dataset, EN).data
    assert any(text in line for line in data["marks"][0][LINES])


def test_direction_overrides_of_the_record_are_left_out():
    dataset = a_selection_at(name_en="Deir\u202eroZ-ze")
    assert "\u202e" not in json.dumps(map_message(map_points(dataset), dataset, EN).data, ensure_ascii=False)


def test_governorates_are_shaded_in_classes_and_an_unknown_toll_is_hatched():
    incidents = [
        an_incident(1),
        an_incident(2, place_id="damascus", governorates="SY01"),
        an_incident(3, place_id="palmyra", governorates="SY04"),
    ]
    claims = [a_claim(1, value=4), a_claim(2, measure="arrested", value=1), a_claim(3, value=0)]
    data = told(a_selection(incidents=incidents, claims=claims), shading="killed_low")
    styles = {pcode: style for pcode, (style, _) in data["shading"].items()}
    assert (styles["SY09"], styles["SY01"], styles["SY04"], styles["SY08"]) == (
        "shade-3",
        "shade-unknown",
        "none",
        "none",
    )
    assert data["legend"]["shades"]["classes"][-1][0] == "shade-unknown"
    assert data["shading"]["SY01"][1][-1] == "Killed: not reported in 1"


@pytest.mark.parametrize("shading", ["incidents", "killed_low", "killed_high"])
def test_where_nothing_lies_in_a_governorate_none_is_shaded(shading):
    nowhere = an_incident(place_id="", governorates="", geo_precision="0")
    data = told(a_selection(incidents=[nowhere], claims=[a_claim(value=3)]), shading=shading)
    assert {style for style, _lines in data["shading"].values()} == {"none"}
    assert data["legend"]["shades"]["classes"][0][0] == "shade-none"


def test_without_shading_nothing_is_said_about_it():
    data = told(a_selection())
    assert data["shading"] is None
    assert data["legend"]["shades"] is None


def test_the_open_incident_is_marked_where_it_is_drawn():
    dataset = a_selection(incidents=[an_incident(1), an_incident(2, place_id="damascus", geo_precision="2")])
    assert told(dataset, opened="SYR-0002")["opened"] == 1
    assert told(dataset, opened="SYR-0009")["opened"] is None


def test_arabic_is_written_from_right_to_left_with_the_names_of_the_gazetteer():
    data = told(a_selection(incidents=[an_incident(1), an_incident(2)]), lang=AR)
    assert data["words"]["dir"] == "rtl"
    assert "دير الزور" in data["marks"][0][TITLE]
    assert data["words"]["kinds"][0] == "هجوم مسلح"


def test_the_map_is_told_in_a_sentence_for_those_who_do_not_see_it():
    incidents = [an_incident(1), an_incident(2, geo_precision="2"), an_incident(3, place_id="", geo_precision="0")]
    sentence = summary_in_words(map_points(a_selection(incidents=incidents)), EN)
    assert (
        sentence == "Map of Syria: 1 incident drawn as a point · 1 drawn as an area · 1 not on the map (no coordinates)"
    )


def test_colours_and_symbols_reach_the_browser_from_one_place():
    assert all(colours("light")[f"kind-{kind}"] == symbol.light for kind, symbol in SYMBOLOGY.items())
    assert all(symbol.path in symbol_script() for symbol in SYMBOLOGY.values())
    for path in screen_sheets():
        assert not re.search(r"#[0-9a-fA-F]{3,8}\b", path.read_text(encoding="utf-8")), path.name


def test_the_legend_counts_what_each_kind_would_leave():
    asked = a_selection(incidents=[an_incident(1), an_incident(2, tactic="raid")]).within(Question(kind=("attack",)))
    kinds = dict(zip(SYMBOLOGY, told(asked)["legend"]["kinds"], strict=True))
    assert kinds["attack"][1:] == (1, True)
    assert kinds["operation"][1:] == (1, False)


def test_the_map_fits_what_is_asked_for_by_place():
    selection = a_selection()
    assert told(selection)["extent"] is None
    south, west, north, east = told(selection.within(Question(governorate=("SY09",))))["extent"]
    assert south < 35.33 < north
    assert west < 40.14 < east
    assert told(selection.within(Question(bounds=(33.0, 38.0, 36.0, 42.0))))["extent"] == (33.0, 38.0, 36.0, 42.0)
