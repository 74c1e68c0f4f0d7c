"""An incident that a text finds says by what of it: each part of the text by the nearest thing that bears it."""

import pytest

from incidents.language import Language
from incidents.phrases import found_by, reasons_in_words, search_in_words
from incidents.record.record import Record
from incidents.selection.question import Question
from incidents.selection.selection import select
from incidents.selection.why_found import why_found
from tests.conftest import AR, EN, a_claim, a_record, a_role, a_source, an_incident, an_origin, shipped_record

RECORD = shipped_record()


def why(record: Record, text: str) -> list[tuple[str, str]]:
    assert list(select(record, Question(text=text)).incidents["incident_id"]) == ["SYR-0001"]
    return [(reason.where, reason.code) for reason in why_found(record, text, "SYR-0001")]


@pytest.fixture(scope="module")
def record() -> Record:
    return a_record(
        incidents=[
            an_incident(1, place_id="hajin", location_note_en="By the silo.", summary_en="Gunmen raided a post."),
            an_incident(2, place_id="hama", governorates="SY05", date_start="2024-12-01", summary_en="Nothing."),
        ],
        roles=[a_role("sdf", "target", 1), a_role("civilians", "target", 2)],
        claims=[a_claim(1, text_en="Two motorcycles", measure="outcome", origin_id="rudaw")],
        origins=[an_origin("rudaw", name_en="Rudaw", name_ar="رووداو")],
        sources=[a_source(publisher="The Herald")],
    )


@pytest.mark.parametrize(
    ("text", "reasons"),
    [
        ("Hecîn", [("place", "hajin")]),
        ("Deir ez-Zor", [("governorate", "SY09")]),
        ("eastern Syria", [("governorate", "SY09")]),
        ("QSD", [("actor", "sdf")]),
        ("raid", [("summary", "")]),
        ("silo", [("note", "")]),
        ("motorcycle", [("claim", "rudaw")]),
        ("Rudaw", [("origin", "rudaw")]),
        ("Herald", [("source", "a-source")]),
        ("17 May 2025", [("date", "")]),
        ("syr1", [("id", "")]),
        ("raids in Hajin, May 2025", [("date", ""), ("summary", ""), ("place", "hajin")]),
    ],
)
def test_each_part_of_a_text_is_told_by_the_nearest_thing_that_bears_it(
    record: Record, text: str, reasons: list[tuple[str, str]]
) -> None:
    assert why(record, text) == reasons


def test_why_is_said_in_words_of_the_language(record: Record) -> None:
    said = reasons_in_words(record, "raids Hecîn motorcycle", "SYR-0001", EN)
    raids, motorcycle = "“\u2068raids\u2069” in the summary", "“\u2068motorcycle\u2069” in a claim of \u2068Rudaw\u2069"
    assert said == f"{raids}; place: \u2068Hajin\u2069; {motorcycle}"
    assert "المكان: \u2068هجين\u2069" in found_by(record, "Hecîn", "SYR-0001", AR)
    assert found_by(record, "", "SYR-0001", EN) == found_by(record, "Hama", "SYR-0001", EN) == ""


def test_a_text_says_how_it_was_read() -> None:
    said = search_in_words(RECORD, "raid Hesekê 17 أيار 2025", EN)
    assert said.startswith("Read as: date: 17 May 2025; word: \u2068raid\u2069; name: ")
    assert "Al-Hasakah" in said
    assert search_in_words(RECORD, "SYR-0049", EN) == search_in_words(RECORD, "", EN) == ""


@pytest.mark.parametrize("text", ["raids Deir ez-Zor", "Reuters", "داعش", "camp escape", "may", "Mar Elias"])
def test_whatever_answers_has_a_reason_for_every_part(text: str) -> None:
    found = select(RECORD, Question(text=text)).incidents["incident_id"]
    assert len(found)
    number = {len(why_found(RECORD, text, incident_id)) for incident_id in found}
    assert len(number) == 1
    assert 0 not in number


@pytest.mark.parametrize(
    ("lang", "called"),
    [(EN, "North-east Syria (Al-Hasakah, Raqqa, Deir ez-Zor)"), (AR, "شمال شرق سوريا (الحسكة والرقة ودير الزور)")],
)
def test_a_part_of_the_country_says_which_governorates_it_is(lang: Language, called: str) -> None:
    assert called in search_in_words(RECORD, "raids in northeast Syria", lang)
