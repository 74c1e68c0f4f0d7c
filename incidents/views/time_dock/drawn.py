"""What the dock draws along the axis of time: bars, spans of doubtful date, events. Days count from 1 January 1970."""

import datetime as dt

import numpy as np
import pandas as pd

from incidents.language import Language, plain_text
from incidents.record.record import Record
from incidents.selection.summaries import Step
from incidents.views.symbology import SYMBOLOGY

_KINDS = list(SYMBOLOGY)
_EPOCH = dt.date(1970, 1, 1)


def day_number(day: dt.date) -> int:
    """Return a day as a number of days since 1 January 1970."""
    return (day - _EPOCH).days


def shown_days(record: Record) -> tuple[int, int]:
    """Return the first and the last day of the axis: the first of a month, and the last day that is covered."""
    first, last = (stamp.date() for stamp in record.coverage)
    return day_number(first.replace(day=1)), day_number(last)


def shown_days_of(*records: Record) -> tuple[int, int]:
    """Return the first and the last day of an axis on which all of some records stand."""
    firsts, lasts = zip(*map(shown_days, records), strict=True)
    return min(firsts), max(lasts)


def bars(counts: pd.DataFrame, step: Step) -> list[tuple[int, int, list[int]]]:
    """Return first and last day of each period that has incidents, and their number by kind in display order.

    ``counts`` are those of ``incidents_per_period``.
    """
    filled: dict[int, list[int]] = {}
    starts = counts["period"].to_numpy().astype("datetime64[D]").astype(np.int64).tolist()
    for start, kind, number in zip(starts, counts["kind"].tolist(), counts["incidents"].tolist(), strict=True):
        filled.setdefault(start, [0] * len(_KINDS))[_KINDS.index(kind)] += number
    return [(start, _last_day(start, step), numbers) for start, numbers in sorted(filled.items())]


def _last_day(start: int, step: Step) -> int:
    if step == "week":
        return start + 6
    following = np.datetime64(start, "D").astype("datetime64[M]") + 1
    return int(following.astype("datetime64[D]").astype(np.int64)) - 1


def spans(found: pd.DataFrame) -> list[tuple[int, int, int]]:
    """Return first day, last day and kind of incidents dated only by a span over several periods, in order.

    ``found`` are those of ``undated_spans``.
    """
    ends = (_numbers(found[name]) for name in ("date_start", "date_end"))
    kinds = [_KINDS.index(str(kind)) for kind in found["kind"]]
    return sorted(zip(*ends, kinds, strict=True))


def events(record: Record, lang: Language) -> list[tuple[int, str]]:
    """Return day and words of the milestones within the time shown, in the order of their days."""
    first, last = shown_days(record)
    days = _numbers(record.milestones["date"])
    words = [plain_text(str(words)) for words in lang.column(record.milestones, "label")]
    return sorted((day, said) for day, said in zip(days, words, strict=True) if first <= day <= last)


def _numbers(stamps: pd.Series) -> list[int]:
    numbers: list[int] = stamps.to_numpy().astype("datetime64[D]").astype(np.int64).tolist()
    return numbers
