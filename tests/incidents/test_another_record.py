"""A record about something else: it opens in every view and format, and nothing of the shipped record is said of it."""

import json
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import geopandas as gpd
import pypdfium2
import pytest
from google.protobuf.text_format import MessageToString
from pptx import Presentation
from streamlit.testing.v1 import AppTest

from incidents.__main__ import main
from incidents.briefing.formats import PRINTS
from incidents.checks import find_problems
from incidents.exchange.formats import EXPORTS
from incidents.language import Language
from incidents.phrases.codebook import codebook_text
from incidents.record.record import Record, load_record
from incidents.record.storage import load_tables
from incidents.selection.selection import select
from incidents.views.incident_card import draw_card
from incidents.widgets.standing import CHAPTERS, VIEWS
from tests.conftest import APP, EN, LANGS, a_claim, a_folder, a_role, a_source, an_incident, an_origin
from tests.incidents.conftest import briefing_of, words

# What is true of the shipped record alone.
ITS_OWN = (
    *("ISIS", "داعش", "Islamic State", "تنظيم الدولة", "SYR-", "isis-syria", "CC BY 4.0", "CC-BY-4.0"),
    *("SOHR", "Observatory", "المرصد", "five articles", "75 claims", "75 ادعاء", "8 December 2024"),
    *("rows of ACLED", "صفوفاً من ACLED", "Al-Safa", "public reports", "تقارير علنية"),
)
TITLE = "Attacks on fishing boats"


@pytest.fixture(scope="module")
def folder() -> Path:
    """Write a record of one incident with a tactic, a title, terms and a file name of its own, without doubts."""
    folder = a_folder(
        incidents=[an_incident(incident_id="SEA-0001", tactic="boarding", is_role="claimed", place_id="gov-sy10")
                   | {"governorates": "SY10", "geo_precision": "3", "summary_en": "A boat was boarded.",
                      "summary_ar": "اعتُلي مركب."}],
        claims=[a_claim(incident_id="SEA-0001", attributed_to="Harbour", attributed_to_ar="المرفأ",
                        origin_id="harbour", measure="killed_is", value=2),
                a_claim(incident_id="SEA-0001", attributed_to="Harbour", attributed_to_ar="المرفأ",
                        origin_id="harbour", measure="killed_civilians", low=1)],
        roles=[a_role("smugglers") | {"incident_id": "SEA-0001"}],
        sources=[a_source()],
        origins=[an_origin("harbour", name_en="Harbour", name_ar="المرفأ")],
        actors=[{"actor_id": "smugglers", "name_en": "Smugglers", "name_ar": "مهربون", "kind": "rebel-group"}],
    )  # fmt: skip
    path = folder / "datapackage.json"
    text = path.read_text(encoding="utf-8")
    words_for = {"ISIS": "the smugglers", "داعش": "المهربين", "islamic-state": "smugglers", "SYR-": "SEA-"}
    for its, ours in words_for.items():
        text = text.replace(its, ours)
    path.write_text(json.dumps(about_boats(json.loads(text)), ensure_ascii=False), encoding="utf-8")
    (folder / "doubts.csv").unlink()
    return folder


def about_boats(descriptor: dict[str, Any]) -> dict[str, Any]:
    kept = {name: descriptor[name] for name in ("kinds", "derived_measures")}
    tables = [table for table in descriptor["resources"] if table["name"] != "doubts"]
    tactic = next(field for field in tables[0]["schema"]["fields"] if field["name"] == "tactic")
    tactic["categories"].append(
        {"value": "boarding", "label": "Boarding", "label_ar": "اعتلاء مركب", "group": "attack"}
        | {"description": "A boat is entered by force.", "description_ar": "دخول مركب عنوة."}
    )
    return {
        "name": "boats",
        "title": TITLE,
        "title_ar": "هجمات على مراكب الصيد",
        "version": "1.0",
        "coverage": {"from": "2025-05-01", "to": "2025-05-31"},
        "licenses": [{"name": "ODbL-1.0", "title": "Open Database License 1.0"}],
        "resources": tables,
        **kept,
    }


@pytest.fixture(scope="module")
def record(folder: Path) -> Record:
    return load_record(load_tables(folder))


@pytest.fixture
def shown(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INCIDENTS_DATA", str(folder))


def is_its_own(text: str) -> list[str]:
    return [needle for needle in ITS_OWN if needle in text]


def test_it_is_in_order(folder: Path) -> None:
    assert [problem.line() for problem in find_problems(folder)] == []


def opened(**query: str) -> Iterator[str]:
    """Open the page and yield all that it says."""
    page = AppTest.from_file(APP, default_timeout=120)
    for name, value in query.items():
        page.query_params[name] = value
    page.session_state["of_filters"] = True  # which are drawn only where they stand open
    page.run()
    assert not page.exception
    for node in page._tree:
        if getattr(node, "proto", None) is not None:
            yield MessageToString(node.proto, as_utf8=True)


@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.usefixtures("shown")
def test_every_view_opens_and_says_nothing_of_the_shipped_record(view: str, lang: str) -> None:
    said = "".join(opened(view=view, lang=lang, incident="SEA-0001", is_role="claimed"))
    assert is_its_own(said) == []
    assert (TITLE if lang == "en" else "مراكب الصيد") in said


@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize("chapter", CHAPTERS)
@pytest.mark.usefixtures("shown")
def test_every_chapter_of_about_is_about_the_record(chapter: str, lang: str) -> None:
    said = "".join(opened(view="about", chapter=chapter, lang=lang))
    layers = {"CC BY 4.0", "CC-BY-4.0"} if chapter == "licences" else set()
    assert set(is_its_own(said)) <= layers
    assert ("Known limitations" in said, "أوجه قصور معروفة" in said) == (False, False)


@pytest.mark.parametrize("lang", LANGS)
def test_its_card_names_its_tactic_and_its_roles(record: Record, lang: Language) -> None:
    card = draw_card(record, "SEA-0001", lang)
    assert is_its_own(card) == []
    assert record.schema.label("incidents.tactic", "boarding", lang) in card
    assert record.schema.field_title("incidents.is_role", lang) in card


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("code", PRINTS)
def test_every_print_is_made_and_says_nothing_of_the_shipped_record(record: Record, code: str, lang: Language) -> None:
    briefing = briefing_of(select(record), lang)
    assert briefing.file_stem.startswith("boats_")
    said = printed(PRINTS[code].make(briefing), code)
    assert is_its_own(said) == []
    if code in {"pdf", "a4", "pptx"} and lang == EN:
        assert TITLE in said
        assert ("Open Database License" in said) == (code != "pdf")  # a slide has no room for a citation


def printed(content: bytes, code: str) -> str:
    if code in {"pdf", "a4"}:
        return " ".join(words(page.get_textpage().get_text_range()) for page in pypdfium2.PdfDocument(content))
    if code == "pptx":
        deck = Presentation(BytesIO(content))
        notes = [slide.notes_slide.notes_text_frame.text for slide in deck.slides if slide.has_notes_slide]
        return " ".join([*notes, *(part.decode(errors="ignore") for part in unzipped(content))])
    return content.decode(errors="ignore")


def unzipped(content: bytes) -> list[bytes]:
    with ZipFile(BytesIO(content)) as held:
        return [held.read(name) for name in held.namelist() if name.endswith((".xml", ".csv", ".txt"))]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("code", EXPORTS)
def test_every_export_is_made_and_names_the_terms_of_the_record(record: Record, code: str, lang: Language) -> None:
    file = EXPORTS[code].download(select(record), lang)
    content = file.content()
    if code == "parquet":
        said = gpd.read_parquet(BytesIO(content)).to_csv()
    elif content.startswith(b"PK"):
        said = b"".join(unzipped(content)).decode()
    else:
        said = content.decode(errors="ignore")
    assert is_its_own(said) == []
    assert "ODbL" in said or "Open Database License" in said
    assert file.name.startswith("boats_")


def test_its_codebook_is_its_own(record: Record) -> None:
    book = codebook_text(record.schema)
    assert is_its_own(book) == []
    assert "| `boarding` |" in book


@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize(
    "command", [["list"], ["list", "--format", "csv"], ["list", "--format", "json"], ["show", "SEA-0001"], ["check"]]
)
def test_the_shell_says_nothing_of_the_shipped_record(
    folder: Path, command: list[str], lang: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*command, "--data", str(folder), "--lang", lang]) == 0
    said = capsys.readouterr()
    assert said.out
    assert is_its_own(said.out + said.err) == []
