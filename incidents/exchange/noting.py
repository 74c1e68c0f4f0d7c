"""Noting an older version in the tables of a later one, so that readers can see what is new without any history of git.

What is noted leads from the record as it is back to the version before, so that it is noted anew after every edit.
"""

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from io import StringIO

from incidents.record.contract import EDITS, VERSIONS
from incidents.record.edits import (
    STAMP_LENGTH,
    WHOLE_ROW,
    digest_of,
    edits_between,
    texts_of,
    written_edits,
)
from incidents.record.older import noted_versions, older_record
from incidents.record.record import Record

_OF_A_DAY = re.compile(r"(\d{4})\.(\d{2})\.(\d{2})(?!\d)")


def may_note(before: Record, after: Record) -> bool:
    """Say whether a record has the tables in which versions are noted, and one may be the latest that is noted there.

    That is one that is not noted yet, or the latest: edits of those before lead to the one after them.
    """
    if not {VERSIONS, EDITS} <= after.schema.tables.keys() or before.stamp == after.stamp:
        return False
    known = [version.stamp for version in noted_versions(after)]
    return before.stamp[:STAMP_LENGTH] not in known[1:]


def noted_tables(before: Record, after: Record, date: str) -> dict[str, bytes]:
    """Return both tables by their paths, with an older version as the latest in them; ``date`` is its day.

    What is noted of it already is replaced, all other rows stay. Columns that the later record no longer has are left
    out. Expects a version that may be noted.
    """
    stamp = before.stamp[:STAMP_LENGTH]
    known = {table: _columns(after, table) for table in after.schema.tables}
    edits = [
        row
        for row in written_edits(edits_between(before, after), stamp)
        if row["column"] == WHOLE_ROW or row["column"] in known.get(row["table"], (row["column"],))
    ]
    digest = digest_of({table: texts_of(before, table) for table in before.schema.tables})
    versions = [{"stamp": stamp, "version": before.version, "date": date, "digest": digest}]
    new: Mapping[str, Iterable[Mapping[str, str]]] = {VERSIONS: versions, EDITS: edits}
    return {_path(after, table): _written(after, table, stamp, rows) for table, rows in new.items()}


def noted_anew(before: Record, after: Record, date: str) -> dict[str, bytes]:
    """Return both tables by their paths as an edit leaves them; nothing for a record that tells of no version.

    Where the edit begins a new version, the one before it is noted with ``date``; else the latest that is noted leads
    on from the record as it is now.
    """
    versions = noted_versions(before)
    if not versions or before.stamp == after.stamp:
        return {}
    if before.version != after.version:
        return noted_tables(before, after, date)
    older = older_record(before, versions[0])
    return {} if older is None else noted_tables(older, after, versions[0].date)


def day_named(version: str, otherwise: str) -> str:
    """Return the day by which a version is named (``2026.11.27``), as ``2026-11-27``; another where it names none."""
    found = _OF_A_DAY.match(version)
    return "-".join(found.groups()) if found else otherwise


def _path(record: Record, table: str) -> str:
    return str(record.schema.tables[table]["path"])


def _columns(record: Record, table: str) -> Sequence[str]:
    return [str(field["name"]) for field in record.schema.fields(table)]


def _written(record: Record, table: str, stamp: str, rows: Iterable[Mapping[str, str]]) -> bytes:
    text = StringIO(newline="")
    writer = csv.DictWriter(text, _columns(record, table), lineterminator="\n", restval="")
    writer.writeheader()
    held = texts_of(record, table)
    stays = held[(held["stamp"] != stamp).to_numpy(dtype=bool)] if len(held) else held
    writer.writerows(dict(zip(stays.columns, row, strict=True)) for row in stays.to_numpy(dtype=object).tolist())
    writer.writerows(rows)
    return text.getvalue().encode()
