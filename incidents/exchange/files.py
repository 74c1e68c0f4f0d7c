"""The selection as plain files: CSV, GeoJSON and GeoParquet, each saying what it is and who says so.

Every file carries the sources, the precision of each place, the licence, version and stamp of the record, and the
question that chose its rows. Nobody's figure is an empty cell or null, never 0.
"""

from io import BytesIO
from typing import TYPE_CHECKING, Any

import pandas as pd

from incidents.exchange.made import Made
from incidents.exchange.provenance import about_selection
from incidents.exchange.records import json_cell, json_text
from incidents.exchange.rows import cited_claim_rows, cited_incident_rows
from incidents.exchange.safe_cells import csv_file
from incidents.language import Language, plain_text
from incidents.phrases import date_in_brief, place_in_words
from incidents.selection.selection import Selection

if TYPE_CHECKING:
    import geopandas as gpd


def selection_to_csv(selection: Selection, lang: Language) -> Made:
    """Return one row per incident as CSV."""
    return Made(csv_file(cited_incident_rows(selection, lang)))


def claims_to_csv(selection: Selection, lang: Language) -> Made:
    """Return one row per claim as CSV."""
    return Made(csv_file(cited_claim_rows(selection, lang)))


def selection_to_geojson(selection: Selection, lang: Language) -> Made:
    """Return the incidents as GeoJSON (RFC 7946) with their sources; those without a place have no geometry.

    A point is the centre of what is known: ``uncertainty_km`` and ``geo_precision`` say how far from it the incident
    may lie. Properties are those of ``cited_incident_rows``; what all share stands once, in ``about``. Before them
    stand ``name`` and ``description``, which maps show of a feature, and ``time``: the first day as a moment
    (RFC 3339), for programs such as kepler.gl play moments and no days. It is null where no day is known.
    """
    features, about = geojson_features(selection, lang), about_selection(selection, lang)
    return Made(json_text({"type": "FeatureCollection", "about": about, "features": features}).encode())


def geojson_features(selection: Selection, lang: Language) -> list[dict[str, Any]]:
    """Return the incidents as features, ready for JSON."""
    rows = cited_incident_rows(selection, lang).drop(columns=["record_version", "record_stamp", "licence", "selection"])
    return [
        _feature(_shown(row, selection, lang) | record)
        for (_index, row), record in zip(selection.incidents.iterrows(), rows.to_dict("records"), strict=True)
    ]


def _shown(incident: pd.Series, selection: Selection, lang: Language) -> dict[Any, Any]:
    """Return what a map shows of an incident: what, where and when in one line, what happened, and when as a moment."""
    what = selection.record.schema.what(incident, lang)
    parts = (what, place_in_words(selection.record, incident, lang), date_in_brief(incident, lang))
    day = incident["date_start"]
    return {
        "name": plain_text(lang.say(", ").join(filter(None, parts))),
        "description": plain_text(str(lang.of(incident, "summary"))),
        "time": None if pd.isna(day) else f"{day:%Y-%m-%d}T00:00:00Z",
    }


def _feature(row: dict[Any, Any]) -> dict[str, Any]:
    properties = {str(name): json_cell(cell) for name, cell in row.items()}
    longitude, latitude = properties.pop("longitude"), properties.pop("latitude")
    point = None if latitude is None else {"type": "Point", "coordinates": [longitude, latitude]}
    return {"type": "Feature", "id": properties["incident_id"], "geometry": point, "properties": properties}


def selection_to_geoparquet(selection: Selection, lang: Language) -> Made:
    """Return the incidents as GeoParquet 1.1 points."""
    out = BytesIO()
    incident_points(selection, lang).to_parquet(out, index=False)
    return Made(out.getvalue())


def incident_points(selection: Selection, lang: Language) -> "gpd.GeoDataFrame":
    """Return ``cited_incident_rows`` as points (EPSG:4326); those without a place have no geometry."""
    import geopandas as gpd  # much to load for what only two formats need
    import shapely

    rows = cited_incident_rows(selection, lang)
    points = [
        None if pd.isna(latitude) else shapely.Point(longitude, latitude)
        for longitude, latitude in zip(rows["longitude"], rows["latitude"], strict=True)
    ]
    return gpd.GeoDataFrame(rows, geometry=gpd.GeoSeries(points, crs="EPSG:4326"))
