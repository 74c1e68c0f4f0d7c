"""What a record holds of what others counted: the same kind, in the same area and period."""

import datetime as dt
from typing import Any

import pytest

from incidents.phrases.completeness import end_in_words, remarks_on, sample_in_words, share_of
from incidents.phrases.coverage import share_then_and_now
from incidents.record.record import Record
from incidents.selection.change_periods import ChangePeriods
from incidents.selection.completeness import Tally, has_tallies, headline, shares_of_both, tallies
from incidents.selection.reporting import reporting
from incidents.selection.selection import select
from incidents.views.completeness import draw_completeness
from tests.conftest import EN, LANGS, a_claim, a_record, a_role, a_tally, an_incident, an_origin, shipped_record


def a_counted_record(incidents: list[dict[str, Any]] | None = None, roles: Any = None, **changes: Any) -> Record:
    return a_record(incidents=incidents or [an_incident()], roles=roles, tallies=[a_tally(**changes)])


def only(record: Record) -> Tally:
    (tally,) = tallies(record)
    return tally


def test_a_record_without_tallies_says_nothing_of_its_share() -> None:
    record = a_record()
    assert not has_tallies(record)
    assert tallies(record) == ()
    assert sample_in_words(record, EN) == ""


def test_the_share_runs_from_what_lies_in_the_period_to_what_may() -> None:
    vague = an_incident(2, date_start="2025-05-30", date_end="2025-06-02", date_precision="range")
    tally = only(a_counted_record([an_incident(1), vague, an_incident(3, date_start="2025-07-01")]))
    assert (tally.low, tally.high, tally.share) == (1, 2, (0.25, 0.5))
    assert share_of(tally, EN).replace("\u2066", "").replace("\u2069", "") == "25–50 %"


@pytest.mark.parametrize(
    "other",
    [
        {"is_role": "target"},
        {"tactic": "raid"},
        {"tactic": "aggregate-count"},
        {"date_precision": "unknown"},
    ],
)
def test_another_kind_another_role_a_count_and_an_unknown_day_are_not_held(other: dict[str, Any]) -> None:
    tally = only(a_counted_record([an_incident(1), an_incident(2, **other)]))
    assert (tally.low, tally.high) == (1, 1)


def test_an_area_is_told_by_governorate_and_by_whom_an_attack_is_directed_against() -> None:
    incidents = [an_incident(1), an_incident(2), an_incident(3, governorates="SY04", place_id="palmyra")]
    roles = [a_role("sdf", "target", 1), a_role("interior-ministry", "target", 2), a_role("sdf", "target", 3)]
    assert only(a_counted_record(incidents, roles, area="sdf-areas")).low == 1
    assert only(a_counted_record(incidents, roles, area="government-forces")).low == 1
    assert only(a_counted_record(incidents, roles)).low == 3


def test_claimed_attacks_are_those_for_which_the_group_itself_is_cited() -> None:
    claims = [a_claim(1), a_claim(2, origin_id="isis")]
    origins = [an_origin("sohr"), an_origin("isis", kind="isis")]
    tally = a_tally(counted="claimed-attacks")
    record = a_record(incidents=[an_incident(1), an_incident(2)], claims=claims, origins=origins, tallies=[tally])
    assert only(record).low == 1


def test_what_the_record_does_not_tell_apart_is_not_compared() -> None:
    for changes in ({"area": "desert"}, {"counted": "cells"}):
        tally = only(a_counted_record(**changes))
        assert (tally.low, tally.share) == (None, None)
        assert share_of(tally, EN) == "—"


def test_a_count_that_reaches_beyond_the_coverage_has_no_share_and_says_so() -> None:
    tally = only(a_counted_record(date_start="2024-01-01"))
    assert tally.share is None
    assert "Reaches beyond what the record covers." in remarks_on(tally, "", EN)


def test_the_record_ends_so_many_days_ago() -> None:
    record = a_record()
    end = record.coverage[1].date()
    assert "3 days ago" in end_in_words(record, end + dt.timedelta(days=3), EN)


def test_the_shipped_record_names_itself_a_sample_and_shows_every_tally() -> None:
    record = shipped_record()
    best = headline(record)
    assert best is not None
    for lang in LANGS:
        assert lang.number(best.value) in sample_in_words(record, lang)
        shown = draw_completeness(record, lang, dt.date(2026, 11, 26))
        assert shown.count("<tr>") == len(tallies(record)) + 1


def test_shares_of_two_periods_add_counts_that_do_not_overlap() -> None:
    days = [(dt.date(2025, month, 1), dt.date(2025, month, 30)) for month in (4, 6)]
    counted = [
        a_tally(tally_id=f"t{first:%m}", date_start=str(first), date_end=str(last), value=10) for first, last in days
    ]
    week = a_tally(tally_id="week", date_start="2025-06-02", date_end="2025-06-08", value=3)
    incidents = [an_incident(number, date_start=f"2025-06-{number:02}") for number in range(1, 5)]
    record = a_record(incidents=[*incidents, an_incident(9, date_start="2025-04-09")], tallies=[*counted, week])
    shares = shares_of_both(record, *days)
    assert shares is not None
    assert (shares.then, shares.now) == ((10, 1, 1), (10, 4, 4))
    told = reporting(select(record), ChangePeriods(*days, is_assumed=False, is_picked=True))
    assert share_then_and_now(told, record, EN).endswith("this record holds 10 % then and 40 % now.")
    assert shares_of_both(record, (dt.date(2025, 1, 1), dt.date(2025, 1, 31)), days[1]) is None
