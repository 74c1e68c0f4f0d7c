"""Which two periods a change is told of: the one asked about, and the one it is held against."""

import datetime as dt
from dataclasses import dataclass

from incidents.record.record import Record
from incidents.selection.periods import Period
from incidents.selection.question import Question

USUAL_DAYS = 90  # up to the end of the record, where no dates are asked for


@dataclass(frozen=True)
class ChangePeriods:
    """Two periods of inclusive days. ``is_assumed``: no dates were asked for; ``is_picked``: the reader chose ``then``.

    Neither is cut to what the record covers: ``uncovered_days`` counts what of one lies outside.
    """

    then: Period
    now: Period
    is_assumed: bool
    is_picked: bool


def change_periods(record: Record, question: Question, against: Period | None = None) -> ChangePeriods:
    """Return the period that a question asks about and the one before it of equal length, or ``against``.

    Without dates that is the last 90 days of the record, counted from the end of its coverage. An open end is that of
    the coverage; an open beginning gives 90 days.
    """
    last = record.coverage[1].date()
    to_day = question.date_to or max(last, question.date_from or last)
    since = question.date_from or _earlier(to_day, USUAL_DAYS - 1)
    return ChangePeriods(
        then=against or (_earlier(since, days_of((since, to_day))), _earlier(since, 1)),
        now=(since, to_day),
        is_assumed=question.date_from is None and question.date_to is None,
        is_picked=against is not None,
    )


def _earlier(day: dt.date, days: int) -> dt.date:
    """Return the day so many days before; never before the first day there is."""
    return day - min(dt.timedelta(days), day - dt.date.min)


def days_of(period: Period) -> int:
    """Count the days of a period, both ends included."""
    return (period[1] - period[0]).days + 1


def uncovered_days(record: Record, period: Period) -> int:
    """Count the days of a period that lie outside what the record covers."""
    first, last = (stamp.date() for stamp in record.coverage)
    return days_of(period) - max(0, days_of((max(first, period[0]), min(last, period[1]))))


def written_period(period: Period) -> str:
    """Write a period as an address and the shell have it: ``2025-01-01..2025-03-31``."""
    return "..".join(day.isoformat() for day in period)


def read_period(text: str) -> Period | None:
    """Read ``2025-01-01..2025-03-31``; None for anything else, and for one that ends before it begins."""
    try:
        start, end = map(dt.date.fromisoformat, text.split(".."))
    except ValueError:  # no two days
        return None
    return (start, end) if start <= end and written_period((start, end)) == text else None
