"""The ground: land, water, borders and towns, as SVG paths made once and moved under each frame.

Paths are kept in Mercator units (y downwards) and placed by one ``transform``; stroke widths are divided by the scale,
so that a new extent costs no projecting.
"""

from dataclasses import dataclass
from functools import cache

import geopandas as gpd
import numpy as np
import shapely
from geodata.boundaries import load_boundaries, load_layer

from incidents.language import Lang
from incidents.views.static_map.frame import Frame, mercator_x, mercator_y
from incidents.views.static_map.lettering import Box, MapText, is_free
from incidents.views.symbology import PALETTE

PAPER = PALETTE["light"]
BADIA = "#F5EEDF"  # a hint of sand: the approximate Badia is ground, not a statement


@dataclass(frozen=True)
class Ground:
    """SVG path data of the base layers in Mercator units."""

    countries: str
    syria: str
    governorate_borders: str
    rivers: str
    lakes: str
    badia: str
    outline_small: str


def _path(geometries: gpd.GeoSeries | list[shapely.Geometry], *, closed: bool) -> str:
    """Write geometries (degrees) as one SVG path in Mercator units."""
    parts = shapely.get_parts(np.asarray(geometries, dtype=object))
    parts = shapely.get_rings(parts) if closed else shapely.get_parts(parts)
    pieces = []
    for line in parts:
        coordinates = shapely.get_coordinates(line)
        east, south = mercator_x(coordinates[:, 0]), -mercator_y(coordinates[:, 1])
        pieces.append("M" + " ".join(f"{x:.4f} {y:.4f}" for x, y in zip(east, south, strict=True)))
    return ("Z" if closed else "").join(pieces) + ("Z" if closed and pieces else "")


@cache
def _governorate_lines() -> tuple[shapely.Geometry, shapely.Geometry]:
    """Return the outline of Syria and the borders between its governorates."""
    polygons = load_boundaries().geometry.to_numpy()
    country = shapely.union_all(polygons)
    lines = shapely.union_all(shapely.boundary(polygons))
    return country, shapely.line_merge(shapely.difference(lines, shapely.buffer(shapely.boundary(country), 0.004)))


@cache
def load_ground() -> Ground:
    """Read the layers and write them as paths, once per process."""
    country, inner = _governorate_lines()
    return Ground(
        countries=_path(load_layer("countries").geometry, closed=True),
        syria=_path([country], closed=True),
        governorate_borders=_path([inner], closed=False),
        rivers=_path(load_layer("rivers").geometry, closed=False),
        lakes=_path(load_layer("lakes").geometry, closed=True),
        badia=_path(load_layer("badia").geometry, closed=True),
        outline_small=_path([shapely.simplify(country, 0.03)], closed=True),
    )


def shape_path(frame: Frame, geometry: shapely.Geometry) -> str:
    """Return the path of a polygon (degrees) in points of the sheet."""
    pieces = []
    for ring in shapely.get_rings(geometry):
        coordinates = shapely.get_coordinates(ring)
        x, y = frame.points(coordinates[:, 0], coordinates[:, 1])
        pieces.append("M" + " ".join(f"{a:.1f} {b:.1f}" for a, b in zip(x, y, strict=True)) + "Z")
    return "".join(pieces)


def draw_ground(frame: Frame, *, transparent: bool = False) -> str:
    """Return the SVG body of the ground; ``transparent`` leaves out sea and neighbouring land."""
    ground, scale = load_ground(), frame.scale
    left, top = frame.origin
    place = f"matrix({scale:.5f} 0 0 {scale:.5f} {-left * scale:.4f} {top * scale:.4f})"

    def path(data: str, style: str, stroke: float = 0.0, dash: tuple[float, ...] = ()) -> str:
        width = f' stroke-width="{stroke / scale:.6f}"' if stroke else ""
        dashes = f' stroke-dasharray="{" ".join(f"{part / scale:.6f}" for part in dash)}"' if dash else ""
        return f'<path d="{data}" {style}{width}{dashes} stroke-linejoin="round" stroke-linecap="round"/>'

    around = [] if transparent else [path(ground.countries, f'fill="{PAPER.outside}" stroke="{PAPER.line}"', 0.6)]
    sea = "" if transparent else f'<rect width="{frame.width}" height="{frame.height}" fill="{PAPER.water}"/>'
    body = [
        *around,
        path(ground.syria, f'fill="{PAPER.land}" stroke="{PAPER.border_glow}"', 5),
        path(ground.badia, f'fill="{BADIA}"'),
        path(ground.rivers, f'fill="none" stroke="{PAPER.shore}"', 0.8),
        path(ground.lakes, f'fill="{PAPER.water}" stroke="{PAPER.shore}"', 0.4),
        path(ground.governorate_borders, f'fill="none" stroke="{PAPER.governorate}"', 0.6, (3, 2)),
        path(ground.syria, f'fill="none" stroke="{PAPER.border}"', 1.1),
    ]
    return f'{sea}<g transform="{place}">{"".join(body)}</g>'


# Names of neighbours, seas and rivers are lettered where the sheet shows enough of them.
@cache
def _areas() -> gpd.GeoDataFrame:
    countries = load_layer("countries")
    return countries[countries["iso3"] != "SYR"]


def letter_places(frame: Frame, taken: list[Box], lang: Lang) -> tuple[str, list[MapText]]:
    """Letter countries, governorates and towns where they fit; return their dots (SVG) and the words.

    ``taken`` holds the rectangles of the marks and grows by the words. The order is the order of importance.
    """
    sheet = (2.0, 2.0, frame.width - 2, frame.height - 2)
    dots, words = [], []
    for town in towns_shown(frame):
        x, y = frame.points(np.array([town.longitude]), np.array([town.latitude]))
        dot = (float(x[0]) - 1.7, float(y[0]) - 1.7, float(x[0]) + 1.7, float(y[0]) + 1.7)
        word = _beside(float(x[0]), float(y[0]), town, lang, taken, sheet)
        if word is None:
            continue
        taken += [word.box, dot]
        words.append(word)
        dots.append(
            f'<rect x="{dot[0]:.1f}" y="{dot[1]:.1f}" width="3.4" height="3.4" fill="{PAPER.land}" '
            f'stroke="{PAPER.ink}" stroke-width="0.9"/>'
        )
    words += _letter_areas(frame, taken, sheet, lang)
    return "".join(dots), words


@dataclass(frozen=True)
class Town:
    """A town of the base map; ``rank`` 1 is lettered first and largest."""

    name_en: str
    name_ar: str
    longitude: float
    latitude: float
    rank: int


@cache
def _towns() -> tuple[Town, ...]:
    layer = load_layer("towns").sort_values("rank", kind="stable")
    return tuple(
        Town(row.name_en, row.name_ar, row.geometry.x, row.geometry.y, int(row.rank)) for row in layer.itertuples()
    )


def towns_shown(frame: Frame) -> list[Town]:
    """Return the towns on the sheet that its scale has room for, most important first."""
    south, west, north, east = frame.shown
    pt_per_km = frame.points_per_km(frame.middle_latitude)
    rank = 3 if pt_per_km < 1.2 else 4 if pt_per_km < 2.5 else 9
    return [
        town
        for town in _towns()
        if town.rank <= rank and south < town.latitude < north and west < town.longitude < east
    ]


def _beside(x: float, y: float, town: Town, lang: Lang, taken: list[Box], sheet: Box) -> MapText | None:
    """Place a town's name on the first free side of its dot; None where no side is free."""
    name = town.name_ar if lang == "ar" else town.name_en
    size = {1: 9.5, 2: 8.2}.get(town.rank, 7.4)
    weight = "bold" if town.rank == 1 else "regular"
    across = [("left", 4.5, 0.32), ("right", -4.5, 0.32)]
    if lang == "ar":
        across.reverse()
    tries = [*across, ("middle", 0, -0.55), ("middle", 0, 1.15), ("left", 3, -0.3), ("right", -3, -0.3)]
    if town.rank <= 2:  # a reader looks for these: further off is better than not at all
        tries += [
            (anchor, dx * far, drop + sink)
            for far in (2.4, 4.2)
            for sink in (0, -1.2, 1.2)
            for anchor, dx, drop in across
        ]
    for anchor, dx, drop in tries:
        word = MapText(x + dx, y + drop * size, name, size, PAPER.ink, weight, anchor, PAPER.land)  # type: ignore[arg-type]
        if is_free(word.box, taken, sheet):
            return word
    return None


def _letter_areas(frame: Frame, taken: list[Box], sheet: Box, lang: Lang) -> list[MapText]:
    """Letter neighbouring countries and, where the sheet is large enough for them, governorates."""
    south, west, north, east = frame.shown
    cells = np.meshgrid(np.linspace(west, east, 30)[1:-1], np.linspace(south, north, 24)[1:-1])
    longitude, latitude = (axis.ravel() for axis in cells)
    window = shapely.box(west, south, east, north)
    words = []
    governorates = load_boundaries()
    for layer, colour, size in ((governorates, PAPER.governorate, 7.2), (_areas(), PAPER.muted, 9.0)):
        for row in layer.itertuples():
            seen = shapely.intersection(row.geometry, window)
            inside = shapely.contains_xy(seen, longitude, latitude)
            if not inside.any():
                continue
            room = shapely.distance(shapely.points(longitude[inside], latitude[inside]), shapely.boundary(seen))
            name = row.name_ar if lang == "ar" else row.name_en
            for number in np.argsort(-room)[:12]:
                x, y = frame.points(longitude[inside][[number]], latitude[inside][[number]])
                word = MapText(
                    float(x[0]),
                    float(y[0]),
                    name,
                    size,
                    colour,
                    "regular",
                    "middle",
                    PAPER.land if layer is governorates else None,
                )
                fits = room[number] * frame.scale > size * 0.9
                if fits and is_free(word.box, taken, sheet, 3):
                    taken.append(word.box)
                    words.append(word)
                    break
    return words
