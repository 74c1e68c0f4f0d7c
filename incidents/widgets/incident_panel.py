"""The open incident: its card, a way to close it, the incidents beside and related to it, and files of it alone."""

import datetime as dt
from collections.abc import Callable
from functools import cache, partial

import pandas as pd
import streamlit as st

from geodata.cells import parts_of
from incidents.briefing.compose import compose_briefing
from incidents.briefing.formats import PRINTS
from incidents.exchange.formats import EXPORTS
from incidents.language import Language
from incidents.record.kept import Kept
from incidents.record.record import Record
from incidents.selection.periods import day
from incidents.selection.public_page import public_link
from incidents.selection.question import Question
from incidents.selection.selection import Selection, select, select_ids
from incidents.selection.story_order import Telling
from incidents.views.incident_card import CARD_SHEETS, Walk, card_head, draw_card
from incidents.views.markup import text
from incidents.views.origin_kinds import origin_css
from incidents.widgets.dossier_panel import open_dossier
from incidents.widgets.page_sheet import as_sent
from incidents.widgets.page_state import open_incident
from incidents.widgets.screen_part import show_part
from incidents.widgets.standing import stands

_CHAIN = "of_card_chain"  # in the state of a session: the incident through whose related ones the reader walks
_PRINTED, _EXPORTED = ("png", "a4"), ("json", "csv")  # of one incident; the briefing offers the other formats

Opened = tuple[str, Language, str]  # incident, language, link

_MOST_REMEMBERED = 300
_drawn = Kept[Opened, str](most=_MOST_REMEMBERED)  # while a card is open, a change of a filter does not draw it again


def show_card_style() -> None:
    """Give the page the style of the card, before one is opened."""
    st.html(f"<style>{card_css()}</style>")


def show_incident(
    selection: Selection,
    incident_id: str,
    lang: Language,
    link: str,
    walk: Walk | None = None,
    *,
    opens: Callable[[str | None], None] = open_incident,
    asks: Callable[[object], None] | None = None,
    of: str = "",
) -> None:
    """Draw the card of one incident, selected or not. ``link`` is the address that opens this incident alone.

    ``walk`` says what stands before and after it in the list; an incident that is not selected has none. ``opens``
    opens another incident or, with None, closes this one; ``asks`` is told what of the card is asked about, if not its
    dossier is opened; ``of`` names the record, where two are shown.
    """
    record = selection.record
    related = related_walk(record, incident_id)
    with st.container(key="incident_card"):
        show_part(
            "card_head.js",
            "card_head",
            card_head(record, incident_id, lang, walk=walk, related=related, asked=selection.question.text)
            | {"stays": isinstance(stands().story, Telling)},
            close=lambda _told: opens(None),
            open=lambda other: opens(str(other)),
            related=partial(_open_related, _chain_of(record, incident_id), opens),
            dossier=asks or partial(open_dossier, record),
        )
        if of:
            st.html(f'<p class="of_record">{text(of)}</p>')
        _show_exports(record, incident_id, lang, link)
        st.html(_card(record, (incident_id, lang, link)))


def _card(record: Record, opened: Opened) -> str:
    return _drawn.of(record, opened, lambda: draw_card(record, *opened))


@cache
def card_css() -> str:
    """Return the style sheet of the card."""
    return f"{origin_css()}{as_sent(CARD_SHEETS)}"


def related_ids(incident: pd.Series) -> list[str]:
    """Return the ids of the incidents to which the record relates one."""
    return parts_of(incident["related"])


def related_walk(record: Record, incident_id: str) -> Walk:
    """Say where an incident stands among those related to the one from which the reader set out; 0 is that one."""
    root = _chain_of(record, incident_id)
    chain = [root, *_known_related(record, root)]
    place = chain.index(incident_id)
    before, after = (chain[at] if 0 <= at < len(chain) else None for at in (place - 1, place + 1))
    return Walk(place, len(chain) - 1, before, after)


def _chain_of(record: Record, incident_id: str) -> str:
    """Return the incident whose related ones the reader walks through: this one, unless he came from another."""
    root = str(st.session_state.get(_CHAIN) or incident_id)
    is_known = (record.incidents["incident_id"] == root).any()
    return root if is_known and incident_id in _known_related(record, root) else incident_id


def _known_related(record: Record, incident_id: str) -> list[str]:
    named = [other for other in related_ids(record.incident(incident_id)) if other != incident_id]
    known = set(record.incidents.loc[record.incidents["incident_id"].isin(named), "incident_id"])
    return [other for other in dict.fromkeys(named) if other in known]


def _open_related(root: str, opens: Callable[[str | None], None], incident_id: object) -> None:
    st.session_state[_CHAIN] = root
    opens(str(incident_id))


def _show_exports(record: Record, incident_id: str, lang: Language, link: str) -> None:
    """Offer the incident as a slide, a paper and data; each file is made when its button is pressed."""
    one = _alone(record, incident_id)

    def printed(code: str) -> bytes:
        today = dt.datetime.now(dt.UTC).date()
        return PRINTS[code].make(compose_briefing(one, None, lang, public_link(link), today))

    with st.popover(lang.say("Export this incident"), key="card_exports", icon=":material/download:"):
        for code in _PRINTED:
            made = PRINTS[code]
            _button(lang.say(made.label), partial(printed, code), f"{incident_id}{made.ending}", made.media_type)
        for code in _EXPORTED:
            export = EXPORTS[code]
            content = export.download(one, lang).content
            _button(lang.say(export.label), content, f"{incident_id}{export.ending}", export.media_type)


def _alone(record: Record, incident_id: str) -> Selection:
    """Select one incident by a question that names it and its days, so that its papers say what they show."""
    incident = record.incident(incident_id)
    first, last = day(incident["date_start"]), day(incident["date_end"])
    asked = select(record, Question(text=incident_id, date_from=first or last, date_to=last or first))
    alone = asked.only([incident_id])
    return alone if len(alone) else select_ids(record, [incident_id])


def _button(label: str, content: Callable[[], bytes], name: str, media_type: str) -> None:
    st.download_button(
        label, content, file_name=name, mime=media_type, key=f"one_{name}", on_click="ignore", width="stretch"
    )
