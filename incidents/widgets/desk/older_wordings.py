"""Older wordings of an incident, which readers of older versions see: one that does harm is taken out for good."""

import streamlit as st

from incidents.desk.draft import Draft, DraftError
from incidents.desk.forgetting import OlderWording, forget, older_wordings
from incidents.language import Language, plain_text
from incidents.record.record import Record
from incidents.record.whole_files import NotWrittenError
from incidents.widgets.desk.shelf import await_written, home, kept_record
from incidents.widgets.desk.standing import note

_CHOSEN, _SURE = "desk_older_wording", "desk_older_sure"
_DONE = "desk_older_done"  # how many were taken out: the fields begin anew then, in the browser too
_LONGEST = 90  # characters of a wording in the list; all of it stands below


def show_older_wordings(draft: Draft, record: Record, lang: Language) -> None:
    """Offer the older wordings of the rows with which a draft began; nothing where there are none."""
    found = older_wordings(kept_record(record), draft)
    if not found:
        return
    done = st.session_state.get(_DONE, 0)
    with st.popover(lang.say("Older wordings"), key="desk_older"):
        st.caption(lang.say("Older versions of the record still say this. Take out what does harm: a name, a point."))
        chosen = st.selectbox(
            lang.say("Older wording"),
            found,
            index=None,
            key=f"{_CHOSEN}_{done}",
            format_func=lambda one: _label(one, record, lang),
            placeholder=lang.say("Choose"),
        )
        if chosen:
            st.text(plain_text(chosen.text))
        sure = st.checkbox(lang.say("Take it out of all older versions; this cannot be undone"), key=f"{_SURE}_{done}")
        st.button(
            lang.say("Take it out for good"),
            key="desk_forget",
            disabled=not (chosen and sure),
            on_click=_forget,
            args=(chosen, sure, lang),
        )


def _label(one: OlderWording, record: Record, lang: Language) -> str:
    text = one.text if len(one.text) <= _LONGEST else f"{one.text[:_LONGEST]}…"
    return plain_text(f"{one.row} · {record.schema.field_title(f'{one.table}.{one.column}', lang)} · {text}")


def _forget(chosen: OlderWording | None, sure: bool, lang: Language) -> None:  # noqa: FBT001  as the button has them
    if chosen is None or not sure:
        return
    try:
        done = forget(home(), chosen.table, chosen.row, chosen.column)
    except (DraftError, NotWrittenError) as error:
        note(error.say(lang))
        return
    st.session_state[_DONE] = st.session_state.get(_DONE, 0) + 1
    await_written()
    told = lang.say("Taken out for good; written are {files}.").format(files=lang.say(", ").join(done.files))
    note(" ".join(filter(None, [told, done.committed.say(lang)])))
