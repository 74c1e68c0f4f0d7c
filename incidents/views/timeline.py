"""When it happened: incidents per week or month by kind, spans of doubtful date, milestones, and what is not covered.

The chart is made once per language and theme; only its tables change with the selection, so that the reader's
brush stays where it is. Time runs from left to right in both languages (decision 0004).
"""

import datetime as dt
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import altair as alt
import numpy as np
import pandas as pd

from incidents.dataset import Dataset
from incidents.language import Lang, format_date, format_month, format_number, format_period, plain_text, translator
from incidents.summaries import Step, incidents_per_period, undated_spans
from incidents.views.symbology import PALETTE, Theme, kind_colours
from incidents.vocabulary import label

BRUSH = "brush"
FLAGS, BARS, LANE = 22, 150, 44  # heights in CSS pixels: milestones above, bars, spans below
HEIGHT = FLAGS + BARS + LANE
MOST_LANES = 7
_DAY = 86_400_000.0  # milliseconds
_NEIGHBOURS = pd.Timedelta(days=20)  # milestones nearer than this share one number
_AFTER = dt.timedelta(days=75)  # how much of the time after the covered period is shown, to say that it is not covered

Period = tuple[dt.date, dt.date]


@dataclass(frozen=True)
class Timeline:
    """A chart as a Vega-Lite specification and the tables it draws, by name. ``alt`` says it in a sentence or two."""

    spec: dict[str, Any]
    tables: dict[str, pd.DataFrame]
    alt: str


def draw_timeline(
    dataset: Dataset,
    step: Step,
    lang: Lang,
    theme: Theme = "light",
    *,
    milestones: bool = True,
    brushed: Period | None = None,
) -> Timeline:
    """Draw the selected incidents in time.

    ``brushed`` is the period on which the brush stands when the chart opens. Incidents dated only by a span over
    several periods are drawn as spans below the bars, at most 200 of them.
    """
    first, last = _shown(dataset)
    spec = _specification(lang, theme, first, last, dataset.coverage[1].date())
    if brushed:
        spec = _with_brush(spec, brushed)
    bars, spans = _bars(dataset, step, lang), _spans(dataset, step, lang)
    flags = _milestones(dataset, lang) if milestones else _milestones(dataset, lang).iloc[:0]
    return Timeline(spec, {"bars": bars, "spans": spans, "milestones": flags}, _in_words(dataset, bars, spans, lang))


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


def _shown(dataset: Dataset) -> Period:
    start, end = (stamp.date() for stamp in dataset.coverage)
    return start.replace(day=1), end + _AFTER


def _moment(day: dt.date | pd.Timestamp) -> float:
    """Return a day as milliseconds since 1970 UTC, as the chart counts time."""
    return pd.Timestamp(day).timestamp() * 1000


def _date_time(day: dt.date) -> alt.DateTime:
    return alt.DateTime(year=day.year, month=day.month, date=day.day, utc=True)


def _moments(days: pd.Series) -> pd.Series:
    return days.astype("datetime64[ms]").astype("int64").astype("float64")


def _bars(dataset: Dataset, step: Step, lang: Lang) -> pd.DataFrame:
    """Return one row per period and kind, in the order of the stack.

    Columns start and end (ms), kind, low and high (its place in the stack), incidents, and words: label, when, said.
    """
    counts = incidents_per_period(dataset, step)
    covered = _moment(dataset.coverage[1]) + _DAY
    high = counts.groupby("period", sort=False)["incidents"].cumsum()
    periods = {start: _period(start, step, lang) for start in counts["period"].unique()}
    names = {kind: label("symbol_groups", kind, lang) for kind in kind_colours()}
    return pd.DataFrame(
        {
            "start": _moments(counts["period"]),
            # A bar that reaches into the time not covered would say that the rest of the month was looked at.
            "end": [_until(periods[start][0], covered, _moment(start)) for start in counts["period"]],
            "kind": counts["kind"].astype("str"),
            "low": (high - counts["incidents"]).astype("float64"),
            "high": high.astype("float64"),
            "incidents": counts["incidents"].astype("float64"),
            "label": [names[kind] for kind in counts["kind"]],
            "when": [periods[start][1] for start in counts["period"]],
            "said": [format_number(number, lang) for number in counts["incidents"]],
        }
    )


def _until(end: float, covered: float, start: float) -> float:
    return covered if start < covered < end else end


@lru_cache(maxsize=1024)
def _period(start: pd.Timestamp, step: Step, lang: Lang) -> tuple[float, str]:
    """Return the end (ms) and the name of the period that starts on a day."""
    if step == "month":
        return _moment(start + pd.DateOffset(months=1)), format_month(start.date(), lang)
    return _moment(start + pd.Timedelta(days=7)), format_period(
        start.date(), (start + pd.Timedelta(days=6)).date(), lang
    )


def _spans(dataset: Dataset, step: Step, lang: Lang) -> pd.DataFrame:
    """Return one row per span: start and end (ms), kind, y (pixels), words.

    Spans that overlap lie on different lanes.
    """
    spans = undated_spans(dataset, step).sort_values("date_start", kind="stable")
    starts, ends = _moments(spans["date_start"]), _moments(spans["date_end"]) + _DAY
    lanes = _lanes(starts.tolist(), ends.tolist())
    height = (LANE - 12) / max(1, min(max(lanes, default=0) + 1, MOST_LANES))
    return pd.DataFrame(
        {
            "start": starts,
            "end": ends,
            "kind": spans["kind"].astype("str"),
            "y": [FLAGS + BARS + 10 + (lane % MOST_LANES + 0.5) * min(height, 8.0) for lane in lanes],
            "label": [label("symbol_groups", kind, lang) for kind in spans["kind"]],
            "when": [
                format_period(start.date(), end.date(), lang)
                for start, end in zip(spans["date_start"], spans["date_end"], strict=True)
            ],
            "incident_id": spans["incident_id"].astype("str"),
        }
    )


def _lanes(starts: list[float], ends: list[float]) -> list[int]:
    """Put each span on the first lane that is free when it starts."""
    free: list[float] = []
    lanes = []
    for start, end in zip(starts, ends, strict=True):
        lane = next((number for number, until in enumerate(free) if until <= start), len(free))
        free[lane : lane + 1] = [end]
        lanes.append(lane)
    return lanes


def _milestones(dataset: Dataset, lang: Lang) -> pd.DataFrame:
    """Return one row per milestone within the time shown: at (ms), words, and number, as listed beside the chart.

    Of neighbours only the first has a number, which is then that of them all: 5–7.
    """
    first, last = _shown(dataset)
    listed = dataset.milestones.assign(number=np.arange(1, len(dataset.milestones) + 1))
    listed = listed[listed["date"].between(pd.Timestamp(first), pd.Timestamp(last))]
    groups: list[list[int]] = []
    start = pd.Timestamp.min
    for day, number in zip(listed["date"], listed["number"], strict=True):
        if not groups or day - start > _NEIGHBOURS:
            groups.append([])
            start = day
        groups[-1].append(number)
    numbers = {group[0]: format_number(group[0], lang) for group in groups}
    numbers |= {group[0]: f"{group[0]}–{group[-1]}" for group in groups if len(group) > 1}
    return pd.DataFrame(
        {
            "at": _moments(listed["date"]),
            "number": [numbers.get(number, "") for number in listed["number"]],
            "label": listed[f"label_{lang}"].astype("str").map(plain_text),
            "when": [format_date(day.date(), lang) for day in listed["date"]],
        }
    )


def _in_words(dataset: Dataset, bars: pd.DataFrame, spans: pd.DataFrame, lang: Lang) -> str:
    """Say what the chart shows to whoever does not see it."""
    _ = translator(lang).gettext
    if bars.empty and spans.empty:
        return _("Timeline without incidents.")
    sentence = _("Timeline of {count} incidents by kind.").format(count=format_number(len(dataset), lang))
    if len(bars):
        per_period = bars.groupby("when", sort=False)["incidents"].sum()
        sentence += " " + _("Most of them, {count}, fall in {period}.").format(
            count=format_number(per_period.max(), lang), period=per_period.idxmax()
        )
    if len(spans):
        sentence += " " + _("Dated only by a span: {count}.").format(count=format_number(len(spans), lang))
    covered = format_date(dataset.coverage[1].date(), lang)
    return sentence + " " + _("What follows {date} is not covered.").format(date=covered)


def _with_brush(spec: dict[str, Any], brushed: Period) -> dict[str, Any]:
    """Return the specification with the brush standing on a period."""
    start, end = brushed
    ends = [_moment(start), _moment(end + dt.timedelta(days=1))]
    return spec | {"params": [param | {"value": {"x": ends}} for param in spec["params"]]}


@cache
def _specification(lang: Lang, theme: Theme, first: dt.date, last: dt.date, covered: dt.date) -> dict[str, Any]:
    """Build the chart without its tables. Altair writes and validates it; once per language and theme."""
    _ = translator(lang).gettext
    colours = kind_colours(theme)
    # The time shown is stated by one layer, which draws no intervals: Vega-Lite reads it differently in those.
    shown = alt.Scale(type="utc", domain=[_date_time(first), _date_time(last)], nice=False)
    utc = alt.Scale(type="utc", nice=False)
    x = alt.X("start:T", scale=utc, axis=_time_axis(lang, theme), title=None)
    colour = alt.Color("kind:N", scale=alt.Scale(domain=list(colours), range=list(colours.values())), legend=None)
    bars = (
        alt.Chart(alt.NamedData("bars"))
        .mark_rect(xOffset=0.5, x2Offset=-0.5)
        .encode(
            x=x,
            x2="end:T",
            y=alt.Y("low:Q", scale=alt.Scale(range=[FLAGS + BARS, FLAGS + 6], zero=True), axis=_count_axis(theme)),
            y2="high:Q",
            color=colour,
            tooltip=[
                alt.Tooltip("when:N", title=_("Period")),
                alt.Tooltip("label:N", title=_("Kind")),
                alt.Tooltip("said:N", title=_("Incidents")),
            ],
        )
        .add_params(alt.selection_interval(name=BRUSH, encodings=["x"], mark=_brush_mark(theme)))
    )
    pixels = alt.Y("y:Q", scale=None, axis=None)
    spans = (
        alt.Chart(alt.NamedData("spans"))
        .mark_rule(strokeWidth=4, strokeCap="butt", opacity=0.75)
        .encode(
            x=x,
            x2="end:T",
            y=pixels,
            color=colour,
            tooltip=[
                alt.Tooltip("when:N", title=_("Some time within")),
                alt.Tooltip("label:N", title=_("Kind")),
                alt.Tooltip("incident_id:N", title=_("Incident")),
            ],
        )
    )
    chart = alt.layer(
        *_not_covered(utc, _moment(covered + dt.timedelta(days=1)), _moment(last), lang, theme),
        bars,
        _lane_title(shown, _moment(first), lang, theme),
        spans,
        *_flags(utc, lang, theme),
    ).resolve_scale(y="independent")
    chart = chart.properties(width="container", height=HEIGHT, background="transparent", padding=0).configure(
        font="FiraGO, sans-serif",
        view={"stroke": None},
    )
    with alt.data_transformers.enable(consolidate_datasets=False):
        spec: dict[str, Any] = chart.to_dict()
    return spec | {"autosize": {"type": "fit-x", "contains": "padding"}}


def _brush_mark(theme: Theme) -> alt.BrushConfig:
    ink = PALETTE[theme].ink
    return alt.BrushConfig(fill=ink, fillOpacity=0.08, stroke=ink, strokeOpacity=0.5)


def _time_axis(lang: Lang, theme: Theme) -> alt.Axis:
    """Write months in the reader's language (Levantine names in Arabic) and the year under each January."""
    palette = PALETTE[theme]
    months = [format_date(dt.date(2025, month, 1), lang, "LLL") for month in range(1, 13)]
    names = "[" + ",".join(f"'{name}'" for name in months) + "]"
    expression = (
        f"[{names}[utcmonth(datum.value)], utcmonth(datum.value) == 0 || datum.index == 0 ? utcyear(datum.value) : '']"
    )
    return alt.Axis(
        labelExpr=expression,
        tickCount={"interval": "month", "step": 1},
        labelOverlap="parity",
        labelAlign="left",
        labelOffset=0,
        labelPadding=4,
        labelFontSize=12,
        labelColor=palette.muted,
        domainColor=palette.line,
        tickColor=palette.line,
        grid=False,
        zindex=0,
    )


def _count_axis(theme: Theme) -> alt.Axis:
    palette = PALETTE[theme]
    return alt.Axis(
        tickMinStep=1,
        tickCount=4,
        title=None,
        orient="left",
        format=",d",
        domain=False,
        ticks=False,
        labelFontSize=12,
        labelColor=palette.muted,
        gridColor=palette.line,
    )


def _not_covered(x_scale: alt.Scale, start: float, end: float, lang: Lang, theme: Theme) -> list[alt.Chart]:
    """Shade the time after the covered period and say that it is not covered: empty is not calm there."""
    _ = translator(lang).gettext
    palette = PALETTE[theme]
    data = alt.InlineData(values=[{"from": start, "to": end, "text": _("not covered")}])
    base = alt.Chart(data)
    shade = base.mark_rect(fill=palette.muted, opacity=0.14).encode(
        x=alt.X("from:T", scale=x_scale), x2="to:T", y=alt.value(0), y2=alt.value(HEIGHT)
    )
    edge = base.mark_rule(stroke=palette.muted, strokeDash=[3, 3]).encode(
        x=alt.X("from:T", scale=x_scale), y=alt.value(0), y2=alt.value(HEIGHT)
    )
    text = base.mark_text(align="left", baseline="bottom", dx=6, fontSize=12, fill=palette.ink).encode(
        x=alt.X("from:T", scale=x_scale), y=alt.value(HEIGHT - 6), text="text:N"
    )
    return [shade, edge, text]


def _lane_title(x_scale: alt.Scale, start: float, lang: Lang, theme: Theme) -> alt.Chart:
    """Name the lane below the bars."""
    _ = translator(lang).gettext
    base = alt.Chart(alt.InlineData(values=[{"from": start, "text": _("dated only by a span")}]))
    return base.mark_text(align="left", baseline="bottom", dx=3, fontSize=12, fill=PALETTE[theme].muted).encode(
        x=alt.X("from:T", scale=x_scale), y=alt.value(HEIGHT - 6), text="text:N"
    )


def _flags(x_scale: alt.Scale, lang: Lang, theme: Theme) -> list[alt.Chart]:
    """Draw each milestone as a rule with its number, which the list beside the chart explains."""
    _ = translator(lang).gettext
    palette = PALETTE[theme]
    base = alt.Chart(alt.NamedData("milestones"))
    x = alt.X("at:T", scale=x_scale)
    told = [alt.Tooltip("when:N", title=_("Date")), alt.Tooltip("label:N", title=_("Milestone"))]
    rule = base.mark_rule(stroke=palette.muted, strokeWidth=1, opacity=0.55).encode(
        x=x, y=alt.value(FLAGS - 4), y2=alt.value(FLAGS + BARS), tooltip=told
    )
    number = base.mark_text(fontSize=11, baseline="middle", align="left", dx=-2, fill=palette.muted).encode(
        x=x, y=alt.value(FLAGS / 2), text="number:N", tooltip=told
    )
    return [rule, number]
