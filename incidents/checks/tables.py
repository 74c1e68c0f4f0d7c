"""The tables as they are checked: columns of cells, written by hand (text) or by a program (typed)."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from geodata.cells import SEPARATOR
from incidents.language import N_
from incidents.record.problem import Problem
from incidents.record.runs import decoded, is_text
from incidents.record.schema import Described, Schema

Mask = npt.NDArray[np.bool_]
Details = Callable[[int], dict[str, str]]  # of the row at a position

MOST_LINES = 20  # of one cause; whoever mends a table wants the cause, not its thousand consequences
_NUMBER = r"^-?[0-9]{1,15}(\.[0-9]{1,15})?$"
_DAY = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"


@dataclass(frozen=True, eq=False)
class Table:
    """One table: its columns as Arrow holds them, and how its rows are addressed.

    ``rows`` are the numbers of the rows as the curator counts them. Rows that are ``uneven`` have too few or too many
    cells, or none: they keep their ids, nothing else is said of them. ``forget`` lets columns go that were read of a
    large file; they are read again when they are asked for.
    """

    name: str
    file: str
    described: Described
    rows: Sequence[int]
    column: Callable[[str], pa.ChunkedArray]
    uneven: frozenset[int] = frozenset()
    forget: Callable[[], object] = lambda: None

    def __len__(self) -> int:
        """Count the rows."""
        return len(self.rows)

    @property
    def fields(self) -> list[Described]:
        """Return the columns as the schema describes them."""
        fields: list[Described] = self.described["schema"]["fields"]
        return fields

    def has(self, name: str) -> bool:
        """Say whether the schema of the table has a column."""
        return any(field["name"] == name for field in self.fields)

    def text(self, name: str) -> pd.Series:
        """Return the cells of a column as text, NaN where they are empty."""
        cells: pd.Series = self.column(name).to_pandas()
        return cells if isinstance(cells.dtype, pd.CategoricalDtype) else cells.astype("str")

    def is_filled(self, name: str) -> Mask:
        """Say which cells of a column are not empty."""
        cells = self.column(name)
        return np.ones(len(self), dtype=bool) if not cells.null_count else np.asarray(cells.is_valid().to_numpy())

    def matches(self, name: str, pattern: str) -> Mask:
        """Say which cells of a column of text a regular expression (RE2) finds something in; never an empty one."""
        return _by_distinct(self.column(name), lambda texts: pc.match_substring_regex(texts, pattern))

    def is_among(self, name: str, known: pa.Array | pa.ChunkedArray) -> Mask:
        """Say which cells of a column of text are among the known ones; never an empty one."""
        values = _texts(pa.chunked_array([known]) if isinstance(known, pa.Array) else known)
        return _by_distinct(self.column(name), lambda held: _is_in(held, values))

    def numbers(self, name: str) -> npt.NDArray[np.float64]:
        """Return a column as numbers, NaN where a cell is empty or no number in the digits 0 to 9."""
        cells = self.column(name)
        if is_text(cells.type):
            texts = decoded(cells)
            cells = pc.if_else(pc.match_substring_regex(texts, _NUMBER), texts, pa.scalar(None, texts.type))
        return np.asarray(cells.cast(pa.float64()).to_numpy(), dtype=np.float64)

    def days(self, name: str) -> npt.NDArray[np.datetime64]:
        """Return a column as days, NaT where a cell is empty or no day written YYYY-MM-DD."""
        cells = self.column(name)
        if is_text(cells.type):
            texts = decoded(cells).to_pylist()
            well = pc.match_substring_regex(decoded(cells), _DAY).to_pylist()
            cells = pa.chunked_array([[day_of(text) if fits else None for text, fits in zip(texts, well, strict=True)]])
        return np.asarray(cells.cast(pa.timestamp("s")).to_numpy(), dtype="datetime64[D]")

    def where(
        self, mask: npt.ArrayLike, column: str, sentence: str, details: Details | None = None
    ) -> Iterator[Problem]:
        """Say the same of every row of a mask; of more than ``MOST_LINES`` rows only the first are named."""
        positions = [
            place for place in np.flatnonzero(np.asarray(mask, dtype=bool)).tolist() if place not in self.uneven
        ]
        named = positions if len(positions) <= MOST_LINES else positions[: MOST_LINES - 1]
        for place in named:
            yield Problem(
                self.file,
                self.rows[place],
                column,
                self.cell(column, place),
                sentence,
                details(place) if details else {},
            )
        if len(named) < len(positions):
            more = {"count": str(len(positions) - len(named)), "row": str(self.rows[positions[-1]])}
            yield Problem(
                self.file, None, column, "", N_("The same holds of more rows: {count}, the last is row {row}."), more
            )

    def where_listed(
        self, column: str, wrong: Callable[[list[str]], str | None], sentence: str, detail: str
    ) -> Iterator[Problem]:
        """Say the same of every cell of codes in which one is wrong: ``wrong`` returns it, or None."""
        cells = self.text(column)
        told = {str(cell): code for cell in cells.dropna().unique() if (code := wrong(str(cell).split(SEPARATOR)))}
        yield from self.where(
            cells.isin(list(told)), column, sentence, lambda place: {detail: told[self.cell(column, place)]}
        )

    def mask_of(self, places: Iterable[int]) -> Mask:
        """Return a mask that is true at these positions."""
        mask = np.zeros(len(self), dtype=bool)
        mask[list(places)] = True
        return mask

    def cell(self, column: str, place: int) -> str:
        """Return a cell as it stands in the file; of several columns (``a, b``) all of them."""
        cells = (self.column(name)[place].as_py() for name in column.split(", ") if name)
        return ", ".join("" if cell is None else str(cell) for cell in cells)


@dataclass(frozen=True, eq=False)
class Tables:
    """The tables that could be read, by name; a rule that asks for another is not asked at all.

    ``schema`` is that of the record, ``today`` the day in Greenwich.
    """

    schema: Schema
    held: Mapping[str, Table]
    today: dt.date = field(default_factory=lambda: dt.datetime.now(dt.UTC).date())

    def __contains__(self, name: str) -> bool:
        """Say whether a table could be read."""
        return name in self.held

    def __getitem__(self, name: str) -> Table:
        """Return a table; KeyError for one that could not be read."""
        return self.held[name]


def _texts(cells: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return the texts that the rows of a column have, each at least once."""
    held = pc.unique(cells) if pa.types.is_dictionary(cells.type) else cells
    whole = pa.chunked_array([held]) if isinstance(held, pa.Array) else held
    return whole.cast(pa.large_string())


def _is_in(held: Any, values: pa.ChunkedArray) -> Any:  # noqa: ANN401  arrays, whole or in chunks
    texts = held.cast(pa.large_string())
    if _follow(texts, values):
        return pa.chunked_array([np.ones(len(texts), dtype=bool)])
    if len(texts) - texts.null_count < len(values):  # of the many only those are worth remembering that are asked for
        values = values.filter(pc.is_in(values, value_set=pc.unique(texts)))
    return pc.is_in(texts, value_set=pc.unique(values).drop_null())


def _follow(texts: Any, values: pa.ChunkedArray) -> bool:  # noqa: ANN401  arrays, whole or in chunks
    """Say whether texts stand among the values one after the other, as the ids of a large table mostly do."""
    if not len(texts) or texts.null_count or len(texts) > len(values):
        return False
    first = pc.index(values, texts[0]).as_py()
    held = pa.chunked_array([texts]) if isinstance(texts, pa.Array) else texts
    return first >= 0 and bool(values.slice(first, len(texts)).equals(held))


def _by_distinct(cells: pa.ChunkedArray, ask: Callable[[Any], Any]) -> Mask:
    """Ask a question of texts; of a dictionary each distinct text is asked once."""
    if pa.types.is_null(cells.type):
        return np.zeros(len(cells), dtype=bool)
    if not pa.types.is_dictionary(cells.type):
        return np.asarray(ask(cells).fill_null(fill_value=False).to_numpy(), dtype=bool)
    whole = cells.combine_chunks() if cells.num_chunks != 1 else cells.chunk(0)
    told = np.append(np.asarray(ask(whole.dictionary).fill_null(fill_value=False)), np.False_)
    indices = whole.indices.cast(pa.int64()).fill_null(len(told) - 1)
    return np.asarray(told[indices.to_numpy(zero_copy_only=False)], dtype=bool)


def always(**details: str) -> Details:
    """Return what fills the placeholders of a sentence whatever the row."""
    return lambda _place: details


def day_of(text: str) -> dt.date | None:
    """Return the day that a text names as YYYY-MM-DD, None where it names none in that way."""
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        return None
    return day if str(day) == text else None
