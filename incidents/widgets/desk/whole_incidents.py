"""What is done to whole incidents: two are merged or name each other, one is split; a draft until it is accepted."""

from collections.abc import Callable, Mapping

import streamlit as st

from geodata.cells import parts_of
from incidents.desk.beginnings import with_merged, with_relation, with_split
from incidents.desk.draft import Draft, DraftError, Row
from incidents.language import Language, plain_text
from incidents.record.record import Record
from incidents.widgets.desk.form_message import claim_title
from incidents.widgets.desk.names import Names, incident_names
from incidents.widgets.desk.shelf import change, drafts, kept_record, reopened
from incidents.widgets.desk.standing import note

_OTHER, _CLAIMS = "desk_other", "desk_split_claims"
_DONE = "desk_whole_done"  # how often something was done: the fields begin anew then, in the browser too


def show_whole_incidents(draft: Draft, record: Record, lang: Language) -> None:
    """Offer to merge, relate and split, for a draft that began with an incident of the record."""
    own = [row["incident_id"] for row in draft.seen.get("incidents", ()) if row.get("incident_id")]
    if not own or draft.state == "accepted":
        return
    given = (draft, own[0], record, lang)
    with st.popover(lang.say("Merge, relate, split"), key="desk_whole"), st.container(key="desk_whole_body"):
        _offer_others(draft, own[0], record, lang)
        claims = _claims_of(draft, own[0], record, lang)
        chosen = st.multiselect(
            lang.say("Claims that speak of another incident"),
            list(claims),
            key=_key(_CLAIMS),
            format_func=lambda one: claims.get(one, one),
            placeholder=lang.say("Choose"),
            select_all=False,
            filter_mode="contains",
        )
        st.button(lang.say("Split these off"), key="desk_split", on_click=_split, args=given, disabled=not chosen)


def _offer_others(draft: Draft, own: str, record: Record, lang: Language) -> None:
    names = incident_names(record, lang)
    here = {row.get("incident_id", "") for row in draft.rows.get("incidents", ())}
    gone = {row["incident_id"] for row in draft.seen.get("incidents", ())} - here
    chosen = st.selectbox(
        lang.say("Another incident"),
        [one for one in names if one != own and one not in gone][::-1],
        index=None,
        key=_key(_OTHER),
        format_func=lambda one: plain_text(f"{one} · {names.get(one, '')}"),
        placeholder=lang.say("Type a name"),
    )
    given = (draft, own, record, lang)
    related = next((one for one in draft.rows.get("incidents", ()) if one.get("incident_id") == own), {})
    is_known = chosen in parts_of(related.get("related", ""))
    with st.container(horizontal=True):
        st.button(
            lang.say("Merge it into this one"), key="desk_merge", on_click=_merge, args=given, disabled=not chosen
        )
        st.button(
            lang.say("Let both name each other"),
            key="desk_relate",
            on_click=_relate,
            args=given,
            disabled=not chosen or is_known,
        )
    if is_known:
        st.caption(lang.say("Both name each other already."))


def _claims_of(draft: Draft, own: str, record: Record, lang: Language) -> Mapping[str, str]:
    """Return the claims of an incident by their ids: what each says, and who says it."""
    names = Names(record, draft, lang)

    def told(row: Row) -> str:
        return plain_text(f"{row['claim_id']} · {claim_title(row, record.schema, names, lang)}")

    return {row["claim_id"]: told(row) for row in draft.rows.get("claims", ()) if row.get("incident_id") == own}


def _merge(draft: Draft, own: str, record: Record, lang: Language) -> None:
    if other := str(st.session_state.get(_key(_OTHER)) or ""):
        done = lang.say("{other} goes into {own}: its claims stand here now. The record has it so when it is accepted.")
        said = done.format(other=other, own=own)
        _step(draft.name, lambda one: with_merged(kept_record(record), one, own, other), said, lang)


def _relate(draft: Draft, own: str, record: Record, lang: Language) -> None:
    if other := str(st.session_state.get(_key(_OTHER)) or ""):
        done = lang.say("{own} and {other} name each other. The record has it so when it is accepted.")
        said = done.format(other=other, own=own)
        _step(draft.name, lambda one: with_relation(kept_record(record), one, own, other), said, lang)


def _split(draft: Draft, own: str, record: Record, lang: Language) -> None:
    others = [one.draft for one in drafts()]
    if chosen := list(st.session_state.get(_key(_CLAIMS)) or ()):
        done = lang.say("{own} is parted in two. Say of the new one below what, when and where it was.")
        _step(
            draft.name,
            lambda one: with_split(kept_record(record), one, own, chosen, others),
            done.format(own=own),
            lang,
        )


def _step(name: str, step: Callable[[Draft], Draft], said: str, lang: Language) -> None:
    try:
        change(name, lambda draft: reopened(step(draft)))
    except DraftError as error:
        note(error.say(lang))
        return
    note(said)
    st.session_state[_DONE] = st.session_state.get(_DONE, 0) + 1


def _key(name: str) -> str:
    return f"{name}_{st.session_state.get(_DONE, 0)}"
