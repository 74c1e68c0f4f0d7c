"""What figures, rankings and shading ask of a large record: counts now, before, over time and by governorate."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pandas as pd

from incidents.record.derived import NO_PERIOD
from incidents.record.vocabulary import NOT_STATED
from incidents.selection.change_periods import ChangePeriods
from incidents.selection.compared_figures import ComparedFigures
from incidents.selection.filters import LISTS
from incidents.selection.large.questions import LargeRecord, codes_held, sums_of
from incidents.selection.large.sums import Sums, sums
from incidents.selection.large.worked_out import CODES, SETS
from incidents.selection.question import Question
from incidents.selection.rankings import Counts, RankedList, Ranking, both, steps_of


def compared_figures(
    large: LargeRecord, question: Question, periods: ChangePeriods, known: Callable[[Question], Sums] | None = None
) -> ComparedFigures:
    """Return the figures of a question beside those of two periods, as in memory.

    ``known`` returns sums, of what was asked before without asking again.
    """
    of = known or (lambda asked: sums(large, asked))
    now, then = (of(replace(question, date_from=first, date_to=last)) for first, last in both(periods))
    whole = of(question)  # which holds all that ``now`` holds: equal numbers are equal incidents
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


def ranking(
    large: LargeRecord,
    question: Question,
    name: RankedList,
    periods: ChangePeriods,
    known: Callable[[], dict[str, int]] | None = None,
) -> Ranking:
    """Count the options of a list now, before and over time, as ``rankings.ranking`` does in memory.

    ``known`` returns the counts of the list, where they were asked for before without asking again.
    """
    others = question.without(name)
    ever = others.without("date_from").without("date_to")
    asked = (replace(ever, date_from=first, date_to=last) for first, last in both(periods))
    found = [known() if known else _counted(large, others, name), *(_counted(large, each, name) for each in asked)]
    series = _series(large, ever, name)
    codes = LISTS[name].codes(large.frame)
    if not _leaves_out_any(large, name):
        codes = tuple(code for code in codes if code != NOT_STATED)
    count, now, then = (np.array([counts.get(code, 0) for code in codes], dtype=np.int64) for counts in found)
    nothing = np.zeros(len(steps_of(large.frame).months), dtype=np.int64)
    return Ranking(name, codes, count, now, then, np.array([series.get(code, nothing) for code in codes]))


def _leaves_out_any(large: LargeRecord, name: RankedList) -> bool:
    return large.leaves_out_any(SETS.get(name) or CODES[name])


def _counted(large: LargeRecord, question: Question, name: RankedList) -> dict[str, int]:
    return large.count_options(question, [name])[name]


def _series(large: LargeRecord, question: Question, name: RankedList) -> dict[str, Counts]:
    """Count per code and step of time; an incident counts in every step that its span touches."""
    steps, column = steps_of(large.frame), SETS.get(name) or CODES[name]
    begin, end = (int(np.datetime64(stamp, "M").astype(np.int64)) for stamp in large.frame.coverage)
    rows = large.selected(question, column, "month_first", "month_last")
    touching = rows.filter(rows.month_first != NO_PERIOD, rows.month_last >= begin, rows.month_first <= end)
    step = {at: (touching[f"month_{at}"].clip(begin, end) - begin) // steps.width for at in ("first", "last")}
    found = large.answer(touching.group_by(held=touching[column], **step).aggregate(incidents=touching.count()))
    series: dict[str, Counts] = {}
    for held, *counted in found[["held", "first", "last", "incidents"]].itertuples(index=False):
        first, last, incidents = map(int, counted)
        for code in codes_held(name, held):
            counts = series.setdefault(code, np.zeros(len(steps.months), dtype=np.int64))
            counts[first : last + 1] += incidents
    return series


def by_governorate(large: LargeRecord, question: Question) -> pd.DataFrame:
    """Return what ``incidents_by_governorate`` returns in memory."""
    rows = large.selected(question)
    found = large.answer(
        rows.group_by("governorates", "in_totals").aggregate(incidents=rows.count(), **sums_of(rows, "killed"))
    )
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
