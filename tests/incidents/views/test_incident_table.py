from hypothesis import given, settings
from hypothesis import strategies as st

from incidents.selection.orders import ORDERS
from incidents.views.incident_table import table_page
from tests.conftest import EN, a_claim, a_selection, an_incident
from tests.reach import times


def three():
    return a_selection(
        incidents=[
            an_incident(1, date_start="2025-01-01", place_id="palmyra", governorates="SY04"),
            an_incident(2, date_start="2025-02-01", place_id=""),
            an_incident(3, date_start="2025-03-01"),
        ],
        claims=[
            a_claim(1, value=4),
            a_claim(1, value=7, origin_id="centcom"),
            a_claim(2, measure="arrested", value=3),
            a_claim(3, value=5),
        ],
    )


def order_of(dataset, order, **options):
    return list(table_page(dataset, EN, order, **options).rows.index)


def test_the_latest_incident_comes_first():
    assert order_of(three(), "latest") == ["SYR-0003", "SYR-0002", "SYR-0001"]
    assert order_of(three(), "earliest") == ["SYR-0001", "SYR-0002", "SYR-0003"]


def test_killed_is_ordered_by_the_highest_figure_and_unknown_is_last_in_both_directions():
    assert order_of(three(), "most-killed") == ["SYR-0001", "SYR-0003", "SYR-0002"]
    assert order_of(three(), "fewest-killed") == ["SYR-0001", "SYR-0003", "SYR-0002"]  # by the lowest: 4, 5


def test_a_place_that_is_not_stated_comes_last():
    assert order_of(three(), "place") == ["SYR-0003", "SYR-0001", "SYR-0002"]


def test_a_row_says_date_place_and_range_in_words():
    row = table_page(three(), EN).rows.loc["SYR-0001"]
    assert row["date"] == "1 January 2025"
    assert "Palmyra" in row["place"]
    assert row["killed"].strip("\u2066\u2069") == "4–7"
    assert row["origins"] == 2
    assert bool(row["contested"])


def test_only_selected_incidents_are_listed():
    assert order_of(three().only(["SYR-0002"]), "latest") == ["SYR-0002"]


def test_a_page_beyond_the_last_is_the_last():
    page = table_page(three(), EN, number=9, size=2)
    assert (page.number, page.pages, list(page.rows.index)) == (1, 2, ["SYR-0001"])


def test_direction_overrides_are_taken_out_of_the_text():
    dataset = a_selection(incidents=[an_incident(summary_en="shown\u202etxet")])
    assert "\u202e" not in table_page(dataset, EN).rows["summary"].iloc[0]


MANY = a_selection(
    incidents=[an_incident(n, date_start=f"2025-{n % 12 + 1:02}-{n % 28 + 1:02}") for n in range(1, 41)],
    claims=[a_claim(n, value=n % 5) for n in range(1, 41)],
)


@settings(max_examples=times(60, quick=10))
@given(st.sampled_from(ORDERS), st.integers(1, 50), st.sets(st.integers(1, 40), min_size=1))
def test_the_pages_together_are_the_whole_order_without_gap_or_repetition(order, size, chosen):
    dataset = MANY.only([f"SYR-{number:04}" for number in chosen])
    whole = order_of(dataset, order, size=100)
    pages = table_page(dataset, EN, order, size=size).pages
    paged = [row for number in range(pages) for row in order_of(dataset, order, number=number, size=size)]
    assert paged == whole
    assert len(set(whole)) == len(chosen)


def test_a_count_over_several_operations_is_not_ranked_by_its_dead_and_shows_none():
    incidents = [an_incident(1), an_incident(2, tactic="aggregate-count"), an_incident(3)]
    dataset = a_selection(incidents=incidents, claims=[a_claim(1, value=1), a_claim(2, value=11), a_claim(3, value=2)])
    assert order_of(dataset, "most-killed") == ["SYR-0003", "SYR-0001", "SYR-0002"]
    assert table_page(dataset, EN).rows.loc["SYR-0002", "killed"] == "\u2014"
