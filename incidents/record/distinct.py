"""Equal rows get one number: what is the same for a million incidents is then worked out once."""

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd


def distinct_rows(columns: list[Any]) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.intp]]:
    """Give equal rows one number: return the number of each row, and where each number stands first."""
    number = np.zeros(len(columns[0]), dtype=np.int64)
    for column in columns:
        codes_of, distinct = pd.factorize(column)
        # Missing is -1; each step renumbers, so that the product never grows beyond the rows times one column.
        number = pd.factorize(number * (len(distinct) + 1) + codes_of + 1)[0]
    first = np.zeros(int(number.max(initial=-1)) + 1, dtype=np.intp)
    first[number[::-1]] = np.arange(len(number) - 1, -1, -1)
    return number.astype(np.int32), first
