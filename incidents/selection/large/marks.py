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
from incidents.selection.large.conditions import Rows, among, within_bounds
from incidents.selection.large.questions import LargeRecord, sums_of
from incidents.selection.question import Bounds, Question

COARSE = 4  # an area's cell is so many times as wide as one of places: areas are drawn far larger
_COLUMNS = ("number", "latitude", "longitude", "uncertainty_km", "geo_precision", "place_id", "kind", "in_totals")
_OF_KILLED = ("killed_low", "killed_high", "killed_at_least")
_KEYS = ["vague", "outline", "row", "column"]


def points(large: LargeRecord, question: Question, bounds: Bounds | None = None) -> pd.DataFrame:
    """Return what lies at each point: per point and kind the incidents and what they add.

    Columns latitude, longitude (degrees), uncertainty_km, geo_precision, place_id, kind, incidents, killed_low,
    killed_high (sums of what is stated), killed_known, killed_open.
    """
    by = ["latitude", "longitude", "uncertainty_km", "geo_precision", "place_id", "kind"]
    return _added_up(large, placed(large, question, bounds), by).drop(columns="counted")


def cells(large: LargeRecord, question: Question, step: float, bounds: Bounds | None = None) -> pd.DataFrame:
    """Return the same per cell of a grid of so many degrees, of named places and of vague ones (``vague``) apart.

    Rows count from the equator to the north, columns from Greenwich to the east; vague places share cells ``COARSE``
    times as wide, and those that have an outline of their own (``outline`` is their id) no cell: row and column are 0.
    Beside what ``points`` has: ``counted`` (incidents in totals), ``south``, ``west``, ``north``, ``east`` (what the
    points of a cell span), ``across`` and ``up`` (sums of longitudes and latitudes), ``radius_km`` (the largest)
    and ``newest`` (the highest number of an incident). No answer is larger than the grid.
    """
    rows = located(placed(large, question, bounds), large.frame)
    size = rows.vague.ifelse(step * COARSE, step)
    has_cell = rows.outline == ""
    rows = rows.mutate(
        row=has_cell.ifelse((rows.latitude / size).floor(), 0),
        column=has_cell.ifelse((rows.longitude / size).floor(), 0),
    )
    return _added_up(large, rows, [*_KEYS, "kind"], spans=True)


def placed(large: LargeRecord, question: Question, bounds: Bounds | None) -> Rows:
    """Return the rows that answer a question and lie somewhere, inside a view where one is given."""
    rows = large.selected(question, *_COLUMNS, *_OF_KILLED)
    rows = rows.filter(~rows.latitude.isnull())  # noqa: PD003 - of ibis
    return rows.filter(within_bounds(rows, bounds)) if bounds else rows


def located(rows: Rows, frame: Record) -> Rows:
    """Add the rule of the map: which rows are areas (``vague``), how wide (``radius_km``), and with which outline."""
    known = rows.uncertainty_km.fill_null(0.0)
    vague = ~((rows.geo_precision == EXACT) & (known < NEAR_KM))
    radius = vague.ifelse((known < NEAR_KM).ifelse(NEAR_KM, known), 0.0)
    rows = rows.mutate(vague=vague, radius_km=radius)
    outlined = places_with_area(frame.places)
    least = float(frame.places.loc[outlined, "uncertainty_km"].fillna(0).min()) if outlined else 0.0
    wide = rows.vague & (rows.radius_km >= least)  # of few rows the place has to be looked at
    outline = wide.ifelse(among(rows.place_id, outlined).ifelse(rows.place_id, ""), "")
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


def _added_up(large: LargeRecord, rows: Rows, by: list[str], *, spans: bool = False) -> pd.DataFrame:
    sums = {f"killed_{name}": sum_ for name, sum_ in sums_of(rows, "killed").items()}
    ends = {name: of(rows) for name, of in _SPANS.items()} if spans else {}
    found = large.answer(rows.group_by([*by, "in_totals"]).aggregate(incidents=rows.count(), **sums, **ends))
    found[list(sums)] = found[list(sums)].where(found["in_totals"], 0).fillna(0)
    found["counted"] = found["incidents"].where(found["in_totals"], 0)
    how = {name: HOW_CELLS_JOIN[name] for name in found if name in HOW_CELLS_JOIN}
    return found.drop(columns="in_totals").groupby(by, as_index=False).agg(how)


def at_mark(
    large: LargeRecord, question: Question, mark: tuple[Mark, ...], first: int, size: int
) -> tuple[list[int], int]:
    """Return the numbers of the latest incidents of one mark from ``first`` on, and how many there are.

    A mark joins cells, each given by what its points span.
    """
    rows = located(placed(large, question, None), large.frame)
    inside = [
        within_bounds(rows, cell.bounds) & (rows.vague == cell.is_vague) & (rows.outline == cell.outline)
        for cell in mark
    ]
    rows = rows.filter(reduce(or_, inside))
    found = large.answer(rows.order_by(rows.number.desc()).limit(size, offset=first).select("number"))
    count = int(large.answer(rows.aggregate(held=rows.count()))["held"].iloc[0])
    return [int(number) for number in found["number"]], count
