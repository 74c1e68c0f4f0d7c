"""What every foreign shape is brought to, column by column: events, what they count, who is cited, who takes part."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from incidents.exchange.intake.cells import Coded, Counts, Texts, chosen, clean_text, coded, counts_of, degrees_of, taken
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
from incidents.exchange.intake.mapping import Columns, Headings, Kind
from incidents.exchange.intake.opened import Opened
from incidents.exchange.intake.remarks import Fate, Remark, Rows, remark_on
from incidents.language import N_
from incidents.record.vocabulary import NO_PRECISION

Mask = npt.NDArray[np.bool_]

NOTHING = np.array(None, dtype=object)  # a missing cell, for ``np.where``

FIGURES = ["at", "measure", "value", "low", "high", "note"]
CITED = ["at", "publisher", "published", "url", "headline"]
PARTIES = ["at", "name", "kind", "role"]


@dataclass(frozen=True)
class Terms:
    """What a record of somebody else's data says of itself, in both languages; "" where the source says nothing."""

    name: str  # of the source, as it is cited: also its id
    title: str
    title_ar: str
    description: str
    description_ar: str
    licence: Mapping[str, str]
    attribution: str = ""
    attribution_ar: str = ""
    redistribution: str = ""
    redistribution_ar: str = ""


@dataclass(frozen=True, eq=False)
class Shape:
    """A foreign shape: its headings, by which of them it is known, and how its rows are read as events.

    ``signs`` are sets of meanings: a file that has all of one set is of this shape. ``labels`` are the closed lists
    that are the shape's own: field → code → what it says of itself; ``kinds`` name those of the legend that differ.
    """

    kind: Kind
    headings: Headings
    signs: Sequence[frozenset[str]]
    terms: Terms
    read: Callable[["Material"], "Events"]
    labels: Mapping[str, Mapping[str, Mapping[str, str]]]
    kinds: Mapping[str, Mapping[str, str]]
    kind_of: Callable[[str, str], str]  # event type and sub-event type, as the source writes them → kind of the legend


@dataclass(frozen=True, eq=False)
class Events:
    """The events of a file, ready to become a record. All tables name an event by its position ``at`` in ``rows``.

    ``rows``: row, id, date_start, date_end (datetime64[D]), date_precision, date_note; event_type, sub_event_type (as
    the source writes them), aggregate (bool), is_role; place, place_ar, admin1, admin2, latitude, longitude (degrees),
    geo_precision, uncertainty_km, area (governorate or country: the event lies anywhere in it), location_note; summary,
    summary_ar. ``figures``, ``cited`` and ``parties`` have the columns of these names.
    """

    rows: pd.DataFrame
    figures: pd.DataFrame
    cited: pd.DataFrame
    parties: pd.DataFrame
    remarks: Sequence[Remark] = ()


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
            if not self.has(meaning):
                return Coded(np.full(len(self), -1), pa.array([], pa.large_string()))
            self._coded[meaning] = clean_text(self.opened.columns[self.mapping.columns[meaning]])
        return self._coded[meaning]

    def text(self, meaning: str) -> pd.Series:
        """Return a column as clean texts, one per row."""
        return self.coded(meaning).texts()

    @cached_property
    def _coded(self) -> dict[str, Coded]:
        return {}

    @property
    def order(self) -> Order:
        """Return the order of day and month: as it was said, or as the dates show."""
        shown = self.order_shown
        return self.mapping.dates or (shown if shown in {"day-first", "month-first"} else "day-first")  # type: ignore[return-value]

    @cached_property
    def order_shown(self) -> str:
        """Return what the dates show of their order; ``either`` where nobody can tell."""
        return order_of(self.coded("date"), self.coded("date_end"))

    def remark(self, fate: Fate, meaning: str, sentence: str, mask: Mask, **details: str) -> None:
        """Say something of the rows of a mask; rows that are left out say nothing further."""
        column = self.mapping.columns.get(meaning, meaning)
        at = np.flatnonzero(mask & self.kept)
        cells = taken(self.coded(meaning).distinct, self.coded(meaning).codes[at])
        self.remarks += remark_on(fate, column, sentence, self.numbers[at], cells, **details)
        if fate == "row":
            self.kept = self.kept & ~mask

    def dates(self, meaning: str) -> Dates:
        """Return a column as days."""
        return dates_of(self.coded(meaning), self.order, self.today)

    def counts(self, meaning: str) -> Counts:
        """Return a column as counts of people; what counts nobody is said."""
        counts = counts_of(self.coded(meaning))
        for sentence in sorted(set(counts.wrong) - {""}):
            self.remark("cell", meaning, sentence, counts.wrong == sentence, expected="1000000")
        return counts

    def whole_numbers(self, meaning: str) -> npt.NDArray[np.float64]:
        """Return a column of codes as numbers, NaN where it holds none."""
        return counts_of(self.coded(meaning)).value

    def points(self) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
        """Return latitude and longitude; what is no degrees is said."""
        degrees = []
        for meaning in ("latitude", "longitude"):
            found, wrong, _commas = degrees_of(self.coded(meaning))
            self.remark("cell", meaning, N_("Not a number."), wrong)
            degrees.append(found)
        return degrees[0], degrees[1]

    def ids(self) -> pd.Series:
        """Return the ids of the source, or ``row-7`` where it has none; a second row of one id is left out."""
        given = self.coded("id")
        # Numbers that went through a program for figures.
        whole = taken(pc.replace_substring_regex(given.distinct, r"^([0-9]+)\.0$", r"\1"), given.codes)
        is_missing = whole.isna().to_numpy(dtype=bool)
        again = whole.duplicated().to_numpy(dtype=bool) & ~is_missing
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
        return pd.DataFrame({"date_start": first, "date_end": last, "date_precision": precision, "date_note": ""})

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


def assembled(material: Material, columns: Mapping[str, object], **tables: pd.DataFrame) -> Events:
    """Return events of columns, one value per row of the file, without the rows that were left out."""
    rows = pd.DataFrame(dict(columns), copy=False)
    for name, nothing in (
        *((name, None) for name in ("place", "place_ar", "admin1", "admin2", "location_note", "summary", "summary_ar")),
        *(("aggregate", False), ("geo_precision", NO_PRECISION), ("uncertainty_km", np.nan), ("area", "")),
        *(("latitude", np.nan), ("longitude", np.nan), ("date_note", ""), ("is_role", "not-said")),
    ):
        if name not in rows:
            rows[name] = taken([], np.full(len(rows), -1)) if nothing is None else nothing
    rows["row"] = material.numbers
    if material.kept.all():
        held, kept = tables, rows
    else:
        position = np.cumsum(material.kept) - 1
        held = {name: _kept(table, material.kept, position) for name, table in tables.items()}
        kept = rows[material.kept].reset_index(drop=True)
    return Events(kept, held["figures"], held["cited"], held["parties"], material.remarks)


def _kept(table: pd.DataFrame, kept: Mask, position: npt.NDArray[np.intp]) -> pd.DataFrame:
    at = table["at"].to_numpy(dtype=np.intp)
    held = kept[at]
    return table[held].assign(at=position[at[held]]).reset_index(drop=True)


def figures(*parts: tuple[str, Counts, "pd.Series | str"]) -> pd.DataFrame:
    """Return the table of figures from columns of counts, each with its measure and a note (per row, or for all)."""
    frames = []
    for measure, counts, note in parts:
        stated = np.flatnonzero(~(np.isnan(counts.value) & np.isnan(counts.low) & np.isnan(counts.high)))
        frame = pd.DataFrame({"at": stated, "measure": measure})
        for name in ("value", "low", "high"):
            frame[name] = getattr(counts, name)[stated]
        frame["note"] = note if isinstance(note, str) else note.iloc[stated].to_numpy()
        frames.append(frame)
    return pd.concat(frames, ignore_index=True) if frames else pd.DataFrame({name: [] for name in FIGURES})


def parted(cells: Texts, pattern: str) -> pd.DataFrame:
    """Split cells that hold several by a pattern (RE2), one row for each: at, part; empty ones are left out."""
    held = coded(cells)
    at = np.flatnonzero(held.codes >= 0)
    lists = pc.split_pattern_regex(held.distinct, pattern).take(pa.array(held.codes[at]))
    parts = pc.utf8_trim_whitespace(pc.list_flatten(lists))
    filled = pc.not_equal(parts, "").to_numpy(zero_copy_only=False)
    place = at[pc.list_parent_indices(lists).to_numpy()[filled]]
    return pd.DataFrame({"at": place, "part": pd.array(parts.filter(pa.array(filled)), dtype="str")})
