"""Cells that leave: whatever program opens them, and by whatever separator, they stay text."""

import csv
import io
import re
from io import BytesIO
from zipfile import ZipFile

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.exchange.formats import EXPORTS
from incidents.exchange.rows import incident_rows
from incidents.exchange.safe_cells import csv_file, csv_text, plain_cells, safe_cell
from incidents.language import plain_text
from tests.conftest import EN, a_claim, a_selection, a_source, an_incident

SIGNS = "=+-@＝＋－＠"
HOSTILE = [
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1+1",
    "  =1",
    "＝1+1",
    "\u202e=1+1",
    "<img src=x onerror=alert(1)>",
    "</script><script>",
    "a\x1b[31mred",
    "line\none",
    "\u202egnp.exe\u202c",
    "dead; =1+1",
    "dead;=1+1",
    "dead;\t@SUM(A1)",
    'dead;"=1+1"',
    "a\ufffeb\uffffc\x00de\U0001fffef",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_a_plain_cell(text):
    cell = safe_cell(text)
    assert cell.lstrip()[:1] not in {"=", "+", "-", "@", "＝"}
    assert not set(cell) & set("\x1b\n\t\u202e\u202c")


@given(st.text(max_size=50))
def test_no_text_becomes_a_formula_and_letters_stay(text):
    cell = safe_cell(text)
    assert cell.lstrip()[:1] not in {"=", "+", "-", "@", "＝", "＋", "－", "＠"} or not cell.strip()
    assert [letter for letter in cell if letter.isalnum()] == [letter for letter in text if letter.isalnum()]


def test_harmless_text_stays_as_it_is():
    for text in ("Gunmen attacked.", "هاجم مسلحون حاجزاً.", "5–10", "a = b", "Mar Elias (church)"):
        assert safe_cell(text) == text


def test_hostile_text_goes_through_csv_and_back():
    incidents = [an_incident(number, summary_en=text) for number, text in enumerate(HOSTILE, start=1)]
    text = csv_text(incident_rows(a_selection(incidents=incidents), EN))
    read = list(csv.DictReader(io.StringIO(text)))
    assert len(read) == len(HOSTILE)
    assert [row["summary"] for row in read] == [safe_cell(text) for text in HOSTILE]


def parts(text: str, separator: str) -> list[str]:
    """Return the cells of a file as a program reads it that parts lines by another separator."""
    return [cell for row in csv.reader(io.StringIO(text), delimiter=separator) for cell in row]


def begins_a_formula(cell: str) -> bool:
    return cell.lstrip(' "')[:1] in set(SIGNS) and not re.fullmatch(r"-?[\d.]+", cell)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@given(st.lists(st.text(alphabet=f"{SIGNS}; \t\"'ab,\n", max_size=12), min_size=1, max_size=4))
def test_no_separator_makes_a_formula_of_a_text(separator, texts):
    rows = pd.DataFrame({"incident_id": [f"SYR-{number}" for number in range(len(texts))], "summary": texts})
    assert not [cell for cell in parts(csv_text(rows), separator) if begins_a_formula(cell)]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_hostile_record_has_no_formula_in_any_column(separator):
    bad = "x;=1+1"
    selection = a_selection(
        incidents=[an_incident(summary_en=bad, location_note_en=bad, date_note_en=bad)],
        claims=[a_claim(source_id="bad", attributed_to=bad, note_en=bad, text_en=bad, measure="outcome")],
        sources=[a_source("bad", publisher=bad, url="https://example.org/a;=cmd")],
    )
    for code in ("csv", "claims-csv", "acled", "ucdp"):
        text = EXPORTS[code].make(selection, EN).content.decode("utf-8-sig")
        assert not [cell for cell in parts(text, separator) if begins_a_formula(cell)], code


def test_every_text_is_quoted_and_numbers_are_bare():
    rows = pd.DataFrame({"id": ["a"], "figure": [4], "said": ['he said "no"'], "known": [True], "day": ["2025-05-17"]})
    rows["day"] = pd.to_datetime(rows["day"])
    assert csv_text(rows) == 'id,figure,said,known,day\n"a",4,"he said ""no""",True,2025-05-17\n'


def test_a_column_with_a_hostile_name_is_quoted_too():
    assert csv_text(pd.DataFrame({"=1+1_low": [1]})) == '"\'=1+1_low"\n1\n'


def test_an_address_stays_an_address():
    assert safe_cell("https://example.org/a;=cmd?b=1;c=2") == "https://example.org/a%3B=cmd?b=1;c=2"
    assert safe_cell("https://example.org/a;b=1") == "https://example.org/a;b=1"


def test_texts_of_a_table_are_plain_and_what_is_missing_stays_missing():
    rows = pd.DataFrame({"a": ["x\u202ey\ufffe", None], "b": pd.Categorical(["l\nm", None]), "c": [1.5, None]})
    plain = plain_cells(rows)
    assert plain["a"].tolist()[0] == "xy"
    assert plain["b"].tolist()[0] == "l m"
    assert plain["a"].isna().tolist() == plain["b"].isna().tolist() == [False, True]
    assert plain["c"].dtype == "float64"


def test_spreadsheets_are_told_that_a_file_is_utf8():
    assert csv_file(pd.DataFrame({"name": ["دير الزور"]})) == '\ufeffname\n"دير الزور"\n'.encode()


@pytest.mark.parametrize("code", EXPORTS)
def test_no_format_lets_a_mark_or_a_noncharacter_out(code):
    bad = "a\u202eb\u0085c\u009bd\ufffee\uffff"
    selection = a_selection(
        incidents=[an_incident(summary_en=bad, summary_ar=bad, location_note_en=bad)],
        claims=[a_claim(source_id="bad", attributed_to=bad, note_en=bad)],
        sources=[
            a_source("bad", publisher=bad, publisher_ar=bad, url=f"https://example.org/{bad}", description_en=bad)
        ],
    )
    content = EXPORTS[code].make(selection, EN).content
    texts = unzipped(content) if content.startswith(b"PK") else [content]
    for unseen in ("\u202e", "\u009b", "\ufffe", "\uffff", "\u2068"):
        assert not any(unseen.encode() in text for text in texts), (code, hex(ord(unseen)))


def unzipped(content: bytes) -> list[bytes]:
    with ZipFile(BytesIO(content)) as held:
        return [held.read(name) for name in held.namelist()]


def test_half_a_character_is_left_out():
    assert safe_cell("a\ud800b") == plain_text("a\udfffb") == "ab"
