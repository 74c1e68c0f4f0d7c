"""At the desk: from a text to an accepted incident, and back; nothing typed is lost; readers of a page have no desk."""

import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from incidents.desk.accepting import accept
from incidents.desk.beginnings import begin_correction
from incidents.desk.drafts import KeptDraft, save_draft
from incidents.desk.kept_record import load_kept_record
from tests.browser.barriers import barriers
from tests.browser.conftest import Readers
from tests.browser.reader import PHONE
from tests.browser.settling import click, go, settled
from tests.browser.speaking import LOCALES, say
from tests.conftest import AR, a_claim, a_folder, an_incident
from tests.serving import served

DESK = ("--", "--desk")
TABLET: ViewportSize = {"width": 820, "height": 1100}
TEXT = (
    "Two SDF fighters were killed on 30 October 2025 when gunmen believed to belong to ISIS cells attacked a "
    "checkpoint in Gharanij, eastern Deir ez-Zor, the Syrian Observatory for Human Rights said."
)
FILLER = "The Observatory has followed such attacks for years. " * 40
ENGLISH = "Gunmen attacked a checkpoint in Gharanij; SOHR names two SDF dead and believes ISIS cells did it."
ARABIC = "هاجم مسلحون حاجزاً في غرانيج؛ ويذكر المرصد السوري مقتل عنصرين من قسد ويرجّح أن خلايا داعش نفذته."


@pytest.fixture(scope="module")
def data() -> Path:
    return a_folder([an_incident(1), an_incident(2)], [a_claim(1), a_claim(2, origin_id="sdf")])


@pytest.fixture(scope="module")
def desk(data, household) -> Iterator[str]:
    with served(data, options=DESK, born=True) as (address, _process):
        yield address
        household.say_goodbye(lambda reader: reader.address == address)


@pytest.fixture(scope="module")
def changing(data, household) -> Iterator[tuple[str, Path]]:
    """Serve a desk whose record changes for good; return its address and where the record is."""
    home = Path(shutil.copytree(data, data.with_name(f"{data.name}-changes"), ignore=shutil.ignore_patterns("drafts")))
    with served(home, options=DESK, born=True) as (address, _process):
        yield address, home
        household.say_goodbye(lambda reader: reader.address == address)


def kept(data: Path, name: str) -> dict[str, object]:
    return json.loads((data / "drafts" / f"{name}.json").read_text(encoding="utf-8"))


def field(page: Page, at: str):
    return page.locator(f"[data-at='{at}'] :is(input, textarea, select)").first


def begin(page: Page, text: str = TEXT) -> None:
    page.locator(".st-key-desk_text textarea").fill(text)
    click(page.locator(".st-key-desk_begin_text button"))
    expect(page.locator(".desk-form")).to_be_visible()


@pytest.mark.always
def test_a_text_becomes_a_reviewed_incident_and_can_be_taken_back(a_reader: Readers, desk: str, data: Path):
    before = (data / "incidents.csv").read_bytes()
    page = a_reader(address=desk).open("?desk=new&lang=en")
    begin(page)
    click(page.locator("[data-at='incidents.0.place_id'] .desk-offer"))
    expect(page.locator(".desk-map img")).to_be_visible()
    assert page.locator("[data-at='incidents.0.governorates'] .desk-chip").inner_text().startswith("Deir ez-Zor")
    click(page.locator("[data-at='incidents.0.date_start'] .desk-offer"))
    for column in ("tactic", "sub_event_type", "is_role"):
        click(page.locator(f"[data-at='incidents.0.{column}'] .desk-offer"))
    while page.locator(".desk-ghost .desk-take").count():
        click(page.locator(".desk-ghost .desk-take").first)
    for column, told in (("summary_en", ENGLISH), ("summary_ar", ARABIC)):
        field(page, f"incidents.0.{column}").fill(told)
    for column, told in (("publisher", "Enab Baladi"), ("publisher_ar", "عنب بلدي")):
        field(page, f"sources.0.{column}").fill(told)
    field(page, "sources.0.publisher_kind").select_option("newspaper")
    settled(page)
    expect(page.locator("#desk-tab-checks .count")).to_have_count(0)  # what the text told was enough: nothing to mend
    click(page.locator("[data-id=part-card]"))
    assert page.locator(".st-key-desk_body .notice").all_inner_texts() == []
    expect(page.locator(".desk-card")).to_have_count(2)
    click(page.locator("[data-id=part-review]"))
    click(page.locator("[data-id=way-hand_in]"))
    expect(page.locator("[data-id=way-accept]")).to_have_count(0)  # one's own
    page.locator("#desk-who").fill("A second person")
    page.locator("#desk-who").press("Tab")
    click(page.locator("[data-id=way-accept]"))
    expect(page.locator(".desk-state")).to_have_text("Accepted")
    after = (data / "incidents.csv").read_bytes()
    assert after.startswith(before)
    assert ENGLISH in after.decode()
    expect(page.locator(".desk-none a")).to_have_attribute("href", "./?incident=SYR-0003&lang=en")
    click(page.locator("[data-id=way-undo]"))
    expect(page.locator(".desk-state")).to_have_text("Waits for review")
    assert (data / "incidents.csv").read_bytes() == before


def test_on_a_phone_a_suggestion_is_taken_where_it_stands(a_reader: Readers, desk: str):
    page = a_reader(address=desk, viewport=PHONE).open("?desk=new&lang=en")
    begin(page, TEXT + " " * 3 + FILLER)
    take = page.locator(".of-claims .desk-ghost .desk-take").first
    take.scroll_into_view_if_needed()
    before = page.evaluate("document.querySelector('.stMain').scrollTop")
    take.hover()  # which lights the words up in the text
    expect(page.locator(".desk-text mark.is-lit").first).to_be_attached()
    assert abs(page.evaluate("document.querySelector('.stMain').scrollTop") - before) < take.bounding_box()["height"]
    click(take)
    expect(page.locator(".of-claims > .desk-row")).to_have_count(1)
    wide = page.locator(".desk-form").bounding_box()["width"]
    assert field(page, "incidents.0.summary_en").bounding_box()["width"] > 0.8 * wide


def test_what_is_typed_outlives_the_server_and_a_reload(a_reader: Readers, data: Path):
    home = Path(shutil.copytree(data, data.with_name(f"{data.name}-killed"), ignore=shutil.ignore_patterns("drafts")))
    reader = a_reader(address="http://127.0.0.1:0/", anew=True)
    with served(home, options=DESK, born=True) as (address, process):
        reader.address = address
        page = reader.open("?desk=new&lang=en")
        begin(page)
        summary = field(page, "incidents.0.summary_en")
        summary.press_sequentially("Said while the server lived")
        summary.press("Tab")
        settled(page)
        (draft,) = (home / "drafts").glob("*.json")
        assert kept(home, draft.stem)["rows"]["incidents"][0]["summary_en"] == "Said while the server lived"
        process.kill()
        process.wait()
        summary.press("End")
        summary.press_sequentially(", and after")
    with served(home, options=DESK, port=urlsplit(address).port or 0, born=True):
        page.reload()
        expect(field(page, "incidents.0.summary_en")).to_have_value("Said while the server lived, and after")
        expect(page.locator(".desk_form[data-waiting='0']")).to_be_visible()
        assert kept(home, draft.stem)["rows"]["incidents"][0]["summary_en"].endswith(", and after")
        page.close()
        other = reader.open(f"?desk=draft.form.{draft.stem}&lang=en")
        expect(field(other, "incidents.0.summary_en")).to_have_value("Said while the server lived, and after")
    reader.faults.clear()  # that the server was gone


def sit_down(page: Page, who: str) -> None:
    page.locator("#desk-who").fill(who)
    page.locator("#desk-who").press("Tab")
    settled(page)


def fill_in(page: Page, at: str, words: str) -> None:
    field(page, at).fill(words)
    field(page, at).press("Tab")
    settled(page)


def pick(page: Page, key: str, words: str) -> None:
    page.locator(f"[class*=st-key-{key}] input").first.fill(words)
    click(page.locator("[role=option]", has_text=words).first)


def test_two_curators_write_over_nothing_and_the_second_accepts_field_by_field(
    a_reader: Readers, desk: str, data: Path
):
    at, own = "incidents.0.summary_en", ".desk-problem[role=alert]"
    nour = a_reader(address=desk, anew=True).open("?desk=lacking&lang=en")
    sit_down(nour, "Nour")
    click(nour.locator("[data-id='SYR-0002']"))
    sami = a_reader(address=desk, anew=True).open("?desk=draft.form.SYR-0002&lang=en")
    sit_down(sami, "Sami")
    fill_in(nour, at, "As Nour has it.")
    fill_in(sami, at, "As Sami has it.")
    expect(field(sami, at)).to_have_value("As Nour has it.")
    expect(sami.locator(own)).to_contain_text("As Sami has it.")
    assert kept(data, "SYR-0002")["rows"]["incidents"][0]["summary_en"] == "As Nour has it."
    click(sami.locator(own).locator("button"))
    assert kept(data, "SYR-0002")["rows"]["incidents"][0]["summary_en"] == "As Sami has it."
    expect(sami.locator(own)).to_have_count(0)

    nour.reload()
    settled(nour)
    fill_in(nour, at, "As Nour has it now.")  # what Sami has written he would not review
    click(nour.locator("[data-id=part-review]"))
    click(nour.locator("[data-id=way-hand_in]"))
    click(sami.locator("[data-id=part-review]"))
    click(sami.locator("[data-id='incidents.0.summary_en.sent back']"))
    sami.locator(".desk-why input:visible").fill("Who says so?")
    click(sami.locator(".desk-why:visible button"))
    expect(sami.locator("[data-id=way-accept]")).to_be_disabled()
    sami.locator("#desk-note").fill("See the summary.")
    click(sami.locator("[data-id=way-send_back]"))
    expect(sami.locator(".desk-noted")).to_contain_text("Nour")
    expect(sami.locator(".desk-noteline")).to_have_text("Sami: Who says so?")

    click(nour.locator("[data-id=part-form]"))
    expect(nour.locator(f"[data-at='{at}'] .desk-problem.back")).to_have_text("Sami: Who says so?")
    expect(nour.locator(".desk-checks .back").first).to_contain_text("See the summary.")
    fill_in(nour, at, "As the monitor says.")
    click(nour.locator("[data-id=part-review]"))
    click(nour.locator("[data-id=way-hand_in]"))

    click(sami.locator("[data-id=part-card]"))
    click(sami.locator("[data-id=part-review]"))
    expect(sami.locator(".notice", has_text="Who says so?")).to_be_visible()
    expect(sami.locator("[data-id=way-accept]")).to_be_disabled()
    click(sami.locator("[data-id='incidents.0.summary_en.accepted']"))
    click(sami.locator("[data-id=way-accept]"))
    expect(sami.locator(".desk-state")).to_have_text("Accepted")
    expect(sami.locator("[data-id=part-form]")).to_have_count(0)
    click(sami.locator("[data-id=way-undo]"))
    expect(sami.locator(".desk-state")).to_have_text("Waits for review")
    expect(sami.locator(".desk-deed ins")).to_have_text("As the monitor says.")


def test_an_open_page_tells_what_another_did_meanwhile_and_keeps_what_is_being_typed(
    a_reader: Readers, changing: tuple[str, Path]
):
    address, home = changing
    at, line = "incidents.0.summary_en", ".desk-meanwhile-line"
    page = a_reader(address=address, anew=True).open("?desk=lacking&lang=en")
    click(page.locator("[data-id='SYR-0001']"))
    expect(page.locator(line)).to_have_count(0)
    field(page, at).fill("Still being typ")
    field(page, at).press("End")
    theirs = begun_by("A second person", "SYR-0002", home)
    expect(page.locator(line)).to_contain_text("Meanwhile \u2066SYR-0002\u2069 was begun.")
    save_draft(home / "drafts", replace(theirs.draft, state="for review"), theirs.digest)
    expect(page.locator(line)).to_contain_text("handed in for review")
    field(page, at).press_sequentially("ed")
    expect(field(page, at)).to_be_focused()
    expect(field(page, at)).to_have_value("Still being typed")
    click(page.locator("[data-id='meanwhile-SYR-0002']"))
    expect(page.locator(".desk-state")).to_have_text("Waits for review")
    expect(page.locator(line)).to_have_count(0)
    assert kept(home, "SYR-0001")["rows"]["incidents"][0]["summary_en"] == "Still being typed"
    (home / "drafts" / "SYR-0002.json").unlink()
    (home / "drafts" / "SYR-0001.json").unlink()


def begun_by(who: str, incident: str, home: Path) -> KeptDraft:
    """Let somebody else begin a draft of an incident of the record."""
    return save_draft(home / "drafts", begin_correction(load_kept_record(home), incident, who, incident), None)


# What begins with Latin letters or digits, though Arabic follows to the right of them.
RUNS_LEFT_TO_RIGHT = """() => {
  const arabic = /[\\u0620-\\u064a]/;
  const shown = (one) => [...one.childNodes].some((part) => part.nodeType === 3 && part.data.trim());
  return [...document.body.querySelectorAll("*")].filter((one) => {
    const said = (one.innerText ?? "").trim();
    const begins = /^[\\u2066-\\u2068]*[A-Z0-9]/.test(said) && arabic.test(said);
    if (!begins || !shown(one) || !one.getClientRects().length) return false;
    const texts = document.createTreeWalker(one, NodeFilter.SHOW_TEXT), range = document.createRange();
    const places = [/[A-Z0-9]/, arabic].map((letter) => {
      for (texts.currentNode = one; texts.nextNode(); ) {
        const at = texts.currentNode.data.search(letter);
        if (at < 0) continue;
        range.setStart(texts.currentNode, at);
        range.setEnd(texts.currentNode, at + 1);
        return range.getBoundingClientRect();
      }
    });
    return Math.abs(places[0].top - places[1].top) < 8 && places[0].left < places[1].left;
  }).map((one) => one.innerText);
}"""


def test_in_arabic_what_begins_with_an_id_runs_from_right_to_left(a_reader: Readers, desk: str):
    page = a_reader(address=desk, locale=LOCALES[AR]).open("?desk=new&lang=ar")
    page.locator(".st-key-desk_from input").click()
    expect(page.locator("[role=option]").first).to_contain_text("SYR-")
    assert page.evaluate(RUNS_LEFT_TO_RIGHT) == []
    page.keyboard.press("Escape")
    go(page, "?desk=lacking&lang=ar")
    click(page.locator("[data-id='SYR-0001']"))
    click(page.locator("#desk-tab-same"))
    assert page.evaluate(RUNS_LEFT_TO_RIGHT) == []
    click(page.locator(".st-key-desk_whole button").first)
    page.locator("[class*=st-key-desk_split_claims] input").first.click()
    expect(page.locator("[role=option]").first).to_contain_text("SYR-")
    assert page.evaluate(RUNS_LEFT_TO_RIGHT) == []
    page.keyboard.press("Escape")
    pick(page, "desk_other", "SYR-0002")
    click(page.locator(".st-key-desk_relate button"))
    page.keyboard.press("Escape")
    click(page.locator("[data-id=part-review]"))
    expect(page.locator(".desk-deed ins", has_text="SYR-0002").first).to_be_visible()
    assert page.evaluate(RUNS_LEFT_TO_RIGHT) == []


def test_a_second_person_who_edits_a_draft_has_another_look_at_that(a_reader: Readers, desk: str, data: Path):
    at = "incidents.0.summary_en"
    nour = a_reader(address=desk, anew=True).open("?desk=lacking&lang=en")
    sit_down(nour, "Nour")
    click(nour.locator("[data-id='SYR-0001']"))
    fill_in(nour, "incidents.0.summary_ar", ARABIC)
    sami = a_reader(address=desk, anew=True).open("?desk=draft.form.SYR-0001&lang=en")
    sit_down(sami, "Sami")
    fill_in(sami, at, "As Sami has it.")
    click(sami.locator("[data-id=part-review]"))
    click(sami.locator("[data-id=way-hand_in]"))
    expect(sami.locator(".notice", has_text="You have written this yourself")).to_contain_text("Summary, English")
    expect(sami.locator("[data-id=way-accept]")).to_be_disabled()
    expect(sami.locator(f"[data-id='{at}.accepted']")).to_have_count(0)
    expect(sami.locator(".desk-diff", has_text="As Sami has it.").locator(".desk-by")).to_have_text("Yours")

    click(nour.locator("[data-id=part-review]"))
    expect(nour.locator(".desk-diff", has_text="As Sami has it.").locator(".desk-by")).to_have_text("Sami")
    expect(nour.locator("[data-id='incidents.0.summary_ar.accepted']")).to_have_count(0)
    expect(nour.locator("[data-id=way-accept]")).to_be_disabled()
    click(nour.locator(f"[data-id='{at}.accepted']"))

    click(sami.locator("[data-id=part-card]"))
    click(sami.locator("[data-id=part-review]"))
    expect(sami.locator(".notice", has_text="You have written this yourself")).to_have_count(0)
    click(sami.locator("[data-id=way-accept]"))
    expect(sami.locator(".desk-state")).to_have_text("Accepted")
    assert "As Sami has it." in (data / "incidents.csv").read_text(encoding="utf-8")
    click(sami.locator("[data-id=way-undo]"))
    expect(sami.locator(".desk-state")).to_have_text("Waits for review")
    (data / "drafts" / "SYR-0001.json").unlink()


@pytest.mark.parametrize(
    ("way", "own", "stands"),
    [("keep", "SYR-0001", "As the draft has it."), ("yield", "SYR-0002", "As the record has it.")],
)
def test_what_was_changed_meanwhile_stays_as_the_draft_has_it_or_as_the_record_has_it(
    a_reader: Readers, changing: tuple[str, Path], way: str, own: str, stands: str
):
    address, home = changing
    page = a_reader(address=address).open("?desk=lacking&lang=en")
    sit_down(page, "Nour")
    click(page.locator(f"[data-id='{own}']"))
    fill_in(page, "incidents.0.summary_en", "As the draft has it.")
    fill_in(page, "incidents.0.summary_ar", ARABIC)
    begun = kept(home, own)
    seen = begun["seen"]["incidents"][0]["summary_en"]
    other = {**begun, "name": f"other-{way}", "by": "Rana", "state": "for review"}
    moved = {**begun["seen"]["incidents"][0], "summary_en": "As the record has it."}
    other["rows"] = {**begun["rows"], "incidents": [moved]}
    (home / "drafts" / f"other-{way}.json").write_text(json.dumps(other), encoding="utf-8")
    accept(home, f"other-{way}", "Sami")
    page.goto(f"{address}?desk=draft.review.{own}&lang=en")
    settled(page)
    said = page.locator(".notice[role=alert]")
    expect(said).to_contain_text("As the record has it.")
    expect(said).to_contain_text("As the draft has it.")
    expect(page.locator("[data-id=way-hand_in]")).to_be_disabled()
    click(said.locator("button").nth(0 if way == "keep" else 1))
    expect(page.locator(".notice[role=alert]")).to_have_count(0)
    row = kept(home, own)["rows"]["incidents"][0]
    assert (row["summary_en"], row["summary_ar"]) == (stands, ARABIC)
    assert stands != seen
    changed = page.locator(".desk-deed ins").all_inner_texts()
    assert changed == ([stands, ARABIC] if way == "keep" else [ARABIC])
    sit_down(page, "Nour")
    click(page.locator("[data-id=way-hand_in]"))
    sit_down(page, "Sami")
    click(page.locator("[data-id=way-accept]"))
    expect(page.locator(".desk-state")).to_have_text("Accepted")
    assert stands in (home / "incidents.csv").read_text(encoding="utf-8")


def test_an_incident_of_the_record_is_superseded_related_split_and_merged(a_reader: Readers, desk: str, data: Path):
    page = a_reader(address=desk, locale=LOCALES[AR]).open("?desk=lacking&lang=ar")
    sit_down(page, "نور")
    click(page.locator("[data-id='SYR-0001']"))
    click(page.locator(".of-claims > .desk-row summary").first)
    click(page.locator(".of-claims .desk-foot button").first)
    fill_in(page, "claims.1.value", "7")
    click(page.locator("[data-id=part-review]"))
    expect(page.locator(".desk-deed", has_text="SYR-0001-02")).to_have_count(2)  # the claim, and what supersedes it

    click(page.locator("[data-id=part-form]"))
    click(page.locator(".st-key-desk_whole button").first)
    expect(page.locator(".st-key-desk_merge button")).to_be_disabled()
    expect(page.locator(".st-key-desk_split button")).to_be_disabled()
    pick(page, "desk_other", "SYR-0002")
    click(page.locator(".st-key-desk_relate button"))
    expect(page.locator(".desk-noted")).to_contain_text("SYR-0002")
    pick(page, "desk_other", "SYR-0002")
    expect(page.locator(".st-key-desk_relate button")).to_be_disabled()
    expect(page.locator(".st-key-desk_merge button")).to_be_enabled()
    pick(page, "desk_split_claims", "SYR-0001-02")
    page.keyboard.press("Escape")  # the list lies over the button
    click(page.locator(".st-key-desk_split button"))
    rows = kept(data, "SYR-0001")["rows"]
    assert [row["incident_id"] for row in rows["claims"]] == ["SYR-0001", rows["incidents"][-1]["incident_id"]]
    assert rows["incidents"][0]["related"].startswith("SYR-0002|")

    pick(page, "desk_other", "SYR-0002")
    click(page.locator(".st-key-desk_merge button"))
    expect(page.locator(".desk-noted")).to_contain_text("SYR-0002")
    page.keyboard.press("Escape")
    click(page.locator("[data-id=part-review]"))
    moved = page.locator(".desk-deed", has_text=say("A row of the record, moved to another incident", AR))
    expect(moved.locator("del", has_text="SYR-0002").first).to_be_visible()
    expect(moved.locator("ins", has_text="SYR-0001").first).to_be_visible()
    assert barriers(page, ".st-key-desk_bar", ".st-key-desk_body") == []


def test_on_a_tablet_the_head_takes_two_rows_and_a_list_shows_what_each_claim_says(a_reader: Readers, changing):
    address, home = changing
    page = a_reader(address=address, viewport=TABLET, locale=LOCALES[AR]).open("?desk=lacking&lang=ar")
    assert page.locator(".st-key-desk_bar").bounding_box()["height"] < 110
    click(page.locator("[data-id='SYR-0001']"))
    click(page.locator(".st-key-desk_whole button").first)
    claims = page.locator("[class*=st-key-desk_split_claims]").first
    assert claims.bounding_box()["width"] > 0.6 * TABLET["width"]
    (home / "drafts" / "SYR-0001.json").unlink()


@pytest.mark.parametrize("lang", [AR])
def test_axe_finds_nothing_at_the_desk(a_reader: Readers, desk: str, data: Path, lang):
    reader = a_reader(address=desk, locale=LOCALES[lang])
    page = reader.open(f"?desk=lacking&lang={lang}")
    assert barriers(page, ".st-key-desk_bar", ".st-key-desk_body") == []
    go(page, f"?desk=new&lang={lang}")
    begin(page)
    click(page.locator("[data-at='incidents.0.place_id'] .desk-offer"))
    field(page, "incidents.0.other_place_ids").evaluate("one => one.closest('details').open = true")
    sought = field(page, "incidents.0.other_place_ids")
    sought.press_sequentially("Tell Nowhere")
    click(page.locator(".desk-found .is-new"))
    name = field(page, "gazetteer.0.name_en")
    expect(name).to_have_value("Tell Nowhere")
    expect(page.locator("[data-at^='gazetteer.0.'] :focus")).to_have_count(1)
    name.fill("Tell Somewhere")
    name.press("Tab")
    chip = page.locator("[data-at='incidents.0.other_place_ids'] .desk-chip")
    expect(chip).to_contain_text(re.compile("tell.somewhere", re.IGNORECASE))
    for tab in ("checks", "same", "text"):
        click(page.locator(f"#desk-tab-{tab}"))
    assert barriers(page, ".st-key-desk_bar", ".st-key-desk_body") == []
    click(page.locator("[data-id=part-review]"))
    assert barriers(page, ".st-key-desk_bar", ".st-key-desk_body") == []


def test_readers_of_a_page_have_no_desk(a_reader: Readers):
    page = a_reader().ask("?desk=drafts")
    expect(page.locator(".st-key-room")).to_be_visible()
    assert page.locator(".st-key-desk_body, .to-desk").count() == 0
    assert not page.evaluate("performance.getEntriesByType('resource').some((one) => one.name.includes('desk_'))")
