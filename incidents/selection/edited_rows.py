"""Rows that differ between two versions of a record, and of which incidents each of them speaks."""

from collections.abc import Mapping
from dataclasses import dataclass

from geodata.cells import SEPARATOR
from incidents.record.contract import GAZETTEER, PLACES
from incidents.record.edits import Edit, edits_between
from incidents.record.record import Record

OF_INCIDENTS = ("incidents", "claims", "incident_actors")  # tables whose rows belong to incidents


@dataclass(frozen=True)
class Edited:
    """Edits, and the incidents of which each of them speaks in either version."""

    edits: tuple[Edit, ...]
    incidents: tuple[frozenset[str], ...]


def edited_between(before: Record, after: Record) -> Edited:
    """Return every row that differs between two versions, with its incidents."""
    edits = tuple(edits_between(before, after))
    tables = {edit.table for edit in edits}
    pointing = {table: _pointing(before, after, *_POINTED[table]) for table in tables & _POINTED.keys()}
    return Edited(edits, tuple(_incidents_of(edit, pointing.get(edit.table, {})) for edit in edits))


# Where incidents point at the rows of a table: table, column that points, column of the incident.
_POINTED = {
    "incidents": ("incidents", "incident_id"),
    "claims": ("claims", "claim_id"),
    "sources": ("claims", "source_id"),
    "origins": ("claims", "origin_id"),
    "actors": ("incident_actors", "actor_id"),
    GAZETTEER: ("incidents", "place_id"),
    PLACES: ("incidents", "place_id"),
}


def _pointing(before: Record, after: Record, table: str, column: str) -> dict[str, set[str]]:
    """Return the incidents of either version by what they point at."""
    found: dict[str, set[str]] = {}
    for record in (before, after):
        rows = record.tables.read(table)
        for pointed, incident_id in zip(rows[column].astype(object), rows["incident_id"].astype(object), strict=True):
            found.setdefault(pointed, set()).add(incident_id)
    return found


def _incidents_of(edit: Edit, pointing: Mapping[str, set[str]]) -> frozenset[str]:
    """Return the incidents of which a row speaks in either version; none for what belongs to the whole record."""
    if edit.table == "incident_actors":
        return frozenset([edit.row.partition(SEPARATOR)[0]])
    return frozenset(pointing.get(edit.row, ()))
