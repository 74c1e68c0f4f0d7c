"""Any file of rows as columns of text: CSV, TSV, XLSX, ODS, GeoJSON, GeoPackage, Parquet; and what was recognised."""

import csv
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from incidents.exchange.intake.headers import HEAD_ROWS, header_place, is_hxl, unique_headings, usual_width
from incidents.exchange.intake.remarks import Remark, Rows, UnreadableFileError
from incidents.language import N_, Language
from incidents.record.reading import SEMICOLON, TAB, Sheet, Text, read_sheet, read_text

TEXTS, SHEETS = (".csv", ".tsv", ".txt", ".tab"), (".xlsx", ".ods", ".xls", ".xlsb", ".xlsm")
LAYERS, PARQUETS = (".geojson", ".json", ".gpkg"), (".parquet", ".geoparquet")
ENDINGS = (*TEXTS, *SHEETS, *LAYERS, *PARQUETS)
_HEAD = 1 << 16  # bytes in which the header is looked for
_TEXT = pa.dictionary(pa.int32(), pa.string())  # cells say the same again and again: each text is held once
_SHORT = N_("The row has fewer cells than the table has columns.")
_CUT = N_("The file ends within this row.")
_LONG = N_("The row has more cells than the table has columns.")


@dataclass(frozen=True, eq=False)
class Opened:
    """A file as columns of text (null where a cell is empty). ``rows`` are the numbers of its rows, the first is 1.

    ``said`` tells in message ids, each with its details, what was recognised; ``remarks`` what could not be read.
    """

    name: str
    columns: Mapping[str, pa.ChunkedArray]
    rows: Rows
    said: Sequence[tuple[str, Mapping[str, str]]] = ()
    remarks: Sequence[Remark] = field(default=())

    def __len__(self) -> int:
        """Count the rows below the header."""
        return len(self.rows)

    def told(self, lang: Language) -> list[str]:
        """Say what was recognised, one sentence each."""
        return [lang.say(sentence).format(**details) for sentence, details in self.said]


def open_file(path: Path, known: Collection[str]) -> Opened:
    """Open a file by its ending; ``known`` are headings by which its header is found. Raises UnreadableFileError."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise UnreadableFileError(
            N_("{file} cannot be read: {reason}"), file=path.name, reason=error.strerror or ""
        ) from error
    return open_content(path.name, content, known)


def open_content(name: str, content: bytes, known: Collection[str]) -> Opened:
    """Open the content of a file that has a name; see ``open_file``."""
    ending = Path(name).suffix.lower()
    if not content.strip():
        raise UnreadableFileError(N_("{file} is empty."), file=name)
    if ending in SHEETS or content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        return _of_workbook(name, content, known)
    if ending in LAYERS or ending in PARQUETS:
        from incidents.exchange.intake.layers import open_layer

        return open_layer(name, content, is_parquet=ending in PARQUETS)
    if ending not in TEXTS:
        endings = ", ".join(ENDINGS)
        raise UnreadableFileError(
            N_("{file}: such files are not read here. Read are: {endings}"), file=name, endings=endings
        )
    return _of_text(name, content, known)


def _of_text(name: str, content: bytes, known: Collection[str]) -> Opened:
    text = read_text(content)
    if text is None:
        raise UnreadableFileError(N_("{file} is no text in UTF-8, UTF-16 or Windows-1256."), file=name)
    head, ends = _head_of(text)
    place = header_place(head, known)
    if place is None:
        raise UnreadableFileError(N_("{file}: no row names the columns."), file=name)
    skipped = place + 1
    while skipped < len(head) and is_hxl(head[skipped]):
        skipped += 1
    names = unique_headings(head[place], usual_width(head[skipped:]))
    body = memoryview(text.content)[ends[skipped - 1] :]
    said = [*_how_saved(text), *_how_headed(place, is_hxl_below=skipped > place + 1)]
    try:
        opened = _columns_of(name, body, names, text.separator, skipped)
    except pa.ArrowInvalid:  # a quotation mark that is never closed: the reader of rows says where
        opened = _of_sheet(name, read_sheet(bytes(content)), names, skipped)
    return replace(opened, said=said)


def _head_of(text: Text) -> tuple[list[list[str]], list[int]]:
    """Return the first rows, and the byte at which each ends."""
    lines = bytes(text.content[:_HEAD]).splitlines(keepends=True)
    whole = len(text.content) <= _HEAD
    decoded = [line.decode("utf-8", "replace") for line in (lines if whole or len(lines) == 1 else lines[:-1])]
    reader = csv.reader(StringIO("".join(decoded), newline=""), delimiter=text.separator)
    starts = np.cumsum([0, *map(len, lines)]).tolist()
    rows, ends = [], []
    try:
        for row in reader:
            rows.append(row)
            ends.append(starts[min(reader.line_num, len(starts) - 1)])
            if len(rows) == HEAD_ROWS:
                break
    except csv.Error:
        pass
    return rows, ends


def _columns_of(name: str, body: memoryview, names: list[str], separator: str, skipped: int) -> Opened:
    """Read what stands below the header column by column; rows of another width are looked at one by one."""
    from pyarrow import csv as arrow_csv

    odd: list[arrow_csv.InvalidRow] = []

    def keep(row: arrow_csv.InvalidRow) -> str:
        odd.append(row)
        return "skip"

    if not len(body):
        return Opened(
            name, {column: pa.chunked_array([pa.array([], pa.string())]) for column in names}, np.zeros(0, np.int64)
        )
    table = arrow_csv.read_csv(
        pa.BufferReader(body),
        arrow_csv.ReadOptions(use_threads=False, column_names=names, block_size=1 << 24),
        arrow_csv.ParseOptions(
            delimiter=separator, newlines_in_values=True, ignore_empty_lines=False, invalid_row_handler=keep
        ),
        arrow_csv.ConvertOptions(column_types=dict.fromkeys(names, _TEXT), null_values=[""], strings_can_be_null=True),
    )
    table = table.unify_dictionaries()
    numbers = np.setdiff1d(np.arange(1, len(table) + len(odd) + 1), [row.number for row in odd]) + skipped
    mended, remarks = _mended(
        odd, names, separator, skipped, is_cut=body[-1] not in b"\r\n", last=len(table) + len(odd)
    )
    if mended:
        extra = pa.table({c: pa.array([row[i] for _n, row in mended], _TEXT) for i, c in enumerate(names)})
        table = pa.concat_tables([table, extra]).unify_dictionaries()
        numbers = np.append(numbers, [number for number, _row in mended])
        table, numbers = table.take(pa.array(np.argsort(numbers, kind="stable"))), np.sort(numbers)
    return Opened(name, {column: table[column] for column in names}, numbers.astype(np.int64), (), remarks)


def _mended(
    odd: Sequence[Any], names: list[str], separator: str, skipped: int, *, is_cut: bool, last: int
) -> tuple[list[tuple[int, list[str | None]]], list[Remark]]:
    """Return the rows of another width that say all the same, and remarks on the others."""
    kept: list[tuple[int, list[str | None]]] = []
    wrong: dict[str, list[tuple[int, str]]] = {}
    for row in odd:
        cells = next(csv.reader(StringIO(row.text, newline=""), delimiter=separator), [])
        number = row.number + skipped
        if len(cells) > len(names) and any(cells[len(names) :]):
            wrong.setdefault(_LONG, []).append((number, row.text))
        elif is_cut and row.number == last and len(cells) < len(names):
            wrong.setdefault(_CUT, []).append((number, row.text))
        elif len(cells) < len(names) / 2 and len(names) > 2:
            wrong.setdefault(_SHORT, []).append((number, row.text))
        else:  # a spreadsheet that leaves out the empty cells at the end, or adds some
            kept.append((number, [cell or None for cell in [*cells, *[""] * len(names)][: len(names)]]))
    return kept, [
        Remark("row", "", sentence, np.array([n for n, _t in held], np.int64), [t for _n, t in held])
        for sentence, held in wrong.items()
    ]


def _of_sheet(name: str, sheet: Sheet, names: list[str], skipped: int) -> Opened:
    """Return the rows of a sheet below its header; what a flaw of it hides is said."""
    width = len(names)
    even = [[cell or None for cell in [*row, *[""] * width][:width]] for row in sheet.rows[skipped:]]
    columns = zip(*even, strict=True) if even else iter([()] * width)
    arrays = {
        column: pa.chunked_array([pa.array(cells, pa.string())]) for column, cells in zip(names, columns, strict=True)
    }
    remarks = []
    if sheet.flaw:
        open_ended = N_("From this row on quotation marks do not match: one is missing, or not doubled inside a cell.")
        remarks = [Remark("row", "", open_ended, np.array([sheet.flaw_row or 0], np.int64), [sheet.flaw_value])]
    return Opened(name, arrays, np.arange(len(even), dtype=np.int64) + skipped + 1, (), remarks)


def _how_saved(text: Text) -> list[tuple[str, Mapping[str, str]]]:
    said: list[tuple[str, Mapping[str, str]]] = []
    if text.encoding != "UTF-8":
        said.append((N_("Saved as {encoding}."), {"encoding": text.encoding}))
    if text.separator in {SEMICOLON, TAB}:
        said.append(
            (N_("Semicolons part the cells.") if text.separator == SEMICOLON else N_("Tabs part the cells."), {})
        )
    return said


def _how_headed(place: int, *, is_hxl_below: bool) -> list[tuple[str, Mapping[str, str]]]:
    said: list[tuple[str, Mapping[str, str]]] = []
    if place:
        said.append((N_("The header stands in row {row}; what stands above it is not read."), {"row": str(place + 1)}))
    if is_hxl_below:
        said.append((N_("A row of HXL tags stands below the header; it is not read."), {}))
    return said


def _of_workbook(name: str, content: bytes, known: Collection[str]) -> Opened:
    """Read the sheet of a workbook that names most known columns, or the first that names any."""
    import python_calamine  # only workbooks need it

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
    skipped = place + 1
    while skipped < len(heads[title]) and is_hxl(heads[title][skipped]):
        skipped += 1
    width = max(map(len, sheets[title][place:]), default=0)
    names = unique_headings(heads[title][place], width)
    rows = [[written(cell) for cell in row] for row in sheets[title]]
    said = _how_headed(place, is_hxl_below=skipped > place + 1)
    if len(sheets) > 1:
        others = ", ".join(other for other in sheets if other != title)
        said.append((N_("Read is the sheet “{title}”; not read: {others}."), {"title": title, "others": others}))
    return replace(_of_sheet(name, Sheet(rows), names, skipped), said=said)


def _named(row: Sequence[str], known: Collection[str]) -> int:
    from incidents.exchange.intake.headers import plain_heading

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
