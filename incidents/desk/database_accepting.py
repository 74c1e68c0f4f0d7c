"""A draft becomes part of a record in a database: PostgreSQL in one transaction, a file of DuckDB whole or not at all.

In PostgreSQL the tables are locked, read, held against the draft and changed in the same transaction, so that nobody
changes anything between the look and the writing. A file of DuckDB is made anew and gets its name when it is whole.
"""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from incidents.desk.draft import DraftError, draft_to_json
from incidents.desk.drafts import KeptDraft, draft_path, drafts_folder
from incidents.desk.journal import LAST, NOTHING_TO_TAKE_BACK, SINCE, FileChange, Journal, last_journal, written
from incidents.desk.kept_record import KeptRecord
from incidents.desk.preparing import Acceptance, prepare
from incidents.exchange.databases import publish_file, write_changes
from incidents.language import N_
from incidents.record.leftovers import momentary_folder
from incidents.record.storage import Database, DatabaseError, Home, Snapshot, is_table, take_snapshot
from incidents.record.storage.databases import PACKAGE, TEXTS, Postgres, postgres, quoted, snapshot_in
from incidents.record.storage.folder import schema_of
from incidents.record.whole_files import write_files

_REFUSED = N_("The database did not take it, and nothing was written: {reason}")
_CHANGED = N_("{file} was changed meanwhile. Nothing was written.")

Write = Callable[[KeptRecord], None]


def accept_in_database(
    home: Home, places_home: Home, held: KeptDraft, who: str, why: Mapping[str, str], today: dt.date
) -> tuple[str, ...]:
    """Accept a draft, and return the names of the tables and texts that have changed; raises as ``accept`` does."""
    folder, name = drafts_folder(home), held.draft.name
    with _writing(home, places_home) as (kept, write):
        ready = prepare(kept, held.draft, who, dict(why), today)
        earlier = _write_places(ready)
        try:
            write(ready.after)
        except BaseException:
            write_files(earlier, force=True)
            raise
    changed = _changed(kept.files, ready.after.files)
    files = [FileChange(path, _text(kept.files, path), _text(ready.after.files, path)) for path in changed]
    path, content = draft_path(folder, name), draft_to_json(ready.draft)
    own = FileChange(path.name, draft_to_json(held.draft).decode(), content.decode())
    last = Journal(name, "", (*files, own))
    write_files([(path, content), (folder / LAST, written(last))], force=True)
    return tuple(kept.files.called.get(path, path) for path in changed)


def take_back_in_database(home: Home, places_home: Home) -> tuple[str, tuple[str, ...]]:
    """Take back the last acceptance; return the name of its draft and what has changed.

    Places stay in the gazetteer, which is not part of the database.
    """
    folder = drafts_folder(home)
    last = last_journal(folder)
    if last is None:
        raise DraftError(NOTHING_TO_TAKE_BACK)
    *files, own = last.files
    with _writing(home, places_home) as (kept, write):
        for change in files:
            if _text(kept.files, change.path) != change.after:
                name = kept.files.called.get(change.path, change.path)
                raise DraftError(SINCE, file=name, name=last.name)
        earlier = {change.path: change.before.encode() for change in files if change.before is not None}
        write(KeptRecord(home, places_home, _without(kept.files.changed(earlier), files), kept.places))
    write_files([(folder / own.path, (own.before or "").encode())], force=True)
    (folder / LAST).unlink()
    return last.name, tuple(kept.files.called.get(change.path, change.path) for change in files)


def _without(files: Snapshot, changes: Sequence[FileChange]) -> Snapshot:
    """Return files without those that were not there before some changes."""
    new = {change.path for change in changes if change.before is None}
    return replace(files, contents={path: content for path, content in files.contents.items() if path not in new})


def _changed(before: Snapshot, after: Snapshot) -> list[str]:
    return [path for path, content in after.contents.items() if before.contents.get(path) != content]


def _text(files: Snapshot, path: str) -> str | None:
    return files.contents[path].decode() if path in files.contents else None


def _write_places(ready: Acceptance) -> list[tuple[Path, bytes]]:
    """Write the places that a draft adds, which lie in a folder of their own; return what stood there before."""
    home = ready.before.places_home
    changed = _changed(ready.before.places, ready.after.places)
    if not changed or not isinstance(home, Path):
        return []
    write_files([(home / path, ready.after.places.contents[path]) for path in changed], force=True)
    return [(home / path, ready.before.places.contents[path]) for path in changed]


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
