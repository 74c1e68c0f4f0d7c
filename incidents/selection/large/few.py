"""Some incidents of a large record as a record of their own: cards, rows and marks are then put into words as ever."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256

import pandas as pd

from incidents.record.contract import EDITS, TALLIES, VERSIONS
from incidents.record.record import Record
from incidents.record.schema import Schema
from incidents.record.storage.databases import AskedTables
from incidents.selection.large.worked_out import WRITTEN

TOLD = (  # the columns of ``worked_out`` of which lists and marks are made
    *("incident_id", "date_start", "date_end", "date_precision", "place_id", WRITTEN, "geo_precision"),
    *("latitude", "longitude", "uncertainty_km", "kind", "tactic", "sub_event_type"),
    *("killed_low", "killed_high", "killed_at_least", "in_totals", "origins", "contested"),
)
OF_INCIDENTS = ("incidents", "claims", "incident_actors")
OF_THE_WHOLE = (VERSIONS, EDITS, TALLIES)


@dataclass(frozen=True, eq=False)
class FewTables:
    """The tables of some incidents, in memory (see ``Tables``); parties, origins and sources are those of the frame."""

    schema: Schema
    stamp: str
    name: str
    texts: Mapping[str, str]
    held: Mapping[str, pd.DataFrame] = field(repr=False)

    def read(self, table: str) -> pd.DataFrame:
        """Return a whole table."""
        return self.held[table]

    def rows_of(self, table: str, incident_ids: Sequence[str]) -> pd.DataFrame:
        """Return the rows of some incidents, in the order of the table."""
        rows = self.held[table]
        return rows[rows["incident_id"].isin(list(incident_ids))].reset_index(drop=True)

    def batches(self, table: str, columns: list[str]) -> Iterable[pd.DataFrame]:
        """Yield some columns of a table, all at once."""
        yield self.held[table][columns]

    def text(self, name: str) -> str | None:
        """Return a text that comes with the record, or None."""
        return self.texts.get(name)


def few_of(tables: AskedTables, frame: Record, incident_ids: Sequence[str]) -> FewTables:
    """Ask for the rows of some incidents, each table once."""
    held = {name: tables.rows_of(name, incident_ids) for name in OF_INCIDENTS}
    stamp = sha256("|".join((tables.stamp, *sorted(incident_ids))).encode()).hexdigest()
    beside = frame.tables.held if isinstance(frame.tables, FewTables) else beside_incidents(tables)
    return FewTables(tables.schema, stamp, tables.name, tables.texts, {**beside, **held})


def beside_incidents(tables: AskedTables) -> dict[str, pd.DataFrame]:
    """Return the tables that are as large as the world and not as the record, but for those of the whole record.

    What others counted is compared with all of a record, and older versions are versions of all of it.
    """
    names = [name for name in tables.schema.tables if name not in OF_INCIDENTS]
    return {name: _nothing(tables, name) if name in OF_THE_WHOLE else read_or_none(tables, name) for name in names}


def read_or_none(tables: AskedTables, name: str) -> pd.DataFrame:
    """Return a whole table; without rows where the database does not have it."""
    with suppress(KeyError):
        return tables.read(name)
    return _nothing(tables, name)


def _nothing(tables: AskedTables, name: str) -> pd.DataFrame:
    return pd.DataFrame({str(described["name"]): [] for described in tables.schema.fields(name)}, dtype="str")


def as_incidents(found: pd.DataFrame) -> pd.DataFrame:
    """Return rows of ``worked_out`` as incidents have them in memory: days as such, no figure as NaN."""
    days = dict.fromkeys(("date_start", "date_end"), "datetime64[s]")
    figures = dict.fromkeys(("killed_low", "killed_high"), "float64")
    texts = [name for name in TOLD if name in found and found[name].dtype == object and name not in days]
    missing = {name: found[name].where(found[name].notna() & (found[name] != ""), None) for name in texts}
    return found.assign(**missing).astype(days | figures).rename(columns={WRITTEN: "governorates"})
