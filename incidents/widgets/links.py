"""Links that are handed on: to a question, to one incident, to one of the second of two records, to a story."""

import streamlit as st

from incidents.selection.address import filters_to_query, link_to
from incidents.selection.story_order import Telling
from incidents.widgets.page_address import made_now
from incidents.widgets.page_state import asked
from incidents.widgets.standing import Standing, Which, stands
from incidents.widgets.standing_in_address import standing_to_query


def permalink() -> str:
    """Return the address that reopens this question or dossier, with this part of the map, in this language."""
    standing = stands()
    return _link(Standing(at=standing.at, dossier=standing.dossier, record=_record_alone()), filters_to_query(asked()))


def link_to_incident(incident_id: str) -> str:
    """Return the address that opens one incident alone, as a footnote prints it."""
    return _link(Standing(incident=incident_id, record=_record_alone()), {})


def link_to_beside(incident_id: str) -> str:
    """Return the address that opens an incident of the second of two records, where its file is open."""
    return _link(Standing(record="both", beside=incident_id), {})


def link_to_story(telling: Telling) -> str:
    """Return the address that tells a story from its first step."""
    return _link(Standing(story=telling.at(1), record=_record_alone()), {})


def _link(standing: Standing, filters: dict[str, str]) -> str:
    base = (st.context.url or "").partition("?")[0]
    return link_to(base, filters | standing_to_query(standing) | made_now())


def _record_alone() -> Which:
    """Return of which record a link is that is handed on: of two the one that is printed and exported."""
    return "own" if stands().record == "own" else Standing.record
