"""How well two periods are covered: how many tell of their incidents, and what share of others' counts is held.

More reporting looks like more violence: wherever a change is told, this stands beside it.
"""

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from incidents.record.derived import NO_PERIOD
from incidents.record.distinct import distinct_rows
from incidents.record.kept import Kept
from incidents.record.record import Record
from incidents.selection.change_periods import ChangePeriods, uncovered_days
from incidents.selection.completeness import Shares, shares_of_both
from incidents.selection.filters import LISTS
from incidents.selection.periods import Period
from incidents.selection.question import Question
from incidents.selection.selection import Selection

NOTABLE = 1.2  # sources per incident, or parties that speak, that grew or shrank by this factor changed the coverage


@dataclass(frozen=True)
class Side:
    """One of two periods. ``sources`` and ``origins`` are means per incident (NaN without incidents).

    ``parties`` counts the origins that say anything on its incidents; ``filed`` its incidents of unknown date, which
    count on the day under which they are filed; ``uncovered`` its days that the record does not cover.
    """

    period: Period
    incidents: int
    sources: float
    origins: float
    parties: int
    filed: int
    uncovered: int


@dataclass(frozen=True)
class Reporting:
    """Who tells of the incidents of a selection, then and now. ``shares`` is of the whole record; None if not known."""

    then: Side
    now: Side
    shares: Shares | None

    @property
    def is_told_differently(self) -> bool:
        """Say whether notably more or fewer sources per incident, or parties, speak now than then."""
        pairs = ((self.then.sources, self.now.sources), (self.then.parties, self.now.parties))
        return any(then > 0 < now and max(then / now, now / then) >= NOTABLE for then, now in pairs)


def reporting(selection: Selection, periods: ChangePeriods) -> Reporting:
    """Return how the two periods are told of, under all other filters of a selection."""
    rest, record = selection.without("date_from", "date_to"), selection.record
    then, now = (_side(during(rest, period), period) for period in (periods.then, periods.now))
    return Reporting(then, now, shares_of_both(record, periods.then, periods.now))


def during(rest: Selection, period: Period) -> Selection:
    """Return what of a selection touches a period."""
    return rest.within(Question(date_from=period[0], date_to=period[1]))


def _side(selection: Selection, period: Period) -> Side:
    record, mask = selection.record, selection.mask
    unknown = (record.incidents["week_first"] == NO_PERIOD).to_numpy()
    origins = record.incidents["origins"].to_numpy()[mask]
    spoken = LISTS["origin"].held(record).count(mask)
    return Side(
        period=period,
        incidents=len(selection),
        sources=mean_of_sources(selection),
        origins=float(origins.mean()) if len(origins) else math.nan,
        parties=sum(spoken.get(origin, 0) > 0 for origin in record.origins.index),
        filed=int(np.count_nonzero(unknown & mask)),
        uncovered=uncovered_days(record, period),
    )


def mean_of_sources(selection: Selection) -> float:
    """Return the sources per incident of a selection; NaN where it is empty."""
    sources = sources_per_incident(selection.record)[selection.mask]
    return float(sources.mean()) if len(sources) else math.nan


_sources: Kept[None, npt.NDArray[np.int64]] = Kept()


def sources_per_incident(record: Record) -> npt.NDArray[np.int64]:
    """Count for each incident of a record the sources that tell of it, each once."""

    def make() -> npt.NDArray[np.int64]:
        told = np.zeros(len(record), dtype=np.int64)
        for claims in record.batches("claims", ["incident_id", "source_id"]):
            _pair, first = distinct_rows([claims["incident_id"].to_numpy(), claims["source_id"]])
            at, times = np.unique(claims["incident_id"].to_numpy()[first], return_counts=True)
            told[at] += times
        return told

    return _sources.of(record, None, make)
