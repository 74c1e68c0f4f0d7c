"""The map on the page: a canvas that stays while its marks answer."""

from collections.abc import Callable, Mapping
from functools import cache, partial
from typing import Any

import streamlit as st

from geodata.mercator import Spot
from incidents.language import Language
from incidents.selection.beside import Beside
from incidents.selection.selection import Selection
from incidents.views.interactive_map import DrawnBeside, Shading, base_definition, map_message
from incidents.views.map_points import FIRST_ZOOM, MOST_MARKS, MapPoints, asked_extent, map_points
from incidents.views.symbology import SYMBOLOGY
from incidents.widgets.answered_ahead import ahead_of, begin_answer, is_confirmed
from incidents.widgets.map_choice import (
    MapChoice,
    choice_near,
    choice_of,
    choose,
    choose_beside,
    kept_bounds,
    let_go_of_spot,
    page_is_asked,
    take_seen,
)
from incidents.widgets.map_tools import show_map_tools
from incidents.widgets.offline_assets import map_addresses
from incidents.widgets.own_layer import let_go_of_layer, own_layer
from incidents.widgets.page_state import brought, is_overtaken
from incidents.widgets.screen_part import show_part
from incidents.widgets.standing import stands
from incidents.widgets.told_once import as_json, merged, told_once

CANVAS = "map-canvas"
_NEVER_CUT = 5_000  # up to here all marks are sent, so that a pan finds them drawn already
_MOST_OF_LARGE = 250  # marks of a large record: what a screen can hold apart, and what a change may weigh
_KINDS = list(SYMBOLOGY)


def show_map(
    selection: Selection, opened: str | None, at: Spot | None, lang: Language, beside: Beside | None = None
) -> None:
    """Draw the map of the selected incidents, marking the ``opened`` one. It opens ``at`` a spot.

    ``beside`` is what a second record answers, with marks of its own.

    Pan and zoom run only this part of the page again; a choice is answered by the whole page.
    """
    page_is_asked()  # and is answering already
    begin_answer(selection.record)
    let_go_of_spot(asked_extent(selection, own_layer()))
    _show_canvas(selection, opened, at, lang, beside)


@st.fragment
def _show_canvas(
    selection: Selection, opened: str | None, at: Spot | None, lang: Language, beside: Beside | None
) -> None:
    if page_is_asked() or is_overtaken():
        st.rerun(scope="app")
    shading, tiles = show_map_tools(selection.question, lang)
    ahead = None if beside else ahead_of(selection, lang, whole=True)
    points = _points(selection)
    second = _drawn_beside(beside)
    made = partial(_made, points, selection, opened, lang, shading, second, tiles=tiles)
    show_part(
        "map_part.js",
        CANVAS,
        _told(ahead, selection, {"at": at, "brought": brought()}, made, opened, lang, tiles=tiles),
        ahead,
        mark=lambda pressed: choose(choice_of(pressed, points())),
        beside=lambda pressed: choose_beside(pressed, second.points if second else None),
        governorate=lambda pcode: choose(MapChoice(governorate=str(pcode))),
        kind=lambda number: choose(MapChoice(kind=_KINDS[int(number)])),
        near=lambda spot: choose(choice_near(spot)),
        layer=lambda _away: _let_go(),
        seen=take_seen,
    )


def _told(
    ahead: Mapping[str, Any] | None,
    selection: Selection,
    here: Mapping[str, Any],
    made: Callable[[], Mapping[str, Any]],
    opened: str | None,
    lang: Language,
    *,
    tiles: bool,
) -> Mapping[str, Any] | bytes | None:
    """Return what the map is told. ``here``, where it opens and how often it was moved there, is each reader's own."""
    if is_confirmed(ahead):
        return None
    if ahead is None or own_layer() is not None:
        return {**made(), **here}
    return merged(told_once("map", selection, lang, made, opened, tiles, _zoom()), as_json(here))


def _made(
    points: Callable[[], MapPoints],
    selection: Selection,
    opened: str | None,
    lang: Language,
    shading: Shading,
    second: DrawnBeside | None,
    *,
    tiles: bool,
) -> dict[str, Any]:
    message = map_message(
        points(),
        selection,
        lang,
        shading=shading,
        opened=opened,
        tiles=tiles,
        against=stands().compared_with,
        layer=own_layer(),
        beside=second,
    )
    return message.data | {"base": base_definition(map_addresses())}


def _let_go() -> None:
    """Take the reader's layer away; the whole page answers, for something may have been asked about it."""
    let_go_of_layer()
    choose(MapChoice())


def _points(selection: Selection) -> Callable[[], MapPoints]:
    """Return what works out, once, what is drawn; of a large record what the reader sees now, at his zoom."""
    is_large = len(selection) > _NEVER_CUT
    bounds, most = (kept_bounds(), _MOST_OF_LARGE) if is_large else (None, MOST_MARKS)
    return cache(partial(map_points, selection, bounds, _zoom(), most))


def _zoom() -> float:
    spot = stands().at
    return spot[2] if spot else FIRST_ZOOM


def _drawn_beside(beside: Beside | None) -> DrawnBeside | None:
    """Say what is drawn of a second record: fewer marks than of the first, for each looks for a free place."""
    if beside is None:
        return None
    is_large = len(beside.selection) > _NEVER_CUT
    points = map_points(beside.selection, kept_bounds() if is_large else None, _zoom(), _MOST_OF_LARGE)
    return DrawnBeside(beside.selection, points, stands().beside)
