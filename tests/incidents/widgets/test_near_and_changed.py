"""Near and Changed on the page: what is chosen is in the link, and one link reopens it."""

import pytest
from streamlit.testing.v1 import AppTest

from geodata.own_layers import load_own_layer
from incidents.phrases.nearness import nearness_in_words
from incidents.selection.nearness import nearness
from incidents.selection.question import Near, Question
from incidents.selection.selection import select
from tests.app_page import a_page, chips_of, count_of, html_of, settled
from tests.conftest import APP, EN, shipped_record

RECORD = shipped_record()
LAYER = load_own_layer("route.gpx", b'<gpx version="1.1" creator="x"><wpt lat="35.95" lon="39.01"/></gpx>')


def chosen(page: AppTest, key: str):
    return next(control for control in page.selectbox if control.key == key)


def test_a_link_with_a_circle_counts_what_may_lie_within_and_says_what_surely_does():
    page = a_page(near="raqqa,30", lang="en")
    found = html_of(page)
    assert count_of(page).startswith(f"{len(select(RECORD, Question(near=Near('raqqa', 30))))} of ")
    sure = nearness(select(RECORD, Question(near=Near("raqqa", 30))))
    assert nearness_in_words(sure, EN)[0] in found
    assert chips_of(page) == ["near"]


def test_a_wider_circle_is_chosen_and_written_to_the_link():
    page = a_page(near="raqqa,30", lang="en")
    settled(chosen(page, "near_km").set_value(50).run())
    assert page.session_state["filter_near"] == Near("raqqa", 50)
    assert page.query_params["near"] in ("raqqa,50", ["raqqa,50"])


def test_a_layer_of_the_session_is_offered_and_a_link_with_its_name_reopens_it_in_this_session_alone():
    page = AppTest.from_file(APP, default_timeout=120)
    page.query_params["near"], page.query_params["lang"] = "layer:route.gpx,10", "en"
    page.session_state["of_filters"] = True
    page.session_state["of_own_layer"] = LAYER
    settled(page.run())
    assert page.session_state["filter_near"] == Near(LAYER, 10)
    assert chosen(page, "near_place").value == "layer:route.gpx"
    settled(chosen(page, "near_km").set_value(50).run())
    assert page.session_state["filter_near"].center is LAYER
    assert page.query_params["near"] in ("layer:route.gpx,50", ["layer:route.gpx,50"])
    elsewhere = a_page(near="layer:route.gpx,10", lang="en")
    assert elsewhere.session_state["filter_near"] is None
    assert "The file is not in the link" in html_of(elsewhere)


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_the_comparison_opens_with_what_changed(lang):
    assert 'class="changes"' in html_of(a_page(view="comparison", lang=lang))


def test_one_link_reopens_dimension_and_period():
    page = a_page(view="comparison", change_by="kind", against="2025-01-01..2025-03-31", lang="en")
    found = html_of(page)
    assert "against January – March 2025" in found
    assert "Armed attack: rose from" in found
    settled(next(button for button in page.button if button.key == "change_before").click().run())
    assert "against" not in page.query_params


def test_the_dates_of_the_page_say_which_period_is_meant():
    found = html_of(a_page(view="comparison", change_by="kind", lang="en", to="2025-12-31"))
    assert "Dec 2025 against" in found
