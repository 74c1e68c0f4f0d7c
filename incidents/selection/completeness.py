"""How complete a record is: what it holds of what others counted, of the same kind, in the same area and period.

Plain functions over the whole record and its table of tallies. What the record holds is a range: incidents whose span
lies inside the period, and those that may lie in it. Counts over several operations are left out, and told.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Protocol

import numpy as np
import numpy.typing as npt
import pandas as pd

from geodata.cells import parts_of
from incidents.record.contract import TALLIES
from incidents.record.kept import Kept
from incidents.record.record import Record
from incidents.record.schema import Code
from incidents.selection.periods import Period

Mask = npt.NDArray[np.bool_]
_AREA, _COUNTED = f"{TALLIES}.area", f"{TALLIES}.counted"


@dataclass(frozen=True)
class Tally:
    """A count that somebody published, and what the record holds of the same: from ``low`` to ``high``.

    ``low`` is None where nothing is compared: the record has no such area or kind. ``covered`` says whether the whole
    period lies within what the record covers, ``left_out`` counts the record's own counts over several operations.
    """

    tally_id: str
    origin_id: str
    source_id: str
    start: dt.date
    end: dt.date
    area: str
    counted: str
    value: int
    at_least: bool
    vague_end: bool
    low: int | None
    high: int | None
    covered: bool
    left_out: int

    @property
    def share(self) -> tuple[float, float] | None:
        """Return the lowest and the highest share that the record holds, None where nothing can be compared."""
        if self.low is None or self.high is None or not self.value or not self.covered:
            return None
        return self.low / self.value, self.high / self.value


def has_tallies(record: Record) -> bool:
    """Say whether the record comes with counts of others."""
    return TALLIES in record.schema.tables and len(record.tables.read(TALLIES)) > 0


_kept: Kept[str, tuple[Tally, ...]] = Kept()


class Holds(Protocol):
    """What a record holds of what somebody counts."""

    def held(self, area: Code, kind: Code, start: dt.date, end: dt.date) -> tuple[int, int] | None:
        """Count the incidents that lie in a period, and those that may; None where that cannot be told."""

    def left_out(self, area: Code, start: dt.date, end: dt.date) -> int:
        """Count the record's counts over several operations in an area that touch a period."""


def tallies(record: Record, holds: Holds | None = None) -> tuple[Tally, ...]:
    """Return every tally of the record in the order of its table; none where it has no such table.

    ``holds`` tells what a record holds that is not in memory; who asks of it later is told the same.
    """
    told = holds or _InMemory(record)
    return _kept.of(record, "tallies", lambda: tuple(_compared(record, told))) if has_tallies(record) else ()


def headline(record: Record) -> Tally | None:
    """Return the tally that says most of the whole record: the largest that its period and kind let compare."""
    comparable = [tally for tally in tallies(record) if tally.share is not None and _counts_incidents(record, tally)]
    return max(comparable, key=lambda tally: (tally.value, tally.end), default=None)


@dataclass(frozen=True)
class Shares:
    """What the record holds of the counts of one party, of one kind in one area, in each of two periods.

    Each is the published number and what the record holds of the same, from low to high.
    """

    counted_as: Tally
    then: tuple[int, int, int]
    now: tuple[int, int, int]


def shares_of_both(record: Record, then: Period, now: Period) -> Shares | None:
    """Return what the record holds of counts that somebody published inside both periods; None where nobody did.

    Of several parties the one whose counts are the largest. Counts whose periods overlap are not added.
    """
    found = [Shares(of[0], _sum(of, then), _sum(of, now)) for of in alike_tallies(record)]
    both = [shares for shares in found if shares.then[0] and shares.now[0]]
    return max(both, key=lambda shares: min(shares.then[0], shares.now[0]), default=None)


def alike_tallies(record: Record) -> list[list[Tally]]:
    """Return the comparable counts of incidents, those together that one party made of one kind in one area."""
    alike: defaultdict[tuple[str, str, str], list[Tally]] = defaultdict(list)
    for tally in tallies(record):
        if tally.share is not None and _counts_incidents(record, tally):
            alike[tally.origin_id, tally.area, tally.counted].append(tally)
    return list(alike.values())


def _sum(of: Iterable[Tally], period: Period) -> tuple[int, int, int]:
    """Add up counts that lie inside a period, the longest first, without those that overlap."""
    taken: list[Tally] = []
    for tally in sorted(of, key=lambda tally: tally.start - tally.end):
        lies_inside = period[0] <= tally.start and tally.end <= period[1]
        if lies_inside and all(tally.end < other.start or other.end < tally.start for other in taken):
            taken.append(tally)
    return sum(one.value for one in taken), sum(one.low or 0 for one in taken), sum(one.high or 0 for one in taken)


def _counts_incidents(record: Record, tally: Tally) -> bool:
    return not record.schema.codes(_COUNTED)[tally.counted].texts.get("measures")


def _compared(record: Record, holds: Holds) -> Iterable[Tally]:
    schema = record.schema
    areas, kinds = schema.codes(_AREA), schema.codes(_COUNTED)
    first, last = (stamp.date() for stamp in record.coverage)
    for row in record.tables.read(TALLIES).to_dict("records"):
        start, end = row["date_start"].date(), row["date_end"].date()
        area, kind = str(row["area"]), str(row["counted"])
        told = partial(
            Tally,
            str(row["tally_id"]),
            str(row["origin_id"]),
            str(row["source_id"]),
            start,
            end,
            area,
            kind,
            round(row["value"]),
            row["bound"] == "at-least",
            row["end_precision"] != "day",
        )
        covered = first <= start and end <= last
        is_compared = not (areas[area].texts.get("not_compared") or kinds[kind].texts.get("not_compared"))
        held = holds.held(areas[area], kinds[kind], start, end) if is_compared else None
        if held is None:
            yield told(None, None, covered, 0)
        else:
            yield told(*held, covered, holds.left_out(areas[area], start, end))


@dataclass(frozen=True)
class _InMemory:
    """What a record in memory holds (see ``Holds``)."""

    record: Record

    def held(self, area: Code, kind: Code, start: dt.date, end: dt.date) -> tuple[int, int]:
        return _held(self.record, area, kind, start, end)

    def left_out(self, area: Code, start: dt.date, end: dt.date) -> int:
        _inside, touching = _in_period(self.record.incidents, start, end)
        several = ~self.record.incidents["in_totals"].to_numpy()
        return int(np.count_nonzero(touching & several & _is_in(self.record, area)))


def _held(record: Record, area: Code, kind: Code, start: dt.date, end: dt.date) -> tuple[int, int]:
    incidents = record.incidents
    alike = _is_kind(record, kind) & _is_in(record, area) & incidents["in_totals"].to_numpy()
    inside, touching = (alike & mask for mask in _in_period(incidents, start, end))
    if not (measures := kind.texts.get("measures")):
        return int(inside.sum()), int(touching.sum())
    sure = frozenset(incidents.loc[inside, "incident_id"])
    return summed(record, measures, incidents.loc[touching, "incident_id"].tolist(), sure)


def summed(record: Record, measures: Collection[str], ids: Sequence[str], sure: Collection[str]) -> tuple[int, int]:
    """Sum measures of incidents: the lowest of those that are sure to be meant, the highest of all."""
    figures = record.figures_of(record.claims_of(ids))
    figures = figures[figures["measure"].isin(list(measures))]
    low = figures.loc[figures["incident_id"].isin(list(sure)), "low"]
    return round(float(low.sum())), round(float(figures["high"].sum()))


def _is_kind(record: Record, kind: Code) -> Mask:
    incidents = record.incidents
    mask = (
        incidents["kind"].isin(list(kind.texts.get("kinds", ()))).to_numpy()
        & incidents["is_role"].isin(list(kind.texts.get("roles", ()))).to_numpy()
    )
    if "claimed_by" in kind.texts:
        claims = record.claims_of(incidents.loc[mask, "incident_id"].tolist())
        own = claims.loc[claims["origin_id"] == kind.texts["claimed_by"], "incident_id"]
        mask = mask & incidents["incident_id"].isin(own).to_numpy()
    return np.asarray(mask, dtype=bool)


def _is_in(record: Record, area: Code) -> Mask:
    """Say which incidents lie in an area: by governorate, and by whom they are directed against."""
    incidents = record.incidents
    mask = np.ones(len(incidents), dtype=bool)
    for column, name, wanted in (
        ("governorates", "governorates", True),
        ("targets", "not_against", False),
        ("targets", "against", True),
    ):
        if name in area.texts:
            mask &= _holds(incidents[column], frozenset(area.texts[name])) == wanted
    return mask


def _holds(cells: pd.Series, codes: frozenset[str]) -> Mask:
    """Say which cells ``a|b`` hold one of the codes."""
    column = cells.astype("category").cat
    among = [not codes.isdisjoint(parts_of(category)) for category in column.categories]
    return np.array([*among, False], dtype=bool)[column.codes]


def _in_period(incidents: pd.DataFrame, start: dt.date, end: dt.date) -> tuple[Mask, Mask]:
    """Say whose span lies inside a period, and whose touches it; an incident without a date lies in none."""
    first, last = (incidents[name].to_numpy().astype("datetime64[D]") for name in ("date_start", "date_end"))
    known = (incidents["date_precision"] != "unknown").to_numpy()
    begin, stop = np.datetime64(start), np.datetime64(end)
    return known & (first >= begin) & (last <= stop), known & (last >= begin) & (first <= stop)
