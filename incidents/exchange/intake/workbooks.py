"""Workbooks: the sheet that names most known columns, with its cells written as text."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from io import BytesIO

import python_calamine

from incidents.exchange.intake.headers import HEAD_ROWS, header_end, header_place, plain_heading, unique_headings
from incidents.exchange.intake.opened import Opened, how_headed, opened_sheet
from incidents.exchange.intake.remarks import UnreadableFileError
from incidents.language import N_
from incidents.record.reading import Sheet


def open_workbook(name: str, content: bytes, known: Collection[str]) -> Opened:
    """Read the sheet of a workbook that names most known columns, or the first that names any.

    Raises UnreadableFileError.
    """
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(BytesIO(content))
        sheets = {title: book.get_sheet_by_name(title).to_python(skip_empty_area=False) for title in book.sheet_names}
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise UnreadableFileError(N_("{file} cannot be read: {reason}"), file=name, reason=str(error)) from error
    heads = {title: [[written(cell) for cell in row] for row in rows[:HEAD_ROWS]] for title, rows in sheets.items()}
    places = {title: header_place(head, known) for title, head in heads.items()}
    found = [title for title, place in places.items() if place is not None]
    if not found:
        raise UnreadableFileError(N_("{file}: no row names the columns."), file=name)
    title = max(found, key=lambda title: (_named(heads[title][places[title] or 0], known), -found.index(title)))
    place = places[title] or 0
    skipped = header_end(heads[title], place)
    width = max(map(len, sheets[title][place:]), default=0)
    names = unique_headings(heads[title][place], width)
    rows = [[written(cell) for cell in row] for row in sheets[title]]
    said = how_headed(place, is_hxl_below=skipped > place + 1)
    if len(sheets) > 1:
        others = ", ".join(other for other in sheets if other != title)
        said.append((N_("Read is the sheet “{title}”; not read: {others}."), {"title": title, "others": others}))
    return replace(opened_sheet(name, Sheet(rows), names, skipped), said=said)


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
