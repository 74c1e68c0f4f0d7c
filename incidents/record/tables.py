"""The tables of a record: where the data package has them, and how their cells are typed."""

import contextlib
import ctypes
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from incidents.record.vocabulary import load_schema

SEPARATOR = "|"

# Arrow's own pool keeps what a large record needed while it was read; the C library's gives it back when asked.
pa.set_memory_pool(pa.system_memory_pool())


def has_table(directory: Path, table: str) -> bool:
    """Say whether the data package names a table."""
    return any(resource["name"] == table for resource in load_schema(directory)["resources"])


def table_path(directory: Path, table: str) -> Path:
    """Return the file of a table as the data package names it; raise ValueError for a table it does not name."""
    for resource in load_schema(directory)["resources"]:
        if resource["name"] == table:
            return directory / str(resource["path"])
    raise ValueError(f"datapackage.json has no table {table}")


def _fields(directory: Path, table: str) -> list[dict[str, Any]]:
    resources = load_schema(directory)["resources"]
    fields: list[dict[str, Any]] = next(r for r in resources if r["name"] == table)["schema"]["fields"]
    return fields


def read_table(directory: Path, table: str) -> pd.DataFrame:
    """Read one table typed by its schema: dates, numbers, categories in display order, text (missing = NA).

    Expects a table without problems (see ``checks``); raises ValueError where a cell cannot be typed.
    """
    path = table_path(directory, table)
    if path.suffix == ".parquet":
        # A large copy says the same again and again: each distinct text is held once.
        texts = [
            field.name
            for field in pq.read_schema(path)
            if pa.types.is_large_string(field.type) or pa.types.is_string(field.type)
        ]
        return pq.read_table(path, read_dictionary=[name for name in texts if not name.endswith("_id")]).to_pandas()
    stamp = path.stat()
    return _read_csv(path, table, (stamp.st_mtime_ns, stamp.st_size)).copy()


_read: dict[Path, tuple[tuple[int, int], pd.DataFrame]] = {}


def _read_csv(path: Path, table: str, stamp: tuple[int, int]) -> pd.DataFrame:
    """Read a CSV once per version of the file: claims are asked for by every opened card."""
    if path not in _read or _read[path][0] != stamp:
        frame = pd.read_csv(path, dtype="str", keep_default_na=False, na_values=[""], encoding="utf-8")
        for field in _fields(path.parent, table):
            if field["name"] in frame:
                frame[field["name"]] = _typed(frame[field["name"]], field)
        _read[path] = (stamp, frame)
    return _read[path][1]


def _typed(cells: pd.Series, field: dict[str, Any]) -> pd.Series:
    if "categories" in field:
        return cells.astype(pd.CategoricalDtype([str(category["value"]) for category in field["categories"]]))
    if field["type"] in {"integer", "number"}:
        return pd.to_numeric(cells).astype("float64")
    if field["type"] == "date":
        return pd.to_datetime(cells, format="%Y-%m-%d").astype("datetime64[s]")
    return cells


def give_back_memory() -> None:
    """Return what reading needed and the record does not: of a large copy several hundred megabytes."""
    pa.default_memory_pool().release_unused()
    # The C library keeps freed memory for itself; glibc can be asked, others have no such call.
    with contextlib.suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)


def rows_of(directory: Path, table: str, incident_ids: list[str]) -> pd.DataFrame:
    """Read the rows of some incidents; large copies stay on disk, so only what is asked for is read."""
    path = table_path(directory, table)
    if path.suffix == ".parquet":
        return pd.read_parquet(path, filters=[("incident_id", "in", incident_ids or [""])])
    rows = read_table(directory, table)
    return rows[rows["incident_id"].isin(incident_ids)]


def batches(directory: Path, table: str, columns: list[str]) -> Iterable[pd.DataFrame]:
    """Yield some columns of a table, whole incidents in each batch (row groups of large copies are written so)."""
    path = table_path(directory, table)
    if path.suffix != ".parquet":
        yield read_table(directory, table)[columns]
        return
    file = pq.ParquetFile(path)
    for number in range(file.num_row_groups):
        yield file.read_row_group(number, columns=columns).to_pandas()
