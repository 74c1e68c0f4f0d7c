import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.record.words import forms_of
from incidents.selection.question import Question
from incidents.selection.selection import select
from tests.conftest import a_claim, a_role, a_selection, a_source, an_incident, an_origin

NOTHING_SAID = {"summary_en": "Something happened.", "summary_ar": "حدث شيء."}


def found(record, text):
    return [int(name[-4:]) for name in sorted(select(record, Question(text=text)).incidents["incident_id"])]


def with_texts(*texts, **changes):
    """Return a record with an incident in Hama for each text, which stands in its English or Arabic summary."""
    rows = []
    for number, text in enumerate(texts, start=1):
        column = "summary_ar" if text > "\u0600" else "summary_en"
        rows.append(
            an_incident(number, **{"place_id": "hama", "governorates": "SY05", **NOTHING_SAID, column: text} | changes)
        )
    roles = [a_role("civilians", "target", number) for number in range(1, len(rows) + 1)]
    return a_selection(incidents=rows, roles=roles).record


def test_a_place_is_found_in_texts_as_well_as_where_it_is():
    record = with_texts("Fighters came from Tadmur.", "قدم المقاتلون من تدمر.", "Nothing of the kind.")
    for text in ("Palmyra", "Tadmor", "تدمر", "Palmyre", "Palmyra city"):
        assert found(record, text) in ([1], [1, 2]), text
    assert found(record, "Palmyra") == found(record, "Tedmur")


def test_a_common_word_is_no_town_that_is_called_so():
    record = with_texts("A hole was dug.", "Shots near al-Hole camp fence.", "طرق الباب.", "عند مدينة الباب في حلب.")
    assert found(record, "al-Hol") == [2]
    assert found(record, "Al-Bab") == []  # one Arabic word is a town of the incident's governorate only
    aleppo = with_texts("قصف قرب الباب.", place_id="aleppo", governorates="SY02")
    assert found(aleppo, "Al-Bab") == [1]


def test_a_name_within_another_place_s_name_is_not_that_name():
    record = with_texts("A patrol in Rif Dimashq.", "A patrol in Damascus.", "Suspected ISIS attackers fled.")
    assert found(record, "Damascus") == [2]
    assert found(record, "Rif Dimashq") == [1]
    assert found(record, "ISIS") == [3]


def test_initials_are_names_in_capitals_only():
    record = with_texts("IS is blamed.", "Nobody is blamed.")
    assert found(record, "Islamic State") == [1]
    assert found(record, "IS") == [1]


def test_a_place_is_found_by_all_that_holds_it():
    dataset = a_selection(incidents=[an_incident(1, place_id="al-susah", governorates="SY09", **NOTHING_SAID)])
    for text in ("Sousa", "Abu Kamal", "Abu Kamal district", "Deir ez-Zor", "Deir ez-Zor governorate", "دير الزور"):
        assert found(dataset.record, text) == [1], text
    assert found(dataset.record, "Mayadin") == []


def test_claims_and_sources_are_searched():
    dataset = a_selection(
        incidents=[an_incident(1, **NOTHING_SAID), an_incident(2, **NOTHING_SAID)],
        claims=[a_claim(1, note_en="Two shepherds among them", text_en="near Khanasir"), a_claim(2, origin_id="sohr")],
        sources=[a_source(publisher="Quneitra Gazette", description_en="On a funeral procession")],
    )
    assert found(dataset.record, "shepherd") == [1]
    assert found(dataset.record, "Khanaser") == [1]
    assert found(dataset.record, "funeral") == [1, 2]
    assert found(dataset.record, "gazette") == [1, 2]
    assert found(dataset.record, "OSDH") == [1, 2]
    assert found(dataset.record, "Quneitra") == []  # what a paper is called is not where things happened


def test_a_town_comes_before_a_broadcaster_that_is_called_after_it():
    dataset = a_selection(
        incidents=[an_incident(1, place_id="mayadin", **NOTHING_SAID), an_incident(2, **NOTHING_SAID)],
        claims=[a_claim(1), a_claim(2, origin_id="al-mayadeen")],
        origins=[an_origin(), an_origin("al-mayadeen", name_en="Al Mayadeen", name_ar="الميادين")],
    )
    for text in ("Mayadin", "Mayadeen", "al-Mayadeen", "الميادين"):
        assert found(dataset.record, text) == [1], text


def test_parties_are_found_in_any_language():
    roles = [a_role("islamic-state", number=1), a_role("sdf", number=2)]
    dataset = a_selection(incidents=[an_incident(1, **NOTHING_SAID), an_incident(2, **NOTHING_SAID)], roles=roles)
    for text in ("Islamischer Staat", "État islamique", "IŞİD", "DAİŞ", "Da'ish", "داعش", "isil", "Daesh"):
        assert found(dataset.record, text) == [1], text
    for text in ("HSD", "FDS", "قسد", "Syrian Democratic Forces", "SDG"):
        assert found(dataset.record, text) == [2], text


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("raid", "raids"), ("raided", "raid"), ("clashes", "clash"), ("families", "family"), ("mines", "mine"),
        ("مداهمة", "المداهمات"), ("مسلحون", "والمسلحين"), ("عبوة", "بعبوة"),
    ],
)  # fmt: skip
def test_forms_of_one_word_are_one_word(one, other):
    record = with_texts(f"Then {other} followed." if one < "\u0600" else f"ثم {other} هناك.")
    assert found(record, one) == [1]


@pytest.mark.parametrize(
    ("part", "whole"), [("gun", "gunmen"), ("unmen", "gunmen"), ("raid", "radio"), ("تنف", "تنفيذ")]
)
def test_a_piece_of_a_word_is_not_the_word(part, whole):
    record = with_texts(f"Then {whole} followed." if whole < "\u0600" else f"ثم {whole} هناك.")
    assert found(record, part) == []


@given(st.text(max_size=20))
def test_every_word_has_a_form_and_none_is_empty_for_nothing(word):
    assert forms_of(word)
    assert forms_of(word) == forms_of(word)


def test_places_called_the_same_are_one_document():
    """Copies of the record move each place to many spots: what can be found of them is worked out once."""
    twice = a_selection(incidents=[an_incident(1, place_id="homs"), an_incident(2, place_id="homs")]).record
    places = twice.places.assign(
        place_id=[str(name).replace("homs-badia", "homs-2") for name in twice.places["place_id"]]
    )
    assert twice.search.count == 1
    assert len(places) == len(twice.places)


def test_a_word_that_no_text_has_is_heard_among_the_names_in_texts():
    record = with_texts("A shrine near Sayyidah Zuhayrah was watched.")
    assert found(record, "Zuheira") == [1]
    assert found(record, "Zahra") == []
