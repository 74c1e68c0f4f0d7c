"""The map of a deck: a picture, its numbered symbols shapes on it, its legend below; letters as large as the deck's."""

from dataclasses import replace
from io import BytesIO

from pptx.slide import Slide

from incidents.briefing.content import Briefing
from incidents.briefing.deck_pages import TEXT
from incidents.briefing.deck_shapes import Rect, add_mark, describe
from incidents.briefing.paper import MAP_PPI, map_png
from incidents.briefing.sheets import briefing_map
from incidents.briefing.slide_sheet import SMALLEST
from incidents.views.static_map import StaticMap, draw_key
from incidents.views.static_map.frame import ASPECT

LARGER = TEXT / SMALLEST  # than on the slide: no letter of the map is smaller than those of the deck
_GAP = 6.0  # points between map and legend
BESIDE_FIGURES, BESIDE_TEXT = 0.46, 0.54  # of the room: the widest map beside four figures, and beside a text


def deck_map(briefing: Briefing, room: Rect, widest: float = BESIDE_FIGURES) -> tuple[StaticMap, StaticMap]:
    """Draw map and legend for a room (points) across which the legend runs; both are shown ``LARGER``."""
    shown, across = briefing.map, room.width / LARGER
    key = draw_key(
        shown.points, shown.pins, shown.bounds, briefing.lang, across / 2, across, shown.notes, shown.remarks
    )
    high = (room.height - _GAP) / LARGER - key.height
    width = min(across * widest, high * ASPECT)
    return briefing_map(briefing, width, marks="left out" if shown.pins else "drawn", keyed=False), key


def add_map(slide: Slide, briefing: Briefing, body: Rect, widest: float = BESIDE_FIGURES) -> Rect:
    """Add the map where a body begins, its legend at the foot of it; return the room that is left beside the map."""
    drawn, key = deck_map(briefing, body, widest)
    place = _add_picture(slide, briefing, drawn, Rect(body.left, body.top, *_size(drawn)), "Map")
    low = Rect(body.left, body.top + body.height - _size(key)[1], *_size(key))
    _add_picture(slide, briefing, key, low, "Legend")
    for mark in sorted(drawn.marks, key=lambda mark: -mark.radius) if briefing.map.pins else ():
        kind = briefing.charts.kind_labels[mark.kind]
        here = replace(mark, x=mark.x * LARGER, y=mark.y * LARGER, radius=mark.radius * LARGER)
        add_mark(slide, here, place.left, place.top, f"{mark.text} {kind}", TEXT)
    beside = place.width + 18
    return Rect(body.left + beside, body.top, body.width - beside, low.top - _GAP - body.top)


def _size(drawn: StaticMap) -> tuple[float, float]:
    return drawn.width * LARGER, drawn.height * LARGER


def _add_picture(slide: Slide, briefing: Briefing, drawn: StaticMap, place: Rect, name: str) -> Rect:
    """Add a drawn piece as a picture; return where it is."""
    there = place.mirrored(briefing.lang)
    picture = slide.shapes.add_picture(BytesIO(map_png(briefing, drawn, MAP_PPI * LARGER)), *there.emu)
    picture.name = name
    describe(picture, briefing.map.alt if name == "Map" else " · ".join(word.text for word in drawn.words))
    return there
