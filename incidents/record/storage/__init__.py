"""Where records are kept. Nothing above this room, but the shell, knows a path."""

from incidents.record.storage.folder import DATA, frame_of, load_tables, tables_of
from incidents.record.storage.gazetteer import by_place, gazetteer_of
from incidents.record.storage.snapshot import (
    CLOSED,
    CSV,
    DESCRIPTOR,
    PARQUET,
    TEXT,
    Failure,
    Snapshot,
    is_table,
    parsed,
    take_snapshot,
)

__all__ = [
    "CLOSED",
    "CSV",
    "DATA",
    "DESCRIPTOR",
    "PARQUET",
    "TEXT",
    "Failure",
    "Snapshot",
    "by_place",
    "frame_of",
    "gazetteer_of",
    "is_table",
    "load_tables",
    "parsed",
    "tables_of",
    "take_snapshot",
]
