"""An acceptance changes what it has to and no other byte, all of it or nothing, and can be taken back."""

import datetime as dt
import json
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from incidents.checks import find_problems
from incidents.desk import journal
from incidents.desk.accepting import (
    ConflictsError,
    ProblemsError,
    accept,
    finish_interrupted,
    last_accepted,
    take_back,
)
from incidents.desk.beginnings import begin_correction, with_cells
from incidents.desk.changed_rows import brought_up_to_date, find_changes
from incidents.desk.draft import Draft, DraftError
from incidents.desk.drafts import drafts_folder, load_draft, save_draft
from incidents.desk.kept_record import load_kept_record
from incidents.desk.problems import find_problems as draft_problems
from incidents.desk.review import accept_cell, hand_in, send_back, still_sent_back, verdict_on
from incidents.exchange.feed import changes_feed
from incidents.language import languages
from incidents.record.change_log import entries
from incidents.record.record import load_record
from incidents.record.storage import load_tables
from incidents.record.whole_files import NotWrittenError
from tests.conftest import LANGS
from tests.incidents.desk.conftest import a_new_draft

TODAY = dt.date(2026, 11, 28)
AT_HALF_PAST_NINE, AT_NOON = (dt.datetime(2026, 11, 28, *at, tzinfo=dt.UTC) for at in ((9, 30), (12, 0)))


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def saved(home: Path, draft: Draft) -> Draft:
    save_draft(drafts_folder(home), draft, None)
    return draft


def a_correction(home: Path, name: str = "fix", **cells: str) -> Draft:
    draft = begin_correction(load_kept_record(home), name, "Nour", "SYR-0001")
    return hand_in(with_cells(draft, "incidents", 0, cells or {"summary_en": "Men attacked a checkpoint."}))


def test_what_is_accepted_stands_in_the_tables_and_everything_else_stays_to_the_byte(home):
    before = contents(home)
    saved(home, a_new_draft())
    accepted = accept(home, "new-1", "Sami", today=TODAY)
    after = contents(home)
    assert {name for name in after if after[name] != before.get(name)} == set(accepted.files)
    for name in ("incidents.csv", "claims.csv", "sources.csv", "incident_actors.csv"):
        gone = set(before[name].splitlines()) - set(after[name].splitlines())
        assert gone == set()
    assert find_problems(home) == []
    assert load_draft(drafts_folder(home), "new-1").draft.state == "accepted"
    assert '"version": "2026.11.28"' in (home / "datapackage.json").read_text()
    assert accepted.committed.sentence == ""


def test_a_place_of_the_draft_enters_the_gazetteer(home, places):
    draft = a_new_draft(place_id="tell-new")
    place = {
        **load_kept_record(home).rows("gazetteer")["raqqa",],
        "place_id": "tell-new",
        "name_en": "Tell New",
        "governorates": "SY09",
    }
    place |= {"latitude": "35.3", "longitude": "40.1"}
    saved(home, replace(draft, rows={**draft.rows, "gazetteer": (place,)}))
    before = (places / "gazetteer.csv").read_bytes()
    accept(home, "new-1", "Sami", places_home=places, today=TODAY)
    assert (places / "gazetteer.csv").read_bytes().startswith(before)
    assert "New places: Tell New." in (home / "CHANGELOG.md").read_text()


def test_both_logs_tell_what_was_accepted_and_why(home):
    saved(home, a_new_draft())
    accept(home, "new-1", "Sami", today=TODAY, why={"en": "Found late."})
    saved(home, a_correction(home))
    accept(home, "fix", "Sami", today=TODAY)
    english, arabic = ((home / name).read_text() for name in ("CHANGELOG.md", "CHANGELOG.ar.md"))
    assert english.count("## 2026.11.28") == arabic.count("## 2026.11.28") == 1
    assert "3 incidents, 3 claims, 3 sources (were 2 incidents, 2 claims, 2 sources)." in english
    assert (
        "- SYR-0003 added: Unspecified attack, Deir ez-Zor (city), 17 May 2025. Who says so: sohr. Found late."
        in english
    )
    assert "\n- SYR-0001 corrected: Summary, English.\n" in english
    assert "SYR-0003" in arabic
    assert "SYR-0001" in arabic


def test_a_log_that_exists_is_only_added_to(home):
    log = "# Changes\n\nIntro.\n\n## 2026.11.28\n\nSome words.\n\n- One.\n\nMore:\n\n- Two.\n\n## 1\n"
    (home / "CHANGELOG.md").write_text(log)
    saved(home, a_correction(home))
    accept(home, "fix", "Sami", now=AT_HALF_PAST_NINE)
    entry = "- SYR-0001 corrected: Summary, English.\n"
    with_entry = log.replace("- One.\n", f"- One.\n{entry}")
    accepted = "## 2026.11.28\n\nLast accepted: 2026-11-28T09:30:00Z\n"
    assert (home / "CHANGELOG.md").read_text() == with_entry.replace("## 2026.11.28\n", accepted)


def test_each_acceptance_of_a_day_has_its_own_time_in_the_logs_and_in_the_feed(home):
    times = []
    for name, now in (("fix", AT_HALF_PAST_NINE), ("again", AT_HALF_PAST_NINE), ("once-more", AT_NOON)):
        saved(home, a_correction(home, name, summary_en=f"Men attacked: {name}."))
        accept(home, name, "Sami", now=now)
        record = load_record(load_tables(home))
        newest = {lang.code: entries(record.tables, lang)[0].moment for lang in languages()}
        told = re.findall(r"<updated>(.*?)</updated>", changes_feed(record, LANGS[0], "page").decode())
        assert set(told[:2]) == {newest["en"]} == {newest["ar"]}
        times.append(newest["en"])
    assert times == ["2026-11-28T09:30:00Z", "2026-11-28T09:30:01Z", "2026-11-28T12:00:00Z"]
    assert (home / "CHANGELOG.md").read_text().count("Last accepted") == 1


def test_nobody_accepts_his_own_or_what_is_not_handed_in(home):
    saved(home, a_new_draft())
    with pytest.raises(DraftError, match="a second person"):
        accept(home, "new-1", " NOUR ")
    saved(home, replace(a_new_draft("open"), state="open"))
    with pytest.raises(DraftError, match="not handed in"):
        accept(home, "open", "Sami")


def test_what_was_sent_back_has_to_be_accepted_by_itself(home):
    draft = send_back(a_new_draft(), "Sami", "Who says so?", "claims", 0, "value")
    assert draft.state == "sent back"
    with pytest.raises(DraftError, match="Say why"):
        send_back(draft, "Sami", " ")
    saved(home, hand_in(draft))
    with pytest.raises(DraftError, match=r"Sent back and not accepted since: claims\.1\.value"):
        accept(home, "new-1", "Sami")
    again = accept_cell(hand_in(draft), "Sami", "claims", 0, "value")
    verdict = verdict_on(again, "claims", 0, "value")
    assert verdict is not None
    assert verdict.verdict == "accepted"
    saved(home, replace(again, name="again"))
    assert accept(home, "again", "Sami", today=TODAY).name == "again"


def test_a_draft_that_breaks_a_rule_is_not_written(home):
    before = contents(home)
    saved(home, a_new_draft(place_id="nowhere"))
    with pytest.raises(ProblemsError) as refused:
        accept(home, "new-1", "Sami")
    assert [(each.table, each.row) for each in refused.value.problems] == [("incidents", 0)]
    assert contents(home) == before


def test_of_two_curators_the_second_is_shown_what_changed(home):
    for name, text in (("one", "First words."), ("two", "Second words.")):
        saved(home, a_correction(home, name, summary_en=text))
    accept(home, "one", "Sami", today=TODAY)
    before = contents(home)
    with pytest.raises(ConflictsError) as refused:
        accept(home, "two", "Sami", today=TODAY)
    (conflict,) = refused.value.conflicts
    assert (conflict.table, conflict.key, conflict.column) == ("incidents", ("SYR-0001",), "summary_en")
    assert (conflict.now, conflict.wanted) == ("First words.", "Second words.")
    assert contents(home) == before
    known = brought_up_to_date(load_kept_record(home), load_draft(drafts_folder(home), "two").draft)
    saved(home, replace(known, name="three"))
    accept(home, "three", "Sami", today=TODAY)
    assert "Second words." in (home / "incidents.csv").read_text()


def test_who_is_shown_what_changed_may_let_it_stand(home):
    for name, text in (("one", "First words."), ("two", "Second words.")):
        saved(home, a_correction(home, name, summary_en=text, date_note_en=f"{name}.", date_note_ar=f"{name}."))
    accept(home, "one", "Sami", today=TODAY)
    kept = load_kept_record(home)
    yielded = brought_up_to_date(kept, load_draft(drafts_folder(home), "two").draft, yields=True)
    assert find_changes(kept, yielded) == ([], [])
    assert yielded.rows["incidents"][0]["summary_en"] == "First words."


def test_a_draft_that_yields_loses_a_row_whose_id_was_given_away_and_keeps_one_that_it_wanted_out(home):
    kept = load_kept_record(home)
    new = a_new_draft("late", 1, summary_en="Another.")
    taken = replace(new, rows={**new.rows, "incident_actors": ()})
    yielded = brought_up_to_date(kept, taken, yields=True)
    assert yielded.rows["incidents"] == ()
    draft = a_correction(home, "out")
    seen = {**draft.seen, "incidents": ({**draft.seen["incidents"][0], "summary_en": "As it was."},)}
    out = replace(draft, seen=seen, rows={**draft.rows, "incidents": ()})
    assert find_changes(kept, out)[1]
    kept_in = brought_up_to_date(kept, out, yields=True)
    assert kept_in.rows["incidents"] == (kept.rows("incidents")["SYR-0001",],)
    assert find_changes(kept, kept_in)[1] == []


def test_a_draft_that_goes_back_as_a_whole_keeps_what_was_said_of_its_cells():
    said = send_back(a_new_draft(), "Sami", "Who says so?", "claims", 0, "value")
    whole = hand_in(send_back(said, "Sami", "See the figure."))
    verdict = verdict_on(whole, "claims", 0, "value")
    assert verdict is not None
    assert verdict.note == "Who says so?"
    assert [one.column for one in still_sent_back(whole)] == ["value"]
    assert still_sent_back(accept_cell(whole, "Sami", "claims", 0, "value")) == []


def test_what_others_change_elsewhere_in_the_same_row_stays(home):
    saved(home, a_correction(home, "one", summary_en="First words."))
    saved(home, a_correction(home, "two", date_note_en="At night.", date_note_ar="ليلاً."))
    accept(home, "one", "Sami", today=TODAY)
    accept(home, "two", "Sami", today=TODAY)
    row = load_kept_record(home).rows("incidents")["SYR-0001",]
    assert (row["summary_en"], row["date_note_en"]) == ("First words.", "At night.")


def test_the_same_new_id_in_two_drafts_is_a_conflict(home):
    saved(home, a_new_draft("one"))
    saved(home, a_new_draft("two", summary_en="Another."))
    accept(home, "one", "Sami", today=TODAY)
    with pytest.raises(ConflictsError) as refused:
        accept(home, "two", "Sami", today=TODAY)
    assert [(conflict.table, conflict.column) for conflict in refused.value.conflicts] == [("incidents", "")]


def test_the_last_acceptance_is_taken_back_to_the_byte(home):
    before = contents(home)
    saved(home, a_new_draft())
    accept(home, "new-1", "Sami", today=TODAY)
    assert last_accepted(home) == "new-1"
    take_back(home)
    assert contents(home) == before
    assert load_draft(drafts_folder(home), "new-1").draft.state == "for review"
    with pytest.raises(DraftError, match="no acceptance"):
        take_back(home)


def test_what_was_changed_since_is_not_taken_back(home):
    saved(home, a_new_draft())
    accept(home, "new-1", "Sami", today=TODAY)
    (home / "claims.csv").write_bytes((home / "claims.csv").read_bytes() + b"\n")
    with pytest.raises(DraftError, match=r"claims\.csv was changed since"):
        take_back(home)


@pytest.mark.parametrize("written", [0, 1, 3])
def test_a_start_after_a_kill_between_two_files_finishes(home, monkeypatch, written):
    saved(home, a_new_draft())
    write = journal.write_files

    def killed(files, *, force):
        if files[0][0].name == journal.UNDERWAY:
            write(files, force=force)
        else:
            write(files[:written], force=force)
            raise KeyboardInterrupt

    monkeypatch.setattr(journal, "write_files", killed)
    with pytest.raises(KeyboardInterrupt):
        accept(home, "new-1", "Sami", today=TODAY)
    monkeypatch.undo()
    assert finish_interrupted(home) == "new-1"
    assert finish_interrupted(home) is None
    assert find_problems(home) == []
    assert "SYR-0003" in (home / "incidents.csv").read_text()
    assert load_draft(drafts_folder(home), "new-1").draft.state == "accepted"
    take_back(home)


def test_a_full_disk_leaves_everything_as_it_was(home, monkeypatch):
    saved(home, a_new_draft())
    before, write = contents(home), journal.write_files

    def full(files, *, force):
        if files[0][0].name != journal.UNDERWAY:
            raise NotWrittenError(files[0][0], "{path} was not written: there is no room left.")
        write(files, force=force)

    monkeypatch.setattr(journal, "write_files", full)
    with pytest.raises(NotWrittenError):
        accept(home, "new-1", "Sami", today=TODAY)
    monkeypatch.undo()
    assert contents(home) == before
    assert finish_interrupted(home) is None


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(
        ["git", "-C", folder, *arguments],  # noqa: S607
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def test_in_a_work_tree_these_files_alone_are_committed(home):
    git(home, "init", "-q")
    git(home, "config", "user.name", "Nour")
    git(home, "config", "user.email", "nour@example.org")
    git(home, "add", ".")
    git(home, "commit", "-qm", "Begin")
    (home / "notes.txt").write_text("mine")
    git(home, "add", "notes.txt")
    saved(home, a_new_draft())
    accepted = accept(home, "new-1", "Sami", today=TODAY)
    assert git(home, "log", "-1", "--format=%s") == "[SYR-0003] add: Unspecified attack, Deir ez-Zor (city) (sohr)"
    assert set(git(home, "show", "--name-only", "--format=", "HEAD").split()) == set(accepted.files)
    assert "notes.txt" in git(home, "diff", "--cached", "--name-only")
    take_back(home)
    assert git(home, "log", "-1", "--format=%s").startswith("[SYR-0003] take back: add")
    assert git(home, "diff", "HEAD~2", "HEAD", "--stat") == ""


def test_a_commit_that_fails_leaves_the_tables_written_and_says_so(home):
    git(home, "init", "-q")
    (home / ".git" / "hooks" / "pre-commit").write_text("#!/bin/sh\necho no >&2\nexit 1\n")
    (home / ".git" / "hooks" / "pre-commit").chmod(0o755)
    saved(home, a_new_draft())
    accepted = accept(home, "new-1", "Sami", today=TODAY)
    assert "SYR-0003" in (home / "incidents.csv").read_text()
    assert "written and not committed: no" in str(accepted.committed.sentence.format(**accepted.committed.details))


def test_new_parties_and_actors_enter_their_tables_and_the_log(home):
    draft = a_new_draft()
    origin = {"origin_id": "council", "name_en": "Village council", "name_ar": "مجلس القرية", "kind": "local"}
    actor = {"actor_id": "guards", "name_en": "Guards", "name_ar": "حراس", "aliases": "", "kind": "political-militia"}
    claim, role = {**draft.rows["claims"][0], "origin_id": "council"}, draft.rows["incident_actors"][0]
    rows = {"claims": (claim,), "incident_actors": ({**role, "actor_id": "guards"},)}
    saved(home, replace(draft, rows={**draft.rows, **rows, "origins": (origin,), "actors": (actor,)}))
    before = contents(home)
    accept(home, "new-1", "Sami", today=TODAY)
    assert find_problems(home) == []
    log = (home / "CHANGELOG.md").read_text()
    assert "- New parties: Village council.\n- New actors: Guards.\n" in log
    take_back(home)
    assert contents(home) == before


def test_where_a_record_has_places_of_its_own_new_ones_are_among_them(home, places):
    described = json.loads((places / "datapackage.json").read_text())["resources"]
    own = next(table for table in described if table["name"] == "gazetteer") | {"name": "places", "path": "places.csv"}
    shutil.copy(places / "gazetteer.csv", home / "places.csv")
    package = json.loads((home / "datapackage.json").read_text())
    (home / "datapackage.json").write_text(json.dumps(package | {"resources": [*package["resources"], own]}))
    kept = load_kept_record(home, places)
    place = {**kept.rows("places")["raqqa",], "place_id": "tell-new", "name_en": "Tell New", "latitude": "95"}
    draft = a_new_draft(place_id="tell-new", governorates="SY11")
    draft = replace(draft, rows={**draft.rows, "gazetteer": (place,)})
    assert [(one.table, one.row, one.columns) for one in draft_problems(kept, draft)] == [
        ("gazetteer", 0, ("latitude",))
    ]
    saved(home, replace(draft, rows={**draft.rows, "gazetteer": ({**place, "latitude": "35.9"},)}))
    assert "places.csv" in accept(home, "new-1", "Sami", places_home=places, today=TODAY).files
    assert (home / "places.csv").read_text().count("tell-new") == 1
    assert "tell-new" not in (places / "gazetteer.csv").read_text()
