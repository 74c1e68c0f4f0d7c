import datetime as dt

import pytest

from incidents.views.symbology import kind_colours
from incidents.views.timeline import brushed_period, draw_timeline
from tests.conftest import AR, EN, a_selection, an_incident

DAY = 86_400_000


def moment(day: str) -> float:
    return dt.datetime.fromisoformat(f"{day}T00:00:00+00:00").timestamp() * 1000


def test_incidents_of_one_month_stand_on_each_other_in_the_order_of_the_kinds():
    dataset = a_selection(
        incidents=[
            an_incident(1, date_start="2025-05-03"),
            an_incident(2, date_start="2025-05-04", tactic="raid"),
            an_incident(3, date_start="2025-05-30", tactic="raid"),
        ]
    )
    bars = draw_timeline(dataset, "month", EN).tables["bars"].to_pandas()
    assert bars[["kind", "low", "high", "incidents"]].to_numpy().tolist() == [
        ["attack", 0.0, 1.0, 1.0],
        ["operation", 1.0, 3.0, 2.0],
    ]
    assert set(bars["start"]) == {moment("2025-05-01")}
    assert set(bars["end"]) == {moment("2025-06-01")}
    assert set(bars["when"]) == {"May 2025"}


def test_a_bar_ends_where_the_covered_period_ends():
    dataset = a_selection(incidents=[an_incident(1, date_start="2026-03-02")])
    bars = draw_timeline(dataset, "month", EN).tables["bars"].to_pandas()
    assert bars["end"].tolist() == [moment("2026-03-06")]  # the first day that is not covered


def test_an_incident_dated_by_a_span_over_months_is_a_span_and_not_a_bar():
    dataset = a_selection(
        incidents=[an_incident(1, date_start="2025-04-20", date_end="2025-06-10", date_precision="range")]
    )
    tables = draw_timeline(dataset, "month", EN).tables
    assert tables["bars"].num_rows == 0
    assert tables["spans"].to_pandas()[["start", "end"]].to_numpy().tolist() == [
        [moment("2025-04-20"), moment("2025-06-11")]
    ]


def test_of_very_many_spans_the_longest_are_drawn_and_all_are_counted():
    spans = [
        an_incident(number, date_start="2025-01-10", date_end="2025-03-10", date_precision="range")
        for number in range(1, 131)
    ]
    timeline = draw_timeline(a_selection(incidents=spans), "month", EN)
    assert timeline.tables["spans"].num_rows == 120
    assert "No exact day: 130. The 120 longest spans are drawn." in timeline.alt


def test_spans_that_overlap_lie_on_different_lanes():
    spans = [("2025-01-10", "2025-03-10"), ("2025-02-01", "2025-04-01"), ("2025-03-20", "2025-05-01")]
    dataset = a_selection(
        incidents=[
            an_incident(number, date_start=start, date_end=end, date_precision="range")
            for number, (start, end) in enumerate(spans, start=1)
        ]
    )
    drawn = draw_timeline(dataset, "month", EN).tables["spans"].to_pandas()
    assert drawn["y"].iloc[0] != drawn["y"].iloc[1]
    assert drawn["y"].iloc[0] == drawn["y"].iloc[2]


def test_neighbouring_milestones_share_a_number_and_hidden_ones_are_gone():
    days = ["2024-12-08", "2024-12-19", "2025-03-10"]
    milestones = [
        {"date": day, "label_en": f"On {day}", "label_ar": f"في {day}", "source_id": "a-source"} for day in days
    ]
    dataset = a_selection(milestones=milestones)
    flags = draw_timeline(dataset, "month", EN).tables["milestones"].to_pandas()
    assert flags["number"].tolist() == ["1–2", "", "3"]
    assert draw_timeline(dataset, "month", EN, milestones=False).tables["milestones"].num_rows == 0


def test_the_colours_are_those_of_the_map_whatever_kinds_are_shown():
    spec = draw_timeline(a_selection(), "month", EN, "dark").spec
    bars = next(layer for layer in spec["layer"] if layer.get("data") == {"name": "bars"})
    colours = kind_colours("dark")
    assert bars["encoding"]["color"]["scale"] == {"domain": list(colours), "range": list(colours.values())}


def test_the_chart_stays_the_same_when_only_the_selection_changes():
    dataset = a_selection(incidents=[an_incident(1), an_incident(2, date_start="2025-08-01")])
    whole = draw_timeline(dataset, "month", EN)
    part = draw_timeline(dataset.only(["SYR-0001"]), "month", EN)
    assert whole.spec == part.spec
    assert len(whole.tables["bars"]) > len(part.tables["bars"])


def test_months_are_levantine_in_arabic():
    timeline = draw_timeline(a_selection(), "month", AR)
    axes = [layer["encoding"]["x"].get("axis") for layer in timeline.spec["layer"]]
    assert any(axis and "تشرين الأول" in axis["labelExpr"] for axis in axes)
    assert "أيار 2025" in timeline.tables["bars"]["when"].to_pylist()


def test_the_words_for_who_does_not_see_it_name_the_highest_bar_and_the_end_of_the_cover():
    words = draw_timeline(a_selection(), "month", EN).alt
    assert "May 2025" in words
    assert "5 March 2026" in words


@pytest.mark.parametrize(
    ("ends", "period"),
    [
        ([moment("2025-05-01"), moment("2025-05-04")], ("2025-05-01", "2025-05-03")),
        ([moment("2025-05-04"), moment("2025-05-01")], ("2025-05-01", "2025-05-03")),
        ([moment("2025-05-01") + 0.4 * DAY, moment("2025-05-01") + 0.6 * DAY], ("2025-05-01", "2025-05-01")),
        ([moment("2025-05-01") + 0.7 * DAY, moment("2025-05-03") + 0.3 * DAY], ("2025-05-02", "2025-05-02")),
    ],
)
def test_a_brush_takes_the_days_of_which_it_covers_the_greater_part(ends, period):
    assert brushed_period({"brush": {"start": ends}}) == tuple(map(dt.date.fromisoformat, period))


def test_a_cleared_brush_is_no_period():
    assert brushed_period({}) is None
    assert brushed_period({"brush": {}}) is None


def test_dates_of_a_link_stand_as_the_brush():
    brushed = (dt.date(2025, 5, 1), dt.date(2025, 5, 31))
    spec = draw_timeline(a_selection(), "month", EN, brushed=brushed).spec
    assert spec["params"][0]["name"] == "brush"
    assert spec["params"][0]["value"] == {"x": [moment("2025-05-01"), moment("2025-06-01")]}
