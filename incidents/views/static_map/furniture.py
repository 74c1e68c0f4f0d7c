"""What makes a map readable away from the page: legend, scale bar, north arrow, locator, attribution."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from geodata.boundaries import ATTRIBUTION
from incidents.language import Language
from incidents.views.static_map.base import load_ground
from incidents.views.static_map.frame import SYRIA, Frame
from incidents.views.static_map.lettering import Box, MapText, text_width
from incidents.views.static_map.marks import NUMBERED, POINTS_PER_PIXEL, Mark
from incidents.views.static_map.symbols import draw_mark
from incidents.views.symbology import MIXED, scale_steps, size_of
from incidents.views.tones import PAPER, PRINTED

# All lengths are points of paper.
_EDGE = 6.0  # between a corner piece and the border of the map
LEGEND_SIZE = 8.0
_ROW = 15.5
_APART = 15  # from the end of an entry to the next
_TO_LABEL = 4
_BASELINE = 0.34  # of the type size: so far below the middle of its symbol a label stands
_TELLS_APART = 0.75  # of the largest figure of the legend: a smaller one has a circle that looks smaller
_NARROW, _WIDE = 9, 12  # room for the symbol of one kind, and for a ring or the circle of an area
_SYMBOL, _HOLLOW, _RING, _AREA = 4.2, 4.0, 5.2, 5.5  # their radii; the line of a hollow one reaches further out
_BAR_KM = (0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500)
_LONGEST_BAR = 90
_BAR_START, _NORTH_ARROW = 34.0, 18  # from the left border: where the bar begins, the middle of the arrow
_BAR_ABOVE = 10.0  # the lower border
_BAR_FIELD = 24  # how high the field behind bar and arrow is
_BAR_SIZE = 8.0
_LOCATOR = (92.0, 74.0)
_LOCATOR_FRAME = 3  # between its border and what it shows
_NEARLY_ALL = 0.75  # of the country's width: a sheet that shows more needs no locator
_CREDIT_SIZE, _CREDIT_LINE = 8.0, 9.6


@dataclass(frozen=True)
class Drawn:
    """A piece of the map: SVG without words, its words, the rectangle it covers."""

    svg: str
    words: tuple[MapText, ...]
    box: Box


@dataclass(frozen=True)
class Scale:
    """What the legend has to explain: numbers or counts in the marks, areas, most killed here, top of the scale."""

    numbered: bool
    areas: bool
    most: float
    top: int


@dataclass(frozen=True)
class _Entry:
    """One entry of the legend: marks side by side (positions from its start), then a label."""

    marks: tuple[Mark, ...]
    svg: str
    symbol_width: float
    text: str
    height: float = _ROW

    @property
    def width(self) -> float:
        return self.symbol_width + text_width(self.text, LEGEND_SIZE) + _APART


def draw_legend(
    kinds: Mapping[str, str],
    scale: Scale,
    width: float,
    lang: Language,
    notes: Sequence[str] = (),
) -> Drawn:
    """Return the legend of kinds (with their labels) as a strip of ``width`` points; its box tells the height."""
    entries = [*_entries(kinds, scale, lang), *(_Entry((), "", 0, note) for note in notes)]
    rows: list[list[_Entry]] = [[]]
    for entry in entries:
        if rows[-1] and sum(e.width for e in rows[-1]) + entry.width > width:
            rows.append([])
        rows[-1].append(entry)
    pieces, words, y = [], [], 0.0
    for row in filter(None, rows):
        height = max(entry.height for entry in row)
        x = 0.0
        for entry in row:
            svg, word = _placed(entry, x, y + height / 2, width, lang)
            pieces.append(svg)
            words.append(word)
            x += entry.width
        y += height
    return Drawn("".join(pieces), tuple(words), (0.0, 0.0, width, y))


def _placed(entry: _Entry, x: float, y: float, width: float, lang: Language) -> tuple[str, MapText]:
    """Draw an entry at a distance from the start of the strip, which is its right end in Arabic."""
    mirrored = lang.is_mirrored
    start = width - x - entry.symbol_width if mirrored else x
    marks = [draw_mark(replace(mark, x=start + mark.x, y=y)) for mark in entry.marks]
    svg = f'<g transform="translate({start:.1f} {y:.1f})">{entry.svg}</g>' if entry.svg else ""
    edge = start - _TO_LABEL if mirrored else start + entry.symbol_width + _TO_LABEL
    anchor = "right" if mirrored else "left"
    word = MapText(edge, y + _BASELINE * LEGEND_SIZE, entry.text, LEGEND_SIZE, PAPER.ink, "regular", anchor)  # type: ignore[arg-type]
    return "".join(marks) + svg, word


def _entries(kinds: Mapping[str, str], scale: Scale, lang: Language) -> list[_Entry]:
    at = (0.0, 0.0)
    entries = [_of_mark(Mark(_NARROW / 2, 0, at, _SYMBOL, kind, ""), label) for kind, label in kinds.items()]
    factor = NUMBERED if scale.numbered else POINTS_PER_PIXEL
    sizes, x = [], 0.0
    steps = _steps_up_to(scale.most, scale.top)
    for step in steps:
        radius = size_of(step, scale.top) * factor
        x += radius
        sizes.append(Mark(x, 0, at, radius, "other", ""))
        x += radius + 2
    if kinds:
        rings = "".join(
            f'<circle cx="{mark.x:.1f}" cy="0" r="{mark.radius:.1f}" fill="none" stroke="{PAPER.ink}" '
            'stroke-width="0.7"/>'
            for mark in sizes
        )
        named = ", ".join(lang.number(step) for step in steps)
        named = lang.forwards(named)  # in the order of the circles
        tall = max(_ROW, 2 * sizes[-1].radius + 2)
        entries.append(
            _Entry((), rings, x, lang.say("killed, highest current account: {numbers}").format(numbers=named), tall)
        )
        hollow = Mark(_NARROW / 2, 0, at, _HOLLOW, next(iter(kinds)), "", hollow=True)
        entries.append(_of_mark(hollow, lang.say("hollow: number killed not reported")))
    if scale.areas:
        circle = (
            f'<circle cx="{_WIDE // 2}" cy="0" r="{_AREA}" fill="{PAPER.muted}" fill-opacity="0.12" '
            f'stroke="{PAPER.muted}" stroke-width="0.7" stroke-dasharray="2.2 1.8"/>'
        )
        entries.append(_Entry((), circle, _WIDE, lang.say("somewhere in this area")))
    if not scale.numbered and len(kinds) > 1:
        first, second = list(kinds)[:2]
        share = ((first, 2), (second, 1))
        ring = Mark(_WIDE / 2, 0, at, _RING, MIXED, "", shares=share)
        entries.append(_of_mark(ring, lang.say("several kinds; number of incidents")))
    return entries


def _of_mark(mark: Mark, text: str) -> _Entry:
    """Return the entry of one mark that stands in the middle of its room."""
    return _Entry((mark,), "", 2 * mark.x, text)


def _steps_up_to(most: float, top: int) -> list[int]:
    """Return the figures whose sizes the legend shows: up to the first that no symbol of this map exceeds.

    One between is shown where an eye tells it from the largest.
    """
    steps = sorted({0, 5, 10, *scale_steps(top)[1:-1]})
    enough = next((number for number, step in enumerate(steps) if step >= most), len(steps) - 1)
    largest = steps[max(enough, 1)]
    between = [step for step in steps[1:] if step <= _TELLS_APART * largest]
    return [0, *between[-1:], largest]


def draw_scale_bar(frame: Frame, lang: Language) -> Drawn:
    """Return a scale bar, true for the middle latitude of the sheet, with a north arrow, in the lower left corner."""
    per_km = frame.points_per_km(frame.middle_latitude)
    km = max((step for step in _BAR_KM if step * per_km <= _LONGEST_BAR), default=_BAR_KM[0])
    length, x, y = km * per_km, _BAR_START, frame.height - _BAR_ABOVE
    text = lang.say("{distance} km").format(distance=f"{km:g}")
    box = (_EDGE, frame.height - _EDGE - _BAR_FIELD, x + length + 14, frame.height - _EDGE)
    svg = (
        f'<rect x="{box[0]}" y="{box[1]:.1f}" width="{box[2] - box[0]:.1f}" height="{_BAR_FIELD}" rx="3" '
        f'fill="{PAPER.surface}" fill-opacity="0.86"/>'
        f'<path d="M{x} {y - 3}v3h{length / 2:.1f}v-3v3h{length / 2:.1f}v-3" fill="none" stroke="{PAPER.ink}" '
        f'stroke-width="1"/><path d="M{_NORTH_ARROW} {frame.height - 27:.1f}l4.6 11.6l-4.6 -2.8l-4.6 2.8z" '
        f'fill="{PAPER.ink}"/>'
    )
    words = (
        MapText(x, y - 5, "0", _BAR_SIZE, PAPER.ink, anchor="middle"),
        MapText(x + length, y - 5, text, _BAR_SIZE, PAPER.ink, anchor="middle"),
        MapText(_NORTH_ARROW, frame.height - 8.6, lang.say("N"), _BAR_SIZE, PAPER.ink, "bold", "middle"),
    )
    return Drawn(svg, words, box)


def draw_locator(frame: Frame, taken: Sequence[Box]) -> Drawn | None:
    """Return a small map of Syria with the sheet's rectangle, in the emptiest corner; None where Syria is shown."""
    south, west, north, east = frame.shown
    if east - west > (SYRIA[3] - SYRIA[1]) * _NEARLY_ALL:
        return None
    width, height = _LOCATOR
    right, bottom = frame.width - width - _EDGE, frame.height - height - _EDGE
    corners = [(right, _EDGE), (_EDGE, _EDGE), (right, bottom)]
    left, top = min(corners, key=lambda corner: _crowd(corner, width, height, taken))
    small = Frame(SYRIA, width - 2 * _LOCATOR_FRAME, height - 2 * _LOCATOR_FRAME)
    scale = small.scale
    x0, y0 = small.origin
    x, y = small.points(np.array([west, east]), np.array([north, south]))
    red = PRINTED.shown
    svg = (
        f'<g transform="translate({left:.1f} {top:.1f})"><rect width="{width}" height="{height}" rx="3" '
        f'fill="{PAPER.surface}" fill-opacity="0.95" stroke="{PAPER.line}" stroke-width="0.7"/>'
        f'<g transform="translate({_LOCATOR_FRAME} {_LOCATOR_FRAME})"><path transform="matrix({scale:.5f} 0 0 '
        f'{scale:.5f} {-x0 * scale:.4f} {y0 * scale:.4f})" d="{load_ground().outline_small}" '
        f'fill="{PAPER.outside}" stroke="{PAPER.border}" stroke-width="{0.7 / scale:.6f}"/>'
        f'<rect x="{x[0]:.1f}" y="{y[0]:.1f}" width="{x[1] - x[0]:.1f}" '
        f'height="{y[1] - y[0]:.1f}" fill="{red}" fill-opacity="0.18" stroke="{red}" stroke-width="1.2"/></g></g>'
    )
    return Drawn(svg, (), (left, top, left + width, top + height))


def _crowd(corner: tuple[float, float], width: float, height: float, taken: Sequence[Box]) -> float:
    """Return how much of a corner is covered by what is drawn already."""
    left, top = corner
    covered = 0.0
    for box in taken:
        across = min(left + width, box[2]) - max(left, box[0])
        down = min(top + height, box[3]) - max(top, box[1])
        covered += max(0.0, across) * max(0.0, down)
    return covered


def attribution(width: float, lang: Language) -> list[MapText]:
    """Return the lines that name whose base map this is, from baseline 0 downwards, as wide as the map at most."""
    lines = [""]
    for word in lang.of(ATTRIBUTION, "attribution").split():
        longer = f"{lines[-1]} {word}".strip()
        if text_width(longer, _CREDIT_SIZE) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    start, anchor = (width, "right") if lang.is_mirrored else (0.0, "left")
    return [
        MapText(start, number * _CREDIT_LINE, line, _CREDIT_SIZE, PAPER.muted, "regular", anchor)  # type: ignore[arg-type]
        for number, line in enumerate(lines)
    ]
