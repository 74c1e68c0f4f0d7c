"""What the reader asks and where he stands: held by the session's widgets, written to the address as codes.

Streamlit adds an entry to the browser's history whenever the address is written, and runs the page again with the
older address when the reader goes back. So an address that is not the one written last was brought by the browser
(first opening, link, reload, Back) and decides; otherwise the widgets decide and the address follows. Where the map
stands is written by the map itself, without an entry of the history, so that Back does not undo each move of it.
"""

from dataclasses import fields, replace
from typing import Any

import streamlit as st

from incidents.language import Language, best_language, language, languages
from incidents.record.record import Record
from incidents.selection.address import LONGEST_TEXT, Notice, filters_from_query, filters_to_query, link_to
from incidents.selection.filters import COLUMNS
from incidents.selection.question import Question
from incidents.widgets.standing import Place, place_from_query, place_to_query

Query = dict[str, list[str]]

_MAPS_OWN = "at"  # the parameter that the map writes (screen/map.js)
_WRITTEN = "address_written"  # the address as last read or written, but for the map's parameter
_ARRIVED = "address_arrived"  # an address that still has to be read
_NOTICES = "address_notices"


def arrive() -> Language:
    """Take over an address that the browser brought, and return the language of the page."""
    state = st.session_state
    query: Query = {name: st.query_params.get_all(name) for name in st.query_params}
    if _but_for_the_map(query) != state.get(_WRITTEN):
        state[_WRITTEN], state[_ARRIVED] = _but_for_the_map(query), query
        asked_for = query.get("lang", [""])[-1]
        state["lang"] = asked_for if asked_for in _codes() else state.get("lang", _the_readers().code)
    return language(state["lang"])


def _codes() -> list[str]:
    return [spoken.code for spoken in languages()]


def _the_readers() -> Language:
    """Return the language that the reader's browser asks for."""
    return best_language(st.context.locale)


def read_question(record: Record) -> tuple[Question, Place, list[Notice]]:
    """Return the question and the place of this run, from the address if one arrived, else from the widgets."""
    state = st.session_state
    if (query := state.pop(_ARRIVED, None)) is not None:
        filters, notices = filters_from_query(query, record)
        place, more = place_from_query(query, record)
        unknown_language = [Notice("lang", value) for value in query.get("lang", []) if value not in _codes()]
        state[_NOTICES] = notices + more + unknown_language
    else:
        filters, place, state[_NOTICES] = asked(), stands(), []
    ask(filters)
    stand(place)
    return filters, place, state[_NOTICES]


def key_of(name: str) -> str:
    """Return the key of the widget that holds a filter."""
    return f"filter_{name}"


def asked() -> Question:
    """Read the question from the widgets."""
    values = {}
    for field in fields(Question):
        value = st.session_state.get(key_of(field.name), field.default)
        if field.name in COLUMNS:
            value = tuple(dict.fromkeys(value or ()))
        if field.name == "text":
            value = " ".join((value or "")[:LONGEST_TEXT].split())
        values[field.name] = value
    filters = Question(**values)
    if filters.date_from and filters.date_to and filters.date_from > filters.date_to:
        return replace(filters, date_from=filters.date_to, date_to=filters.date_from)
    return filters


def ask(filters: Question) -> None:
    """Put a question into the widgets; to be called before they are drawn, or by a callback."""
    for field in fields(Question):
        value = getattr(filters, field.name)
        st.session_state[key_of(field.name)] = list(value) if field.name in COLUMNS else value


def ask_without(name: str, code: str | None = None) -> None:
    """Take one filter, or one of its options, out of the question."""
    filters = asked()
    left: dict[str, Any] = {}
    if code is not None:
        left = {name: tuple(other for other in getattr(filters, name) if other != code)}
    ask(replace(filters, **left) if left.get(name) else filters.without(name))


def stands() -> Place:
    """Read the place from the session."""
    return Place(**{field.name: st.session_state.get(field.name, field.default) for field in fields(Place)})


def stand(place: Place) -> None:
    """Put a place into the session; to be called before the widgets are drawn, or by a callback."""
    for field in fields(Place):
        st.session_state[field.name] = getattr(place, field.name)


def open_incident(incident_id: str | None) -> None:
    """Open an incident's card, or close it; for callbacks."""
    st.session_state["incident"] = incident_id


def write_address() -> None:
    """Let the address follow the widgets: it then reopens exactly this question, place and language."""
    query = filters_to_query(asked()) | place_to_query(stands())
    written, lang = st.session_state[_WRITTEN], st.session_state["lang"]
    if _but_for_the_map(_as_given(query)) == written and lang == _the_readers().code:
        return  # a link without a language, or the plain page: not an entry of the history by itself
    query["lang"] = lang
    if _but_for_the_map(_as_given(query)) != written:
        st.session_state[_WRITTEN] = _but_for_the_map(_as_given(query))
        st.query_params.from_dict(query)


def _as_given(query: dict[str, str]) -> Query:
    return {name: [value] for name, value in query.items()}


def _but_for_the_map(query: Query) -> Query:
    return {name: values for name, values in query.items() if name != _MAPS_OWN}


def permalink() -> str:
    """Return the address that reopens this question, with this part of the map, in this language."""
    seen = place_to_query(Place(at=stands().at))
    return link_to(_base(), filters_to_query(asked()) | seen | {"lang": st.session_state["lang"]})


def link_to_incident(incident_id: str) -> str:
    """Return the address that opens one incident alone, as a footnote prints it."""
    return link_to(_base(), {"incident": incident_id, "lang": st.session_state["lang"]})


def _base() -> str:
    return (st.context.url or "").partition("?")[0]
