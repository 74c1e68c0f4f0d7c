"""Figures in words: what a claim states, ranges and totals. What is not reported is a word, never 0."""

import math
from collections.abc import Mapping
from typing import Any

import pandas as pd

from incidents.language import Language
from incidents.selection.summaries import Total

EN_DASH = "\u2013"
NOTHING_COUNTED = "\u2014"


def range_text(low: float | None, high: float | None, lang: Language, *, at_least: bool = False) -> str:
    """Write a range of figures: 3, 2–3, up to 30 (no low), at least 54 (open above), not reported (neither)."""
    bottom, top = _number(low, lang), _number(high, lang)
    if bottom is None and top is None:
        return lang.say("not reported")
    if bottom is None:
        return lang.say("up to {number}").format(number=top)
    if top is None or (at_least and bottom == top):
        return lang.say("at least {number}").format(number=bottom)
    span = bottom if bottom == top else f"{bottom}{EN_DASH}{top}"
    span = lang.forwards(span) if bottom != top else span
    return lang.say("{range} or more").format(range=span) if at_least else span


def measure_text(incident: pd.Series | Mapping[Any, Any], measure: str, lang: Language) -> str:
    """Write the range of a measure of one incident, such as killed: 2–3, at least 54, not reported."""
    low, high, at_least = (incident[f"{measure}_{end}"] for end in ("low", "high", "at_least"))
    return range_text(low, high, lang, at_least=bool(at_least))


def listed_text(incident: pd.Series | Mapping[Any, Any], measure: str, lang: Language) -> str:
    """Write a measure as a list of incidents shows it: a dash for an aggregate report, which is not added."""
    return measure_text(incident, measure, lang) if incident["in_totals"] else NOTHING_COUNTED


def stated_range(figures: pd.DataFrame, measure: str, lang: Language) -> str:
    """Write the range of a measure of ``Record.figures_of`` (index measure); not reported where nobody states it."""
    if measure not in figures.index:
        return range_text(None, None, lang)
    low, high, at_least = figures.loc[[measure], ["low", "high", "at_least"]].to_numpy(dtype="float64")[0]
    return range_text(low, high, lang, at_least=bool(at_least))


def _number(number: float | None, lang: Language) -> str | None:
    return None if number is None or math.isnan(number) else lang.number(number)


def total_text(total: Total, lang: Language) -> str:
    """Write a total with what is not reported: 12–15 · not reported in 4. A dash without any incident."""
    if not total.of:
        return NOTHING_COUNTED
    if total.low is None and total.of > 1:
        all_of_them = lang.plural("not reported in any of {count}", "not reported in any of {count}", total.of)
        return all_of_them.format(count=lang.number(total.of))
    unknown = unknown_text(total, lang)
    if total.low is None:
        return unknown
    figures = total_range(total, lang)
    return lang.say("{figures} · {unknown}").format(figures=figures, unknown=unknown) if total.unknown else figures


def unknown_text(total: Total, lang: Language) -> str:
    """Say in how many incidents nobody states the figure: not reported in 4."""
    sentence = lang.plural("not reported in {count}", "not reported in {count}", total.unknown)
    return sentence.format(count=lang.number(total.unknown))


def total_range(total: Total, lang: Language) -> str:
    """Write the sum alone: 12–15, 12–15 or more where a figure is open above; a dash without any incident."""
    return range_text(total.low, total.high, lang, at_least=total.open > 0) if total.of else NOTHING_COUNTED


def figure_text(claim: pd.Series | Mapping[Any, Any], lang: Language) -> str:
    """Write the figure of one numeric claim with the bounds its source gives: 3, at least 54, up to 30, 60 (56–64)."""
    value, low, high = (None if pd.isna(claim[name]) else float(claim[name]) for name in ("value", "low", "high"))
    if value is None or value in {low, high}:
        return range_text(low, high, lang, at_least=high is None)
    if low is None and high is None:
        return range_text(value, value, lang)
    return lang.say("{figure} ({bounds})").format(
        figure=range_text(value, value, lang), bounds=range_text(low, high, lang, at_least=high is None)
    )


def pair_in_words(then: float, now: float, lang: Language) -> str:
    """Write two means, then and now, with one decimal; a dash where there was nothing to take a mean of."""
    return then_now(mean_in_words(then, lang), mean_in_words(now, lang), lang)


def mean_in_words(mean: float, lang: Language) -> str:
    """Write a mean with one decimal; a dash where there was nothing to take a mean of."""
    return "\u2013" if math.isnan(mean) else lang.decimal(mean)


def then_now(then: str, now: str, lang: Language) -> str:
    """Write two figures in the order of reading, with an arrow from then to now in either direction."""
    return f"{then} \u2190 {now}" if lang.is_mirrored else f"{then} \u2192 {now}"
