"""The address holds what a reader has set, so that a copied link shows another reader the same."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Readers
from tests.browser.reader import Reader
from tests.browser.settling import back, click, map_of, press, pull_out, query_of, settled
from tests.browser.test_map import view


def reopened(reader: Reader, page: Page) -> Page:
    return reader.open(query_of(page))


def test_a_link_shows_the_same_part_of_the_map_with_the_same_shading_and_the_same_page_of_the_table(
    a_reader: Readers,
):
    page = a_reader().ask()
    canvas = map_of(page)
    entries = page.evaluate("history.length")
    click(canvas.locator(".leaflet-control-zoom-in"))
    assert "at=" in query_of(page)
    assert page.evaluate("history.length") == entries  # Back does not undo each move of the map
    click(page.locator(".st-key-shading input"))
    press(page, "ArrowDown")
    press(page, "Enter")
    pull_out(page, "table")
    click(page.locator(".incident-table thead th.killed button"))
    click(page.locator(".st-key-page_on button"))
    for part in ("at=", "shading=incidents", "order=most-killed", "page=2", "drawer=table"):
        assert part in query_of(page)
    other = reopened(a_reader(anew=True), page)
    assert view(map_of(other)) == pytest.approx(view(canvas), abs=0.003)  # half a pixel, and what is rounded
    assert map_of(other).locator(".governorate[class*='shade-']").count() >= 13
    ids = "rows => rows.map(row => row.dataset.id)"
    rows = ".incident-table tbody tr"
    assert other.locator(rows).evaluate_all(ids) == page.locator(rows).evaluate_all(ids)
    click(canvas.locator(".home"))
    assert "at=" not in query_of(page)
    click(page.locator(".st-key-page_back button"))
    assert "at=" not in query_of(page)


def test_a_link_opens_the_chapter_of_about_that_was_open(a_reader: Readers):
    page = a_reader().ask("?view=about&chapter=doubts&lang=ar")
    heading = page.locator("h2").first.inner_text()
    click(page.locator(".st-key-chapter button").last)
    assert "chapter=doubts" not in query_of(page)
    assert page.locator("h2").first.inner_text() != heading
    other = reopened(a_reader(locale="ar-SY"), page)
    assert other.locator("h2").first.inner_text() == page.locator("h2").first.inner_text()


GOES_FROM_NEAR_BY = """() => {
  const { map } = theMap(), far = [];
  for (let part = 0; part < 10; part++) {
    map.setView([35.95, 39.05], 9, { animate: false, reset: true });
    const spot = [35.95 + part * 0.0002, 39 + part * 0.0003];
    theMap().go([...spot, 9]);
    map.invalidateSize();
    far.push(map.project(map.getCenter()).distanceTo(map.project(spot)));
  }
  return far;
}"""


def test_the_map_comes_as_near_as_pixels_allow_to_the_spot_that_it_is_sent_to_from_near_by(a_reader: Readers):
    page = a_reader().ask()
    page.set_viewport_size({"width": 1441, "height": 901})  # the middle may lie between two pixels
    settled(page)
    assert max(page.evaluate(GOES_FROM_NEAR_BY)) < 0.75  # px: at most half a one each way


@pytest.mark.always
def test_the_map_stands_where_the_address_says_and_back_brings_it_there_again(a_reader: Readers):
    page = a_reader().open("?at=35.95,39.0,9")
    spot = "(() => { const { lat, lng } = theMap().map.getCenter(); return [lat, lng, theMap().map.getZoom()]; })()"
    assert page.evaluate(spot) == pytest.approx([35.95, 39.0, 9], abs=0.01)
    click(page.locator(".legend button.kind").first)
    page.evaluate("theMap().go([33.5, 36.3, 10])")
    back(page)
    assert page.evaluate(spot) == pytest.approx([35.95, 39.0, 9], abs=0.01)


def test_a_story_of_the_record_is_told_from_a_link_and_goes_on_by_key(a_reader: Readers):
    page = a_reader().open("?story=aleppo-may-2025,7&lang=en")
    told, card = page.locator(".part.story"), page.locator(".incident-card")
    expect(told).to_contain_text("shots at a post of General Security")
    assert map_of(page).evaluate("() => theMap().map.getZoom()") == 10
    press(page, "ArrowRight")
    expect(told).to_contain_text("8 of 12")
    expect(card).to_have_attribute("id", "card-SYR-0047")
    assert "story=aleppo-may-2025,8" in query_of(page)
    click(told.locator(".close"))
    assert "story" not in query_of(page)
    click(page.locator(".st-key-stories button").first)
    click(page.locator(".st-key-story_aleppo-may-2025 button"))
    expect(told).to_contain_text("1 of 12")
