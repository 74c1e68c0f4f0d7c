"""Sheets as offices keep them: each row comes in or is named with its reason, and is shown by its own words."""

import csv
import datetime as dt
import json
import tracemalloc
from io import BytesIO, StringIO

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import xlsxwriter
from shapely.geometry import LineString, Point

from geodata.distances import distances_km
from incidents.exchange.intake.description import NOT_SAID, code_of
from incidents.exchange.intake.grids import square_of
from incidents.exchange.intake.opened import open_content
from incidents.exchange.intake.shapes import known_headings
from incidents.record.vocabulary import AREA, EXACT, NOT_TYPED
from incidents.selection.question import Question
from incidents.selection.selection import select
from incidents.views.incident_card import draw_card
from incidents.views.incident_list import list_message
from tests.conftest import AR, EN
from tests.incidents.exchange.odd_files import ods
from tests.incidents.exchange.test_intake import read, reasons, record_of


def names_on(card):
    """Return what the card names of the place: place, district, governorate."""
    return card.partition('<small class="names">')[2].partition("</small>")[0]


def test_a_name_that_place_district_and_governorate_share_is_told_apart_by_what_it_names(tmp_path):
    sheet = "id,date,place,district,governorate,latitude,longitude\n1,2025-05-03,Idlib,Idlib,Idlib,35.93,36.63\n"
    record = record_of(read("sheet.csv", sheet.encode()), tmp_path)
    card = names_on(draw_card(record, "1", EN))
    assert [word in card for word in (">Idlib<", "district: Idlib", "governorate: Idlib")] == [True] * 3
    assert ">Idlib</span></button> and" not in card
    card = names_on(draw_card(record, "1", AR))
    assert "المنطقة: " in card
    assert "المحافظة: " in card


def test_a_row_of_a_sheet_without_kinds_is_called_by_its_own_text(tmp_path):
    sheet = (
        "id,date,governorate,description\n1,2025-05-03,Homs,A convoy was shot at east of Palmyra\n2,2025-05-02,Homs,\n"
    )
    record = record_of(read("sheet.csv", sheet.encode()), tmp_path)
    for lang in (EN, AR):
        told = list_message(select(record, Question()), lang)
        words = [told["words"][at] for at in told["rows"][0][3]]
        assert " ".join(words) == "A convoy was shot at east of Palmyra"
    assert code_of(NOT_SAID["label"]) == NOT_TYPED


HEADINGS = ["Date", "Place", "Governorate", "Latitude", "Longitude", "Killed", "Description"]
FIRST = ["2025-05-03", "Tadmur", "Homs", 34.56, 38.28, 2, "An attack."]
SECOND = ["2025-05-04", "Hajin", "Deir ez-Zor", 34.69, 40.83, 1, "A raid."]


def book(*rows, merged=()):
    """Write rows as a workbook; a cell that begins with = is a formula that failed. ``merged``: ranges with a text."""
    out = BytesIO()
    workbook = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = workbook.add_worksheet()
    for at, row in enumerate(rows):
        for column, cell in enumerate(row):
            if str(cell).startswith("="):
                sheet.write_formula(at, column, cell, None, "#REF!")
            elif isinstance(cell, dt.date):
                sheet.write_datetime(at, column, cell, workbook.add_format({"num_format": "dd/mm/yyyy"}))
            elif cell != "":
                sheet.write(at, column, cell)
    for place in merged:
        sheet.merge_range(*place)
    workbook.close()
    return out.getvalue()


def sheet_of(*rows):
    """Write rows as text."""
    out = StringIO(newline="")
    csv.writer(out).writerows(rows)
    return out.getvalue().encode()


def column(found, name):
    """Return a column of the events, None where nothing is known."""
    return [None if pd.isna(cell) else cell for cell in found.events.rows[name]]


def killed(found):
    """Return the figures of the dead by the number of the row."""
    told = found.events.figures
    told = told[told["measure"].astype("str") == "killed_total"]
    return dict(zip(found.events.rows["row"].iloc[told["at"]], told["value"], strict=True))


def test_a_heading_over_several_columns_does_not_hide_those_below_it():
    upper = ["Date", "Place", "Governorate", "Coordinates", "", "Casualties", "Description"]
    lower = ["", "", "", "Latitude", "Longitude", "Killed", ""]
    for name, content in (
        ("two.xlsx", book(upper, lower, FIRST, SECOND, merged=[(0, 3, 0, 4, "Coordinates")])),
        ("two.csv", sheet_of(upper, lower, FIRST, SECOND)),
    ):
        found = read(name, content)
        assert (column(found, "row"), column(found, "latitude")) == ([3, 4], [34.56, 34.69])
        assert killed(found) == {3: 2, 4: 1}
        assert any("two rows" in said for said in found.opened.told(EN))


def test_a_row_of_data_is_no_second_header():
    found = read("one.csv", b"date,type,place,description\n,village,town,Shooting\n2025-05-03,attack,Homs,x\n")
    assert (found.kept, found.opened.told(EN)) == (2, [])
    found = read("one.csv", b"date,place,killed\n2025-05-03,village,2\n")
    assert found.kept == 1


def test_cells_merged_over_rows_stand_in_each_of_them_but_no_count_of_people_does():
    rows = [HEADINGS, FIRST, ["", "", "", 34.57, 38.29, "", "Another."], SECOND]
    merged = [(1, 0, 2, 0, "2025-05-03"), (1, 1, 2, 1, "Tadmur"), (1, 5, 2, 5, 2)]
    found = read("merged.xlsx", book(*rows, merged=merged))
    assert [str(day.date()) for day in column(found, "date_start")] == ["2025-05-03", "2025-05-03", "2025-05-04"]
    assert column(found, "place") == ["Tadmur", "Tadmur", "Hajin"]
    assert killed(found) == {2: 2, 4: 1}
    assert {row for row, said in reasons(found, "changed") if "merged" in said} == {3}


@pytest.mark.parametrize("word", ["Total", "Grand total:", "المجموع", "الإجمالي", "Toplam"])
def test_a_row_of_totals_is_no_incident_wherever_its_word_stands(word):
    last = ["", "", "", "", "", 3]
    for totals in ([word, *last], [*last, word], ["", word, *last[1:]]):
        found = read("totals.csv", sheet_of(HEADINGS, FIRST, SECOND, totals))
        assert ([row for row, _said in reasons(found)], sum(killed(found).values())) == ([4], 3)


def test_an_arabic_sheet_in_windows_1256_names_what_it_cannot_read():
    text = "الرقم;التاريخ;المكان;المحافظة;عدد القتلى;الوصف\n1;13/5/2025;تدمر;حمص;2;هجوم\n"
    text += "2;بدون تاريخ;هجين;دير الزور;1;مداهمة\n"
    found = read("sheet.csv", text.encode("cp1256"))
    assert (column(found, "summary_ar"), killed(found)) == (["هجوم"], {2: 2})
    assert [row for row, _said in reasons(found)] == [3]
    assert "Windows-1256" in found.opened.told(EN)[0]


POINTS = {
    "34.56N": "38.28E",
    "N34.56": "E38.28",
    "N 34.56°": "E 38.28°",
    "34.56 شمالاً": "شرق 38.28",
    "34,56 n": "38,28 e",
    "34°33'36\"N": "38°16'48\"E",
    "34 33 36": "38 16 48",
    "34° 33.6' N": "38° 16.8' E",
    "34º33´36´´": "38º16´48´´",
    "34-33-36N": "38-16-48E",
    "34:33:36": "38:16:48",
    "34d33m36s N": "38d16m48s E",
    "34 deg 33.6 min": "38deg16.8min",
}


@pytest.mark.parametrize("latitude", POINTS)
def test_degrees_are_read_however_they_are_lettered(latitude):
    found = read("points.csv", sheet_of(HEADINGS, [*FIRST[:3], latitude, POINTS[latitude], *FIRST[5:]]))
    assert [*np.round(found.events.rows[["latitude", "longitude"]].to_numpy(), 5)[0]] == [34.56, 38.28]
    assert not found.gone


@pytest.mark.parametrize(
    "latitude", ["34°75'00\"N", "34.5°30'", "34.56 38.28", "N34.56S", "34 33", "37S DU 34018 24467"]
)
def test_what_is_no_degree_is_named(latitude):
    found = read("points.csv", sheet_of(HEADINGS, [*FIRST[:3], latitude, 38.28, *FIRST[5:]]))
    assert (2, "Not a number.") in reasons(found, "cell")
    assert column(found, "place") == ["Tadmur"]


IN_ONE_CELL = [
    *("34.56, 38.28", "34.56,38.28", "34.56 38.28", "34,56; 38,28", "(34.56, 38.28)", "34.56 / 38.28", "34٫56، 38٫28"),
    *("34.56 N, 38.28 E", "N34.56 E38.28", "34.56N38.28E", "38.28 E, 34.56 N", "34.56 شمالاً، 38.28 شرقاً"),
    *("34°33'36\"N 38°16'48\"E", "34 33 36 N, 38 16 48 E", "34° 33.6' N, 38° 16.8' E", "POINT (38.28 34.56)"),
]


@pytest.mark.parametrize("cell", IN_ONE_CELL)
@pytest.mark.parametrize("heading", ["Coordinates", "GPS", "Lat/Long", "الإحداثيات"])
def test_a_point_in_one_cell_is_read_and_shown_in_the_mapping(cell, heading):
    found = read("points.csv", sheet_of(["Date", heading, "Description"], ["2025-05-03", cell, "An attack."]))
    assert [*np.round(found.events.rows[["latitude", "longitude"]].to_numpy(), 5)[0]] == [34.56, 38.28]
    assert found.mapping.columns["point"] == heading
    assert not reasons(found, "cell")


@pytest.mark.parametrize(
    "cell",
    [
        *("34.56", "near Tadmur", "34.56, 38.28, 400", "34.56 N, 38.28 N"),
        *("37S DU 34018 2446", "37SDU342", "37T DU 34 24", "37S IU 34 24", "99S DU 34 24", "37S 434018 382446"),
    ],
)
def test_what_is_no_point_is_named(cell):
    headings, row = ["Date", "Place", "Coordinates"], ["2025-05-03", "Tadmur", cell]
    assert (2, "Not a latitude and a longitude.") in reasons(read("points.csv", sheet_of(headings, row)), "cell")


AS_SQUARES = [
    *("37S DU 34018 24467", "37SDU3401824467", "MGRS: 37s du 340 244", "٣٧S DU ٣٤٠١٨ ٢٤٤٦٧"),
    *("37S 434018 3824467", "UTM 37N 434018mE, 3824467mN"),
]


@pytest.mark.parametrize("cell", AS_SQUARES)
@pytest.mark.parametrize("heading", ["MGRS", "Grid reference", "Coordinates"])
def test_a_small_square_of_a_grid_is_a_point_rounded_to_a_kilometre_and_that_is_said(cell, heading):
    found = read("grid.csv", sheet_of(["Date", heading, "Description"], ["2025-05-03", cell, "An attack."]))
    assert column(found, "latitude") == [34.56]
    assert column(found, "longitude") == [38.28]
    assert column(found, "geo_precision") == [EXACT]
    assert reasons(found, "changed") == [
        (2, "Finer than a neighbourhood: the point is rounded to about a kilometre."),
        (2, "No governorate in the file: it is that in whose drawn borders the point lies."),
    ]


@pytest.mark.parametrize(("cell", "corner_km"), [("37S DU 34 24", 0.7), ("37S DU 3 2", 7.1), ("37S DU", 70.7)])
def test_a_square_of_a_kilometre_or_more_is_an_area_as_uncertain_as_its_corners_lie_apart(cell, corner_km):
    found = read("grid.csv", sheet_of(["Date", "MGRS", "Description"], ["2025-05-03", cell, "An attack."]))
    [latitude, longitude] = column(found, "latitude") + column(found, "longitude")
    assert column(found, "geo_precision") == [AREA]
    assert np.round(column(found, "uncertainty_km"), 1) == [corner_km]
    # The point is the middle of the square: the one of a metre in its southwest lies just within.
    assert distances_km(latitude, longitude, *square_of(f"{cell[:6]} 34018 24467")[:2]) <= corner_km


def test_points_in_one_cell_stand_for_degrees_that_are_not_there():
    bare = [*SECOND[:3], "", "", *SECOND[5:], "35.0, 39.0"]
    found = read("points.csv", sheet_of([*HEADINGS, "Coordinates"], [*FIRST, "near the road"], bare))
    assert column(found, "latitude") == [34.56, 35.0]
    assert not reasons(found, "cell")


def test_a_long_sheet_of_texts_that_all_differ_tells_the_same_of_its_rows():
    rows = [[*FIRST[:-1], f"Attack {number} {'on a post ' * 25}"] for number in range(20_000)]  # more than 4 MiB
    rows[1][-1], rows[2][-1], rows[3] = "#REF!", "هجوم على حاجز", ["", "", "", "", "", 2, "Total"]
    found = read("long.csv", sheet_of(HEADINGS, *rows))
    assert (3, "A formula that failed.") in reasons(found, "cell")
    assert [row for row, _said in reasons(found)] == [5]
    assert column(found, "summary_ar")[2] == "هجوم على حاجز"
    assert column(found, "summary")[-1] == rows[-1][-1].strip()
    assert len(found.events.rows) == len(rows) - 1


def test_the_rows_of_a_long_workbook_are_never_all_held():
    content = book(HEADINGS, *([*FIRST[:-1], f"Attack {number}"] for number in range(12_000)))
    tracemalloc.start()
    opened = open_content("long.xlsx", content, known_headings())
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(opened) == 12_000
    assert opened.columns["Description"].to_pylist()[-1] == "Attack 11999"
    assert opened.columns["Place"].unique().to_pylist() == ["Tadmur"]
    assert most < 5e6  # all rows with their cells take three times as much


def test_a_workbook_that_begins_below_and_beside_its_first_cell_keeps_its_rows_and_columns():
    rows = [[], [], ["", "", "Date", "Place"], ["", "", "2025-05-03", "Homs"], [], ["", "", "2025-05-04", "Hama"]]
    opened = open_content("later.xlsx", book(*rows), known_headings())
    assert [*opened.columns] == ["column 1", "column 2", "Date", "Place"]
    assert [*opened.rows] == [4, 5, 6]
    assert opened.columns["Place"].to_pylist() == ["Homs", None, "Hama"]


def test_days_of_excel_and_written_ones_stand_in_one_column():
    days = [dt.date(2025, 5, 3), "13/05/2025", 45781, "2025-05-06", "7 May 2025", "soon", "31/04/2025"]
    found = read("days.xlsx", book(HEADINGS, *([day, *FIRST[1:]] for day in days)))
    assert [day.day for day in column(found, "date_start")] == [3, 13, 4, 6, 7]
    assert [row for row, _said in reasons(found)] == [7, 8]


def test_empty_columns_are_said_and_change_nothing():
    found = read("gaps.xlsx", book(["Date", "", "Place", "", "Killed"], ["2025-05-03", "", "Homs", "", 2]))
    assert (column(found, "place"), killed(found)) == (["Homs"], {2: 2})
    assert [remark.column for remark in found.remarks if remark.fate == "column"] == ["column 2", "column 4"]


def test_thousands_are_parted_in_every_way_and_a_part_of_a_person_is_named():
    cells = ["1,234", "1.234", "1 234", "1'234", "1\u066c234", "1,23", "1.5"]
    found = read("many.csv", sheet_of(HEADINGS, *([*FIRST[:5], cell, "x"] for cell in cells)))
    assert killed(found) == dict.fromkeys(range(2, 7), 1234)
    assert [row for row, _said in reasons(found, "cell")] == [7, 8]


def test_the_second_row_of_an_id_is_named_whatever_surrounds_it():
    rows = [["id", "date", "place"], *([id_, "2025-05-03", "Homs"] for id_ in ("7", "7.0", " 7 ", "a7", ""))]
    found = read("ids.csv", sheet_of(*rows))
    assert ([row for row, _said in reasons(found)], column(found, "id")) == ([3, 4], ["7", "a7", "row-6"])


def test_a_formula_that_failed_is_named_and_never_a_place_or_a_text():
    broken = ["=A1", "=B1", "Homs", 34.56, "=C1", "=D1", "=E1"]
    written = ["2025-05-03", "#NAME?", "Homs", "#DIV/0!", 38.28, "#N/A", "#VALUE!"]
    found = read("formulas.xlsx", book(HEADINGS, FIRST, broken))
    assert {row for row, said in reasons(found, "cell") if "formula" in said} == {3}
    assert (column(found, "place"), column(found, "summary")) == (["Tadmur", None], ["An attack.", None])
    found = read("formulas.csv", sheet_of(HEADINGS, FIRST, written))
    assert [said for _row, said in reasons(found, "cell")].count("A formula that failed.") == 4
    assert column(found, "place") == ["Tadmur", None]


def test_lines_and_rows_without_a_geometry_are_said(tmp_path):
    frame = gpd.GeoDataFrame(
        {"date": ["2025-05-03"] * 3, "description": ["road", "point", "none"]},
        geometry=[LineString([(38, 34.5), (38.5, 34.6)]), Point(38.28, 34.56), None],
        crs="EPSG:4326",
    )
    frame.to_file(tmp_path / "layer.gpkg", driver="GPKG")
    found = read("layer.gpkg", (tmp_path / "layer.gpkg").read_bytes())
    assert [row for row, said in reasons(found, "changed") if "line" in said] == [1]
    assert [(row, "no point" in said) for row, said in reasons(found, "cell")] == [(3, True)]
    assert found.kept == 3


def test_a_geojson_with_null_geometries_keeps_its_rows_and_says_so(recwarn):
    shapes = [None, {"type": "Point", "coordinates": [38.28, 34.56]}, {"type": "Point", "coordinates": []}]
    told = [
        {"type": "Feature", "properties": {"date": "2025-05-03", "place": "Tadmur"}, "geometry": shape}
        for shape in shapes
    ]
    found = read("map.geojson", json.dumps({"type": "FeatureCollection", "features": told}).encode())
    assert [row for row, _said in reasons(found, "cell")] == [1, 3]
    assert found.kept == 3
    assert not recwarn.list


def test_repeated_cells_and_rows_of_an_open_document_stand_for_each():
    found = read("repeated.ods", repeated())
    assert (column(found, "row"), killed(found)) == ([2, 3, 4], {2: 2, 3: 2, 4: 2})


def repeated():
    """Write a sheet in which two cells and three rows are said once, and a million empty rows follow."""
    times = "table:number-{}-repeated"
    two, three, many, rest = (
        f' {times.format(what)}="{count}"'
        for what, count in (("columns", 2), ("rows", 3), ("columns", 1024), ("rows", 1_048_000))
    )
    head = "".join(map(cell_of, ("Date", "Place", "Killed", "Wounded")))
    day = cell_of("2025-05-03") + cell_of("Homs") + cell_of("2", two)
    rows = ((head, ""), (day, three), (f"<table:table-cell{many}/>", rest))
    return ods("".join(f"<table:table-row{often}>{cells}</table:table-row>" for cells, often in rows))


def cell_of(text, often=""):
    """Write a cell of an OpenDocument sheet."""
    return f'<table:table-cell office:value-type="string"{often}><text:p>{text}</text:p></table:table-cell>'


def test_quotation_marks_inside_a_tab_separated_file_swallow_no_row_unsaid():
    head = "id\tdate\tplace\tdescription\n"
    plain = '1\t2025-05-03\tHoms\tHe said "no" and left\n2\t2025-05-03\tHoms\t"quoted"\n'
    found = read("sheet.tsv", (head + plain).encode())
    assert column(found, "summary") == ['He said "no" and left', "quoted"]
    found = read("sheet.tsv", (head + plain + '3\t2025-05-03\tHoms\t"open\n4\t2025-05-03\tHoms\tlast\n').encode())
    assert (column(found, "id"), [row for row, _said in reasons(found)]) == (["1", "2"], [4])
