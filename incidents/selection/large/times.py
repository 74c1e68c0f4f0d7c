"""What the time dock asks of a large record: incidents per week or month, spans of doubtful date, those of a window."""

from collections.abc import Iterable

import pandas as pd

from incidents.record.derived import NO_PERIOD
from incidents.record.schema import KINDS
from incidents.selection.large.questions import LargeRecord
from incidents.selection.question import Question
from incidents.selection.summaries import Step, first_days


def per_period(large: LargeRecord, question: Question, step: Step) -> pd.DataFrame:
    """Count incidents dated within one week or month, as ``incidents_per_period`` does in memory."""
    first, last = f"{step}_first", f"{step}_last"
    rows = large.selected(question, first, last, "kind")
    rows = rows.filter((rows[first] == rows[last]) & (rows[first] != NO_PERIOD))
    found = large.answer(rows.group_by(period=rows[first], kind=rows.kind).aggregate(incidents=rows.count()))
    found = _in_order_of_kinds(found, large, ["period"])
    return found.assign(period=first_days(found["period"].to_numpy(), step))[["period", "kind", "incidents"]]


def undated_spans(large: LargeRecord, question: Question, step: Step, most: int = 120) -> pd.DataFrame:
    """Return the longest spans over several periods, as ``summaries.undated_spans`` in memory but without their ids."""
    columns = ["kind", "date_start", "date_end"]
    rows = large.selected(question, "number", f"{step}_first", f"{step}_last", *columns)
    spans = rows.filter(rows[f"{step}_first"] != rows[f"{step}_last"])
    spans = spans.mutate(days=spans.date_end.delta(spans.date_start, unit="day"))
    found = large.answer(spans.order_by([spans.days.desc(), spans.number]).limit(most)[columns])
    return found.astype({"date_start": "datetime64[s]", "date_end": "datetime64[s]"})


def count_undated(large: LargeRecord, question: Question, step: Step) -> int:
    """Count the incidents dated only by a span over several periods."""
    rows = large.selected(question, f"{step}_first", f"{step}_last")
    spans = rows.filter(rows[f"{step}_first"] != rows[f"{step}_last"])
    return int(large.answer(spans.aggregate(held=spans.count()))["held"].iloc[0])


def count(large: LargeRecord, question: Question) -> int:
    """Count the incidents that answer a question."""
    rows = large.selected(question, "number")
    return int(large.answer(rows.aggregate(held=rows.count()))["held"].iloc[0])


def _in_order_of_kinds(found: pd.DataFrame, large: LargeRecord, by: Iterable[str]) -> pd.DataFrame:
    order = list(large.frame.schema.codes(KINDS))
    return found.assign(rank=found["kind"].map(order.index)).sort_values([*by, "rank"], ignore_index=True)
