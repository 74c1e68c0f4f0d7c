"""The map in time: a ground that stands still, and over it what one moment after the other shows.

Names keep their places whatever comes and goes, so that nothing but incidents moves.
"""

from dataclasses import dataclass, replace

from incidents.language import Language
from incidents.selection.question import Bounds
from incidents.views.map_points import MapPoints
from incidents.views.static_map import StaticMap, draw_foot
from incidents.views.static_map.base import draw_ground, framed
from incidents.views.static_map.frame import Frame
from incidents.views.static_map.furniture import draw_scale_bar
from incidents.views.static_map.marks import cluster_marks, moved_apart
from incidents.views.static_map.place_names import letter_places
from incidents.views.static_map.symbols import draw_areas, draw_marks, mark_words

_GAP = 5.0


@dataclass(frozen=True)
class Scene:
    """The sheet of the map without incidents, its legend below, and the rectangle of ground that it shows."""

    frame: Frame
    drawn: StaticMap


def draw_scene(
    points: MapPoints, passing: MapPoints, bounds: Bounds, lang: Language, width: float, map_height: float
) -> Scene:
    """Draw the ground on a sheet ``width`` × ``map_height`` points; the legend explains all that ``points`` hold.

    Names keep clear, where they can, of every place at which a moment shows something: those of ``passing``.
    """
    frame = Frame(bounds, width, map_height)
    foot = draw_foot(cluster_marks(frame, points, lang), points, width, lang, (), numbered=False)
    scale_bar = draw_scale_bar(frame, lang)
    passed = [mark.box for mark in cluster_marks(frame, passing, lang)]
    dots, names = letter_places(frame, [scale_bar.box], [scale_bar.box], lang, passed)
    height = map_height + _GAP + foot.box[3]
    svg = (
        f"{framed(f'{draw_ground(frame)}{dots}{scale_bar.svg}', frame, height, transparent=False)}"
        f'<g transform="translate(0 {map_height + _GAP})">{foot.svg}</g>'
    )
    lowered = [replace(word, y=word.y + map_height + _GAP) for word in foot.words]
    return Scene(frame, StaticMap(svg, (*names, *scale_bar.words, *lowered), (), width, height))


def draw_moment(scene: Scene, points: MapPoints, lang: Language) -> StaticMap:
    """Draw only the symbols and areas of what ``points`` hold, to be laid over a scene of the same language."""
    frame = scene.frame
    marks = moved_apart(cluster_marks(frame, points, lang), frame, [draw_scale_bar(frame, lang).box])
    content = f"{draw_areas(frame, points)}{draw_marks(marks)}"
    svg = framed(content, frame, frame.height, transparent=True)
    return StaticMap(svg, tuple(mark_words(marks)), tuple(marks), frame.width, frame.height)
