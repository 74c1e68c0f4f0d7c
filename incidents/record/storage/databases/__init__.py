"""Records in databases: PostgreSQL through its Arrow-native driver, DuckDB by itself. Both are asked in one SQL."""

from incidents.record.storage.databases.engines import (
    DatabaseError,
    Engine,
    Postgres,
    duckdb_file,
    literal,
    opened,
    parquet_folder,
    postgres,
    quoted,
)
from incidents.record.storage.databases.reading import (
    CODES,
    PACKAGE,
    POSITION,
    TEXTS,
    is_asked_folder,
    is_larger_than_memory,
    most_in_memory,
    revision_of,
    snapshot_in,
    take_database_snapshot,
)
from incidents.record.storage.databases.tables import AskedTables, asked_tables

__all__ = [
    "CODES",
    "PACKAGE",
    "POSITION",
    "TEXTS",
    "AskedTables",
    "DatabaseError",
    "Engine",
    "Postgres",
    "asked_tables",
    "duckdb_file",
    "is_asked_folder",
    "is_larger_than_memory",
    "literal",
    "most_in_memory",
    "opened",
    "parquet_folder",
    "postgres",
    "quoted",
    "revision_of",
    "snapshot_in",
    "take_database_snapshot",
]
