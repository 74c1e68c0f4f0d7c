"""What the first page asks of the record is worked out before anybody opens it."""

import pytest

from incidents.widgets import first_page
from incidents.widgets.first_map import first_map
from incidents.widgets.shared_record import DIRECTORY, record_at_hand
from tests.conftest import a_folder, an_incident


@pytest.fixture
def small(monkeypatch) -> None:
    monkeypatch.setenv(DIRECTORY, str(a_folder([an_incident(1, summary_en="A raid on a farm.")])))


def never(*_asked: object) -> None:
    raise AssertionError


def test_who_opens_the_page_first_finds_map_and_search_made(small, monkeypatch):
    first_page.get_ready()
    for maker in ("incidents.record.record.search_of", "incidents.widgets.map_canvas.map_message"):
        monkeypatch.setattr(maker, never)
    record = record_at_hand()
    assert record is not None
    assert record.search.has_word("raid")
    for code in ("en", "ar"):
        assert first_map({"lang": [code]}, None)
        assert first_map({}, code)


def test_what_cannot_be_made_ready_ends_no_server(small, monkeypatch, caplog):
    monkeypatch.setattr("incidents.record.record.search_of", never)
    first_page.get_ready()
    assert "cannot be made ready" in caplog.text
    assert first_map({}, None)
