"""Beside the map: a list from which incidents are opened, what changed, and over them the card of the open incident."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt
import streamlit as st

from incidents.language import Language
from incidents.selection.address import filters_to_query
from incidents.selection.changes import changes
from incidents.selection.selection import Selection
from incidents.selection.story_order import Telling
from incidents.views.incident_card import Walk
from incidents.views.incident_list import changed_message, list_message, list_rows, tabs_message
from incidents.widgets.answered_ahead import ahead_of, is_confirmed
from incidents.widgets.incident_panel import show_card_style, show_incident
from incidents.widgets.links import link_to_incident
from incidents.widgets.map_choice import chosen_mark
from incidents.widgets.page_state import ask, asked, open_incident
from incidents.widgets.screen_part import show_part
from incidents.widgets.standing import move, stands
from incidents.widgets.told_once import as_json, merged, told_once

# In the state of a session; by these names the page knows that they are set by the reader (page_state.is_overtaken).
_TAB = "of_side_tab"
_FIRST = "of_side_first"  # the key of a list, and from which of its rows on the browser asks for the next page
_LISTED = "side_listed"  # the mark whose tab was opened


@dataclass(frozen=True, eq=False)
class Listed:
    """What the list offers: which tabs there are, the chosen one, and the incidents of which it tells."""

    tabs: tuple[str, ...]
    tab: str
    selection: Selection


def show_side(selection: Selection, opened: str | None, lang: Language) -> None:
    """Draw what stands beside the map. The list stays under the card of the open incident, and keeps its place."""
    show_card_style()
    listed = _listed(selection)
    # Why a text found a row only the server says.
    is_plain = listed.tabs == ("recent", "changed") and listed.tab == "recent" and not selection.question.text
    ahead = ahead_of(selection, lang) if is_plain else None
    with st.container(key="side"):
        show_part(
            "incident_list.js",
            "incident_list",
            _told(listed, selection, opened, lang, ahead),
            ahead,
            tab=_choose_tab,
            open=lambda incident_id: open_incident(str(incident_id)),
            more=_show_from,
            again=lambda _told: _show_from(0),
            filter=take_filter,
            full=lambda _told: move(view="comparison", change_by="all"),
        )
    show_opened(selection, opened, lang, listed.selection)


def show_opened(selection: Selection, opened: str | None, lang: Language, listed: Selection | None = None) -> None:
    """Draw the card of the open incident, if one is open; from it one walks through ``listed``."""
    if not opened:
        return
    among = listed if listed is not None and len(listed.only([opened])) else selection
    walk = _walk_of_story(opened) or walk_through(among, opened)
    show_incident(selection, opened, lang, link_to_incident(opened), walk)


def _walk_of_story(opened: str) -> Walk | None:
    """Say where an incident stands in the story that is told; None where none is, or it does not belong to it."""
    story = stands().story
    if isinstance(story, Telling):
        ids = [step.incident_id for step in story.story.steps]
        return _walk_along(ids, story.place - 1) if story.step.incident_id == opened else None
    return _walk_along(story, story.index(opened)) if story and opened in story else None


def walk_through(listed: Selection, opened: str) -> Walk | None:
    """Say where an incident stands in a list, and which stand before and after it."""
    ids, order = listed.record.incidents["incident_id"].to_numpy(dtype=object), list_rows(listed)
    found = np.flatnonzero(ids[order] == opened)
    if not len(found):
        return None
    return _walk_along(ids[order], int(found[0]))


def _walk_along(ids: Sequence[str] | npt.NDArray[np.object_], place: int) -> Walk:
    before, after = (str(ids[at]) if 0 <= at < len(ids) else None for at in (place - 1, place + 1))
    return Walk(place + 1, len(ids), before, after)


def _listed(selection: Selection) -> Listed:
    """Return what the list shows: a mark of several that was just pressed opens its tab."""
    state = st.session_state
    mark = chosen_mark()
    at_the_mark = selection.only(mark) if mark else None
    is_there = at_the_mark is not None and len(at_the_mark) > 0
    if is_there and state.get(_LISTED) != mark:
        state[_TAB] = "here"
    state[_LISTED] = mark
    tabs = ("recent", "changed", "here") if is_there else ("recent", "changed")
    tab = state.get(_TAB, "recent")
    tab = tab if tab in tabs else "recent"
    shown = at_the_mark if at_the_mark is not None and tab == "here" else selection
    return Listed(tabs, tab, shown)


def _told(
    listed: Listed, selection: Selection, opened: str | None, lang: Language, ahead: Mapping[str, Any] | None
) -> Mapping[str, Any] | bytes | None:
    told = tabs_message(listed.tabs, listed.tab, lang) | {"opened": opened}
    if listed.tab == "changed":
        of = changes(selection, ("governorate", "kind"), stands().compared_with)
        return told | {"changed": changed_message(of, selection.record, selection.question, lang)}
    key = str(ahead["key"]) if ahead else _key(listed, lang)
    held, first = st.session_state.get(_FIRST, ("", 0))
    st.session_state[_FIRST] = key, first if held == key else 0
    if is_confirmed(ahead):
        return None
    asked_from = st.session_state[_FIRST][1]

    def made() -> Mapping[str, Any]:
        page = list_message(listed.selection, lang, first=asked_from, here=listed.tab == "here")
        return {"list": page | {"key": key}}

    if ahead is None:
        return {**told, **made()}
    return merged(as_json(told), told_once("list", listed.selection, lang, made, asked_from))


def _key(listed: Listed, lang: Language) -> str:
    """Return what a list is known by: two of the same key have the same rows."""
    selection = listed.selection
    asked_for = sorted(filters_to_query(selection.question).items())
    ends = selection.incidents["incident_id"].iloc[[0, -1]].tolist() if len(selection) else []
    parts = [str(selection.record.stamp), listed.tab, lang.code, asked_for, len(selection), ends]
    if listed.tab == "here":
        parts.append(chosen_mark())
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:12]


def _choose_tab(name: Any) -> None:  # noqa: ANN401 - what a browser sends
    st.session_state[_TAB] = str(name)


def _show_from(first: Any) -> None:  # noqa: ANN401 - what a browser sends
    key, _first = st.session_state.get(_FIRST, ("", 0))
    st.session_state[_FIRST] = key, max(0, int(first))


def take_filter(chosen: Mapping[str, Any]) -> None:
    """Keep only a governorate and a kind; a second press lets both go."""
    question, wanted = asked(), tuple((str(chosen[name]),) for name in ("governorate", "kind"))
    is_held = (question.governorate, question.kind) == wanted
    governorate, kind = ((), ()) if is_held else wanted
    ask(replace(question, governorate=governorate, kind=kind))
