"""The page in Arabic and in English: started from the browser or the link, switched in one click, nothing left over."""

import re

import pytest
from playwright.sync_api import Page

from incidents.language import translator
from tests.browser.conftest import Readers, click, count_shown, query_of, settled
from tests.browser.test_map import map_of
from tests.test_languages import PLACEHOLDER, first, sentences

QUESTION = "?governorate=SY02,SY09&event_type=battles,strategic-developments&from=2025-01-01&min_origins=2"
PHONE = {"width": 390, "height": 844}
VIEWS = ("?incident=SYR-0049", "?view=comparison", "?view=briefing", "?view=about", "?governorate=SY10&min_origins=9")
# Latin on the Arabic page: the switch to English, ids, names of datasets and licences, the parts of a date to type.
LATIN_NAMES = {
    *("English", "SYR", "Natural", "Earth", "GSHHG", "OpenStreetMap", "GeoNames", "UCDP", "ACLED"),
    *("yyyy", "mm", "dd"),
}
WORD = re.compile(r"[A-Za-z]{2,}")

_SHOWN = """() => {
  const seen = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (seen.nextNode()) {
    const holder = seen.currentNode.parentElement;
    const drawn = holder.checkVisibility() && !holder.closest('script, style, code, [data-testid="stIconMaterial"]');
    if (drawn && seen.currentNode.data.trim()) texts.push(seen.currentNode.data.trim());
  }
  return texts;
}"""
_UNFOLD = "document.querySelectorAll('details:not([open]) > summary').forEach((summary) => summary.click())"


def texts_of_the_page(page: Page) -> list[str]:
    """Return every text a reader sees, in the page and in the frame of its map."""
    return [text for frame in page.frames for text in frame.evaluate(_SHOWN)]


def english_of_the_interface() -> set[str]:
    """Return the sentences of the catalogue that read otherwise in Arabic and hold no placeholder."""
    plain = {first(message) for message in sentences() if not PLACEHOLDER.search(first(message))}
    return {sentence for sentence in plain if translator("ar").gettext(sentence) != sentence}


@pytest.mark.parametrize("view", VIEWS)
def test_no_sentence_of_the_interface_stays_english_on_the_arabic_page(a_reader: Readers, view):
    page = a_reader(locale="ar-SY").open(view)
    page.evaluate(_UNFOLD)
    settled(page)
    shown = texts_of_the_page(page)
    assert len(shown) > 20
    left = set(shown) & english_of_the_interface() - LATIN_NAMES
    assert left == set()


def test_only_names_are_latin_on_the_arabic_page_and_its_map(a_reader: Readers):
    page = a_reader(locale="ar-SY").open()
    frame = map_of(page)
    words = {word for text in texts_of_the_page(page) for word in WORD.findall(text)}
    assert words <= LATIN_NAMES
    map_box = frame.locator(".leaflet-container").bounding_box()
    zoom = frame.locator(".leaflet-control-zoom").bounding_box()
    assert zoom["x"] > map_box["x"] + map_box["width"] / 2, "controls stand where Arabic lines begin"


@pytest.mark.parametrize(
    ("locale", "query", "lang", "direction"),
    [
        ("ar", "", "ar", "rtl"),
        ("fr-FR", "", "en", "ltr"),
        ("en-GB", "?lang=ar", "ar", "rtl"),
        ("ar-SY", "?lang=en", "en", "ltr"),
    ],
)
def test_the_link_decides_the_language_and_else_the_browser(a_reader: Readers, locale, query, lang, direction):
    page = a_reader(locale=locale).open(query)
    document = page.locator("html")
    assert (document.get_attribute("lang"), document.get_attribute("dir")) == (lang, direction)
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).direction") == direction


def test_switching_the_language_and_back_leaves_question_incident_and_link_as_they_were(a_reader: Readers):
    page = a_reader().open(f"{QUESTION}&incident=SYR-0049")
    before, english = count_shown(page), query_of(page)
    assert before > 0
    click(page.locator(".st-key-language button"))
    assert page.locator("html").get_attribute("dir") == "rtl"
    assert count_shown(page) == before
    assert page.locator(".incident-card").get_attribute("lang") == "ar"
    assert parts_of(query_of(page)) == parts_of(english) | {"lang=ar"}
    click(page.locator(".st-key-language button"))
    assert page.locator("html").get_attribute("dir") == "ltr"
    assert parts_of(query_of(page)) - {"lang=en"} == parts_of(english)


def parts_of(query: str) -> set[str]:
    return set(query.lstrip("?").split("&"))


@pytest.mark.parametrize("view", ["comparison", "briefing"])
def test_switching_the_language_stays_in_the_view(a_reader: Readers, view):
    page = a_reader().open(f"?view={view}&governorate=SY09")
    before = count_shown(page)
    click(page.locator(".st-key-language button"))
    assert page.locator("html").get_attribute("dir") == "rtl"
    assert f"view={view}" in query_of(page)
    assert count_shown(page) == before


def test_a_link_made_on_the_arabic_page_opens_in_arabic_in_an_english_browser(a_reader: Readers):
    arabic = a_reader(locale="ar-SY").open(QUESTION)
    click(arabic.locator(".st-key-chip_governorate_SY02 button"))
    english = a_reader(locale="en-GB").open(query_of(arabic))
    assert english.locator("html").get_attribute("lang") == "ar"
    assert count_shown(english) == count_shown(arabic) > 0


def test_a_name_finds_the_same_incidents_in_the_other_script(a_reader: Readers):
    arabic_on_english = count_shown(a_reader().open("?lang=en&text=الباغوز"))
    latin_on_arabic = count_shown(a_reader().open("?lang=ar&text=al-Baghouz"))
    assert arabic_on_english == latin_on_arabic > 0


def test_the_arabic_page_begins_at_the_right_and_its_closed_filters_are_away_on_a_phone(a_reader: Readers):
    page = a_reader(locale="ar-SY", viewport=PHONE).open()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    heading = page.locator("h1").bounding_box()
    assert heading["x"] + heading["width"] > PHONE["width"] - 40
    sidebar = page.locator("[data-testid=stSidebar]")
    assert not sidebar.is_visible() or sidebar.bounding_box()["x"] >= PHONE["width"]
    page.locator("[data-testid=stExpandSidebarButton]").click()
    page.wait_for_timeout(600)
    box = sidebar.bounding_box()
    assert box["x"] + box["width"] == pytest.approx(PHONE["width"], abs=2)
