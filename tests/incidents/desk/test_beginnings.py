"""Drafts begin from nothing or from what is recorded; each step leaves a draft that the rules accept."""

from dataclasses import replace

import pytest

from incidents.desk.beginnings import (
    begin,
    begin_correction,
    begin_incident,
    with_account,
    with_cells,
    with_merged,
    with_relation,
    with_split,
    with_superseded,
    without_row,
)
from incidents.desk.changed_rows import find_changes
from incidents.desk.draft import DraftError, Review, Suggestion
from incidents.desk.kept_record import load_kept_record
from incidents.desk.new_ids import new_place_id, new_source_id, next_claim_id, next_incident_ids, with_free_ids
from incidents.desk.problems import find_problems
from tests.conftest import a_claim, a_folder, a_source, an_incident
from tests.incidents.desk.conftest import a_new_draft


@pytest.fixture(scope="module")
def kept():
    claims = [a_claim(1), a_claim(1, measure="arrested"), a_claim(1, source_id="late", value=2), a_claim(2), a_claim(3)]
    claims[0] |= {"claim_id": "SYR-0001-01", "superseded_by": "SYR-0001-03"}
    incidents = [an_incident(1), an_incident(2, related="SYR-0003"), an_incident(3, related="SYR-0002")]
    folder = a_folder(incidents, claims)
    (folder / "CHANGELOG.md").write_text("# Changes\n\nSYR-0008 was merged; SYR-0001-07 taken out.\n")
    return load_kept_record(folder)


def deeds(kept, draft) -> set[tuple[str, str, str]]:
    changes, conflicts = find_changes(kept, draft)
    assert conflicts == []
    assert find_problems(kept, draft) == []
    return {(change.deed, change.table, change.key[0]) for change in changes}


def test_an_id_that_is_gone_or_in_another_draft_is_not_given_again(kept):
    assert next_incident_ids(kept, []) == ["SYR-0009"]
    assert next_incident_ids(kept, [a_new_draft(number=11)], 2) == ["SYR-0012", "SYR-0013"]
    assert next_claim_id(kept, begin(kept, "x", "Nour"), "SYR-0001") == "SYR-0001-08"
    assert begin_incident(kept, "x", "Nour").rows["incidents"][0]["incident_id"] == "SYR-0009"


def test_ids_of_sources_and_places_say_what_they_are_of(kept):
    draft = begin(kept, "x", "Nour")
    source = a_source(publisher="Enab Baladi", url="https://www.enabbaladi.net/news/raid-in-raqqa.html")
    assert new_source_id(kept, draft, source) == "enab-baladi-2025-05-18-raid-in-raqqa"
    assert new_source_id(kept, draft, {"url": "https://sana.sy/"}) == "sana"
    assert new_place_id(kept, draft, {"name_en": "Raqqa"}) == "raqqa-2"


def test_a_draft_whose_id_was_given_meanwhile_takes_the_next(kept):
    draft = with_free_ids(kept, a_new_draft(number=3), [])
    assert draft.rows["claims"][0]["claim_id"] == "SYR-0009-01"
    assert draft.rows["incident_actors"][0]["incident_id"] == "SYR-0009"
    assert find_problems(kept, draft) == []


def test_a_correction_changes_what_it_changes_and_no_more(kept):
    draft = begin_correction(kept, "x", "Nour", "SYR-0001")
    assert deeds(kept, draft) == set()
    draft = with_cells(draft, "incidents", 0, {"summary_en": "Men attacked a checkpoint."})
    assert deeds(kept, draft) == {("correct", "incidents", "SYR-0001")}
    with pytest.raises(DraftError, match="no incident SYR-0009"):
        begin_correction(kept, "x", "Nour", "SYR-0009")


def test_a_later_figure_supersedes_the_earlier(kept):
    draft = with_superseded(kept, begin(kept, "x", "Nour"), "SYR-0002-01", {**kept.rows("claims")["SYR-0002-01",]})
    draft = with_cells(draft, "claims", 1, {"value": "4"})
    assert draft.rows["claims"][0]["superseded_by"] == draft.rows["claims"][1]["claim_id"]
    assert deeds(kept, draft) >= {("correct", "claims", "SYR-0002-01")}


def test_an_account_brings_its_source_once(kept):
    claim = {"incident_id": "SYR-0002", "attributed_to": "SOHR", "attributed_to_ar": "المرصد"}
    claim |= {"origin_id": "sohr", "measure": "arrested", "value": "3"}
    draft = with_account(kept, begin(kept, "x", "Nour"), a_source("new"), [claim, {**claim, "measure": "killed_is"}])
    assert deeds(kept, draft) == {
        ("add", "sources", "new"),
        ("add", "claims", "SYR-0002-02"),
        ("add", "claims", "SYR-0002-03"),
    }


def test_a_split_moves_claims_with_what_supersedes_them(kept):
    draft = with_split(kept, begin(kept, "x", "Nour"), "SYR-0001", ["SYR-0001-01", "SYR-0001-03"])
    moved = {row["claim_id"]: row["superseded_by"] for row in draft.rows["claims"]}
    assert moved == {"SYR-0001-02": "", "SYR-0009-01": "SYR-0009-02", "SYR-0009-02": ""}
    assert ("add", "incidents", "SYR-0009") in deeds(kept, draft)


def test_a_merge_takes_the_claims_along_of_an_incident_that_was_only_named_before(kept):
    related = with_relation(kept, begin_correction(kept, "x", "Nour", "SYR-0001"), "SYR-0001", "SYR-0002")
    merged = with_merged(kept, related, "SYR-0001", "SYR-0002")
    own = with_merged(kept, begin_correction(kept, "x", "Nour", "SYR-0001"), "SYR-0001", "SYR-0002")
    assert merged.rows["claims"] == own.rows["claims"]
    assert {row["incident_id"] for row in merged.rows["claims"]} == {"SYR-0001"}


def test_a_merge_leaves_nothing_that_names_what_is_gone(kept):
    draft = with_merged(kept, begin(kept, "x", "Nour"), "SYR-0001", "SYR-0002")
    assert {("remove", "incidents", "SYR-0002"), ("correct", "incidents", "SYR-0003")} <= deeds(kept, draft)
    related = {row["incident_id"]: row["related"] for row in draft.rows["incidents"]}
    assert related == {"SYR-0001": "SYR-0003", "SYR-0003": "SYR-0001"}


def test_related_incidents_name_each_other(kept):
    draft = with_relation(kept, begin(kept, "x", "Nour"), "SYR-0001", "SYR-0002")
    assert [row["related"] for row in draft.rows["incidents"]] == ["SYR-0002", "SYR-0003|SYR-0001"]
    assert len(deeds(kept, draft)) == 2


def test_what_was_accepted_of_a_cell_is_open_again_when_it_changes():
    accepted = Review("Sami", "", "incidents", 0, "summary_en", "accepted", "")
    other, whole = replace(accepted, column="summary_ar"), replace(accepted, table="", column="")
    sent_back = replace(accepted, verdict="sent back", note="Who says so?")
    draft = replace(a_new_draft(), reviews=(accepted, other, whole, sent_back))
    assert with_cells(draft, "incidents", 0, {"summary_en": "New."}).reviews == (other, sent_back)
    assert with_cells(draft, "incidents", 0, {}) == draft


def test_what_is_said_of_later_rows_moves_with_them():
    said = (Suggestion("claims", 0, "value", "1", "", 0, 1), Suggestion("claims", 1, "value", "2", "", 0, 1))
    draft = replace(a_new_draft(), suggestions=said)
    draft = replace(draft, rows={**draft.rows, "claims": draft.rows["claims"] * 2})
    assert without_row(draft, "claims", 0).suggestions == (replace(said[1], row=0),)
