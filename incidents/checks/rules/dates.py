"""Rules on days: that they agree with what is said of them, exist, are covered, and have come."""

import contextlib
import datetime as dt
import re
from collections.abc import Iterator

import numpy as np

from incidents.checks.schema import NOT_A_DAY
from incidents.checks.tables import Tables, always
from incidents.language import N_
from incidents.record.contract import TALLIES
from incidents.record.problem import Problem

_PUBLISHED = re.compile("[0-9]{4}(-[0-9]{2}){0,2}")
OLDEST = "1900"  # the first year in which a page or a milestone may be dated


def dates_agree_with_precision(tables: Tables) -> Iterator[Problem]:
    """Hold dates against precision: a day is one day, a range ends later, a month is one, only unknown may be empty."""
    incidents = tables["incidents"]
    precision = incidents.text("date_precision")
    start, end = incidents.days("date_start"), incidents.days("date_end")
    stated = incidents.is_filled("date_start") & incidents.is_filled("date_end")
    empty = (precision != "unknown") & ~stated
    yield from incidents.where(empty, "date_start", N_("Only an unknown date may be empty."))
    yield from incidents.where(start > end, "date_end", N_("The incident ends before it starts."))
    differ = (precision == "day") & (start < end)
    yield from incidents.where(differ, "date_end", N_("The precision is a day, but the dates differ."))
    single = (precision == "range") & (start == end)
    yield from incidents.where(single, "date_end", N_("The precision is a range, but it is one day."))
    two = (precision == "month") & (start.astype("datetime64[M]") < end.astype("datetime64[M]"))
    yield from incidents.where(two, "date_end", N_("The precision is a month, but the dates lie in two."))


def incidents_lie_within_the_coverage(tables: Tables) -> Iterator[Problem]:
    """Hold the dates of incidents against the days that the record says it covers."""
    incidents, (first, last) = tables["incidents"], (day.date() for day in tables.schema.coverage)
    covered = always(first=str(first), last=str(last))
    sentence = N_("Not within the days that the record covers, {first} to {last}.")
    for column in ("date_start", "date_end"):
        days = incidents.days(column)
        outside = (days < np.datetime64(first)) | (days > np.datetime64(last))
        yield from incidents.where(outside, column, sentence, covered)


def nothing_is_dated_in_the_future(tables: Tables) -> Iterator[Problem]:
    """Find milestones and pages of a day that has not come, or of a century of which nobody speaks here."""
    today, oldest = tables.today.isoformat(), always(year=OLDEST)
    for name, column in (("sources", "published"), ("milestones", "date")):
        if name in tables:
            days = tables[name].text(column)
            named = list(map(str, days.dropna().unique()))
            future, past = ([day for day in named if is_out(day)] for is_out in (today.__lt__, OLDEST.__gt__))
            yield from tables[name].where(days.isin(future), column, N_("This day has not come yet."))
            yield from tables[name].where(days.isin(past), column, N_("Earlier than {year}."), oldest)


def tallies_end_after_they_begin(tables: Tables) -> Iterator[Problem]:
    """Hold the periods of the counts of others: none ends before it begins, or counts what has not come yet."""
    if TALLIES in tables:
        tallies = tables[TALLIES]
        start, end = tallies.days("date_start"), tallies.days("date_end")
        yield from tallies.where(start > end, "date_end", N_("The period ends before it begins."))
        today = np.datetime64(tables.today)
        yield from tallies.where(end > today, "date_end", N_("This day has not come yet."))


def publication_days_exist(tables: Tables) -> Iterator[Problem]:
    """Find days and months of publication that the calendar does not have."""
    published = tables["sources"].text("published")
    wrong = [cell for cell in published.dropna().unique() if not _exists(str(cell))]
    yield from tables["sources"].where(published.isin(wrong), "published", NOT_A_DAY)


def _exists(cell: str) -> bool:
    """Say whether the calendar has a day, a month or a year; how it is written is for the schema to say."""
    if not _PUBLISHED.fullmatch(cell):
        return True
    with contextlib.suppress(ValueError):
        return bool(dt.date.fromisoformat(cell + "0001-01-01"[len(cell) :]))
    return False
