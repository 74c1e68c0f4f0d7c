"""Events in which nobody attacked, what of their texts is background, and where and when they were: by kinds."""

import datetime as dt

import pytest

from incidents.desk.suggesting import suggest
from incidents.desk.suggesting.lexicon import rows_of
from tests.conftest import shipped_record

PUBLISHED = dt.date(2025, 5, 30)  # a Friday
the_record = shipped_record


def of(table, words, *columns, published=PUBLISHED):
    found = {}
    for one in suggest(the_record(), words, published):
        found.setdefault((one.table, one.row), {}).setdefault(one.column, one.value)
    return [tuple(row.get(column, "") for column in columns) for (name, _), row in found.items() if name == table]


def events(words):
    return of("incidents", words, "date_start", "place_id", "tactic")


@pytest.mark.parametrize(
    ("words", "event"),
    [
        ("Eleven women attempted to get out of Al-Hol camp late Wednesday but were stopped, the camp's head said.",
         ("2025-05-28", "al-hol-camp", "escape")),
        ("حاولت ثلاث نساء يوم الأربعاء التسلل من مخيم الهول، فأعيدت إليه.", ("2025-05-28", "al-hol-camp", "escape")),
        ("Belgium brought six mothers and sixteen children home from Roj camp on Tuesday.",
         ("2025-05-27", "roj-camp", "")),
        ("خرجت صباح أمس من مخيم الهول، الذي تشرف عليه قسد، 120 عائلة عراقية.", ("2025-05-29", "al-hol-camp", "")),
        ("استعادت فرنسا يوم الثلاثاء ثلاث نساء وعشرة أطفال من مخيم روج في سوريا.",
         ("2025-05-27", "roj-camp", "detainee-transfer")),
        ("A network of tunnels dug by ISIS was brought to light by the army in Raqqa city on Tuesday.",
         ("2025-05-27", "raqqa", "")),
        ("عثرت قوى الأمن أمس على مستودع أسلحة من مخلفات داعش في مدينة الميادين.", ("2025-05-29", "mayadin", "")),
        ("A mass grave holding people whom ISIS had killed was found in Manbij on Monday.",
         ("2025-05-26", "manbij", "")),
        ("اكتشفت مقبرة جماعية لضحايا أعدمهم داعش في مدينة الرقة يوم الاثنين.", ("2025-05-26", "raqqa", "")),
        ("An ISIS detainee died of tuberculosis in Ghweran prison in Hasakah on Sunday.",
         ("2025-05-25", "ghweran-prison", "")),
        ("توفي معتقل من داعش يوم الأحد في سجن غويران بالحسكة.", ("2025-05-25", "ghweran-prison", "")),
        ("A Danish delegation visited Roj camp on Monday to discuss the return of children.",
         ("2025-05-26", "roj-camp", "")),
        ("زار وفد من الخارجية السويدية مخيم روج يوم الاثنين.", ("2025-05-26", "roj-camp", "")),
        ("Two ISIS fighters surrendered to the SDF in Hajin on Monday.", ("2025-05-26", "hajin", "")),
        ("سلم قيادي في داعش نفسه للأمن العام في مدينة الباب يوم الاثنين.", ("2025-05-26", "al-bab", "")),
        ("The Autonomous Administration released 40 detainees in Raqqa on Sunday.", ("2025-05-25", "raqqa", "")),
        ("أفرجت \"الإدارة الذاتية\"، الأحد 25 من أيار، عن 35 معتقلاً من سجونها في مدينة الرقة بوساطة وجهاء.",
         ("2025-05-25", "raqqa", "")),
        ("The Asayish discovered a workshop for making explosive devices in Raqqa city on Sunday.",
         ("2025-05-25", "raqqa", "")),
        ("بدأت محكمة \"الدفاع عن الشعب\" في مدينة القامشلي، الأحد، محاكمة عشرة من عناصر داعش.",
         ("2025-05-25", "qamishli", "")),
        ("زار وفد فرنسي مخيم روج يوم الاثنين لبحث استعادة أطفال مقاتلي داعش.", ("2025-05-26", "roj-camp", "")),
        ("سلم عنصران من داعش نفسيهما لمقاتلين محليين في مدينة جاسم يوم الاثنين بعد اشتباكات.",
         ("2025-05-26", "jasim", "")),
        ("An Iraqi child died in a fire that broke out in Al-Hol camp on Sunday.", ("2025-05-25", "al-hol-camp", "")),
        ("حاصر مقاتلون منزلاً في مدينة طفس، الإثنين، ففجر قيادي من داعش نفسه داخله.",
         ("2025-05-26", "tafas", "suicide-bombing")),
        ("ألقت قوات الأمن القبض على متزعم خلية لداعش في مدينة تدمر يوم الاثنين، كان قد شارك في تفجير العام الماضي.",
         ("2025-05-26", "palmyra", "raid")),
        ("A court in Qamishli sentenced three ISIS members on Sunday for a bombing in Raqqa that killed four in 2019.",
         ("2025-05-25", "qamishli", "")),
        ("حكمت محكمة في القامشلي يوم الأحد على عنصر من داعش بالسجن لتفجير في الرقة قتل فيه أربعة.",
         ("2025-05-25", "qamishli", "")),
    ],
)  # fmt: skip
def test_an_event_in_which_nobody_attacked_has_its_day_and_place_and_a_tactic_if_the_record_knows_one(words, event):
    assert events(words) == [event]
    told = {measure for (measure,) in of("claims", words, "measure")}
    assert "responsibility" not in told or event[2] == "suicide-bombing"


def test_who_is_released_or_brought_home_is_not_arrested():
    words = "أفرجت قوى الأمن في مدينة منبج، الأحد، عن 12 موقوفاً بتهمة الانتماء لتنظيم داعش."
    assert of("claims", words, "measure") == []


def test_every_deed_without_a_tactic_of_the_record_leaves_it_open():
    known = {row["tactic"] for row in rows_of("tactics")}
    assert {row["tactic"] for row in rows_of("deeds")} <= {*known, ""}


@pytest.mark.parametrize(
    "words",
    [
        "Two women were sentenced by a court in Rotterdam to three years in prison for joining ISIS.\n\n"
        "One left her child in a war zone; her son died in ISIS territory.",
        "A Rotterdam court sentenced two women to three years in prison for joining ISIS.\n\n"
        "The women and their children were fetched from Roj camp in Syria in February 2022, after a judge ruled so.",
        "قضت محكمة في باريس بالسجن على امرأة انضمت إلى داعش.\n\nوكانت قد اعتقلت في شباط 2022 بعد مقتل ابنها في الرقة.",
    ],
)
def test_what_a_foreign_court_speaks_of_is_no_attack_here(words):
    assert events(words) == [("2025-05-29", "", "")]
    assert of("incident_actors", words, "actor_id") == []
    assert of("claims", words, "measure") == []


@pytest.mark.parametrize(
    ("words", "killed"),
    [
        ("An ISIS ambush on Saturday killed three soldiers near Palmyra.\n\nSOHR puts at 240 the soldiers killed since "
         "24 March 2019 in ISIS attacks in the desert of Homs.", ["3"]),
        ("قُتل ثلاثة جنود يوم السبت بكمين لداعش قرب تدمر.\n\nوقُتل 240 جندياً منذ 24 آذار 2019 في بادية حمص.", ["3"]),
        ("An ISIS ambush on Saturday killed three soldiers near Palmyra.\n\nA week before, gunmen killed two in Hajin.",
         ["3"]),
        ("قُتل ثلاثة جنود يوم السبت بكمين لداعش قرب تدمر.\n\nوقبل أيام قُتل جنديان قرب هجين.", ["3"]),
        ("قُتل ثلاثة جنود يوم السبت بكمين لداعش قرب تدمر.\n\nوقال التنظيم إنه نفذ خلال أسبوع سبع هجمات قُتل فيها عشرة.",
         ["3"]),
    ],
)  # fmt: skip
def test_a_sentence_with_an_older_time_of_its_own_lends_the_event_nothing(words, killed):
    assert [
        value for measure, value in of("claims", words, "measure", "value") if measure.startswith("killed")
    ] == killed
    assert len(events(words)) == 1


@pytest.mark.parametrize(
    "words",
    [
        "ISIS attacks in Syria\n\nUnidentified gunmen shot dead a man in Dhiban on Tuesday.",
        "A bomb hit a bus in Dhiban on Tuesday.\n\nNobody claimed the attack, but cells of ISIS are in the area.",
        "An unknown gunman killed a man in Dhiban on Tuesday.\n\nISIS still has sleeper cells in the desert.",
        "هاجم مجهولون حاجزاً في بلدة ذيبان يوم الثلاثاء.\n\nوتبنى تنظيم الدولة الشهر الماضي ست هجمات في المنطقة.",
        "داعش في سوريا\n\nأطلق مجهولون النار يوم الثلاثاء على رجل في بلدة ذيبان.",
    ],
)
def test_of_an_attack_by_unknown_men_that_nobody_claimed_isis_is_no_perpetrator(words):
    assert of("incidents", words, "date_start", "place_id", "is_role") == [("2025-05-27", "dhiban", "")]
    assert not {("islamic-state",), ("is-suspected-attackers",)} & set(of("incident_actors", words, "actor_id"))
    assert ("responsibility",) not in of("claims", words, "measure")


@pytest.mark.parametrize(
    "words",
    [
        "ISIS gunmen killed a soldier in Hajin on Tuesday, the army said.\n\nIn another incident, unknown men threw a "
        "grenade at a house in Dhiban.",
        "قتل عناصر من داعش جندياً في بلدة هجين يوم الثلاثاء.\n\nوفي حادثة أخرى رمى مجهولون قنبلة على بيت في بلدة ذيبان.",
    ],
)
def test_a_second_event_of_which_no_day_is_told_takes_neither_day_nor_actor_of_the_first(words):
    first, second = of("incidents", words, "date_start", "date_end", "place_id", "is_role")
    assert first[:3] == ("2025-05-27", "2025-05-27", "hajin")
    assert second == ("2025-05-27", "2025-05-30", "dhiban", "")  # some day from the first until it was told


@pytest.mark.parametrize(
    ("words", "place", "named"),
    [
        ("ISIS fighters ambushed soldiers at dawn in the Al-Khadra area of the Al-Mayadeen desert, in the eastern "
         "countryside of Deir ez-Zor.", "mayadin", "Al-Khadra area"),
        ("قال داعش إن عناصره قتلوا إمام مسجد في مدينة القامشلي يوم الأحد.\n\nوجاء في بيانه أن الاغتيال وقع في "
         "قرية الزر بمنطقة البصيرة.", "al-zirr", ""),
        ("A freight train was derailed in central Syria on Sunday in an attack, the ministry said.\n\nA bomb laid on "
         "the line east of Palmyra blew up as it passed, SOHR said.", "palmyra", ""),
        ("أحبطت قيادة الأمن الداخلي في محافظة ريف دمشق مخططاً لخلية من داعش كانت تنوي تنفيذ تفجير في العاصمة دمشق.",
         "gov-sy03", ""),
        ("أحبطت وحدات الأمن الداخلي في محافظة حلب مخططاً لداعش كان يستهدف كنيسة في مدينة دمشق.", "gov-sy02", ""),
        ("نجا مسؤول محلي من هجوم لداعش في منطقة الكرامة على الطريق بين دير الزور والرقة.", "al-karama-raqqa", ""),
    ],
)  # fmt: skip
def test_the_most_exact_place_that_a_text_names_wins(words, place, named):
    assert [cells[0] for cells in of("incidents", words, "place_id")] == [place]
    told = [text for what, *texts in of("claims", words, "measure", "text_en", "text_ar") for text in texts if text
            and what == "place"]  # fmt: skip
    assert told == [named] * bool(named)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("Damascus, (Agency / Point News - 30th May, 2025): A bomb hit a train near Palmyra on Sunday.", "2025-05-25"),
        ("On Friday, ISIS said it was behind the killing of a sheikh near Dhiban.\n\nIt wrote that on May 23 its men "
         "shot with automatic weapons at him in the town.", "2025-05-23"),
        ("قال التنظيم يوم الجمعة إن عناصره في 23 أيار هاجموا دورية للجيش في بلدة ذيبان.", "2025-05-23"),
    ],
)  # fmt: skip
def test_the_day_of_a_statement_or_of_a_dateline_is_not_that_of_the_deed(words, day):
    assert {cells[0] for cells in of("incidents", words, "date_start")} == {day}


@pytest.mark.parametrize(
    ("words", "tactic"),
    [
        ("وكالات | 29 أيار | المسيرة نت: داهمت قوات الأمن وكراً لداعش في مدينة درعا.", "raid"),
        ("Operation Inherent Resolve said an ISIS bomb killed two soldiers near Palmyra on Sunday.", "ied-or-mine"),
        ("قُتل شاب في بلدة ذيبان يوم الأحد ثم لاذ أفراد الخلية التابعة لداعش بالفرار.", "armed-attack"),
    ],
)
def test_a_word_in_the_name_of_an_outlet_or_of_how_attackers_left_is_no_deed(words, tactic):
    assert of("incidents", words, "tactic") == [(tactic,)]


@pytest.mark.parametrize(
    "words",
    [
        "ISIS gunmen killed a sheikh in Dhiban on Sunday. He was targeted for cooperating with the SDF.",
        "ISIS gunmen killed a former Free Army member in Dhiban on Sunday.",
    ],
)
def test_why_somebody_was_killed_or_what_he_once_was_makes_no_party_a_target(words):
    targets = {actor for actor, role in of("incident_actors", words, "actor_id", "role") if role == "target"}
    assert targets <= {"civilians"}
