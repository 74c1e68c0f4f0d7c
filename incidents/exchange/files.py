"""The selection as data: CSV, spreadsheet, GeoJSON, GeoPackage, GeoParquet, each saying what it is and who says so.

Every file carries the sources, the precision of each place, the licence, the version of the record and the question
that chose its rows. CSV begins with a byte order mark, so that spreadsheets read Arabic; no cell is a formula.
"""

import json
import tempfile
from io import BytesIO
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely
import xlsxwriter

from geodata.areas import circle_polygon
from geodata.boundaries import area_of
from incidents.exchange.rows import LICENCE, claim_rows, csv_text, incident_rows, incidents_as_geojson, safe_cell
from incidents.language import Language, plain_text
from incidents.phrases.citations import record_citation
from incidents.record.schema import Schema
from incidents.selection.address import filters_to_query, link_to
from incidents.selection.selection import Selection

BYTE_ORDER_MARK = "\ufeff"
LONGEST_CELL = 32_767  # of a spreadsheet


def cited_incident_rows(selection: Selection, lang: Language) -> pd.DataFrame:
    """Return one row per incident that answers the filters: ``incident_rows`` with sources, licence and question.

    Adds ``sources`` (publisher and address of each, ``a | b``), ``record_version``, ``licence``, ``selection``.
    """
    rows = incident_rows(selection, lang)
    return rows.assign(sources=rows["incident_id"].map(_sources_of(selection)).fillna(""), **_provenance(selection))


def cited_claim_rows(selection: Selection, lang: Language) -> pd.DataFrame:
    """Return one row per claim on the incidents that answer the filters, with licence and question."""
    return claim_rows(selection, lang).assign(**_provenance(selection))


def _provenance(selection: Selection) -> dict[str, str]:
    asked = link_to("", filters_to_query(selection.question)) or "?"
    return {"record_version": selection.record.version, "licence": LICENCE, "selection": asked}


def _sources_of(selection: Selection) -> pd.Series:
    """Return per incident its sources as text, in the order in which its claims cite them."""
    cited = selection.claims[["incident_id", "source_id"]].drop_duplicates()
    sources = selection.record.sources.loc[cited["source_id"]]
    publishers = sources["publisher"].astype("str").map(plain_text)
    text = publishers + sources["url"].map(lambda url: "" if pd.isna(url) else f" {url}")
    cited = cited.assign(text=text.to_numpy())
    return cited.groupby(cited["incident_id"].astype("str"), sort=False)["text"].agg(" | ".join)


def selection_to_csv(selection: Selection, lang: Language) -> bytes:
    """Return one row per incident as CSV (UTF-8 with byte order mark)."""
    return (BYTE_ORDER_MARK + csv_text(cited_incident_rows(selection, lang))).encode()


def claims_to_csv(selection: Selection, lang: Language) -> bytes:
    """Return one row per claim as CSV (UTF-8 with byte order mark)."""
    return (BYTE_ORDER_MARK + csv_text(cited_claim_rows(selection, lang))).encode()


def selection_to_geojson(selection: Selection, lang: Language) -> bytes:
    """Return the incidents as GeoJSON; each feature carries its sources."""
    collection = incidents_as_geojson(selection, lang)
    sources = _sources_of(selection)
    for feature in collection["features"]:
        feature["properties"]["sources"] = sources.get(feature["id"], "")
    collection["about"]["citation"] = record_citation(selection.record, lang)
    return json.dumps(collection, ensure_ascii=False, indent=1).encode()


def _points(selection: Selection, lang: Language) -> gpd.GeoDataFrame:
    """Return the incidents as points (EPSG:4326); those without a place have no geometry."""
    rows = cited_incident_rows(selection, lang)
    points = [
        None if pd.isna(latitude) else shapely.Point(longitude, latitude)
        for longitude, latitude in zip(rows["longitude"], rows["latitude"], strict=True)
    ]
    return gpd.GeoDataFrame(rows, geometry=gpd.GeoSeries(points, crs="EPSG:4326"))


def _areas(points: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return where each incident may have happened: a true outline, or the circle of its uncertainty."""
    vague = points[points["latitude"].notna() & (points["uncertainty_km"] > 0)]
    shapes = [
        area_of(place) or circle_polygon(latitude, longitude, radius)
        for place, latitude, longitude, radius in zip(
            vague["place_id"], vague["latitude"], vague["longitude"], vague["uncertainty_km"], strict=True
        )
    ]
    columns = ["incident_id", "date_start", "date_end", "kind", "place", "geo_precision", "uncertainty_km"]
    return gpd.GeoDataFrame(vague[columns].reset_index(drop=True), geometry=gpd.GeoSeries(shapes, crs="EPSG:4326"))


def selection_to_geopackage(selection: Selection, lang: Language) -> bytes:
    """Return a GeoPackage with the layers incidents (points), areas (polygons), claims, sources and about."""
    import pyogrio  # type: ignore[import-untyped]  # 30 MB that only this format needs; ships no types

    points = _points(selection, lang)
    tables = {
        "claims": cited_claim_rows(selection, lang),
        "sources": _source_rows(selection),
        "about": _about_rows(selection, lang),
    }
    with tempfile.TemporaryDirectory(prefix="geopackage-") as folder:
        path = Path(folder) / "incidents.gpkg"
        for name, layer in (("incidents", points), ("areas", _areas(points))):
            kind = "Point" if name == "incidents" else "MultiPolygon"
            pyogrio.write_dataframe(
                layer, path, layer=name, driver="GPKG", geometry_type=kind, promote_to_multi=name == "areas"
            )
        for name, table in tables.items():
            pyogrio.write_dataframe(table, path, layer=name, driver="GPKG")
        return path.read_bytes()


def selection_to_geoparquet(selection: Selection, lang: Language) -> bytes:
    """Return the incidents as GeoParquet 1.1 points."""
    out = BytesIO()
    _points(selection, lang).to_parquet(out, index=False)
    return out.getvalue()


def _source_rows(selection: Selection) -> pd.DataFrame:
    """Return the cited sources as the record has them."""
    return selection.record.sources.loc[selection.claims["source_id"].unique()].reset_index(drop=True)


def _about_rows(selection: Selection, lang: Language) -> pd.DataFrame:
    """Return what the file is, as pairs of a name and a text."""
    provenance = _provenance(selection)
    first, last = (stamp.date().isoformat() for stamp in selection.record.coverage)
    pairs = [
        (lang.say("Citation"), record_citation(selection.record, lang)),
        (lang.say("Record version"), provenance["record_version"]),
        (lang.say("Licence"), provenance["licence"]),
        (lang.say("Coverage"), f"{first}/{last}"),
        (lang.say("Selection"), provenance["selection"]),
        (lang.say("Incidents"), str(len(selection))),
        (lang.say("Reading the figures"), lang.say("Empty means that nobody states a figure; it never means 0.")),
    ]
    return pd.DataFrame(pairs, columns=["name", "text"])


def codebook_rows(schema: Schema, lang: Language) -> pd.DataFrame:
    """Return one row per column and per code of the record: table, column, code, label, definition."""
    rows: list[dict[str, str]] = []
    for resource in schema.tables.values():
        for field in resource["schema"]["fields"]:
            named = {"table": resource["name"], "column": field["name"]}
            label, definition = lang.of(field, "title"), lang.of(field, "description")
            rows.append(named | {"code": "", "label": label, "definition": definition})
            if "categories" in field:
                rows += [
                    named | {"code": code.value, "label": code.label(lang), "definition": code.definition(lang)}
                    for code in schema.codes(f"{resource['name']}.{field['name']}").values()
                ]
    for derived in schema.derived_measures.values():
        rows.append(
            {
                "table": "incidents",
                "column": f"{derived['value']}_low, {derived['value']}_high",
                "code": "",
                "label": lang.of(derived, "label"),
                "definition": lang.of(derived, "description"),
            }
        )
    return pd.DataFrame(rows, columns=["table", "column", "code", "label", "definition"])


def selection_to_xlsx(selection: Selection, lang: Language) -> bytes:
    """Return a spreadsheet with sheets for incidents, claims, sources, codebook and what the file is."""
    sheets = {
        lang.say("Incidents"): cited_incident_rows(selection, lang),
        lang.say("Claims"): cited_claim_rows(selection, lang),
        lang.say("Sources"): _source_rows(selection),
        lang.say("Codebook"): codebook_rows(selection.record.schema, lang),
        lang.say("About"): _about_rows(selection, lang),
    }
    out = BytesIO()
    plain = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True, "nan_inf_to_errors": False}
    with xlsxwriter.Workbook(out, plain) as book:
        for name, frame in sheets.items():
            _write_sheet(book, name, frame, lang)
    return out.getvalue()


def _write_sheet(book: Any, name: str, frame: pd.DataFrame, lang: Language) -> None:  # noqa: ANN401 - xlsxwriter has no types
    sheet = book.add_worksheet(name)
    head, day = book.add_format({"bold": True, "bottom": 1}), book.add_format({"num_format": "yyyy-mm-dd"})
    if lang.is_mirrored:
        sheet.right_to_left()
    for column, title in enumerate(frame.columns):
        sheet.write_string(0, column, str(title), head)
        cells = frame[title]
        texts = not (pd.api.types.is_numeric_dtype(cells) or pd.api.types.is_datetime64_any_dtype(cells))
        for row, cell in enumerate(cells.tolist(), start=1):
            _write_cell(sheet, row, column, cell, day)
        lengths = cells.dropna().astype("str").str.len()
        longest = int(lengths.quantile(0.8)) if texts and len(lengths) else 10
        sheet.set_column(column, column, min(max(longest, len(str(title))) + 2, 60))
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(len(frame), 1), max(len(frame.columns) - 1, 0))


def _write_cell(sheet: Any, row: int, column: int, cell: Any, day: Any) -> None:  # noqa: ANN401 - a cell of any kind
    """Write a cell by its kind; what is missing stays empty, text is never a formula."""
    if pd.isna(cell):
        return
    if isinstance(cell, pd.Timestamp):
        sheet.write_datetime(row, column, cell.to_pydatetime(), day)
    elif isinstance(cell, bool):
        sheet.write_boolean(row, column, cell)
    elif isinstance(cell, int | float):
        sheet.write_number(row, column, cell)
    else:
        sheet.write_string(row, column, safe_cell(str(cell))[:LONGEST_CELL])
