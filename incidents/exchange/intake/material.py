"""An opened file with its mapping, asked for by what its columns hold; what is left out or changed is said."""

import datetime as dt
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from incidents.exchange.intake.cells import Counts, Numbers, clean_cells, clean_text, counts_of, degrees_of
from incidents.exchange.intake.days import (
    OLDEST,
    PLACEHOLDER,
    TOO_EARLY,
    Dates,
    Days,
    Order,
    dates_of,
    order_of,
)
from incidents.exchange.intake.mapping import Columns
from incidents.exchange.intake.opened import Opened
from incidents.exchange.intake.points import NO_POINT, points_of
from incidents.exchange.intake.pools import Coded, Texts, always, chosen, coded, encoded, in_words, taken, used, without
from incidents.exchange.intake.remarks import Fate, Remark, Rows, remark_on
from incidents.language import N_
from incidents.record.distinct import first_of
from incidents.record.memory import give_back_memory

Mask = npt.NDArray[np.bool_]
_MANY = 20_000  # rows
_FAILED = r"^#(?:REF!|VALUE!|N/A|NAME\?|DIV/0!|NUM!|NULL!)$"  # as spreadsheets write it, in every language


@dataclass(eq=False)
class Material:
    """An opened file with its mapping: columns are asked for by what they hold. Collects remarks and rows left out."""

    opened: Opened
    mapping: Columns
    today: dt.date
    remarks: list[Remark] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.kept: Mask = np.ones(len(self.opened), dtype=bool)

    def __len__(self) -> int:
        """Count the rows."""
        return len(self.opened)

    @property
    def numbers(self) -> Rows:
        """Return the numbers of the rows."""
        return self.opened.rows

    def has(self, meaning: str) -> bool:
        """Say whether a column holds this."""
        return meaning in self.mapping.columns

    def coded(self, meaning: str) -> Coded:
        """Return a column as clean texts, each distinct one once; missing where it is empty or there is none."""
        if meaning not in self._coded:
            if meaning == "date" and self.has("month") and not self.has("date"):
                self._coded["date"] = self._months()
            elif not self.has(meaning):
                return Coded(np.full(len(self), -1), pa.array([], pa.large_string()))
            else:
                self._coded[meaning] = self._computed(self.mapping.columns[meaning])
        return self._coded[meaning]

    def _computed(self, column: str) -> Coded:
        """Return a column as clean texts without those that stand where a formula failed (#REF!), which is said."""
        held = clean_text(self.opened.take(column))
        if len(self) > _MANY:
            give_back_memory()  # what it took for a moment
        if not pc.any(pc.starts_with(held.distinct, "#")).as_py():
            return held
        failed = pc.match_substring_regex(held.distinct, _FAILED)
        at = np.flatnonzero(np.append(failed.to_numpy(zero_copy_only=False), np.False_)[held.codes])
        cells = taken(held.distinct, held.codes[at])
        self.remarks += remark_on("cell", column, N_("A formula that failed."), self.numbers[at], cells)
        return without(held, failed)

    def texts(self, meaning: str) -> pa.Array:
        """Return a column as clean texts, one per row, none of which is asked twice; see ``clean_cells``."""
        if meaning in self._coded or not self.has(meaning):
            held = self.coded(meaning)
            return held.distinct.take(pa.array(held.codes, mask=held.codes < 0))
        return clean_cells(self.opened.columns[self.mapping.columns[meaning]])

    def _months(self) -> Coded:
        """Return months that stand apart from their years as one date each: ``January 2024``, ``2024-1``."""
        month, year = self.text("month"), self.text("year")
        is_number = month.str.fullmatch(r"[0-9]+", na=False)
        return coded((year + "-" + month).where(is_number, month + " " + year))

    def text(self, meaning: str) -> pd.Series:
        """Return a column as clean texts, one per row."""
        return in_words(self.held(meaning))

    def held(self, meaning: str) -> Texts:
        """Return a column as clean texts: one per row where nearly each says something else, else each once."""
        if meaning in self._as_they_are:
            return self._as_they_are[meaning]
        if meaning in self._coded or not self.has(meaning):
            return self.coded(meaning)
        name = self.mapping.columns[meaning]
        column = self.opened.columns[name]
        if pa.types.is_dictionary(column.type) or not len(column):
            return self.coded(meaning)
        texts = clean_cells(column)
        if pc.any(pc.starts_with(texts, "#")).as_py():
            return self.coded(meaning)
        self.opened.take(name)
        self._as_they_are[meaning] = pd.Series(pd.array(texts, dtype="str"))
        return self._as_they_are[meaning]

    def at(self, meaning: str, rows: npt.NDArray[np.intp]) -> Coded:
        """Return a column as clean texts of some rows alone."""
        told = self.held(meaning)
        return used(Coded(told.codes[rows], told.distinct)) if isinstance(told, Coded) else coded(told.iloc[rows])

    @cached_property
    def _coded(self) -> dict[str, Coded]:
        return {}

    @cached_property
    def _as_they_are(self) -> dict[str, pd.Series]:
        return {}

    @property
    def order(self) -> Order | None:
        """Return the order of day and month: as it was said, or as the dates show; None where it is no question."""
        shown: Order | Literal["either", ""] = self.order_shown
        return self.mapping.dates or ("day-first" if shown == "either" else shown or None)

    @cached_property
    def order_shown(self) -> Order | Literal["either", ""]:
        """Return what the dates show of their order; ``either`` where nobody can tell."""
        return order_of(self.coded("date"), self.coded("date_end"))

    def remark(self, fate: Fate, meaning: str, sentence: str, mask: Mask, **details: str) -> None:
        """Say something of the rows of a mask; rows that are left out say nothing further."""
        column = self.mapping.columns.get(meaning, meaning)
        at = np.flatnonzero(mask & self.kept)
        self.remarks += remark_on(fate, column, sentence, self.numbers[at], self.at(meaning, at).texts(), **details)
        if fate == "row":
            self.kept = self.kept & ~mask

    def dates(self, meaning: str) -> Dates:
        """Return a column as days."""
        return dates_of(self.coded(meaning), self.order, self.today)

    def counts(self, meaning: str) -> Counts:
        """Return a column as counts of people; what counts nobody is said."""
        counts = counts_of(self.coded(meaning))
        for sentence in sorted(counts.reasons):
            self.remark("cell", meaning, sentence, counts.wrong == sentence, expected="1000000")
        return counts

    def whole_numbers(self, meaning: str) -> npt.NDArray[np.float64]:
        """Return a column of codes as numbers, NaN where it holds none."""
        return counts_of(self.coded(meaning)).value

    @property
    def point_columns(self) -> str:
        """Return the names of the columns in which points stand."""
        in_one = self.has("point") and not self.has("latitude")
        meanings = ["point"] if in_one else ["latitude", "longitude"]
        return ", ".join(self.mapping.columns.get(meaning, meaning) for meaning in meanings)

    def points(self) -> tuple[Numbers, Numbers]:
        """Return latitude and longitude, of rows without either those in one cell; what is no degrees is said."""
        return self._points[0], self._points[1]

    @property
    def sides_km(self) -> Numbers:
        """Return the sides of the squares whose middles the points are, in km; NaN of others."""
        return self._points[2]

    @cached_property
    def _points(self) -> tuple[Numbers, Numbers, Numbers]:
        degrees = []
        for meaning in ("latitude", "longitude"):
            found, wrong, _commas = degrees_of(self.coded(meaning))
            self.remark("cell", meaning, N_("Not a number."), wrong)
            degrees.append(found)
        if not self.has("point"):
            return degrees[0], degrees[1], np.full(len(self), np.nan)
        *both, side, wrong = points_of(self.coded("point"))
        bare = np.isnan(degrees[0]) & np.isnan(degrees[1])
        self.remark("cell", "point", NO_POINT, wrong & bare)
        latitude, longitude = (np.where(bare, *pair) for pair in zip(both, degrees, strict=True))
        return latitude, longitude, np.where(bare, side, np.nan)

    def ids(self) -> pd.Series:
        """Return the ids of the source, or ``row-7`` where it has none; a second row of one id is left out."""
        given = self.coded("id")
        if pc.any(pc.ends_with(given.distinct, ".0")).as_py():  # numbers that went through a program for figures
            plain = encoded(pc.replace_substring_regex(given.distinct, r"^([0-9]+)\.0$", r"\1"))
            given = Coded(np.append(plain.codes, -1)[given.codes], plain.distinct)
        whole, is_missing = given.texts(), given.codes < 0
        again = ~is_missing
        again[first_of(given.codes, len(given.distinct) + 1)[:-1]] = False  # the last number is that of no id
        self.remark("row", "id", N_("This id is used in a row above."), again)
        return whole if not is_missing.any() else whole.where(~is_missing, self.row_names())

    def row_names(self) -> pd.Series:
        """Return an id for each row that has none of its own: ``row-7``."""
        return "row-" + pd.Series(self.numbers.astype("str"), dtype="str")

    def spans(self) -> pd.DataFrame:
        """Return date_start, date_end, date_precision and date_note; rows whose date cannot be are left out."""
        start, end = self.dates("date"), self.dates("date_end")
        first, last, is_month = start.first.copy(), start.last.copy(), start.is_month
        wrong = self._mended_years(start, first, last)
        for sentence in sorted(set(wrong) - {"", PLACEHOLDER}):
            self.remark("row", "date", sentence, wrong == sentence, year=str(OLDEST))
        self.remark("cell", "date", PLACEHOLDER, wrong == PLACEHOLDER)
        for sentence in sorted(set(end.wrong) - {""}):
            self.remark("cell", "date_end", sentence, end.wrong == sentence, year=str(OLDEST))
        has_end = ~np.isnat(end.last)
        exchanged = has_end & ~np.isnat(first) & (end.last < first)
        self.remark("changed", "date_end", N_("The last day lies before the first: they are exchanged."), exchanged)
        first, last = np.where(has_end & exchanged, end.first, first), np.where(has_end & ~exchanged, end.last, last)
        unknown = np.isnat(first)
        last = np.where(unknown, np.datetime64("NaT"), last)
        precision = chosen([unknown, is_month & ~has_end, first == last], ["unknown", "month", "day"], "range")
        columns = {"date_start": first, "date_end": last, "date_precision": precision}
        return pd.DataFrame(columns | {"date_note": always("", len(first))})

    def _mended_years(self, start: Dates, first: Days, last: Days) -> npt.NDArray[np.object_]:
        """Take the year of its own column where a date has another century: 0025-05-02 in a row of 2025."""
        wrong = start.wrong.copy()
        if not self.has("year"):
            return wrong
        year, dates = self.whole_numbers("year"), self.text("date")
        for at in np.flatnonzero((wrong == TOO_EARLY) & (year >= OLDEST) & (year <= self.today.year)):
            texts = str(dates.iloc[at])
            written = texts[:4]
            if written.isdecimal() and int(written) % 100 == year[at] % 100 and int(written) < 100:
                mended = dates_of(pd.Series([f"{int(year[at])}{texts[4:]}"], dtype="str"), self.order, self.today)
                first[at], last[at], wrong[at] = mended.first[0], mended.last[0], mended.wrong[0]
        mended_rows = (start.wrong == TOO_EARLY) & (wrong == "")
        self.remark("changed", "date", N_("The year is taken from the column of years."), mended_rows)
        return wrong
