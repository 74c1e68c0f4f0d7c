"""What the marks of a view are made of, added up where a large record is kept."""

from collections.abc import Callable, Mapping
from functools import reduce
from operator import or_
from typing import Any

import pandas as pd

from geodata.boundaries import places_with_area
from incidents.record.record import Record
from incidents.record.vocabulary import EXACT, NEAR_KM
from incidents.selection.large.cells import HOW_CELLS_JOIN, Mark
from incidents.selection.large.conditions import among, within_bounds
from incidents.selection.large.questions import LargeRecord, sums_of
from incidents.selection.large.written import Rows
from incidents.selection.question import Bounds, Question

Outlined = tuple[tuple[str, ...], float]  # places that have an outline, and the radius of the smallest of them (km)
COARSE = 4  # an area's cell is so many times as wide as one of places: areas are drawn far larger
_COLUMNS = ("number", "latitude", "longitude", "uncertainty_km", "geo_precision", "place_id", "kind", "in_totals")
_OF_KILLED = ("killed_low", "killed_high", "killed_at_least")
_KILLED = ("killed_low", "killed_high", "killed_known", "killed_open")
_KEYS = ["vague", "outline", "row", "column"]


def points(large: LargeRecord, question: Question, bounds: Bounds | None = None) -> pd.DataFrame:
    """Return what lies at each point: per point and kind the incidents and what they add.

    Columns latitude, longitude (degrees), uncertainty_km, geo_precision, place_id, kind, incidents, killed_low,
    killed_high (sums of what is stated), killed_known, killed_open.
    """
    by = ["latitude", "longitude", "uncertainty_km", "geo_precision", "place_id", "kind"]
    return _joined(large.ask(_points, question, tuple(by), view=bounds), by).drop(columns="counted")


def cells(large: LargeRecord, question: Question, step: float, bounds: Bounds | None = None) -> pd.DataFrame:
    """Return the same per cell of a grid of so many degrees, of named places and of vague ones (``vague``) apart.

    Rows count from the equator to the north, columns from Greenwich to the east; vague places share cells ``COARSE``
    times as wide, and those that have an outline of their own (``outline`` is their id) no cell: row and column are 0.
    Beside what ``points`` has: ``counted`` (incidents in totals), ``south``, ``west``, ``north``, ``east`` (what the
    points of a cell span), ``across`` and ``up`` (sums of longitudes and latitudes), ``radius_km`` (the largest)
    and ``newest`` (the highest number of an incident). No answer is larger than the grid.
    """
    return _joined(large.ask(_cells, question, step, _outlined(large.frame), view=bounds), [*_KEYS, "kind"])


def _points(rows: Rows, by: tuple[str, ...]) -> Rows:
    return _added_up(_placed(rows), by)


def _cells(rows: Rows, step: float, outlined: Outlined) -> Rows:
    rows = _located(_placed(rows), outlined)
    size = rows.vague.ifelse(step * COARSE, step)
    has_cell = rows.outline == ""
    rows = rows.mutate(
        row=has_cell.ifelse((rows.latitude / size).floor(), 0),
        column=has_cell.ifelse((rows.longitude / size).floor(), 0),
    )
    return _added_up(rows, (*_KEYS, "kind"), spans=True)


def _placed(rows: Rows) -> Rows:
    """Return the rows that lie somewhere."""
    rows = rows.select(*_COLUMNS, *_OF_KILLED)
    return rows.filter(~rows.latitude.isnull())  # noqa: PD003 - of ibis


def _outlined(frame: Record) -> Outlined:
    """Return the places that are drawn by an outline of their own, and how wide the smallest of them is."""
    places = places_with_area(frame.places)
    return tuple(places), float(frame.places.loc[places, "uncertainty_km"].fillna(0).min()) if places else 0.0


def _located(rows: Rows, outlined: Outlined) -> Rows:
    """Add the rule of the map: which rows are areas (``vague``), how wide (``radius_km``), and with which outline."""
    known = rows.uncertainty_km.fill_null(0.0)
    vague = ~((rows.geo_precision == EXACT) & (known < NEAR_KM))
    radius = vague.ifelse((known < NEAR_KM).ifelse(NEAR_KM, known), 0.0)
    rows = rows.mutate(vague=vague, radius_km=radius)
    places, least = outlined
    wide = rows.vague & (rows.radius_km >= least)  # of few rows the place has to be looked at
    outline = wide.ifelse(among(rows.place_id, places).ifelse(rows.place_id, ""), "")
    return rows.mutate(outline=outline)


_SPANS: Mapping[str, Callable[[Rows], Any]] = {
    "south": lambda rows: rows.latitude.min(),
    "west": lambda rows: rows.longitude.min(),
    "north": lambda rows: rows.latitude.max(),
    "east": lambda rows: rows.longitude.max(),
    "up": lambda rows: rows.latitude.sum(),
    "across": lambda rows: rows.longitude.sum(),
    "radius_km": lambda rows: rows.radius_km.max(),
    "newest": lambda rows: rows.number.max(),
}


def _added_up(rows: Rows, by: tuple[str, ...], *, spans: bool = False) -> Rows:
    sums = {f"killed_{name}": sum_ for name, sum_ in sums_of(rows, "killed").items()}
    ends = {name: of(rows) for name, of in _SPANS.items()} if spans else {}
    return rows.group_by([*by, "in_totals"]).aggregate(incidents=rows.count(), **sums, **ends)


def _joined(found: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """Join what stands in totals and what does not."""
    killed = [name for name in found if name in _KILLED]
    found[killed] = found[killed].where(found["in_totals"], 0).fillna(0)
    found["counted"] = found["incidents"].where(found["in_totals"], 0)
    how = {name: HOW_CELLS_JOIN[name] for name in found if name in HOW_CELLS_JOIN}
    return found.drop(columns="in_totals").groupby(by, as_index=False).agg(how)


def at_mark(
    large: LargeRecord, question: Question, mark: tuple[Mark, ...], first: int, size: int
) -> tuple[list[int], int]:
    """Return the numbers of the latest incidents of one mark from ``first`` on, and how many there are.

    A mark joins cells, each given by what its points span.
    """
    outlined = _outlined(large.frame)
    found = large.ask(_latest_at, question, mark, outlined, first, size)
    count = int(large.ask(_count_at, question, mark, outlined)["held"].iloc[0])
    return [int(number) for number in found["number"]], count


def _latest_at(rows: Rows, mark: tuple[Mark, ...], outlined: Outlined, first: int, size: int) -> Rows:
    rows = _at(rows, mark, outlined)
    return rows.order_by(rows.number.desc()).limit(size, offset=first).select("number")


def _count_at(rows: Rows, mark: tuple[Mark, ...], outlined: Outlined) -> Rows:
    rows = _at(rows, mark, outlined)
    return rows.aggregate(held=rows.count())


def _at(rows: Rows, mark: tuple[Mark, ...], outlined: Outlined) -> Rows:
    rows = _located(_placed(rows), outlined)
    inside = [
        within_bounds(rows, cell.bounds) & (rows.vague == cell.is_vague) & (rows.outline == cell.outline)
        for cell in mark
    ]
    return rows.filter(reduce(or_, inside))
