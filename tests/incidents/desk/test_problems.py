"""A draft is held against the rules of the record, and told at its own rows what is wrong with them."""

from dataclasses import replace

import pytest

from incidents.desk.draft import Draft, DraftError
from incidents.desk.problems import find_problems, find_weaknesses
from tests.incidents.desk.conftest import a_new_draft


def told(found) -> list[tuple[str, int | None, tuple[str, ...]]]:
    return [(each.table, each.row, each.columns) for each in found]


def test_a_sound_draft_has_no_problem_and_its_weaknesses_are_its_own(kept):
    assert find_problems(kept, a_new_draft()) == []
    assert {each.row for each in find_weaknesses(kept, a_new_draft())} == {0}


def test_a_problem_stands_at_the_field_of_the_draft(kept):
    draft = a_new_draft(sub_event_type="arrests")
    draft = replace(draft, rows={**draft.rows, "claims": ({**draft.rows["claims"][0], "value": "many"},)})
    assert told(find_problems(kept, draft)) == [
        ("claims", 0, ("value",)),
        ("incidents", 0, ("sub_event_type",)),
    ]


def test_what_becomes_wrong_elsewhere_is_told_too(kept):
    gone = Draft("gone", "", "Nour", "", seen={"incidents": (kept.rows("incidents")["SYR-0002",],)})
    found = find_problems(kept, gone)
    assert {(each.table, each.row) for each in found} == {("claims", None), ("incident_actors", None)}


def test_what_was_wrong_before_is_not_the_draft_s(kept):
    claims = kept.files.contents["claims.csv"]
    broken = replace(kept, files=kept.files.changed({"claims.csv": claims.replace(b",1,,", b",one,,", 1)}))
    assert find_problems(broken, a_new_draft()) == []


def test_the_record_then_covers_the_day_of_the_draft_unless_it_has_not_come(kept):
    later = a_new_draft(date_start="2026-03-20", date_end="2026-03-20")
    assert find_problems(kept, later) == []
    never = a_new_draft(date_start="2126-03-20", date_end="2126-03-20")
    assert {each.columns for each in find_problems(kept, never)} == {("date_start",), ("date_end",)}


def test_a_place_of_the_draft_is_known_to_its_incident(kept):
    draft = a_new_draft(place_id="tell-new")
    assert told(find_problems(kept, draft)) == [("incidents", 0, ("place_id",))]
    place = {**kept.rows("gazetteer")["deir-ez-zor",], "place_id": "tell-new", "name_en": "Tell New"}
    draft = replace(draft, rows={**draft.rows, "gazetteer": (place,)})
    assert told(find_problems(kept, draft)) == []


@pytest.mark.parametrize("rows", [{"incidents": ({"colour": "red"},)}, {"pictures": ({"id": "1"},)}])
def test_what_the_record_has_no_room_for_is_refused(kept, rows):
    with pytest.raises(DraftError, match=r"has no (column|table)"):
        find_problems(kept, replace(a_new_draft(), rows=rows))
