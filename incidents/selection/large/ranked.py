"""What figures, rankings and shading ask of a large record: counts now, before, over time and by governorate."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from incidents.record.derived import NO_PERIOD
from incidents.record.vocabulary import NOT_STATED
from incidents.selection.change_periods import ChangePeriods
from incidents.selection.compared_figures import ComparedFigures
from incidents.selection.filters import LISTS
from incidents.selection.large.options import asked_alike, column_of
from incidents.selection.large.questions import LargeRecord, codes_held, sums_of
from incidents.selection.large.sums import Sums
from incidents.selection.large.windows import Ends, ends_of, windows
from incidents.selection.large.written import Apart, Rows
from incidents.selection.question import Question
from incidents.selection.rankings import Counts, RankedList, Ranking, both, steps_of

_NO_STEP = -1
_COUNTS = ("count", "now", "then")
_TOLD = ["first", "last", "ever", *_COUNTS]


def compared_figures(
    question: Question, periods: ChangePeriods, known: Callable[[Sequence[Question]], list[Sums]]
) -> ComparedFigures:
    """Return the figures of a question beside those of two periods, as in memory.

    ``known`` returns the sums of several questions that differ by their days alone, see ``sums_of_each``.
    """
    asked = [replace(question, date_from=first, date_to=last) for first, last in both(periods)]
    whole, now, then = known([question, *asked])  # the whole holds all of ``now``: equal numbers are equal incidents
    is_one_period = not periods.is_assumed and now.incidents == whole.incidents
    return ComparedFigures(
        whole=whole.figures,
        now=now.figures,
        then=then.figures,
        is_one_period=is_one_period,
        killed_by_side=whole.by_side,
        aggregates=whole.aggregates,
        undated=whole.without_date,
    )


def rankings(
    large: LargeRecord, question: Question, names: Sequence[RankedList], periods: ChangePeriods
) -> dict[RankedList, Ranking]:
    """Count the options of some lists now, before and over time, as ``rankings.ranking`` does in memory."""
    found = {}
    for others, alike in asked_alike(question, names):
        columns = tuple(map(column_of, alike))
        begin, end = (int(np.datetime64(stamp, "M").astype(np.int64)) for stamp in large.frame.coverage)
        ever = others.without("date_from").without("date_to")
        days, ends = ends_of([others, *(Question(date_from=first, date_to=last) for first, last in both(periods))])
        steps = (begin, end, steps_of(large.frame).width)
        told = large.ask(_over_time, ever, columns, steps, ends, bound=days)
        for name, column in zip(alike, columns, strict=True):
            found[name] = _ranking(large, name, told[told[column].notna()])
    return {name: found[name] for name in names}


def _over_time(
    rows: Rows, columns: tuple[str, ...], steps: tuple[int, int, int], ends: tuple[Ends, ...], *days: Rows
) -> Apart:
    """Count per set of codes, and first and last step of time; those whose months are not covered have no step."""
    begin, end, width = steps
    covered = (rows.month_first != NO_PERIOD) & (rows.month_last >= begin) & (rows.month_first <= end)
    months = {at: rows[f"month_{at}"].clip(begin, end) for at in ("first", "last")}
    step = {at: covered.ifelse((month - begin) // width, _NO_STEP) for at, month in months.items()}
    held = {column: rows[column].fill_null("") for column in columns}
    counts = {
        name: rows.count(where=condition) for name, condition in zip(_COUNTS, windows(rows, ends, days), strict=True)
    }
    asked = rows.group_by(**held, **step).aggregate(ever=rows.count(), **counts)
    return Apart(asked, [[n, len(columns) + 1, len(columns) + 2] for n in range(1, len(columns) + 1)])


def _ranking(large: LargeRecord, name: RankedList, told: pd.DataFrame) -> Ranking:
    """Add up the codes of one list."""
    length = len(steps_of(large.frame).months)
    nothing = np.zeros(length, dtype=np.int64), np.zeros(len(_COUNTS), dtype=np.int64)
    found: dict[str, tuple[Counts, Counts]] = {}
    for held, row in zip(told[column_of(name)], told[_TOLD].to_numpy(dtype=np.int64), strict=True):
        for code in codes_held(name, held):
            series, counts = found.setdefault(code, (nothing[0].copy(), nothing[1].copy()))
            counts += row[3:]
            if row[0] != _NO_STEP:
                series[row[0] : row[1] + 1] += row[2]
    codes = LISTS[name].codes(large.frame)
    if not large.leaves_out_any(column_of(name)):
        codes = tuple(code for code in codes if code != NOT_STATED)
    told_of = [found.get(code, nothing) for code in codes]
    count, now, then = np.array([counts for _series, counts in told_of], dtype=np.int64).reshape(-1, len(_COUNTS)).T
    return Ranking(name, codes, count, now, then, np.array([series for series, _counts in told_of]))


def by_governorate(large: LargeRecord, question: Question) -> pd.DataFrame:
    """Return what ``incidents_by_governorate`` returns in memory."""
    found = large.ask(_killed_by_governorates, question)
    names = ("incidents", "killed_low", "killed_high", "unknown", "open", "counted")
    pcodes = list(large.frame.gazetteer.governorates)
    table = {pcode: dict.fromkeys(names, 0) for pcode in pcodes}
    for row in found.fillna({"low": 0, "high": 0, "open": 0}).to_dict("records"):
        added = {"incidents": row["incidents"]}
        if row["in_totals"]:
            unknown = row["incidents"] - row["known"]
            added |= {"killed_low": row["low"], "killed_high": row["high"], "unknown": unknown}
            added |= {"open": row["open"], "counted": row["incidents"]}
        for code in set(codes_held("governorate", row["governorates"])) & table.keys():
            for name, number in added.items():
                table[code][name] += int(number)
    return pd.DataFrame.from_dict(table, orient="index", columns=list(names)).rename_axis("pcode").astype("int64")


def _killed_by_governorates(rows: Rows) -> Rows:
    return rows.group_by("governorates", "in_totals").aggregate(incidents=rows.count(), **sums_of(rows, "killed"))
