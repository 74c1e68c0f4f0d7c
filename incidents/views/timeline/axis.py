"""Sizes and times that the tables and the chart of the timeline share."""

import datetime as dt

import pandas as pd

from incidents.record.record import Record

BRUSH = "brush"
FLAGS, BARS, LANE = 22, 150, 44  # heights in CSS pixels: milestones above, bars, spans below
HEIGHT = FLAGS + BARS + LANE
DAY = 86_400_000.0  # milliseconds
_AFTER = dt.timedelta(days=75)  # how much of the time after the covered period is shown, to say that it is not covered

Period = tuple[dt.date, dt.date]


def shown_period(record: Record) -> Period:
    """Return the first and the last day of the axis."""
    start, end = (stamp.date() for stamp in record.coverage)
    return start.replace(day=1), end + _AFTER


def moment_of(day: dt.date | pd.Timestamp) -> float:
    """Return a day as milliseconds since 1970 UTC, as the chart counts time."""
    return pd.Timestamp(day).timestamp() * 1000
