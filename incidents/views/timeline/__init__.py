"""When it happened: incidents per week or month by kind, spans of doubtful date, milestones, and what is not covered.

The chart is made once per language and theme; only its tables change with the selection, so that the reader's
brush stays where it is. Time runs from left to right in both languages (decision 0004).
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from incidents.language import Language
from incidents.selection.selection import Selection
from incidents.selection.summaries import Step, count_undated
from incidents.views.timeline.axis import BRUSH, Period, shown_period
from incidents.views.timeline.chart import chart_specification, with_brush
from incidents.views.timeline.notes import draw_legend, draw_milestones
from incidents.views.timeline.tables import bar_table, milestone_table, span_table
from incidents.views.tones import Theme

__all__ = ["Period", "Timeline", "brushed_period", "draw_legend", "draw_milestones", "draw_timeline"]


@dataclass(frozen=True, eq=False)
class Timeline:
    """A chart as a Vega-Lite specification and the tables it draws, by name. ``alt`` says it in a sentence or two."""

    spec: dict[str, Any]
    tables: dict[str, pa.Table]
    alt: str


def draw_timeline(
    selection: Selection,
    step: Step,
    lang: Language,
    theme: Theme = "light",
    *,
    milestones: bool = True,
    brushed: Period | None = None,
) -> Timeline:
    """Draw the selected incidents in time.

    ``brushed`` is the period on which the brush stands when the chart opens. Incidents dated only by a span over
    several periods are drawn as spans below the bars, the longest where there are very many.
    """
    first, last = shown_period(selection.record)
    spec = chart_specification(lang, theme, first, last, selection.record.coverage[1].date())
    if brushed:
        spec = with_brush(spec, brushed)
    bars, spans = bar_table(selection, step, lang), span_table(selection, step, lang)
    flags = milestone_table(selection.record, lang)
    if not milestones:
        flags = flags.slice(0, 0)
    return Timeline(
        spec,
        {"bars": bars, "spans": spans, "milestones": flags},
        _in_words(selection, bars, spans, count_undated(selection, step), lang),
    )


def brushed_period(selection: dict[str, Any]) -> Period | None:
    """Return the days that a brush covers, from what the chart reports; None where it was cleared."""
    ends = selection.get(BRUSH, {})
    moments = next((ends[name] for name in ends if len(ends[name]) == 2), None)
    if moments is None:
        return None
    start, end = (dt.datetime.fromtimestamp(moment / 1000, tz=dt.UTC) for moment in sorted(moments))
    # A day belongs to the brush when the greater part of it does.
    half = dt.timedelta(hours=12)
    from_day, to_day = (start + half).date(), (end - half).date()
    return from_day, max(from_day, to_day)


def _in_words(selection: Selection, bars: pa.Table, spans: pa.Table, undated: int, lang: Language) -> str:
    """Say what the chart shows to whoever does not see it."""
    if not len(bars) and not len(spans):
        return lang.say("Timeline without incidents.")
    sentence = lang.say("Timeline of {count} incidents by kind.").format(count=lang.number(len(selection)))
    if len(bars):
        highest, period = max(zip(bars["high"].to_pylist(), bars["when"].to_pylist(), strict=True))
        sentence += " " + lang.say("Most of them, {count}, fall in {period}.").format(
            count=lang.number(highest), period=period
        )
    if undated:
        sentence += " " + lang.say("No exact day: {count}.").format(count=lang.number(undated))
    if undated > len(spans):
        sentence += " " + lang.say("The {count} longest spans are drawn.").format(count=lang.number(len(spans)))
    covered = lang.date(selection.record.coverage[1].date())
    return sentence + " " + lang.say("No data after {date}.").format(date=covered)
