"""What rose and what fell in a large record, and how complete it is, are what memory says of it."""

import random
from contextlib import redirect_stdout
from dataclasses import asdict
from datetime import date
from io import StringIO

import pandas as pd
import pytest

from incidents.__main__ import main
from incidents.selection.change_periods import change_periods
from incidents.selection.changes import DIMENSIONS, TOGETHER, changes
from incidents.selection.completeness import tallies
from incidents.selection.large import changed, told_by_claims
from incidents.selection.large.opening import large_record
from incidents.selection.large.whole import frame_in_full
from incidents.selection.question import Near, Question
from incidents.selection.reporting import reporting
from incidents.selection.selection import select
from incidents.selection.summaries import coverage_by_month
from tests.benchmarks.large_records import a_question

pytest.importorskip("duckdb", reason="the package duckdb is not installed")
pytest.importorskip("ibis", reason="the package ibis-framework is not installed")
SPRING = Question(date_from=date(2025, 3, 1), date_to=date(2025, 5, 31))
CHOSEN = [Question(), SPRING, Question(near=Near("raqqa", 30)), Question(tactic=("nothing-of-this-name",))]


BEFORE = date(2024, 12, 8), date(2025, 1, 31)


def told(of):
    return repr(asdict(of))  # NaN, of no incidents, is equal to itself


@pytest.fixture(scope="package")  # as where it is kept: memory is asked once
def in_memory(record):
    """Return questions with their periods, and what memory says: how they are told of, and what changed by what."""
    chance = random.Random(20250517)  # noqa: S311 - a trial
    questions = [*CHOSEN, *(a_question(record, chance) for _ in range(1))]
    said, names = [], [(name,) for name in DIMENSIONS]
    for number, question in enumerate(questions):
        against = BEFORE if number % 2 else None
        selection, periods = select(record, question), change_periods(record, question, against)
        by = {each: changes(selection, each, against) for each in (*names[number % 2 :: 2], TOGETHER)}
        said.append((question, against, periods, reporting(selection, periods), by))
    return said


@pytest.fixture(scope="package")  # as where it is kept: what it holds of what others counted is asked for once
def large(home):
    with large_record(home) as large:
        yield large


def test_what_changed_is_what_memory_says(large, in_memory, part_for):
    for question, against, periods, due_told, by in part_for(in_memory):
        assert told(changed.reporting(large, question, periods)) == told(due_told), question
        for names, due in by.items():
            found = changed.changes(large, question, names, against)
            pd.testing.assert_frame_equal(found.rows, due.rows, check_dtype=False)
            assert {**vars(found), "rows": 0, "told": 0} == {**vars(due), "rows": 0, "told": 0}, question


def test_what_others_counted_is_compared_with_all_of_a_large_record(large, record):
    assert tallies(frame_in_full(large)) == tallies(record)
    assert len(tallies(record)) > 50


def test_coverage_counts_the_claims_of_memory(large, record):
    for question in (Question(), SPRING):
        due, found = coverage_by_month(select(record, question)), told_by_claims.coverage_by_month(large, question)
        pd.testing.assert_frame_equal(found, due, check_dtype=False)


ASKED = ["changes", "--by", "all", "--governorate", "SY09,SY04", "--from", "2025-03-01", "--to", "2025-05-31"]


@pytest.fixture(scope="package")
def told_in_memory() -> str:
    """Return what the shell tells in memory, once for all homes."""
    with redirect_stdout(StringIO()) as told:
        assert main(ASKED) == 0
    return told.getvalue()


def test_the_shell_tells_the_changes_of_a_large_record_as_of_one_in_memory(home, told_in_memory, monkeypatch, capsys):
    monkeypatch.setattr("incidents.commands.options.home_of", lambda _text: home)  # a test's home, as it was opened
    monkeypatch.setattr("incidents.record.storage.databases.reading.MOST_IN_MEMORY", 100)
    assert main([*ASKED, "--data", "home"]) == 0
    assert capsys.readouterr().out == told_in_memory
