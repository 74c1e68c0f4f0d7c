"""A draft becomes part of the record: tables, logs, version and the draft itself in one go; and back again.

Only a second person accepts, only what the rules allow, and only if nobody else has changed the same cells meanwhile.
Untouched rows stay to the byte. A process that is killed on the way is finished by the next one.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from geodata.gazetteer import DATA as PLACES_HOME
from incidents.desk.change_log import commit_message
from incidents.desk.committing import CommitResult, commit, uncommitted
from incidents.desk.database_accepting import accept_in_database, finish_in_database, take_back_in_database
from incidents.desk.draft import draft_to_json
from incidents.desk.drafts import alone_among, draft_path, drafts_folder, load_draft, refuse_changed
from incidents.desk.journal import (
    FileChange,
    Journal,
    carry_out,
    file_change,
    finish,
    forget_last,
    last_journal,
    paths_of,
    reversed_journal,
)
from incidents.desk.kept_record import load_kept_record
from incidents.desk.preparing import Acceptance, ConflictsError, ProblemsError, prepare
from incidents.phrases.codebook import CODEBOOK, codebook_text
from incidents.record.storage import DATA, DESCRIPTOR, Home, is_database
from incidents.record.whole_files import make_folder

__all__ = [
    "Accepted",
    "ConflictsError",
    "ProblemsError",
    "accept",
    "finish_interrupted",
    "last_accepted",
    "take_back",
]


@dataclass(frozen=True)
class Accepted:
    """What an acceptance, or one taken back, has done: the draft, the names of the files, what became of a commit."""

    name: str
    files: tuple[str, ...]
    committed: CommitResult


def accept(
    home: Home,
    name: str,
    who: str,
    *,
    places_home: Home = PLACES_HOME,
    why: Mapping[str, str] | None = None,
    today: dt.date | None = None,
    now: dt.datetime | None = None,
) -> Accepted:
    """Accept a draft as a second person; ``why`` is what the log of changes adds, by language.

    ``now`` (UTC) is the moment that the log tells, ``today`` another day than its.

    Raises DraftError (ConflictsError, ProblemsError with what stands in the way) or NotWrittenError; nothing has
    changed then. What becomes of a commit is told, and never undoes what is written.
    """
    folder = drafts_folder(home)
    make_folder(folder)
    reasons, moment = dict(why or {}), now or dt.datetime.now(dt.UTC)
    moment = dt.datetime.combine(today or moment.date(), moment.timetz())
    with alone_among(folder):
        if is_database(home):
            finish_in_database(home)
            written = accept_in_database(home, places_home, load_draft(folder, name), who, reasons, moment)
            return Accepted(name, written, CommitResult())
        finish(folder, lambda journal: _commit(folder, home, journal))
        held = load_draft(folder, name)
        ready = prepare(load_kept_record(home, places_home), held.draft, who, reasons, moment)
        refuse_changed(folder, name, held.digest)
        files = _file_changes(folder, ready, draft_path(folder, name))
        dirty = uncommitted(_in_folder(home), _to_commit(folder, files))
        journal = Journal(name, commit_message(ready.changes, ready.after.record), tuple(files), tuple(dirty))
        return _carried_out(folder, home, journal)


def _file_changes(folder: Path, ready: Acceptance, draft: Path) -> list[FileChange]:
    """Return every file that changes: the gazetteer's before the tables that name its places, the draft last."""
    changes = []
    for home, was, will in (
        (ready.before.places_home, ready.before.places, ready.after.places),
        (ready.before.home, ready.before.files, ready.after.files),
    ):
        for path, content in will.contents.items():
            if was.contents.get(path) != content:
                changes.append(file_change(folder, _in_folder(home) / path, was.contents.get(path), content))
    if ready.before.home == DATA and DESCRIPTOR in {Path(change.path).name for change in changes}:
        codebook = CODEBOOK.read_bytes() if CODEBOOK.exists() else None
        changes.append(file_change(folder, CODEBOOK, codebook, codebook_text(ready.after.schema).encode()))
    return [*changes, file_change(folder, draft, draft.read_bytes(), draft_to_json(ready.draft))]


def _carried_out(folder: Path, home: Home, journal: Journal) -> Accepted:
    results: list[CommitResult] = []
    carry_out(folder, journal, lambda done: results.append(_commit(folder, home, done)))
    return Accepted(journal.name, _names(folder, journal), results[0])


def _commit(folder: Path, home: Home, journal: Journal) -> CommitResult:
    return commit(_in_folder(home), _to_commit(folder, journal.files), journal.message, journal.dirty)


def _in_folder(home: Home) -> Path:
    """Return the folder of a record that is in one."""
    assert isinstance(home, Path)  # noqa: S101  what is kept in a database has gone another way
    return home


def _to_commit(folder: Path, files: Sequence[FileChange]) -> list[Path]:
    """Return the files of the record; drafts are nobody's to commit."""
    return [path for path in paths_of(folder, Journal("", "", tuple(files))) if path.parent != folder]


def _names(folder: Path, journal: Journal) -> tuple[str, ...]:
    return tuple(path.name for path in _to_commit(folder, journal.files))


def finish_interrupted(home: Home) -> str | None:
    """Finish the acceptance of a process that was killed, if there is one; return the name of its draft.

    Raises DraftError where the tables were changed by hand since. To be called when a desk starts. What a database has
    not taken is put back instead.
    """
    folder = drafts_folder(home)
    if not folder.is_dir():
        return None
    with alone_among(folder):
        if is_database(home):
            journal = finish_in_database(home)
        else:
            journal = finish(folder, lambda done: _commit(folder, home, done))
        if journal and not journal.name:
            forget_last(folder)  # wordings were taken out for good, for no draft
    return journal.name if journal else None


def last_accepted(home: Home) -> str | None:
    """Return the name of the draft that was accepted last and may be taken back; None where there is none."""
    journal = last_journal(drafts_folder(home))
    return journal.name if journal else None


def take_back(home: Home, *, places_home: Home = PLACES_HOME) -> Accepted:
    """Take back the last acceptance: every file as it was before, the draft for review again; one more commit.

    Raises DraftError where nothing was accepted, or one of the files has changed since.
    """
    folder = drafts_folder(home)
    make_folder(folder)
    with alone_among(folder):
        if is_database(home):
            finish_in_database(home)
            name, written = take_back_in_database(home, places_home)
            return Accepted(name, written, CommitResult())
        finish(folder, lambda journal: _commit(folder, home, journal))
        last = last_journal(folder)
        ids, _bracket, deed = (last.message if last else "").partition("] ")
        journal = reversed_journal(folder, f"{ids}] take back: {deed}")
        dirty = uncommitted(_in_folder(home), _to_commit(folder, journal.files))
        taken = _carried_out(folder, home, replace(journal, dirty=tuple(dirty)))
        forget_last(folder)
        return taken
