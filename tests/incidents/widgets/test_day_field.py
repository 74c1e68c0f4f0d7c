"""Days are typed in any writing; what is no day is said at its field, and nothing of the question changes."""

from tests.app_page import a_page, html_of, settled


def test_a_month_is_its_first_day_in_one_field_and_its_last_in_the_other_and_no_day_is_said_so():
    page = a_page(lang="ar")
    for end in ("from", "to"):
        settled(page.text_input(key=f"day_date_{end}").input("آذار 2025").run())
    asked = {end: page.query_params[end] for end in ("from", "to")}
    assert asked == {"from": "2025-03-01", "to": "2025-03-31"}
    settled(page.text_input(key="day_date_from").input("<b>yesterday</b>").run())
    assert page.query_params["from"] == "2025-03-01"
    assert "&lt;b&gt;yesterday&lt;/b&gt;" in html_of(page)
    assert page.text_input(key="day_date_from").value == "<b>yesterday</b>"
    settled(page.text_input(key="day_date_from").input("").run())
    assert "from" not in page.query_params
    assert 'class="no-day"' not in html_of(page)


def test_two_periods_are_typed_and_the_line_of_filters_follows():
    page = a_page(lang="en", view="comparison", compare="2025-01-01..2025-01-31,2025-02-01..2025-02-28")
    settled(page.text_input(key="compared_period_1").input("April 2025").run())
    assert page.query_params["compare"] == "2025-01-01..2025-01-31,2025-04-01..2025-04-30"
    settled(page.text_input(key="change_period").input("2024-12-05 – 2024-12-01").run())
    assert page.query_params["against"] == "2024-12-01..2024-12-05"
