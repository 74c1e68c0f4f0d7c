"""What answers a question to a large record is taken into memory, in parts or whole, and leaves as from a small one."""

import io
from dataclasses import replace
from datetime import date
from itertools import cycle

import geopandas as gpd
import pytest

from incidents.__main__ import main
from incidents.briefing.compose import compose_briefing
from incidents.exchange.formats import EXPORTS
from incidents.exchange.streamed import STREAMED, InParts
from incidents.record.contract import TALLIES
from incidents.record.record import Record
from incidents.selection.large.opening import large_record
from incidents.selection.large.sums import key_figures
from incidents.selection.large.taken import TooManyError, in_parts, taken, taken_with_before
from incidents.selection.question import Near, Question
from incidents.selection.selection import select
from tests.conftest import LANGS

pytest.importorskip("duckdb", reason="the package duckdb is not installed")
pytest.importorskip("ibis", reason="the package ibis-framework is not installed")
ASKED = [
    Question(date_from=date(2025, 6, 1)),
    Question(governorate=("SY09",), contested=True),
    Question(tactic=("nothing-of-this-name",)),
]
SPRING = Question(date_from=date(2025, 3, 1), date_to=date(2025, 5, 31))


@pytest.fixture(scope="module")
def folder(in_parquet):
    return in_parquet


@pytest.fixture(scope="module")
def parts_of(folder):
    """Return what is asked, what is counted of it, and the parts in which it is taken, once for all files."""
    with large_record(folder) as large:
        sizes = (70, 20, 20)
        return [
            (question, key_figures(large, question), list(in_parts(large, question, size)))
            for question, size in zip(ASKED, sizes, strict=True)
        ]


@pytest.fixture
def is_large(folder, monkeypatch):
    """Let commands find the record too large for memory, and hold no more than forty incidents of it at once."""
    monkeypatch.setattr("incidents.record.storage.databases.reading.MOST_IN_MEMORY", 100)
    monkeypatch.setattr("incidents.selection.large.taken.MOST_TAKEN", 40)
    monkeypatch.setattr("incidents.selection.large.taken.PART", 40)
    return ["--data", str(folder)]


@pytest.mark.parametrize("code", STREAMED)
def test_a_file_made_part_by_part_is_the_file_of_a_record_in_memory(parts_of, record, code):
    assert len(parts_of[0][-1]) > 2
    for (question, figures, parts), lang in zip(parts_of, (*LANGS, LANGS[0]), strict=True):
        made = b"".join(STREAMED[code](InParts(figures, iter(parts)), lang))
        whole = EXPORTS[code].make(select(record, question), lang).content
        if code == "parquet":
            made, whole = (gpd.read_parquet(io.BytesIO(content)) for content in (made, whole))
            assert made.equals(whole)
            assert made.crs == whole.crs
        elif code == "claims-csv":  # which stand with their incidents
            assert sorted(made.splitlines()) == sorted(whole.splitlines())
        else:
            assert made == whole


def test_no_more_incidents_are_held_than_a_part_has(folder, record):
    with large_record(folder) as large:
        parts = [len(part.record) for part in in_parts(large, Question(), 50)]
    assert max(parts) == 50
    assert sum(parts) == len(record)


def test_what_is_taken_is_what_memory_selects_and_more_than_the_limit_is_refused(folder, record):
    question = replace(SPRING, governorate=("SY09", "SY07"))
    ids = select(record, question).incidents["incident_id"].tolist()
    with large_record(folder) as large:
        assert taken(large, question, len(ids)).incidents["incident_id"].tolist() == ids
        with pytest.raises(TooManyError) as too_many:
            taken(large, question, len(ids) - 1)
        assert (too_many.value.count, too_many.value.most) == (len(ids), len(ids) - 1)
        with pytest.raises(TooManyError):  # those of the period before are held as well
            taken_with_before(large, question, len(ids))


def without_tallies(record: Record) -> Record:
    """Return the record without what others counted, with which only all of a record can be compared."""
    tables = record.tables

    class Without:
        def __getattr__(self, name):
            return getattr(tables, name)

        def read(self, table):
            return tables.read(table).iloc[:0] if table == TALLIES else tables.read(table)

    return replace(record, tables=Without())


BRIEFED = [SPRING, replace(SPRING, near=Near("raqqa", 60)), Question(kind=("detention",))]


@pytest.fixture(scope="module")
def of_no_tallies(record) -> Record:
    return without_tallies(record)


@pytest.mark.parametrize(("question", "lang"), [*zip(BRIEFED, cycle(LANGS), strict=False)])
def test_a_briefing_says_what_it_says_of_a_record_in_memory(folder, of_no_tallies, question, lang):
    with large_record(folder) as large:
        there = taken_with_before(large, question)
    made, whole = (
        compose_briefing(selection, None, lang, "", date(2026, 11, 1))
        for selection in (there, select(of_no_tallies, question))
    )
    assert len(made.table.listed) > 3
    assert replace(made, map=whole.map) == whole
    for part in ("bounds", "pins", "notes", "alt"):
        assert getattr(made.map, part) == getattr(whole.map, part)


def test_the_shell_writes_any_number_part_by_part_and_says_where_all_would_have_to_be_held(
    is_large, record, tmp_path, capsys
):
    asked, found = ["--from", "2025-03-01", "--to", "2025-05-31"], select(record, SPRING)
    there = tmp_path / "there.geojson"
    assert main(["export", *asked, "--format", "geojson", "--out", str(there), *is_large]) == 0
    assert len(found) > 40
    assert there.read_bytes() == EXPORTS["geojson"].make(found, LANGS[0]).content
    capsys.readouterr()
    with pytest.raises(SystemExit):
        main(["export", *asked, "--format", "xlsx", "--out", str(tmp_path / "all.xlsx"), *is_large])
    said = capsys.readouterr().err
    assert "more than the 40 that this holds at once" in said
    assert "Incidents (CSV)" in said
    assert not (tmp_path / "all.xlsx").exists()
    with pytest.raises(SystemExit):
        main(["brief", *asked, "--lang", "ar", "--out", str(tmp_path / "all.pdf"), *is_large])
    assert "40" in capsys.readouterr().err


def test_the_shell_briefs_exports_and_lists_what_is_small_enough_of_a_large_record(is_large, tmp_path, capsys):
    asked = ["--governorate", "SY07", "--kind", "attack"]
    for command, ending in (("brief", "map-svg"), ("export", "xlsx"), ("export", "acled")):
        out = tmp_path / f"made.{ending}"
        assert main([command, *asked, "--format", ending, "--out", str(out), *is_large]) == 0
        assert out.stat().st_size > 500
    capsys.readouterr()
    printed = []
    for form in ("table", "csv"):
        for where in ([], is_large):
            assert main(["list", *asked, "--format", form, *where]) == 0
            printed.append(capsys.readouterr().out)
    assert printed[0] == printed[1]
    assert printed[2] == printed[3]


@pytest.mark.parametrize("form", ["text", "json"])
def test_the_shell_prints_the_dossier_of_a_large_record(is_large, capsys, form):
    printed = []
    for where in ([], is_large):
        assert main(["dossier", "actor", "islamic-state", "--from", "2025-03-01", "--format", form, *where]) == 0
        printed.append(capsys.readouterr().out)
    assert printed[0] == printed[1]
    with pytest.raises(SystemExit):
        main(["dossier", "actor", "nobody-of-this-name", *is_large])
    assert "nobody-of-this-name" in capsys.readouterr().err
