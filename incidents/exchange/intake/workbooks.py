"""Workbooks: the sheet that names most known columns, with its cells written as text."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from io import BytesIO
from itertools import islice

import numpy as np
import python_calamine

from incidents.exchange.intake.blocks import columns_of
from incidents.exchange.intake.failed_formulas import failed_formulas
from incidents.exchange.intake.headers import (
    HEAD_ROWS,
    header_end,
    header_place,
    header_row,
    plain_heading,
    unique_headings,
)
from incidents.exchange.intake.opened import Opened, how_headed, opened_table
from incidents.exchange.intake.remarks import Remark, UnreadableFileError
from incidents.language import N_


def open_workbook(name: str, content: bytes, known: Collection[str]) -> Opened:
    """Read the sheet of a workbook that names most known columns, or the first that names any.

    Raises UnreadableFileError.
    """
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(BytesIO(content))
        found = _sheet_that_names_most(book, known)
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise UnreadableFileError(N_("{file} cannot be read: {reason}"), file=name, reason=str(error)) from error
    titles = book.sheet_names
    book.close()
    if found is None:
        raise UnreadableFileError(N_("{file}: no row names the columns."), file=name)
    sheet, head, place = found
    skipped = header_end(head, place, known)
    names = unique_headings(header_row(head, place, known), len(head[place]))
    merged = _Merged(skipped, names)
    rows = merged.spread(
        _with_values(_rows(sheet), failed_formulas(content, titles.index(sheet.name))), sheet.merged_cell_ranges or []
    )
    table = columns_of(islice(rows, skipped, None), names)
    said = how_headed(head, place, known)
    if len(titles) > 1:
        others = ", ".join(other for other in titles if other != sheet.name)
        said.append((N_("Read is the sheet “{title}”; not read: {others}."), {"title": sheet.name, "others": others}))
    return replace(opened_table(name, table, skipped, merged.remarks()), said=said)


def _sheet_that_names_most(
    book: python_calamine.CalamineWorkbook, known: Collection[str]
) -> tuple[python_calamine.CalamineSheet, list[list[str]], int] | None:
    """Return a sheet with its first rows and the place of its header; of equals the first. Two at most are held."""
    found, most = None, -1
    for title in book.sheet_names:
        sheet = book.get_sheet_by_name(title)
        head = list(islice(_rows(sheet), HEAD_ROWS))
        place = header_place(head, known)
        if place is not None and _named(head[place], known) > most:
            found, most = (sheet, head, place), _named(head[place], known)
    return found


def _rows(sheet: python_calamine.CalamineSheet) -> Iterator[list[str]]:
    """Yield the rows of a sheet from its first cell on, with their cells written as text."""
    if sheet.start is None:
        return
    empty = [""] * sheet.start[1]  # the columns before the first that holds anything
    for row in sheet.iter_rows():
        yield empty + [written(cell) for cell in row]


def _with_values(rows: Iterator[list[str]], values: Iterable[tuple[int, int, str]]) -> Iterator[list[str]]:
    """Yield rows with values in some of their cells, which are told by row and column."""
    told: dict[int, list[tuple[int, str]]] = {}
    for number, column, value in values:
        told.setdefault(number, []).append((column, value))
    for number, row in enumerate(rows):
        for column, value in told.get(number, ()):
            if column < len(row):
                row[column] = value
        yield row


@dataclass(frozen=True, eq=False)
class _Merged:
    """Writes what stands in cells merged over several rows below a header into each of them, and says so.

    A whole number is no part of it: it may count the people of all these rows together.
    """

    skipped: int
    names: Sequence[str]
    found: dict[str, list[tuple[int, str]]] = field(default_factory=dict)

    def spread(
        self, rows: Iterator[list[str]], merged: Iterable[tuple[tuple[int, int], tuple[int, int]]]
    ) -> Iterator[list[str]]:
        """Yield the rows with these cells; each is told by the first and the last that it takes the place of."""
        begin: dict[int, list[tuple[int, int]]] = {}
        for (first, column), (last, _column) in merged:
            if self.skipped <= first < last:
                begin.setdefault(first, []).append((last, column))
        open_ones: list[tuple[int, int, str]] = []
        for number, row in enumerate(rows):
            open_ones = [each for each in open_ones if each[0] >= number]
            for _last, column, cell in open_ones:
                row[column] = cell
                self.found.setdefault(self.names[column], []).append((number + 1, cell))
            for last, column in begin.get(number, ()):
                cell = row[column] if column < len(row) else ""
                if cell and not cell.isdecimal():
                    open_ones.append((last, column, cell))
            yield row

    def remarks(self) -> list[Remark]:
        """Say of each column in which rows it was."""
        sentence = N_("Cells merged over several rows: each of these rows has what stands in them.")
        return [
            Remark(
                "changed",
                name,
                sentence,
                np.array([row for row, _cell in held], np.int64),
                [cell for _row, cell in held],
            )
            for name, held in self.found.items()
        ]


def _named(row: Sequence[str], known: Collection[str]) -> int:
    return sum(plain_heading(cell) in known for cell in row)


def written(cell: object) -> str:
    """Write a cell of a workbook as text: whole numbers whole, days as YYYY-MM-DD."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    return str(cell)
