"""What the widgets write as HTML themselves: text from data stays text."""

from incidents.record.record import Record
from incidents.selection.selection import select
from incidents.views.comparison import compare
from incidents.views.incident_table import table_page
from incidents.widgets.comparison_panel import comparison_table
from incidents.widgets.figures_strip import figures_html
from incidents.widgets.table_panel import grid_data
from tests.conftest import EN, a_claim, a_selection, an_incident


def a_pair() -> Record:
    return a_selection(
        incidents=[an_incident(1), an_incident(2)],
        claims=[a_claim(1, value=2), a_claim(1, value=3, origin_id="centcom"), a_claim(2, measure="arrested", value=1)],
    )


def test_a_sum_is_a_range_with_what_is_unknown_beside_it():
    strip = figures_html(select(a_pair()), EN)
    assert "2–3" in strip
    assert "unknown in 1" in strip


def test_the_sides_of_the_killed_are_listed_where_an_account_counts_them():
    dataset = a_selection(claims=[a_claim(measure="killed_civilians", value=7)])
    assert "<dl>" in figures_html(dataset, EN)
    assert "<dl>" not in figures_html(select(a_pair()), EN)


def test_bars_show_what_is_sure_and_what_is_not():
    dataset = a_pair()
    table = comparison_table(compare(select(dataset), select(dataset), EN), ["<b>one</b>", "two"], EN)
    assert "&lt;b&gt;one&lt;/b&gt;" in table
    assert "inline-size:66.7%" in table  # 2 of at most 3


def test_the_grid_gets_text_and_not_markup():
    dataset = a_selection(incidents=[an_incident(summary_en="<img src=x onerror=alert(1)>")])
    grid = grid_data(table_page(dataset, EN), "latest", "SYR-0001", EN)
    assert grid["rows"][0]["summary"] == "<img src=x onerror=alert(1)>"  # set as textContent by the browser
    assert grid["opened"] == "SYR-0001"
    assert {column["name"] for column in grid["columns"]} >= {"date", "place", "killed", "origins", "contested"}
