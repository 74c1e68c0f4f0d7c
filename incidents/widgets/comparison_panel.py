"""Two governorates or two periods side by side, under the filters that both share."""

import datetime as dt
import html

import streamlit as st

from incidents.language import Language
from incidents.record.record import Record
from incidents.selection.question import Question
from incidents.selection.selection import Selection
from incidents.selection.summaries import incidents_by_governorate
from incidents.views.comparison import draw_comparison
from incidents.widgets.standing import Standing, move

Sides = tuple[str, str]


def show_comparison(selection: Selection, standing: Standing, lang: Language) -> None:
    """Draw the comparison. The filters of the page apply to both sides, except the one that is compared."""
    by_period = standing.compare is not None and ".." in standing.compare[0]
    rest = selection.without(*(("date_from", "date_to") if by_period else ("governorate",)))
    sides = standing.compare or _busiest(rest)
    with st.container(key="comparison_head", horizontal=True, vertical_alignment="bottom"):
        sides = (
            _choose_periods(selection.record, sides, lang)
            if by_period
            else _choose_governorates(selection.record, sides, lang)
        )
        st.button(
            lang.say("Compare governorates") if by_period else lang.say("Compare periods"),
            key="comparison_switch",
            type="tertiary",
            on_click=_compare,
            args=(None if by_period else _halves(selection.record),),
        )
    first, second = (_side(rest, side) for side in sides)
    names = (_name(selection.record, sides[0], lang), _name(selection.record, sides[1], lang))
    st.html(draw_comparison(first, second, names, lang))
    hint = lang.say("All other filters apply to both sides. Sums leave out what is not reported.")
    st.html(f'<p class="hint">{html.escape(hint)}</p>')


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


def _choose_periods(record: Record, sides: Sides, lang: Language) -> Sides:
    first, last = (stamp.date() for stamp in record.coverage)
    for number, title in enumerate((lang.say("Period A"), lang.say("Period B"))):
        key = f"compared_period_{number}"
        st.session_state[key] = _days(sides[number])
        st.date_input(
            title,
            key=key,
            min_value=min(first, _days(sides[number])[0]),
            max_value=max(last, _days(sides[number])[1]),
            format="YYYY-MM-DD",
            width=260,
            on_change=_take_periods,
        )
    return sides


def _take_periods() -> None:
    """Take both periods over once both have two ends."""
    periods = [st.session_state[f"compared_period_{number}"] for number in (0, 1)]
    if all(len(period) == 2 for period in periods):
        move(compare=tuple(f"{start}..{end}" for start, end in periods))


def _days(side: str) -> tuple[dt.date, dt.date]:
    start, end = map(dt.date.fromisoformat, side.split(".."))
    return start, end


def _side(rest: Selection, side: str) -> Selection:
    if ".." in side:
        start, end = _days(side)
        asked = Question(date_from=start, date_to=end)
    else:
        asked = Question(governorate=(side,))
    return rest.within(asked)


def _name(record: Record, side: str, lang: Language) -> str:
    return lang.period(*_days(side)) if ".." in side else record.governorate_name(side, lang)
