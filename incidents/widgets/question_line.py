"""One line that says how many incidents answer, and to what question; each part is taken back with a click."""

import html
from collections.abc import Mapping
from typing import Any

import streamlit as st

from incidents.language import Language
from incidents.phrases import filters_in_words, known_places_in_words, notices_in_words
from incidents.phrases.nearness import nearness_in_words
from incidents.record.record import Record
from incidents.selection.filters import FILTERS, LISTS
from incidents.selection.nearness import nearness
from incidents.selection.notices import Notice
from incidents.selection.question import Question
from incidents.selection.selection import Selection
from incidents.views.markup import text
from incidents.views.question_line import question_message
from incidents.widgets.answered_ahead import ahead_of
from incidents.widgets.filter_panel import reset_filters
from incidents.widgets.page_state import ask_without
from incidents.widgets.plain_labels import plain_label
from incidents.widgets.screen_part import show_part


def show_question(selection: Selection, lang: Language, *, is_room: bool) -> None:
    """Say "34 of 179 incidents" and name every active filter as a chip that removes it.

    On the first screen (``is_room``) a press on a chip is answered before the next run.
    """
    near = nearness(selection)
    # What may lie near, and why, only the server says; and what is asked elsewhere than on the map it alone knows.
    ahead = ahead_of(selection, lang) if is_room and near is None else None
    show_asked(selection.record, selection.question, len(selection), len(selection.record), lang, ahead)
    if near is not None:
        said = " · ".join(nearness_in_words(near, lang))
        with st.container(key="hint"):
            st.html(f'<p class="hint" title="{html.escape(said)}">{text(said)}</p>')  # in full as its title


def show_asked(
    record: Record,
    question: Question,
    shown: int,
    total: int,
    lang: Language,
    ahead: Mapping[str, Any] | None = None,
) -> None:
    """Draw the line of a question that ``shown`` of ``total`` incidents answer."""
    show_part(
        "question_line.js",
        "question",
        question_message(record, question, shown, total, lang),
        ahead,
        without=_take_back,
        reset=lambda _told: reset_filters(),
    )


def _take_back(chip: Mapping[str, Any]) -> None:
    """Take a filter out of the question, or one option of it: the chip of a name and a code."""
    name, code = str(chip.get("name")), chip.get("code")
    if name in FILTERS:
        ask_without(name, str(code) if code and name in LISTS else None)


def show_notices(notices: list[Notice], lang: Language) -> None:
    """Name the parts of the address that were not read word for word."""
    said = "".join(f"<p>{html.escape(sentence)}</p>" for sentence in notices_in_words(notices, lang))
    if said:
        st.html(f'<div class="notice" role="alert">{said}</div>')


def show_way_back(selection: Selection, lang: Language) -> None:
    """Say that nothing answers, and offer to leave out the one filter that would help."""
    headline = lang.say("No matching record.")
    reason = lang.say("It does not mean that nothing happened: what the data cover stands under About.")
    with st.container(key="way_back"):
        said = (reason, *known_places_in_words(selection, lang))
        st.html(f"<h2>{html.escape(headline)}</h2>{''.join(f'<p>{html.escape(sentence)}</p>' for sentence in said)}")
        words = filters_in_words(selection.record, selection.question, lang)
        left = {name: len(selection.without(name)) for name in words}
        for name in sorted(left, key=lambda name: -left[name]):
            if left[name]:
                sentence = lang.plural(
                    "{count} incident without: {filter}", "{count} incidents without: {filter}", left[name]
                )
                label = sentence.format(filter=words[name], count=lang.number(left[name]))
                st.button(plain_label(label), key=f"without_{name}", on_click=ask_without, args=(name,))
        st.button(lang.say("Reset all"), key="reset_empty", type="primary", on_click=reset_filters)
