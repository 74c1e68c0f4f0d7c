"""Two governorates or two periods side by side, under the filters that both share."""

import datetime as dt
import html
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

import pandas as pd
import streamlit as st

from incidents.language import Language
from incidents.phrases.changes import period_in_days
from incidents.record.record import Record
from incidents.selection.change_periods import ChangePeriods, change_periods, written_period
from incidents.selection.periods import Period
from incidents.selection.question import Question
from incidents.selection.selection import Selection
from incidents.selection.sides import Side, asked_instead, side_of
from incidents.selection.summaries import incidents_by_governorate
from incidents.views.comparison import draw_sides
from incidents.widgets.day_field import show_day_field
from incidents.widgets.page_state import ask, asked
from incidents.widgets.standing import Standing, move

Sides = tuple[str, str]
_DATES = ("date_from", "date_to")


@dataclass(frozen=True, eq=False)
class Compared:
    """What is set side by side of a record: the question that both sides share, and how each side is answered."""

    record: Record
    question: Question
    by_governorate: Callable[[Question], pd.DataFrame]  # as ``incidents_by_governorate``
    side: Callable[[Question], Side]


def show_comparison(selection: Selection, standing: Standing, lang: Language) -> None:
    """Draw the comparison of what a selection in memory answers."""

    def by_governorate(question: Question) -> pd.DataFrame:
        return incidents_by_governorate(asked_instead(selection, question))

    def side(question: Question) -> Side:
        return side_of(asked_instead(selection, question))

    show_sides(Compared(selection.record, selection.question, by_governorate, side), standing, lang)


def show_sides(compared: Compared, standing: Standing, lang: Language) -> None:
    """Draw the comparison. The filters of the page apply to both sides, except the one that is compared.

    Where dates are asked for, they are the later of two periods, and governorates stand beside their period before.
    """
    record, question = compared.record, compared.question
    sides = sides_meant(compared, standing)
    by_period = ".." in sides[0]
    with st.container(key="comparison_head", horizontal=True, vertical_alignment="bottom"):
        sides = _choose_periods(sides, lang) if by_period else _choose_governorates(record, sides, lang)
        st.button(
            lang.say("Compare governorates") if by_period else lang.say("Compare periods"),
            key="comparison_switch",
            type="tertiary",
            on_click=_compare,
            args=(None if by_period else _two_periods(record, question, standing),),
        )
    names = (_name(record, sides[0], lang), _name(record, sides[1], lang))
    periods = None
    if (before := _before(record, question, sides, standing)) is not None:
        periods = period_in_days(before.then, lang), period_in_days(before.now, lang)
    asked_of = questions_of(record, question, sides, standing)
    table = draw_sides(record.schema, [compared.side(each) for each in asked_of], names, lang, periods)
    label = html.escape(lang.say("Side by side"))
    st.html(f'<div class="wide" tabindex="0" role="region" aria-label="{label}">{table}</div>')
    hint = lang.say("All other filters apply to both sides. Sums leave out what is not reported.")
    st.html(f'<p class="hint">{html.escape(hint)}</p>')


def sides_meant(compared: Compared, standing: Standing) -> Sides:
    """Return what is compared: what the reader chose, else the governorates with most incidents."""
    if standing.compare is not None and ".." in standing.compare[0]:
        return _dated(compared.record, compared.question, standing)
    return standing.compare or _busiest(compared.by_governorate(compared.question.without("governorate")))


def questions_of(record: Record, question: Question, sides: Sides, standing: Standing) -> list[Question]:
    """Return what each side asks, and beside dates what each governorate asked in the period before."""
    asked_now = [_side_question(question, side) for side in sides]
    before = _before(record, question, sides, standing)
    if before is None:
        return asked_now
    return asked_now + [replace(each, date_from=before.then[0], date_to=before.then[1]) for each in asked_now]


def _side_question(question: Question, side: str) -> Question:
    if ".." in side:
        start, end = _days(side)
        return replace(question, date_from=start, date_to=end)
    return replace(question, governorate=(side,))


def _before(record: Record, question: Question, sides: Sides, standing: Standing) -> ChangePeriods | None:
    """Return the dates that are asked for and the period before them; None without dates, and of periods."""
    if ".." in sides[0] or not _asks_for_dates(question):
        return None
    return change_periods(record, question, standing.compared_with)


def _asks_for_dates(question: Question) -> bool:
    return not set(_DATES).isdisjoint(question.active())


def _two_periods(record: Record, question: Question, standing: Standing) -> Sides:
    """Return the dates that are asked for after the period before them, or the two halves of what is covered."""
    if not _asks_for_dates(question):
        return _halves(record)
    periods = change_periods(record, question, standing.compared_with)
    return written_period(periods.then), written_period(periods.now)


def _dated(record: Record, question: Question, standing: Standing) -> Sides:
    """Return the periods that are compared: the later one is what the page's dates ask for, if they ask for any."""
    asked_for = _two_periods(record, question, standing)
    held = standing.compare or asked_for
    return held if not _asks_for_dates(question) or held[1] == asked_for[1] else asked_for


def _compare(sides: Sides | None) -> None:
    move(compare=sides)


def _busiest(by_governorate: pd.DataFrame) -> Sides:
    """Return the two governorates with most incidents, as something to start from."""
    first, second = by_governorate["incidents"].sort_values(ascending=False, kind="stable").index[:2]
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


def _name(record: Record, side: str, lang: Language) -> str:
    return lang.period(*_days(side)) if ".." in side else record.governorate_name(side, lang)
