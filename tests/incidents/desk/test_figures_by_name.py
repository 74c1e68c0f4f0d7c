"""Figures that no number tells: by a name or a noun, by a part of a count, of who blew himself up; and old sums."""

import datetime as dt

import pytest

from incidents.desk.suggesting import suggest
from tests.conftest import shipped_record

A_FRIDAY = dt.date(2025, 5, 30)
_COUNTED = ("killed", "wounded", "arrested")


def told(words, published=A_FRIDAY):
    found = {}
    for one in suggest(shipped_record(), words, published):
        if one.table == "claims":
            found.setdefault(one.row, {}).setdefault(one.column, one.value)
    return [
        (claim["measure"], claim.get("value", ""), claim.get("origin_id", ""))
        for claim in found.values()
        if claim["measure"].startswith(_COUNTED)
    ]


@pytest.mark.parametrize(
    ("words", "figures"),
    [
        ("An army member was targeted by ISIS gunmen in Hajin on Monday, the defence ministry said. The army member "
         "was killed, and a civilian with him.",
         [("killed_security", "1", "defence-ministry"), ("killed_civilians", "1", "defence-ministry")]),
        ("The SDF said ISIS cells shot at NAME in Hajin on Monday. The sheikh was killed, and his guard was wounded.",
         [("killed_civilians", "1", "sdf"), ("wounded_security", "1", "sdf")]),
        ("ISIS said it was behind the assassination of the sheikh of the Bakir clan near Hajin on Monday.",
         [("killed_civilians", "1", "isis")]),
        ("CENTCOM said its forces killed senior ISIS leader Omar al-Hamad in Raqqa on Monday.",
         [("killed_is", "1", "centcom")]),
        ("قتل الشاب محمد الحسن برصاص داعش في بلدة هجين أمس، وأصيب والده، بحسب المرصد.",
         [("killed_total", "1", "sohr"), ("wounded_total", "1", "sohr")]),
        ('قالت شبكة شام إن الشاب "سعيد خالد الحمد" قُتل برصاص داعش في بلدة هجين أمس وإن أحد إخوته جُرح.',
         [("killed_total", "1", "shaam"), ("wounded_total", "1", "shaam")]),
        ('قال داعش إن عناصره قتلوا أمس راعي كنيسة السريان في بلدة هجين، الأب "حنا حنا"، ووالده.',
         [("killed_civilians", "2", "isis")]),
    ],
)  # fmt: skip
def test_whoever_is_told_of_by_a_noun_is_one(words, figures):
    assert told(words) == figures


def test_who_was_counted_before_is_not_counted_again_as_the_one():
    words = (
        "Two soldiers were killed by ISIS in Hajin on Monday, SOHR said.\n\n"
        "The soldier was killed by a bullet in the head, SOHR said."
    )
    assert told(words) == [("killed_security", "2", "sohr")]


def test_one_who_was_counted_before_is_counted_again_by_another_party():
    words = (
        "An Asayish member was killed in Hajin on Monday, the Asayish said.\n\n"
        "ISIS said the Asayish member was killed by its fighters."
    )
    assert {who for _, _, who in told(words)} == {"asayish", "isis"}


@pytest.mark.parametrize(
    "words",
    [
        "The SDF said that on Monday Abu Omar, an ISIS emir, set off the explosive belt he was wearing in Hajin and "
        "was killed.",
        "The SDF said that on Monday an ISIS emir whom its fighters had surrounded in Hajin blew himself up and died.",
    ],
)
def test_who_set_off_his_own_belt_is_one_of_isis(words):
    assert told(words) == [("killed_is", "1", "sdf")]


@pytest.mark.parametrize(
    "words",
    [
        "أعلنت وزارة الداخلية أن مداهمة خلية لداعش في حمص انتهت بالقبض عليهم جميعاً، وهم سامر علي وماهر حسن وخالد عمر.",
        "The interior ministry said it arrested members of an ISIS cell in Homs on Monday, identified as Omar Hashim, "
        "Samir Hamad and Husam Khalaf.",
    ],
)
def test_a_list_of_names_is_counted_and_no_name_is_taken_over(words):
    found = suggest(shipped_record(), words, A_FRIDAY)
    assert told(words) == [("arrested", "3", "interior-ministry")]
    assert not any("Hashim" in one.value or "سامر" in one.value for one in found)


@pytest.mark.parametrize(
    ("words", "figures"),
    [
        ('SOHR blamed ISIS and spoke of six people killed in Hajin on Monday, one of them a "member of the regime '
         'forces".', [("killed_total", "6", "sohr"), ("killed_security", "1", "sohr")]),
        ("Six people were killed by ISIS in Hajin on Monday, including a soldier, SOHR said.",
         [("killed_total", "6", "sohr"), ("killed_security", "1", "sohr")]),
        ("قال المرصد إن حصيلة القتلى في اشتباكات الباب مع داعش أمس بلغت بذلك أحد عشر، هم ثلاثة جنود وثمانية من داعش.",
         [("killed_total", "11", "sohr"), ("killed_security", "3", "sohr"), ("killed_is", "8", "sohr")]),
        ("قتل ثمانية من داعش في اشتباكات مع مجموعات محلية في مدينة نوى أمس، وفق المرصد. وأصيب ستة من عناصر المجموعات "
         "المحلية.", [("killed_is", "8", "sohr"), ("wounded_total", "6", "sohr")]),
    ],
)  # fmt: skip
def test_parts_of_a_count_are_of_the_side_that_is_said_of_them(words, figures):
    assert told(words) == figures


def test_local_groups_have_no_measure_beside_the_whole_they_are_counted_in():
    words = "قال المرصد إن حصيلة القتلى في نوى أمس بلغت أحد عشر، هم ثلاثة من المجموعات المحلية وثمانية من داعش."
    assert told(words) == [("killed_total", "11", "sohr"), ("killed_is", "8", "sohr")]


@pytest.mark.parametrize(
    "sum_of_before",
    [
        "SOHR puts at 644 the soldiers killed since 24 March 2019 in ISIS attacks in Deir ez-Zor, Raqqa and Homs.",
        "It has counted 44 dead civilians in the region since 2021.",
        "ISIS attacks have killed 31 people in Hajin this year.",
        'وقال المرصد إن التنظيم نفذ خلال أسبوع سبع هجمات، وإن 19 عنصراً من "قسد" سقطوا فيها بين قتيل وجريح.',
        "وأحصى المرصد منذ مطلع 2024 مقتل 203 من المدنيين و45 من قسد في دير الزور.",
    ],
)
def test_what_was_counted_since_long_or_in_a_week_is_no_figure_of_the_event(sum_of_before):
    words = f"Two SDF fighters were killed by ISIS in Hajin on Monday, SOHR said.\n\n{sum_of_before}"
    assert told(words) == [("killed_sdf", "2", "sohr")]
    assert "19" not in " ".join(one.value for one in suggest(shipped_record(), words, A_FRIDAY))


@pytest.mark.parametrize(
    ("words", "figures"),
    [
        ("Two civilians, a father and his son, were killed by ISIS in Hajin on Monday, SOHR said.",
         [("killed_civilians", "2", "sohr")]),
        ("Two soldiers, a civilian and a child were killed by ISIS in Hajin on Monday, SOHR said.",
         [("killed_security", "2", "sohr"), ("killed_civilians", "2", "sohr")]),
        ("قال المرصد إن مداهمة خلية لداعش في حمص أمس أدت إلى اعتقال أربعة من أفرادها، فيما قُتل الخامس.",
         [("arrested", "4", "sohr"), ("killed_is", "1", "sohr")]),
        ("ارتفعت حصيلة قتلى هجوم تنظيم داعش على موقع للجيش في السخنة أمس إلى اثني عشر جندياً، إضافة إلى أربعة من "
         "المهاجمين، وفق المرصد.", [("killed_security", "12", "sohr"), ("killed_is", "4", "sohr")]),
        ("أعلن مصدر أمني مقتل العراقي فلان الفلاني، وهو قيادي في داعش، بعملية في هجين أمس.",
         [("killed_is", "1", "syrian-security-source")]),
        ("SOHR said an ISIS attack killed two soldiers in Palmyra on Monday, and a third civilian was wounded.",
         [("killed_security", "2", "sohr"), ("wounded_civilians", "1", "sohr")]),
    ],
)  # fmt: skip
def test_who_they_are_is_no_second_count_and_each_is_of_his_own_side(words, figures):
    assert told(words) == figures


@pytest.mark.parametrize(
    "words",
    [
        "A court in Raqqa sentenced three ISIS members to prison on Monday over the killing of 12 SDF fighters.",
        "أفرجت الإدارة الذاتية أمس عن 82 شخصاً من عوائل داعش في مخيم الهول، ونقلتهم إلى منازلهم في دير الزور.",
    ],
)
def test_who_is_sentenced_or_released_was_neither_killed_nor_moved(words):
    assert told(words) == []
    assert "transferred" not in {one.value for one in suggest(shipped_record(), words, A_FRIDAY)}


@pytest.mark.parametrize(
    ("words", "figures"),
    [
        ("Four members of a militia loyal to the Syrian regime were killed by ISIS near Palmyra on Monday, SOHR said.",
         [("killed_security", "4", "sohr")]),
        ("SOHR said an ISIS commander was surrounded in Jasim on Monday. The commander detonated his vest and was "
         "killed, and so was a soldier.", [("killed_is", "1", "sohr"), ("killed_security", "1", "sohr")]),
        ("خلف تفجير لداعش في سوق مدينة تل أبيض أمس ثلاثة قتلى وتسعة جرحى من المدنيين، وفق مصادر محلية.",
         [("killed_civilians", "3", "local-sources"), ("wounded_civilians", "9", "local-sources")]),
        ("Two U.S. Army soldiers were killed by ISIS in Palmyra on Monday, CENTCOM said.",
         [("killed_coalition", "2", "centcom")]),
        ("Two brothers were kidnapped and then killed by ISIS near Palmyra on Monday, SOHR said.",
         [("killed_total", "2", "sohr")]),
        ("ISIS gunmen shot at a member of the civil council in al-Shuhail on Monday and wounded him, SOHR said.",
         [("wounded_civilians", "1", "sohr")]),
        ("قالت وكالة أعماق إن عناصر التنظيم اغتالوا أمس مسؤولاً في مجلس دير الزور المدني في بلدة الكسرة.",
         [("killed_civilians", "1", "isis")]),
        ("قال داعش إن خلاياه في هجين قتلت أمس المدعو فلان، العامل في صفوف قسد.", [("killed_total", "1", "isis")]),
        ("فقد عنصر من قسد حياته أمس بهجوم لداعش في هجين.\n\nوقال داعش إن خلاياه قتلت المدعو فلان في هجين.",
         [("killed_sdf", "1", "isis")]),
        ("ISIS killed five soldiers near Palmyra on Monday, according to SOHR, which said dozens died in "
         "similar attacks this year.", [("killed_security", "5", "sohr")]),
        ("SOHR said two soldiers were killed by ISIS in Palmyra on Monday.\n\nSANA put the number at three.",
         [("killed_security", "2", "sohr"), ("killed_security", "3", "syrian-state-media")]),
    ],
)  # fmt: skip
def test_the_harmed_are_of_the_side_that_the_words_beside_them_say(words, figures):
    assert told(words) == figures


@pytest.mark.parametrize(
    ("words", "figures"),
    [
        ("ارتفع عدد القتلى في المعارك بين قسد وداعش في سجن غويران بالحسكة أمس إلى 62، بينهم 18 من قسد و39 من التنظيم "
         "وخمسة مدنيين، بحسب المرصد.",
         [("killed_total", "62", "sohr"), ("killed_sdf", "18", "sohr"), ("killed_is", "39", "sohr"),
          ("killed_civilians", "5", "sohr")]),
        ("The leader of ISIS in Syria, one of the top five leaders of the group, was killed in a drone strike in Raqqa "
         "on Monday, CENTCOM said. A close associate of his was seriously injured.",
         [("killed_is", "1", "centcom"), ("wounded_is", "1", "centcom")]),
        ("The SDF said on Monday that ISIS killed five of its fighters in Hajin.", [("killed_sdf", "5", "sdf")]),
        ("SOHR activists have documented the death of an SDF member and a child in Hajin on Monday, when a landmine "
         "planted by ISIS exploded.", [("killed_sdf", "1", "sohr"), ("killed_civilians", "1", "sohr")]),
        ("علمت شبكة شام أن رئيس بلدية هجين أصيب بجروح إثر إطلاق مسلحين من داعش النار عليه في هجين أمس.",
         [("wounded_civilians", "1", "shaam")]),
    ],
)  # fmt: skip
def test_a_whole_is_told_with_its_parts_and_who_its_own_are(words, figures):
    assert told(words) == figures


@pytest.mark.parametrize(
    ("words", "figures"),
    [
        ("ISIS and regime troops clashed near Palmyra on Sunday. Thirteen soldiers fell in it, SOHR said.",
         [("killed_security", "13", "sohr")]),
        ("CENTCOM said a raid near Raqqa on Monday killed a man whom it described as an ISIS planner.",
         [("killed_is", "1", "centcom")]),
        ("The health ministry raised the number of those killed by ISIS in Palmyra on Monday to 25.",
         [("killed_total", "25", "health-ministry")]),
        ("ISIS killed 18 shepherds near Palmyra on Monday, SOHR said. They left the dead, a local journalist said.",
         [("killed_civilians", "18", "sohr")]),
        ("قال المرصد إن طائرات أغارت أمس على مواقع لداعش في بادية الرصافة، فسقط تسعة قتلى و22 جريحاً في صفوفه.",
         [("killed_is", "9", "sohr"), ("wounded_is", "22", "sohr")]),
        ("فجّر عنصر من داعش نفسه أثناء محاولة اعتقاله في مدينة حلب أمس، ما أدى إلى مقتله، وفق وزارة الداخلية.",
         [("killed_is", "1", "interior-ministry")]),
        ("أفاد المرصد بأن خلايا داعش استهدفت آلية للجيش بلغم في بادية السخنة أمس فقتل عنصر وأصيب ثلاثة.",
         [("killed_security", "1", "sohr"), ("wounded_security", "3", "sohr")]),
    ],
)  # fmt: skip
def test_what_stands_around_a_count_says_of_whom_it_is(words, figures):
    assert told(words) == figures


def test_gunmen_who_fled_did_not_escape_and_a_batch_has_a_number_of_its_own():
    fled = "Two ISIS gunmen killed a soldier near Palmyra on Monday, SOHR said. The two gunmen fled."
    batch = "غادرت 155 عائلة مخيم الهول أمس ضمن الدفعة الحادية والعشرين إلى العراق، وكانت من عوائل داعش."
    assert told(fled) == [("killed_security", "1", "sohr")]
    measures = {one.value for words in (fled, batch) for one in suggest(shipped_record(), words, A_FRIDAY)}
    assert measures.isdisjoint({"escaped", "transferred"})


@pytest.mark.parametrize(
    ("words", "figures"),
    [
        ("قتل عنصر من قسد وآخر من داعش في تبادل إطلاق نار في هجين أمس، وفق المرصد.",
         [("killed_sdf", "1", "sohr"), ("killed_is", "1", "sohr")]),
        ("The SDF said on Monday that it killed 16 of ISIS in Hajin and mourns six of its own.",
         [("killed_is", "16", "sdf"), ("killed_sdf", "6", "sdf")]),
        ("نعت قسد المقاتل في صفوفها فلان الفلاني الذي قتل بهجوم لداعش في هجين أمس.", [("killed_sdf", "1", "sdf")]),
        ("صرح مصدر أمني بأنه جرى أمس إلقاء القبض على الشخصين الضالعين في هجوم لداعش في هجين.",
         [("arrested", "2", "syrian-security-source")]),
        ("Twelve ISIS members fell into the hands of the SDF in an operation in Hajin on Monday, SOHR said.",
         [("arrested", "12", "sohr")]),
        ("Three soldiers died in an ISIS attack in Hajin on Monday, an official said. Many died there, SOHR says.",
         [("killed_security", "3", "unattributed")]),
        ("Three soldiers died in an ISIS attack in Palmyra on Monday, by SOHR's account.",
         [("killed_security", "3", "sohr")]),
        ("SOHR sources: ISIS killed two soldiers in Palmyra yesterday.", [("killed_security", "2", "sohr")]),
    ],
)  # fmt: skip
def test_each_is_of_his_own_side_and_of_whoever_tells_of_him(words, figures):
    assert told(words) == figures
