"""The open incident on the page: its card, what closes it, what it leads to."""

import datetime as dt

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from geodata.mercator import Spot
from incidents.language import Language
from incidents.record.story import Step, Story
from incidents.selection.story_order import Telling
from incidents.views.incident_card import Walk
from incidents.widgets.incident_panel import _alone, related_ids, related_walk
from incidents.widgets.page_state import open_incident
from incidents.widgets.side_panel import _walk_along
from incidents.widgets.standing import Standing, stand, stands
from tests.app_page import html_of
from tests.conftest import AR, EN, shipped_record

LINK = "http://localhost:8501/?incident=SYR-0049"


def page(incident_id: str, lang: "Language", selected: list[str] | None, link: str) -> None:
    import streamlit as st

    from incidents.selection.selection import select, select_ids
    from incidents.widgets.incident_panel import show_incident
    from tests.conftest import shipped_record

    record = shipped_record()
    opened = st.session_state.get("incident", incident_id)
    if opened:
        show_incident(select(record) if selected is None else select_ids(record, selected), opened, lang, link)


def opened(incident_id: str = "SYR-0049", lang: Language = EN, selected: list[str] | None = None) -> AppTest:
    app = AppTest.from_function(page, args=(incident_id, lang, selected, LINK), default_timeout=60)
    app.run()
    assert not app.exception
    return app


@pytest.mark.parametrize("lang", [EN, AR])
def test_card_shows_title_accounts_and_its_link(lang: Language) -> None:
    html = html_of(opened(lang=lang))
    assert f'<article class="incident-card" lang="{lang}"' in html
    assert LINK in html


def test_one_walks_through_the_related_incidents_and_back_to_the_first() -> None:
    record = shipped_record()
    related = related_ids(record.incident("SYR-0049"))
    assert related_walk(record, "SYR-0049") == Walk(0, len(related), None, related[0])
    st.session_state["of_card_chain"] = "SYR-0049"
    try:
        after = related[1] if len(related) > 1 else None
        assert related_walk(record, related[0]) == Walk(1, len(related), "SYR-0049", after)
    finally:
        del st.session_state["of_card_chain"]


def test_files_of_one_incident_say_which_days_they_show() -> None:
    alone = _alone(shipped_record(), "SYR-0049")
    assert alone.incidents["incident_id"].tolist() == ["SYR-0049"]
    assert alone.question.date_from == alone.question.date_to == dt.date(2025, 5, 17)


def test_nothing_of_one_incident_is_made_before_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_told: object) -> None:
        raise AssertionError

    monkeypatch.setattr("incidents.widgets.incident_panel.compose_briefing", never)
    assert len(opened().get("download_button")) == 4


def test_one_walks_along_a_story_and_leaves_it_by_another_incident_or_by_closing_the_card() -> None:
    told = ("SYR-0022", "SYR-0049")
    assert _walk_along(told, 0) == Walk(1, 2, None, "SYR-0049")
    try:
        for opened, left in ((told[1], told), ("SYR-0001", None), (None, None)):
            stand(Standing(story=told, incident=told[0]))
            open_incident(opened)
            assert (stands().incident, stands().story) == (opened, left)
    finally:
        st.session_state.clear()


def test_a_story_goes_on_by_its_steps_and_the_map_with_it_though_it_tells_of_an_incident_twice() -> None:
    steps = [Step(one, {"text_en": "Said."}, spot) for one, spot in (("A", None), ("B", Spot(35, 40, 9)), ("A", None))]
    telling = Telling("told", Story({"title_en": "Told"}, tuple(steps)))
    try:
        for at, opened, place in ((1, "B", 2), (2, "A", 3), (1, "A", 1)):
            stand(Standing(story=telling.at(at), incident=telling.at(at).step.incident_id))
            open_incident(opened)
            assert (stands().incident, stands().story) == (opened, telling.at(place))
            assert stands().at == steps[place - 1].spot
        for opened in ("C", None):
            stand(Standing(story=telling, incident="A"))
            open_incident(opened)
            assert (stands().incident, stands().story) == (opened, None)
    finally:
        st.session_state.clear()
