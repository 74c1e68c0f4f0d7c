"""What the map shows before the page has opened: what the page is going to tell it, by the address alone."""

import json

import pytest

from incidents.widgets.desk.asked import ASKED, PARAMETER
from incidents.widgets.first_map import first_map
from incidents.widgets.map_canvas import CANVAS
from incidents.widgets.serving import uploads
from tests.app_page import a_page, told_of

ADDRESSES = [
    {},
    {"lang": "ar"},
    {"governorate": "SY09", "from": "2025-03-01", "incident": "SYR-0049"},
    {"shading": "killed_high", "at": "35.1,38.2,8.5"},
    {"shading": "change", "against": "2025-01-01..2025-03-31", "to": "2025-06-30"},
    {"near": "raqqa,30", "governorate": "nowhere"},
    {"record": "both", "kind": "attack"},
    {"story": "SYR-0049,SYR-0027"},
]


def as_told(query: dict[str, str], accepted: str | None = None) -> dict | None:
    told = first_map({name: [value] for name, value in query.items()}, accepted)
    return told and json.loads(told)


@pytest.mark.parametrize("query", ADDRESSES, ids=str)
def test_the_map_is_told_first_what_the_page_then_tells_it(query):
    told = told_of(a_page(**query), CANVAS)
    assert as_told(query) == told
    assert told["marks"]


@pytest.mark.parametrize("query", [{"view": "about"}, {"view": "comparison"}, {"text": "nowhere at all"}], ids=str)
def test_where_the_page_opens_without_a_map_none_is_told(query):
    assert as_told(query) is None


def test_it_speaks_the_language_of_the_address_and_else_that_of_the_browser():
    spoken = [as_told(query, "ar-SY,en;q=0.5")["lang"] for query in ({}, {"lang": "en"}, {"lang": "nowhere"})]
    assert spoken == ["ar", "en", "ar"]
    assert as_told({})["lang"] == "en"


def test_the_desk_opens_without_a_map(monkeypatch):
    monkeypatch.setattr("sys.argv", ["app.py", ASKED])
    monkeypatch.setattr(uploads.st, "get_option", {"server.address": "127.0.0.1"}.get)
    assert as_told({PARAMETER: ""}) is None
