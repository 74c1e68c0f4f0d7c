"""The bytes of a table, row by row: what is put in, changed or taken out, while every other byte stays as it is.

Byte order mark, kind of line ends and quotation marks of what nobody touches are kept; in a row that is changed, so
are the cells that are not.
"""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO

from incidents.desk.draft import Row

Key = tuple[str, ...]

_CELL = re.compile(r'"(?:[^"]|"")*"|[^,]*')
_MARK, _END = "\ufeff", "\r\n"
# What part of a table the rows at its end that stand in order have to be, for a new one to be put among them.
_KEEPS_ORDER = 1 / 4


@dataclass(frozen=True)
class TextRow:
    """A row as it stands in its file: its text without the line end, the line end, and its cells."""

    text: str
    end: str
    cells: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class TextTable:
    """A table as its file has it: ``mark`` is the byte order mark or "", ``columns`` the header, ``rows`` what follows.

    ``key`` names the columns that together name a row.
    """

    mark: str
    header: TextRow
    rows: tuple[TextRow, ...]
    key: tuple[str, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """Return the names of the columns."""
        return self.header.cells

    def row(self, row: TextRow) -> dict[str, str]:
        """Return the cells of a row by their columns."""
        return dict(zip(self.columns, row.cells, strict=False))

    def by_key(self) -> dict[Key, dict[str, str]]:
        """Return the rows by their keys."""
        return {key_of(self.key, row): row for row in map(self.row, self.rows)}

    def content(self) -> bytes:
        """Return the file."""
        return (self.mark + "".join(row.text + row.end for row in (self.header, *self.rows))).encode()


def key_of(key: Sequence[str], row: Row) -> Key:
    """Return what names a row."""
    return tuple(row.get(name, "") for name in key)


def read_table(content: bytes, key: Sequence[str]) -> TextTable:
    """Read a table in UTF-8 with commas; ValueError or csv.Error for any other, which ``check`` would name."""
    text = content.decode("utf-8")
    mark = _MARK if text.startswith(_MARK) else ""
    lines = list(StringIO(text.removeprefix(mark), newline=""))
    reader, at, rows = csv.reader(lines, strict=True), 0, []
    for cells in reader:
        whole, at = "".join(lines[at : reader.line_num]), reader.line_num
        end = whole[len(whole.rstrip("\r\n")) :]
        rows.append(TextRow(whole.removesuffix(end), end, tuple(cells)))
    if not rows:
        raise ValueError("a table without a header")
    return TextTable(mark, rows[0], tuple(rows[1:]), tuple(key))


def with_changes(table: TextTable, changed: Mapping[Key, Row | None], added: Sequence[Row]) -> TextTable:
    """Return a table with some rows changed (None: taken out) and others put in where the order of the table has them.

    A changed row may name some columns only. Raises KeyError for a row that is not there.
    """
    missing = changed.keys() - table.by_key().keys()
    if missing:
        raise KeyError(*missing)
    rows = [
        row if key not in changed else _rewritten(row, table.columns, told)
        for row in table.rows
        for key in [key_of(table.key, table.row(row))]
        if (told := changed.get(key, row)) is not None
    ]
    end = table.header.end or "\n"
    for new in added:
        cells = tuple(new.get(name, "") for name in table.columns)
        rows.insert(_place(table, rows, new), TextRow(_written(cells), end, cells))
    return TextTable(table.mark, *_with_ends(table, rows), table.key)


def _with_ends(table: TextTable, rows: list[TextRow]) -> tuple[TextRow, tuple[TextRow, ...]]:
    """Part rows by line ends; the last has one only if the last of the file had."""
    usual = table.header.end or "\n"
    last = (table.rows[-1] if table.rows else table.header).end
    every = [table.header, *rows]
    parted = [TextRow(row.text, row.end or usual, row.cells) for row in every[:-1]]
    closing = every[-1]
    parted.append(TextRow(closing.text, (closing.end or usual) if last else "", closing.cells))
    return parted[0], tuple(parted[1:])


def _rewritten(row: TextRow, columns: Sequence[str], told: "Row | TextRow") -> TextRow:
    """Write the cells anew that are told otherwise."""
    if isinstance(told, TextRow):
        return row
    cells = tuple(told.get(name, cell) for name, cell in zip(columns, row.cells, strict=False))
    written = _raw_cells(row)
    kept = [
        raw if cell == before else _written([cell]) for raw, cell, before in zip(written, cells, row.cells, strict=True)
    ]
    return TextRow(",".join(kept), row.end, cells)


def _raw_cells(row: TextRow) -> list[str]:
    """Return the cells as they are written, quotation marks and all."""
    raw, at = [], 0
    while True:
        found = _CELL.match(row.text, at)
        if found is None:  # the pattern matches nothing as well
            break
        raw.append(found[0])
        at = found.end() + 1
        if at > len(row.text):
            break
    return raw if len(raw) == len(row.cells) else [_written([cell]) for cell in row.cells]


def _written(cells: Sequence[str]) -> str:
    out = StringIO(newline="")
    csv.writer(out, lineterminator=_END).writerow(cells)  # of the signs of an end, each is put in quotation marks
    text = out.getvalue().removesuffix(_END)
    # A row of one empty cell is written with quotation marks, lest it look like an empty line: here it is a part.
    return "" if text == '""' else text


def _place(table: TextTable, rows: Sequence[TextRow], new: Row) -> int:
    """Return where a row goes: in its order among those at the end that stand in one, else after them all."""
    first = table.columns.index(table.key[0])
    keys = [_natural(row.cells[first]) for row in rows]
    start = len(keys) - 1
    while start > 0 and keys[start - 1] <= keys[start]:
        start -= 1
    if len(keys) - start < len(keys) * _KEEPS_ORDER:
        return len(keys)
    own, place = _natural(new.get(table.key[0], "")), len(keys)
    while place > max(start, 0) and keys[place - 1] > own:
        place -= 1
    return place


def _natural(text: str) -> list[tuple[int, int | str]]:
    """Return what orders a text as a person would: numbers by what they count."""
    return list(_parts(text))


def _parts(text: str) -> Iterator[tuple[int, int | str]]:
    for part in re.findall(r"[0-9]+|[^0-9]+", text):
        yield (0, int(part)) if part.isdigit() else (1, part)
