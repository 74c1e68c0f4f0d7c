"""The names of the ground: towns, countries, governorates, rivers and lakes, set where they hide nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import shapely

from geodata.boundaries import kept_with_the_layers, load_boundaries, load_layer
from geodata.mercator import zoom_showing
from incidents.language import Language, Row
from incidents.views.static_map.frame import Frame, Points
from incidents.views.static_map.lettering import Box, MapText, is_free
from incidents.views.tones import PAPER

_DOT = 2.2  # points: half the width of a town's dot with its line
SCREEN = 1000  # pixels: layers say from which zoom of a screen so wide their names count


def _zoom(frame: Frame) -> float:
    _, west, _, east = frame.shown
    return zoom_showing(west, east, SCREEN)


@dataclass(frozen=True, eq=False)
class Name:
    """A name of the base map and where it may stand: rows of longitude and latitude, best first.

    ``min_zoom`` says how important it is.
    """

    texts: Row
    places: Points
    min_zoom: int = 0

    def text(self, lang: Language) -> str:
        """Return the name in a language."""
        return lang.of(self.texts, "name")


@kept_with_the_layers
def _towns() -> tuple[Name, ...]:
    towns = load_layer("towns").sort_values("min_zoom", kind="stable").to_dict("records")
    return tuple(
        Name(town, np.array([[town["geometry"].x, town["geometry"].y]]), int(town["min_zoom"])) for town in towns
    )


@kept_with_the_layers
def _names(layer: Literal["countries", "governorates"]) -> tuple[Name, ...]:
    """Return the names of areas, to be set at the layer's own place or else anywhere well inside the area."""
    frame = load_boundaries() if layer == "governorates" else load_layer("countries")
    if layer == "countries":
        frame = frame[frame["name_en"] != "Syria"]
    return tuple(
        Name(area, np.vstack([[[area["label_longitude"], area["label_latitude"]]], _inside(area["geometry"])]))
        for area in frame.to_dict("records")
    )


def _inside(area: shapely.Geometry, steps: int = 14) -> Points:
    """Return points of a grid inside an area, those farthest from its border first."""
    west, south, east, north = shapely.bounds(area)
    cells = np.meshgrid(np.linspace(west, east, steps)[1:-1], np.linspace(south, north, steps)[1:-1])
    longitude, latitude = (axis.ravel() for axis in cells)
    within = shapely.contains_xy(area, longitude, latitude)
    longitude, latitude = longitude[within], latitude[within]
    room = shapely.distance(shapely.points(longitude, latitude), shapely.boundary(area))
    order = np.argsort(-room)
    return np.column_stack([longitude[order], latitude[order]])


@kept_with_the_layers
def _rivers() -> tuple[Name, ...]:
    """Return the names of rivers and lakes; a river's name may stand at any of its bends."""
    names = []
    for layer in ("lakes", "rivers"):
        for water in load_layer(layer).to_dict("records"):
            shape = water["geometry"]
            points = shapely.get_coordinates(shapely.centroid(shape) if layer == "lakes" else shape)
            every = max(1, len(points) // 60)
            places = np.asarray(points[::every], dtype=np.float64)
            names.append(Name(water, np.roll(places, -(len(places) // 2), axis=0), int(water["min_zoom"])))
    return tuple(names)


def letter_places(
    frame: Frame, taken: list[Box], covered: Sequence[Box], lang: Language, passed: Sequence[Box] = ()
) -> tuple[str, list[MapText]]:
    """Letter towns, countries, governorates and rivers where they fit; return the towns' dots (SVG) and the words.

    ``taken`` holds the rectangles of the marks and grows by the words; no town is lettered whose dot is
    ``covered`` by a corner piece or cut by the edge, be it in part. The order is the order of importance. Where
    something comes and goes (``passed``) a word stands only if it finds no other place.
    """
    dots, words = _letter_towns(frame, taken, covered, lang, passed)
    for names, colour, size, halo in (
        (_names("countries"), PAPER.muted, 9.0, PAPER.outside),
        (_names("governorates"), PAPER.muted, 8.0, PAPER.land),
        (_rivers(), PAPER.water_ink, 8.0, PAPER.land),
    ):
        for name in names:
            if name.min_zoom > _zoom(frame):
                continue
            tries = (_anywhere(frame, name, lang, kept, colour, size, halo) for kept in _tried(taken, passed))
            if placed := next(filter(None, tries), None):
                taken.append(placed.box)
                words.append(placed)
    return "".join(dots), words


def _letter_towns(
    frame: Frame, taken: list[Box], covered: Sequence[Box], lang: Language, passed: Sequence[Box]
) -> tuple[list[str], list[MapText]]:
    dots, words = [], []
    for town in _towns():
        place = _on_sheet(frame, town.places)
        if town.min_zoom > _zoom(frame) or not place:
            continue
        x, y = place[0]
        dot = (x - _DOT, y - _DOT, x + _DOT, y + _DOT)
        if not is_free(dot, covered, _sheet(frame)):
            continue
        tries = (_beside(x, y, town, lang, kept, _sheet(frame)) for kept in _tried(taken, passed))
        word = next(filter(None, tries), None)
        if word is None:
            continue
        taken += [word.box, (x - 1.7, y - 1.7, x + 1.7, y + 1.7)]
        words.append(word)
        dots.append(
            f'<rect x="{x - 1.7:.1f}" y="{y - 1.7:.1f}" width="3.4" height="3.4" fill="{PAPER.land}" '
            f'stroke="{PAPER.ink}" stroke-width="0.9"/>'
        )
    return dots, words


def _tried(taken: list[Box], passed: Sequence[Box]) -> tuple[list[Box], ...]:
    return ([*taken, *passed], taken) if passed else (taken,)


def _sheet(frame: Frame) -> Box:
    return 2.0, 2.0, frame.width - 2, frame.height - 2


def _on_sheet(frame: Frame, places: Points) -> list[tuple[float, float]]:
    """Return where places lie on the sheet, those that do, in their order."""
    x, y = frame.points(places[:, 0], places[:, 1])
    shown = (x > 0) & (x < frame.width) & (y > 0) & (y < frame.height)
    return list(zip(x[shown].tolist(), y[shown].tolist(), strict=True))


def _anywhere(
    frame: Frame, name: Name, lang: Language, taken: list[Box], colour: str, size: float, halo: str
) -> MapText | None:
    """Place a name at the first of its places that is on the sheet and free."""
    for x, y in _on_sheet(frame, name.places):
        word = MapText(x, y, name.text(lang), size, colour, "regular", "middle", halo)
        if is_free(word.box, taken, _sheet(frame), 2):
            return word
    return None


def _beside(x: float, y: float, town: Name, lang: Language, taken: list[Box], sheet: Box) -> MapText | None:
    """Place a town's name on the first free side of its dot; None where no side is free."""
    size = {5: 9.5, 6: 8.2}.get(town.min_zoom, 8.0)
    weight = "bold" if town.min_zoom <= 5 else "regular"
    across = [("left", 4.5, 0.32), ("right", -4.5, 0.32)]
    if lang.is_mirrored:
        across.reverse()
    tries = [*across, ("middle", 0, -0.55), ("middle", 0, 1.15), ("left", 3, -0.3), ("right", -3, -0.3)]
    if town.min_zoom <= 6:  # a reader looks for these: further off is better than not at all
        tries += [
            (anchor, dx * far, drop + sink)
            for far in (2.4, 4.2, 6)
            for sink in (0, -1.2, 1.2, -2.4, 2.4)
            for anchor, dx, drop in across
        ]
        tries += [("middle", 0, drop) for drop in (-1.6, 2.2, -2.6, 3.2)]
    for anchor, dx, drop in tries:
        text = town.text(lang)
        word = MapText(x + dx, y + drop * size, text, size, PAPER.ink, weight, anchor, PAPER.land)  # type: ignore[arg-type]
        if is_free(word.box, taken, sheet):
            return word
    return None
