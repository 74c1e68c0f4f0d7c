"""A large record, asked where it is kept, answers as memory does: counts, sums, months, points, pages, claims."""

import random

import pyarrow.parquet as pq
import pytest

from incidents.__main__ import main
from incidents.exchange.databases import publish, publish_file
from incidents.record.record import load_record
from incidents.record.storage import home_of
from incidents.record.storage.databases import asked_tables, parquet_folder
from incidents.record.storage.databases.reading import is_asked_folder
from incidents.selection.filters import FILTERS
from incidents.selection.large.conditions import ALONE, NOT_ANSWERED
from incidents.selection.large.questions import large_record
from incidents.selection.large.worked_out import CODES, SETS, WORKED_OUT, worked_out
from incidents.selection.question import Near, Question
from tests.benchmarks.large_records import a_question, as_parquet, differences
from tests.benchmarks.ucdp_shaped import build_ucdp_shaped
from tests.conftest import times

pytest.importorskip("duckdb", reason="the package duckdb is not installed")
pytest.importorskip("ibis", reason="the package ibis-framework is not installed")
CHOSEN = [
    Question(),
    Question(governorate=("SY09", "not-stated"), district=("SY0902",), is_role=("not-stated",)),
    Question(near=Near("raqqa", 30), killed=("unknown", "10+"), contested=True),
]


@pytest.fixture(scope="module", params=["Parquet", "DuckDB", "PostgreSQL"])
def home(request, record, tmp_path_factory):
    """Return where the shipped record is kept."""
    folder = tmp_path_factory.mktemp("asked")
    if request.param == "Parquet":
        return as_parquet(record, folder)
    if request.param == "DuckDB":
        publish_file(record, folder / "record.duckdb")
        return folder / "record.duckdb"
    database = home_of(request.getfixturevalue("postgres").database())
    publish(record, database, force=False)
    return database


def test_it_answers_as_memory_does(home, record):
    chance = random.Random(20241104)  # noqa: S311 - a trial
    questions = [*CHOSEN, *(a_question(record, chance) for _ in range(times(3, quick=1)))]
    with large_record(home) as large:
        for question in questions:
            assert differences(record, large, question, chance) == []


def test_what_only_memory_can_answer_is_said(record, tmp_path):
    with (
        large_record(as_parquet(record, tmp_path)) as large,
        pytest.raises(ValueError, match="text"),
    ):
        large.key_figures(Question(text="Raqqa"))


def test_what_is_made_at_random_for_large_trials_follows_the_rules_of_a_record(tmp_path):
    folder = build_ucdp_shaped(tmp_path / "made", 400)
    with parquet_folder(folder) as engine:
        ruled = worked_out(load_record(asked_tables(engine, "made")))
    free = {"number", "whereabouts", "place_rank_en", "place_rank_ar"}  # numbers that only have to tell apart
    made = pq.read_table(folder / f"{WORKED_OUT}.parquet")
    names = [name for name in made.column_names if name not in free]
    by_id = [table.select(names).sort_by("incident_id") for table in (made, ruled)]
    assert [name for name in names if by_id[0][name].to_pylist() != by_id[1][name].to_pylist()] == []


def test_the_shell_counts_a_record_that_is_too_large_for_memory_and_says_so_where_it_would_have_to_be_read(
    home, monkeypatch, capsys
):
    monkeypatch.setattr("incidents.commands.options.home_of", lambda _text: home)  # a test's home, as it was opened
    asked = ["count", "--by", "kind", "--by", "governorate", "--governorate", "SY09,SY04", "--from", "2025-03-01"]
    assert main(asked) == 0
    memory = capsys.readouterr().out
    monkeypatch.setattr("incidents.record.storage.databases.reading.MOST_IN_MEMORY", 100)
    assert main([*asked, "--data", "home"]) == 0
    assert capsys.readouterr().out == memory
    with pytest.raises(SystemExit):
        main(["count", "--text", "Raqqa", "--data", "home"])
    assert "but not searched for words" in capsys.readouterr().err
    if not is_asked_folder(home):
        with pytest.raises(SystemExit):
            main(["list", "--data", "home"])
        assert "more than the 100 that are held in memory" in capsys.readouterr().out


def test_every_filter_of_the_page_can_be_asked_of_a_large_record_but_the_search():
    asked = {*SETS, *CODES, *ALONE, *NOT_ANSWERED}
    assert asked == set(FILTERS)
