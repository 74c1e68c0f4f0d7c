"""Remarks of a reader's own: numbered flags on the map, and below it what each of them says."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from incidents.language import Language
from incidents.views.static_map.frame import Frame
from incidents.views.static_map.furniture import Drawn
from incidents.views.static_map.lettering import Box, MapText, text_width
from incidents.views.static_map.marks import NumberedPlace
from incidents.views.tones import PAPER, WHITE

_SIDE, _STAFF = 12.0, 9.0  # points: of a flag, and of the staff from its place to it
_SIZE, _LINE, _TO_TEXT = 8.0, 11.8, 6.0  # of the texts below the map


class Remarked(NumberedPlace, Protocol):
    """A numbered remark at a place."""

    @property
    def text(self) -> str:
        """What the reader says."""


@dataclass(frozen=True)
class Flags:
    """The flags on the sheet, their numbers, and the rectangles they cover."""

    svg: str
    words: tuple[MapText, ...]
    boxes: tuple[Box, ...]


def draw_flags(frame: Frame, remarks: Sequence[Remarked]) -> Flags:
    """Draw a flag at the place of each remark that lies on the sheet; its staff stands on the place."""
    pieces: list[str] = []
    words: list[MapText] = []
    boxes: list[Box] = []
    for remark in remarks:
        x, y = frame.points(np.array([remark.longitude]), np.array([remark.latitude]))
        at = float(x[0]), float(y[0])
        if not (0 <= at[0] <= frame.width and 0 <= at[1] <= frame.height):
            continue
        # Flags at one place stand one above the other.
        left = at[0] if at[0] + _SIDE < frame.width else at[0] - _SIDE
        top = at[1] - _STAFF - _SIDE if at[1] > _STAFF + _SIDE else at[1] + _STAFF
        while any(abs(left - box[0]) < _SIDE and abs(top - box[1]) < _SIDE for box in boxes):
            top -= _SIDE + 1
        pieces.append(
            f'<path d="M{at[0]:.1f} {at[1]:.1f}V{top:.1f}" stroke="{PAPER.ink}" stroke-width="1.2"/>'
            f'<circle cx="{at[0]:.1f}" cy="{at[1]:.1f}" r="1.8" fill="{PAPER.ink}"/>{_field(left, top)}'
        )
        words.append(_number(remark, left, top))
        boxes.append((left, top, left + _SIDE, top + _SIDE))
    return Flags("".join(pieces), tuple(words), tuple(boxes))


def list_remarks(remarks: Sequence[Remarked], width: float, top: float, lang: Language) -> Drawn:
    """Return what the remarks say, one below the other from ``top`` (points) downwards, each behind its flag."""
    pieces, words, y = [], [], top
    for remark in remarks:
        start = width - _SIDE if lang.is_mirrored else 0.0
        edge = start - _TO_TEXT if lang.is_mirrored else _SIDE + _TO_TEXT
        pieces.append(_field(start, y + 2))
        words.append(_number(remark, start, y + 2))
        for line in _lines(remark.text, width - _SIDE - _TO_TEXT):
            y += _LINE
            words.append(MapText(edge, y, line, _SIZE, PAPER.ink, "regular", "right" if lang.is_mirrored else "left"))
        y += 4
    return Drawn("".join(pieces), tuple(words), (0.0, 0.0, width, y))


def _field(left: float, top: float) -> str:
    return (
        f'<rect x="{left:.1f}" y="{top:.1f}" width="{_SIDE}" height="{_SIDE}" rx="1.5" fill="{PAPER.ink}" '
        f'stroke="{WHITE}" stroke-width="0.6"/>'
    )


def _number(remark: Remarked, left: float, top: float) -> MapText:
    return MapText(left + _SIDE / 2, top + _SIDE * 0.74, str(remark.number), 8.0, WHITE, "bold", "middle")


def _lines(text: str, width: float) -> Iterator[str]:
    """Break a text into lines no wider than so many points, after words."""
    line = ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if line and text_width(longer, _SIZE) > width:
            yield line
            longer = word
        line = longer
    yield line
