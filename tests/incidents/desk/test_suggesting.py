"""What a text suggests: days, places, parties and figures with the words that say so, and nothing else."""

import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.desk.suggesting import UnreadablePageError, read_page, suggest
from incidents.desk.suggesting.days import days_in
from incidents.desk.suggesting.figures import figures_in
from incidents.desk.suggesting.spots import finest
from incidents.desk.suggesting.told import sentences_of
from incidents.desk.suggesting.where import places_in
from tests.benchmarks.suggestions import SETS, score_texts, told_by
from tests.conftest import shipped_record

A_FRIDAY = dt.date(2025, 5, 30)


the_record = shipped_record


@pytest.fixture(scope="module")
def record():
    return the_record()


@pytest.mark.parametrize("name", SETS)
def test_of_reports_days_and_places_are_found_nine_times_in_ten_and_a_fifth_is_wrong_at_most(record, name):
    score = score_texts(record, name)
    notes = "\n".join(score.notes)
    assert score.recall("day") >= 0.9, notes
    assert score.recall("place") >= 0.9, notes
    assert score.recall("figure") >= 0.85, notes
    assert score.share_wrong() <= 0.2, notes


def figures(words):
    (sentence,) = sentences_of(words)
    free = [False] * len(sentence.tokens)
    return [(one.measure, one.low, one.high) for one in figures_in(sentence, free, len(sentence.tokens), "total")]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Gunmen killed two soldiers and wounded three.", [("killed_security", 2, 2), ("wounded_security", 3, 3)]),
        ("At least twenty-five people were killed.", [("killed_total", 25, None)]),
        ("Between 3 and 5 civilians died.", [("killed_civilians", 3, 5)]),
        ("Five people, including two children, were wounded.", [("wounded_total", 5, 5), ("wounded_civilians", 2, 2)]),
        ("Forces arrested the leader of the cell and six members.", [("arrested", 1, 1), ("arrested", 6, 6)]),
        ("An SDF fighter was killed by a mine.", [("killed_sdf", 1, 1)]),
        ("Several civilians were wounded.", [("wounded_civilians", None, None)]),
        ("No soldiers were killed.", []),
        ("قُتل مسلحان من تنظيم داعش وأصيب ثالث.", [("killed_is", 2, 2), ("wounded_is", 1, 1)]),
        ("قتل مسلحان من التنظيم خلال مداهمة في الباب.", [("killed_is", 2, 2)]),
        ("قتل مسلحان مدنياً في الكرامة.", [("killed_civilians", 1, 1)]),
        ("أصيب مسلحان واعتقل آخر.", [("wounded_is", 2, 2), ("arrested", 1, 1)]),
        ("ألقت القوات القبض على مرتزقَين من داعش.", [("arrested", 2, 2)]),
        ("They arrested four members of a cell of the ISIS terrorist organization.", [("arrested", 4, 4)]),
        (
            "A gunman fired on a checkpoint of soldiers, killing three of them.",
            [("killed_security", 3, 3)],
        ),
        ("Four 30-year-old rifles and two cars were found.", []),
        ("He is accused of killing five officers.", []),
        ("سقط قتيلان وثلاثة جرحى من الأسايش.", [("killed_sdf", 2, 2), ("wounded_sdf", 3, 3)]),
        ("قُتل جنديان وأصيب ثالث.", [("killed_security", 2, 2), ("wounded_security", 1, 1)]),
        ("اعتقلت القوات خمسة وعشرين شخصاً.", [("arrested", 25, 25)]),
        ("ما أسفر عن مقتل ما لا يقل عن ثلاثة مدنيين.", [("killed_civilians", 3, None)]),
        ("مقتل وإصابة ١٩ عنصراً من قسد.", [("wounded_sdf", None, None)]),
        ("أحبطت هجوماً مسلحاً.", []),
        ("قُتل اثنان من جنودها.", [("killed_security", 2, 2)]),
        ("بلغت خسائر الجيش أربعة قتلى.", [("killed_security", 4, 4)]),
        ("نجا مختار من محاولة اغتيال.", []),
        ("اعتقلت القوات أفراد الخلية وعددهم ثمانية، وقُتل متزعمها.", [("arrested", 8, 8), ("killed_is", 1, 1)]),
        ("تصدى الحاجز للمهاجمين وقُتل أحدهم.", [("killed_is", 1, 1)]),
        (
            "More than 22 people were killed and another nearly 60 were injured.",
            [("killed_total", 22, None), ("wounded_total", 60, 60)],
        ),
        ("The raid was executed by a commander.", []),
        ("More than 50 ISIS terrorists were killed or captured.", [("killed_is", None, None)]),
        ("سقط 12 عنصراً من قسد بين قتيل وجريح في الكمين.", [("killed_total", None, None)]),
        ("سقط ركاب الحافلة بين قتيل وجريح.", [("killed_total", None, None)]),
        ("Three suspected ISIS members were killed in a clash with the army.", [("killed_is", 3, 3)]),
        ("قتل ثلاثة يشتبه بانتمائهم إلى داعش.", [("killed_is", 3, 3)]),
        ("Two suspects were killed.", [("killed_total", 2, 2)]),
        ("A police officer, 44, was shot dead in the camp.", [("killed_security", 1, 1)]),
        ("أحبطت القوات محاولة هروب جماعية من المخيم، بلغ عددهم 56 شخصاً.", [("turned_back", 56, 56)]),
        (
            "The health directorate gave a toll of nine dead and thirty-one injured.",
            [("killed_total", 9, 9), ("wounded_total", 31, 31)],
        ),
        ("Two soldiers killed, four wounded near Palmyra.", [("killed_security", 2, 2), ("wounded_security", 4, 4)]),
        ("Two young men, aged 19 and 24, were shot dead.", [("killed_total", 2, 2)]),
        ("Forces detained nine men, two of them Iraqis.", [("arrested", 9, 9)]),
        ("This is more than the 120 escapees estimated by the government.", [("escaped", 120, 120)]),
        ("Many were recaptured by the army, a police officer said.", [("recaptured", None, None)]),
        ("ارتفع عدد قتلى قسد إلى 6.", [("killed_sdf", 6, 6)]),
        ("اعتقلوا ما بين ستة وثمانية من عناصر داعش.", [("arrested", 6, 8)]),
        ("قتلت القوات ثلاثة من المهاجمين بإسناد من طيران التحالف.", [("killed_is", 3, 3)]),
        ("نُقل ستة مصابين إلى المشفى.", [("wounded_total", 6, 6)]),
        ("أصيب شرطيان ومدنية.", [("wounded_security", 2, 2), ("wounded_civilians", 1, 1)]),
        ("They killed one militant, and a policeman was wounded.", [("killed_is", 1, 1), ("wounded_security", 1, 1)]),
        (
            "The raid led to the arrest of four militants and the neutralization of two others.",
            [("arrested", 4, 4), ("killed_is", 2, 2)],
        ),
        (
            "Three fighters of the SDF ascended to martyrdom and two were wounded.",
            [("killed_sdf", 3, 3), ("wounded_sdf", 2, 2)],
        ),
        ("One of the mercenaries was killed.", [("killed_is", 1, 1)]),
        ("A commander in the SDF was killed.", [("killed_sdf", 1, 1)]),
        ("قُتل قيادي سابق في قسد.", [("killed_sdf", 1, 1)]),
        ("A teacher and her daughter were wounded.", [("wounded_civilians", 2, 2)]),
        ("أصيب سائق ومرافقه.", [("wounded_civilians", 2, 2)]),
        ("قُتل جندي ومدني.", [("killed_security", 1, 1), ("killed_civilians", 1, 1)]),
        ("The Asayish foiled an attempt by 42 people to escape from the camp.", [("turned_back", 42, 42)]),
        ("The bomb claimed two lives and left five wounded.", [("killed_total", 2, 2), ("wounded_total", 5, 5)]),
        (
            "Gunmen have killed a former mayor in Busayrah, a relative and a war monitor said on Tuesday.",
            [("killed_civilians", 1, 1)],
        ),
        (
            "Two US soldiers and an interpreter were killed and three others wounded.",
            [("killed_coalition", 2, 2), ("killed_civilians", 1, 1), ("wounded_total", 3, 3)],
        ),
        (
            "قالت الأسايش إن عنصراً من قواتها فقد حياته وأصيب عنصران آخران خلال مداهمة وكر لخلية من داعش.",
            [("killed_sdf", 1, 1), ("wounded_sdf", 2, 2)],
        ),
        (
            "اغتال مسلحان يستقلان دراجة نارية، يرجح أنهما من خلايا تنظيم داعش، موظفاً في بلدة الكرامة.",
            [("killed_civilians", 1, 1)],
        ),
        ("The SDF put the number of those who fled at around 1,500.", [("escaped", 1500, 1500)]),
        (
            "The blast left three people dead, including a child, and nine others hurt.",
            [("killed_total", 3, 3), ("wounded_total", 9, 9)],
        ),
        ("The death toll from a bombing at a mosque in the city rose to nine.", [("killed_total", 9, 9)]),
        ("Up to 7,000 detainees could eventually be moved.", []),
        ("سقط ثلاثة قتلى وخمسة جرحى من عناصر الجيش.", [("killed_security", 3, 3), ("wounded_security", 5, 5)]),
        ("فارق ثلاثة مدنيين الحياة.", [("killed_civilians", 3, 3)]),
        ("لقي ثلاثة من عناصر الأسايش حتفهم وأصيب رابع.", [("killed_sdf", 3, 3), ("wounded_sdf", 1, 1)]),
        ("ارتفع إلى 3 تعداد قتلى قسد.", [("killed_sdf", 3, 3)]),
        ("نشر المركز سجل الشهيدين.", []),
        ("تشير التحقيقات إلى ضلوع التنظيم في التفجير، مضيفة أن مدنيين اثنين قُتلا.", [("killed_civilians", 2, 2)]),
        ("قُتل مقاتلَين من قسد وأصيب آخرَين.", [("killed_sdf", 2, 2), ("wounded_sdf", 2, 2)]),
        ("The driver and his assistant were wounded.", [("wounded_civilians", 2, 2)]),
        ("قبضت القوات على أحد أفراد الخلية وقضت على اثنين آخرين.", [("arrested", 1, 1), ("killed_is", 2, 2)]),
        (
            "قُتل أربعة من الضابطة الجمركية، وقالت إن عنصراً خامساً ما يزال في حالة حرجة.",
            [("killed_security", 4, 4), ("wounded_security", 1, 1)],
        ),
        ("أحبطت القوات محاولة فرار جماعي لـ56 شخصاً من المخيم.", [("turned_back", 56, 56)]),
        ("ارتفع إلى ثلاثة عدد قتلى الجيش بعد وفاة جندي متأثراً بجراحه.", [("killed_security", 3, 3)]),
        ("A driver was killed and his colleague wounded.", [("killed_civilians", 1, 1), ("wounded_civilians", 1, 1)]),
        ("قُتل مرافقه وأصيب سائقه.", [("killed_total", 1, 1), ("wounded_total", 1, 1)]),
        ("إلقاء القبض على أحد أبرز متزعمي تنظيم داعش.", [("arrested", 1, 1)]),
        ("قُتل قياديان من داعش، وأصيب ثلاثة من عناصر الأمن.", [("killed_is", 2, 2), ("wounded_security", 3, 3)]),
        (
            "A member of the Internal Security Forces and his wife were injured.",
            [("wounded_security", 1, 1), ("wounded_civilians", 1, 1)],
        ),
        ("The number of soldiers killed in the ISIS attack on the post has risen to four.", [("killed_total", 4, 4)]),
        (
            "The raid resulted in the death of senior ISIS leader, Abu Test Muslih Hammadi, and his two adult sons.",
            [("killed_total", 2, 2)],
        ),
        (
            "An officer of the Syrian regime forces, along with two of his companions, were ambushed and killed.",
            [("killed_security", 1, 1), ("killed_total", 2, 2)],
        ),
        ("مقتل جنديين أميركيين وإصابة ثلاثة جنود آخرين.", [("killed_coalition", 2, 2), ("wounded_coalition", 3, 3)]),
        (
            "The death toll from a suicide bombing at a church in the Dweila district on the eastern outskirts of "
            "Damascus rose to 25.",
            [("killed_total", 25, 25)],
        ),
    ],
)
def test_figures_are_read_with_whose_they_are(words, told):
    assert figures(words) == told


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("They fired on Saturday.", "2025-05-24", "2025-05-24"),
        ("They fired on Friday.", "2025-05-30", "2025-05-30"),
        ("It happened on 28 May.", "2025-05-28", "2025-05-28"),
        ("It happened on December 13, 2024.", "2024-12-13", "2024-12-13"),
        ("From 26 to 28 May they searched.", "2025-05-26", "2025-05-28"),
        ("It was two days ago.", "2025-05-28", "2025-05-28"),
        ("وقع الهجوم أمس الخميس.", "2025-05-29", "2025-05-29"),
        ("وقع ليل الثلاثاء - الأربعاء.", "2025-05-27", "2025-05-28"),
        ("في الخامس والعشرين من أيار/مايو قتلوا.", "2025-05-25", "2025-05-25"),
        ("في ١٧ نيسان 2025 قتلوا.", "2025-04-17", "2025-04-17"),
        ("في كانون الأول 2024 قتلوا.", "2024-12-01", "2024-12-31"),
        ("وفي نيسان أعلنت السلطات إحباط هجوم.", "2025-04-01", "2025-04-30"),
        ("قتلوا خمسة الشهر الماضي.", "2025-04-01", "2025-04-30"),
        ("They fired the night before last.", "2025-05-28", "2025-05-28"),
        ("It happened during the night.", "2025-05-29", "2025-05-30"),
        ("وقع الكمين بين مساء الأحد وفجر الاثنين.", "2025-05-25", "2025-05-26"),
        ("It happened between late Sunday and early Monday.", "2025-05-25", "2025-05-26"),
        ("هاجموا الحاجز ليل الأحد الاثنين.", "2025-05-25", "2025-05-26"),
        ("هاجموا الحاجز ليلة الجمعة/السبت.", "2025-05-23", "2025-05-24"),
        ("On the night of Friday to Saturday they fired.", "2025-05-23", "2025-05-24"),
        ("ليلة 3/4 كانون الثاني قتلوا.", "2025-01-03", "2025-01-04"),
    ],
)
def test_days_count_from_the_day_of_the_page(words, first, last):
    (sentence,) = sentences_of(words)
    (told,) = days_in(sentence, A_FRIDAY)
    assert (f"{told.first}", f"{told.last}") == (first, last)


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("DAMASCUS (Reuters) - They fired in the town of al-Susah, east of Deir ez-Zor.", "al-susah"),
        ("The governor of Homs spoke in Palmyra.", "palmyra"),
        ("They fired in eastern Deir Ezzor countryside.", "eastern-deir-ez-zor"),
        ("A patrol was hit in Raqqa province.", "gov-sy11"),
        ("A patrol was hit in the city of Raqqa.", "raqqa"),
        ("He fled from the town of Bousayra.", "busayrah"),
        ("أعلنت مديرية أمن حلب أن قواتها داهمت منزلاً في بلدة داريا.", "daraya"),
        ("لا يزال في لبنان.", None),
        ("A vehicle was hit on Ain Issa main road.", "ayn-issa"),
        ("أصيب عناصر من الفرقة 80 في محيط مدينة دارة عزة.", "darat-izza"),
        ("They fired on a patrol on the Maaret al Numan road in Idlib province.", "maarat-al-numan"),
        ("A man was held in the village of Jasem, in the countryside of Deir ez-Zor.", "gov-sy09"),
        ("Damascus repeatedly announces raids in Palmyra.", "palmyra"),
        ("أصيب جندي بواسطة لغم في الرقة.", "raqqa"),
        ("داهمت القوات منزلاً في الأحياء الشرقية لمدينة حلب.", "aleppo"),
        ("Jets struck a cave in the mountains north of Palmyra.", "mountains-north-of-palmyra"),
        ("A man was shot dead in Hawayej Bou Masaa village.", "hawaij-bumasaa"),
        ("استهدفت عبوة سيارة على طريق نوى – تسيل غربي درعا.", "nawa"),
        ("Speaking in Damascus, the minister said forces arrested five men in Idlib overnight.", "idlib"),
        ("قال الوزير في مؤتمر صحفي في دمشق إن القوات اعتقلت خمسة في مدينة إدلب.", "idlib"),
        ("قُتل شرطي برصاص مسلحين في نوى بريف درعا.", "nawa"),
        ("زادت عمليات التبني في دير الزور.", "gov-sy09"),
    ],
)
def test_the_finest_place_of_the_event_is_taken(record, words, place):
    (sentence,) = sentences_of(words)
    found = finest(places_in(record, sentence))
    assert (found and found.place_id) == place


def test_a_weekday_without_a_day_of_the_page_stays_a_text(record):
    (event,) = told_by(suggest(record, "داهمت قوات الأمن وكراً لداعش في حي الجزماتي يوم السبت واعتقلت أربعة."))
    assert event["day"] == {"السبت"}
    assert event["figure"] == {"arrested 4"}


def test_sums_and_earlier_deeds_stay_out(record):
    text = (
        "ISIS gunmen killed one SDF fighter in al-Susah on Monday, SOHR said. It brings to 61 the attacks since the "
        "beginning of the year, in which 23 people were killed. The attack came days after an ambush near Palmyra in "
        "which three soldiers were killed. Last month five fighters were killed in Shuhayl."
    )
    (event,) = told_by(suggest(record, text, "2025-05-30"))
    assert event["figure"] == {"killed_sdf 1"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (  # what was the day before is another event, though at the same place
            "نفذت قوات الأمن عملية أمنية في مدينة تدمر، بحسب بيان اليوم، واعتقلت خمسة أشخاص من داعش.\n"
            "وكان مسلح تابع لداعش أطلق النار أمس في مدينة تدمر، ما أسفر عن مقتل جنديين.",
            [("palmyra", "2025-05-30", {"arrested 5"}), ("palmyra", "2025-05-29", {"killed_security 2"})],
        ),
        (  # an earlier deed at a place that nobody here knows stays out
            "قُتل عنصران من قسد يوم الخميس بهجوم لداعش في بلدة ذيبان.\n"
            "وكان داعش قد تبنى الثلاثاء الماضي هجوماً على حاجز في قرية لا اسم لها أصيب فيه ثلاثة عناصر.",
            [("dhiban", "2025-05-29", {"killed_sdf 2"})],
        ),
        (  # a claimed attack that killed somebody is what the text is about
            "ISIS claimed responsibility on Friday for an attack that killed four soldiers in Palmyra.",
            [("palmyra", "2025-05-30", {"killed_security 4"})],
        ),
        (  # a sentence of two attacks in one region
            "هاجمت خلايا داعش اليوم حاجزاً في بلدة ذيبان بريف دير الزور الشرقي، كما هاجمت نقطة لقسد في بلدة السوسة بريف "
            "دير الزور الشرقي.",
            [("dhiban", "2025-05-30", set()), ("al-susah", "2025-05-30", set())],
        ),
        (  # a second deed in one sentence, behind a comma
            "قال داعش في بيان اليوم إنه هاجم جندياً في مدينة الميادين، وهاجم نقطة للجيش بالرشاشات في مدينة الرقة.",
            [("mayadin", "2025-05-30", set()), ("raqqa", "2025-05-30", set())],
        ),
        (  # another day at the same place, in words that turn to it
            "قتل مدنيان مساء أمس برصاص داعش في بلدة الشحيل.\nوفي سياق متصل قتل جندي السبت الفائت في بلدة الشحيل.",
            [("shuhayl", "2025-05-29", {"killed_civilians 2"}), ("shuhayl", "2025-05-24", {"killed_security 1"})],
        ),
        (  # a tally behind what happened
            "أعلن المرصد السوري اليوم اعتقال عنصرين من داعش بمداهمة في بلدة الشحيل، في وقت وثق مقتل 106 مدنيين "
            "خلال عام 2025.",
            [("shuhayl", "2025-05-30", {"arrested 2"})],
        ),
        (  # the attack that the sentence before only named
            "The US carried out strikes on ISIS in Palmyra on Thursday, following an ambush near Raqqa. That attack "
            "killed two soldiers.",
            [("palmyra", "2025-05-29", set())],
        ),
        (  # "between" two places does not outdo "near" one of them
            "قتل مدنيان أمس برصاص داعش في محيط بلدة الشحيل.\nوقال مصدر إن مسلحين أطلقوا النار في المنطقة الواقعة "
            "بين قرية الزر وبلدة الشحيل.",
            [("shuhayl", "2025-05-29", {"killed_civilians 2"})],
        ),
        (  # a bulletin with its day in the heading
            "Roundup, 28 May\n\n• Hajin: Gunmen shot at an Asayish checkpoint, wounding one member.\n• Gharanij: A "
            "roadside bomb planted by ISIS killed two SDF fighters.",
            [("hajin", "2025-05-28", {"wounded_sdf 1"}), ("gharanij", "2025-05-28", {"killed_sdf 2"})],
        ),
        (  # a list of days behind a sum
            "شن داعش سلسلة من الهجمات خلال الأيام الماضية:\n– 1 أيار: استهدفوا حاجزاً في بلدة ذيبان.\n– 2 أيار: أعلنت "
            "قسد مقتل مدني بهجوم لداعش في بلدة الشعفة.",
            [("dhiban", "2025-05-01", set()), ("al-shaafa", "2025-05-02", {"killed_civilians 1"})],
        ),
        (  # a month before the event
            "The SDF captured five ISIS members in a raid in Hajin on Friday.\nIn April they captured a "
            "commander in Raqqa.",
            [("hajin", "2025-05-30", {"arrested 5"})],
        ),
        (  # two days before, in a sentence of its own
            "Three soldiers were killed on Monday in an ISIS attack in Homs province.\nJust two days prior, on "
            "Saturday, five soldiers were killed in an ISIS attack in Homs.",
            [("gov-sy04", "2025-05-26", {"killed_security 3"}), ("homs", "2025-05-24", {"killed_security 5"})],
        ),
        (  # near a city, and in a region that many governorates share
            "قتل ثلاثة جنود الأربعاء بلغم لداعش في البادية السورية.\nوانفجر اللغم بحافلة بالقرب من مدينة تدمر.",
            [("palmyra", "2025-05-28", {"killed_security 3"})],
        ),
        (  # a line that leads to another page
            "أصيب مدنيان بتفجير عبوة زرعها داعش اليوم في بلدة ذيبان.\nأخبار ذات صلة: داعش يقتل ثلاثة جنود قرب تدمر\n"
            "وقالت مصادر محلية إن الجرحى نقلوا إلى المشفى.",
            [("dhiban", "2025-05-30", {"wounded_civilians 2"})],
        ),
        (  # other news of another day, behind what was said on a day
            "A fighter of the SDF was killed in al-Bahra, SOHR reported on Thursday.\nIn recent developments, the SDF "
            "foiled an ISIS attack in Deir ez-Zor on Monday, killing two militants.",
            [("al-bahra", "2025-05-29", {"killed_sdf 1"}), ("gov-sy09", "2025-05-26", {"killed_is 2"})],
        ),
        (  # a day of the month that was said before, and some days after it
            "On May 2nd, ISIS gunmen wounded two SDF fighters in al-Susah. On the 11th, an ISIS bomb killed one SDF "
            "fighter in Hajin. Three days later, ISIS gunmen shot dead a member of the Internal Security Forces in "
            "al-Izba.",
            [
                ("al-susah", "2025-05-02", {"wounded_sdf 2"}),
                ("hajin", "2025-05-11", {"killed_sdf 1"}),
                ("al-izba", "2025-05-14", {"killed_sdf 1"}),
            ],
        ),
        (  # what a list at the head of a report sums up
            "Sleeper cells in May\n\nKey points\n- Six soldiers and two civilians killed by ISIS\n\nIn depth\nOn 2 "
            "May, an ISIS bomb killed one SDF fighter in Hajin.",
            [("hajin", "2025-05-02", {"killed_sdf 1"})],
        ),
        (  # the second of two that were announced together
            "ISIS carried out two attacks, SOHR said on Friday.\nIn the first, gunmen wounded a fighter of the SDF in "
            "Gharanij on Thursday. In the second, a bomb killed two fighters of the SDF in Jadid Akidat.",
            [("gharanij", "2025-05-29", {"wounded_sdf 1"}), ("jadid-akidat", "2025-05-29", {"killed_sdf 2"})],
        ),
        (  # the day on which it was, behind that of a statement
            "قتلت قوى الأمن عنصرين من داعش في بلدة داريا، وفق بيان أصدرته اليوم. وقالت إن العملية وقعت "
            "فجر الأربعاء الماضي.",
            [("daraya", "2025-05-28", {"killed_is 2"})],
        ),
        (  # events that semicolons part
            "The SDF conducted nine raids in April, in which 17 were arrested. They include a raid on 3 April in "
            "Hajin, where two ISIS members were captured; and a raid on 16 April in Gharanij, in which an ISIS member "
            "was killed.",
            [("hajin", "2025-04-03", {"arrested 2"}), ("gharanij", "2025-04-16", {"killed_is 1"})],
        ),
        (  # the operation in which they were held
            "ألقت قوى الأمن القبض على ستة من خلية لداعش في بلدة داريا، بعد عملية نفذتها فجر الأربعاء.",
            [("daraya", "2025-05-28", {"arrested 6"})],
        ),
        (  # a series to which an attack belongs
            "قتل داعش جنديين في بلدة ذيبان الخميس.\nويأتي الهجوم ضمن سلسلة هجمات أوقعت 12 قتيلاً من الجيش.",
            [("dhiban", "2025-05-29", {"killed_security 2"})],
        ),
        (  # where the wounded were brought, whatever the hospital is called
            "ISIS wounded three soldiers in Hajin on Thursday.\nOne was taken to the Military Hospital in Palmyra.",
            [("hajin", "2025-05-29", {"wounded_security 3"})],
        ),
        (  # an earlier attack of which nobody says when it was
            "Forces arrested an ISIS member in Mayadin on Thursday.\nEarlier, an ISIS attack in Raqqa killed four "
            "policemen.",
            [("mayadin", "2025-05-29", {"arrested 1"})],
        ),
        (  # a sum that a list follows
            "شن داعش هجمات خلال أيار أسفرت عن مقتل 11 شخصاً، وهذه تفاصيل بعضها:\n- 6 أيار: فتح مسلحان من داعش النار في "
            "بلدة السوسة ما أسفر عن مقتل جنديين.",
            [("al-susah", "2025-05-06", {"killed_security 2"})],
        ),
        (  # a day of its own, though nobody was harmed who is told of in the same sentence
            "On 5 May, ISIS killed one SDF fighter in Hajin.\nOn the 13th, two gunmen attacked an SDF car in Gharanij. "
            "One SDF fighter was injured.",
            [("hajin", "2025-05-05", {"killed_sdf 1"}), ("gharanij", "2025-05-13", {"wounded_sdf 1"})],
        ),
        (  # one day of those that were summed up before
            "US forces conducted strikes on ISIS between May 20 and May 23. On May 21, partner forces in Palmyra "
            "killed one ISIS operative.",
            [("2025-05-20/2025-05-23", set()), ("palmyra", "2025-05-21", {"killed_is 1"})],
        ),
    ],
)
def test_each_event_has_its_own_day_place_and_figures(record, text, told):
    events = told_by(suggest(record, text, A_FRIDAY))
    assert [(*event.get("place", ()), *event["day"], event.get("figure", set())) for event in events] == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "The SDF, the armed wing of the Kurdish administration in the northeast of Syria, said ISIS killed five of "
            "its members in Palmyra on Friday.",
            {"killed_sdf 5 sdf"},
        ),
        (
            "ISIS killed nine people in Palmyra, it was reported by the health ministry.",
            {"killed_total 9 health-ministry"},
        ),
        ("نقلت قناة الإخبارية عن وزارة الداخلية أن داعش قتل جنديين في تدمر.", {"killed_security 2 interior-ministry"}),
        ("قال مصدر أمني لوكالة شفق نيوز إن داعش قتل جنديين في تدمر.", {"killed_security 2 syrian-security-source"}),
        (
            "ISIS killed two SDF fighters in Hajin on Thursday, a military source of the SDF told North Press.",
            {"killed_sdf 2 sdf-source"},
        ),
        (
            "Gunmen killed three fighters of the Syrian Democratic Forces in Hajin, the group's media office said "
            "Friday, blaming ISIS.",
            {"killed_sdf 3 sdf"},
        ),
        (
            "ISIS killed nine people in Homs, state news agency SANA reported, citing the health ministry.",
            {"killed_total 9 health-ministry"},
        ),
        (  # a monitor that adds its tally tells of the attack as well
            "ISIS killed two SDF fighters in Hajin on Thursday.\n\nThe gunmen fled.\n\nThe town was searched.\n\nSOHR "
            "has documented 61 operations since January, in which 24 people were killed.",
            {"killed_sdf 2 sohr"},
        ),
    ],
)
def test_who_says_so_is_found_by_the_verb_whatever_stands_between(record, text, told):
    (event,) = told_by(suggest(record, text, A_FRIDAY))
    assert event["who says"] == told


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("وقع الهجوم في الـ 11 من الشهر الجاري.", "2025-05-11"),
        ("وقع الهجوم في العاشر من هذا الشهر.", "2025-05-10"),
        ("They attacked on the 9th of this month.", "2025-05-09"),
        ("They attacked on May 13th in the town.", "2025-05-13"),
        ("هاجموا الحاجز في 2 آب 2024.", "2024-08-02"),
        ("قُتلا الجمعة 16 أيار/مايو 2025.", "2025-05-16"),
        ("وقع الهجوم ليل الاثنين على الثلاثاء.", "2025-05-26/2025-05-27"),
        ("نُفذت الضربات بين الثالث والسابع من أيار.", "2025-05-03/2025-05-07"),
        ("نفذوا حملة يومي الثلاثاء والأربعاء في المدينة.", "2025-05-27/2025-05-28"),
        ("They attacked on New Year's Eve in the town.", "2024-12-31"),
    ],
)
def test_days_of_this_month_and_spans_in_words_are_read(words, day):
    (sentence,) = sentences_of(words)
    assert ["/".join(dict.fromkeys((f"{told.first}", f"{told.last}"))) for told in days_in(sentence, A_FRIDAY)] == [day]


@pytest.mark.parametrize("text", ["", "...", "The weather in Damascus is fine.", "داعش.", "ISIS is a group.\n\n\n"])
def test_a_text_that_says_nothing_suggests_nothing(record, text):
    assert suggest(record, text, "2025-05-30") == ()


_ENGLISH = "killed two SDF fighters in Raqqa on Saturday ISIS cells at least 30 May 2025 said the - , . « »"
_ARABIC = "قتل ثلاثة عناصر من قسد في بلدة الشحيل يوم الاثنين بحسب المرصد و5 ُ"
_WORDS = st.sampled_from([*re.findall(r"\S+", f"{_ENGLISH} {_ARABIC}"), "\n"])


@given(text=st.lists(_WORDS, max_size=40).map(" ".join) | st.text(max_size=200))
def test_whatever_a_text_is_marks_lie_in_their_sentence(text):
    for told in suggest(the_record(), text, "2025-05-30"):
        assert 0 <= told.start <= told.end <= len(text)
        assert told.table == "sources" or text[told.start : told.end] in told.sentence


def test_a_sentence_without_end_is_read_in_pieces():
    assert max(len(one.words) for one in sentences_of("killed two " * 2000)) <= 2000


TOLD = "قُتل جنديان في تدمر."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1256"])
def test_a_plain_text_is_read_however_it_was_saved(encoding):
    assert read_page(TOLD.replace("ُ", "").encode(encoding)).text == TOLD.replace("ُ", "")


def test_of_a_saved_page_the_article_is_read_with_title_address_and_day():
    told = "<p>" + "Two soldiers were killed in Palmyra on Saturday, the ministry said. " * 6 + "</p>"
    head = (
        '<link rel="canonical" href="https://example.org/a"><title>Attack in Palmyra</title>'
        '<meta property="article:published_time" content="2025-05-18T10:00:00Z">'
    )
    html = (
        f"<!doctype html><html><head>{head}</head><body><nav>Home Sports</nav><article>{told}</article></body></html>"
    )
    page = read_page(html.encode())
    assert page.text.startswith("Attack in Palmyra")
    assert "Two soldiers were killed" in page.text
    assert "Sports" not in page.text
    assert (page.address, page.published) == ("https://example.org/a", "2025-05-18")


def test_of_a_pdf_the_text_is_read_across_its_lines():
    import typst

    paper = typst.compile(b"#set page(width: 80mm)\n" + b"Two soldiers were killed near Palmyra. " * 4)
    assert read_page(paper).text.count("Two soldiers were killed near Palmyra.") == 4


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7 broken", b"\xff\xfe\xff", b"<html></html>"])
def test_what_holds_no_text_is_refused_with_a_sentence(content):
    with pytest.raises(UnreadablePageError):
        read_page(content)


@pytest.mark.parametrize(
    ("text", "day", "place"),
    [
        ("Idlib, Nov. 8 (SANA) Four people were arrested in the city of Harem on Friday.", "2025-11-07", "harem"),
        (
            "Three were killed on Sunday by a mine on the road between Raqqa and Hasakah.",
            "2025-11-09",
            "raqqa-hasakah-road",
        ),
        ("قتل ثلاثة يوم الأحد بلغم على الطريق الواصل بين الرقة والحسكة.", "2025-11-09", "raqqa-hasakah-road"),
    ],
)
def test_an_agency_in_brackets_ends_a_dateline_and_a_road_with_a_name_is_known_by_its_ends(record, text, day, place):
    (event,) = told_by(suggest(record, text, "2025-11-10"))
    assert (event["day"], event["place"]) == ({day}, {place})


def test_a_date_behind_its_weekday_needs_no_day_of_the_page(record):
    (event,) = told_by(
        suggest(record, "Two policemen were killed in Raqqa on Tuesday, 4 March 2025, the ministry said.")
    )
    assert event["day"] == {"2025-03-04"}


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("قُتل راعيا أغنام بانفجار لغم قرب تدمر.", "killed_civilians 2"),
        ("قُتل شاب مدني برصاص خلايا داعش في غرانيج.", "killed_civilians 1"),
        (
            "His wife was wounded when ISIS gunmen fired at their car near the town of Gharanij.",
            "wounded_civilians 1",
        ),
        ("The Asayish said that five of their personnel were killed in an attack in Shaddadi.", "killed_sdf 5"),
    ],
)
def test_two_of_something_and_people_of_whoever_speaks_are_counted(record, text, figure):
    (event,) = told_by(suggest(record, text, "2025-11-10"))
    assert event["figure"] == {figure}


def test_a_day_within_what_was_said_is_not_the_day_on_which_it_was_said():
    for words in (
        "The ministry said on Thursday that forces on Tuesday arrested five people.",
        "أعلنت القيادة المركزية، الخميس، أن قواتها نفذت يوم الثلاثاء ضربات.",
    ):
        (sentence,) = sentences_of(words)
        assert [told.of_speech for told in days_in(sentence, A_FRIDAY)] == [True, False]


@pytest.mark.parametrize(
    "background",
    [
        "ISIS was defeated in 2019, when more than 11,000 of its fighters were captured.",
        "Since the ouster of Assad, ISIS has killed 61 soldiers in Homs.",
        "ومنذ إطاحة الأسد قُتل 61 مقاتلاً من قسد في هجمات للتنظيم.",
    ],
)
def test_what_was_in_a_year_gone_by_or_since_long_is_background(record, background):
    told = suggest(record, f"Two soldiers were killed by ISIS in Palmyra on Friday. {background}", A_FRIDAY)
    assert [one.value for one in told if one.column in {"value", "low"}] == ["2"]


def test_a_since_of_this_week_tells_of_the_event_itself(record):
    told = suggest(record, "Since Wednesday, security forces have arrested ten ISIS members in Palmyra.", A_FRIDAY)
    assert [one.value for one in told if one.column == "value"] == ["10"]


def test_what_forces_of_another_country_did_there_is_no_event(record):
    text = (
        "BAGHDAD - Iraqi security forces killed four Islamic State fighters in the Hamrin mountains on Sunday.\n\n"
        "In Syria, an SDF fighter was killed on Monday when ISIS gunmen attacked a post in Abu Khashab."
    )
    (event,) = told_by(suggest(record, text, "2025-05-27"))
    assert (event["place"], event["day"], event["figure"]) == ({"abu-khashab"}, {"2025-05-26"}, {"killed_sdf 1"})


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("An airstrike in northwest Syria killed an ISIS leader on Tuesday.", "north-west-syria"),
        ("استهدفت ضربة جوية قيادياً في داعش في شمال غربي سوريا الثلاثاء.", "north-west-syria"),
        ("Guards foiled an escape by ISIS detainees from Ghweran prison on Tuesday.", "ghweran-prison"),
        ("دمشق (أ ف ب) – هاجم مسلحون من داعش حاجزاً في مدينة الميادين الثلاثاء.", "mayadin"),
        ("Forces raided a flat in a Damascus suburb on Tuesday.\n\nThe ISIS cell in Harasta was arrested.", "harasta"),
    ],
)
def test_a_place_is_found_by_its_compass_point_its_prison_or_behind_a_dateline(record, text, place):
    (event,) = told_by(suggest(record, text, "2025-05-28"))
    assert event["place"] == {place}


@pytest.mark.parametrize(
    ("text", "origin"),
    [
        ("- June 16: One SDF fighter was killed by ISIS in Al-Sabha.\n\nSource: Rojava Information Center.", "ric"),
        ("أبرز ما وثقه المرصد السوري:\n\n- 24 أيار: قُتل مدني برصاص خلايا داعش في قرية الحصان.", "sohr"),
        ("اعتقلت قوات سوريا الديمقراطية متزعماً في داعش في ذيبان، وفق بيان لمركزها الإعلامي.", "sdf"),
    ],
)
def test_whom_a_heading_or_the_last_line_names_says_what_stands_between(record, text, origin):
    (event,) = told_by(suggest(record, text, "2025-06-28"))
    assert {said.split()[-1] for said in event["who says"]} == {origin}


@pytest.mark.parametrize(
    "text",
    [
        "A car bomb killed three policemen in Mayadin on Sunday. The attack is similar to those of the Islamic State.",
        "Unidentified gunmen shot dead a notable in Dhiban on Saturday. Earlier this year he had survived an attempt "
        "on his life that was claimed by ISIS.",
    ],
)
def test_a_likeness_or_an_earlier_claim_is_a_suspicion_and_no_claim(record, text):
    (event,) = told_by(suggest(record, text, "2025-05-19"))
    assert event["role"] == {"suspected-perpetrator"}


def test_attackers_who_flee_do_not_break_out(record):
    text = "اغتال مسلحان من داعش عنصراً في قسد في بلدة الكرامة بريف الرقة مساء الأحد، ولاذا بالفرار."
    (event,) = told_by(suggest(record, text, "2025-03-17"))
    assert event["tactic"] == {"assassination"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "1. On August 2, ISIS attacked a checkpoint of the SDF in Al-Tayyana; one fighter was wounded.\n"
            "2. On the same day, an IED of ISIS targeted a vehicle of the SDF in Gharanij.\n"
            "3. On August 3, ISIS gunmen opened fire on an SDF patrol in Al-Busayrah.",
            [("2025-08-02", "al-tayyana"), ("2025-08-02", "gharanij"), ("2025-08-03", "busayrah")],
        ),
        (
            "في 29 تموز، أصيب عنصران من الأسايش بإطلاق نار من خلايا داعش في بلدة البصيرة.\n\n"
            "وفي اليوم ذاته، قُتل عنصر من قسد بعبوة ناسفة زرعها داعش في بلدة ذيبان.",
            [("2025-07-29", "busayrah"), ("2025-07-29", "dhiban")],
        ),
        (
            "Al-Hol: On 17 July, unidentified assailants shot a camp resident. On 23 July the Asayish conducted a "
            "search operation in the camp and arrested 15 persons suspected of links to ISIS.",
            [("2025-07-17", "al-hol-camp"), ("2025-07-23", "al-hol-camp")],
        ),
        (
            "ISIS attacks in July were many. On 5 July, two SDF fighters were killed in an ambush of ISIS in Raghib. "
            "On 13 July, an Asayish checkpoint in Darnaj was attacked by ISIS.",
            [("2025-07-05", "raghib"), ("2025-07-13", "darnaj")],
        ),
    ],
)
def test_each_event_of_a_list_is_suggested_with_its_own_day_and_place(record, text, told):
    events = told_by(suggest(record, text, "2025-08-04"))
    assert [(*event["day"], *event["place"]) for event in events] == told


def test_where_the_wounded_were_brought_is_no_place_of_the_event(record):
    text = "ISIS ambushed soldiers east of Sukhna on Tuesday. Ten were wounded and taken to hospitals in Homs."
    (event,) = told_by(suggest(record, text, "2025-08-06"))
    assert event["place"] == {"al-sukhna"}


def test_the_day_at_the_head_of_a_statement_is_what_this_morning_counts_from(record):
    text = "July 25, 2025\nRelease Number 7\n\nEarly this morning in Al-Bab, US forces killed an ISIS leader."
    (event,) = told_by(suggest(record, text, "2025-07-26"))
    assert event["day"] == {"2025-07-25"}


@pytest.mark.parametrize(
    "text",
    [
        "On May 14, a cell of ISIS attacked a point of our forces in Al-Jarzi. Two of our fighters were martyred.\n\n"
        "Media Center of the Syrian Democratic Forces\nMay 15, 2025",
        "المركز الإعلامي لقوات سوريا الديمقراطية\nفي 14 أيار هاجمت خلية لداعش نقطة لقواتنا في الجرذي، واستشهد اثنان من "
        "مقاتلينا.",
    ],
)
def test_who_signs_or_heads_a_statement_says_what_it_tells(record, text):
    (event,) = told_by(suggest(record, text, "2025-05-15"))
    assert event["who says"] == {"killed_sdf 2 sdf"}


@pytest.mark.parametrize(
    ("text", "tactic"),
    [
        ("هاجمت خلايا داعش بالأسلحة الرشاشة حاجزاً لقسد في بلدة أبو حمام أمس.", "checkpoint-attack"),
        ("Masked gunmen of ISIS stormed a school in Abu Khashab on Monday and killed a teacher.", "armed-attack"),
        ("ضبطت الأجهزة الأمنية في درعا، أمس، خلية لداعش كانت تخطط لاغتيال قياديين في بلدة صيدا.", "raid"),
        ("ألقت القوات القبض على شخصين تورطا في تصنيع العبوات لصالح داعش في بلدة زاكية أمس.", "raid"),
    ],
)
def test_weapons_in_use_are_none_that_were_found_and_gunmen_who_storm_are_no_raid(record, text, tactic):
    (event,) = told_by(suggest(record, text, "2025-08-06"))
    assert event["tactic"] == {tactic}


def test_that_a_victim_was_accused_of_something_leaves_no_doubt_who_killed_him(record):
    text = "Gunmen of ISIS shot dead a man accused of co-operating with the SDF in Dhiban on Tuesday."
    (event,) = told_by(suggest(record, text, "2025-08-06"))
    assert event["role"] == {"perpetrator"}


def test_who_only_tried_to_detonate_himself_makes_no_bombing_of_a_raid(record):
    text = "فككت القوات خلية لداعش في بلدة داريا وقتلت اثنين حاول أحدهما تفجير حزام ناسف."
    told = {one.column: one.value for one in suggest(record, text, A_FRIDAY) if one.table == "incidents"}
    assert (told["tactic"], told["is_role"]) == ("raid", "target")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Two SDF fighters were killed by ISIS in Hajin on Thursday.\n\nThe Britain-based watchdog said another was "
            "wounded.",
            {"killed_sdf 2 sohr", "wounded_sdf 1 sohr"},
        ),
        (
            "The Islamic State group claimed responsibility on Thursday for a bombing in Tafas, saying that it killed "
            "three policemen.",
            {"killed_security 3 isis"},
        ),
        (
            "The ministry gave no details of the attack by ISIS in Tafas, saying only that two policemen were killed.",
            {"killed_security 2 interior-ministry"},
        ),
        (
            "Two policemen were killed by a bomb of ISIS in Tafas, the ministry said in a statement carried by SANA.",
            {"killed_security 2 interior-ministry"},
        ),
        (
            "وقالت الداخلية، في بيان نقلته وكالة سانا، إن القوات قتلت مسلحين اثنين من داعش في الضمير.",
            {"killed_is 2 interior-ministry"},
        ),
        ("تبنى تنظيم داعش، أمس، مسؤولية مقتل جنديين في تدمر.", {"killed_security 2 isis"}),
        (
            "قال الرئيس المشارك لهيئة الداخلية في الإدارة الذاتية إن داعش قتل عنصراً من الأسايش في الشدادي.",
            {"killed_sdf 1 autonomous-administration"},
        ),
        (
            "Members of the Security Council condemned the attack of ISIS in Jableh on Thursday, in which six people "
            "were killed.",
            {"killed_total 6 united-nations"},
        ),
    ],
)
def test_who_says_so_is_not_the_outlet_that_carries_it_and_may_open_its_sentence(record, text, told):
    (event,) = told_by(suggest(record, text, A_FRIDAY))
    assert event["who says"] == told


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("ISIS fired on an SDF fighter in Hajin. The attack left the fighter dead.", "killed_sdf 1"),
        ("أطلق مسلحان من داعش النار على عنصر من قسد في بلدة الشعفة ما أسفر عن مقتله.", "killed_sdf 1"),
        ("هاجم داعش عنصرين من الجيش بالرشاشات في مدينة تل أبيض وأصابهما.", "wounded_security 2"),
        (
            "داهم الأمن الداخلي وكراً لداعش في الضمير فجر أمس، وإن أحد عناصر القوة أصيب.",
            "wounded_security 1",
        ),
    ],
)
def test_somebody_named_before_is_counted_where_he_is_only_meant_again(record, text, figure):
    (event,) = told_by(suggest(record, text, A_FRIDAY))
    assert event["figure"] == {figure}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "تمكنت خلية لداعش من اقتحام مقر الأسايش في مدينة الطبقة بعد قتل حارسه، وأضافت الأسايش أن الهجوم أسفر عن "
            "إصابة أربعة من عناصرها.",
            {"wounded_sdf 4"},
        ),
        (
            "استشهد اثنان من عناصر الأمن متأثرين بجراحهما، بعد استهداف داعش دوريتهما بعبوة ناسفة في مدينة الرستن.",
            {"killed_security 2"},
        ),
        (
            "On Tuesday, the ministry said that the cell behind the attack on a checkpoint in Raqqa had been "
            "dismantled, with three ISIS members arrested.",
            {"arrested 3"},
        ),
        (
            "أعلنت الداخلية مقتل انتحاري من داعش ورجل أمن وإصابة عنصرين في إدلب.",
            {"killed_is 1", "killed_security 1", "wounded_security 2"},
        ),
        ("وقال القيادي إن مقاتلين اثنين من قسد قُتلا في هجوم لداعش في بلدة هجين.", {"killed_sdf 2"}),
        (
            "The SDF arrested three ISIS members in Hajin. SOHR said that one of the three was wounded.",
            {"arrested 3", "wounded_is 1"},
        ),
        (
            "ISIS attacked a patrol of the SDF in Hajin. The SDF denied that anyone was killed, and said two fighters "
            "sustained minor injuries.",
            {"wounded_sdf 2"},
        ),
    ],
)
def test_a_sentence_that_comes_back_to_its_event_is_heard_to_the_end(record, text, told):
    (event,) = told_by(suggest(record, text, A_FRIDAY))
    assert event["figure"] == told


@pytest.mark.parametrize(
    ("words", "of_speech"),
    [
        ("On Saturday, the Asayish said that its forces arrested eleven people.", True),
        ("On Saturday, gunmen killed two, the Asayish said that night.", False),
    ],
)
def test_a_day_that_opens_a_sentence_is_that_of_the_verb_behind_it(words, of_speech):
    (sentence,) = sentences_of(words)
    assert next(told.of_speech for told in days_in(sentence, A_FRIDAY)) == of_speech


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "The army has arrested two ISIS members in Saraqib, the state news agency said on Friday, quoting the head "
            "of internal security.",
            {"arrested 2 interior-ministry"},
        ),
        (
            "تمكنت القوات من القبض على عنصرين من داعش في منبج.\nوذكر مراسل الأناضول، نقلاً عن مصادر في مديرية الأمن، أن "
            "العملية نُفذت فجراً.",
            {"arrested 2 interior-ministry"},
        ),
        (
            "قُتل جندي في هجوم لداعش في بلدة هجين، بحسب مصدر عسكري. وبحسب تجمع أحرار حوران، أصيب مدني.",
            {"killed_security 1 syrian-security-source", "wounded_civilians 1 local-media"},
        ),
    ],
)
def test_whom_an_agency_quotes_says_so_however_far_the_word_for_quoting_stands(record, text, told):
    (event,) = told_by(suggest(record, text, A_FRIDAY))
    assert event["who says"] == told


def test_overnight_counts_from_the_day_of_a_dateline_and_not_from_the_day_of_the_reprint(record):
    text = "May 28 (Reuters) - Two ISIS members were arrested in an overnight raid in Saraqib, the ministry said."
    (event,) = told_by(suggest(record, text, A_FRIDAY))
    assert event["day"] == {"2025-05-27/2025-05-28"}


def test_a_date_in_digits_with_dashes_heads_a_list(record):
    text = "أبرز الأحداث في سوريا بتاريخ 26-5-2025\n\nدير الزور\nقُتل جندي برصاص داعش قرب بلدة هجين."
    (event,) = told_by(suggest(record, text, A_FRIDAY))
    assert event["day"] == {"2025-05-26"}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("نقلت وسائل إعلام محلية عن ناشطين أن اثنين منهم قياديان.", []),
        ("إن حالة ثلاثة من الجرحى حرجة.", []),
        ("اعتقلت القوات قيادياً وأربعة من معاونيه.", [("arrested", 1, 1), ("arrested", 4, 4)]),
        ("A passer-by was injured.", [("wounded_civilians", 1, 1)]),
    ],
)
def test_news_that_is_passed_on_moves_nobody_and_the_wounded_are_not_counted_twice(words, told):
    assert figures(words) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "أفاد مصدر أمني في قسد بأن قوة خاصة اعتقلت، بإسناد من طيران التحالف، اثنين من داعش في تل براك، وأن عنصراً "
            "من القوة أصيب.",
            {"arrested 2 sdf-source", "wounded_sdf 1 sdf-source"},
        ),
        (
            "A security source in the Interior Ministry said that two ISIS members were arrested in Azaz.",
            {"arrested 2 interior-ministry"},
        ),
        (
            "On 22 May, ISIS gunmen killed an SDF fighter in Dhiban. On 24 May, a raid in Hajin led to the arrest of "
            "two ISIS members, the SDF reported.\n\nSource: Rojava Information Center",
            {"killed_sdf 1 ric"},
        ),
    ],
)
def test_a_source_is_of_those_in_whom_it_is_said_to_be_and_a_last_line_names_it_for_all(record, text, told):
    event, *_ = told_by(suggest(record, text, A_FRIDAY))
    assert event["who says"] == told


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (
            "An explosion in central Syria killed four soldiers on Thursday.\n\nThe blast hit a post near the city of "
            "Salamiyah, the ministry said, blaming ISIS.",
            "salamiyah",
        ),
        ("دمشق 30 أيار مايو (رويترز) - قُتل جنديان في هجوم لداعش على نقطة تفتيش في مدينة الميادين.", "mayadin"),
    ],
)
def test_a_part_of_the_country_is_no_finer_than_a_town_and_an_arabic_dateline_may_hold_a_date(record, text, place):
    (event,) = told_by(suggest(record, text, A_FRIDAY))
    assert event["place"] == {place}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "ISIS killed two drivers in Palmyra on Wednesday. The Ministry of Defense said that a soldier was wounded.",
            {"killed_civilians 2 defence-ministry", "wounded_security 1 defence-ministry"},
        ),
        (
            "Two SDF fighters were killed by ISIS in Hajin, a field source told Shafaq News on Thursday.",
            {"killed_sdf 2 local-sources"},
        ),
    ],
)
def test_a_ministry_is_the_one_that_is_named_behind_the_word_and_a_source_may_be_of_the_field(record, text, told):
    (event,) = told_by(suggest(record, text, A_FRIDAY))
    assert event["who says"] == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (  # "left" begins with whom the next word is about
            "A car bomb at an SDF post in Hajin on Thursday claimed the lives of 4 SDF fighters and left six others "
            "wounded.",
            {"killed_sdf 4 unattributed", "wounded_sdf 6 unattributed"},
        ),
        (  # "its members" are those of the patrol that was hit
            "قالت وزارة الداخلية إن انتحارياً من داعش فجّر نفسه قرب دورية أمنية في مدينة حلب يوم الخميس، ما أسفر "
            "عن مقتل أحد أفرادها وإصابة ثلاثة آخرين.",
            {"killed_security 1 interior-ministry", "wounded_security 3 interior-ministry"},
        ),
        (  # and those of the cell that was raided
            "داهمت قوى الأمن وكراً لخلية من داعش في مدينة تدمر الخميس، ما أدى إلى مقتل أحد أفرادها واعتقال اثنين آخرين.",
            {"killed_is 1 unattributed", "arrested 2 unattributed"},
        ),
        (  # who is added to somebody of whom much was said
            'قالت قسد إنها ألقت القبض على متزعم الخلية الملقب بـ"الشيخ"، المعروف بـ"أبي فلان"، في مدينة الرقة الخميس، '
            "إضافة إلى ثلاثة آخرين.",
            {"arrested 1 sdf", "arrested 3 sdf"},
        ),
        (  # one whose death is told, though nobody says more of him
            "استهدفت طائرة للتحالف اليوم منزلاً في مدينة الباب. وبحسب مصادر محلية فإن الضربة أصابت منزل أحد السكان، ما "
            "أدى إلى مقتله على الفور.",
            {"killed_total 1 local-sources"},
        ),
        (  # the attacker, whom forces neutralised
            "قتل ثلاثة جنود في تدمر الخميس، وقالت القيادة العسكرية الأميركية في الشرق الأوسط إن مسلحاً من تنظيم داعش "
            "نصب كميناً للقوة، قبل أن تتمكن القوات من تحييده.",
            {"killed_security 3 centcom", "killed_is 1 centcom"},
        ),
        (  # the police whom an agency cites
            "Four civilians were shot dead by suspected ISIS members in Palmyra on Thursday while collecting truffles, "
            "SANA reported citing a source from Homs police.",
            {"killed_civilians 4 syrian-security-source"},
        ),
        (  # whose toll it was that another raised
            "Syria's health ministry said an ISIS attack on a church in Damascus on Thursday killed 18 people, state "
            "media reported, raising an earlier civil defence toll of 12 dead.",
            {"killed_total 18 health-ministry", "killed_total 12 white-helmets"},
        ),
        (  # an attack that is only recalled
            "The interior ministry announced Thursday that its forces carried out a raid in Palmyra that saw one "
            "alleged ISIS affiliate arrested.\n\nISIS remains a serious threat, with four Americans, including two US "
            "soldiers, being killed on Sunday in an attack by a man of the group.\n\nThe lone gunman was killed.",
            {"arrested 1 interior-ministry"},
        ),
    ],
)
def test_counts_and_pronouns_are_of_those_whom_the_words_beside_them_mean(record, text, told):
    (event,) = told_by(suggest(record, text, A_FRIDAY))
    assert event["who says"] == told


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (  # the date that says which Thursday was meant
            "ISIS said in a statement on Thursday that in one attack, a bomb detonated at an army vehicle, killing "
            "three soldiers. It said the attack occurred “last Thursday,” or May 22, in the town of Hajin.",
            "2025-05-22",
        ),
        (  # a claim is later than what others told of the attack
            "تبنى تنظيم داعش اليوم الجمعة استهداف دورية للأمن الداخلي في مدينة تدمر، ما أدى إلى مقتل ثلاثة عناصر.\n"
            "وأعلنت وزارة الداخلية في بيان مساء أمس الخميس مقتل ثلاثة من عناصرها، إثر استهداف دورية في تدمر.",
            "2025-05-29",
        ),
    ],
)
def test_a_date_outdoes_the_weekday_of_a_statement_and_a_claim_is_later_than_its_attack(record, text, day):
    (event,) = told_by(suggest(record, text, A_FRIDAY))
    assert event["day"] == {day}
