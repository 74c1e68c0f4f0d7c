"""One symbol per kind of event, one size per number of deaths, one palette: on the map, the timeline and paper alike.

Each kind differs from every other by shape and by colour. The colours keep a contrast of at least 3:1 against the land
they lie on (WCAG 2.2, 1.4.11) and stay apart under simulated deuteranopia, protanopia and tritanopia; a test measures
both. All shapes have the same area at the same size, so that areas can be compared across kinds.
"""

import math
import re
from dataclasses import dataclass

from incidents.views.tones import PALETTE, WHITE, Theme, contrast

MIXED = "mixed"  # the kind of a mark that stands for incidents of several kinds

SMALLEST, LARGEST = 5.5, 24.0  # radius of 0 deaths and of the top of the scale, in CSS pixels
UNKNOWN_SIZE = 5.0  # nobody states a figure: a hollow symbol of its own size, never that of 0
_ROUND = (1, 2, 3, 5, 7, 10)  # of each power of ten, what a break of a shading may be
_NICE = (1, 2, 3, 4, 6, 8)
_MOST_DIGITS = 12  # no figure of a record has more; the scale ends there whatever it is given


@dataclass(frozen=True)
class Symbol:
    """How a kind of event is drawn. ``path`` is an SVG path around (0, 0) with the area of a circle of radius 1."""

    kind: str
    shape: str
    path: str
    light: str
    dark: str

    def colour(self, theme: Theme = "light") -> str:
        """Return the fill as #RRGGBB."""
        return self.dark if theme == "dark" else self.light

    @property
    def extent(self) -> float:
        """Return how far the path reaches from its middle, in radii of the circle of equal area."""
        return (
            1.0 if self.shape == "circle" else max(abs(float(number)) for number in re.findall(r"-?[0-9.]+", self.path))
        )

    @property
    def sink(self) -> float:
        """Return how far below its middle the shape is widest, in radii: there a number has most room."""
        return {"triangle": 0.18, "triangle pointing down": -0.18}.get(self.shape, 0.0)

    def on_colour(self, theme: Theme = "light") -> str:
        """Return the colour of a number written on the fill: the one of ink and white that reads better."""
        return max((WHITE, PALETTE["light"].ink), key=lambda text: contrast(text, self.colour(theme)))


def _polygon(corners: int, turn: float = 0.0) -> str:
    """Return a regular polygon of area π, the first corner up, turned clockwise by ``turn`` corners."""
    radius = math.sqrt(2 * math.pi / (corners * math.sin(2 * math.pi / corners)))
    angles = [2 * math.pi * (number + turn) / corners for number in range(corners)]
    return _path([(radius * math.sin(angle), -radius * math.cos(angle)) for angle in angles])


def _cross(width: float = 0.58) -> str:
    """Return a plus sign of area π; ``width`` is that of an arm as a share of the whole."""
    reach = math.sqrt(math.pi / (8 * width - 4 * width**2))
    arm = width * reach
    steps = [(arm, reach), (arm, arm), (reach, arm), (reach, -arm), (arm, -arm), (arm, -reach)]
    return _path(steps + [(-x, -y) for x, y in steps])


def _path(points: list[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:.3f},{y:.3f}" for x, y in points) + "Z"


_CIRCLE = "M-1,0A1,1,0,1,1,1,0A1,1,0,1,1,-1,0Z"

SYMBOLOGY: dict[str, Symbol] = {
    symbol.kind: symbol
    for symbol in (
        Symbol("attack", "circle", _CIRCLE, "#B5280C", "#EF6C2F"),
        Symbol("bombing", "triangle", _polygon(3), "#D07A12", "#F5C924"),
        Symbol("assassination", "diamond", _polygon(4), "#6D3576", "#BBA2F2"),
        Symbol("operation", "square", _polygon(4, turn=0.5), "#2152B8", "#4583F8"),
        Symbol("strike", "triangle pointing down", _polygon(3, turn=0.5), "#1295DC", "#9FDCF8"),
        Symbol("detention", "hexagon", _polygon(6), "#14202E", "#FAF8DA"),
        Symbol("other", "cross", _cross(), "#846E82", "#A07C94"),
    )
}


def size_of(deaths: float | None, top: float) -> float:
    """Return the radius of a symbol whose area grows evenly with deaths up to ``top``; unknown has a size of its own.

    A symbol for 0 deaths is small but visible. Above ``top`` symbols do not grow.
    """
    if deaths is None or math.isnan(deaths):
        return UNKNOWN_SIZE
    share = min(max(deaths, 0.0) / top, 1.0)
    return round(math.sqrt(SMALLEST**2 + (LARGEST**2 - SMALLEST**2) * share), 2)


def scale_top(most: float) -> int:
    """Return the round number (20, 30, 40, 60 …) at or above the largest figure, at which the scale of sizes ends."""
    return scale_tops(most)[-1]


def scale_tops(most: float) -> list[int]:
    """Return the round numbers at which the scale of sizes may end, up to the first at or above a figure."""
    tops = [step * 10**exponent for exponent in range(1, _MOST_DIGITS) for step in _NICE][1:]
    return next((tops[: at + 1] for at, top in enumerate(tops) if top >= most), [*tops, _NICE[-1] * 10**_MOST_DIGITS])


def scale_steps(top: int) -> tuple[int, ...]:
    """Return the figures that the legend draws: 0, a tenth and the whole of the scale, with one step between."""
    return (0, top // 10, round(top * 0.4), top)


def shade_breaks(values: list[int], classes: int = 5) -> list[int]:
    """Return the lowest value of each class of a shading, at most ``classes``: round, rising, the first above 0.

    Classes are even steps from 0 to the largest value, so that twice the number looks twice as far along the ramp.
    Where that would leave most values in the lowest class, each step is a multiple of the one before: a place with 9
    beside one with 142 is not to look like one with none.
    """
    largest = max(values, default=0)
    width = max(1, math.ceil(largest / classes))
    magnitude = 10 ** max(0, len(str(width)) - 1)
    width = math.ceil(width / magnitude * 2) * magnitude // 2 if magnitude > 1 else width
    above = [value for value in values if value > 0]
    if width > 1 and sum(value <= width for value in above) * 2 > len(above):
        return _growing_breaks(min(above), largest, classes)
    breaks = [1, *(width * number + 1 for number in range(1, classes))]
    return [low for low in breaks if low <= largest]


def _growing_breaks(smallest: int, largest: int, classes: int) -> list[int]:
    """Return round numbers that divide smallest to largest into steps of equal proportion, none twice."""
    share = (largest / smallest) ** (1 / classes)
    breaks = [1]
    for number in range(1, classes):
        wanted = smallest * share**number
        magnitude = 10 ** math.floor(math.log10(wanted))
        nearest = min(_ROUND, key=lambda round_one: abs(math.log(round_one * magnitude / wanted)))
        breaks.append(max(breaks[-1] + 1, nearest * magnitude))
    return [low for low in breaks if low <= largest]
