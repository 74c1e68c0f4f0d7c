"""Cells of an XLSX workbook in which a formula failed: the reader of workbooks hands them on as if they were empty."""

import re
from collections.abc import Iterator
from io import BytesIO
from zipfile import BadZipFile, ZipFile

_CELL = re.compile(rb'<c\b(?=[^>]*\bt="e")[^>]*\br="([A-Z]+)([0-9]+)"[^>]*>.*?<v>([^<]*)</v>', re.DOTALL)
_SHEET = re.compile(rb'<(?:\w+:)?sheet\b[^>]*\br:id="([^"]+)"')
_PART = re.compile(rb"<Relationship\b[^>]*>")
_LETTERS = 26


def failed_formulas(content: bytes, number: int) -> Iterator[tuple[int, int, str]]:
    """Yield row and column (both from 0) and what stands there (#REF!) of a sheet by its place in the workbook.

    Nothing of a file that is no XLSX.
    """
    try:
        with ZipFile(BytesIO(content)) as book:
            cells = book.read(_sheet_path(book, number))
    except (BadZipFile, KeyError, IndexError):
        return
    for letters, row, value in _CELL.findall(cells) if b't="e"' in cells else ():
        column = 0
        for letter in letters:
            column = column * _LETTERS + letter - ord("A") + 1
        yield int(row) - 1, column - 1, value.decode()


def _sheet_path(book: ZipFile, number: int) -> str:
    """Return where a sheet is kept. Raises KeyError or IndexError where the workbook does not say."""
    wanted = _SHEET.findall(book.read("xl/workbook.xml"))[number]
    for part in _PART.findall(book.read("xl/_rels/workbook.xml.rels")):
        if b'Id="' + wanted + b'"' in part:
            path = re.findall(rb'Target="([^"]+)"', part)[0].decode()
            return path.lstrip("/") if path.startswith("/") else f"xl/{path}"
    raise KeyError(wanted)
