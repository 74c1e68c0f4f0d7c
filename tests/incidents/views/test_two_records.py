"""Map, time dock, figures and pairs are told of a second record apart from the first; one alone has nothing of it."""

import json

import pytest

from incidents.selection.likely_pairs import find_pairs
from incidents.views.interactive_map import DrawnBeside, map_message
from incidents.views.likely_pairs import pairs_message
from incidents.views.map_points import map_points
from incidents.views.rankings import figures_beside, figures_message
from incidents.views.symbology import SYMBOLOGY
from incidents.views.time_dock import dock_message
from tests.conftest import AR, EN, a_claim, a_selection, an_incident

HOSTILE = "</script><img src=x onerror=alert(1)>\u202eevil"


@pytest.fixture(scope="module")
def one():
    return a_selection(
        incidents=[an_incident(1), an_incident(2, date_start="2025-04-01")], claims=[a_claim(1, value=3)]
    )


@pytest.fixture(scope="module")
def other():
    incidents = [
        an_incident(1, date_start="2025-05-18", summary_en=HOSTILE, summary_ar=HOSTILE),
        an_incident(2, place_id="gov-sy09", geo_precision="3"),
        an_incident(3, date_start="2025-03-02", tactic="raid"),
    ]
    return a_selection(incidents=incidents, claims=[a_claim(1, value=40), a_claim(2, value=0)])


def told(one, other, lang=EN):
    return map_message(map_points(one), one, lang, beside=DrawnBeside(other, map_points(other), "SYR-0001")).data


def test_the_map_draws_marks_and_areas_of_the_second_apart(one, other):
    alone, both = map_message(map_points(one), one, EN).data, told(one, other)
    assert "beside" not in alone
    second = both.pop("beside")
    assert both["marks"][0][5] == 2  # how many incidents of the first are at the mark: as without the second
    assert [len(rows) for rows in (second["marks"], second["areas"])] == [1, 1]
    assert second["areas"][0][-1] == "SY09"
    assert second["opened"] == 0
    assert second["words"]["here"].endswith(": 2 incidents")
    assert second["words"]["beside"].endswith(": 3 rows")


def test_both_records_are_sized_by_one_scale(one, other):
    assert max(figure for figure, _radius in told(one, other)["legend"]["sizes"]) >= 40


def test_the_dock_has_a_second_series_whatever_the_kind_counted_apart(one, other):
    alone, both = dock_message(one, "month", EN), dock_message(one, "month", EN, beside=other)
    assert "beside" not in alone
    assert both["bars"] == alone["bars"]
    assert [count for _start, _end, count in both["beside"]["bars"]] == [1, 2]
    assert both["beside"]["covered"] == (alone["first"], alone["last"])
    assert both["beside"]["words"]["beside"] in both["beside"]["words"]["summary"]


def test_the_key_figures_of_the_second_stand_beside_those_of_the_first(one, other):
    figures = {figure["name"]: figure["figure"] for figure in figures_message(one, EN)["figures"]}
    beside = dict(row[:2] for row in figures_beside(other, EN)["rows"])
    assert (figures["incidents"], figures["killed"]) == ("2", "3")
    assert (beside["Incidents"], beside["Killed"]) == ("3", "40")


@pytest.mark.parametrize("lang", [EN, AR])
def test_a_pair_is_two_sides_with_what_lies_between_and_who_says_the_figures(one, other, lang):
    message = pairs_message(find_pairs(one, other), one.record, other.record, lang, ("SYR-0001", "SYR-0001"))
    first, second = message["pairs"]
    assert first["opened"]
    assert [side["id"] for side in first["sides"]] == ["SYR-0001", "SYR-0001"]
    assert [side["kind_code"] for side in first["sides"]] == ["attack", "attack"]
    if lang is EN:
        assert first["apart"] == ["1 day apart", "same place or beside it"]
        assert second["apart"] == ["same day", "places known roughly touch"]
        assert first["sides"][1]["figures"] == ["Killed, total: 40 according to sohr."]


def test_texts_of_the_second_record_travel_as_texts_without_turning_lines_around(one, other):
    message = pairs_message(find_pairs(one, other), one.record, other.record, EN)
    assert "</script><img" in message["pairs"][0]["sides"][1]["summary"]
    assert "\u202e" not in json.dumps(message, ensure_ascii=False)


def test_kinds_are_numbered_alike_in_both(one, other):
    kind = told(one, other)["beside"]["marks"][0][4]
    assert list(SYMBOLOGY)[kind] in {"attack", "operation"} or kind == -1
