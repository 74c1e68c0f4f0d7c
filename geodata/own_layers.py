"""A layer of a reader's own: a route, offices, areas, read from a file that nothing here trusts."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from geodata.layer_distances import LaidFlat, flat, in_degrees
from geodata.own_layer_formats import WGS84, Shapes, shapes_in
from geodata.unusable_layer import Cause, UnusableLayerError

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

Degrees = npt.NDArray[np.float64]

MOST_BYTES = 50_000_000
MOST_SHAPES = 2_000
MOST_POINTS = 20_000  # that are drawn and measured; a layer of more is simplified
COARSEST_M = 500  # metres by which a line may move when it is simplified
LONGEST_NAME = 80
ENDINGS = (".geojson", ".json", ".kml", ".gpx", ".gpkg")
_FINEST_M = 5
_SYRIA = (32.2, 35.5, 37.4, 42.5)  # south, west, north, east
_FARTHEST_NORTH = 85.0  # of a map in Mercator's projection
_STAMP_LENGTH = 16


@dataclass(frozen=True)
class OwnLayer:
    """Named shapes in degrees (WGS 84, longitude first, without heights).

    Equal by ``name`` (of the file) and ``stamp`` (of what is in it). A layer that a link only names has neither stamp
    nor shapes. ``simplified_m`` is by how many metres at most a line was moved (0: not at all), ``links`` counts the
    network links that were not followed, ``mended`` the outlines that crossed themselves.
    """

    name: str
    stamp: str = ""
    names: tuple[str, ...] = field(default=(), compare=False, repr=False)
    shapes: tuple[Any, ...] = field(default=(), compare=False, repr=False)  # of shapely, which is loaded late
    simplified_m: int = field(default=0, compare=False)
    links: int = field(default=0, compare=False)
    mended: int = field(default=0, compare=False)

    @property
    def is_here(self) -> bool:
        """Say whether the layer itself is here, and not only its name."""
        return bool(self.shapes)

    @cached_property
    def laid_flat(self) -> LaidFlat:
        """Return the layer ready to be asked for distances."""
        return LaidFlat(self.shapes)

    def bounds(self, km: float = 0.0) -> tuple[float, float, float, float]:
        """Return south, west, north, east (degrees) of the layer and of all within so many km of it."""
        import shapely

        west, south, east, north = shapely.total_bounds(self.laid_flat.around(km) if km else list(self.shapes))
        return float(south), float(west), float(north), float(east)


def cleaned(text: str) -> str:
    """Return a name as text of one line: no control or direction characters, of at most 80 characters."""
    kept = "".join(
        " " if letter in "\t\r\n" else letter
        for letter in text
        if letter in "\t\r\n\u200c\u200d" or unicodedata.category(letter)[0] != "C"
    )
    return " ".join(kept.split())[:LONGEST_NAME].strip()


def load_own_layer(name: str, content: bytes) -> OwnLayer:
    """Read a file of a reader's own; raise UnusableLayerError with the file, the feature and the true cause."""
    named = cleaned(name.replace("\\", "/").rpartition("/")[2]) or "layer"
    try:
        if len(content) > MOST_BYTES:
            raise UnusableLayerError("large")
        return _read(named, content)
    except UnusableLayerError as error:
        raise UnusableLayerError(error.cause, error.feature, cleaned(error.value), named) from error


def _read(name: str, content: bytes) -> OwnLayer:
    import shapely

    found = shapes_in(content)
    shapes = _in_wgs84([shapely.force_2d(shape) for shape in _located(found)], found.crs)
    _check_degrees(shapes, found)
    crossing = ~shapely.is_valid(shapes)
    shapes = [shapely.make_valid(shape) if crosses else shape for shape, crosses in zip(shapes, crossing, strict=True)]
    shapes, moved = _simplified(shapes)
    stamp = sha256(content).hexdigest()[:_STAMP_LENGTH]
    names = tuple(map(cleaned, found.names))
    # A line that stands on one spot becomes that spot, which is no mending.
    mended = int((crossing & (shapely.get_dimensions(shapes) == 2)).sum())
    return OwnLayer(name, stamp, names, tuple(shapes), moved, found.links, mended)


def _located(found: Shapes) -> "list[BaseGeometry]":
    """Return the geometries; see that every feature has coordinates, and that there are not too many."""
    import shapely

    if not found.geometries:
        raise UnusableLayerError("only-links" if found.links else "empty")
    if len(found.geometries) > MOST_SHAPES:
        raise UnusableLayerError("many", value=f"{len(found.geometries)}")
    for number, shape in enumerate(found.geometries, 1):
        if shape is None or shape.is_empty:
            raise UnusableLayerError("coordinates", number, found.names[number - 1])
        if not np.isfinite(shapely.get_coordinates(shape)).all():
            raise UnusableLayerError("coordinates", number, "NaN")
    return [shape for shape in found.geometries if shape is not None]


def _in_wgs84(shapes: "Sequence[BaseGeometry]", crs: str | None) -> "list[BaseGeometry]":
    if crs in {WGS84, None}:
        return list(shapes)
    import geopandas as gpd
    import pyproj

    try:
        moved = gpd.GeoSeries(list(shapes), crs=crs).to_crs(WGS84)
    except pyproj.exceptions.ProjError as error:
        raise UnusableLayerError("crs", value=str(crs)) from error
    return list(moved)


def _check_degrees(shapes: "Sequence[BaseGeometry]", found: Shapes) -> None:
    """See that all coordinates are degrees that a map can show, longitude first."""
    import shapely

    for number, shape in enumerate(shapes, 1):
        points = shapely.get_coordinates(shape)
        wrong = ~((np.abs(points[:, 0]) <= 180) & (np.abs(points[:, 1]) <= _FARTHEST_NORTH))
        if not wrong.any():
            continue
        x, y = points[np.argmax(wrong)]
        looks_projected = max(abs(x), abs(y)) > 400
        cause: Cause = "projected" if looks_projected or found.crs is None else "range"
        raise UnusableLayerError(cause, number, f"{x:.10g}, {y:.10g}")
    longitude, latitude = shapely.get_coordinates(list(shapes)).T
    if found.kind != "GPX" and not _in_syria(latitude, longitude).any() and _in_syria(longitude, latitude).all():
        raise UnusableLayerError("swapped", 1, f"{longitude[0]:.6g}, {latitude[0]:.6g}")


def _in_syria(latitude: Degrees, longitude: Degrees) -> npt.NDArray[np.bool_]:
    south, west, north, east = _SYRIA
    return (south <= latitude) & (latitude <= north) & (west <= longitude) & (longitude <= east)


def _simplified(shapes: "list[BaseGeometry]") -> "tuple[list[BaseGeometry], int]":
    """Return shapes of at most ``MOST_POINTS`` corners together, and by how many metres they were moved for it."""
    import shapely

    if int(shapely.get_num_coordinates(shapes).sum()) <= MOST_POINTS:
        return shapes, 0
    laid, metres = [flat(shape) for shape in shapes], _FINEST_M
    while metres <= COARSEST_M:
        simple = shapely.simplify(laid, metres / 1000)
        if int(shapely.get_num_coordinates(simple).sum()) <= MOST_POINTS:
            return [shapely.make_valid(in_degrees(shape)) for shape in simple], metres
        metres *= 2
    raise UnusableLayerError("many", value=str(int(shapely.get_num_coordinates(shapes).sum())))
