"""The page as Streamlit runs it, without a browser."""

from pathlib import Path

import pytest

from incidents.language import Language, isolate_ltr
from incidents.selection.question import Question
from incidents.selection.selection import select
from incidents.widgets.shared_record import watched_record
from tests.app_page import a_page, count_of, html_of, told_of
from tests.conftest import LANGS, a_claim, a_folder, an_incident, shipped_record

RECORD = shipped_record()


def test_the_page_opens_with_the_whole_record():
    assert count_of(a_page(lang="en")) == f"{len(RECORD)} of {len(RECORD)} incidents"


@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize("view", ["incidents", "comparison", "briefing", "about"])
def test_every_view_opens_in_both_languages(lang, view):
    assert "<h1>" in html_of(a_page(lang=lang, view=view))


def test_a_shared_link_reopens_its_question_and_its_incident():
    page = a_page(governorate="SY09", incident="SYR-0049", lang="en")
    shown = select(RECORD, Question(governorate=("SY09",)))
    assert count_of(page) == f"{len(shown)} of {len(RECORD)} incidents"
    assert "SYR-0049" in html_of(page)
    assert page.session_state["filter_governorate"] == ["SY09"]


def test_no_filter_offers_what_no_incident_of_the_record_is():
    offered = next(row for row in a_page(lang="en").get("button_group") if row.key == "filter_precision")
    assert not any(option.content.endswith("**0**") for option in offered.proto.options)


def test_a_filter_narrows_bar_and_foot_alike():
    page = a_page(lang="en")
    page.session_state["filter_contested"] = True
    page.run()
    assert not page.exception
    contested = select(RECORD, Question(contested=True))
    assert count_of(page).startswith(f"{len(contested)} of ")  # in the bar
    assert f"{len(contested)} incidents · 1" in told_of(page, "left-out")["said"]  # at the foot, some without a place
    assert page.session_state["filter_contested"] is True


def test_broken_values_in_a_link_give_a_notice_and_no_exception():
    page = a_page(**{"governorate": "SY99", "from": "2025-02-30", "min_origins": "-4", "bounds": "1,2", "lang": "xx"})
    text = html_of(page)
    assert 'class="notice"' in text
    assert "governorate=SY99" in text
    assert count_of(page).startswith(f"{len(RECORD)} ")


def test_a_click_switches_to_the_other_language_and_back():
    page = a_page(lang="en")
    for other in ("ar", "en"):
        page.button(key="language").click().run()
        assert not page.exception
        assert page.session_state["lang"] == other


@pytest.mark.parametrize("view", ["incidents", "briefing"])
def test_an_answer_without_incidents_offers_the_way_back_and_keeps_the_open_card(view):
    page = a_page(lang="en", view=view, governorate="SY10", min_origins="9", incident="SYR-0049")
    assert "No matching record." in html_of(page)
    assert 'id="card-SYR-0049"' in html_of(page)
    page.button(key="reset_empty").click().run()
    assert count_of(page).startswith(f"{len(RECORD)} of ")


def test_a_broken_record_is_told_in_words(monkeypatch):
    monkeypatch.setenv("INCIDENTS_DATA", str(a_folder(incidents=[an_incident(tactic="no-such-tactic")])))
    page = a_page(lang="en")
    text = html_of(page)
    assert "no-such-tactic" in text
    assert "incidents.csv:2:tactic" in text
    assert "<h1>" not in text


def test_markup_in_a_record_stays_text(monkeypatch):
    hostile = "<img src=x onerror=alert(1)>"
    record = a_folder(incidents=[an_incident(summary_en=hostile, summary_ar=hostile)], claims=[a_claim()])
    monkeypatch.setenv("INCIDENTS_DATA", str(record))
    assert hostile not in html_of(a_page(lang="en", incident="SYR-0001"))


def save(tables: Path, directory: Path) -> None:
    """Write tables over those of a folder, and wait until that is noticed."""
    for table in tables.glob("*.csv"):
        (directory / table.name).write_bytes(table.read_bytes())
    watched = watched_record()
    assert watched.has_answered(watched.ask(), 300)


def test_an_edited_record_is_read_again(monkeypatch):
    record = a_folder(incidents=[an_incident(1)])
    monkeypatch.setenv("INCIDENTS_DATA", str(record))
    page = a_page(lang="en")
    assert count_of(page).startswith("1 of 1 ")
    save(a_folder(incidents=[an_incident(1), an_incident(2)]), record)
    page.run()
    assert count_of(page).startswith("2 of 2 ")


@pytest.mark.parametrize("lang", LANGS)
def test_while_an_edit_is_broken_readers_keep_the_last_record_and_are_told_why(monkeypatch, lang: Language):
    record = a_folder(incidents=[an_incident(1)])
    monkeypatch.setenv("INCIDENTS_DATA", str(record))
    at_work = a_page(lang=str(lang))
    assert 'class="problems' not in html_of(at_work)
    save(a_folder(incidents=[an_incident(1), *(an_incident(n, tactic="<b>none</b>") for n in range(2, 9))]), record)
    for page in (at_work.run(), a_page(lang=str(lang))):  # who is at work, and who opens the page now
        assert not page.exception
        text = html_of(page)
        assert "<h1>" in text
        assert told_of(page, "question")["shown"] == lang.number(1)
        problems = watched_record().held.problems
        notice = text.partition('class="problems edit"')[2].partition("</section>")[0]
        assert "incidents.csv:3:tactic: &lt;b&gt;none&lt;/b&gt;" in notice
        assert notice.count("<li>") < len(problems)
        assert f"<code>{isolate_ltr('python -m incidents check')}</code>" in notice
    save(a_folder(incidents=[an_incident(1), an_incident(2)]), record)
    assert 'class="problems' not in html_of(at_work.run())


def test_a_record_that_was_broken_at_the_start_is_shown_once_it_is_mended(monkeypatch):
    record = a_folder(incidents=[an_incident(tactic="no-such-tactic")])
    monkeypatch.setenv("INCIDENTS_DATA", str(record))
    page = a_page(lang="en")
    assert "<h1>" not in html_of(page)
    save(a_folder(incidents=[an_incident(1)]), record)
    assert count_of(page.run()).startswith("1 of 1 ")
