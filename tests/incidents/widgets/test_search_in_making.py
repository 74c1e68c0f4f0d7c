"""While the search of a large record is still being made, whoever asks for words is told so, and nobody else."""

import threading

import pytest

from incidents.record.record import Record, load_record, prepare_search
from incidents.record.search import search_of
from incidents.record.storage import load_tables
from incidents.widgets.shared_record import DIRECTORY
from tests.app_page import a_page, html_of, settled
from tests.conftest import a_folder, an_incident

RAQQA = an_incident(2, place_id="raqqa", governorates="SY11", summary_en="A raid on a farm.")
SAID = "The search of this record is still being made"


def a_new_record() -> Record:
    """Return a record of its own, of which nobody has asked anything."""
    return load_record(load_tables(a_folder([an_incident(1), RAQQA])))


@pytest.fixture
def gate(monkeypatch):
    """Let every record count as large, and its search be made no sooner than the gate is opened."""
    opened = threading.Event()

    def held(record):
        opened.wait()
        return search_of(record)

    monkeypatch.setattr("incidents.record.record.SEARCHED_AT_ONCE", 0)
    monkeypatch.setattr("incidents.record.record.search_of", held)
    yield opened
    opened.set()


def test_a_record_says_while_its_search_is_being_made(gate):
    record = a_new_record()
    assert record.has_search(0)  # whoever asks makes it
    prepare_search(record)
    assert not record.has_search(0)
    gate.set()
    assert record.has_search(60)
    assert record.search.has_word("raid")


def test_a_search_that_cannot_be_made_lets_nobody_wait_for_ever(monkeypatch):
    def fails(_record):
        raise ValueError

    monkeypatch.setattr("incidents.record.record.SEARCHED_AT_ONCE", 0)
    monkeypatch.setattr("incidents.record.record.search_of", fails)
    monkeypatch.setattr("threading.excepthook", lambda _told: None)  # which would print it
    record = a_new_record()
    prepare_search(record)
    assert record.has_search(60)


@pytest.mark.parametrize(("lang", "said"), [("en", SAID), ("ar", "ما زال البحث في هذا السجل قيد الإعداد")])
def test_who_asks_for_words_meanwhile_is_told_and_answered_afterwards(gate, monkeypatch, lang, said):
    import streamlit as st

    monkeypatch.setenv(DIRECTORY, str(a_folder([an_incident(1), RAQQA])))
    page = a_page(lang=lang)
    assert said not in html_of(page)
    with monkeypatch.context() as at_once:  # a run ends where the next would begin
        at_once.setattr("incidents.widgets.shared_record.longest_run", lambda: 0)
        at_once.setattr(st, "rerun", st.stop)
        page.session_state["filter_text"] = "Raqqa"
        settled(page.run())
        assert said in html_of(page)
    gate.set()
    settled(page.run())
    assert said not in html_of(page)
    assert page.session_state["filter_text"] == "Raqqa"
