"""Text of the record that attacks its readers: on the page, in files and in the address it stays text.

The record is a part of the real one, all texts of which are replaced; places and milestones too.
"""

import csv
import json
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO, StringIO
from pathlib import Path
from urllib.parse import quote

import openpyxl
import pypdfium2
import pytest
from playwright.sync_api import Dialog, Page
from pptx import Presentation

from geodata.gazetteer import DATA as GAZETTEER
from incidents.briefing.compose import compose_briefing
from incidents.briefing.formats import PRINTS
from incidents.checks import find_problems
from incidents.exchange.formats import EXPORTS
from incidents.language import Language, plain_text
from incidents.record.record import load_record
from incidents.record.storage import DATA, load_tables
from incidents.selection.question import Question
from incidents.selection.selection import Selection, select
from incidents.widgets.standing import DRAWERS, VIEWS
from tests.browser.conftest import Readers
from tests.browser.reader import Reader
from tests.browser.settling import (
    click,
    come_true,
    enter,
    go,
    hide_filters,
    map_of,
    pull_out,
    settled,
    show_filters,
    unfold,
)
from tests.browser.test_answers_ahead import COME, HOLD, NEXT_TASK
from tests.conftest import AR, EN, LANGS
from tests.incidents.conftest import LINK, MADE_ON

IMAGE = "<img src=x onerror=alert(1)>"
ATTACKS = (
    IMAGE,
    "=cmd()|'/c calc'!A1",
    "</script><script>alert(2)</script>",
    "\u202egnorw si siht\u202c \u2067\u2066 open",
    "javascript:alert(3) [a link](javascript:alert(4)) ![a picture](http://evil.example/5.png)",
    "<svg onload=alert(6)><b id=injected>bold</b></svg> http://evil.example/6",
    "{{ 7 * 7 }}{% raise %} ${alert(8)} #panic() $x^2$ :red[red] :material/home: `code` | cell",
    "\U0001f600\U0001f468\u200d\U0001f469\u200d\U0001f467 \"quoted\" 'single' & &lt;i&gt;",
    "\u0644\u064f\u0635\u0651\u0628\u064f\u0644\u0651" + "L" * 4000,
    "+1+1 " + "a word and " * 360,
)
OPENED = ("SYR-0049", "SYR-0097")
KEPT = {*OPENED, *(f"SYR-{number:04}" for number in range(1, 41))}
FORMULA = re.compile(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20]")
REORDERING = re.compile("[\u202a-\u202e]")
# What the attacks would leave behind in a page that reads them as markup.
INJECTED = "img[src='x'], #injected, [onerror], [onload], a[href^='javascript'], a[href*='evil'], img[src*='evil']"


def attack(directory: Path, table: str, fields: list[dict]) -> None:
    """Replace the free texts of a table; equal positions stay equal, ids and closed lists stay what they are."""
    held = {"pattern", "enum"}
    texts = [
        field["name"]
        for field in fields
        if field["type"] == "string" and "categories" not in field and not held & field.get("constraints", {}).keys()
    ]
    texts = [name for name in texts if name not in {"source_id", "superseded_by", "stamp", "table", "row", "column"}]
    path = directory / f"{table}.csv"
    rows = read(path)
    for number, row in enumerate(rows):
        if table == "edits" and not row["column"].endswith(("_en", "_ar")):
            continue  # what stood there before was no free text
        side = sum(map(ord, row.get("position_en", "")))
        for place, name in enumerate(texts):
            if name.startswith("position"):
                row[name] = ATTACKS[side % len(ATTACKS)] if row[name] else ""
            elif row[name] or not name.startswith("text"):
                row[name] = ATTACKS[(number + place // 2) % len(ATTACKS)]
    write(path, rows)


def write(path: Path, rows: list[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def keep_some(directory: Path) -> None:
    """Leave as many incidents, with what hangs on them, as fill every part of a page: all would cost it much more."""
    tables = {path.stem: read(path) for path in directory.glob("*.csv")}
    for name in ("incidents", "incident_actors", "claims"):
        tables[name] = [row for row in tables[name] if row["incident_id"] in KEPT]
    for row in tables["incidents"]:
        row["related"] = "|".join(related for related in row["related"].split("|") if related in KEPT)
    for row in tables["doubts"]:
        row["incident_ids"] = "|".join(named for named in row["incident_ids"].split("|") if named in KEPT)
    cited = {row["source_id"] for name in ("claims", "tallies", "milestones") for row in tables[name]}
    tables["sources"] = [row for row in tables["sources"] if row["source_id"] in cited]
    there = cited.union(KEPT, *(row.values() for name in ("doubts", "tallies", "milestones") for row in tables[name]))
    tables["edits"] = [row for row in tables["edits"] if row["row"] in there or row["row"].partition("|")[0] in there]
    for name, rows in tables.items():
        write(directory / f"{name}.csv", rows)


@pytest.fixture(scope="module")
def hostile_record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("hostile") / "data"
    shutil.copytree(DATA, directory, ignore=shutil.ignore_patterns("stories"))
    keep_some(directory)
    schema = json.loads((directory / "datapackage.json").read_text(encoding="utf-8"))
    layers = json.loads((GAZETTEER / "datapackage.json").read_text(encoding="utf-8"))["resources"]
    places = next(layer for layer in layers if layer["name"] == "gazetteer")
    shutil.copy(GAZETTEER / places["path"], directory / "places.csv")
    schema["resources"].append(places | {"name": "places", "path": "places.csv"})
    (directory / "datapackage.json").write_text(json.dumps(schema, ensure_ascii=False), encoding="utf-8")
    for resource in schema["resources"]:
        attack(directory, resource["name"], resource["schema"]["fields"])
    for name in ("CHANGELOG.md", "CHANGELOG.ar.md"):
        changes = "# Changes\n\n## 2026.11.24\n\n" + "\n".join(f"- SYR-0001: {words}" for words in ATTACKS)
        (directory / name).write_text(changes, encoding="utf-8")
    assert find_problems(directory) == []
    return directory


@pytest.fixture(scope="module")
def hostile_page(hostile_record: Path, dashboard_of: Callable[[Path], str]) -> str:
    return dashboard_of(hostile_record)


class Attacked:
    """A reader of the hostile record, and whether anything got at him."""

    def __init__(self, reader: Reader) -> None:
        self.open, self.ask = reader.open, reader.ask
        self.dialogs: list[str] = []

    def note(self, dialog: Dialog) -> None:
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    def is_unharmed(self, page: Page) -> None:
        assert page.locator("[data-testid=stException]").count() == 0
        assert page.frames == [page.main_frame]
        found = page.evaluate(
            "wanted => [...document.querySelectorAll(wanted)].map(found => found.outerHTML.slice(0, 300))", INJECTED
        )
        assert found == []
        words = page.evaluate("document.body.textContent")
        assert not REORDERING.search(words), REORDERING.search(words)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert self.dialogs == []


@pytest.fixture
def attacked(a_reader: Readers, hostile_page: str) -> Iterator[Attacked]:
    reader = a_reader(address=hostile_page)
    attacked = Attacked(reader)
    reader.context.on("dialog", attacked.note)
    yield attacked
    reader.context.remove_listener("dialog", attacked.note)


@pytest.mark.parametrize("lang", [AR])
def test_card_and_table_show_the_attacks_letter_by_letter(attacked: Attacked, lang: Language) -> None:
    page = attacked.ask(f"?lang={lang}")
    for incident in OPENED:
        go(page, f"?lang={lang}&incident={incident}&drawer=table")
        card = page.locator(".st-key-incident_card")
        unfold(card.locator("details").first)
        words = card.inner_text()
        for shown in (IMAGE, "</script><script>alert(2)</script>", "<svg onload=alert(6)>", "{{ 7 * 7 }}", "=cmd()"):
            assert shown in words, shown
        assert page.locator(".incident-table tbody tr").count() == 25
        assert IMAGE in page.locator(".incident-table tbody").inner_text()
        assert "javascript:alert(3)" in page.locator(".incident-table tbody").inner_text()
        attacked.is_unharmed(page)


@pytest.mark.parametrize("lang", [EN])
def test_tooltips_side_list_and_milestones_show_them_too(attacked: Attacked, lang: Language) -> None:
    page = attacked.ask(f"?lang={lang}")
    tips = map_of(page).evaluate(
        """canvas => canvas.incidents.marks.concat(canvas.incidents.areaLabels).map(mark => {
            const tip = mark.openTooltip().getTooltip().getElement();
            const told = [tip.innerText, tip.offsetWidth];
            mark.closeTooltip();
            return told;
        })"""
    )
    assert any(IMAGE in words for words, _width in tips)
    assert any("{{ 7 * 7 }}{% raise %}" in words for words, _width in tips)
    assert max(width for _words, width in tips) < 420
    map_of(page).locator(".mark:has(text.count)").first.dispatch_event("click")  # others may lie on it
    settled(page)
    side = page.locator(".st-key-side")
    assert any(words in side.inner_text() for words in (IMAGE, "=cmd()", "javascript:alert(3)"))
    for tab in side.get_by_role("tab").all():
        click(tab)
        attacked.is_unharmed(page)
    for summary in page.locator(".st-key-room details summary").all():
        if summary.is_visible():
            click(summary)
    flags = page.locator(".dock-flags .flag")
    named = flags.evaluate_all("flags => flags.map(flag => flag.getAttribute('aria-label'))")
    assert any("</script><script>alert(2)</script>" in words for words in named)
    flags.first.focus()
    told = page.locator(".dock-tip:popover-open").inner_text()
    assert any(words[:20] in told for words in ATTACKS)
    attacked.is_unharmed(page)
    page.close()  # the list of the mark stays until another is chosen


@pytest.mark.always
@pytest.mark.parametrize("lang", [AR])
def test_every_view_survives_them(attacked: Attacked, lang: Language) -> None:
    page = attacked.ask(f"?lang={lang}")
    show_filters(page)
    attacked.is_unharmed(page)
    hide_filters(page)
    for drawer in DRAWERS:
        go(page, f"?lang={lang}&drawer={drawer}")
        attacked.is_unharmed(page)
    for view in VIEWS:
        go(page, f"?lang={lang}&view={view}&actor=islamic-state&event_type=battles")
        chapters = page.locator(".st-key-chapter button")
        if view == "about":
            chapters.first.wait_for()
        chapters = chapters.all()
        assert bool(chapters) == (view == "about")
        for chapter in chapters:
            click(chapter)
            attacked.is_unharmed(page)
        if view == "briefing":
            page.locator(".stImage img, [data-testid=stImage] img").first.wait_for()
        attacked.is_unharmed(page)


@pytest.mark.parametrize("lang", LANGS)
def test_a_hostile_address_becomes_a_notice_and_a_chip(attacked: Attacked, lang: Language) -> None:
    page = None
    for words in ATTACKS[LANGS.index(lang) :: 2]:
        parts = "&".join(
            f"{name}={quote(words[:600])}"
            for name in ("governorate", "text", "incident", "from", "bounds", "view", "compare", "min_origins", "x")
        )
        query = f"?lang={lang}&{parts}"
        if page is None:
            page = attacked.open(query)
        else:
            go(page, query)
        notice = page.locator(".notice").first.inner_text()
        shown = " ".join(plain_text(words[:600]).split(",")[0].split())
        assert shown[:12] in " ".join(notice.split()) or not shown
        assert page.locator(".question_line [data-id=text_all]").count() == 1
        attacked.is_unharmed(page)


@pytest.mark.parametrize(
    "query",
    ["?lang=%3Cimg%20src%3Dx%3E&incident=%00%FF&text=%ED%A0%80", "?" + "governorate=SY09,&" * 400],
    ids=["what no address may hold", "too much"],
)
def test_an_address_that_nobody_would_write_opens(attacked: Attacked, query: str) -> None:
    attacked.is_unharmed(attacked.open(query))


@pytest.mark.parametrize("lang", LANGS)
def test_what_a_reader_types_is_shown_as_typed(attacked: Attacked, lang: Language) -> None:
    page = attacked.ask(f"?lang={lang}")
    half = LANGS.index(lang)
    for words in ATTACKS[half::2]:
        enter(page.locator(".st-key-filter_text input"), words)
        chip = page.locator(".question_line [data-id=text_all]").inner_text()
        assert " ".join(plain_text(words).split())[:40] in chip
        attacked.is_unharmed(page)
    click(page.locator(".question_line [data-id=text_all]"))
    pull_out(page, "table")
    for words in (IMAGE, "((((", "\\", "=cmd()", "a" * 4000)[half::2]:
        enter(page.locator(".st-key-table_search input"), words)
        attacked.is_unharmed(page)


@pytest.mark.parametrize("lang", [EN])
def test_what_a_press_leads_to_before_the_server_has_answered_shows_them_too(
    attacked: Attacked, lang: Language
) -> None:
    page = attacked.ask(f"?lang={lang}&rank=actor")
    come_true(page, COME)
    settled(page)
    page.evaluate(HOLD)
    for pressed in (".rankings .row >> nth=0", ".rankings .row >> nth=1", ".legend .kinds button >> nth=0"):
        page.locator(pressed).dispatch_event("click")
        page.evaluate(NEXT_TASK)
        assert "alert(" in page.locator(".rankings").inner_text()
        attacked.is_unharmed(page)
    page.evaluate("window.letGo()")
    settled(page)
    attacked.is_unharmed(page)


def few(directory: Path) -> Selection:
    """Return the two incidents with most accounts and some more of the hostile record, as a reader would find them."""
    everything = select(load_record(load_tables(directory)))
    ids = [*OPENED, *(f"SYR-{number:04}" for number in range(1, 13))]
    return replace(everything.only(ids), question=Question(text=ATTACKS[1]))


@pytest.mark.parametrize("lang", [EN])
def test_no_export_holds_a_formula_or_reorders_a_line(hostile_record: Path, lang: Language) -> None:
    selection = few(hostile_record)
    for code, made in EXPORTS.items():
        content = made.make(selection, lang).content
        assert content, code
        if made.ending.endswith(".csv"):
            text = content.decode("utf-8-sig")
            rows = list(csv.reader(StringIO("".join(line for line in text.splitlines(True) if line[:1] != "#"))))
            cells = [cell for row in rows for cell in row if not re.fullmatch(r"-?[\d.]*", cell)]
            assert not REORDERING.search(text), code
            assert len({len(row) for row in rows if row}) == 1, code
            assert [cell for cell in cells if FORMULA.match(cell)] == [], code
        elif code == "xlsx":
            book = openpyxl.load_workbook(BytesIO(content))
            cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
            assert {cell.data_type for cell in cells} <= {"s", "n", "d", "b", "inlineStr"}
            texts = [cell.value for cell in cells if isinstance(cell.value, str)]
            assert any(IMAGE in text for text in texts)
            assert not any(REORDERING.search(text) or FORMULA.match(text) for text in texts)
            assert not [
                cell.hyperlink.target for cell in cells if cell.hyperlink and "http" not in cell.hyperlink.target
            ]
        elif code == "geojson":
            features = json.loads(content)["features"]
            texts = [
                value for feature in features for value in feature["properties"].values() if isinstance(value, str)
            ]
            assert any(IMAGE in text for text in texts)
            assert not any(REORDERING.search(text) for text in texts)


@pytest.mark.parametrize("lang", [AR])
def test_briefings_print_them(hostile_record: Path, lang: Language) -> None:
    selection = few(hostile_record)
    briefing = compose_briefing(selection, None, lang, LINK, MADE_ON)
    for code, made in PRINTS.items():
        content = made.make(briefing)
        assert content, code
        if made.ending.endswith(".pdf"):
            document = pypdfium2.PdfDocument(content)
            words = "".join(page.get_textpage().get_text_bounded() for page in document)
            assert len(words) > 500, code
            links = [link for link in re.findall(rb"/URI ?\(([^)]*)\)", content) if not link.startswith(b"http")]
            assert links == [], code
        elif code == "pptx":
            shapes = [shape for slide in Presentation(BytesIO(content)).slides for shape in slide.shapes]
            assert shapes
        elif made.ending.endswith(".svg"):
            assert not re.search(rb"<script|onerror=|onload=|https?://(?!www\.w3\.org)", content)
