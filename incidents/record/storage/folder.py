"""A record in a folder: tables as CSV, typed and held in memory, or as Parquet, held packed and read when asked for."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any
from weakref import WeakValueDictionary

import pandas as pd
import pyarrow as pa

from incidents.record.distinct import widened
from incidents.record.reading import Sheet
from incidents.record.runs import repeating
from incidents.record.schema import Described, Schema
from incidents.record.storage.home import Home
from incidents.record.storage.snapshot import DESCRIPTOR, PARQUET, Snapshot, is_table, parsed
from incidents.record.storage.taking import take_snapshot
from incidents.record.tables import Tables, typed

DATA = Path(__file__).parents[2] / "data"  # the record that the project ships


def load_tables(home: Home = DATA) -> Tables:
    """Read a record where it is kept. Expects no problems in it (see ``checks.read_sound``, which reads it once)."""
    return tables_of(take_snapshot(home))


def tables_of(snapshot: Snapshot) -> Tables:
    """Type the tables of a folder that was read; KeyError or ValueError where they do not fit their schema."""
    schema = schema_of(snapshot)
    frames, packed = {}, {}
    for name, resource in schema.tables.items():
        path = str(resource["path"])
        if path.endswith(PARQUET):
            packed[name] = snapshot.contents[path]
        elif is_table(resource):
            frames[name] = _frame(snapshot, name, path, schema)
    return FolderTables(schema, snapshot.stamp(), snapshot.name, frames, packed, _texts(snapshot))


_Held = tuple[bytes, bytes, str]  # digests of the descriptor and of a file, and which table the file is
_typed_already: WeakValueDictionary[_Held, pd.DataFrame] = WeakValueDictionary()


def _frame(snapshot: Snapshot, name: str, path: str, schema: Schema) -> pd.DataFrame:
    """Return a typed table, the same for all versions of a record that have it: of an edit the rest stays as it is."""
    held = snapshot.digest(DESCRIPTOR), snapshot.digest(path), name
    frame = _typed_already.get(held)
    if frame is None:
        frame = frame_of(snapshot.sheet(path), schema.fields(name))
        _typed_already[held] = frame
    return frame


def _texts(snapshot: Snapshot) -> dict[str, str]:
    return {**snapshot.texts, DESCRIPTOR: snapshot.contents[DESCRIPTOR].decode("utf-8-sig")}


def schema_of(snapshot: Snapshot) -> Schema:
    """Return what a folder that was read says of itself; ValueError where that is no JSON."""
    return _schema(snapshot.contents[DESCRIPTOR])


@lru_cache(maxsize=4)  # tables are edited often, and what they are seldom
def _schema(descriptor: bytes) -> Schema:
    return Schema(parsed(descriptor))


@dataclass(frozen=True, eq=False)
class FolderTables:
    """Tables of a folder: ``frames`` are held typed, ``packed`` are the contents of Parquet files."""

    schema: Schema
    stamp: str
    name: str
    frames: Mapping[str, pd.DataFrame]
    packed: Mapping[str, bytes]
    texts: Mapping[str, str]

    def read(self, table: str) -> pd.DataFrame:
        """Return a whole table; raise KeyError for one the record does not have."""
        return self.frames[table] if table in self.frames else self._unpacked(table)

    def rows_of(self, table: str, incident_ids: Sequence[str]) -> pd.DataFrame:
        """Return the rows of some incidents; of a large copy only what is asked for is unpacked."""
        if table not in self.frames:
            wanted = [("incident_id", "in", list(incident_ids) or [""])]
            return self._typed(
                table, _parquet().read_table(pa.BufferReader(self.packed[table]), filters=wanted).to_pandas()
            )
        frame = self.frames[table]
        return frame[frame["incident_id"].isin(list(incident_ids))]

    def batches(self, table: str, columns: list[str]) -> Iterable[pd.DataFrame]:
        """Yield some columns of a table, whole incidents in each batch (row groups of large copies are written so)."""
        if table in self.frames:
            yield self.frames[table][columns]
            return
        file = self._file(table, columns)
        for number in range(file.num_row_groups):
            yield self._typed(table, file.read_row_group(number, columns=columns).to_pandas())

    def text(self, name: str) -> str | None:
        """Return a text that lies beside the tables, or None."""
        return self.texts.get(name)

    def _unpacked(self, table: str) -> pd.DataFrame:
        """Unpack a large copy, which says the same again and again: each distinct text is held once."""
        file = self._file(table, None)
        return self._typed(table, file.read().to_pandas())

    def _file(self, table: str, columns: Sequence[str] | None) -> Any:  # noqa: ANN401 - a ParquetFile
        """Open a large copy so that texts which it repeats are held once; ids stay texts."""
        open_file, content = _parquet().ParquetFile, pa.py_buffer(self.packed[table])
        once = [name for name in repeating(open_file(pa.BufferReader(content)), columns) if not name.endswith("_id")]
        return open_file(pa.BufferReader(content), read_dictionary=once)

    def _typed(self, table: str, frame: pd.DataFrame) -> pd.DataFrame:
        return _typed_frame(frame, self.schema.fields(table))


def _parquet() -> Any:  # noqa: ANN401 - a module
    """Return what reads Parquet: small records do without it."""
    import pyarrow.parquet

    return pyarrow.parquet


def frame_of(sheet: Sheet, fields: Sequence[Described]) -> pd.DataFrame:
    """Return the cells below the header as a typed frame; an empty cell is missing."""
    cells = zip(*sheet.rows[1:], strict=True)
    columns = dict(zip(sheet.header, cells, strict=True)) if len(sheet.rows) > 1 else dict.fromkeys(sheet.header, ())
    texts = {
        name: pd.array(pa.array([cell or None for cell in column], pa.large_string()), dtype="str")
        for name, column in columns.items()
    }
    return _typed_frame(pd.DataFrame(texts, copy=False), fields)


def _typed_frame(frame: pd.DataFrame, fields: Sequence[Described]) -> pd.DataFrame:
    described = {str(field["name"]): field for field in fields}
    return widened(
        frame, {name: typed(cells, described[name]).array for name, cells in frame.items() if name in described}
    )
