"""The map on paper: what the reader's map shows, from the same points, with all that a map needs to stand alone."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from incidents.filters import Bounds
from incidents.language import Lang
from incidents.views.map_points import MapPoints
from incidents.views.static_map.base import draw_ground, letter_places
from incidents.views.static_map.frame import Frame
from incidents.views.static_map.furniture import Scale, attribution, draw_legend, draw_locator, draw_scale_bar
from incidents.views.static_map.lettering import Box, MapText
from incidents.views.static_map.marks import (
    Mark,
    Numbered,
    cluster_marks,
    draw_areas,
    draw_marks,
    mark_words,
    moved_apart,
    pin_marks,
)
from incidents.views.symbology import PALETTE, SYMBOLOGY

Marks = Literal["drawn", "left out"]
_GAP = 5.0


@dataclass(frozen=True)
class StaticMap:
    """A drawn map of ``width`` × ``height`` points: an SVG without words, and the words to set on it.

    Words are apart so that paper shapes them as text and SVG pictures can turn them into outlines. ``marks`` are the
    symbols, for formats that draw them as shapes of their own.
    """

    svg: str
    words: tuple[MapText, ...]
    marks: tuple[Mark, ...]
    width: float
    height: float


def draw_static_map(
    points: MapPoints,
    pins: Sequence[Numbered],
    bounds: Bounds,
    lang: Lang,
    width: float,
    map_height: float,
    notes: Sequence[str] = (),
    *,
    marks: Marks = "drawn",
    transparent: bool = False,
) -> StaticMap:
    """Draw what ``points`` say inside ``bounds`` on a sheet ``width`` × ``map_height`` points, its legend below.

    With ``pins`` every incident has a numbered symbol; without, the marks are those of the reader's map, counted.
    ``notes`` (what the map does not show) close the legend. ``transparent`` leaves out sea and neighbouring countries.
    """
    frame = Frame(bounds, width, map_height)
    scale_bar = draw_scale_bar(frame, lang)
    placed = pin_marks(frame, pins, points.top) if pins else cluster_marks(frame, points, lang)
    locator = draw_locator(frame, [*(mark.box for mark in placed), scale_bar.box])
    corners = [piece.box for piece in (scale_bar, locator) if piece]
    placed = moved_apart(placed, frame, corners)
    taken: list[Box] = [*corners, *(mark.box for mark in placed)]
    dots, names = letter_places(frame, taken, lang)
    kinds = [kind for kind in SYMBOLOGY if any(kind == mark.kind or kind in dict(mark.shares) for mark in placed)]
    most = max((mark.killed for mark in placed), default=0.0)
    legend = draw_legend(kinds, Scale(bool(pins), len(points.areas) > 0, most, points.top), width, lang, notes)
    symbols = draw_marks(placed) if marks == "drawn" else ""
    numbers = mark_words(placed) if marks == "drawn" else []
    palette = PALETTE["light"]
    edge = (
        ""
        if transparent
        else (
            f'<rect x="0.3" y="0.3" width="{width - 0.6}" height="{map_height - 0.6}" rx="4" fill="none" '
            f'stroke="{palette.line}" stroke-width="0.6"/>'
        )
    )
    credit = attribution(width, lang)
    below = map_height + _GAP + legend.box[3] + 6.5
    height = below + credit[-1].y + 2
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height:.2f}" '
        f'viewBox="0 0 {width} {height:.2f}"><clipPath id="sheet"><rect width="{width}" height="{map_height}" rx="4"/>'
        f'</clipPath><g clip-path="url(#sheet)">{draw_ground(frame, transparent=transparent)}'
        f"{draw_areas(frame, points)}{dots}"
        f"{symbols}{scale_bar.svg}{locator.svg if locator else ''}</g>{edge}"
        f'<g transform="translate(0 {map_height + _GAP})">{legend.svg}</g></svg>'
    )
    lowered = [replace(word, y=word.y + map_height + _GAP) for word in legend.words]
    credit = [replace(word, y=word.y + below) for word in credit]
    words = (*names, *scale_bar.words, *numbers, *lowered, *credit)
    return StaticMap(svg, words, tuple(placed), width, height)
