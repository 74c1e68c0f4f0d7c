"""Equal rows get one number: what is the same for a million incidents is then worked out once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

Values = npt.NDArray[np.float64]
Answers = npt.NDArray[np.bool_]
_LARGEST = 1 << 62  # that a number of a row can be


def widened(frame: pd.DataFrame, columns: Mapping[str, Any]) -> pd.DataFrame:
    """Return a frame with further columns, or others in place of its own; all are arrays of its length.

    The same as pandas' assign, which makes the names anew for every column: of many that takes longer than the cells.
    """
    held = {name: cells.array for name, cells in frame.items()}
    return pd.DataFrame(held | dict(columns), index=frame.index, copy=False)


def distinct_rows(columns: Iterable[Any]) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.intp]]:
    """Give equal rows one number: return the number of each row, and where each number stands first."""
    number, count = _renumbered(*_numbered(columns))
    return number.astype(np.int32), first_of(number, count)


def first_rows(columns: Iterable[Any]) -> npt.NDArray[np.intp]:
    """Return where each of some equal rows stands first, in order: for rows that are in order already, or nearly so."""
    number, _count = _numbered(columns)
    order = np.argsort(number, kind="stable")  # what is in order is put in order fast
    number = number[order]
    is_first = np.ones(len(order), dtype=bool)
    is_first[order[1:][number[1:] == number[:-1]]] = False
    return np.flatnonzero(is_first)


def are_all_distinct(columns: Iterable[Any]) -> bool:
    """Say whether no row stands twice: the same as to number them, but a number is put in order and not looked up."""
    number, _count = _numbered(columns)
    number.sort()
    return not bool((number[1:] == number[:-1]).any())


def _numbered(columns: Iterable[Any]) -> tuple[npt.NDArray[np.int64], int]:
    """Return a number below a bound for each row, the same for equal ones."""
    number, count = np.zeros(0, dtype=np.int64), 0
    for column in columns:  # one at a time: of a large record all columns together would be many
        codes, size = _codes(column)
        if count * size > _LARGEST:
            number, count = _renumbered(number, count)
        number, count = (number * size + codes, count * size) if count else (codes, size)
    return number, count


def _codes(column: Any) -> tuple[npt.NDArray[np.int64], int]:  # noqa: ANN401 - an array of any kind
    """Return a number below a bound for each value, the same for equal ones; what is missing has one too."""
    if isinstance(column, np.ndarray) and column.dtype.kind in "bi" and len(column):
        least, most = int(column.min()), int(column.max())
        if most - least < 2 * len(column):  # codes already
            return column.astype(np.int64) - least, most - least + 1
    codes, distinct = pd.factorize(column)
    return codes.astype(np.int64) + 1, len(distinct) + 1


def _renumbered(number: npt.NDArray[np.int64], count: int) -> tuple[npt.NDArray[np.int64], int]:
    """Return numbers below ``count`` in the order in which they first stand, and how many there are."""
    if count > 4 * len(number):
        codes, distinct = pd.factorize(number)
        return codes.astype(np.int64), len(distinct)
    first = np.full(count, len(number), dtype=np.intp)
    first[number[::-1]] = np.arange(len(number) - 1, -1, -1)
    held = np.flatnonzero(first < len(number))
    place = np.zeros(count, dtype=np.int64)
    place[held[np.argsort(first[held])]] = np.arange(len(held))
    return place[number], len(held)


def first_of(number: npt.NDArray[np.integer], count: int) -> npt.NDArray[np.intp]:
    """Return where each of ``count`` numbers stands first, 0 for one that does not occur; -1 stands for the last."""
    first = np.zeros(count, dtype=np.intp)
    first[number[::-1]] = np.arange(len(number) - 1, -1, -1)  # of equals the one written last stays
    return first


@dataclass(frozen=True, eq=False)
class Groups:
    """Rows in ``count`` groups, ``number`` the group of each. Answers leave NaN out; NaN where there is nothing else.

    The same as pandas' groupby, which takes as long for a thousand rows as for a hundred thousand.
    """

    number: npt.NDArray[np.integer]
    count: int

    @cached_property
    def _are_of_one(self) -> bool:
        """Say whether no group has two rows, as in most large records: a group then is what its row says."""
        return bool(np.bincount(self.number, minlength=1).max() <= 1)

    def _each(self, values: Values, gather: np.ufunc) -> Values:
        found = np.full(self.count, np.nan)
        if self._are_of_one:
            found[self.number] = values
        else:
            gather.at(found, self.number, values)
        return found

    def least(self, values: Values) -> Values:
        """Return the lowest value of each group."""
        return self._each(values, np.fmin)

    def most(self, values: Values) -> Values:
        """Return the highest value of each group."""
        return self._each(values, np.fmax)

    def total(self, values: Values) -> Values:
        """Return the sum of the values of each group."""
        if self._are_of_one:
            return self._each(values, np.add)
        known = ~np.isnan(values)
        sums = np.bincount(self.number[known], values[known], minlength=self.count)
        return np.where(self.any(known), sums, np.nan)

    def any(self, answers: Answers) -> Answers:
        """Say of which groups some row answers."""
        return np.bincount(self.number[answers], minlength=self.count) > 0

    def united(self, sets: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """Unite the sets of each group; a set is a number with one bit per member."""
        united = np.zeros(self.count, dtype=np.int64)
        if self._are_of_one:
            united[self.number] = sets
        else:
            np.bitwise_or.at(united, self.number, sets)
        return united


def namesakes_of(places: pd.DataFrame) -> dict[str, str]:
    """Return place_id → the first place that is called the same in the same division; large copies have many spots."""
    columns = ("name_en", "name_ar", "aliases", "kind", "governorates", "adm2_pcode")
    number, first = distinct_rows(places[name] for name in columns if name in places)
    ids = places.index.to_numpy(dtype=object)
    return dict(zip(map(str, ids), map(str, ids[first[number]]), strict=True))
