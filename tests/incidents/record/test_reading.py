"""One reader for every file of cells: what it holds, how it was saved, and where it ends."""

import csv
from io import StringIO

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from incidents.record.reading import LONGEST_CELL, SEPARATORS, read_sheet
from incidents.record.storage import DATA
from tests.reach import times

TABLE = "place,name_ar,note\nraqqa,الرقة,a; b\nhoms,حمص,\n"
ROWS = [["place", "name_ar", "note"], ["raqqa", "الرقة", "a; b"], ["homs", "حمص", ""]]


@pytest.mark.parametrize(
    ("encoding", "told"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8"),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
        ("cp1256", "Windows-1256"),
    ],
)
def test_the_cells_are_the_same_however_the_file_was_encoded(encoding, told):
    sheet = read_sheet(TABLE.encode(encoding))
    assert (sheet.rows, sheet.encoding, sheet.separator, sheet.flaw) == (ROWS, told, ",", None)


@pytest.mark.parametrize("separator", SEPARATORS)
def test_the_cells_are_the_same_whatever_parts_them(separator):
    out = StringIO()
    csv.writer(out, delimiter=separator, lineterminator="\r\n").writerows(ROWS)
    sheet = read_sheet(out.getvalue().encode())
    assert (sheet.rows, sheet.separator) == (ROWS, separator)


def test_titles_above_do_not_hide_what_parts_the_cells_nor_the_header():
    sheet = read_sheet(("Incidents; a list, of places\n\n" + TABLE.replace(",", ";")).encode())
    assert sheet.separator == ";"
    assert sheet.header_row(["place", "name_ar", "note"]) == 3
    assert sheet.header_row(["latitude", "longitude"]) is None


def test_a_row_is_one_row_however_many_lines_its_cells_have():
    sheet = read_sheet(b'a,b\n"one\ntwo\n",3\n\nx,y\n')
    assert sheet.rows == [["a", "b"], ["one\ntwo\n", "3"], [], ["x", "y"]]


@pytest.mark.parametrize("content", [b'a,b\n1,2\n"3,4\n5,6\n', b'a,b\n1,2\n"3" 3,4\n'])
def test_quotation_marks_that_do_not_match_are_a_flaw_of_their_row(content):
    sheet = read_sheet(content)
    assert (sheet.flaw, sheet.flaw_row, sheet.rows) == ("quotes", 3, [["a", "b"], ["1", "2"]])


def test_a_cell_without_end_is_a_flaw_of_its_row():
    sheet = read_sheet(b"a,b\n" + b"x" * (LONGEST_CELL + 1) + b",2\n")
    assert (sheet.flaw, sheet.flaw_row) == ("length", 2)


def test_bytes_that_are_no_text_are_named_with_their_row():
    sheet = read_sheet('a,b\n"two\nlines",الرقة\n'.encode() + b"x,\xff\xfe\n")
    assert (sheet.encoding, sheet.flaw, sheet.flaw_row, sheet.flaw_value) == ("unknown", "bytes", 3, r"b'\xff'")


def test_damage_in_a_text_of_utf_8_is_not_another_encoding():
    content = (DATA / "claims.csv").read_bytes()
    assert read_sheet(content[:50_000] + b"\xc7" + content[50_000:]).flaw == "bytes"


def test_an_empty_file_has_no_rows():
    assert read_sheet(b"").rows == []
    assert read_sheet(b"").header == []


@settings(max_examples=times(80, quick=13))
@given(st.lists(st.lists(st.text(st.characters(codec="utf-8"), max_size=12), min_size=3, max_size=3), min_size=2))
def test_what_a_spreadsheet_writes_is_read_word_for_word(rows):
    rows = [["a", "b", "c"], *rows]
    out = StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows(rows)
    sheet = read_sheet(out.getvalue().encode())
    if sheet.encoding == "UTF-8" and sheet.separator == ",":
        assert sheet.rows == rows


@settings(max_examples=times(150, quick=25))
@given(st.binary(max_size=300))
@example(b"\xff\xfe\x00")
@example(b"\xfe\xff")
@example(b"\x00" * 9)
@example(b'"')
def test_no_content_raises(content):
    sheet = read_sheet(content)
    assert sheet.rows or sheet.flaw or not content.strip(b"\xef\xbb\xbf\xff\xfe\r\n")
