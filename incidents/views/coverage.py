"""From whom the record knows what, and when: claims per month and kind of origin, as a chart and as a table."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

import pandas as pd

from incidents.language import Language
from incidents.record.record import Record
from incidents.record.schema import Schema
from incidents.selection.selection import Selection
from incidents.selection.summaries import coverage_by_month, incidents_per_period
from incidents.views.markup import text
from incidents.views.origin_kinds import origin_colour, origin_property

HEIGHT = 260  # CSS pixels


@dataclass(frozen=True, eq=False)
class Coverage:
    """A chart as a Vega-Lite specification and its rows. ``legend`` and ``table`` are HTML, ``alt`` a sentence."""

    spec: dict[str, Any]
    rows: pd.DataFrame
    legend: str
    table: str
    alt: str


def draw_coverage(selection: Selection, lang: Language) -> Coverage:
    """Draw the claims of the selected incidents per month of the incident, by who said it first.

    Colours are properties of the page, so that the chart turns light or dark with it.
    """
    return coverage_drawn(
        selection.record, coverage_by_month(selection), incidents_per_period(selection, "month"), lang
    )


def coverage_drawn(record: Record, claims: pd.DataFrame, incidents: pd.DataFrame, lang: Language) -> Coverage:
    """Draw what was counted somewhere: as ``coverage_by_month`` and ``incidents_per_period`` have it."""
    counts = _counts(record, claims)
    groups = _groups(record.schema, lang)
    return Coverage(
        spec=_specification([str(month) for month in counts.index], groups, lang),
        rows=_rows(counts, groups, lang),
        legend=_legend(groups),
        table=_table(record, incidents, counts, lang),
        alt=_in_words(counts, groups, lang),
    )


def _counts(record: Record, counted: pd.DataFrame) -> pd.DataFrame:
    """Return claims per month (index, every month covered, also empty ones) and kind of origin (columns, all kinds)."""
    first, last = record.coverage
    months = pd.period_range(first, last, freq="M", name="month")
    counted = counted.assign(month=pd.PeriodIndex(counted["period"], freq="M"))
    table = counted.pivot_table(index="month", columns="origin_kind", values="claims", aggfunc="sum", fill_value=0)
    wanted = months.union(pd.PeriodIndex(table.index, freq="M"))
    return table.reindex(index=wanted, columns=list(record.schema.codes("origins.kind")), fill_value=0).astype("int64")


def _groups(schema: Schema, lang: Language) -> dict[str, list[str]]:
    """Return the kinds that share a colour, under their joint name, in the order of the codebook."""
    by_colour: dict[str, list[str]] = {}
    for kind in schema.codes("origins.kind"):
        by_colour.setdefault(origin_colour(kind), []).append(kind)
    return {
        " · ".join(schema.label("origins.kind", kind, lang) for kind in kinds): kinds for kinds in by_colour.values()
    }


def _rows(counts: pd.DataFrame, groups: dict[str, list[str]], lang: Language) -> pd.DataFrame:
    """Return one row per month and group: month, when (in words), group, order, claims, and all that as words."""
    rows = [
        {
            "month": str(month),
            "when": (when := lang.month(_day(month))),
            "group": name,
            "order": order,
            "claims": int(number),
            "words": lang.say(" · ").join(
                [when, lang.say("{measure}: {figures}").format(measure=name, figures=lang.number(number))]
            ),
        }
        for month in counts.index
        for order, (name, kinds) in enumerate(groups.items())
        if (number := counts.loc[month, kinds].sum())
    ]
    return pd.DataFrame(rows, columns=["month", "when", "group", "order", "claims", "words"])


def _day(month: pd.Period) -> dt.date:
    return month.to_timestamp().date()


def _specification(months: list[str], groups: dict[str, list[str]], lang: Language) -> dict[str, Any]:
    import altair as alt  # a third of a second at every start, for one chapter

    colours = [origin_property(kinds[0]) for kinds in groups.values()]
    names = {month: _axis_label(month, months[0], lang) for month in months}
    lookup = "{" + ",".join(f"'{month}':{lines}" for month, lines in names.items()) + "}[datum.value]"
    axis: dict[str, Any] = {
        "title": None,
        "labelColor": "var(--muted)",
        "labelFontSize": 12,
        "domainColor": "var(--line)",
        "tickColor": "var(--line)",
    }
    chart = (
        alt.Chart(alt.NamedData("coverage"))
        .mark_bar(stroke="var(--surface)", strokeWidth=0.5)
        .encode(
            x=alt.X(
                "month:O",
                scale=alt.Scale(domain=months, paddingInner=0.15, paddingOuter=0.1),
                axis=alt.Axis(
                    labelExpr=lookup, labelAngle=0, labelOverlap="parity", description=lang.say("Month"), **axis
                ),
            ),
            y=alt.Y(
                "claims:Q",
                stack=True,
                axis=alt.Axis(tickCount=4, gridColor="var(--line)", description=lang.say("Claims"), **axis),
            ),
            color=alt.Color("group:N", scale=alt.Scale(domain=list(groups), range=colours), legend=None),
            order=alt.Order("order:Q"),
            description="words:N",
            tooltip=[
                alt.Tooltip("when:N", title=lang.say("Month")),
                alt.Tooltip("group:N", title=lang.say("Primary source")),
                alt.Tooltip("claims:Q", title=lang.say("Claims")),
            ],
        )
        .properties(width="container", height=HEIGHT, background="transparent")
        .configure(font="FiraGO, sans-serif", view={"stroke": None})
    )
    spec: dict[str, Any] = chart.to_dict()
    return spec | {"usermeta": {"embedOptions": {"renderer": "svg"}}}  # a canvas knows no properties


def _axis_label(month: str, first: str, lang: Language) -> str:
    """Write a month as lines of a Vega label: its name, and its year where one begins."""
    day = dt.date.fromisoformat(f"{month}-01")
    year = str(day.year) if day.month == 1 or month == first else ""
    return f"['{lang.date(day, 'LLL')}','{year}']"


def _legend(groups: dict[str, list[str]]) -> str:
    items = "".join(
        f'<li class="k-{kinds[0]}"><i class="swatch"></i>{text(name)}</li>' for name, kinds in groups.items()
    )
    return f'<ul class="legend">{items}</ul>'


def _table(record: Record, incidents: pd.DataFrame, counts: pd.DataFrame, lang: Language) -> str:
    """Return incidents and claims per month, a column per kind of origin, sums last; a dash is none."""
    per_month = incidents.groupby("period")["incidents"].sum()
    per_month.index = pd.PeriodIndex(per_month.index, freq="M")
    dated = per_month.reindex(counts.index, fill_value=0).astype("int64")
    kinds = [record.schema.label("origins.kind", str(kind), lang) for kind in counts.columns]
    heads = [lang.say("Month"), lang.say("Incidents dated in it"), lang.say("Claims"), *kinds]
    head = "".join(f'<th scope="col">{text(name)}</th>' for name in heads)
    body = "".join(
        _line(lang.month(_day(month)), [dated[month], sum(claims), *claims], lang)
        for month, claims in zip(counts.index, counts.to_numpy().tolist(), strict=True)
    )
    foot = _line(lang.say("Together"), [dated.sum(), counts.to_numpy().sum(), *counts.sum()], lang)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody><tfoot>{foot}</tfoot></table>"


def _line(title: str, numbers: list[int], lang: Language) -> str:
    cells = "".join(f"<td>{lang.number(number) if number else '–'}</td>" for number in numbers)
    return f'<tr><th scope="row">{text(title)}</th>{cells}</tr>'


def _in_words(counts: pd.DataFrame, groups: dict[str, list[str]], lang: Language) -> str:
    """Say what the chart shows to whoever does not see it."""
    if not counts.to_numpy().sum():
        return lang.say("No claims.")
    most = max(groups, key=lambda name: counts[groups[name]].to_numpy().sum())
    return lang.say("{count} claims per month by primary source; most of them, {most}, by: {who}.").format(
        count=lang.number(counts.to_numpy().sum()),
        most=lang.number(counts[groups[most]].to_numpy().sum()),
        who=most,
    )
