"""The open incident on the page: its card, what closes it, what it leads to."""

import pytest
from streamlit.testing.v1 import AppTest

from incidents.language import Language
from tests.conftest import AR, EN

LINK = "http://localhost:8501/?incident=SYR-0049"


def page(incident_id: str, lang: "Language", selected: list[str] | None, link: str) -> None:
    import streamlit as st

    from incidents.record.record import load_record
    from incidents.selection.selection import select, select_ids
    from incidents.widgets.incident_panel import show_incident

    record = load_record()
    opened = st.session_state.get("incident", incident_id)
    if opened:
        show_incident(select(record) if selected is None else select_ids(record, selected), opened, lang, link)


def opened(incident_id: str = "SYR-0049", lang: Language = EN, selected: list[str] | None = None) -> AppTest:
    app = AppTest.from_function(page, args=(incident_id, lang, selected, LINK), default_timeout=60)
    app.run()
    assert not app.exception
    return app


def html_of(app: AppTest) -> str:
    return "".join(element.proto.body for element in app.get("html"))


@pytest.mark.parametrize("lang", [EN, AR])
def test_card_shows_title_accounts_and_its_link(lang: Language) -> None:
    html = html_of(opened(lang=lang))
    assert f'<article class="incident-card" lang="{lang}"' in html
    assert LINK in html


def test_close_leaves_no_incident_open() -> None:
    app = opened()
    app.button(key="close_card").click().run()
    assert app.session_state["incident"] is None
    assert "incident-card" not in html_of(app).replace(".incident-card", "")


def test_related_incident_opens() -> None:
    app = opened()
    app.button(key="related_SYR-0044").click().run()
    assert app.session_state["incident"] == "SYR-0044"
    assert 'id="title-SYR-0044"' in html_of(app)


def test_incident_outside_the_selection_says_so() -> None:
    sentence = "not among those your filters select"
    assert sentence in html_of(opened(selected=["SYR-0001"]))
    assert sentence not in html_of(opened(selected=["SYR-0049"]))
