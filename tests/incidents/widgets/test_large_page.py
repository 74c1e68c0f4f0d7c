"""A record that is larger than memory: the same first screen, made of what its database answers."""

import json
import shutil

import pytest
from streamlit.testing.v1 import AppTest

from incidents.exchange.databases import publish
from incidents.record.record import load_record
from incidents.record.storage import home_of
from incidents.record.storage.databases.reading import IN_MEMORY
from incidents.widgets.shared_record import DIRECTORY
from tests.app_page import a_page, html_of, settled
from tests.benchmarks.large_records import as_parquet
from tests.conftest import APP
from tests.databases import PASSWORD

pytest.importorskip("duckdb", reason="the package duckdb is not installed")
pytest.importorskip("ibis", reason="the package ibis-framework is not installed")

ASKED = {"governorate": "SY09", "from": "2025-03-01", "to": "2025-08-31", "incident": "SYR-0049", "lang": "en"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Return the shipped record as a folder of Parquet that can be asked."""
    return as_parquet(load_record(), tmp_path_factory.mktemp("large") / "record")


@pytest.fixture
def is_large(folder, monkeypatch):
    """Let every record count as larger than memory."""
    monkeypatch.setenv(IN_MEMORY, "1")
    monkeypatch.setenv(DIRECTORY, str(folder))
    return folder


def told(page: AppTest) -> dict[str, dict]:
    """Return what the parts of the screen are told, by the names of their modules."""
    parts = (element.proto for element in page.get("bidi_component"))
    return {part.component_name: json.loads(part.json)["told"] for part in parts}


def options(page: AppTest, key: str) -> list[str]:
    row = next(row for row in page.get("button_group") if row.key == key)
    return [option.content for option in row.proto.options]


@pytest.fixture(scope="module")
def in_memory():
    return a_page(**ASKED)


def test_the_parts_of_the_screen_are_told_what_memory_tells_them(in_memory, is_large):
    page = a_page(**ASKED)
    here, there = told(page), told(in_memory)
    assert "more than the 1 held in memory" in html_of(page)
    for part in ("part_time_dock", "part_key_figures", "part_rankings", "part_incident_list"):
        ours, theirs = here[part], there[part]
        words = ("notes", "coverage", "words", "dossiers", "rows", "tabs", "key")  # what only memory knows
        assert {name: told for name, told in ours.items() if name not in words} == {
            name: told for name, told in theirs.items() if name in ours and name not in words
        } | ({"list": ours["list"]} if "list" in ours else {}), part
    assert here["part_card_head"] == there["part_card_head"]
    assert {**here["part_incident_list"]["list"], "key": ""} == {**there["part_incident_list"]["list"], "key": ""}
    for key in ("filter_governorate", "filter_precision", "period"):
        assert options(page, key) == options(in_memory, key)


def test_the_marks_of_the_map_add_up_to_what_memory_draws(in_memory, is_large):
    ours, theirs = told(a_page(**ASKED))["part_map_part"], told(in_memory)["part_map_part"]
    count = ours["fields"].index("count")
    for drawn in ("marks", "areas"):
        assert sum(row[count] for row in ours[drawn]) == sum(row[count] for row in theirs[drawn])
    assert ours["legend"]["kinds"] == theirs["legend"]["kinds"]
    assert ours["words"]["summary"] == theirs["words"]["summary"]


def test_a_link_opens_an_incident_and_the_table_in_arabic_and_says_that_words_cannot_be_searched(is_large):
    page = a_page(incident="SYR-0049", drawer="table", order="most-killed", q="Raqqa", text="Raqqa", lang="ar")
    assert "SYR-0049" in html_of(page)
    assert len(told(page)["part_table_grid"]["rows"]) == 25
    assert "text=Raqqa" in html_of(page)
    assert page.session_state["filter_text"] == ""


def test_without_its_database_the_last_answer_stays_and_says_so_and_a_new_reader_is_told_why(
    folder, monkeypatch, tmp_path
):
    moved = shutil.copytree(folder, tmp_path / "kept")
    monkeypatch.setenv(IN_MEMORY, "1")
    monkeypatch.setenv(DIRECTORY, str(moved))
    monkeypatch.setattr("incidents.widgets.large.asked_record._EVERY", 0.0)
    page = a_page(governorate="SY09", lang="en")
    before = told(page)["part_key_figures"]
    shutil.rmtree(moved)
    page.session_state["filter_governorate"] = ["SY04"]
    settled(page.run())
    assert told(page)["part_key_figures"] == before
    assert "You see what was answered last" in html_of(page)
    assert page.session_state["filter_governorate"] == ["SY04"]  # what is asked next
    fresh = settled(AppTest.from_file(APP, default_timeout=120).run())
    assert "The record cannot be shown" in html_of(fresh)


def test_in_postgresql_the_screen_is_the_same_and_a_refusal_says_nothing_of_the_address(
    in_memory, postgres, monkeypatch
):
    address = postgres.database()
    publish(load_record(), home_of(address), force=False)
    monkeypatch.setenv(IN_MEMORY, "1")
    monkeypatch.setenv(DIRECTORY, address)
    page = a_page(**ASKED)
    ours, theirs = told(page), told(in_memory)
    assert ours["part_key_figures"]["figures"] == theirs["part_key_figures"]["figures"]
    assert ours["part_time_dock"]["bars"] == theirs["part_time_dock"]["bars"]
    assert ours["part_card_head"] == theirs["part_card_head"]
    postgres.run(home_of(address).name, "DROP TABLE incidents.worked_out CASCADE")
    page.session_state["filter_governorate"] = ["SY04"]
    settled(page.run())
    assert "You see what was answered last" in html_of(page)
    assert told(page)["part_key_figures"] == ours["part_key_figures"]
    assert not any(part in html_of(page) for part in (PASSWORD, "s3cret", "editor:"))
