"""The map stands there before the page, just where the page will have it, and the page goes on with it."""

import pytest
from playwright.sync_api import Page, Route, expect

from incidents.language import Language
from tests.browser.conftest import Readers
from tests.browser.reader import PHONE, WIDE
from tests.browser.settling import HOLD, is_the_same_map, query_of, settled
from tests.browser.speaking import LOCALES
from tests.conftest import EN

OK = 200
SCREENS = {"wide": WIDE, "phone": PHONE}
FIRST, PAGES_OWN = "#first_map .mark", ".stApp .map-canvas .mark"
BARS = "[data-testid=stAppSkeleton]"  # of Streamlit, where nothing has come yet
LOOKS = """() => {
  const box = (name) => Object.values(document.querySelector(name).getBoundingClientRect().toJSON());
  const style = getComputedStyle(document.querySelector(".map-canvas"));
  const names = [".map-canvas", ".legend", ".leaflet-control-zoom", ".map-button.home", ".leaflet-control-attribution"];
  return [style.font, style.color, style.backgroundColor, ...names.map(box)];
}"""


def opened_at_a_slow_server(page: Page, address: str) -> None:
    """Open a page that its server does not hear of yet, and wait for the map."""
    page.add_init_script(f"({HOLD})()")
    told = None
    while told is None or told.status != OK:  # the server may be busy: then it leaves the map to the page
        with page.expect_response("**/first_map.json*") as told_first:
            page.goto(address)
        told = told_first.value
    expect(page.locator(FIRST).first).to_be_visible()
    assert not page.locator(PAGES_OWN).count()


@pytest.mark.always
@pytest.mark.parametrize("screen", SCREENS)
def test_the_page_takes_the_map_over_as_it_stands_there(a_reader: Readers, lang: Language, screen: str) -> None:
    reader = a_reader(locale=LOCALES[lang], viewport=SCREENS[screen], color_scheme="dark")
    page = reader.tab()
    opened_at_a_slow_server(page, reader.address)
    expect(page.locator(BARS)).to_be_attached()
    expect(page.locator(BARS)).to_be_hidden()
    page.evaluate("document.fonts.ready")
    page.evaluate("theMap().unchanged = true")
    looks = page.evaluate(LOOKS)
    page.evaluate("letGo()")
    settled(page)
    assert is_the_same_map(page)
    assert page.locator(".map_part").get_attribute("data-shown") == "1"
    assert not page.locator("#first_map").count()
    assert page.evaluate(LOOKS) == looks


@pytest.mark.parametrize("lang", [EN])
def test_what_is_done_on_the_map_before_the_page_is_there_is_answered(a_reader: Readers, lang: Language) -> None:
    reader = a_reader(locale=LOCALES[lang])
    page = reader.tab()
    opened_at_a_slow_server(page, reader.address)
    page.locator("#first_map .leaflet-control-zoom-in").click()
    page.locator("#first_map .kinds button").first.click()
    page.evaluate("letGo()")
    settled(page)
    assert "kind=" in query_of(page)
    assert "at=" in query_of(page)
    expect(page.locator(".legend .kinds button").first).to_have_attribute("aria-pressed", "true")


@pytest.mark.parametrize("lang", [EN])
def test_a_map_that_the_page_does_not_show_gives_way_to_what_it_shows(a_reader: Readers, lang: Language) -> None:
    reader = a_reader(locale=LOCALES[lang])
    page = reader.ask()
    marks = page.locator(PAGES_OWN).count()

    def of_another_question(route: Route) -> None:
        route.continue_(url=f"{reader.address}first_map.json?governorate=SY09")

    for query, shown in (("", marks), ("?view=about", 0)):
        page = reader.tab()
        page.route("**/first_map.json*", of_another_question)
        opened_at_a_slow_server(page, reader.address + query)
        assert page.locator(FIRST).count() < marks
        page.evaluate("letGo()")
        settled(page)
        assert not page.locator("#first_map").count()
        assert page.locator(PAGES_OWN).count() == shown
