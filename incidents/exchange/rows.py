"""Incidents as rows and records for whoever takes them away: flat tables, JSON and GeoJSON.

Codes stand beside labels, so that a program and a reader can both use a row. Shell, exports and briefing share these.
"""

import re
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

import numpy as np
import pandas as pd

from incidents.language import Language, plain_text
from incidents.phrases import option_label, place_name, statement
from incidents.phrases.citations import publisher
from incidents.record.profiles import measured_columns
from incidents.record.record import Record
from incidents.record.schema import KINDS, Schema
from incidents.record.vocabulary import SEPARATOR
from incidents.selection.address import filters_to_query
from incidents.selection.selection import Selection, select_ids
from incidents.selection.summaries import key_figures

LICENCE = "CC-BY-4.0"

# Cells that start so are run by spreadsheets; full-width signs too, and the same behind white space.
_FORMULA = re.compile(r"^\s*[=+\-@＝＋－＠]")


def safe_cell(text: str) -> str:
    """Return text for a cell of a CSV or a spreadsheet: one plain line that is never taken for a formula."""
    cleaned = plain_text(text)
    return f"'{cleaned}" if _FORMULA.match(cleaned) else cleaned


def csv_text(rows: pd.DataFrame) -> str:
    """Write rows as CSV (LF, ISO dates, empty = not known); text cells are made safe for spreadsheets."""
    texts = rows.select_dtypes(["object", "str", "category"]).columns
    safe = {name: rows[name].map(safe_cell, na_action="ignore") for name in texts}
    return rows.assign(**safe).to_csv(index=False, lineterminator="\n", date_format="%Y-%m-%d")


def incident_rows(selection: Selection, lang: Language) -> pd.DataFrame:
    """Return one row per selected incident in date order, flat: codes, labels in a language, place, figures.

    Columns: incident_id, date_start, date_end (datetime), date_precision; event_type, sub_event_type, tactic, kind,
    is_role and geo_precision, each with ``_label``; place_id, place, other_place_ids, latitude and longitude (WGS 84
    degrees), uncertainty_km, governorates, governorate_names; actors, initiators and targets, each with ``_names``;
    independent_origins, contested, in_totals; ``<measure>_low`` and ``<measure>_high`` as whole numbers or NA (nobody
    states a figure; never 0) and ``<measure>_at_least`` (the high is open above); summary, location_note, date_note,
    related. Lists are written ``a|b``.
    """
    incidents = selection.incidents
    rows = incidents[["incident_id", "date_start", "date_end"]].copy()
    for name in ("date_precision", "event_type", "sub_event_type", "tactic", "kind", "is_role", "geo_precision"):
        rows[name] = incidents[name].astype("str")
        rows[f"{name}_label"] = _labels(incidents[name], _label_of(selection.record.schema, name, lang))
    rows["place_id"] = incidents["place_id"].astype("str")
    rows["place"] = _labels(incidents["place_id"], lambda place_id: place_name(selection.record, place_id, lang))
    for name in ("other_place_ids", "latitude", "longitude", "uncertainty_km"):
        rows[name] = incidents[name]
    rows["governorates"] = incidents["governorates"].astype("str")
    rows["governorate_names"] = _labels(
        incidents["governorates"], _each(lambda code: selection.record.governorate_name(code, lang))
    )
    for name in ("actors", "initiators", "targets"):
        rows[name] = incidents[name].astype("str")
        rows[f"{name}_names"] = _labels(
            incidents[name], _each(lambda code: option_label(selection.record, "actor", code, lang))
        )
    rows["independent_origins"] = incidents["origins"]
    for name in ("contested", "in_totals"):
        rows[name] = incidents[name]
    ends = selection.measured()
    for column in map(str, ends):
        rows[column] = ends[column].round().astype("boolean" if column.endswith("_at_least") else "Int64")
    for name in ("summary", "location_note", "date_note"):
        rows[name] = _plain_texts(lang.column(incidents, name))
    return rows.assign(related=incidents["related"]).reset_index(drop=True)


def _label_of(schema: Schema, name: str, lang: Language) -> Callable[[str], str]:
    field = KINDS if name == "kind" else f"incidents.{name}"
    return lambda code: schema.label(field, code, lang)


def _plain_texts(column: pd.Series) -> pd.Series:
    """Return texts of the record without what could re-order a line in whatever opens the rows."""
    return column.map(plain_text, na_action="ignore")


def _each(label_of: Callable[[str], str]) -> Callable[[str], str]:
    """Turn a label for one code into labels for a list of codes ``a|b``."""
    return lambda held: SEPARATOR.join(label_of(code) for code in held.split(SEPARATOR) if code)


def _labels(column: pd.Series, label_of: Callable[[str], str]) -> pd.Series:
    """Label a column of categories: one call per category, however many incidents there are. Missing stays missing."""
    labels = [plain_text(label_of(str(category))) for category in column.cat.categories]
    return pd.Series(np.array([*labels, None], dtype=object)[column.cat.codes], index=column.index, dtype="str")


def claim_rows(selection: Selection, lang: Language) -> pd.DataFrame:
    """Return one row per claim on the selected incidents, in the order of the table.

    Columns: claim_id, incident_id, measure, measure_label, statement (as shown), value, low, high, text, position,
    status (current or superseded), superseded_by, origin_id, origin, attributed_to, source_id, publisher, url,
    published, note.
    """
    claims = selection.claims
    origins, sources = (
        selection.record.origins.loc[claims["origin_id"]],
        selection.record.sources.loc[claims["source_id"]],
    )
    return pd.DataFrame(
        {
            "claim_id": claims["claim_id"],
            "incident_id": claims["incident_id"].astype("str"),
            "measure": claims["measure"].astype("str"),
            "measure_label": _labels(
                claims["measure"], lambda measure: selection.record.schema.measure_label(measure, lang)
            ),
            "statement": [plain_text(statement(claim, lang)) for _, claim in claims.iterrows()],
            **{name: claims[name] for name in ("value", "low", "high")},
            **{name: _plain_texts(lang.column(claims, name)) for name in ("text", "position")},
            "status": claims["superseded_by"].isna().map({True: "current", False: "superseded"}),
            "superseded_by": claims["superseded_by"],
            "origin_id": claims["origin_id"].astype("str"),
            "origin": _plain_texts(lang.column(origins, "name")).to_numpy(),
            "attributed_to": _plain_texts(lang.column(claims, "attributed_to")),
            "source_id": claims["source_id"].astype("str"),
            "publisher": [plain_text(publisher(source, lang)) for _, source in sources.iterrows()],
            "url": sources["url"].to_numpy(),
            "published": sources["published"].to_numpy(),
            "note": _plain_texts(lang.column(claims, "note")),
        }
    ).reset_index(drop=True)


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
        **{name: _plain(incident[name]) for name in (*plain, *what, *where)},
        "place": None if place is None else {"name_en": place["name_en"], "name_ar": place["name_ar"]},
        "other_place_ids": _listed(incident["other_place_ids"]),
        "governorates": _listed(incident["governorates"]),
        "location_note_en": _plain(incident["location_note_en"]),
        "location_note_ar": _plain(incident["location_note_ar"]),
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
        "name_en": _plain(actor["name_en"]),
        "name_ar": _plain(actor["name_ar"]),
    }


def _figure(ends: pd.Series, measure: str, *, contested: bool) -> dict[str, Any]:
    low, high = _plain(ends[f"{measure}_low"]), _plain(ends[f"{measure}_high"])
    at_least, unknown = bool(ends[f"{measure}_at_least"] == 1), high is None
    return {"low": low, "high": high, "at_least": at_least, "unknown": unknown, "contested": contested}


def _claim(record: Record, claim: pd.Series) -> dict[str, Any]:
    names = ("claim_id", "measure", "value", "low", "high", "text_en", "text_ar", "position_en", "position_ar")
    origin = record.origins.loc[claim["origin_id"]]
    return {
        **{name: _plain(claim[name]) for name in names},
        "status": "current" if pd.isna(claim["superseded_by"]) else "superseded",
        "superseded_by": _plain(claim["superseded_by"]),
        "origin": {name: _plain(origin[name]) for name in ("origin_id", "name_en", "name_ar", "kind")},
        **{
            name: _plain(claim[name])
            for name in ("attributed_to", "attributed_to_ar", "source_id", "note_en", "note_ar")
        },
    }


def _source(source: pd.Series) -> dict[str, Any]:
    names = ("source_id", "publisher", "publisher_ar", "publisher_kind", "url", "published", "language")
    return {name: _plain(source[name]) for name in names}


def _plain(cell: Any) -> Any:  # noqa: ANN401 - a cell of any column
    """Return a cell as JSON has it: null where missing, whole numbers whole, dates as ISO days."""
    if pd.isna(cell):
        return None
    if isinstance(cell, pd.Timestamp):
        return cell.date().isoformat()
    if isinstance(cell, float | np.floating):
        return int(cell) if float(cell).is_integer() else round(float(cell), 5)
    return cell.item() if isinstance(cell, np.generic) else cell


def _listed(cell: Any) -> list[str]:  # noqa: ANN401 - text or missing
    return [] if pd.isna(cell) else str(cell).split(SEPARATOR)


def about_selection(selection: Selection) -> dict[str, Any]:
    """Return what a copy of the selection has to say of itself: record, version, coverage, licence, question, count."""
    first, last = (stamp.date().isoformat() for stamp in selection.record.coverage)
    return {
        "record": "ISIS-related security incidents in Syria",
        "version": selection.record.version,
        "coverage": {"from": first, "to": last},
        "licence": LICENCE,
        "filters": filters_to_query(selection.question),
        "count": len(selection),
    }


def totals(selection: Selection) -> dict[str, Any]:
    """Return the key figures of the selection, ready for JSON: counts, and totals as low, high, unknown, of, open."""
    return asdict(key_figures(selection))


def incidents_as_geojson(selection: Selection, lang: Language) -> dict[str, Any]:
    """Return the selection as a GeoJSON FeatureCollection (RFC 7946); incidents without a place have no geometry.

    A point is the centre of what is known: ``uncertainty_km`` and ``geo_precision`` say how far from it the incident
    may lie. Properties are those of ``incident_rows``.
    """
    rows = incident_rows(selection, lang)
    features = []
    for row in rows.to_dict("records"):
        properties = {name: _plain(cell) for name, cell in row.items()}
        longitude, latitude = properties.pop("longitude"), properties.pop("latitude")
        point = None if latitude is None else {"type": "Point", "coordinates": [longitude, latitude]}
        features.append(
            {"type": "Feature", "id": properties["incident_id"], "geometry": point, "properties": properties}
        )
    return {"type": "FeatureCollection", "about": about_selection(selection), "features": features}
