"""Days as they are written: dates, days in words, a day of a month that was said before, months."""

import calendar
import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from incidents.desk.suggesting.calendars import (
    THIS_MONTH,
    YEAR,
    any_month,
    date_patterns,
    day_alone_pattern,
    month_numbers,
    month_patterns,
    this_month_pattern,
)
from incidents.desk.suggesting.lexicon import lexicon
from incidents.desk.suggesting.told import Sentence

_LEAP_YEAR = 2024


@dataclass(frozen=True)
class Told:
    """When, by a sentence: from ``first`` to ``last`` day, to a ``day``, a ``range`` or a ``month``.

    ``start`` and ``end`` are tokens. Without a day of publication a weekday has no ``first``. ``is_dated``: with a day
    and a month, and so independent of the rest; ``of_speech``: on this day somebody said so.
    """

    first: dt.date | None
    last: dt.date | None
    precision: str
    start: int
    end: int
    is_dated: bool = False
    of_speech: bool = False
    has_year: bool = False


def written(sentence: Sentence, published: dt.date | None) -> Iterator[Told]:
    """Yield dates with day and month: "May 17, 2025", 17 أيار."""
    for pattern in date_patterns():
        for match in pattern.finditer(sentence.plain):
            first, last = sentence.tokens_at(match.start(), match.end())
            if told := _dated(match.groupdict(), published, first, last):
                yield told


def _dated(found: Mapping[str, str | None], published: dt.date | None, first: int, last: int) -> Told | None:
    name = found.get("name")
    month = month_numbers()[name] if name else int(found.get("number") or 0)
    day, year = int(found["day"] or 0), int(found.get("year") or 0)
    told = _day_of(year or None, month, day, published)
    if told is None:
        is_a_day = _day_of(year or _LEAP_YEAR, month, day, None) is not None
        return Told(None, None, "day", first, last) if is_a_day and not year else None
    if other := found.get("other"):  # from 10 to 13 March
        begun = _day_of(told.year, month, int(other), None)
        if begun and begun < told:
            return Told(begun, told, "range", first, last, is_dated=True, has_year=bool(year))
    return Told(told, told, "day", first, last, is_dated=True, has_year=bool(year))


def _day_of(year: int | None, month: int, day: int, published: dt.date | None) -> dt.date | None:
    """Return a day; where no year is said, that on or before the day of publication."""
    try:
        if year:
            return dt.date(year, month, day)
        if published is None:
            return None
        told = dt.date(published.year, month, day)
        return told if told <= published + dt.timedelta(days=1) else dt.date(published.year - 1, month, day)
    except ValueError:
        return None


def ordinals(sentence: Sentence, published: dt.date | None) -> Iterator[Told]:
    """Yield الخامس والعشرين من كانون الثاني."""
    for found in lexicon("ordinals").among(sentence.tokens):
        rest = " ".join(token.word for token in sentence.tokens[found.last : found.last + 6])
        named = re.match(rf"(?:من )?(?:شهر )?{any_month(shortest=2)}(?: {YEAR})?(?!\S)", rest)
        if named:
            told = {"day": found.entry["value"], **named.groupdict()}
            last = found.last + named[0].count(" ") + 1
            begun = lexicon("ordinals").at(sentence.tokens, found.first - 1) if found.first else None
            if begun and begun.last == found.first and sentence.tokens[found.first].word.startswith("و"):
                told["other"] = begun.entry["value"]  # بين الثالث والسابع من شباط
            if dated := _dated(told, published, begun.first if "other" in told and begun else found.first, last):
                yield dated


def feasts(sentence: Sentence, published: dt.date | None) -> Iterator[Told]:
    """Yield "on New Year's Eve", ليلة رأس السنة: the last one."""
    for found in lexicon("feasts").among(sentence.tokens):
        day = _day_of(None, int(found.entry["month"]), int(found.entry["day"]), published)
        if day:
            yield Told(day, day, "day", found.first, found.last, is_dated=True)


def days_alone(sentence: Sentence, published: dt.date | None, then: dt.date | None) -> Iterator[Told]:
    """Yield "on the 11th", في 11 منه: of the month of the event told before it, else of the page's."""
    told_before = then or published
    if told_before is None:
        return
    for match in day_alone_pattern().finditer(sentence.plain):
        day = _day_of(told_before.year, told_before.month, int(match["day"] or match["digits"]), None)
        first, last = sentence.tokens_at(match.start(), match.end())
        if day and (published is None or day <= published):
            yield Told(day, day, "day", first, last, is_dated=True)


def of_this_month(sentence: Sentence, published: dt.date | None) -> Iterator[Told]:
    """Yield "the 11th of this month", في الـ 11 من الشهر الجاري, في العاشر من هذا الشهر."""
    if published is None:
        return
    for match in this_month_pattern().finditer(sentence.plain):
        first, last = sentence.tokens_at(match.start(), match.end())
        if (day := _day_of(published.year, published.month, int(match["day"]), None)) and day <= published:
            yield Told(day, day, "day", first, last, is_dated=True)
    for found in lexicon("ordinals").among(sentence.tokens):
        rest = " ".join(token.word for token in sentence.tokens[found.last : found.last + 3])
        named = re.match(THIS_MONTH, rest)
        day = _day_of(published.year, published.month, int(found.entry["value"]), None)
        if named and day and day <= published:
            yield Told(day, day, "day", found.first, found.last + named[0].count(" ") + 1, is_dated=True)


def months(sentence: Sentence, published: dt.date | None) -> Iterator[Told]:
    """Yield months with their year, and those alone: "in June", في حزيران 2025."""
    with_year, *alone = month_patterns()
    for match in with_year.finditer(sentence.plain):
        yield _month_told(sentence, match, int(match["year"]))
    for match in (match for pattern in alone for match in pattern.finditer(sentence.plain)):
        if published:
            month = month_numbers()[match["name"]]
            yield _month_told(sentence, match, published.year - (month > published.month))
    for found in lexicon("relative_months").among(sentence.tokens):
        if published:
            before = published.replace(day=1) - dt.timedelta(days=1)
            yield _month_of(before.year, before.month, found.first, found.last, told_year=False)


def _month_told(sentence: Sentence, match: re.Match[str], year: int) -> Told:
    month = month_numbers()[match["name"]]
    first, last = sentence.tokens_at(match.start(), match.end())
    return _month_of(year, month, first, last, told_year=bool(match.groupdict().get("year")))


def _month_of(year: int, month: int, first: int, last: int, *, told_year: bool) -> Told:
    days = calendar.monthrange(year, month)[1]
    return Told(dt.date(year, month, 1), dt.date(year, month, days), "month", first, last, has_year=told_year)
