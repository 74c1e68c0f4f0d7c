"""Where the rows of tables belong: positions of their incidents among all ids."""

from collections.abc import Iterable, Iterator
from functools import cache

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from incidents.record.distinct import widened
from incidents.record.runs import run_starts

Positions = npt.NDArray[np.intp]


def positions_of(ids: pd.Series, position: pd.Index) -> npt.NDArray[np.intp]:
    """Return for each id its position; each distinct id is looked up once."""
    number, distinct = pd.factorize(ids)
    return position.get_indexer(pd.Index(np.asarray(distinct, dtype=object), dtype=object))[number]


def with_positions(batches: Iterable[pd.DataFrame], ids: pd.Series) -> Iterator[pd.DataFrame]:
    """Yield batches of a table that have, as ``incident_id``, positions among the ids of all incidents.

    Whole incidents stand in each batch. Where a table tells of them in the order of the ids, as most do, these are only
    compared; otherwise each is looked up.
    """
    every, following = _texts(ids), 0

    @cache
    def index() -> pd.Index:
        return pd.Index(every.to_numpy(zero_copy_only=False), dtype=object)

    for batch in batches:
        texts = _texts(batch["incident_id"])
        begins = run_starts(texts)
        distinct = texts.filter(pa.array(begins))
        if every.slice(following, len(distinct)).equals(distinct):
            positions = following + np.cumsum(begins) - 1
            following += len(distinct)
        else:
            positions = positions_of(batch["incident_id"], index())
        yield widened(batch, {"incident_id": positions})


def rows_by_day(incidents: pd.DataFrame) -> Positions:
    """Return the rows of incidents by their first day, those of one day by their ids; those without any come first."""
    by_id = pc.sort_indices(_texts(incidents["incident_id"])).to_numpy()
    days = incidents["date_start"].to_numpy().astype(np.int64)  # the lowest number where there is none
    return np.asarray(by_id[np.argsort(days[by_id], kind="stable")], dtype=np.intp)


def in_order(batches: Iterable[pd.DataFrame], ids: pd.Series, order: Positions) -> Iterator[pd.DataFrame]:
    """Yield batches of a table that have, as ``incident_id``, positions among the ids of incidents in an order.

    ``order`` is of each its row in the table of incidents: in that order most tables tell of them. -1 stands for an
    incident that is not among them.
    """
    position = np.full(len(order) + 1, -1, dtype=np.intp)
    position[order] = np.arange(len(order))
    for batch in with_positions(batches, ids.iloc[position[:-1]]):
        yield widened(batch, {"incident_id": position[batch["incident_id"].to_numpy()]})


def _texts(ids: pd.Series) -> pa.Array:
    held = pa.array(ids.array, from_pandas=True)
    return (held.combine_chunks() if isinstance(held, pa.ChunkedArray) else held).cast(pa.large_string())
