"""About: doubts that follow the record, a codebook that is found in either language, licences of every layer."""

import json
import re

import pytest

from incidents.language import Language
from incidents.phrases.codebook import layer_resources
from incidents.record.record import Record, load_record
from incidents.record.storage import load_tables
from incidents.selection.selection import select
from incidents.selection.summaries import key_figures
from incidents.views.about import (
    draw_adding,
    draw_citing,
    draw_codebook,
    draw_doubts,
    draw_licences,
    draw_method,
    has_doubts,
    known_doubts,
)
from tests.conftest import AR, EN, LANGS, SCHEMA, a_claim, a_folder, a_selection, an_incident


def test_doubts_count_what_the_record_holds(record: Record) -> None:
    words = dict(known_doubts(select(record), EN))
    assert (
        f"{key_figures(select(record)).single_origin} of {len(record)} incidents rest on a single primary source"
        in words["Who speaks"][0]
    )
    assert f"Of {len(record.sources)} sources" in words["Who speaks"][1]


def test_doubts_about_another_record_do_not_speak_of_this_one() -> None:
    words = dict(known_doubts(a_selection(incidents=[an_incident()], claims=[a_claim()]), EN))
    assert "1 of 1 incidents rest on a single primary source" in words["Who speaks"][0]


def held(record: Record, column: str) -> set[str]:
    cells = record.tables.read("doubts")[column].dropna()
    return {part for cell in cells for part in cell.split("|")}


def test_places_in_doubt_are_in_the_gazetteer_and_are_named(record: Record) -> None:
    drawn = draw_doubts(select(record), AR)
    for place_id in held(record, "place_ids") - {"al-safa"}:
        assert record.places.loc[place_id, "name_ar"] in drawn
    assert "الصفا" in drawn


def test_incidents_in_doubt_are_in_the_record_and_are_named(record: Record) -> None:
    assert held(record, "incident_ids") <= set(record.incidents["incident_id"])
    assert all(incident_id in draw_doubts(select(record), EN) for incident_id in held(record, "incident_ids"))


@pytest.mark.parametrize("lang", LANGS)
def test_every_doubt_of_the_record_is_told_under_its_subject(record: Record, lang: Language) -> None:
    told = dict(known_doubts(select(record), lang))
    for _, doubt in record.tables.read("doubts").iterrows():
        first_words = str(lang.of(doubt, "sentence")).partition("{")[0]
        subject = record.schema.label("doubts.subject", doubt["subject"], lang)
        assert any(sentence.startswith(first_words) for sentence in told[subject])
        assert not any("{" in sentence for sentence in told[subject])


def test_a_doubt_that_names_an_unknown_place_keeps_its_id_and_is_text() -> None:
    doubt = {
        "doubt_id": "x",
        "subject": "places",
        "place_ids": "nowhere|raqqa",
        "sentence_en": "<b>{places}</b> {count}",
        "sentence_ar": "أين",
    }
    drawn = draw_doubts(a_selection(doubts=[doubt]), EN)
    assert "nowhere" in drawn
    assert "Raqqa" in drawn
    assert "&lt;b&gt;" in drawn


def test_a_record_without_a_table_of_doubts_has_no_such_chapter() -> None:
    folder = a_folder()
    descriptor = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    descriptor["resources"] = [table for table in descriptor["resources"] if table["name"] != "doubts"]
    (folder / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    selection = select(load_record(load_tables(folder)))
    assert not has_doubts(selection.record)
    assert known_doubts(selection, EN) == []


@pytest.mark.parametrize("lang", LANGS)
def test_codebook_names_every_column_and_every_code(lang: Language) -> None:
    shown = set(re.findall(r'<code><bdi dir="ltr">(.*?)</bdi></code>', draw_codebook(SCHEMA, lang)))
    for table in SCHEMA.descriptor["resources"]:
        for field in table["schema"]["fields"]:
            assert field["name"] in shown
            assert {str(category["value"]) for category in field.get("categories", [])} <= shown


@pytest.mark.parametrize("search", ["superseded_by", "SUPERSEDED", "origins of claims superseded"])
def test_codebook_is_searched_by_all_words(search: str) -> None:
    found = draw_codebook(SCHEMA, EN, search)
    assert len(found) < len(draw_codebook(SCHEMA, EN))
    assert ("superseded_by" in found) == ("origins" not in search)


def test_codebook_finds_arabic_words_on_an_english_page() -> None:
    found = draw_codebook(SCHEMA, EN, "عبوه")
    assert "ied-or-mine" in found
    assert "heliborne-raid" not in found


def test_codebook_without_a_match_is_empty() -> None:
    assert draw_codebook(SCHEMA, EN, "<script>alert(1)</script> nowhere") == ""


@pytest.mark.parametrize("lang", LANGS)
def test_every_layer_is_named_with_its_terms(record: Record, lang: Language) -> None:
    html = draw_licences(record, lang)
    assert "https://creativecommons.org/licenses/by/4.0/" in html
    assert layer_resources()
    for layer in layer_resources():
        assert layer["title_ar" if lang == AR else "title"] in html
    assert "OpenStreetMap" in html
    assert all('rel="noopener noreferrer"' in link for link in re.findall(r"<a [^>]*>", html))


def test_method_tells_what_counts_how_ranges_are_made_and_how_to_add(record: Record) -> None:
    assert "What counts as an incident" in draw_method(record, EN)
    assert record.schema.scope(EN) in draw_method(record, EN)
    assert "How ranges are made" in draw_method(record, EN)
    assert "python -m incidents check" in draw_adding(EN)


def test_citing_names_version_and_an_incident(record: Record) -> None:
    html = draw_citing(record, EN)
    assert record.version in html
    assert record.incidents["incident_id"].iloc[-1] in html
