"""How far places and areas lie from a layer of points, lines and areas: kilometres over the ground.

Everything is laid flat in Lambert's conformal projection of the sphere that all distances here are measured on, with
standard parallels through Syria; there a kilometre is true to within 0.1 % (between 30 and 40 degrees north to within
0.5 %), and with the sphere itself to within 0.4 % of the ellipsoid. Sides are straight in degrees, as GeoJSON has them.
"""

from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from geodata.mercator import EARTH_RADIUS_KM

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shapely.geometry.base import BaseGeometry

Kilometres = npt.NDArray[np.float64]

_LONGEST_SIDE = 0.1  # degrees: longer ones get corners between, so that they stay where they are drawn
_PIECE = 16  # corners of a line that are looked at together
_FIRST_STEP, _LAST_STEP = 16.0, 0.1  # km: half the side of the squares in which the farthest point is sought
_PROJECTION = f"+proj=lcc +lat_1=33.3 +lat_2=36.3 +lat_0=34.8 +lon_0=39 +R={EARTH_RADIUS_KM * 1000} +units=km"


def flat(shape: "BaseGeometry") -> "BaseGeometry":
    """Lay a shape (degrees) flat, in kilometres."""
    import shapely

    return shapely.transform(shapely.segmentize(shape, _LONGEST_SIDE), lambda points: _laid(points, inverse=False))


def in_degrees(shape: "BaseGeometry") -> "BaseGeometry":
    """Undo ``flat``."""
    import shapely

    return shapely.transform(shape, lambda points: _laid(points, inverse=True))


def _laid(points: npt.NDArray[np.float64], *, inverse: bool) -> npt.NDArray[np.float64]:
    import pyproj

    return np.column_stack(pyproj.Proj(_PROJECTION)(points[:, 0], points[:, 1], inverse=inverse))


class LaidFlat:
    """Shapes (degrees) laid flat once, to be asked for many distances."""

    def __init__(self, shapes: "Sequence[BaseGeometry]") -> None:
        import shapely

        self._drawn: dict[float, BaseGeometry] = {}
        self.whole = shapely.union_all([flat(shape) for shape in shapes])

    @cached_property
    def _parts(self) -> "list[BaseGeometry]":
        import shapely

        return list(shapely.get_parts(shapely.get_parts(self.whole)))

    @cached_property
    def _tree(self) -> Any:  # noqa: ANN401 - a tree of shapely, which is loaded late
        import shapely

        return shapely.STRtree([piece for part in self._parts for piece in _pieces(part)])

    @cached_property
    def _edges(self) -> "tuple[BaseGeometry, Any] | None":
        """Return the areas of the layer and a tree of the lines around them; None where it has no area."""
        import shapely

        areas = [part for part in self._parts if shapely.get_dimensions(part) == 2]
        if not areas:
            return None
        joined = shapely.union_all(areas)
        shapely.prepare(joined)
        rings = shapely.get_parts(shapely.boundary(joined))
        return joined, shapely.STRtree([piece for ring in rings for piece in _pieces(ring)])

    def distances_km(self, latitudes: npt.ArrayLike, longitudes: npt.ArrayLike) -> Kilometres:
        """Return how far points (degrees) lie from the layer; inside an area below 0, as far as its edge is away."""
        points = np.column_stack([np.asarray(longitudes, dtype=float), np.asarray(latitudes, dtype=float)])
        away = np.full(len(points), np.nan)
        known = np.isfinite(points).all(axis=1)
        if known.any():
            away[known] = self._away(_laid(points[known], inverse=False))
        return away

    def _away(self, laid: npt.NDArray[np.float64]) -> Kilometres:
        import shapely

        points = np.array(shapely.points(laid), dtype=object)
        away = _nearest(self._tree, points)
        if self._edges is not None:
            joined, edges = self._edges
            inside = shapely.contains(joined, points)
            away[inside] = -_nearest(edges, points[inside])
        return away

    def nearest_and_farthest_km(self, area: "BaseGeometry") -> tuple[float, float]:
        """Return how far the nearest and the farthest point of an area (degrees) lie from the layer.

        The farthest is found by halving squares, and is at most 0.1 km too far, never too near.
        """
        import shapely

        laid = flat(area)
        shapely.prepare(laid)
        farthest, half = float(self._away(shapely.get_coordinates(laid)).max()), _FIRST_STEP
        west, south, east, north = shapely.bounds(laid)
        across = np.meshgrid(np.arange(west, east + half, 2 * half), np.arange(south, north + half, 2 * half))
        middles = np.column_stack([axis.ravel() for axis in across])
        while len(middles):
            away = self._away(middles)
            inside = shapely.contains_xy(laid, middles[:, 0], middles[:, 1])
            farthest = max(farthest, float(away[inside].max(initial=farthest)))
            # In no square does a point lie farther than its middle and half its diagonal together.
            open_ = away + half * np.sqrt(2) > farthest + _LAST_STEP
            squares = shapely.box(*(middles - half).T, *(middles + half).T)
            middles = middles[open_ & shapely.intersects(laid, squares)]
            half /= 2
            middles = np.concatenate([middles + half * np.array(turn) for turn in _TURNS])
        nearest = float(shapely.distance(self.whole, laid))
        return nearest, max(farthest, 0.0) + _LAST_STEP

    def around(self, km: float) -> "BaseGeometry":
        """Return all that lies within so many km of the layer, in degrees, to be drawn: true to 2 % of the distance."""
        if km not in self._drawn:
            self._drawn = {km: self._around(km)}  # of the last distance only: it is what is drawn again and again
        return self._drawn[km]

    def _around(self, km: float) -> "BaseGeometry":
        import shapely

        coarse = shapely.get_parts(shapely.get_parts(shapely.simplify(self.whole, km / 100)))
        # One long line around itself takes minutes; its pieces, joined afterwards, take a moment.
        pieces = [piece for part in coarse for piece in _pieces(part)]
        return in_degrees(shapely.simplify(shapely.union_all(shapely.buffer(pieces, km)), km / 100))


_TURNS = ((-1, -1), (-1, 1), (1, -1), (1, 1))


def _pieces(part: "BaseGeometry") -> "list[BaseGeometry]":
    """Cut a line into short ones, whose boxes are small; points and areas stay whole."""
    import shapely

    corners = shapely.get_coordinates(part)
    if shapely.get_dimensions(part) != 1 or len(corners) <= _PIECE:
        return [part]
    starts = range(0, len(corners) - 1, _PIECE - 1)
    return [shapely.LineString(corners[start : start + _PIECE]) for start in starts]


def _nearest(tree: Any, points: npt.NDArray[np.object_]) -> Kilometres:  # noqa: ANN401
    away = np.full(len(points), np.inf)
    (asked, _found), distance = tree.query_nearest(points, return_distance=True, all_matches=False)
    away[asked] = distance
    return away
