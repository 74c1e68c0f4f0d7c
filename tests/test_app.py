"""The page as Streamlit runs it, without a browser."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from incidents.dataset import load_dataset
from incidents.filters import Filters, apply_filters
from tests.conftest import a_claim, a_record, an_incident

APP = str(Path(__file__).parents[1] / "incidents" / "widgets" / "page.py")
RECORD = load_dataset()


def a_page(**query: str) -> AppTest:
    page = AppTest.from_file(APP, default_timeout=60)
    for name, value in query.items():
        page.query_params[name] = value
    page.run()
    assert not page.exception
    return page


def html_of(page: AppTest) -> str:
    return "".join(element.proto.body for element in page.get("html"))


def test_the_page_opens_with_the_whole_record():
    assert f"<strong>{len(RECORD)}</strong>" in html_of(a_page())


@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize("view", ["incidents", "comparison", "briefing", "about"])
def test_every_view_opens_in_both_languages(lang, view):
    assert "<h1>" in html_of(a_page(lang=lang, view=view))


def test_a_shared_link_reopens_its_question_and_its_incident():
    page = a_page(governorate="SY09", incident="SYR-0049", lang="en")
    shown = apply_filters(RECORD, Filters(governorate=("SY09",)))
    assert f"<strong>{len(shown)}</strong>" in html_of(page)
    assert "SYR-0049" in html_of(page)
    assert page.session_state["filter_governorate"] == ["SY09"]


def test_a_filter_narrows_figures_timeline_and_table_alike():
    page = a_page(lang="en")
    page.session_state["filter_contested"] = True
    page.run()
    assert not page.exception
    contested = apply_filters(RECORD, Filters(contested=True))
    assert html_of(page).count(f"<strong>{len(contested)}</strong>") >= 2  # the line and the strip
    assert page.session_state["filter_contested"] is True


def test_broken_values_in_a_link_give_a_notice_and_no_exception():
    page = a_page(**{"governorate": "SY99", "from": "2025-02-30", "min_origins": "-4", "bounds": "1,2", "lang": "xx"})
    text = html_of(page)
    assert 'class="notice"' in text
    assert "governorate=SY99" in text
    assert f"<strong>{len(RECORD)}</strong>" in text


def test_a_broken_record_is_told_in_words(monkeypatch):
    monkeypatch.setenv("INCIDENTS_DATA", str(a_record(incidents=[an_incident(tactic="no-such-tactic")])))
    page = a_page(lang="en")
    text = html_of(page)
    assert "no-such-tactic" in text
    assert "incidents.csv:2:tactic" in text
    assert "<h1>" not in text


def test_markup_in_a_record_stays_text(monkeypatch):
    hostile = "<img src=x onerror=alert(1)>"
    record = a_record(incidents=[an_incident(summary_en=hostile, summary_ar=hostile)], claims=[a_claim()])
    monkeypatch.setenv("INCIDENTS_DATA", str(record))
    assert hostile not in html_of(a_page(lang="en", incident="SYR-0001"))


def test_an_edited_record_is_read_again(monkeypatch):
    record = a_record(incidents=[an_incident(1)])
    monkeypatch.setenv("INCIDENTS_DATA", str(record))
    page = a_page(lang="en")
    assert "<strong>1</strong> of 1" in html_of(page)
    other = a_record(incidents=[an_incident(1), an_incident(2)])
    for table in other.glob("*.csv"):
        (record / table.name).write_bytes(table.read_bytes())
    page.run()
    assert "<strong>2</strong> of 2" in html_of(page)
