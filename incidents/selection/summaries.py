"""The numbers that screen and paper share: totals as ranges, counts per period, place and kind.

Every function takes a ``Selection`` and speaks of its incidents. A total is low–high with the number of
incidents for which nobody states a figure; aggregate counts (which sum operations that have rows of their own) are
left out of totals and named.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from geodata.cells import parts_of
from incidents.record.derived import NO_PERIOD
from incidents.record.vocabulary import KILLED_CATEGORIES
from incidents.selection.selection import Selection

Step = Literal["week", "month"]


@dataclass(frozen=True)
class Total:
    """A sum of ranges. ``low``/``high`` are None when no incident has a figure; ``unknown`` of ``of`` have none.

    ``open`` incidents have a figure that somebody calls a least one ("at least 54"): the sum may then be higher.
    """

    low: int | None
    high: int | None
    unknown: int
    of: int
    open: int = 0


@dataclass(frozen=True)
class KeyFigures:
    """What the strip above the map says. ``killed_by_side`` follows the order of the killed categories."""

    incidents: int
    killed: Total
    wounded: Total
    arrested: Total
    killed_by_side: dict[str, Total]
    contested: int
    single_origin: int
    governorates: int
    without_place: int
    without_date: int
    aggregates: int

    @property
    def totals(self) -> dict[str, Total]:
        """Return the sums that every summary tells, by their measures, in the order in which it tells them."""
        return {"killed": self.killed, "wounded": self.wounded, "arrested": self.arrested}


def total(selection: Selection, measure: str) -> Total:
    """Sum the lowest and the highest current figures of a measure; an "up to" without a floor adds nothing to low."""
    return _summed(selection, measure, selection.record.profiles["in_totals"].to_numpy())


def _summed(selection: Selection, measure: str, profiles: npt.NDArray[np.bool_]) -> Total:
    """Sum a measure over the incidents of some profiles."""
    counts = np.where(profiles, selection.profile_counts, 0)
    low, high = (selection.record.profiles[f"{measure}_{end}"].to_numpy() for end in ("low", "high"))
    of, known = int(counts.sum()), int(counts[~np.isnan(high)].sum())
    if not known:
        return Total(None, None, of, of)
    at_least = int(counts[selection.record.profiles[f"{measure}_at_least"].to_numpy() > 0].sum())
    sums = [round(float(np.nansum(ends * counts))) for ends in (low, high)]
    return Total(sums[0], sums[1], of - known, of, at_least)


def key_figures(selection: Selection) -> KeyFigures:
    """Return the figures above the map for the selected incidents."""
    counts, profiles = selection.profile_counts, selection.record.profiles

    def count(answering: pd.Series) -> int:
        return int(counts[answering.to_numpy(dtype=bool)].sum())

    return KeyFigures(
        incidents=int(counts.sum()),
        killed=total(selection, "killed"),
        wounded=total(selection, "wounded"),
        arrested=total(selection, "arrested"),
        killed_by_side={side: total(selection, side) for side in KILLED_CATEGORIES},
        contested=count(profiles["contested"]),
        single_origin=count(profiles["origins"] == 1),
        governorates=int(np.count_nonzero(incidents_by_governorate(selection)["incidents"])),
        without_place=count(~profiles["located"]),
        without_date=count(~profiles["dated"]),
        aggregates=count(~profiles["in_totals"]),
    )


def incidents_by_governorate(selection: Selection) -> pd.DataFrame:
    """Count per governorate (index p-code): incidents, killed_low, killed_high, unknown, open, counted.

    An incident reported in several governorates counts whole in each, so the rows may add up to more than the selection
    (see ``in_several_governorates``). ``counted`` are the incidents whose figures are summed.
    """
    profiles, counts = selection.record.profiles, selection.profile_counts
    column = profiles["governorates"].cat
    pcodes = list(selection.record.gazetteer.governorates)
    sets = [frozenset(parts_of(category)) for category in column.categories] + [frozenset[str]()]
    members = np.array([[pcode in held for pcode in pcodes] for held in sets], dtype=np.float64)
    held_by = members[column.codes.to_numpy()]  # missing (-1) is the last, empty set
    in_totals = np.where(profiles["in_totals"].to_numpy(), counts, 0)
    high = profiles["killed_high"].to_numpy()
    weights = {
        "incidents": counts,
        "killed_low": np.nan_to_num(profiles["killed_low"].to_numpy()) * in_totals,
        "killed_high": np.nan_to_num(high) * in_totals,
        "unknown": np.where(np.isnan(high), in_totals, 0),
        "open": np.where(profiles["killed_at_least"].to_numpy() > 0, in_totals, 0),
        "counted": in_totals,
    }
    table = {name: weight @ held_by for name, weight in weights.items()}
    return pd.DataFrame(table, index=pd.Index(pcodes, name="pcode")).round().astype("int64")


def in_several_governorates(selection: Selection) -> Total:
    """Sum the killed of the incidents that are reported in several governorates and count whole in each of them.

    ``of`` are those incidents, counts over several operations left out.
    """
    profiles = selection.record.profiles
    column = profiles["governorates"].cat
    several = np.array([*(len(parts_of(category)) > 1 for category in column.categories), False])[column.codes]
    return _summed(selection, "killed", profiles["in_totals"].to_numpy() & several)


def in_none_or_several_governorates(selection: Selection) -> tuple[int, int]:
    """Count the incidents in none of the rows of a ranking of governorates, and those in several of them."""
    column = selection.record.profiles["governorates"].cat
    named = np.array([*(len(parts_of(category)) for category in column.categories), 0])[column.codes]
    counts = selection.profile_counts
    return int(counts[named == 0].sum()), int(counts[named > 1].sum())


def ranked_figures(incidents: pd.DataFrame, column: str) -> pd.Series:
    """Return the figures of a column by which incidents are ranked and drawn in size; NaN where nobody states one.

    NaN as well for a count over several operations: it is not one incident that could be ranked.
    """
    return incidents[column].astype("float64").where(incidents["in_totals"])


def incidents_by_kind(selection: Selection) -> pd.Series:
    """Count per kind of event, in display order, kinds with none included."""
    kinds = selection.record.profiles["kind"].cat
    counts = np.bincount(kinds.codes.to_numpy(), selection.profile_counts, minlength=len(kinds.categories))
    return pd.Series(counts.astype("int64"), index=pd.Index(kinds.categories, name="kind"), name="incidents")


def incidents_per_period(selection: Selection, step: Step) -> pd.DataFrame:
    """Count incidents whose date is known to lie in one week or month: columns period (its first day), kind, incidents.

    Spans that reach over more than one period are not put into any: ``undated_spans`` has them. Incidents without a
    known date are in neither: ``KeyFigures.without_date`` counts them.
    """
    start, end = (selection.record.incidents[f"{step}_{at}"].to_numpy()[selection.mask] for at in ("first", "last"))
    inside = (start == end) & (start != NO_PERIOD)
    kinds = selection.record.incidents["kind"].cat
    kind = kinds.codes.to_numpy()[selection.mask][inside].astype(np.int32)
    start = start[inside].astype(np.int32)
    if not len(kind):
        return pd.DataFrame({"period": pd.Series(dtype="datetime64[s]"), "kind": [], "incidents": []})
    first = int(start.min())
    cells = np.bincount((start - first) * len(kinds.categories) + kind)
    filled = np.flatnonzero(cells)
    return pd.DataFrame(
        {
            "period": first_days(filled // len(kinds.categories) + first, step),
            "kind": np.array(kinds.categories)[filled % len(kinds.categories)],
            "incidents": cells[filled],
        }
    )


def undated_spans(selection: Selection, step: Step, most: int = 120) -> pd.DataFrame:
    """Return incidents dated only by a span over several periods: incident_id, kind, date_start, date_end.

    At most ``most`` rows are returned, the longest spans first; ``count_undated`` tells how many there are.
    """
    incidents = selection.record.incidents
    rows = np.flatnonzero(_over_several_periods(selection, step))
    length = (incidents["date_end"].to_numpy()[rows] - incidents["date_start"].to_numpy()[rows]).astype("int64")
    if len(rows) > most:  # of many, order only those that are returned
        longest = np.sort(np.argpartition(-length, most)[:most])
        rows, length = rows[longest], length[longest]
    columns = ["incident_id", "kind", "date_start", "date_end"]
    return incidents[columns].iloc[rows[np.argsort(-length, kind="stable")]]


def count_undated(selection: Selection, step: Step) -> int:
    """Count the incidents dated only by a span over several periods."""
    return int(np.count_nonzero(_over_several_periods(selection, step)))


def _over_several_periods(selection: Selection, step: Step) -> np.ndarray:
    first, last = (selection.record.incidents[f"{step}_{end}"].to_numpy() for end in ("first", "last"))
    return np.asarray((first != last) & selection.mask)


def first_days(numbers: np.ndarray, step: Step) -> np.ndarray:
    """Return the first day of each week or month that is given by its number."""
    if step == "month":
        return numbers.astype("datetime64[M]").astype("datetime64[s]")
    return (numbers * 7 + 4).astype("datetime64[D]").astype("datetime64[s]")


def coverage_by_month(selection: Selection) -> pd.DataFrame:
    """Count the claims of the selected incidents per month of the incident and kind of origin.

    Columns period (first day of month), origin_kind, claims. Shows from whom the record knows what, and when.
    """
    claims = selection.claims
    incidents = selection.incidents.set_index("incident_id")
    month = incidents["date_start"].reindex(claims["incident_id"]).to_numpy().astype("datetime64[M]")
    kind = selection.record.origins["kind"].astype("str").reindex(claims["origin_id"]).to_numpy()
    frame = pd.DataFrame({"period": month.astype("datetime64[s]"), "origin_kind": kind}).dropna()
    return frame.value_counts().rename("claims").reset_index().sort_values(["period", "origin_kind"], ignore_index=True)
