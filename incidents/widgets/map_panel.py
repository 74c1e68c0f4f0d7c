"""The map on the page: what it shows of a selection, and what the reader chose on it."""

import html
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Literal

import streamlit as st
from streamlit_folium import st_folium

from incidents.language import Language
from incidents.phrases import date_in_brief
from incidents.record.record import Record
from incidents.selection.question import Bounds, Question
from incidents.selection.selection import Selection
from incidents.views.interactive_map import (
    SHADINGS,
    TILES_HOST,
    MapMessage,
    Shading,
    draw_map,
    draw_marks,
    map_message,
    marks_in_words,
    summary_in_words,
)
from incidents.views.map_points import MapPoints, map_points
from incidents.views.symbology import Theme
from incidents.widgets.offline_assets import map_addresses
from incidents.widgets.page_state import write_address
from incidents.widgets.standing import Spot

_FRAMES = 0.06  # seconds in which a browser gets and paints the marks
LISTED = 50  # incidents named by a click on a mark; the choice tells how many there are
_NEVER_CUT = 5_000  # up to here all marks are sent, so that a pan finds them drawn already
_MOST_OF_LARGE = 250  # marks of a large record: what a screen can hold apart, and what a change may weigh
_TOLD = 25  # marks written out below the map
_OFFERED = 12  # incidents without a place that can be opened from the list
_RETURNED = ("last_active_drawing", "last_object_clicked_count", "bounds", "center", "zoom")

What = Literal["none", "incidents", "governorate", "view"]


@dataclass(frozen=True)
class MapChoice:
    """What the reader last chose on the map, and the present view.

    ``incident_ids`` holds at most 50 of the ``count`` incidents of the mark; ``bounds`` are south, west, north, east.
    """

    kind: What = "none"
    incident_ids: tuple[str, ...] = ()
    count: int = 0
    governorate: str | None = None
    bounds: Bounds | None = None
    zoom: float | None = None


Listener = Callable[[MapChoice], None]


def show_map(
    selection: Selection,
    lang: Language,
    theme: Theme = "light",
    *,
    opened: str | None = None,
    at: Spot | None = None,
    height: int = 560,
    on_choice: Listener | None = None,
    key: str = "map",
) -> MapChoice:
    """Draw the map of the selected incidents and return the reader's latest choice on it. It opens ``at`` a spot.

    Pan and zoom run only this part of the page again. A click runs ``on_choice`` once, before the page runs, so that it
    may write the state of any widget; then the whole page answers.
    """
    st.session_state.pop(f"{key}-asks", None)  # the page is answering already
    _map_fragment(selection, lang, theme, opened, at, height, on_choice, key)
    # The marks are what a reader waits for. While this thread rests they are sent and painted; without the pause the
    # browser would first draw whatever else of the page arrives in the same moment, and finish no sooner.
    time.sleep(_FRAMES)
    return _latest(key)


@st.fragment
def _map_fragment(
    selection: Selection,
    lang: Language,
    theme: Theme,
    opened: str | None,
    at: Spot | None,
    height: int,
    on_choice: Listener | None,
    key: str,
) -> None:
    if st.session_state.pop(f"{key}-asks", None):
        st.rerun(scope="app")
    _keep_spot(key)
    shading, tiles = _show_tools(selection.question, lang, on_choice, key)
    view = map_view(key)
    large = len(selection) > _NEVER_CUT
    points = map_points(selection, view.bounds if large else None, view.zoom or 7.0, _MOST_OF_LARGE if large else 500)
    message = map_message(points, selection, lang, theme=theme, shading=shading, opened=opened, at=at, tiles=tiles)
    st_folium(
        draw_map(map_addresses()),
        key=f"{key}-canvas",
        height=height,
        use_container_width=True,
        returned_objects=_RETURNED,
        feature_group_to_add=draw_marks(message),
        on_change=lambda: _take_click(points, on_choice, key),
    )
    _show_in_words(points, message, lang, key)
    _show_without_place(selection.record, points, lang, on_choice, key)


def _show_tools(filters: Question, lang: Language, on_choice: Listener | None, key: str) -> tuple[Shading, bool]:
    """Draw the row above the map; return the shading and whether online tiles are wanted."""
    titles: dict[Shading, str] = {
        "none": lang.say("No shading"),
        "incidents": lang.say("Shaded by incidents"),
        "killed_low": lang.say("Shaded by killed, lowest figures"),
        "killed_high": lang.say("Shaded by killed, highest figures"),
    }
    with st.container(horizontal=True, vertical_alignment="bottom"):
        shading: Shading = st.selectbox(
            lang.say("Shade governorates by"),
            SHADINGS,
            format_func=lambda code: titles[code],
            key="shading",
            on_change=write_address,
            label_visibility="collapsed",
            width=270,
        )
        st.button(
            lang.say("Only what I see"),
            key=f"{key}-view-button",
            help=lang.say("Keep only the incidents whose place lies inside this view of the map"),
            disabled=map_view(key).bounds is None or filters.bounds == map_view(key).bounds,
            on_click=lambda: _choose(replace(map_view(key), kind="view"), on_choice, key),
        )
        with st.popover(lang.say("Online map"), key=f"{key}-online"):
            st.markdown(
                lang.say(
                    "The map needs no network. Online tiles add roads and villages, but your browser then contacts "
                    "**{host}**, which learns your address and the part of Syria you look at."
                ).format(host=TILES_HOST)
            )
            tiles = st.toggle(lang.say("Load online tiles from {host}").format(host=TILES_HOST), key=f"{key}-tiles")
    return shading, tiles


def map_view(key: str = "map") -> MapChoice:
    """Return what the reader's map shows at present, without a choice: bounds and zoom, None before it was drawn."""
    state: dict[str, Any] = st.session_state.get(f"{key}-canvas") or {}
    corners = state.get("bounds") or {}
    bounds = None
    if corners.get("_southWest", {}).get("lat") is not None:
        south_west, north_east = corners["_southWest"], corners["_northEast"]
        edges = (south_west["lat"], south_west["lng"], north_east["lat"], north_east["lng"])
        south, west, north, east = (round(edge, 4) for edge in edges)
        bounds = (max(south, -90.0), max(west, -180.0), min(north, 90.0), min(east, 180.0))
    return MapChoice(bounds=bounds, zoom=state.get("zoom"))


def _keep_spot(key: str) -> None:
    """Keep where the reader moved the map; what it showed by itself when it opened is no place to come back to."""
    state = st.session_state
    seen = state.get(f"{key}-canvas") or {}
    if seen.get("center") and seen.get("zoom") is not None:
        spot = (round(seen["center"]["lat"], 3), round(seen["center"]["lng"], 3), seen["zoom"])
        if state.get("at") is None:
            state.setdefault(f"{key}-home", spot)
        state["at"] = None if spot == state.get(f"{key}-home") else spot


def _latest(key: str) -> MapChoice:
    view = map_view(key)
    chosen: MapChoice = st.session_state.get(f"{key}-choice", MapChoice())
    return chosen if chosen.kind == "view" else replace(chosen, bounds=view.bounds, zoom=view.zoom)


def _take_click(points: MapPoints, on_choice: Listener | None, key: str) -> None:
    """Tell a click from a pan: the browser counts its clicks, and a second one on the same thing counts too."""
    state = st.session_state.get(f"{key}-canvas") or {}
    clicks = state.get("last_object_clicked_count") or 0
    if clicks == st.session_state.get(f"{key}-clicks", 0):
        return
    st.session_state[f"{key}-clicks"] = clicks
    clicked = (state.get("last_active_drawing") or {}).get("properties") or {}
    if not clicks or not clicked:  # a new map begins to count at 0
        return
    if "governorate" in clicked:
        _choose(replace(map_view(key), kind="governorate", governorate=str(clicked["governorate"])), on_choice, key)
        return
    ids = _incidents_of(points, int(clicked["number"]), str(clicked["id"]))
    count = int(clicked["count"]) if len(ids) > 1 else 1
    _choose(replace(map_view(key), kind="incidents", incident_ids=ids, count=count), on_choice, key)


def _incidents_of(points: MapPoints, number: int, first_id: str) -> tuple[str, ...]:
    """Return the incidents of the clicked mark; of a mark drawn before the last answer, the one it is named after."""
    ids = points.incidents_of(number, LISTED)
    return ids if ids[:1] == (first_id,) else (first_id,)


def _choose(choice: MapChoice, on_choice: Listener | None, key: str) -> None:
    st.session_state[f"{key}-choice"] = choice
    st.session_state[f"{key}-asks"] = True
    if on_choice is not None:
        on_choice(choice)


def _show_in_words(points: MapPoints, message: MapMessage, lang: Language, key: str) -> None:
    """Say what the map shows, and list its marks for those who do not see it."""
    st.caption(summary_in_words(points, lang))
    with st.expander(lang.say("The map in words"), key=f"{key}-words", on_change="rerun") as told:
        if told.open:
            lines = marks_in_words(message)
            more = len(lines) - _TOLD
            if more > 0:
                sentence = lang.plural("and {count} more mark", "and {count} more marks", more)
                lines[_TOLD:] = [sentence.format(count=lang.number(more))]
            items = "".join(f"<li>{html.escape(line)}</li>" for line in lines)
            st.html(f"<ul>{items}</ul>" if items else f"<p>{html.escape(lang.say('Nothing is drawn.'))}</p>")


def _show_without_place(
    record: Record, points: MapPoints, lang: Language, on_choice: Listener | None, key: str
) -> None:
    """List the incidents that no map can show, each of which opens."""
    count = len(points.without_place)
    if not count:
        return
    title = lang.plural("{count} incident without a place", "{count} incidents without a place", count)
    label_and_count = title.format(count=lang.number(count))
    with st.expander(label_and_count, key=f"{key}-without", on_change="rerun") as listed:
        if not listed.open:
            return
        for _position, incident in record.incidents.iloc[points.without_place.index[:_OFFERED]].iterrows():
            incident_id = str(incident["incident_id"])
            tactic = record.schema.label("incidents.tactic", str(incident["tactic"]), lang)
            choice = MapChoice(kind="incidents", incident_ids=(incident_id,), count=1)
            st.button(
                f"{date_in_brief(incident, lang)} · {tactic}",
                key=f"{key}-without-{incident_id}",
                type="tertiary",
                on_click=_choose,
                args=(choice, on_choice, key),
            )
        if count > _OFFERED:
            st.caption(lang.say("The table lists the others."))
