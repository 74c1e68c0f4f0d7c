"""Columns of texts as large tables hold them: what stands again and again is held once, and looked at once."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

_HEAD = 50_000  # rows
_WORTH_IT = 0.75  # of the rows: where more of them differ from the one above, little is held once


def repeating(
    file: Any,  # noqa: ANN401 - a ParquetFile; small records do without that module
    columns: Sequence[str] | None = None,
) -> list[str]:
    """Return the columns of a Parquet file whose texts stand twice or more each, by the first rows that it holds.

    Looks at some columns only, where they are given.

    Raises what pyarrow does for a file that cannot be read.
    """
    schema = file.schema_arrow
    plain = [name for name in columns or schema.names if is_text(schema.field(name).type)]
    head = next(file.iter_batches(_HEAD, columns=plain), None) if plain else None
    if head is None:
        return plain
    return [
        name
        for name in plain
        if pa.types.is_dictionary(head[name].type) or 2 * pc.count_distinct(head[name]).as_py() <= len(head)
    ]


def kept_once(
    file: Any,  # noqa: ANN401 - a ParquetFile
) -> set[str]:
    """Return the columns whose texts a Parquet file itself keeps once, by the first rows that it holds.

    To gather the texts of another while it is read takes twenty times as long as to read it.
    """
    if not file.num_row_groups:
        return set()
    first = file.metadata.row_group(0)
    columns = map(first.column, range(first.num_columns))
    return {str(column.path_in_schema) for column in columns if column.has_dictionary_page}


def is_text(kind: pa.DataType) -> bool:
    """Say whether a column holds text, each once or as a dictionary."""
    held = kind.value_type if pa.types.is_dictionary(kind) else kind
    return pa.types.is_string(held) or pa.types.is_large_string(held)


def decoded(cells: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return a column with a text in each row."""
    return cells.cast(cells.type.value_type) if pa.types.is_dictionary(cells.type) else cells


def gathered(cells: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return a column whose texts stand twice or more each as a dictionary in one piece."""
    held = packed(cells)
    return held if pa.types.is_dictionary(held.type) else packed(held.dictionary_encode())


def packed(cells: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return a column of texts in one piece: as a dictionary where rows side by side say the same; else as it is."""
    if pa.types.is_dictionary(cells.type):
        return pa.chunked_array([cells.unify_dictionaries().combine_chunks()], cells.type)
    if not is_text(cells.type) or not len(cells) or cells.null_count:
        return cells
    texts = cells.cast(pa.large_string()).combine_chunks()
    begins = run_starts(texts)
    if np.count_nonzero(begins) > _WORTH_IT * len(texts):
        return pa.chunked_array([texts])
    distinct = texts.filter(pa.array(begins))
    number = np.cumsum(begins) - 1
    if not are_rising(distinct):
        held = distinct.dictionary_encode()
        number, distinct = np.asarray(held.indices)[number], held.dictionary
    return pa.chunked_array([pa.DictionaryArray.from_arrays(pa.array(number, pa.int32()), distinct)])


def run_starts(texts: pa.Array) -> npt.NDArray[np.bool_]:
    """Say which texts differ from the one above; none is missing."""
    if not len(texts):
        return np.zeros(0, dtype=bool)
    differs = pc.not_equal(texts[:-1], texts[1:])
    return np.append(np.True_, np.asarray(differs.to_numpy(zero_copy_only=False), dtype=bool))


def are_rising(texts: pa.Array) -> bool:
    """Say whether each text is longer than the one above, or later in the order of its signs: then none stands twice.

    Ids that a source counted are: 9, 10, 11.
    """
    length = np.asarray(pc.binary_length(texts).to_numpy(zero_copy_only=False))
    longer, alike = length[:-1] < length[1:], length[:-1] == length[1:]
    later = pc.less(texts[:-1], texts[1:]).to_numpy(zero_copy_only=False)
    return bool((longer | (alike & later.astype(bool))).all())
