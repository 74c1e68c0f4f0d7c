"""The list beside the map and the card over it, with the keyboard: whence one came, one comes back."""

import pytest

from tests.browser.conftest import Readers
from tests.browser.settling import press, settled

CARD = ".st-key-incident_card"
FOCUS = "document.activeElement.dataset.id ?? document.activeElement.id"


@pytest.fixture
def page(a_reader: Readers):
    page = a_reader().ask()
    page.locator(".incident-row").first.wait_for()
    return page


def enter_on(page, selector):
    page.locator(selector).first.focus()
    press(page, "Enter")


def test_a_row_opens_the_card_and_escape_leads_back_to_the_row(page):
    page.locator(".incident-row").nth(1).focus()
    press(page, "ArrowDown")
    row = page.evaluate(FOCUS)
    press(page, "Enter")
    page.locator(f"{CARD} .incident-card").wait_for()
    assert page.evaluate(FOCUS) == f"title-{row}"
    press(page, "Escape")
    assert page.locator(CARD).count() == 0
    assert page.evaluate(FOCUS) == row


def test_the_next_incident_is_announced_while_the_focus_stays(page):
    enter_on(page, ".incident-row")
    after = page.locator(f"{CARD} .sign.after")
    after.focus()
    press(page, "Enter")
    assert page.evaluate(FOCUS) == "after"
    assert "2 of" in page.locator(f"{CARD} [role=status]").first.text_content()


def test_a_change_that_is_pressed_becomes_the_filter(page):
    enter_on(page, "[data-id=tab-changed]")
    enter_on(page, ".changed-row")
    assert page.locator(".changed-row").first.get_attribute("aria-pressed") == "true"
    settled(page)
    assert "governorate=" in page.url
    assert "kind=" in page.url
    page.close()  # the list stays at what has changed
