"""The address for the data: the filters of a link, the files of the exports, in parts; nothing is left out silently."""

import json

import pytest

from incidents.exchange.data_address import FORMATS, PLACE, Asked, Refused, described, made_page, mark_of, read_asked
from incidents.exchange.feed import FEED
from incidents.exchange.formats import EXPORTS
from incidents.selection.filters import FILTERS
from incidents.selection.question import Question
from incidents.selection.selection import select
from tests.conftest import AR
from tests.incidents.selection.test_filters import DATASET

RECORD = DATASET.record


def asked(ending: str = "", **query: str) -> Asked:
    found = read_asked({name: [value] for name, value in query.items()}, ending, RECORD)
    assert isinstance(found, Asked), found
    return found


@pytest.mark.parametrize("code", FORMATS)
def test_an_answer_is_the_export_of_the_same_question(code):
    page = made_page(RECORD, asked(code, governorate="SY09", lang="ar"))
    due = select(RECORD, Question(governorate=("SY09",)))
    assert page.content == EXPORTS[code].make(due, AR).content
    assert (page.total, page.following) == (len(due), None)


def test_the_parts_of_an_answer_are_the_whole_of_it():
    found, at = [], 0
    while at is not None:
        page = made_page(RECORD, asked("json", limit="2", offset=str(at)))
        found += [one["incident_id"] for one in json.loads(page.content)["incidents"]]
        at = page.following
    assert found == DATASET.incidents["incident_id"].tolist()


def test_an_answer_is_known_by_record_question_format_and_part():
    marks = [
        mark_of(RECORD, asked(**query))
        for query in ({}, {"governorate": "SY09"}, {"format": "csv"}, {"lang": "ar"}, {"limit": "2"}, {"offset": "1"})
    ]
    assert len(set(marks)) == len(marks)
    assert mark_of(RECORD, asked(governorate="SY09,SY11")) == mark_of(RECORD, asked(governorate="SY09,SY11"))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("governorate", "SY99"),
        ("colour", "red"),
        ("from", "2025-02-30"),
        ("format", "exe"),
        ("limit", "0"),
        ("limit", "99999"),
        ("offset", "-1"),
        ("lang", "xx"),
        ("shading", "killed"),
    ],
)
def test_what_means_nothing_is_refused_and_named(name, value):
    found = read_asked({name: [value]}, "", RECORD)
    assert isinstance(found, Refused)
    assert value in " ".join(found.sentences)


def test_the_description_names_every_filter_and_is_plain_json():
    told = described(RECORD, "/syria")
    place, feed = told["paths"][PLACE], told["paths"][FEED]
    assert told["paths"].keys() == {PLACE, FEED}
    assert feed["get"]["parameters"][0]["name"] == "lang"
    names = {parameter["name"] for parameter in place["get"]["parameters"]}
    assert names >= {kind.parameter for kind in FILTERS.values()} | {"format", "lang", "limit", "offset"}
    assert json.loads(json.dumps(told)) == told
    assert told["servers"] == [{"url": "/syria"}]
