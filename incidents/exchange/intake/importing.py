"""A file read as a record: first what will become of it, then its folder."""

import datetime as dt
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pandas as pd

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
from incidents.exchange.intake.table_files import written_table
from incidents.exchange.intake.tables import Made, made_of
from incidents.language import N_, Language
from incidents.record.memory import give_back_memory
from incidents.record.schema import Described
from incidents.record.storage import CSV, DESCRIPTOR, PARQUET

LEFT_OUT, MAPPING = "left-out.csv", "mapping.json"
FIRST_ROWS = 5  # that a preview shows
MOST_IN_CSV = 20_000  # incidents; more are kept in Parquet
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
            yield str(table["path"]), written_table(made.tables[table["name"]](), table, ending)
            give_back_memory()  # before the next one is made
        yield LEFT_OUT, self.left_out(lang)
        yield MAPPING, self.mapping.to_json()
        yield DESCRIPTOR, f"{json.dumps(described, ensure_ascii=False, indent=1)}\n".encode()

    def left_out(self, lang: Language) -> bytes:
        """Return the file of what does not come in or is read otherwise; ``lang`` is that of the reasons."""
        return left_out_file(self.remarks, lang)

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
