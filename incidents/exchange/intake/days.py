"""Days as files write them: ISO, day and month in either order, names of months, days of Excel, Arabic-Indic digits."""

import datetime as dt
import re
from functools import cache
from typing import Literal, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from babel import Locale

from geodata.normalising import folded
from incidents.exchange.intake.cells import plain_figures
from incidents.exchange.intake.pools import Coded, Texts, coded
from incidents.language import N_

Order = Literal["day-first", "month-first"]
ORDERS: tuple[Order, ...] = ("day-first", "month-first")
Days = npt.NDArray[np.datetime64]

OLDEST = 1980  # before it nobody counts incidents of Syria; what says so is a slip
PLACEHOLDERS = frozenset((dt.date(1970, 1, 1), dt.date(1900, 1, 1), dt.date(1899, 12, 30)))  # of programs
NO_DAY = N_("Not a day of the calendar.")
TOO_EARLY = N_("Earlier than {year}.")
TO_COME = N_("This day has not come yet.")
TWO_WAYS = N_("A day that can be read in two ways: nothing says whether day or month stands first.")
OTHER_ORDER = N_("Not a day in the order in which this file writes day and month.")
PLACEHOLDER = N_("A day that stands for “not known”: the date is left open.")

_EXCEL = dt.date(1899, 12, 30)  # day 0 of a workbook
_TIME = re.compile(r"[T ,]+\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?\s*([AaPp][Mm])?\s*(Z|[+-]\d{2}:?\d{2}|UTC)?$")
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_TWO_WAYS = re.compile(r"(\d{1,2})[-/. ]+(\d{1,2})[-/. ]+(\d{4}|\d{2})")
_MONTH = re.compile(r"(\d{4})[-/.](\d{1,2})|(\d{1,2})[-/.](\d{4})")
_WORDS = re.compile(r"[^\W\d_]+(?:[.\s]+[^\W\d_]+)*")
_NUMBER = re.compile(r"\d+")
_YEAR_FIRST = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"


class Read(NamedTuple):
    """A cell read as a span of days: both None where it is none, which ``wrong`` says why. ``whole``: day or month."""

    first: dt.date | None = None
    last: dt.date | None = None
    whole: Literal["day", "month"] = "day"
    wrong: str = ""


class Dates(NamedTuple):
    """A column of dates, one per row: first and last day (NaT), whether it is a month, the reason if it is no date."""

    first: Days
    last: Days
    is_month: npt.NDArray[np.bool_]
    wrong: npt.NDArray[np.object_]


_FEW = 10  # one of so many days that could be either is a slip of its own, and says nothing of the column


def order_of(*columns: Texts) -> Order | Literal["either", ""]:
    """Say in which order columns write day and month: ``either`` where nobody can tell, "" where all are alike.

    Single cells that can be read in two ways do not make a column one that can.
    """
    texts = {text for cells in columns for text in _other_than_iso(coded(cells).distinct)}
    found = [match for text in texts if (match := _TWO_WAYS.fullmatch(_plain(text)))]
    firsts, seconds = sum(int(m[1]) > 12 for m in found), sum(int(m[2]) > 12 for m in found)
    if firsts != seconds:
        return "day-first" if firsts > seconds else "month-first"
    open_ones = sum(m[1] != m[2] for m in found)
    return "either" if open_ones and open_ones * _FEW >= sum(len(coded(cells).distinct) for cells in columns) else ""


def day_in_two_ways(*columns: Texts) -> str:
    """Return a cell for which the order of day and month matters: the first that is a day in both, if there is any."""
    texts = [text for cells in columns for text in _other_than_iso(coded(cells).distinct)]
    found = [(text, match) for text in texts if (match := _TWO_WAYS.fullmatch(_plain(text))) and match[1] != match[2]]
    either = (text for text, match in found if max(int(match[1]), int(match[2])) <= 12)
    return next(either, found[0][0] if found else "")


def _other_than_iso(distinct: pa.Array) -> list[str]:
    texts = distinct.filter(pc.invert(pc.match_substring_regex(distinct, _YEAR_FIRST)))
    return [str(text) for text in texts.to_pylist()]


def dates_of(cells: Texts, order: Order | None, today: dt.date) -> Dates:
    """Read a column of dates; without an order a day that can be read in two ways is none."""
    held = coded(cells)
    first = np.append(_plain_days(held.distinct, today), np.datetime64("NaT"))
    last, is_month = first.copy(), np.zeros(len(first), dtype=bool)
    wrong = np.full(len(first), "", dtype=object)
    for place in np.flatnonzero(np.isnat(first[:-1])):
        read = _within(day_of(held.distinct[place].as_py(), order, today), today)
        first[place], last[place], is_month[place], wrong[place] = (
            read.first, read.last, read.whole == "month", read.wrong
        )  # fmt: skip
    return Dates(first[held.codes], last[held.codes], is_month[held.codes], wrong[held.codes])


def days_in_words(days: npt.NDArray[np.datetime64]) -> Coded:
    """Return days as YYYY-MM-DD, missing where there is none (NaT)."""
    codes, distinct = pd.factorize(days.astype("datetime64[D]"))
    words = np.datetime_as_string(distinct.astype("datetime64[D]")).tolist()
    return Coded(codes, pa.array(words, pa.large_string()))


def _plain_days(texts: pa.Array, today: dt.date) -> Days:
    """Read all days that are written YYYY-MM-DD and can be, at once; NaT for what has to be looked at one by one."""
    is_plain = pc.match_substring_regex(texts, _YEAR_FIRST)
    read = pc.strptime(pc.if_else(is_plain, texts, None), format="%Y-%m-%d", unit="s", error_is_null=True)
    days = read.to_numpy(zero_copy_only=False).astype("datetime64[D]")
    # The 30th of February becomes the 2nd of March: what is not written back alike is none.
    is_alike = pc.fill_null(pc.equal(pc.strftime(read, "%Y-%m-%d"), texts), fill_value=False)
    days[~is_alike.to_numpy(zero_copy_only=False)] = np.datetime64("NaT")
    stands = (days >= np.datetime64(f"{OLDEST}-01-01")) & (days <= np.datetime64(today))
    return np.where(stands, days, np.datetime64("NaT"))


def _within(read: Read, today: dt.date) -> Read:
    if read.first is None or read.last is None:
        return read
    if read.first in PLACEHOLDERS:
        return Read(wrong=PLACEHOLDER)
    if read.first.year < OLDEST:
        return Read(wrong=TOO_EARLY)
    return Read(wrong=TO_COME) if read.first > today else read._replace(last=min(read.last, today))


def _plain(text: str) -> str:
    return _TIME.sub("", plain_figures(text).replace("\u200f", "").replace("\u200e", "")).strip()


def day_of(text: str, order: Order | None, today: dt.date) -> Read:
    """Read one cell; two digits of a year are of this century unless that has not come.

    Without an order a day that can be read in two ways is none.

    >>> day_of("9-May-20", "day-first", dt.date(2026, 1, 1)).first
    datetime.date(2020, 5, 9)
    """
    plain = _plain(text)
    if match := _ISO.fullmatch(plain):
        return _day(int(match[1]), int(match[2]), int(match[3]))
    if match := _TWO_WAYS.fullmatch(plain):
        one, two, year = int(match[1]), int(match[2]), _year(match[3], today)
        if order is None and one != two and max(one, two) <= 12:
            return Read(wrong=TWO_WAYS)
        order = order or ("month-first" if two > 12 else "day-first")
        day, month = (one, two) if order == "day-first" else (two, one)
        return _day(year, month, day) if month <= 12 else Read(wrong=OTHER_ORDER if day <= 12 else NO_DAY)
    if match := _MONTH.fullmatch(plain):
        return _whole_month(int(match[1] or match[4]), int(match[2] or match[3]))
    if plain.isascii() and plain.replace(".", "", 1).isdecimal():
        return _of_number(float(plain))
    return _in_words(plain, today)


def _of_number(number: float) -> Read:
    """Read a day of Excel, YYYYMMDD, or the milliseconds of a program."""
    whole = int(number)
    if 20_000 <= whole < 80_000:
        return _span(_EXCEL + dt.timedelta(days=whole))
    if 19_000_000 <= whole < 21_000_000:
        return _day(whole // 10_000, whole // 100 % 100, whole % 100)
    if 3e11 <= whole < 4e12:
        return _span(dt.datetime.fromtimestamp(whole / 1000, dt.UTC).date())
    return Read(wrong=NO_DAY)


def _in_words(plain: str, today: dt.date) -> Read:
    numbers = _NUMBER.findall(plain)
    months = {month for word in _WORDS.findall(plain) for month in _months_in(word)}
    if len(months) != 1 or not 1 <= len(numbers) <= 2:
        return Read(wrong=NO_DAY)
    month = months.pop()
    if len(numbers) == 1:
        return _whole_month(int(numbers[0]), month) if len(numbers[0]) == 4 else Read(wrong=NO_DAY)
    day, year = reversed(numbers) if len(numbers[0]) == 4 else numbers
    return _day(_year(year, today), month, int(day))


def _months_in(words: str) -> list[int]:
    known = _months()
    whole = folded(words)
    return [known[whole]] if whole in known else [known[word] for word in whole.split() if word in known]


@cache
def _months() -> dict[str, int]:
    """Return the months by their names, whole and short, as the languages around and the two Arab usages have them."""
    found: dict[str, int] = {}
    for code in ("en", "ar_SY", "ar_EG", "fr", "de", "tr", "ku"):
        for width in ("wide", "abbreviated"):
            for number, name in Locale.parse(code).months["format"][width].items():
                found.setdefault(folded(name), number)
    return found | {"sept": 9}


def _year(digits: str, today: dt.date) -> int:
    year = int(digits)
    if len(digits) > 2:
        return year
    return 2000 + year if 2000 + year <= today.year else 1900 + year


def _day(year: int, month: int, day: int) -> Read:
    try:
        return _span(dt.date(year, month, day))
    except ValueError:
        return Read(wrong=NO_DAY)


def _span(day: dt.date) -> Read:
    return Read(day, day)


def _whole_month(year: int, month: int) -> Read:
    if not (1 <= year <= 9998 and 1 <= month <= 12):
        return Read(wrong=NO_DAY)
    first = dt.date(year, month, 1)
    following = dt.date(year + month // 12, month % 12 + 1, 1)
    return Read(first, following - dt.timedelta(days=1), "month")
