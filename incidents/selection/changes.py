"""What rose and what fell from one period to another: by governorate, kind, actor, and where, what and by whom.

An incident counts in a period when its span touches it, as the date filter has it; so the counts are those that the
filters give, and one whose span touches both periods counts in both and is said. With every count goes how many
sources told of it, then and now: more reporting looks like more violence.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, get_args

import numpy as np
import pandas as pd

from incidents.record.record import Record
from incidents.record.vocabulary import NOT_STATED
from incidents.selection.change_periods import ChangePeriods, change_periods, days_of, uncovered_days
from incidents.selection.filters import LISTS
from incidents.selection.holdings import Mask
from incidents.selection.periods import Period
from incidents.selection.reporting import Reporting, Side, during, reporting, sources_per_incident
from incidents.selection.selection import Selection

Dimension = Literal["governorate", "kind", "actor", "initiator"]
DIMENSIONS: tuple[Dimension, ...] = get_args(Dimension)
TOGETHER: tuple[Dimension, ...] = ("governorate", "kind", "initiator")  # where, what, and by whom
_WHOLE: tuple[Dimension, ...] = ("governorate", "kind")  # lists so short that those without a change stand in them too
CHANCE = 0.05  # a change that an unchanged rate would bring about this often rests on small counts
_EXACT = 2_000  # incidents up to which chances are added up one by one
COUNTED = ("then", "now", "both", "sources_then", "sources_now")


@dataclass(frozen=True, eq=False)
class Changes:
    """What changed from ``then`` to ``now`` in one selection, told ``by`` one or more dimensions.

    ``rows`` has, for each dimension, a column of its codes, and then, now, difference, both (incidents that count in
    both), sources_then, sources_now (means per incident; NaN without any) and is_few (the change rests on so few
    incidents that chance may make it): the largest change first. An incident of several governorates or actors counts
    in each. ``both`` counts the incidents whose span touches both periods, ``undated`` those without any date, which
    are in neither; ``is_few`` says of the whole what its column says of a row.
    """

    by: tuple[Dimension, ...]
    told: Reporting
    both: int
    undated: int
    is_assumed: bool
    is_picked: bool
    is_few: bool
    rows: pd.DataFrame

    @property
    def then(self) -> Side:
        """Return the earlier period."""
        return self.told.then

    @property
    def now(self) -> Side:
        """Return the later period."""
        return self.told.now


def changes(selection: Selection, by: Sequence[Dimension] = ("governorate",), against: Period | None = None) -> Changes:
    """Hold the period that a selection asks about against the one before, or ``against`` (see ``change_periods``).

    All other filters apply to both. Raises KeyError for a dimension that is none.
    """
    record, periods = selection.record, change_periods(selection.record, selection.question, against)
    rest = selection.without("date_from", "date_to")
    then, now = (during(rest, period) for period in (periods.then, periods.now))
    return changes_counted(
        record,
        periods,
        tuple(by),
        _counted(record, tuple(by), then.mask, now.mask),
        told=reporting(selection, periods),
        both=int(np.count_nonzero(then.mask & now.mask)),
        undated=int(np.count_nonzero(record.incidents["date_start"].isna().to_numpy() & rest.mask)),
    )


def changes_counted(
    record: Record,
    periods: ChangePeriods,
    by: tuple[Dimension, ...],
    counts: pd.DataFrame,
    *,
    told: Reporting,
    both: int,
    undated: int,
) -> Changes:
    """Return what changed from counts that were made somewhere.

    ``counts`` has the columns ``COUNTED`` per code, or combination of codes (its index, named by the dimensions); the
    last two of them are sums of the sources of the incidents.
    """
    share = _share_of_now(record, periods)
    rows = _told(_in_order(record, by, counts))
    rows["is_few"] = [is_by_chance(*pair, share) for pair in zip(rows["then"], rows["now"], strict=True)]
    return Changes(
        by=by,
        told=told,
        both=both,
        undated=undated,
        is_assumed=periods.is_assumed,
        is_picked=periods.is_picked,
        is_few=is_by_chance(told.then.incidents, told.now.incidents, share),
        rows=rows,
    )


def _share_of_now(record: Record, periods: ChangePeriods) -> float:
    """Return which part of the covered days of both periods lies in the later one."""
    then, now = (days_of(period) - uncovered_days(record, period) for period in (periods.then, periods.now))
    return now / (then + now) if then + now else 0.5


def _counted(record: Record, by: tuple[Dimension, ...], then: Mask, now: Mask) -> pd.DataFrame:
    """Count per code, or combination of codes, from the profiles of the record."""
    profile, sources = record.incidents["profile"].to_numpy(), sources_per_incident(record)
    weights = (then, now, then & now, np.where(then, sources, 0), np.where(now, sources, 0))
    sums = {
        name: np.bincount(profile, weight, minlength=len(record.profiles))
        for name, weight in zip(COUNTED, weights, strict=True)
    }
    frame = pd.DataFrame(sums)
    frame = frame[(frame["then"] > 0) | (frame["now"] > 0)]
    for name in by:
        held = LISTS[name].held(record)
        codes = pd.DataFrame({"set": held.pair_set, name: np.array(held.codes, dtype=object)[held.pair_code]})
        frame = frame.assign(set=held.set_of[frame.index.to_numpy()]).reset_index(names="profile")
        frame = frame.merge(codes, on="set").drop(columns="set").set_index("profile")
    return frame.groupby(list(by), sort=False)[list(COUNTED)].sum()


def _in_order(record: Record, by: tuple[Dimension, ...], counts: pd.DataFrame) -> pd.DataFrame:
    """Order counts as the lists order their codes, and add the codes without any of a list that is shown whole."""
    for name in reversed(by):
        places = {code: place for place, code in enumerate(LISTS[name].codes(record))}
        of_rows = counts.index.get_level_values(name).map(places).to_numpy()
        counts = counts.iloc[np.argsort(of_rows, kind="stable")]
    if len(by) == 1 and (name := by[0]) in _WHOLE:
        listed = pd.Index([str(code) for code in LISTS[name].listed(record)], name=name)
        counts = counts.reindex(listed.union(counts.index, sort=False), fill_value=0.0)
    return counts


def _told(counts: pd.DataFrame) -> pd.DataFrame:
    """Turn sums into counts, differences and means, in the order of the rankings.

    The largest change stands first, of two alike the rise, and of one list what is not stated last.
    """
    rows = counts[["then", "now", "both"]].round().astype("int64")
    rows["difference"] = rows["now"] - rows["then"]
    for side in ("then", "now"):
        rows[f"sources_{side}"] = (counts[f"sources_{side}"] / counts[side].where(counts[side] > 0)).astype("float64")
    is_unknown = (counts.index == NOT_STATED) & (counts.index.nlevels == 1)
    falls = -rows["difference"]
    order = np.lexsort((np.arange(len(rows)), -rows["now"], falls, -falls.abs(), is_unknown))
    return rows.iloc[order].reset_index()


def is_by_chance(then: int, now: int, share_of_now: float = 0.5) -> bool:
    """Say whether a change is no larger than an unchanged rate brings about by chance, once in twenty times or more.

    Of ``then + now`` incidents, each falls into the later period with the chance ``share_of_now`` (two-sided binomial).
    No change rests on nothing: False.
    """
    return then != now and _chance(int(then), int(now), share_of_now) >= CHANCE


@lru_cache(maxsize=4096)
def _chance(then: int, now: int, share: float) -> float:
    total = then + now
    if not 0 < share < 1:
        return 1.0  # one of the periods is not covered at all
    if total > _EXACT:
        away = abs(now - total * share) - 0.5
        return math.erfc(away / math.sqrt(2 * total * share * (1 - share)))
    fewest, most = (now, total) if now >= total * share else (0, now)
    tail = sum(
        math.exp(
            math.lgamma(total + 1)
            - math.lgamma(count + 1)
            - math.lgamma(total - count + 1)
            + count * math.log(share)
            + (total - count) * math.log(1 - share)
        )
        for count in range(fewest, most + 1)
    )
    return min(1.0, 2 * tail)
