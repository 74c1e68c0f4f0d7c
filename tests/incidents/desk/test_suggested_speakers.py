"""Who says what, and of whom: speakers in sentences beside, nobody harmed, ISIS as who was hit; own sentences."""

import datetime as dt
from functools import cache

import pytest

from incidents.desk.suggesting import suggest
from incidents.record.record import load_record

A_FRIDAY = dt.date(2025, 5, 30)

the_record = cache(load_record)


def of(table, words, *columns, published=A_FRIDAY):
    found = {}
    for one in suggest(the_record(), words, published):
        if one.table == table:
            found.setdefault(one.row, {}).setdefault(one.column, one.value)
    return [tuple(cells.get(column, "") for column in columns) for cells in found.values()]


def told(words, published=A_FRIDAY):
    claims = of("claims", words, "measure", "value", "origin_id", published=published)
    return [claim for claim in claims if claim[0].startswith(("killed", "wounded", "arrested"))]


@pytest.mark.parametrize(
    ("words", "figures"),
    [
        ("CENTCOM said a strike in Raqqa killed an ISIS leader on Monday. No civilians were killed or injured.",
         [("killed_is", "1", "centcom"), ("killed_civilians", "0", "centcom"), ("wounded_civilians", "0", "centcom")]),
        ("CENTCOM said a strike in Raqqa killed an ISIS leader. No civilians or U.S. troops were hurt.",
         [("killed_is", "1", "centcom"), ("wounded_civilians", "0", "centcom"), ("wounded_coalition", "0", "centcom")]),
        ("CENTCOM said a strike in Raqqa killed an ISIS leader. It took care to ensure that no civilians were killed.",
         [("killed_is", "1", "centcom")]),
        ("CENTCOM said a strike in Raqqa killed an ISIS leader. No casualties were reported among civilians.",
         [("killed_is", "1", "centcom")]),
        ("أعلنت قسد مقتل قيادي في داعش بمداهمة في هجين، ولم يصب أي من المدنيين.",
         [("killed_is", "1", "sdf"), ("wounded_civilians", "0", "sdf")]),
        ("أعلنت قسد مقتل قيادي في داعش بمداهمة في هجين دون تسجيل إصابات.", [("killed_is", "1", "sdf")]),
    ],
)  # fmt: skip
def test_nobody_harmed_is_a_number_only_where_a_text_says_of_whom(words, figures):
    assert told(words) == figures


@pytest.mark.parametrize(
    ("words", "figures"),
    [
        ("A blast hit a patrol in Manbij, said Sami Karwan, spokesman of the Syrian Democratic Forces, on Thursday.\n\n"
         "According to Karwan, the ISIS attack killed two fighters.", [("killed_sdf", "2", "sdf")]),
        ("Interior Ministry spokesman Adnan al-Qadri told a radio of a raid on ISIS in Homs on Thursday. The SDF and "
         "residents welcomed it.\n\nTwo ISIS members were killed, Qadri said.",
         [("killed_is", "2", "interior-ministry")]),
        ("Sami Karwan, the spokesman of the SDF, was quoted as saying by Reuters that ISIS killed two fighters in "
         "Hajin.", [("killed_sdf", "2", "sdf")]),
        ("أعلن تنظيم داعش مسؤوليته عن هجوم في الرقة. وقالت وكالة هاوار إن الهجوم أدى إلى مقتل مدنيين اثنين.",
         [("killed_civilians", "2", "hawar-news")]),
        ("قتل ثلاثة أشخاص بتفجير في الرقة، وأعلن تنظيم داعش مسؤوليته عنه. وقالت وكالة هاوار إن ثلاثة أشخاص قتلوا.",
         [("killed_total", "3", "hawar-news")]),
        ("The SDF said on Monday that ISIS attacked a post in Hajin. Residents fled.\n\nThe attack killed two SDF "
         "fighters.", [("killed_sdf", "2", "sdf")]),
        ("Two soldiers were killed by ISIS near Palmyra on Monday, according to reports. SOHR said three died.",
         [("killed_security", "2", "unattributed"), ("killed_security", "3", "sohr")]),
        ("Two soldiers were killed by ISIS near Palmyra on Monday, according to reports from the SOHR.",
         [("killed_security", "2", "sohr")]),
        ("Karim Sado, a spokesman for the SDF, told a radio that ISIS killed two fighters in Hajin on Monday.",
         [("killed_sdf", "2", "sdf")]),
        ("قالت وزارة الداخلية إن 120 من داعش فروا من سجن الشدادي، خلافاً لخبر عن مقتل اثنين من المدنيين بحسب قسد.",
         [("killed_civilians", "2", "sdf")]),
        ("قال المرصد إن ثلاثة جنود قتلوا بهجوم لداعش في تدمر أمس.\n\nفيما أعلنت \"سانا\" عن مقتل 5 جنود جراء الهجوم.",
         [("killed_security", "3", "sohr"), ("killed_security", "5", "syrian-state-media")]),
        ("وكالة أعماق المقربة من التنظيم، قالت إن عنصراً من قسد قتل على يد داعش في هجين أمس.",
         [("killed_sdf", "1", "isis")]),
        ("Two SDF fighters were killed by ISIS in Hajin on Monday, a Syrian Kurdish official said.",
         [("killed_sdf", "2", "autonomous-administration")]),
    ],
)  # fmt: skip
def test_whoever_spoke_last_goes_on_and_people_speak_for_the_party_they_were_introduced_with(words, figures):
    assert told(words) == figures


@pytest.mark.parametrize(
    ("words", "figures"),
    [
        ("Another member of the ISIS cell was injured and subsequently arrested in Idlib, the interior ministry said.",
         [("wounded_is", "1", "interior-ministry"), ("arrested", "1", "interior-ministry")]),
        ("أكد المرصد ارتفاع عدد القتلى في هجوم داعش على سجن غويران، إلى 41 هم 20 من الأسايش، و16 من داعش، و5 مدنيين.",
         [("killed_total", "41", "sohr"), ("killed_sdf", "20", "sohr"), ("killed_is", "16", "sohr"),
          ("killed_civilians", "5", "sohr")]),
        ("A clash with ISIS in Termanin led to the deaths of two individuals, including one member of the General "
         "Security forces, and the leader of the ISIS cell, SANA said.",
         [("killed_total", "2", "syrian-state-media"), ("killed_security", "1", "syrian-state-media"),
          ("killed_is", "1", "syrian-state-media")]),
        ("أدى انفجار عبوة لداعش في الرقة إلى فقدان سبعة عناصر من الأسايش وقوات سوريا الديمقراطية وطفلين لحياتهم.",
         [("killed_sdf", "7", "unattributed"), ("killed_civilians", "2", "unattributed")]),
        ("ISIS gunmen near Raqqa killed three truffle hunters and kidnapped at least 26 others, SOHR said.",
         [("killed_civilians", "3", "sohr")]),
        ("ISIS attacked a patrol in Hajin and killed one US-backed Syrian Democratic Forces (SDF) fighter, SOHR said.",
         [("killed_sdf", "1", "sohr")]),
    ],
)  # fmt: skip
def test_people_are_counted_once_for_each_thing_that_was_done_to_them(words, figures):
    assert told(words) == figures


@pytest.mark.parametrize(
    ("words", "tactic", "role", "actors"),
    [
        ("قتل أحد أبرز قادة تنظيم الدولة في مدينة جاسم يوم الاثنين برصاص مقاتلين محليين.", "raid", "target",
         {"armed-residents", "islamic-state"}),
        ("Unknown gunmen shot dead a leader of ISIS in Tafas on Monday.", "shooting", "target", {"islamic-state"}),
        ("ISIS gunmen attacked a post of the SDF in Hajin on Monday, and one of the attackers was killed.",
         "post-attack", "perpetrator", {"islamic-state", "sdf"}),
    ],
)  # fmt: skip
def test_who_only_lost_a_leader_did_not_attack(words, tactic, role, actors):
    assert of("incidents", words, "tactic", "is_role") == [(tactic, role)]
    assert {actor for (actor,) in of("incident_actors", words, "actor_id")} == actors


def test_the_forces_of_the_salvation_government_were_those_of_hts():
    words = "Security forces of the Salvation Government arrested two ISIS members in Idlib on Sunday."
    assert ("hts-led-factions",) in of("incident_actors", words, "actor_id", published=dt.date(2024, 8, 26))


@pytest.mark.parametrize(
    "words",
    [
        "قتل جنديان أمريكيان بهجوم لداعش في تدمر، وفق ما أعلنت وزارة الدفاع الأمريكية.",
        "The Russian defence ministry said that ISIS killed two people in Palmyra on Monday.",
        "قتل شخصان بهجوم لداعش في تدمر، وفق ما أعلنت وزارة الدفاع الروسية.",
    ],
)
def test_the_ministry_of_another_country_is_no_party_here(words):
    assert ("defence-ministry",) not in of("incident_actors", words, "actor_id")
    assert "defence-ministry" not in {origin for *_, origin in told(words)}


def test_the_attack_that_an_operation_followed_is_not_counted_as_its_own():
    words = (
        "The Interior Ministry said that a raid in Harasta led to the arrest of two ISIS members on Monday, after a "
        "bombing in Damascus.\n\nThe attack killed 25 people and injured 63 others."
    )
    assert told(words) == [("arrested", "2", "interior-ministry")]
