"""A file read as a record: first what will become of it, then its folder."""

import datetime as dt
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from geodata.gazetteer import Gazetteer, shipped_gazetteer
from incidents.exchange.intake.days import ORDERS
from incidents.exchange.intake.description import description
from incidents.exchange.intake.events import Events, Shape
from incidents.exchange.intake.mapping import Columns, Kind, guessed
from incidents.exchange.intake.material import Material
from incidents.exchange.intake.opened import Opened
from incidents.exchange.intake.places import Placed, placed
from incidents.exchange.intake.remarks import NoRowLeftError, Remark, UnreadableFileError, left_out_file, rows_left_out
from incidents.exchange.intake.shapes import SHAPES, recognised
from incidents.exchange.intake.tables import Made, made_of
from incidents.language import N_, Language
from incidents.record.memory import give_back_memory
from incidents.record.schema import Described
from incidents.record.storage import CSV, DESCRIPTOR, PARQUET

LEFT_OUT, MAPPING = "left-out.csv", "mapping.json"
FIRST_ROWS = 5  # that a preview shows
MOST_IN_CSV = 20_000  # incidents; more are kept in Parquet
_ROWS_TOGETHER = 50_000  # incidents whose rows stand together in a Parquet file
_SMALL_POOL = 5_000  # distinct texts that a Parquet file takes as they are, once for all rows that stand together
_UNALIKE = {"incident_id", "claim_id", "source_id"}  # nearly each row has another: none is looked up among those above
_VICTIMS = (
    "victim",
    "name of the dead",
    "names",
    "relative",
    "casualty name",
    "ضحايا",
    "الضحايا",
    "أسماء",
    "الاسم",
    "phone",
    "هاتف",
)


@dataclass(frozen=True, eq=False)
class Import:
    """All that will become of a file: mapping, events, places, remarks. Nothing is written yet."""

    opened: Opened
    mapping: Columns
    order_is_open: bool
    events: Events
    places: Placed
    remarks: Sequence[Remark]

    @property
    def shape(self) -> Shape:
        """Return the shape as which the file is read."""
        return SHAPES[self.mapping.kind]

    @property
    def kept(self) -> int:
        """Count the incidents."""
        return len(self.events.rows)

    @property
    def gone(self) -> int:
        """Count the rows of which nothing is imported."""
        return rows_left_out(self.remarks)

    def first_rows(self) -> list[list[str]]:
        """Return the first rows as they stand in the file, a cell per column."""
        return self.opened.first_rows(FIRST_ROWS)

    def files(self, lang: Language) -> Iterator[tuple[str, bytes]]:
        """Yield the files of the record by name, the descriptor last; ``lang`` is that of the reasons."""
        made = made_of(self.shape, self.events, self.places, _title(self.opened.name))
        give_back_memory()
        ending = CSV if self.kept <= MOST_IN_CSV else PARQUET
        described = self._description(made, ending)
        for table in described["resources"]:
            yield str(table["path"]), _written(*made.tables[table["name"]](), table, ending)
            give_back_memory()  # before the next one is made
        yield LEFT_OUT, left_out_file(self.remarks, lang)
        yield MAPPING, self.mapping.to_json()
        yield DESCRIPTOR, f"{json.dumps(described, ensure_ascii=False, indent=1)}\n".encode()

    def _description(self, made: Made, ending: str) -> Described:
        starts, ends = (self.events.rows[name] for name in ("date_start", "date_end"))
        if starts.notna().any():
            coverage = (pd.Timestamp(starts.min()), pd.Timestamp(ends.max()))
        else:
            coverage = (pd.Timestamp("2011-03-15"), pd.Timestamp("2011-03-15"))
        stamp = str(coverage[1].date()).replace("-", ".")
        return description(self.shape, _title(self.opened.name), made.lists, coverage, ending=ending, stamp=stamp)


def read_as_record(
    opened: Opened,
    *,
    kind: Kind | None = None,
    mapping: Columns | None = None,
    today: dt.date | None = None,
    gazetteer: Gazetteer | None = None,
) -> Import:
    """Read an opened file as a record.

    ``kind`` is recognised and ``mapping`` guessed where they are not given. Raises UnreadableFileError where no column
    says when or where anything happened, or no row is left.
    """
    today = today or dt.datetime.now(dt.UTC).date()
    if mapping is None:
        kind = kind or recognised(list(opened.columns))
        mapping = guessed(kind, SHAPES[kind].headings, list(opened.columns))
    shape = SHAPES[mapping.kind]
    _check_enough(opened, mapping)
    material = Material(opened, mapping, today)
    material.kept &= ~_blank(opened, mapping)
    order_is_open = mapping.dates is None and material.order_shown == "either"
    if mapping.dates is None and material.order_shown in ORDERS:
        mapping = replace(mapping, dates=material.order)
    events = shape.read(material)
    if not len(events.rows):
        raise NoRowLeftError(opened.name, material.remarks)
    places = placed(material, events, gazetteer or shipped_gazetteer(), shape.terms.name or _title(opened.name))
    unread = [_unread(column) for column in opened.columns if column not in mapping.columns.values()]
    remarks = [*opened.remarks, *material.remarks, *places.remarks, *unread]
    give_back_memory()  # what reading took for a moment
    return Import(opened, mapping, order_is_open, events, places, remarks)


def _check_enough(opened: Opened, mapping: Columns) -> None:
    """Raise where a file has no date and no place: no mapping can make incidents of it."""
    columns = ", ".join(opened.columns)
    if not {"date", "month", "latitude", "point", "place", "admin1"} & mapping.columns.keys():
        sentence = N_(
            "{file}: no column says when or where. Its columns are: {columns}. A mapping can say which is which."
        )
        raise UnreadableFileError(sentence, file=opened.name, columns=columns)


def _blank(opened: Opened, mapping: Columns) -> np.ndarray:
    """Say which rows have nothing in any cell: they are no rows."""
    filled = np.zeros(len(opened), dtype=bool)
    columns = opened.columns
    # Columns that a record is made of are read already; the others are asked only where all of these are empty.
    for name in [*mapping.columns.values(), *(column for column in columns if column not in mapping.columns.values())]:
        cells = columns[name]
        if cells.null_count < len(cells):
            filled |= np.asarray(cells.is_valid().to_numpy())
        if filled.all():
            break
    return ~filled


def _unread(column: str) -> Remark:
    plain = f" {column.casefold()} "
    if any(word in plain for word in _VICTIMS):
        return Remark("column", column, N_("It may name victims or other persons: it is never read."))
    return Remark("column", column, N_("No part of a record is made of this column."))


def _title(name: str) -> str:
    return Path(name).stem


def _written(frame: pd.DataFrame, at: np.ndarray | None, table: Described, ending: str) -> bytes:
    """Return a table as a file; of a large one only a part at a time is held as it is written."""
    sink = pa.BufferOutputStream()
    if ending == CSV:
        from pyarrow import csv

        csv.write_csv(_arrow(frame, table, ending), sink, csv.WriteOptions(quoting_style="needed"))
        head, _newline, body = sink.getvalue().to_pybytes().partition(b"\n")
        return head.replace(b'"', b"") + b"\n" + body
    import pyarrow.parquet as pq

    schema = _arrow(frame.iloc[:0], table, ending).schema
    # Without a note of how the texts are held here, each reader has them as texts.
    repeated = [name for name in schema.names if name not in _UNALIKE]
    # The least and the highest of a part are told of ids and days alone: nobody looks for other cells by theirs.
    told = [name for name in schema.names if name.endswith("_id") or name.startswith("date_")]
    how: dict[str, Any] = {"compression": "zstd", "use_dictionary": repeated, "write_statistics": told}
    with pq.ParquetWriter(sink, schema, store_schema=False, **how) as writer:
        for part in _whole_incidents(frame, at):
            writer.write_table(_arrow(part, table, ending))
    return sink.getvalue().to_pybytes()


def _arrow(frame: pd.DataFrame, table: Described, ending: str) -> pa.Table:
    """Return a table with all columns that its description has, in that order."""
    return pa.table({
        field["name"]: _column(frame.get(field["name"]), str(field["type"]), ending, len(frame))
        for field in table["schema"]["fields"]
    })  # fmt: skip


def _column(cells: pd.Series | None, kind: str, ending: str, length: int) -> pa.Array:
    """Return a column as a file holds it; one that no file of this shape fills is missing everywhere."""
    if cells is None:
        types = {"integer": pa.int64(), "number": pa.float64(), "date": pa.date32() if ending == PARQUET else None}
        return pa.nulls(length, types.get(kind) or pa.large_string())
    if kind in {"integer", "number"}:
        arrow = pa.array(pd.to_numeric(cells), pa.float64(), from_pandas=True)
        return arrow.cast(pa.int64()) if kind == "integer" else arrow
    is_date = kind == "date" and ending == PARQUET
    if isinstance(cells.array, pd.arrays.ArrowExtensionArray) and isinstance(cells.dtype, pd.ArrowDtype):
        return _texts_of_pool(pa.array(cells.array), is_date=is_date, is_packed=ending == PARQUET)
    texts = pa.array(cells.astype("str"), pa.large_string(), from_pandas=True)
    return texts.cast(pa.date32()) if is_date else texts


def _texts_of_pool(cells: pa.Array, *, is_date: bool, is_packed: bool) -> pa.Array:
    """Return a column that is held as places in a pool; a packed file takes a small pool as it is."""
    held = cells.combine_chunks() if isinstance(cells, pa.ChunkedArray) else cells
    if is_date:
        return held.dictionary.cast(pa.date32()).take(held.indices)
    is_kept = is_packed and len(held.dictionary) <= _SMALL_POOL
    return held if is_kept else pc.cast(held, pa.large_string())


def _whole_incidents(table: pd.DataFrame, at: np.ndarray | None) -> Iterator[pd.DataFrame]:
    """Yield a table in parts in which the rows of no incident are parted; ``at`` is the incident of each, and rises."""
    if at is None or not len(at) or at[-1] < _ROWS_TOGETHER:
        yield table
        return
    for start in range(0, int(at[-1]) + 1, _ROWS_TOGETHER):
        first, last = np.searchsorted(at, [start, start + _ROWS_TOGETHER])
        if first < last:
            yield table.iloc[first:last]
