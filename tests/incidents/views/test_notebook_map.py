"""The map for a notebook or a file: real layers of folium, the words of the page, and no other host."""

import re
from dataclasses import replace

import folium
import pytest

from incidents.selection.question import Near, Question
from incidents.selection.selection import select
from incidents.views.interactive_map import base_map, draw_map, map_message, marks_in_words
from incidents.views.interactive_map.notebook_marks import inert
from incidents.views.map_points import map_points
from incidents.views.tones import PALETTE
from tests.conftest import AR, EN, LANGS, a_claim, a_record, a_selection, an_incident
from tests.serving import chromium

HOSTILE = [
    "</script><img src=x onerror=harm()>",
    "{{ 7 * 7 }}{% raise %}{# x #}{% endraw %}",
    '"];harm()//',
    "`${harm()}`",
    "\\`+harm()+\\`",
]
SEVERAL = (
    an_incident(1),
    an_incident(2, tactic="raid", place_id="palmyra", governorates="SY04"),
    an_incident(3, geo_precision="2"),
    an_incident(4, place_id="gov-sy09", geo_precision="3"),
)


def written(selection, *wishes) -> str:
    return draw_map(selection, *wishes).get_root().render()


def parts(drawn, kind):
    return [part for part in drawn._children.values() if type(part) is kind]


@pytest.fixture(scope="module")
def browser():
    with chromium() as opened:
        yield opened


def test_it_is_the_map_that_the_page_begins_with_and_its_layers_are_those_of_folium():
    drawn = draw_map(a_selection(incidents=SEVERAL))
    assert drawn.location == base_map().location
    assert drawn.options == base_map().options
    countries, governorates, *_ = parts(drawn, folium.GeoJson)
    assert len(governorates.data["features"]) == 14
    assert "SYR" in {feature["properties"]["iso_a3"] for feature in countries.data["features"]}
    assert len(parts(drawn, folium.Marker)) == 2


def test_a_vague_place_is_a_circle_of_its_true_radius_and_a_governorate_its_outline():
    drawn = draw_map(a_selection(incidents=SEVERAL))
    (circle,) = parts(drawn, folium.Circle)
    assert (circle.options["radius"], circle.options["dashArray"]) == (10_000, "5 4")
    outline = parts(drawn, folium.GeoJson)[-1]
    assert outline.data["features"][0]["geometry"]["type"] in {"Polygon", "MultiPolygon"}


def test_the_circle_that_was_asked_for_is_drawn():
    drawn = draw_map(a_selection().within(Question(near=Near((35.3, 40.1), 25))))
    assert [circle.options["radius"] for circle in parts(drawn, folium.Circle)] == [25_000]


def test_a_toll_that_nobody_states_is_hollow_and_several_incidents_are_counted():
    hollow = f'fill=\\"{PALETTE["light"].land}\\"'
    assert hollow not in written(a_selection()).replace("\\u0022", '\\"')
    unknown = a_selection(claims=[a_claim(measure="arrested", value=3)])
    assert hollow in written(unknown).replace("\\u0022", '\\"')
    (icon,) = parts(draw_map(a_selection(incidents=[an_incident(1), an_incident(2)])), folium.DivIcon)
    assert re.search(r"<text[^>]*>2</text>", icon.options["html"])


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("lang", LANGS)
def test_it_names_no_address_but_those_that_nobody_asks(lang, theme):
    addresses = set(re.findall(r"(?:https?:)?//[\w-]+\.[\w.-]+", written(a_selection(), lang, theme)))
    assert addresses <= {"http://www.w3.org", "https://leafletjs.com"}  # a name, and a link that is not drawn


def test_a_text_stays_as_it_is_for_whoever_reads_it():
    assert inert("{{ 7 }} <b>") == "&#123;&#123; 7 &#125;&#125; &#60;b&#62;"
    assert inert("دير الزور, 2–5") == "دير الزور, 2–5"


@pytest.mark.always
def test_a_text_of_the_record_is_shown_and_does_nothing(browser, tmp_path):
    towns = ("deir-ez-zor", "palmyra", "damascus", "raqqa", "aleppo")
    areas = ("gov-sy09", "gov-sy04", "gov-sy01", "gov-sy11", "gov-sy02")
    incidents = [an_incident(number, place_id=place) for number, place in enumerate(towns)]
    incidents += [an_incident(number, place_id=place, geo_precision="3") for number, place in enumerate(areas, 10)]
    record = a_record(incidents=incidents)
    places = record.places.copy()
    for town, area, text in zip(towns, areas, HOSTILE, strict=True):
        places.loc[[town, area], ["name_en", "name_ar"]] = text
    hostile = select(replace(record, gazetteer=replace(record.gazetteer, places=places)))
    page, failures = opened(browser, tmp_path, hostile, EN)
    labels = page.locator(".mark svg").evaluate_all("all => all.map((one) => one.getAttribute('aria-label'))")
    for text in HOSTILE:
        page.locator(".mark").nth(next(place for place, label in enumerate(labels) if text in label)).hover()
        assert any(text in tip for tip in page.locator(".leaflet-tooltip").all_inner_texts())
    assert page.locator("path.area").count() == len(areas)
    assert page.evaluate("document.documentElement.dataset.harmed") is None
    assert page.locator("img[src=x]").count() == 0
    assert failures == []


@pytest.mark.parametrize("lang", [EN, AR])
def test_the_file_shows_every_mark_without_a_network(browser, tmp_path, lang):
    selection = a_selection(incidents=SEVERAL)
    page, failures = opened(browser, tmp_path, selection, lang)
    assert page.locator(".mark").count() == 2
    assert page.locator("path.area").count() == 2
    said = marks_in_words(map_message(map_points(selection), selection, lang))
    title = page.locator(".mark svg").first.get_attribute("aria-label").split(". ")[0]
    assert any(line.startswith(title) for line in said)
    assert failures == []


def opened(browser, folder, selection, lang):
    """Open the saved map without a network; return the page, and what was asked for or went wrong."""
    file = folder / "map.html"
    draw_map(selection, lang).save(str(file))
    page = browser.new_context(offline=True).new_page()
    page.add_init_script("window.harm = () => { document.documentElement.dataset.harmed = 'yes'; };")
    failures = []
    page.on("pageerror", lambda error: failures.append(str(error)))
    page.on("console", lambda message: failures.append(message.text))
    page.on("request", lambda request: request.url == file.as_uri() or failures.append(request.url))
    page.goto(file.as_uri())
    return page, failures
