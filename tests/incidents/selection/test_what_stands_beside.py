"""What stands beside a name: deserts and steppes, another name in brackets, directions, what a place lies near."""

import pytest

from incidents.phrases import search_in_words
from incidents.selection.mentions import asked_for
from incidents.selection.question import Question
from incidents.selection.selection import select
from tests.conftest import AR, EN, shipped_record

RECORD = shipped_record()


def found(text):
    return set(select(RECORD, Question(text=text)).incidents["incident_id"])


def all_found(spellings):
    return {text: found(text) for text in spellings.split("|")}


@pytest.mark.parametrize(
    ("usual", "spellings"),
    [
        ("Palmyra", "Palmyra desert|صحراء تدمر|بادية تدمر|في صحراء تدمر|desert of Palmyra|the desert around Palmyra"),
        ("Palmyra", "désert de Palmyre|Wüste bei Palmyra|Palmira çölü|Palmira çölünde|Palmyra's eastern desert"),
        ("Sweida", "desert of Sweida|Sweida desert|بادية السويداء|ببادية السويداء|As-Suwayda badia|Süveyda çölü"),
        ("Al-Safa", "بادية الصفا|al-Safa desert|صحراء الصفا"),
        ("Mayadin", "Mayadin desert|بادية الميادين|al-Mayadeen steppe"),  # which sounds like the desert of Maadan
        ("Homs desert", "باديتي حمص ودير الزور|Homs eastern desert|بادية ريف حمص|the desert east of Homs"),
        ("Deir ez-Zor desert", "the desert in the countryside of Deir ez-Zor|صحاري دير الزور"),
    ],
)
def test_a_desert_is_that_of_its_name_or_what_the_name_beside_it_is(usual, spellings):
    assert found(usual)
    assert all_found(spellings) == dict.fromkeys(spellings.split("|"), found(usual))


@pytest.mark.parametrize(
    ("usual", "spellings"),
    [
        (
            "Raqqa-Hasakah road",
            "Hasakah-Raqqa highway|road between Raqqa and Hasakah|the road linking Hasakah and Raqqa"
            "|route Raqqa-Hassaké|route entre Raqqa et Hassaké|Straße zwischen Rakka und Hasaka|Rakka-Haseke yolu"
            "|Rakka ile Haseke arasındaki yol|rêya Reqa-Hesekê|طريق الحسكة الرقة|الطريق بين الحسكة والرقة",
        ),
        ("Hasakah - Shaddadi road", "road from Shaddadi to Hasakah|الطريق الواصل بين الحسكة والشدادي"),
    ],
)
def test_a_road_is_called_by_its_ends_in_any_order_and_language(usual, spellings):
    assert found(usual)
    assert all_found(spellings) == dict.fromkeys(spellings.split("|"), found(usual))


@pytest.mark.parametrize(
    ("usual", "spellings"),
    [
        ("Mayadin", "outside Mayadin|close to al-Mayadin|à proximité de Mayadine|unweit von Majadin|Meyadin civarında"),
        ("Mayadin", "aux environs de Mayadine|nêzîkî Meyadînê|على مشارف الميادين|أطراف الميادين|возле Маядина"),
        ("Al-Bukamal", "nahiyat Al-Bukamal|Ebu Kemal ilçe merkezi"),
        ("al-Hol camp", "Wargeha Holê"),
        ("Euphrates", "rive est de l'Euphrate|Ostufer des Euphrat|Fırat'ın doğu yakası"),
        ("al-Hol camp sector 5", "secteur 5 du camp d'al-Hol|Sektor 5 im Lager al-Hol"),
        ("Shuhayl roundabout", "rond-point d'al-Chouhayl|دوار الشحيل|Kreisverkehr in Schuhail"),
        ("hospital", "hôpital|Krankenhaus|hastane|مشفى"),
    ],
)
def test_what_lies_near_a_place_or_in_it_is_said_in_many_words(usual, spellings):
    assert found(usual)
    assert all_found(spellings) == dict.fromkeys(spellings.split("|"), found(usual))


@pytest.mark.parametrize(
    ("usual", "spellings"),
    [
        ("Sayyida Zaynab", "Sayyida Zaynab, Damascus|السيدة زينب جنوب دمشق|Sayyida Zaynab shrine near Damascus"),
        ("Harasta", "Harasta, Damascus|حرستا قرب دمشق|Damascus suburb of Harasta|Harasta bei Damaskus"),
    ],
)
def test_a_place_around_damascus_is_the_same_where_damascus_is_said_beside_it(usual, spellings):
    assert found(usual)
    assert all_found(spellings) == dict.fromkeys(spellings.split("|"), found(usual))


@pytest.mark.parametrize("text", ["claim seek", "wood usable", "soup warn", "quiver craft"])
def test_two_words_of_everyday_english_are_heard_as_no_name_together(text):
    assert not any(part.is_name for part in asked_for(RECORD, text).parts)


@pytest.mark.parametrize("text", ["desert", "ISIS in the desert", "desert in Syria", "attack in the desert"])
def test_a_desert_beside_no_place_is_asked_for_as_a_word(text):
    assert any("desert" in part.words for part in asked_for(RECORD, text).parts)


def test_another_name_of_a_place_in_brackets_asks_for_nothing_more():
    assert len(found("سجن غويران")) == 4
    spellings = "سجن غويران (الصناعة)|سجن الصناعة (غويران)|Ghweran (Sinaa) prison|بسجن غويران (الصناعة)"
    assert all_found(spellings) == dict.fromkeys(spellings.split("|"), found("سجن غويران"))


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("eastern countryside of Deir ez-Zor", "eastern"),
        ("eastern Deir ez-Zor countryside", "eastern"),
        ("ريف دير الزور الشرقي", "الشرقي"),
        ("شرق دير الزور", "شرق"),
        ("Deir Ezzor doğu kırsalı", "doğu"),
        ("north of Palmyra", "north"),
        ("Osten von Deir ez-Zor", "Osten"),  # which sounds like its desert: Wüste
    ],
)
def test_a_direction_that_narrows_nothing_is_said_to_be_unused(text, direction):
    assert [part.unused for part in asked_for(RECORD, text).parts] == [(direction,)]
    assert direction in search_in_words(RECORD, text, EN).rpartition("not used")[0]
    assert direction in search_in_words(RECORD, text, AR).rpartition("لا يؤخذ")[2]


@pytest.mark.parametrize(
    "text",
    ["Deir ez-Zor", "Western Ghouta", "Hasakah, northern Syria", "al-Shuhayl in eastern Deir ez-Zor", "شمال سوريا"],
)
def test_a_direction_that_is_part_of_a_name_or_of_what_lies_around_is_not_said_to_be_unused(text):
    assert [part.unused for part in asked_for(RECORD, text).parts] == [()]
    assert "not used" not in search_in_words(RECORD, text, EN)
