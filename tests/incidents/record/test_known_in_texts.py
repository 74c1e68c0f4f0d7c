"""Nations and parties that texts name and no list of the record has."""

import pytest

from incidents.phrases.search_reasons import search_in_words
from incidents.record.known_in_texts import known_in_texts
from incidents.selection.question import Question
from incidents.selection.selection import select
from tests.conftest import AR, EN, LANGS, a_role, a_selection, an_incident

TEXTS = (
    ("Fighters of the PKK fled.", "فرّ مقاتلون."),
    ("Fighters fled.", "فرّ مقاتلون من حزب العمال الكردستاني."),
    ("A drone came from Turkey.", "جاءت مسيّرة."),
    ("A drone came.", "جاءت المسيّرة من تركيا."),
    ("US-led troops searched a house.", "فتشت قوات منزلاً."),
    ("Troops searched a house.", "فتشت قوات منزلاً بالتنسيق مع الولايات المتحدة."),
    ("They told us nothing, as at the base.", "أُطلقت النار على قاعدة."),
    ("A leader of Jaysh al-Islam spoke.", "تحدث قائد."),
)


def found(text, *roles):
    rows = [an_incident(n, summary_en=en, summary_ar=ar) for n, (en, ar) in enumerate(TEXTS, start=1)]
    record = a_selection(incidents=rows, roles=[a_role("civilians", "target", 1), *roles]).record
    return [int(one[-4:]) for one in select(record, Question(text=text)).incidents["incident_id"]]


@pytest.mark.parametrize(
    ("spellings", "incidents"),
    [
        ("PKK|P.K.K.|Kurdistan Workers' Party|Arbeiterpartei Kurdistans|حزب العمال الكردستاني|PKK fighters", [1, 2]),
        ("Turkey|Türkiye|Turquie|Türkei|Tirkiyê|تركيا|لتركيا|Turkey's|Türkiye'de", [3, 4]),
        ("USA|US|U.S.|United States|the United States|Etats-Unis|ABD|الولايات المتحدة|أميركا|America", [5, 6]),
        ("Jaysh al-Islam|Jaish al-Islam|Jeish al Islam|Army of Islam|جيش الإسلام|عناصر جيش الاسلام", [8]),
        ("YPG|People's Protection Units|Yekîneyên Parastina Gel|Halk Savunma Birlikleri", []),
    ],
)
def test_who_is_named_by_texts_alone_is_found_in_every_spelling_and_language(spellings, incidents):
    assert {spelling: found(spelling) for spelling in spellings.split("|")} == dict.fromkeys(
        spellings.split("|"), incidents
    )


def test_a_nation_stands_for_its_parties_but_no_party_for_its_nation():
    assert found("Türkiye", a_role("turkish-intelligence", "initiator", 7)) == [3, 4, 7]
    assert found("Turkish intelligence", a_role("turkish-intelligence", "initiator", 7)) == [7]


def test_what_a_nation_is_names_none():
    assert search_in_words(a_selection().record, "Republic", EN) == search_in_words(
        a_selection().record, "Something", EN
    ).replace("Something", "Republic")
    assert found("the Republic of Turkey") == found("Turkey")


def test_initials_of_a_nation_are_none_in_small_letters():
    assert 6 not in found("us")
    assert 7 in found("us")


@pytest.mark.parametrize("lang", LANGS)
def test_who_is_meant_is_said(lang):
    record = a_selection().record
    assert lang.of(known_in_texts()["pkk"], "name") in search_in_words(record, "PKK", lang)
    assert search_in_words(record, "PKK", EN) != search_in_words(record, "PKK", AR)


@pytest.mark.parametrize("text", ["UK-based {}", "Britain-based {}", "the Turkey-backed {}", "YPG/{}", "PKK/YPG {}"])
def test_whom_a_party_leans_on_is_not_asked_for_beside_it(text):
    """The press calls parties so; who types it asks for the party."""
    sdf = a_role("sdf", "initiator", 7)
    assert found(text.format("SDF"), sdf) == found("SDF", sdf) == [7]


def test_two_parties_are_both_asked_for():
    assert found("Turkey PKK") == []
    assert found("PKK SDF fighters", a_role("sdf", "target", 1)) == [1]


@pytest.mark.parametrize("text", ["nach {}", "vers {}", "نحو {}", "gegen {}", "against {}", "ضد {}"])
def test_a_word_for_a_direction_beside_a_name_asks_for_no_more(text):
    assert found(text.format("Turkey")) == found("Turkey") == [3, 4]
