"""Equal rows have one number, counted in the order in which they first stand, whatever the columns hold."""

import numpy as np
import pandas as pd
import pytest

from incidents.record import distinct
from incidents.record.distinct import Groups, are_all_distinct, distinct_rows, first_rows


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
            assert first_rows(columns).tolist() == first.tolist()


@pytest.mark.parametrize("length", [0, 1, 2, 3, 40])
def test_rows_are_all_distinct_where_each_has_a_number_of_its_own(length):
    for seed in range(20):
        columns = columns_of(length, seed)
        for some in (columns, columns[:1], columns[1:2]):
            _number, first = distinct_rows(some)
            assert are_all_distinct(some) == (len(first) == length)


def test_groups_of_one_row_say_what_larger_ones_would():
    values, sets = np.array([2.0, np.nan, 5.0, 1.0]), np.array([1, 2, 4, 8])
    for numbers, count in (([2, 0, 3, 1], 4), ([4, 0, 2, 1], 6), ([1, 0, 1, 1], 3)):
        groups, parts = Groups(np.array(numbers), count), [[] for _ in range(count)]
        for row, number in enumerate(numbers):
            parts[number].append(row)
        for asked, plain in ((groups.least, min), (groups.most, max), (groups.total, sum)):
            told = [[values[row] for row in part if not np.isnan(values[row])] for part in parts]
            assert np.array_equal(asked(values), [plain(held) if held else np.nan for held in told], equal_nan=True)
        assert groups.united(sets).tolist() == [sum(int(sets[row]) for row in part) for part in parts]
