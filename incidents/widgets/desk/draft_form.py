"""The form of a draft. Every change goes to the draft's file at once, and the page is told when it is there."""

import base64
import datetime as dt
from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from incidents.desk.changing import Step, changed, with_reference
from incidents.desk.draft import Draft, DraftError, Row
from incidents.desk.following import Facts
from incidents.desk.form import PLACES, TABLES
from incidents.language import N_, Language
from incidents.record.record import Record
from incidents.views.static_map.place import draw_place
from incidents.widgets.desk.concerns import find_concerns
from incidents.widgets.desk.form_message import form_message
from incidents.widgets.desk.joining import join
from incidents.widgets.desk.likely import likely_message
from incidents.widgets.desk.names import KNOWN_TOWN, Names
from incidents.widgets.desk.overtaken import Both, note_shown, refused
from incidents.widgets.desk.shelf import change, facts, kept_record, reopened
from incidents.widgets.desk.standing import note
from incidents.widgets.desk.taken import steps_of
from incidents.widgets.screen_part import show_part

_ACKED, _FOUND, _DRAWN = "desk_acked", "desk_found", "desk_drawn"  # in the state of a session
_FORM = "desk_form"
_ACCEPTED = N_("The draft {name} is accepted: it stands in the record. Begin another one to change that.")


def show_form(draft: Draft, record: Record, lang: Language) -> None:
    """Draw the form with what the text suggests, what is wrong, and the place on a small map."""
    kept = kept_record(record)
    concerns = find_concerns(kept, draft, lang, dt.datetime.now(dt.UTC).date())
    told = form_message(draft, record, lang, concerns) | {
        "acked": st.session_state.get(_ACKED, {}).get(draft.name, 0),
        "refused": refused(draft.name),
        "found": _found(draft, record, lang),
        "maps": {
            f"{table}.{place}": _map(row, draft, record, lang)
            for table in ("incidents", PLACES)
            for place, row in enumerate(draft.rows.get(table, ()))
        },
        "same": likely_message(draft, record, lang),
    }
    known = facts(record)
    note_shown(draft)
    show_part(
        "desk_form.js",
        _FORM,
        told,
        changes=lambda value: _take(draft.name, value, known, lang),
        find=_seek,
        incident=lambda told: join(draft.name, str(told), record, lang),
        anew=lambda _told: st.session_state.pop(_DRAWN, None),
    )


def _take(name: str, told: Mapping[str, Any], known: Facts, lang: Language) -> None:
    """Take over the steps of the browser that this draft has not had yet; only then are they said to be saved."""
    if told["draft"] != name:
        return
    acked = st.session_state.setdefault(_ACKED, {})
    steps = steps_of(told["changes"], acked.get(name, 0))
    if not steps:
        return
    looked = told.get("seen")
    both = Both(name, looked if isinstance(looked, int) else 0)

    def step_on(draft: Draft) -> Draft:
        if draft.state == "accepted":
            raise DraftError(_ACCEPTED, name=name)
        return reopened(both.take(draft, steps, lambda one, step: _stepped(one, step, known)))

    try:
        change(name, step_on)
    except DraftError as error:
        note(error.say(lang))
        return
    acked[name] = steps[-1][0]
    if both.finish():
        note(lang.say("Somebody else has changed this row of the draft meanwhile. Nothing was overwritten."))


def _stepped(draft: Draft, step: Step, known: Facts) -> Draft:
    """Take one step; what is of a row that has gone meanwhile is left out."""
    if step.table not in TABLES:
        return draft
    try:
        if KNOWN_TOWN in step.value and "place" in step.column:
            return with_town(draft, step, known)
        return changed(draft, step, known)
    except (IndexError, KeyError):
        return draft


def with_town(draft: Draft, step: Step, known: Facts) -> Draft:
    """Bring a town that is known beside the gazetteer into the draft as a new place, and let the cell name it."""
    (_held, _mark, name) = step.value.rpartition(KNOWN_TOWN)  # what is chosen stands behind those chosen before
    town = known.record.gazetteer.known[name]
    place_id = str(town["place_id"])
    if not any(row.get("place_id") == place_id for row in draft.rows.get(PLACES, ())):
        draft = changed(draft, Step("add", PLACES, 0), known)
        place = len(draft.rows[PLACES]) - 1
        for column, value in town.items():
            draft = changed(draft, Step("set", PLACES, place, column, str(value)), known)
    return with_reference(draft, step, place_id, known)


def _seek(told: Mapping[str, Any]) -> None:
    st.session_state[_FOUND] = {
        "kind": str(told["kind"]),
        "text": str(told["text"])[:80],
        "serial": int(told["serial"]),
    }


def _found(draft: Draft, record: Record, lang: Language) -> dict[str, Any] | None:
    """Return what was sought by name, once."""
    sought = st.session_state.pop(_FOUND, None)
    if sought is None:
        return None
    return {"serial": sought["serial"], "options": Names(record, draft, lang).find(sought["kind"], sought["text"])}


def _map(incident: Row, draft: Draft, record: Record, lang: Language) -> dict[str, str] | None:
    """Return the place of an incident on a small map; the picture itself only where the page has it not yet."""
    place = _place(incident.get("place_id", ""), draft, record, lang)
    if place is None:
        return None
    latitude, longitude, uncertainty, name = place
    said = lang.say("{place}, within {distance} km").format(place=name, distance=f"{uncertainty:g}")
    key = f"{latitude} {longitude} {uncertainty} {lang}"
    drawn: set[str] = st.session_state.setdefault(_DRAWN, set())
    if key in drawn:
        return {"key": key, "said": said}
    drawn.add(key)
    svg = base64.b64encode(draw_place(latitude, longitude, uncertainty, lang).encode()).decode()
    return {"key": key, "said": said, "src": f"data:image/svg+xml;base64,{svg}"}


def _place(place_id: str, draft: Draft, record: Record, lang: Language) -> tuple[float, float, float, str] | None:
    own = next((row for row in draft.rows.get(PLACES, ()) if row.get("place_id") == place_id), None)
    row: Mapping[str, Any] | None = own
    if row is None and place_id in record.places.index:
        row = record.gazetteer.place(place_id)
    if not place_id or row is None:
        return None
    try:
        numbers = [float(row[name]) for name in ("latitude", "longitude", "uncertainty_km")]
    except (KeyError, ValueError):
        return None
    inside = 30 < numbers[0] < 40 and 33 < numbers[1] < 45 and 0 < numbers[2] < 1000  # degrees and km
    if any(map(pd.isna, numbers)) or not inside:
        return None
    return numbers[0], numbers[1], numbers[2], lang.of(row, "name")
