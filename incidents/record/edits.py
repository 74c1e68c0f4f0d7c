"""What differs between two versions of a record, cell by cell, as the cells would stand in the tables.

Read, not judged: a row that goes under another id is one removed and one added.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from geodata.cells import SEPARATOR
from incidents.record.contract import EDITS, GAZETTEER, PLACES, VERSIONS, needed_of
from incidents.record.record import Record
from incidents.record.schema import Schema

Fate = Literal["added", "removed", "corrected"]
Texts = npt.NDArray[Any]  # texts, "" where a cell is empty
STAMP_LENGTH = 12  # signs of a digest: enough to tell versions of a record apart
WHOLE_ROW = "*"  # stands for the columns of a row that was added
_HISTORY = (VERSIONS, EDITS)  # say how the others changed


@dataclass(frozen=True)
class Cell:
    """A cell that holds another text than before; "" is an empty one."""

    column: str
    was: str
    now: str


@dataclass(frozen=True)
class Edit:
    """A row that was added, removed or corrected. ``row`` is its key, several columns of it joined by ``|``.

    ``cells`` are those of a corrected row that differ, of others all that are not empty.
    """

    table: str
    row: str
    fate: Fate
    cells: tuple[Cell, ...]

    def cell(self, column: str) -> Cell | None:
        """Return what became of a column, None where it is as it was."""
        return next((cell for cell in self.cells if cell.column == column), None)


def edits_between(before: Record, after: Record) -> list[Edit]:
    """Return every row that differs, table by table in the order of the later schema, its places last."""
    tables = dict.fromkeys((*after.schema.tables, *before.schema.tables, GAZETTEER))
    held = set(tables) - {*_HISTORY, *([GAZETTEER] if PLACES in after.schema.tables else [])}
    return [
        edit
        for table in tables
        if table in held
        for edit in _of_table(table, texts_of(before, table), texts_of(after, table))
    ]


def key_columns(schema: Schema, table: str) -> tuple[str, ...]:
    """Return the columns that together name a row of a table."""
    needed = needed_of(table)
    if needed is not None:
        return needed.key
    described = schema.tables[table]["schema"]
    primary = described.get("primaryKey") or described["fields"][0]["name"]
    return (str(primary),) if isinstance(primary, str) else tuple(map(str, primary))


def texts_of(record: Record, table: str) -> pd.DataFrame:
    """Return a table as texts, indexed by the keys of its rows; no rows where the record does not have it."""
    if table == GAZETTEER:
        return as_texts(record.places, key_columns(record.schema, table))
    if table not in record.schema.tables:
        return pd.DataFrame()
    return as_texts(record.tables.read(table), key_columns(record.schema, table))


def as_texts(frame: pd.DataFrame, key: Sequence[str]) -> pd.DataFrame:
    """Return typed cells as they would stand in a table."""
    columns = {str(name): _texts(cells) for name, cells in frame.items()}
    parts = [columns[name] for name in key]
    rows = parts[0] if len(parts) == 1 else [SEPARATOR.join(row) for row in zip(*parts, strict=True)]
    return pd.DataFrame(columns, index=pd.Index(rows, dtype=object), dtype=object)


def _texts(cells: pd.Series) -> Texts:
    """Return a column as texts; what occurs often is written once."""
    if isinstance(cells.dtype, pd.CategoricalDtype):
        return _taken(cells.cat.categories.astype("str"), cells.cat.codes.to_numpy())
    if cells.dtype.kind in "fM":
        codes, distinct = pd.factorize(cells)
        return _taken([_written(value) for value in distinct], codes)
    return cells.astype("str").to_numpy(dtype=object, na_value="")


def _taken(texts: Iterable[str], codes: npt.NDArray[Any]) -> Texts:
    """Return a text for each code; -1 is an empty cell."""
    return np.array([*texts, ""], dtype=object)[codes]


def _written(value: Any) -> str:  # noqa: ANN401 - a number or a day
    if isinstance(value, float):
        return np.format_float_positional(value, trim="-")
    return str(np.datetime64(value, "D"))


def _of_table(table: str, before: pd.DataFrame, after: pd.DataFrame) -> list[Edit]:
    come, gone = after[~after.index.isin(before.index)], before[~before.index.isin(after.index)]
    added = [Edit(table, row, "added", tuple(Cell(*cell) for cell in cells)) for row, cells in _filled(come, "now")]
    removed = [Edit(table, row, "removed", tuple(Cell(*cell) for cell in cells)) for row, cells in _filled(gone, "was")]
    return [*added, *removed, *_corrected(table, before, after)]


def _filled(rows: pd.DataFrame, end: Literal["was", "now"]) -> Iterator[tuple[str, list[tuple[str, str, str]]]]:
    """Yield of each row its key and the cells that are not empty: column, what it was, what it is."""
    names = list(rows.columns)
    for row, texts in zip(rows.index, rows.to_numpy(dtype=object).tolist(), strict=True):
        held = [(name, text) for name, text in zip(names, texts, strict=True) if text]
        yield str(row), [(name, text, "") if end == "was" else (name, "", text) for name, text in held]


def _corrected(table: str, before: pd.DataFrame, after: pd.DataFrame) -> list[Edit]:
    """Return the cells that differ in rows that both have; a column that one of them lacks is empty there."""
    both = after.index.intersection(before.index, sort=False)
    columns = list(dict.fromkeys((*after.columns, *before.columns)))
    was, now = (
        rows.loc[both].reindex(columns=columns, fill_value="").to_numpy(dtype=object) for rows in (before, after)
    )
    found: dict[int, list[Cell]] = {}
    for row, column in np.argwhere(was != now).tolist():
        found.setdefault(row, []).append(Cell(columns[column], was[row, column], now[row, column]))
    return [Edit(table, str(both[row]), "corrected", tuple(cells)) for row, cells in found.items()]


def undone(texts: pd.DataFrame, edits: Iterable[Mapping[Any, Any]]) -> pd.DataFrame:
    """Undo rows of the table ``edits``, the latest first: rows that were added go, others get back what they held."""
    rows = dict(zip(texts.index, texts.to_dict("records"), strict=True))
    for edit in edits:
        if edit["column"] == WHOLE_ROW:
            rows.pop(edit["row"], None)
        else:
            rows.setdefault(edit["row"], dict.fromkeys(texts.columns, ""))[edit["column"]] = edit["was"]
    return pd.DataFrame(list(rows.values()), index=pd.Index(list(rows), dtype=object), columns=texts.columns)


def digest_of(tables: Mapping[str, pd.DataFrame]) -> str:
    """Return by what the rows of a version are known, whatever their order; empty columns and tables say nothing.

    Tables that tell of versions are left out, and places that do not come with the record.
    """
    told = sha256()
    for name in sorted(tables.keys() - {*_HISTORY, GAZETTEER}):
        rows = tables[name].sort_index(axis="columns").sort_index()
        for row, cells in zip(rows.index, rows.to_dict("records"), strict=True):
            held = [name, row, *((column, text) for column, text in cells.items() if text)]
            told.update(json.dumps(held, ensure_ascii=False).encode())
    return told.hexdigest()[:STAMP_LENGTH]


def written_edits(edits: Sequence[Edit], stamp: str) -> list[dict[str, str]]:
    """Return rows of the table ``edits`` by which the older version, known by its stamp, can be made again."""
    rows: list[dict[str, str]] = []
    for edit in edits:
        told = {"stamp": stamp, "table": edit.table, "row": edit.row}
        if edit.fate == "added":
            rows.append(told | {"column": WHOLE_ROW, "was": ""})
        else:
            rows += [told | {"column": cell.column, "was": cell.was} for cell in edit.cells]
    return rows
