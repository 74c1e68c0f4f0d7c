"""What happened is asked for in nine languages, and a place with what lies around it."""

import pytest

from incidents.selection.mentions import mentioning
from tests.conftest import a_selection, an_incident, shipped_record

RECORD = shipped_record()


def answers(text):
    return mentioning(RECORD, text).tolist()


@pytest.mark.parametrize(
    ("usual", "others"),
    [
        ("ambush", "كمين|كمائن|embuscade|embuscades|Hinterhalt|pusu|kemîn|بۆسە|emboscadas|imboscata|засада|بكمين"),
        ("IED", "roadside bombs|عبوة ناسفة|عبوات ناسفة|بعبوة ناسفة|engins explosifs|Sprengsätze|mayın|mayîn|EYP'ler"),
        ("suicide bombing", "تفجير انتحاري|تفجيرات انتحارية|attentat-suicide|Selbstmordanschlag|canlı bomba|خۆکوژی"),
        ("drone strike", "غارة بمسيرة|frappes de drones|Drohnenangriffe|SİHA'larla saldırı|هێرشی درۆنی"),
        ("air strike", "airstrikes|غارات جوية|Luftangriff|raids aériens|hava saldırısı|ataques aéreos|attacco aereo"),
        ("checkpoint", "حاجز|حواجز|نقطة تفتيش|poste de contrôle|Straßensperre|kontrol noktası|posto di blocco|بازگە"),
        ("church", "كنيسة|église|Kirche|kilise|iglesia|chiesa"),
    ],
)  # fmt: skip
def test_what_happened_is_asked_for_in_nine_languages(usual, others):
    assert any(answers(usual))
    assert {other: answers(other) for other in others.split("|")} == dict.fromkeys(others.split("|"), answers(usual))


def test_a_strike_by_a_drone_is_asked_for_as_both():
    both = [one and other for one, other in zip(answers("drone"), answers("air strike"), strict=True)]
    assert all(one <= other for one, other in zip(both, answers("Drohnenangriff"), strict=True))
    assert sum(answers("Drohnenangriff")) <= sum(answers("drone"))


def test_a_place_is_found_by_its_name_where_a_word_for_what_happened_begins_it():
    assert answers("église Mar Elias") == answers("Mar Elias Church") != answers("church")


def test_who_is_named_is_not_narrowed_by_a_word_for_his_people():
    assert answers("ISIS sleeper cells") == answers("ISIS")


def places_found(text):
    record = a_selection(
        incidents=[
            an_incident(1, place_id="shuhayl", governorates="SY09", summary_en="Shots.", summary_ar="إطلاق نار."),
            an_incident(2, place_id="palmyra", governorates="SY04", summary_en="Shots.", summary_ar="إطلاق نار."),
            an_incident(3, place_id="homs", governorates="SY04", summary_en="Shots.", summary_ar="إطلاق نار."),
            an_incident(4, place_id="raqqa", governorates="SY11", summary_en="Shots.", summary_ar="إطلاق نار."),
        ]
    ).record
    return set(record.incidents["place_id"][mentioning(record, text)])


@pytest.mark.parametrize(
    ("text", "place"),
    [
        *((text, "shuhayl") for text in (
            "الشحيل بريف دير الزور الشرقي", "بلدة الشحيل شرقي دير الزور", "al-Shuhayl in eastern Deir ez-Zor",
        )),
        *((text, "palmyra") for text in (
            "Palmyra, Homs province", "تدمر شرقي حمص", "antike Stadt Palmyra", "Syria's Palmyra",
        )),
        *((text, "raqqa") for text in (
            "nordsyrische Stadt Rakka", "Raqqa, northern Syria", "northern Raqqa province", "ڕەققەدا",
            "الرقة شمالي سوريا",
        )),
    ],
)  # fmt: skip
def test_what_lies_around_a_place_only_tells_which_one_is_meant(text, place):
    assert places_found(text) == {place}


def test_two_places_are_both_asked_for():
    assert places_found("Raqqa Palmyra") == set()
    assert places_found("Homs province") == {"homs", "palmyra"}
