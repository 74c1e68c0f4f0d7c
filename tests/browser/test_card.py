"""The card of an incident as a reader uses it: by mouse, by keyboard, on a phone, in either language, light or dark."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import Readers, click, query_of, settled

CARD = ".st-key-incident_card"
PHONE = {"width": 390, "height": 844}


def open_card(a_reader: Readers, incident_id: str = "SYR-0049", lang: str = "en", **options: object) -> Page:
    page = a_reader(**options).open(f"?incident={incident_id}&lang={lang}")
    page.locator(f"{CARD} article").wait_for()
    return page


@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_card_meets_wcag_aa(a_reader: Readers, lang: str, scheme: str) -> None:
    page = open_card(a_reader, lang=lang, color_scheme=scheme)
    page.locator(f"{CARD} details summary").click()
    rules = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
    found = Axe().run(page, context=CARD, options=rules)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_card_fits_a_phone(a_reader: Readers, lang: str) -> None:
    page = open_card(a_reader, lang=lang, viewport=PHONE)
    page.locator(f"{CARD} details summary").click()
    wider = page.evaluate(
        """card => [...document.querySelectorAll(card + ' *')]
            .filter(part => part.checkVisibility() && !part.closest('.wide, .unseen'))
            .filter(part => part.getBoundingClientRect().left < -1
                || part.getBoundingClientRect().right > innerWidth + 1)
            .map(part => part.className || part.tagName)""",
        CARD,
    )
    assert wider == []


def test_number_of_a_source_leads_to_the_source_by_keyboard(a_reader: Readers) -> None:
    page = open_card(a_reader)
    number = page.locator(f"{CARD} .refs a", has_text="15").first
    number.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#source-15")).to_be_in_viewport()
    settled(page)
    expect(page.locator(f"{CARD} h2")).to_contain_text("17 May 2025")
    assert "incident=SYR-0049" in query_of(page)


def test_replaced_figure_leads_to_the_claim_that_replaced_it(a_reader: Readers) -> None:
    page = open_card(a_reader)
    page.locator(f"{CARD} a.since").first.click()
    later = page.locator(f"{CARD} tr:target")
    expect(later).to_be_in_viewport()
    expect(later).to_contain_text("3")


def test_citation_and_address_are_copied(a_reader: Readers) -> None:
    page = open_card(a_reader, permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy citation").click()
    expect(page.locator(f"{CARD} [role=status]").last).to_have_text("Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "incident SYR-0049: Security forces raided" in copied
    assert not set("\u2066\u2067\u2068\u2069") & set(copied)
    page.get_by_role("button", name="Copy link").click()
    page.wait_for_function("navigator.clipboard.readText().then(words => words.startsWith('http'))")
    link = page.evaluate("navigator.clipboard.readText()")
    page.goto(link)
    settled(page)
    expect(page.locator(f"{CARD} h2")).to_contain_text("17 May 2025")


def test_related_incident_opens_and_the_card_closes(a_reader: Readers) -> None:
    page = open_card(a_reader)
    click(page.locator(".st-key-related button").first)
    expect(page.locator(f"{CARD} .eyebrow")).not_to_contain_text("SYR-0049")
    assert "incident=SYR-0049" not in query_of(page)
    click(page.get_by_role("button", name="Close"))
    expect(page.locator(CARD)).to_have_count(0)
    assert "incident=" not in query_of(page)


def test_parties_in_agreement_stand_in_one_column(a_reader: Readers) -> None:
    page = open_card(a_reader)
    board = page.locator(".board", has=page.locator("h4", has_text="ISIS members killed"))
    three = board.locator(".side", has=page.locator("dt", has_text="3"))
    expect(three).to_contain_text("Interior Ministry")
    expect(three).to_contain_text("SOHR")
    expect(board.locator(".side.earlier s").first).to_have_css("text-decoration-line", "line-through")


def test_arabic_card_begins_at_the_right(a_reader: Readers) -> None:
    page = open_card(a_reader, lang="ar")
    card, title = page.locator(CARD).bounding_box(), page.locator(f"{CARD} .board h4").first.bounding_box()
    assert card
    assert title
    assert card["x"] + card["width"] - (title["x"] + title["width"]) < 60  # in a narrow card the heading fills the line
    expect(page.locator(f"{CARD} .board h4").first).to_have_css("direction", "rtl")
    expect(page.locator(f"{CARD} .ranges")).to_contain_text("4–5")
