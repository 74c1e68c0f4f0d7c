"""Where records are kept. Nothing above this room, but the shell, knows a path."""

from incidents.record.storage.databases import (
    DatabaseError,
    is_asked_folder,
    is_larger_than_memory,
    most_in_memory,
    revision_of,
)
from incidents.record.storage.folder import DATA, frame_of, load_tables, tables_of
from incidents.record.storage.gazetteer import by_place, gazetteer_of
from incidents.record.storage.home import Database, Home, home_of, is_database
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
)
from incidents.record.storage.taking import take_snapshot

__all__ = [
    "CLOSED",
    "CSV",
    "DATA",
    "DESCRIPTOR",
    "PARQUET",
    "TEXT",
    "Database",
    "DatabaseError",
    "Failure",
    "Home",
    "Snapshot",
    "by_place",
    "frame_of",
    "gazetteer_of",
    "home_of",
    "is_asked_folder",
    "is_database",
    "is_larger_than_memory",
    "is_table",
    "load_tables",
    "most_in_memory",
    "parsed",
    "revision_of",
    "tables_of",
    "take_snapshot",
]
