"""Where an event was: what a dateline, the sentence behind it, and the words on a name tell of its place."""

import datetime as dt

import pytest

from incidents.desk.suggesting import suggest
from tests.conftest import shipped_record

A_TUESDAY = dt.date(2026, 4, 14)

the_record = shipped_record


def first_of(words, column, table="incidents"):
    told = suggest(the_record(), words, A_TUESDAY)
    return next((one.value for one in told if (one.table, one.row, one.column) == (table, 0, column)), "")


ENGLISH = [
    "BEIRUT (AP) — ", "Damascus (dpa) - ", "DAMASCUS (AFP) ", "ALEPPO (Kurdistan24) – ", "Damascus, SANA- ",
    "Damascus, March 3 (Xinhua) -- ", "QAMISHLI, Syria (North Press) – ", "DAMASCUS, Syria — ",
    "Raqqa — North Press — ", "RAQQA, Syria (AP) _ ", "[Damascus] ",
]  # fmt: skip
ARABIC = [
    "دمشق-(أ ف ب) – ", "دمشق (د ب أ) - ", "دمشق - سانا: ", "حلب-سانا- ", "دمشق/ الأناضول: ", "دمشق ـ «القدس العربي»: ",
    "الحسكة – نورث برس: ", "القامشلي (وكالة هاوار) ", "دمشق، 14 أيار (سانا) – ", "الرقة _نورث برس\n",
    "واشنطن - دمشق في 13 ديسمبر/ وام / ",
]  # fmt: skip


@pytest.mark.parametrize("dateline", ENGLISH)
def test_a_dateline_is_never_where_it_happened(dateline):
    assert first_of(f"{dateline}A bomb killed two policemen in the city of Homs on Monday.", "place_id") == "homs"
    assert first_of(f"{dateline}ISIS gunmen killed two policemen on Monday.", "place_id") == ""


@pytest.mark.parametrize("dateline", ARABIC)
def test_nor_is_an_arabic_one(dateline):
    words = "قُتل شرطيان بهجوم لتنظيم داعش في مدينة حمص يوم الاثنين."
    assert first_of(dateline + words, "place_id") == "homs"
    assert first_of(f"{dateline}قتل تنظيم داعش شرطيين يوم الاثنين.", "place_id") == ""


def test_the_sentence_behind_a_strike_says_where_it_was_and_not_the_background():
    words = (
        "French jets struck an ISIS cache on Sunday.\n\nThe cave lay in the desert east of Salamiyah, Paris said.\n\n"
        "Last month, two soldiers were killed in Manbij by an ISIS gunman."
    )
    assert (first_of(words, "place_id"), first_of(words, "geo_precision")) == ("salamiyah", "2")


def test_what_was_watched_for_weeks_says_where_the_raid_was():
    words = (
        "قبضت قوى الأمن الداخلي أمس على ثلاثة يشتبه بانتمائهم إلى داعش في ريف دمشق.\n\n"
        "وداهمت دورياتها بيتاً في منطقة قطنا كانوا يختبئون فيه، بعد مراقبة دامت طوال الأسابيع الماضية."
    )
    assert first_of(words, "place_id") == "qatana"


def test_a_new_place_is_offered_without_the_preposition_on_it():
    words = "قتل عنصر من قسد بهجوم لداعش بقرية أم حجر التابعة لناحية الصور بريف دير الزور الشمالي."
    assert first_of(words, "text_ar", "claims") == "قرية أم حجر"


def test_the_ministry_of_another_country_is_not_the_syrian_one():
    words = "British jets struck an ISIS cache near Salamiyah on Sunday, the UK's Ministry of Defence said."
    told = suggest(the_record(), words, A_TUESDAY)
    assert [one.value for one in told if one.column == "actor_id"] == ["uk-forces", "islamic-state"]


def test_a_piece_of_a_longer_name_names_no_place():
    words = "A grenade that ISIS men threw at a bakery in Maaret al-Numan killed two bakers on Sunday."
    assert first_of(words, "place_id") == "maarat-al-numan"
    assert first_of("ISIS gunmen killed a guard near Ras al-Maarra on Sunday.", "place_id") == ""


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("Four members of the Damascus forces were killed by ISIS in the Homs desert on Sunday.", "homs-badia"),
        ("ISIS killed two soldiers of the Damascus government in the countryside of Raqqa on Sunday.", "gov-sy11"),
        ("ISIS killed three soldiers on Sunday in areas controlled by Damascus.", ""),
        ("قتل عنصر من قوات دمشق بهجوم لداعش في بادية الرقة يوم الأحد.", "gov-sy11"),
        ("Two soldiers were killed by an ISIS bomb in Damascus on Sunday.", "damascus"),
    ],
)
def test_a_capital_that_stands_for_its_government_is_no_place(words, place):
    assert first_of(words, "place_id") == place


@pytest.mark.parametrize(
    ("where", "new", "known"),
    [
        ("in the Zumrayn area in the western Daraa countryside", "Zumrayn area", "gov-sy12"),
        ("in the Salah al-Din neighbourhood of Aleppo", "Salah al-Din neighbourhood", "aleppo"),
        ("in Homs' Bab Sbaa quarter", "Bab Sbaa quarter", "homs"),
        ("in Umm Rijm village of the town of Shuhayl", "Umm Rijm village", "shuhayl"),
    ],
)
def test_a_quarter_or_area_unknown_to_the_gazetteer_is_offered_beside_the_town_it_belongs_to(where, new, known):
    words = f"An ISIS gunman killed a policeman {where} on Monday."
    assert (first_of(words, "text_en", "claims"), first_of(words, "place_id")) == (new, known)


@pytest.mark.parametrize(("where", "place"), [("جبال شمال السخنة", "al-sukhna"), ("الجبال شمالي تدمر", "palmyra")])
def test_mountains_beside_a_town_lie_near_it(where, place):
    words = f"قتل جنديان بهجوم لداعش في {where} يوم الأحد."
    assert (first_of(words, "place_id"), first_of(words, "geo_precision")) == (place, "2")


def test_the_sentence_before_an_act_tells_the_town_where_only_the_province_was_named():
    words = (
        "ISIS gunmen killed a judge in the countryside of Deir ez-Zor on Monday, his colleagues said.\n\n"
        "His car had stopped at a bakery in Shuhayl. Two of them opened fire and wounded his driver."
    )
    assert first_of(words, "place_id") == "shuhayl"


@pytest.mark.parametrize(
    ("where", "ends", "road"),
    [
        ("on the Salamiya-Ithriya road", "salamiyah ithriya", "Salamiya-Ithriya road"),
        ("on the road linking Tabqa with Rusafa", "al-tabqa rusafa", "road linking Tabqa with Rusafa"),
        ("between the towns of Busayrah and Shuhayl", "busayrah shuhayl", "between the towns of Busayrah and Shuhayl"),
        ("على طريق الميادين البوكمال", "mayadin al-bukamal", "طريق الميادين البوكمال"),
        ("بين بلدة البصيرة وبلدة الشحيل", "busayrah shuhayl", "بين بلدة البصيرة وبلدة الشحيل"),
        ("between Ain Eissa and Tel al-Samn in Raqqa", "ayn-issa tal-al-saman", "between Ain Eissa and Tel al-Samn"),
    ],
)
def test_what_was_on_a_road_between_two_places_was_near_both_and_in_neither(where, ends, road):
    is_arabic = where > "z"
    told = "قتل جنديان بهجوم لداعش {} يوم الأحد." if is_arabic else "ISIS gunmen killed two soldiers {} on Sunday."
    words = told.format(where)
    one, two = ends.split()
    assert (first_of(words, "place_id"), first_of(words, "other_place_ids")) == (one, two)
    assert first_of(words, "geo_precision") == "2"
    assert first_of(words, "text_ar" if is_arabic else "text_en", "claims") == road


@pytest.mark.parametrize(
    ("where", "place"),
    [
        ("north of the small town of Shuhayl", "shuhayl"),
        ("on the Palmyra road", "palmyra"),
        ("شمالي بلدة الشحيل", "shuhayl"),
    ],
)
def test_what_was_beside_a_town_was_near_it(where, place):
    told = "قتل جنديان بهجوم لداعش {} يوم الأحد." if where > "z" else "ISIS gunmen killed two soldiers {} on Sunday."
    words = told.format(where)
    assert (first_of(words, "place_id"), first_of(words, "geo_precision")) == (place, "2")


@pytest.mark.parametrize(
    ("where", "new", "known"),
    [
        (
            "at the al-Rumayth oil field in the Deir ez-Zor countryside",
            "al-Rumayth oil field",
            "deir-ez-zor-countryside",
        ),
        ("on the Qasabi farm west of Raqqa", "Qasabi farm", "raqqa"),
        ("in the al-Hadima town of Hasakah", "al-Hadima town", "hasakah"),
        ("in Umm Rijm, northwest of Raqqa", "Umm Rijm", "raqqa"),
        ("قرب حقل الرميث النفطي بريف دير الزور", "حقل الرميث النفطي", "deir-ez-zor-countryside"),
        ("في مزرعة القصبي غرب مدينة الرقة", "مزرعة القصبي", "raqqa"),
        ("بحي الهديمة في مدينة الحسكة", "حي الهديمة", "hasakah"),
        ("في قرية زور الحمر شرق الرقة", "قرية زور الحمر", "eastern-raqqa-countryside"),
        ("on the Hurayfi road in the Deir ez-Zor countryside", "Hurayfi road", "deir-ez-zor-countryside"),
        ("على طريق الحريفي بريف دير الزور", "طريق الحريفي", "deir-ez-zor-countryside"),
        ("بين بلدتي كديم وسويح بريف دير الزور", "بين بلدتي كديم وسويح", "deir-ez-zor-countryside"),
        ("in the village of “Umm Rijm” in the town of Shuhayl", "village of Umm Rijm", "shuhayl"),
        ("in the Hadima neighborhood in Raqqa city", "Hadima neighborhood", "raqqa"),
        ("في منطقة “وادي الهديمة” بريف السلمية", "منطقة وادي الهديمة", "salamiyah"),
        ("في محمية رسم الحصان بريف حماة", "محمية رسم الحصان", "gov-sy05"),
        ("في محيط حقل الثورة بريف الرقة الجنوبي", "حقل الثورة", "gov-sy11"),
        ("في بادية بلدة رويحل بريف دير الزور", "بلدة رويحل", "deir-ez-zor-countryside"),
        ("في قرية شيخ الهدل بريف دير الزور", "قرية شيخ الهدل", "deir-ez-zor-countryside"),
    ],
)
def test_a_field_a_farm_or_a_name_that_nothing_knows_is_offered_where_it_lies(where, new, known):
    is_arabic = where > "z"
    told = "قتل جنديان بهجوم لداعش {} يوم الأحد." if is_arabic else "ISIS gunmen killed two soldiers {} on Sunday."
    words = told.format(where)
    assert first_of(words, "text_ar" if is_arabic else "text_en", "claims") == new
    assert first_of(words, "place_id") == known


@pytest.mark.parametrize(
    "where",
    [
        "in November in the countryside of Raqqa",
        "on the main road in the countryside of Raqqa",
        "as they were leaving the Hurayfi oil field in the countryside of Raqqa",
        "على الطريق العام بريف الرقة",
        "in SDF areas in the countryside of Raqqa",
        "في منطقة صحراوية نائية بريف الرقة",
        "في منطقة العملية بريف الرقة",
        "في حقل ألغام بريف الرقة",
    ],
)
def test_a_word_that_is_no_name_is_no_new_place(where):
    told = "قتل جنديان بهجوم لداعش {}." if where > "z" else "ISIS gunmen killed two soldiers {}."
    words = told.format(where)
    assert not [one for one in suggest(the_record(), words, A_TUESDAY) if one.value == "place"]


def test_a_village_near_a_city_is_not_its_namesake_far_away():
    words = "قتل عنصر من قسد بهجوم لداعش في قرية معيزيلة قرب مدينة الحسكة يوم الأحد."
    assert (first_of(words, "place_id"), first_of(words, "text_ar", "claims")) == ("hasakah", "قرية معيزيلة")


def test_who_is_of_the_security_of_a_country_does_not_speak_for_the_village_where_he_died():
    words = "قتل عنصر من قوى الأمن الداخلي في قرية أبو النيتل بهجوم لداعش يوم الأحد بريف دير الزور."
    assert first_of(words, "text_ar", "claims") == "قرية أبو النيتل"


def test_the_sentence_behind_an_act_tells_the_town_where_only_the_province_was_named():
    words = (
        "Three guards were killed by ISIS gunmen on Sunday in the countryside of Deir ez-Zor.\n\n"
        "Their car was on its usual way near the town of Shuhayl."
    )
    assert (first_of(words, "place_id"), first_of(words, "geo_precision")) == ("shuhayl", "2")


@pytest.mark.parametrize(
    "words",
    [
        "ISIS gunmen shot dead two guards in Shuhayl on Sunday while they were heading to the city of Homs.",
        "قتل جنديان بهجوم لداعش على الطريق العام في بلدة الشحيل يوم الأحد.",
        "ISIS gunmen killed two guards on Sunday on the main road in the town of Shuhayl.",
    ],
)
def test_a_town_to_which_somebody_was_on_the_way_or_that_a_road_runs_through_is_no_end_of_a_road(words):
    assert (first_of(words, "place_id"), first_of(words, "geo_precision")) == ("shuhayl", "1")


def test_the_sentence_that_says_where_the_attack_took_place_tells_the_village_of_the_town():
    words = (
        "تبنى داعش هجوماً استهدف سيارة عسكرية في بلدة الشحيل بريف دير الزور يوم الأحد.\n\n"
        "وذكرت وكالة أعماق أن الهجوم وقع في قرية الطكيحي وقتل فيه جندي."
    )
    assert first_of(words, "place_id") == "al-takihi"


def test_a_region_is_found_in_a_spelling_of_its_own():
    words = "Forces raided an ISIS cell on Sunday in the Qalamoun region on the outskirts of Damascus."
    assert first_of(words, "place_id") == "qalamoun"


def test_a_city_near_which_it_was_tells_more_than_the_whole_desert():
    words = (
        "Nine soldiers were killed in an ISIS ambush in the Syrian desert on Sunday.\n\n"
        "Five others were wounded in the attack in the Palmyra countryside."
    )
    assert (first_of(words, "place_id"), first_of(words, "geo_precision")) == ("palmyra", "2")


def test_what_somebody_had_done_before_his_arrest_is_not_where_he_was_held():
    words = "اعتقلت قسد قيادياً في داعش في مدينة الطبقة يوم الأحد.\n\nوذكرت أنه كان ينقل عوائل التنظيم من مخيم الهول."
    assert first_of(words, "place_id") == "al-tabqa"


def test_a_body_that_was_found_in_a_camp_is_a_killing_there():
    words = "The body of an Iraqi man was found in al-Hol camp on Sunday, believed to have been killed by ISIS cells."
    assert (first_of(words, "place_id"), first_of(words, "value", "claims")) == ("al-hol-camp", "1")


def test_a_since_that_only_compares_is_no_day_and_no_sum():
    words = (
        "ISIS gunmen attacked a bus in the countryside of Homs on Sunday.\n\n"
        "It was the deadliest attack since January, with 15 soldiers killed."
    )
    told = suggest(the_record(), words, A_TUESDAY)
    assert ("date_start", "2026-04-12") in {(one.column, one.value) for one in told}
    assert ("value", "15") in {(one.column, one.value) for one in told}


def test_a_village_of_which_the_next_sentence_tells_is_offered_with_the_town_it_belongs_to():
    words = (
        "ISIS gunmen stormed the house of an official in the countryside of Deir ez-Zor on Sunday and killed him.\n\n"
        "His house is in Umm Rijm village in the town of Shuhayl.\n\nThe wounded were brought to a hospital in Raqqa."
    )
    assert (first_of(words, "text_en", "claims"), first_of(words, "place_id")) == ("Umm Rijm village", "shuhayl")
    assert first_of(words, "geo_precision") == "2"


def test_a_city_named_alone_is_the_countryside_that_a_later_sentence_tells_of():
    words = (
        "The SDF announced on Monday the arrest of nine ISIS suspects in Raqqa.\n\n"
        "The operation targeted cells in villages in the eastern countryside of Raqqa, and nine were arrested."
    )
    assert first_of(words, "place_id") == "eastern-raqqa-countryside"


def test_an_operation_planned_with_care_is_no_earlier_deed_of_which_somebody_is_accused():
    words = "The SDF carried out a carefully planned raid on an ISIS cell near the town of Shuhayl on Sunday."
    assert first_of(words, "place_id") == "shuhayl"


def test_whoever_holds_the_area_and_a_field_that_is_only_near_are_not_whom_an_attack_hit():
    held = "ISIS men kidnapped two shepherds near Shuhayl on Sunday, in areas controlled by regime forces."
    near = "ISIS men attacked an SDF checkpoint south of the Al-Omar oil field on Sunday and wounded two."
    told = [[one.value for one in suggest(the_record(), words, A_TUESDAY)] for words in (held, near)]
    assert "former-syrian-army" not in told[0]
    assert "oil-sector" not in told[1]


def test_a_day_of_long_before_on_which_a_sentence_opens_is_not_the_day_of_what_was_told():
    words = (
        "أعلن تنظيم داعش مسؤوليته عن اغتيال شرطي في مدينة الميادين.\n\n"
        "وفي 5 من شباط الماضي استهدف التنظيم دورية للجيش في مدينة الطبقة وقتل جنديين."
    )
    assert (first_of(words, "place_id"), first_of(words, "date_start")) == ("mayadin", "2026-04-13")


@pytest.mark.parametrize(
    "when",
    ["between February and April", "in clashes between the SDF and ISIS"],
)
def test_what_lies_between_two_times_or_two_sides_is_no_place(when):
    words = f"ISIS gunmen killed two truffle hunters on Sunday in the countryside of Raqqa {when}."
    assert not [one for one in suggest(the_record(), words, A_TUESDAY) if one.value == "place"]


def test_the_governorate_tells_more_than_the_whole_desert():
    words = (
        "ISIS gunmen killed nine shepherds in the Syrian desert on Sunday.\n\n"
        "Two others were wounded in the attack in Hama province, a monitor said."
    )
    assert first_of(words, "place_id") == "gov-sy05"


@pytest.mark.parametrize(
    ("where", "new", "known"),
    [
        ("in Umm Rijm town in the western countryside of Daraa", "Umm Rijm town", "gov-sy12"),
        ("على طريق حريفة في بادية حمص", "طريق حريفة", "homs-badia"),
        ("في دوار الهديمة وسط مدينة الرقة", "دوار الهديمة", "raqqa"),
    ],
)
def test_a_town_road_or_roundabout_that_nothing_knows_is_offered_by_its_whole_name(where, new, known):
    is_arabic = where > "z"
    told = "قتل جنديان بهجوم لداعش {} يوم الأحد." if is_arabic else "In Daraa, ISIS killed two soldiers {} on Sunday."
    words = told.format(where)
    assert first_of(words, "text_ar" if is_arabic else "text_en", "claims") == new
    assert first_of(words, "place_id") == known


def test_a_province_is_found_in_a_spelling_of_its_own():
    words = "Forces destroyed nine ISIS weapons caches across the Rif Damashq province on Sunday and arrested two men."
    assert first_of(words, "place_id") == "gov-sy03"


def test_where_the_wounded_were_flown_is_not_where_they_were_hit():
    words = (
        "أصيب جنديان بهجوم لداعش قرب مدينة تدمر الأحد.\n\nوتدخلت مروحيات لإجلاء المصابين إلى قاعدة التنف بعد الهجوم."
    )
    assert first_of(words, "place_id") == "palmyra"


def test_a_road_of_which_a_later_sentence_tells_is_no_countryside_of_a_city_named_alone():
    words = (
        "Security forces in Idlib arrested three members of an ISIS cell on Sunday.\n\n"
        "The forces said the men had attacked a patrol on the Maaret al-Numan highway and arrested them in a raid."
    )
    assert first_of(words, "place_id") == "idlib"
