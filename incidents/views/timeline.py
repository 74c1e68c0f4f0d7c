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
import pyarrow as pa

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


def _schema(numbers: tuple[str, ...], words: tuple[str, ...]) -> pa.Schema:
    return pa.schema([(name, pa.float64()) for name in numbers] + [(name, pa.string()) for name in words])


# "words" say a mark to whoever does not see it.
_BARS = _schema(("start", "end", "low", "high", "incidents"), ("kind", "label", "when", "said", "words"))
_SPANS = _schema(("start", "end", "y"), ("kind", "label", "when", "incident_id", "words"))
_MILESTONES = _schema(("at",), ("number", "label", "when", "words"))


@dataclass(frozen=True)
class Timeline:
    """A chart as a Vega-Lite specification and the tables it draws, by name. ``alt`` says it in a sentence or two."""

    spec: dict[str, Any]
    tables: dict[str, pa.Table]
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
    flags = _flag_table(dataset, lang) if milestones else _MILESTONES.empty_table()
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


def _moments(days: pd.Series) -> list[float]:
    moments: list[float] = days.to_numpy().astype("datetime64[ms]").astype("float64").tolist()
    return moments


def _bars(dataset: Dataset, step: Step, lang: Lang) -> pa.Table:
    """Return one row per period and kind, in the order of the stack.

    Columns start and end (ms), kind, low and high (its place in the stack), incidents, and words: label, when, said.
    """
    counts = incidents_per_period(dataset, step)
    covered = _moment(dataset.coverage[1]) + _DAY
    names = {kind: label("symbol_groups", kind, lang) for kind in kind_colours()}
    starts, kinds, numbers = _moments(counts["period"]), counts["kind"].tolist(), counts["incidents"].tolist()
    periods = [_period(start, step, lang) for start in starts]
    labels, said = [names[kind] for kind in kinds], [format_number(number, lang) for number in numbers]
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
def _period(moment: float, step: Step, lang: Lang) -> tuple[float, str]:
    """Return the end (ms) and the name of the period that starts at a moment."""
    start = pd.Timestamp(moment, unit="ms")
    if step == "month":
        return _moment(start + pd.DateOffset(months=1)), format_month(start.date(), lang)
    end = start + pd.Timedelta(days=7)
    return _moment(end), format_period(start.date(), (end - pd.Timedelta(days=1)).date(), lang)


def _spans(dataset: Dataset, step: Step, lang: Lang) -> pa.Table:
    """Return one row per span: start and end (ms), kind, y (pixels), words.

    Spans that overlap lie on different lanes.
    """
    spans = undated_spans(dataset, step)
    starts, ends = _moments(spans["date_start"]), [end + _DAY for end in _moments(spans["date_end"])]
    rows = sorted(zip(starts, ends, spans["kind"].astype("str"), spans["incident_id"].astype("str"), strict=True))
    lanes = _lanes([(start, end) for start, end, _, _ in rows])
    labels = [label("symbol_groups", kind, lang) for _, _, kind, _ in rows]
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
def _span_name(start: float, end: float, lang: Lang) -> str:
    first, last = (pd.Timestamp(moment, unit="ms").date() for moment in (start, end - _DAY))
    return format_period(first, last, lang)


def _lanes(spans: list[tuple[float, float]]) -> list[int]:
    """Put each span, in the order of their starts, on the first lane that is free when it starts."""
    free: list[float] = []
    lanes = []
    for start, end in spans:
        lane = next((number for number, until in enumerate(free) if until <= start), len(free))
        free[lane : lane + 1] = [end]
        lanes.append(lane)
    return lanes


# The milestones as drawn, by language, for the record they belong to: no question changes them.
_remembered: dict[Lang, tuple[pd.DataFrame, pa.Table]] = {}


def _flag_table(dataset: Dataset, lang: Lang) -> pa.Table:
    record, flags = _remembered.get(lang, (None, None))
    if record is not dataset.milestones:
        flags = _milestones(dataset, lang)
        _remembered[lang] = (dataset.milestones, flags)
    return flags


def _milestones(dataset: Dataset, lang: Lang) -> pa.Table:
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
    labels = [plain_text(str(words)) for words in listed[f"label_{lang}"]]
    days = [format_date(day.date(), lang) for day in listed["date"]]
    return pa.table(
        {
            "at": _moments(listed["date"]),
            "number": [numbers.get(number, "") for number in listed["number"]],
            "label": labels,
            "when": days,
            "words": [" · ".join(parts) for parts in zip(days, labels, strict=True)],
        },
        schema=_MILESTONES,
    )


def _in_words(dataset: Dataset, bars: pa.Table, spans: pa.Table, lang: Lang) -> str:
    """Say what the chart shows to whoever does not see it."""
    _ = translator(lang).gettext
    if not len(bars) and not len(spans):
        return _("Timeline without incidents.")
    sentence = _("Timeline of {count} incidents by kind.").format(count=format_number(len(dataset), lang))
    if len(bars):
        highest, period = max(zip(bars["high"].to_pylist(), bars["when"].to_pylist(), strict=True))
        sentence += " " + _("Most of them, {count}, fall in {period}.").format(
            count=format_number(highest, lang), period=period
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
            y=alt.Y(
                "low:Q", scale=alt.Scale(range=[FLAGS + BARS, FLAGS + 6], zero=True), axis=_count_axis(lang, theme)
            ),
            y2="high:Q",
            color=colour,
            description="words:N",
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
            description="words:N",
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
    _ = translator(lang).gettext
    palette = PALETTE[theme]
    months = [format_date(dt.date(2025, month, 1), lang, "LLL") for month in range(1, 13)]
    names = "[" + ",".join(f"'{name}'" for name in months) + "]"
    expression = (
        f"[{names}[utcmonth(datum.value)], utcmonth(datum.value) == 0 || datum.index == 0 ? utcyear(datum.value) : '']"
    )
    return alt.Axis(
        description=_("Time"),
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


def _count_axis(lang: Lang, theme: Theme) -> alt.Axis:
    _ = translator(lang).gettext
    palette = PALETTE[theme]
    return alt.Axis(
        description=_("Incidents"),
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
    palette, words = PALETTE[theme], _("not covered")
    data = alt.InlineData(values=[{"from": start, "to": end, "text": words}])
    base = alt.Chart(data)
    shade = base.mark_rect(fill=palette.muted, opacity=0.14, description=words).encode(
        x=alt.X("from:T", scale=x_scale), x2="to:T", y=alt.value(0), y2=alt.value(HEIGHT)
    )
    edge = base.mark_rule(stroke=palette.muted, strokeDash=[3, 3], description=words).encode(
        x=alt.X("from:T", scale=x_scale), y=alt.value(0), y2=alt.value(HEIGHT)
    )
    text = base.mark_text(
        align="left", baseline="bottom", dx=6, fontSize=12, fill=palette.ink, description=words
    ).encode(x=alt.X("from:T", scale=x_scale), y=alt.value(HEIGHT - 6), text="text:N")
    return [shade, edge, text]


def _lane_title(x_scale: alt.Scale, start: float, lang: Lang, theme: Theme) -> alt.Chart:
    """Name the lane below the bars."""
    _ = translator(lang).gettext
    words = _("dated only by a span")
    base = alt.Chart(alt.InlineData(values=[{"from": start, "text": words}]))
    colour = PALETTE[theme].muted
    return base.mark_text(align="left", baseline="bottom", dx=3, fontSize=12, fill=colour, description=words).encode(
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
        x=x, y=alt.value(FLAGS - 4), y2=alt.value(FLAGS + BARS), tooltip=told, description="words:N"
    )
    number = base.mark_text(fontSize=11, baseline="middle", align="left", dx=-2, fill=palette.muted).encode(
        x=x, y=alt.value(FLAGS / 2), text="number:N", tooltip=told, description="words:N"
    )
    return [rule, number]
