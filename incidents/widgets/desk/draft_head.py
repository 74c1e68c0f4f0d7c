"""The head of a draft: what it is about, what has become of it, and its three parts: form, card, review."""

import datetime as dt

import streamlit as st

from incidents.desk.draft import Draft
from incidents.language import Language, isolate, plain_text
from incidents.record.record import Record
from incidents.widgets.desk.drafts_in_words import draft_title, state_label
from incidents.widgets.desk.standing import PARTS, Place, go
from incidents.widgets.screen_part import show_part


def show_draft_head(draft: Draft, record: Record, place: Place, lang: Language) -> None:
    """Name the draft, and offer its parts."""
    labels = {"form": lang.say("Fill in"), "card": lang.say("As readers see it"), "review": lang.say("Review")}
    begun = lang.say("begun by {who} on {day}").format(
        who=isolate(draft.by or lang.say("nobody named")), day=lang.date(dt.datetime.fromisoformat(draft.at).date())
    )
    parts = [name for name in PARTS if name != "form" or draft.state != "accepted"]  # what is accepted stays as it is
    told = {
        "lang": lang.code,
        "dir": lang.direction,
        "id": draft.name,
        "title": plain_text(draft_title(draft, record, lang)),
        "state": draft.state,
        "state_label": state_label(draft.state, lang),
        "begun": plain_text(begun),
        "parts": [{"name": name, "label": labels[name]} for name in parts],
        "chosen": place.part if place.part in parts else "review",
        "words": {
            "parts": lang.say("The draft"),
            "saved": lang.say("Every change is saved.") if "form" in parts else "",
        },
    }
    with st.container(key="desk_draft"):
        show_part("desk_draft_head.js", "desk_draft_head", told, part=lambda part: _turn_to(place.draft, part))


def _turn_to(draft: str, part: object) -> None:
    if part in PARTS:
        go("draft", draft, str(part))
