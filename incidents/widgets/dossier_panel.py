"""A dossier on the page: it opens with a question of its own, and closing it goes back to the question before."""

from collections.abc import Mapping
from functools import partial
from typing import Any

import streamlit as st

from incidents.language import Language
from incidents.record.record import Record
from incidents.selection.dossiers import is_dossier, question_of
from incidents.selection.question import Question
from incidents.selection.selection import Selection
from incidents.views.dossier import dossier_head, dossier_lists
from incidents.widgets.page_state import ask, asked
from incidents.widgets.screen_part import show_part
from incidents.widgets.standing import move, stands

_BEFORE = "dossier_before"  # in the state of a session: what was asked before the first dossier was opened


def show_dossier_head(record: Record, written: str | None, lang: Language) -> None:
    """Draw what the open dossier is of; its room is there in every run, so that what stands below is not built anew."""
    with st.container(key="dossier_head"):
        if written:
            told = dossier_head(record, written, lang)
            show_part("dossier.js", "dossier_heading", told, close=close_dossier)


def show_dossier_lists(selection: Selection, written: str | None, lang: Language) -> None:
    """Draw with and against whom the subject of the open dossier occurs, who says so, and the kinds."""
    show_lists(selection.record, dossier_lists(selection, written, lang) if written else None)


def show_lists(record: Record, told: Mapping[str, Any] | None) -> None:
    """Draw the lists of a dossier as they are told; its room is there without one too."""
    with st.container(key="dossier_body"):
        if told is not None:
            show_part("dossier.js", "dossier_lists", told, open=partial(open_dossier, record))


def open_dossier(record: Record, written: Any) -> None:  # noqa: ANN401 - what a browser sends
    """Ask about one place, actor, origin or kind and nothing beside it; for callbacks."""
    text = str(written)
    if not is_dossier(text, record):
        return
    if stands().dossier is None:  # from one dossier to the next the way back stays
        st.session_state[_BEFORE] = asked()
    ask(question_of(text))
    move(dossier=text, incident=None, page=1)


def close_dossier(_told: Any = None) -> None:  # noqa: ANN401 - what a browser sends
    """End the dossier: what was asked before is asked again; for callbacks."""
    ask(st.session_state.pop(_BEFORE, None) or Question())
    move(dossier=None)
