"""The timeline: a brush sets the dates of the question, a double click clears them."""

import html
from typing import Any

import streamlit as st

from incidents.dataset import Dataset, Mask
from incidents.filters import Filters, narrowed
from incidents.language import Lang, format_date, format_number, translator
from incidents.views.markup import text
from incidents.views.symbology import SYMBOLOGY
from incidents.views.timeline import Period, brushed_period, draw_timeline
from incidents.vocabulary import label
from incidents.widgets.offline_assets import script_element
from incidents.widgets.page_state import key_of
from incidents.widgets.page_style import page_theme
from incidents.widgets.place import STEPS

_BRUSHED = "timeline_brushed"  # the period that the brush set last
_SEED = "timeline_seed"  # the period on which the brush stood when the chart was drawn anew
_TURN = "timeline_turn"  # how often it was
_ANSWERS = "timeline_answers"
_ANSWERS_PER_DRAWING = 10


def show_timeline(dataset: Dataset, filters: Filters, masks: dict[str, Mask], lang: Lang) -> None:
    """Draw the incidents that answer all other filters than the dates, so that the brushed part keeps its context."""
    _ = translator(lang).gettext
    context = narrowed(dataset, masks, "date_from", "date_to")
    with st.container(key="timeline_head", horizontal=True, vertical_alignment="center"):
        st.html(f"<h2>{html.escape(_('When'))}</h2>", width="content")
        titles = {"month": _("by month"), "week": _("by week")}
        st.segmented_control(
            _("Step"),
            STEPS,
            format_func=lambda step: titles[step],
            key="step",
            required=True,
            label_visibility="collapsed",
        )
        st.toggle(_("Milestones"), key="milestones")
        if filters.date_from or filters.date_to:
            st.button(_("Clear dates"), key="clear_dates", type="tertiary", on_click=_set_dates, args=(None,))
        st.html(_legend(lang), width="content")
    seed, key = _brush(filters)
    timeline = draw_timeline(
        context,
        st.session_state["step"],
        lang,
        page_theme(),
        milestones=st.session_state["milestones"],
        brushed=seed,
    )
    with st.container(key="timeline"):
        st.vega_lite_chart(
            spec=timeline.spec | {"datasets": timeline.tables, "usermeta": {"drawing": _drawing()}},
            key=key,
            theme=None,
            on_select=lambda: _take_brush(key),
            selection_mode="brush",
            alt=_("Timeline"),  # the same for every answer: another one would build the chart anew
        )
    st.html(script_element("timeline_chart.js"), unsafe_allow_javascript=True)
    hint = _("Drag over the bars to set the dates; double click to clear them.")
    st.html(f'<p class="hint">{html.escape(timeline.alt)} {html.escape(hint)}</p>')
    if st.session_state["milestones"]:
        st.html(_milestones(dataset, lang))


def _drawing() -> int:
    """Count the drawings of the chart: after some answers it is built anew.

    Until then only the data change, which takes the browser a third of the time; but Vega keeps the shapes of what it
    no longer draws.
    """
    st.session_state[_ANSWERS] = st.session_state.get(_ANSWERS, 0) + 1
    return int(st.session_state[_ANSWERS] // _ANSWERS_PER_DRAWING)


def _brush(filters: Filters) -> tuple[Period | None, str]:
    """Return where the brush stands at first, and the key of the chart.

    Dates that the brush set itself leave the chart alone. Dates set elsewhere (a link, the sidebar, a chip) make a new
    chart whose brush stands on them.
    """
    state = st.session_state
    current = (filters.date_from, filters.date_to) if filters.date_from and filters.date_to else None
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


def _legend(lang: Lang) -> str:
    """Show shape and colour of each kind, as on the map."""
    items = "".join(
        f'<li><i class="mark {kind}"></i>{html.escape(label("symbol_groups", kind, lang))}</li>' for kind in SYMBOLOGY
    )
    return f'<ul class="legend">{items}</ul>'


def _milestones(dataset: Dataset, lang: Lang) -> str:
    """List the milestones under the numbers that the chart shows."""
    _ = translator(lang).gettext
    items = "".join(
        f"<li><time>{html.escape(format_date(day.date(), lang))}</time> {text(words)}</li>"
        for day, words in zip(dataset.milestones["date"], dataset.milestones[f"label_{lang}"], strict=True)
    )
    title = _("Milestones 1 to {count}").format(count=format_number(len(dataset.milestones), lang))
    return f'<details class="milestones"><summary>{html.escape(title)}</summary><ol>{items}</ol></details>'
