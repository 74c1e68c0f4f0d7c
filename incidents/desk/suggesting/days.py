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

_REPRINTED = 3  # days between a dateline and the page that prints it
_BETWEEN = 3  # tokens between the days of a night: "Friday evening into Saturday"


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
        of_speech = told.precision != "month" and spoken(told.start, told.end) and not is_of_a_deed(sentence, told)
        of_speech = of_speech and not (_is_of_what_was_said(sentence, said, told) or _is_said_to_be_on(sentence, told))
        said.append(replace(told, of_speech=of_speech))
    return said


def is_of_a_deed(sentence: Sentence, told: Told) -> bool:
    """Say whether a day is said to be a deed's own: "claimed Friday night's bombing"."""
    behind = sentence.words_of(told.start, min(told.end + 1, len(sentence.tokens)))
    return behind.endswith(("'s", "’s")) or sentence.words_of(told.start, told.end).endswith(("'s", "’s"))


def _is_of_what_was_said(sentence: Sentence, before: Sequence[Told], told: Told) -> bool:
    """Say whether a day stands in what was said on the day before it: "said on Wednesday that on Tuesday ..."."""
    if not before or not before[-1].of_speech:
        return False
    between = sentence.tokens[before[-1].end : told.start]
    that = next((place for place, token in enumerate(between) if token.word in small_words("that")), len(between))
    again = any(True for _ in wording("speech").among(between[that:]))
    return that < len(between) and not again


def _is_said_to_be_on(sentence: Sentence, told: Told) -> bool:
    """Say whether a day opens what somebody said: "wrote that on November 23 militants shot", قال إنه في 23 تشرين."""
    at = told.start - 1
    while at > 0 and sentence.tokens[at].word in small_words("on a day"):
        at -= 1
    return at > 0 and sentence.tokens[at].word in small_words("that") | small_words("that it")


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
        if named and _is_quoted(sentence, found.first):
            day = named[-1]  # said on Thursday: "... this morning"
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


def _is_quoted(sentence: Sentence, at: int) -> bool:
    """Say whether a token stands between quotation marks, behind one that opens."""
    before = sentence.words[: sentence.tokens[at].start - sentence.start]
    plain = before.count('"') % 2 == 1
    return plain or any(before.count(opens) > before.count(ends) for opens, ends in ("“”", "«»"))


def _spans(sentence: Sentence, found: Sequence[Told]) -> list[Told]:
    """Join two days into a span: "from Monday to Wednesday", "the night of Tuesday - Wednesday", أمس الأحد."""
    joined = list(found)
    for known, two in pairwise(found):
        one = _before(sentence, known, two)
        if known in joined:
            joined[joined.index(known)] = one
        if one not in joined or two not in joined or not (two.first and two.last):
            continue
        between = _between(sentence, one, two)
        is_undated = not (one.first and one.last)  # a weekday of a text without a day
        if is_undated and not (two.is_dated and _is_a_weekday(sentence, one)):
            continue
        if len(between) <= 1 and (
            (one.first, one.last) == (two.first, two.last) or (two.is_dated and _is_a_weekday(sentence, one))
        ):
            joined[joined.index(one)] = replace(two, start=one.start)  # Friday 19 September
            joined.remove(two)
        elif two.is_dated and _is_a_weekday(sentence, one) and _is_put_otherwise(one, two, between):
            joined[joined.index(one)] = replace(two, start=one.start)  # "last Thursday," or 22 May
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


def _between(sentence: Sentence, one: Told, two: Told) -> list[str]:
    return [token.word for token in sentence.tokens[one.end : two.start]]


def _before(sentence: Sentence, one: Told, two: Told) -> Told:
    """Return a weekday as the one before the day behind it: "from Friday to Saturday", on a page of Friday."""
    is_near = two.start - one.end <= _BETWEEN
    if not (is_near and one.first and two.first and one.first > two.first and _is_a_weekday(sentence, one)):
        return one
    week_before = one.first - dt.timedelta(days=7)
    moved = replace(one, first=week_before, last=week_before)
    return moved if _is_a_span(sentence, moved, _between(sentence, one, two)) else one


def _is_a_weekday(sentence: Sentence, told: Told) -> bool:
    return told.end - told.start == 1 and sentence.tokens[told.start].word.removeprefix("و") in weekday_numbers()


def _is_put_otherwise(one: Told, two: Told, between: Sequence[str]) -> bool:
    """Say whether a date says which weekday was meant: "last Thursday, or May 22", الخميس الماضي أي 22 أيار."""
    weekdays = {told.first.weekday() for told in (one, two) if told.first}
    says = small_words("in other words")
    return (
        len(weekdays) == 1 and bool(says & set(between)) and set(between) <= says | small_words("a week before") | {","}
    )


def _is_a_span(sentence: Sentence, one: Told, between: Sequence[str]) -> bool:
    before = _behind_parts_of_a_day(sentence, one.start)
    parts = small_words("parts of a day")
    between = ["و" if word.removeprefix("و") in parts else word for word in between if word not in parts]
    if not between and _is_a_night(sentence, one):
        return True
    if len(between) <= 2 and set(between) & {"-", *small_words("to a day")}:
        return True
    if not between and before in small_words("two days"):  # يومي الجمعة والسبت
        return True
    if len(between) == 1 and between[0] in small_words("and a day") and before in small_words("between"):
        return True
    return bool(set(between) & small_words("ended"))


def _is_a_night(sentence: Sentence, one: Told) -> bool:
    """Say whether a day names the night that ends on the one behind it: ليل السبت الأحد, ليلة السبت/الأحد."""
    before = [token.word for token in sentence.tokens[max(0, one.start - 2) : one.start] if token.word != "of"]
    return bool(before) and before[-1] in small_words("a night")


def _behind_parts_of_a_day(sentence: Sentence, start: int) -> str:
    """Return the word before a day, behind which part of it may be said: بين مساء الأحد, "between late Sunday"."""
    before = [token.word for token in sentence.tokens[max(0, start - 3) : start]]
    return next((word for word in reversed(before) if word not in small_words("parts of a day")), "")


def dateline_day(sentences: Sequence[Sentence], published: dt.date | None = None) -> dt.date | None:
    """Return the day of a dateline: DAMASCUS, May 17, 2025 -; None where there is none.

    Without a year it says one only a few days before the page was ``published``: Jan 24 (Reuters) -.
    """
    for sentence in sentences[:2]:
        for told in days_in(sentence, published) if sentence.dateline else ():
            if not told.first or told.precision != "day" or told.end > sentence.dateline:
                continue
            if told.has_year or (told.is_dated and published and 0 <= (published - told.first).days <= _REPRINTED):
                return told.first
    return None
