"""What the timeline draws of a selection: bars, spans and milestones, as tables with the same columns always."""

from functools import lru_cache

import numpy as np
import pandas as pd
import pyarrow as pa

from incidents.language import Language, plain_text
from incidents.record.kept import Kept
from incidents.record.record import Record
from incidents.record.schema import KINDS
from incidents.selection.selection import Selection
from incidents.selection.summaries import Step, incidents_per_period, undated_spans
from incidents.views.symbology import kind_colours
from incidents.views.timeline.axis import BARS, DAY, FLAGS, LANE, moment_of, shown_period

MOST_LANES = 7
_NEIGHBOURS = pd.Timedelta(days=20)  # milestones nearer than this share one number


def _schema(numbers: tuple[str, ...], words: tuple[str, ...]) -> pa.Schema:
    return pa.schema([(name, pa.float64()) for name in numbers] + [(name, pa.string()) for name in words])


# "words" say a mark to whoever does not see it.
_BARS = _schema(("start", "end", "low", "high", "incidents"), ("kind", "label", "when", "said", "words"))
_SPANS = _schema(("start", "end", "y"), ("kind", "label", "when", "incident_id", "words"))
MILESTONES = _schema(("at",), ("number", "label", "when", "words"))


def _moments(days: pd.Series) -> list[float]:
    moments: list[float] = days.to_numpy().astype("datetime64[ms]").astype("float64").tolist()
    return moments


def bar_table(selection: Selection, step: Step, lang: Language) -> pa.Table:
    """Return one row per period and kind, in the order of the stack.

    Columns start and end (ms), kind, low and high (its place in the stack), incidents, and words: label, when, said.
    """
    counts = incidents_per_period(selection, step)
    covered = moment_of(selection.record.coverage[1]) + DAY
    names = {kind: selection.record.schema.label(KINDS, kind, lang) for kind in kind_colours()}
    starts, kinds, numbers = _moments(counts["period"]), counts["kind"].tolist(), counts["incidents"].tolist()
    periods = [_period(start, step, lang) for start in starts]
    labels, said = [names[kind] for kind in kinds], [lang.number(number) for number in numbers]
    reached: dict[float, int] = {}
    lows = []
    for start, number in zip(starts, numbers, strict=True):
        lows.append(reached.get(start, 0))
        reached[start] = lows[-1] + number
    return pa.table(
        {
            "start": starts,
            # A bar that reaches into the time not covered would say that the rest of the month was looked at.
            "end": [_until(end, covered, start) for start, (end, _) in zip(starts, periods, strict=True)],
            "kind": kinds,
            "low": lows,
            "high": [low + number for low, number in zip(lows, numbers, strict=True)],
            "incidents": numbers,
            "label": labels,
            "when": [name for _, name in periods],
            "said": said,
            "words": [" · ".join(parts) for parts in zip((name for _, name in periods), labels, said, strict=True)],
        },
        schema=_BARS,
    )


def _until(end: float, covered: float, start: float) -> float:
    return covered if start < covered < end else end


@lru_cache(maxsize=1024)
def _period(moment: float, step: Step, lang: Language) -> tuple[float, str]:
    """Return the end (ms) and the name of the period that starts at a moment."""
    start = pd.Timestamp(moment, unit="ms")
    if step == "month":
        return moment_of(start + pd.DateOffset(months=1)), lang.month(start.date())
    end = start + pd.Timedelta(days=7)
    return moment_of(end), lang.period(start.date(), (end - pd.Timedelta(days=1)).date())


def span_table(selection: Selection, step: Step, lang: Language) -> pa.Table:
    """Return one row per span: start and end (ms), kind, y (pixels), words.

    Spans that overlap lie on different lanes.
    """
    spans = undated_spans(selection, step)
    starts, ends = _moments(spans["date_start"]), [end + DAY for end in _moments(spans["date_end"])]
    rows = sorted(zip(starts, ends, spans["kind"].astype("str"), spans["incident_id"].astype("str"), strict=True))
    lanes = _lanes([(start, end) for start, end, _, _ in rows])
    labels = [selection.record.schema.label(KINDS, kind, lang) for _, _, kind, _ in rows]
    spoken = [_span_name(start, end, lang) for start, end, _, _ in rows]
    height = min((LANE - 12) / max(1, min(max(lanes, default=0) + 1, MOST_LANES)), 8.0)
    return pa.table(
        {
            "start": [start for start, _, _, _ in rows],
            "end": [end for _, end, _, _ in rows],
            "kind": [kind for _, _, kind, _ in rows],
            "y": [FLAGS + BARS + 10 + (lane % MOST_LANES + 0.5) * height for lane in lanes],
            "label": labels,
            "when": spoken,
            "incident_id": [incident_id for _, _, _, incident_id in rows],
            "words": [" · ".join(parts) for parts in zip(spoken, labels, strict=True)],
        },
        schema=_SPANS,
    )


@lru_cache(maxsize=4096)
def _span_name(start: float, end: float, lang: Language) -> str:
    first, last = (pd.Timestamp(moment, unit="ms").date() for moment in (start, end - DAY))
    return lang.period(first, last)


def _lanes(spans: list[tuple[float, float]]) -> list[int]:
    """Put each span, in the order of their starts, on the first lane that is free when it starts."""
    free: list[float] = []
    lanes = []
    for start, end in spans:
        lane = next((number for number, until in enumerate(free) if until <= start), len(free))
        free[lane : lane + 1] = [end]
        lanes.append(lane)
    return lanes


_drawn = Kept[Language, pa.Table]()  # no question changes the milestones


def milestone_table(record: Record, lang: Language) -> pa.Table:
    """Return the milestones within the time shown, as ``_milestones`` makes them."""
    return _drawn.of(record, lang, lambda: _milestones(record, lang))


def _milestones(record: Record, lang: Language) -> pa.Table:
    """Return one row per milestone within the time shown: at (ms), words, and number, as listed beside the chart.

    Of neighbours only the first has a number, which is then that of them all: 5–7.
    """
    first, last = shown_period(record)
    listed = record.milestones.assign(number=np.arange(1, len(record.milestones) + 1))
    listed = listed[listed["date"].between(pd.Timestamp(first), pd.Timestamp(last))]
    groups: list[list[int]] = []
    start = pd.Timestamp.min
    for day, number in zip(listed["date"], listed["number"], strict=True):
        if not groups or day - start > _NEIGHBOURS:
            groups.append([])
            start = day
        groups[-1].append(number)
    numbers = {group[0]: lang.number(group[0]) for group in groups}
    numbers |= {group[0]: f"{group[0]}–{group[-1]}" for group in groups if len(group) > 1}
    labels = [plain_text(str(words)) for words in lang.column(listed, "label")]
    days = [lang.date(day.date()) for day in listed["date"]]
    return pa.table(
        {
            "at": _moments(listed["date"]),
            "number": [numbers.get(number, "") for number in listed["number"]],
            "label": labels,
            "when": days,
            "words": [" · ".join(parts) for parts in zip(days, labels, strict=True)],
        },
        schema=MILESTONES,
    )
