"""Days in a sentence: dates, weekdays, "two days ago", spans; each relative one counted from the day of publication."""

import calendar
import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from incidents.desk.needed import needed
from incidents.desk.suggesting.calendars import (
    THIS_MONTH,
    YEAR,
    any_month,
    date_patterns,
    month_numbers,
    month_patterns,
    this_month_pattern,
    weekday_numbers,
)
from incidents.desk.suggesting.lexicon import lexicon, small_words, wording
from incidents.desk.suggesting.spoken import near_speech
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


def days_in(sentence: Sentence, published: dt.date | None, then: dt.date | None = None) -> list[Told]:
    """Return the days that a sentence tells of, from left to right; "two days earlier" counts from ``then``."""
    found: list[Told] = []
    taken = [False] * len(sentence.tokens)
    for told in _read(sentence, published, then):
        if not any(taken[told.start : told.end]):
            found.append(told)
            taken[told.start : told.end] = [True] * (told.end - told.start)
    found.sort(key=lambda told: told.start)
    spoken = near_speech(sentence)
    said: list[Told] = []
    for told in _spans(sentence, found):
        of_speech = told.precision != "month" and spoken(told.start, told.end)
        said.append(replace(told, of_speech=of_speech and not _is_of_what_was_said(sentence, said, told)))
    return said


def _is_of_what_was_said(sentence: Sentence, before: Sequence[Told], told: Told) -> bool:
    """Say whether a day stands in what was said on the day before it: "said on Wednesday that on Tuesday ..."."""
    if not before or not before[-1].of_speech:
        return False
    between = sentence.tokens[before[-1].end : told.start]
    that = next((place for place, token in enumerate(between) if token.word in small_words("that")), len(between))
    again = any(True for _ in wording("speech").among(between[that:]))
    return that < len(between) and not again


def _read(sentence: Sentence, published: dt.date | None, then: dt.date | None) -> Iterator[Told]:
    for pattern in date_patterns():
        for match in pattern.finditer(sentence.plain):
            first, last = sentence.tokens_at(match.start(), match.end())
            if told := _dated(match.groupdict(), published, first, last):
                yield told
    yield from _ordinals(sentence, published)
    yield from _of_this_month(sentence, published)
    yield from _months(sentence, published)
    weekdays = list(_weekdays(sentence, published))
    yield from _relative(sentence, published, then, weekdays)
    yield from weekdays


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


def _ordinals(sentence: Sentence, published: dt.date | None) -> Iterator[Told]:
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


def _of_this_month(sentence: Sentence, published: dt.date | None) -> Iterator[Told]:
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


def _months(sentence: Sentence, published: dt.date | None) -> Iterator[Told]:
    with_year, alone = month_patterns()
    for match in with_year.finditer(sentence.plain):
        yield _month_told(sentence, match, int(match["year"]))
    for match in alone.finditer(sentence.plain):
        if published:
            month = month_numbers()[match["name"]]
            yield _month_told(sentence, match, published.year - (month > published.month))


def _month_told(sentence: Sentence, match: re.Match[str], year: int) -> Told:
    month = month_numbers()[match["name"]]
    first, last = sentence.tokens_at(match.start(), match.end())
    days = calendar.monthrange(year, month)[1]
    told_year = bool(match.groupdict().get("year"))
    return Told(dt.date(year, month, 1), dt.date(year, month, days), "month", first, last, has_year=told_year)


def _weekdays(sentence: Sentence, published: dt.date | None) -> Iterator[Told]:
    for place, token in enumerate(sentence.tokens):
        number = weekday_numbers().get(token.word)
        if number is None and token.word.startswith(("و", "ف")):
            number = weekday_numbers().get(token.word[1:])
        if number is None:
            continue
        day = None
        if published:
            day = published - dt.timedelta(days=(published.weekday() - number) % 7)
            behind = sentence.tokens[place + 1].word if place + 1 < len(sentence.tokens) else ""
            if day == published and behind in small_words("a week before"):
                day -= dt.timedelta(days=7)
        yield Told(day, day, "day", place, place + 1)


def _relative(
    sentence: Sentence, published: dt.date | None, then: dt.date | None, weekdays: Sequence[Told]
) -> Iterator[Told]:
    """Yield yesterday, أمس, three days ago: read by dateparser as days from the day of publication.

    "A day earlier" counts from the weekday that the sentence names before it, else from that of the event before it.
    """
    for found in lexicon("relative_days").among(sentence.tokens):
        named = [told.first for told in weekdays if told.end <= found.first and told.first]
        day = published
        if found.entry["anchor"]:
            day = named[-1] if named else then or published
        first, last = None, None
        if day:
            base = dt.datetime.combine(day, dt.time(12))
            settings = {"RELATIVE_BASE": base, "PREFER_DATES_FROM": "past"}
            read = [
                needed("dateparser").parse(phrase, languages=["en"], settings=settings)
                for phrase in (found.entry["from"], found.entry["to"])
            ]
            first, last = (moment.date() for moment in read)
        yield Told(first, last, "day" if first == last else "range", found.first, found.last)


def _spans(sentence: Sentence, found: Sequence[Told]) -> list[Told]:
    """Join two days into a span: "from Monday to Wednesday", "the night of Tuesday - Wednesday", أمس الأحد."""
    joined = list(found)
    for one, two in pairwise(found):
        if one not in joined or two not in joined or not (two.first and two.last):
            continue
        between = [token.word for token in sentence.tokens[one.end : two.start]]
        is_undated = not (one.first and one.last)  # a weekday of a text without a day
        if is_undated and not (two.is_dated and _is_a_weekday(sentence, one)):
            continue
        if len(between) <= 1 and (
            (one.first, one.last) == (two.first, two.last) or (two.is_dated and _is_a_weekday(sentence, one))
        ):
            joined[joined.index(one)] = replace(two, start=one.start)  # Friday 19 September
            joined.remove(two)
        elif (
            one.last
            and one.last < two.first
            and "month" not in {one.precision, two.precision}
            and _is_a_span(sentence, one, between)
        ):
            joined[joined.index(one)] = replace(one, last=two.last, precision="range", end=two.end, is_dated=True)
            joined.remove(two)
    return joined


def _is_a_weekday(sentence: Sentence, told: Told) -> bool:
    return told.end - told.start == 1 and sentence.tokens[told.start].word.removeprefix("و") in weekday_numbers()


def _is_a_span(sentence: Sentence, one: Told, between: Sequence[str]) -> bool:
    before = sentence.tokens[one.start - 1].word if one.start else ""
    if len(between) <= 2 and set(between) & {"-", *small_words("to a day")}:
        return True
    if len(between) == 1 and between[0] in small_words("and a day") and before in small_words("between"):
        return True
    return bool(set(between) & small_words("ended"))


def dateline_day(sentences: Sequence[Sentence]) -> dt.date | None:
    """Return the day of a dateline with a year: DAMASCUS, May 17, 2025 -; None where there is none."""
    for sentence in sentences[:2]:
        for told in days_in(sentence, None):
            if told.first and told.has_year and told.precision == "day" and told.end <= sentence.dateline:
                return told.first
    return None
