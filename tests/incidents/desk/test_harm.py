"""What may do harm is pointed out before it is saved, and what is harmless is left alone."""

from dataclasses import replace

import pytest

from geodata.gazetteer import shipped_gazetteer
from incidents.desk.draft import Draft
from incidents.desk.harm import find_harm, is_isis_media, names_in
from incidents.desk.kept_record import load_kept_record
from tests.conftest import AR, EN
from tests.incidents.desk.conftest import a_new_draft


def names(text: str, script: str) -> list[str]:
    return [found[0] for found in names_in(text, script, shipped_gazetteer())]


@pytest.mark.parametrize(
    ("text", "script", "name"),
    [
        ("Gunmen shot Sheikh Khalid al-Jasim in front of his house.", "en", "Sheikh Khalid al-Jasim"),
        ("The ministry says it arrested Abu Qatada al-Homsi.", "en", "Abu Qatada al-Homsi"),
        ("A shepherd, Mohammed Hassan Ali, was killed.", "en", "Mohammed Hassan Ali"),
        ("A man identified as Jawan Rojhilat was killed.", "en", "identified as Jawan Rojhilat"),
        ("Among the dead was Dr. Samer Qabbani.", "en", "Dr. Samer Qabbani"),
        ("قُتل المدعو عبود الشمري برصاص مجهولين.", "ar", "المدعو عبود الشمري"),
        ("أصيب المواطن خالد الجاسم أمام منزله.", "ar", "المواطن خالد الجاسم"),
        ("اغتال مسلحون العقيد أحمد المحمد.", "ar", "العقيد أحمد المحمد"),
        ("أعلنت الوزارة القبض على أبي قتادة الحمصي.", "ar", "أبي قتادة الحمصي"),
        ("قُتل محمد شحادة في بيته.", "ar", "محمد شحادة"),
    ],
)
def test_the_name_of_a_person_is_found(text, script, name):
    assert names(text, script) == [name]


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("General Security raided a house in Abu Kamal, the Interior Ministry says.", "en"),
        ("A patrol was attacked at Abu Fas, near Khan Sheikhoun.", "en"),
        ("The Colonel of the brigade and two men it called ISIS members were hurt.", "en"),
        ("Shots were fired in the Abu Hamid area; Sayyida Zaynab stayed calm.", "en"),
        ("داهم الأمن العام منزلاً في أبو كمال بحسب وزارة الداخلية.", "ar"),
        ("لم يُعرف أكان هجوماً أم اشتباكاً، ولم يُذكر اسمه ومنصبه.", "ar"),
        ("قُتل القيادي في داعش والقائد العسكري للمنطقة.", "ar"),
        ("هجوم قرب السيدة زينب وآخر في بلدة أبو حمام.", "ar"),
    ],
)
def test_a_place_a_rank_or_a_question_is_no_name(text, script):
    assert names(text, script) == []


@pytest.fixture(scope="module")
def shipped():
    return load_kept_record()


def test_few_summaries_of_the_shipped_record_are_taken_for_naming_somebody(shipped):
    """All that are found name leaders and suspects whom officials named in public."""
    draft = Draft("all", "", "", "", rows={"incidents": tuple(shipped.rows("incidents").values())})
    found = find_harm(shipped, draft)
    assert {harm.kind for harm in found} == {"name"}
    assert len({harm.row for harm in found if harm.column.startswith("summary")}) <= 13


def told(kept, draft) -> list[tuple[str, str, int, str]]:
    return [(harm.kind, harm.table, harm.row, harm.column) for harm in find_harm(kept, draft)]


def test_each_kind_of_harm_is_told_at_its_cell(kept):
    draft = a_new_draft(
        summary_en="ISIS killed two men at 35.33412, 40.14125.", summary_ar="قتل داعش رجلين.", is_role="target"
    )
    source = {**draft.rows["sources"][0], "url": "https://t.me/nashir/3"}
    place = {**kept.rows("gazetteer")["raqqa",], "place_id": "a-house", "latitude": "35.95123", "uncertainty_km": "0.1"}
    draft = replace(draft, rows={**draft.rows, "sources": (source,), "gazetteer": (place,)})
    assert sorted(told(kept, draft)) == [
        ("isis media", "sources", 0, "url"),
        ("point", "gazetteer", 0, "latitude"),
        ("point", "gazetteer", 0, "uncertainty_km"),
        ("point", "incidents", 0, "summary_en"),
    ]
    for lang in (EN, AR):
        assert all(harm.found in harm.say(lang) for harm in find_harm(kept, draft))


def test_an_accusation_needs_a_speaker_in_the_words_and_in_the_claims(kept):
    bare = a_new_draft(summary_en="ISIS killed two men.", summary_ar="قتل داعش رجلين بحسب المرصد.")
    assert told(kept, bare) == [
        ("accusation", "incidents", 0, "summary_en"),
        ("accusation", "incidents", 0, "is_role"),
    ]
    claim = {**bare.rows["claims"][0], "measure": "responsibility", "value": "", "text_en": "ISIS", "text_ar": "داعش"}
    spoken = replace(bare, rows={**bare.rows, "claims": (claim,)})
    assert told(kept, spoken) == [("accusation", "incidents", 0, "summary_en")]


@pytest.mark.parametrize(
    ("english", "arabic"),
    [
        ("ISIS-linked gunmen shot two men in the countryside.", "أطلق عناصر من داعش النار على رجلين في منتصف الليل."),
        ("Islamic State (ISIS) fighters killed the list's head at a call.", "قتل داعش شخصين بعد سماح الحاجز بمرورهما."),
    ],
)
def test_a_word_that_only_looks_like_a_speaker_s_is_none(kept, english, arabic):
    found = told(kept, a_new_draft(summary_en=english, summary_ar=arabic))
    assert {column for kind, _table, _row, column in found if kind == "accusation"} >= {"summary_en", "summary_ar"}


def test_of_a_correction_only_what_it_changes_is_looked_at(kept):
    row = {**kept.rows("incidents")["SYR-0001",], "summary_en": "Sheikh Omar Hasan was shot, SOHR says."}
    draft = Draft("x", "", "", "", rows={"incidents": (row,)}, seen={"incidents": (row,)})
    assert [harm.kind for harm in find_harm(kept, draft) if harm.column != "is_role"] == []


@pytest.mark.parametrize("url", ["https://t.me/x", "http://www.amaq-agency.example/1", "https://archive.org/details/x"])
def test_where_isis_puts_its_media_is_known(url):
    assert is_isis_media(url)


def test_no_shipped_source_is_taken_for_isis_media(shipped):
    assert [row["url"] for row in shipped.rows("sources").values() if is_isis_media(row["url"])] == []
