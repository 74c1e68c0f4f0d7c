"""Marks on the sheet: numbered pins or counted clusters, moved apart where they would hide each other."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np
import pandas as pd

from incidents.language import Language
from incidents.views.map_points import MapPoints
from incidents.views.static_map.frame import Frame
from incidents.views.static_map.lettering import Box, text_width
from incidents.views.symbology import MIXED, SYMBOLOGY, size_of

POINTS_PER_PIXEL = 0.75  # a CSS pixel on paper
NUMBERED = 1.1  # numbered pins are printed larger, so that two digits fit the smallest
LONE_TAG = 2.3  # the middle of an area with one incident, where marks are counted
TAG = 5.6  # radius of the number of an area
INNER = 0.68  # of the radius of a ring is its white field
_COUNT_SIZE = 8.0  # points of the number in a cluster, and how much paper it keeps on either side
_COUNT_MARGIN = 1.6
# How symbols are moved apart, in points of paper and shares.
_GAP = 1.2  # kept between them
_ROUNDS = 120
_ROOM = 1.08  # of the radius: corners reach beyond the circle of equal area
_GOLDEN_ANGLE = 2.399963  # radians: turned by it again and again, no two directions are the same
_FIRST_STEP = 0.8  # from one and the same place, so that there is a direction to move in
_YIELDING = 0.6  # of the overlap is undone in a round
_HELD, _HELD_FREE = 0.01, 0.08  # of the way back to its own place a symbol goes, pushed or free
_TOO_HIGH = 20  # above a corner piece that begins higher there is no room


class NumberedPlace(Protocol):
    """A place (degrees) with a number on the map."""

    @property
    def number(self) -> int:
        """Number on the map and in the table or list below it."""

    @property
    def latitude(self) -> float:
        """Degrees north."""

    @property
    def longitude(self) -> float:
        """Degrees east."""


class Numbered(NumberedPlace, Protocol):
    """An incident with a number on the map: where, of which kind, killed at most, how far off it may lie."""

    @property
    def kind(self) -> str:
        """Kind of event."""

    @property
    def killed(self) -> float | None:
        """Most killed that a current claim states; None where nobody states a figure."""

    @property
    def radius_km(self) -> float:
        """How far off the place may lie; 0 for a named place."""


@dataclass(frozen=True)
class Mark:
    """A symbol on the sheet. ``x``, ``y`` is where it is drawn, ``at`` where it belongs (points); ``text`` is inside.

    ``shares`` are the counts of the kinds that a cluster stands for; ``hollow`` means that nobody states the killed.
    A ``tag`` is no symbol but the number of an area, in whose middle it stands.
    """

    x: float
    y: float
    at: tuple[float, float]
    radius: float
    kind: str
    text: str
    hollow: bool = False
    shares: tuple[tuple[str, int], ...] = ()
    tag: bool = False
    killed: float = 0.0

    @property
    def box(self) -> Box:
        """Return the rectangle that the symbol covers."""
        reach = self.radius * 1.2
        return self.x - reach, self.y - reach, self.x + reach, self.y + reach


def pin_marks(frame: Frame, pins: Sequence[Numbered], top: float) -> list[Mark]:
    """Return one mark for each numbered incident on the sheet."""
    marks = []
    for pin in pins:
        x, y = frame.points(np.array([pin.longitude]), np.array([pin.latitude]))
        at, vague = (float(x[0]), float(y[0])), pin.radius_km > 0
        radius = TAG if vague else size_of(pin.killed, top) * NUMBERED
        hollow, killed = pin.killed is None and not vague, pin.killed or 0.0
        marks.append(Mark(*at, at, radius, pin.kind, str(pin.number), hollow=hollow, tag=vague, killed=killed))
    return [mark for mark in marks if 0 <= mark.x <= frame.width and 0 <= mark.y <= frame.height]


def cluster_marks(frame: Frame, points: MapPoints, lang: Language) -> list[Mark]:
    """Return one mark for each place or cluster of the reader's map, with the number of its incidents."""
    table = pd.concat([points.marks, points.areas], ignore_index=True)
    if not len(table):
        return []
    x, y = frame.points(table["longitude"].to_numpy(), table["latitude"].to_numpy())
    kinds = [kind for kind in SYMBOLOGY if kind in table]
    marks = []
    for number, row in enumerate(table.to_dict("records")):
        shares = tuple((kind, int(row[kind])) for kind in kinds if row[kind])
        count, killed = int(row["count"]), float(row["killed_high"])
        vague, hollow = row["shape"] in {"circle", "polygon"}, math.isnan(killed)
        text = lang.number(count) if count > 1 else ""
        radius = LONE_TAG if vague else size_of(killed, points.top) * POINTS_PER_PIXEL
        if text:
            inner = text_width(text, _COUNT_SIZE, "bold") / 2 + _COUNT_MARGIN
            radius = max(radius, inner / INNER if row["kind"] == MIXED and not vague else inner + 1)
        at = (float(x[number]), float(y[number]))
        killed = 0.0 if hollow else killed
        hollow = hollow and not vague
        marks.append(Mark(*at, at, radius, str(row["kind"]), text, hollow, shares, tag=vague, killed=killed))
    return [mark for mark in marks if 0 <= mark.x <= frame.width and 0 <= mark.y <= frame.height]


def moved_apart(marks: list[Mark], frame: Frame, taken: Sequence[Box] = ()) -> list[Mark]:
    """Push overlapping symbols away from each other and from taken corners, each held back by its own place."""
    if not marks:
        return marks
    place = np.array([mark.at for mark in marks])
    radius = np.array([mark.radius for mark in marks]) * _ROOM
    angle = np.arange(len(marks)) * _GOLDEN_ANGLE
    position = place + np.stack([np.cos(angle), np.sin(angle)], axis=1) * _FIRST_STEP
    needed = radius[:, None] + radius[None, :] + _GAP
    for _round in range(_ROUNDS):
        apart = position[:, None, :] - position[None, :, :]
        distance = np.hypot(apart[..., 0], apart[..., 1])
        np.fill_diagonal(distance, np.inf)
        push = np.clip(needed - distance, 0, None) / 2
        moved = (apart / np.maximum(distance, 1e-6)[..., None] * push[..., None]).sum(axis=1)
        crowded = push.sum(axis=1) > 0
        position += moved * _YIELDING
        position += (place - position) * np.where(crowded, _HELD, _HELD_FREE)[:, None]
        for box in taken:
            position = _out_of(position, radius, box)
        position[:, 0] = np.clip(position[:, 0], radius + 1, frame.width - radius - 1)
        position[:, 1] = np.clip(position[:, 1], radius + 1, frame.height - radius - 1)
    return [replace(mark, x=float(x), y=float(y)) for mark, (x, y) in zip(marks, position, strict=True)]


def _out_of(position: np.ndarray, radius: np.ndarray, box: Box) -> np.ndarray:
    """Move the points inside a rectangle to its nearest side that lies on the sheet's inner side."""
    left, top, right, bottom = box
    inside = (
        (position[:, 0] > left - radius)
        & (position[:, 0] < right + radius)
        & (position[:, 1] > top - radius)
        & (position[:, 1] < bottom + radius)
    )
    if not inside.any():
        return position
    position = position.copy()
    up, down = position[:, 1] - (top - radius), bottom + radius - position[:, 1]
    can_go_up = top > _TOO_HIGH
    position[inside, 1] += np.where(can_go_up, -up, down)[inside]
    return position
