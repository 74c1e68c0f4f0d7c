"""What an import leaves out or reads otherwise than it is written: each row and cell of it, with the reason."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from incidents.exchange.safe_cells import csv_file
from incidents.language import N_, Language, SaidError

Fate = Literal["row", "cell", "column", "changed"]
Rows = npt.NDArray[np.int64]

# What became of it, in the order in which a report says it.
FATES: Mapping[Fate, str] = {
    "row": N_("row left out"),
    "cell": N_("cell left out"),
    "changed": N_("read otherwise"),
    "column": N_("column not read"),
}
LONGEST_VALUE = 200


class UnreadableFileError(SaidError):
    """A file of which nothing can be imported. ``sentence`` is a message id, ``details`` fill its placeholders."""


@dataclass(frozen=True, eq=False)
class Remark:
    """One reason, with all rows that it holds of. ``rows`` are counted as a spreadsheet counts; none for a column.

    ``cells`` are as they stand in the file, one per row. ``sentence`` is a message id.
    """

    fate: Fate
    column: str
    sentence: str
    rows: Rows = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    cells: Sequence[str] = ()
    details: Mapping[str, str] = field(default_factory=dict)

    @property
    def count(self) -> int:
        """Return of how many rows (or of how many columns: one) it is said."""
        return max(len(self.rows), 1)

    def say(self, lang: Language) -> str:
        """Say the reason in one language."""
        return lang.say(self.sentence).format(**self.details)


class NoRowLeftError(UnreadableFileError):
    """A file of which each row was left out, with the reasons."""

    def __init__(self, file: str, remarks: Iterable[Remark]) -> None:
        self._reasons = [remark for remark in remarks if remark.fate == "row"]
        told = "; ".join(remark.sentence.format(**remark.details) for remark in self._reasons)
        super().__init__(N_("{file}: no row can be read. {reasons}"), file=file, reasons=told)

    def say(self, lang: Language) -> str:
        """Say the reasons too in the language of the reader."""
        told = "; ".join(remark.say(lang) for remark in self._reasons)
        return lang.say(self.sentence).format(**{**self.details, "reasons": told})


def remark_where(
    fate: Fate, column: str, sentence: str, mask: npt.NDArray[np.bool_], rows: Rows, cells: pd.Series, **details: str
) -> list[Remark]:
    """Return the remark on the rows of a mask, none where it holds of no row."""
    at = np.flatnonzero(mask)
    return remark_on(fate, column, sentence, rows[at], cells.iloc[at], **details)


def remark_on(fate: Fate, column: str, sentence: str, rows: Rows, cells: pd.Series, **details: str) -> list[Remark]:
    """Return the remark on some rows with a cell of each, none where there are no rows."""
    if not len(rows):
        return []
    values = cells.astype("str").fillna("").str.slice(0, LONGEST_VALUE).tolist()
    return [Remark(fate, column, sentence, rows, values, details)]


def left_out_file(remarks: Iterable[Remark], lang: Language) -> bytes:
    """Return all remarks as a CSV file: row, column, value, what became of it, reason; in the order of the rows."""
    held = list(remarks)
    times = [remark.count for remark in held]
    same = {
        "column": [remark.column for remark in held],
        "fate": [lang.say(FATES[remark.fate]) for remark in held],
        "reason": [remark.say(lang) for remark in held],
    }
    rows = [remark.rows if len(remark.rows) else [np.nan] for remark in held]
    lines = pd.DataFrame({
        "row": np.concatenate(rows) if rows else np.zeros(0),
        "value": pd.array([cell for remark in held for cell in list(remark.cells) or [""]], dtype="str"),
        **{name: pd.array(texts, dtype="str").repeat(times) for name, texts in same.items()},
    })  # fmt: skip
    lines = lines[["row", "column", "value", "fate", "reason"]].astype({"row": "Int64"})
    return csv_file(lines.sort_values("row", kind="stable", na_position="first"))


def rows_left_out(remarks: Iterable[Remark]) -> int:
    """Count the rows of which nothing is imported."""
    gone = [remark.rows for remark in remarks if remark.fate == "row"]
    return len(np.unique(np.concatenate(gone))) if gone else 0
