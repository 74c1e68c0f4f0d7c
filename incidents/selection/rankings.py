"""How often each option of a list occurs: now, in the period before, and month by month over what the record covers.

The counts are those of the filters: every option is counted with all other filters kept and its own list left open.
What profiles or sets of codes can answer is counted by them.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from incidents.record.derived import NO_PERIOD
from incidents.record.kept import Kept
from incidents.record.record import Record
from incidents.record.vocabulary import NOT_STATED
from incidents.selection.change_periods import ChangePeriods, days_of, uncovered_days
from incidents.selection.changes import is_by_chance
from incidents.selection.filters import LISTS
from incidents.selection.holdings import Holding, Mask
from incidents.selection.periods import Period
from incidents.selection.question import Question
from incidents.selection.selection import Selection

RankedList = Literal["governorate", "kind", "tactic", "actor", "origin"]
MOST_STEPS = 24  # steps of time in a row: of a longer coverage each has several months

Counts = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Ranking:
    """The options of one list, in the order of the list, with their counts.

    ``count`` is what the option alone would leave, all other filters kept; ``now`` and ``then`` are its counts in the
    two periods of ``change_periods``; ``series`` has a row per option and a column per step of time, whatever dates are
    asked for. An incident counts in every option that it holds, and in every period and step that its span touches.
    """

    name: RankedList
    codes: tuple[str, ...]
    count: Counts
    now: Counts
    then: Counts
    series: Counts

    @property
    def difference(self) -> Counts:
        """Return by how much each option rose or fell."""
        return self.now - self.then


def ranking(selection: Selection, name: RankedList, periods: ChangePeriods) -> Ranking:
    """Count the options of a list for a selection; "not stated" is one of them where any incident states none."""
    record, held = selection.record, LISTS[name].held(selection.record)
    others = selection.without(name)
    ever = others.without("date_from", "date_to")
    found = [_counted(held, record, mask) for mask in (others.mask, *(_during(ever, p) for p in both(periods)))]
    series = _series(held, record, ever.mask)
    place = {code: number for number, code in enumerate(held.codes)}
    codes = tuple(code for code in LISTS[name].codes(record) if code != NOT_STATED or _leaves_out_any(record, name))
    at = np.array([place.get(code, len(place)) for code in codes], dtype=np.intp)
    count, now, then = (np.append(counts, 0)[at] for counts in found)
    nobody = np.zeros((1, series.shape[1]), dtype=np.int64)
    return Ranking(name, codes, count, now, then, np.concatenate([series, nobody])[at])


_leaves_out: Kept[str, bool] = Kept()


def _leaves_out_any(record: Record, name: RankedList) -> bool:
    """Say whether any incident of the record holds no code of a list."""
    return _leaves_out.of(record, name, lambda: bool(LISTS[name].held(record).with_any([NOT_STATED]).any()))


def both(periods: ChangePeriods) -> tuple[Period, Period]:
    """Return the later and the earlier period."""
    return periods.now, periods.then


def is_comparable(record: Record, periods: ChangePeriods) -> bool:
    """Say whether two periods may be held against each other: equally long, and every day of them covered."""
    return days_of(periods.now) == days_of(periods.then) and not any(uncovered_days(record, p) for p in both(periods))


def is_few(then: int, now: int) -> bool:
    """Say whether a change between two periods of equal length rests on so few incidents that chance may make it."""
    return is_by_chance(then, now)


def _during(selection: Selection, period: Period) -> Mask:
    return selection.within(Question(date_from=period[0], date_to=period[1])).mask


def _counted(held: Holding, record: Record, mask: Mask) -> Counts:
    """Count the incidents of a mask per code of a holding."""
    if held.of_profiles:
        profiles = np.bincount(record.incidents["profile"].to_numpy()[mask], minlength=len(record.profiles))
        counted = held.count(profiles.astype(np.int64))
    else:
        counted = held.count(mask)
    return np.fromiter(counted.values(), dtype=np.int64, count=len(counted))


@dataclass(frozen=True, eq=False)
class Steps:
    """The steps of time of a record: ``months`` numbers the first month of each since 1970, each is ``width`` long.

    ``first`` and ``after`` say per incident in which step its span begins, and the first that it no longer touches;
    both are the number of steps where no step is touched.
    """

    months: Counts
    width: int
    first: npt.NDArray[np.int16]
    after: npt.NDArray[np.int16]


_steps: Kept[None, Steps] = Kept()


def steps_of(record: Record) -> Steps:
    """Return the steps of time into which the coverage of a record is parted, and what each incident touches."""

    def make() -> Steps:
        begin, end = (int(np.datetime64(stamp, "M").astype(np.int64)) for stamp in record.coverage)
        width = -(-(end - begin + 1) // MOST_STEPS)
        months = np.arange(begin, end + 1, width)
        first, last = (record.incidents[f"month_{at}"].to_numpy().astype(np.int64) for at in ("first", "last"))
        touching = (first != NO_PERIOD) & (last >= begin) & (first <= end)
        at, after = (np.clip(first, begin, end) - begin) // width, (np.clip(last, begin, end) - begin) // width + 1
        nowhere = len(months)
        return Steps(
            months,
            width,
            np.where(touching, at, nowhere).astype(np.int16),
            np.where(touching, after, nowhere).astype(np.int16),
        )

    return _steps.of(record, None, make)


def _series(held: Holding, record: Record, mask: Mask) -> Counts:
    """Count the incidents of a mask per code of a holding (rows) and step of time (columns)."""
    steps = steps_of(record)
    width = len(steps.months) + 1
    sets = int(held.pair_set[-1]) + 1
    rows = held.set_of[record.incidents["profile"].to_numpy()[mask]] if held.of_profiles else held.set_of[mask]
    begun, ended = (
        np.bincount(rows * width + at[mask], minlength=sets * width).reshape(sets, width)
        for at in (steps.first, steps.after)
    )
    touched = np.cumsum(begun - ended, axis=1)[:, :-1]
    steps_in_turn = (np.bincount(held.pair_code, step[held.pair_set], minlength=len(held.codes)) for step in touched.T)
    return np.rint(np.column_stack(list(steps_in_turn))).astype(np.int64)
