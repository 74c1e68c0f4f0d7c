"""The record as it would be with a draft in it: the very bytes that would be written, in memory."""

import datetime as dt
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from incidents.checks.tables import day_of
from incidents.desk.changed_rows import Change, Conflict, changed_table, find_changes
from incidents.desk.draft import Draft
from incidents.desk.kept_record import KeptRecord
from incidents.record.schema import Described
from incidents.record.storage import DESCRIPTOR, Snapshot, parsed


@dataclass(frozen=True, eq=False)
class ChangedRecord:
    """A record with the changes of a draft, but for those that are in conflict with what was changed meanwhile."""

    kept: KeptRecord
    changes: tuple[Change, ...]
    conflicts: tuple[Conflict, ...]


def with_draft(kept: KeptRecord, draft: Draft, today: dt.date) -> ChangedRecord:
    """Put a draft into a record; raise DraftError where it has a table or a column that the record has not.

    The record then covers the days up to the latest of the draft, unless one has not come yet.
    """
    changes, conflicts = find_changes(kept, draft)
    return ChangedRecord(with_changes_of(kept, changes, today), tuple(changes), tuple(conflicts))


def with_changes_of(kept: KeptRecord, changes: Sequence[Change], today: dt.date) -> KeptRecord:
    """Return a record with these changes."""
    files: dict[str, bytes] = {}
    places: dict[str, bytes] = {}
    for table in dict.fromkeys(change.table for change in changes):
        of_table = [change for change in changes if change.table == table]
        home, path = kept.where(table)
        into = files if home is kept.files else places
        into[path] = changed_table(kept.table(table), of_table).content()
    last = latest_day(changes, today)
    if last is not None and last > kept.schema.coverage[1].date():
        descriptor = kept.files.contents[DESCRIPTOR]
        files[DESCRIPTOR] = descriptor_with(descriptor, ("coverage", "to"), last.isoformat())
    return replace(kept, files=_changed(kept.files, files), places=_changed(kept.places, places))


def _changed(files: Snapshot, contents: dict[str, bytes]) -> Snapshot:
    return files.changed(contents) if contents else files  # the same object: what was worked out of it holds


def latest_day(changes: Iterable[Change], today: dt.date) -> dt.date | None:
    """Return the latest day of incidents that are added or corrected, of those that have come."""
    return max((day for day in _days(changes) if day <= today), default=None)


def _days(changes: Iterable[Change]) -> Iterator[dt.date]:
    for change in changes:
        if change.table == "incidents":
            for column in ("date_start", "date_end"):
                if (day := day_of(change.cells.get(column, ""))) is not None:
                    yield day


def descriptor_with(content: bytes, part: tuple[str, ...], value: str) -> bytes:
    """Return a descriptor in which one text stands otherwise, and every other byte as it was."""
    text = content.decode("utf-8")
    wanted = _with_part(parsed(content), part, value)
    before = json.dumps(_part(parsed(content), part), ensure_ascii=False)
    name, after = json.dumps(part[-1]), json.dumps(value, ensure_ascii=False)
    for found in re.finditer(rf"({re.escape(name)}\s*:\s*){re.escape(before)}", text):
        tried = f"{text[: found.start()]}{found[1]}{after}{text[found.end() :]}"
        if parsed(tried.encode()) == wanted:
            return tried.encode()
    return f"{json.dumps(wanted, ensure_ascii=False, indent=2)}\n".encode()


def _part(descriptor: Described, part: tuple[str, ...]) -> str:
    value = descriptor
    for name in part:
        value = value[name]
    return str(value)


def _with_part(descriptor: Described, part: tuple[str, ...], value: str) -> Described:
    first, *rest = part
    return {**descriptor, first: _with_part(descriptor[first], tuple(rest), value) if rest else value}
