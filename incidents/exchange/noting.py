"""Noting an older version in the tables of a later one, so that readers can see what is new without any history of git.

To be done once for each version that is published, before or after the tables are edited further.
"""

import csv
from collections.abc import Iterable, Mapping, Sequence
from io import StringIO

from incidents.record.contract import EDITS, VERSIONS
from incidents.record.edits import WHOLE_ROW, edits_between, texts_of, written_edits
from incidents.record.older import STAMP_LENGTH, noted_versions
from incidents.record.record import Record


def may_note(after: Record) -> bool:
    """Say whether a record has the tables in which older versions are noted."""
    return {VERSIONS, EDITS} <= after.schema.tables.keys()


def is_noted(before: Record, after: Record) -> bool:
    """Say whether a record knows a version already."""
    return any(version.stamp == before.stamp[:STAMP_LENGTH] for version in noted_versions(after))


def noted_tables(before: Record, after: Record, date: str) -> dict[str, bytes]:
    """Return both tables by their paths, with an older version added as the latest of them; ``date`` is its day.

    The rows that stand in them stay as they are. Columns that the later record no longer has are left out.
    """
    stamp = before.stamp[:STAMP_LENGTH]
    known = {table: _columns(after, table) for table in after.schema.tables}
    edits = [
        row
        for row in written_edits(edits_between(before, after), stamp)
        if row["column"] == WHOLE_ROW or row["column"] in known.get(row["table"], (row["column"],))
    ]
    versions = [{"stamp": stamp, "version": before.version, "date": date}]
    new: Mapping[str, Iterable[Mapping[str, str]]] = {VERSIONS: versions, EDITS: edits}
    return {_path(after, table): _written(after, table, rows) for table, rows in new.items()}


def _path(record: Record, table: str) -> str:
    return str(record.schema.tables[table]["path"])


def _columns(record: Record, table: str) -> Sequence[str]:
    return [str(field["name"]) for field in record.schema.fields(table)]


def _written(record: Record, table: str, rows: Iterable[Mapping[str, str]]) -> bytes:
    text = StringIO(newline="")
    writer = csv.DictWriter(text, _columns(record, table), lineterminator="\n", restval="")
    writer.writeheader()
    held = texts_of(record, table)
    writer.writerows(dict(zip(held.columns, row, strict=True)) for row in held.to_numpy(dtype=object).tolist())
    writer.writerows(rows)
    return text.getvalue().encode()
