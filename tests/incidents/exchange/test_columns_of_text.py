"""Columns of text as an import holds them: what is looked at fast is what a closer look would tell."""

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from incidents.exchange.intake.cells import clean_cells, clean_text
from incidents.exchange.intake.pools import (
    Coded,
    coded,
    in_words,
    numbered,
    only_where,
    or_else,
    renamed,
    saying,
    used,
)

ODD = ["a b", "a  b", " a", "a ", "a\tb", "a\x7fb", "a\u00a0b", "a\u200bb", " ", "", None, "~", "a\n"]


@pytest.mark.parametrize("cell", ODD)
@pytest.mark.parametrize("others", [[], ["x"], ["x y", "z"], [None, "z"]])
def test_a_cell_is_cleaned_alike_whether_its_column_can_be_looked_at_as_bytes_or_not(cell, others):
    # A no-break space anywhere in a column has each cell of it looked at.
    def cleaned(column):
        cells = pa.chunked_array([pa.array(column, pa.large_string())])
        held, alone = clean_text(cells).texts(), pd.Series(clean_cells(cells).to_pylist(), dtype="str")
        pd.testing.assert_series_equal(held, alone)
        return held.tolist()

    column = [*others, cell, *others]
    assert str(cleaned(column)) == str(cleaned([*column, "\u00a0y"])[:-1])


@pytest.mark.parametrize("codes", [[0, 1, 0, 2], [1, 0, 2], [-1, 0, -1], [0, 2], [-1, -1], []])
def test_only_texts_that_a_cell_has_are_left_in_the_order_of_the_cells(codes):
    cells = Coded(np.array(codes, dtype=np.int32), pa.array(["a", "b", "c"], pa.large_string()))
    left = used(cells)
    assert left.texts().tolist() == cells.texts().tolist() or left.texts().equals(cells.texts())
    assert left.distinct.to_pylist() == list(dict.fromkeys("abc"[code] for code in codes if code >= 0))


def test_names_that_come_again_are_numbered_from_the_second_on():
    assert numbered(pd.Series(["a", "b", "a"], dtype="str"), np.array([1, 1, 2])).tolist() == ["a", "b", "a.2"]


HALVES = [["a", None, "b"], [None, "c", "a"], ["a", "b", "a"], [None, None, None]]


@pytest.mark.parametrize("one", HALVES)
@pytest.mark.parametrize("other", HALVES)
@pytest.mark.parametrize("are_places", [(True, True), (True, False), (False, True), (False, False)])
def test_columns_held_as_places_say_the_same_as_their_texts(one, other, are_places):
    cells = [pd.Series(pd.array(each, dtype="str")) for each in (one, other)]
    held = [coded(each).places() if is_pool else each for each, is_pool in zip(cells, are_places, strict=True)]
    pd.testing.assert_series_equal(in_words(or_else(*held)), or_else(*cells))
    mask = np.array([True, False, True])
    pd.testing.assert_series_equal(in_words(only_where(mask, held[0])), only_where(mask, cells[0]))
    for text in ("a", None):
        assert saying(held[0], text).tolist() == [cell == text for cell in one]


def test_two_texts_that_get_one_name_are_one_text_from_then_on():
    told = renamed(pd.Series(["1", "1.0", None, "2"], dtype="str"), {"1": "x", "1.0": "x"})
    assert in_words(told).tolist()[:2] == ["x", "x"]
    assert coded(told).distinct.to_pylist() == ["x", "2"]
