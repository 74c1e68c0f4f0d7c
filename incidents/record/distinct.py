"""Equal rows get one number: what is the same for a million incidents is then worked out once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

Values = npt.NDArray[np.float64]
Answers = npt.NDArray[np.bool_]


def widened(frame: pd.DataFrame, columns: Mapping[str, Any]) -> pd.DataFrame:
    """Return a frame with further columns, or others in place of its own; all are arrays of its length.

    The same as pandas' assign, which makes the names anew for every column: of many that takes longer than the cells.
    """
    held = {name: cells.array for name, cells in frame.items()}
    return pd.DataFrame(held | dict(columns), index=frame.index, copy=False)


def distinct_rows(columns: Iterable[Any]) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.intp]]:
    """Give equal rows one number: return the number of each row, and where each number stands first."""
    each = iter(columns)  # one at a time: of a large record all columns together would be many
    number = pd.factorize(next(each), use_na_sentinel=False)[0]
    for column in each:
        codes_of, distinct = pd.factorize(column)
        # Missing is -1; each step renumbers, so that the product never grows beyond the rows times one column.
        number = pd.factorize(number * (len(distinct) + 1) + codes_of + 1)[0]
    return number.astype(np.int32), first_of(number, int(number.max(initial=-1)) + 1)


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

    def least(self, values: Values) -> Values:
        """Return the lowest value of each group."""
        found = np.full(self.count, np.nan)
        np.fmin.at(found, self.number, values)
        return found

    def most(self, values: Values) -> Values:
        """Return the highest value of each group."""
        found = np.full(self.count, np.nan)
        np.fmax.at(found, self.number, values)
        return found

    def total(self, values: Values) -> Values:
        """Return the sum of the values of each group."""
        known = ~np.isnan(values)
        sums = np.bincount(self.number[known], values[known], minlength=self.count)
        return np.where(self.any(known), sums, np.nan)

    def any(self, answers: Answers) -> Answers:
        """Say of which groups some row answers."""
        return np.bincount(self.number[answers], minlength=self.count) > 0
