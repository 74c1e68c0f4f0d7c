"""What the reader asks and where he stands: held by the session's widgets, written to the address as codes.

Streamlit adds an entry to the browser's history whenever the address is written, and runs the page again with the
older address when the reader goes back. So an address that is not the one written last was brought by the browser
(first opening, link, reload, Back) and decides; otherwise the widgets decide and the address follows.
"""

import datetime as dt
from dataclasses import dataclass, fields, replace
from typing import Any, get_args

import streamlit as st

from incidents.address import LONGEST_TEXT, Notice, filters_from_query, filters_to_query, link_to
from incidents.dataset import Dataset
from incidents.filters import COLUMNS, Filters
from incidents.language import LANGS, Lang, best_language
from incidents.summaries import Step

Query = dict[str, list[str]]

VIEWS = ("incidents", "comparison", "briefing", "about")
STEPS: tuple[Step, ...] = get_args(Step)

_WRITTEN = "address_written"  # the address as last read or written
_ARRIVED = "address_arrived"  # an address that still has to be read
_NOTICES = "address_notices"


@dataclass(frozen=True)
class Place:
    """Where the reader stands: the view, the open incident, and how the timeline and the comparison are set.

    ``compare`` holds the two sides as they stand in the address: p-codes or periods.
    """

    view: str = VIEWS[0]
    incident: str | None = None
    step: Step = "month"
    milestones: bool = True
    compare: tuple[str, str] | None = None


def place_to_query(place: Place) -> dict[str, str]:
    """Write a place as parameters of an address; what is as at the start is left out."""
    start = Place()
    query = {}
    if place.view != start.view:
        query["view"] = place.view
    if place.incident:
        query["incident"] = place.incident
    if place.step != start.step:
        query["step"] = place.step
    if not place.milestones:
        query["milestones"] = "0"
    if place.compare:
        query["compare"] = ",".join(place.compare)
    return query


def place_from_query(query: Query, dataset: Dataset) -> tuple[Place, list[Notice]]:
    """Read a place from the parameters of an address; what cannot be used comes back as notices."""
    place, notices = Place(), []
    for name in ("view", "incident", "step", "milestones", "compare"):
        value = query.get(name, [""])[-1]
        if value:
            read = _read(name, value, dataset)
            if read is None:
                notices.append(Notice(name, value[:LONGEST_TEXT]))
            else:
                place = replace(place, **{name: read})
    return place, notices


def _read(name: str, value: str, dataset: Dataset) -> Any:  # noqa: ANN401 - the value of any field
    """Return the value of one field of a place, or None if unusable."""
    if name == "view":
        return value if value in VIEWS else None
    if name == "step":
        return value if value in STEPS else None
    if name == "milestones":
        return {"0": False, "1": True}.get(value)
    if name == "incident":
        return value if (dataset.all_incidents["incident_id"] == value).any() else None
    sides = value.split(",")
    return tuple(sides) if len(sides) == 2 and all(map(is_side, sides)) else None


def is_side(side: str) -> bool:
    """Say whether a side of a comparison reads as a p-code or as a period ``2025-01-01..2025-03-31``."""
    if ".." not in side:
        return side.startswith("SY") and side[2:].isdigit() and len(side) == len("SY01")
    try:
        start, end = map(dt.date.fromisoformat, side.split(".."))
    except ValueError:
        return False
    return start <= end


def arrive() -> Lang:
    """Take over an address that the browser brought, and return the language of the page."""
    state = st.session_state
    query: Query = {name: st.query_params.get_all(name) for name in st.query_params}
    if query != state.get(_WRITTEN):
        state[_WRITTEN] = state[_ARRIVED] = query
        asked_for = query.get("lang", [""])[-1]
        state["lang"] = asked_for if asked_for in LANGS else state.get("lang", best_language(st.context.locale))
    lang: Lang = state["lang"]
    return lang


def read_question(dataset: Dataset) -> tuple[Filters, Place, list[Notice]]:
    """Return the question and the place of this run, from the address if one arrived, else from the widgets."""
    state = st.session_state
    if (query := state.pop(_ARRIVED, None)) is not None:
        filters, notices = filters_from_query(query, dataset)
        place, more = place_from_query(query, dataset)
        unknown_language = [Notice("lang", value) for value in query.get("lang", []) if value not in LANGS]
        state[_NOTICES] = notices + more + unknown_language
    else:
        filters, place, state[_NOTICES] = asked(), stands(), []
    ask(filters)
    stand(place)
    return filters, place, state[_NOTICES]


def key_of(name: str) -> str:
    """Return the key of the widget that holds a filter."""
    return f"filter_{name}"


def asked() -> Filters:
    """Read the question from the widgets."""
    values = {}
    for field in fields(Filters):
        value = st.session_state.get(key_of(field.name), field.default)
        if field.name in COLUMNS:
            value = tuple(dict.fromkeys(value or ()))
        if field.name == "text":
            value = " ".join((value or "")[:LONGEST_TEXT].split())
        values[field.name] = value
    filters = Filters(**values)
    if filters.date_from and filters.date_to and filters.date_from > filters.date_to:
        return replace(filters, date_from=filters.date_to, date_to=filters.date_from)
    return filters


def ask(filters: Filters) -> None:
    """Put a question into the widgets; to be called before they are drawn, or by a callback."""
    for field in fields(Filters):
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
    if _as_given(query) == written and lang == best_language(st.context.locale):
        return  # a link without a language, or the plain page: not an entry of the history by itself
    query["lang"] = lang
    if _as_given(query) != written:
        st.session_state[_WRITTEN] = _as_given(query)
        st.query_params.from_dict(query)


def _as_given(query: dict[str, str]) -> Query:
    return {name: [value] for name, value in query.items()}


def permalink() -> str:
    """Return the address that reopens this question in this language."""
    return link_to(_base(), filters_to_query(asked()) | {"lang": st.session_state["lang"]})


def link_to_incident(incident_id: str) -> str:
    """Return the address that opens one incident alone, as a footnote prints it."""
    return link_to(_base(), {"incident": incident_id, "lang": st.session_state["lang"]})


def _base() -> str:
    return (st.context.url or "").partition("?")[0]
