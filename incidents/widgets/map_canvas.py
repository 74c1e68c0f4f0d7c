"""The map on the page: a canvas that stays while its marks answer."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

import streamlit as st

from geodata.mercator import Spot
from geodata.own_layers import OwnLayer
from incidents.language import Language
from incidents.selection.beside import Beside
from incidents.selection.periods import Period
from incidents.selection.question import Bounds
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
    take_seen,
)
from incidents.widgets.map_tools import show_map_tools
from incidents.widgets.offline_assets import map_addresses
from incidents.widgets.own_layer import let_go_of_layer, own_layer
from incidents.widgets.page_state import FIRST_BROUGHT, brought, is_overtaken
from incidents.widgets.screen_part import show_part
from incidents.widgets.standing import Standing, stands
from incidents.widgets.told_once import as_json, merged, told_once

CANVAS = "map-canvas"
_NEVER_CUT = 5_000  # up to here all marks are sent, so that a pan finds them drawn already
_MOST_OF_LARGE = 250  # marks of a large record: what a screen can hold apart, and what a change may weigh
_KINDS = list(SYMBOLOGY)


@dataclass(frozen=True)
class _View:
    """What decides what the map is told of a selection, in whatever session.

    ``bounds`` are what the reader sees of a large record; of another one all marks are sent.
    """

    opened: str | None
    zoom: float
    bounds: Bounds | None
    shading: Shading
    against: Period | None
    tiles: bool


def show_map(
    selection: Selection, opened: str | None, at: Spot | None, lang: Language, beside: Beside | None = None
) -> None:
    """Draw the map of the selected incidents, marking the ``opened`` one. It opens ``at`` a spot.

    ``beside`` is what a second record answers, with marks of its own.

    Pan and zoom run only this part of the page again; a choice is answered by the whole page.
    """
    begin_answer(selection.record)
    let_go_of_spot(asked_extent(selection, own_layer()))
    _show_canvas(selection, opened, at, lang, beside)


@st.fragment
def _show_canvas(
    selection: Selection, opened: str | None, at: Spot | None, lang: Language, beside: Beside | None
) -> None:
    if is_overtaken():
        st.rerun(scope="app")
    shading, tiles = show_map_tools(selection.question, lang)
    ahead = None if beside else ahead_of(selection, lang, whole=True)
    bounds = kept_bounds() if _is_large(selection) else None
    view = _View(opened, _zoom(stands().at), bounds, shading, stands().compared_with, tiles)
    points = _points(selection, view)
    second = _drawn_beside(beside)
    show_part(
        "map_part.js",
        CANVAS,
        None if is_confirmed(ahead) else _told(points, selection, view, {"at": at, "brought": brought()}, lang, second),
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
    points: Callable[[], MapPoints],
    selection: Selection,
    view: _View,
    here: Mapping[str, Any],
    lang: Language,
    second: DrawnBeside | None = None,
) -> Mapping[str, Any] | bytes:
    """Return what the map is told. ``here``, where it opens and how often it was moved there, is each reader's own."""
    if second is not None or own_layer() is not None:
        return {**_made(points, selection, view, lang, second, own_layer()), **here}
    return _told_to_all(points, selection, view, here, lang)


def _told_to_all(
    points: Callable[[], MapPoints], selection: Selection, view: _View, here: Mapping[str, Any], lang: Language
) -> bytes:
    """Return what the map is told of what any reader may see; what one has moved a large record to is kept for none."""
    made = partial(_made, points, selection, view, lang)
    told = as_json(made()) if view.bounds is not None else told_once("map", selection, lang, made, view)
    return merged(told, as_json(here))


def told_on_opening(selection: Selection, standing: Standing, lang: Language) -> bytes:
    """Return what the first answer of a page tells its map, as JSON, before there is a session that asks for it."""
    view = _View(standing.incident, _zoom(standing.at), None, standing.shading, standing.compared_with, tiles=False)
    here = {"at": standing.at, "brought": FIRST_BROUGHT}
    return _told_to_all(_points(selection, view), selection, view, here, lang)


def _made(
    points: Callable[[], MapPoints],
    selection: Selection,
    view: _View,
    lang: Language,
    second: DrawnBeside | None = None,
    layer: OwnLayer | None = None,
) -> dict[str, Any]:
    message = map_message(
        points(),
        selection,
        lang,
        shading=view.shading,
        opened=view.opened,
        tiles=view.tiles,
        against=view.against,
        layer=layer,
        beside=second,
    )
    return message.data | {"base": base_definition(map_addresses())}


def _let_go() -> None:
    """Take the reader's layer away; the whole page answers, for something may have been asked about it."""
    let_go_of_layer()
    choose(MapChoice())


def _is_large(selection: Selection) -> bool:
    return len(selection) > _NEVER_CUT


def _points(selection: Selection, view: _View) -> Callable[[], MapPoints]:
    """Return what works out, once, what is drawn; of a large record what the reader sees now, at his zoom."""
    most = _MOST_OF_LARGE if _is_large(selection) else MOST_MARKS
    return cache(partial(map_points, selection, view.bounds, view.zoom, most))


def _zoom(spot: Spot | None) -> float:
    return spot[2] if spot else FIRST_ZOOM


def _drawn_beside(beside: Beside | None) -> DrawnBeside | None:
    """Say what is drawn of a second record: fewer marks than of the first, for each looks for a free place."""
    if beside is None:
        return None
    bounds = kept_bounds() if _is_large(beside.selection) else None
    points = map_points(beside.selection, bounds, _zoom(stands().at), _MOST_OF_LARGE)
    return DrawnBeside(beside.selection, points, stands().beside)
