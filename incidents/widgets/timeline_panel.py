"""The timeline: a brush sets the dates of the question, a double click clears them."""

import html
from typing import Any

import streamlit as st

from incidents.language import Language
from incidents.selection.question import Question
from incidents.selection.selection import Selection
from incidents.views.timeline import Period, brushed_period, draw_legend, draw_milestones, draw_timeline
from incidents.widgets.offline_assets import script_element
from incidents.widgets.page_state import key_of
from incidents.widgets.page_style import page_theme
from incidents.widgets.standing import STEPS, control_of, stands

_BRUSHED = "timeline_brushed"  # the period that the brush set last
_SEED = "timeline_seed"  # the period on which the brush stood when the chart was drawn anew
_TURN = "timeline_turn"  # how often it was
_ANSWERS = "timeline_answers"
_ANSWERS_PER_DRAWING = 10


def show_timeline(selection: Selection, lang: Language) -> None:
    """Draw the incidents that answer all other filters than the dates, so that the brushed part keeps its context."""
    context = selection.without("date_from", "date_to")
    with st.container(key="timeline_head", horizontal=True, vertical_alignment="center"):
        st.html(f"<h2>{html.escape(lang.say('When'))}</h2>", width="content")
        titles = {"month": lang.say("by month"), "week": lang.say("by week")}
        st.segmented_control(
            lang.say("Step"),
            STEPS,
            format_func=lambda step: titles[step],
            key=control_of("step"),
            required=True,
            label_visibility="collapsed",
        )
        st.toggle(lang.say("Political and military events"), key=control_of("milestones"))
        if selection.question.date_from or selection.question.date_to:
            st.button(lang.say("Clear dates"), key="clear_dates", type="tertiary", on_click=_set_dates, args=(None,))
        st.html(draw_legend(selection.record.schema, lang), width="content")
    seed, key = _brush(selection.question)
    timeline = draw_timeline(
        context,
        stands().step,
        lang,
        page_theme(),
        milestones=stands().milestones,
        brushed=seed,
    )
    with st.container(key="timeline"):
        st.vega_lite_chart(
            spec=timeline.spec | {"datasets": timeline.tables, "usermeta": {"drawing": _drawing()}},
            key=key,
            theme=None,
            on_select=lambda: _take_brush(key),
            selection_mode="brush",
            alt=lang.say("Timeline"),  # the same for every answer: another one would build the chart anew
        )
    st.html(script_element("timeline_chart.js"), unsafe_allow_javascript=True)
    hint = lang.say("Drag over the bars to set the dates; double click to clear them.")
    st.html(f'<p class="hint">{html.escape(timeline.alt)} {html.escape(hint)}</p>')
    if stands().milestones:
        st.html(draw_milestones(selection.record, lang))


def _drawing() -> int:
    """Count the drawings of the chart: after some answers it is built anew.

    Until then only the data change, which takes the browser a third of the time; but Vega keeps the shapes of what it
    no longer draws.
    """
    st.session_state[_ANSWERS] = st.session_state.get(_ANSWERS, 0) + 1
    return int(st.session_state[_ANSWERS] // _ANSWERS_PER_DRAWING)


def _brush(question: Question) -> tuple[Period | None, str]:
    """Return where the brush stands at first, and the key of the chart.

    Dates that the brush set itself leave the chart alone. Dates set elsewhere (a link, the sidebar, a chip) make a new
    chart whose brush stands on them.
    """
    state = st.session_state
    current = (question.date_from, question.date_to) if question.date_from and question.date_to else None
    if current != state.get(_BRUSHED):
        state[_BRUSHED] = state[_SEED] = current
        state[_TURN] = state.get(_TURN, 0) + 1
    return state.get(_SEED), f"timeline-{state.get(_TURN, 0)}"


def _take_brush(key: str) -> None:
    event: Any = st.session_state[key]
    period = brushed_period(event["selection"])
    st.session_state[_BRUSHED] = period
    _set_dates(period)


def _set_dates(period: Period | None) -> None:
    st.session_state[key_of("date_from")], st.session_state[key_of("date_to")] = period or (None, None)
