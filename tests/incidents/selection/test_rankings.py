"""Rankings and compared figures: the counts of the filters, in two periods and month by month."""

import datetime as dt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from incidents.record.vocabulary import NOT_STATED
from incidents.selection.change_periods import change_periods
from incidents.selection.compared_figures import attack_rule, compared_figures, trend
from incidents.selection.options import count_options
from incidents.selection.question import Question
from incidents.selection.rankings import is_comparable, ranking, steps_of
from incidents.selection.selection import Selection, select
from incidents.selection.summaries import Total, key_figures
from tests.conftest import EN, a_claim, a_record, a_selection, an_incident, shipped_record

RECORD = shipped_record()
NAMES = ("governorate", "kind", "tactic", "actor", "origin")
WINTER = Question(date_from=dt.date(2025, 12, 6), date_to=dt.date(2026, 3, 5))
MAY = Question(date_from=dt.date(2025, 5, 1), date_to=dt.date(2025, 5, 31))
QUESTIONS = st.builds(
    Question,
    governorate=st.sampled_from([(), ("SY09",), ("SY09", NOT_STATED)]),
    kind=st.sampled_from([(), ("attack",)]),
    origin=st.sampled_from([(), ("sohr",)]),
    date_from=st.none() | st.dates(dt.date(2024, 11, 4), dt.date(2025, 6, 30)),
    date_to=st.none() | st.dates(dt.date(2025, 7, 1), dt.date(2026, 3, 5)),
)


def ranked(selection: Selection, name="governorate"):
    return ranking(selection, name, change_periods(selection.record, selection.question))


def compared(selection: Selection):
    return compared_figures(selection, change_periods(selection.record, selection.question))


@settings(deadline=None, max_examples=25)
@given(QUESTIONS, st.sampled_from(NAMES))
def test_every_count_is_what_the_option_alone_would_leave(question, name):
    found = ranked(select(RECORD, question), name)
    left = count_options(select(RECORD, question), [name])[name]
    assert dict(zip(found.codes, found.count.tolist(), strict=True)) == {code: left[code] for code in found.codes}


@settings(deadline=None, max_examples=25)
@given(QUESTIONS, st.sampled_from(NAMES), st.data())
def test_counts_of_both_periods_are_those_of_the_filters(question, name, data):
    found, periods = ranked(select(RECORD, question), name), change_periods(RECORD, question)
    place = data.draw(st.integers(0, len(found.codes) - 1))
    for counts, (first, last) in ((found.now, periods.now), (found.then, periods.then)):
        asked = Question(**{**vars(question), name: (found.codes[place],), "date_from": first, "date_to": last})
        assert counts[place] == len(select(RECORD, asked))


@pytest.mark.parametrize("name", NAMES)
def test_every_step_of_time_counts_what_touches_it(name):
    found, steps = ranked(select(RECORD, WINTER), name), steps_of(RECORD)
    place = int(np.argmax(found.count))
    for number, month in enumerate(steps.months):
        first = np.datetime64(int(month), "M").astype("datetime64[D]")
        last = np.datetime64(int(month) + 1, "M").astype("datetime64[D]") - 1
        asked = Question(**{name: (found.codes[place],)}, date_from=first.item(), date_to=last.item())
        dated = select(RECORD, asked).incidents["date_precision"] != "unknown"
        assert found.series[place, number] == dated.sum(), first


def test_an_incident_of_several_months_stands_in_each_and_one_without_a_date_in_none():
    selection = a_selection(
        incidents=[
            an_incident(1, date_start="2025-04-20", date_end="2025-06-02", date_precision="range"),
            an_incident(2, date_precision="unknown"),
        ]
    )
    assert ranked(selection).series.sum() == 3


def test_a_pressed_option_changes_the_other_lists_and_not_its_own():
    alone, all_of_them = ranked(select(RECORD, Question(governorate=("SY09",)))), ranked(select(RECORD))
    assert alone.count.tolist() == all_of_them.count.tolist()
    kinds = ranked(select(RECORD, Question(governorate=("SY09",))), "kind")
    assert kinds.count.sum() == len(select(RECORD, Question(governorate=("SY09",))))


def test_options_that_nothing_answers_stay_and_not_stated_is_one_only_where_it_occurs():
    selection = a_selection(incidents=[an_incident(1)])
    assert 0 in ranked(selection).count
    assert NOT_STATED not in ranked(selection).codes
    assert NOT_STATED in ranked(a_selection(incidents=[an_incident(1, governorates="")])).codes


def test_periods_that_the_record_covers_only_in_part_are_not_compared():
    assert is_comparable(RECORD, change_periods(RECORD, WINTER))
    early = Question(date_from=dt.date(2024, 11, 4), date_to=dt.date(2025, 1, 31))
    late = Question(date_from=dt.date(2026, 2, 1), date_to=dt.date(2026, 4, 30))
    for question in (early, late):
        assert not is_comparable(RECORD, change_periods(RECORD, question))
    against = (dt.date(2025, 1, 1), dt.date(2025, 1, 31))
    assert not is_comparable(RECORD, change_periods(RECORD, WINTER, against))  # not equally long


def test_the_figures_of_a_selection_are_those_of_every_summary():
    selection = select(RECORD, WINTER)
    found, known = compared(selection), key_figures(selection)
    assert found.is_one_period
    assert found.now is found.whole
    assert (found.whole.incidents, found.whole.killed, found.whole.arrested, found.whole.contested) == (
        known.incidents,
        known.killed,
        known.arrested,
        known.contested,
    )
    assert (found.aggregates, found.undated) == (known.aggregates, known.without_date)


def test_without_dates_the_figure_is_of_all_and_its_change_is_of_the_last_days():
    found = compared(select(RECORD))
    assert not found.is_one_period
    assert found.whole.incidents == len(RECORD)
    first, last = change_periods(RECORD, Question()).now
    assert found.now.incidents == len(select(RECORD, Question(date_from=first, date_to=last)))


def test_attacks_are_what_the_record_itself_calls_so_and_accusations_are_among_them():
    incidents = [
        an_incident(1, is_role="perpetrator"),
        an_incident(2, is_role="suspected-perpetrator"),
        an_incident(3, is_role="not-named"),
        an_incident(4, tactic="raid", is_role="target"),
        an_incident(5, tactic="aggregate-count", is_role="perpetrator"),
    ]
    record = a_record(incidents=incidents)
    assert attack_rule(record).label(EN) == "Attacks of ISIS"
    assert compared(select(record)).whole.attacks == 2


@pytest.mark.parametrize(
    ("then", "now", "way"),
    [
        (33, 65, 1),
        (65, 33, -1),
        (3, 3, 0),
        (Total(38, 39, 2, 9), Total(52, 61, 3, 9), 1),
        (Total(38, 55, 2, 9), Total(52, 61, 3, 9), 0),  # they overlap
        (Total(38, 39, 2, 9, open=1), Total(52, 61, 3, 9), 0),  # may have been more
        (Total(52, 61, 0, 9), Total(38, 39, 0, 9, open=1), 0),  # may be more
        (Total(38, 39, 0, 9), Total(52, 61, 3, 9, open=1), 1),
        (Total(None, None, 4, 4), Total(5, 5, 0, 1), 0),  # unknown is not 0
        (Total(None, None, 0, 0), Total(5, 5, 0, 1), 1),  # nothing happened: there 0 is known
    ],
)
def test_a_range_rose_or_fell_only_where_that_is_sure(then, now, way):
    assert trend(then, now) == way


def test_unknown_is_never_nought():
    selection = a_selection(incidents=[an_incident(1)], claims=[a_claim(1, measure="arrested", value=2)])
    killed = compared(select(selection.record, MAY)).whole.killed
    assert (killed.low, killed.high, killed.unknown) == (None, None, 1)
