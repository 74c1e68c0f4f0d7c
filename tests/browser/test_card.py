"""The card of an incident as a reader uses it: by mouse, by keyboard, on a phone, in either language, light or dark."""

import datetime as dt
import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.barriers import barriers
from tests.browser.conftest import Readers
from tests.browser.reader import PHONE, Reader
from tests.browser.settling import click, come_true, go, press, query_of, settled, unfold
from tests.browser.speaking import LOCALES, date_of, say
from tests.conftest import AR, EN, LANGS, shipped_record

CARD = ".st-key-incident_card"
DAY = dt.date(2025, 5, 17)


def open_card(reader: Reader, incident_id: str = "SYR-0049") -> Page:
    page = reader.ask(f"?incident={incident_id}")
    page.locator(f"{CARD} article").wait_for()
    return page


@pytest.mark.always
@pytest.mark.parametrize("options", [{}, {"color_scheme": "dark"}])
def test_card_meets_wcag_aa_in_both_languages(a_reader: Readers, options) -> None:
    page = open_card(a_reader(**options))
    for lang in LANGS:
        go(page, f"?incident=SYR-0049&lang={lang}")
        assert page.locator(f"{CARD} article").get_attribute("lang") == lang.code
        unfold(page.locator(f"{CARD} details"))
        assert barriers(page, CARD) == []


@pytest.mark.parametrize("lang", [AR])
def test_card_fits_a_phone(a_reader: Readers, lang) -> None:
    page = open_card(a_reader(locale=LOCALES[lang], viewport=PHONE))
    unfold(page.locator(f"{CARD} details"))
    wider = page.evaluate(
        """card => [...document.querySelectorAll(card + ' *')]
            .filter(part => part.checkVisibility() && !part.closest('.wide, .unseen'))
            .filter(part => part.getBoundingClientRect().left < -1
                || part.getBoundingClientRect().right > innerWidth + 1)
            .map(part => part.className || part.tagName)""",
        CARD,
    )
    assert wider == []


def test_card_begins_where_the_lines_begin_and_sets_parties_in_agreement_next_to_each_other(
    reader: Reader, lang
) -> None:
    page = open_card(reader)
    heading = page.locator(f"{CARD} .board h4").first
    card, title = page.locator(CARD).bounding_box(), heading.bounding_box()
    assert card
    assert title
    at_left, at_right = title["x"] - card["x"], card["x"] + card["width"] - (title["x"] + title["width"])
    assert (at_right if lang.is_mirrored else at_left) < 60  # in a narrow card the heading fills the line
    expect(heading).to_have_css("direction", lang.direction)
    expect(page.locator(f"{CARD} .ranges")).to_contain_text("4–5")
    board = page.locator(
        ".board", has=page.locator("h4", has_text=shipped_record().schema.measure_label("killed_is", lang))
    )
    figures = board.locator(".account:not(.earlier) > strong").all_inner_texts()
    first, count = figures.index("3"), figures.count("3")
    assert figures[first : first + count] == ["3"] * count, "who agrees stands together"
    three = board.locator(".account", has=page.locator("strong", has_text=re.compile("^3$")))
    for party in ("interior-ministry", "sohr"):
        expect(three.filter(has_text=shipped_record().origins.loc[party, f"name_{lang}"])).to_have_count(1)
    expect(board.locator(".account.earlier s").first).to_have_css("text-decoration-line", "line-through")


@pytest.mark.parametrize("lang", [AR])
def test_numbers_lead_by_keyboard_to_their_source_and_replaced_figures_to_the_claim_after_them(
    reader: Reader, lang
) -> None:
    page = open_card(reader)
    page.locator(f"{CARD} .refs a", has_text="15").first.focus()
    press(page, "Enter")
    expect(page.locator("#source-15")).to_be_in_viewport()
    expect(page.locator(f"{CARD} .card-where")).to_contain_text(date_of(DAY, lang))
    assert "incident=SYR-0049" in query_of(page)
    page.locator(f"{CARD} a.since").first.click()
    later = page.locator(f"{CARD} tr:target")
    expect(later).to_be_in_viewport()
    expect(later).to_contain_text("3")


@pytest.mark.parametrize("lang", [EN])
def test_citation_and_address_are_copied(reader: Reader, lang) -> None:
    reader.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = open_card(reader)
    page.locator(f"{CARD} button", has_text=say("Copy citation", lang)).click()
    expect(page.locator(f"{CARD} [role=status]").last).to_have_text(say("Copied", lang))
    copied = page.evaluate("navigator.clipboard.readText()")
    summary = shipped_record().incident("SYR-0049")[f"summary_{lang}"]
    cited = "{record}, dataset version {version}, incident {id}: {summary}"
    title = shipped_record().short_title(lang)
    named = {"record": title, "version": shipped_record().version, "id": "SYR-0049", "summary": summary[:24]}
    assert say(cited, lang, **named) in copied
    assert not set("\u2066\u2067\u2068\u2069") & set(copied)
    page.locator(f"{CARD} button", has_text=say("Copy link", lang)).click()
    come_true(page, "navigator.clipboard.readText().then(words => words.startsWith('http'))")
    link = page.evaluate("navigator.clipboard.readText()")
    page.goto(link)
    settled(page)
    expect(page.locator(f"{CARD} .card-where")).to_contain_text(date_of(DAY, lang))


COVERED = """all => all.filter((button) => {
  const { x, y, width, height } = button.getBoundingClientRect();
  return !button.contains(document.elementFromPoint(x + width / 2, y + height / 2));
}).map((button) => button.ariaLabel)"""


@pytest.mark.parametrize("lang", [AR])
def test_nothing_of_the_map_lies_on_a_card_that_is_made_wider(reader: Reader, lang) -> None:
    page = open_card(reader)
    click(page.locator(".sign.wider"))
    expect(page.locator(f"{CARD}[data-wide]")).to_be_visible()
    assert page.locator(f"{CARD} .card-bar button").evaluate_all(COVERED) == []
    click(page.locator(".sign.wider"))


@pytest.mark.parametrize("lang", [AR])
def test_without_a_clipboard_what_is_to_be_copied_stands_selected(reader: Reader, lang) -> None:
    page = open_card(reader)
    page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined, configurable: true })")
    page.locator(f"{CARD} button", has_text=say("Copy citation", lang)).click()
    expect(page.locator(f"{CARD} [role=status]").last).to_have_text(say("Selected: now copy it", lang))
    assert page.evaluate("getSelection().toString()") == page.locator(f"{CARD} #citation").inner_text()
    page.evaluate("delete navigator.clipboard")


@pytest.mark.parametrize("lang", [EN])
def test_related_incident_opens_and_the_card_closes(reader: Reader, lang) -> None:
    page = open_card(reader)
    click(page.get_by_role("button", name=say("Next related incident", lang)))
    expect(page.locator(f"{CARD} .eyebrow")).not_to_contain_text("SYR-0049")
    assert "incident=SYR-0049" not in query_of(page)
    click(page.locator(CARD).get_by_role("button", name=say("Close", lang)))
    expect(page.locator(CARD)).to_have_count(0)
    assert "incident=" not in query_of(page)
