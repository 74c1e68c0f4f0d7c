import json
import re
from functools import cache
from io import BytesIO
from zipfile import ZipFile

import geopandas as gpd
import openpyxl
import pandas as pd
import pyogrio
import pytest

from geodata.gazetteer import DATA as GAZETTEER
from geodata.gazetteer import load_gazetteer
from incidents.exchange.files import (
    claims_to_csv,
    selection_to_csv,
    selection_to_geojson,
    selection_to_geoparquet,
)
from incidents.exchange.formats import EXPORTS
from incidents.exchange.geopackage import selection_to_geopackage
from incidents.exchange.made import Made
from incidents.exchange.rows import incident_rows
from incidents.exchange.spreadsheet import codebook_rows, selection_to_xlsx
from incidents.language import Language, plain_text
from incidents.phrases.codebook import entries
from incidents.record.record import load_record
from incidents.record.storage import load_tables
from incidents.selection.question import Question
from incidents.selection.selection import select
from tests.conftest import (
    AR,
    EN,
    SCHEMA,
    a_claim,
    a_folder,
    a_record,
    a_selection,
    a_source,
    an_incident,
    shipped_record,
)
from tests.incidents.conftest import DEIR_EZ_ZOR

PROVENANCE = {"record_version", "record_stamp", "licence", "selection"}


@cache
def made_of(code: str, lang: Language) -> Made:
    """Return a file of some months, made once for all tests that read it."""
    return EXPORTS[code].make(select(shipped_record(), DEIR_EZ_ZOR), lang)


@cache
def book_of(lang: Language) -> openpyxl.Workbook:
    """Return the workbook of some months, read once for all tests: none changes it."""
    return openpyxl.load_workbook(BytesIO(made_of("xlsx", lang).content))


def table(made: Made) -> pd.DataFrame:
    return pd.read_csv(BytesIO(made.content), encoding="utf-8-sig")


def test_csv_has_one_row_per_incident_and_opens_in_spreadsheets(record, lang):
    made = selection_to_csv(select(record, DEIR_EZ_ZOR), lang)
    assert made.content.startswith(b"\xef\xbb\xbf")
    rows = table(made)
    expected = incident_rows(select(record, DEIR_EZ_ZOR), lang)
    assert rows["incident_id"].tolist() == expected["incident_id"].tolist()
    assert rows["killed_low"].dropna().sum() == expected["killed_low"].dropna().sum()


@pytest.mark.parametrize("make", [selection_to_csv, claims_to_csv])
def test_every_row_says_version_licence_and_question(record, lang, make):
    rows = table(make(select(record, DEIR_EZ_ZOR), lang))
    assert set(rows.columns) >= PROVENANCE
    assert set(rows["record_version"].astype("str")) == {record.version}
    assert {record.stamp.startswith(stamp) for stamp in rows["record_stamp"]} == {True}
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
        text = selection_to_csv(selection, lang).content.decode("utf-8-sig")
        assert not any(cell.startswith(("=", "@", "+")) for cell in text.replace('"', "").split(","))
        book = openpyxl.load_workbook(BytesIO(selection_to_xlsx(selection, lang).content))
        kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
        assert "f" not in kinds


def test_spreadsheet_has_both_tables_sources_codebook_and_about(record, lang):
    book = book_of(lang)
    to_read, filters, incidents, claims, sources, codebook, about = book.worksheets
    assert filters.title == lang.say("Filters")
    assert (to_read.page_setup.orientation, to_read.page_setup.fitToHeight) == ("landscape", 0)  # as wide as a page
    shown = select(record, DEIR_EZ_ZOR)
    assert incidents.max_row == len(shown) + 1
    assert claims.max_row == len(shown.claims) + 1
    assert sources.max_row == shown.claims["source_id"].nunique() + 1
    assert codebook.max_row > 100
    assert any(cell.value == record.version for row in about.iter_rows() for cell in row)
    assert {sheet.sheet_view.rightToLeft for sheet in book} == {True if lang == AR else None}
    assert {sheet.freeze_panes for sheet in book} == {"B2"}


def test_the_sheet_of_filters_says_in_words_what_was_asked(record, lang):
    book = book_of(lang)
    told = dict(book.worksheets[1].iter_rows(values_only=True))
    assert list(told)[:3] == [lang.say("Filters"), lang.say("Governorate"), lang.say("From")]
    assert record.governorate_name("SY09", lang) in told[lang.say("Governorate")]
    assert not re.search("SY09|_|2025-07", " ".join(map(str, told.values())))
    everything = openpyxl.load_workbook(BytesIO(selection_to_xlsx(a_selection(), lang).content)).worksheets[1]
    assert everything["B2"].value == lang.say("all incidents of the record")


def test_sheets_that_explain_name_their_columns_in_the_language_and_wrap_their_texts(record, lang):
    book = book_of(lang)
    for sheet in (book.worksheets[0], book.worksheets[1], *book.worksheets[-2:]):
        heads = [str(cell.value) for cell in sheet[1]]
        assert all(re.search("[ء-ي]", head) for head in heads) == (lang == AR), sheet.title
        assert all(cell.alignment.wrap_text for cell in sheet[2] if cell.value), sheet.title


def test_geojson_names_record_question_and_sources(record, lang):
    collection = json.loads(selection_to_geojson(select(record, DEIR_EZ_ZOR), lang).content)
    assert collection["about"]["version"] == record.version
    assert collection["about"]["filters"]["governorate"] == "SY09"
    assert len(collection["features"]) == len(select(record, DEIR_EZ_ZOR))
    assert all(feature["properties"]["sources"] for feature in collection["features"])


def test_geopackage_has_points_areas_and_tables(record, lang, tmp_path):
    path = tmp_path / "x.gpkg"
    path.write_bytes(selection_to_geopackage(select(record, DEIR_EZ_ZOR), lang).content)
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
    path.write_bytes(selection_to_geopackage(a_selection(incidents=incidents), EN).content)
    areas = gpd.read_file(path, layer="areas").to_crs("ESRI:54034")
    assert areas.area.iloc[0] / 1e6 == pytest.approx(30_000, rel=0.2)  # the drawn outline is generalised
    assert areas.area.iloc[1] / 1e6 >= 300


def test_a_record_with_places_of_its_own_has_areas_too(tmp_path):
    folder = a_folder(incidents=[an_incident(place_id="a-shore", geo_precision="2")])
    descriptor = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    described = json.loads((GAZETTEER / "datapackage.json").read_text(encoding="utf-8"))["resources"][0]
    descriptor["resources"].append(described | {"name": "places", "path": "places.csv"})
    (folder / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    places = load_gazetteer().places
    own = pd.concat([places, places.loc[["deir-ez-zor"]].assign(place_id="a-shore")])
    own.to_csv(folder / "places.csv", index=False)
    path = tmp_path / "x.gpkg"
    path.write_bytes(selection_to_geopackage(select(load_record(load_tables(folder))), EN).content)
    assert gpd.read_file(path, layer="areas")["incident_id"].tolist() == ["SYR-0001"]


def test_geoparquet_reads_back_with_geometry(record, lang):
    frame = gpd.read_parquet(BytesIO(selection_to_geoparquet(select(record), lang).content))
    assert len(frame) == len(record)
    without_place = record.incidents["latitude"].isna().to_numpy()
    assert frame.geometry.isna().tolist() == without_place.tolist()
    assert set(frame.columns) >= PROVENANCE


@pytest.mark.parametrize("export", EXPORTS.values(), ids=EXPORTS.keys())
def test_empty_selection_exports_without_rows(export):
    made = export.make(select(a_record(), Question(text="nothing of the kind")), AR)
    assert made.content
    if export.ending.endswith(".csv"):
        assert len(table(made)) == 0


def test_formats_have_endings_of_their_own():
    endings = [export.ending for export in EXPORTS.values()]
    assert len(set(endings)) == len(endings)


def test_a_copy_in_another_shape_says_what_it_loses_and_others_lose_nothing():
    for code, export in EXPORTS.items():
        assert bool(made_of(code, EN).losses) == bool(export.shape)


@pytest.mark.parametrize("code", EXPORTS)
def test_a_download_is_the_file_and_with_it_what_the_copy_loses(record, lang, code):
    shown, export = select(record, DEIR_EZ_ZOR), EXPORTS[code]
    file, made = export.download(shown, lang), made_of(code, lang)
    if not export.shape:
        assert file.name.endswith(export.ending)
        assert file.media_type == export.media_type
        assert len(file.content()) == pytest.approx(len(made.content), rel=0.01)  # a GeoPackage holds the moment
        return
    assert file.name.endswith(f"_{lang}_{code}-shape.zip")
    with ZipFile(BytesIO(file.content())) as both:
        copy, report = both.namelist()
        assert both.read(copy) == made.content
        assert both.read(report).decode("utf-8-sig") == made.report
    assert (copy.endswith(".csv"), report.endswith(".losses.txt")) == (True, True)


def test_every_copy_names_version_stamp_licence_and_question(record):
    for code, export in EXPORTS.items():
        made = made_of(code, EN)
        said = made.report if export.shape else _words(code, made.content)
        for named in (record.version, record.stamp[:12], "governorate=SY09"):
            assert named in said or named.replace("=", '": "') in said, (code, named)
        assert "CC-BY-4.0" in said or "CC BY 4.0" in said


def _words(code: str, content: bytes) -> str:
    if code == "parquet":
        return gpd.read_parquet(BytesIO(content)).to_csv()
    if code == "xlsx":
        return " ".join(str(cell.value) for sheet in book_of(EN) for row in sheet.iter_rows() for cell in row)
    return content.decode("utf-8", errors="ignore")


def test_json_is_the_record_of_every_incident_with_totals_and_provenance(record):
    shown = select(record, DEIR_EZ_ZOR)
    read = json.loads(EXPORTS["json"].make(shown, EN).content)
    assert [held["incident_id"] for held in read["incidents"]] == shown.incidents["incident_id"].tolist()
    assert read["about"]["count"] == read["totals"]["incidents"] == len(shown)
    assert read["about"]["stamp"] == record.stamp[:12]


def test_only_what_a_terminal_can_show_is_text():
    assert {code for code, export in EXPORTS.items() if not export.is_text} == {"xlsx", "gpkg", "parquet"}


@pytest.mark.parametrize(("place", "precision"), [("", "0"), ("syria", "0"), ("syria", "3")])
def test_incident_without_a_place_has_no_geometry(place, precision):
    selection = a_selection(incidents=[an_incident(place_id=place, geo_precision=precision, governorates="")])
    assert geojson(selection)["features"][0]["geometry"] is None


def test_geojson_says_what_it_is_and_how_sure():
    collection = geojson(select(a_record(), Question(governorate=("SY09",))))
    feature = collection["features"][0]
    longitude, latitude = feature["geometry"]["coordinates"]
    assert 35 < longitude < 43
    assert 32 < latitude < 38
    assert feature["properties"]["geo_precision"] == "1"
    assert collection["about"]["filters"] == {"governorate": "SY09"}
    assert collection["about"]["licence"] == "CC-BY-4.0"
    json.dumps(collection, allow_nan=False)


def test_geojson_of_nothing_has_no_features():
    assert geojson(select(a_record(), Question(governorate=("SY10",))))["features"] == []


def geojson(selection):
    return json.loads(selection_to_geojson(selection, EN).content)


def test_the_sheet_of_the_codebook_tells_what_the_codebook_tells(lang):
    sheet = codebook_rows(SCHEMA, lang)
    told = [(entry.table, entry.column, entry.code, entry.label, entry.meaning) for entry in entries(SCHEMA, lang)]
    assert [tuple(row) for row in sheet.to_numpy()] == told
    assert {"kind", "killed_low, killed_high", "sentence_en"} <= set(sheet["column"])


def test_a_feature_says_its_name_and_when_it_was_as_a_moment_that_can_be_played(record, lang):
    features = json.loads(selection_to_geojson(select(record), lang).content)["features"]
    for shown in (feature["properties"] for feature in features):
        assert shown["kind_label"] or shown["name"]
        assert shown["description"] == shown["summary"]
        assert (shown["time"] is None) == (shown["date_start"] is None)
        assert shown["time"] is None or shown["time"] == f"{shown['date_start']}T00:00:00Z"


def test_a_spreadsheet_opens_with_a_sheet_for_people(lang):
    selection = a_selection(claims=[a_claim(value=3)])
    book = openpyxl.load_workbook(BytesIO(selection_to_xlsx(selection, lang).content))
    head, row = book.worksheets[0].iter_rows(values_only=True)
    assert len(head) <= 12
    assert not any("_" in str(title) for title in head)
    killed = row[head.index(lang.say("Killed"))]
    assert (killed, row[head.index(selection.record.schema.measure_label("wounded", lang))]) == (
        lang.number(3),
        lang.say("not reported"),
    )


def test_the_sheet_to_read_names_publishers_in_its_language_and_writes_addresses_in_letters(record, lang):
    selection, book = select(record, DEIR_EZ_ZOR), book_of(lang)
    told = [str(row[-1]) for row in book.worksheets[0].iter_rows(min_row=2, values_only=True)]
    cited = record.sources.loc[selection.claims["source_id"].unique()]
    names = {plain_text(name) for name in lang.column(cited, "publisher")}
    written = " | ".join(told)
    assert all(name in written for name in names)
    assert any(
        source.split("http")[-1] and "%d8" not in source.lower() and re.search("http.*[ء-ي]", source)
        for source in written.split(" | ")
    )


def test_a_spreadsheet_says_of_what_the_record_is_a_sample(record, lang):
    book = book_of(lang)
    about = dict(book.worksheets[-1].iter_rows(min_row=2, values_only=True))
    assert "241" in about[lang.say("How complete")]


def test_the_sheet_to_read_keeps_ranges_in_order_and_its_rows_as_high_as_their_texts(record):
    book = book_of(AR)
    sheet = book.worksheets[0]
    spans = [str(row[1].value) for row in sheet.iter_rows(min_row=2)]
    ranges = [span for span in spans if re.match(r"\u200e?\d+\u2013\d", span)]
    assert ranges
    assert all(span.startswith("\u200e") for span in ranges)  # else 6–7 reads 7–6 between Arabic words
    assert {cell.alignment.readingOrder for row in sheet.iter_rows(min_row=2) for cell in row if cell.value} == {2}
    for number, row in enumerate(sheet.iter_rows(min_row=2, values_only=True), start=2):
        widths = [sheet.column_dimensions[chr(65 + at)].width for at in range(len(row))]
        lines = max(len(str(cell or "")) / width for cell, width in zip(row, widths, strict=True))
        assert sheet.row_dimensions[number].height >= min(lines * 15, 409)
    others = [cell for page in book.worksheets[1:] for row in page.iter_rows(values_only=True) for cell in row]
    assert not any("\u200e" in str(cell) for cell in others)
