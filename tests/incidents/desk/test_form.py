"""The form of a draft is that of the schema: every column once, with the codebook's words, in both languages."""

import pytest

from geodata.gazetteer import load_gazetteer
from incidents.desk.form import TABLES, form_fields, form_groups
from incidents.phrases.codebook import gazetteer_tables
from tests.conftest import AR, EN, SCHEMA


def columns(table: str) -> list[str]:
    if table == "gazetteer":
        return list(load_gazetteer().places.columns)
    return [str(field["name"]) for field in SCHEMA.fields(table)]


@pytest.mark.parametrize("table", TABLES)
def test_every_column_stands_in_the_form_once(table):
    shown = [column for group in form_groups(SCHEMA, table) for column in group.columns]
    assert sorted(shown) == sorted(columns(table)) == sorted(field.column for field in form_fields(SCHEMA, table, EN))


@pytest.mark.parametrize("table", TABLES)
def test_titles_and_meanings_are_those_of_the_codebook_in_either_language(table):
    described = SCHEMA.fields(table) if table != "gazetteer" else _places()
    for lang, suffix in ((EN, ""), (AR, "_ar")):
        told = {(field.label, field.meaning) for field in form_fields(SCHEMA, table, lang)}
        assert told == {(one[f"title{suffix}"], one[f"description{suffix}"]) for one in described}


def _places():
    return next(table["schema"]["fields"] for table in gazetteer_tables() if table["name"] == "gazetteer")


def test_a_field_asks_as_its_column_is_described():
    fields = {f"{field.table}.{field.column}": field for table in TABLES for field in form_fields(SCHEMA, table, EN)}
    kinds = {
        "incidents.incident_id": "id",
        "incidents.date_start": "day",
        "incidents.tactic": "code",
        "incidents.place_id": "name",
        "incidents.governorates": "names",
        "incidents.summary_ar": "text",
        "claims.value": "number",
        "claims.origin_id": "name",
        "sources.publisher": "line",
    }
    assert {name: fields[name].kind for name in kinds} == kinds
    assert fields["incidents.summary_en"].needed
    assert not fields["incidents.date_note_en"].needed
    assert fields["claims.origin_id"].found_in == "origins"


def test_both_languages_of_a_text_are_known_as_a_pair():
    fields = {field.column: field for field in form_fields(SCHEMA, "claims", EN)}
    pairs = [("text_en", "text_ar"), ("attributed_to", "attributed_to_ar")]
    for english, arabic in pairs:
        assert fields[english].pair == fields[arabic].pair != ""
        assert (fields[english].tongue, fields[arabic].tongue) == ("en", "ar")
    assert fields["value"].pair == ""


def test_codes_stand_under_the_codes_above_them():
    tactic = next(field for field in form_fields(SCHEMA, "incidents", EN) if field.column == "tactic")
    assert {option.value: option.under for option in tactic.options}["raid"] == ("operation",)
