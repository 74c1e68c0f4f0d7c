"""Two governorates or two periods side by side, under the filters that both share."""

import datetime as dt
import html
from dataclasses import replace
from functools import partial

import streamlit as st

from incidents.language import Language
from incidents.phrases.changes import period_in_days
from incidents.record.record import Record
from incidents.selection.change_periods import change_periods, written_period
from incidents.selection.periods import Period
from incidents.selection.question import Question
from incidents.selection.selection import Selection
from incidents.selection.summaries import incidents_by_governorate
from incidents.views.comparison import Before, draw_comparison
from incidents.widgets.day_field import show_day_field
from incidents.widgets.page_state import ask, asked
from incidents.widgets.standing import Standing, move

Sides = tuple[str, str]
_DATES = ("date_from", "date_to")


def show_comparison(selection: Selection, standing: Standing, lang: Language) -> None:
    """Draw the comparison. The filters of the page apply to both sides, except the one that is compared.

    Where dates are asked for, they are the later of two periods, and governorates stand beside their period before.
    """
    record = selection.record
    by_period = standing.compare is not None and ".." in standing.compare[0]
    rest = selection.without(*(_DATES if by_period else ("governorate",)))
    sides = _dated(selection, standing) if by_period else standing.compare or _busiest(rest)
    with st.container(key="comparison_head", horizontal=True, vertical_alignment="bottom"):
        sides = _choose_periods(sides, lang) if by_period else _choose_governorates(record, sides, lang)
        st.button(
            lang.say("Compare governorates") if by_period else lang.say("Compare periods"),
            key="comparison_switch",
            type="tertiary",
            on_click=_compare,
            args=(None if by_period else _two_periods(selection, standing),),
        )
    first, second = (_side(rest, side) for side in sides)
    names = (_name(record, sides[0], lang), _name(record, sides[1], lang))
    before = None if by_period else _before(selection, sides, standing, lang)
    table = draw_comparison(first, second, names, lang, before)
    label = html.escape(lang.say("Side by side"))
    st.html(f'<div class="wide" tabindex="0" role="region" aria-label="{label}">{table}</div>')
    hint = lang.say("All other filters apply to both sides. Sums leave out what is not reported.")
    st.html(f'<p class="hint">{html.escape(hint)}</p>')


def _before(selection: Selection, sides: Sides, standing: Standing, lang: Language) -> Before | None:
    """Return both governorates in the period before the dates that are asked for; None without dates."""
    if not _asks_for_dates(selection):
        return None
    periods = change_periods(selection.record, selection.question, standing.compared_with)
    then = selection.without("governorate", *_DATES).within(
        Question(date_from=periods.then[0], date_to=periods.then[1])
    )
    first, second = (_side(then, side) for side in sides)
    return Before(first, second, period_in_days(periods.then, lang), period_in_days(periods.now, lang))


def _asks_for_dates(selection: Selection) -> bool:
    return not set(_DATES).isdisjoint(selection.question.active())


def _two_periods(selection: Selection, standing: Standing) -> Sides:
    """Return the dates that are asked for after the period before them, or the two halves of what is covered."""
    if not _asks_for_dates(selection):
        return _halves(selection.record)
    periods = change_periods(selection.record, selection.question, standing.compared_with)
    return written_period(periods.then), written_period(periods.now)


def _dated(selection: Selection, standing: Standing) -> Sides:
    """Return the periods that are compared: the later one is what the page's dates ask for, if they ask for any."""
    asked = _two_periods(selection, standing)
    held = standing.compare or asked
    return held if not _asks_for_dates(selection) or held[1] == asked[1] else asked


def _compare(sides: Sides | None) -> None:
    move(compare=sides)


def _busiest(selection: Selection) -> Sides:
    """Return the two governorates with most incidents, as something to start from."""
    counts = incidents_by_governorate(selection)["incidents"].sort_values(ascending=False, kind="stable")
    first, second = counts.index[:2]
    return str(first), str(second)


def _halves(record: Record) -> Sides:
    """Return the two halves of the covered period, as something to start from."""
    start, end = (stamp.date() for stamp in record.coverage)
    middle = start + (end - start) // 2
    return f"{start}..{middle}", f"{middle + dt.timedelta(days=1)}..{end}"


def _choose_governorates(record: Record, sides: Sides, lang: Language) -> Sides:
    pcodes = list(record.gazetteer.governorates)
    chosen = []
    for number, title in enumerate((lang.say("Governorate A"), lang.say("Governorate B"))):
        key = f"compared_{number}"
        st.session_state[key] = sides[number] if sides[number] in pcodes else pcodes[number]
        st.selectbox(
            title,
            pcodes,
            key=key,
            format_func=lambda pcode: record.governorate_name(pcode, lang),
            width=260,
            on_change=_take_governorates,
        )
        chosen.append(st.session_state[key])
    return chosen[0], chosen[1]


def _take_governorates() -> None:
    move(compare=(st.session_state["compared_0"], st.session_state["compared_1"]))


def _choose_periods(sides: Sides, lang: Language) -> Sides:
    for number, title in enumerate((lang.say("Period A"), lang.say("Period B"))):
        take = partial(_take_period, sides, number)
        show_day_field(title, f"compared_period_{number}", _days(sides[number]), take, lang, width=260)
    return sides


def _take_period(sides: Sides, number: int, period: Period | None) -> None:
    """Take over the period of one side; a side without one keeps what it had."""
    if period is None:
        return
    periods = [_days(side) for side in sides]
    periods[number] = period
    move(compare=tuple(map(written_period, periods)))
    if not set(_DATES).isdisjoint(asked().active()):  # the line of filters is not to say another period
        ask(replace(asked(), date_from=periods[1][0], date_to=periods[1][1]))


def _days(side: str) -> Period:
    start, end = map(dt.date.fromisoformat, side.split(".."))
    return start, end


def _side(rest: Selection, side: str) -> Selection:
    if ".." in side:
        start, end = _days(side)
        return rest.within(Question(date_from=start, date_to=end))
    return rest.within(Question(governorate=(side,)))


def _name(record: Record, side: str, lang: Language) -> str:
    return lang.period(*_days(side)) if ".." in side else record.governorate_name(side, lang)
