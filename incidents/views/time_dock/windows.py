"""The windows of days through which the timeline is played, as the dock plays it (``dock_play.js``)."""

import datetime as dt
from typing import Literal, get_args

from incidents.record.record import Record
from incidents.selection.periods import Period
from incidents.selection.question import Question
from incidents.views.time_dock.drawn import shown_days

Play = Literal["sliding", "cumulative"]
PLAYS: tuple[Play, ...] = get_args(Play)
USUAL = 90  # days of a window, and never more than a third of what is played
MOST_WINDOWS = 64
_EPOCH = dt.date(1970, 1, 1)


def played_days(record: Record, question: Question) -> Period:
    """Return first and last day that are played: those asked for, an open end that of the dock."""
    first, last = (_EPOCH + dt.timedelta(days=day) for day in shown_days(record))
    first = question.date_from or min(first, question.date_to or first)
    return first, max(first, question.date_to or last)


def windows(days: Period, play: Play, most: int = MOST_WINDOWS) -> list[Period]:
    """Return first and last day of each window in turn, at most so many; the last ends with the last day.

    A sliding window keeps its length, a cumulative one its first day.
    """
    first, last = days
    whole = (last - first).days
    length = min(USUAL - 1, whole // 3) if play == "sliding" else 0
    step = max(1, -(-(whole - length) // max(1, most - 1)))
    ends = [*range(length, whole, step), whole]
    starts = [end - length if play == "sliding" else 0 for end in ends]
    return [(first + dt.timedelta(start), first + dt.timedelta(end)) for start, end in zip(starts, ends, strict=True)]
