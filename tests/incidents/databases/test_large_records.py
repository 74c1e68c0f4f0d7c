"""A large record, asked where it is kept, answers as memory does: counts, sums, months, points, pages, claims."""

import random
import shutil
from contextlib import redirect_stdout
from datetime import date
from io import StringIO
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from incidents.__main__ import main
from incidents.checks import read_sound
from incidents.record.record import load_record
from incidents.record.schema import KINDS
from incidents.record.storage import DatabaseError, is_larger_than_memory
from incidents.record.storage.databases import asked_tables, opened, parquet_folder
from incidents.record.storage.databases.engines import TOO_LONG
from incidents.record.storage.databases.reading import IN_MEMORY
from incidents.selection.filters import FILTERS
from incidents.selection.large.conditions import ALONE
from incidents.selection.large.found_by import DOCUMENT
from incidents.selection.large.marks import at_mark, cells
from incidents.selection.large.opening import large_record
from incidents.selection.large.sums import sums
from incidents.selection.large.worked_out import CODES, SETS, WORKED_OUT, worked_out
from incidents.selection.question import Near, Question
from incidents.selection.selection import select
from incidents.views.map_points.of_cells import merged_cells, step_at
from tests.benchmarks.large_records import asked_of_memory, differences
from tests.benchmarks.ucdp_shaped import build_ucdp_shaped
from tests.conftest import EN

pytest.importorskip("duckdb", reason="the package duckdb is not installed")
pytest.importorskip("ibis", reason="the package ibis-framework is not installed")
CHOSEN = [
    Question(),
    Question(governorate=("SY09", "not-stated"), district=("SY0902",), is_role=("not-stated",)),
    Question(date_from=date(2025, 2, 1), date_to=date(2025, 9, 30), min_origins=2, bounds=(33.5, 38.0, 36.0, 41.5)),
    Question(near=Near("raqqa", 30), killed=("unknown", "10+"), contested=True),
]


@pytest.fixture(scope="package")  # as where it is kept: memory is asked once
def asked(record):
    """Return questions, and what memory answers to them."""
    chance = random.Random(20241104)  # noqa: S311 - a trial
    return list(asked_of_memory(record, CHOSEN, chance))


@pytest.mark.always
def test_it_answers_as_memory_does(home, asked, part_for):
    with large_record(home) as large:
        for each in part_for(asked):
            assert differences(large, each) == []


TEXTS = [
    *(
        "Raqqa",
        "Deraa",
        "raids Deir ez-Zor city",
        "al-Hol camp",
        "الرقة",
        "بداعش",
        "Hasekê",
        "SOHR",
        "ISIS cells",
        "Raqa",
    ),
    *("SYR-49", "syr0049 and SYR-٠٠٥٠", "SYR-9999", "#49", "17 May 2025", "May", "أيار 2025", "2025 attack", "16 May"),
    *("himself", "nothingofthiskind", "of the", "country Syria", "Tartus", "police station Damascus", "ديرالزور"),
]


@pytest.fixture(scope="package")
def found_in_memory(record):
    """Return what texts find in all of the record, and some of them in a part of it."""
    questions = [Question(text=text) for text in TEXTS]
    questions += [Question(text=text, governorate=("SY09", "SY07")) for text in TEXTS[::4]]
    return {question: select(record, question).incidents["incident_id"].tolist() for question in questions}


def test_words_names_dates_and_ids_find_in_a_large_record_what_they_find_in_memory(home, found_in_memory, part_for):
    with large_record(home) as large:
        for question, due in part_for([*found_in_memory.items()]):
            assert list(map(str, large.page(question, "earliest", EN, 0, 1_000))) == due, question
    assert sum(bool(due) for question, due in found_in_memory.items() if not question.governorate) > 15


def test_a_database_without_what_a_search_looks_up_says_that_it_cannot_be_searched(
    in_parquet, tmp_path, monkeypatch, capsys
):
    folder = Path(shutil.copytree(in_parquet, tmp_path / "older"))
    unsearched = pq.read_table(folder / f"{WORKED_OUT}.parquet").drop_columns([DOCUMENT])
    pq.write_table(unsearched, folder / f"{WORKED_OUT}.parquet")
    with large_record(folder) as large, pytest.raises(ValueError, match="searched"):
        sums(large, Question(text="Raqqa"))
    monkeypatch.setattr("incidents.record.storage.databases.reading.MOST_IN_MEMORY", 100)
    with pytest.raises(SystemExit):
        main(["count", "--text", "Raqqa", "--data", str(folder)])
    assert "but not searched for words" in capsys.readouterr().err


def test_what_is_made_at_random_for_large_trials_follows_the_rules_of_a_record(tmp_path, monkeypatch):
    monkeypatch.setattr("tests.benchmarks.ucdp_shaped.SPOTS", 1_000)
    folder = build_ucdp_shaped(tmp_path / "made", 400)
    with parquet_folder(folder) as engine:
        ruled = worked_out(load_record(asked_tables(engine, "made")))
    free = {"number", "whereabouts", "place_rank_en", "place_rank_ar"}  # numbers that only have to tell apart
    made = pq.read_table(folder / f"{WORKED_OUT}.parquet")
    names = [name for name in made.column_names if name not in free]
    by_id = [table.select(names).sort_by("incident_id") for table in (made, ruled)]
    assert [name for name in names if by_id[0][name].to_pylist() != by_id[1][name].to_pylist()] == []


COUNT = [
    *("count", "--by", "kind", "--by", "governorate", "--governorate", "SY09,SY04"),
    *("--from", "2025-03-01", "--text", "raids"),
]


@pytest.fixture(scope="package")
def counted_in_memory() -> str:
    """Return what the shell counts in memory, once for all homes."""
    with redirect_stdout(StringIO()) as told:
        assert main(COUNT) == 0
    return told.getvalue()


def test_the_shell_counts_a_record_that_is_too_large_for_memory_and_says_so_where_it_would_have_to_be_read(
    home, counted_in_memory, monkeypatch, capsys
):
    monkeypatch.setattr("incidents.commands.options.home_of", lambda _text: home)  # a test's home, as it was opened
    monkeypatch.setattr("incidents.record.storage.databases.reading.MOST_IN_MEMORY", 100)
    assert main([*COUNT, "--data", "home"]) == 0
    assert capsys.readouterr().out == counted_in_memory
    with pytest.raises(SystemExit):
        main(["diff", "2026.11.26", "--data", "home"])
    assert "more than the 100 that are held in memory" in capsys.readouterr().out


def test_every_filter_of_the_page_can_be_asked_of_a_large_record():
    asked = {*SETS, *CODES, *ALONE}
    assert asked == set(FILTERS)


def test_a_mark_lists_what_it_counts_and_all_that_is_placed_is_drawn(home, record):
    question, kinds = Question(governorate=("SY09", "SY07")), list(record.schema.codes(KINDS))
    with large_record(home) as large:
        found = cells(large, question, step_at(8.0))
        drawn = merged_cells(found, kinds, most=20, zoom=8.0, largest=100.0)
        fewest = merged_cells(found, kinds, most=1, zoom=8.0, largest=100.0)  # which is fewer than can be joined
        counted = [at_mark(large, question, joins, 0, 5) for joins in drawn["joins"]]
    assert len(drawn) <= 20
    assert fewest["incidents"].sum() == drawn["incidents"].sum()
    placed = select(record, question).incidents["latitude"].notna().sum()
    assert drawn["incidents"].sum() == placed == sum(count for _numbers, count in counted)
    assert [count for _numbers, count in counted] == drawn["incidents"].tolist()
    assert [numbers[0] for numbers, _count in counted] == drawn["newest"].tolist()


def test_what_takes_longer_than_the_page_waits_is_given_up_and_nothing_of_the_address_is_said(home):
    slow = "pg_sleep(60)" if not isinstance(home, Path) else "count(*) FROM range(1000000000000) AS r(n), range(99)"
    with pytest.raises(DatabaseError) as given_up, opened(home, 0.05) as engine:
        engine.rows(f"SELECT {slow}")
    assert given_up.value.sentence == TOO_LONG
    assert not given_up.value.details


def test_the_size_from_which_on_a_record_is_asked_can_be_stated(home, monkeypatch):
    assert not is_larger_than_memory(home)
    monkeypatch.setenv(IN_MEMORY, "100")
    assert is_larger_than_memory(home)
    problems = read_sound(home)
    assert "more than the 100 that are held in memory" in problems[0].message(EN)


def test_a_database_of_an_older_version_says_how_it_is_written_anew(in_parquet, tmp_path):
    folder = Path(shutil.copytree(in_parquet, tmp_path / "older"))
    older = pq.read_table(folder / f"{WORKED_OUT}.parquet").drop_columns(["date_precision"])
    pq.write_table(older, folder / f"{WORKED_OUT}.parquet")
    with pytest.raises(DatabaseError, match="--force"), large_record(folder):
        pass
