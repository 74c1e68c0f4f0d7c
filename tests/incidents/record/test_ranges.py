"""Ranges are the lowest and the highest figure that somebody currently stands by."""

from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from incidents.record.ranges import claim_bounds, contested_positions, figure_ranges, independent_origins
from tests.conftest import a_claim, a_selection, shipped_record
from tests.reach import times

NAN = float("nan")


def claims(*rows: tuple[Any, ...]) -> pd.DataFrame:
    """Build claims on one incident from (origin, measure, value[, low[, high[, source]]])."""
    filled = [(*row, *(NAN, NAN, "a-source")[len(row) - 3 :]) for row in rows]
    frame = pd.DataFrame(filled, columns=["origin_id", "measure", "value", "low", "high", "source_id"])
    return frame.assign(incident_id="SYR-0001", value=frame["value"].astype("float64"))


def range_of(measure: str, *rows: tuple[Any, ...]) -> tuple[float, float, bool] | None:
    """Return low, high and contested of one measure, or None where nobody states it."""
    found = figure_ranges(claims(*rows)).set_index("measure")
    if measure not in found.index:
        return None
    row = found.loc[measure]
    return row["low"], row["high"], bool(row["contested"])


# What a single claim allows


def test_a_plain_figure_allows_only_itself() -> None:
    allowed = claim_bounds(claims(("sohr", "arrested", 5))).iloc[0]
    assert (allowed["low"], allowed["high"], allowed["at_most"]) == (5, 5, 5)


def test_at_least_is_open_above() -> None:
    allowed = claim_bounds(claims(("sohr", "killed_total", 54, 54))).iloc[0]
    assert (allowed["low"], allowed["high"], allowed["at_most"]) == (54, 54, np.inf)


def test_up_to_has_no_lower_bound() -> None:
    allowed = claim_bounds(claims(("sohr", "killed_total", 30, NAN, 30))).iloc[0]
    assert np.isnan(allowed["low"])
    assert (allowed["high"], allowed["at_most"]) == (30, 30)


def test_between_two_bounds_keeps_both() -> None:
    allowed = claim_bounds(claims(("us-intelligence", "escaped", NAN, 15_000, 20_000))).iloc[0]
    assert (allowed["low"], allowed["high"], allowed["at_most"]) == (15_000, 20_000, 20_000)


# One measure


def test_range_takes_lowest_and_highest_claim_and_no_average() -> None:
    assert range_of("arrested", ("ministry", "arrested", 4), ("source", "arrested", 10)) == (4, 10, True)


def test_accounts_that_agree_are_not_contested() -> None:
    assert range_of("arrested", ("sdf", "arrested", 5), ("sohr", "arrested", 5)) == (5, 5, False)


def test_a_figure_above_at_least_is_no_contradiction() -> None:
    assert range_of("killed_total", ("a", "killed_total", 8, 8), ("b", "killed_total", 12)) == (8, 12, False)


def test_a_figure_below_at_least_is_a_contradiction() -> None:
    assert range_of("killed_total", ("a", "killed_total", 8, 8), ("b", "killed_total", 6)) == (6, 8, True)


def test_a_figure_below_up_to_is_no_contradiction() -> None:
    assert range_of("killed_total", ("a", "killed_total", 25), ("b", "killed_total", 30, NAN, 30)) == (25, 30, False)


def test_a_measure_nobody_states_has_no_row() -> None:
    assert range_of("killed", ("sdf", "arrested", 2)) is None


# All killed, from totals and parts


def test_parts_of_one_account_add_up() -> None:
    """Aleppo, 17 May 2025, by the closing statement of the Interior Ministry."""
    assert range_of("killed", ("ministry", "killed_is", 3), ("ministry", "killed_security", 1)) == (4, 4, False)


def test_a_stated_total_is_not_added_to_its_parts() -> None:
    rows = [("sohr", "killed_total", 5), ("sohr", "killed_security", 2), ("sohr", "killed_is", 3)]
    assert range_of("killed", *rows) == (5, 5, False)


def test_an_account_silent_on_a_part_that_others_count_does_not_set_the_lower_end() -> None:
    """Aleppo again: the security source counts two ISIS dead and says nothing of the officer."""
    rows = [
        ("ministry", "killed_is", 3),
        ("ministry", "killed_security", 1),
        ("source", "killed_is", 2),
        ("sohr", "killed_total", 5),
    ]
    assert range_of("killed", *rows) == (4, 5, True)


def test_parts_of_different_accounts_are_added_only_for_the_upper_end() -> None:
    """Palmyra: the Pentagon counts its own three, one outlet two Syrians, nobody both."""
    rows = [("pentagon", "killed_coalition", 2), ("pentagon", "killed_civilians", 1), ("outlet", "killed_security", 2)]
    assert range_of("killed", *rows) == (3, 5, False)


def test_the_fullest_account_counts_at_the_lowest_anybody_says_of_its_parts() -> None:
    rows = [("a", "killed_security", 4), ("b", "killed_security", 2), ("c", "killed_civilians", 1)]
    assert range_of("killed", *rows) == (2, 5, True)


def test_one_dead_man_called_civilian_and_soldier_by_different_parties_stays_one() -> None:
    """Dumayr: one dead by AP, a civilian for Airwars, an ISIS member in unnamed reports."""
    rows = [("ap", "killed_total", 1), ("airwars", "killed_civilians", 1), ("unattributed", "killed_is", 1)]
    assert range_of("killed", *rows) == (1, 1, False)


def test_two_parties_that_split_the_same_dead_differently_agree_on_the_total() -> None:
    rows = [
        ("ministry", "killed_security", 1),
        ("ministry", "killed_civilians", 1),
        ("isis", "killed_security", 2),
        ("isis", "killed_civilians", 0),
    ]
    assert range_of("killed", *rows) == (2, 2, False)


def test_a_total_below_what_another_counts_in_one_part_is_contested() -> None:
    assert range_of("killed", ("a", "killed_total", 3), ("b", "killed_security", 4)) == (3, 4, True)


def test_an_account_that_contradicts_itself_keeps_both_figures() -> None:
    assert range_of("killed", ("a", "killed_total", 3), ("a", "killed_security", 4)) == (3, 4, True)


def test_no_soldier_killed_does_not_say_how_many_were() -> None:
    assert range_of("killed", ("sdf", "killed_sdf", 0)) is None
    assert range_of("killed", ("sdf", "killed_total", 0)) == (0, 0, False)


def test_a_part_of_zero_counts_nobody_and_asks_nothing_of_other_accounts() -> None:
    assert range_of("wounded", ("source", "wounded_is", 1), ("ministry", "wounded_security", 0)) == (1, 1, False)


def test_pages_that_name_nobody_are_not_one_account() -> None:
    """Homs mosque: recaps with eight dead and another page's twelve, all without a source: a range, and no dispute."""
    rows = [
        ("unattributed", "killed_total", 8, NAN, NAN, "a-recap"),
        ("unattributed", "killed_civilians", 12, NAN, NAN, "another-page"),
    ]
    assert range_of("killed", *rows) == (8, 12, False)


def test_a_figure_of_a_page_without_a_source_widens_the_range_and_is_no_side_in_a_dispute() -> None:
    ministry, page = ("ministry", "killed_total", 8), ("unattributed", "killed_total", 12)
    assert range_of("killed", ministry, page) == (8, 12, False)
    assert range_of("killed_total", ministry, page) == (8, 12, False)
    assert range_of("killed_total", ministry, page, ("sohr", "killed_total", 9)) == (8, 12, True)


def test_parts_that_one_party_gives_to_different_outlets_are_one_account() -> None:
    rows = [
        ("ministry", "killed_is", 3, NAN, NAN, "one-page"),
        ("ministry", "killed_security", 1, NAN, NAN, "another-page"),
    ]
    assert range_of("killed", *rows) == (4, 4, False)


def test_wounded_follow_the_same_rule() -> None:
    """Mayadin: SANA counts two wounded police, SOHR two wounded civilians."""
    assert range_of("wounded", ("sana", "wounded_security", 2), ("sohr", "wounded_civilians", 2)) == (2, 4, False)


# In the record


def test_superseded_claims_are_left_out_of_the_range() -> None:
    """Mar Elias church: the Health Ministry went from 9 to 25 while SOHR said up to 30."""
    selection = a_selection(
        claims=[
            a_claim(claim_id="SYR-0001-01", origin_id="health-ministry", value=9, superseded_by="SYR-0001-02"),
            a_claim(claim_id="SYR-0001-02", origin_id="health-ministry", value=25),
            a_claim(claim_id="SYR-0001-03", origin_id="sohr", value=30, high=30),
        ]
    )
    killed = selection.figures.set_index("measure").loc["killed"]
    assert (killed["low"], killed["high"], bool(killed["contested"])) == (25, 30, False)


def test_positions_are_contested_only_while_two_are_current() -> None:
    sides = {"measure": "date", "text_en": "a day"}
    one = a_claim(claim_id="SYR-0001-01", position_en="19 October", position_ar="19", **sides)
    other = a_claim(claim_id="SYR-0001-02", position_en="18 October", position_ar="18", **sides)
    assert a_selection(claims=[one, other]).incidents["contested"].tolist() == [True]
    replaced = other | {"superseded_by": "SYR-0001-01"}
    assert a_selection(claims=[one, replaced]).incidents["contested"].tolist() == [False]


def test_claims_without_a_position_take_no_side() -> None:
    frame = pd.DataFrame(
        [("SYR-0001", "date", "19 October"), ("SYR-0001", "date", None)],
        columns=["incident_id", "measure", "position_en"],
    )
    assert contested_positions(frame).empty


def test_a_position_that_only_pages_without_a_source_take_makes_no_dispute() -> None:
    rows = [("sohr", "captured"), ("unattributed", "killed")]
    frame = pd.DataFrame(rows, columns=["origin_id", "position_en"]).assign(incident_id="SYR-0001", measure="outcome")
    assert contested_positions(frame).empty
    assert len(contested_positions(frame.assign(origin_id=["sohr", "sana"]))) == 1


def test_a_remark_is_no_account_and_so_no_origin() -> None:
    told = claims(("sohr", "killed_total", 2), ("afp", "responsibility", NAN)).assign(standing=[None, "remark"])
    assert independent_origins(told, "unattributed").to_dict() == {"SYR-0001": 1}
    assert independent_origins(told[1:], "unattributed").to_dict() == {"SYR-0001": 1}


def test_ten_reprints_of_one_origin_are_one_independent_origin() -> None:
    reprints = claims(*[("sohr", "killed_total", 54, NAN, NAN, f"outlet-{number}") for number in range(10)])
    assert independent_origins(reprints, "unattributed").to_dict() == {"SYR-0001": 1}


def test_nameless_accounts_count_as_one_origin_and_only_where_nobody_is_named() -> None:
    nameless = [("unattributed", "killed_total", 8, NAN, NAN, f"page-{number}") for number in range(3)]
    assert independent_origins(claims(*nameless), "unattributed").to_dict() == {"SYR-0001": 1}
    with_ap = claims(*nameless, ("ap", "killed_total", 8))
    assert independent_origins(with_ap, "unattributed").to_dict() == {"SYR-0001": 1}


# The worked examples of decision 0003, in the shipped record


@pytest.mark.parametrize(
    ("incident", "measure", "low", "high", "contested"),
    [
        ("SYR-0049", "killed", 4, 5, True),  # Aleppo, 17 May 2025
        ("SYR-0049", "killed_is", 2, 3, True),
        ("SYR-0049", "killed_security", 1, 2, True),
        ("SYR-0049", "arrested", 4, 10, True),
        ("SYR-0066", "killed", 25, 30, False),  # Mar Elias church
        ("SYR-0066", "wounded", 63, 63, False),
        ("SYR-0097", "killed", 1, 1, False),  # Dumayr
        ("SYR-0119", "killed", 4, 6, False),  # Palmyra, 13 December 2025
        ("SYR-0119", "wounded", 3, 5, False),
        ("SYR-0135", "killed", 8, 12, False),  # Homs mosque: the twelve are of a page that names nobody
        ("SYR-0168", "killed", 2, 2, False),  # al-Wasita
        ("SYR-0168", "killed_security", 1, 2, True),
    ],
)
def test_worked_examples_come_out_as_the_decision_says(
    incident: str, measure: str, low: float, high: float, contested: bool
) -> None:
    record = shipped_record()
    row = record.figures_of(record.claims_of([incident])).set_index("measure").loc[measure]
    assert (row["low"], row["high"], bool(row["contested"])) == (low, high, contested)


def test_dumayr_is_contested_on_who_he_was_and_what_became_of_him() -> None:
    record = shipped_record()
    figures = record.figures_of(record.claims_of(["SYR-0097"]))
    assert set(figures.loc[figures["contested"], "measure"].astype("str")) == {"date", "outcome", "identity"}


# For any claims

frugal = settings(max_examples=times(25, quick=6))
origins = st.sampled_from(["ministry", "sohr", "isis", "unattributed"])
sources = st.sampled_from(["one-page", "another-page"])
killed = st.sampled_from(["killed_total", "killed_is", "killed_security", "killed_civilians"])
number = st.integers(0, 60)


@st.composite
def a_stated_figure(draw: st.DrawFn) -> tuple[float, float, float]:
    """Draw value, low, high as accounts state them: a figure, at least, up to, more than, or between."""
    figure, more = draw(number), draw(number)
    plain, at_least, up_to = (figure, NAN, NAN), (figure, figure, NAN), (figure, NAN, figure)
    more_than, between = (NAN, figure, NAN), (NAN, figure, figure + more)
    return draw(st.sampled_from([plain, at_least, up_to, more_than, between]))


a_row = st.tuples(origins, killed, a_stated_figure(), sources).map(lambda row: (row[0], row[1], *row[2], row[3]))


@frugal
@given(st.lists(a_row, min_size=1, max_size=8))
def test_the_range_of_a_measure_contains_the_bounds_of_every_current_claim(rows: list[tuple[Any, ...]]) -> None:
    bounds = claim_bounds(claims(*rows))
    ranges = figure_ranges(claims(*rows)).set_index("measure")
    for _, claim in bounds.iterrows():
        low, high = ranges.loc[claim["measure"], ["low", "high"]]
        assert claim["high"] <= high
        assert np.isnan(claim["low"]) or low <= claim["low"]


@frugal
@given(st.lists(a_row, min_size=1, max_size=8))
def test_all_killed_are_known_as_soon_as_somebody_is_counted_and_reach_to_every_figure(
    rows: list[tuple[Any, ...]],
) -> None:
    ranges = figure_ranges(claims(*rows)).set_index("measure")
    assert ("killed" in ranges.index) == ("killed_total" in ranges.index or ranges["high"].max() > 0)
    if "killed" in ranges.index:
        low, high = ranges.loc["killed", ["low", "high"]]
        assert np.isnan(low) or low <= high
        assert high >= ranges["low"].max() or np.isnan(ranges["low"].max())


@frugal
@given(st.lists(a_row, min_size=1, max_size=6), st.randoms(use_true_random=False))
def test_the_order_of_claims_does_not_matter(rows: list[tuple[Any, ...]], random: Any) -> None:
    shuffled = rows[:]
    random.shuffle(shuffled)
    columns = ["measure", "low", "high", "contested"]
    one, other = (figure_ranges(claims(*order)).sort_values("measure")[columns] for order in (rows, shuffled))
    pd.testing.assert_frame_equal(one.reset_index(drop=True), other.reset_index(drop=True))


@settings(frugal, max_examples=times(6, quick=5))
@given(st.lists(a_row, min_size=1, max_size=6), st.integers(0, 200))
def test_a_superseded_claim_never_counts(rows: list[tuple[Any, ...]], early: int) -> None:
    record = [
        a_claim(claim_id=f"SYR-0001-{place:02}", origin_id=origin, measure=measure, source_id=source)
        | {name: figure for name, figure in (("value", value), ("low", low), ("high", high)) if figure == figure}
        for place, (origin, measure, value, low, high, source) in enumerate(rows, start=1)
    ]
    for row in record:
        row["value"] = row["value"] if not np.isnan(row["value"]) else ""
    first = record[0]
    replaced = first | {"claim_id": "SYR-0001-99", "value": early, "superseded_by": first["claim_id"]}
    alone, both = (a_selection(claims=rows).figures for rows in (record, [*record, replaced]))
    pd.testing.assert_frame_equal(alone, both)
