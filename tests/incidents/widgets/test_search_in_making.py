"""While the search of a large record is still being made, whoever asks for words is told so, and nobody else."""

import shutil
import threading

import pytest

from incidents.record.record import load_record, prepare_search
from incidents.record.search import search_of
from incidents.record.storage import DATA
from incidents.widgets.shared_record import DIRECTORY
from tests.app_page import a_page, html_of, settled

SAID = "The search of this record is still being made"


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
    record = load_record()
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
    record = load_record()
    prepare_search(record)
    assert record.has_search(60)


@pytest.mark.parametrize(("lang", "said"), [("en", SAID), ("ar", "ما زال البحث في هذا السجل قيد الإعداد")])
def test_who_asks_for_words_meanwhile_is_told_and_answered_afterwards(gate, monkeypatch, tmp_path, lang, said):
    import streamlit as st

    monkeypatch.setenv(DIRECTORY, str(shutil.copytree(DATA, tmp_path / "record")))
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
