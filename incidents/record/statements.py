"""What is said of each incident, and by whom: the claims, as a text to be searched, each distinct set of them once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from incidents.record.derived import positions_of
from incidents.record.distinct import distinct_rows
from incidents.record.tables import Tables

TOLD = ("text_en", "text_ar", "position_en", "position_ar", "note_en", "note_ar")
SAID_BY = ("attributed_to", "attributed_to_ar", "origin_id", "source_id")

Statement = Mapping[str, str]  # the cells of ``TOLD`` and ``SAID_BY`` that hold something


@dataclass(frozen=True, eq=False)
class Statements:
    """``set_of`` is the number of each incident's set of statements, ``sets`` what stands in each."""

    set_of: npt.NDArray[np.int32]
    sets: Sequence[Sequence[Statement]]


def statements(tables: Tables, incident_ids: pd.Series) -> Statements:
    """Return what the claims say of each incident, in the order of ``incident_ids``."""
    position = pd.Index(incident_ids.to_numpy(dtype=object), dtype=object)
    held = {str(field["name"]) for field in tables.schema.fields("claims")}
    columns = [name for name in (*TOLD, *SAID_BY) if name in held]
    number_of: dict[tuple[str, ...], int] = {}
    rows, said = [np.zeros(0, dtype=np.int32)], [np.zeros(0, dtype=np.int32)]
    for claims in tables.batches("claims", ["incident_id", *columns]):
        local, first = distinct_rows(claims[name] for name in columns)
        texts = claims[columns].iloc[first].astype(dict.fromkeys(columns, "str")).fillna("")
        numbers = [number_of.setdefault(row, len(number_of)) for row in texts.itertuples(index=False, name=None)]
        rows.append(positions_of(claims["incident_id"], position).astype(np.int32))
        said.append(np.array(numbers, dtype=np.int32)[local])
    every = [{name: cell for name, cell in zip(columns, row, strict=True) if cell} for row in number_of]
    return _in_sets(np.concatenate(rows), np.concatenate(said), every, len(position))


def _in_sets(
    rows: npt.NDArray[np.int32], said: npt.NDArray[np.int32], every: Sequence[Statement], length: int
) -> Statements:
    """Give equal sets one number: equal ones have equal sums of random numbers, others all but never."""
    token = np.random.default_rng(0).integers(1, 2**63, size=len(every), dtype=np.uint64)
    sums = np.zeros(length, dtype=np.uint64)
    np.add.at(sums, rows, token[said])
    _, first, set_of = np.unique(sums, return_index=True, return_inverse=True)
    shown = np.zeros(length, dtype=bool)
    shown[first] = True
    sets: list[list[Statement]] = [[] for _ in first]
    for row, number in zip(rows[shown[rows]], said[shown[rows]], strict=True):
        sets[set_of[row]].append(every[number])
    return Statements(set_of.astype(np.int32), sets)
