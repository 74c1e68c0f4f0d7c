"""Incidents as nested records with all their accounts, ready for JSON, in both languages."""

import json
from dataclasses import asdict
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
    ids = selection.incidents["incident_id"].tolist()
    claims, roles = selection.claims, selection.record.roles_of(ids)
    claims_by = dict(iter(claims.groupby("incident_id", observed=True, sort=False)))
    roles_by = dict(iter(roles.groupby("incident_id", observed=True, sort=False)))
    disputed = selection.figures[selection.figures["contested"]]
    contested_by = disputed.groupby("incident_id", observed=True)["measure"].agg(lambda held: list(map(str, held)))
    return [
        _record(
            selection.record,
            incident,
            ends,
            claims_by.get(incident["incident_id"], claims.iloc[:0]),
            roles_by.get(incident["incident_id"], roles.iloc[:0]),
            contested_by.get(incident["incident_id"], []),
        )
        for (_, incident), (_, ends) in zip(
            selection.incidents.iterrows(), selection.measured().iterrows(), strict=True
        )
    ]


def _record(
    record: Record,
    incident: pd.Series,
    ends: pd.Series,
    claims: pd.DataFrame,
    roles: pd.DataFrame,
    contested: list[str],
) -> dict[str, Any]:
    plain = ("incident_id", "date_start", "date_end", "date_precision", "date_note_en", "date_note_ar")
    what = ("event_type", "sub_event_type", "tactic", "kind", "is_role", "summary_en", "summary_ar")
    where = ("place_id", "latitude", "longitude", "uncertainty_km", "geo_precision")
    place = None if pd.isna(incident["place_id"]) else record.places.loc[incident["place_id"]]
    return {
        **{name: _cell(incident[name]) for name in (*plain, *what, *where)},
        "place": None if place is None else {name: _cell(place[name]) for name in ("name_en", "name_ar")},
        "other_place_ids": _listed(incident["other_place_ids"]),
        "governorates": _listed(incident["governorates"]),
        "location_note_en": _cell(incident["location_note_en"]),
        "location_note_ar": _cell(incident["location_note_ar"]),
        "actors": [_actor(record, str(role.actor_id), str(role.role)) for role in roles.itertuples()],
        "in_totals": bool(incident["in_totals"]),
        "figures": {
            measure: _figure(ends, measure, contested=measure in contested)
            for measure in measured_columns(record.schema)
        },
        "contested": contested,
        "independent_origins": int(incident["origins"]),
        "claims": [_claim(record, claim) for _, claim in claims.iterrows()],
        "sources": [_source(source) for _, source in record.sources.loc[claims["source_id"].unique()].iterrows()],
        "related": _listed(incident["related"]),
    }


def _actor(record: Record, actor_id: str, role: str) -> dict[str, Any]:
    actor = record.actors.loc[actor_id]
    return {
        "actor_id": actor_id,
        "role": role,
        "name_en": _cell(actor["name_en"]),
        "name_ar": _cell(actor["name_ar"]),
    }


def _figure(ends: pd.Series, measure: str, *, contested: bool) -> dict[str, Any]:
    low, high = _cell(ends[f"{measure}_low"]), _cell(ends[f"{measure}_high"])
    at_least, unknown = bool(ends[f"{measure}_at_least"] == 1), high is None
    return {"low": low, "high": high, "at_least": at_least, "unknown": unknown, "contested": contested}


def _claim(record: Record, claim: pd.Series) -> dict[str, Any]:
    names = ("claim_id", "measure", "value", "low", "high", "text_en", "text_ar", "position_en", "position_ar")
    origin = record.origins.loc[claim["origin_id"]]
    return {
        **{name: _cell(claim[name]) for name in names},
        "status": "current" if pd.isna(claim["superseded_by"]) else "superseded",
        "superseded_by": _cell(claim["superseded_by"]),
        "origin": {name: _cell(origin[name]) for name in ("origin_id", "name_en", "name_ar", "kind")},
        **{
            name: _cell(claim[name])
            for name in ("attributed_to", "attributed_to_ar", "source_id", "note_en", "note_ar")
        },
    }


def _source(source: pd.Series) -> dict[str, Any]:
    names = ("source_id", "publisher", "publisher_ar", "publisher_kind", "url", "published", "language")
    return {name: _cell(source[name]) for name in names}


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


def _listed(cell: object) -> list[str]:
    return [plain_text(part) for part in parts_of(cell)]
