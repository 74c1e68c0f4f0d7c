"""What is accepted into a record in a database stands there as it would in a folder, in one go, and goes back."""

import datetime as dt
import shutil
from dataclasses import replace
from pathlib import Path
from threading import Thread

import pytest

from geodata.gazetteer import DATA as PLACES
from incidents.__main__ import main
from incidents.checks import find_problems
from incidents.desk import database_accepting, journal
from incidents.desk.accepting import ConflictsError, accept, finish_interrupted, last_accepted, take_back
from incidents.desk.beginnings import begin, begin_correction, with_merged
from incidents.desk.database_accepting import accept_in_database
from incidents.desk.draft import DraftError
from incidents.desk.drafts import KeptDraft, drafts_folder, load_draft, save_draft
from incidents.desk.forgetting import forget, older_wordings
from incidents.desk.kept_record import load_kept_record
from incidents.desk.review import hand_in
from incidents.exchange.noting import noted_tables
from incidents.record.record import load_record
from incidents.record.storage import Database, home_of, load_tables, take_snapshot
from tests.conftest import a_claim, a_folder, a_record, an_incident
from tests.incidents.desk.conftest import a_new_draft

pytest.importorskip("duckdb", reason="the package duckdb is not installed")
TODAY = dt.date(2026, 11, 28)
AT_NOON = dt.datetime(2026, 11, 28, 12, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def folder():
    incidents = [an_incident(1), an_incident(2, date_start="2025-06-20"), an_incident(5, related="SYR-0002")]
    return a_folder(incidents, [a_claim(1), a_claim(2, source_id="other"), a_claim(5, source_id="zz")])


@pytest.fixture
def places(tmp_path):
    return Path(shutil.copytree(PLACES, tmp_path / "places"))


@pytest.fixture(scope="module")
def file(folder, tmp_path_factory) -> Path:
    """Write the record once into a file of DuckDB, of which each test has a copy."""
    file = tmp_path_factory.mktemp("accepted") / "record.duckdb"
    assert main(["publish-to", str(file), "--data", str(folder)]) == 0
    return file


@pytest.fixture(scope="module")
def database(folder, postgres) -> str:
    """Write the record once into a database, of which each test has a copy; return its name."""
    address = postgres.database("keeper")
    assert main(["publish-to", address, "--data", str(folder)]) == 0
    return str(home_of(address).name)


@pytest.fixture(params=["postgres", "duckdb"])
def home(request, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)  # the drafts of a server's record lie where one works
    if request.param == "duckdb":
        return home_of(shutil.copy(request.getfixturevalue("file"), tmp_path))
    published = request.getfixturevalue("database")
    return home_of(request.getfixturevalue("postgres").database("keeper", of=published))


@pytest.mark.always
def test_an_acceptance_leaves_the_rows_that_a_folder_would_have_and_is_taken_back(home, folder):
    before = take_snapshot(home)
    save_draft(drafts_folder(home), a_new_draft(), None)
    assert "claims" in accept(home, "new-1", "Sami", today=TODAY).files
    assert find_problems(home) == []
    kept = take_snapshot(home)
    rows = kept.contents["sources.csv"].decode().splitlines()
    assert [row.partition(",")[0] for row in rows] == ["source_id", "a-source", "new", "other", "zz"]
    assert set(before.contents["claims.csv"].splitlines()) < set(kept.contents["claims.csv"].splitlines())
    assert load_tables(home).schema.version == "2026.11.28"
    assert "SYR-0003 added" in kept.texts["CHANGELOG.md"]
    assert load_draft(drafts_folder(home), "new-1").draft.state == "accepted"
    take_back(home)
    assert take_snapshot(home).contents == before.contents
    with pytest.raises(DraftError, match="no acceptance"):
        take_back(home)


@pytest.mark.parametrize("home", ["postgres"], indirect=True)
def test_a_merge_takes_rows_out_and_moves_claims(home):
    kept = load_kept_record(home)
    draft = replace(hand_in(with_merged(kept, begin(kept, "merge", "Nour"), "SYR-0001", "SYR-0002")), by="Nour")
    save_draft(drafts_folder(home), draft, None)
    accept(home, "merge", "Sami", today=TODAY)
    after = load_kept_record(home)
    assert list(after.rows("incidents")) == [("SYR-0001",), ("SYR-0005",)]
    assert after.rows("incidents")["SYR-0005",]["related"] == "SYR-0001"
    assert find_problems(home) == []


@pytest.mark.parametrize("home", ["postgres"], indirect=True)
def test_of_two_servers_desks_at_once_the_second_is_shown_what_changed(home):
    """Two desks that share no folder of drafts are kept apart by the tables alone."""
    told = []
    held = [save_draft(drafts_folder(home), a_new_draft(name, summary_en=f"By {name}."), None) for name in ("a", "b")]

    def work(kept: KeptDraft) -> None:
        try:
            accept_in_database(home, PLACES, kept, "Sami", {}, AT_NOON)
            told.append(kept.draft.name)
        except ConflictsError as error:
            told.append([(conflict.table, conflict.key) for conflict in error.conflicts])

    desks = [Thread(target=work, args=[kept]) for kept in held]
    for desk in desks:
        desk.start()
    for desk in desks:
        desk.join()
    (first,) = (each for each in told if isinstance(each, str))
    assert [("incidents", ("SYR-0003",))] in told
    assert load_kept_record(home).rows("incidents")["SYR-0003",]["summary_en"] == f"By {first}."


@pytest.mark.parametrize(("home", "is_taken"), [("postgres", True), ("duckdb", False)], indirect=["home"])
def test_a_start_after_a_kill_finishes_what_the_database_has_taken_and_puts_back_what_it_has_not(
    home, places, monkeypatch, is_taken
):
    """Killed between the record and the end of the acceptance, or between the draft and the record."""
    save_draft(drafts_folder(home), a_draft_with_a_place(home, places), None)
    before, of_places = take_snapshot(home).contents, (places / "gazetteer.csv").read_bytes()

    def killed(*_given):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(*((journal, "_keep_as_last") if is_taken else (database_accepting, "publish_file")), killed)
        with pytest.raises(KeyboardInterrupt):
            accept(home, "new-1", "Sami", places_home=places, today=TODAY)
    assert finish_interrupted(home) == ("new-1" if is_taken else None)
    assert load_draft(drafts_folder(home), "new-1").draft.state == ("accepted" if is_taken else "for review")
    assert (take_snapshot(home).contents == before) is not is_taken
    assert ((places / "gazetteer.csv").read_bytes() == of_places) is not is_taken
    if not is_taken:
        accept(home, "new-1", "Sami", places_home=places, today=TODAY)
    assert find_problems(home, places) == []
    take_back(home, places_home=places)
    assert take_snapshot(home).contents == before
    assert (places / "gazetteer.csv").read_bytes() == of_places


def a_draft_with_a_place(home, places):
    """Return a draft of an incident at a place that the gazetteer has not."""
    place = {
        **load_kept_record(home, places).rows("gazetteer")["raqqa",],
        "place_id": "tell-new",
        "name_en": "Tell New",
    }
    draft = a_new_draft(place_id="tell-new")
    place |= {"latitude": "35.3", "longitude": "40.1", "governorates": "SY09"}
    return replace(draft, rows={**draft.rows, "gazetteer": (place,)})


def test_an_older_wording_that_does_harm_is_taken_out_of_a_database_for_good(home):
    folder = a_folder([an_incident(1)], [a_claim(1)])
    older = a_record(incidents=[an_incident(1, summary_en="NAME was shot.")], claims=[a_claim(1)])
    for name, content in noted_tables(older, load_record(load_tables(folder)), "2026-11-01").items():
        (folder / name).write_bytes(content)
    assert (
        main(
            ["publish-to", home.address if isinstance(home, Database) else str(home), "--data", str(folder), "--force"]
        )
        == 0
    )
    kept = load_kept_record(home)
    draft = begin_correction(kept, "look", "Amal", "SYR-0001")
    assert [(one.column, one.text) for one in older_wordings(kept, draft)] == [("summary_en", "NAME was shot.")]
    assert forget(home, "incidents", "SYR-0001").files
    files = take_snapshot(home)
    assert not [path for path, content in files.contents.items() if b"NAME" in content]
    assert older_wordings(load_kept_record(home), draft) == []
    assert find_problems(home) == []
    assert last_accepted(home) is None
    with pytest.raises(DraftError, match="No older version holds"):
        forget(home, "incidents", "SYR-0001")
