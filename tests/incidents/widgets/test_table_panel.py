"""What the table in the browser is given to draw."""

from incidents.views.incident_table import table_page
from incidents.widgets.table_panel import grid_data
from tests.conftest import EN, a_selection, an_incident


def test_the_grid_gets_text_and_not_markup():
    selection = a_selection(incidents=[an_incident(summary_en="<img src=x onerror=alert(1)>")])
    grid = grid_data(table_page(selection, EN), "latest", "SYR-0001", EN)
    assert grid["rows"][0]["summary"] == "<img src=x onerror=alert(1)>"  # set as textContent by the browser
    assert grid["opened"] == "SYR-0001"
    assert {column["name"] for column in grid["columns"]} >= {"date", "place", "killed", "origins", "contested"}
