"""Where two curators fill in one draft, neither writes over what the other has written since he looked."""

from dataclasses import replace

import pytest

from incidents.desk.beginnings import with_cells, with_row, without_row
from incidents.desk.changing import Step
from incidents.desk.draft import Draft
from incidents.desk.overtaken import is_overtaken

CLAIMS = ({"claim_id": "one", "value": "1", "note_en": ""}, {"claim_id": "two", "value": "2", "note_en": ""})
SHOWN = Draft("both", "", "Nour", "2026-04-01T10:00:00+00:00", rows={"claims": CLAIMS})


def a_step(deed: str = "set", row: int = 0, column: str = "value", value: str = "5") -> Step:
    return Step(deed, "claims", row, column, value)  # type: ignore[arg-type]  # one of its deeds


def test_a_cell_that_the_other_has_changed_is_not_written_over():
    held = with_cells(SHOWN, "claims", 0, {"value": "4"})
    assert is_overtaken(SHOWN, held, a_step())
    assert not is_overtaken(held, held, a_step())  # who has seen it may


def test_every_other_cell_is_free_and_so_is_one_in_which_both_say_the_same():
    held = with_cells(SHOWN, "claims", 0, {"value": "5"})
    assert not is_overtaken(SHOWN, held, a_step())
    assert not is_overtaken(SHOWN, held, a_step(column="note_en", value="At night"))
    assert not is_overtaken(SHOWN, held, a_step(row=1))


def test_a_step_never_lands_in_another_row_where_the_other_has_taken_one_out():
    held = without_row(SHOWN, "claims", 0)
    assert is_overtaken(SHOWN, held, a_step())
    assert is_overtaken(SHOWN, held, a_step(row=1))
    assert is_overtaken(SHOWN, held, a_step("take_row", row=2))


@pytest.mark.parametrize("deed", ["remove", "supersede"])
def test_a_row_in_which_the_other_has_written_is_not_done_with_unseen(deed):
    held = with_cells(SHOWN, "claims", 0, {"note_en": "At night"})
    assert is_overtaken(SHOWN, held, a_step(deed))
    assert not is_overtaken(SHOWN, held, a_step(deed, row=1))


def test_rows_that_come_are_in_nobodys_way():
    held = with_row(SHOWN, "claims", {"claim_id": "three"})
    assert not is_overtaken(SHOWN, held, a_step("add", row=2))
    assert not is_overtaken(replace(SHOWN, rows={}), SHOWN, a_step(row=1))  # one's own, begun a moment ago
