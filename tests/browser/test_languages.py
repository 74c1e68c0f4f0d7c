"""The page in Arabic and in English: started from the browser or the link, switched in one click, nothing left over."""

import re

import pytest
from playwright.sync_api import Page, expect

from incidents.language import best_language
from tests.browser.conftest import Readers
from tests.browser.reader import PHONE, Reader
from tests.browser.settling import click, count_shown, go, map_of, query_of, settled, show_filters
from tests.conftest import AR, shipped_record
from tests.incidents.language.test_catalogues import KEPT_LATIN, PLACEHOLDER, first, sentences

QUESTION = "?governorate=SY02,SY09&event_type=battles,strategic-developments&from=2025-01-01&min_origins=2"
CHAPTERS = ("method", "coverage", "doubts", "codebook", "new", "changes", "citing", "adding", "licences")
VIEWS = (
    *("?incident=SYR-0049", "?drawer=table", "?drawer=list", "?governorate=SY10&min_origins=9"),
    *("?view=comparison", "?view=briefing", "?view=about"),
    *(f"?view=about&chapter={chapter}" for chapter in CHAPTERS),
)
# Latin on the Arabic page: the switch to English, ids, names of datasets, formats and licences.
LATIN_NAMES = {
    *("English", "SYR", "Natural", "Earth", "GSHHG", "OpenStreetMap", "GeoNames", "UCDP", "ACLED"),
    *("places", "yes", "check", "diff"),  # a placeholder, a code that the codebook names, commands
    *("NEWS", "ISO", "WGS", "ISIS", "IS", "ISIL", "Daesh"),
    *KEPT_LATIN,
}
WORD = re.compile(r"[A-Za-z]{2,}")
ADDRESS = re.compile(r"https?://\S+|[\w-]+(\.[\w-]+)+|\w+_\w+")  # of pages, the hosts of sources too

_SHOWN = """() => {
  const apart = 'script, style, code, [lang="en"], [data-testid="stIconMaterial"]';
  const drawn = (holder) => holder.checkVisibility() && !holder.closest(apart);
  const seen = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (seen.nextNode()) if (drawn(seen.currentNode.parentElement)) texts.push(seen.currentNode.data.trim());
  for (const name of ['aria-label', 'aria-roledescription', 'aria-valuetext', 'title', 'placeholder', 'alt'])
    for (const named of document.querySelectorAll(`[${name}]`)) if (drawn(named)) texts.push(named.getAttribute(name));
  return texts.filter((text) => text);
}"""
_UNFOLD = "document.querySelectorAll('details:not([open]) > summary').forEach((summary) => summary.click())"


def texts_of_the_page(page: Page) -> list[str]:
    """Return every text a reader sees or is told, on the map too."""
    return page.evaluate(_SHOWN)


def publishers() -> set[str]:
    """Return the words of what the publishers of the record call themselves, as a speaker or a page is named by it."""
    return {word for name in shipped_record().sources["publisher"].unique() for word in WORD.findall(name)}


def english_of_the_interface() -> set[str]:
    """Return the sentences of the catalogue that read otherwise in Arabic and hold no placeholder."""
    plain = {first(message) for message in sentences() if not PLACEHOLDER.search(first(message))}
    return {sentence for sentence in plain if AR.say(sentence) != sentence}


@pytest.mark.parametrize("lang", [AR])
def test_nothing_but_names_is_latin_on_the_arabic_page(reader: Reader):
    page = reader.ask()
    show_filters(page)
    english, latin = english_of_the_interface() - LATIN_NAMES, {}
    for view in VIEWS:  # the filters stand open from one to the next
        go(page, view)
        show_filters(page)
        page.evaluate(_UNFOLD)
        settled(page)
        shown = texts_of_the_page(page)
        assert len(shown) > 20, view
        assert set(shown) & english == set(), view
        words = {word: text for text in shown for word in WORD.findall(ADDRESS.sub("", text))}
        latin |= {word: (view, text) for word, text in words.items() if word not in LATIN_NAMES}
    assert {word: where for word, where in latin.items() if word not in publishers()} == {}


@pytest.mark.parametrize("lang", [AR])
def test_only_names_are_latin_on_the_map_and_its_controls_stand_where_lines_begin(reader: Reader):
    page = reader.ask()
    drawn = map_of(page)
    words = {word for text in texts_of_the_page(page) for word in WORD.findall(ADDRESS.sub("", text))}
    assert words <= LATIN_NAMES
    map_box = drawn.bounding_box()
    zoom = drawn.locator(".leaflet-control-zoom").bounding_box()
    assert zoom["x"] > map_box["x"] + map_box["width"] / 2, "controls stand where Arabic lines begin"


@pytest.mark.always
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
    page = a_reader(locale=locale).open(query)  # no browser keeps a language
    document = page.locator("html")
    assert (document.get_attribute("lang"), document.get_attribute("dir")) == (lang, direction)
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).direction") == direction


def test_switching_the_language_and_back_leaves_question_incident_and_link_as_they_were(a_reader: Readers):
    page = a_reader().ask(f"{QUESTION}&incident=SYR-0049")
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
    page = a_reader().ask(f"?view={view}&governorate=SY09")
    before = count_shown(page)
    click(page.locator(".st-key-language button"))
    assert page.locator("html").get_attribute("dir") == "rtl"
    assert f"view={view}" in query_of(page)
    assert count_shown(page) == before


def test_a_name_finds_the_same_incidents_in_the_other_script(a_reader: Readers):
    page = a_reader().ask("?lang=en&text=الباغوز")
    arabic_on_english = count_shown(page)
    go(page, "?lang=ar&text=al-Baghouz")
    assert arabic_on_english == count_shown(page) > 0


def test_the_arabic_page_begins_at_the_right_and_its_closed_filters_are_away_on_a_phone(a_reader: Readers):
    page = a_reader(locale="ar-SY", viewport=PHONE).open()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    handle, heading = (page.locator(part).bounding_box() for part in ("[data-testid=stExpandSidebarButton]", "h1"))
    assert handle["x"] + handle["width"] > PHONE["width"] - 40
    assert 0 <= handle["x"] - (heading["x"] + heading["width"]) < 40, "the name of the page stands next to it"
    sidebar = page.locator("[data-testid=stSidebar]")
    assert not sidebar.is_visible() or sidebar.bounding_box()["x"] >= PHONE["width"]
    click(page.locator("[data-testid=stExpandSidebarButton]"))
    box = sidebar.bounding_box()
    assert box["x"] + box["width"] == pytest.approx(PHONE["width"], abs=2)
    page.close()  # its filters stand open


@pytest.mark.parametrize(
    "said", ["Connection failed with status 502.", "Streamlit server is not responding. Are you connected?"]
)
def test_a_connection_that_fails_is_told_in_a_sentence_of_the_page_that_names_no_codes(reader: Reader, said: str):
    page = reader.ask()
    page.evaluate(
        """said => {
          const told = document.body.appendChild(document.createElement("div"));
          told.setAttribute("role", "dialog");
          told.append(Object.assign(document.createElement("p"), { className: "trouble", textContent: said }));
        }""",
        said,
    )
    expect(page.locator("p.trouble")).to_have_text(
        best_language(reader.locale).say(
            "The page has lost its server and is trying again. What you asked stands in the address."
        )
    )
    page.evaluate("document.querySelector('p.trouble').parentElement.remove()")
