"""Dates that a reader types, alone or among other words: "17 May 2025", "17 أيار", "2025-05", "May 2025"."""

import calendar
import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt
import pandas as pd

from geodata.names import words_of
from geodata.normalising import folded
from incidents.language.month_names import month_names, words_of_days
from incidents.selection.periods import Period

Mask = npt.NDArray[np.bool_]

# Turkish and Kurdish: 2025'te, 13'ê, 2025ê
CASE_OF_A_NUMBER = re.compile(r"(?<=\d)['’]\w+$|(?<=\b(?:19|20)\d\d)(?:y?ê|y?an|[dt][ae]n?|n?[iıuü]n|y?[ae])$")
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_CENTURY = 2000
_DAY = r"(?P<day>\d\d?)(?:st|nd|rd|th|er|e|i|o|ي)?"
_OF = r"(?: (?:of|de|du|d|ê|ayi|من))?"
# Month names that are words of a language as well: alone they are read as words too.
ALSO_WORDS = frozenset({"may", "march", "mars", "mart"})


@dataclass(frozen=True)
class AskedDate:
    """A day, a month or a year; of each year where none is said. ``is_surely`` a date, or perhaps only a word."""

    year: int | None
    month: int | None
    day: int | None
    is_surely: bool = True

    @property
    def word(self) -> str:
        """Return the word that it is as well, where it is not surely a date: may, march; else ""."""
        return "" if self.is_surely else {3: "march", 5: "may"}.get(self.month or 0, "")

    def touches(self, incidents: pd.DataFrame) -> Mask:
        """Say which incidents have a span that touches it; one whose date is not known has none."""
        start, end = (incidents[name].to_numpy().astype("datetime64[D]") for name in ("date_start", "date_end"))
        found = np.zeros(len(incidents), dtype=bool)
        for first, last in self.spans(years_of(start) if self.year is None else (self.year,)):
            found |= (start <= np.datetime64(last)) & (end >= np.datetime64(first))
        return found & (incidents["date_precision"] != "unknown").to_numpy(dtype=bool)

    def spans(self, years: Sequence[int]) -> Iterator[Period]:
        """Yield its first and its last day in each of some years, in those that have it."""
        for year in years:
            last_month = self.month or 12
            last_day = calendar.monthrange(year, last_month)[1]
            if (self.day or 1) <= last_day:
                first = dt.date(year, self.month or 1, self.day or 1)
                yield first, dt.date(year, last_month, self.day or last_day)


def years_of(start: npt.NDArray[np.datetime64]) -> Sequence[int]:
    """Return the years in which incidents begin, from first to last: a date without a year is one in each of them."""
    known = start[~np.isnat(start)]
    if not len(known):
        return ()
    first, last = (int(str(day)[:4]) for day in (known.min(), known.max()))
    return range(max(first, dt.MINYEAR), min(last + 1, dt.MAXYEAR) + 1)


def dates_among(words: Sequence[str]) -> tuple[list[AskedDate], list[str]]:
    """Return the dates among the words of a text, and the words that are left."""
    plain = [folded(CASE_OF_A_NUMBER.sub("", word)) for word in words]
    text, dates = f" {' '.join(plain)} ", []
    for pattern in date_patterns():
        while (found := pattern.search(text)) and (date := _read(found.groupdict())) is not None:
            dates.append(date)
            text = f"{text[: found.start() + 1]}{_TAKEN * (len(found[0]) - 2)}{text[found.end() - 1 :]}"
    kept, at = [], 1
    for word, form in zip(words, plain, strict=True):
        if text[at : at + 1] != _TAKEN:
            kept.append(word)
        at += len(form) + 1
    return dates, [word for word in kept if folded(word) not in beside_dates()] if dates else kept


@cache
def beside_dates() -> frozenset[str]:
    """Return what stands beside a date and is no part of it, as ``folded`` writes it."""
    return frozenset(map(folded, words_of_days()))


_TAKEN = "\u0001"  # stands for the letters of a date that was taken out: no other date runs across it


_BETWEEN = re.compile(r"\s*(?:\.\.|[–—]|\s-\s|\b(?:to|until)\b|\bإلى\b|\bحتى\b)\s*")


def days_typed(text: str) -> Period | None:
    """Return first and last day of a text that is a date with its year, or two of them ("March – May 2025" is not).

    A month and a year are all their days; of two the earlier comes first. None for anything else.
    """
    parts = _BETWEEN.split(text.strip())
    spans = [_days_of(part) for part in parts]
    known = [span for span in spans if span is not None]
    if not 1 <= len(known) == len(parts) <= 2:
        return None
    known.sort()
    return known[0][0], max(last for _first, last in known)


def _days_of(text: str) -> Period | None:
    dates, left = dates_among(words_of(text))
    if left or len(dates) != 1 or dates[0].year is None:
        return None
    return next(dates[0].spans((dates[0].year,)), None)


def _read(found: Mapping[str, str | None]) -> AskedDate | None:
    """Return the date of a match; None where there is no such day."""
    year, day, short = (int(found.get(name) or 0) or None for name in ("year", "day", "short"))
    year = _CENTURY + short if short else year
    named, number = found.get("month"), found.get("number")
    month = month_by_folded_name()[named] if named else int(number or 0) or None
    if not (month is None or 1 <= month <= 12):
        return None
    if day is not None and not (month and 1 <= day <= calendar.monthrange(year or 2024, month)[1]):
        return None
    is_surely = year is not None or day is not None or named not in ALSO_WORDS
    return AskedDate(year, month, day, is_surely)


@cache
def month_by_folded_name() -> Mapping[str, int]:
    """Return the number of the month by its name as ``folded`` writes it."""
    return {folded(name): number for name, number in month_names().items()}


@cache
def date_patterns() -> tuple[re.Pattern[str], ...]:
    """Return how dates are written, the most telling first; each matches between two spaces."""
    names = sorted(month_by_folded_name(), key=len, reverse=True)
    long = [name for name in names if len(name) > 3 or name > "\u0600" or name in {"may", "mai"}]
    any_month, whole = (f"(?P<month>{'|'.join(map(re.escape, some))})" for some in (names, long))
    any_month, whole = f"{any_month}[eaي]?", f"{whole}e?"  # as Kurdish ends them before a year
    doubled = f"{any_month}(?: (?:{'|'.join(map(re.escape, names))}))?"  # أيار/مايو
    written = (
        f"{_DAY}{_OF} {doubled}{_OF},? {_YEAR}",
        f"{doubled} {_DAY} {_YEAR}",
        rf"{_YEAR} (?P<number>\d\d?) {_DAY}",
        rf"{_DAY} (?P<number>\d\d?) {_YEAR}",
        rf"{_DAY} (?P<number>\d\d?) (?P<short>2\d)",  # 13.12.25
        rf"{_DAY}{_OF} {doubled} (?P<short>2\d)(?= $)",  # 17 May '25; not "17 May, 25 killed"
        rf"{doubled} {_DAY} (?P<short>2\d)(?= $)",
        f"{doubled}{_OF} {_YEAR}",
        f"{_YEAR} {doubled}",
        rf"{_YEAR} (?P<number>\d\d)",
        rf"(?P<number>\d\d?) {_YEAR}",
        f"{_DAY}{_OF} {doubled}",
        f"{doubled} {_DAY}",
        f"{whole}",
        f"{_YEAR}",
    )
    return tuple(re.compile(f" {one} ") for one in written)
