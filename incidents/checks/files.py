"""From a file to a table that can be checked: how it was saved, and whether its header is that of the schema.

What is wrong with a file as a whole is said once, and nothing of its cells: they would all be wrong with it.
"""

import contextlib
import unicodedata
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache, partial
from typing import Any

import pyarrow as pa

from incidents.checks.tables import Table
from incidents.language import N_
from incidents.record.problem import Problem
from incidents.record.reading import COMMA, LONGEST_CELL, SEMICOLON, Sheet
from incidents.record.runs import gathered, is_text, kept_once, packed, repeating
from incidents.record.schema import Described
from incidents.record.side_by_side import side_by_side
from incidents.record.storage import CLOSED, DESCRIPTOR, PARQUET, TEXT, Failure, Snapshot

NOT_UTF8 = N_("This file is not UTF-8 text.")
BLANK_ROW = N_("The row is empty.")
TOO_FEW = N_("The row has fewer cells than the table has columns.")
TOO_MANY = N_("The row has more cells than the table has columns.")


def open_table(snapshot: Snapshot, resource: Described) -> tuple[Table | None, list[Problem]]:
    """Return a table of a folder that can be checked, or None; and what is wrong with the file and its rows."""
    path = str(resource["path"])
    if path in snapshot.failures:
        return None, [failure_of(path, snapshot.failures[path])]
    if path.endswith(PARQUET):
        return _open_parquet(path, snapshot.contents[path], resource)
    sheet = snapshot.sheet(path)
    problems = [*_saved(path, sheet), *_header(path, sheet, _columns(resource))][: 1 if _is_misread(sheet) else None]
    return (None, problems) if problems else _open_sheet(path, sheet, resource)


def columns_held(snapshot: Snapshot, path: str) -> list[str]:
    """Return the names of the columns that a file has, as far as it can be read."""
    if path not in snapshot.contents:
        return []
    if not path.endswith(PARQUET):
        return snapshot.sheet(path).header
    import pyarrow.parquet as pq  # small records do without it

    with contextlib.suppress(pa.ArrowException, OSError, ValueError):
        return list(pq.read_schema(pa.BufferReader(snapshot.contents[path])).names)
    return []


def failure_of(path: str, failure: Failure) -> Problem:
    """Say why a file could not be read."""
    return Problem(path, None, "", "", failure.sentence, dict(failure.details))


def other_files(snapshot: Snapshot, paths: Sequence[str]) -> Iterator[Problem]:
    """Say what is wrong with the texts beside the tables, and which Parquet files no table of the schema is kept in."""
    for path, content in snapshot.contents.items():
        if not path.endswith(TEXT):
            continue
        try:
            content.decode("utf-8")
        except UnicodeDecodeError as error:
            row = content[: error.start].count(b"\n") + 1
            yield Problem(path, row, "", repr(content[error.start : error.end]), NOT_UTF8)
    yield from (failure_of(path, failure) for path, failure in snapshot.failures.items() if path.endswith(TEXT))
    for name in sorted(snapshot.names):
        if name.endswith(PARQUET) and name not in paths:
            yield Problem(
                name, None, "", "", N_("This table is not named by {file}: nobody reads it."), {"file": DESCRIPTOR}
            )


def _columns(resource: Described) -> list[str]:
    return [str(field["name"]) for field in resource["schema"]["fields"]]


def _is_misread(sheet: Sheet) -> bool:
    return sheet.encoding != "UTF-8" or sheet.separator != COMMA


def _saved(path: str, sheet: Sheet) -> Iterator[Problem]:
    """Say in what other way a file was saved, and where its quotation marks fail."""
    if sheet.flaw == "bytes":
        yield Problem(path, sheet.flaw_row, "", sheet.flaw_value, NOT_UTF8)
    elif sheet.encoding != "UTF-8":
        saved = N_("This file is not UTF-8 text: it was saved as {encoding}.")
        yield Problem(path, None, "", "", saved, {"encoding": sheet.encoding})
    elif sheet.separator != COMMA:
        semicolons = N_("This file was saved with semicolons between its cells. Save it with commas.")
        tabs = N_("This file was saved with tabs between its cells. Save it with commas.")
        yield Problem(path, None, "", "", semicolons if sheet.separator == SEMICOLON else tabs)
    elif sheet.flaw == "quotes":
        open_ended = N_("From this row on quotation marks do not match: one is missing, or not doubled inside a cell.")
        yield Problem(path, sheet.flaw_row, "", "", open_ended)
    elif sheet.flaw == "length":
        endless = N_("A cell of this row has more than {count} characters: perhaps its quotation mark is not closed.")
        yield Problem(path, sheet.flaw_row, "", "", endless, {"count": str(LONGEST_CELL)})


def _header(path: str, sheet: Sheet, columns: Sequence[str]) -> Iterator[Problem]:
    """Say in what the header differs from the schema."""
    if sheet.header == columns or sheet.flaw == "bytes":
        return
    row = sheet.header_row(columns)
    if not any(cell.strip() for row_of in sheet.rows[:1] for cell in row_of) and row is None:
        yield Problem(path, None, "", "", N_("The table has no header."))
    elif row is None:
        expected = {"expected": ", ".join(columns)}
        yield Problem(
            path, 1, "", "", N_("The first row does not name the columns of the table: {expected}."), expected
        )
    elif row > 1:
        lower = N_("The header stands in row {row}; it has to be the first row.")
        yield Problem(path, row, "", "", lower, {"row": str(row)})
    else:
        yield from _names(path, sheet.header, columns, are_ordered=True)


def _names(path: str, header: Sequence[str], columns: Sequence[str], *, are_ordered: bool) -> Iterator[Problem]:
    """Compare the names of the columns; a name that differs only in how it is written is said to do so."""
    found = list(_differing(path, header, columns))
    yield from found
    if are_ordered and not found:
        pairs = zip(header, columns, strict=True)
        name, expected = next(((one, other) for one, other in pairs if one != other), ("", ""))
        if name:
            order = N_("The columns stand in another order than the schema has them: {expected} is expected here.")
            yield Problem(path, 1, name, "", order, {"expected": expected})


def _differing(path: str, header: Sequence[str], columns: Sequence[str]) -> Iterator[Problem]:
    missing = {_plain(name): name for name in columns if name not in header}
    for name, times in Counter(header).items():
        if not name.strip():
            yield Problem(path, 1, "", "", N_("A column has no name."))
        elif times > 1:
            yield Problem(path, 1, name, "", N_("This column stands twice."))
        elif name not in columns and _plain(name) in missing:
            expected = {"expected": missing.pop(_plain(name))}
            yield Problem(path, 1, name, "", N_("This column has to be written {expected}."), expected)
        elif name not in columns:
            yield Problem(path, 1, name, "", N_("This column is not part of the table."))
    for name in missing.values():
        yield Problem(path, 1, name, "", N_("This column is missing."))


def _plain(name: str) -> str:
    """Return a name without what the eye does not see in it: spaces, capitals, signs without a form."""
    seen = (sign for sign in name.casefold() if unicodedata.category(sign)[0] not in "CZ")
    return "".join(seen).replace("-", "_")


def _open_sheet(path: str, sheet: Sheet, resource: Described) -> tuple[Table, list[Problem]]:
    """Return the cells below the header by columns, and the rows that are empty, too short or too long."""
    width, rows = len(sheet.header), sheet.rows[1:]
    uneven = {
        place: _shape(row, width) for place, row in enumerate(rows) if len(row) != width or not any(map(str.strip, row))
    }
    even = [(row + [""] * width)[:width] if place in uneven else row for place, row in enumerate(rows)]
    cells = zip(*even, strict=True) if even else iter([()] * width)
    columns = {
        name: pa.chunked_array([[cell or None for cell in column]], pa.large_string())
        for name, column in zip(sheet.header, cells, strict=True)
    }
    named = Table(str(resource["name"]), path, resource, range(2, len(rows) + 2), columns.__getitem__)
    problems = [
        problem
        for sentence in (BLANK_ROW, TOO_FEW, TOO_MANY)
        for problem in named.where([uneven.get(place) == sentence for place in range(len(rows))], "", sentence)
    ]
    return replace(named, uneven=frozenset(uneven)), problems


def _shape(row: Sequence[str], width: int) -> str:
    if not any(map(str.strip, row)):
        return BLANK_ROW
    return TOO_FEW if len(row) < width else TOO_MANY


def _open_parquet(path: str, content: bytes, resource: Described) -> tuple[Table | None, list[Problem]]:
    """Return a table in Parquet, its columns unpacked when they are asked for, or what is wrong with the file."""
    import pyarrow.parquet as pq  # small records do without it

    try:
        schema = pq.read_schema(pa.BufferReader(content))
        file = pq.ParquetFile(pa.BufferReader(content))
        repeated, once = set(repeating(file)), kept_once(file)
        reader = partial(pq.ParquetFile, metadata=file.metadata, read_dictionary=list(repeated & once))
        unpacked = lru_cache(maxsize=None)(partial(_unpacked, reader, content, repeated))
        problems = list(_names(path, schema.names, _columns(resource), are_ordered=False))
        problems += _kinds(path, schema, resource)
        if not problems:
            for _cells in side_by_side(unpacked, schema.names, file.metadata.num_rows):
                pass
    except (pa.ArrowException, OSError, ValueError) as error:
        return None, [failure_of(path, Failure(CLOSED, {"reason": str(error).partition("\n")[0]}))]
    rows = range(1, file.metadata.num_rows + 1)
    table = Table(str(resource["name"]), path, resource, rows, unpacked, forget=unpacked.cache_clear)
    return (None, problems) if problems else (table, [])


def _unpacked(
    reader: Callable[[pa.BufferReader], Any],  # of a ParquetFile
    content: bytes,
    repeated: Collection[str],
    name: str,
) -> pa.ChunkedArray:
    """Return a column of a Parquet file; raise ArrowException where its bytes are none of its kind.

    Each column has a reader of its own: two threads may ask at the same time.
    """
    cells = reader(pa.BufferReader(content)).read([name])[name]
    cells.validate(full=True)
    return gathered(cells) if name in repeated else packed(cells)


def _kinds(path: str, schema: pa.Schema, resource: Described) -> Iterator[Problem]:
    """Name the columns of a Parquet file that hold something else than the schema has."""
    for described in resource["schema"]["fields"]:
        name, expected = str(described["name"]), str(described["type"])
        if name in schema.names and not _holds(schema.field(name).type, expected):
            sentence = N_("The column holds {found}, the schema has {expected}.")
            details = {"found": str(schema.field(name).type), "expected": expected}
            yield Problem(path, None, name, "", sentence, details)


def _holds(kind: pa.DataType, expected: str) -> bool:
    if pa.types.is_null(kind):
        return True
    if expected == "date":
        return pa.types.is_date(kind) or (pa.types.is_timestamp(kind) and kind.tz is None)
    if expected in {"integer", "number"}:
        return pa.types.is_integer(kind) or pa.types.is_floating(kind)
    return is_text(kind)
