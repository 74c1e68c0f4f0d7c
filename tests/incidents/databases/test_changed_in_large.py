"""What rose and what fell in a large record, and how complete it is, are what memory says of it."""

import random
from dataclasses import asdict
from datetime import date

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
from tests.conftest import times

pytest.importorskip("duckdb", reason="the package duckdb is not installed")
pytest.importorskip("ibis", reason="the package ibis-framework is not installed")
SPRING = Question(date_from=date(2025, 3, 1), date_to=date(2025, 5, 31))
CHOSEN = [Question(), SPRING, Question(near=Near("raqqa", 30)), Question(tactic=("nothing-of-this-name",))]


def told(of):
    return repr(asdict(of))  # NaN, of no incidents, is equal to itself


@pytest.fixture(scope="package")  # as where it is kept: memory is asked once
def in_memory(record):
    """Return questions with their periods, and what memory says: how they are told of, and what changed by what."""
    chance = random.Random(20250517)  # noqa: S311 - a trial
    questions = [*CHOSEN, *(a_question(record, chance) for _ in range(times(4, quick=1)))]
    said = []
    for question, against in zip(questions, [None, (date(2024, 12, 8), date(2025, 1, 31))] * 9, strict=False):
        selection, periods = select(record, question), change_periods(record, question, against)
        by = {names: changes(selection, names, against) for names in (*((name,) for name in DIMENSIONS), TOGETHER)}
        said.append((question, against, periods, reporting(selection, periods), by))
    return said


@pytest.fixture(scope="package")  # as where it is kept: what it holds of what others counted is asked for once
def large(home):
    with large_record(home) as large:
        yield large


def test_what_changed_is_what_memory_says(large, in_memory):
    for question, against, periods, due_told, by in in_memory:
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


def test_the_shell_tells_the_changes_of_a_large_record_as_of_one_in_memory(home, monkeypatch, capsys):
    monkeypatch.setattr("incidents.commands.options.home_of", lambda _text: home)  # a test's home, as it was opened
    asked = ["changes", "--by", "all", "--governorate", "SY09,SY04", "--from", "2025-03-01", "--to", "2025-05-31"]
    assert main(asked) == 0
    memory = capsys.readouterr().out
    monkeypatch.setattr("incidents.record.storage.databases.reading.MOST_IN_MEMORY", 100)
    assert main([*asked, "--data", "home"]) == 0
    assert capsys.readouterr().out == memory
