"""Kinds of sentences in real news that were read wrongly: places, background, who acted, whose people, who says it."""

import datetime as dt

import pytest

from incidents.desk.suggesting import suggest
from incidents.desk.suggesting.lexicon import rows_of
from tests.conftest import shipped_record

A_FRIDAY = dt.date(2025, 5, 30)

the_record = shipped_record


def rows(words, published=A_FRIDAY):
    found = {}
    for one in suggest(the_record(), words, published):
        found.setdefault((one.table, one.row), {}).setdefault(one.column, one.value)
    return found


def of(table, words, *columns, published=A_FRIDAY):
    return [
        tuple(cells.get(column, "") for column in columns)
        for (name, _), cells in rows(words, published).items()
        if name == table
    ]


@pytest.mark.parametrize(
    ("words", "place"),
    [
        (
            "Coalition troops arrested three ISIS members in northern Syria on Tuesday.",
            ("", "SY02|SY07|SY08|SY11", "3"),
        ),
        ("A raid by the coalition in eastern Syria killed an ISIS leader.", ("", "SY08|SY09|SY11", "3")),
        ("اعتقلت قوات سوريا الديمقراطية ثلاثة من عناصر داعش جنوب سوريا.", ("", "SY12|SY13|SY14", "3")),
        ("The Autonomous Administration of North and East Syria said two ISIS members were arrested.", ("", "", "")),
        ("قتل جنديان في هجوم لتنظيم داعش شمال شرق منطقة السخنة.", ("al-sukhna", "SY04", "2")),
        ("ISIS gunmen killed four traders from Idlib in the town of al-Sukhna.", ("al-sukhna", "SY04", "1")),
        (
            "Two killed by ISIS gunmen near Raqqa\n\nGunmen of ISIS killed two men on Monday, the SDF said.",
            ("raqqa", "SY11", "2"),
        ),
        ("Six ISIS members escaped from Ghweran prison on Monday.", ("ghweran-prison", "SY08", "1")),
    ],
)
def test_an_event_lies_where_its_own_sentences_say_be_it_only_a_part_of_the_country(words, place):
    assert of("incidents", words, "place_id", "governorates", "geo_precision") == [place]


@pytest.mark.parametrize(
    ("words", "precision", "named"),
    [
        ("SDF units raided a house in the Umm Hajar village in eastern Deir ez-Zor.", "3", "Umm Hajar village"),
        ("قتل جندي في هجوم لداعش في بلدة بقير تحتاني التابعة لمنطقة الميادين.", "2", "بلدة بقير تحتاني"),
        ("قتل جندي في هجوم لداعش في حي الزاوية ببلدة ذيبان.", "1", "حي الزاوية"),
        ("Gunmen of ISIS killed a displaced man from the village of Umm Hajar in Raqqa city.", "1", ""),
        ("ISIS gunmen killed two soldiers in the city of Palmyra.", "1", ""),
    ],
)
def test_a_settlement_that_the_gazetteer_lacks_is_offered_in_the_words_of_the_text(words, precision, named):
    assert of("incidents", words, "geo_precision") == [(precision,)]
    told = [
        text_en or text_ar
        for what, text_en, text_ar in of("claims", words, "measure", "text_en", "text_ar")
        if what == "place"
    ]
    assert told == [named] * bool(named)


@pytest.mark.parametrize(
    ("words", "published", "target", "figure"),
    [
        ("An ISIS attack on a post of regime forces killed four fighters.", dt.date(2022, 3, 4),
         "former-syrian-army", ("killed_security", "4", "")),
        ("ISIS gunmen attacked an army bus and killed at least six soldiers.", dt.date(2023, 3, 4),
         "former-syrian-army", ("killed_security", "", "6")),
        ("ISIS gunmen attacked an army bus and killed at least six soldiers.", A_FRIDAY,
         "defence-ministry", ("killed_security", "", "6")),
        ("قتل خمسة من عناصر الدفاع الوطني في هجوم لتنظيم داعش.", dt.date(2021, 3, 4),
         "former-syrian-army", ("killed_security", "5", "")),
        ("قتل عنصران من الأمن السياسي برصاص مسلحين من داعش في داعل.", dt.date(2020, 3, 4),
         "former-syrian-army", ("killed_security", "2", "")),
        ("A bomb of ISIS killed two members of the US-backed Free Syrian Army.", A_FRIDAY,
         "syrian-free-army", ("killed_security", "2", "")),
        ("قتل ستة من قوات الأمن الكردية في هجوم لداعش.", dt.date(2022, 3, 4),
         "asayish", ("killed_sdf", "6", "")),
    ],
)  # fmt: skip
def test_who_fought_for_the_former_government_is_no_civilian_and_no_ministry(words, published, target, figure):
    actors = of("incident_actors", words, "actor_id", "role", published=published)
    assert (target, "target") in actors
    assert not {("civilians", "target"), ("interior-ministry", "target")} & set(actors)
    assert of("claims", words, "measure", "value", "low", published=published)[0] == figure


EARLIER = [
    "The incident is the first since a wide sweep against ISIS cells in the camp.",
    "The statement came as reports told that an ISIS attack killed more than 20 civilians.",
    "The group remains active in the desert, where it uses car bombs.",
    "ISIS lost its last stronghold in al-Baghouz in March 2019.",
    "On 2 April, the Asayish announced 90 arrests in a campaign.",
    "In a separate statement, the group said that another bomb attack hit its rivals. It said that three were killed.",
    "وأتت هذه التطورات بينما قتل ثلاثة عناصر في ضربة.",
    "وينشط التنظيم في البادية عبر تفجير ألغام وعمليات إعدام.",
    "وهي العمليات التي قتل فيها خلال الشهر المنصرم عشرون جندياً.",
    "وكانت القوى قد عثرت في 12 أيار على جثة امرأة قتلت.",
    "وكانت الإدارة قد أفرجت عن أربعين شخصاً كانوا قد اعتقلوا بتهمة الانتماء لداعش.",
]


@pytest.mark.parametrize("background", EARLIER)
def test_what_was_before_or_besides_adds_nothing_to_the_event(background):
    told = "Gunmen of ISIS shot dead two guards in al-Hol camp on Thursday, the Syrian Observatory said."
    assert rows(f"{told}\n\n{background}") == rows(told)


@pytest.mark.parametrize(
    ("words", "origin"),
    [
        ("The U.S. military says a raid in Raqqa killed an ISIS leader.", "centcom"),
        ("A raid in Raqqa killed an ISIS leader.\n\n\"It was a success,\" said Gen. John Smith, CENTCOM Commander.",
         "centcom"),
        ("Our SDF units raided a house in Hajin and arrested two ISIS members.", "sdf"),
        ("The SDF arrested six ISIS members in Hajin on Tuesday. The SDF said that weapons were found. Residents said "
         "that helicopters were heard.", "sdf"),
        ("Turkish intelligence captured two ISIS members in Raqqa, security sources said.",
         "turkish-security-sources"),
        ("Four soldiers were killed in an attack on an army bus blamed on ISIS near Palmyra, the SOHR said.",
         "sohr"),
        ("An army post was hit near Palmyra, two were killed in the attack, of which Islamic State was accused.",
         "unattributed"),
        ("وقال مصدر عسكري إن قسد بدأت حملة في ذيبان. ووفق المصدر تمكنت قسد من اعتقال ثلاثة من عناصر داعش.",
         "syrian-security-source"),
        ("وقالت مراسلة الإذاعة إن قسد اعتقلت ثلاثة من عناصر داعش في ذيبان.", "local-sources"),
        ("وأفاد مراسل عنب بلدي بأن قسد اعتقلت ثلاثة من عناصر داعش في ذيبان.", "enab-baladi"),
        ("تبنى تنظيم الدولة اليوم قتل عنصرين من الجيش في ذيبان.", "isis"),
    ],
)  # fmt: skip
def test_a_figure_is_of_who_speaks_and_of_no_party_that_is_only_named(words, origin):
    told = of("claims", words, "measure", "origin_id")
    assert {who for measure, who in told if measure.startswith(("killed", "arrested"))} == {origin}


@pytest.mark.parametrize(
    ("words", "tactic", "role"),
    [
        ("US Central Command said its forces targeted a senior ISIS leader near Raqqa on Monday.", "raid", "target"),
        ("ISIS gunmen targeted a convoy of US forces near Raqqa on Monday.", "armed-attack", "perpetrator"),
        ("هاجمت فصائل محلية، ليلة الاثنين، مواقع يتحصن فيها عناصر من تنظيم داعش في نوى.", "raid", "target"),
        ("هاجم تنظيم داعش، ليلة الاثنين، مواقع تتحصن فيها قسد في ذيبان.", "armed-attack", "perpetrator"),
        ("قال المرصد إن الاشتباكات مع داعش في سجن غويران أودت بحياة 20 عنصراً من قسد. وأشار إلى مقتل 9 من داعش.",
         "armed-attack", "perpetrator"),
        ("قال المرصد إن الاشتباكات مع داعش في هجين أودت بحياة عنصرين من قسد. وأشار إلى مقتل 9 من داعش.",
         "raid", "target"),
    ],
)  # fmt: skip
def test_forces_that_attack_isis_are_not_its_targets_and_losses_tell_who_did(words, tactic, role):
    assert of("incidents", words, "tactic", "is_role") == [(tactic, role)]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("A bomb of ISIS in Palmyra left six soldiers dead or wounded.",
         [("outcome", "", "six soldiers dead or wounded")]),
        ("A raid in Raqqa left a senior leader of ISIS dead and three American service members wounded.",
         [("killed_is", "1", ""), ("wounded_coalition", "3", "")]),
        ("An ISIS attack in Palmyra killed two soldiers. Dozens of soldiers were missing.",
         [("killed_security", "2", ""), ("outcome", "", "Dozens of soldiers were missing")]),
        ("قتل جنديان وفقدان ثلاثة جنود في هجوم لداعش في تدمر.",
         [("killed_security", "2", ""), ("outcome", "", "وفقدان ثلاثة جنود")]),
        ("أعلنت قسد عن فقدان اثنين من مقاتليها لحياتهما بانفجار لغم زرعه داعش في هجين.", [("killed_sdf", "2", "")]),
        ("قال المرصد إن عشرات السجناء فروا من سجن غويران وانتشروا في أحياء قريبة منه.",
         [("outcome", "", "عشرات السجناء فروا")]),
        ("أعلنت سنتكوم مقتل قيادي في داعش واثنين من أبنائه في غارة جوية في الباب.",
         [("killed_is", "1", ""), ("killed_total", "2", "")]),
        ("A bomber of ISIS killed 12 people in Damascus. The interior ministry blamed ISIS. A monitor said nine died.",
         [("killed_total", "12", ""), ("killed_total", "9", "")]),
        ("ألقت قسد القبض على أربعة فروا من سجن غويران، بعد عصيان أحدثه نحو ألف سجين.",
         [("arrested", "4", "")]),
    ],
)  # fmt: skip
def test_the_harmed_are_counted_as_the_sentence_counts_them(words, told):
    claims = of("claims", words, "measure", "value", "text_en", "text_ar")
    made = [(measure, value, en or ar) for measure, value, en, ar in claims if measure != "responsibility"]
    assert made == told


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("Six soldiers were killed by ISIS near Palmyra, a monitor said Friday.\n\nISIS gunmen attacked their bus near "
         "Palmyra on Thursday, said the Syrian Observatory.", "2025-05-29"),
        ("Six soldiers were killed by ISIS near Palmyra, the army on Thursday, said.", "2025-05-29"),
    ],
)  # fmt: skip
def test_the_day_of_a_deed_is_no_day_of_speech_where_who_said_so_stands_behind_it(words, day):
    assert of("incidents", words, "date_start", "date_end") == [(day, day)]


def test_who_is_released_was_not_arrested_then():
    words = "أفرجت الإدارة في الرقة أمس عن خمسين سجيناً كانوا قد اعتقلوا بتهمة الانتماء إلى داعش."
    assert of("claims", words, "measure") == []
    assert of("incidents", words, "date_start", "place_id", "tactic") == [("2025-05-29", "raqqa", "")]


def test_a_weapons_sweep_after_a_bombing_last_june_is_not_where_that_bombing_was():
    words = (
        "The Interior Ministry said that 61 raids on ISIS cells led to the arrest of 70 operatives.\n\n"
        "The bombing in Dweila last March was the peak of the activity, and forces arrested the main suspect then."
    )
    assert of("incidents", words, "place_id") == [("",)]


@pytest.mark.parametrize(
    ("published", "where", "who"),
    [
        (dt.date(2024, 4, 14), "في مدينة الحسكة", "asayish"),
        (dt.date(2024, 4, 14), "في مدينة حمص", "former-syrian-army"),
        (dt.date(2026, 4, 14), "في مدينة حمص", "interior-ministry"),
    ],
)
def test_whose_internal_security_is_meant_depends_on_day_and_place(published, where, who):
    words = f"قتل عنصر من قوى الأمن الداخلي برصاص داعش {where} يوم الأحد."
    told = suggest(the_record(), words, published)
    assert who in {one.value for one in told if one.column == "actor_id"}


def test_every_party_of_the_lists_is_one_of_the_record():
    actors, origins = set(the_record().actors.index), set(the_record().origins.index)
    spoken = {row[column] for row in rows_of("parties") for column in ("speaks_as", "nameless_source")} - {""}
    assert {row["means"] for row in rows_of("party_meanings")} - {""} <= actors  # "": a party that the record lacks
    assert {row["party"] for row in rows_of("parties")} <= actors | origins
    assert spoken <= origins


def test_one_between_dead_and_wounded_is_not_counted_by_himself():
    words = "سقط خمسة جنود بين قتيل وجريح بهجوم لداعش في مدينة حمص يوم الأحد."
    told = suggest(the_record(), words, A_FRIDAY)
    assert "1" not in {one.value for one in told if one.column == "value"}


def test_an_age_between_commas_is_no_count_of_the_dead():
    words = "Saif Ahmad, 22, was found killed by ISIS gunmen in al-Hol camp on Sunday."
    told = suggest(the_record(), words, A_FRIDAY)
    assert "22" not in {one.value for one in told if one.column == "value"}
