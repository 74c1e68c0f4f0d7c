"""Rows of cells as columns of text, a block of rows at a time: the rows themselves are never all held."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice, repeat, zip_longest

import pyarrow as pa
import pyarrow.compute as pc

REPEATED = pa.dictionary(pa.int32(), pa.string())  # cells say the same again and again: each text is held once
UNALIKE = pa.large_string()  # nearly each cell says something else
_ROWS = 4096  # that are held together


def kind_of(first: pa.Array | pa.ChunkedArray) -> pa.DataType:
    """Say how a large column is held, as its first cells are."""
    return UNALIKE if 2 * pc.count_distinct(first).as_py() > len(first) else REPEATED


def columns_of(rows: Iterable[Sequence[str]], names: Sequence[str]) -> pa.Table:
    """Return rows as columns of these names, null where a cell is "" or there is none; further cells are left out."""
    left, kinds = iter(rows), [REPEATED] * len(names)
    parts: list[pa.Table] = []
    while block := list(islice(left, _ROWS)):
        columns = [pa.array(cells, UNALIKE) for cells in _turned(block, len(names))]
        if not parts and len(block) == _ROWS:
            kinds = [kind_of(cells) for cells in columns]
        held = [_held(cells, kind) for cells, kind in zip(columns, kinds, strict=True)]
        parts.append(pa.table(held, names=list(names)))
    if not parts:
        return pa.table({name: pa.array([], pa.string()) for name in names})
    return pa.concat_tables(parts).unify_dictionaries()


def _turned(block: Sequence[Sequence[str]], width: int) -> Iterator[list[str | None]]:
    """Yield the columns of some rows."""
    columns = chain(zip_longest(*block, fillvalue=""), repeat([""] * len(block)))
    return ([cell or None for cell in cells] for cells in islice(columns, width))


def _held(cells: pa.Array, kind: pa.DataType) -> pa.Array:
    return cells if kind == UNALIKE else cells.cast(pa.string()).dictionary_encode()
