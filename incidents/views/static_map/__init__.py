"""The map on paper: what the reader's map shows, from the same points, with all that a map needs to stand alone."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from incidents.language import Language
from incidents.record.schema import KINDS
from incidents.selection.question import Bounds
from incidents.views.map_points import MapPoints
from incidents.views.static_map.base import draw_ground, framed
from incidents.views.static_map.frame import ASPECT, Frame
from incidents.views.static_map.furniture import Drawn, Scale, attribution, draw_legend, draw_locator, draw_scale_bar
from incidents.views.static_map.lettering import Box, MapText
from incidents.views.static_map.marks import Mark, Numbered, cluster_marks, moved_apart, pin_marks
from incidents.views.static_map.place_names import letter_places
from incidents.views.static_map.remarks import Remarked, draw_flags, list_remarks
from incidents.views.static_map.symbols import draw_areas, draw_marks, mark_words
from incidents.views.symbology import SYMBOLOGY

Marks = Literal["drawn", "left out"]
_GAP = 5.0
_NO_FOOT = Drawn("", (), (0.0, 0.0, 0.0, 0.0))


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
    lang: Language,
    width: float,
    map_height: float,
    notes: Sequence[str] = (),
    remarks: Sequence[Remarked] = (),
    *,
    marks: Marks = "drawn",
    transparent: bool = False,
    keyed: bool = True,
) -> StaticMap:
    """Draw what ``points`` say inside ``bounds`` on a sheet ``width`` × ``map_height`` points, its legend below.

    With ``pins`` every incident has a numbered symbol; without, the marks are those of the reader's map, counted.
    ``notes`` (what the map does not show) close the legend, and ``remarks`` follow it, numbered. ``transparent`` leaves
    out sea and neighbouring countries; without ``keyed`` the legend stands elsewhere (``draw_key``).
    """
    frame = Frame(bounds, width, map_height)
    scale_bar = draw_scale_bar(frame, lang)
    placed = _marks_on(frame, points, pins, lang)
    foot = draw_foot(placed, points, width, lang, notes, remarks, numbered=bool(pins)) if keyed else _NO_FOOT
    locator = draw_locator(frame, [*(mark.box for mark in placed), scale_bar.box])
    corners = [piece.box for piece in (scale_bar, locator) if piece]
    placed = moved_apart(placed, frame, corners)
    flags = draw_flags(frame, remarks)
    taken: list[Box] = [*corners, *(mark.box for mark in placed), *flags.boxes]
    dots, names = letter_places(frame, taken, corners, lang)
    symbols = draw_marks(placed) if marks == "drawn" else ""
    numbers = mark_words(placed) if marks == "drawn" else []
    height = map_height + (_GAP + foot.box[3] if keyed else 0.0)
    ground = draw_ground(frame, transparent=transparent)
    content = (
        f"{ground}{draw_areas(frame, points)}{dots}{symbols}{flags.svg}{scale_bar.svg}{locator.svg if locator else ''}"
    )
    sheet = framed(content, frame, height, transparent=transparent)
    svg = _picture(width, height, f'{sheet}<g transform="translate(0 {map_height + _GAP})">{foot.svg}</g>')
    lowered = [replace(word, y=word.y + map_height + _GAP) for word in foot.words]
    words = (*names, *scale_bar.words, *numbers, *flags.words, *lowered)
    return StaticMap(svg, words, tuple(placed), width, height)


def draw_key(
    points: MapPoints,
    pins: Sequence[Numbered],
    bounds: Bounds,
    lang: Language,
    width: float,
    across: float,
    notes: Sequence[str] = (),
    remarks: Sequence[Remarked] = (),
) -> StaticMap:
    """Draw only what explains a map ``width`` points wide, on a strip that may be wider: ``across`` points."""
    placed = _marks_on(Frame(bounds, width, width / ASPECT), points, pins, lang)
    foot = draw_foot(placed, points, across, lang, notes, remarks, numbered=bool(pins))
    height = foot.box[3]
    return StaticMap(_picture(across, height, foot.svg), foot.words, (), across, height)


def height_of_map(
    points: MapPoints,
    pins: Sequence[Numbered],
    bounds: Bounds,
    lang: Language,
    width: float,
    notes: Sequence[str] = (),
    remarks: Sequence[Remarked] = (),
) -> float:
    """Return how high a map of this width is with its legend, without drawing it."""
    frame = Frame(bounds, width, width / ASPECT)
    placed = _marks_on(frame, points, pins, lang)
    return frame.height + _GAP + draw_foot(placed, points, width, lang, notes, remarks, numbered=bool(pins)).box[3]


def _picture(width: float, height: float, drawn: str) -> str:
    """Wrap what is drawn as a picture of so many points."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height:.2f}" '
        f'viewBox="0 0 {width} {height:.2f}">{drawn}</svg>'
    )


def _marks_on(frame: Frame, points: MapPoints, pins: Sequence[Numbered], lang: Language) -> list[Mark]:
    return pin_marks(frame, pins, points.top) if pins else cluster_marks(frame, points, lang)


def draw_foot(
    placed: Sequence[Mark],
    points: MapPoints,
    width: float,
    lang: Language,
    notes: Sequence[str],
    remarks: Sequence[Remarked] = (),
    *,
    numbered: bool,
) -> Drawn:
    """Return legend and attribution, which stand below the sheet."""
    kinds = {
        kind: points.schema.label(KINDS, kind, lang)
        for kind in SYMBOLOGY
        if any(kind == mark.kind or kind in dict(mark.shares) for mark in placed)
    }
    most = max((mark.killed for mark in placed), default=0.0)
    legend = draw_legend(kinds, Scale(numbered, len(points.areas) > 0, most, points.top), width, lang, notes)
    told = list_remarks(remarks, width, legend.box[3], lang)
    credit = [replace(word, y=word.y + told.box[3] + 6.5) for word in attribution(width, lang)]
    return Drawn(legend.svg + told.svg, (*legend.words, *told.words, *credit), (0.0, 0.0, width, credit[-1].y + 2))
