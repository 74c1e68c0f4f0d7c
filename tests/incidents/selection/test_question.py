"""A row of the rankings that is pressed is a filter; pressed again, it is none."""

from incidents.selection.question import Question


def test_a_row_adds_its_option_to_those_of_its_list_and_takes_it_out_again():
    asked = Question(governorate=("SY09",), kind=("attack",))
    more = asked.toggled("governorate", "SY11")
    assert more == Question(governorate=("SY09", "SY11"), kind=("attack",))
    assert more.toggled("governorate", "SY11") == asked
