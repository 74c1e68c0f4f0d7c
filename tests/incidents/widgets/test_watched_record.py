"""While somebody edits, the last good record stays until the next good one is there, and nobody gets a mixture."""

import os
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from geodata.gazetteer import DATA as GAZETTEER
from incidents.record.record import Record
from incidents.selection.selection import select
from incidents.selection.summaries import key_figures
from incidents.widgets.watched_record import WatchedRecord
from tests.conftest import a_claim, a_folder, an_incident
from tests.reach import times

LONG = 300  # seconds that a slow machine may take
EDITS = times(50, quick=12)


def save(directory: Path, tables: Path) -> None:
    """Write tables over those of a folder, one file after the other, as an editor does."""
    for table in sorted(tables.iterdir()):
        (directory / table.name).write_bytes(table.read_bytes())


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture
def directory() -> Path:
    return a_folder(incidents=[an_incident(1)], claims=[a_claim(1, value=1)])


@pytest.fixture
def gazetteer(tmp_path: Path) -> Path:
    return Path(shutil.copytree(GAZETTEER, tmp_path / "gazetteer"))


@pytest.fixture
def watched(directory: Path, gazetteer: Path) -> Iterator[WatchedRecord]:
    watched = WatchedRecord(directory, gazetteer).begin()
    looked_at(watched)
    yield watched
    watched.leave()


def looked_at(watched: WatchedRecord) -> WatchedRecord:
    """Wait until everything that was written so far has been read."""
    assert watched.has_answered(watched.ask(), LONG)
    return watched


def record_of(watched: WatchedRecord) -> Record:
    record = looked_at(watched).held.record
    assert record is not None
    return record


def killed(record: Record) -> int | None:
    return key_figures(select(record)).killed.low


def test_the_next_good_version_takes_the_place_of_the_last_by_itself(watched, directory):
    first = record_of(watched)
    edit(directory / "claims.csv", "killed_total,1,", "killed_total,7,")
    assert killed(record_of(watched)) == 7
    assert killed(first) == 1, "whoever still shows the earlier version keeps it whole"
    assert watched.held.problems == ()


def test_a_broken_edit_leaves_the_last_good_record_and_names_what_is_wrong(watched, directory):
    good = record_of(watched)
    edit(directory / "incidents.csv", "armed-attack", "no-such-tactic")
    assert record_of(watched) is good
    assert [(problem.file, problem.row, problem.column) for problem in watched.held.problems] == [
        ("incidents.csv", 2, "tactic")
    ]
    edit(directory / "incidents.csv", "no-such-tactic", "ambush")
    assert record_of(watched).incidents["tactic"].tolist() == ["ambush"]
    assert watched.held.problems == ()


def test_an_edit_taken_back_is_the_same_record(watched, directory):
    good = record_of(watched)
    edit(directory / "claims.csv", "killed_total,1,", "killed_total,x,")
    assert looked_at(watched).held.problems
    edit(directory / "claims.csv", "killed_total,x,", "killed_total,1,")
    assert record_of(watched) is good, "what was worked out from it stays worked out"
    assert watched.held.problems == ()


def test_an_edit_that_keeps_size_and_time_is_seen(watched, directory):
    path = directory / "claims.csv"
    before = path.stat()
    edit(path, "killed_total,1,", "killed_total,8,")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert (path.stat().st_size, path.stat().st_mtime_ns) == (before.st_size, before.st_mtime_ns)
    assert killed(record_of(watched)) == 8


def test_a_new_place_of_the_gazetteer_comes_with_the_record(watched, directory, gazetteer):
    path = gazetteer / "gazetteer.csv"
    row = next(line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("deir-ez-zor,"))
    with path.open("a", encoding="utf-8") as file:
        file.write(row.replace("deir-ez-zor,Deir ez-Zor (city)", "a-new-place,A new place") + "\n")
    edit(directory / "incidents.csv", "deir-ez-zor", "a-new-place")
    record = record_of(watched)
    assert watched.held.problems == ()
    assert record.incidents["latitude"].notna().all()
    assert "a-new-place" in record.places.index


def test_an_edited_schema_comes_with_the_record(watched, directory):
    before = record_of(watched)
    edit(directory / "datapackage.json", '"version": "', '"version": "9-')
    record = record_of(watched)
    assert record.version.startswith("9-")
    assert record.stamp != before.stamp


def test_a_record_that_was_never_good_is_told_and_shown_as_soon_as_it_is(gazetteer):
    directory = a_folder(incidents=[an_incident(tactic="no-such-tactic")])
    watched = looked_at(WatchedRecord(directory, gazetteer).begin())
    assert watched.held.record is None
    assert watched.held.problems
    edit(directory / "incidents.csv", "no-such-tactic", "ambush")
    assert len(record_of(watched)) == 1
    watched.leave()


def test_whatever_stops_the_reading_is_a_problem_and_not_the_end_of_the_watch(watched, directory):
    good = record_of(watched)
    content = (directory / "datapackage.json").read_bytes()
    for nonsense in (b"", b"[]", b'{"resources": [{}]}', b"\x00\xff"):
        (directory / "datapackage.json").write_bytes(nonsense)
        assert record_of(watched) is good
        assert watched.held.problems
    (directory / "datapackage.json").write_bytes(content)
    assert record_of(watched) is good
    assert watched.held.problems == ()


def test_what_cannot_be_worked_out_ahead_does_not_end_the_watch(directory, gazetteer):
    tried = threading.Event()

    def fail(_record: Record) -> None:
        tried.set()
        raise MemoryError

    watched = looked_at(WatchedRecord(directory, gazetteer, fail).begin())
    assert tried.wait(LONG), "it works ahead where nobody asks"
    edit(directory / "incidents.csv", "armed-attack", "ambush")
    assert record_of(watched).incidents["tactic"].tolist() == ["ambush"]
    watched.leave()


def test_the_first_readers_of_a_record_do_not_wait_for_its_search(directory, gazetteer, monkeypatch):
    asked = threading.Event()

    def held(_record):
        asked.wait()

    monkeypatch.setattr("incidents.record.record.search_of", held)
    watched = WatchedRecord(directory, gazetteer).begin()
    try:
        assert watched.has_answered(watched.ask(), LONG)
        assert watched.held.record is not None
    finally:
        asked.set()
        watched.leave()


@pytest.mark.always
def test_fifty_edits_under_readers_give_no_mixture_no_gap_and_no_exception(watched, directory):
    """Version n is incident n with n killed, and its summary says so; every fifth edit breaks the tables."""
    versions = [
        a_folder(
            incidents=[
                an_incident(n, summary_en=f"Version {n}.", tactic="no-such-tactic" if n % 5 == 0 else "armed-attack")
            ],
            claims=[a_claim(n, value=n)],
        )
        for n in range(1, EDITS + 2)
    ]
    faults: list[str] = []
    seen: dict[str, str] = {}  # version by stamp
    shown, over = threading.Event(), threading.Event()

    def read() -> None:
        while not over.wait(0.2):  # a reader looks at what he was shown
            try:
                record = watched.held.record
                version = {
                    *record.incidents["incident_id"].str.removeprefix("SYR-").astype(int),
                    *record.incidents["summary_en"].str.strip("Version .").astype(int),
                    *record.claims["value"].astype(int),
                    *record.claims_of(record.incidents["incident_id"].tolist())["value"].astype(int),
                    *record.figures_of(record.claims)["low"].astype(int),
                    killed(record),
                }
                if len(version) != 1 or seen.setdefault(record.stamp, str(version)) != str(version):
                    faults.append(f"{record.stamp}: {version}")
                shown.set()
            except Exception as fault:  # noqa: BLE001  whatever it is, it is a fault
                faults.append(repr(fault))
                shown.set()

    save(directory, versions[0])
    record_of(watched)
    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    for number, version in enumerate(versions[1:], start=2):
        save(directory, version)
        if number % 4 == 0:  # every fourth edit is waited for, the others follow one another at once
            looked_at(watched)
            assert bool(watched.held.problems) == (number % 5 == 0)
            shown.clear()
            assert shown.wait(LONG)
    last = record_of(watched)
    over.set()
    for reader in readers:
        reader.join()
    assert faults == []
    assert last.incidents["incident_id"].tolist() == [f"SYR-{EDITS + 1:04}"]
    assert len(seen) > EDITS // 6
