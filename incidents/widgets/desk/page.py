"""The desk as a table of contents: where the curator stands, and what is drawn there."""

import html

import streamlit as st

from incidents.desk.draft import DraftError
from incidents.desk.drafts import load_draft
from incidents.language import Language
from incidents.record.record import Record
from incidents.views.markup import text
from incidents.widgets.desk.card_preview import show_card_preview
from incidents.widgets.desk.draft_form import show_form
from incidents.widgets.desk.draft_head import show_draft_head
from incidents.widgets.desk.draft_list import show_drafts, show_lacking
from incidents.widgets.desk.meanwhile import show_meanwhile
from incidents.widgets.desk.new_draft import show_new
from incidents.widgets.desk.older_wordings import show_older_wordings
from incidents.widgets.desk.review import show_review
from incidents.widgets.desk.screen import desk_css
from incidents.widgets.desk.shelf import finish_interrupted_once, folder, home
from incidents.widgets.desk.standing import VIEWS, Place, call_oneself, curator, go, noted, stands, write_address
from incidents.widgets.desk.whole_incidents import show_whole_incidents
from incidents.widgets.incident_panel import show_card_style
from incidents.widgets.page_address import arrive
from incidents.widgets.page_header import show_frame, show_switches
from incidents.widgets.page_style import name_page, show_page_style
from incidents.widgets.screen_part import show_part
from incidents.widgets.shared_record import shared_record, show_edit


def show_desk() -> None:
    """Draw the desk, once for each run that Streamlit asks for."""
    lang = arrive()
    show_page_style(lang)
    show_frame(lang, is_unfolded=False, note_unfolded=_without_filters)
    st.html(f"<style>{desk_css()}</style>")
    show_card_style()
    stuck = finish_interrupted_once(home())
    record, held = shared_record(lang)
    place = stands()
    name_page(f"{lang.say('Desk')} · {record.short_title(lang)}")
    with st.container(key="desk_bar", horizontal=True, vertical_alignment="center"):
        _show_head(record, place, lang)
        show_switches(lang)
    with st.container(key="desk_notes"):
        show_edit(record, held, lang)
        _show_noted(stuck.say(lang) if stuck else noted(), lang)
        show_meanwhile(place, lang)
    with st.container(key="desk_body"):
        _show_place(record, place, lang)
    write_address(lang)


def _without_filters(_told: object) -> None:
    """Hear that the filters of the page are folded: the desk has none."""


def _show_head(record: Record, place: Place, lang: Language) -> None:
    labels = {"drafts": lang.say("Drafts"), "lacking": lang.say("What is missing"), "new": lang.say("New incident")}
    told = {
        "lang": lang.code,
        "dir": lang.direction,
        "title": lang.say("Desk"),
        "record": record.short_title(lang),
        "views": [{"name": name, "label": labels[name]} for name in VIEWS],
        "chosen": place.view,
        "who": curator(),
        "words": {
            "you": lang.say("Your name, for drafts and reviews"),
            "views": lang.say("Desk"),
            "read": lang.say("Read the record"),
        },
    }
    show_part("desk_head.js", "desk_head", told, view=_go_to, who=_be_called)


def _go_to(view: object) -> None:
    if view in VIEWS:
        go(view)


def _be_called(name: object) -> None:
    call_oneself(str(name))


def _show_noted(message: str, lang: Language) -> None:
    """Say what came of the last step, where it has to be said."""
    if message:
        st.html(f'<p class="desk-noted" role="status" lang="{lang}">{text(message)}</p>')


def _show_place(record: Record, place: Place, lang: Language) -> None:
    if place.view == "lacking":
        show_lacking(record, lang)
    elif place.view == "new":
        show_new(record, lang)
    elif place.view == "draft":
        _show_draft(record, place, lang)
    else:
        show_drafts(record, lang)


def _show_draft(record: Record, place: Place, lang: Language) -> None:
    try:
        kept = load_draft(folder(), place.draft)
    except DraftError as error:
        title, said = html.escape(lang.say("Drafts")), html.escape(error.say(lang))
        st.html(
            f'<header class="desk-lead"><h1>{title}</h1></header><div class="notice" role="alert"><p>{said}</p></div>'
        )
        return
    show_draft_head(kept.draft, record, place, lang)
    if place.part == "card":
        show_card_preview(kept.draft, record, lang)
    elif place.part == "review" or kept.draft.state == "accepted":
        show_review(kept, record, lang)
    else:
        with st.container(horizontal=True):
            show_whole_incidents(kept.draft, record, lang)
            show_older_wordings(kept.draft, record, lang)
        show_form(kept.draft, record, lang)
