"""Links as the page takes them: what they ask is shown, what was not read word for word is said, nothing breaks."""

import pytest
from streamlit.testing.v1 import AppTest

from incidents.selection.filters import FILTERS
from incidents.selection.question import Question
from incidents.selection.selection import select
from incidents.widgets.page_state import key_of
from tests.app_page import a_page, count_of, html_of, told_of
from tests.conftest import EN, shipped_record

RECORD = shipped_record()


def notice_of(page: AppTest) -> str:
    """Return what the page says of its address, "" where all was read word for word."""
    return html_of(page).partition('class="notice"')[2].partition("</div>")[0]


@pytest.mark.parametrize(
    ("name", "code"),
    [("kind", "bombing"), ("district", "SY0903"), ("publisher", "shafaq-news"), ("origin", "sohr")],
)
def test_a_link_asks_by_kind_district_publisher_and_origin(name, code):
    page = a_page(lang="en", **{name: code})
    asked = Question(**{name: (code,)})
    count = len(select(RECORD, asked))
    assert 0 < count < len(RECORD)
    assert count_of(page).startswith(f"{count} of ")
    assert notice_of(page) == ""
    assert page.session_state[key_of(name)] == [code]
    words = FILTERS[name].say(RECORD, (code,), EN)
    assert told_of(page, "question")["chips"] == [[name, code, words]]


@pytest.mark.parametrize("written", ["SYR-0049.", "syr-0049", "SYR-49 ", "SYR-٠٠٤٩"])
def test_a_link_to_an_incident_opens_it_however_its_id_is_written(written):
    page = a_page(lang="en", incident=written)
    assert page.session_state["incident"] == "SYR-0049"
    assert "as \u2068incident=SYR-0049" in notice_of(page)


def test_a_year_in_a_link_is_its_days_and_the_address_says_so_from_then_on():
    page = a_page(lang="en", year="2025")
    assert "from=2025-01-01&amp;to=2025-12-31" in notice_of(page)
    assert page.query_params["from"] == "2025-01-01"
    assert "year" not in page.query_params


def test_a_link_asks_for_its_language_in_any_case():
    page = a_page(LANG="AR")
    assert page.session_state["lang"] == "ar"
    assert "lang=ar" in notice_of(page)


@pytest.mark.parametrize(
    "query",
    [
        {"view": "briefing", "governorate": "not-stated"},
        {"view": "briefing", "from": "0001-01-01", "to": "9999-12-31"},
        {"view": "briefing", "from": "1900-01-01", "to": "9999-12-30"},
        {"view": "briefing", "from": "0001-12-31", "to": "2026-03-05"},
        {"view": "incidents", "from": "0001-01-01", "to": "9999-12-31"},
        {"view": "comparison", "compare": "0001-01-01..9999-12-31,0001-01-01..0001-01-01"},
    ],
    ids=lambda query: "&".join(f"{name}={value}" for name, value in query.items()),
)
def test_what_the_filters_allow_at_their_edges_opens_without_a_notice(query):
    assert notice_of(a_page(lang="ar", **query)) == ""


@pytest.mark.parametrize("sides", ["2025-01-01..2025-03-31,SY09", "SY99,SY01", "SY²²,SY٠١"])
def test_sides_that_cannot_be_compared_are_named(sides):
    assert f"compare={sides}" in notice_of(a_page(lang="en", view="comparison", compare=sides))


def test_a_filter_that_is_chosen_leaves_a_link_without_notice():
    page = a_page(lang="en", governorat="SY09")
    assert "governorat=SY09" in notice_of(page)
    page.session_state[key_of("kind")] = ["bombing"]
    page.run()
    assert notice_of(page) == ""
    assert page.query_params["kind"] == "bombing"
