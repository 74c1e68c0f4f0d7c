"""Likely pairs of two records: near in time and place and of one kind; found as a plain double loop finds them."""

import datetime as dt
from dataclasses import replace
from functools import cache

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from incidents.record.record import Record
from incidents.selection.apart import km_apart
from incidents.selection.likely_pairs import DAYS, KM, find_pairs
from incidents.selection.question import Question
from incidents.selection.selection import select
from tests.conftest import a_claim, a_record, an_incident
from tests.reach import times

SPRING = dt.date(2025, 3, 1)
ROUGHLY = [("gov-sy09", "3"), ("syrian-badia", "3"), ("deir-ez-zor", "2"), ("gov-sy08", "3")]
PLACES = [("deir-ez-zor", "1"), ("mayadin", "1"), ("raqqa", "1"), *ROUGHLY, ("", "0")]


@cache
def pool() -> Record:
    """Every place with every tactic: an attack, a raid, and a sum of several."""
    tactics = ("armed-attack", "raid", "aggregate-count")
    rows = [(place, precision, tactic) for place, precision in PLACES for tactic in tactics]
    return a_record(
        incidents=[
            an_incident(number, place_id=place, geo_precision=precision, tactic=tactic)
            | ({} if place else {"governorates": ""})
            for number, (place, precision, tactic) in enumerate(rows, start=1)
        ]
    )


ROWS = st.lists(
    st.tuples(st.integers(0, 3 * len(PLACES) - 1), st.integers(0, 12), st.integers(0, 6) | st.integers(30, 90)),
    max_size=12,
)


def drawn(rows: list[tuple[int, int, int]]) -> Record:
    """Return a record of some incidents of the pool, each from a day on for so many days more."""
    found = pool().incidents.iloc[[place for place, _day, _width in rows]].reset_index(drop=True)
    starts = [pd.Timestamp(SPRING + dt.timedelta(day)) for _place, day, _width in rows]
    ends = [start + pd.Timedelta(days=width) for start, (_place, _day, width) in zip(starts, rows, strict=True)]
    days = {"date_start": pd.Series(starts, dtype="datetime64[s]"), "date_end": pd.Series(ends, dtype="datetime64[s]")}
    ids = pd.Series([f"X-{number}" for number in range(len(rows))], dtype="str")
    return replace(pool(), incidents=found.assign(incident_id=ids, **days))


def looped(one: Record, other: Record) -> set[tuple[str, str]]:
    return {
        (ours["incident_id"], theirs["incident_id"])
        for ours in one.incidents.to_dict("records")
        for theirs in other.incidents.to_dict("records")
        if is_pair(pool(), ours, theirs)
    }


def is_pair(record: Record, one: dict, other: dict) -> bool:
    if one["kind"] != other["kind"] or not (one["in_totals"] and other["in_totals"]):
        return False
    between = max((other["date_start"] - one["date_end"]).days, (one["date_start"] - other["date_end"]).days, 0)
    if between > DAYS or "0" in {one["geo_precision"], other["geo_precision"]}:
        return False
    return km_between(record, *((row["place_id"], row["geo_precision"] == "2") for row in (one, other))) <= KM


@cache
def km_between(record: Record, *written: tuple[str, bool]) -> float:
    places = [(record.gazetteer.place(place), is_near) for place, is_near in written]
    return float(km_apart(places[:1], places[1:])[0])


@pytest.mark.always
@settings(max_examples=times(40, quick=15))
@given(ROWS, ROWS)
def test_the_pairs_are_those_of_a_plain_double_loop(ours, theirs):
    one, other = drawn(ours), drawn(theirs)
    found = find_pairs(select(one), select(other))
    assert {(pair.first, pair.second) for pair in found} == looped(one, other)
    assert len(found) == len({(pair.first, pair.second) for pair in found})


def two(**changes: str) -> list:
    claims = [a_claim(1)]
    mine = a_record(incidents=[an_incident(1)], claims=claims)
    theirs = a_record(incidents=[an_incident(1, **changes)], claims=claims)
    return find_pairs(select(mine), select(theirs))


@pytest.mark.parametrize(
    ("changes", "days"), [({}, 0), ({"date_start": "2025-05-19"}, 2), ({"date_start": "2025-05-15"}, 2)]
)
def test_two_days_are_near(changes, days):
    (pair,) = two(**changes)
    assert (pair.days, pair.km, pair.is_day_known, pair.is_place_known) == (days, 0.0, True, True)


@pytest.mark.parametrize(
    "changes",
    [
        {"date_start": "2025-05-20"},
        {"place_id": "mayadin"},  # 44 km away
        {"tactic": "raid"},
        {"date_precision": "unknown"},
        {"tactic": "aggregate-count"},
        {"place_id": "", "governorates": "", "geo_precision": "0"},
    ],
)
def test_three_days_another_town_or_kind_and_what_is_not_known_make_no_pair(changes):
    assert two(**changes) == []


def test_what_is_known_roughly_may_be_a_pair_and_says_so():
    (pair,) = two(place_id="gov-sy09", geo_precision="3", date_end="2025-05-30", date_precision="range")
    assert (pair.days, pair.km, pair.is_day_known, pair.is_place_known) == (0, 0.0, False, False)


def test_only_what_both_selections_hold_is_paired_the_surest_and_nearest_first():
    mine = a_record(incidents=[an_incident(1), an_incident(2, tactic="raid")])
    theirs = a_record(
        incidents=[
            an_incident(1, place_id="gov-sy09", geo_precision="3"),
            an_incident(2, date_start="2025-05-18"),
            an_incident(3),
            an_incident(4, tactic="raid"),
        ]
    )
    attacks = Question(kind=("attack",))
    found = find_pairs(select(mine, attacks), select(theirs, attacks))
    assert [(pair.first[-1], pair.second[-1]) for pair in found] == [("1", "3"), ("1", "2"), ("1", "1")]
    assert len(find_pairs(select(mine), select(theirs))) == 4
