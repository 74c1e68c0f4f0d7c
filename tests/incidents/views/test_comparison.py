import re

from incidents.phrases.changes import range_difference_in_words
from incidents.views.comparison import Before, compare, draw_comparison
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


def test_how_many_tell_of_an_incident_stands_beside_how_many_there_are():
    told_twice = [a_claim(1, value=2), a_claim(1, value=2, source_id="src-2")]
    whole = a_selection(incidents=[an_incident(1), an_incident(2)], claims=[*told_twice, a_claim(2, value=1)])
    both, one, none = whole, whole.only(["SYR-0002"]), whole.only([])
    rows = compare(both, one, EN, none).figures
    assert rows.loc[1, ["label", "text_1", "text_2", "text_3"]].tolist() == ["Sources per incident", "1.5", "1.0", "–"]
    differences = re.findall(r'class="difference">(.*?)<', draw_comparison(both, one, ("A", "B"), EN))
    assert differences[1] == "−0.5"


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


def test_a_difference_is_told_as_far_as_the_ranges_allow():
    assert range_difference_in_words((2, 2, False), (5, 5, False), EN) == "+3"
    assert range_difference_in_words((2, 3, False), (5, 9, False), EN) == "+2 to +7"
    assert range_difference_in_words((2, 3, False), (5, 9, True), EN) == "+2 or more"
    assert range_difference_in_words((2, 3, True), (5, 9, False), EN) == "+7 or less"
    nobody, open_twice = (float("nan"), float("nan"), False), (1, 1, True)
    assert range_difference_in_words(nobody, (1, 1, False), EN) == "–"
    assert range_difference_in_words(open_twice, open_twice, EN) == "–"


def test_two_selections_stand_beside_their_period_before_with_every_difference():
    incidents = [an_incident(number, governorates="SY09" if number < 4 else "SY08") for number in range(1, 8)]
    whole = a_selection(incidents=incidents)
    then_first, now_first = whole.only(["SYR-0001"]), whole.only(["SYR-0002", "SYR-0003"])
    then_second, now_second = whole.only(["SYR-0004", "SYR-0005"]), whole.only(["SYR-0006", "SYR-0007"])
    table = draw_comparison(now_first, now_second, ("A", "B"), EN, Before(then_first, then_second, "then", "now"))
    first_row = re.search(r"<tbody><tr>(.*?)</tr>", table).group(1)
    cells = [re.sub("<.*?>", "", cell) for cell in re.findall(r"<td.*?</td>", first_row)]
    assert cells == ["1", "2", "+1", "2", "2", "0", "0"]
