"""Every format says what ``python -m incidents list`` says."""

import json
from contextlib import redirect_stdout
from io import BytesIO, StringIO

import geopandas as gpd
import openpyxl
import pandas as pd
import pypdfium2
import pytest
from pptx import Presentation

from incidents.__main__ import main
from incidents.briefing.formats import PRINTS
from incidents.exchange.formats import EXPORTS
from incidents.phrases import total_range
from incidents.selection.question import Question
from incidents.selection.selection import select
from incidents.selection.summaries import Total
from tests.conftest import AR, EN
from tests.incidents.conftest import DEIR_EZ_ZOR, answered, is_said, made_once, unjoined, words

QUESTIONS = {
    "quarter": (DEIR_EZ_ZOR, ["--governorate", "SY09", "--from", "2025-07-01", "--to", "2025-09-30"]),
    "contested": (Question(contested=True), ["--contested"]),
    "one": (Question(text="Dumayr"), ["--text", "Dumayr"]),
}
FIGURES = ["killed_low", "killed_high", "wounded_low", "wounded_high", "arrested_low", "arrested_high"]


CASES = [("quarter", EN), ("quarter", AR), ("contested", AR), ("one", EN)]


@pytest.fixture(scope="module", params=CASES, ids=lambda case: f"{case[0]}-{case[1]}")
def case(request):
    return request.param


@pytest.fixture(scope="module")
def asked(case):
    return QUESTIONS[case[0]]


@pytest.fixture(scope="module")
def lang(case):
    return case[1]


@pytest.fixture(scope="module")
def listed(asked, lang):
    """What the shell lists: the totals, and the incidents with their figures."""
    with redirect_stdout(StringIO()) as out:
        main(["list", *asked[1], "--lang", lang.code, "--format", "json"])
    said = json.loads(out.getvalue())
    rows = [
        {"incident_id": told["incident_id"]}
        | {name: told["figures"][(cut := name.rpartition("_"))[0]][cut[2]] for name in FIGURES}
        for told in said["incidents"]
    ]
    return said["totals"], figures_of(pd.DataFrame(rows))


def figures_of(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.set_index("incident_id")[FIGURES].astype("float64")


def text_of_pdf(content: bytes) -> str:
    return " ".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(content))


def text_of_deck(content: bytes) -> str:
    slide = Presentation(BytesIO(content)).slides[0]
    return unjoined(" ".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame))


@pytest.mark.parametrize(
    ("kind", "read"),
    [("pdf", text_of_pdf), ("a4", text_of_pdf), ("pptx", text_of_deck)],
    ids=["slide", "paper", "deck"],
)
def test_prints_say_the_figures_of_the_shell(asked, lang, listed, kind, read):
    totals, _rows = listed
    text = words(read(made_once(PRINTS[kind].make, answered(asked[0], lang))))
    assert lang.number(totals["incidents"]) in text
    for measure in ("killed", "wounded", "arrested"):
        said = total_range(Total(**totals[measure]), lang)
        assert is_said(said, text), said


def table_of(kind: str, content: bytes) -> pd.DataFrame:
    if kind == "csv":
        return pd.read_csv(BytesIO(content), encoding="utf-8-sig")
    if kind == "xlsx":
        sheet = openpyxl.load_workbook(BytesIO(content), read_only=True).worksheets[2]  # the first two are to be read
        head, *body = sheet.iter_rows(values_only=True)
        return pd.DataFrame(body, columns=head)
    if kind == "geojson":
        return pd.DataFrame([feature["properties"] for feature in json.loads(content)["features"]])
    if kind == "parquet":
        return gpd.read_parquet(BytesIO(content))
    return gpd.read_file(BytesIO(content), layer="incidents", engine="pyogrio")


def test_the_shell_lists_the_same_figures_as_a_table(asked, lang, listed):
    with redirect_stdout(StringIO()) as out:
        main(["list", *asked[1], "--lang", lang.code, "--format", "csv"])
    pd.testing.assert_frame_equal(figures_of(pd.read_csv(StringIO(out.getvalue()))), listed[1])


@pytest.mark.parametrize("kind", ["csv", "xlsx", "geojson", "gpkg", "parquet"])
def test_data_hold_the_figures_of_the_shell(record, asked, lang, listed, kind):
    _totals, rows = listed
    made = EXPORTS[kind].make(select(record, asked[0]), lang).content
    pd.testing.assert_frame_equal(figures_of(table_of(kind, made)), rows)


@pytest.mark.parametrize(("kind", "key", "low"), [("acled", "event_id_cnty", "fatalities"), ("ucdp", "relid", "low")])
def test_reshaped_data_hold_the_lowest_figures_of_the_shell(record, asked, listed, kind, key, low):
    _totals, rows = listed
    made = EXPORTS[kind].make(select(record, asked[0]), EN).content
    table = pd.read_csv(BytesIO(made), encoding="utf-8-sig").set_index(key)
    assert set(table.index) <= set(rows.index)
    assert table[low].astype("float64").tolist() == rows.loc[table.index, "killed_low"].fillna(0).tolist()
