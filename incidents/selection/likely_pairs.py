"""Which incidents of two records may be the same: within ``DAYS`` and ``KM`` of each other, and of one kind.

They are shown beside each other and never merged. Of a span any day and of an area any spot may be meant, so what may
be as near is a pair, and says so. An incident of which nobody knows the day or the place is like none, and neither is a
sum over several events. The desk holds a draft against the record by the same distances (``desk.likely_same``), but
asks for less likeness.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from incidents.record.kept import Kept
from incidents.record.record import Record
from incidents.selection.apart import day_numbers, days_apart, km_apart, placed_exactly
from incidents.selection.circles import whereabouts_of
from incidents.selection.selection import Selection

DAYS, KM = 2, 15

_Rows = npt.NDArray[np.intp]
_Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Pair:
    """An incident of one record and one of another by their ids, so many days and km apart.

    Where a day or a place of them is known only roughly, ``days`` and ``km`` are the least possible.
    """

    first: str
    second: str
    days: int
    km: float
    is_day_known: bool
    is_place_known: bool


@dataclass(frozen=True, eq=False)
class _Alike:
    """The pairs of two whole records: positions in their incidents, days, km, whether both are known exactly."""

    first: _Rows
    second: _Rows
    days: _Numbers
    km: _Numbers
    day_known: npt.NDArray[np.bool_]
    place_known: npt.NDArray[np.bool_]


_alike: Kept[str, _Alike] = Kept(most=4)


def find_pairs(one: Selection, other: Selection) -> list[Pair]:
    """Return the likely pairs of two selections of two records, surest and nearest first."""
    held = _alike.of(one.record, other.record.stamp, lambda: _pairs_of(one.record, other.record))
    shown = one.mask[held.first] & other.mask[held.second]
    ids, others = (record.incidents["incident_id"].to_numpy(dtype=object) for record in (one.record, other.record))
    found = [
        Pair(str(ids[first]), str(others[second]), int(days), float(km), bool(day), bool(place))
        for first, second, days, km, day, place in zip(
            *(getattr(held, name)[shown] for name in _Alike.__dataclass_fields__), strict=True
        )
    ]
    return sorted(
        found,
        key=lambda pair: (2 - pair.is_day_known - pair.is_place_known, pair.days, pair.km, pair.first, pair.second),
    )


def _pairs_of(one: Record, other: Record) -> _Alike:
    """Find the pairs of two whole records: by kind and day first, for those are sorted; then by place."""
    found = [np.concatenate(rows) for rows in zip(*_of_one_time(one, other), strict=True)]
    first, second = found or (np.zeros(0, np.intp), np.zeros(0, np.intp))
    km = _km_of(one, other, first, second)
    near = km <= KM
    first, second, km = first[near], second[near], km[near]
    (starts, ends), (other_starts, other_ends) = _spans(one), _spans(other)
    exact, other_exact = placed_exactly(one.incidents), placed_exactly(other.incidents)
    return _Alike(
        first,
        second,
        days_apart(starts[first], ends[first], other_starts[second], other_ends[second]),
        km,
        (starts == ends)[first] & (other_starts == other_ends)[second],
        exact[first] & other_exact[second],
    )


def _of_one_time(one: Record, other: Record) -> Iterator[tuple[_Rows, _Rows]]:
    """Yield rows of incidents of one kind that may lie within ``DAYS`` of each other.

    Spans of about the same length are sorted together, so that a few long ones do not have all others looked at.
    """
    (starts, ends), (other_starts, other_ends) = _spans(one), _spans(other)
    kinds, other_kinds = (record.incidents["kind"].astype("str").to_numpy(dtype=object) for record in (one, other))
    width = other_ends - other_starts
    length = np.where(np.isnan(width), -1, np.ceil(np.log2(np.nan_to_num(width) + 1)))
    for kind in sorted(set(kinds) & set(other_kinds)):
        rows = np.flatnonzero((kinds == kind) & ~np.isnan(starts))
        of_kind = other_kinds == kind
        for like in np.unique(length[of_kind & (length >= 0)]):
            group = np.flatnonzero(of_kind & (length == like))
            group = group[np.argsort(other_starts[group], kind="stable")]
            begins = other_starts[group]
            low = np.searchsorted(begins, starts[rows] - DAYS - width[group].max(), "left")
            high = np.searchsorted(begins, ends[rows] + DAYS, "right")
            first, second = np.repeat(rows, high - low), group[_ranges(low, high)]
            held = other_ends[second] >= starts[first] - DAYS
            yield first[held], second[held]


def _ranges(low: _Rows, high: _Rows) -> _Rows:
    """Return the numbers from each low end up to its high one, one after the other."""
    counts = high - low
    return np.arange(counts.sum()) + np.repeat(low - np.cumsum(counts) + counts, counts)


def _spans(record: Record) -> tuple[_Numbers, _Numbers]:
    """Return first and last day of each incident as numbers; NaN where nobody knows when, and for sums of several."""
    incidents = record.incidents
    unknown = (incidents["date_precision"] == "unknown").to_numpy(dtype=bool) | ~incidents["in_totals"].to_numpy(bool)
    starts, ends = (day_numbers(incidents[name]) for name in ("date_start", "date_end"))
    unknown |= np.isnan(starts) | np.isnan(ends)
    return np.where(unknown, np.nan, starts), np.where(unknown, np.nan, ends)


def _km_of(one: Record, other: Record, first: _Rows, second: _Rows) -> _Numbers:
    """Return how near the places of each pair of rows may come; infinitely far where one has none."""
    held, others = whereabouts_of(one), whereabouts_of(other)
    key, number = np.unique(held.set_of[first] * len(others.sets) + others.set_of[second], return_inverse=True)
    ours, theirs, of = [], [], []
    for place, (left, right) in enumerate(zip(*np.divmod(key, max(len(others.sets), 1)), strict=True)):
        for place_id, is_near in held.sets[left]:
            for another, is_also_near in others.sets[right]:
                ours.append((one.gazetteer.place(place_id), is_near))
                theirs.append((other.gazetteer.place(another), is_also_near))
                of.append(place)
    nearest = np.full(len(key), np.inf)
    if of:
        np.minimum.at(nearest, of, km_apart(ours, theirs, within=KM))
    return nearest[number.reshape(-1)]
