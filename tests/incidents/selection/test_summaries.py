import pandas as pd
import pytest

from incidents.phrases import total_range
from incidents.selection.question import Question
from incidents.selection.selection import select
from incidents.selection.summaries import (
    Total,
    count_undated,
    coverage_by_month,
    in_several_governorates,
    incidents_by_governorate,
    incidents_by_kind,
    incidents_per_period,
    key_figures,
    total,
    undated_spans,
)
from tests.conftest import EN, a_claim, a_selection, an_incident
from tests.incidents.selection.test_filters import DATASET


def test_total_adds_lows_and_highs_and_counts_the_unknown():
    claims = [
        a_claim(1, value=2),
        a_claim(1, value=3, origin_id="sana"),
        a_claim(2, value=4),
        a_claim(3, measure="outcome", text_en="several dead", text_ar="عدة قتلى"),
    ]
    dataset = a_selection(incidents=[an_incident(n) for n in (1, 2, 3)], claims=claims)
    assert total(dataset, "killed") == Total(6, 7, 1, 3)


def test_total_of_nothing_known_is_not_zero():
    dataset = a_selection(claims=[a_claim(measure="arrested", value=1)])
    assert total(dataset, "killed") == Total(None, None, 1, 1)


def test_stated_zero_is_known():
    assert total(a_selection(claims=[a_claim(value=0)]), "killed") == Total(0, 0, 0, 1)


def test_a_total_with_an_open_figure_says_or_more():
    incidents = [an_incident(number) for number in (1, 2, 3)]
    claims = [a_claim(1, low=54), a_claim(2, value=1), a_claim(2, value=2, origin_id="sana"), a_claim(3, value=1)]
    dataset = a_selection(incidents=incidents, claims=claims)
    assert total(dataset, "killed") == Total(56, 57, 0, 3, open=1)
    assert total_range(total(dataset, "killed"), EN) == "56–57 or more"
    closed = select(dataset.record, Question(text="SYR-0002"))
    assert total_range(total(closed, "killed"), EN) == "1–2"


def test_up_to_adds_nothing_to_the_low():
    dataset = a_selection(incidents=[an_incident(1), an_incident(2)], claims=[a_claim(1, high=30), a_claim(2, value=1)])
    assert total(dataset, "killed") == Total(1, 31, 0, 2)


def test_aggregate_counts_stay_out_of_totals_and_are_named():
    incidents = [an_incident(1, tactic="aggregate-count"), an_incident(2)]
    dataset = a_selection(incidents=incidents, claims=[a_claim(1, value=100), a_claim(2, value=1)])
    assert total(dataset, "killed") == Total(1, 1, 0, 1)
    assert key_figures(dataset).aggregates == 1
    assert incidents_by_governorate(dataset).loc["SY09", "killed_high"] == 1
    assert incidents_by_governorate(dataset).loc["SY09", "incidents"] == 2


def test_totals_of_parts_add_up_to_the_total_of_the_whole():
    whole = total(DATASET, "killed")
    parts = [
        total(select(DATASET.record, Question(killed=(code,))), "killed")
        for code in ("unknown", "0", "1-4", "5-9", "10+")
    ]
    assert sum(part.low or 0 for part in parts) == whole.low
    assert sum(part.high or 0 for part in parts) == whole.high
    assert sum(part.unknown for part in parts) == whole.unknown


def test_key_figures_speak_of_the_selection():
    claims = [a_claim(1), a_claim(2), a_claim(2, value=5, origin_id="sana")]
    dataset = a_selection(incidents=[an_incident(1), an_incident(2, place_id="", geo_precision="0")], claims=claims)
    figures = key_figures(dataset)
    assert (figures.incidents, figures.contested, figures.single_origin) == (2, 1, 1)
    assert (figures.governorates, figures.without_place) == (1, 1)
    assert key_figures(select(dataset.record, Question(contested=True))).incidents == 1


def test_governorate_counts_agree_with_the_filter():
    counts = incidents_by_governorate(DATASET)["incidents"]
    assert len(counts) == 14
    for pcode, count in counts.items():
        assert count == len(select(DATASET.record, Question(governorate=(pcode,))))


def test_kinds_add_up_to_all_incidents():
    assert incidents_by_kind(DATASET).sum() == len(DATASET)


@pytest.mark.parametrize("step", ["week", "month"])
def test_periods_spans_and_undated_add_up(step):
    dated = incidents_per_period(DATASET, step)["incidents"].sum()
    undated = key_figures(DATASET).without_date
    assert undated
    assert dated + count_undated(DATASET, step) + undated == len(DATASET)


def test_weeks_start_on_monday_and_months_on_the_first():
    dataset = a_selection(incidents=[an_incident(date_start="2025-05-18")])
    assert incidents_per_period(dataset, "week")["period"].tolist() == [pd.Timestamp("2025-05-12")]
    assert incidents_per_period(dataset, "month")["period"].tolist() == [pd.Timestamp("2025-05-01")]


def test_day_under_which_an_undated_incident_is_filed_is_not_its_date():
    dataset = a_selection(incidents=[an_incident(date_precision="unknown")])
    assert incidents_per_period(dataset, "week").empty
    assert key_figures(dataset).without_date == 1


def test_span_over_two_months_is_no_point_in_time():
    incident = an_incident(date_start="2025-05-28", date_end="2025-06-02", date_precision="range")
    dataset = a_selection(incidents=[incident])
    assert incidents_per_period(dataset, "month").empty
    assert undated_spans(dataset, "month")["incident_id"].tolist() == ["SYR-0001"]


def test_coverage_counts_claims_by_month_and_kind_of_origin():
    table = coverage_by_month(a_selection(claims=[a_claim(), a_claim(measure="arrested", value=1)]))
    assert table.to_dict("records") == [{"period": pd.Timestamp("2025-05-01"), "origin_kind": "monitor", "claims": 2}]


def test_nothing_selected_is_summed_without_error():
    nothing = select(DATASET.record, Question(text="no such word anywhere"))
    assert key_figures(nothing).killed == Total(None, None, 0, 0)
    assert incidents_by_kind(nothing).sum() == 0
    assert incidents_per_period(nothing, "month").empty
    assert undated_spans(nothing, "month").empty
    assert coverage_by_month(nothing).empty


def test_an_incident_of_several_governorates_counts_whole_in_each_and_is_told():
    incidents = [an_incident(1, governorates="SY09|SY11"), an_incident(2), an_incident(3, governorates="SY04|SY09")]
    incidents[2]["tactic"] = "aggregate-count"
    claims = [a_claim(1, value=5), a_claim(2, value=1), a_claim(3, value=7)]
    selection = a_selection(incidents=incidents, claims=claims)
    table = incidents_by_governorate(selection)
    assert table["killed_high"].loc[["SY04", "SY09", "SY11"]].tolist() == [0, 6, 5]
    assert table["counted"].loc[["SY04", "SY09", "SY11"]].tolist() == [0, 2, 1]
    several = in_several_governorates(selection)
    assert (several.of, several.low, several.high) == (1, 5, 5)
