"""What the reader sees and chooses on the map, and what that does to the rest of the page."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from incidents.selection.question import Bounds, Question
from incidents.views.map_points import MapPoints
from incidents.widgets.page_state import ask, asked, open_incident
from incidents.widgets.standing import Spot, move, stands

CANVAS = "map-canvas"  # the widget that reports what the reader does on the map
MOST_NAMED = 50  # incidents named by a click on a mark; the choice tells how many there are
_ASKS = "map-asks"  # a choice that the whole page has to answer
_CLICKS = "map-clicks"  # how many clicks were answered
_HOME = "map-home"  # what the map showed by itself when it opened
_BOUNDS = "map_bounds"  # what it showed last
_MARK = "map_listed"  # the mark whose incidents are listed, and how many it has


@dataclass(frozen=True)
class MapView:
    """What the map shows: ``bounds`` are south, west, north, east in degrees; None before it was drawn."""

    bounds: Bounds | None = None
    spot: Spot | None = None
    zoom: float | None = None


@dataclass(frozen=True)
class MapChoice:
    """What was chosen on the map: incidents (at most 50 of the ``count`` of a mark), a governorate, or a view."""

    incident_ids: tuple[str, ...] = ()
    count: int = 0
    governorate: str | None = None
    bounds: Bounds | None = None


Reported = Mapping[str, Any]


def view_of(reported: Reported) -> MapView:
    """Read what the map shows from what it reports."""
    corners, middle, zoom = reported.get("bounds") or {}, reported.get("center"), reported.get("zoom")
    bounds = spot = None
    if corners.get("_southWest", {}).get("lat") is not None:
        south_west, north_east = corners["_southWest"], corners["_northEast"]
        edges = (south_west["lat"], south_west["lng"], north_east["lat"], north_east["lng"])
        south, west, north, east = (round(edge, 4) for edge in edges)
        bounds = (max(south, -90.0), max(west, -180.0), min(north, 90.0), min(east, 180.0))
    if middle and zoom is not None:
        spot = (round(middle["lat"], 3), round(middle["lng"], 3), zoom)
    return MapView(bounds, spot, zoom)


def choice_of(reported: Reported, points: MapPoints) -> MapChoice | None:
    """Read what was clicked last from what the map reports; None where that is nothing."""
    clicked = (reported.get("last_active_drawing") or {}).get("properties") or {}
    if not clicked:
        return None
    if "governorate" in clicked:
        return MapChoice(governorate=str(clicked["governorate"]))
    first_id = str(clicked["id"])
    ids = points.incidents_of(int(clicked["number"]), MOST_NAMED)
    if ids[:1] != (first_id,):  # a mark drawn before the last answer: only the incident it is named after is sure
        ids = (first_id,)
    return MapChoice(incident_ids=ids, count=int(clicked["count"]) if len(ids) > 1 else 1)


def question_after(question: Question, choice: MapChoice) -> Question:
    """Return the question once a view was chosen, or a governorate, which a second choice takes back."""
    if choice.bounds:
        return replace(question, bounds=choice.bounds)
    if choice.governorate:
        others = tuple(code for code in question.governorate if code != choice.governorate)
        added = (*others, choice.governorate) if others == question.governorate else others
        return replace(question, governorate=added)
    return question


def map_view() -> MapView:
    """Return what the reader's map shows at present."""
    return view_of(_reported())


def _reported() -> Reported:
    return st.session_state.get(CANVAS) or {}


def choose(choice: MapChoice) -> None:
    """Open the incident of a mark, list those of a mark that has several, or change the question; for callbacks."""
    state = st.session_state
    state[_ASKS] = True
    state.pop(_MARK, None)
    if choice.count > 1:
        state[_MARK] = choice.incident_ids, choice.count
    if choice.incident_ids:
        open_incident(choice.incident_ids[0] if choice.count == 1 else None)
    else:
        ask(question_after(asked(), choice))


def take_click(points: MapPoints) -> None:
    """Take what was clicked, once: for the callback of the map, which also reports each pan.

    The browser counts its clicks, so that a second one on the same thing counts too; a new map begins at 0.
    """
    clicks = _reported().get("last_object_clicked_count") or 0
    if clicks == st.session_state.get(_CLICKS, 0):
        return
    st.session_state[_CLICKS] = clicks
    choice = choice_of(_reported(), points)
    if clicks and choice:
        choose(choice)


def page_is_asked() -> bool:
    """Say, once, whether a choice waits for the whole page to answer it."""
    return bool(st.session_state.pop(_ASKS, False))


def chosen_mark() -> tuple[tuple[str, ...], int]:
    """Return the incidents of the mark that was chosen, at most 50, and how many it has; none if none was."""
    ids: tuple[str, ...]
    ids, count = st.session_state.get(_MARK, ((), 0))
    return ids, count


def keep_spot() -> None:
    """Keep where the reader moved the map; what it showed by itself when it opened is no place to come back to."""
    state = st.session_state
    if (spot := map_view().spot) is not None:
        if stands().at is None:
            state.setdefault(_HOME, spot)
        move(at=None if spot == state.get(_HOME) else spot)


def kept_bounds() -> Bounds | None:
    """Return what the map shows or showed last; views without the map, such as the briefing, go on from there."""
    if (bounds := map_view().bounds) is not None:
        st.session_state[_BOUNDS] = bounds
    kept: Bounds | None = st.session_state.get(_BOUNDS)
    return kept
