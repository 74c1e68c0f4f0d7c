"""Tables fit the terminal, whatever stands in their cells."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.commands.terminal import WIDTH_OF_A_PIPE, show, table

WORDS = "a woman and a child were hurt when a mine of the war went off beside the road to the fields "


def test_a_small_table_is_as_wide_as_its_cells():
    assert list(table(["Id", "Place"], [["1", "Raqqa"], ["22", "Homs"]])) == [
        "Id  Place",
        "─────────",
        "1   Raqqa",
        "22  Homs",
    ]


def test_numbers_stand_on_the_right():
    lines = list(table(["Id", "Killed", "x"], [["1", "5", "y"], ["2", "12", "z"]], numbers={1}))
    assert lines[2:] == ["1        5  y", "2       12  z"]


def test_what_says_most_has_most_room_and_no_word_is_lost():
    lines = list(table(["Id", "Place", "Summary"], [["SYR 0001", "Raqqa", WORDS * 4]], whole={0}))
    assert max(map(len, lines)) <= WIDTH_OF_A_PIPE
    assert all(line.startswith(("SYR 0001  Raqqa  ", " " * 17)) for line in lines[2:])
    assert " ".join(" ".join(lines[2:]).split()) == f"SYR 0001 Raqqa {' '.join((WORDS * 4).split())}"


def test_marks_and_isolates_take_no_column_and_wide_characters_two():
    lines = list(table(["x", "y"], [["الرَّقّة", "1"], ["\u2068SY\u2069", "2"], ["東京", "3"], ["abcde", "4"]]))
    assert lines[2:] == ["الرَّقّة  1", "SY     2", "東京   3", "abcde  4"]


@given(st.lists(st.lists(st.text(max_size=400), min_size=3, max_size=3), max_size=4))
def test_every_line_fits_and_is_one_line(rows):
    for line in table(["Id", "Place", "Summary"], rows, numbers={0}):
        assert len(line.splitlines()) <= 1
        assert not any(ord(sign) < 32 for sign in line)
        if line.isascii():
            assert len(line) <= WIDTH_OF_A_PIPE


@pytest.mark.parametrize("line", [WORDS * 4, "https://example.org/" + "a" * 300])
def test_a_line_for_another_program_is_not_wrapped(capsys, line):
    show([line])
    assert capsys.readouterr().out == line + "\n"
