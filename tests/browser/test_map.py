"""The map in a browser, in both languages: it stays itself while its marks answer; whatever it draws can be chosen."""

import re

import pytest
from playwright.sync_api import Frame, Locator, Page, expect

from incidents.language import Language
from incidents.views.interactive_map.message import summary_in_words
from incidents.views.map_points import map_points
from tests.browser.conftest import Readers
from tests.browser.reader import PHONE, Reader
from tests.browser.settling import click, count_shown, map_of, press, query_of, settled
from tests.browser.speaking import LOCALES, label_of, other_than, place_of, say, selected

OPENED = re.compile(r"[?&]incident=SYR-\d{4}")


def marks(frame: Frame) -> list[str]:
    return frame.evaluate("[...document.querySelectorAll('.mark')].map((mark) => mark.getAttribute('aria-label'))")


def view(frame: Frame) -> list[float]:
    return frame.evaluate("[map_div.getZoom(), map_div.getCenter().lat, map_div.getCenter().lng]")


def marks_at(frame: Frame, place_id: str, lang: Language) -> Locator:
    return frame.locator(f".mark[aria-label*='{place_of(place_id, lang)}']")


def click_at(page: Page, frame: Frame, latitude: float, longitude: float) -> None:
    x, y = frame.evaluate(f"(({{x, y}}) => [x, y])(map_div.latLngToContainerPoint([{latitude}, {longitude}]))")
    frame.locator("#map_div").click(position={"x": x, "y": y})
    settled(page)


def test_all_is_drawn_without_a_network_and_shading_and_online_tiles_wait_for_the_reader(reader: Reader, lang):
    page = reader.ask()
    frame = map_of(page)
    assert frame.locator(".border").count() == 1
    assert frame.locator(".governorate").count() == 14
    assert frame.locator(".river, .lake").count() >= 4
    zoom = frame.evaluate("map_div.getZoom()")
    points = map_points(selected(), None, zoom)
    assert len(marks(frame)) == len(points.marks) + len(points.areas)
    assert page.get_by_text(summary_in_words(points, lang)).first.is_visible()
    assert frame.locator(".governorate[class*='shade-']").count() == 0
    click(page.get_by_role("combobox", name=say("Colour governorates by", lang)))
    click(page.get_by_role("option", name=say("Colour by incidents", lang)))
    assert frame.locator(".governorate.shade-4").count() == 1
    assert frame.locator(".legend .shades li").count() == 6
    assert frame.evaluate("window.unchanged")
    click(page.get_by_role("button", name=say("Basemap", lang)))
    assert page.get_by_text("tile.openstreetmap.org").first.is_visible()


def test_filters_language_and_theme_change_the_marks_and_leave_the_map(reader: Reader, lang):
    page = reader.ask()
    frame = map_of(page)
    before, drawn = view(frame), len(marks(frame))
    click(page.locator(".st-key-filter_governorate button", has_text=label_of("governorate", "SY09", lang)))
    assert len(marks(frame)) < drawn
    click(page.locator(".st-key-language button"))
    other = other_than(lang)
    assert frame.evaluate("document.documentElement.lang") == other.code
    assert place_of("raqqa", other) in frame.locator(".name-town").all_inner_texts()
    assert frame.evaluate("window.unchanged")
    assert view(frame) == pytest.approx(before)


def test_a_mark_opens_its_incident_again_and_again_and_one_of_several_their_list(reader: Reader, lang):
    page = reader.ask()
    frame = map_of(page)
    one, other = (marks_at(frame, place, lang).first for place in ("al-badrousiyah", "tal-al-saman"))
    opened = []
    for mark in (one, other, one):
        click(mark)
        expect(page).to_have_url(OPENED)
        opened.append(OPENED.search(page.url)[0])
    assert opened[0] == opened[2] != opened[1]
    assert frame.locator(".opened").count() == 1
    mark = marks_at(frame, "al-hol-camp", lang).first
    count = re.search(say("Incidents: {count}", lang, count=r"(\d+)"), mark.get_attribute("aria-label"))[1]
    click(mark)
    here = lang.plural("{count} incident here", "{count} incidents here", int(count)).format(count=count)
    expect(page.get_by_role("heading", name=here)).to_be_visible()
    assert frame.evaluate("window.unchanged")
    page.close()  # the list stays until another mark is chosen


def test_keys_walk_from_mark_to_mark_and_open_and_a_governorate_filters_by_itself(reader: Reader, lang):
    page = reader.ask()
    frame = map_of(page)
    assert frame.locator(".mark[tabindex='0']").count() == 1
    frame.locator(".mark[tabindex='0']").focus()
    first = frame.evaluate("document.activeElement.getAttribute('aria-label')")
    page.keyboard.press("ArrowRight")
    second = frame.evaluate("document.activeElement.getAttribute('aria-label')")
    assert first != second
    assert second in marks(frame)
    several = say("Incidents: {count}", lang, count="")
    frame.locator(f".mark:not([aria-label*='{several}'])").first.focus()
    press(page, "Enter")
    expect(page).to_have_url(OPENED)
    click_at(page, frame, 33.75, 38.25)  # the empty south-east of Homs
    expect(page).to_have_url(re.compile("governorate=SY04"))
    assert count_shown(page) < len(selected())


def test_old_marks_are_let_go_and_only_what_i_see_keeps_what_lies_in_the_view(reader: Reader, lang):
    page = reader.ask()
    frame = map_of(page)
    layers = set()
    for zoom in (9, 7, 9):
        frame.evaluate(f"void map_div.setZoom({zoom}, {{animate: false}})")
        settled(page)
        layers.add((zoom, frame.evaluate("window.feature_group.length")))
    assert layers == {(7, 1), (9, 1)}
    frame.evaluate("void map_div.setView([35.1, 40.4], 10, {animate: false})")
    settled(page)
    click(page.get_by_role("button", name=say("Filter to map view", lang)))
    expect(page).to_have_url(re.compile("bounds="))
    south, west, north, east = (float(edge) for edge in re.search(r"bounds=([-\d.,]+)", query_of(page))[1].split(","))
    points = map_points(selected(), (south, west, north, east), 10)
    assert count_shown(page) == points.total - points.outside - len(points.without_place)
    assert view(frame)[0] == 10
    page.close()  # nobody but the test has moved its map


def test_the_map_fits_a_phone_with_its_legend_folded(a_reader: Readers, lang):
    page = a_reader(locale=LOCALES[lang], viewport=PHONE, anew=True).ask()
    frame = map_of(page)
    assert frame.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert frame.locator(".legend").get_attribute("open") is None
    west, east = frame.evaluate("[35.7, 42.3].map((x) => map_div.latLngToContainerPoint([35, x]).x)")
    assert 0 <= west < east <= 390


def test_who_saw_the_whole_country_sees_it_whole_in_a_narrower_window(a_reader: Readers, lang):
    page = a_reader(locale=LOCALES[lang], anew=True).ask()
    frame = map_of(page)
    page.set_viewport_size(PHONE)
    settled(page)
    west, east = frame.evaluate("[35.7, 42.3].map((x) => map_div.latLngToContainerPoint([35, x]).x)")
    assert 0 <= west < east <= frame.evaluate("innerWidth")


def test_a_map_brought_by_an_address_stays_where_it_was_left_in_a_narrower_window(a_reader: Readers, lang):
    page = a_reader(locale=LOCALES[lang], anew=True).ask("?at=35.950,39.010,9")
    frame = map_of(page)
    page.set_viewport_size(PHONE)
    settled(page)
    assert view(frame) == pytest.approx([9, 35.95, 39.01], abs=0.01)
