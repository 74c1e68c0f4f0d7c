"""Files as people have them, made in code: each an attack on Palmyra on 3 May 2025, saved in one odd way or another."""

import json
from collections.abc import Callable
from io import BytesIO
from typing import Any

import geopandas as gpd
import pandas as pd
import xlsxwriter
from shapely.geometry import Point

HEADINGS = ["id", "date", "place", "governorate", "latitude", "longitude", "killed", "description", "source"]
CELLS = ["a-1", "2025-05-03", "Tadmur", "Homs", "34.56", "38.28", "2", "An attack.", "SOHR"]


def text(
    changes: dict[str, str] | None = None,
    separator: str = ",",
    headings: dict[str, str] | None = None,
    before: str = "",
    below: str = "",
    after: str = "",
) -> str:
    """Write the row as a table of text; ``changes`` are other cells, ``headings`` other names of columns."""
    row = [(changes or {}).get(name, cell) for name, cell in zip(HEADINGS, CELLS, strict=True)]
    quoted = [f'"{cell}"' if separator in cell or "\n" in cell else cell for cell in row]
    names = [(headings or {}).get(name, name) for name in HEADINGS]
    return f"{before}{separator.join(names)}\n{below}{separator.join(quoted)}\n{after}"


def cell(name: str, value: str) -> tuple[str, bytes]:
    """Return a CSV file in which one cell is another."""
    return "sheet.csv", text({name: value}).encode()


def workbook(days: Any, *, titles: int = 0, sheets: int = 1) -> bytes:
    """Write the row as a workbook, with rows of titles above it and a sheet of notes before it."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    for _number in range(sheets - 1):
        book.add_worksheet().write(0, 0, "Notes on this workbook")
    sheet = book.add_worksheet()
    for row in range(titles):
        sheet.write(row, 0, "Our office, weekly report")
    for place, name in enumerate(HEADINGS):
        sheet.write(titles, place, name)
        if name == "date" and hasattr(days, "year"):
            sheet.write_datetime(titles + 1, place, days, book.add_format({"num_format": "dd/mm/yyyy"}))
        else:
            value = days if name == "date" else CELLS[place]
            sheet.write(titles + 1, place, float(value) if name in {"latitude", "longitude", "killed"} else value)
    book.close()
    return out.getvalue()


def ods(cells: str = "") -> bytes:
    """Write the row as an OpenDocument sheet, or other ``cells``."""
    from zipfile import ZipFile

    rows = [HEADINGS, CELLS]
    cells = cells or "".join(
        "<table:table-row>"
        + "".join(f'<table:table-cell office:value-type="string"><text:p>{c}</text:p></table:table-cell>' for c in row)
        + "</table:table-row>"
        for row in rows
    )
    names = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    content = (
        f'<?xml version="1.0"?><office:document-content {names}><office:body><office:spreadsheet>'
        f'<table:table table:name="one">{cells}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    out = BytesIO()
    with ZipFile(out, "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        packed.writestr("content.xml", content)
        packed.writestr("META-INF/manifest.xml", "<manifest/>")
    return out.getvalue()


def layer(driver: str, folder: Any) -> bytes:
    """Write the row as a layer with a point."""
    frame = gpd.GeoDataFrame(
        pd.DataFrame([dict(zip(HEADINGS, CELLS, strict=True))]).drop(columns=["latitude", "longitude"]),
        geometry=[Point(38.28, 34.56)],
        crs="EPSG:4326",
    )
    path = folder / f"layer.{'gpkg' if driver == 'GPKG' else 'geojson'}"
    if driver == "parquet":
        path = folder / "layer.parquet"
        frame.to_parquet(path)
    elif driver == "UTM":
        path = folder / "layer.gpkg"
        frame.to_crs(32637).to_file(path, driver="GPKG")
    else:
        frame.to_file(path, driver=driver)
    return path.read_bytes()


def plain_parquet(_folder: Any) -> bytes:
    """Write the row as Parquet with typed columns and no geometry."""
    frame = pd.DataFrame([dict(zip(HEADINGS, CELLS, strict=True))]).astype(
        {"latitude": float, "longitude": float, "killed": int}
    )
    out = BytesIO()
    frame.assign(date=pd.to_datetime(frame["date"])).to_parquet(out)
    return out.getvalue()


def point_list(folder: Any) -> bytes:
    """Write what a map on the web gives away: only a name, a description and a point."""
    told = {"name": "An attack.", "description": "An attack.", "date": "2025-05-03"}
    point = {"type": "Point", "coordinates": [38.28, 34.56]}
    feature = {"type": "Feature", "properties": told, "geometry": point}
    return json.dumps({"type": "FeatureCollection", "features": [feature]}).encode()


ARABIC = dict(
    zip(
        HEADINGS,
        ["الرقم", "التاريخ", "المكان", "المحافظة", "خط العرض", "خط الطول", "عدد القتلى", "الوصف", "المصدر"],
        strict=True,
    )
)
GERMAN = dict(
    zip(
        HEADINGS,
        ["Nr", "Datum", "Ort", "Provinz", "Breitengrad", "Längengrad", "Tote", "Beschreibung", "Quelle"],
        strict=True,
    )
)
TURKISH = dict(
    zip(HEADINGS, ["No", "Tarih", "Yer", "İl", "Enlem", "Boylam", "Ölü", "Açıklama", "Kaynak"], strict=True),
)
HXL = "#event+id,#date,#loc,#adm1,#geo+lat,#geo+lon,#affected,#event,#meta\n"
LATER = "b,{},Homs,Homs,34.73,36.71,,x,y\n"
TITLE = "Weekly report of our office\n\n"

# Every one of these says the same as the plain file.
SAME: dict[str, Callable[[Any], tuple[str, bytes]]] = {
    "plain": lambda _: ("sheet.csv", text().encode()),
    "byte order mark": lambda _: ("sheet.csv", text().encode("utf-8-sig")),
    "UTF-16": lambda _: ("sheet.csv", text().encode("utf-16")),
    "UTF-16 without mark": lambda _: ("sheet.csv", text().encode("utf-16-le")),
    "Windows-1256": lambda _: ("sheet.csv", text({"source": "المرصد السوري"}, headings=ARABIC).encode("cp1256")),
    "Windows-1252": lambda _: ("sheet.csv", text({"source": "Agence de presse à Lattaquié"}).encode("cp1252")),
    "Windows-1252, German": lambda _: ("sheet.csv", text({"source": "Büro"}, headings=GERMAN).encode("cp1252")),
    "Windows-1254": lambda _: ("sheet.csv", text({"source": "Şam kırsalı"}, headings=TURKISH).encode("cp1254")),
    "MacRoman": lambda _: ("sheet.csv", text({"source": "Bureau régional à Déraa"}).encode("mac_roman")),
    "one Arabic word in Windows-1256": lambda _: ("sheet.csv", text({"place": "تدمر"}).encode("cp1256")),
    "semicolons": lambda _: ("sheet.csv", text(separator=";").encode()),
    "semicolons and decimal commas": lambda _: (
        "sheet.csv", text({"latitude": "34,56", "longitude": "38,28"}, separator=";").encode()),
    "tabs": lambda _: ("sheet.tsv", text(separator="\t").encode()),
    "tabs, called CSV": lambda _: ("sheet.csv", text(separator="\t").encode()),
    "Windows line ends": lambda _: ("sheet.csv", text().replace("\n", "\r\n").encode()),
    "no line end": lambda _: ("sheet.csv", text().rstrip("\n").encode()),
    "titles above": lambda _: ("sheet.csv", text(before=TITLE).encode()),
    "HXL": lambda _: ("sheet.csv", text(below=HXL).encode()),
    "titles and HXL": lambda _: ("sheet.csv", text(before=TITLE, below=HXL).encode()),
    "empty rows": lambda _: ("sheet.csv", text(below="\n", after="\n,,,,,,,,\n").encode()),
    "Arabic headings": lambda _: ("sheet.csv", text(headings=ARABIC).encode()),
    "German headings": lambda _: ("sheet.csv", text(headings=GERMAN).encode()),
    "shouted headings": lambda _: ("sheet.csv", text(headings={name: name.upper() for name in HEADINGS}).encode()),
    "headings of two lines": lambda _: ("sheet.csv", text(headings={"date": '"date\nof incident"'}).encode()),
    "Arabic-Indic digits": lambda _: (
        "sheet.csv", text({"date": "٢٠٢٥-٠٥-٠٣", "killed": "٢", "latitude": "٣٤٫٥٦", "longitude": "٣٨٫٢٨"}).encode()),
    "zero-width signs": lambda _: ("sheet.csv", text({"killed": "\u200b2", "date": "\ufeff2025-05-03"}).encode()),
    "hard spaces": lambda _: cell("killed", "2\u00a0"),
    "figure with a point": lambda _: cell("killed", "2.0"),
    "figure with words": lambda _: cell("killed", "2 dead"),
    "day of Excel": lambda _: cell("date", "45780"),
    "date with an hour": lambda _: cell("date", "2025-05-03T00:00:00Z"),
    "month as a word": lambda _: cell("date", "3 May 2025"),
    "month as a short word": lambda _: cell("date", "03-May-25"),
    "month first, as a word": lambda _: cell("date", "May 3, 2025"),
    "Levantine month": lambda _: cell("date", "3 أيار 2025"),
    "Egyptian month": lambda _: cell("date", "٣ مايو ٢٠٢٥"),
    "digits alone": lambda _: cell("date", "20250503"),
    "points between": lambda _: ("sheet.csv", text({"date": "3.5.2025"}, after=LATER.format("31.5.2025")).encode()),
    "month first": lambda _: ("sheet.csv", text({"date": "5/3/2025"}, after=LATER.format("5/31/2025")).encode()),
    "exchanged": lambda _: ("sheet.csv", text({"latitude": "38.28", "longitude": "34.56"}).encode()),
    "degrees and minutes": lambda _: (
        "sheet.tsv", text({"latitude": "34°33’36″N", "longitude": "38°16’48″E"}, separator="\t").encode()),
    "workbook": lambda _: ("book.xlsx", workbook(pd.Timestamp("2025-05-03"))),
    "workbook with text days": lambda _: ("book.xlsx", workbook("2025-05-03")),
    "workbook with bare days": lambda _: ("book.xlsx", workbook(45780.0)),
    "workbook with titles and notes": lambda _: ("book.xlsx", workbook(pd.Timestamp("2025-05-03"), titles=2, sheets=2)),
    "workbook called CSV": lambda _: ("book.csv", workbook(pd.Timestamp("2025-05-03"))),
    "OpenDocument": lambda _: ("book.ods", ods()),
    "GeoJSON": lambda folder: ("layer.geojson", layer("GeoJSON", folder)),
    "GeoPackage": lambda folder: ("layer.gpkg", layer("GPKG", folder)),
    "GeoPackage in metres": lambda folder: ("layer.gpkg", layer("UTM", folder)),
    "GeoParquet": lambda folder: ("layer.parquet", layer("parquet", folder)),
    "Parquet": lambda folder: ("rows.parquet", plain_parquet(folder)),
    "points of a map": lambda folder: ("map.geojson", point_list(folder)),
}  # fmt: skip
