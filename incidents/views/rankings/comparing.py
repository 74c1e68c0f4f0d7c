"""How the two periods that are held against each other are named in this column, and what keeps them apart."""

from collections.abc import Iterator

from incidents.language import Language
from incidents.phrases.changes import period_in_days
from incidents.record.record import Record
from incidents.selection.change_periods import ChangePeriods, days_of, uncovered_days


def then_in_words(periods: ChangePeriods, lang: Language) -> str:
    """Name the earlier period: "90 days before", or its days where the reader picked it."""
    if periods.is_picked:
        return period_in_days(periods.then, lang)
    days = days_of(periods.then)
    return lang.plural("{count} day before", "{count} days before", days).format(count=lang.number(days))


def now_in_words(periods: ChangePeriods, lang: Language) -> str:
    """Name the later period: "last 90 days" of the record where no dates are asked for, else its days."""
    if not periods.is_assumed:
        return period_in_days(periods.now, lang)
    days = days_of(periods.now)
    return lang.plural("last {count} day", "last {count} days", days).format(count=lang.number(days))


def why_not_compared(record: Record, periods: ChangePeriods, lang: Language) -> Iterator[str]:
    """Say why no change is shown: days that the record does not cover, or periods of different length."""
    for period in (periods.now, periods.then):
        if days := uncovered_days(record, period):
            yield lang.plural(
                "no change shown: {count} day of {period} is not covered",
                "no change shown: {count} days of {period} are not covered",
                days,
            ).format(count=lang.number(days), period=period_in_days(period, lang))
    if days_of(periods.now) != days_of(periods.then):
        yield lang.say("no change shown: the two periods are not equally long")
