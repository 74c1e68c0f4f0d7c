"""What rose and what fell: against the period before, or one that the reader picks."""

import html
from collections.abc import Mapping

import streamlit as st

from incidents.language import Language
from incidents.record.record import Record
from incidents.selection.change_periods import change_periods, written_period
from incidents.selection.changes import DIMENSIONS, TOGETHER, Changes, Dimension, changes
from incidents.selection.filters import LISTS
from incidents.selection.periods import Period
from incidents.selection.question import Question
from incidents.selection.selection import Selection
from incidents.views.changes import draw_changes
from incidents.widgets.day_field import show_day_field
from incidents.widgets.standing import CHANGES, ChangeBy, Standing, control_of, move

_PICKED = "change_period"  # the control of the period; it follows the standing in every run
_BY: Mapping[ChangeBy, tuple[Dimension, ...]] = {name: (name,) for name in DIMENSIONS} | {"all": TOGETHER}


def show_changes(selection: Selection, standing: Standing, lang: Language) -> None:
    """Draw what changed. The page's dates say which period is meant, its other filters apply to both periods."""
    found = changes(selection, by_of(standing), standing.compared_with)
    show_changes_of(found, selection.record, selection.question, standing, lang)


def by_of(standing: Standing) -> tuple[Dimension, ...]:
    """Return by what changes are told."""
    return _BY[standing.change_by]


def show_changes_of(found: Changes, record: Record, question: Question, standing: Standing, lang: Language) -> None:
    """Draw changes that were counted somewhere."""
    against = standing.compared_with
    st.html(f"<h2>{html.escape(lang.say('What rose and what fell'))}</h2>")
    with st.container(key="changes_head", horizontal=True, vertical_alignment="bottom"):
        titles = {name: LISTS[name].heading(record, lang) for name in DIMENSIONS} | {
            "all": lang.say("Where, what, by whom")
        }
        st.segmented_control(
            lang.say("By"), CHANGES, format_func=lambda name: titles[name], key=control_of("change_by"), required=True
        )
        _pick_period(change_periods(record, question, against).then, lang)
        if against is not None:
            st.button(
                lang.say("The period before"),
                key="change_before",
                type="tertiary",
                on_click=move,
                kwargs={"against": None},
            )
    st.html(draw_changes(found, record, lang))


def _pick_period(then: Period, lang: Language) -> None:
    """Offer the days with which the period is compared."""
    show_day_field(lang.say("Compared with"), _PICKED, then, _take_period, lang, width=260)


def _take_period(picked: Period | None) -> None:
    move(against=written_period(picked) if picked else None)
