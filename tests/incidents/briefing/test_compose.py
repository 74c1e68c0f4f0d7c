import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.briefing.compose import compose_briefing, compose_heading
from incidents.briefing.content import printable
from incidents.briefing.sheets import shared_content
from incidents.briefing.slide_sheet import slide_map
from incidents.briefing.table import MOST_KEYED, MOST_LISTED
from incidents.briefing.wording import caveats_in_words, changes_in_words
from incidents.language import shortened
from incidents.phrases import disagreement, title_sentence, total_range
from incidents.phrases.changes import change_headline
from incidents.phrases.coverage import coverage_in_brief, coverage_in_full, sources_then_and_now
from incidents.phrases.nearness import nearness_in_words
from incidents.phrases.news import news_in_words
from incidents.record.older import noted_versions, older_record
from incidents.selection.change_periods import change_periods
from incidents.selection.changes import changes
from incidents.selection.differences import difference
from incidents.selection.nearness import nearness
from incidents.selection.question import Near, Question
from incidents.selection.reporting import reporting
from incidents.selection.selection import select
from incidents.selection.summaries import incidents_by_governorate, incidents_by_kind, key_figures
from tests.conftest import AR, EN, a_claim, a_selection, a_source, an_incident
from tests.incidents.conftest import DEIR_EZ_ZOR, HOSTILE, LINK, MADE_ON, answered, briefing_of, many, words


@pytest.mark.parametrize("filters", [Question(), DEIR_EZ_ZOR, Question(contested=True), Question(text="zzqq")])
def test_figures_are_those_of_the_page(record, lang, filters):
    briefing = answered(filters, lang)
    shown = select(record, filters)
    figures = key_figures(shown)
    values = [figure.value for figure in briefing.figures.key]
    assert values[0] == lang.number(figures.incidents)
    for total, value in zip((figures.killed, figures.wounded, figures.arrested), values[1:4], strict=True):
        assert value == total_range(total, lang)
    assert values[4:] == [lang.number(figures.contested), lang.number(figures.governorates)]
    assert {bar.code: bar.count for bar in briefing.charts.kinds} == {
        k: n for k, n in incidents_by_kind(shown).items() if n
    }
    by_governorate = incidents_by_governorate(shown)["incidents"]
    assert {bar.code: bar.count for bar in briefing.charts.governorates} == {
        p: n for p, n in by_governorate.items() if n
    }


def test_what_is_new_since_a_version_stands_in_the_head_with_both_versions(record, lang):
    older = older_record(record, noted_versions(record)[0])
    chosen = select(record, DEIR_EZ_ZOR)
    briefing = compose_briefing(chosen, None, lang, "", MADE_ON, older)
    news = news_in_words(difference(older, record, DEIR_EZ_ZOR), lang)
    assert all(words(part) in words(briefing.heading.news) for part in (news, older.version, record.version))
    assert f"--since {older.version}" in briefing.notes.reproduce
    assert shared_content(briefing, slide_map(briefing))["news"] == briefing.heading.news
    assert compose_briefing(chosen, None, lang, "", MADE_ON).heading.news == ""


def test_title_is_the_sentence_of_the_page(record, lang):
    briefing = answered(DEIR_EZ_ZOR, lang)
    assert words(briefing.heading.title) == words(title_sentence(select(record, DEIR_EZ_ZOR), lang))


def test_timeline_counts_every_incident_once_or_says_why_not(everything):
    counted = sum(sum(counts) for _kind, counts in everything.charts.timeline.counts)
    left_out = int("".join(filter(str.isdigit, everything.charts.timeline.note.split()[0])) or 0)
    assert counted + left_out == everything.map.points.total


def test_map_counts_add_up_to_the_selection(everything):
    drawn = int(everything.map.points.marks["count"].sum() + everything.map.points.areas["count"].sum())
    assert (
        drawn + everything.map.points.outside + len(everything.map.points.without_place) == everything.map.points.total
    )


def test_change_is_computed_where_the_record_covers_both_periods():
    spring = [an_incident(1, date_start="2025-05-02"), an_incident(2, date_start="2025-06-02")]
    dataset = a_selection(incidents=spring, claims=[a_claim(1, value=2), a_claim(2, low=3, high=4)])
    june = Question(date_from=dt.date(2025, 6, 1), date_to=dt.date(2025, 6, 30))
    briefing = briefing_of(dataset, question=june)
    assert briefing.figures.key[0].before == "before: 1"
    assert (briefing.figures.key[1].value, briefing.figures.key[1].before) == ("3–4", "before: 2")
    assert "2–31\u00a0May\u00a02025" in briefing.heading.comparison
    assert "sources per incident: " in briefing.heading.comparison


def test_a_period_without_incidents_is_told_in_words_and_has_no_mean():
    one = a_selection(incidents=[an_incident(1, date_start="2025-06-02")])
    june, july = (Question(date_from=dt.date(2025, at, 1), date_to=dt.date(2025, at, 30)) for at in (6, 7))
    for lang in (EN, AR):
        for asked in (june, july):
            found = reporting(select(one.record, asked), change_periods(one.record, asked))
            said = [coverage_in_brief(found, lang), *coverage_in_full(found, one.record, lang)]
            assert all(said)
            assert not re.search(r"[–←→]|\d\.\d|nan", " ".join(said)), said
    assert coverage_in_brief(found, EN).endswith(" before, no incident now")


def test_two_periods_without_incidents_say_nothing_of_sources():
    one = a_selection(incidents=[an_incident(1, date_start="2025-06-02")])
    september = Question(date_from=dt.date(2025, 9, 1), date_to=dt.date(2025, 9, 30))
    found = reporting(select(one.record, september), change_periods(one.record, september))
    assert coverage_in_brief(found, EN) == sources_then_and_now(found, EN) == ""


def test_change_is_absent_where_the_period_before_is_not_covered():
    dataset = a_selection()
    first_days = Question(date_from=dt.date(2024, 11, 10), date_to=dt.date(2024, 12, 10))
    briefing = briefing_of(dataset, question=first_days)
    assert not any(figure.before for figure in briefing.figures.key)
    assert briefing.heading.comparison.startswith("No comparison")
    assert "sources per incident" not in briefing.heading.comparison


def test_open_period_has_no_comparison():
    briefing = briefing_of(a_selection(), question=Question(date_from=dt.date(2025, 5, 1)))
    assert briefing.heading.comparison == ""
    assert not any(figure.before for figure in briefing.figures.key)


def test_unknown_deaths_are_said_and_not_zero():
    dataset = a_selection(claims=[a_claim(measure="arrested", value=2)])
    briefing = briefing_of(dataset)
    assert briefing.figures.key[1].value == "not reported"
    assert briefing.table.listed[0].killed == "not reported"
    assert briefing.charts.governorates[0].killed == "not reported"


def test_up_to_forty_incidents_are_numbered_as_in_the_table():
    briefing = briefing_of(many(MOST_KEYED))
    assert [row.number for row in briefing.table.listed] == list(range(1, MOST_KEYED + 1))
    assert [pin.number for pin in briefing.map.pins] == list(range(1, MOST_KEYED + 1))


def test_more_than_forty_incidents_are_clusters():
    briefing = briefing_of(many(MOST_KEYED + 1))
    assert briefing.map.pins == ()
    assert {row.number for row in briefing.table.listed} == {0}
    assert briefing.map.points.marks["count"].tolist() == [MOST_KEYED + 1]


def test_very_many_incidents_are_listed_by_deaths_and_the_rest_is_named():
    briefing = briefing_of(many(MOST_LISTED + 50))
    assert len(briefing.table.listed) == MOST_LISTED
    assert "200 of 250" in briefing.table.note
    assert min(row.killed_high for row in briefing.table.listed) >= 1


def test_replaced_figures_are_not_in_the_accounts_in_brief():
    claims = [
        a_claim(1, value=9, superseded_by="SYR-0001-02", origin_id="sohr"),
        a_claim(1, value=4, origin_id="sohr"),
    ]
    (account,) = briefing_of(a_selection(claims=claims)).table.listed[0].accounts
    assert account.says == "Killed, total 4"


def test_every_account_names_its_sources_by_number():
    claims = [a_claim(1, source_id="one", origin_id="sohr"), a_claim(1, source_id="two", origin_id="sdf", value=3)]
    sources = [a_source("one"), a_source("two", published="")]
    briefing = briefing_of(a_selection(claims=claims, sources=sources))
    assert [account.sources for account in briefing.table.listed[0].accounts] == [(1,), (2,)]
    assert [source.number for source in briefing.notes.sources] == [1, 2]
    assert briefing.notes.sources[1].text.endswith("no date")


def test_disagreements_are_told_in_the_words_of_the_page(record, lang):
    briefing = answered(Question(contested=True), lang)
    for row in briefing.table.listed[:10]:
        assert list(row.contested) == [printable(text) for text in disagreement(record, row.incident_id, lang)]


def test_bounds_of_the_readers_map_lie_on_the_sheet(record):
    view = (35.0, 39.5, 35.6, 41.0)
    briefing = compose_briefing(select(record), view, EN, LINK, MADE_ON)
    south, west, north, east = briefing.map.bounds
    assert south <= view[0] + 1e-6
    assert west <= view[1] + 1e-6
    assert north >= view[2] - 1e-6
    assert east >= view[3] - 1e-6
    assert briefing.map.points.outside > 0
    assert any("outside" in note for note in briefing.map.notes)


@pytest.mark.parametrize(("lang", "name"), [(EN, "Manbij"), (AR, "منبج")])
def test_an_empty_briefing_says_that_a_place_is_known(lang, name):
    selection = a_selection(incidents=[an_incident()])
    empty = select(selection.record, Question(text="Menbiç"))
    assert name in compose_briefing(empty, None, lang, "", MADE_ON).table.nothing
    assert compose_briefing(selection, None, lang, "", MADE_ON).table.nothing == ""


def test_empty_selection_has_no_rows_and_no_invented_zero():
    briefing = briefing_of(a_selection(), question=Question(text="nothing of the kind"))
    assert briefing.table.listed == ()
    assert briefing.notes.sources == ()
    assert briefing.map.pins == ()
    assert [figure.value for figure in briefing.figures.key] == ["0", "—", "—", "—", "0", "0"]


def test_hostile_text_is_kept_legible_and_short():
    briefing = briefing_of(a_selection(incidents=[an_incident(summary_en=HOSTILE)]))
    summary = briefing.table.listed[0].summary
    assert summary.startswith("#panic() <script>alert(1)</script> =1+1 evil □")
    assert len(summary) <= 420
    assert summary.endswith("…")


@given(st.text())
def test_printable_text_has_no_override_and_closes_its_isolates(text):
    out = printable(text)
    assert not set(out) & set("\u202a\u202b\u202c\u202d\u202e\u200e\u200f\n\r\x00")
    assert sum(out.count(mark) for mark in "\u2066\u2067\u2068") == out.count("\u2069")
    assert all(ord(character) < 0x10000 for character in out)


@given(st.text(min_size=1), st.integers(5, 80))
def test_shortened_text_keeps_within_its_length(text, most):
    assert len(shortened(text, most)) <= max(most, len(text) if len(text) <= most else most)


def test_file_name_says_what_is_inside():
    briefing = answered(DEIR_EZ_ZOR, AR)
    assert briefing.file_stem == "isis-syria_deir-ez-zor_2025-07-01_2025-09-30_ar"


def test_a_briefing_says_what_rose_and_fell_as_page_and_shell_do(record):
    last_days = Question(date_from=dt.date(2025, 12, 6), date_to=dt.date(2026, 3, 5))
    asked = select(record, last_days)
    found = changes(asked, ("kind",))
    assert changes_in_words(asked, EN) == (change_headline(found, record, EN), sources_then_and_now(found.told, EN))
    assert caveats_in_words(asked, key_figures(asked), EN)[0].startswith("Data from ")


def test_a_briefing_says_how_many_surely_lie_within_and_shows_the_circle(record):
    near = Question(near=Near("raqqa", 30))
    briefing = compose_briefing(select(record, near), None, EN, "", dt.date(2026, 11, 24))
    surely = nearness(select(record, near))
    assert surely is not None
    assert {*nearness_in_words(surely, EN)} <= {*briefing.notes.caveats}
    south, west, north, east = briefing.map.bounds
    assert south < 35.7 < 35.95 < 36.2 < north
    assert west < 38.7 < 39.01 < 39.3 < east


def test_a_count_over_several_operations_has_no_dead_on_paper_and_none_in_the_bars():
    incidents = [an_incident(1, tactic="aggregate-count"), an_incident(2, governorates="SY09|SY11")]
    briefing = briefing_of(a_selection(incidents=incidents, claims=[a_claim(1, value=11), a_claim(2, value=2)]))
    aggregate = next(row for row in briefing.table.listed if row.incident_id == "SYR-0001")
    assert (aggregate.killed, aggregate.killed_high) == ("\u2014", -1)
    assert {bar.code: bar.killed for bar in briefing.charts.governorates} == {"SY09": "2", "SY11": "2"}
    assert briefing.charts.governorates_note.startswith("1 incident reported in several governorates counts whole")


def test_coverage_is_compared_only_where_both_periods_have_incidents(record, lang):
    may = Question(governorate=("SY02",), date_from=dt.date(2025, 5, 1), date_to=dt.date(2025, 5, 31))
    asked = select(record, may)
    told = [*changes_in_words(asked, lang), compose_heading(asked, lang).comparison]
    assert told[1].strip()
    assert not any("\u2013 \u2192" in text or "\u2013 \u2190" in text for text in told)


def test_a_briefing_keeps_its_language_which_has_read_its_catalogue_already():
    for lang in (EN, AR):
        assert briefing_of(a_selection(), lang).lang is lang
