"""The ruler of the map, and what lies near a spot that is pressed."""

import re

import pytest
from playwright.sync_api import Page, expect

from incidents.language import Language
from incidents.selection.near import USUAL_KM
from tests.browser.reader import Reader
from tests.browser.settling import click, press, query_of, settled
from tests.browser.speaking import say
from tests.conftest import AR

_HOW = "Press two or more points, or Enter for the middle of the map; Esc ends"
_AT = "([lat, lng]) => document.querySelector('.map-canvas').incidents.map.latLngToContainerPoint([lat, lng])"
DEIR_EZ_ZOR, DAMASCUS, RAQQA = (35.336, 40.145), (33.513, 36.292), (35.95, 39.01)


def press_at(page: Page, spot: tuple[float, float], button: str = "left") -> None:
    at = page.evaluate(_AT, spot)
    page.locator(".map-canvas").click(position={"x": at["x"], "y": at["y"]}, button=button)
    settled(page)


def measured(page: Page) -> float:
    return float(re.search(r"[\d.]+", page.locator(".ruler-said").inner_text().replace(",", ""))[0])


@pytest.mark.parametrize("lang", [AR])
def test_two_points_are_as_far_apart_as_they_are_and_choose_nothing(reader: Reader, lang: Language):
    page = reader.ask()
    before = query_of(page)
    ruler = page.get_by_role("button", name=say("Measure a distance", lang))
    click(ruler)
    expect(page.locator(".ruler-said")).to_have_text(say(_HOW, lang))
    press_at(page, DAMASCUS)
    press_at(page, DEIR_EZ_ZOR)
    assert 400 < measured(page) < 412  # km along the ground
    assert page.locator(".measured").count() == 1
    assert query_of(page) == before
    press(page, "Enter")
    assert measured(page) > 412
    press(page, "Escape")
    assert page.locator(".measured, .measured-point").count() == 0
    expect(ruler).to_have_attribute("aria-pressed", "false")


@pytest.mark.parametrize("lang", [AR])
def test_a_spot_pressed_with_the_right_button_asks_for_what_lies_near(reader: Reader, lang: Language):
    page = reader.ask()
    press_at(page, RAQQA, "right")
    assert re.search(rf"near=3[56][.\d]*,3[89][.\d]*,{USUAL_KM}\b", query_of(page))
    assert page.locator(".asked-circle").count() == 1
