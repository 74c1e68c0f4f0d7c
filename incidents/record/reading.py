"""The one reader of files of cells: what a file holds, as text, and how it was saved. It knows of no schema.

Whoever checks, types or imports cells gets them from here, so that nobody reads a file in a way of his own.
"""

import codecs
import csv
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from itertools import islice
from typing import Literal

import numpy as np
import pyarrow as pa

Encoding = Literal["UTF-8", "UTF-16", "Windows-1256", "Windows-1252", "Windows-1254", "MacRoman", "unknown"]
Flaw = Literal["bytes", "quotes", "length"]

# What files are read in, by the names that readers know. Only the first three are recognised here; see ``read_text``.
CODECS: Mapping[Encoding, str] = {
    "UTF-8": "utf-8-sig", "UTF-16": "utf-16", "Windows-1256": "cp1256",
    "Windows-1252": "cp1252", "Windows-1254": "cp1254", "MacRoman": "mac_roman",
}  # fmt: skip

COMMA, SEMICOLON, TAB = ",", ";", "\t"
SEPARATORS = (COMMA, SEMICOLON, TAB)  # of equals the first is meant
LONGEST_CELL = 131_072  # characters; a quotation mark that is never closed makes a cell of the rest of the file
_HEAD_ROWS, _HEAD_CHARACTERS = 20, 65_536  # what a separator and a header are looked for in
_ARABIC = re.compile("[\u0600-\u06ff]")


@dataclass(frozen=True, eq=False)
class Sheet:
    """The cells of a file as text, row by row as a spreadsheet counts them: ``rows[0]`` is row 1, an empty row is [].

    ``encoding`` and ``separator`` say how it was saved. ``flaw`` says what kept the reader from going on in row
    ``flaw_row``: bytes that are no text (``flaw_value``), quotation marks that do not match, a cell without end.
    """

    rows: list[list[str]]
    encoding: Encoding = "UTF-8"
    separator: str = COMMA
    flaw: Flaw | None = None
    flaw_row: int | None = None
    flaw_value: str = ""

    @property
    def header(self) -> list[str]:
        """Return the cells of the first row; none for an empty file."""
        return self.rows[0] if self.rows else []

    def header_row(self, columns: Sequence[str]) -> int | None:
        """Return the number of the first row that names at least half of the columns, or None (titles may precede)."""
        for number, row in enumerate(self.rows[:_HEAD_ROWS], start=1):
            if 2 * len({cell.strip() for cell in row} & set(columns)) >= len(columns):
                return number
        return None


def read_sheet(content: bytes, encoding: Encoding | None = None) -> Sheet:
    """Read the content of a file: UTF-8 with or without byte order mark, UTF-16, Windows-1256; commas, ``;``, tabs.

    An ``encoding`` that is given is not looked for. Never raises: what cannot be read is told by the flaw of the sheet.
    """
    text, encoding = _decoded(content, encoding)
    if text is None:
        at, value = _undecodable(content)
        rows, separator, _flaw = _split(at)
        last = bool(rows) and not at.endswith(("\n", "\r"))
        return Sheet([], "unknown", separator, "bytes", len(rows) + (0 if last else 1), value)
    rows, separator, flaw = _split(text)
    return Sheet(rows, encoding, separator, flaw, len(rows) + 1 if flaw else None)


def _decoded(content: bytes, encoding: Encoding | None = None) -> tuple[str | None, Encoding]:
    """Return the text and how it was encoded; None where no encoding fits."""
    if encoding not in {None, "UTF-8", "UTF-16"}:  # Unicode is known by its bytes, whatever is said of it
        return content.decode(CODECS[encoding or "UTF-8"], "replace"), encoding or "UTF-8"
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _attempt(content, "utf-16"), "UTF-16"
    if content.count(0) > len(content) // 8:  # every other byte of Latin text in UTF-16 is zero
        return _attempt(content, "utf-16-be" if content.startswith(b"\0") else "utf-16-le"), "UTF-16"
    text = _attempt(content, "utf-8-sig")
    if text is None and _looks_like_1256(content):
        return content.decode("cp1256"), "Windows-1256"
    return text, "UTF-8" if text is not None else "unknown"


def _attempt(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def _looks_like_1256(content: bytes) -> bool:
    """Tell Arabic of Windows from UTF-8 in which some bytes are damaged: of the latter most of the text is sound."""
    foreign = [character for character in content.decode("utf-8", "replace") if character > "\x7f"]
    read_otherwise = [character for character in content.decode("cp1256") if character > "\x7f"]
    damaged = foreign.count("\ufffd")
    return 2 * damaged > len(foreign) and 2 * len(_ARABIC.findall("".join(read_otherwise))) > len(read_otherwise)


def _undecodable(content: bytes) -> tuple[str, str]:
    """Return the text before the first bytes that are none, and these bytes as they would be typed."""
    try:
        content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return error.object[: error.start].decode("utf-8-sig"), repr(error.object[error.start : error.end])
    return "", repr(content[:2])  # UTF-16 by its mark, and yet no UTF-16


def _split(text: str) -> tuple[list[list[str]], str, Flaw | None]:
    """Split a text into cells; a flaw says why the rows end before the text does."""
    separator = _separator(text)
    rows: list[list[str]] = []
    try:
        for row in csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True):
            if max(map(len, row), default=0) > LONGEST_CELL:  # the limit of the csv module is anybody's to move
                return rows, separator, "length"
            rows.append(row)
    except csv.Error as error:
        return rows, separator, "length" if "limit" in str(error) else "quotes"
    return rows, separator, None


def _separator(text: str) -> str:
    """Return the separator that parts most rows of the head into the same, largest number of cells."""
    return max(SEPARATORS, key=lambda separator: _usual_width(text[:_HEAD_CHARACTERS], separator))


def _usual_width(head: str, separator: str) -> int:
    widths = Counter(len(row) for row in islice(_leniently(head, separator), _HEAD_ROWS))
    return widths.most_common(1)[0][0] if widths else 0


def _leniently(head: str, separator: str) -> Iterator[list[str]]:
    try:
        yield from csv.reader(StringIO(head, newline=""), delimiter=separator)
    except csv.Error:
        return


@dataclass(frozen=True, eq=False)
class Text:
    """The content of a file of cells in UTF-8 without a mark, for whoever reads it by columns; see ``Sheet``."""

    content: "memoryview | bytes"
    encoding: Encoding
    separator: str


def read_text(content: bytes, encoding: Encoding | None = None) -> Text | None:
    """Return a file as ``read_sheet`` understands it, before it is split into cells; None where it is no text.

    Text that is UTF-8 already is not copied.
    """
    held: memoryview | bytes
    if encoding in {None, "UTF-8"} and not _is_utf16(content) and _is_utf8(content):
        held, encoding = memoryview(content)[3 if content.startswith(codecs.BOM_UTF8) else 0 :], "UTF-8"
    else:
        text, encoding = _decoded(content, encoding)
        if text is None:
            return None
        held = text.removeprefix("\ufeff").encode()
    head = bytes(held[: 4 * _HEAD_CHARACTERS]).decode("utf-8", "ignore")
    return Text(held, encoding, _separator(head))


def is_unicode(encoding: Encoding) -> bool:
    """Say whether an encoding is known by its bytes; others are guessed."""
    return encoding in {"UTF-8", "UTF-16"}


def _is_utf16(content: bytes) -> bool:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return True
    return b"\0" in content and content.count(0) > len(content) // 8


def _is_utf8(content: bytes) -> bool:
    """Say whether a content is UTF-8, without holding it a second time."""
    ends = np.array([0, len(content)], dtype=np.int64)
    whole = pa.Array.from_buffers(pa.large_binary(), 1, [None, pa.py_buffer(ends), pa.py_buffer(content)])
    try:
        whole.cast(pa.large_string())  # looks at each byte and copies none
    except pa.ArrowInvalid:
        return False
    return True
