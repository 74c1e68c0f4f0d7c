"""What is said of each incident, and by whom: the claims, as texts to be searched, each distinct one once."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pandas as pd

from incidents.record.distinct import distinct_rows

if TYPE_CHECKING:
    from incidents.record.record import Record

TOLD = ("text_en", "text_ar", "position_en", "position_ar", "note_en", "note_ar")
SAID_BY = ("attributed_to", "attributed_to_ar", "origin_id", "source_id")

Statement = Mapping[str, str]  # the cells of ``TOLD`` and ``SAID_BY`` that hold something


@dataclass(frozen=True, eq=False)
class Statements:
    """``distinct`` has a row for each statement that differs from the others: ``TOLD`` and ``SAID_BY``, "" for nothing.

    ``incident`` and ``number`` say of each claim of which incident it is, and its row of ``distinct``. ``set_of`` is
    the number of each incident's set of statements: equal sets have one number.
    """

    distinct: pd.DataFrame
    incident: npt.NDArray[np.int32]
    number: npt.NDArray[np.int32]
    set_of: npt.NDArray[np.int32]


def statements(record: "Record") -> Statements:
    """Return what the claims of a record say of each incident."""
    held = {str(field["name"]) for field in record.schema.fields("claims")}
    columns = [name for name in (*TOLD, *SAID_BY) if name in held]
    rows, said, texts, count = [np.zeros(0, dtype=np.int32)], [np.zeros(0, dtype=np.int32)], [], 0
    for claims in record.batches("claims", ["incident_id", *columns]):
        local, first = distinct_rows(claims[name] for name in columns)
        texts.append(claims[columns].iloc[first].astype(dict.fromkeys(columns, "str")).fillna(""))
        rows.append(claims["incident_id"].to_numpy().astype(np.int32))
        said.append(local + np.int32(count))
        count += len(first)
    every = pd.concat(texts, ignore_index=True) if texts else pd.DataFrame(columns=columns, dtype="str")
    again, first = distinct_rows(every[name] for name in columns)
    incident, number = np.concatenate(rows), again[np.concatenate(said)]
    return Statements(every.iloc[first], incident, number, _in_sets(incident, number, len(first), len(record)))


def _in_sets(
    rows: npt.NDArray[np.int32], said: npt.NDArray[np.int32], count: int, length: int
) -> npt.NDArray[np.int32]:
    """Give equal sets one number: equal ones have equal sums of random numbers, others all but never."""
    token = np.random.default_rng(0).integers(1, 2**63, size=count, dtype=np.uint64)
    sums = np.zeros(length, dtype=np.uint64)
    np.add.at(sums, rows, token[said])
    return pd.factorize(sums)[0].astype(np.int32)
