"""The ground: land, water, borders and towns, as SVG paths made once and moved under each frame.

Paths are kept in Mercator units (y downwards) and placed by one ``transform``; stroke widths are divided by the scale,
so that a new extent costs no projecting.
"""

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import shapely

from geodata.boundaries import kept_with_the_layers, load_boundaries, load_layer
from geodata.mercator import northing
from incidents.views.static_map.frame import Frame
from incidents.views.static_map.relief import draw_relief
from incidents.views.tones import PAPER, PRINTED, WHITE


@dataclass(frozen=True, eq=False)
class Ground:
    """SVG path data of the base layers in Mercator units."""

    countries: str
    syria: str
    governorate_borders: str
    rivers: str
    lakes: str
    badia: str
    outline_small: str
    golan: str


def _path(geometries: gpd.GeoSeries | list[shapely.Geometry], *, closed: bool) -> str:
    """Write geometries (degrees) as one SVG path in Mercator units."""
    parts = shapely.get_parts(np.asarray(geometries, dtype=object))
    parts = shapely.get_rings(parts) if closed else shapely.get_parts(parts)
    pieces = []
    for line in parts:
        coordinates = shapely.get_coordinates(line)
        east, south = coordinates[:, 0], -northing(coordinates[:, 1])
        pieces.append("M" + " ".join(f"{x:.4f} {y:.4f}" for x, y in zip(east, south, strict=True)))
    return ("Z" if closed else "").join(pieces) + ("Z" if closed and pieces else "")


@kept_with_the_layers
def _governorate_lines() -> tuple[shapely.Geometry, shapely.Geometry]:
    """Return the outline of Syria and the borders between its governorates."""
    polygons = load_boundaries().geometry.to_numpy()
    country = shapely.union_all(polygons)
    lines = shapely.union_all(shapely.boundary(polygons))
    return country, shapely.line_merge(shapely.difference(lines, shapely.buffer(shapely.boundary(country), 0.004)))


@kept_with_the_layers
def load_ground() -> Ground:
    """Read the layers and write them as paths."""
    country, inner = _governorate_lines()
    return Ground(
        countries=_path(load_layer("countries").geometry, closed=True),
        syria=_path([country], closed=True),
        governorate_borders=_path([inner], closed=False),
        rivers=_path(load_layer("rivers").geometry, closed=False),
        lakes=_path(load_layer("lakes").geometry, closed=True),
        badia=_path(load_layer("badia").geometry, closed=True),
        golan=_path(load_layer("golan").geometry, closed=True),
        outline_small=_path([shapely.simplify(country, 0.03)], closed=True),
    )


def shape_path(frame: Frame, geometry: shapely.Geometry) -> str:
    """Return the path of a line or an area (degrees) in points of the sheet; "" of a point."""

    def drawn(line: shapely.Geometry) -> str:
        coordinates = shapely.get_coordinates(line)
        x, y = frame.points(coordinates[:, 0], coordinates[:, 1])
        return "M" + " ".join(f"{a:.1f} {b:.1f}" for a, b in zip(x, y, strict=True))

    rings = [f"{drawn(ring)}Z" for ring in shapely.get_rings(geometry)]
    lines = [drawn(part) for part in shapely.get_parts(geometry) if shapely.get_dimensions(part) == 1]
    return "".join([*rings, *lines])


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
    # The veil of hill shade lies on the land and below the water, as on the screen.
    veil = "" if transparent else draw_relief(frame)
    body = [
        *around,
        path(ground.syria, f'fill="{PAPER.land}" stroke="{PAPER.border_glow}"', 5),
        path(ground.badia, f'fill="{PRINTED.badia}"'),
        path(ground.golan, f'fill="{PAPER.land}" stroke="{PAPER.border}"', 0.6, (1, 1.6)),
        path(ground.rivers, f'fill="none" stroke="{PAPER.shore}"', 0.8),
        path(ground.lakes, f'fill="{PAPER.water}" stroke="{PAPER.shore}"', 0.4),
        path(ground.governorate_borders, f'fill="none" stroke="{PAPER.governorate}"', 0.6, (3, 2)),
        path(ground.syria, f'fill="none" stroke="{PAPER.border}"', 1.1),
    ]
    below, above = "".join(body[: len(around) + 2]), "".join(body[len(around) + 2 :])
    return f'{sea}<g transform="{place}">{below}</g>{veil}<g transform="{place}">{above}</g>'


def framed(content: str, frame: Frame, height: float, *, transparent: bool) -> str:
    """Cut what is drawn to the sheet: with a white frame around it, which is drawn faster than a clipping path."""
    width, bottom, corner = frame.width, frame.height, 4
    if transparent:
        sheet = f'<clipPath id="sheet"><rect width="{width}" height="{bottom}" rx="{corner}"/></clipPath>'
        return f'{sheet}<g clip-path="url(#sheet)">{content}</g>'
    arc = f"a{corner} {corner} 0 0 1"
    sheet = (
        f"M{corner} 0H{width - corner}{arc} {corner} {corner}V{bottom - corner}{arc} -{corner} {corner}H{corner}"
        f"{arc} -{corner} -{corner}V{corner}{arc} {corner} -{corner}Z"
    )
    return (
        f'{content}<path d="M-1 -1H{width + 1}V{height + 1}H-1Z{sheet}" fill="{WHITE}" fill-rule="evenodd"/>'
        f'<path d="{sheet}" fill="none" stroke="{PAPER.line}" stroke-width="0.8"/>'
    )
