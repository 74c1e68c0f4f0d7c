"""What readers type is understood by kinds of spelling; each row below is a kind, not a list to be kept."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from incidents.phrases import known_places_in_words
from incidents.selection.mentions import asked_for, incident_meant, places_without_incidents, rivers_unnamed
from incidents.selection.question import Question
from incidents.selection.selection import select
from tests.conftest import AR, EN, LANGS, a_selection, an_incident, shipped_record
from tests.reach import times

RECORD = shipped_record()
PLACES = {
    "raqqa": "SY11", "deir-ez-zor": "SY09", "hasakah": "SY08", "al-bukamal": "SY09", "mayadin": "SY09",
    "shuhayl": "SY09", "busayrah": "SY09", "al-hol-camp": "SY08", "shaddadi": "SY08", "qamishli": "SY08",
    "al-sukhna": "SY04", "homs": "SY04", "hama": "SY05", "ithriya": "SY05", "kweires": "SY02",
    "aleppo": "SY02", "dumayr": "SY03", "damascus": "SY01", "idlib": "SY07", "ghweran-prison": "SY08",
    "roj-camp": "SY08", "maarat-al-numan": "SY07", "dhiban": "SY09", "al-tabqa": "SY11",
}  # fmt: skip
RECORDED = a_selection(
    incidents=[
        an_incident(number, place_id=place, governorates=governorate, summary_en="Shots.", summary_ar="إطلاق نار.")
        for number, (place, governorate) in enumerate(PLACES.items(), start=1)
    ]
).record


def places_found(text):
    return set(select(RECORDED, Question(text=text)).incidents["place_id"])


@pytest.mark.parametrize(
    ("usual", "spellings"),
    [
        ("Raqqa", "ar-Raqqa|Rakka|Reqqa|raqa|الرقة|الرقه|رقة|الرّقّة|بالرقة|Erraqqa|Raqqa city|مدينة الرقة|Stadt Rakka"),
        ("Deir ez-Zor", "Deir Ezzor|DeirEzzor|Deir al-Zor|Dayr az-Zawr|Dêra Zorê|Deyrizor|Deir as-Saur|ديرالزور"),
        ("Hasakah", "Hesekê|Heseke|Haseke|Hassaké|al-Hasaka|Hasakeh|الحسكه|حسكة|Provinz Hasaka|محافظة الحسكة"),
        ("al-Bukamal", "Abu Kamal|AbuKamal|Albukamal|Elbukemal|Ebu Kemal|ابوكمال|البو كمال|بوكمال|Abu Kamal town"),
        ("Mayadin", "al-Mayadeen|Mayadine|Majadin|Meyadîn|Myadin|ميادين|المیادین"),
        ("al-Shuhayl", "Shheil|Shhil|Chheil|Schuhail|Şuheyl|Shuhail|شحيل"),
        ("Busayrah", "Bseira|Basira|Busaira|Buseira|al-Busayra|البصيره"),
        ("al-Hol camp", "Hol camp|camp d'al-Hol|Lager al-Hol|Hol Kampı|Kampa Holê|مخيم الهول|al-Hawl refugee camp"),
        ("al-Hol camp", "Flüchtlingslager al-Hol|camp de réfugiés d'al-Hol|Hawl mülteci kampı"),
        ("Shaddadi", "Şedadê|Chaddadi|Schaddadi|Shadadi|الشدادى|Ash-Shaddadi"),
        ("Qamishli", "Kamışlı|Qamişlo|Kamechliyé|Kamischli|قامشلو|القامشلى"),
        ("al-Sukhna", "Suchna|Suhne|Soukhné|Sokhneh|السخنه"),
        ("Homs", "Hims|Humus|Ḥimṣ|حُمص|ville de Homs|Homs governorate"),
        ("Aleppo", "Halab|Haleb|Halep|Heleb|Alep|حلب"),
        ("Dumayr", "Dmeir|Dumeir|ad-Dumayr|ضمير"),
        ("Damascus", "Dimashq|Damas|Damaskus|Şam|Sham|دمشق"),
        ("Idlib", "Idleb|İdlib|Edlib|ادلب"),
        ("Ghweran prison", "Ghuwayran prison|Geweran prison|سجن غويران|Gefängnis Ghweran|Haftanstalt Ghweran"),
        ("Roj camp", "Lager Roj|Kampa Roj|Camp Roj|مخيم روج"),
        ("Maarat al-Numan", "Maaret en-Noman|Ma'arrat al-Nu'man|معره النعمان"),
        ("Dhiban", "Thiban|Diban|ذيبان|ديبان"),
        ("Raqqa", "Ракка|Эр-Ракка|Ракке|لرقة|بالرقة|للرقة|والرقة|Rakka'da|Raqqa's|Ракку"),
        ("Raqqa", "Rakka kenti|Raqqa, Syria|الرقة، سوريا|Reqayê|в Ракке"),
        ("Hasakah", "Haseke'de|Haseke'nin|Hesekeyê|al-Hassakah's"),
        ("Deir ez-Zor", "Дейр-эз-Зор|провинция Дейр-эз-Зора|بدير الزور|لدير الزور|وبدير الزور|Deyrizor ilinde"),
        ("al-Bukamal", "Абу-Кемаль|Букемаль|بالبوكمال"),
        ("Idlib", "Идлиб|Идлиба|بإدلب|وإدلب|İdlib'in|İdlib kenti"),
        ("Damascus", "Дамаск|Дамаске|العاصمة دمشق|capital Damascus|بدمشق"),
        ("al-Hol camp", "بمخيم الهول|مخيم الهول للنازحين|лагерь Аль-Холь|Hol kampında"),
        ("Ghweran prison", "Xiwêran|тюрьма Гувейран|بسجن غويران"),  # gh as Kurdish and Russian write it
        ("Homs", "Хомс|Khoms|بمدينة حمص"),
        ("Raqqa", "رەققە|gobernación de Raqa|provincia di Raqqa|в городе Ракка|پارێزگای ڕەققە|rural Raqqa"),
        ("Homs", "حۆمس|شاری حۆمس|ciudad de Homs|periferia di Homs"),
        ("al-Hol camp", "campamento de Al Hol|campo di al-Hol|campo dell'al-Hol|کەمپی هۆل"),
        ("al-Hol camp", "Auffanglager Hol|Auffanglager al-Hol"),
        ("Raqqa governorate", "Raqqa Governate"),
        ("Roj camp", "campo di Roj|campamento de Roj"),
        ("Ghweran prison", "cárcel de Ghweran|carcere di Ghweran|سجن غويران المركزي"),
        ("Aleppo", "Khaleb|Алеппо|Халеб"),
        ("Ithriya", "Isriya|Isria|Isrieh|Athriya|إثريا|اثريا"),  # th is said s
        ("Kweires (east)", "Kuweires|كويرس|مطار كويرس|Kweires airbase|Kuwayris air base|Kuweires military airport"),
    ],
)  # fmt: skip
def test_spellings_of_a_name_find_what_its_usual_one_finds(usual, spellings):
    wanted = places_found(usual)
    assert wanted
    assert {spelling: places_found(spelling) for spelling in spellings.split("|")} == dict.fromkeys(
        spellings.split("|"), wanted
    )


@pytest.mark.parametrize(
    "text",
    ["Deraa", "Daraya", "Basrah al-Sham", "Hamas", "Mosul", "Iraqi", "there", "himself", "same", "Kassar", "Manbij"],
)
def test_other_names_and_words_find_none_of_these_places(text):
    assert places_found(text) == set()


@pytest.mark.parametrize(
    ("usual", "spellings"),
    [
        (
            "SDF",
            "لقسد|SDF's|لقوات سوريا الديمقراطية|Syria Democratic Forces|СДС|SDG'nin",
        ),
        (
            "SDF",
            "قوات قسد|SDF forces|SDF-led|عناصر قسد|وقسد",
        ),
        (
            "ISIS",
            "بداعش|ИГИЛ|Исламское государство|DEAŞ'ın",
        ),
        (
            "ISIS",
            "ISIS group|تنظيم داعش الإرهابي|so-called Islamic State|ISIS-linked|terör örgütü DEAŞ|خلايا داعش",
        ),
        ("SDF", "Qasad|Forces démocratiques de Syrie|sdf forces|QSD fighters"),
        ("General Security", "للأمن العام|جهاز الأمن العام|Syrian General Security"),
        (
            "General Security",
            "MoI|Innenministerium|ministère de l'Intérieur|İçişleri Bakanlığı|Wezareta Navxwe|МВД Сирии",
        ),
        ("Ministry of Defence", "MoD|Verteidigungsministerium|ministère de la Défense|Savunma Bakanlığı"),
        (
            "General Intelligence",
            "GIS|المخابرات العامة|جهاز المخابرات العامة|Syrian intelligence|Renseignements généraux syriens",
        ),
        ("US forces", "US troops|American troops|USCENTCOM|ABD askerleri|US-Soldaten|القيادة المركزية الأمريكية"),
        ("ISIS", "combattants de l'EI|IS-Zellen|DEAŞ'lı teröristler|çeteyên DAIŞ|DAIŞê|مرتزقة داعش|ИГИЛ (запрещена)"),
        ("SDF", "QSDê|HSD'ê|US-backed SDF|مقاتلون من قسد|бойцы СДС"),
        ("ISIS", "Estado Islámico|militanti dell'Isis|pro-ISIS|داعشي|الدواعش|دەوڵەتی ئیسلامی|ISIS sleeper cells"),
        ("SDF", "Forze Democratiche Siriane|Syria's Democratic Forces|SDF units|هەسەدە"),
        ("US forces", "forces US|fuerzas estadounidenses|Amerikan kuvvetleri"),  # in any order; by the adjective alone
        ("Syrian army", "Syria's army|army of Syria|new Syrian army|ejército sirio"),
        ("Israeli army", "Israeli soldiers|Israel's warplanes"),  # a nation's forces by any word for them
        ("French forces", "French warplanes|الطيران الفرنسي|المقاتلات الفرنسية"),
        ("Turkish intelligence", "Turkish intelligence agency|Turkey's intelligence"),
        ("ISIS", "der Islamische Staat|IŞİD'liler|les cellules dormantes de Daech|ячейки ИГИЛ|خلايا تابعة لداعش"),
        ("SDF", "soldati delle FDS|şervanên HSD'ê|Kämpfer der SDF|شەڕڤانانی هەسەدە|milicia de las FDS"),
        ("US forces", "United States military|US soldier|ABD birlikleri|soldats américains|солдаты США"),
        ("ISIS detainees", "Daesh prisoners|معتقلي داعش"),
        ("execution", "executions"),  # a label begins with a capital and is no name
        ("Reuters", "Reuters news agency|Reuters Haber Ajansı|agencia Reuters"),
        ("al-Tanf", "Ат-Танф|At-Tanf"),
        ("دورية", "دوريات|الدوريات|بدورية"),
        ("June 2025", "حوزەیرانی 2025|Hezîrana 2025|Haziran 2025|junio de 2025"),
        ("SOHR", "monitor SOHR|SOHR watchdog|Observatorio Sirio de Derechos Humanos"),
        ("Asayish", "ئاسایش"),  # a vowel at the start sits on a letter that says nothing
        ("Deir ez-Zor", "Deir ez-Zor countryside|ريف دير الزور|rural Deir ez-Zor|بريف دير الزور"),
        ("Euphrates", "الفرات|نهر الفرات|Fırat Nehri|Çemê Feratê|l'Euphrate|Eufrat|Евфрат|بالفرات|river Euphrates"),
        ("air strike", "airstrike|airstrikes|air-strike"),
        ("checkpoint", "check point|check-point|checkpoints"),
        ("كمين", "كمائن|الكمائن|بكمين"),
        ("حاجز", "حواجز|الحواجز|حاجزاً"),
        ("motorcycle", "motorbike|motorbikes|motorcycles"),
        ("22 June 2025", "22.06.25|22 de junio de 2025|22 giugno 2025|22ê hezîranê 2025"),
        ("SYR-0049", "incident 49|incident no. 49|الحادث رقم 49|الحدث 49|#٤٩"),
        # Roles in every number, gender and case; what was said, and between whom.
        ("SDF", "endamê QSD|SDF üyesi|SDG militanlar|SDF sources|selon les FDS|بحسب قسد|according to the SDF"),
        ("ISIS", "ISIS-inspired|DEAŞ'lı militanlar|femmes combattantes de Daech|IS-Anhängerinnen|عنصرا داعش"),
        ("SDF ISIS", "SDF vs ISIS|between the SDF and ISIS|SDF versus ISIS|entre les FDS et Daech|بين قسد وداعش"),
        (
            "SDF",
            "SDF security forces|SDF special forces|SDF media office|SDF militiamen|two SDF fighters|zwei SDF-Kämpfer",
        ),
        (
            "ISIS",
            "çeteyekî DAIŞ|çeteyên DAIŞê|DEAŞ savaşçılarına|deux membres de Daech|ثلاثة عناصر من داعش",
        ),
        (
            "SDF",
            "قسد المدعومة من التحالف|SDF backed by the coalition|coalition-backed SDF|FDS soutenues par la coalition",
        ),
        ("ISIS commander", "IS-Anführer|DEAŞ elebaşı|ISIS leader|chef de l'EI|قيادي في داعش|DEAŞ'ın elebaşısı"),
        (
            "SDF",
            "SDF guards|SDF general command|أحد عناصر قسد|القيادة العامة لقسد|عسكري في قسد|one of the SDF's fighters",
        ),
        (
            "ISIS",
            "people with links to ISIS|عناصر يتبعون لداعش"
            "|DEAŞ'a bağlı hücre|einer der IS-Kämpfer|l'un des membres de l'EI",
        ),
        # Words of doubt are one sense in every language, wherever they stand; who only reports doubts nothing.
        (
            "suspected ISIS",
            "alleged ISIS|presumed ISIS|alleged ISIS member|suspected Islamic State militants|accused of ISIS ties",
        ),
        (
            "suspected ISIS",
            "المشتبه بهم من داعش|عناصر يشتبه بانتمائهم لداعش|شخص متهم بالانتماء لداعش|مشتبهين من داعش|داعش المشتبه بهم",
        ),
        (
            "suspected ISIS",
            "mutmaßlicher IS-Kämpfer|jihadistes présumés de l'EI|presunti militanti dell'Isis|DEAŞ şüphelileri",
        ),
        ("suspected SDF", "alleged SDF"),
        ("ISIS", "reported ISIS"),
        ("Jabal al-Bishri", "جبال البشري|جبل البشري|Djebel Bichri"),
        ("Muadamiyat al-Qalamoun", "Muadamiya al-Qalamun|Moadamiyet al-Qalamoun"),  # a t between the words of a name
        ("January 2025", "Jänner 2025|كانون الثاني 2025|كانون ثاني 2025"),
        ("March 2025", "Maerz 2025"),
        ("car bomb", "vehicle-borne IED"),
        ("Interior Ministry", "Министерство внутренних дел Сирии"),
        ("SDF", "FSD|Fuerzas de Siria Democrática|PYD/YPG/SDG|سوريا الديمقراطية"),
        ("ISIS", "État islamique en Irak et au Levant|Irak Şam İslam Devleti|Estado Islámico de Irak y el Levante"),
        ("civilians", "Zivilisten|civils|siviller|civiles|civili|мирные жители|sivîl|مدنيون|المدنيين"),
        ("unidentified gunmen", "unknown gunmen|مسلحون مجهولون|مجهولون|unbekannte Bewaffnete|çekdarên nenas"),
        ("July 2025", "يوليوز 2025|جويلية 2025"),  # as the Maghreb calls it
        ("al-Sukhna", "Sujna|Al Sujna"),  # kh as Spanish writes it
        ("al-Hol camp", "كمب الهول"),
        ("April 2025", "в апреле 2025 года|Avrêl 2025"),
        ("Asayish", "Hêzên Asayîşa Navxweyî|Hêzên Ewlekariya Hundirîn"),
        ("Russia", "russe|ruso|russo|Rus"),  # adjectives so short that they are found letter by letter alone
        ("Baghouz", "Багуз|Багус"),
        ("23 November 2025", "23ê Mijdara 2025ê|23 Kasım 2025'te|23 Kasım 2025te"),
        ("SDF", "local SDF fighters|SDF official spokesman|قوة من قسد|بيان قسد|ضابط في قسد"),
        ("ISIS", "a man belonging to ISIS|أشخاص ينتمون لداعش|متشددون من داعش|şaneyên DAIŞ'ê yên razayî"),
        ("coalition", "hêzên koalîsyona navneteweyî|koalîsyona navneteweyî"),
        # A nation by its adjective, and by the army that no list has.
        ("Turkey", "Turkish|Turkish forces|Turkish army|armée turque|türkische Armee|القوات التركية|الجيش التركي"),
        ("Russia", "Russian|Russian forces|russische Truppen|القوات الروسية|Rus ordusu|Russia's army"),
        # A desert by any word for one.
        ("Homs desert", "Homs steppe|Homs badia|steppe of Homs|Wüste von Homs|Humus çölü|صحراء حمص|désert de Homs"),
        ("Deir ez-Zor desert", "Deir Ezzor steppe|Deir ez-Zor badia|بادية دير الزور|Deyrizor çölü"),
        ("RAF", "Royal Air Force|British forces|سلاح الجو الملكي|Britische Luftwaffe"),
        ("Israel Defense Forces", "IDF|Tsahal|armée israélienne|İsrail ordusu|جيش الاحتلال"),
        ("Syria", "Suriye|Syrien|Syrie|سورية|Сирия|Sûriye"),
        ("Jabal al-Bishri", "Bishri mountain|Bishri mountains|Mount Bishri"),
        ("Hajin", "Hagin|Hadschin|Hecin"),
        ("Syrian Democratic Forces", "Силы демократической Сирии|Сил демократической Сирии"),
        ("Global Coalition", "قوات التحالف الدولي|للتحالف الدولي"),
        ("al-Qaryatayn", "القريتان|بالقريتين"),
        ("Tal al-Saman", "بتل السمن"),
        ("Jazmati", "بحي الجزماتي"),
        ("Rif Dimashq", "Rif Damascus|Reef Damascus|Rif de Damas|بريف دمشق"),
        (
            "22 June 2025",
            "le 22 juin 2025|22 июня 2025|on 22 June 2025",
        ),
        (
            "22 June 2025",
            "Sunday 22 June 2025|يوم الأحد 22 حزيران 2025|22. Juni 2025, Sonntag",
        ),
    ],
)
def test_spellings_in_the_record_find_what_the_usual_one_finds(usual, spellings):
    def found(text):
        return set(select(RECORD, Question(text=text)).incidents["incident_id"])

    assert found(usual)
    assert {spelling: found(spelling) for spelling in spellings.split("|")} == dict.fromkeys(
        spellings.split("|"), found(usual)
    )


def test_what_lies_around_a_town_is_one_region_in_whatever_words():
    def found(text):
        return set(select(RECORD, Question(text=text)).incidents["incident_id"])

    assert found("eastern Raqqa countryside")
    for text in ("east of Raqqa", "east Raqqa", "eastern countryside of Raqqa", "the east of Raqqa"):
        assert found(text) == found("eastern Raqqa countryside"), text


def test_the_country_is_where_everything_happened():
    assert select(RECORD, Question(text="Syria")).mask.all()


@pytest.mark.parametrize(
    ("governorates", "spellings"),
    [
        ("SY08 SY09 SY11", "northeast Syria|North-East Syria|northeastern Syria|northeast of Syria|Syria's northeast"),
        ("SY08 SY09 SY11", "nord-est de la Syrie|Nordostsyrien|Nordosten Syriens|noreste de Siria|nord-est Siria"),
        ("SY08 SY09 SY11", "شمال شرق سوريا|شمال شرقي سورية|في شمال شرق سورية|شمال وشرق سوريا|الشمال الشرقي السوري"),
        ("SY08 SY09 SY11", "Suriye'nin kuzeydoğusunda|северо-восток Сирии|bakur û rojhilatê Sûriyê"),
        ("SY07", "northwestern Syria|north-west Syria|شمال غرب سوريا|شمال غرب سورية|شمال غربي سورية"),
        ("SY13", "southern Syria|جنوب سوريا|جنوب سورية|south Syria|sud de la Syrie|Südsyrien"),
        ("SY08 SY09 SY11", "eastern Syria|شرق سوريا|شرقي سورية|est de la Syrie|Ostsyrien"),
        ("SY04 SY05", "central Syria|وسط سوريا|وسط سورية|Zentralsyrien|centre de la Syrie"),
        ("SY06", "the Syrian coast|الساحل السوري|syrische Küste|littoral syrien"),
    ],
)  # fmt: skip
def test_a_part_of_the_country_is_its_governorates_and_not_the_whole(governorates, spellings):
    places = PLACES | {"latakia": "SY06", "as-suwayda": "SY13"}
    incidents = [an_incident(at, place_id=one, governorates=code) for at, (one, code) in enumerate(places.items(), 1)]
    record = a_selection(incidents=incidents).record
    for text in spellings.split("|"):
        assert set(select(record, Question(text=text)).incidents["governorates"]) == set(governorates.split()), text


def test_what_only_says_a_part_of_the_country_was_there():
    said = an_incident(1, place_id="syria", governorates="", summary_en="A raid.", summary_ar="مداهمة في جنوب سوريا.")
    other = an_incident(2, place_id="raqqa", governorates="SY11", summary_en="A man of Daraa.", summary_ar="رجل.")
    record = a_selection(incidents=[said, other]).record
    assert select(record, Question(text="southern Syria")).incidents["incident_id"].tolist() == ["SYR-0001"]


def test_the_part_of_the_country_in_which_a_place_lies_says_nothing_beside_it():
    for text in ("Hasakah, northeast Syria", "الحسكة شمال شرق سوريا", "Hasakah in northern Syria"):
        assert (select(RECORD, Question(text=text)).mask == select(RECORD, Question(text="Hasakah")).mask).all(), text


def test_parties_that_act_together_are_not_one_another():
    def found(text):
        return set(select(RECORD, Question(text=text)).incidents["incident_id"])

    assert found("General Security") - found("General Intelligence")
    assert found("General Intelligence") - found("General Security")


@pytest.mark.parametrize("text", ["لبنان", "Lebanon", "بغداد", "بولندا", "وزير", "للبنان", "del", "season", "forget"])
def test_a_word_that_begins_like_a_particle_is_no_town(text):
    assert places_without_incidents(RECORD, text) == []


@pytest.mark.parametrize("text", ["argue", "Ross", "dutch", "rust", "irony", "libel", "liaison"])
def test_a_word_that_sounds_like_the_adjective_of_a_nation_names_none(text):
    assert not any(part.is_name for part in asked_for(RECORD, text).parts)


@pytest.mark.parametrize(
    "text", ["torque", "torso", "Pocket", "courses", "gentry", "sardine", "decline", "tricky", "popular"]
)
def test_a_word_of_everyday_english_is_heard_as_no_name_and_finds_nothing(text):
    assert not any(part.is_name for part in asked_for(RECORD, text).parts)
    assert select(RECORD, Question(text=text)).incidents.empty


@pytest.mark.parametrize("text", ["بالحمراء", "والمزيريب", "بمنبج", "وتل حميس", "لدير العصافير"])
def test_a_town_of_which_nothing_is_recorded_is_known_behind_a_particle(text):
    elsewhere = a_selection(incidents=[an_incident(1, summary_en="Shots.", summary_ar="إطلاق نار.")]).record
    assert places_without_incidents(elsewhere, text)


def test_a_plural_that_no_ending_tells_is_not_taken_for_a_shorter_word():
    record = a_selection(incidents=[an_incident(1, summary_en="Shots.", summary_ar="وكما قيل، أطلقت نيران.")]).record
    assert select(record, Question(text="كما")).incidents["incident_id"].tolist() == ["SYR-0001"]
    assert select(record, Question(text="كمائن")).incidents.empty


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    "text", ["Khabur", "نهر الخابور", "Habur", "Balikh river", "Belîx", "Orontes", "Asi Nehri", "دجلة"]
)
def test_a_river_that_no_text_names_is_said_to_be_one(text, lang):
    """No incident is said to be none there: places beside it are found by their own names."""
    (sentence,) = known_places_in_words(select(RECORDED, Question(text=text)), lang)
    (river,) = rivers_unnamed(RECORDED, text)
    assert lang.of(river, "name") in sentence
    assert places_without_incidents(RECORDED, text) == []


def test_a_river_is_found_where_a_text_names_it():
    dataset = a_selection(incidents=[an_incident(1, summary_en="Shots by the Khabur.", summary_ar="إطلاق نار.")])
    for text in ("Xabûr", "الخابور", "Khabour river", "Khabur valley"):
        assert select(dataset.record, Question(text=text)).incidents["incident_id"].tolist() == ["SYR-0001"], text
        assert known_places_in_words(select(dataset.record, Question(text=text)), EN) == []


def test_names_and_words_of_one_text_are_all_asked():
    assert places_found("shots in Raqqa") == {"raqqa", "al-tabqa"}
    assert places_found("Raqqa Homs") == set()
    assert places_found("Raqqa xyzzy") == set()


@pytest.mark.parametrize("text", ["syr 1", "SYR-0001", "syr0001", "SYR-٠٠٠١", "#1", "0001", "incident SYR-0001"])
def test_an_id_is_understood_in_any_writing(text):
    assert places_found(text) == {"raqqa"}
    assert places_found("SYR-1, SYR-0002") == {"raqqa", "deir-ez-zor"}
    assert incident_meant(RECORDED, "SYR-9999") is None


@pytest.mark.parametrize("text", ["SYR-9999", "syr-0", "#9999"])
def test_an_id_that_is_not_there_finds_nothing(text):
    assert places_found(text) == set()


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("text", ["Menbiç", "منبج", "Jarablus", "Tell Abyad", "Azaz", "Hajin", "Quneitra", "Girê Spî"])
def test_a_known_place_of_which_nothing_is_recorded_is_said_to_be_known(text, lang):
    (sentence,) = known_places_in_words(select(RECORDED, Question(text=text)), lang)
    (place,) = places_without_incidents(RECORDED, text)
    assert lang.of(place, "name") in sentence


@pytest.mark.parametrize(
    "text", ["", "Raqqa", "xyzzy", "Khan Younis", "Tel Afar", "17 May 1999", "SYR-9999", "Manbij xyzzy"]
)
def test_of_other_texts_nothing_is_said(text):
    for lang in (EN, AR):
        assert known_places_in_words(select(RECORDED, Question(text=text)), lang) == []


@settings(max_examples=times(100, quick=16))
@given(
    st.text(max_size=80)
    | st.lists(
        st.sampled_from(["al", "Hol", "camp", "of", "the", "city", "17", "May", "2025", "SYR", "12", "دير"])
    ).map(" ".join)
)
def test_any_text_can_be_understood(text):
    asked = asked_for(RECORD, text)
    assert all(part.text for part in asked.parts)
    assert len(places_without_incidents(RECORD, text)) <= 200


def test_every_place_of_the_record_is_found_by_its_own_names():
    """Each finds at least its own incidents; where two share a name, those of both."""
    held = RECORD.incidents.groupby("place_id", observed=True)["incident_id"].agg(set)
    for place, incidents in held.items():
        row = RECORD.gazetteer.place(str(place))
        for name in (row["name_en"], row["name_ar"]):
            found = set(select(RECORD, Question(text=name)).incidents["incident_id"])
            assert incidents <= found, name
