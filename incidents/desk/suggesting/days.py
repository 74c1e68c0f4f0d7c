"""Days in a sentence: dates, weekdays, "two days ago", spans; each relative one counted from the day of publication."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from incidents.desk.needed import needed
from incidents.desk.suggesting.calendars import weekday_numbers
from incidents.desk.suggesting.lexicon import lexicon, small_words, wording
from incidents.desk.suggesting.spoken import near_speech
from incidents.desk.suggesting.told import Sentence
from incidents.desk.suggesting.written_days import Told, days_alone, feasts, months, of_this_month, ordinals, written


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
    dates = [*written(sentence, published), *ordinals(sentence, published)]
    yield from dates
    yield from feasts(sentence, published)
    yield from days_alone(sentence, published, then)
    yield from of_this_month(sentence, published)
    yield from months(sentence, published)
    weekdays = list(_weekdays(sentence, published))
    yield from _relative(sentence, published, then, sorted([*dates, *weekdays], key=lambda told: told.start))
    yield from weekdays


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
    sentence: Sentence, published: dt.date | None, then: dt.date | None, known: Sequence[Told]
) -> Iterator[Told]:
    """Yield yesterday, أمس, three days ago: read by dateparser as days from the day of publication.

    "A day earlier" counts from the day that the sentence names before it, else from that of the event before it;
    "a day later" from these alone.
    """
    for found in lexicon("relative_days").among(sentence.tokens):
        named = [told.first for told in known if told.end <= found.first and told.first]
        day = published
        if found.entry["anchor"]:
            day = named[-1] if named else then or (published if found.entry["anchor"] == "told" else None)
            if day is None:
                continue
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
    if not between and before in small_words("two days"):  # يومي الجمعة والسبت
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
