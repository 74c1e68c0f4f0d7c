import json
from io import BytesIO

import geopandas as gpd
import openpyxl
import pandas as pd
import pyogrio
import pytest

from incidents.exchange.acled import selection_to_acled
from incidents.exchange.files import (
    claims_to_csv,
    selection_to_csv,
    selection_to_geojson,
    selection_to_geopackage,
    selection_to_geoparquet,
    selection_to_xlsx,
)
from incidents.exchange.formats import EXPORTS
from incidents.exchange.rows import incident_rows
from incidents.selection.question import Question
from incidents.selection.selection import select
from tests.conftest import AR, EN, a_claim, a_record, a_selection, a_source, an_incident
from tests.incidents.conftest import DEIR_EZ_ZOR

PROVENANCE = {"record_version", "licence", "selection"}


def table(content: bytes) -> pd.DataFrame:
    return pd.read_csv(BytesIO(content), encoding="utf-8-sig")


def test_csv_has_one_row_per_incident_and_opens_in_spreadsheets(record, lang):
    content = selection_to_csv(select(record, DEIR_EZ_ZOR), lang)
    assert content.startswith(b"\xef\xbb\xbf")
    rows = table(content)
    expected = incident_rows(select(record, DEIR_EZ_ZOR), lang)
    assert rows["incident_id"].tolist() == expected["incident_id"].tolist()
    assert rows["killed_low"].dropna().sum() == expected["killed_low"].dropna().sum()


@pytest.mark.parametrize("make", [selection_to_csv, claims_to_csv])
def test_every_row_says_version_licence_and_question(record, lang, make):
    rows = table(make(select(record, DEIR_EZ_ZOR), lang))
    assert set(rows.columns) >= PROVENANCE
    assert set(rows["record_version"].astype("str")) == {record.version}
    assert set(rows["licence"]) == {"CC-BY-4.0"}
    assert set(rows["selection"]) == {"?from=2025-07-01&governorate=SY09&to=2025-09-30"}


def test_claims_csv_has_every_claim_of_the_selection(record, lang):
    rows = table(claims_to_csv(select(record, DEIR_EZ_ZOR), lang))
    assert rows["claim_id"].tolist() == select(record, DEIR_EZ_ZOR).claims["claim_id"].tolist()


def test_incidents_name_their_sources_with_addresses():
    selection = a_selection(
        claims=[a_claim(source_id="one"), a_claim(source_id="two")], sources=[a_source("one"), a_source("two")]
    )
    rows = table(selection_to_csv(selection, EN))
    assert rows["sources"][0] == "A Publisher https://example.org/one | A Publisher https://example.org/two"


def test_unknown_stays_empty_and_is_not_zero():
    selection = a_selection(claims=[a_claim(measure="arrested", value=0)])
    row = table(selection_to_csv(selection, EN)).iloc[0]
    assert pd.isna(row["killed_low"])
    assert row["arrested_low"] == 0


def test_no_cell_is_a_formula():
    bad = [an_incident(summary_en="=1+1", summary_ar="@SUM(A1)")]
    selection = a_selection(incidents=bad, claims=[a_claim(source_id="x")], sources=[a_source("x", publisher="+cmd")])
    for lang in (EN, AR):
        text = selection_to_csv(selection, lang).decode("utf-8-sig")
        assert not any(cell.startswith(("=", "@", "+")) for cell in text.replace('"', "").split(","))
        book = openpyxl.load_workbook(BytesIO(selection_to_xlsx(selection, lang)))
        kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
        assert "f" not in kinds


def test_spreadsheet_has_both_tables_sources_codebook_and_about(record, lang):
    book = openpyxl.load_workbook(BytesIO(selection_to_xlsx(select(record, DEIR_EZ_ZOR), lang)))
    incidents, claims, sources, codebook, about = book.worksheets
    shown = select(record, DEIR_EZ_ZOR)
    assert incidents.max_row == len(shown) + 1
    assert claims.max_row == len(shown.claims) + 1
    assert sources.max_row == shown.claims["source_id"].nunique() + 1
    assert codebook.max_row > 100
    assert any(cell.value == record.version for row in about.iter_rows() for cell in row)
    assert incidents.sheet_view.rightToLeft == (True if lang == AR else None)


def test_geojson_names_record_question_and_sources(record, lang):
    collection = json.loads(selection_to_geojson(select(record, DEIR_EZ_ZOR), lang))
    assert collection["about"]["version"] == record.version
    assert collection["about"]["filters"]["governorate"] == "SY09"
    assert len(collection["features"]) == len(select(record, DEIR_EZ_ZOR))
    assert all(feature["properties"]["sources"] for feature in collection["features"])


def test_geopackage_has_points_areas_and_tables(record, lang, tmp_path):
    path = tmp_path / "x.gpkg"
    path.write_bytes(selection_to_geopackage(select(record, DEIR_EZ_ZOR), lang))
    assert {name for name, _kind in pyogrio.list_layers(path)} == {"incidents", "areas", "claims", "sources", "about"}
    points, areas = gpd.read_file(path, layer="incidents"), gpd.read_file(path, layer="areas")
    assert points.crs == "EPSG:4326"
    assert len(points) == len(select(record, DEIR_EZ_ZOR))
    assert areas.geometry.geom_type.unique().tolist() == ["MultiPolygon"]
    assert areas.geometry.is_valid.all()
    assert set(points["record_version"]) == {record.version}


def test_area_of_a_governorate_is_its_outline_and_of_a_village_a_circle(tmp_path):
    incidents = [
        an_incident(1, place_id="gov-sy09", geo_precision="3"),
        an_incident(2, place_id="deir-ez-zor", geo_precision="2"),
    ]
    path = tmp_path / "x.gpkg"
    path.write_bytes(selection_to_geopackage(a_selection(incidents=incidents), EN))
    areas = gpd.read_file(path, layer="areas").to_crs("ESRI:54034")
    assert areas.area.iloc[0] / 1e6 == pytest.approx(30_000, rel=0.2)  # the drawn outline is generalised
    assert areas.area.iloc[1] / 1e6 >= 300


def test_geoparquet_reads_back_with_geometry(record, lang):
    frame = gpd.read_parquet(BytesIO(selection_to_geoparquet(select(record), lang)))
    assert len(frame) == len(record)
    without_place = record.incidents["latitude"].isna().to_numpy()
    assert frame.geometry.isna().tolist() == without_place.tolist()
    assert set(frame.columns) >= PROVENANCE


@pytest.mark.parametrize("export", EXPORTS.values(), ids=EXPORTS.keys())
def test_empty_selection_exports_without_rows(export):
    content = export.make(select(a_record(), Question(text="nothing of the kind")), AR)
    assert content
    if export.ending.endswith(".csv"):
        assert len(table(content)) == 0


def test_formats_have_endings_of_their_own(record):
    endings = [export.ending for export in EXPORTS.values()]
    assert len(set(endings)) == len(endings)
    assert selection_to_acled(select(record, DEIR_EZ_ZOR), EN).csv == EXPORTS["acled"].make(
        select(record, DEIR_EZ_ZOR), EN
    )
