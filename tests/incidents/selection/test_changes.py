"""What rose and what fell: the counts are those of the filters, and what they rest on stands beside them."""

import datetime as dt
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from incidents.phrases.changes import behind_the_change, change_headline, change_in_words
from incidents.record.vocabulary import NOT_STATED
from incidents.selection.change_periods import (
    change_periods,
    days_of,
    read_period,
    uncovered_days,
    written_period,
)
from incidents.selection.changes import DIMENSIONS, TOGETHER, changes, is_by_chance
from incidents.selection.filters import LISTS
from incidents.selection.question import Question
from incidents.selection.reporting import sources_per_incident
from incidents.selection.selection import select
from tests.conftest import EN, LANGS, a_claim, a_role, a_selection, an_incident, shipped_record

RECORD = shipped_record()
LAST = RECORD.coverage[1].date()
MAY = Question(date_from=dt.date(2025, 5, 1), date_to=dt.date(2025, 5, 31))
DAYS = st.dates(dt.date(2024, 11, 4), dt.date(2026, 6, 30))
PERIODS = st.tuples(DAYS, DAYS).map(lambda days: (min(days), max(days)))


def changed(*incidents, question=MAY, by=("governorate",), against=None, **tables):
    selection = a_selection(incidents=list(incidents), **tables)
    return changes(select(selection.record, question), by, against)


def row_of(found, **codes):
    rows = found.rows
    for name, code in codes.items():
        rows = rows[rows[name] == code]
    return rows.iloc[0]


@settings(deadline=None, max_examples=15)
@given(PERIODS, st.none() | PERIODS, st.sampled_from(DIMENSIONS))
def test_every_count_is_what_the_filters_give(now, against, name):
    question = Question(date_from=now[0], date_to=now[1])
    found = changes(select(RECORD, question), (name,), against)
    for row in found.rows.head(3).to_dict("records"):
        for side in ("then", "now"):
            first, last = getattr(found, side).period
            alone = Question(date_from=first, date_to=last, **{name: (row[name],)})
            assert row[side] == len(select(RECORD, alone)), (row, side)


def test_the_combination_counts_what_all_three_filters_together_give():
    found = changes(select(RECORD), TOGETHER)
    for row in found.rows.head(8).to_dict("records"):
        first, last = found.now.period
        alone = Question(date_from=first, date_to=last, **{name: (row[name],) for name in TOGETHER})
        assert row["now"] == len(select(RECORD, alone))


def test_a_rise_of_attacks_is_told_with_what_counts_twice():
    raids = [an_incident(number, date_start="2025-05-10", tactic="raid") for number in (1, 2)]
    attacks = [an_incident(number, date_start="2025-04-10" if number < 6 else "2025-05-10") for number in range(3, 20)]
    long = an_incident(20, date_start="2025-04-28", date_end="2025-05-03", date_precision="range")
    found = changed(*raids, *attacks, long, by=("kind",))
    attack = row_of(found, kind="attack")
    assert (attack["then"], attack["now"], attack["both"], attack["is_few"]) == (4, 15, 1, False)
    assert (found.then.incidents, found.now.incidents, found.both) == (4, 17, 1)


def test_without_dates_it_is_the_last_ninety_days_of_the_record_and_not_of_today():
    periods = change_periods(RECORD, Question())
    assert periods.is_assumed
    assert periods.now == (LAST - dt.timedelta(days=89), LAST)
    assert periods.then == (LAST - dt.timedelta(days=179), LAST - dt.timedelta(days=90))


@given(DAYS, DAYS)
def test_the_period_before_ends_the_day_before_and_is_equally_long(one, other):
    question = Question(date_from=min(one, other), date_to=max(one, other))
    periods = change_periods(RECORD, question)
    assert periods.then[1] == question.date_from - dt.timedelta(days=1)
    assert days_of(periods.then) == days_of(periods.now)


@pytest.mark.parametrize("day", [dt.date.min, dt.date.max])
def test_no_day_is_too_early_or_too_late(day):
    for question in (Question(date_from=day), Question(date_to=day), Question(date_from=day, date_to=day)):
        found = changes(select(RECORD, question))
        assert found.then.incidents <= len(RECORD)


def test_what_the_record_does_not_cover_is_counted_and_said_first():
    question = Question(date_from=LAST - dt.timedelta(days=9), date_to=LAST + dt.timedelta(days=20))
    found = changes(select(RECORD, question))
    assert (found.now.uncovered, found.then.uncovered) == (20, 0)
    assert "20 days" in change_headline(found, RECORD, EN)[:30]
    assert uncovered_days(RECORD, (LAST + dt.timedelta(days=5), LAST + dt.timedelta(days=9))) == 5


def test_an_incident_whose_span_touches_both_periods_counts_in_both_and_is_said():
    found = changed(an_incident(date_start="2025-04-28", date_end="2025-05-03", date_precision="range"))
    row = row_of(found, governorate="SY09")
    assert (row["then"], row["now"], row["difference"], row["both"], found.both) == (1, 1, 0, 1, 1)


def test_an_incident_without_any_date_is_in_neither_and_one_of_unknown_date_is_said():
    found = changed(
        an_incident(1, date_start="", date_end="", date_precision="unknown"),
        an_incident(2, date_precision="unknown"),
    )
    assert (found.then.incidents, found.now.incidents, found.undated, found.now.filed) == (0, 1, 1, 1)


def test_zeros_of_governorates_and_kinds_stay():
    found = changed(an_incident())
    assert set(RECORD.gazetteer.governorates) <= set(found.rows["governorate"])
    assert set(changed(an_incident(), by=("kind",)).rows["kind"]) >= set(LISTS["kind"].listed(RECORD))


def test_the_largest_change_comes_first_whichever_way_it_goes():
    falls = [an_incident(number, date_start="2025-04-10", governorates="SY11") for number in (1, 2, 3)]
    found = changed(*falls, an_incident(4))
    assert [*found.rows["difference"].head(2)] == [-3, 1]
    assert found.rows["governorate"].iloc[0] == "SY11"


def test_of_two_changes_alike_the_rise_comes_first_as_in_rankings():
    fell = [an_incident(number, date_start="2025-04-10", governorates="SY11") for number in (1, 2, 3)]
    fell += [an_incident(number, governorates="SY11") for number in (4, 5)]
    found = changed(*fell, an_incident(6))
    assert [*found.rows["difference"].head(2)] == [1, -1]


def test_what_is_not_stated_comes_last_as_in_rankings_however_large_its_change():
    rows = changes(select(RECORD), ("governorate",)).rows
    assert rows["governorate"].iloc[-1] == NOT_STATED
    assert rows["difference"].iloc[-1] > 0 == rows["difference"].iloc[-2]
    together = changes(select(RECORD), TOGETHER).rows
    assert together["difference"].abs().is_monotonic_decreasing  # where several lists meet nothing is set aside


def test_an_incident_of_several_governorates_and_actors_counts_in_each():
    roles = [a_role("islamic-state"), a_role("sdf", "target")]
    found = changed(an_incident(governorates="SY09|SY11"), roles=roles, by=("governorate", "kind", "actor"))
    assert len(found.rows) == 4
    assert found.now.incidents == 1


def test_sources_are_counted_once_per_incident_and_stand_then_and_now():
    claims = [
        a_claim(1, source_id="one"),
        a_claim(2, source_id="one"),
        a_claim(2, source_id="one", measure="arrested"),
        a_claim(2, source_id="two", origin_id="sana"),
    ]
    found = changed(an_incident(1, date_start="2025-04-10"), an_incident(2), claims=claims)
    assert (found.then.sources, found.now.sources, found.now.origins, found.now.parties) == (1, 2, 2, 2)
    assert found.told.is_told_differently
    row = row_of(found, governorate="SY09")
    assert (row["sources_then"], row["sources_now"]) == (1, 2)
    assert math.isnan(row_of(found, governorate="SY01")["sources_now"])


def test_sources_follow_the_order_of_the_incidents():
    sources = sources_per_incident(RECORD)
    incident_id = RECORD.incidents["incident_id"].iloc[49]
    assert sources[49] == RECORD.claims_of([incident_id])["source_id"].nunique()


@pytest.mark.parametrize(
    ("then", "now", "share", "by_chance"),
    [
        (7, 22, 0.5, False),
        (0, 5, 0.5, True),
        (0, 6, 0.5, False),
        (5, 9, 0.5, True),
        (3, 3, 0.5, False),
        (30, 10, 0.25, True),
        (10, 10, 0.2, False),
        (5000, 5400, 0.5, False),
        (5000, 5050, 0.5, True),
        (3, 0, 0.0, True),
    ],
)
def test_a_change_that_chance_would_bring_about_rests_on_small_counts(then, now, share, by_chance):
    assert is_by_chance(then, now, share) is by_chance


@given(st.integers(0, 40), st.integers(0, 40))
def test_chance_is_the_same_for_a_rise_and_for_the_fall_back(then, now):
    assert is_by_chance(then, now) == is_by_chance(now, then)


@given(PERIODS)
def test_a_period_survives_its_writing(period):
    assert read_period(written_period(period)) == period


@pytest.mark.parametrize(
    "text", ["", "..", "2025-01-01", "2025-02-01..2025-01-01", "2025-02-30..2025-03-01", "20250101..20250102"]
)
def test_what_is_no_period_is_none(text):
    assert read_period(text) is None


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("by", [*[(name,) for name in DIMENSIONS], TOGETHER])
def test_every_sentence_is_whole_and_calls_the_sample_a_sample(lang, by):
    found = changes(select(RECORD), by)
    said = [change_headline(found, RECORD, lang), *behind_the_change(found, RECORD, lang)]
    assert not [sentence for sentence in said if "{" in sentence]
    assert any(word in " ".join(said) for word in ("sample", "عيّنة"))


def test_a_change_is_said_in_figures_in_either_direction():
    assert change_in_words("Attacks", 7, 22, EN) == "Attacks: rose from 7 to 22"
    assert change_in_words("Attacks", 22, 7, EN) == "Attacks: fell from 22 to 7"
    assert change_in_words("Attacks", 7, 7, EN) == "Attacks: 7, as before"


def test_small_counts_and_another_coverage_are_said():
    few = changed(an_incident(1), an_incident(2))
    assert few.is_few
    assert any("chance alone" in sentence for sentence in behind_the_change(few, RECORD, EN))


def test_periods_of_unequal_length_are_said():
    found = changed(an_incident(), against=(dt.date(2025, 1, 1), dt.date(2025, 1, 10)))
    assert found.is_picked
    assert any("10 days then, 31 days now" in sentence for sentence in behind_the_change(found, RECORD, EN))
