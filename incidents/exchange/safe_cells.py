"""One cleaner for every text that leaves: one plain line, and in a table for spreadsheets never a formula.

Some spreadsheets part the lines of a CSV file by semicolons or tabs, whatever the file says. So every text is quoted,
and no part of it that such a reader would take for a cell begins like a formula.
"""

import re
from collections.abc import Callable

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from incidents.language import plain_text
from incidents.record.distinct import widened

BYTE_ORDER_MARK = "\ufeff"  # by which spreadsheets know UTF-8

_SIGNS = "=+\\-@＝＋－＠"  # spreadsheets run what begins so; full-width signs too, and the same behind white space
_FORMULA = re.compile(rf'(^|[;\t])([\s"]*)(?=[{_SIGNS}])')
_ADDRESS = re.compile(r"https?://\S+")
_PART_OF_ADDRESS = re.compile(rf';(?="*[{_SIGNS}])')
_PLAIN_NAME = re.compile(r"\w+", re.ASCII)


def plain_cells(rows: pd.DataFrame) -> pd.DataFrame:
    """Return a table with every text as one plain line: no control character, no mark that re-orders the line."""
    texts = rows.select_dtypes(["object", "str", "category"]).columns
    return widened(rows, {name: pd.array(_each_once(rows[name], plain_text, None), dtype="str") for name in texts})


def _each_once(cells: pd.Series, clean: Callable[[str], str], missing: str | None) -> pa.Array:
    """Clean texts, each distinct one once: tables say the same again and again. ``missing`` stands for no text."""
    codes, distinct = pd.factorize(cells.astype("str"))
    cleaned = pa.array([*(clean(str(text)) for text in distinct), missing], pa.large_string())
    return cleaned.take(pa.array(np.where(codes < 0, len(distinct), codes)))


def safe_cell(text: str) -> str:
    """Return text for a cell of a CSV or a spreadsheet: one plain line of which no part is taken for a formula."""
    cleaned = _ADDRESS.sub(_whole_address, plain_text(text))
    return _FORMULA.sub(r"\1\2'", cleaned)


def _whole_address(found: re.Match[str]) -> str:
    """Write the semicolons of an address as %3B where a mark between would make it another address."""
    return _PART_OF_ADDRESS.sub("%3B", found[0])


def csv_text(rows: pd.DataFrame) -> str:
    """Write rows as CSV (LF, ISO dates, empty = not known): texts quoted and safe for spreadsheets, numbers bare."""
    head = ",".join(map(_heading, rows))
    if rows.empty:
        return f"{head}\n"
    comma = pa.scalar(",", pa.large_string())
    lines = pc.binary_join_element_wise(*(_written(rows[name]) for name in rows), comma)
    return "\n".join([head, *lines.to_pylist(), ""])


def csv_file(rows: pd.DataFrame) -> bytes:
    """Return rows as a CSV file: UTF-8 with byte order mark, so that spreadsheets read Arabic."""
    return (BYTE_ORDER_MARK + csv_text(rows)).encode()


def _heading(name: object) -> str:
    return str(name) if _PLAIN_NAME.fullmatch(str(name)) else _quoted(str(name))


def _quoted(text: str) -> str:
    return '"' + safe_cell(text).replace('"', '""') + '"'


def _written(cells: pd.Series) -> pa.Array:
    """Write the cells of a column, "" where nothing is known."""
    if pd.api.types.is_datetime64_any_dtype(cells):
        return pa.array(cells.dt.strftime("%Y-%m-%d").fillna("").tolist(), pa.large_string())
    if pd.api.types.is_numeric_dtype(cells):  # truth values too
        told = ["" if missing else str(cell) for cell, missing in zip(cells.tolist(), cells.isna(), strict=True)]
        return pa.array(told, pa.large_string())
    return _each_once(cells, _quoted, "")
