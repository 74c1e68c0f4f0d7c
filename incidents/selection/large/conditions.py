"""A question as a condition on ``worked_out``: what each filter means where the record is kept.

Each means what it means in memory. What needs a rule (which sets hold a code, which places a circle touches) is decided
there, on the distinct sets and places alone, which are few; the database only looks for them.
"""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from functools import reduce
from operator import and_
from typing import Any

import ibis

from geodata.cells import parts_of
from incidents.record.vocabulary import NOT_STATED
from incidents.selection.large.found_by import DOCUMENT
from incidents.selection.large.worked_out import CODES, SETS
from incidents.selection.large.written import Rows
from incidents.selection.periods import Period
from incidents.selection.question import Bounds, Near

SetsOf = Callable[[str], list[str]]  # column → the distinct sets that stand in it
Within = Callable[[Near], list[int]]  # circle → the whereabouts that it touches
_FEW, _BETWEEN = 50, ","  # no code and no set of codes holds a comma


def answering(rows: Rows, name: str, value: Any, sets_of: SetsOf, within: Within) -> Any:  # noqa: ANN401
    """Say which rows answer one filter of a question, whatever is asked beside it; ``COLUMNS`` are what it looks at."""
    if name in SETS:
        column = SETS[name]
        return among(rows[column], [held for held in sets_of(column) if set(value) & codes_in(held)])
    if name in CODES:
        column = rows[CODES[name]]
        stated = column.isin([code for code in value if code != NOT_STATED])
        return stated | column.isnull() if NOT_STATED in value else stated
    if name == "near":
        return among(rows.whereabouts, within(value))
    if name == "bounds":
        return within_bounds(rows, value)
    return _OTHERS[name](rows, value)


def within_bounds(rows: Rows, bounds: Bounds) -> Any:  # noqa: ANN401
    """Say which rows lie in a view."""
    south, west, north, east = bounds
    return rows.latitude.between(south, north) & rows.longitude.between(west, east)


def touching(rows: Rows, period: Period) -> Any:  # noqa: ANN401
    """Say which rows may lie in a period, as the filters of days have it; those without any day do not."""
    return during(rows, *map(_day, period))


def during(rows: Rows, first: Any, last: Any) -> Any:  # noqa: ANN401
    """Say the same of days that are expressions; None is no limit, and without any all rows do."""
    conditions = [] if first is None else [rows.date_end >= first]
    conditions += [] if last is None else [rows.date_start <= last]
    return reduce(and_, conditions).fill_null(False) if conditions else ibis.literal(True)  # noqa: FBT003 - of ibis


def among(column: Any, values: Sequence[str] | Sequence[int]) -> Any:  # noqa: ANN401
    """Say which cells are among some values. Of many a list is written as one text: each by itself is slow to write."""
    if len(values) <= _FEW:
        return column.isin(list(values))
    listed = ibis.literal(_BETWEEN.join(map(str, values))).split(_BETWEEN).unnest()
    return column.isin(listed.cast(column.type()).name("listed").as_table().listed)


def codes_in(held: str) -> set[str]:
    """Return the codes of a set that is written a|b; of an empty one, "not stated"."""
    return set(parts_of(held)) or {NOT_STATED}


def _day(day: dt.date) -> Any:  # noqa: ANN401
    return ibis.literal(day.isoformat()).cast("date")


_OTHERS: Mapping[str, Callable[[Rows, Any], Any]] = {
    "date_from": lambda rows, day: rows.date_end >= _day(day),
    "date_to": lambda rows, day: rows.date_start <= _day(day),
    "contested": lambda rows, _asked: rows.contested,
    "min_origins": lambda rows, least: rows.origins >= least,
}
COLUMNS: Mapping[str, tuple[str, ...]] = {
    **{name: (column,) for name, column in (SETS | CODES).items()},
    "near": ("whereabouts",),
    "bounds": ("latitude", "longitude"),
    "date_from": ("date_end",),
    "date_to": ("date_start",),
    "contested": ("contested",),
    "min_origins": ("origins",),
    "text": ("incident_id", DOCUMENT, "date_start", "date_end", "date_precision"),
}
ALONE = frozenset({"near", "bounds", "text", *_OTHERS})  # the filters that are no list
