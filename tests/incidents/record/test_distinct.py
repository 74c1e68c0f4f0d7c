"""Equal rows have one number, counted in the order in which they first stand, whatever the columns hold."""

import numpy as np
import pandas as pd
import pytest

from incidents.record import distinct
from incidents.record.distinct import distinct_rows


def columns_of(length: int, seed: int) -> list[object]:
    """Return columns of every kind that is asked, with missing cells in those that can have any."""
    chance = np.random.default_rng(seed)
    few, many = chance.integers(0, 4, length), chance.integers(-(10**15), 10**15, max(length // 2, 1))
    degrees = np.where(few == 3, np.nan, few / 7)
    return [
        few - 1,
        chance.choice(many, length),
        degrees,
        few > 1,
        pd.Series(np.array(["a", "ب", None, ""], dtype=object)[few], dtype="str"),
        pd.Categorical.from_codes(few - 1, categories=["x", "y", "z"]),
        many.astype(np.uint64)[chance.integers(0, len(many), length)],
    ]


def plain_numbers(columns: list[object]) -> list[int]:
    """Number the rows one by one, as anybody would."""
    seen: dict[tuple[str, ...], int] = {}
    rows = zip(*(["-" if pd.isna(cell) else repr(cell) for cell in list(column)] for column in columns), strict=True)
    return [seen.setdefault(row, len(seen)) for row in rows]


@pytest.mark.parametrize("length", [0, 1, 5, 300])
@pytest.mark.parametrize("largest", [distinct._LARGEST, 50], ids=["at once", "numbered anew on the way"])
def test_rows_are_numbered_by_where_they_first_stand(monkeypatch, length, largest):
    monkeypatch.setattr(distinct, "_LARGEST", largest)
    for seed in range(20):
        every = columns_of(length, seed)
        for columns in (*([column] for column in every), every[:1] + every[3:], every[::-1], every):
            number, first = distinct_rows(columns)
            expected = plain_numbers(columns)
            assert number.tolist() == expected
            assert first.tolist() == [expected.index(each) for each in range(len(set(expected)))]
