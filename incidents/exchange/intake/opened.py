"""Any file of rows as columns of text: CSV, TSV, XLSX, ODS, GeoJSON, GeoPackage, Parquet; and what was recognised."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

import numpy as np
import pyarrow as pa

from incidents.exchange.intake.blocks import columns_of
from incidents.exchange.intake.headers import header_end, is_in_two_rows
from incidents.exchange.intake.partly_read import PartlyRead
from incidents.exchange.intake.remarks import Remark, Rows, UnreadableFileError
from incidents.language import N_, Language
from incidents.record.reading import Encoding, Sheet

TEXTS, SHEETS = (".csv", ".tsv", ".txt", ".tab"), (".xlsx", ".ods", ".xls", ".xlsb", ".xlsm")
LAYERS, PARQUETS = (".geojson", ".json", ".gpkg"), (".parquet", ".geoparquet")
ENDINGS = (*TEXTS, *SHEETS, *LAYERS, *PARQUETS)


@dataclass(frozen=True, eq=False)
class Opened:
    """A file as columns of text (null where a cell is empty). ``rows`` are the numbers of its rows, the first is 1.

    ``said`` tells in message ids, each with its details, what was recognised; ``remarks`` what could not be read.
    ``encoding`` is that in which a file of text was read, None of others; ``is_assumed`` where another would fit too.
    """

    name: str
    columns: Mapping[str, pa.ChunkedArray]
    rows: Rows
    said: Sequence[tuple[str, Mapping[str, str]]] = ()
    remarks: Sequence[Remark] = field(default=())
    encoding: Encoding | None = None
    is_assumed: bool = False

    def __len__(self) -> int:
        """Count the rows below the header."""
        return len(self.rows)

    def first_rows(self, count: int) -> list[list[str]]:
        """Return the first rows as they stand in the file, a cell per column, "" where it is empty."""
        first = self.columns.first(count) if isinstance(self.columns, PartlyRead) else self.columns
        cells = [first[name][:count].to_pylist() for name in self.columns]
        return [[cell or "" for cell in row] for row in zip(*cells, strict=True)]

    def take(self, name: str) -> pa.ChunkedArray:
        """Return a column; that of a large file is forgotten, and read again if somebody asks once more."""
        return self.columns.take(name) if isinstance(self.columns, PartlyRead) else self.columns[name]

    def let_go(self) -> None:
        """Forget the cells of a large file, which are read again if somebody asks for them."""
        if isinstance(self.columns, PartlyRead):
            self.columns.let_go()

    def told(self, lang: Language) -> list[str]:
        """Say what was recognised, one sentence each."""
        return [lang.say(sentence).format(**details) for sentence, details in self.said]


def open_file(path: Path, known: Collection[str], encoding: Encoding | None = None) -> Opened:
    """Open a file by its ending; ``known`` are headings by which its header is found.

    ``encoding`` is recognised where it is not given. Raises UnreadableFileError.
    """
    version = _version(path)

    def again() -> bytes:
        if _version(path) != version:
            raise UnreadableFileError(N_("{file} was changed while it was being read: open it anew."), file=path.name)
        return _content(path)

    return open_content(path.name, _content(path), known, encoding, again)


def _version(path: Path) -> tuple[int, int] | None:
    """Return what differs once a file was written to; None where it cannot be asked."""
    try:
        told = path.stat()
    except OSError:
        return None
    return told.st_mtime_ns, told.st_size


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UnreadableFileError(
            N_("{file} cannot be read: {reason}"), file=path.name, reason=error.strerror or ""
        ) from error


def open_content(
    name: str,
    content: bytes,
    known: Collection[str],
    encoding: Encoding | None = None,
    again: Callable[[], bytes] | None = None,
) -> Opened:
    """Open the content of a file that has a name; see ``open_file``.

    What is read later of a file of text is taken from ``content``, or from what ``again`` returns: then it is not kept.
    """
    ending = Path(name).suffix.lower()
    if not content or content.isspace():
        raise UnreadableFileError(N_("{file} is empty."), file=name)
    if ending in SHEETS or content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        from incidents.exchange.intake.workbooks import open_workbook  # only workbooks need its reader

        return open_workbook(name, content, known)
    if ending in LAYERS or ending in PARQUETS:
        from incidents.exchange.intake.layers import open_layer

        return open_layer(name, content, is_parquet=ending in PARQUETS)
    if ending not in TEXTS:
        endings = ", ".join(ENDINGS)
        raise UnreadableFileError(
            N_("{file}: such files are not read here. Read are: {endings}"), file=name, endings=endings
        )
    from incidents.exchange.intake.delimited import open_text

    return open_text(name, content, known, encoding, again)


def opened_sheet(name: str, sheet: Sheet, names: list[str], skipped: int) -> Opened:
    """Return the rows of a sheet below its header; what a flaw of it hides is said."""
    table = columns_of(islice(sheet.rows, skipped, None), names)
    remarks = []
    if sheet.flaw:
        open_ended = N_("From this row on quotation marks do not match: one is missing, or not doubled inside a cell.")
        remarks = [Remark("row", "", open_ended, np.array([sheet.flaw_row or 0], np.int64), [sheet.flaw_value])]
    return opened_table(name, table, skipped, remarks)


def opened_table(name: str, table: pa.Table, skipped: int, remarks: Sequence[Remark]) -> Opened:
    """Return the columns of a sheet, of which so many rows stand above the first row of data."""
    columns = dict(zip(table.column_names, table.columns, strict=True))
    return Opened(name, columns, np.arange(len(table), dtype=np.int64) + skipped + 1, (), remarks)


def how_headed(
    head: Sequence[Sequence[str]], place: int, known: Collection[str]
) -> list[tuple[str, Mapping[str, str]]]:
    """Say where the header was found, and what else is not read; nothing where it stands in the first row alone."""
    said: list[tuple[str, Mapping[str, str]]] = []
    if place:
        said.append((N_("The header stands in row {row}; what stands above it is not read."), {"row": str(place + 1)}))
    is_double = is_in_two_rows(head, place, known)
    if is_double:
        said.append((N_("The header stands in two rows: where the lower one names a column, its name counts."), {}))
    if header_end(head, place, known) > place + (2 if is_double else 1):
        said.append((N_("A row of HXL tags stands below the header; it is not read."), {}))
    return said
