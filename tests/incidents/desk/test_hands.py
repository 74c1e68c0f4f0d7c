"""Nobody accepts what he has written himself: of two who wrote in a draft, each looks at what the other wrote."""

import json
from dataclasses import replace

import pytest

from incidents.desk.accepting import accept
from incidents.desk.beginnings import with_cells, with_merged, with_row, without_row
from incidents.desk.changed_rows import find_changes
from incidents.desk.draft import Draft, DraftError, draft_from_json, draft_to_json
from incidents.desk.drafts import drafts_folder, save_draft
from incidents.desk.hands import hand_of, own_cells, signed, writers
from incidents.desk.review import accept_cell, hand_in, may_judge, send_back
from tests.incidents.desk.conftest import a_new_draft
from tests.incidents.desk.test_accepting import TODAY, a_correction

WORDS = "As Sami has it."


def written(draft: Draft, who: str = "Sami", column: str = "summary_en", cell: str = WORDS) -> Draft:
    """Return a draft in which somebody has written a cell of the incident and handed it in."""
    return hand_in(signed(draft, with_cells(draft, "incidents", 0, {column: cell}), who))


def accepted(home, draft: Draft, who: str) -> str:
    save_draft(drafts_folder(home), draft, None)
    return accept(home, draft.name, who, today=TODAY).name


def test_a_second_person_who_has_edited_a_draft_does_not_accept_his_own_edit(home):
    draft = written(a_new_draft())
    with pytest.raises(DraftError, match=r"sami has written incidents\.1\.summary_en: another person"):
        accepted(home, draft, " sami ")
    with pytest.raises(DraftError, match="has written this: another person"):
        accept_cell(draft, "Sami", "incidents", 0, "summary_en")
    with pytest.raises(DraftError, match="has written this: another person"):
        accept_cell(draft, "Sami", "incidents", 0)
    assert accepted(home, replace(draft, name="third"), "Rana") == "third"


def test_who_began_a_draft_looks_at_what_the_second_wrote_who_then_accepts_it(home):
    draft = written(a_new_draft())
    assert may_judge(draft, "Nour")
    seen = accept_cell(draft, "Nour", "incidents", 0, "summary_en")
    with pytest.raises(DraftError, match="has written this: another person"):
        accept_cell(draft, "Nour", "incidents", 0, "date_start")
    assert accepted(home, seen, "Sami") == draft.name


def test_what_is_written_again_is_to_be_looked_at_again(home):
    seen = accept_cell(written(a_new_draft()), "Nour", "incidents", 0, "summary_en")
    with pytest.raises(DraftError, match="Sami has written"):
        accepted(home, written(seen, cell="Otherwise."), "Sami")


def test_who_began_a_draft_accepts_nothing_that_nobody_else_has_called_good(home):
    with pytest.raises(DraftError, match="Nour has written"):
        accepted(home, written(a_new_draft()), "Nour")
    assert not may_judge(a_new_draft(), "Nour")


def test_a_cell_that_the_first_writes_again_is_his():
    draft = written(written(a_new_draft()), "NOUR", cell="As Nour has it.")
    assert hand_of(draft, "incidents", 0, "summary_en") == "Nour"
    assert writers(draft) == ["Nour"]


def test_hands_follow_their_rows_and_stay_in_the_file(kept):
    draft = a_new_draft()
    claim = {**draft.rows["claims"][0], "claim_id": "SYR-0003-02", "value": "7"}
    draft = signed(draft, with_row(draft, "claims", claim), "Sami")
    draft = signed(draft, without_row(draft, "claims", 0), "Nour")
    assert hand_of(draft, "claims", 0, "value") == "Sami"
    assert draft_from_json(draft_to_json(draft)) == draft


def test_who_takes_a_row_out_of_the_record_does_not_accept_that(home, kept):
    draft = a_correction(home, "out")
    rows = tuple(row for row in kept.rows("claims").values() if row["incident_id"] == "SYR-0001")
    with_claim = replace(draft, rows={**draft.rows, "claims": rows}, seen={**draft.seen, "claims": rows})
    taken = signed(with_claim, without_row(with_claim, "claims", 0), "Sami")
    changes, _conflicts = find_changes(kept, taken)
    assert ("claims", "") in [(change.table, column) for change, column in own_cells(kept, taken, changes, "Sami")]
    assert ("claims", "") not in [(change.table, column) for change, column in own_cells(kept, taken, changes, "Nour")]


def test_what_comes_from_the_record_is_written_by_nobody_and_a_merger_by_who_merges(home, kept):
    draft = a_correction(home, "one")
    merged = signed(draft, with_merged(kept, draft, "SYR-0001", "SYR-0002"), "Sami")
    changes, _conflicts = find_changes(kept, merged)
    own = list(own_cells(kept, merged, changes, "Sami"))
    assert {change.deed for change, _column in own} == {"add", "remove"}
    assert all(change.key != ("SYR-0001",) or column == "related" for change, column in own)


def test_a_draft_that_only_its_writer_has_written_goes_back_from_another():
    draft = send_back(written(a_new_draft()), "Nour", "Who says so?", "incidents", 0, "summary_en")
    assert draft.state == "sent back"
    with pytest.raises(DraftError, match="a second person"):
        send_back(a_new_draft(), "Nour", "Who says so?")


def test_a_draft_that_was_kept_before_hands_were_noted_is_its_beginners():
    held = json.loads(draft_to_json(a_new_draft()))
    del held["hands"], held["gone"]
    draft = draft_from_json(json.dumps(held).encode())
    assert writers(draft) == ["Nour"]
    assert draft == a_new_draft()
