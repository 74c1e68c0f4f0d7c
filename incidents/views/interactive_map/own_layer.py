"""A layer of the reader's own as the map is told of it: its shapes with their names, and what lies within N km."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import shapely
from shapely.geometry import GeometryCollection, mapping
from shapely.geometry.base import BaseGeometry

from geodata.own_layers import OwnLayer
from incidents.language import Language, isolate, plain_text
from incidents.selection.circles import layer_of
from incidents.selection.question import Near

_SMALLEST = 0.0002  # degrees, 20 m: no zoom of the map shows less
_DECIMALS = 4


def own_layer_told(layer: OwnLayer | None, near: Near | None, lang: Language) -> dict[str, Any] | None:
    """Return the layer as plain JSON: stamp, shapes (name and GeoJSON geometry), what lies around it, words."""
    asked = layer_of(near)
    if (drawn := layer or asked) is None or not drawn.is_here:
        return None
    around = drawn.laid_flat.around(near.km) if near and asked == drawn else None
    return {
        "stamp": f"{drawn.name} {drawn.stamp}",
        "shapes": [
            [plain_text(name) if first else "", _drawn(shapely.simplify(part, _SMALLEST))]
            for name, shape in zip(drawn.names, drawn.shapes, strict=True)
            for first, part in _of_one_kind(shape)
        ],
        "around": None if around is None else _drawn(around),
        "words": {
            "layer": lang.say("Your layer: {file}").format(file=isolate(drawn.name)),
            "away": lang.say("Take your layer away"),
        },
    }


def _of_one_kind(shape: BaseGeometry) -> Iterator[tuple[bool, BaseGeometry]]:
    """Yield the parts of a mixed shape, or a shape itself, and whether it is the first."""
    parts = shape.geoms if isinstance(shape, GeometryCollection) else [shape]
    yield from ((number == 0, part) for number, part in enumerate(parts))


def _drawn(shape: BaseGeometry) -> dict[str, Any]:
    """Return a shape as GeoJSON, rounded as the marks are."""
    rounded: Any = shapely.transform(shape, lambda degrees: np.round(degrees, _DECIMALS))
    geometry: dict[str, Any] = mapping(rounded)
    return geometry
