"""A layer of one's own: dropped on the page, drawn, asked about in this session alone, and taken away again."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Readers
from tests.browser.settling import click
from tests.incidents.commands.test_layer import ROUTE


@pytest.mark.always
def test_a_layer_is_drawn_asked_about_and_taken_away(a_reader: Readers):
    reader = a_reader()
    page = reader.ask("?view=about&chapter=own")
    chosen = {"name": "route.gpx", "mimeType": "application/gpx+xml", "buffer": ROUTE.encode()}
    page.locator(".st-key-own_layer_file input").set_input_files(chosen)
    click(page.locator(".st-key-own_layer_near button"))
    expect(page.locator(".map-canvas .leaflet-own-pane .own-line")).to_be_visible()
    expect(page.locator(".own-name")).to_have_text("R")
    expect(page.locator(".asked-circle")).to_have_count(1)
    expect(page.locator(".question_line [data-id=near_all]")).to_contain_text("route.gpx")
    expect(page).to_have_url(re.compile("near=layer%3Aroute.gpx%2C10"))
    click(page.locator(".legend .own-away"))
    expect(page.locator(".own-line")).to_have_count(0)
    expect(page.locator(".question_line [data-id=near_all]")).to_have_count(0)
