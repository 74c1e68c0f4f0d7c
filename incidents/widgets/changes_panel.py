"""What rose and what fell: against the period before, or one that the reader picks."""

import html
from collections.abc import Mapping

import streamlit as st

from incidents.language import Language
from incidents.record.record import Record
from incidents.selection.change_periods import change_periods, written_period
from incidents.selection.changes import DIMENSIONS, TOGETHER, Dimension, changes
from incidents.selection.filters import LISTS
from incidents.selection.periods import Period
from incidents.selection.selection import Selection
from incidents.views.changes import draw_changes
from incidents.widgets.standing import CHANGES, ChangeBy, Standing, control_of, move

_PICKED = "change_period"  # the control of the period; it follows the standing in every run
_BY: Mapping[ChangeBy, tuple[Dimension, ...]] = {name: (name,) for name in DIMENSIONS} | {"all": TOGETHER}


def show_changes(selection: Selection, standing: Standing, lang: Language) -> None:
    """Draw what changed. The page's dates say which period is meant, its other filters apply to both periods."""
    record, against = selection.record, standing.compared_with
    st.html(f"<h2>{html.escape(lang.say('What rose and what fell'))}</h2>")
    with st.container(key="changes_head", horizontal=True, vertical_alignment="bottom"):
        titles = {name: LISTS[name].heading(record, lang) for name in DIMENSIONS} | {
            "all": lang.say("Where, what, by whom")
        }
        st.segmented_control(
            lang.say("By"), CHANGES, format_func=lambda name: titles[name], key=control_of("change_by"), required=True
        )
        _pick_period(record, change_periods(record, selection.question, against).then, lang)
        if against is not None:
            st.button(
                lang.say("The period before"),
                key="change_before",
                type="tertiary",
                on_click=move,
                kwargs={"against": None},
            )
    st.html(draw_changes(changes(selection, _BY[standing.change_by], against), record, lang))


def _pick_period(record: Record, then: Period, lang: Language) -> None:
    """Offer the days with which the period is compared."""
    first, last = (stamp.date() for stamp in record.coverage)
    st.session_state[_PICKED] = then
    st.date_input(
        lang.say("Compared with"),
        key=_PICKED,
        min_value=min(first, then[0]),
        max_value=max(last, then[1]),
        format="YYYY-MM-DD",
        width=260,
        on_change=_take_period,
    )


def _take_period() -> None:
    """Take a period over once it has two ends."""
    picked = st.session_state[_PICKED]
    if len(picked) == 2:
        move(against=written_period(picked))
