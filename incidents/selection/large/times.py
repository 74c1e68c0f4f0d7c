"""What the time dock asks of a large record: incidents per week or month, spans of doubtful date, those of a window."""

from collections.abc import Sequence

import pandas as pd

from incidents.record.derived import NO_PERIOD
from incidents.record.schema import KINDS
from incidents.selection.large.questions import LargeRecord
from incidents.selection.large.windows import Ends, ends_of, span_of, windows
from incidents.selection.large.written import Rows
from incidents.selection.question import Question
from incidents.selection.summaries import Step, first_days

_SEVERAL = NO_PERIOD - 1  # stands for several weeks or months


def dated(large: LargeRecord, question: Question, step: Step) -> tuple[pd.DataFrame, int]:
    """Count incidents dated within one week or month, as ``incidents_per_period`` in memory, and those dated wider."""
    found = large.ask(_dated, question, step)
    is_wider = found["period"] == _SEVERAL
    within = found[~is_wider & (found["period"] != NO_PERIOD)]
    order = list(large.frame.schema.codes(KINDS))
    within = within.assign(rank=within["kind"].map(order.index)).sort_values(["period", "rank"], ignore_index=True)
    within = within.assign(period=first_days(within["period"].to_numpy(), step))[["period", "kind", "incidents"]]
    return within, int(found.loc[is_wider, "incidents"].sum())


def undated_spans(large: LargeRecord, question: Question, step: Step, most: int = 120) -> pd.DataFrame:
    """Return the longest spans over several periods, as ``summaries.undated_spans`` in memory but without their ids."""
    found = large.ask(_spans, question, step, most)
    return found.astype({"date_start": "datetime64[s]", "date_end": "datetime64[s]"})


def count(large: LargeRecord, question: Question) -> int:
    """Count the incidents that answer a question."""
    return int(large.ask(_count, question)["held"].iloc[0])


def count_each(large: LargeRecord, questions: Sequence[Question]) -> list[int]:
    """Count what answers each of some questions that differ by their days alone, in one look at all of it."""
    days, ends = ends_of(questions)
    found = large.ask(_counts, span_of(questions), ends, bound=days)
    return [int(found[f"in_{place}"].iloc[0]) for place in range(len(questions))]


def _dated(rows: Rows, step: Step) -> Rows:
    first, last = rows[f"{step}_first"], rows[f"{step}_last"]
    period = (first == last).ifelse(first, _SEVERAL)
    return rows.group_by(period=period, kind=rows.kind).aggregate(incidents=rows.count())


def _spans(rows: Rows, step: Step, most: int) -> Rows:
    columns = ["kind", "date_start", "date_end"]
    spans = rows.select("number", f"{step}_first", f"{step}_last", *columns)
    spans = spans.filter(spans[f"{step}_first"] != spans[f"{step}_last"])
    spans = spans.mutate(days=spans.date_end.delta(spans.date_start, unit="day"))
    return spans.order_by([spans.days.desc(), spans.number]).limit(most)[columns]


def _count(rows: Rows) -> Rows:
    return rows.aggregate(held=rows.count())


def _counts(rows: Rows, ends: tuple[Ends, ...], *days: Rows) -> Rows:
    return rows.aggregate(
        **{f"in_{place}": rows.count(where=answers) for place, answers in enumerate(windows(rows, ends, days))}
    )
