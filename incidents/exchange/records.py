"""Incidents as nested records with all their accounts, ready for JSON, in both languages."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import pandas as pd

from geodata.cells import parts_of
from incidents.exchange.made import Made
from incidents.exchange.provenance import about_selection
from incidents.language import Language, plain_text
from incidents.record.profiles import measured_columns
from incidents.record.record import Record
from incidents.selection.selection import Selection, select_ids
from incidents.selection.summaries import key_figures


def selection_to_json(selection: Selection, lang: Language) -> Made:
    """Return all that the record holds on the incidents, with their totals and what the copy is."""
    about = about_selection(selection, lang)
    return Made(
        json_text({"about": about, "totals": totals(selection), "incidents": incident_records(selection)}).encode()
    )


def json_text(content: object) -> str:
    """Write what is ready for JSON, one line per value."""
    return f"{json.dumps(content, ensure_ascii=False, indent=1)}\n"


def totals(selection: Selection) -> dict[str, Any]:
    """Return the key figures of the selection, ready for JSON: counts, and totals as low, high, unknown, of, open."""
    return asdict(key_figures(selection))


def incident_record(record: Record, incident_id: str) -> dict[str, Any]:
    """Return everything the record holds on one incident, ready for JSON; raise KeyError for an unknown id."""
    record.incident(incident_id)
    return incident_records(select_ids(record, [incident_id]))[0]


def incident_records(selection: Selection) -> list[dict[str, Any]]:
    """Return the selected incidents as nested records, ready for JSON, in both languages.

    Beside the columns of the table: ``actors`` with roles; ``figures`` with low, high, at_least (the high is open
    above), unknown and contested for every measure with numbers; ``contested`` (the measures); ``independent_origins``;
    ``claims`` with origin and status; ``sources``. What is not known is null.
    """
    told = _told(selection)
    return [
        _record(incident, ends, told)
        for incident, ends in zip(_rows(selection.incidents, _INCIDENT), _rows(selection.measured()), strict=True)
    ]


_PLAIN = ("incident_id", "date_start", "date_end", "date_precision", "date_note_en", "date_note_ar")
_WHAT = ("event_type", "sub_event_type", "tactic", "kind", "is_role", "summary_en", "summary_ar")
_WHERE = ("place_id", "latitude", "longitude", "uncertainty_km", "geo_precision")
_BESIDE = ("other_place_ids", "governorates", "location_note_en", "location_note_ar", "in_totals", "origins", "related")
_INCIDENT = (*_PLAIN, *_WHAT, *_WHERE, *_BESIDE)
_CLAIM = ("claim_id", "measure", "value", "low", "high", "text_en", "text_ar", "position_en", "position_ar")
_SAID = ("attributed_to", "attributed_to_ar", "source_id", "note_en", "note_ar")
_OF_CLAIM = ("incident_id", "superseded_by", "origin_id", *_CLAIM, *_SAID)
_SOURCE = ("source_id", "publisher", "publisher_ar", "publisher_kind", "url", "published", "language")
_NAMES = ("name_en", "name_ar")

Row = dict[str, Any]


@dataclass(frozen=True)
class _Told:
    """What belongs to some incidents, as rows ready for JSON: by incident, or by the id that a row refers to."""

    measures: list[str]
    claims: dict[str, list[Row]]
    roles: dict[str, list[Row]]
    contested: dict[str, list[str]]
    places: dict[str, Row]
    actors: dict[str, Row]
    origins: dict[str, Row]
    sources: dict[str, Row]


def _told(selection: Selection) -> _Told:
    record, incidents, claims = selection.record, selection.incidents, selection.claims
    roles = record.roles_of(incidents["incident_id"].tolist())
    disputed = _rows(selection.figures[selection.figures["contested"]], ("incident_id", "measure"))
    return _Told(
        measured_columns(record.schema),
        _by_incident(_rows(claims, _OF_CLAIM)),
        _by_incident(_rows(roles, ("incident_id", "actor_id", "role"))),
        {of: [row["measure"] for row in rows] for of, rows in _by_incident(disputed).items()},
        _by_id(record.places, incidents["place_id"], _NAMES),
        _by_id(record.actors, roles["actor_id"], _NAMES),
        _by_id(record.origins, claims["origin_id"], ("origin_id", *_NAMES, "kind")),
        _by_id(record.sources, claims["source_id"], _SOURCE),
    )


def _rows(table: pd.DataFrame, columns: Sequence[str] = ()) -> list[Row]:
    """Return the rows of a table, ready for JSON: column by column, as to take rows out of a table is slow."""
    names = columns or list(table.columns)
    cells = [[_cell(cell) for cell in table[name].tolist()] for name in names]
    return [dict(zip(names, row, strict=True)) for row in zip(*cells, strict=True)]


def _by_incident(rows: Iterable[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row["incident_id"], []).append(row)
    return found


def _by_id(table: pd.DataFrame, ids: pd.Series, columns: Sequence[str]) -> dict[str, Row]:
    """Return the rows of a table that some cells refer to, by their ids."""
    wanted = list(ids.dropna().unique())
    return dict(zip(wanted, _rows(table.loc[wanted], columns), strict=True))


def _record(incident: Row, ends: Row, told: _Told) -> dict[str, Any]:
    own, place = incident["incident_id"], incident["place_id"]
    claims, contested = told.claims.get(own, []), told.contested.get(own, [])
    return {
        **{name: incident[name] for name in (*_PLAIN, *_WHAT, *_WHERE)},
        "place": None if place is None else told.places[place],
        "other_place_ids": parts_of(incident["other_place_ids"]),
        "governorates": parts_of(incident["governorates"]),
        "location_note_en": incident["location_note_en"],
        "location_note_ar": incident["location_note_ar"],
        "actors": [
            {"actor_id": role["actor_id"], "role": role["role"], **told.actors[role["actor_id"]]}
            for role in told.roles.get(own, [])
        ],
        "in_totals": bool(incident["in_totals"]),
        "figures": {measure: _figure(ends, measure, contested=measure in contested) for measure in told.measures},
        "contested": contested,
        "independent_origins": int(incident["origins"]),
        "claims": [_claim(claim, told) for claim in claims],
        "sources": [told.sources[source] for source in dict.fromkeys(claim["source_id"] for claim in claims)],
        "related": parts_of(incident["related"]),
    }


def _figure(ends: Row, measure: str, *, contested: bool) -> dict[str, Any]:
    low, high = ends[f"{measure}_low"], ends[f"{measure}_high"]
    at_least, unknown = bool(ends[f"{measure}_at_least"] == 1), high is None
    return {"low": low, "high": high, "at_least": at_least, "unknown": unknown, "contested": contested}


def _claim(claim: Row, told: _Told) -> dict[str, Any]:
    return {
        **{name: claim[name] for name in _CLAIM},
        "status": "current" if claim["superseded_by"] is None else "superseded",
        "superseded_by": claim["superseded_by"],
        "origin": told.origins[claim["origin_id"]],
        **{name: claim[name] for name in _SAID},
    }


def _cell(cell: Any) -> Any:  # noqa: ANN401 - a cell of any column
    """Return a cell as JSON has it, its text plain."""
    value = json_cell(cell)
    return plain_text(value) if isinstance(value, str) else value


def json_cell(cell: Any) -> Any:  # noqa: ANN401 - a cell of any column
    """Return a cell as JSON has it: null where missing, whole numbers whole, dates as ISO days."""
    if pd.isna(cell):
        return None
    if isinstance(cell, pd.Timestamp):
        return cell.date().isoformat()
    if isinstance(cell, float | np.floating):
        return int(cell) if float(cell).is_integer() else round(float(cell), 5)
    return cell.item() if isinstance(cell, np.generic) else cell
