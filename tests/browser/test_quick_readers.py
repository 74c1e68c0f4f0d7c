"""Readers who are faster than the page: nothing they click is lost, and nothing they did not do is kept."""

import re

import pytest
from playwright.sync_api import Page, WebSocketRoute

from tests.browser.conftest import Readers
from tests.browser.reader import Reader
from tests.browser.settling import HOLD, click, count_shown, go, hide_filters, map_of, query_of, settled, show_filters
from tests.browser.speaking import LOCALES
from tests.conftest import AR, EN

ROW, UNUSED_ORDER = "[data-id='row-governorate-SY09'] .row", ".order[aria-pressed=false]"
TRIES = 6  # what Streamlit joins is a matter of moments
PILLS = ".st-key-filter_governorate button"
# Clicks a governorate right after the page has heard where the map stands: in the same moment, to Streamlit.
CLICKS_WITH_THE_MAP = """pill => {
  const map = theMap(), { emit } = map;
  map.emit = (name, value) => {
    map.emit = emit;
    emit(name, value);
    document.querySelector(pill).click();
  };
}"""


def promised(page: Page, number: int) -> int:
    """Return how many incidents an option says it would leave."""
    return int(page.locator(PILLS).nth(number).locator("strong").inner_text())


@pytest.mark.parametrize("lang", [EN])
def test_a_click_in_the_very_moment_in_which_the_map_reports_is_answered(reader: Reader):
    page = reader.ask()
    canvas = map_of(page)
    show_filters(page)
    left = promised(page, 0)
    page.evaluate(CLICKS_WITH_THE_MAP, PILLS)
    click(canvas.locator(".leaflet-control-zoom-in"))
    assert "governorate=" in query_of(page)
    assert count_shown(page) == left


class SlowServer:
    """Stands between a page and its server, and keeps the server's messages back while ``is_slow``."""

    def __init__(self, page: Page) -> None:
        self.is_slow = False
        self.held: list[str | bytes] = []
        page.route_web_socket(re.compile("_stcore/stream"), self._connect)

    def _connect(self, browser: WebSocketRoute) -> None:
        self._browser = browser
        browser.connect_to_server().on_message(self._pass_on)

    def _pass_on(self, message: str | bytes) -> None:
        if self.is_slow:
            self.held.append(message)
        else:
            self._browser.send(message)

    def is_slow_no_more(self) -> None:
        self.is_slow = False
        for message in self.held:
            self._browser.send(message)


@pytest.mark.always
@pytest.mark.parametrize("lang", [EN])
def test_a_second_click_before_the_first_is_answered_takes_nothing_back(reader: Reader):
    page = reader.tab()
    server = SlowServer(page)
    page.goto(reader.address)
    settled(page)
    show_filters(page)
    first = promised(page, 0)
    server.is_slow = True
    page.locator(PILLS).nth(0).click()
    while not any(b"governorate=" in message for message in server.held):  # the address to which the click leads
        page.evaluate("new Promise(requestAnimationFrame)")
    page.locator(PILLS).nth(1).click()
    server.is_slow_no_more()
    settled(page)
    assert re.search(r"governorate=SY\d+,SY\d+", query_of(page))
    assert count_shown(page) > first


@pytest.mark.parametrize("lang", [EN])
def test_several_choices_in_one_part_of_the_page_in_one_moment_are_all_taken(reader: Reader):
    page = reader.ask()
    rows, tab, order = (page.locator(f".rankings {which}") for which in (ROW, "[data-id=tab-kind]", UNUSED_ORDER))
    page.evaluate(HOLD)
    for choice in (rows, tab, order):
        choice.click()
    page.evaluate("window.letGo()")
    settled(page)
    asked = query_of(page)
    assert all(part in asked for part in ("governorate=SY09", "rank=kind", "rank_by=count")), asked


@pytest.mark.parametrize("lang", [EN])
def test_choices_in_several_parts_of_the_page_in_one_moment_are_all_taken(reader: Reader):
    page = reader.ask()
    for _ in range(TRIES):
        page.evaluate(HOLD)
        for choice in (".incident-row", f".rankings {ROW}", f".rankings {UNUSED_ORDER}"):
            page.locator(choice).first.click()
        page.evaluate("window.letGo()")
        settled(page)
        asked = query_of(page)
        assert all(part in asked for part in ("incident=", "governorate=SY09", "rank_by=count")), asked
        go(page, "?lang=en")


@pytest.mark.parametrize("lang", [AR])
def test_a_map_that_nobody_moved_leaves_the_address_alone(a_reader: Readers, lang):
    page = a_reader(locale=LOCALES[lang]).open()
    show_filters(page)
    click(page.locator(PILLS).first)
    assert "at=" not in query_of(page)
    hide_filters(page)
    click(map_of(page).locator(".leaflet-control-zoom-in"))
    assert "at=" in query_of(page)
