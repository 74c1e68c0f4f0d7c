"""Arabic and English are equals: whatever the code or the record says to a reader, it says in both languages."""

import ast
import datetime as dt
import io
import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from geodata.gazetteer import DATA as GAZETTEER
from incidents.language import CATALOGUES
from incidents.language.extraction import extract_calls, name_of
from incidents.record.storage import DATA
from tests.conftest import AR, LANGS

ROOT = Path(__file__).parents[3]
PACKAGE = ROOT / "incidents"
KEYWORDS: dict[str, Any] = {"N_": None, "say": None, "plural": (1, 2)}
PLACEHOLDER = re.compile(r"\{\w*\}|%(?:\(\w+\))?[rs]")
ARABIC = re.compile("[\u0621-\u064a]")
LATIN = re.compile("[A-Za-z]{2,}")
ARABIC_INDIC = re.compile("[\u0660-\u0669\u06f0-\u06f9]")
# What is written in Latin letters in Arabic as well: names of datasets, formats, licences, and what one types.
KEPT_LATIN = {
    *("ACLED", "UCDP", "OpenStreetMap", "Natural", "Earth", "FiraGO", "SIL", "Open", "Font", "License", "Leaflet"),
    *("BSD", "Clause", "MIT", "CC", "BY", "CSV", "PDF", "SVG", "PNG", "GeoJSON", "GeoPackage", "GeoParquet", "UTF"),
    *("TSV", "XLSX", "ODS", "Parquet", "HXL", "GED", "Airwars", "Windows", "ZIP", "HTML", "Atom", "git", "KML", "GPX"),
    *("DuckDB", "SYR", "YYYY", "MM", "DD", "python", "incidents", "codebook", "JSON", "RE", "true", "false"),
}


@cache
def catalogue() -> Catalog:
    with (CATALOGUES / "ar" / "LC_MESSAGES" / "messages.po").open("rb") as file:
        return read_po(file, locale="ar")


@cache
def sentences() -> list[Message]:
    return [message for message in catalogue() if message.id]


@cache
def spoken_by_the_code() -> dict[str, str]:
    """Return every sentence of the code with where it stands, read as ``make catalogue`` reads it."""
    found = {}
    methods = [("**.py", extract_calls)]
    for path, line, texts, _comments, _context in extract_from_dir(PACKAGE, methods, keywords=KEYWORDS):
        found[texts if isinstance(texts, str) else texts[0]] = f"{path}:{line}"
    return found


def texts_of(message: Message) -> tuple[str, ...]:
    return message.string if isinstance(message.string, tuple) else (message.string,)


def first(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def test_every_sentence_of_the_code_is_in_the_catalogue():
    known = {first(message) for message in sentences()}
    missing = {text: place for text, place in spoken_by_the_code().items() if text not in known}
    assert not missing, "run make catalogue and translate"


def test_the_catalogue_holds_no_sentence_that_nobody_says():
    assert {first(message) for message in sentences()} <= spoken_by_the_code().keys()


def test_every_sentence_has_an_arabic_translation():
    assert [first(message) for message in sentences() if not all(texts_of(message)) or message.fuzzy] == []


def test_translations_keep_the_placeholders():
    wrong = []
    for message in sentences():
        english = set(PLACEHOLDER.findall(message.id if isinstance(message.id, str) else message.id[1]))
        for number, arabic in enumerate(texts_of(message)):
            held = set(PLACEHOLDER.findall(arabic))
            # "one incident" and "two incidents" are words in Arabic, without a number.
            spelt_out = isinstance(message.string, tuple) and number < 3
            if not (held <= english and english - held <= ({"{count}", "{n}"} if spelt_out else set())):
                wrong.append((first(message), arabic))
    assert wrong == []


def test_counted_sentences_have_the_six_forms_of_arabic():
    counted = [message for message in sentences() if not isinstance(message.id, str)]
    assert counted
    assert [first(message) for message in counted if len(texts_of(message)) != 6] == []


@pytest.mark.parametrize(
    ("count", "arabic"),
    [
        (1, "حدث واحد ليس على الخريطة"),
        (2, "حدثان ليسا على الخريطة"),
        (3, "3 أحداث ليست على الخريطة"),
        (10, "10 أحداث ليست على الخريطة"),
        (11, "11 حدثاً ليست على الخريطة"),
        (99, "99 حدثاً ليست على الخريطة"),
        (100, "100 حدث ليست على الخريطة"),
        (103, "103 أحداث ليست على الخريطة"),
        (111, "111 حدثاً ليست على الخريطة"),
    ],
)
def test_numbers_take_the_arabic_form_they_ask_for(count, arabic):
    sentence = AR.plural("{count} incident not on the map", "{count} incidents not on the map", count)
    assert sentence.format(count=count) == arabic


def test_a_sentence_that_is_counted_is_never_said_uncounted():
    counted = {first(message) for message in sentences() if not isinstance(message.id, str)}
    uncounted = {
        texts
        for path in PACKAGE.rglob("*.py")
        for _line, name, texts, _comments in extract_calls(path.open("rb"), ("N_", "say"), (), {})
        if isinstance(texts, str)
    }
    assert not counted & uncounted


def test_translations_hold_no_english_word_and_only_western_digits():
    left = {}
    for message in sentences():
        for arabic in texts_of(message):
            words = set(LATIN.findall(PLACEHOLDER.sub("", arabic))) - KEPT_LATIN
            if words or ARABIC_INDIC.search(arabic):
                left[first(message)] = arabic
    assert left == {}


def test_sentences_are_plain_texts_so_that_they_can_be_translated():
    """An f-string or a sum inside ``say()`` is a sentence that no catalogue can hold."""
    composed = []
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and name_of(node.func) in {
                "N_",
                "say",
                "plural",
            }:
                composed += [
                    f"{path.name}:{part.lineno}" for part in node.args if isinstance(part, ast.JoinedStr | ast.BinOp)
                ]
    assert composed == []


def test_sentences_inside_f_strings_are_read_as_well():
    code = b"""f"<h2>{escape(lang.say('Sources'))}</h2>"; lang.plural('{n} day', '{n} days', n)"""
    found = {texts for _line, _name, texts, _comments in extract_calls(io.BytesIO(code), KEYWORDS, (), {})}
    assert found == {"Sources", ("{n} day", "{n} days")}


def described(node: Any, where: str) -> list[tuple[str, dict[str, Any]]]:
    """Return every part of a descriptor that names or explains something, with where it stands."""
    if isinstance(node, list):
        return [part for child in node for part in described(child, where)]
    if not isinstance(node, dict):
        return []
    where = f"{where}/{node.get('name') or node.get('value') or node.get('term_en') or ''}"
    inner = [
        part for key, child in node.items() if key not in {"licenses", "sources"} for part in described(child, where)
    ]
    return [(where, node), *inner]


@pytest.mark.parametrize("directory", [DATA, GAZETTEER], ids=["record", "gazetteer"])
def test_titles_labels_and_definitions_stand_in_both_languages(directory):
    descriptor = json.loads((directory / "datapackage.json").read_text(encoding="utf-8"))
    one_sided = []
    for where, part in described(descriptor, ""):
        for name in ("title", "label", "description"):
            english, arabic = part.get(name), part.get(f"{name}_ar")
            if bool(english) != bool(arabic) or (arabic and not ARABIC.search(arabic)):
                one_sided.append(f"{where}: {name}")
        if bool(part.get("term_en")) != bool(part.get("term_ar")) or bool(part.get("note_en")) != bool(
            part.get("note_ar")
        ):
            one_sided.append(where)
    assert one_sided == []


@pytest.mark.parametrize("directory", [DATA, GAZETTEER], ids=["record", "gazetteer"])
def test_every_column_and_code_has_a_title_and_a_definition(directory):
    descriptor = json.loads((directory / "datapackage.json").read_text(encoding="utf-8"))
    fields = [field for table in descriptor["resources"] for field in table.get("schema", {}).get("fields", ())]
    assert [field["name"] for field in fields if not (field.get("title") and field.get("description"))] == []
    categories = [category for field in fields for category in field.get("categories", ())]
    assert [category["value"] for category in categories if not category.get("label")] == []


@pytest.mark.parametrize(
    ("path", "columns"),
    [
        (GAZETTEER / "gazetteer.csv", ("name",)),
        (DATA / "actors.csv", ("name",)),
        (DATA / "origins.csv", ("name",)),
        (DATA / "milestones.csv", ("label",)),
        (DATA / "incidents.csv", ("summary", "date_note", "location_note")),
        (DATA / "claims.csv", ("text", "position", "note")),
    ],
    ids=lambda value: value.stem if isinstance(value, Path) else "",
)
def test_names_and_texts_of_the_record_stand_in_both_languages(path, columns):
    table = pd.read_csv(path, dtype="str", keep_default_na=False)
    for column in columns:
        english, arabic = (table[f"{column}_{lang}"] for lang in LANGS)
        one_sided = (english == "") != (arabic == "")
        written_otherwise = arabic.str.contains("[A-Za-z]") & ~arabic.str.contains(ARABIC)  # a date is digits alone
        assert table[one_sided | written_otherwise].iloc[:, 0].tolist() == [], column


def test_wordings_and_publishers_stand_in_both_languages():
    claims, sources = (pd.read_csv(DATA / f"{name}.csv", dtype="str") for name in ("claims", "sources"))
    for english, arabic in (
        (claims["attributed_to"], claims["attributed_to_ar"]),
        (sources["publisher"], sources["publisher_ar"]),
    ):
        assert (english.notna() == arabic.notna()).all()


def test_arabic_months_are_levantine():
    named = [AR.date(dt.date(2025, month, 1), "MMMM") for month in range(1, 13)]
    assert named == [
        *("كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران"),
        *("تموز", "آب", "أيلول", "تشرين الأول", "تشرين الثاني", "كانون الأول"),
    ]


def test_digits_are_western_in_both_languages():
    start, end = dt.date(2025, 10, 18), dt.date(2025, 10, 19)
    for lang in LANGS:
        written = [lang.number(1234567), lang.date(start), lang.month(start)]
        assert not ARABIC_INDIC.search(" ".join([*written, lang.period(start, end)]))


def test_days_of_a_period_run_left_to_right_between_arabic_words():
    period = AR.period(dt.date(2025, 10, 18), dt.date(2025, 10, 19))
    assert period == "\u206618–19\u2069 تشرين الأول 2025"


@pytest.mark.parametrize("sheet", sorted(PACKAGE.rglob("*.css")), ids=lambda path: path.name)
def test_style_sheets_know_no_side_of_their_own_and_never_space_letters(sheet):
    rules = re.sub(r"/\*.*?\*/", "", sheet.read_text(encoding="utf-8"), flags=re.DOTALL)
    for selector, spacing in re.findall(r"([^{}]*)\{[^{}]*letter-spacing\s*:\s*([^;}]+)", rules):
        assert spacing in {"0", "normal"} or ":lang(en)" in selector, "Arabic letters join"
    sided = re.findall(r"(?:text-align|float)\s*:\s*(?:left|right)|(?:margin|padding|border)-(?:left|right)\b", rules)
    assert sided == []
