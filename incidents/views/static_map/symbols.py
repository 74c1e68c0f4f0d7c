"""How marks and areas are drawn: the shape of each kind, rings of shares, numbers, leaders to moved places."""

import math
from collections.abc import Sequence

import numpy as np
import shapely

from geodata.areas import circle_polygon
from incidents.selection.circles import layer_of
from incidents.views.map_points import MapPoints
from incidents.views.static_map.base import shape_path
from incidents.views.static_map.frame import Frame
from incidents.views.static_map.lettering import MapText
from incidents.views.static_map.marks import INNER, Mark
from incidents.views.symbology import MIXED, SYMBOLOGY
from incidents.views.tones import PAPER, TONES

HOLLOW_STROKE = 1.6
HALO = 1.3  # points: the foot of a line so near to a symbol is a smudge at its side
SHORTEST_LEADER = 5.0  # points of a line that have to be seen for it to lead anywhere


def draw_areas(frame: Frame, points: MapPoints) -> str:
    """Return the SVG of the areas in which vaguely placed incidents lie: true polygons or circles of uncertainty."""
    pieces = []
    for row in points.areas.to_dict("records"):
        kind = str(row["kind"])
        colour = PAPER.muted if kind == MIXED else SYMBOLOGY[kind].colour()
        # Where many areas overlap, wide ones fade, so that what lies in them stays legible.
        many, wide = len(points.areas) > 12, float(row["radius_km"]) > 45
        fill, line = (0.025 if wide else 0.05, 0.4 if wide else 0.7) if many else (0.07, 0.75)
        style = (
            f'fill="{colour}" fill-opacity="{fill}" stroke="{colour}" stroke-opacity="{line}" stroke-width="0.7" '
            'stroke-dasharray="2.2 1.8"'
        )
        geometry = points.outline_of(str(row["place_id"])) if row["shape"] == "polygon" else None
        if geometry is not None:
            pieces.append(f'<path d="{shape_path(frame, shapely.simplify(geometry, 0.01))}" {style}/>')
            continue
        x, y = frame.points(np.array([row["longitude"]]), np.array([row["latitude"]]))
        radius = float(row["radius_km"]) * frame.points_per_km(float(row["latitude"]))
        pieces.append(f'<circle cx="{x[0]:.1f}" cy="{y[0]:.1f}" r="{radius:.1f}" {style}/>')
    return "".join(
        [_asked_governorates(frame, points), *pieces, _asked_circle(frame, points), _asked_layer(frame, points)]
    )


def _asked_governorates(frame: Frame, points: MapPoints) -> str:
    """Return the SVG of the outlines of the governorates that were asked for, "" where none was."""
    style = f'fill="none" stroke="{TONES["light"].accent}" stroke-width="1.6" stroke-linejoin="round"'
    return "".join(
        f'<path class="asked" d="{shape_path(frame, shapely.simplify(outline, 0.004))}" {style}/>'
        for outline in points.asked_governorates
    )


def _asked_circle(frame: Frame, points: MapPoints) -> str:
    """Return the SVG of the circle within which was asked; "" where none was."""
    if points.circle is None:
        return ""
    latitude, longitude, km = points.circle
    outline = shape_path(frame, circle_polygon(latitude, longitude, km))
    return f'<path d="{outline}" fill="none" stroke="{PAPER.ink}" stroke-width="1.1"/>'


def _asked_layer(frame: Frame, points: MapPoints) -> str:
    """Return the SVG of the reader's layer about which was asked and of what lies within; "" where none was."""
    if points.near is None or (layer := layer_of(points.near)) is None:
        return ""
    outline = shape_path(frame, layer.laid_flat.around(points.near.km))
    pieces = [f'<path d="{outline}" fill="none" stroke="{PAPER.ink}" stroke-width="1.1"/>']
    for part in shapely.get_parts(shapely.get_parts(list(layer.shapes))):
        path = shape_path(frame, shapely.simplify(part, 0.001))
        if path:
            filled = PAPER.own if shapely.get_dimensions(part) == 2 else "none"
            style = f'fill="{filled}" fill-opacity="0.08" stroke="{PAPER.own}" stroke-width="1.6"'
            pieces.append(f'<path d="{path}" {style} stroke-linejoin="round"/>')
            continue
        x, y = frame.points(np.array([part.x]), np.array([part.y]))
        style = f'fill="{PAPER.surface}" stroke="{PAPER.own}" stroke-width="1.6"'
        pieces.append(f'<circle cx="{x[0]:.1f}" cy="{y[0]:.1f}" r="3.2" {style}/>')
    return "".join(pieces)


def draw_marks(marks: Sequence[Mark]) -> str:
    """Return the SVG of the marks, large ones below; a thin line leads from a moved symbol to its place."""
    leaders = [_leader(mark, marks) for mark in marks]
    ordered = sorted(marks, key=lambda mark: -mark.radius)
    return "".join([*leaders, *map(draw_mark, ordered)])


def _leader(mark: Mark, marks: Sequence[Mark]) -> str:
    """Return the line from a moved symbol to its place, "" where only scraps of it would be seen between symbols."""
    (x, y), ink = mark.at, PAPER.ink
    length = math.dist((mark.x, mark.y), mark.at)
    if length < SHORTEST_LEADER:
        return ""
    middle = ((x + mark.x) / 2, (y + mark.y) / 2)
    steps = np.linspace(0, 1, max(2, int(length * 2)))
    along = np.column_stack([x + (mark.x - x) * steps, y + (mark.y - y) * steps])
    covered = np.zeros(len(along), dtype=bool)
    for other in marks:
        if math.dist(middle, (other.x, other.y)) > length / 2 + other.radius + HALO:
            continue  # too far away to cover any of it
        covered |= np.hypot(*(along - (other.x, other.y)).T) < other.radius + HALO
    if covered[0] or length * float((~covered).mean()) < SHORTEST_LEADER:
        return ""
    return (
        f'<path d="M{x:.1f} {y:.1f}L{mark.x:.1f} {mark.y:.1f}" stroke="{ink}" stroke-width="0.6" fill="none"/>'
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="1.3" fill="{ink}"/>'
    )


def draw_mark(mark: Mark) -> str:
    """Return the SVG of one symbol: its kind's shape, or a ring of the shares of several kinds."""
    if mark.tag:
        return _tag(mark)
    if mark.kind == MIXED:
        return _ring(mark)
    symbol = SYMBOLOGY[mark.kind]
    stroke = HOLLOW_STROKE if mark.hollow else 0.9
    fill, line = (PAPER.surface, symbol.colour()) if mark.hollow else (symbol.colour(), PAPER.surface)
    return (
        f'<path d="{symbol.path}" transform="translate({mark.x:.1f} {mark.y:.1f}) scale({mark.radius:.2f})" '
        f'fill="{fill}" stroke="{line}" stroke-width="{stroke / mark.radius:.4f}" stroke-linejoin="round"/>'
    )


def _tag(mark: Mark) -> str:
    """Return the small field on which the number of an area stands."""
    colour = PAPER.muted if mark.kind == MIXED else SYMBOLOGY[mark.kind].colour()
    dash = ' stroke-dasharray="2.2 1.4"' if mark.text else ""
    return (
        f'<circle cx="{mark.x:.1f}" cy="{mark.y:.1f}" r="{mark.radius:.2f}" fill="{PAPER.surface}" '
        f'fill-opacity="0.92" stroke="{colour}" stroke-width="0.8"{dash}/>'
    )


def _ring(mark: Mark) -> str:
    """Return a ring whose arcs are the shares of kinds, around a white field for the count."""
    total = sum(count for _kind, count in mark.shares)
    middle, width = mark.radius * (1 + INNER) / 2, mark.radius * (1 - INNER)
    length = 2 * math.pi * middle
    pieces, start = [], 0.0
    for kind, count in mark.shares:
        arc = length * count / total
        pieces.append(
            f'<circle r="{middle:.2f}" fill="none" stroke="{SYMBOLOGY[kind].colour()}" stroke-width="{width:.2f}" '
            f'stroke-dasharray="{arc:.2f} {length - arc:.2f}" stroke-dashoffset="{-start:.2f}" '
            'transform="rotate(-90)"/>'
        )
        start += arc
    return (
        f'<g transform="translate({mark.x:.1f} {mark.y:.1f})">'
        f'<circle r="{mark.radius + 0.5:.2f}" fill="{PAPER.surface}"/>{"".join(pieces)}</g>'
    )


# A number is set so far below the middle of its symbol, in sizes of its letters; more or less where it sinks.
BASELINE, SUNK = 0.35, 0.83


def mark_words(marks: Sequence[Mark]) -> list[MapText]:
    """Return the numbers in the symbols."""
    words = []
    for mark in marks:
        if not mark.text:
            continue
        size = 8.0 if mark.radius < 14 else 9.5
        plain = mark.tag or mark.hollow or mark.kind == MIXED
        colour = PAPER.ink if plain else SYMBOLOGY[mark.kind].on_colour()
        drop = BASELINE + (0.0 if mark.tag or mark.kind == MIXED else SYMBOLOGY[mark.kind].sink * SUNK)
        words.append(MapText(mark.x, mark.y + drop * size, mark.text, size, colour, "bold", "middle"))
    return words
