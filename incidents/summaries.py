"""The numbers that screen and paper share: totals as ranges, counts per period, place and kind.

Every function takes a ``Dataset`` and speaks of its selected incidents. A total is low–high with the number of
incidents for which nobody states a figure; aggregate counts (which sum operations that have rows of their own) are
left out of totals and named.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from incidents.dataset import Dataset
from incidents.tables import SEPARATOR
from incidents.vocabulary import KILLED_CATEGORIES, governorate_names

Step = Literal["week", "month"]


@dataclass(frozen=True)
class Total:
    """A sum of ranges. ``low``/``high`` are None when no incident has a figure; ``unknown`` of ``of`` have none."""

    low: int | None
    high: int | None
    unknown: int
    of: int


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


def total(dataset: Dataset, measure: str) -> Total:
    """Sum the lowest and the highest current figures of a measure; an "up to" without a floor adds nothing to low."""
    rows = dataset.rows[dataset.all_incidents["in_totals"].to_numpy()[dataset.rows]]
    low = dataset.all_incidents[f"{measure}_low"].to_numpy()[rows]
    high = dataset.all_incidents[f"{measure}_high"].to_numpy()[rows]
    known = int(np.count_nonzero(~np.isnan(high)))
    if not known:
        return Total(None, None, len(rows), len(rows))
    lowest, highest = (round(float(np.nansum(values, dtype=np.float64))) for values in (low, high))
    return Total(lowest, highest, len(rows) - known, len(rows))


def key_figures(dataset: Dataset) -> KeyFigures:
    """Return the figures above the map for the selected incidents."""
    rows, incidents = dataset.rows, dataset.all_incidents
    return KeyFigures(
        incidents=len(rows),
        killed=total(dataset, "killed"),
        wounded=total(dataset, "wounded"),
        arrested=total(dataset, "arrested"),
        killed_by_side={side: total(dataset, side) for side in KILLED_CATEGORIES},
        contested=int(np.count_nonzero(incidents["contested"].to_numpy()[rows])),
        single_origin=int(np.count_nonzero(incidents["origins"].to_numpy()[rows] == 1)),
        governorates=int(np.count_nonzero(incidents_by_governorate(dataset)["incidents"])),
        without_place=int(np.count_nonzero(np.isnan(incidents["latitude"].to_numpy()[rows]))),
        without_date=int(np.count_nonzero(_undated(dataset))),
        aggregates=int(np.count_nonzero(~incidents["in_totals"].to_numpy()[rows])),
    )


def incidents_by_governorate(dataset: Dataset) -> pd.DataFrame:
    """Count per governorate (index p-code): incidents, killed_low, killed_high, unknown.

    An incident reported in several governorates counts in each, so the rows may add up to more than the selection.
    """
    column = dataset.all_incidents["governorates"].cat
    numbers = column.codes.to_numpy()[dataset.rows].astype(np.int64)
    sets = [frozenset(str(category).split(SEPARATOR)) for category in column.categories] + [frozenset[str]()]
    pcodes = list(governorate_names())
    members = np.array([[pcode in held for pcode in pcodes] for held in sets], dtype=np.float64)
    numbers %= len(sets)
    counted = dataset.all_incidents["in_totals"].to_numpy()[dataset.rows]
    low = dataset.all_incidents["killed_low"].to_numpy()[dataset.rows]
    high = dataset.all_incidents["killed_high"].to_numpy()[dataset.rows]
    weights = {
        "incidents": np.ones(len(numbers)),
        "killed_low": np.where(counted, np.nan_to_num(low), 0),
        "killed_high": np.where(counted, np.nan_to_num(high), 0),
        "unknown": (counted & np.isnan(high)).astype(np.float64),
    }
    table = {name: np.bincount(numbers, weight, minlength=len(sets)) @ members for name, weight in weights.items()}
    return pd.DataFrame(table, index=pd.Index(pcodes, name="pcode")).round().astype("int64")


def incidents_by_kind(dataset: Dataset) -> pd.Series:
    """Count per kind of event, in display order, kinds with none included."""
    kinds = dataset.all_incidents["kind"].cat
    counts = np.bincount(kinds.codes.to_numpy()[dataset.rows], minlength=len(kinds.categories))
    return pd.Series(counts, index=pd.Index(kinds.categories, name="kind"), name="incidents")


def incidents_per_period(dataset: Dataset, step: Step) -> pd.DataFrame:
    """Count incidents whose date is known to lie in one week or month: columns period (its first day), kind, incidents.

    Spans that reach over more than one period are not put into any: ``undated_spans`` has them. Incidents without a
    known date are in neither: ``KeyFigures.without_date`` counts them.
    """
    start, end = _period_numbers(dataset, step)
    inside = (start == end) & (start > _NO_DATE)
    kinds = dataset.all_incidents["kind"].cat
    kind = kinds.codes.to_numpy()[dataset.rows][inside].astype(np.int64)
    if not len(kind):
        return pd.DataFrame({"period": pd.Series(dtype="datetime64[s]"), "kind": [], "incidents": []})
    first = int(start[inside].min())
    cells = np.bincount((start[inside] - first) * len(kinds.categories) + kind)
    filled = np.flatnonzero(cells)
    return pd.DataFrame(
        {
            "period": _first_days(filled // len(kinds.categories) + first, step),
            "kind": np.array(kinds.categories)[filled % len(kinds.categories)],
            "incidents": cells[filled],
        }
    )


def undated_spans(dataset: Dataset, step: Step, most: int = 200) -> pd.DataFrame:
    """Return incidents dated only by a span over several periods: incident_id, kind, date_start, date_end.

    At most ``most`` rows are returned, the longest spans first; ``len`` of the selection tells the rest.
    """
    start, end = _period_numbers(dataset, step)
    over = dataset.rows[(start != end) & (start > _NO_DATE)]
    columns = ["incident_id", "kind", "date_start", "date_end"]
    spans = dataset.all_incidents[columns].iloc[over]
    length = (spans["date_end"] - spans["date_start"]).to_numpy()
    return spans.iloc[np.argsort(-length.astype("int64"), kind="stable")[:most]]


_NO_DATE = -1_000_000


def _undated(dataset: Dataset) -> npt.NDArray[np.bool_]:
    """Say which selected incidents have no known date; the day under which one is filed is not its date."""
    incidents = dataset.all_incidents
    unknown = (incidents["date_precision"] == "unknown").to_numpy()
    missing = np.isnat(incidents["date_start"].to_numpy()) | np.isnat(incidents["date_end"].to_numpy())
    undated: npt.NDArray[np.bool_] = (unknown | missing)[dataset.rows]
    return undated


def _period_numbers(dataset: Dataset, step: Step) -> tuple[np.ndarray, np.ndarray]:
    """Return for each selected incident the number of the period in which its span starts and ends."""
    numbers = []
    undated = _undated(dataset)
    for name in ("date_start", "date_end"):
        days = dataset.all_incidents[name].to_numpy()[dataset.rows]
        if step == "month":
            number = days.astype("datetime64[M]").astype(np.int64)
        else:  # weeks start on Monday; 1970-01-05 was one
            number = (days.astype("datetime64[D]").astype(np.int64) - 4) // 7
        numbers.append(np.where(undated, _NO_DATE, number))
    return numbers[0], numbers[1]


def _first_days(numbers: np.ndarray, step: Step) -> np.ndarray:
    if step == "month":
        return numbers.astype("datetime64[M]").astype("datetime64[s]")
    return (numbers * 7 + 4).astype("datetime64[D]").astype("datetime64[s]")


def coverage_by_month(dataset: Dataset) -> pd.DataFrame:
    """Count the claims of the selected incidents per month of the incident and kind of origin.

    Columns period (first day of month), origin_kind, claims. Shows from whom the record knows what, and when.
    """
    claims = dataset.claims
    incidents = dataset.incidents.set_index("incident_id")
    month = incidents["date_start"].reindex(claims["incident_id"]).to_numpy().astype("datetime64[M]")
    kind = dataset.origins["kind"].astype("str").reindex(claims["origin_id"]).to_numpy()
    frame = pd.DataFrame({"period": month.astype("datetime64[s]"), "origin_kind": kind}).dropna()
    return frame.value_counts().rename("claims").reset_index().sort_values(["period", "origin_kind"], ignore_index=True)
