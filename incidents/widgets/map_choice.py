"""What the reader sees and chooses on the map, and what that does to the rest of the page."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from incidents.selection.near import USUAL_KM
from incidents.selection.question import Bounds, Near, Question
from incidents.views.map_points import MapPoints
from incidents.widgets.page_state import ask, asked, open_incident
from incidents.widgets.standing import move, stands

MOST_NAMED = 5_000  # incidents named by a click on a mark; the choice tells how many there are
_DEGREES = (("lat", 90.0), ("lng", 180.0))
_BOUNDS = "map_bounds"  # what the reader moved the map to, and the spot in its middle
_EXTENT = "map_extent"  # what was asked for by place when the map was last drawn
# By these names the page knows that they are set by the reader (page_state.is_overtaken).
_BESIDE = "of_mark_beside"  # those of a mark of the second record
_MARK = "of_mark"  # the incidents of the mark that are listed


@dataclass(frozen=True)
class MapChoice:
    """What was chosen on the map: incidents (first of a mark's ``count``), governorate, kind, view or spot."""

    incident_ids: tuple[str, ...] = ()
    count: int = 0
    governorate: str | None = None
    kind: str | None = None
    bounds: Bounds | None = None
    near: Near | None = None


def choice_near(spot: Mapping[str, Any]) -> MapChoice:
    """Read which spot was pressed (``lat`` and ``lng``, degrees): what lies near it is asked for, to about a km."""
    latitude, longitude = (round(min(max(float(spot[name]), -most), most), 2) for name, most in _DEGREES)
    return MapChoice(near=Near((latitude, longitude), USUAL_KM))


def choice_of(pressed: Mapping[str, Any], points: MapPoints) -> MapChoice:
    """Read which mark was pressed: its number, how many incidents it has, and the id of the first."""
    first_id = str(pressed["id"])
    ids = points.incidents_of(int(pressed["number"]), MOST_NAMED)
    if ids[:1] != (first_id,):  # a mark drawn before the last answer: only the incident it is named after is sure
        ids = (first_id,)
    return MapChoice(incident_ids=ids, count=int(pressed["count"]) if len(ids) > 1 else 1)


def question_after(question: Question, choice: MapChoice) -> Question:
    """Return the question once view or spot was chosen, or governorate or kind, which a second choice takes back."""
    if choice.bounds:
        return replace(question, bounds=choice.bounds)
    if choice.near:
        return replace(question, near=choice.near)
    if choice.kind:
        return question.toggled("kind", choice.kind)
    if choice.governorate:
        return question.toggled("governorate", choice.governorate)
    return question


def choose(choice: MapChoice) -> None:
    """Open the incident of a mark, list those of a mark that has several, or change the question; for callbacks."""
    state = st.session_state
    state.pop(_MARK, None)
    if choice.count > 1:
        state[_MARK] = choice.incident_ids
    if choice.incident_ids:
        open_incident(choice.incident_ids[0] if choice.count == 1 else None)
    else:
        ask(question_after(asked(), choice))


def choose_beside(pressed: Mapping[str, Any], points: MapPoints | None) -> None:
    """Open the incident of a mark of the second record, or list those of a mark that has several; for callbacks."""
    if points is None:  # pressed just before the second record was put away
        return
    choice = choice_of(pressed, points)
    st.session_state[_BESIDE] = choice.incident_ids if choice.count > 1 else ()
    move(beside=choice.incident_ids[0] if choice.count == 1 else None, incident=None)


def chosen_beside() -> tuple[str, ...]:
    """Return the incidents of the mark of the second record that was chosen; none if none was."""
    ids: tuple[str, ...] = st.session_state.get(_BESIDE, ())
    return ids


def let_go_of_mark_beside() -> None:
    """List nothing of the second record any more; for callbacks."""
    st.session_state.pop(_BESIDE, None)


def chosen_mark() -> tuple[str, ...]:
    """Return the incidents of the mark that was chosen, or the first of very many; none if none was."""
    ids: tuple[str, ...] = st.session_state.get(_MARK, ())
    return ids


def take_seen(seen: Mapping[str, Any]) -> None:
    """Keep what the reader moved the map to; what it shows by itself is no place to come back to."""
    bounds, at = seen.get("bounds"), seen.get("at")
    spot = (round(at[0], 3), round(at[1], 3), at[2]) if at else None
    st.session_state[_BOUNDS] = (spot, _bounds(*bounds)) if bounds else None
    move(at=spot)


def _bounds(south: float, west: float, north: float, east: float) -> Bounds:
    return (
        max(round(south, 4), -90.0),
        max(round(west, 4), -180.0),
        min(round(north, 4), 90.0),
        min(round(east, 4), 180.0),
    )


def let_go_of_spot(extent: Bounds | None) -> None:
    """Forget what the reader moved the map to once another part of the country is asked for: the map moves there.

    ``extent`` is what is asked for now; to ask for just what is seen moves nothing.
    """
    state = st.session_state
    if state.get(_EXTENT, extent) != extent and (extent is None or extent != kept_bounds()):
        state[_BOUNDS] = None
        move(at=None)
    state[_EXTENT] = extent


def kept_bounds() -> Bounds | None:
    """Return what the reader moved the map to; views without the map, such as the briefing, go on from there.

    None once he stands elsewhere: Back and Forward bring an older spot, or none.
    """
    spot, bounds = st.session_state.get(_BOUNDS) or (None, None)
    return bounds if spot == stands().at else None
