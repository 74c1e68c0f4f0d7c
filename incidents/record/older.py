"""Older versions of a record without its history in git: the present one, with the edits undone that it tells of.

The tables ``versions`` and ``edits`` come with the record, so that a page, a command and a copy on a disk answer alike
(decision 0012). An older version is a record as any other: whatever can be asked of one can be asked of it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from geodata.gazetteer import Gazetteer
from incidents.record.contract import EDITS, GAZETTEER, VERSIONS
from incidents.record.edits import STAMP_LENGTH, as_texts, digest_of, key_columns, undone
from incidents.record.kept import Kept
from incidents.record.record import Record, load_record
from incidents.record.schema import Described, Schema
from incidents.record.storage import by_place
from incidents.record.storage.folder import FolderTables
from incidents.record.tables import typed

_SHORTEST_STAMP = 6
_older: Kept[str, Record | None] = Kept(most=8)
_noted: Kept[None, tuple["Version", ...]] = Kept()


@dataclass(frozen=True)
class Version:
    """A version of which the record knows: its stamp (as links bear it), its name, the day it was published.

    ``digest`` is what its rows alone are known by (see ``edits.digest_of``).
    """

    stamp: str
    name: str
    date: str
    digest: str = ""

    @property
    def mark(self) -> str:
        """Return how a link names it."""
        return mark_of(self.name, self.stamp)


def mark_of(name: str, stamp: str) -> str:
    """Return how a link names a version of the record: its name and the beginning of its stamp."""
    return f"{name}-{stamp[:STAMP_LENGTH]}"


def version_of(record: Record) -> Version:
    """Return the version that a record is."""
    return Version(record.stamp[:STAMP_LENGTH], record.version, "")


def noted_versions(record: Record) -> tuple[Version, ...]:
    """Return the older versions that can be made again, the latest first; none where the record tells of none."""
    return _noted.of(record, None, lambda: _read_versions(record))


def _read_versions(record: Record) -> tuple[Version, ...]:
    if not {VERSIONS, EDITS} <= record.schema.tables.keys():
        return ()
    rows = record.tables.read(VERSIONS).to_dict("records")
    return tuple(
        Version(str(row["stamp"]), str(row["version"]), f"{row['date']:%Y-%m-%d}", str(row["digest"]))
        for row in reversed(rows)
    )


def version_meant(record: Record, text: str) -> Version | None:
    """Return the older version that somebody names by its name, its stamp or the mark of a link; None for no other.

    Of several that bear one name it is the latest.
    """
    versions = noted_versions(record)
    name, _dash, stamp = text.rpartition("-")
    for asked in filter(None, (stamp, text)):
        found = [version for version in versions if _is_stamp(asked) and version.stamp.startswith(asked)]
        if found:
            return found[0]
    named = (version for version in versions if version.name in {text, name} and version.name != record.version)
    return next(named, None)


def _is_stamp(text: str) -> bool:
    return len(text) >= _SHORTEST_STAMP and set(text) <= set("0123456789abcdef")


def older_record(record: Record, version: Version) -> Record | None:
    """Return the record as it was in a version that it tells of; made once. None where its edits do not lead there."""
    return _older.of(record, version.stamp, lambda: _undone(record, version))


def digest_made_again(record: Record, version: Version) -> str:
    """Return the digest of what the edits lead back to, whatever that version was known by."""
    return _digest(*_rows_then(record, version)[:2])


def _undone(record: Record, version: Version) -> Record | None:
    try:
        schema, frames, of_places = _rows_then(record, version)
        if _digest(schema, frames) != version.digest:
            return None  # the record was edited by hand since it was noted
        tables = FolderTables(schema, version.stamp, record.tables.name, frames, {}, record.tables.texts)
        made = load_record(tables, _places_before(record.gazetteer, of_places, schema))
    except (KeyError, ValueError):  # edits that lead to no record are no reason to show none
        return None
    return replace(made, stamp=version.stamp)


def _rows_then(
    record: Record, version: Version
) -> tuple[Schema, Mapping[str, pd.DataFrame], Sequence[Mapping[Any, Any]]]:
    """Return the tables as they were in a version, and the edits of places that stand outside them."""
    versions = noted_versions(record)
    newer_first = [one.stamp for one in versions[: [one.stamp for one in versions].index(version.stamp) + 1]]
    edits = record.tables.read(EDITS).fillna({"was": ""})
    ahead = edits[edits["stamp"].isin(newer_first)].to_dict("records")
    ahead.sort(key=lambda edit: newer_first.index(edit["stamp"]))
    by_table: dict[str, list[Mapping[Any, Any]]] = {}
    for edit in ahead:
        by_table.setdefault(edit["table"], []).append(edit)
    schema = Schema({**record.schema.descriptor, "version": version.name})
    frames = {name: record.tables.read(name) for name in schema.tables}
    frames |= {name: frames[name].iloc[:0] for name in (VERSIONS, EDITS)}
    for name in by_table.keys() & frames.keys():
        frames[name] = _rows_before(frames[name], key_columns(schema, name), by_table[name], schema.fields(name))
    return schema, frames, by_table.get(GAZETTEER, ())


def _digest(schema: Schema, frames: Mapping[str, pd.DataFrame]) -> str:
    return digest_of({name: as_texts(frame, key_columns(schema, name)) for name, frame in frames.items()})


def _places_before(gazetteer: Gazetteer, edits: Sequence[Mapping[Any, Any]], schema: Schema) -> Gazetteer:
    if not edits:
        return gazetteer
    places = gazetteer.places
    kinds = {str(name): "number" if cells.dtype.kind == "f" else "string" for name, cells in places.items()}
    fields = [{"name": name, "type": kind} for name, kind in kinds.items()]
    frame = _rows_before(places, key_columns(schema, GAZETTEER), edits, fields)
    return Gazetteer(by_place(frame), gazetteer.stamp, gazetteer.districts)


def _rows_before(
    frame: pd.DataFrame, key: Sequence[str], edits: Sequence[Mapping[Any, Any]], fields: Sequence[Described]
) -> pd.DataFrame:
    """Undo edits of one table, typed as its schema says."""
    described = {str(field["name"]): field for field in fields}
    held = undone(as_texts(frame, key), edits).reset_index(drop=True).astype("str")
    held = held.mask(held == "")
    return pd.DataFrame({name: typed(cells, described[name]) for name, cells in held.items() if name in described})
