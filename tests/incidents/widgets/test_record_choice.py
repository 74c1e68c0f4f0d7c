"""A file of one's own on the page: alone, put aside, or beside the curated record; which of them is in the link."""

from functools import cache

import pytest
from streamlit.testing.v1 import AppTest

from incidents.record.record import Record
from incidents.selection.notices import Notice
from incidents.widgets.standing import Standing
from incidents.widgets.standing_in_address import standing_from_query, standing_to_query, which_record
from tests.app_page import a_page as page_at
from tests.app_page import count_of, html_of, settled
from tests.conftest import a_record, a_role, an_incident

THEIRS = {"actor_id": "theirs", "name_en": "Their actor", "name_ar": "طرفهم", "kind": "civilians"}


@cache
def own() -> Record:
    incidents = [an_incident(901, date_start="2025-06-01"), an_incident(902, place_id="raqqa", governorates="SY11")]
    roles = [a_role("theirs", number=number) for number in (901, 902)]
    return a_record(incidents=incidents, roles=roles, actors=[THEIRS])


def a_page(*, is_open: bool = True, **query: str) -> AppTest:
    held: dict[str, object] = {"own_record": own(), "own_name": "weekly <b>.csv"} if is_open else {}
    return page_at(held | {"of_filters": False}, **{"lang": "en", **query})


def choose(page: AppTest, which: str) -> AppTest:
    control = next(one for one in page.get("button_group") if one.key == "record")
    return settled(control.set_value(which).run())


def test_the_choice_is_in_the_link_and_both_are_counted_apart():
    page = a_page(record="own")
    assert count_of(page).startswith("2 of 2 ")
    choose(page, "both")
    assert page.query_params["record"] in ("both", ["both"])
    assert not count_of(page).startswith("2 of 2 ")
    assert "weekly &lt;b&gt;.csv" in html_of(page)
    assert any(button.key == "drawer_pairs" for button in page.button)
    choose(page, "curated")
    assert "record" not in page.query_params
    assert not any(button.key == "drawer_pairs" for button in page.button)


def test_a_value_that_only_the_second_record_has_leaves_none_of_the_curated_one_and_that_is_said():
    page = a_page(record="both", actor="theirs")
    assert page.session_state["filter_actor"] == ["theirs"]
    assert "it leaves none of that record" in html_of(page)
    assert "No matching record." not in html_of(page)
    choose(page, "own")
    assert page.session_state["filter_actor"] == ["theirs"]
    choose(page, "curated")
    assert page.session_state["filter_actor"] == []
    assert "actor=theirs" in html_of(page)


def test_both_incidents_of_a_pair_open_side_by_side():
    page = a_page(record="both", incident="SYR-0049", beside="SYR-0901", drawer="pairs")
    assert html_of(page).count('<article class="incident-card"') == 2


def test_of_two_records_the_briefing_holds_one_and_says_so():
    assert "nothing of" in html_of(a_page(record="both", view="comparison"))
    assert "nothing of" not in html_of(a_page(record="curated", view="comparison"))


@pytest.mark.parametrize("which", ["own", "both"])
def test_a_link_to_a_file_that_is_not_open_says_so_and_shows_the_curated_record(which):
    page = a_page(is_open=False, record=which, beside="SYR-0901")
    assert "so you see the curated record" in html_of(page)
    assert page.session_state["record"] == "curated"
    assert "record" not in page.query_params


def test_putting_the_file_away_goes_back_to_the_record():
    page = a_page(record="both")
    settled(next(button for button in page.button if button.key == "own_back").click().run())
    assert "weekly" not in html_of(page)
    assert "record" not in page.query_params


def test_which_record_and_which_incident_of_the_second_are_read_back_as_they_are_written():
    standing = Standing(record="both", beside="SYR-0902", drawer="pairs")
    query = {name: [value] for name, value in standing_to_query(standing).items()}
    assert standing_from_query(query, a_record(), own()) == (standing, [])
    assert standing_from_query(query, a_record()) == (
        Standing(record="both", drawer="pairs"),
        [Notice("beside", "SYR-0902")],
    )
    assert which_record({"record": ["own", "Both."]}) == "both"
    assert which_record({"record": ["mine"]}) == which_record({}) == "curated"
