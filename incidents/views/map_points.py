"""What the map says: one row per drawn mark or area, the same for screen and paper.

A named place is a mark; incidents at one place are one mark with a count. A place known only roughly is an area of its
true radius, or the polygon of a governorate or of the Badia, never a mark. Incidents without a place are listed. Marks
that would lie on each other at a zoom are joined, and beyond ``most`` of them a grid in geographic space takes over, so
that every format counts the same: marks, areas, what lies outside the view and what has no place add up to the
selection at every zoom.
"""

import math
import weakref
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from geodata.boundaries import area_of
from incidents.dataset import Dataset
from incidents.filters import Bounds
from incidents.views.symbology import MIXED, scale_top, size_of

NEAR_KM = 10.0  # "near" or "part of" a place (precision 2) is drawn at least this wide; so is a wide "named place"
LISTED = 20  # ids carried by a row; ``MapPoints.incidents_of`` has them all
JOINED_PX = 20.0  # marks whose centres are nearer than this on the screen are joined; large ones from farther
_CELL_PX = 24.0  # the grid's finest cell
_FIRST_ZOOM = 7.0  # the country on a desktop screen
_STRETCH = 20_000  # incidents of which all ids are looked at; of more, the first of each mark
_KM_PER_DEGREE = 111.2

Numbers = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class MapPoints:
    """What one view of a selection draws.

    ``marks`` and ``areas`` have one row per drawn thing, most incidents first for marks, largest first for areas:
    latitude, longitude (degrees; a mark of several places lies at their centre of weight), count, places (how many it
    joins), place_id (the first of them, or the one with most incidents), kind (``mixed`` if several), one column per
    kind with its count, killed_low, killed_high (NaN where no incident has a figure), unknown (incidents in totals
    without a figure), incident_ids (tuple, the first 20; of very many incidents at least one), first_row (position of
    the first incident in ``all_incidents``). Areas add radius_km and shape (circle, or polygon: ``geodata.area_of``).
    ``without_place`` has incident_id and place_id. ``outside`` counts incidents whose point lies outside the view.
    ``top`` is the figure at which the scale of sizes ends.
    """

    marks: pd.DataFrame
    areas: pd.DataFrame
    without_place: pd.DataFrame
    outside: int
    total: int
    top: int
    _dataset: Dataset
    _number_of_state: Numbers

    def incidents_of(self, number: int, most: int | None = None) -> tuple[str, ...]:
        """Return the ids of the incidents of one mark (its row number) or area (marks first, then areas)."""
        rows = self._dataset.rows
        drawn_as = self._number_of_state[_locate(self._dataset).state[rows]]
        return tuple(self._dataset.all_incidents["incident_id"].iloc[rows[np.flatnonzero(drawn_as == number)[:most]]])

    def number_of(self, incident_id: str) -> int | None:
        """Return the number of the mark or area that stands for an incident, or None where it is not drawn."""
        found = np.flatnonzero(self._dataset.all_incidents["incident_id"].to_numpy() == incident_id)
        if not len(found) or not self._dataset.selected[found[0]]:
            return None
        number = int(self._number_of_state[_locate(self._dataset).state[found[0]]])
        return number if number >= 0 else None


@dataclass(frozen=True)
class _Located:
    """What never changes about a record's incidents: where they lie and what they add.

    Incidents that would be drawn and counted alike share a *state*, and states share *points*: one count of states per
    selection is all that touches every incident.
    """

    state: Numbers  # per incident
    point: Numbers  # per state; -1 without a place
    kind: Numbers
    low: Floats  # 0 where not counted
    high: Floats
    unknown: Floats  # 1 where counted and nobody states a figure
    known: Floats
    latitude: Floats  # per point
    longitude: Floats
    x: Floats  # Web Mercator, the world from 0 to 1
    y: Floats
    radius_km: Floats  # 0 for marks
    place_id: npt.NDArray[np.object_]
    largest: float


_located: dict[int, tuple["weakref.ref[pd.DataFrame]", _Located]] = {}


def _locate(dataset: Dataset) -> _Located:
    """Derive the points of a record once; every selection of it shares them."""
    incidents = dataset.all_incidents
    key = id(incidents)
    if key not in _located or _located[key][0]() is not incidents:
        for old in [old for old, (frame, _) in _located.items() if frame() is None]:
            _located.pop(old, None)
        _located[key] = (weakref.ref(incidents), _derive_points(dataset))
    return _located[key][1]


def _derive_points(dataset: Dataset) -> _Located:
    incidents = dataset.all_incidents
    place = incidents["place_id"].cat
    counted = incidents["in_totals"].to_numpy()
    nowhere = _without_place(dataset)
    frame = pd.DataFrame(
        {
            "latitude": np.where(nowhere, np.nan, incidents["latitude"].to_numpy(dtype=np.float64)),
            "longitude": np.where(nowhere, np.nan, incidents["longitude"].to_numpy(dtype=np.float64)),
            "radius_km": np.where(nowhere, np.nan, _radius_km(incidents)),
            "place": np.where(nowhere, -1, place.codes.to_numpy()),
            "kind": incidents["kind"].cat.codes.to_numpy(),
            "low": np.where(counted, incidents["killed_low"].to_numpy(dtype=np.float64), 0.0),
            "high": np.where(counted, incidents["killed_high"].to_numpy(dtype=np.float64), 0.0),
            "counted": counted,
        }
    )
    state, states = _distinct(frame, [str(name) for name in frame])
    point, points = _distinct(states, ["latitude", "longitude", "radius_km", "place"])
    somewhere = points["latitude"].notna().to_numpy()
    renumbered = np.where(somewhere, np.cumsum(somewhere) - 1, -1)
    points = points[somewhere]
    latitude, longitude = (points[name].to_numpy(dtype=np.float64) for name in ("latitude", "longitude"))
    x, y = _mercator(latitude, longitude)
    counts, high = states["counted"].to_numpy(), states["high"].to_numpy()
    return _Located(
        state=state,
        point=renumbered[point],
        kind=states["kind"].to_numpy().astype(np.int64),
        low=np.nan_to_num(states["low"].to_numpy()),
        high=np.nan_to_num(high),
        unknown=(counts & np.isnan(high)).astype(np.float64),
        known=(counts & ~np.isnan(high)).astype(np.float64),
        latitude=latitude,
        longitude=longitude,
        x=x,
        y=y,
        radius_km=points["radius_km"].to_numpy(dtype=np.float64),
        place_id=np.array([*place.categories, ""], dtype=object)[points["place"].to_numpy(dtype=np.int64)],
        largest=float(np.nanmax(high, initial=0.0)),
    )


def _distinct(frame: pd.DataFrame, columns: list[str]) -> tuple[Numbers, pd.DataFrame]:
    """Return for each row the number of its distinct value, in the order they appear, and the distinct rows."""
    number = frame.groupby(columns, sort=False, dropna=False).ngroup().to_numpy().astype(np.int64)
    first = np.zeros(int(number.max(initial=-1)) + 1, dtype=np.int64)
    first[number[::-1]] = np.arange(len(number) - 1, -1, -1)  # the last written is the first of its group
    return number, frame.iloc[first].reset_index(drop=True)


def _without_place(dataset: Dataset) -> npt.NDArray[np.bool_]:
    """Say which incidents nobody places more closely than "in Syria"."""
    incidents = dataset.all_incidents
    countries = dataset.places.index[dataset.places["kind"] == "country"]
    nowhere = incidents["latitude"].isna() | (incidents["geo_precision"] == "0") | incidents["place_id"].isin(countries)
    return nowhere.to_numpy(dtype=bool)


def _radius_km(incidents: pd.DataFrame) -> Floats:
    """Return the radius within which an incident lies, 0 for a named place that is no wider than ``NEAR_KM``."""
    radius = np.nan_to_num(incidents["uncertainty_km"].to_numpy(dtype=np.float64))
    exact = (incidents["geo_precision"] == "1").to_numpy(dtype=bool) & (radius < NEAR_KM)
    return np.where(exact, 0.0, np.maximum(radius, NEAR_KM))


def _mercator(latitude: Floats, longitude: Floats) -> tuple[Floats, Floats]:
    """Return Web Mercator coordinates, the world being 1 wide, y growing southwards."""
    radians = np.radians(latitude)
    return longitude / 360 + 0.5, 0.5 - np.log(np.tan(np.pi / 4 + radians / 2)) / (2 * np.pi)


def map_points(dataset: Dataset, bounds: Bounds | None = None, zoom: float = _FIRST_ZOOM, most: int = 500) -> MapPoints:
    """Say what the map of the selected incidents draws in a view.

    ``bounds`` (south, west, north, east in degrees) keeps what lies inside; ``zoom`` is Leaflet's (256 · 2^zoom pixels
    round the world) and decides which marks are joined. At most about ``most`` marks and areas come back.
    """
    located, rows = _locate(dataset), dataset.rows
    state = located.state if len(rows) == len(located.state) else located.state[rows]
    counts = np.bincount(state, minlength=len(located.point))
    occupied = np.bincount(located.point + 1, counts, minlength=len(located.x) + 1)[1:]
    inside = (occupied > 0) & _within(located, bounds)
    vague = located.radius_km > 0
    areas_at, marks_at = np.flatnonzero(inside & vague), np.flatnonzero(inside & ~vague)
    deaths = counts * located.low
    marks_of = _joined(located, marks_at, occupied, deaths, zoom, most - min(len(areas_at), most // 4))
    areas_of = _joined(located, areas_at, occupied, deaths, None, most // 4)
    marks_count = int(marks_of.max(initial=-1)) + 1
    number = np.full(len(located.x) + 1, -1, dtype=np.int64)  # the last: incidents without a place
    number[marks_at] = marks_of
    number[areas_at] = marks_count + areas_of
    total = marks_count + int(areas_of.max(initial=-1)) + 1
    kinds = list(dataset.all_incidents["kind"].cat.categories)
    sums = _add_up(located, number[located.point], counts, kinds, total)
    drawn = _where(located, number[:-1], occupied, total).join(sums)
    order = _order(drawn, marks_count)
    final = np.append(np.argsort(order), -1)[number[located.point]]
    drawn = drawn.iloc[order].reset_index(drop=True).join(_first_incidents(dataset, state, final, total))
    nowhere = np.flatnonzero((located.point < 0)[state]) if counts[located.point < 0].any() else np.zeros(0, np.int64)
    return MapPoints(
        marks=drawn.iloc[:marks_count].drop(columns="radius_km"),
        areas=_with_shape(drawn.iloc[marks_count:].reset_index(drop=True)),
        without_place=dataset.all_incidents[["incident_id", "place_id"]].iloc[rows[nowhere]].reset_index(drop=True),
        outside=len(rows) - len(nowhere) - int(drawn["count"].sum()),
        total=len(rows),
        top=scale_top(max(located.largest, float(np.nanmax(drawn["killed_high"].to_numpy(), initial=0.0)))),
        _dataset=dataset,
        _number_of_state=final,
    )


def _within(located: _Located, bounds: Bounds | None) -> npt.NDArray[np.bool_]:
    if bounds is None:
        return np.ones(len(located.x), dtype=bool)
    south, west, north, east = bounds
    inside = (located.latitude >= south) & (located.latitude <= north)
    return np.asarray(inside & (located.longitude >= west) & (located.longitude <= east))


def _joined(
    located: _Located, points: Numbers, occupied: Numbers, deaths: Floats, zoom: float | None, most: int
) -> Numbers:
    """Return the number of the mark that draws each point: close ones share it, or a grid's cell where they abound."""
    if not len(points):
        return np.zeros(0, dtype=np.int64)
    if len(points) > most:
        return _grid(located.x[points], located.y[points], zoom, most)
    if zoom is None:
        return np.arange(len(points), dtype=np.int64)
    killed = np.bincount(located.point + 1, deaths, minlength=len(located.x) + 1)[points + 1]
    sizes = np.array([size_of(low, scale_top(located.largest)) for low in killed])
    reach = np.maximum(JOINED_PX, sizes + JOINED_PX / 2) / (256 * 2**zoom)
    return _clusters(located.x[points], located.y[points], occupied[points], reach)


def _clusters(x: Floats, y: Floats, weight: Numbers, reach: Floats) -> Numbers:
    """Join each point to the heaviest unjoined point within reach; the same points always give the same clusters.

    ``reach`` is that of each point's symbol: of two, the larger counts.
    """
    distance = (x[:, None] - x[None, :]) ** 2 + (y[:, None] - y[None, :]) ** 2
    near = distance < np.maximum(reach[:, None], reach[None, :]) ** 2
    number = np.full(len(x), -1, dtype=np.int64)
    found = 0
    for heaviest in np.lexsort((y, x, -weight)):
        if number[heaviest] < 0:
            number[near[heaviest] & (number < 0)] = found
            found += 1
    return number


def _grid(x: Floats, y: Floats, zoom: float | None, most: int) -> Numbers:
    """Return the number of each point's cell in the finest grid of which at most ``most`` are occupied.

    Cells are fractions 2^-n of the world, whatever the view, so that a pan does not regroup what it shows.
    """
    finest = 30 if zoom is None else math.floor(zoom + math.log2(256 / _CELL_PX))
    # A cell can hold nothing, so begin where the extent alone would have too many cells, and coarsen from there.
    extent = max(np.ptp(x), np.ptp(y), 1e-9)
    level = min(finest, math.ceil(math.log2(math.sqrt(most * 8) / extent)))
    column, row = (np.floor(axis * 2.0**level).astype(np.int64) for axis in (x, y))
    column -= column.min()
    row -= row.min()
    while True:
        height = int(row.max()) + 1
        cell = column * height + row
        filled = np.bincount(cell) > 0
        if np.count_nonzero(filled) <= most:
            return (np.cumsum(filled) - 1)[cell]
        column >>= 1
        row >>= 1


def _add_up(located: _Located, number: Numbers, counts: Numbers, kinds: list[str], total: int) -> pd.DataFrame:
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
        }
    )


def _first_incidents(dataset: Dataset, state: Numbers, number: Numbers, total: int) -> pd.DataFrame:
    """Return the first ids of each drawn thing, of very many incidents at least one, and the row of the first."""
    early = number[state[:_STRETCH]]
    drawn = np.flatnonzero(early >= 0)
    order = drawn[np.argsort(early[drawn], kind="stable")]
    ends = np.cumsum(np.bincount(early[drawn], minlength=total))
    met = [part[:LISTED] for part in np.split(order, ends[:-1])] if total else []
    if len(state) > _STRETCH and not all(map(len, met)):
        late = number[state]
        first = np.zeros(total + 1, dtype=np.int64)  # the last: what is not drawn
        first[late[::-1]] = np.arange(len(late) - 1, -1, -1)
        met = [held if len(held) else first[mark : mark + 1] for mark, held in enumerate(met)]
    rows = dataset.rows[np.concatenate([*met, np.zeros(0, dtype=np.int64)])]
    found = dataset.all_incidents["incident_id"].iloc[rows].tolist()
    ends = np.cumsum([len(held) for held in met], dtype=np.int64)
    ids = [tuple(found[end - len(held) : end]) for held, end in zip(met, ends, strict=True)]
    return pd.DataFrame({"incident_ids": ids, "first_row": [int(dataset.rows[held[0]]) for held in met]}, dtype=object)


def _where(located: _Located, drawn_as: Numbers, occupied: Numbers, total: int) -> pd.DataFrame:
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
        (located.latitude[around] - latitude[of]) * _KM_PER_DEGREE,
        (located.longitude[around] - longitude[of]) * _KM_PER_DEGREE * np.cos(np.radians(latitude[of])),
    )
    np.maximum.at(radius, of, located.radius_km[around] + away)
    first = np.zeros(total, dtype=np.int64)
    # The last written stays: the heaviest point, where points are few enough to sort.
    late = np.argsort(weight, kind="stable") if len(points) <= _STRETCH else slice(None, None, -1)
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


def _order(drawn: pd.DataFrame, marks_count: int) -> Numbers:
    """Put marks before areas; marks with most incidents and areas with the largest radius come first."""
    mark = np.arange(len(drawn)) < marks_count
    return np.lexsort((drawn["longitude"], -np.where(mark, drawn["count"], drawn["radius_km"]), ~mark))


def _with_shape(areas: pd.DataFrame) -> pd.DataFrame:
    alone = zip(areas["place_id"], areas["places"] == 1, strict=True)
    polygon = [bool(one) and _has_outline(place) for place, one in alone]
    return areas.assign(shape=np.where(np.array(polygon, dtype=bool), "polygon", "circle"))


def _has_outline(place_id: str) -> bool:
    try:
        return area_of(place_id) is not None
    except KeyError:  # a record may bring places of its own
        return False
