"""The tables of a record as files; of a large one only a part at a time is brought into the form of its file."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from incidents.record.schema import Described
from incidents.record.side_by_side import side_by_side
from incidents.record.storage import CSV, PARQUET

_ROWS_TOGETHER = 50_000  # incidents whose rows stand together in a Parquet file
_MANY_PARTS = 8
_SMALL_POOL = 5_000  # distinct texts that a Parquet file takes as they are, once for all rows that stand together
_UNALIKE = {"incident_id", "claim_id", "source_id"}  # nearly each row has another: none is looked up among those above
_FEW = 4  # rows at least that say the same in a column whose texts are worth a list
_TYPES = {"integer": pa.int64(), "number": pa.float64()}
_Cells = Any  # an array of pandas or numpy


@dataclass(frozen=True, eq=False)
class Rows:
    """The rows of a table, of which so many as are asked for are made at a time.

    ``columns`` returns some of them by columns. ``at`` is the incident of each row, and rises; None where the rows of
    an incident need not stand together.
    """

    length: int
    columns: Callable[[slice], Mapping[str, _Cells]]
    at: npt.NDArray[np.intp] | None = None


def rows_of(frame: pd.DataFrame, at: npt.NDArray[np.intp] | None = None) -> Rows:
    """Return the rows of a table that is made already; see ``Rows``."""
    held = {str(name): cells.array for name, cells in frame.items()}
    return Rows(len(frame), lambda rows: {name: cells[rows] for name, cells in held.items()}, at)


def written_table(held: Rows, table: Described, ending: str) -> bytes:
    """Return a table as a file with all columns that its description has, in that order."""
    sink = pa.BufferOutputStream()
    make = partial(_part, held, table, ending)
    if ending == CSV:
        from pyarrow import csv

        csv.write_csv(make(slice(0, held.length)), sink, csv.WriteOptions(quoting_style="needed"))
        head, _newline, body = sink.getvalue().to_pybytes().partition(b"\n")
        return head.replace(b'"', b"") + b"\n" + body
    import pyarrow.parquet as pq

    slices = list(_whole_incidents(held.length, held.at))
    # What is made ahead takes room: of a table of few parts too much beside the whole.
    parts = side_by_side(make, slices, held.length if len(slices) >= _MANY_PARTS else 0)
    first = next(parts)
    repeated = [name for name in first.column_names if _is_listed(name, first[name])]
    # The least and the highest of a part are told of ids and days alone: nobody looks for other cells by theirs.
    told = [name for name in first.column_names if name.endswith("_id") or name.startswith("date_")]
    how: dict[str, Any] = {"compression": "zstd", "use_dictionary": repeated, "write_statistics": told}
    # Without a note of how the texts are held here, each reader has them as texts.
    with pq.ParquetWriter(sink, first.schema, store_schema=False, **how) as writer:
        writer.write_table(first)
        del first
        for part in parts:  # while one is written the next are made
            writer.write_table(part)
    return sink.getvalue().to_pybytes()


def _is_listed(name: str, cells: pa.ChunkedArray) -> bool:
    """Say whether a column says the same so often that a list of its texts is shorter, as its first rows tell."""
    if name in _UNALIKE:
        return False
    asked = cells.slice(0, _ROWS_TOGETHER)
    return not pa.types.is_large_string(asked.type) or _FEW * pc.count_distinct(asked).as_py() <= max(_FEW, len(asked))


def _part(held: Rows, table: Described, ending: str, rows: slice) -> pa.Table:
    """Return some rows of a table with all columns that its description has.

    Those that no file of this shape fills are missing everywhere, and are one column in memory.
    """
    fields = {field["name"]: str(field["type"]) for field in table["schema"]["fields"]}
    made = held.columns(rows)
    nothing = {kind: pa.nulls(rows.stop - rows.start, _type_of_nothing(kind, ending)) for kind in {*fields.values()}}
    return pa.table({
        name: _column(made[name], kind, ending) if name in made else nothing[kind]
        for name, kind in fields.items()
    })  # fmt: skip


def _type_of_nothing(kind: str, ending: str) -> pa.DataType:
    day = pa.date32() if ending == PARQUET else pa.string()
    return day if kind == "date" else _TYPES.get(kind, pa.string())


def _column(part: _Cells, kind: str, ending: str) -> pa.Array:
    """Return a column as a file holds it."""
    if kind in _TYPES:
        arrow = pa.array(pd.to_numeric(part), pa.float64(), from_pandas=True)
        return arrow.cast(_TYPES[kind])
    is_date = kind == "date" and ending == PARQUET
    if isinstance(part.dtype, pd.ArrowDtype):
        return _texts_of_pool(pa.array(part), is_date=is_date, is_packed=ending == PARQUET)
    texts = pa.array(part if part.dtype == "str" else pd.array(part, dtype="str"), pa.large_string(), from_pandas=True)
    return texts.cast(pa.date32()) if is_date else texts


def _texts_of_pool(cells: pa.Array, *, is_date: bool, is_packed: bool) -> pa.Array:
    """Return a column that is held as places in a pool; a packed file takes a small pool as it is."""
    held = cells.combine_chunks() if isinstance(cells, pa.ChunkedArray) else cells
    if is_date:
        return held.dictionary.cast(pa.date32()).take(held.indices)
    is_kept = is_packed and len(held.dictionary) <= _SMALL_POOL
    return held if is_kept else pc.cast(held, pa.large_string())


def _whole_incidents(length: int, at: npt.NDArray[np.intp] | None) -> Iterator[slice]:
    """Yield the rows of a table in parts in which those of no incident are parted; see ``written_table``."""
    if at is None or not len(at) or at[-1] < _ROWS_TOGETHER:
        yield slice(0, length)
        return
    for start in range(0, int(at[-1]) + 1, _ROWS_TOGETHER):
        first, last = np.searchsorted(at, [start, start + _ROWS_TOGETHER])
        if first < last:
            yield slice(int(first), int(last))
