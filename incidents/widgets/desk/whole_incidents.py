"""What is done to whole incidents: two are merged or name each other, one is split; a draft until it is accepted."""

from collections.abc import Callable

import streamlit as st

from incidents.desk.beginnings import with_merged, with_relation, with_split
from incidents.desk.draft import Draft, DraftError
from incidents.language import Language, plain_text
from incidents.record.record import Record
from incidents.widgets.desk.names import incident_names
from incidents.widgets.desk.shelf import change, drafts, kept_record, reopened
from incidents.widgets.desk.standing import note

_OTHER, _CLAIMS = "desk_other", "desk_split_claims"


def show_whole_incidents(draft: Draft, record: Record, lang: Language) -> None:
    """Offer to merge, relate and split, for a draft that began with an incident of the record."""
    own = [row["incident_id"] for row in draft.seen.get("incidents", ()) if row.get("incident_id")]
    if not own or draft.state == "accepted":
        return
    names = incident_names(record, lang)
    given = (draft.name, own[0], record, lang)
    with st.popover(lang.say("Merge, relate, split"), key="desk_whole"):
        others = [one for one in names if one not in own][::-1]
        st.selectbox(
            lang.say("Another incident"),
            others,
            index=None,
            key=_OTHER,
            format_func=lambda one: plain_text(f"{one} · {names[one]}"),
            placeholder=lang.say("Type a name"),
        )
        with st.container(horizontal=True):
            st.button(lang.say("Merge it into this one"), key="desk_merge", on_click=_merge, args=given)
            st.button(lang.say("Let both name each other"), key="desk_relate", on_click=_relate, args=given)
        claims = [row["claim_id"] for row in draft.rows.get("claims", ()) if row.get("incident_id") == own[0]]
        st.multiselect(
            lang.say("Claims that speak of another incident"), claims, key=_CLAIMS, placeholder=lang.say("Choose")
        )
        st.button(lang.say("Split these off"), key="desk_split", on_click=_split, args=given)


def _merge(name: str, own: str, record: Record, lang: Language) -> None:
    if other := st.session_state.get(_OTHER):
        _step(name, lambda draft: with_merged(kept_record(record), draft, own, str(other)), lang)


def _relate(name: str, own: str, record: Record, lang: Language) -> None:
    if other := st.session_state.get(_OTHER):
        _step(name, lambda draft: with_relation(kept_record(record), draft, own, str(other)), lang)


def _split(name: str, own: str, record: Record, lang: Language) -> None:
    others = [one.draft for one in drafts()]
    if chosen := st.session_state.get(_CLAIMS):
        _step(name, lambda draft: with_split(kept_record(record), draft, own, list(chosen), others), lang)


def _step(name: str, step: Callable[[Draft], Draft], lang: Language) -> None:
    try:
        change(name, lambda draft: reopened(step(draft)))
    except DraftError as error:
        note(error.say(lang))
        return
    for key in (_OTHER, _CLAIMS):
        st.session_state.pop(key, None)
