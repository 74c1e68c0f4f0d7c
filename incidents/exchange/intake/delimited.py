"""Files of text whose cells are parted by commas, semicolons or tabs, read by whole columns."""

import csv
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from io import StringIO
from typing import Any

import numpy as np
import pyarrow as pa

from incidents.exchange.intake.blocks import REPEATED, UNALIKE, kind_of
from incidents.exchange.intake.encodings import ENCODINGS, assumed_encoding, how_saved
from incidents.exchange.intake.headers import (
    HEAD_ROWS,
    header_end,
    header_place,
    header_row,
    plain_heading,
    unique_headings,
    usual_width,
)
from incidents.exchange.intake.opened import Opened, how_headed, opened_sheet
from incidents.exchange.intake.partly_read import PartlyRead
from incidents.exchange.intake.remarks import Remark, Rows, UnreadableFileError
from incidents.language import N_
from incidents.record.reading import Encoding, Text, is_unicode, read_sheet, read_text

_HEAD = 1 << 16  # bytes in which the header is looked for
_BLOCK = 1 << 20  # bytes that are read together: so many stay near the processor
_LONGEST_ROW = 1 << 22  # bytes; what is longer is no row, but a quotation mark that is never closed
_AT_ONCE = 1 << 24  # bytes that are worth several threads
_ROW_BY_ROW = 1 << 25  # bytes that may be read row by row
_NOTHING = memoryview(b"")
_SHORT = N_("The row has fewer cells than the table has columns.")
_CUT = N_("The file ends within this row.")
_LONG = N_("The row has more cells than the table has columns.")


def open_text(
    name: str,
    content: bytes,
    known: Collection[str],
    encoding: Encoding | None = None,
    again: Callable[[], bytes] | None = None,
) -> Opened:
    """Open a file of text; its encoding is recognised where it is not given; see ``open_content`` on ``again``.

    Raises UnreadableFileError.
    """
    text, assumed = read_text(content, encoding), None
    if encoding is None and (text is None or not is_unicode(text.encoding)):
        assumed = assumed_encoding(content)
        text = read_text(content, assumed) if assumed else None
    if text is None:
        encodings = ", ".join(ENCODINGS)
        raise UnreadableFileError(N_("{file} is no text in any of these: {encodings}."), file=name, encodings=encodings)
    head, ends = _head_of(text)
    place = header_place(head, known)
    if place is None:
        raise UnreadableFileError(N_("{file}: no row names the columns."), file=name)
    skipped = header_end(head, place, known)
    names = unique_headings(header_row(head, place, known), usual_width(head[skipped:]))
    body = memoryview(text.content)[ends[skipped - 1] :]
    said = [*how_saved(text, is_assumed=assumed is not None), *how_headed(head, place, known)]
    below = _Below(body, names, text.separator, skipped, [end - ends[skipped - 1] for end in ends[skipped:]])

    from_file = again and partial(_read_again, again, text.encoding, ends[skipped - 1], replace(below, body=_NOTHING))
    try:
        if _may_be_open(body) and read_sheet(content, text.encoding).flaw:
            raise pa.ArrowInvalid  # Arrow says nothing of one that the end of the file closes
        opened = _opened(name, below, [name for name in names if plain_heading(name) in known], from_file)
    except pa.ArrowInvalid:  # a quotation mark that is never closed: the reader of rows says where
        opened = opened_sheet(name, read_sheet(bytes(content), text.encoding), names, skipped)
    return replace(opened, said=said, encoding=text.encoding, is_assumed=assumed is not None)


def _may_be_open(body: memoryview) -> bool:
    """Say whether a quotation mark has no other; not asked of a large file, which no reader of rows could hold."""
    if len(body) > _ROW_BY_ROW:
        return False
    return bool(np.count_nonzero(np.frombuffer(body, np.uint8) == ord('"')) % 2)


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


@dataclass(frozen=True, eq=False)
class _Below:
    """What stands below the header: bytes in UTF-8, with the names of the columns and the rows ``skipped`` above it.

    ``ends`` are the bytes at which the first rows end.
    """

    body: memoryview
    names: list[str]
    separator: str
    skipped: int
    ends: Sequence[int]

    def first(self, count: int) -> "_Below":
        """Return the same with its first rows only, so many and some more; the whole where they are not told apart."""
        return replace(self, body=self.body[: self.ends[count]]) if count < len(self.ends) else self

    def first_alone(self) -> "_Below":
        """Return the first rows that are told apart, in memory of their own."""
        return replace(self, body=memoryview(bytes(self.body[: max(self.ends, default=0)])))


def _read_again(again: Callable[[], bytes], encoding: Encoding, start: int, below: _Below) -> _Below:
    """Return what stands below the header of a file that was not kept."""
    text = read_text(again(), encoding)
    return replace(below, body=memoryview(text.content)[start:]) if text else below


def _opened(name: str, below: _Below, wanted: Sequence[str], again: Callable[[], _Below] | None) -> Opened:
    """Read the wanted columns; the others are read once somebody asks for one of them."""
    table, numbers, remarks = _read(below, wanted or below.names)
    numbered = numbers.astype(np.int64)
    head = below.first_alone() if again else below  # of a file that can be read again only the first rows are kept

    def others(count: int | None) -> pa.Table:
        last = None if count is None else int(numbered[:count].max(initial=0)) - head.skipped
        if last is not None and last < len(head.ends):
            return _read(head.first(last), head.names)[0]
        return _read(again() if again else head, head.names)[0]

    return Opened(name, PartlyRead(below.names, table, others), numbered, (), remarks)


def _read(below: _Below, wanted: Sequence[str]) -> tuple[pa.Table, Rows, list[Remark]]:
    """Read columns, the numbers of the rows, and remarks; rows of another width are looked at one by one."""
    if not len(below.body):
        nothing = pa.table({column: pa.array([], pa.string()) for column in wanted})
        return nothing, np.zeros(0, np.int64), []
    try:
        kinds = _kinds(below, wanted)
        table, odd = _parsed_at_once(below, kinds) or _parsed(below, kinds, _BLOCK)
    except pa.ArrowInvalid:
        kinds = dict.fromkeys(wanted, REPEATED)
        table, odd = _parsed(below, kinds, _LONGEST_ROW)
    table = table.unify_dictionaries()
    pa.default_memory_pool().release_unused()  # what reading took for a moment
    last = len(table) + len(odd)
    numbers = np.delete(np.arange(1, last + 1), [row.number - 1 for row in odd]) + below.skipped
    mended, remarks = _mended(odd, below, last)
    if mended:
        places = {column: below.names.index(column) for column in wanted}
        extra = pa.table({
            column: pa.array([row[at] for _n, row in mended], kinds[column]) for column, at in places.items()
        })  # fmt: skip
        table = pa.concat_tables([table, extra]).unify_dictionaries()
        numbers = np.append(numbers, [number for number, _row in mended])
        table, numbers = table.take(pa.array(np.argsort(numbers, kind="stable"))), np.sort(numbers)
    return table, numbers, remarks


def _kinds(below: _Below, wanted: Sequence[str]) -> dict[str, pa.DataType]:
    """Say how each wanted column is held: of a large file as its first rows are."""
    if len(below.body) < 4 * _BLOCK:
        return dict.fromkeys(wanted, REPEATED)
    first, _odd = _parsed(replace(below, body=below.body[:_BLOCK]), dict.fromkeys(wanted, UNALIKE), _LONGEST_ROW)
    return {name: kind_of(first[name]) for name in wanted}


def _parsed_at_once(below: _Below, kinds: Mapping[str, pa.DataType]) -> tuple[pa.Table, list[Any]] | None:
    """Read some columns of a large file in several threads; None where a row has another width: nobody counts it."""
    if len(below.body) < _AT_ONCE:
        return None
    try:
        return _parsed(below, kinds, _BLOCK, at_once=True)
    except pa.ArrowInvalid:
        return None


def _parsed(
    below: _Below, kinds: Mapping[str, pa.DataType], block: int, *, at_once: bool = False
) -> tuple[pa.Table, list[Any]]:
    """Read some columns, and the rows of another width. Raises ArrowInvalid where a row is longer than a block.

    In several threads it raises at the first row of another width.
    """
    from pyarrow import csv as arrow_csv

    odd: list[arrow_csv.InvalidRow] = []

    def keep(row: arrow_csv.InvalidRow) -> str:
        odd.append(row)
        return "error" if at_once else "skip"

    table = arrow_csv.read_csv(
        pa.BufferReader(below.body),
        arrow_csv.ReadOptions(use_threads=at_once, column_names=below.names, block_size=block),
        arrow_csv.ParseOptions(
            delimiter=below.separator, newlines_in_values=True, ignore_empty_lines=False, invalid_row_handler=keep
        ),
        arrow_csv.ConvertOptions(
            column_types=kinds, include_columns=list(kinds), null_values=[""], strings_can_be_null=True
        ),
    )
    return table, odd


def _mended(odd: Sequence[Any], below: _Below, last: int) -> tuple[list[tuple[int, list[str | None]]], list[Remark]]:
    """Return the rows of another width that say all the same, and remarks on the others; ``last`` counts all rows."""
    names, is_cut = below.names, below.body[-1] not in b"\r\n"
    kept: list[tuple[int, list[str | None]]] = []
    wrong: dict[str, list[tuple[int, str]]] = {}
    for row in odd:
        cells = next(csv.reader(StringIO(row.text, newline=""), delimiter=below.separator), [])
        number = row.number + below.skipped
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
