"""Two governorates or two periods side by side, under the filters that both share."""

import datetime as dt
import html

import pandas as pd
import streamlit as st

from incidents.language import Language
from incidents.record.record import Record
from incidents.selection.question import Question
from incidents.selection.selection import Selection
from incidents.selection.summaries import incidents_by_governorate
from incidents.views.comparison import Comparison, compare
from incidents.widgets.standing import Place

Sides = tuple[str, str]


def show_comparison(selection: Selection, place: Place, lang: Language) -> None:
    """Draw the comparison. The filters of the page apply to both sides, except the one that is compared."""
    by_period = place.compare is not None and ".." in place.compare[0]
    rest = selection.without(*(("date_from", "date_to") if by_period else ("governorate",)))
    sides = place.compare or _busiest(rest)
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
    names = [_name(selection.record, side, lang) for side in sides]
    st.html(comparison_table(compare(first, second, lang), names, lang))
    hint = lang.say("All other filters apply to both sides. Sums leave out what is unknown.")
    st.html(f'<p class="hint">{html.escape(hint)}</p>')


def _compare(sides: Sides | None) -> None:
    st.session_state["compare"] = sides


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
    for number, title in enumerate((lang.say("One governorate"), lang.say("Another governorate"))):
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
    st.session_state["compare"] = (st.session_state["compared_0"], st.session_state["compared_1"])


def _choose_periods(record: Record, sides: Sides, lang: Language) -> Sides:
    first, last = (stamp.date() for stamp in record.coverage)
    for number, title in enumerate((lang.say("One period"), lang.say("Another period"))):
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
        st.session_state["compare"] = tuple(f"{start}..{end}" for start, end in periods)


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


def comparison_table(comparison: Comparison, names: list[str], lang: Language) -> str:
    """Return the comparison as an HTML table with a bar beside each figure: what is sure full, the rest pale."""
    title = lang.say("Comparison of {names}").format(names=" · ".join(names))
    heads = "".join(f'<th scope="col">{html.escape(name)}</th>' for name in names)
    figures = "".join(_figure_row(row) for _position, row in comparison.figures.iterrows())
    most = max(1, int(comparison.kinds[["1", "2"]].to_numpy().max()))
    kinds = "".join(
        f'<tr><th scope="row"><i class="mark {kind}"></i>{html.escape(row["label"])}</th>'
        + "".join(f"<td>{_bar(row[side], row[side], most)}{lang.number(row[side])}</td>" for side in ("1", "2"))
        + "</tr>"
        for kind, row in comparison.kinds.iterrows()
    )
    by_kind = html.escape(lang.say("Incidents by kind"))
    return (
        f'<table class="comparison"><caption>{html.escape(title)}</caption>'
        f"<thead><tr><td></td>{heads}</tr></thead><tbody>{figures}</tbody>"
        f'<tbody><tr class="part"><th scope="rowgroup" colspan="3">{by_kind}</th></tr>'
        f"{kinds}</tbody></table>"
    )


def _figure_row(row: pd.Series) -> str:
    highs = [row[f"high_{number}"] for number in (1, 2)]
    most = max([1.0, *(float(high) for high in highs if high == high)])
    cells = "".join(
        f"<td>{_bar(row[f'low_{number}'], row[f'high_{number}'], most)}{html.escape(row[f'text_{number}'])}</td>"
        for number in (1, 2)
    )
    return f'<tr><th scope="row">{html.escape(row["label"])}</th>{cells}</tr>'


def _bar(low: float, high: float, most: float) -> str:
    """Draw a range as a bar: up to the lowest figure full, up to the highest pale; nothing where it is unknown."""
    if high != high:
        return '<span class="bar"></span>'
    low = 0.0 if low != low else low
    return (
        f'<span class="bar"><b style="inline-size:{100 * high / most:.1f}%"></b>'
        f'<i style="inline-size:{100 * low / most:.1f}%"></i></span>'
    )
