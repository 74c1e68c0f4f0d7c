"""Who speaks and is no party of the record: offered by the name that the text gives, and never as another one."""

import datetime as dt

import pytest

from incidents.desk.suggesting import suggest
from tests.conftest import shipped_record

A_FRIDAY = dt.date(2025, 5, 30)


def speakers(words, published=A_FRIDAY):
    found = {}
    for one in suggest(shipped_record(), words, published):
        if one.table == "claims":
            found.setdefault(one.row, {}).setdefault(one.column, one.value)
    return {
        claim.get("origin_id") or claim.get("attributed_to") or claim.get("attributed_to_ar", "")
        for claim in found.values()
        if claim["measure"].startswith(("killed", "wounded", "arrested"))
    }


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("The Syrian Network for Human Rights said an ISIS bomb killed two civilians in Hajin on Monday. The network "
         "added that three were wounded.", "Syrian Network for Human Rights"),
        ("Two SDF fighters were killed by ISIS in Hajin on Monday, according to Euphrates Post.", "Euphrates Post"),
        ("Human Rights Watch said ISIS killed two civilians in Hajin on Monday.", "Human Rights Watch"),
        ('قُتل عنصران من تنظيم داعش في مداهمة بمدينة الباب أمس، بحسب بيان لـ"الجيش الوطني".', "الجيش الوطني"),
        ('وقالت شبكة "نهر ميديا" إن عنصراً من قسد قتل برصاص داعش في هجين أمس. وأضافت الشبكة أن آخر أصيب.',
         "شبكة نهر ميديا"),
        ('أما شبكة "دير الزور الآن"، التي تتابع أخبار المنطقة، فنقلت عن ناشطين أن ثلاثة من داعش قتلوا في هجين أمس.',
         "شبكة دير الزور الآن"),
        ("قتل جنديان بهجوم لداعش في تدمر أمس، وفق موقع عين الفرات.", "موقع عين الفرات"),
        ("قتل جنديان بهجوم لداعش في تدمر أمس، وفق شبكة البادية 24.", "شبكة البادية 24"),
    ],
)  # fmt: skip
def test_a_party_that_the_record_lacks_is_called_as_the_text_calls_it(words, name):
    assert speakers(words) == {name}


@pytest.mark.parametrize(
    ("words", "origin"),
    [
        ("A local monitoring group said an ISIS bomb killed two SDF fighters in Hajin on Monday.", "local-media"),
        ("Two SDF fighters were killed by ISIS in Hajin on Monday, according to the Ahrar Horan Gathering.",
         "local-media"),
        ("A war monitor said an ISIS bomb killed two SDF fighters in Hajin on Monday.", "sohr"),
        ("قال مصدر محلي لشبكة عين الفرات إن عنصراً من قسد قتل برصاص داعش في هجين أمس.", "local-sources"),
        ("وبحسب بيان الوزارة الذي نقلته وكالة الأنباء السورية، قتل ثلاثة من داعش بمداهمة في حمص.", "interior-ministry"),
    ],
)  # fmt: skip
def test_only_who_is_named_so_is_the_observatory_and_who_carries_a_statement_does_not_speak(words, origin):
    assert speakers(words) == {origin}


def test_a_name_stands_in_the_column_of_its_language_and_a_platform_is_no_party():
    words = "قتل جنديان بهجوم لداعش في تدمر أمس، وفق {}."
    told = suggest(shipped_record(), words.format("شبكة البادية 24"), A_FRIDAY)
    assert {one.column for one in told if one.value == "شبكة البادية 24"} == {"attributed_to_ar"}
    assert speakers(words.format('موقع "إكس"')) == {"unattributed"}


def test_isis_says_only_what_it_claims_and_not_what_another_sentence_tells():
    words = (
        "قتل عنصر من قسد بهجوم في بلدة هجين أمس.\n\n"
        "وقال تنظيم داعش يوم الجمعة الفائت إنه نفذ خلال أسبوع سبع هجمات في دير الزور والرقة."
    )
    assert speakers(words) == {"unattributed"}


def responsibility(words):
    found = {}
    for one in suggest(shipped_record(), words, A_FRIDAY):
        if one.table == "claims":
            found.setdefault(one.row, {}).setdefault(one.column, one.value)
    claims = [claim for claim in found.values() if claim["measure"] == "responsibility"]
    return [(claim["incident_id"][-1], claim.get("origin_id", "")) for claim in claims]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("ISIS cells killed an SDF fighter in Hajin on Monday, SOHR said.\n\nIn another incident, unidentified men "
         "threw a grenade at a house in Dhiban on Monday. Nobody was hurt.", "sohr"),
        ("تنظيم الدولة يتبنى استهداف رئيس بلدية الرقة\n\nقال تنظيم الدولة إن عناصره فجروا أمس عبوة برئيس بلدية في "
         "مدينة الرقة، فأصيب بجروح.\n\nوتحدثت شبكات محلية عن هجوم آخر أمس في بلدة الشحيل قتل فيه مدني.", "isis"),
    ],
)  # fmt: skip
def test_what_isis_did_or_claims_at_the_head_of_a_text_is_not_what_unknown_people_did_elsewhere(words, said):
    (first,) = responsibility(words)
    assert first[1] == said


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("The Syrian Network for Human Rights (SNHR) counts attacks. SNHR said ISIS killed two civilians in Hajin on "
         "Monday.", "Syrian Network for Human Rights"),
        ("The Media Center of the SDF announced the martyrdom of one of its fighters in a clash with an ISIS cell in "
         "Hajin on Monday.", "sdf"),
        ("Syria's Arab News Agency (SANA) said ISIS killed two soldiers in Palmyra on Monday.", "syrian-state-media"),
        ("بحسب ما أفادت الشبكة السورية لحقوق الإنسان، قتل ثلاثة مدنيين بانفجار لغم لداعش في هجين أمس.",
         "الشبكة السورية لحقوق الإنسان"),
        ("قتل مدنيان بهجوم لداعش في هجين أمس، بحسب موقع \"نورث برس\".", "north-press"),
        ("An Iraqi was killed by ISIS in al-Hol camp on Monday, a security source in the camp said.",
         "camp-security-source"),
        ("An ISIS attack killed a member of the SDF in Hajin on Monday, the force said.", "sdf"),
        ("Two civilians were killed by ISIS in Mayadin on Monday, Enab Baladi's correspondent in the area reported.",
         "enab-baladi"),
        ("The Asayish detained nine ISIS members in al-Hol camp on Monday, according to a statement.", "asayish"),
        ("Four policemen were hurt by a roadside bomb in Nawa on Monday. A police source said ISIS was behind it.",
         "syrian-security-source"),
        ("وثقت شبكة مراسلي البادية مقتل عنصرين من الجيش بكمين لداعش قرب السخنة أمس.", "شبكة مراسلي البادية"),
        ('أفاد "نهر ميديا" بمقتل عنصر من قسد بهجوم لداعش في هجين أمس.', "نهر ميديا"),
        ("نفذت وحدات قسد مداهمة ضد داعش في هجين أمس، وأوقفت ثلاثة أشخاص، حسب ما قال المتحدث باسمها.", "sdf"),
        ("ISIS militants killed a shepherd near Palmyra on Monday, the Eye of Euphrates website wrote.",
         "Eye of Euphrates website"),
        ("قال الهلال الأحمر الكردي إن مدنيين اثنين قتلا بهجوم لداعش في هجين أمس.", "الهلال الأحمر الكردي"),
        ('أدى هجوم لداعش في تدمر أمس إلى مقتل جنديين، وفق ما أوردت الوكالة الرسمية "سانا".', "syrian-state-media"),
        ('نقلت شبكة "دير الزور الآن" عن ناشطين أن ثلاثة من داعش قتلوا في هجين أمس.', "شبكة دير الزور الآن"),
        ("At least 23 soldiers were killed by ISIS in Palmyra on Thursday, a monitor said.\n\nISIS attacked their bus, "
         "said the Syrian Observatory for Human Rights.", "sohr"),
        ("ISIS fighters were ambushed near Palmyra on Monday, and five were killed, a source in the army said.",
         "syrian-security-source"),
    ],
)  # fmt: skip
def test_a_name_stands_for_whom_the_text_says(words, name):
    assert speakers(words) == {name}
