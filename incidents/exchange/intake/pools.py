"""Columns of texts that say the same again and again: each distinct text once, and places in it for the rows."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc


@dataclass(frozen=True, eq=False)
class Coded:
    """A column of texts that holds each distinct one once: what is asked of a text is asked once, for all its rows.

    ``codes`` per row are places in ``distinct``, -1 where a cell is missing.
    """

    codes: npt.NDArray[np.integer]
    distinct: pa.Array

    def texts(self) -> pd.Series:
        """Return the column as one text per row."""
        return taken(self.distinct, self.codes)

    def places(self) -> pd.Series:
        """Return the column held as places until it is written, a third of the room of its texts; see ``pooled``."""
        return pooled(self.distinct, self.codes)


Texts = pd.Series | Coded


def in_words(cells: Texts) -> pd.Series:
    """Return a column with a text in each row, however it is held; one that is none of texts as it is."""
    if isinstance(cells, pd.Series) and not isinstance(cells.dtype, pd.ArrowDtype):
        return cells
    return coded(cells).texts()


def in_places(cells: Texts) -> pd.Series:
    """Return a column as places where each text is held once, else as it is: for what is only kept."""
    return cells.places() if isinstance(cells, Coded) else cells


def coded(cells: Texts) -> Coded:
    """Return a column of texts by its distinct ones."""
    if isinstance(cells, Coded):
        return cells
    if isinstance(cells.dtype, pd.ArrowDtype):
        return _of_pool(pa.chunked_array(pa.array(cells.array)).unify_dictionaries().combine_chunks())
    codes, distinct = pd.factorize(cells.astype("str"))
    held = pa.array(distinct, pa.large_string(), from_pandas=True)  # in chunks where pandas has them so
    return Coded(codes, held.combine_chunks() if isinstance(held, pa.ChunkedArray) else held)


def _of_pool(cells: pa.DictionaryArray) -> Coded:
    """Return a column that is held as places in a pool: only the places are looked through, and no text of another."""
    return used(Coded(cells.indices.fill_null(-1).to_numpy(zero_copy_only=False), cells.dictionary))


def taken(pool: pa.Array | Sequence[str | None], places: npt.NDArray[np.integer]) -> pd.Series:
    """Return a column of texts out of a pool, by their places in it; missing where the place is below 0."""
    held = pool if isinstance(pool, pa.Array) else pa.array(pool, pa.large_string())
    if not len(held):
        return pd.Series(_as_strings(pa.nulls(len(places), pa.large_string())))
    return pd.Series(_as_strings(held.take(pa.array(places, mask=places < 0))))


def pooled(pool: pa.Array | Sequence[str | None], places: npt.NDArray[np.integer]) -> pd.Series:
    """Return the same as ``taken``, held as places until it is written: a column of a large table that is not asked."""
    held = pool if isinstance(pool, pa.Array) else pa.array(pool, pa.large_string())
    if held.null_count:  # what is missing is missing in the rows alone: no file takes it among the distinct texts
        is_text = held.is_valid().to_numpy(zero_copy_only=False)
        places, held = np.append(np.where(is_text, np.cumsum(is_text) - 1, -1), -1)[places], held.drop_null()
    indices = pa.array(places.astype(np.int32), mask=places < 0)
    return pd.Series(pd.arrays.ArrowExtensionArray(pa.DictionaryArray.from_arrays(indices, held)))


def or_else(cells: pd.Series, other: pd.Series) -> pd.Series:
    """Return a column, and what another has where it is missing; as places where both are held so."""
    missing = int(cells.isna().sum())
    if missing in {0, len(cells)}:
        return other if missing else cells
    if isinstance(cells.dtype, pd.ArrowDtype) and isinstance(other.dtype, pd.ArrowDtype):
        return either(coded(cells), coded(other)).places()
    return pd.Series(_as_strings(pc.coalesce(_of_arrow(cells), _of_arrow(other))))


def only_where(mask: npt.NDArray[np.bool_], cells: pd.Series) -> pd.Series:
    """Return a column of texts that is missing outside a mask."""
    if mask.all():
        return cells
    # A choice between two columns would take the room of the whole column for what is left of it.
    rows = pa.array(np.arange(len(mask)), mask=~mask)
    return pd.Series(_as_strings(_of_arrow(cells).combine_chunks().take(rows)))


def _of_arrow(cells: pd.Series) -> pa.ChunkedArray:
    held = pa.array(cells, pa.large_string(), from_pandas=True)
    return held if isinstance(held, pa.ChunkedArray) else pa.chunked_array([held])


def always(text: str, length: int) -> pd.Series:
    """Return a column that says one text in every row, held as places until it is written."""
    return pooled([text], np.zeros(length, dtype=np.intp))


def chosen(conditions: Sequence[Any], texts: Sequence[str | None], otherwise: str | None) -> pd.Series:
    """Return a column of few texts, held as places: in each row that of the first condition which holds.

    See ``np.select``.
    """
    told = np.select(list(conditions), [np.int32(place) for place in range(len(texts))], np.int32(len(texts)))
    return pooled([*texts, otherwise], told)


def numbered(names: pd.Series, place: npt.NDArray[np.integer]) -> pd.Series:
    """Return names with their place behind a full stop, but for the first: ``a``, ``a.2``, ``a.3``."""
    nothing, stop = (pa.scalar(text, pa.large_string()) for text in ("", "."))
    behind = pc.binary_join_element_wise(nothing, pa.array(place).cast(pa.large_string()), stop)
    behind = pc.if_else(pa.array(place > 1), behind, nothing)
    return pd.Series(_as_strings(pc.binary_join_element_wise(_of_arrow(names), behind, nothing)))


def as_bytes(texts: pa.Array) -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.int64]]:
    """Return large texts as one row of bytes up to their end, and where in it each begins, and the last ends."""
    ends = np.frombuffer(texts.buffers()[1], np.int64)[texts.offset :][: len(texts) + 1]
    return np.frombuffer(texts.buffers()[2] or b"", np.uint8)[: ends[-1]], ends


def encoded(texts: pa.Array) -> Coded:
    """Return texts by the distinct ones."""
    held = texts.dictionary_encode()
    return Coded(held.indices.fill_null(-1).to_numpy(zero_copy_only=False), held.dictionary)


def at_rows(mask: npt.NDArray[np.bool_], cells: Coded) -> Coded:
    """Return a column that has cells in the rows of a mask alone, in their order; it is missing elsewhere."""
    codes = np.full(len(mask), -1, dtype=np.int32)
    codes[mask] = cells.codes
    return Coded(codes, cells.distinct)


def used(cells: Coded) -> Coded:
    """Return a column without the distinct texts that no cell has, the others in the order of the cells."""
    if _are_in_order(cells):
        return cells
    has_text = cells.codes >= 0
    codes = np.full(len(cells.codes), -1, dtype=np.int32)
    codes[has_text], places = pd.factorize(cells.codes[has_text])
    return Coded(codes, cells.distinct.take(pa.array(places)))


def _are_in_order(cells: Coded) -> bool:
    """Say whether each distinct text has a cell, and they stand in the order of their first cells."""
    if not len(cells.codes):
        return False
    highest = np.maximum.accumulate(cells.codes)  # up to each cell: it rises by one where a text stands first
    return bool(highest[-1] == len(cells.distinct) - 1 and np.diff(highest, prepend=-1).max() <= 1)


def either(cells: Coded, other: Coded) -> Coded:
    """Return a column, and what another has where it is missing."""
    if not len(other.distinct):
        return cells
    if not len(cells.distinct):
        return other
    pool = pa.concat_arrays([cells.distinct, other.distinct]).dictionary_encode()
    codes = np.where(cells.codes < 0, np.where(other.codes < 0, -1, other.codes + len(cells.distinct)), cells.codes)
    return Coded(np.append(pool.indices.to_numpy(), -1)[codes], pool.dictionary)


def filled(cells: Coded, text: str) -> Coded:
    """Return a column that says a text where it is missing."""
    missing = cells.codes < 0
    if not missing.any():
        return cells
    return either(cells, Coded(np.where(missing, 0, -1), pa.array([text], pa.large_string())))


def without(cells: Coded, gone: pa.Array) -> Coded:
    """Return a column that is missing where it has a text that is gone; ``gone`` says so of the distinct ones."""
    places = np.where(gone.to_numpy(zero_copy_only=False), -1, np.arange(len(cells.distinct)))
    return Coded(np.append(places, -1)[cells.codes], cells.distinct)


def _as_strings(texts: pa.Array) -> Any:  # noqa: ANN401 - an array of pandas
    """Return texts of Arrow as pandas holds them, without a copy."""
    return pd.array(texts, dtype="str")


def mask_of(cells: Texts, ask: Callable[[pd.Series], Any]) -> npt.NDArray[np.bool_]:
    """Ask the distinct texts of a column alone, all at once, and answer for each cell; a missing one is no answer."""
    held = coded(cells)
    told = np.append(np.asarray(ask(pd.Series(_as_strings(held.distinct))), dtype=bool), np.False_)
    return np.asarray(told[held.codes])


def holding(cells: Texts, pattern: str) -> npt.NDArray[np.bool_]:
    """Say which cells hold what a pattern (RE2) says; each distinct text is asked once. A missing one does not."""
    if isinstance(cells, pd.Series) and not isinstance(cells.dtype, pd.ArrowDtype):  # to find the distinct takes longer
        return as_answers(pc.match_substring_regex(_of_arrow(cells), pattern))
    held = coded(cells)
    told = pc.match_substring_regex(held.distinct, pattern).to_numpy(zero_copy_only=False)
    return np.asarray(np.append(told, np.False_).astype(bool)[held.codes])


def holding_where(mask: npt.NDArray[np.bool_], cells: Texts, pattern: str) -> npt.NDArray[np.bool_]:
    """Say the same as ``holding`` in the rows of a mask; the others are not asked."""
    if isinstance(cells, Coded):
        return mask & holding(cells, pattern)
    found = mask.copy()
    found[mask] = holding(cells[mask], pattern)
    return found


def as_answers(told: pa.Array | pa.ChunkedArray) -> npt.NDArray[np.bool_]:
    """Return answers of Arrow; a missing one is none."""
    return np.asarray(pc.fill_null(told, fill_value=False).to_numpy(zero_copy_only=False), dtype=bool)


def read_out(cells: Texts, pattern: str) -> Coded:
    """Return what stands for the group ``it`` of a pattern (RE2) where it is first found; missing where it is not."""
    held = coded(cells)
    found = encoded(pc.struct_field(pc.extract_regex(held.distinct, pattern), "it"))
    return Coded(np.append(found.codes, -1)[held.codes], found.distinct)


def where(mask: npt.NDArray[np.bool_], cells: Coded) -> Coded:
    """Return a column that is missing outside a mask."""
    return Coded(np.where(mask, cells.codes, -1), cells.distinct)


def saying(cells: Texts, text: str | None) -> npt.NDArray[np.bool_]:
    """Say which cells are a text; without one, which are missing."""
    held = coded(cells)
    return (held.codes < 0) if text is None else mask_of(held, lambda distinct: distinct == text)


def renamed(cells: Texts, names: Mapping[str, str]) -> pd.Series:
    """Return a column with some texts under other names, held as places; each distinct text is looked up once."""
    held = coded(cells)
    told = encoded(pa.array([names.get(text, text) for text in held.distinct.to_pylist()], pa.large_string()))
    return pooled(told.distinct, np.append(told.codes, -1)[held.codes])
