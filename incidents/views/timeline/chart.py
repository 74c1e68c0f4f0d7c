"""The chart of the timeline without its tables, as Altair writes and validates it: once per language and theme."""

import datetime as dt
from functools import cache
from typing import Any

import altair as alt

from incidents.language import Language
from incidents.views.symbology import kind_colours
from incidents.views.timeline.axis import BARS, BRUSH, FLAGS, HEIGHT, Period, moment_of
from incidents.views.tones import PALETTE, Theme

_A_DAY = dt.timedelta(days=1)


def with_brush(spec: dict[str, Any], brushed: Period) -> dict[str, Any]:
    """Return the specification with the brush standing on a period."""
    start, end = brushed
    ends = [moment_of(start), moment_of(min(end, dt.date.max - _A_DAY) + _A_DAY)]  # nothing follows the last day
    return spec | {"params": [param | {"value": {"x": ends}} for param in spec["params"]]}


@cache
def chart_specification(
    lang: Language, theme: Theme, first: dt.date, last: dt.date, covered: dt.date
) -> dict[str, Any]:
    """Build the chart without its tables. Altair writes and validates it; once per language and theme."""
    colours = kind_colours(theme)
    # The time shown is stated by one layer, which draws no intervals: Vega-Lite reads it differently in those.
    shown = alt.Scale(type="utc", domain=[_date_time(first), _date_time(last)], nice=False)
    utc = alt.Scale(type="utc", nice=False)
    x = alt.X("start:T", scale=utc, axis=_time_axis(lang, theme), title=None)
    colour = alt.Color("kind:N", scale=alt.Scale(domain=list(colours), range=list(colours.values())), legend=None)
    of_a_kind: dict[str, Any] = {"x": x, "x2": "end:T", "color": colour, "description": "words:N"}
    bars = (
        alt.Chart(alt.NamedData("bars"))
        .mark_rect(xOffset=0.5, x2Offset=-0.5)
        .encode(
            **of_a_kind,
            y=alt.Y(
                "low:Q", scale=alt.Scale(range=[FLAGS + BARS, FLAGS + 6], zero=True), axis=_count_axis(lang, theme)
            ),
            y2="high:Q",
            tooltip=[
                alt.Tooltip("when:N", title=lang.say("Period")),
                alt.Tooltip("label:N", title=lang.say("Kind")),
                alt.Tooltip("said:N", title=lang.say("Incidents")),
            ],
        )
        .add_params(alt.selection_interval(name=BRUSH, encodings=["x"], mark=_brush_mark(theme)))
    )
    pixels = alt.Y("y:Q", scale=None, axis=None)
    spans = (
        alt.Chart(alt.NamedData("spans"))
        .mark_rule(strokeWidth=4, strokeCap="butt", opacity=0.75)
        .encode(
            **of_a_kind,
            y=pixels,
            tooltip=[
                alt.Tooltip("when:N", title=lang.say("Some time within")),
                alt.Tooltip("label:N", title=lang.say("Kind")),
                alt.Tooltip("incident_id:N", title=lang.say("Incident")),
            ],
        )
    )
    chart = alt.layer(
        *_not_covered(utc, covered, moment_of(last), lang, theme),
        bars,
        _lane_title(shown, moment_of(first), lang, theme),
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


def _time_axis(lang: Language, theme: Theme) -> alt.Axis:
    """Write months in the reader's language (Levantine names in Arabic) and the year under each January."""
    palette = PALETTE[theme]
    months = [lang.date(dt.date(2025, month, 1), "LLL") for month in range(1, 13)]
    names = "[" + ",".join(f"'{name}'" for name in months) + "]"
    expression = (
        f"[{names}[utcmonth(datum.value)], utcmonth(datum.value) == 0 || datum.index == 0 ? utcyear(datum.value) : '']"
    )
    return alt.Axis(
        description=lang.say("Time"),
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


def _count_axis(lang: Language, theme: Theme) -> alt.Axis:
    palette = PALETTE[theme]
    return alt.Axis(
        description=lang.say("Incidents"),
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


def _not_covered(x_scale: alt.Scale, covered: dt.date, end: float, lang: Language, theme: Theme) -> list[alt.Chart]:
    """Shade the time after the covered period and say that there are no data: empty is not calm there."""
    palette, words = PALETTE[theme], lang.say("No data after {date}").format(date=lang.date(covered, "d MMM y"))
    start = moment_of(covered + _A_DAY)
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


def _lane_title(x_scale: alt.Scale, start: float, lang: Language, theme: Theme) -> alt.Chart:
    """Name the lane below the bars."""
    words = lang.say("no exact day")
    base = alt.Chart(alt.InlineData(values=[{"from": start, "text": words}]))
    colour = PALETTE[theme].muted
    return base.mark_text(align="left", baseline="bottom", dx=3, fontSize=12, fill=colour, description=words).encode(
        x=alt.X("from:T", scale=x_scale), y=alt.value(HEIGHT - 6), text="text:N"
    )


def _flags(x_scale: alt.Scale, lang: Language, theme: Theme) -> list[alt.Chart]:
    """Draw each milestone as a rule with its number, which the list beside the chart explains."""
    palette = PALETTE[theme]
    base = alt.Chart(alt.NamedData("milestones"))
    x = alt.X("at:T", scale=x_scale)
    told = [
        alt.Tooltip("when:N", title=lang.say("Date")),
        alt.Tooltip("label:N", title=lang.say("Political or military event")),
    ]
    rule = base.mark_rule(stroke=palette.muted, strokeWidth=1, opacity=0.55).encode(
        x=x, y=alt.value(FLAGS - 4), y2=alt.value(FLAGS + BARS), tooltip=told, description="words:N"
    )
    number = base.mark_text(fontSize=11, baseline="middle", align="left", dx=-2, fill=palette.muted).encode(
        x=x, y=alt.value(FLAGS / 2), text="number:N", tooltip=told, description="words:N"
    )
    return [rule, number]


def _date_time(day: dt.date) -> alt.DateTime:
    return alt.DateTime(year=day.year, month=day.month, date=day.day, utc=True)
