"""A draft becomes part of a record in a database: PostgreSQL in one transaction, a file of DuckDB whole or not at all.

In PostgreSQL the tables are locked, read, held against the draft and changed in the same transaction, so that nobody
changes anything between the look and the writing. A file of DuckDB is made anew and gets its name when it is whole.
What lies in folders, the draft and the places, goes with it by the same journal as a record of files.
"""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from incidents.desk.draft import DraftError, draft_to_json
from incidents.desk.drafts import KeptDraft, draft_path, drafts_folder
from incidents.desk.journal import (
    SINCE,
    FileChange,
    Journal,
    carry_out,
    changed_by_others,
    file_change,
    finish,
    forget_last,
    give_up,
    journal_underway,
    reversed_journal,
)
from incidents.desk.kept_record import KeptRecord
from incidents.desk.preparing import Acceptance, prepare
from incidents.exchange.databases import publish_file, write_changes
from incidents.language import N_
from incidents.record.leftovers import momentary_folder
from incidents.record.storage import (
    CSV,
    Database,
    DatabaseError,
    Home,
    Snapshot,
    is_database,
    is_table,
    take_snapshot,
)
from incidents.record.storage.databases import PACKAGE, TEXTS, Postgres, postgres, quoted, snapshot_in
from incidents.record.storage.folder import schema_of
from incidents.record.whole_files import write_files

_REFUSED = N_("The database did not take it, and nothing was written: {reason}")
_CHANGED = N_("{file} was changed meanwhile. Nothing was written.")

Write = Callable[[KeptRecord], None]


def accept_in_database(
    home: Home, places_home: Home, held: KeptDraft, who: str, why: Mapping[str, str], moment: dt.datetime
) -> tuple[str, ...]:
    """Accept a draft, and return the names of the tables and texts that have changed; raises as ``accept`` does."""
    folder, name = drafts_folder(home), held.draft.name

    def begun(kept: KeptRecord) -> tuple[Journal, KeptRecord]:
        ready = prepare(kept, held.draft, who, dict(why), moment)
        path = draft_path(folder, name)
        own = file_change(folder, path, draft_to_json(held.draft), draft_to_json(ready.draft))
        changes = (*_in_database(kept.files, ready.after.files), *_of_places(folder, ready), own)
        return Journal(name, "", changes), ready.after

    return _carried_out(home, places_home, begun)


def take_back_in_database(home: Home, places_home: Home) -> tuple[str, tuple[str, ...]]:
    """Take back the last acceptance, its places too; return the name of its draft and what has changed."""
    folder = drafts_folder(home)
    last = reversed_journal(folder, "")

    def begun(kept: KeptRecord) -> tuple[Journal, KeptRecord]:
        changes = [change for change in last.files if change.in_database]
        for change in changes:
            if _text(kept.files, change.path) != change.before:
                name = kept.files.called.get(change.path, change.path)
                raise DraftError(SINCE, file=name, name=last.name)
        earlier = {change.path: change.after.encode() for change in changes if change.after is not None}
        return last, KeptRecord(home, places_home, _without(kept.files.changed(earlier), changes), kept.places)

    files = _carried_out(home, places_home, begun)
    forget_last(folder)
    return last.name, files


def change_in_database(home: Home, places_home: Home, change: Callable[[KeptRecord], KeptRecord]) -> tuple[str, ...]:
    """Change tables for good, for no draft; return the names of what has changed. Raises as ``accept`` does.

    The last acceptance cannot be taken back any more.
    """

    def begun(kept: KeptRecord) -> tuple[Journal, KeptRecord]:
        after = change(kept)
        return Journal("", "", tuple(_in_database(kept.files, after.files))), after

    files = _carried_out(home, places_home, begun)
    forget_last(drafts_folder(home))
    return files


def _carried_out(
    home: Home, places_home: Home, begin: Callable[[KeptRecord], tuple[Journal, KeptRecord]]
) -> tuple[str, ...]:
    """Write what lies in folders, then the tables; whatever happens on the way, all of it stands or nothing.

    ``begin`` says of a record what is to be written, and how it is then.
    """
    folder = drafts_folder(home)
    try:
        with _writing(home, places_home) as (kept, write):
            journal, after = begin(kept)
            carry_out(folder, journal, lambda _done: write(after))
    except Exception:
        if finish_in_database(home) is None:  # else the database has taken it, and only its answer was lost
            raise
    changes = (change for change in journal.files if change.in_database)
    return tuple(kept.files.called.get(change.path, change.path) for change in changes)


def finish_in_database(home: Home) -> Journal | None:
    """Finish what a killed process has begun, if the database has taken it, else put back what lies in folders.

    Returns the journal of what was finished. Raises DraftError where nobody can say, and nothing is written then.
    """
    folder = drafts_folder(home)
    journal = journal_underway(folder)
    if journal is None:
        return None
    files = take_snapshot(home)
    for failure in files.failures.values():
        raise DraftError(failure.sentence, **failure.details)
    if _is_taken(folder, journal, files):
        return finish(folder, lambda _done: None)
    give_up(folder, journal)
    return None


def _is_taken(folder: Path, journal: Journal, files: Snapshot) -> bool:
    """Say whether a database holds what was to be written: by lines of its tables, for others may have gone on."""
    new, gone, now = set[str](), set[str](), set[str]()
    changes = [change for change in journal.files if change.in_database]
    for change in [change for change in changes if change.path.endswith(CSV)] or changes:
        before, after = (set((text or "").splitlines()) for text in (change.before, change.after))
        new |= {f"{change.path} {line}" for line in after - before}
        gone |= {f"{change.path} {line}" for line in before - after}
        now |= {f"{change.path} {line}" for line in (_text(files, change.path) or "").splitlines()}
    if not new & now and not gone <= now:
        raise changed_by_others(folder, journal, changes[0])
    return bool(new & now)


def _without(files: Snapshot, changes: Sequence[FileChange]) -> Snapshot:
    """Return files without those that some changes take away."""
    gone = {change.path for change in changes if change.after is None}
    return replace(files, contents={path: content for path, content in files.contents.items() if path not in gone})


def _changed(before: Snapshot, after: Snapshot) -> list[str]:
    return [path for path, content in after.contents.items() if before.contents.get(path) != content]


def _in_database(before: Snapshot, after: Snapshot) -> list[FileChange]:
    return [
        FileChange(path, _text(before, path), _text(after, path), in_database=True) for path in _changed(before, after)
    ]


def _text(files: Snapshot, path: str) -> str | None:
    return files.contents[path].decode() if path in files.contents else None


def _of_places(folder: Path, ready: Acceptance) -> Iterator[FileChange]:
    """Yield what changes in the gazetteer, which lies in a folder of its own."""
    home, before, after = ready.before.places_home, ready.before.places, ready.after.places
    if isinstance(home, Path) and not is_database(home):
        for path in _changed(before, after):
            yield file_change(folder, home / path, before.contents.get(path), after.contents[path])


@contextmanager
def _writing(home: Home, places_home: Home) -> Iterator[tuple[KeptRecord, Write]]:
    """Yield a record as it is now, which nobody else changes meanwhile, and what writes another in its place."""
    places = take_snapshot(places_home)
    try:
        if isinstance(home, Database):
            with postgres(home) as engine:
                kept = KeptRecord(home, places_home, _locked(engine, home), places)
                yield kept, lambda after: _write_into(engine, kept, after)
        else:
            before = sha256(home.read_bytes()).digest()
            yield KeptRecord(home, places_home, take_snapshot(home), places), lambda after: _write_file(after, before)
    except DatabaseError as error:
        raise DraftError(_REFUSED, reason=str(error)) from error


def _locked(engine: Postgres, home: Database) -> Snapshot:
    """Let others read, and nobody write, until the transaction ends; then read."""
    tables = [str(name) for name, table in schema_of(snapshot_in(engine, home.name)).tables.items() if is_table(table)]
    names = ", ".join(quoted(engine.schema, name) for name in sorted([*tables, PACKAGE, TEXTS]))
    engine.run(f"LOCK TABLE {names} IN SHARE ROW EXCLUSIVE MODE")
    return snapshot_in(engine, home.name)


def _write_into(engine: Postgres, before: KeptRecord, after: KeptRecord) -> None:
    tables = {
        name: (before.rows(name), after.rows(name))
        for name in after.schema.tables
        if before.files.contents.get(path := before.where(name)[1]) != after.files.contents.get(path)
    }
    changed = {*_changed(before.files, after.files), *(before.files.contents.keys() - after.files.contents.keys())}
    texts = {path: _text(after.files, path) or "" for path in changed}
    write_changes(engine, after.record, tables, texts)
    engine.commit()


def _write_file(after: KeptRecord, before: bytes) -> None:
    assert isinstance(after.home, Path)  # noqa: S101  a database of PostgreSQL is written otherwise
    with momentary_folder("desk") as folder:
        made = folder / after.home.name
        publish_file(after.record, made)
        if sha256(after.home.read_bytes()).digest() != before:
            raise DraftError(_CHANGED, file=after.home.name)
        write_files([(after.home, made.read_bytes())], force=True)
