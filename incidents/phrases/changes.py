"""What rose and what fell, in words, with what may lie behind it."""

import math
from collections.abc import Iterator

from incidents.language import Language
from incidents.phrases.completeness import sample_in_words
from incidents.phrases.coverage import coverage_in_full
from incidents.record.record import Record
from incidents.selection.change_periods import days_of
from incidents.selection.changes import Changes
from incidents.selection.filters import LISTS
from incidents.selection.periods import Period

_NAMED = 3  # of the largest changes, those that a sentence names


def change_in_words(what: str, then: int, now: int, lang: Language) -> str:
    """Say of something how it changed: "Armed attack: rose from 7 to 22"."""
    if now > then:
        sentence = lang.say("{what}: rose from {then} to {now}")
    elif now < then:
        sentence = lang.say("{what}: fell from {then} to {now}")
    else:
        sentence = lang.say("{what}: {now}, as before")
    return sentence.format(what=what, then=lang.number(then), now=lang.number(now))


def difference_in_words(difference: int, lang: Language) -> str:
    """Write a difference with its sign: +15, −3, 0."""
    return _signed(difference, lang.number(abs(difference)), lang)


def difference_of_means_in_words(one: float, other: float, lang: Language) -> str:
    """Write by how much the other mean is more, of both as they are written; a dash where one is of nothing."""
    if math.isnan(one) or math.isnan(other):
        return "\u2013"
    difference = round(round(other, 1) - round(one, 1), 1)
    return _signed(difference, lang.decimal(abs(difference)), lang)


def _signed(difference: float, written: str, lang: Language) -> str:
    sign = "+" if difference > 0 else "\u2212" if difference < 0 else ""
    return lang.forwards(f"{sign}{written}") if sign else written


End = tuple[float, float, bool]  # low, high, whether somebody's figure is a least one; NaN = nobody states any


def range_difference_in_words(one: End, other: End, lang: Language) -> str:
    """Say by how much one range is more than another, at least and at most; a dash where nothing can be said."""
    least = -math.inf if one[2] else other[0] - one[1]
    most = math.inf if other[2] else other[1] - one[0]
    if math.isnan(other[0] - one[1]) or (math.isinf(least) and math.isinf(most)):
        return "\u2013"
    if math.isinf(most):
        return lang.say("{number} or more").format(number=difference_in_words(round(least), lang))
    if math.isinf(least):
        return lang.say("{number} or less").format(number=difference_in_words(round(most), lang))
    ends = [difference_in_words(round(end), lang) for end in (least, most)]
    return ends[0] if least == most else lang.say("{low} to {high}").format(low=ends[0], high=ends[1])


def period_in_days(period: Period, lang: Language) -> str:
    """Write a period, or its one day."""
    return lang.date(period[0]) if period[0] == period[1] else lang.period(*period)


def row_in_words(record: Record, codes: list[tuple[str, str]], lang: Language) -> list[str]:
    """Return the labels of one row: of each pair of dimension and code."""
    return [LISTS[name].label(record, code, lang) for name, code in codes]


def change_headline(changes: Changes, record: Record, lang: Language) -> str:
    """Say how the whole changed, and what changed most; before that, where days are not covered, how many."""
    whole = change_in_words(lang.say("Incidents"), changes.then.incidents, changes.now.incidents, lang)
    named = [
        change_in_words(
            lang.say(", ").join(row_in_words(record, [(name, row[name]) for name in changes.by], lang)), *counts, lang
        )
        for row in changes.rows.head(_NAMED).to_dict("records")
        if (counts := (int(row["then"]), int(row["now"]))) and counts[0] != counts[1]
    ]
    told = lang.say("; ").join([whole, *named]) + lang.say(".")
    return " ".join([*_uncovered(changes, record, lang), told])


def _uncovered(changes: Changes, record: Record, lang: Language) -> Iterator[str]:
    """Say which days are not covered: where there are any, a fall may be no more than that."""
    first, last = (lang.date(stamp.date()) for stamp in record.coverage)
    for side in (changes.now, changes.then):
        if side.uncovered:
            yield lang.plural(
                "{count} day of {period} is not covered by the record ({first} to {last}): "
                "nothing recorded there does not mean nothing happened.",
                "{count} days of {period} are not covered by the record ({first} to {last}): "
                "nothing recorded there does not mean nothing happened.",
                side.uncovered,
            ).format(
                count=lang.number(side.uncovered), period=period_in_days(side.period, lang), first=first, last=last
            )


def periods_compared(changes: Changes, lang: Language) -> str:
    """Name the two periods: "6 Dec 2025 – 5 Mar 2026 against 7 Sept – 5 Dec 2025"."""
    return lang.say("{now} against {then}").format(
        now=period_in_days(changes.now.period, lang), then=period_in_days(changes.then.period, lang)
    )


def behind_the_change(changes: Changes, record: Record, lang: Language) -> list[str]:
    """Say what may lie behind the figures, and what they leave open: one sentence each, the gravest first."""
    return [*_periods(changes, record, lang), *_reporting(changes, record, lang), *_counting(changes, lang)]


def _periods(changes: Changes, record: Record, lang: Language) -> Iterator[str]:
    """Say that nobody asked for a period, and that the two are not equally long."""
    last = lang.date(record.coverage[1].date())
    if changes.is_assumed:
        days = days_of(changes.now.period)
        yield lang.plural(
            "No dates are asked for: this is the last {count} day of the record, which ends on {last}.",
            "No dates are asked for: these are the last {count} days of the record, which ends on {last}.",
            days,
        ).format(count=lang.number(days), last=last)
    then, now = days_of(changes.then.period), days_of(changes.now.period)
    if then != now:
        yield lang.say("The two periods are not equally long: {then} days then, {now} days now.").format(
            then=lang.number(then), now=lang.number(now)
        )


def _reporting(changes: Changes, record: Record, lang: Language) -> Iterator[str]:
    """Say that it is a sample, how many sources and parties speak of it, and on what the change may rest."""
    yield lang.say(
        "The record is a sample of what is reported, not a count of all that happened: more reports look like more "
        "incidents."
    )
    yield from filter(None, [sample_in_words(record, lang)])
    yield from coverage_in_full(changes.told, record, lang)
    if changes.told.is_told_differently:
        yield lang.say("Reporting itself changed notably: part of the change may rest on that.")
    if changes.is_few:
        yield lang.say("By the days that are covered, chance alone could make the whole change.")
    if changes.rows["is_few"].any():
        yield lang.say("Rows marked with ° rest on so few incidents that chance alone could make the difference.")


def _counting(changes: Changes, lang: Language) -> Iterator[str]:
    """Say what counts twice, on a doubtful day, or not at all."""
    filed = changes.then.filed + changes.now.filed
    counted = [
        (
            changes.both,
            lang.plural(
                "The dates of {count} incident touch both periods: it counts in both.",
                "The dates of {count} incidents touch both periods: they count in both.",
                changes.both,
            ),
        ),
        (
            filed,
            lang.plural(
                "{count} incident of unknown date counts on the day under which it is filed.",
                "{count} incidents of unknown date count on the days under which they are filed.",
                filed,
            ),
        ),
        (
            changes.undated,
            lang.plural(
                "{count} incident without any date is in neither period.",
                "{count} incidents without any date are in neither period.",
                changes.undated,
            ),
        ),
    ]
    for count, sentence in counted:
        if count:
            yield sentence.format(count=lang.number(count))
    if {"governorate", "actor"} & set(changes.by):
        yield lang.say("An incident of several governorates or actors counts in each, so rows may add up to more.")
