"""What each mark stands for: counts, sums, first incidents, and where it lies."""

import numpy as np
import pandas as pd

from geodata.boundaries import area_of
from geodata.mercator import KM_PER_DEGREE
from incidents.record.distinct import first_of
from incidents.selection.selection import Selection
from incidents.views.map_points.located import Floats, Located, Numbers
from incidents.views.symbology import MIXED

LISTED = 20  # ids carried by a row; ``MapPoints.incidents_of`` has them all
STRETCH = 20_000  # incidents of which all ids are looked at; of more, the first of each mark


def add_up(located: Located, number: Numbers, counts: Numbers, kinds: list[str], total: int) -> pd.DataFrame:
    """Count per drawn thing its incidents by kind, and sum what they add to the killed."""
    states = np.flatnonzero((number >= 0) & (counts > 0))
    number, times = number[states], counts[states].astype(np.float64)

    def of(values: Floats) -> Floats:
        return np.bincount(number, times * values[states], minlength=total).astype(np.float64)

    cells = np.bincount(number * len(kinds) + located.kind[states], times, minlength=total * len(kinds))
    by_kind = cells.reshape(-1, len(kinds)).astype(np.int64)
    known = of(located.known) > 0
    several = np.count_nonzero(by_kind, axis=1) > 1
    return pd.DataFrame(
        {
            "count": by_kind.sum(axis=1),
            "kind": np.where(several, MIXED, np.array(kinds, dtype=object)[by_kind.argmax(axis=1)]),
            **{kind: by_kind[:, place] for place, kind in enumerate(kinds)},
            "killed_low": np.where(known, of(located.low), np.nan),
            "killed_high": np.where(known, of(located.high), np.nan),
            "unknown": of(located.unknown).astype(np.int64),
            "open": of(located.open).astype(np.int64),
        }
    )


def first_incidents(selection: Selection, state: Numbers, number: Numbers, total: int) -> pd.DataFrame:
    """Return the first ids of each drawn thing, of very many incidents at least one, and the row of the first."""
    early = number[state[:STRETCH]]
    drawn = np.flatnonzero(early >= 0)
    order = drawn[np.argsort(early[drawn], kind="stable")]
    ends = np.cumsum(np.bincount(early[drawn], minlength=total))
    met = [part[:LISTED] for part in np.split(order, ends[:-1])] if total else []
    if len(state) > STRETCH and not all(map(len, met)):
        late = number[state]
        first = first_of(late, total + 1)  # the last: what is not drawn
        met = [held if len(held) else first[mark : mark + 1] for mark, held in enumerate(met)]
    rows = selection.rows[np.concatenate([*met, np.zeros(0, dtype=np.int64)])]
    found = selection.record.incidents["incident_id"].iloc[rows].tolist()
    ends = np.cumsum([len(held) for held in met], dtype=np.int64)
    ids = [tuple(found[end - len(held) : end]) for held, end in zip(met, ends, strict=True)]
    return pd.DataFrame(
        {"incident_ids": ids, "first_row": [int(selection.rows[held[0]]) for held in met]}, dtype=object
    )


def whereabouts(located: Located, drawn_as: Numbers, occupied: Numbers, total: int) -> pd.DataFrame:
    """Return where each drawn thing lies: centre of weight, places it joins, radius that holds all of them."""
    points = np.flatnonzero(drawn_as >= 0)
    number, weight = drawn_as[points], occupied[points].astype(np.float64)
    weights = np.bincount(number, weight, minlength=total)
    latitude = np.bincount(number, weight * located.latitude[points], minlength=total) / weights
    longitude = np.bincount(number, weight * located.longitude[points], minlength=total) / weights
    radius = np.zeros(total)
    vague = located.radius_km[points] > 0
    around, of = points[vague], number[vague]
    away = np.hypot(
        (located.latitude[around] - latitude[of]) * KM_PER_DEGREE,
        (located.longitude[around] - longitude[of]) * KM_PER_DEGREE * np.cos(np.radians(latitude[of])),
    )
    np.maximum.at(radius, of, located.radius_km[around] + away)
    first = np.zeros(total, dtype=np.int64)
    # The last written stays: the heaviest point, where points are few enough to sort.
    late = np.argsort(weight, kind="stable") if len(points) <= STRETCH else slice(None, None, -1)
    first[number[late]] = points[late]
    places = np.bincount(number, minlength=total)
    return pd.DataFrame(
        {
            "latitude": np.where(places == 1, located.latitude[first], latitude),
            "longitude": np.where(places == 1, located.longitude[first], longitude),
            "places": places,
            "place_id": located.place_id[first],
            "radius_km": radius,
        }
    )


def in_order(drawn: pd.DataFrame, marks_count: int) -> Numbers:
    """Put marks before areas; marks with most incidents and areas with the largest radius come first."""
    mark = np.arange(len(drawn)) < marks_count
    size = np.where(mark, drawn["count"], drawn["radius_km"].round(3))  # what a sum leaves behind orders nothing
    return np.lexsort((drawn["longitude"], -size, ~mark))


def with_shape(areas: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    """Add ``shape``: polygon for a governorate or the Badia, circle for anything else and for joined areas."""
    alone = zip(areas["place_id"], areas["places"] == 1, strict=True)
    polygon = [bool(one) and area_of(places.loc[place]) is not None for place, one in alone]
    return areas.assign(shape=np.where(np.array(polygon, dtype=bool), "polygon", "circle"))
