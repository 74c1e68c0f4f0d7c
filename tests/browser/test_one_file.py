"""The page in one file, opened from disk with the network off: it asks nobody, and answers as the program does."""

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from geodata.mercator import Spot
from incidents.language import languages
from incidents.publishing.one_file import make_file, written_file
from incidents.record.record import load_record
from incidents.record.storage import load_tables
from incidents.record.story import Step, Story
from incidents.selection.mentions import mentioning
from incidents.selection.question import Question
from incidents.selection.selection import select
from tests.conftest import AR, EN, a_claim, a_selection, an_incident
from tests.firefox import FIREFOX, firefox
from tests.one_file_questions import SAID, ZOOMS, expected, link_of, some_questions
from tests.reach import times

RECORD = load_record(load_tables())
SPELT = (  # names as people spell them, words in other forms, dates, ids
    *("Deraa", "Ain al-Arab", "التنف", "Hims", "Şam", "Wüste", "DeirEzzor", "ديرالزور", "ابوكمال", "Hesekê"),
    *("Lattaquié", "Serêkaniyê", "Dêra Zorê", "Silûk", "Suchna", "Majadin", "Shheil", "Homs city", "DAİŞ", "Da'ish"),
    *("HSD", "Mayadeen", "raided", "والحاجز", "Roj camp", "Hol refugee camp", "Deir ez Zoor", "17 أيار", "March 2025"),
    *("syr49", "#49", "no such", "Hamas", "حليب", "Ракка", "بالرقة", "Rakka'da", "بتل السمن", "القريتان", "Reqayê"),
    *("ISIS-linked", "عناصر قسد", "قوات التحالف الدولي", "Syria Democratic Forces", "Syrian General Security", "لبنان"),
    *("airstrikes", "check point", "كمائن", "حواجز", "forces US", "Syria's army", "dell'Isis", "ئاسایش", "رەققە"),
    *("incident 49", "بالحمراء", "SOHR watchdog", "Amerikan kuvvetleri", "ريف دير الزور", "نهر الفرات", "13.12.25"),
    *("embuscade", "بعبوة ناسفة", "Drohnenangriffe", "SİHA'larla saldırı", "كنيسة", "ISIS sleeper cells", "RPG"),
    *("الشحيل بريف دير الزور الشرقي", "Palmyra, Homs province", "Syria's al-Hol camp", "ڕەققەدا", "Kasım 2025'te"),
    *("nordöstlichen Provinz Hasaka", "مدينة حمص وسط سوريا", "شانەیەکی داعش", "Suriye ordusuna", "armée syrienne"),
    *("Raqqa, Syria", "يوم الأحد 22 حزيران 2025", "22 июня 2025", "le 22 juin 2025", "Hol kampında", "بمخيم الهول"),
    *("North-East Syria", "nord-est de la Syrie", "شمال شرقي سورية", "Hasakah, northeast Syria", "Syria's northeast"),
    *("باديتي حمص ودير الزور", "صحراء تدمر", "Homs eastern desert", "سجن غويران (الصناعة)", "Osten von Deir ez-Zor"),
    *("ببادية السويداء", "Palmira çölünde", "al-Mayadeen steppe", "desert in Syria", "Damascus desert"),
    *(
        "Straße zwischen Rakka und Hasaka",
        "الطريق بين الحسكة والرقة",
        "السيدة زينب جنوب دمشق",
        "secteur 5 du camp d'al-Hol",
    ),
)
# What a reader of Firefox presses, one after the other, and what it then says.
DRAWN = """(async () => {
  const one = (part) => document.querySelector(part), all = (parts) => parts.every(one);
  const until = (told) => new Promise((done) => {
    const look = () => told() ? done() : setTimeout(look, 20);
    look();
  });
  const relief = () => one("img.relief");
  await until(() => all([".mark svg", ".incident-row", ".dock-still .bar"]) && relief()?.complete);
  const said = [one(".question_line .count").textContent, relief().naturalWidth > 0];
  one(".switches [lang=ar]").click();
  said.push(document.documentElement.dir, one(".question_line .count").textContent);
  one(".incident-row").click();
  await until(() => one(".incident-card"));
  said.push(one(".incident-card").textContent.match(/SYR-\\d+/)[0]);
  const readout = () => one(".time_dock .readout").textContent, before = readout();
  one(".time_dock .play").click();
  await until(() => readout() !== before);
  said.push(one(".time_dock .play").ariaLabel, Boolean(readout()));
  one(".switches .theme").click();
  return [...said, document.documentElement.dataset.theme];
})()"""
NO_DAYS = {"date_from": None, "date_to": None}
HOSTILE = "</script><img src=x onerror=document.body.remove()><b>bold</b>"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("file")


@pytest.fixture
def opened(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(offline=True, viewport={"width": 1280, "height": 800}, locale="en-GB")
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda said: faults.append(said.text) if said.type in {"error", "warning"} else None)
    page.on("request", lambda asked: faults.append(asked.url) if not asked.url.startswith(("file:", "data:")) else None)
    yield page
    context.close()
    assert faults == []


def open_file(page: Page, path: Path, content: bytes, link: str = "") -> None:
    path.write_bytes(content)
    page.goto(f"{path.as_uri()}#{link}")
    expect(page.locator(".mark").first).to_be_attached()


def test_random_questions_get_the_answers_of_the_program(opened: Page, folder: Path):
    open_file(opened, folder / "whole.html", written_file(select(RECORD), languages(), {}))  # cards take long to draw
    asked = [
        (question, (EN, AR)[at % 2], ZOOMS[at % 3 % 2])
        for at, question in enumerate(some_questions(RECORD, times(16, quick=3), seed=1))
    ]
    expect(opened.locator(".search")).to_be_enabled()
    links = [[link_of(question), lang.code, zoom] for question, lang, zoom in asked]
    for (question, lang, zoom), said in zip(asked, opened.evaluate(f"all => all.map({SAID})", links), strict=True):
        due = json.loads(json.dumps(expected(RECORD, question, lang, zoom)))
        assert {name: sorted(said[name]) if name == "ids" else said[name] for name in due} == due, link_of(question)
    spelt = SPELT[:: times(1, quick=4)]
    found = opened.evaluate(
        f"all => all.map({SAID}).map(({{ ids }}) => ids.length)", [[f"text={text}", "en", ZOOMS[0]] for text in spelt]
    )
    assert found == [int(mentioning(RECORD, text).sum()) for text in spelt]


def test_a_file_of_some_days_says_what_was_before_them_and_draws_them_where_they_are(opened: Page, folder: Path):
    days = {"date_from": dt.date(2025, 12, 6), "date_to": dt.date(2026, 3, 5)}
    question = Question(governorate=("SY09",), **days)
    open_file(opened, folder / "days.html", make_file(select(RECORD, question), (EN,)))
    due = json.loads(json.dumps(expected(RECORD, question, EN, ZOOMS[0])))
    told = "({ said: { figures, dock } }) => [figures.figures, figures.notes, dock.bars, dock.window, dock.before]"
    figures, notes, *dock = opened.evaluate(f"({told})(document.getElementById('file').file)")
    assert [figures, notes] == [due["figures"][0], due["figures"][3]]
    assert dock == [due["dock"][0], *due["dock"][2:5:2]]
    expect(opened.locator(".question_line .chip")).to_have_count(2)
    for _ in range(2):
        opened.locator(".question_line .chip").first.click()
    expect(opened.locator(".question_line .count")).to_contain_text(
        f"{len(select(RECORD, replace(question, **NO_DAYS)))} "
    )
    opened.reload()
    expect(opened.locator(".question_line .chip")).to_have_count(0)


@pytest.mark.always
def test_hostile_texts_stand_as_text_on_map_list_and_card(opened: Page, folder: Path):
    selection = a_selection(incidents=[an_incident(summary_en=HOSTILE)], claims=[a_claim(attributed_to=HOSTILE)])
    open_file(opened, folder / "hostile.html", make_file(selection, (EN,)))
    opened.locator(".incident-row").click()
    expect(opened.locator(".incident-card .summary")).to_have_text(HOSTILE)
    assert opened.locator(".incident-card b, .incident-card img").count() == 0
    opened.keyboard.press("Escape")
    expect(opened.locator(".incident-card")).to_have_count(0)
    expect(opened.locator(".incident-row")).to_be_focused()


def test_marks_and_rows_that_an_answer_leaves_as_they_are_stay_with_their_focus(opened: Page, folder: Path):
    incidents = [an_incident(1, place_id="palmyra"), an_incident(2, place_id="mayadin", tactic="raid")]
    open_file(opened, folder / "stays.html", make_file(a_selection(incidents=incidents), (EN,)))
    parts = [".leaflet-marks-pane .mark[aria-label*=Palmyra]", ".incident-row[data-id=SYR-0001]", "[data-id$=-SY01]"]
    opened.evaluate("all => all.forEach(part => { document.querySelector(part).stays = true; })", parts)
    mark = opened.locator(parts[0])
    mark.focus()
    for _ in ("the other incident goes", "it comes back"):
        opened.evaluate("document.getElementById('file').file.pick('tactic', 'armed-attack')")
        assert opened.evaluate("all => all.map(part => document.querySelector(part).stays)", parts) == [True] * 3
        expect(mark).to_be_focused()


@pytest.mark.parametrize("width", [390, 1280])
def test_map_and_time_are_printed_as_wide_as_the_page(opened: Page, folder: Path, width: int):
    opened.set_viewport_size({"width": width, "height": 800})
    open_file(opened, folder / "printed.html", make_file(a_selection(), (EN,)))
    opened.evaluate("dispatchEvent(new Event('beforeprint'))")
    opened.set_viewport_size({"width": 690, "height": 1000})  # what A4 leaves
    opened.emulate_media(media="print")
    for part in (".map-room", ".time_dock"):
        box = opened.locator(part).bounding_box()
        assert box is not None
        assert box["width"] == pytest.approx(690, abs=2)
        assert box["height"] < 1000


@pytest.mark.skipif(FIREFOX is None, reason="there is no Firefox here")
def test_firefox_opens_the_file_plays_it_in_both_languages_and_asks_nobody(folder: Path):
    path, profile, heard = folder / "firefox.html", folder / "profile", list[str]()
    path.write_bytes(make_file(a_selection(), (EN, AR)))
    profile.mkdir()
    with firefox(profile, heard) as ask:
        window = ask("browsingContext.getTree")["contexts"][0]["context"]
        ask("browsingContext.navigate", context=window, url=path.as_uri(), wait="complete")
        said = ask("script.evaluate", expression=DRAWN, target={"context": window}, awaitPromise=True)["result"]
    assert [part["value"] for part in said["value"]] == [
        *("1 of 1 incident", True, "rtl", "1 من أصل 1 حدث", "SYR-0001", "إيقاف", True, "dark")
    ]
    assert [one for one in heard if not one.startswith("data:") and path.name not in one] == []


def test_a_story_goes_from_card_to_card_and_moves_the_map_by_buttons_and_keys(opened: Page, folder: Path):
    incidents = [
        an_incident(number, summary_en=f"Number {number}.", date_start=f"2025-05-0{number}") for number in (1, 2, 3)
    ]
    steps = (
        Step("SYR-0003", {"text_en": HOSTILE}, Spot(35.3, 40.1, 9)),
        Step("SYR-0001", {"text_en": "The first one."}),
    )
    story = Story({"title_en": "Told backwards", "title_ar": "من النهاية"}, steps)
    open_file(opened, folder / "story.html", make_file(a_selection(incidents=incidents), (EN, AR), story))
    panel, card = opened.get_by_role("region", name="Told backwards"), opened.locator(".incident-card")
    zoom = "document.querySelector('.map-canvas').incidents.map.getZoom()"
    panel.get_by_role("button", name="Begin the story").click()
    expect(panel.get_by_role("status")).to_have_text(HOSTILE)
    expect(card).to_contain_text("Number 3.")
    assert opened.evaluate(zoom) == 9
    expect(panel.get_by_role("button", name="Next incident")).to_be_focused()
    opened.keyboard.press("ArrowRight")
    expect(card).to_contain_text("Number 1.")
    assert "story=2" in opened.url
    opened.locator(".card-bar .before").click()  # the walk of the card follows the story, and the story the walk
    expect(panel.get_by_role("status")).to_have_text(HOSTILE)
    opened.get_by_role("button", name="العربية").click()
    expect(opened.get_by_role("region", name="من النهاية")).to_be_visible()
    opened.locator(".story .close").click()
    expect(card).to_have_count(0)
    assert "story" not in opened.url.rpartition("#")[2]


def test_what_is_new_is_read_without_scrolling_sideways_and_no_id_of_it_breaks(opened: Page, folder: Path):
    open_file(opened, folder / "new.html", written_file(select(RECORD), (EN,), {}))
    for width in (1280, 390):
        opened.set_viewport_size({"width": width, "height": 844})
        opened.evaluate("document.querySelector('button.tells').click()")
        news = opened.locator("dialog .news")
        expect(news.locator("td bdi").first).to_be_visible()
        assert (
            news.evaluate(
                "news => [...news.querySelectorAll('td bdi')].filter(id => id.getClientRects().length > 1).length"
            )
            == 0
        )
        assert news.locator(".wide").evaluate_all("all => all.every(one => one.scrollWidth <= one.clientWidth + 1)")
        opened.keyboard.press("Escape")
