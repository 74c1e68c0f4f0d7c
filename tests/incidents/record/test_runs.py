"""Columns of large tables are held by their distinct texts, and say the same as text by text."""

import io
import random

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from incidents.record.positions import in_order, positions_of, rows_by_day, with_positions
from incidents.record.runs import are_rising, decoded, gathered, kept_once, packed, repeating, run_starts

SEED = 20241104


def a_column(chance, length):
    """Return texts, many of them several times over, side by side or apart, and some of them missing."""
    texts = [chance.choice(["9", "10", "a-1", "a-10", "b", "", "نص"]) for _ in range(length)]
    repeated = [text for text in texts for _ in range(chance.choice([1, 1, 3]))]
    lost = chance.choice([0, 0, 0.2])
    return [None if chance.random() < lost else text for text in repeated]


@pytest.mark.parametrize("kind", [pa.string(), pa.large_string(), pa.dictionary(pa.int32(), pa.string())])
def test_a_packed_column_holds_the_same_texts_each_once(kind):
    chance = random.Random(SEED)  # noqa: S311 - a trial
    for length in (0, 1, 2, 5, 40):
        for _ in range(20):
            texts = a_column(chance, length)
            held = packed(pa.chunked_array([pa.array(texts[:3], kind), pa.array(texts[3:], kind)]))
            assert decoded(held).to_pylist() == texts
            if pa.types.is_dictionary(held.type) and not pa.types.is_dictionary(kind):
                assert len(set(held.chunk(0).dictionary.to_pylist())) == len(held.chunk(0).dictionary)


def test_ids_that_a_source_counted_rise_and_none_stands_twice():
    assert are_rising(pa.array(["8", "9", "10", "11", "100"], pa.large_string()))
    assert not are_rising(pa.array(["8", "8"], pa.large_string()))
    assert not are_rising(pa.array(["10", "9"], pa.large_string()))
    assert run_starts(pa.array(["8", "8", "9", "8"])).tolist() == [True, False, True, True]


def test_texts_that_nearly_each_row_has_another_of_are_not_gathered():
    columns = {"summary": [f"text {number}" for number in range(100)], "kind": ["a", "b"] * 50, "number": [1] * 100}
    content = io.BytesIO()
    pq.write_table(pa.table(columns), content)
    assert repeating(pq.ParquetFile(content)) == ["kind"]
    assert repeating(pq.ParquetFile(content), ["summary"]) == []


@pytest.mark.parametrize("order", ["as the ids", "reversed", "with one left out", "by chance"])
def test_rows_find_their_incidents_whatever_their_order(order):
    ids = pd.Series([f"SYR-{number}" for number in range(60)], dtype="str")
    told = [name for name in ids for _ in range(1 + int(name[4:]) % 3)]
    if order == "reversed":
        told.reverse()
    elif order == "with one left out":
        told = [name for name in told if name != "SYR-17"]
    elif order == "by chance":
        random.Random(SEED).shuffle(told)  # noqa: S311 - a trial
    batches = [pd.DataFrame({"incident_id": pd.Series(part, dtype="str")}) for part in (told[:30], told[30:], [])]
    found = [position for batch in with_positions(batches, ids) for position in batch["incident_id"]]
    assert found == positions_of(pd.Series(told), pd.Index(ids.to_numpy(dtype=object), dtype=object)).tolist()
    order = np.random.default_rng(SEED).permutation(len(ids))
    shown = ids.iloc[order].reset_index(drop=True)
    found = [position for batch in in_order(batches, shown, order) for position in batch["incident_id"]]
    assert found == positions_of(pd.Series(told), pd.Index(shown.to_numpy(dtype=object), dtype=object)).tolist()


def test_an_incident_that_is_not_among_the_others_has_no_position():
    told = [pd.DataFrame({"incident_id": pd.Series(["b", "else", "a"], dtype="str")})]
    (found,) = in_order(told, pd.Series(["b", "a"], dtype="str"), np.array([1, 0]))
    assert found["incident_id"].tolist() == [0, -1, 1]


def test_incidents_stand_by_day_then_id_and_those_without_a_day_first():
    days = pd.Series(["2025-01-02", None, "2025-01-01", "2025-01-02"], dtype="datetime64[s]")
    rows = pd.DataFrame({"incident_id": pd.Series(["9", "2", "3", "10"], dtype="str"), "date_start": days})
    assert rows_by_day(rows).tolist() == [1, 2, 3, 0]


def test_texts_that_stand_again_are_gathered_however_a_file_keeps_them():
    columns = {"near": ["a", "a", "b", "b"], "apart": ["a", "b", "a", "b"], "lost": ["a", None, "a", None]}
    content = io.BytesIO()
    pq.write_table(pa.table(columns), content, use_dictionary=["near"])
    file = pq.ParquetFile(content)
    assert kept_once(file) == {"near"}
    for name, texts in columns.items():
        held = gathered(file.read([name])[name])
        assert pa.types.is_dictionary(held.type)
        assert decoded(held).to_pylist() == texts
