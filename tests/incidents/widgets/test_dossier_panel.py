"""A dossier on the page is a question of its own: closing it goes back, asking for something else ends it."""

from incidents.widgets.page_state import key_of
from tests.incidents.widgets.test_page_state import notice_of
from tests.test_app import a_page

SY09 = "governorate:SY09"


def test_a_link_to_a_dossier_asks_its_question_and_says_nothing_of_it():
    page = a_page(lang="en", dossier=SY09)
    assert page.session_state[key_of("governorate")] == ["SY09"]
    assert page.query_params["governorate"] == "SY09"
    assert page.query_params["dossier"] == SY09
    assert notice_of(page) == ""


def test_a_link_that_asks_for_another_of_the_same_list_has_no_dossier_and_says_so():
    page = a_page(lang="en", dossier=SY09, governorate="SY11")
    assert page.session_state["dossier"] is None
    assert page.session_state[key_of("governorate")] == ["SY11"]
    assert "dossier=governorate:SY09" in notice_of(page)


def test_whoever_takes_its_filter_away_has_left_the_dossier():
    page = a_page(lang="en", dossier=SY09)
    page.session_state[key_of("governorate")] = []
    page.run()
    assert page.session_state["dossier"] is None
    assert "dossier" not in page.query_params


def test_a_dossier_of_which_nothing_is_recorded_still_has_a_way_back():
    page = a_page(lang="en", dossier="kind:attack", text="nothing like it")
    page.button(key="without_text").click().run()
    assert page.session_state["dossier"] == "kind:attack"
