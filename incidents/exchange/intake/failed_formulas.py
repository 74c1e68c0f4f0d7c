"""Cells of an XLSX workbook in which a formula failed: the reader of workbooks hands them on as if they were empty."""

import posixpath
import re
from collections.abc import Iterator
from io import BytesIO
from typing import IO
from xml.etree.ElementTree import Element, ParseError, iterparse
from zipfile import BadZipFile, ZipFile

_PIECE = 1 << 20  # bytes
_PLACE = re.compile("[A-Z]+[0-9]+")


def failed_formulas(content: bytes, number: int) -> Iterator[tuple[int, int, str]]:
    """Yield row and column (both from 0) and what stands there (#REF!) of a sheet by its place in the workbook.

    Nothing of a file that is no XLSX.
    """
    try:
        with ZipFile(BytesIO(content)) as book:
            path = _sheet_path(book, number)
            with book.open(path) as cells:
                is_failed = _holds_failed(cells)
            if is_failed:
                with book.open(path) as cells:
                    yield from _failed(cells)
    except (BadZipFile, KeyError, IndexError, ParseError):
        return


def _holds_failed(cells: IO[bytes]) -> bool:
    """Say whether any cell of a sheet failed, a piece of its text at a time: the whole takes many times the file."""
    before = b""
    while piece := cells.read(_PIECE):
        text = before + piece
        if b't="e"' in text or b"t='e'" in text:
            return True
        before = text[-len(b't="e"') :]
    return False


def _failed(cells: IO[bytes]) -> Iterator[tuple[int, int, str]]:
    from xlsxwriter.utility import xl_cell_to_rowcol  # comes with all that writes workbooks

    for cell in _elements(cells, "c"):
        place = cell.get("r", "")
        if cell.get("t") == "e" and _PLACE.fullmatch(place):
            yield *xl_cell_to_rowcol(place), cell.findtext("{*}v") or ""
        cell.clear()


def _sheet_path(book: ZipFile, number: int) -> str:
    """Return where a sheet is kept. Raises KeyError or IndexError where the workbook does not say."""
    sheet = list(_elements(BytesIO(book.read("xl/workbook.xml")), "sheet"))[number]
    wanted = [value for name, value in sheet.items() if name.endswith("}id")]
    for part in _elements(BytesIO(book.read("xl/_rels/workbook.xml.rels")), "Relationship"):
        if part.get("Id") in wanted:
            return posixpath.normpath(posixpath.join("/xl", part.get("Target", ""))).lstrip("/")
    raise KeyError(number)


def _elements(content: IO[bytes], name: str) -> Iterator[Element]:
    """Yield elements of a name, whatever its namespace: the strict form of the format has another.

    No file outside is read, and expat itself refuses what would grow without end.
    """
    found = (element for _event, element in iterparse(content))  # noqa: S314 - see above
    return (element for element in found if element.tag.rpartition("}")[2] == name)
