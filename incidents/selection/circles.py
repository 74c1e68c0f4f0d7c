"""Which incidents may lie within a distance of a place, a point or a layer, which surely do, and which nobody places.

An incident lies somewhere in an area: a governorate or the desert in its true outline, any other place in the circle of
its uncertainty. It *may* lie within N km where that area comes as near, as a date filter finds an incident when its
span touches the period; it *surely* does where the whole area lies as near. Main and other places count alike: one
of them is enough. Whose place is not stated may lie anywhere: such incidents do not answer, and are counted.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
import numpy.typing as npt

from geodata.boundaries import area_of
from geodata.cells import parts_of
from geodata.distances import distances_km, nearest_and_farthest_km
from geodata.own_layers import OwnLayer
from incidents.record.distinct import distinct_rows
from incidents.record.kept import Kept
from incidents.record.record import Record
from incidents.record.vocabulary import NEAR, NO_PRECISION
from incidents.selection.apart import radius_km
from incidents.selection.holdings import Mask
from incidents.selection.question import Near

Point = tuple[float, float]
Kilometres = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Reaches:
    """Masks over the incidents of a record: may lie within the distance, surely lie within, have no stated place."""

    possible: Mask
    certain: Mask
    unplaced: Mask


@dataclass(frozen=True, eq=False)
class Whereabouts:
    """The number of each incident's set of places; per set the places as (place_id, known only as near it)."""

    set_of: npt.NDArray[np.intp]
    sets: tuple[tuple[tuple[str, bool], ...], ...]


_OF_A_LAYER = "layer:"  # no place of a gazetteer begins so
_whereabouts: Kept[None, Whereabouts] = Kept()
_distances: Kept[str | Point, tuple[Kilometres, Kilometres]] = Kept()  # of a layer, by the stamp: not it itself


def center_of(record: Record, near: Near) -> Point | None:
    """Return the middle of a circle in degrees; None for a layer, and for a place that no gazetteer places."""
    if isinstance(near.center, OwnLayer):
        return None
    if not isinstance(near.center, str):
        return near.center
    place = lying_somewhere(record, near.center)
    return (float(place["latitude"]), float(place["longitude"])) if place else None


def lying_somewhere(record: Record, place_id: str) -> Mapping[str, Any] | None:
    """Return the row of a place of the gazetteer; None for an unknown one, and for the country, which lies all over."""
    try:
        place = record.gazetteer.place(place_id)
    except KeyError:
        return None
    return None if place["kind"] == "country" else place


def circle_of(record: Record, near: Near | None) -> tuple[float, float, int] | None:
    """Return a circle as it is drawn: latitude, longitude (degrees, four decimals) and km; None where there is none."""
    middle = center_of(record, near) if near else None
    return (round(middle[0], 4), round(middle[1], 4), near.km) if near and middle else None


def layer_of(near: Near | None) -> OwnLayer | None:
    """Return the layer about which is asked; None where it is a place or a point, or nothing."""
    return near.center if near and isinstance(near.center, OwnLayer) else None


def reaches_of(record: Record, near: Near) -> Reaches:
    """Say of every incident of a record how it lies to a place, a point or a layer.

    Raises ValueError for a layer that a link only names.
    """
    held = whereabouts_of(record)
    unplaced = np.array([not places for places in held.sets], dtype=bool)[held.set_of]
    middle = layer_of(near) or center_of(record, near)
    if middle is None:
        nothing = np.zeros(len(record), dtype=bool)
        return Reaches(nothing, nothing, unplaced)
    if isinstance(middle, OwnLayer) and not middle.is_here:
        raise ValueError(f"the layer {middle.name} is not here")
    key = f"{_OF_A_LAYER}{middle.stamp}" if isinstance(middle, OwnLayer) else middle
    nearest, farthest = _distances.of(record, key, lambda: _distances_from(record, middle, held.sets))
    return Reaches((nearest <= near.km)[held.set_of], (farthest <= near.km)[held.set_of], unplaced)


def places_spoken_of(record: Record) -> frozenset[str]:
    """Return the ids of the places at which a record's incidents lie, without the country."""
    return frozenset(place_id for places in whereabouts_of(record).sets for place_id, _is_near in places)


def whereabouts_of(record: Record) -> Whereabouts:
    """Return where the incidents of a record lie, worked out once."""

    def make() -> Whereabouts:
        incidents = record.incidents
        columns = ["place_id", "other_place_ids", "geo_precision"]
        number, first = distinct_rows([incidents[name] for name in columns])
        cells = incidents[columns].iloc[first].astype("str").fillna("")
        sets = [
            tuple(_places(record, main, others, precision)) if precision != NO_PRECISION else ()
            for main, others, precision in cells.itertuples(index=False, name=None)
        ]
        return Whereabouts(number.astype(np.intp), tuple(sets))

    return _whereabouts.of(record, None, make)


def _places(record: Record, main: str, others: str, precision: str) -> Iterable[tuple[str, bool]]:
    """Yield the places of an incident that lie anywhere, and whether it only happened near them."""
    for place_id in (main, *parts_of(others)):
        if lying_somewhere(record, place_id) is not None:
            yield place_id, precision == NEAR and place_id == main


def _distances_from(
    record: Record, middle: Point | OwnLayer, sets: Iterable[tuple[tuple[str, bool], ...]]
) -> tuple[Kilometres, Kilometres]:
    """Return per set of places how far the nearest point of it lies, and the end of the place that ends soonest."""
    places = record.places
    degrees = places["latitude"].to_numpy(dtype=float), places["longitude"].to_numpy(dtype=float)
    if isinstance(middle, OwnLayer):
        distances, area_ends = middle.laid_flat.distances_km(*degrees), middle.laid_flat.nearest_and_farthest_km
    else:
        distances, area_ends = distances_km(*middle, *degrees), partial(nearest_and_farthest_km, *middle)
    away = dict(zip(places.index, distances, strict=True))
    ends: dict[tuple[str, bool], tuple[float, float]] = {}

    def ends_of(place: tuple[str, bool]) -> tuple[float, float]:
        if place not in ends:
            place_id, is_near = place
            row = record.gazetteer.place(place_id)
            area, far = area_of(row), float(away[place_id])
            radius = radius_km((row, is_near))
            around = max(far - radius, 0.0), far + radius
            ends[place] = around if area is None else area_ends(area)
        return ends[place]

    found = [[ends_of(place) for place in held] or [(np.inf, np.inf)] for held in sets]
    both = np.array([np.min(np.array(held), axis=0) for held in found], dtype=np.float64).reshape(-1, 2)
    return both[:, 0], both[:, 1]
