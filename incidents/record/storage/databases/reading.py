"""From a database to the files of a record: its rows as the CSV or the Parquet that the descriptor names.

What is checked and loaded is made of these as it is of a folder, so that a record is the same wherever it is kept: a
folder of CSV that was written by a program has the very same stamp as the database that was made of it.
"""

import csv
import os
from collections.abc import Container, Iterator, Mapping, Sequence
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from incidents.language import N_
from incidents.record.storage.databases.engines import DatabaseError, Engine, literal, opened, quoted
from incidents.record.storage.home import Database, Home, is_database
from incidents.record.storage.snapshot import DESCRIPTOR, PARQUET, Failure, Snapshot, tables_named

PACKAGE, TEXTS, CODES = "data_package", "data_package_texts", "data_package_codes"  # tables beside those of the record
POSITION = "row_position"  # the column by which the rows of a table are ordered
NO_RECORD = N_("No record is kept there. {command} writes one.")
NO_TABLE = N_("This table is missing in the database.")
MOST_IN_MEMORY = 2_000_000  # incidents: some 1.2 GB; a larger record is asked where it is kept
IN_MEMORY = "INCIDENTS_IN_MEMORY"  # environment variable that states another number
TOO_MANY = N_("The record has {count} incidents, more than the {most} that are held in memory. {command} asks it.")
_ROWS_OF_A_GROUP = 200_000  # at least, of a table that is packed


def take_database_snapshot(home: Home) -> Snapshot:
    """Read a record from a database, all of one moment. Never raises: what cannot be read is told by the snapshot."""
    try:
        with opened(home) as engine:
            _hold(engine, home)
            return snapshot_in(engine, home.name)
    except DatabaseError as error:
        failures = {DESCRIPTOR: Failure(error.sentence, error.details)}
        return Snapshot(home.name, frozenset(), {}, failures, {DESCRIPTOR: home.name})


def snapshot_in(engine: Engine, name: str) -> Snapshot:
    """Read a record from a database as it is to whoever is connected; raise DatabaseError where none is there."""
    contents: dict[str, bytes] = {}
    failures: dict[str, Failure] = {}
    called = {DESCRIPTOR: name}
    _read_all(engine, contents, failures, called)
    return Snapshot(name, frozenset(contents), contents, failures, called)


def revision_of(home: Database) -> str:
    """Return what is another after every change of the tables; raise DatabaseError where nobody can say."""
    with opened(home) as engine:
        return package_of(engine, "revision")


def package_of(engine: Engine, column: str) -> str:
    """Return a cell of the one row in which a record says what it is."""
    if PACKAGE not in columns_of(engine):
        raise DatabaseError(NO_RECORD, command="python -m incidents publish-to")
    found = engine.rows(f"SELECT {column} FROM {quoted(engine.schema, PACKAGE)}")  # noqa: S608
    if not len(found):
        raise DatabaseError(NO_RECORD, command="python -m incidents publish-to")
    return str(found.column(0)[0].as_py())


def _hold(engine: Engine, home: Home) -> None:
    """Keep the tables from being replaced while they are read: one made anew would look empty to an older moment."""
    if isinstance(home, Database):
        with opened(home) as before:
            names = ", ".join(quoted(engine.schema, name) for name in sorted(columns_of(before)))
        if names:
            engine.run(f"LOCK TABLE {names} IN ACCESS SHARE MODE")


def columns_of(engine: Engine) -> dict[str, list[str]]:
    """Return the tables of a database that its user may see, and the columns of each in their order."""
    found = engine.rows(
        "SELECT table_name AS held, column_name AS named FROM information_schema.columns "  # noqa: S608
        f"WHERE table_schema = {literal(engine.schema)} AND data_type <> 'USER-DEFINED' "  # shapes are made of others
        "ORDER BY table_name, ordinal_position"
    )
    held: dict[str, list[str]] = {}
    for table, column in zip(found["held"].to_pylist(), found["named"].to_pylist(), strict=True):
        held.setdefault(str(table), []).append(str(column))
    return held


def _read_all(engine: Engine, contents: dict[str, bytes], failures: dict[str, Failure], called: dict[str, str]) -> None:
    held, texts = columns_of(engine), texts_of(engine)
    if (count := incidents_kept(engine, held)) > most_in_memory():
        told = {"count": f"{count:,}", "most": f"{most_in_memory():,}", "command": "python -m incidents count"}
        raise DatabaseError(TOO_MANY, **told)
    contents[DESCRIPTOR] = texts[DESCRIPTOR].encode()
    for resource in tables_named(contents[DESCRIPTOR]):
        name, path = str(resource.get("name")), str(resource["path"])
        called[path] = name
        if name not in held:
            failures[path] = Failure(NO_TABLE)
            continue
        names = [column for column in _described(resource) or held[name] if column in held[name] and column != POSITION]
        rows = _rows(engine, name, names, held[name])
        contents[path] = packed(rows) if path.endswith(PARQUET) else written(rows)
    contents |= {name: text.encode() for name, text in texts.items()}


def most_in_memory() -> int:
    """Return of how many incidents a record of a database is read into memory; what is no number states nothing."""
    stated = os.environ.get(IN_MEMORY, "").strip()
    return int(stated) if stated.isdecimal() else MOST_IN_MEMORY


def incidents_kept(engine: Engine, held: Container[str]) -> int:
    """Count the incidents of a database."""
    if "incidents" not in held:
        return 0
    return int(engine.rows(f"SELECT count(*) AS n FROM {quoted(engine.schema, 'incidents')}")["n"][0].as_py())  # noqa: S608


def is_larger_than_memory(home: Home) -> bool:
    """Say whether a record that can be asked where it is kept has too many incidents for memory; DatabaseError."""
    if not is_database(home) and not is_asked_folder(home):
        return False
    with opened(home) as engine:
        return incidents_kept(engine, columns_of(engine)) > most_in_memory()


def is_asked_folder(home: Home) -> bool:
    """Say whether a folder of Parquet files holds what a database would."""
    return isinstance(home, Path) and (home / f"{PACKAGE}.parquet").is_file()


def texts_of(engine: Engine) -> dict[str, str]:
    """Return the texts that come with a record by their names, its descriptor first."""
    found = engine.rows(f"SELECT name, content FROM {quoted(engine.schema, TEXTS)}").to_pylist()  # noqa: S608
    return {DESCRIPTOR: package_of(engine, "descriptor")} | {str(text["name"]): str(text["content"]) for text in found}


def _described(resource: Mapping[str, Any]) -> list[str]:
    """Return the columns that a descriptor names, as far as it can be understood: nobody has checked it yet."""
    try:
        return [str(field["name"]) for field in resource["schema"]["fields"]]
    except (KeyError, TypeError):
        return []


def _rows(engine: Engine, table: str, names: Sequence[str], held: Sequence[str]) -> pa.Table:
    order = f" ORDER BY {quoted(POSITION)}" if POSITION in held else ""
    listed = ", ".join(map(quoted, names))
    return engine.rows(f"SELECT {listed} FROM {quoted(engine.schema, table)}{order}")  # noqa: S608


def written(rows: pa.Table) -> bytes:
    """Write a table as CSV, as the tables of a record are: an empty cell is missing, lines end as on Unix."""
    text = StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(rows.column_names)
    writer.writerows(zip(*(_cells(rows[name]) for name in rows.column_names), strict=True))
    return text.getvalue().encode()


def _cells(column: pa.ChunkedArray) -> list[str]:
    if pa.types.is_floating(column.type):
        numbers = column.to_pylist()
        return ["" if number is None else np.format_float_positional(number, trim="-") for number in numbers]
    return [cell or "" for cell in column.cast(pa.large_string()).to_pylist()]


def packed(rows: pa.Table) -> bytes:
    """Write a table as Parquet, whole incidents in each group of rows: they are read group by group."""
    import pyarrow.parquet as pq  # small records do without it

    out = BytesIO()
    with pq.ParquetWriter(out, rows.schema, compression="zstd") as writer:
        for start, end in _groups(rows):
            writer.write_table(rows.slice(start, end - start), row_group_size=max(end - start, 1))
    return out.getvalue()


def _groups(rows: pa.Table) -> Iterator[tuple[int, int]]:
    """Yield from where to where groups of rows reach, so that no incident has rows in two of them."""
    ends = np.array([len(rows)])
    if "incident_id" in rows.column_names and len(rows) > _ROWS_OF_A_GROUP:
        ends = _ends_of_whole(rows["incident_id"])
    start = 0
    while start < len(rows) or not start:
        end = int(ends[np.searchsorted(ends, min(start + _ROWS_OF_A_GROUP, len(rows)))])
        yield start, end
        start = end or 1


def _ends_of_whole(ids: pa.ChunkedArray) -> npt.NDArray[np.intp]:
    """Return after which rows no incident goes on that stood above."""
    codes = pc.dictionary_encode(ids.combine_chunks()).indices.to_numpy()
    last = np.zeros(int(codes.max()) + 1, dtype=np.intp)
    last[codes] = np.arange(len(codes))  # of equals the one written last stays
    reached = np.maximum.accumulate(last[codes])
    return np.flatnonzero(reached == np.arange(len(codes))) + 1
