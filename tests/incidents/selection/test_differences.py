"""What is new between two versions: incidents, claims, and what moved a total; read and not judged."""

import pytest

from incidents.record.older import older_record, version_meant
from incidents.selection.differences import difference
from incidents.selection.question import Question
from incidents.selection.selection import select
from incidents.selection.summaries import Total, total
from tests.conftest import a_claim, a_record, an_incident, shipped_record

BEFORE = {
    "incidents": [an_incident(1), an_incident(2, governorates="SY11", place_id="raqqa"), an_incident(3)],
    "claims": [
        a_claim(1, value=2),
        a_claim(2, value=3),
        a_claim(3, claim_id="SYR-0003-01", value=4),
        a_claim(3, claim_id="SYR-0003-02", value=5),
    ],
}
AFTER = {
    "incidents": [
        an_incident(1, summary_en="Another sentence."),
        an_incident(2),  # said to be elsewhere
        an_incident(3),
        an_incident(4),
    ],
    "claims": [
        a_claim(1, value=2),
        a_claim(2, value=3),
        a_claim(3, claim_id="SYR-0003-01", value=4, superseded_by="SYR-0003-02"),
        a_claim(3, claim_id="SYR-0003-02", value=5),
        a_claim(4, value=1),
        a_claim(4, claim_id="SYR-0004-02", measure="arrested", value=6),
    ],
}


@pytest.fixture(scope="module")
def both():
    return a_record(**BEFORE), a_record(**AFTER)


def total_of(held, measure):
    return next(one for one in held.totals if one.measure == measure)


def test_incidents_come_go_and_are_corrected(both):
    held = difference(*both)
    assert (held.added, held.removed) == (["SYR-0004"], [])
    assert held.corrected == ["SYR-0001", "SYR-0002", "SYR-0003"]
    backwards = difference(*reversed(both))
    assert (backwards.added, backwards.removed) == ([], ["SYR-0004"])
    assert difference(both[0], both[0]).is_empty


def test_a_correction_names_column_and_both_texts(both):
    (edit,) = difference(*both).edits_on("SYR-0001")
    assert [(cell.column, cell.was, cell.now) for cell in edit.cells] == [
        ("summary_en", "Gunmen attacked a checkpoint.", "Another sentence.")
    ]


def test_a_figure_that_is_superseded_moves_the_total_and_is_told_once(both):
    held = difference(*both)
    assert [edit.row for edit in held.of("claims", "superseded")] == ["SYR-0003-01"]
    assert held.of("claims", "corrected") == []
    killed = total_of(held, "killed")
    assert (killed.was, killed.now) == (Total(9, 10, 0, 3), Total(11, 11, 0, 4))
    moved = {one.incident_id: one for one in killed.moved}
    assert moved["SYR-0003"].was == (4, 5, False)
    assert moved["SYR-0003"].now == (5, 5, False)
    assert moved["SYR-0003"].claims == ("SYR-0003-01",)
    assert (moved["SYR-0004"].why, moved["SYR-0004"].claims) == ("added", ("SYR-0004-01",))
    assert total_of(held, "arrested").moved[0].claims == ("SYR-0004-02",)


def test_under_a_filter_an_incident_enters_and_leaves(both):
    raqqa = difference(*both, Question(governorate=("SY11",)))
    assert [(one.incident_id, one.why) for one in total_of(raqqa, "killed").moved] == [("SYR-0002", "left")]
    assert raqqa.added == []
    there = difference(*both, Question(governorate=("SY09",)))
    assert ("SYR-0002", "entered") in [(one.incident_id, one.why) for one in total_of(there, "killed").moved]
    assert {one for incidents in raqqa.incidents for one in incidents} == {"SYR-0002"}


def test_a_row_under_another_id_is_one_removed_and_one_added():
    held = difference(a_record(incidents=[an_incident(1)]), a_record(incidents=[an_incident(2)]))
    assert (held.added, held.removed, held.corrected) == (["SYR-0002"], ["SYR-0001"], [])


def test_the_shipped_record_moved_as_its_change_log_says():
    record = shipped_record()
    held = difference(older_record(record, version_meant(record, "2026.11.26")), record)
    was = {one.measure: (one.was.low, one.was.high) for one in held.totals}
    assert (was["killed"], was["wounded"], was["arrested"]) == ((248, 269), (176, 206), (650, 662))
    assert was["killed_security"] == (29, 34)
    assert held.counts["incidents"] == (180, len(record))
    now = {one.measure: (one.now.low, one.now.high) for one in held.totals}
    counted = {measure: total(select(record), measure) for measure in ("killed", "wounded", "arrested")}
    assert {measure: now[measure] for measure in counted} == {
        measure: (one.low, one.high) for measure, one in counted.items()
    }
    assert "iskenderun-tel-hamis" in [edit.row for edit in held.places_moved]
