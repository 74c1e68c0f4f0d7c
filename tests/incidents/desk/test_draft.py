"""A draft is kept as it is, and what is none is refused with the part that is wrong."""

import json

import pytest

from incidents.desk.draft import Draft, DraftError, Review, Suggestion, draft_from_json, draft_to_json

WHOLE = Draft(
    "new-1",
    "ab12",
    "Nour",
    "2026-04-01T10:00:00+00:00",
    "for review",
    {"incidents": ({"incident_id": "SYR-0001", "summary_ar": "هجوم"},)},
    {"incidents": ({"incident_id": "SYR-0001", "summary_ar": ""},)},
    "An attack.",
    "https://example.org/a",
    "A title",
    (Suggestion("incidents", 0, "date_start", "2025-05-17", "An attack.", 3, 9),),
    (Review("Sami", "2026-04-02T10:00:00+00:00", "incidents", 0, "summary_ar", "accepted", ""),),
)


def test_a_draft_is_read_as_it_was_written():
    assert draft_from_json(draft_to_json(WHOLE)) == WHOLE
    assert "هجوم" in draft_to_json(WHOLE).decode()


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"state": "done"}, "the part state is not written as a draft has it"),
        ({"name": "../x"}, "the part name is not written as a draft has it"),
        ({"rows": {"incidents": [{"incident_id": 1}]}}, "the part rows.incidents.0.incident_id is not written"),
        ({"rows": {"../x": []}}, "the part rows.../x is not known"),
        ({"extra": ""}, "the part extra is not known"),
        ({"suggestions": [{"table": "claims"}]}, "the part suggestions.0.row is missing"),
    ],
)
def test_what_is_no_draft_is_refused_with_the_part_that_is_wrong(change, told):
    with pytest.raises(DraftError, match=told):
        draft_from_json(json.dumps(json.loads(draft_to_json(WHOLE)) | change).encode())


@pytest.mark.parametrize("content", [b"", b"\xff", b"{", b"[" * 5000, draft_to_json(WHOLE)[:-40]])
def test_half_a_file_is_refused_as_no_json(content):
    with pytest.raises(DraftError, match="no JSON"):
        draft_from_json(content)
