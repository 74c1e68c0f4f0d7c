"""What is new, on the page: a link made earlier says what is new since, the chapter compares with any older version."""

import re

import pytest

from incidents.record.older import Version, mark_of, noted_versions, older_record
from incidents.selection.differences import difference
from incidents.selection.question import Question
from incidents.widgets.standing_in_address import standing_from_query
from tests.conftest import shipped_record
from tests.test_app import a_page, html_of

RECORD = shipped_record()
OLDEST = noted_versions(RECORD)[-1]
NOW = mark_of(RECORD.version, RECORD.stamp)
OF_ONE = Question(governorate=("SY09",))


def added_since(version: Version, question: Question = Question()) -> int:  # noqa: B008 - a value
    older = older_record(RECORD, version)
    assert older is not None
    return len(difference(older, RECORD, question).added)


SINCE = next(version for version in noted_versions(RECORD) if 10 < added_since(version, OF_ONE) < 100)


@pytest.mark.parametrize(("lang", "words"), [("en", f"{added_since(SINCE, OF_ONE)} incidents added"), ("ar", "حدثاً")])
def test_an_older_link_says_what_is_new_since_and_leads_there(lang, words):
    page = a_page(lang=lang, governorate="SY09", version=SINCE.mark)
    line = html_of(page).partition('<p role="status">')[2].partition("</p>")[0]
    assert words in line
    assert len(re.findall(r"\d+–\d+", line)) >= 2, "a total then and now"
    assert 'class="notice"' not in html_of(page)
    page.button(key="news_see").click().run()
    assert page.session_state["chapter"] == "new"
    assert page.session_state["since"] == SINCE.mark
    assert '<section class="news">' in html_of(page)
    assert html_of(page).count("SYR-0183") >= 1


def test_the_line_is_taken_away_with_a_click_and_stays_away():
    page = a_page(lang="en", version=OLDEST.name)
    page.button(key="news_dismiss").click().run()
    assert "Since this link was made" not in html_of(page)


@pytest.mark.parametrize("version", [NOW, "1999.01.01-ffffffffffff", RECORD.version])
def test_a_link_of_this_version_or_of_none_that_is_known_says_nothing(version):
    assert "Since this link was made" not in html_of(a_page(lang="en", version=version))


def test_what_is_no_version_is_named_and_nothing_else_happens():
    page = a_page(lang="en", version="<b>", governorate="SY09")
    assert "version=" in html_of(page).partition('class="notice"')[2]


def test_links_that_are_given_away_bear_the_version_and_select_nothing_by_it():
    page = a_page(lang="en", view="briefing", governorate="SY09")
    links = [code.value for code in page.code]
    assert any(f"version={NOW}" in link for link in links)
    standing, notices = standing_from_query({"since": [OLDEST.name]}, RECORD)
    assert standing.since == OLDEST.mark
    assert notices == []


def test_the_chapter_compares_under_the_filters_or_the_whole_record():
    page = a_page(lang="en", view="about", chapter="new", governorate="SY09", since=SINCE.mark)
    assert f"{added_since(SINCE, OF_ONE)} incidents added" in html_of(page)
    page = a_page(lang="en", view="about", chapter="new", since=SINCE.mark)
    assert f"{added_since(SINCE)} incidents added" in html_of(page)
