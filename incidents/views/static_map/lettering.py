"""Where words go on a map: measured widths, and places that do not collide."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from io import BytesIO
from typing import Literal

import pymupdf_fonts
from PIL import ImageFont

Anchor = Literal["left", "middle", "right"]
Box = tuple[float, float, float, float]  # left, top, right, bottom in points

# Share of the type size above and below the baseline that a word covers, Arabic included.
_ASCENT, _DESCENT = 0.86, 0.3


@dataclass(frozen=True)
class MapText:
    """A word on the map: baseline at ``x``, ``y`` (points), drawn as real text by whoever prints the map."""

    x: float
    y: float
    text: str
    size: float
    colour: str
    weight: Literal["regular", "bold"] = "regular"
    anchor: Anchor = "left"
    halo: str | None = None
    italic: bool = False

    @property
    def box(self) -> Box:
        """Return the rectangle that the word covers."""
        width = text_width(self.text, self.size, self.weight)
        left = {"left": self.x, "middle": self.x - width / 2, "right": self.x - width}[self.anchor]
        return left, self.y - _ASCENT * self.size, left + width, self.y + _DESCENT * self.size


@cache
def _font(weight: str) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(BytesIO(pymupdf_fonts.myfont("figbo" if weight == "bold" else "figo")), 100)


@lru_cache(maxsize=4096)
def text_width(text: str, size: float, weight: str = "regular") -> float:
    """Measure a line of FiraGO in points."""
    return float(_font(weight).getlength(text)) * size / 100


def overlap(one: Box, other: Box, margin: float = 0.0) -> bool:
    """Say whether two rectangles touch or come nearer than ``margin``."""
    return (
        one[0] - margin < other[2]
        and other[0] - margin < one[2]
        and one[1] - margin < other[3]
        and other[1] - margin < one[3]
    )


def is_free(box: Box, taken: Iterable[Box], sheet: Box, margin: float = 1.0) -> bool:
    """Say whether a rectangle lies on the sheet and keeps clear of all that is taken."""
    inside = box[0] >= sheet[0] and box[1] >= sheet[1] and box[2] <= sheet[2] and box[3] <= sheet[3]
    return inside and not any(overlap(box, other, margin) for other in taken)
