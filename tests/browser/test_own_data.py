"""A file of one's own: dropped on the page, looked at, shown in this session alone, and gone again."""

from playwright.sync_api import expect

from tests.browser.conftest import Readers
from tests.browser.settling import click
from tests.incidents.exchange.odd_files import text


def test_a_file_is_previewed_shown_and_put_away_again(a_reader: Readers):
    reader = a_reader()
    page = reader.ask("?view=about&chapter=own")
    content = text({"killed": "many"}, after="b,soon,Raqqa,Raqqa,35.95,39.01,1,A raid.,SANA\n")
    chosen = {"name": "weekly.csv", "mimeType": "text/csv", "buffer": content.encode()}
    page.locator("[data-testid=stFileUploader] input").first.set_input_files(chosen)
    expect(page.get_by_text("1 of 2 rows become incidents.")).to_be_visible()
    expect(page.get_by_text("Not a day of the calendar.")).to_be_visible()
    click(page.locator(".st-key-own_show button"))
    expect(page.locator(".mark svg").first).to_be_visible()
    expect(page.get_by_text("You see")).to_contain_text("weekly.csv")
    click(page.locator(".st-key-own_back button"))
    expect(page.get_by_text("You see")).to_have_count(0)
