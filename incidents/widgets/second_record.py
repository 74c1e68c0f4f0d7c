"""The second of two records: its open incident, those of a mark of it, and the likely pairs of both in the drawer."""

import html
from collections.abc import Sequence
from typing import Any

import streamlit as st

from incidents.language import Language
from incidents.phrases import date_in_brief, place_in_words
from incidents.phrases.beside import apart_in_words, counted_beside
from incidents.record.record import Record
from incidents.selection.beside import Beside
from incidents.selection.dossiers import is_dossier, question_of
from incidents.selection.likely_pairs import Pair, find_pairs
from incidents.selection.selection import Selection
from incidents.views.incident_card import draw_card
from incidents.views.likely_pairs import pairs_message
from incidents.views.markup import text
from incidents.widgets.incident_panel import show_incident
from incidents.widgets.links import link_to_beside
from incidents.widgets.map_choice import chosen_beside, let_go_of_mark_beside
from incidents.widgets.page_state import ask
from incidents.widgets.plain_labels import plain_label
from incidents.widgets.screen_part import show_part
from incidents.widgets.side_panel import walk_through
from incidents.widgets.standing import Standing, move

_MOST_LISTED = 50  # incidents of a mark


def likely_pairs(selection: Selection, beside: Beside) -> list[Pair]:
    """Return the likely pairs of what both records answer."""
    return find_pairs(selection, beside.selection)


def is_pair_open(standing: Standing) -> bool:
    """Say whether the drawer shows both incidents of a pair."""
    return standing.drawer == "pairs" and bool(standing.incident) and bool(standing.beside)


def show_opened_beside(beside: Beside | None, standing: Standing, lang: Language) -> None:
    """Draw the open incident of the second record, or the incidents of its mark, where the first one's would stand."""
    if beside is None or is_pair_open(standing):
        return
    if standing.beside and not standing.incident:
        _show_card(beside, standing.beside, lang)
    elif chosen_beside() and not standing.incident:
        _show_mark(beside.selection.only(chosen_beside()), lang)


def _show_card(beside: Beside, incident_id: str, lang: Language) -> None:
    show_incident(
        beside.selection,
        incident_id,
        lang,
        link_to_beside(incident_id),
        walk_through(beside.selection, incident_id),
        opens=_open,
        asks=lambda told: _ask(beside.record, told),
        of=beside.record.short_title(lang),
    )


def _open(incident_id: str | None) -> None:
    let_go_of_mark_beside()
    move(beside=incident_id)


def _ask(record: Record, written: Any) -> None:  # noqa: ANN401 - what a browser sends
    """Ask both records for what a card of the second names: a dossier is one of the first alone."""
    if is_dossier(str(written), record):
        ask(question_of(str(written)))
        move(beside=None)


def _show_mark(at_the_mark: Selection, lang: Language) -> None:
    if not len(at_the_mark):
        return
    with st.container(key="beside_mark"):
        st.html(f"<h3>{text(counted_beside(at_the_mark, lang))}</h3>")
        for incident in at_the_mark.incidents.iloc[::-1].head(_MOST_LISTED).to_dict("records"):
            record, incident_id = at_the_mark.record, str(incident["incident_id"])
            parts = (
                date_in_brief(incident, lang),
                record.schema.what(incident, lang),
                place_in_words(record, incident, lang),
            )
            label = plain_label(" · ".join(parts))
            st.button(label, key=f"beside_{incident_id}", type="tertiary", on_click=_open, args=(incident_id,))
        more = len(at_the_mark) - _MOST_LISTED
        if more > 0:
            st.caption(lang.plural("{count} more", "{count} more", more).format(count=lang.number(more)))
        st.button(lang.say("Close"), key="beside_mark_close", on_click=let_go_of_mark_beside)


def show_pairs(selection: Selection, beside: Beside, standing: Standing, lang: Language) -> None:
    """Draw the likely pairs, or both incidents of the one that is open, each in its own card."""
    pairs = likely_pairs(selection, beside)
    if is_pair_open(standing):
        _show_both(selection, beside, standing, pairs, lang)
        return
    told = pairs_message(pairs, selection.record, beside.record, lang)
    show_part("likely_pairs.js", "likely_pairs", told, open=_open_pair)
    terms = [beside.record.schema.attribution(lang), beside.record.schema.redistribution(lang)]
    st.html("".join(f'<p class="hint">{text(line)}</p>' for line in terms if line))


def _open_pair(ids: Any) -> None:  # noqa: ANN401 - what a browser sends
    first, second = map(str, ids)
    move(incident=first, beside=second, drawer="pairs")


def _close_pair() -> None:
    move(incident=None, beside=None)


def _show_both(selection: Selection, beside: Beside, standing: Standing, pairs: Sequence[Pair], lang: Language) -> None:
    is_this = (pair for pair in pairs if (pair.first, pair.second) == (standing.incident, standing.beside))
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(lang.say("Back to the pairs"), key="pairs_back", on_click=_close_pair, icon=":material/arrow_back:")
        if (pair := next(is_this, None)) is not None:
            st.html(f"<p>{text(' · '.join(apart_in_words(pair, lang)))}</p>", width="content")
    columns = st.columns(2, gap="medium")
    for column, record, incident_id in zip(
        columns, (selection.record, beside.record), (str(standing.incident), str(standing.beside)), strict=True
    ):
        incident = record.incident(incident_id)
        when_and_where = f"{date_in_brief(incident, lang)} · {place_in_words(record, incident, lang)}"
        with column:
            st.html(
                f'<p class="hint">{text(record.short_title(lang))}</p>'
                f"<h2>{html.escape(record.schema.what(incident, lang))}</h2><p>{text(when_and_where)}</p>"
                f"{draw_card(record, incident_id, lang)}"
            )
