"""Readers of a record in a database keep the last good one: when an edit breaks it, and without it."""

import pytest
from streamlit.testing.v1 import AppTest

from incidents.__main__ import main
from incidents.record.storage import home_of
from incidents.selection.selection import select
from incidents.selection.summaries import key_figures
from incidents.widgets.watched_record import WatchedRecord
from tests.conftest import AR, EN, a_claim, a_folder, an_incident
from tests.databases import private_server

LONG = 300  # seconds that a slow machine may take


@pytest.fixture(scope="module")
def address(postgres) -> str:
    """Return the address of a database with one incident in which one person was killed."""
    address = postgres.database()
    assert main(["publish-to", address, "--data", str(a_folder([an_incident(1)], [a_claim(1, value=1)]))]) == 0
    return address


@pytest.fixture
def watched(address):
    watched = WatchedRecord(home_of(address)).begin()
    yield watched
    watched.leave()


def held(watched):
    """Wait until what is written now has been read."""
    assert watched.has_answered(watched.ask(), LONG)
    return watched.held


def test_an_edit_in_any_program_is_the_next_version_and_a_broken_one_is_told(watched, postgres, address):
    first, name = held(watched), home_of(address).name
    assert first.problems == ()
    postgres.run(name, "UPDATE incidents.claims SET value = 7")
    second = held(watched)
    assert [key_figures(select(now.record)).killed.low for now in (first, second)] == [1, 7]
    postgres.run(name, "UPDATE incidents.incidents SET date_end = '2025-05-01'")
    third = held(watched)
    assert third.record is second.record
    assert not third.is_lost
    assert [(problem.file, problem.row, problem.column) for problem in third.problems] == [("incidents", 1, "date_end")]
    postgres.run(name, "UPDATE incidents.incidents SET date_end = '2025-05-17'; UPDATE incidents.claims SET value = 1")
    assert held(watched).problems == ()


@pytest.mark.always
def test_without_its_database_the_last_good_record_stays_and_readers_are_told(postgres):
    with private_server() as server:
        address = server.database()
        assert main(["publish-to", address, "--data", str(a_folder())]) == 0
        watched = WatchedRecord(home_of(address)).begin()
        good = held(watched).record
        server.stop()
        lost = held(watched)
        assert (lost.record is good, lost.is_lost) == (True, True)
        assert [str(problem) for problem in lost.problems] == [
            f"{home_of(address).name}: The database cannot be reached: nobody answers at its address."
        ]
        for lang in (EN, AR):
            page = AppTest.from_function(_notice, args=(lost, lang)).run()
            assert lang.say("The page shows the record anew as soon as its database answers.") in page.html[0].value
            assert "s3cret" not in page.html[0].value
        server.start()
        found = held(watched)
        watched.leave()
        assert (found.record is good, found.problems, found.is_lost) == (True, (), False)


def _notice(held, lang):
    from incidents.widgets.shared_record import show_edit

    show_edit(held.record, held, lang)


def test_a_file_of_duckdb_that_is_written_anew_is_the_next_version(tmp_path):
    file = str(tmp_path / "record.duckdb")
    assert main(["publish-to", file, "--data", str(a_folder([an_incident(1)]))]) == 0
    watched = WatchedRecord(home_of(file)).begin()
    assert len(held(watched).record) == 1
    assert main(["publish-to", file, "--force", "--data", str(a_folder([an_incident(1), an_incident(2)]))]) == 0
    assert len(held(watched).record) == 2
    watched.leave()


def test_a_record_too_large_for_memory_is_not_read_and_the_page_says_why(address, monkeypatch):
    monkeypatch.setattr("incidents.record.storage.databases.reading.MOST_IN_MEMORY", 0)
    watched = WatchedRecord(home_of(address)).begin()
    found = held(watched)
    watched.leave()
    assert (found.record, found.is_lost) == (None, True)
    page = AppTest.from_function(_refusal, args=(found, EN)).run().html[0].value
    assert "The record cannot be shown." in page
    assert "more than the 0 that are held in memory" in page


def _refusal(held, lang):
    from incidents.widgets.shared_record import _show_problems

    _show_problems(held, lang)
