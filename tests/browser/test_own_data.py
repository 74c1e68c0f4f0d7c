"""A file of one's own: dropped on the page, looked at, shown in this session alone, and gone again."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Readers
from tests.browser.settling import click, settled
from tests.conftest import AR, EN, shipped_record
from tests.incidents.exchange.odd_files import text


@pytest.mark.always
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


UCDP = (
    "id,type_of_violence,side_a,side_b,source_article,where_prec,where_coordinates,adm_1,latitude,longitude,"
    "country,date_prec,date_start,date_end,low,best,high\n"
    "9,1,Government of Syria,IS,,2,Tadmur town,Homs Governorate,34.56,38.28,Syria,1,2016-01-10,2016-01-10,2,3,4\n"
)


def test_a_preview_says_of_which_file_it_is_and_the_page_then_names_source_and_licence(a_reader: Readers):
    reader = a_reader()
    page = reader.ask("?view=about&chapter=own&lang=ar")
    chosen = {"name": "ged.csv", "mimeType": "text/csv", "buffer": UCDP.encode()}
    page.locator("[data-testid=stFileUploader] input").first.set_input_files(chosen)
    expect(page.locator(".preview h3").first).to_have_text(AR.say("Preview of {file}").format(file="ged.csv"))
    settled(page)
    click(page.locator(".st-key-own_show button"))
    expect(page.locator(".mark svg").first).to_be_visible()
    terms = page.locator(".own_terms")
    expect(terms).to_contain_text("المصدر: برنامج أوبسالا")
    expect(terms).to_contain_text("CC BY 4.0")


def an_attack_of_acled() -> bytes:
    """Write an event of the kind, the day and the place of an attack that the record has."""
    record = shipped_record()
    held = record.incidents
    held = held[(held["kind"] == "attack") & (held["geo_precision"] == "1") & held["in_totals"]].iloc[0]
    headings = "event_id_cnty,event_date,event_type,sub_event_type,actor1,country,admin1,location,latitude,longitude"
    day = f"{held['date_start']:%d %B %Y}"
    where = f"{held['latitude']},{held['longitude']},1,SOHR,<b>Made up</b>,2"
    event = f"SYR1,{day},Battles,Armed clash,Islamic State (Syria),Syria,Homs,Somewhere,{where}"
    return f"{headings},geo_precision,source,notes,fatalities\n{event}\n".encode()


def test_a_second_record_has_marks_of_its_own_and_a_pair_opens_both(a_reader: Readers):
    reader = a_reader()
    page = reader.ask("?view=about&chapter=own")
    chosen = {"name": "acled.csv", "mimeType": "text/csv", "buffer": an_attack_of_acled()}
    page.locator("[data-testid=stFileUploader] input").first.set_input_files(chosen)
    # The page of an earlier test may show another file until this one is read.
    expect(page.locator(".preview h3").first).to_have_text(EN.say("Preview of {file}").format(file="acled.csv"))
    settled(page)
    click(page.locator(".st-key-own_show button"))
    expect(page.locator(".mark svg").first).to_be_visible()
    click(page.locator(".st-key-record button").nth(2))
    expect(page.locator(".second-mark .corners")).to_have_count(1)
    expect(page.locator(".second-bar")).to_have_attribute("d", re.compile("^M"))
    expect(page.locator(".legend .records li").nth(1)).to_contain_text(": 1 row")
    click(page.locator(".st-key-drawer_pairs button"))
    click(page.locator(".pair-open").first)
    expect(page.locator("article.incident-card")).to_have_count(2)
