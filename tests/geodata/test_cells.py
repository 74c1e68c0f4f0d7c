import pytest

from geodata.cells import parts_of


@pytest.mark.parametrize(
    ("cell", "parts"),
    [("SY09", ["SY09"]), ("SY09|SY11", ["SY09", "SY11"]), ("", []), (None, []), (float("nan"), [])],
)
def test_a_cell_holds_its_parts_and_a_missing_one_nothing(cell, parts):
    assert parts_of(cell) == parts
