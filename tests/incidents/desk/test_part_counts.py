"""Parts of one count, taken as two claims, would read as accounts that differ: the curator is told at the field."""

import datetime as dt
from dataclasses import replace

import pytest

from incidents.desk.part_counts import find_part_counts
from incidents.widgets.desk.concerns import find_concerns
from tests.conftest import AR, EN
from tests.incidents.desk.conftest import a_new_draft


def a_draft_claiming(*claims):
    draft = a_new_draft()
    (claim,) = draft.rows["claims"]
    told = [
        {**claim, "claim_id": f"SYR-0003-{number:02}", "measure": "arrested", "origin_id": "sdf", **cells}
        for number, cells in enumerate(claims, start=1)
    ]
    return replace(draft, rows={**draft.rows, "claims": tuple(told)})


def test_a_commander_and_six_of_one_speaker_are_pointed_out_with_their_sum(kept):
    draft = a_draft_claiming({"value": "1"}, {"value": "6"})
    (found,) = find_part_counts(draft)
    assert (found.row, found.column) == (1, "value")
    assert "1 and 6" in found.say(EN)
    assert "sum: 7" in found.say(EN)
    assert "7" in found.say(AR)
    concerns = find_concerns(kept, draft, EN, dt.date(2026, 4, 1))
    assert ("claims", 1, "value", found.say(EN)) in [(one.table, one.row, one.column, one.message) for one in concerns]


@pytest.mark.parametrize(
    "claims",
    [
        ({"value": "6"}, {"value": "6"}),
        ({"value": "1"}, {"value": "6", "origin_id": "sohr"}),
        ({"value": "1"}, {"value": "6", "measure": "killed_is"}),
        ({"value": "1", "superseded_by": "SYR-0003-02"}, {"value": "6"}),
        ({"value": "", "low": "5"}, {"value": "6"}),
    ],
)
def test_other_speakers_other_measures_and_superseded_figures_stand_as_they_are(claims):
    assert not list(find_part_counts(a_draft_claiming(*claims)))
