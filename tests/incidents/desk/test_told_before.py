"""Which events of a text are its own: an answer to an attack, deeds of an earlier month; and days that nobody says."""

import pytest

from incidents.desk.suggesting import suggest
from tests.benchmarks.suggestions import told_by
from tests.conftest import shipped_record

PUBLISHED = "2025-05-30"
the_record = shipped_record


def events(text):
    found = told_by(suggest(the_record(), text, PUBLISHED))
    return [
        (*event.get("day", set()), *event.get("place", set()), event["tactic"].copy().pop(), event.get("figure", set()))
        for event in found
    ]


@pytest.mark.parametrize(
    "text",
    [
        "أطلق مسلحون النار أمس الخميس على مقر للأمن العام في مدينة تدمر، فقُتل جندي.\n"
        "ولم تمضِ ساعات حتى داهمت وحدات أمنية وكراً للتنظيم في المدينة، ما أدى إلى مقتل اثنين من أفراد الخلية.",
        "ISIS gunmen fired at a headquarters in Palmyra on Thursday, killing a soldier.\n"
        "Hours later security forces raided a hideout of the group, killing two militants.",
    ],
)
def test_the_raid_that_answers_an_attack_within_hours_is_an_event_of_the_same_day_and_place(text):
    attack, raid = events(text)
    assert attack == ("2025-05-29", "palmyra", "post-attack", {"killed_security 1"})
    assert raid == ("2025-05-29", "palmyra", "raid", {"killed_is 2"})


@pytest.mark.parametrize(
    "text",
    [
        "اعتقلت قوات الأمن أربعة من داعش في مداهمة في مدينة حلب يوم السبت.\n"
        "وفي يناير أعلنت السلطات إحباط هجوم للتنظيم على مقام السيدة زينب.",
        "Forces arrested four ISIS militants in a raid in the city of Aleppo on Saturday.\n"
        "In January the authorities foiled an attack by the Islamic State on a shrine in Sayyida Zaynab.",
    ],
)
def test_a_deed_of_an_earlier_month_stands_behind_what_the_text_is_about(text):
    raid, plot = events(text)
    assert raid == ("2025-05-24", "aleppo", "raid", {"arrested 4"})
    assert plot == ("2025-01", "sayyida-zaynab", "foiled-plot", set())


def test_losses_of_last_month_are_not_those_of_the_main_event():
    raid, before = events(
        "قالت السلطات إن قوات الأمن داهمت وكراً لتنظيم الدولة في مدينة حلب السبت، ما أدى إلى مقتل ثلاثة مسلحين.\n"
        "وقتل مسلحون من التنظيم خمسة أفراد من قوات سوريا الديمقراطية التي يقودها الأكراد الشهر الماضي."
    )
    assert raid[-1] == {"killed_is 3"}
    assert before == ("2025-04", "armed-attack", {"killed_sdf 5"})


def test_another_arrest_that_was_announced_the_day_before_is_an_event_of_its_own():
    first, other = events(
        "أعلنت وزارة الداخلية اليوم تفكيك خلية لداعش في مدينة أعزاز والقبض على خمسة من أفرادها.\n"
        "وكانت الأجهزة الأمنية أعلنت أمس القبض على خلية أخرى للتنظيم في منطقة البدروسية بريف اللاذقية."
    )
    assert first == ("2025-05-30", "azaz", "raid", {"arrested 5"})
    assert other == ("2025-05-29", "al-badrousiyah", "raid", set())


def test_since_when_cells_strike_is_not_the_day_of_an_event():
    (event,) = events(
        "A gunman opened fire on Monday on a checkpoint in Saraqib, killing three soldiers.\n"
        "The ministry suspects ISIS, whose cells have struck since the fall of Assad in December 2024."
    )
    assert event == ("2025-05-26", "saraqib", "checkpoint-attack", {"killed_security 3"})


@pytest.mark.parametrize(
    "text",
    [
        "ألقت قسد القبض على ثلاثة عناصر من داعش في مدينة الشدادي.",
        "The SDF arrested three ISIS members in the town of Shaddadi.",
    ],
)
def test_what_is_told_without_a_day_is_of_the_day_of_the_page_or_the_one_before(text):
    assert events(text) == [("2025-05-29/2025-05-30", "shaddadi", "raid", {"arrested 3"})]
    assert not any(one.column.startswith("date") for one in suggest(the_record(), text))


def test_what_a_drone_struck_is_a_strike_and_a_region_around_outdoes_a_city_behind_a_compass_point():
    (strike,) = events("A drone of the coalition on Tuesday struck an ISIS commander on a motorcycle west of Sarmada.")
    assert strike[:3] == ("2025-05-27", "sarmada", "drone-strike")
    (ambush,) = events("قُتل خمسة جنود الثلاثاء في كمين لداعش في محيط جبل البشري جنوبي الرقة.")
    assert ambush[1] == "jabal-bishri"


def test_what_a_gunman_had_done_in_the_same_town_the_day_before_is_an_event_there():
    raid, attack = events(
        "ألقت قوات الأمن القبض على خمسة من داعش في عملية أمنية في مدينة تدمر اليوم.\n"
        "وكان مسلح تابع لداعش أطلق النار أمس على دورية في المدينة، ما أسفر عن مقتل جنديين."
    )
    assert raid == ("2025-05-30", "palmyra", "raid", {"arrested 5"})
    assert attack == ("2025-05-29", "palmyra", "shooting", {"killed_security 2"})


def test_the_second_attack_of_two_has_its_own_day():
    first, second = events(
        "قال تنظيم داعش إنه فجّر عبوة ناسفة بآلية للجيش في مدينة تدمر يوم الخميس 22 أيار، ما أدى إلى مقتل جندي.\n"
        "وفي الهجوم الثاني، يوم الأربعاء الماضي، أصيب ثلاثة جنود بانفجار عبوة في مدينة الرقة."
    )
    assert first[:2] == ("2025-05-22", "palmyra")
    assert second[:2] == ("2025-05-28", "raqqa")


def test_the_attack_on_whose_morrow_something_was_is_background():
    (event,) = events(
        "قُتل أربعة من عناصر الأمن الداخلي أمس في هجوم لداعش في مدينة معرة النعمان.\n"
        "ويأتي ذلك غداة مقتل جنديين أميركيين ومترجم في هجوم قرب مدينة تدمر."
    )
    assert event == ("2025-05-29", "maarat-al-numan", "armed-attack", {"killed_security 4"})


def test_a_toll_of_another_party_is_of_the_side_that_was_told_but_nobody_becomes_one_of_isis_by_it():
    (event,) = events(
        "At least six soldiers were killed in an ISIS ambush near Palmyra on Monday, the Observatory said.\n"
        "The defence ministry put the death toll at five."
    )
    assert "killed_security 5" in event[-1]
    (raid,) = events(
        "The ministry said three militants were killed in a raid on a hideout of ISIS in Palmyra on Monday.\n"
        "The White Helmets put the death toll at four."
    )
    assert "killed_total 4" in raid[-1]


def test_a_day_at_the_head_of_a_sentence_begins_an_event_whose_figures_are_not_those_before():
    first, other = events(
        "On 28 May, a car bomb of ISIS exploded in Mayadin, killing three policemen.\n"
        "Earlier, on 12 May, a roadside bomb hit an army vehicle. SOHR said one soldier was killed."
    )
    assert first == ("2025-05-28", "mayadin", "car-bomb", {"killed_security 3"})
    assert other == ("2025-05-12", "ied-or-mine", {"killed_security 1"})
