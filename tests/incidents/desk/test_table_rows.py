"""A table is changed where it is meant to be, and nowhere else, to the byte."""

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.desk.table_rows import read_table, with_changes
from incidents.record.storage import DATA

ODD = '\ufeffid,a,b\r\n1,"x",y\r\n2,"two\nlines","say ""so"""\r\n3,,z'.encode()


@pytest.mark.parametrize("path", sorted(DATA.glob("*.csv")), ids=lambda path: path.stem)
def test_every_shipped_table_is_read_and_written_to_the_byte(path):
    content = path.read_bytes()
    assert read_table(content, ["x"]).content() == content


@given(
    st.lists(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\0\r")), min_size=2, max_size=2)),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]),
)
def test_whatever_the_cells_and_however_they_are_written(cells, end, quoting):
    out = StringIO(newline="")
    csv.writer(out, lineterminator=end, quoting=quoting).writerows([["id", "text"], *cells])
    table = read_table(out.getvalue().encode(), ["id"])
    assert table.content() == out.getvalue().encode()
    assert [list(row.cells) for row in table.rows] == cells


def test_only_the_changed_cell_is_written_anew():
    table = with_changes(read_table(ODD, ["id"]), {("2",): {"b": "no, never"}}, [])
    assert table.content() == ODD.replace(b'"say ""so"""', b'"no, never"')


def test_a_row_is_taken_out_and_one_put_in_where_the_order_has_it():
    table = with_changes(read_table(ODD, ["id"]), {("1",): None}, [{"id": "2b", "a": "q"}, {"id": "10"}])
    assert table.content() == ('\ufeffid,a,b\r\n2,"two\nlines","say ""so"""\r\n2b,q,\r\n3,,z\r\n10,,'.encode())


@pytest.mark.parametrize("cell", ["two\nlines", "a\rb", 'say "so"', "a,b", " "])
def test_a_new_cell_of_any_signs_comes_back_as_it_was(cell):
    table = with_changes(read_table(b"id,a\n1,x\n", ["id"]), {("1",): {"a": cell}}, [{"id": "2", "a": cell}])
    assert [row.cells[1] for row in read_table(table.content(), ["id"]).rows] == [cell, cell]


def test_a_table_without_an_order_gets_new_rows_at_its_end():
    unordered = "id\n" + "".join(f"{name}\n" for name in "zyxwvutsrqp")
    assert with_changes(read_table(unordered.encode(), ["id"]), {}, [{"id": "a"}]).content().endswith(b"p\na\n")


def test_the_last_row_taken_out_leaves_the_header():
    table = read_table(b"id,a\n1,x\n", ["id"])
    assert with_changes(table, {("1",): None}, []).content() == b"id,a\n"
    with pytest.raises(KeyError):
        with_changes(table, {("2",): None}, [])
