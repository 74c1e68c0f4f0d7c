"""The tables of a record: what any place that keeps one can be asked for, and how cells are typed by the schema."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Protocol

import pandas as pd

from incidents.record.schema import Described, Schema


class Tables(Protocol):
    """What is kept of a record: in a folder as CSV or Parquet, in a database. Frames are typed by the schema.

    ``stamp`` is a digest of everything that was read: equal stamps mean equal tables and schema.
    """

    @property
    def schema(self) -> Schema:
        """Return what the record says of itself."""

    @property
    def stamp(self) -> str:
        """Return the digest of tables, schema and texts."""

    @property
    def name(self) -> str:
        """Return the name by which people know the place, without its path."""

    @property
    def texts(self) -> Mapping[str, str]:
        """Return the texts that come with the record by their names, among them ``datapackage.json``."""

    def read(self, table: str) -> pd.DataFrame:
        """Return a whole table; raise KeyError for one the record does not have."""

    def rows_of(self, table: str, incident_ids: Sequence[str]) -> pd.DataFrame:
        """Return the rows of some incidents, in the order of the table."""

    def batches(self, table: str, columns: list[str]) -> Iterable[pd.DataFrame]:
        """Yield some columns of a table, whole incidents in each batch."""

    def text(self, name: str) -> str | None:
        """Return a text that comes with the record (``CHANGELOG.md``), or None."""


def typed(cells: pd.Series, field: Described) -> pd.Series:
    """Type the cells of a column (text or typed already, missing = NA): categories in display order, numbers, days.

    Raises ValueError for a cell that the field does not allow: a code that is lost would be drawn as another.
    """
    if "categories" in field:
        codes = _codes(tuple(str(category["value"]) for category in field["categories"]))
        if cells.dtype != codes and any(cell not in codes.categories for cell in cells.unique() if not pd.isna(cell)):
            raise ValueError(f"{field['name']} holds codes that its closed list has not")
        return cells.astype(codes)
    if field["type"] in {"integer", "number"}:
        return pd.to_numeric(cells).astype("float64")
    if field["type"] == "date":
        return pd.to_datetime(cells, format="%Y-%m-%d").astype("datetime64[s]")
    return cells


@lru_cache(maxsize=256)
def _codes(values: tuple[str, ...]) -> pd.CategoricalDtype:
    """Return a closed list, one for all columns that have it: what is looked up in it is gathered once."""
    return pd.CategoricalDtype(list(values))
