"""What rose and what fell in a large record, and who tells of its incidents: what memory says, counted where kept."""

import math
from collections.abc import Sequence
from itertools import product

import pandas as pd

from incidents.record.derived import NO_PERIOD
from incidents.selection.change_periods import ChangePeriods, change_periods, uncovered_days
from incidents.selection.changes import COUNTED, Changes, Dimension, changes_counted
from incidents.selection.completeness import shares_of_both
from incidents.selection.large.conditions import Rows, touching
from incidents.selection.large.questions import LargeRecord, codes_held
from incidents.selection.large.whole import frame_in_full
from incidents.selection.large.worked_out import CODES, SETS
from incidents.selection.periods import Period
from incidents.selection.question import Question
from incidents.selection.reporting import Reporting, Side

_COLUMNS = ("date_start", "date_end", "week_first", "sources", "origins")


def changes(
    large: LargeRecord, question: Question, by: Sequence[Dimension] = ("governorate",), against: Period | None = None
) -> Changes:
    """Return what ``selection.changes.changes`` returns in memory."""
    periods = change_periods(large.frame, question, against)
    rows = _whenever(large, question)
    then, now = (touching(rows, period) for period in (periods.then, periods.now))
    found = large.answer(
        rows.aggregate(both=(then & now).sum(), undated=rows.date_start.isnull().sum())  # noqa: PD003 - of ibis
    ).fillna(0)
    return changes_counted(
        large.frame,
        periods,
        tuple(by),
        _counted(large, rows, periods, tuple(by)),
        told=reporting(large, question, periods),
        both=int(found["both"].iloc[0]),
        undated=int(found["undated"].iloc[0]),
    )


def reporting(large: LargeRecord, question: Question, periods: ChangePeriods) -> Reporting:
    """Return what ``selection.reporting.reporting`` returns in memory."""
    rows, column = _whenever(large, question), SETS["origin"]
    sums = {}
    for name, period in (("then", periods.then), ("now", periods.now)):
        when = touching(rows, period)
        sums[f"{name}_incidents"] = when.ifelse(1, 0).sum()
        sums[f"{name}_sources"] = when.ifelse(rows.sources, 0).sum()
        sums[f"{name}_origins"] = when.ifelse(rows.origins, 0).sum()
        sums[f"{name}_filed"] = (when & (rows.week_first == NO_PERIOD)).ifelse(1, 0).sum()
    found = large.answer(rows.group_by(column).aggregate(**sums)).fillna(dict.fromkeys(sums, 0))
    then, now = (_side(large, found, name, getattr(periods, name)) for name in ("then", "now"))
    return Reporting(then, now, shares_of_both(frame_in_full(large), periods.then, periods.now))


def _whenever(large: LargeRecord, question: Question) -> Rows:
    ever = question.without("date_from").without("date_to")
    columns = {*_COLUMNS, *SETS.values(), *CODES.values()}
    return large.selected(ever, *sorted(columns))


def _counted(large: LargeRecord, rows: Rows, periods: ChangePeriods, by: tuple[Dimension, ...]) -> pd.DataFrame:
    """Count per code, or combination of codes, from what incidents hold together."""
    then, now = (touching(rows, period) for period in (periods.then, periods.now))
    told = ((then, 1), (now, 1), (then & now, 1), (then, rows.sources), (now, rows.sources))
    columns = [SETS.get(name) or CODES[name] for name in by]
    sums = {name: when.ifelse(adds, 0).sum() for name, (when, adds) in zip(COUNTED, told, strict=True)}
    found = large.answer(rows.group_by(columns).aggregate(**sums))
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
