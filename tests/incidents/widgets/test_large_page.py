"""A record that is larger than memory: the same first screen, made of what its database answers."""

import json
import re
import shutil
from typing import Any

import pyarrow.parquet as pq
import pytest
from streamlit.testing.v1 import AppTest

from incidents.exchange.databases import publish
from incidents.exchange.formats import EXPORTS
from incidents.exchange.streamed import STREAMED
from incidents.language import language
from incidents.phrases.large import too_many_in_words
from incidents.record.storage import home_of
from incidents.record.storage.databases.reading import IN_MEMORY
from incidents.selection.large.found_by import DOCUMENT
from incidents.selection.large.worked_out import WORKED_OUT
from incidents.selection.question import Question
from incidents.selection.selection import select
from incidents.widgets.first_map import first_map
from incidents.widgets.large.asked_record import AskedRecord
from incidents.widgets.large.briefing import whole_file
from incidents.widgets.shared_record import DIRECTORY
from tests.app_page import a_page, html_of, settled
from tests.conftest import APP, EN, shipped_record
from tests.databases import PASSWORD

pytest.importorskip("duckdb", reason="the package duckdb is not installed")
pytest.importorskip("ibis", reason="the package ibis-framework is not installed")

TABLE = re.compile('<table class="comparison.*?</table>', re.DOTALL)
ASKED = {"governorate": "SY09", "from": "2025-03-01", "to": "2025-08-31", "incident": "SYR-0049", "lang": "en"}


@pytest.fixture(scope="module")
def folder(in_parquet):
    """Return the shipped record as a folder of Parquet that can be asked."""
    return in_parquet


@pytest.fixture
def is_large(folder, monkeypatch):
    """Let every record count as larger than memory."""
    monkeypatch.setenv(IN_MEMORY, "1")
    monkeypatch.setenv(DIRECTORY, str(folder))
    return folder


def told_to(part: Any) -> dict:
    """Return what a part is told, whichever way Streamlit passes it on."""
    return json.loads(part.json or part.bytes)["told"]


def told(page: AppTest) -> dict[str, dict]:
    """Return what the parts of the screen are told, by the names of their modules."""
    parts = (element.proto for element in page.get("bidi_component"))
    return {part.component_name: told_to(part) for part in parts}


def told_of(page: AppTest, name: str) -> list[dict]:
    """Return what all parts of a module are told, in their order on the screen."""
    parts = (element.proto for element in page.get("bidi_component"))
    return [told_to(part) for part in parts if part.component_name == name]


def options(page: AppTest, key: str) -> list[str]:
    row = next(row for row in page.get("button_group") if row.key == key)
    return [option.content for option in row.proto.options]


@pytest.fixture(scope="module")
def in_memory():
    return a_page(**ASKED)


@pytest.fixture(scope="module")
def where_kept(folder):
    """Return the page of a record that counts as larger than memory."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv(IN_MEMORY, "1")
        environment.setenv(DIRECTORY, str(folder))
        return a_page(**ASKED)


def test_the_parts_of_the_screen_are_told_what_memory_tells_them(in_memory, where_kept):
    page = where_kept
    here, there = told(page), told(in_memory)
    assert "more than the 1 held in memory" in html_of(page)
    for part in ("part_time_dock", "part_key_figures", "part_rankings", "part_incident_list"):
        ours, theirs = here[part], there[part]
        words = ("notes", "coverage", "words", "rows", "tabs", "key")  # what only memory knows
        assert {name: told for name, told in ours.items() if name not in words} == {
            name: told for name, told in theirs.items() if name in ours and name not in words
        } | ({"list": ours["list"]} if "list" in ours else {}), part
    assert here["part_card_head"] == there["part_card_head"]
    assert {**here["part_incident_list"]["list"], "key": ""} == {**there["part_incident_list"]["list"], "key": ""}
    for key in ("filter_governorate", "filter_precision", "period"):
        assert options(page, key) == options(in_memory, key)


def test_the_marks_of_the_map_add_up_to_what_memory_draws(in_memory, where_kept):
    ours, theirs = told(where_kept)["part_map_part"], told(in_memory)["part_map_part"]
    count = ours["fields"].index("count")
    for drawn in ("marks", "areas"):
        assert sum(row[count] for row in ours[drawn]) == sum(row[count] for row in theirs[drawn])
    assert ours["legend"]["kinds"] == theirs["legend"]["kinds"]
    assert ours["words"]["summary"] == theirs["words"]["summary"]


def test_a_link_opens_an_incident_and_the_table_in_arabic_and_its_words_are_searched(is_large):
    page = a_page(incident="SYR-0049", drawer="table", order="most-killed", text="Raqqa", lang="ar")
    assert "SYR-0049" in html_of(page)
    found = select(shipped_record(), Question(text="Raqqa"))
    assert told(page)["part_incident_list"]["list"]["total"] == len(found) < len(found.record)
    assert len(told(page)["part_table_grid"]["rows"]) == min(25, len(found))
    assert page.session_state["filter_text"] == "Raqqa"


def test_words_of_a_link_are_named_where_the_database_was_written_without_what_a_search_looks_up(
    is_large, tmp_path, monkeypatch
):
    older = tmp_path / "older"
    shutil.copytree(is_large, older)
    asked = older / f"{WORKED_OUT}.parquet"
    pq.write_table(pq.read_table(asked).drop_columns([DOCUMENT]), asked)
    monkeypatch.setenv(DIRECTORY, str(older))
    page = a_page(text="Raqqa", lang="ar")
    assert "text=Raqqa" in html_of(page)
    assert page.session_state["filter_text"] == ""


def test_no_map_is_told_before_the_page_whose_database_is_asked_each_time(is_large):
    assert first_map({}, None) is None


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
    publish(shipped_record(), home_of(address), force=False)
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


def test_a_dossier_is_that_of_memory_and_is_closed_by_another_question(is_large, monkeypatch):
    asked = {"dossier": "actor:islamic-state", "actor": "islamic-state", "lang": "ar"}
    page = a_page(**asked)
    there = told_of(page, "part_dossier")
    with monkeypatch.context() as of_memory:
        of_memory.delenv(IN_MEMORY)
        of_memory.delenv(DIRECTORY)
        here = told_of(a_page(**asked), "part_dossier")
    assert there == here
    assert len(there) == 2
    page.session_state["filter_actor"] = ["sdf"]
    assert told_of(settled(page.run()), "part_dossier") == []


@pytest.mark.parametrize("compare", ["SY09,SY04", "2025-01-01..2025-06-30,2025-07-01..2025-12-31", ""])
def test_a_comparison_is_that_of_memory(is_large, monkeypatch, compare):
    asked = {"view": "comparison", "lang": "en", "kind": "attack", "compare": compare}
    asked |= {"from": "2025-07-01", "to": "2025-12-31"} if not compare.startswith("2025") else {}
    there = html_of(a_page(**asked))
    monkeypatch.delenv(IN_MEMORY)
    monkeypatch.delenv(DIRECTORY)
    here = html_of(a_page(**asked))
    tables = [TABLE.search(drawn) for drawn in (there, here)]
    assert tables[0] is not None
    assert tables[1] is not None
    assert tables[0][0] == tables[1][0]


def offered(page: AppTest) -> set[str]:
    return {button.key for button in page.get("download_button")}


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_what_is_small_enough_is_briefed_and_of_more_the_files_that_are_made_part_by_part(is_large, monkeypatch, lang):
    asked = {"view": "briefing", "governorate": "SY09", "from": "2025-03-01", "to": "2025-04-30", "lang": lang}
    whole = a_page(**asked)
    assert {"print_pdf", "print_pptx", "export_xlsx", "export_csv"} <= offered(whole)
    monkeypatch.setattr("incidents.selection.large.taken.MOST_TAKEN", 5)
    page = a_page(**asked | {"kind": "attack"})
    assert offered(page) == {f"export_{code}" for code in STREAMED}
    assert too_many_in_words(12, 5, language(lang)).split("12")[-1] in html_of(page)
    assert "python -m incidents export --format csv --link" in html_of(page)
    monkeypatch.setattr("incidents.widgets.large.briefing.MOST_SENT", 6)
    assert offered(a_page(**asked | {"kind": "attack", "governorate": "SY09,SY07"})) == set()


def test_a_file_that_the_page_hands_out_is_the_export(is_large):
    asked, question = AskedRecord(is_large, 60), Question(governorate=("SY09",))
    with asked.asking() as asking:
        assert asking.frame.version
    made = whole_file(asked, question, "csv", EN)
    assert made == EXPORTS["csv"].make(select(shipped_record(), question), EN).content


def test_about_is_told_and_a_chapter_that_there_is_not_at_this_size_gives_way_to_the_first(is_large):
    page = a_page(view="about", chapter="new", lang="en")
    assert "part_map_part" not in told(page)
    assert "<h2>Guide</h2>" in html_of(page)
