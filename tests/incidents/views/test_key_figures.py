"""The strip above the map as HTML: ranges, what is unknown beside them, and no markup from data."""

from dataclasses import replace

from incidents.record.schema import Schema
from incidents.selection.selection import Selection, select
from incidents.views.comparison import draw_comparison
from incidents.views.key_figures import draw_key_figures
from tests.conftest import EN, a_claim, a_selection, an_incident


def a_pair() -> Selection:
    return a_selection(
        incidents=[an_incident(1), an_incident(2)],
        claims=[a_claim(1, value=2), a_claim(1, value=3, origin_id="centcom"), a_claim(2, measure="arrested", value=1)],
    )


def test_a_sum_is_a_range_with_what_is_unknown_beside_it():
    strip = draw_key_figures(a_pair(), EN)
    assert "2–3" in strip
    assert "not reported in 1" in strip


def test_the_sides_of_the_killed_are_listed_where_an_account_counts_them():
    selection = a_selection(claims=[a_claim(measure="killed_civilians", value=7)])
    assert "<dl>" in draw_key_figures(selection, EN)
    assert "<dl>" not in draw_key_figures(a_pair(), EN)


def test_a_sum_is_called_what_the_record_calls_its_measure():
    pair = a_pair()
    descriptor = pair.record.schema.descriptor
    derived = [{**measure, "label": f"Lost: {measure['value']}"} for measure in descriptor["derived_measures"]]
    tables = replace(pair.record.tables, schema=Schema({**descriptor, "derived_measures": derived}))
    strip = draw_key_figures(select(replace(pair.record, tables=tables)), EN)
    assert "<span>Lost: killed</span>" in strip
    assert "<span>Lost: wounded</span>" in strip


def test_bars_of_a_comparison_show_what_is_sure_and_what_is_not():
    table = draw_comparison(a_pair(), a_pair(), ("<b>one</b>", "two"), EN)
    assert "&lt;b&gt;one&lt;/b&gt;" in table
    assert "<b>one" not in table
    assert "inline-size:66.7%" in table  # 2 of at most 3
