"""Workbooks: the sheet that names most known columns, with its cells written as text."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from io import BytesIO

import numpy as np
import python_calamine

from incidents.exchange.intake.failed_formulas import failed_formulas
from incidents.exchange.intake.headers import (
    HEAD_ROWS,
    header_end,
    header_place,
    header_row,
    plain_heading,
    unique_headings,
)
from incidents.exchange.intake.opened import Opened, how_headed, opened_sheet
from incidents.exchange.intake.remarks import Remark, UnreadableFileError
from incidents.language import N_
from incidents.record.reading import Sheet


def open_workbook(name: str, content: bytes, known: Collection[str]) -> Opened:
    """Read the sheet of a workbook that names most known columns, or the first that names any.

    Raises UnreadableFileError.
    """
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(BytesIO(content))
        held = {title: book.get_sheet_by_name(title) for title in book.sheet_names}
        sheets = {title: sheet.to_python(skip_empty_area=False) for title, sheet in held.items()}
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise UnreadableFileError(N_("{file} cannot be read: {reason}"), file=name, reason=str(error)) from error
    heads = {title: [[written(cell) for cell in row] for row in rows[:HEAD_ROWS]] for title, rows in sheets.items()}
    places = {title: header_place(head, known) for title, head in heads.items()}
    found = [title for title, place in places.items() if place is not None]
    if not found:
        raise UnreadableFileError(N_("{file}: no row names the columns."), file=name)
    title = max(found, key=lambda title: (_named(heads[title][places[title] or 0], known), -found.index(title)))
    place = places[title] or 0
    skipped = header_end(heads[title], place, known)
    width = max(map(len, sheets[title][place:]), default=0)
    names = unique_headings(header_row(heads[title], place, known), width)
    rows = [[written(cell) for cell in row] for row in sheets[title]]
    for row, column, value in failed_formulas(content, book.sheet_names.index(title)):
        if row < len(rows) and column < len(rows[row]):
            rows[row][column] = value
    merged = _spread(rows, held[title].merged_cell_ranges or [], skipped, names)
    said = how_headed(heads[title], place, known)
    if len(sheets) > 1:
        others = ", ".join(other for other in sheets if other != title)
        said.append((N_("Read is the sheet “{title}”; not read: {others}."), {"title": title, "others": others}))
    opened = opened_sheet(name, Sheet(rows), names, skipped)
    return replace(opened, said=said, remarks=[*opened.remarks, *merged])


def _spread(
    rows: list[list[str]], merged: Sequence[tuple[tuple[int, int], tuple[int, int]]], skipped: int, names: Sequence[str]
) -> list[Remark]:
    """Write what stands in cells merged over several rows into each of them, and say so.

    A whole number is no part of it: it may count the people of all these rows together.
    """
    found: dict[str, list[tuple[int, str]]] = {}
    for (first, column), (last, _column) in merged:
        cell = rows[first][column] if first < len(rows) and column < len(rows[first]) else ""
        if first < skipped or not cell or cell.isdecimal():
            continue
        for row in range(first + 1, min(last + 1, len(rows))):
            rows[row][column] = cell
            found.setdefault(names[column], []).append((row + 1, cell))
    sentence = N_("Cells merged over several rows: each of these rows has what stands in them.")
    return [
        Remark(
            "changed", name, sentence, np.array([row for row, _cell in held], np.int64), [cell for _row, cell in held]
        )
        for name, held in found.items()
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
