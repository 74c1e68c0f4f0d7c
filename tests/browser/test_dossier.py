"""A dossier opens from a row of the rankings, is found again by its link, and leads on and back."""

import pytest
from playwright.sync_api import expect

from incidents.language import Language
from tests.browser.barriers import EVERY_RULE, barriers
from tests.browser.conftest import Readers
from tests.browser.reader import PHONE, Reader
from tests.browser.settling import click, query_of
from tests.conftest import AR

HEADING = ".dossier-head h2"
CLOSE = ".dossier-head .close"
ASKED = "from=2025-12-06"


@pytest.mark.always
@pytest.mark.parametrize("lang", [AR])
def test_a_dossier_opens_from_a_row_leads_on_and_back_to_the_question_before(reader: Reader, lang: Language) -> None:
    page = reader.ask(f"?{ASKED}")
    before = page.locator("[data-figure=incidents] .value").inner_text()
    click(page.locator("[data-id='row-governorate-SY09'] .opens"))
    place = page.locator("[data-id='row-governorate-SY09'] .name").inner_text()
    expect(page.locator(HEADING)).to_have_text(place)
    expect(page.locator(HEADING)).to_be_focused()
    assert "governorate=SY09" in query_of(page)
    assert ASKED not in query_of(page)
    click(page.locator(".dossier-lists [data-id^='dossier-role'] .opens").first)
    expect(page.locator(HEADING)).not_to_have_text(place)
    assert "actor=" in query_of(page)
    click(page.locator(CLOSE))
    expect(page.locator(HEADING)).to_have_count(0)
    expect(page.locator("[data-figure=incidents] .value")).to_have_text(before)
    assert ASKED in query_of(page)
    assert "dossier" not in query_of(page)


def test_the_link_of_a_dossier_shows_the_same_to_somebody_else(a_reader: Readers) -> None:
    page = a_reader().ask("?")
    click(page.locator("[data-id='row-governorate-SY11'] .opens"))
    said = page.locator(".dossier-lists").inner_text()
    other = a_reader(locale="ar-SY").open(f"{query_of(page)}&lang=en")
    assert other.locator(".dossier-lists").inner_text() == said
    click(other.locator(CLOSE))  # nothing was asked before
    assert "governorate" not in query_of(other)


def test_a_long_list_opens_in_place_and_axe_finds_no_barrier(a_reader: Readers) -> None:
    for options in ({"color_scheme": "dark"}, {"viewport": PHONE, "locale": "ar-SY"}):
        page = a_reader(**options).ask("?dossier=origin:sohr")
        short = page.locator(".dossier-lists li").count()
        click(page.locator("[data-id='dossier-all-voices']"))
        assert page.locator(".dossier-lists li").count() > short
        expect(page.locator("[data-id='dossier-all-voices']")).to_be_focused()
        assert barriers(page, ".dossier-head", ".dossier-lists", rules=EVERY_RULE) == []
