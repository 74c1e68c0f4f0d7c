"""What parts of the page are told: written once for all who ask the same, and for nobody else."""

import json
from dataclasses import replace

import pytest

from geodata.own_layers import OwnLayer
from incidents.selection.question import Near
from incidents.widgets.told_once import MOST, as_json, merged, told_once
from tests.conftest import AR, EN, a_selection, an_incident


def of_its_own(name):
    """Return a selection of a record that no other test asks."""
    return a_selection(incidents=[an_incident(summary_en=name)])


@pytest.fixture
def selection(request):
    return of_its_own(request.node.name)


class Maker:
    """Says how often it was asked."""

    def __init__(self):
        self.asked = 0

    def __call__(self):
        self.asked += 1
        return {"asked": self.asked}


def asking(selection, **filters):
    return replace(selection, question=replace(selection.question, **filters))


def test_who_asks_the_same_gets_what_was_written_for_the_first(selection):
    made = Maker()
    first = told_once("list", selection, EN, made, 0)
    assert told_once("list", asking(selection), EN, made, 0) is first
    assert json.loads(first) == {"asked": 1}


def test_another_part_question_language_standing_or_record_is_another_answer(selection):
    made = Maker()
    told = [
        told_once("list", selection, EN, made, 0),
        told_once("dock", selection, EN, made, 0),
        told_once("list", asking(selection, text="Raqqa"), EN, made, 0),
        told_once("list", selection, AR, made, 0),
        told_once("list", selection, EN, made, 60),
        told_once("list", of_its_own("another record"), EN, made, 0),
    ]
    assert [json.loads(one)["asked"] for one in told] == [1, 2, 3, 4, 5, 6]


def test_what_is_asked_about_a_layer_of_the_readers_own_is_kept_for_nobody(selection):
    made, near = Maker(), Near(OwnLayer("route.gpx"), 10)
    told = [told_once("list", asking(selection, near=near), EN, made) for _ in range(2)]
    assert told == [b'{"asked":1}', b'{"asked":2}']


def test_only_so_many_answers_are_kept_and_the_oldest_makes_room(selection):
    made = Maker()
    for number in range(MOST + 1):
        told_once("list", selection, EN, made, number)
    told_once("list", selection, EN, made, MOST)
    assert made.asked == MOST + 1
    told_once("list", selection, EN, made, 0)
    assert made.asked == MOST + 2


def test_texts_are_cleaned_and_of_equal_names_the_last_counts():
    written = as_json({"at": None, "title": "ر\u200fقة\u0000\nA", "rows": [("\u0007b", 1.5)]})
    told = json.loads(merged(written, b"{}", as_json({"at": [1, 2]})))
    assert list(told) == ["at", "title", "rows"]
    assert (told["at"], told["rows"]) == ([1, 2], [["b", 1.5]])
    assert "\u0000" not in told["title"]
    assert "\n" not in told["title"]
