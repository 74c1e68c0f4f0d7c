"""One place on a small map, with the area within which an event "in" it may lie."""

from html import escape

import numpy as np

from incidents.language import Language
from incidents.views.static_map.base import draw_ground
from incidents.views.static_map.frame import Frame, extent_of
from incidents.views.static_map.furniture import draw_scale_bar
from incidents.views.static_map.lettering import Box, MapText
from incidents.views.static_map.place_names import letter_places
from incidents.views.tones import TONES, WHITE

_ACCENT = TONES["light"].accent
_ANCHORS = {"left": "start", "middle": "middle", "right": "end"}


def draw_place(latitude: float, longitude: float, uncertainty_km: float, lang: Language, width: float = 420) -> str:
    """Return an SVG, ``width`` points wide, of a point in degrees and the circle of its uncertainty in kilometres.

    Words are texts of the picture, in whatever typeface the reader has.
    """
    held = (np.array([value]) for value in (latitude, longitude, uncertainty_km))
    frame = Frame(extent_of(*held), width, width / 1.6)
    across, down = (float(part) for part in frame.points(np.float64(longitude), np.float64(latitude)))  # type: ignore[arg-type]  # one point
    radius = max(uncertainty_km * frame.points_per_km(latitude), 3.0)
    bar = draw_scale_bar(frame, lang)
    taken: list[Box] = [bar.box, (across - 6, down - 6, across + 6, down + 6)]
    dots, names = letter_places(frame, taken, [bar.box], lang)
    area = (
        f'<circle cx="{across:.1f}" cy="{down:.1f}" r="{radius:.1f}" fill="{_ACCENT}" fill-opacity="0.16" '
        f'stroke="{_ACCENT}" stroke-width="1.6" stroke-dasharray="5 3"/>'
        f'<circle cx="{across:.1f}" cy="{down:.1f}" r="4" fill="{_ACCENT}" stroke="{WHITE}" stroke-width="1.5"/>'
    )
    words = "".join(_lettered(word) for word in (*names, *bar.words))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {frame.height:.1f}" '
        f'font-family="FiraGO, Noto Sans Arabic, sans-serif">{draw_ground(frame)}{dots}{area}{bar.svg}{words}</svg>'
    )


def _lettered(word: MapText) -> str:
    halo = f' stroke="{word.halo}" stroke-width="2" paint-order="stroke" stroke-linejoin="round"' if word.halo else ""
    weight = ' font-weight="700"' if word.weight == "bold" else ""
    return (
        f'<text x="{word.x:.1f}" y="{word.y:.1f}" font-size="{word.size}" fill="{word.colour}"{halo}{weight} '
        f'text-anchor="{_ANCHORS[word.anchor]}">{escape(word.text)}</text>'
    )
