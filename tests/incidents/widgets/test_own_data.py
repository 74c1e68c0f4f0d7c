"""A file of one's own without a browser: read once for all runs of the page, and let go with the view."""

from streamlit.testing.v1 import AppTest

from tests.app_page import html_of, settled
from tests.incidents.exchange.odd_files import text


def page() -> None:
    import streamlit as st

    from incidents.widgets.own_data import own_record, show_own_data
    from tests.conftest import EN

    own_record()
    if st.toggle("own", value=True):
        show_own_data(EN)


def opened() -> AppTest:
    app = settled(AppTest.from_function(page, default_timeout=60).run())
    app.file_uploader[0].set_value(("weekly.csv", text().encode(), "text/csv"))
    return settled(app.run())


def test_a_further_run_of_the_page_does_not_read_the_file_again() -> None:
    app = opened()
    assert "1 of 1 rows become incidents." in html_of(app)
    found = app.session_state["own_found"]
    settled(app.run())
    assert app.session_state["own_found"] is found
    app.selectbox(key="own_kind_weekly.csv_").set_value("acled")
    settled(app.run())
    assert app.session_state["own_found"] is not found


def test_what_was_read_is_let_go_with_the_view_of_it() -> None:
    app = opened()
    app.toggle[0].set_value(False)
    settled(settled(app.run()).run())
    assert not any(name in app.session_state for name in ("own_opened", "own_found"))
