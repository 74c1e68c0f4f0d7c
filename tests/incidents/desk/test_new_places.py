"""Places of which the gazetteer knows nothing: each inside the area named with it, and as fine as it is."""

import datetime as dt
from functools import cache

import pytest

from incidents.desk.suggesting import suggest
from incidents.record.record import load_record

A_TUESDAY = dt.date(2026, 4, 14)

the_record = cache(load_record)


def told_of(words, column, table="incidents", row=0):
    told = suggest(the_record(), words, A_TUESDAY)
    return next((one.value for one in told if (one.table, one.row, one.column) == (table, row, column)), "")


def new_place(words):
    told = suggest(the_record(), words, A_TUESDAY)
    rows = {one.row for one in told if one.table == "claims" and one.value == "place"}
    return next((one.value for one in told if one.row in rows and one.column in {"text_en", "text_ar"}), "")


INSIDE = [
    ("at the Umm Rijm roundabout in the city of Raqqa", "Umm Rijm roundabout", "raqqa"),
    ("in the al-Hudaym street in the city of Raqqa", "al-Hudaym street", "raqqa"),
    ("near the third station in the countryside of Homs", "third station", "gov-sy04"),
    ("in Hudayma in the eastern countryside of Salamiyah", "Hudayma", "salamiyah"),
    ("عند مفرق هديمان قرب الرصافة", "مفرق هديمان", "rusafa"),
    ("في حي الهديمة بدرعا البلد", "حي الهديمة", "daraa"),
    ("في درعا البلد", "درعا البلد", "daraa"),
    ("في محيط هدلة في بادية الرقة", "هدلة", "gov-sy11"),
    ("في بلدة هديب بريف درعا الشرقي", "بلدة هديب", "gov-sy12"),
    ("في كل من قرية هديب بريف الحسكة", "قرية هديب", "gov-sy08"),
]  # fmt: skip


@pytest.mark.parametrize(("where", "new", "known"), INSIDE)
def test_a_new_place_lies_inside_the_one_that_is_named_with_it(where, new, known):
    told = "قتل جنديان بهجوم لداعش {} يوم الأحد." if where > "z" else "ISIS gunmen killed two soldiers {} on Sunday."
    words = told.format(where)
    assert (new_place(words), told_of(words, "place_id")) == (new, known)


def test_no_town_of_a_later_sentence_outdoes_a_new_village():
    english = (
        "Four policemen died when ISIS gunmen attacked them on Monday in the town of Umm Rijm, northwest of Raqqa.\n\n"
        "Shelling of the town of Ain Issa goes on, and attacks there are feared."
    )
    arabic = (
        "استهدف مسلحون من داعش شرطياً في بلدة هديب بريف درعا الشمالي وأصابوه بجروح.\n\n"
        "وشهدت بلدة الصنمين أمس هجوماً على حاجز وسقط فيه قتلى."
    )
    assert (new_place(english), told_of(english, "place_id")) == ("town of Umm Rijm", "raqqa")
    assert (new_place(arabic), told_of(arabic, "place_id")) == ("بلدة هديب", "gov-sy12")


def test_two_new_villages_are_the_places_of_two_events():
    words = (
        "قتل 4 عناصر من قسد الأحد بانفجار لغم لداعش في قرية رجيمان شرقي دير الزور.\n\n"
        "وقتل 3 آخرون بهجوم مسلح لداعش في قرية رجيمة التابعة لناحية الصور."
    )
    assert new_place(words) == "قرية رجيمان"
    assert (told_of(words, "place_id"), told_of(words, "place_id", row=1)) == ("eastern-deir-ez-zor", "al-sur")


def test_a_direction_behind_a_town_is_not_its_name():
    words = "قتل داعش شرطياً ببلدة شمالي دير الزور الأحد."
    assert new_place(words) == ""


def test_a_source_from_a_town_tells_of_it_where_the_sentence_goes_on_in_the_town():
    words = "قال مصدر من بلدة هديب شرقي دير الزور إن مسلحين من داعش أطلقوا النار على دورية بالبلدة وقتلوا اثنين."
    assert new_place(words) == "بلدة هديب"


NOT_THERE = [
    ("ISIS attacked the SDF's Dhiban Brigade in the eastern countryside of Deir ez-Zor.", "eastern-deir-ez-zor"),
    ("ISIS killed two soldiers in the Rusafa desert near the Raqqa–Homs–Hama triangle.", "resafa-desert"),
    ("ISIS killed a guard in the village of Hama al-Turkman near Tell Abyad.", "tell-abyad"),
    ("قتل داعش جنديين في حيي غويران والزهور جنوب مدينة الحسكة.", "hasakah"),
    ("ألقت القوات القبض على زعيم خلية لداعش في كل من قرية هدلة بريف الحسكة.", "gov-sy08"),
    ("Forces arrested an ISIS member who was planning a rocket attack in Shaddadi.", "shaddadi"),
    ("Police thwarted an ISIS plot against the Sayyida Zainab shrine near Damascus.", "sayyida-zaynab"),
]


@pytest.mark.parametrize(("words", "place"), NOT_THERE)
def test_a_unit_a_corner_or_a_piece_of_a_name_is_not_where_it_was(words, place):
    assert told_of(words, "place_id") == place


def test_the_road_on_which_it_was_outdoes_the_city_near_which_it_was():
    words = (
        "ISIS killed two guards near Raqqa on Sunday.\n\n"
        "A bomb killed the two guards on the road between Ain Issa and Tal al-Saman in Raqqa."
    )
    assert told_of(words, "place_id") == "ayn-issa"


def test_where_a_source_is_tells_of_no_place_that_another_sentence_names():
    words = (
        "قتل داعش سبعة جنود بعبوة ناسفة في منطقة تلول الصفا.\n\n"
        "وذكر مصدر عسكري في السويداء أن وحدة تعرضت لكمين أثناء تعقبها لتحركات التنظيم."
    )
    assert told_of(words, "place_id") == "al-safa"


IN_ITS_TOWN = [
    ("A car bomb of ISIS wounded nine in the city of Qamishli.\n\nThe bomb went off in al-Hudaym street.", "al-Hudaym"),
    ("قتل 4 أشخاص بهجوم لداعش في مدينة القامشلي الأربعاء.\n\nووقع الهجوم أمام قسم للأمن في شارع هديب.", "شارع هديب"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "new"), IN_ITS_TOWN)
def test_a_street_lies_in_the_town_of_which_another_sentence_tells(words, new):
    assert told_of(words, "place_id") == "qamishli"
    assert new_place(words).startswith(new)


AREAS = [
    ("هاجم داعش نقاطاً للجيش في محيط منطقة تل هديب شرقي ناحية جب الجراح بريف حمص.", "jubb-al-jarrah"),
    ("قصف التحالف مواقع لداعش في بادية الميادين وحمص والرقة الأحد.", "mayadin"),
    ("ISIS claimed a bombing in Damascus.\n\nIt hit the Sayeda Zeinab mausoleum, killing nine.", "sayyida-zaynab"),
    ("قال مصدر في بلدة مركدة إن مسلحين من داعش أطلقوا النار على حاجز على مدخل بلدة هديب غرب مركدة.", "markada"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "place"), AREAS)
def test_a_longer_name_a_row_of_areas_or_a_suburb_of_the_capital_says_where(words, place):
    assert told_of(words, "place_id") == place


DAYS = [
    ("ISIS claimed Friday night's bombing in Qamishli.\n\nSince Wednesday, Turkey has led an offensive.", "2026-04-10"),
    (
        "On Monday, CENTCOM announced the killing of an ISIS leader in an airstrike in Deir ez-Zor province.\n\n"
        '"On April 10, forces conducted an airstrike in Deir ez-Zor province," it stated.',
        "2026-04-10",
    ),
    ('قالت قسد في بيان، الخميس، إنه "ارتقى 5 من رفاقنا شهداء في بلدة الشحيل صباح اليوم بهجوم لداعش".', "2026-04-09"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "day"), DAYS)
def test_the_day_of_the_deed_is_not_that_of_its_telling(words, day):
    assert told_of(words, "date_start") == day


def test_the_governorate_outdoes_the_desert_in_whichever_order_they_are_told():
    words = (
        "ISIS men attacked an oil convoy in the eastern Hama countryside, a part of the vast Syrian desert, on Sunday."
    )
    assert told_of(words, "place_id") == "gov-sy05"


def test_a_church_stands_in_the_city_and_a_day_of_its_own_comes_back_to_the_attack():
    words = (
        "A suicide bomber of ISIS killed a guard near a church in Aleppo, the ministry said on Wednesday.\n\n"
        "Last month, two soldiers were killed in Palmyra by an ISIS gunman.\n\n"
        "Wednesday's attack was in Aleppo's Bab al-Faraj neighbourhood, the ministry said."
    )
    assert told_of(words, "place_id") == "aleppo-bab-al-faraj"
    assert told_of(words.split("\n")[0], "place_id") == "aleppo"


def test_last_august_and_what_goes_on_with_the_second_of_its_kind_are_background():
    august = (
        "استهدفت مسيرة للتحالف قيادياً في داعش قرب مدينة سرمدا بريف إدلب الثلاثاء وقتلته.\n\n"
        "وفي آب/أغسطس الماضي، استهدفت مسيرة دراجة قرب بلدة احسم في منطقة جبل الهدل بريف إدلب."
    )
    second = (
        "استهدفت طائرة مسيرة مقراً في قرية هديب قرب بلدة رأس العين وقتلت قيادياً في داعش.\n\n"
        "وهذه ثاني عملية للتحالف في المنطقة. حيث تم استهداف قيادي في 9 نيسان."
    )
    assert told_of(august, "place_id") == "sarmada"
    assert told_of(second, "date_start") == "2026-04-13"
