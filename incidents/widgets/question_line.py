"""One line that says how many incidents answer, and to what question; each part is taken back with a click."""

import html

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
from incidents.widgets.filter_panel import reset_filters
from incidents.widgets.page_state import ask_without
from incidents.widgets.plain_labels import plain_label

MOST_CHIPS = 6  # options of one filter; more share one chip


def show_question(selection: Selection, lang: Language) -> None:
    """Say "34 of 179 incidents" and name every active filter as a chip that removes it."""
    with st.container(key="question", horizontal=True, vertical_alignment="center", gap="small"):
        show_asked(selection.record, selection.question, len(selection), len(selection.record), lang)
    if (near := nearness(selection)) is not None:
        said = " · ".join(nearness_in_words(near, lang))
        with st.container(key="hint"):
            st.html(f'<p class="hint" title="{html.escape(said)}">{text(said)}</p>')  # in full as its title


def show_asked(record: Record, question: Question, shown: int, total: int, lang: Language) -> None:
    """Say "34 of 179 incidents" and name every active filter, in a row that the caller begins."""
    st.html(f'<p class="count">{_count(shown, total, lang)}</p>', width="content")
    for name, code, words in _parts(record, question, lang):
        st.button(
            plain_label(words),
            key=f"chip_{name}_{code or 'all'}",
            icon=":material/close:",
            icon_position="right",
            on_click=ask_without,
            args=(name, code),
        )
    if question.active():
        st.button(lang.say("Reset all"), key="reset", type="tertiary", on_click=reset_filters)


def _count(shown: int, total: int, lang: Language) -> str:
    sentence = lang.plural("{shown} of {total} incident", "{shown} of {total} incidents", total)
    shown_number = f"<strong>{lang.number(shown)}</strong>"
    return html.escape(sentence).format(shown=shown_number, total=lang.number(total))


def _parts(record: Record, question: Question, lang: Language) -> list[tuple[str, str | None, str]]:
    """Return filter, option (None = the whole filter) and words of each chip."""
    parts: list[tuple[str, str | None, str]] = []
    for name, words in filters_in_words(record, question, lang).items():
        chosen = getattr(question, name)
        if name in LISTS and len(chosen) <= MOST_CHIPS:
            parts += [(name, code, FILTERS[name].say(record, (code,), lang)) for code in chosen]
        else:
            parts.append((name, None, words))
    return parts


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
