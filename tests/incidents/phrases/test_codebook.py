"""Every table, column and code is documented, in both languages, and the file says what the schemas say."""

import pytest

from incidents.phrases.codebook import CODEBOOK, GLOSSARY, codebook_text, entries
from incidents.phrases.method import chapters, checklist
from incidents.record.schema import Schema
from tests.conftest import AR, EN, LANGS, SCHEMA


def fields():
    return [(table["name"], field) for table in SCHEMA.descriptor["resources"] for field in table["schema"]["fields"]]


def test_codebook_is_up_to_date():
    assert CODEBOOK.read_text(encoding="utf-8") == codebook_text(SCHEMA), "run: python -m incidents codebook"


@pytest.mark.parametrize(("table", "field"), fields(), ids=lambda part: part if isinstance(part, str) else part["name"])
def test_every_column_and_code_is_described_in_both_languages(table, field):
    for described in (field, *field.get("categories", ())):
        name = "label" if "value" in described else "title"
        for text in (name, f"{name}_ar", "description", "description_ar"):
            assert described.get(text), f"{table}.{field['name']}: {described.get('value', '')} has no {text}"


def test_every_column_and_code_stands_in_the_codebook_twice():
    text = codebook_text(SCHEMA)
    for _table, field in fields():
        assert text.count(f"| `{field['name']}` |") >= 2
        for category in field.get("categories", ()):
            assert text.count(f"| `{category['value']}` |") >= 2


def test_codebook_has_glossary_and_checklist():
    text = codebook_text(SCHEMA)
    for term in SCHEMA.descriptor["glossary"]:
        assert f"| {term['term_en']} | {term['term_ar']} |" in text
    assert text.count("- [ ] ") == len(checklist(EN)) + len(checklist(AR))


def test_both_languages_have_the_same_chapters():
    assert [len(paragraphs) for _, paragraphs in chapters(SCHEMA, EN)] == [
        len(paragraphs) for _, paragraphs in chapters(SCHEMA, AR)
    ]


@pytest.mark.parametrize("lang", LANGS)
def test_every_line_is_told_with_label_and_meaning(lang):
    text = codebook_text(SCHEMA)
    for entry in entries(SCHEMA, lang):
        assert entry.label
        assert entry.meaning or entry.table == GLOSSARY
        assert entry.label in entry.words
        assert entry.meaning.replace("|", "\\|") in text


def test_what_the_record_does_not_say_of_itself_is_not_said():
    silent = Schema({**SCHEMA.descriptor, "scope": "", "scope_ar": "", "restraint": "", "restraint_ar": ""})
    told = dict(chapters(silent, EN))
    assert "Do no harm" not in told
    assert not any("ISIS" in paragraph for paragraphs in told.values() for paragraph in paragraphs)
    assert "stays out of all totals" in told["What counts as an incident"][0]
