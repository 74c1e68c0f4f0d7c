"""The line of the question: how many answer, and what is asked, part by part."""

import pytest

from incidents.phrases import filters_in_words
from incidents.selection.filters import FILTERS
from incidents.selection.question import Question
from incidents.views.question_line import MOST_CHIPS, question_message
from tests.conftest import EN, LANGS, shipped_record

RECORD = shipped_record()


@pytest.mark.parametrize("lang", LANGS, ids=str)
def test_each_option_of_a_list_is_a_chip_and_every_other_filter_is_one(lang):
    asked = Question(governorate=("SY09", "SY11"), contested=True)
    told = question_message(RECORD, asked, 7, 1234, lang)
    assert [(name, code) for name, code, _ in told["chips"]] == [
        ("governorate", "SY09"),
        ("governorate", "SY11"),
        ("contested", None),
    ]
    assert told["chips"][0][2] == FILTERS["governorate"].say(RECORD, ("SY09",), lang)
    assert told["chips"][2][2] == filters_in_words(RECORD, asked, lang)["contested"]
    assert lang.number(1234) in told["count"]
    assert told["count"].count("{shown}") == 1


def test_very_many_options_of_one_list_share_a_chip():
    codes = tuple(f"SY{number:02}" for number in range(1, MOST_CHIPS + 2))
    told = question_message(RECORD, Question(governorate=codes), 7, 12, EN)
    assert [(name, code) for name, code, _ in told["chips"]] == [("governorate", None)]


def test_chips_stand_in_the_order_of_the_filters_by_which_the_browser_sorts_them():
    asked = Question(kind=("bombing",), governorate=("SY09",), text="camp", origin=("sohr",))
    told = question_message(RECORD, asked, 7, 12, EN)
    names = [name for name, _, _ in told["chips"]]
    assert names == sorted(names, key=told["order"].index)
