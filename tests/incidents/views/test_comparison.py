from incidents.views.comparison import compare, draw_comparison
from tests.conftest import EN, a_claim, a_selection, an_incident


def test_both_sides_have_their_own_count_range_and_kinds():
    dataset = a_selection(
        incidents=[an_incident(1), an_incident(2, tactic="raid"), an_incident(3, tactic="raid")],
        claims=[
            a_claim(1, value=2),
            a_claim(1, value=3, origin_id="centcom"),
            a_claim(2, measure="arrested", value=4),
            a_claim(3, measure="arrested", value=6),
        ],
    )
    comparison = compare(dataset.only(["SYR-0001"]), dataset.only(["SYR-0002", "SYR-0003"]), EN)
    rows = comparison.figures.set_index("label")
    assert rows.loc["Incidents", ["low_1", "low_2"]].tolist() == [1, 2]
    assert rows.loc["Killed", ["low_1", "high_1"]].tolist() == [2, 3]
    assert rows.loc["Killed", ["low_2", "high_2"]].isna().all()
    assert "not reported" in rows.loc["Killed", "text_2"]
    assert rows.loc["Arrested", ["low_2", "high_2"]].tolist() == [10, 10]
    assert comparison.kinds.loc["operation", ["1", "2"]].tolist() == [0, 2]


def test_a_side_of_the_killed_that_nobody_counts_is_left_out():
    dataset = a_selection(claims=[a_claim(measure="killed_civilians", value=2)])
    labels = compare(dataset, dataset, EN).figures["label"].tolist()
    assert any("ivilian" in label for label in labels)
    assert not any("oalition" in label for label in labels)


def test_bars_of_a_comparison_show_what_is_sure_and_what_is_not():
    pair = a_selection(
        incidents=[an_incident(1), an_incident(2)],
        claims=[a_claim(1, value=2), a_claim(1, value=3, origin_id="centcom"), a_claim(2, measure="arrested", value=1)],
    )
    table = draw_comparison(pair, pair, ("<b>one</b>", "two"), EN)
    assert "&lt;b&gt;one&lt;/b&gt;" in table
    assert "<b>one" not in table
    assert "inline-size:66.7%" in table  # 2 of at most 3
