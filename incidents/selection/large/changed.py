"""What rose and what fell in a large record, and who tells of its incidents: what memory says, counted where kept."""

import math
from collections.abc import Sequence
from datetime import date
from itertools import product

import pandas as pd

from incidents.record.derived import NO_PERIOD
from incidents.selection.change_periods import ChangePeriods, change_periods, uncovered_days
from incidents.selection.changes import COUNTED, Changes, Dimension, changes_counted
from incidents.selection.completeness import shares_of_both
from incidents.selection.large.conditions import during
from incidents.selection.large.options import column_of
from incidents.selection.large.questions import LargeRecord, codes_held
from incidents.selection.large.whole import frame_in_full
from incidents.selection.large.worked_out import SETS
from incidents.selection.large.written import Rows
from incidents.selection.periods import Period
from incidents.selection.question import Question
from incidents.selection.reporting import Reporting, Side


def changes(
    large: LargeRecord, question: Question, by: Sequence[Dimension] = ("governorate",), against: Period | None = None
) -> Changes:
    """Return what ``selection.changes.changes`` returns in memory."""
    periods = change_periods(large.frame, question, against)
    ever, days = _whenever(question), [*periods.then, *periods.now]
    found = large.ask(_in_both, ever, bound=days).fillna(0)
    return changes_counted(
        large.frame,
        periods,
        tuple(by),
        _counted(large, ever, days, tuple(by)),
        told=reporting(large, question, periods),
        both=int(found["both"].iloc[0]),
        undated=int(found["undated"].iloc[0]),
    )


def reporting(large: LargeRecord, question: Question, periods: ChangePeriods) -> Reporting:
    """Return what ``selection.reporting.reporting`` returns in memory."""
    found = large.ask(_told_of, _whenever(question), bound=[*periods.then, *periods.now])
    found = found.fillna({name: 0 for name in found if name != SETS["origin"]})
    then, now = (_side(large, found, name, getattr(periods, name)) for name in ("then", "now"))
    return Reporting(then, now, shares_of_both(frame_in_full(large), periods.then, periods.now))


def _whenever(question: Question) -> Question:
    return question.without("date_from").without("date_to")


def _in_both(rows: Rows, *days: Rows) -> Rows:
    then, now = during(rows, *days[:2]), during(rows, *days[2:])
    return rows.aggregate(both=(then & now).sum(), undated=rows.date_start.isnull().sum())  # noqa: PD003 - of ibis


def _told_of(rows: Rows, *days: Rows) -> Rows:
    sums = {}
    for name, when in (("then", during(rows, *days[:2])), ("now", during(rows, *days[2:]))):
        sums[f"{name}_incidents"] = when.ifelse(1, 0).sum()
        sums[f"{name}_sources"] = when.ifelse(rows.sources, 0).sum()
        sums[f"{name}_origins"] = when.ifelse(rows.origins, 0).sum()
        sums[f"{name}_filed"] = (when & (rows.week_first == NO_PERIOD)).ifelse(1, 0).sum()
    return rows.group_by(SETS["origin"]).aggregate(**sums)


def _changed(rows: Rows, columns: tuple[str, ...], *days: Rows) -> Rows:
    then, now = during(rows, *days[:2]), during(rows, *days[2:])
    told = ((then, 1), (now, 1), (then & now, 1), (then, rows.sources), (now, rows.sources))
    sums = {name: when.ifelse(adds, 0).sum() for name, (when, adds) in zip(COUNTED, told, strict=True)}
    return rows.group_by(columns).aggregate(**sums)


def _counted(large: LargeRecord, ever: Question, days: Sequence[date], by: tuple[Dimension, ...]) -> pd.DataFrame:
    """Count per code, or combination of codes, from what incidents hold together."""
    columns = [column_of(name) for name in by]
    found = large.ask(_changed, ever, tuple(columns), bound=days)
    found = found[(found["then"] > 0) | (found["now"] > 0)]
    counts: dict[tuple[str, ...], list[int]] = {}
    for *held, row in zip(
        *(found[column] for column in columns), found[list(COUNTED)].to_numpy().tolist(), strict=True
    ):
        for codes in product(*(codes_held(name, cell) for name, cell in zip(by, held, strict=True))):
            counts[codes] = [sum(pair) for pair in zip(counts.get(codes, [0] * len(row)), row, strict=True)]
    keys = [pd.Index([codes[place] for codes in counts], dtype=object, name=name) for place, name in enumerate(by)]
    index = keys[0] if len(keys) == 1 else pd.MultiIndex.from_arrays(keys)
    return pd.DataFrame(list(counts.values()), index, list(COUNTED), dtype="float64")


def _side(large: LargeRecord, found: pd.DataFrame, name: str, period: Period) -> Side:
    """Sum what was found per set of origins of one of the two periods."""
    told = {of: int(found[f"{name}_{of}"].sum()) for of in ("incidents", "sources", "origins", "filed")}
    sets = found.loc[found[f"{name}_incidents"] > 0, SETS["origin"]]
    spoken = {code for held in sets for code in codes_held("origin", held)}
    count = told["incidents"]
    return Side(
        period=period,
        incidents=count,
        sources=told["sources"] / count if count else math.nan,
        origins=told["origins"] / count if count else math.nan,
        parties=len(spoken & set(large.frame.origins.index)),
        filed=told["filed"],
        uncovered=uncovered_days(large.frame, period),
    )
