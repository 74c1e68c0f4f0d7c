"""The map in a browser, in both languages: it stays itself while its marks answer; whatever it draws can be chosen."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from incidents.language import Language
from incidents.views.interactive_map.message import summary_in_words
from incidents.views.map_points import map_points
from tests.browser.conftest import Readers
from tests.browser.reader import PHONE, Reader
from tests.browser.settling import (
    click,
    count_shown,
    go,
    hide_filters,
    is_the_same_map,
    map_of,
    press,
    pull_out,
    query_of,
    settled,
    show_filters,
)
from tests.browser.speaking import LOCALES, label_of, other_than, place_of, say, selected
from tests.conftest import AR, EN

OPENED = re.compile(r"[?&]incident=SYR-\d{4}")


def marks(canvas: Locator) -> list[str]:
    return canvas.locator(".mark").evaluate_all("marks => marks.map((mark) => mark.getAttribute('aria-label'))")


def view(canvas: Locator) -> list[float]:
    return canvas.page.evaluate("(({map}) => [map.getZoom(), map.getCenter().lat, map.getCenter().lng])(theMap())")


def marks_at(canvas: Locator, place_id: str, lang: Language) -> Locator:
    return canvas.locator(f".mark[aria-label*='{place_of(place_id, lang)}']")


def click_at(canvas: Locator, latitude: float, longitude: float) -> None:
    place = canvas.page.evaluate("place => theMap().map.latLngToContainerPoint(place)", [latitude, longitude])
    canvas.click(position={"x": place["x"], "y": place["y"]})
    settled(canvas.page)


def edges(page: Page) -> list[float]:
    """Return how far the west and the east of Syria stand from the left edge of the map, in px, and its width."""
    at = "[35.7, 42.3].map((x) => theMap().map.latLngToContainerPoint([35, x]).x)"
    return page.evaluate(f"[...{at}, theMap().map.getSize().x]")


TIED = """leaders => leaders.map((leader) => {
  const line = leader.getBoundingClientRect(), label = leader.parentElement.getBoundingClientRect();
  const x = label.x + label.width / 2, y = label.y + label.height / 2;
  return line.left - 2 < x && x < line.right + 2 && line.top - 2 < y && y < line.bottom + 2;
})"""


def test_all_is_drawn_without_a_network_and_shading_and_online_tiles_wait_for_the_reader(reader: Reader, lang):
    page = reader.ask()
    canvas = map_of(page)
    assert canvas.locator(".border").count() == 1
    assert canvas.locator(".governorate").count() == 14
    assert canvas.locator(".river, .lake").count() >= 4
    zoom = view(canvas)[0]
    points = map_points(selected(), None, zoom)
    assert len(marks(canvas)) == len(points.marks) + len(points.areas)
    tied = canvas.locator(".leader").evaluate_all(TIED)  # what stands aside is tied to its own line
    assert tied
    assert all(tied)
    expect(page.get_by_role("region", name=summary_in_words(points, lang))).to_be_visible()
    assert canvas.locator(".governorate[class*='shade-']").count() == 0
    click(page.get_by_role("combobox", name=say("Colour governorates by", lang)))
    click(page.get_by_role("option", name=say("Colour by incidents", lang)))
    assert canvas.locator(".governorate.shade-4").count() == 1
    assert canvas.locator(".legend .shades li").count() == 6
    assert is_the_same_map(page)
    click(page.get_by_role("button", name=say("Basemap", lang)))
    assert page.get_by_text("tile.openstreetmap.org").first.is_visible()
    page.keyboard.press("Escape")
    pull_out(page, "list")
    expect(page.locator(".map-words p", has_text=summary_in_words(points, lang))).to_be_visible()
    assert page.locator(".map-words li").count() == len(points.marks) + len(points.areas)


@pytest.mark.parametrize("lang", [EN])
def test_filters_language_and_theme_change_the_marks_and_leave_the_map(reader: Reader, lang):
    page = reader.ask()
    canvas = map_of(page)
    before, drawn = view(canvas), len(marks(canvas))
    show_filters(page)
    click(page.locator(".st-key-period button", has_text="2025"))
    assert len(marks(canvas)) < drawn
    click(page.locator(".st-key-language button"))
    other = other_than(lang)
    assert canvas.get_attribute("lang") == other.code
    assert place_of("raqqa", other) in canvas.locator(".name-town").all_inner_texts()
    assert is_the_same_map(page)
    assert view(canvas) == pytest.approx(before, abs=0.01)  # a pixel, where the bar grows by one


@pytest.mark.always
@pytest.mark.parametrize("lang", [EN])
def test_a_mark_opens_its_incident_again_and_again_and_one_of_several_their_list(reader: Reader, lang):
    page = reader.ask()
    canvas = map_of(page)
    one, other = (marks_at(canvas, place, lang).first for place in ("al-badrousiyah", "tal-al-saman"))
    opened = []
    for mark in (one, other, one):
        click(mark)
        expect(page).to_have_url(OPENED)
        opened.append(OPENED.search(page.url)[0])
    assert opened[0] == opened[2] != opened[1]
    assert canvas.locator(".opened").count() == 1
    mark = marks_at(canvas, "al-hol-camp", lang).first
    count = re.search(say("Incidents: {count}", lang, count=r"(\d+)"), mark.get_attribute("aria-label"))[1]
    click(mark)
    here = lang.plural("{count} incident here", "{count} incidents here", int(count)).format(count=count)
    expect(page.get_by_role("heading", name=here)).to_be_visible()
    assert is_the_same_map(page)
    page.close()  # the list stays until another mark is chosen


@pytest.mark.parametrize("lang", [AR])
def test_keys_walk_from_mark_to_mark_and_open_and_a_governorate_filters_by_itself(reader: Reader, lang):
    page = reader.ask()
    canvas = map_of(page)
    assert canvas.locator(".mark[tabindex='0']").count() == 1
    canvas.locator(".mark[tabindex='0']").focus()
    first = page.evaluate("document.activeElement.getAttribute('aria-label')")
    page.keyboard.press("ArrowRight")
    second = page.evaluate("document.activeElement.getAttribute('aria-label')")
    assert first != second
    assert second in marks(canvas)
    several = say("Incidents: {count}", lang, count="")
    canvas.locator(f".mark:not([aria-label*='{several}'])").first.focus()
    press(page, "Enter")
    expect(page).to_have_url(OPENED)
    click_at(canvas, 33.75, 38.25)  # the empty south-east of Homs
    expect(page).to_have_url(re.compile("governorate=SY04"))
    assert count_shown(page) < len(selected())


@pytest.mark.parametrize("lang", [EN])
def test_a_governorate_that_is_pressed_on_a_moved_map_filters_and_the_link_lets_go_of_where_it_was(reader: Reader):
    page = reader.ask()
    canvas = map_of(page)
    for _ in range(2):  # the second time from a question that the first left behind
        click(canvas.locator(".leaflet-control-zoom-in"))
        assert "at=" in query_of(page)
        click_at(canvas, 33.75, 38.25)  # the empty south-east of Homs
        expect(page).to_have_url(re.compile("governorate=SY04"))
        assert count_shown(page) < len(selected())
        assert "at=" not in query_of(page)
        click(page.locator(".question_line [data-id=governorate_SY04]"))
        assert count_shown(page) == len(selected())


@pytest.mark.parametrize("lang", [AR])
def test_a_press_on_the_map_moves_nothing(reader: Reader):
    page = reader.ask()
    click_at(map_of(page), 33.75, 38.25)
    assert not page.evaluate("theMap().moved")


@pytest.mark.always
@pytest.mark.parametrize("lang", [AR])
def test_a_governorate_that_is_chosen_is_outlined_and_moved_to_and_the_link_shows_the_same(
    reader: Reader, a_reader: Readers, lang
):
    page = reader.ask()
    canvas = map_of(page)
    click(canvas.locator(".leaflet-control-zoom-in"))
    held = view(canvas)
    show_filters(page)
    click(page.locator(".st-key-filter_governorate button", has_text=label_of("governorate", "SY09", lang)))
    hide_filters(page)
    assert "at=" not in query_of(page)  # the map no longer stands where the reader held it
    assert view(canvas) != pytest.approx(held, abs=0.01)
    assert is_the_same_map(page)
    other = a_reader(locale=LOCALES[lang]).open(query_of(page))
    seen = map_of(other)
    assert view(seen) == pytest.approx(view(canvas), abs=0.003)  # half a pixel
    for drawn in (canvas, seen):
        outlined = drawn.locator(".governorate.asked")
        assert outlined.count() == 1
        shape, frame = outlined.bounding_box(), drawn.bounding_box()
        for start, length in (("x", "width"), ("y", "height")):
            assert frame[start] <= shape[start] < shape[start] + shape[length] <= frame[start] + frame[length]
        assert max(shape[length] / frame[length] for length in ("width", "height")) > 0.5
    click(seen.locator(".leaflet-control-zoom-in"))
    assert "at=" in query_of(other)
    go(page, query_of(other))
    assert canvas.locator(".governorate.asked").count() == 1


@pytest.mark.parametrize("lang", [EN])
def test_a_kind_pressed_in_the_legend_is_a_filter_and_a_second_press_takes_it_back(reader: Reader):
    page = reader.ask()
    canvas = map_of(page)
    kind = canvas.locator(".legend [data-id='kind-bombing'] button")
    everything, promised = count_shown(page), int(kind.locator("b").inner_text())
    click(kind)
    assert "kind=bombing" in query_of(page)
    assert count_shown(page) == promised < everything
    expect(kind).to_have_attribute("aria-pressed", "true")
    expect(kind).to_be_focused()
    assert is_the_same_map(page)
    click(kind)
    assert "kind=" not in query_of(page)
    assert count_shown(page) == everything
    expect(kind).to_have_attribute("aria-pressed", "false")


@pytest.mark.parametrize("lang", [EN])
def test_old_marks_are_let_go_and_only_what_i_see_keeps_what_lies_in_the_view(reader: Reader, lang):
    page = reader.ask()
    canvas = map_of(page)
    layers = set()
    for zoom in (9, 7, 9):
        page.evaluate("zoom => void theMap().map.setZoom(zoom, {animate: false})", zoom)
        settled(page)
        layers.add((zoom, page.evaluate("theMap().group.getLayers().length"), canvas.locator(".mark").count()))
    assert len(layers) == 2  # at 9 as many as before
    page.evaluate("theMap().moved = true; theMap().map.setView([35.1, 40.4], 10, {animate: false}); null")
    settled(page)
    click(page.get_by_role("button", name=say("Filter to map view", lang)))
    expect(page).to_have_url(re.compile("bounds="))
    south, west, north, east = (float(edge) for edge in re.search(r"bounds=([-\d.,]+)", query_of(page))[1].split(","))
    points = map_points(selected(), (south, west, north, east), 10)
    assert count_shown(page) == points.total - points.outside - len(points.without_place)
    assert view(canvas)[0] == 10


@pytest.mark.parametrize("lang", [AR])
def test_the_map_fits_a_phone_with_its_legend_folded(a_reader: Readers, lang):
    page = a_reader(locale=LOCALES[lang], viewport=PHONE).open()
    canvas = map_of(page)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert canvas.locator(".legend").get_attribute("open") is None
    west, east, width = edges(page)
    assert 0 <= west < east <= width <= PHONE["width"]


@pytest.mark.parametrize("lang", [AR])
def test_who_saw_the_whole_country_sees_it_whole_in_a_narrower_window(reader: Reader):
    page = reader.ask()
    map_of(page)
    page.set_viewport_size(PHONE)
    settled(page)
    west, east, width = edges(page)
    assert 0 <= west < east <= width <= PHONE["width"]


@pytest.mark.parametrize("lang", [EN])
def test_a_map_brought_by_an_address_stays_where_it_was_left_in_a_narrower_window(a_reader: Readers, lang):
    page = a_reader(locale=LOCALES[lang]).open("?at=35.950,39.010,9")
    canvas = map_of(page)
    page.set_viewport_size(PHONE)
    settled(page)
    assert view(canvas) == pytest.approx([9, 35.95, 39.01], abs=0.01)
