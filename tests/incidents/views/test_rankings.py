"""What the column beside the map is told: small, plain, and nothing said that is not sure."""

import datetime as dt
import json

import pytest

from incidents.selection.question import Question
from incidents.selection.rankings import steps_of
from incidents.selection.selection import select
from incidents.views.rankings import RANKS, figures_message, rankings_message
from incidents.views.rankings.lists import MOST_ROWS
from tests.conftest import AR, EN, LANGS, a_claim, a_selection, an_incident, an_origin, shipped_record

RECORD = shipped_record()
WINTER = Question(date_from=dt.date(2025, 12, 6), date_to=dt.date(2026, 3, 5))
CODE, LABEL, COUNT, DIFFERENCE, FLAGS, COURSE, KIND = range(7)
FEW, PRESSED, LAST = 1, 2, 4


def figures(question=WINTER, lang=EN, against=None, record=RECORD):
    told = figures_message(select(record, question), lang, against)
    return told | {"figures": {figure["name"]: figure for figure in told["figures"]}}


def ranked(question=WINTER, rank="place", lang=EN, by="change", record=RECORD):
    return rankings_message(select(record, question), rank, by, lang)


def rows_of(told, place=0):
    return {row[CODE]: row for row in told["lists"][place]["rows"]}


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("rank", RANKS)
def test_both_messages_together_weigh_less_than_12_kb(rank, lang):
    told = [figures(lang=lang), ranked(rank=rank, lang=lang)]
    assert len(json.dumps(told, ensure_ascii=False).encode()) < 12_000


def test_there_are_at_most_five_figures_each_with_what_it_was_before():
    told = figures()
    assert len(told["figures"]) == 5
    assert all("90 days before" in figure["small"][0] for figure in told["figures"].values())
    assert told["beside"]


def test_a_count_that_rose_says_so_for_eye_and_ear():
    incidents = figures()["figures"]["incidents"]
    difference = int(incidents["figure"]) - int(incidents["small"][0].removeprefix("90 days before: "))
    assert incidents["trend"] == 1
    assert incidents["change"] == str(difference)
    assert incidents["told"] == f"{difference} more than before"


def test_a_range_has_no_difference_and_says_how_many_tell_nothing():
    killed = figures()["figures"]["killed"]
    assert killed["change"] == ""
    assert killed["figure"].endswith("+")
    assert killed["spoken"].endswith("or more")
    assert "not reported in" in killed["small"][1]


def test_without_dates_the_line_below_tells_of_the_last_days():
    told = figures(Question())
    assert not told["beside"]
    assert told["figures"]["incidents"]["figure"] == str(len(RECORD))
    assert told["figures"]["incidents"]["small"][0].startswith("last 90 days: ")


def test_where_the_period_before_is_not_covered_nothing_is_compared_and_that_is_said():
    told = figures(Question(date_from=dt.date(2024, 11, 4), date_to=dt.date(2025, 2, 1)))
    assert all(figure["trend"] == 0 for figure in told["figures"].values())
    assert told["figures"]["incidents"]["small"][0] == "90 days before: no data"
    assert "90 days of" in told["notes"]
    row = rows_of(ranked(Question(date_from=dt.date(2024, 11, 4), date_to=dt.date(2025, 2, 1))))["SY09"]
    assert row[DIFFERENCE] is None


def test_a_period_that_the_reader_picked_is_named():
    against = (dt.date(2025, 1, 1), dt.date(2025, 3, 31))
    assert "Jan" in figures(against=against)["figures"]["incidents"]["small"][0]


def test_what_is_left_out_of_sums_is_said_in_one_line():
    selection = a_selection(
        incidents=[an_incident(1, tactic="aggregate-count"), an_incident(2, date_precision="unknown")]
    )
    assert figures_message(selection, EN)["notes"].startswith("1 aggregate report not added · 1 without a date")


def test_nobody_killed_is_nought_and_nothing_stated_is_not():
    none = a_selection(incidents=[an_incident(1)], claims=[a_claim(1, value=0)])
    silent = a_selection(incidents=[an_incident(1)], claims=[a_claim(1, measure="arrested", value=1)])
    shown = [
        next(figure["figure"] for figure in figures_message(each, EN)["figures"] if figure["name"] == "killed")
        for each in (none, silent)
    ]
    assert shown == ["0", "not reported"]


def test_every_option_has_a_row_also_those_that_nothing_answers():
    told = rows_of(ranked(Question(kind=("detention",))))
    assert set(RECORD.gazetteer.governorates) <= set(told)
    assert any(row[COUNT] == 0 for row in told.values())
    assert told["not-stated"][FLAGS] & LAST
    assert told["not-stated"][LABEL] == "Governorate not stated"


def test_a_pressed_row_keeps_its_count_and_the_tab_says_how_many_are_pressed():
    before, after = (rows_of(ranked(question)) for question in (Question(), Question(governorate=("SY09", "SY11"))))
    assert after["SY09"][FLAGS] & PRESSED
    assert {code: row[COUNT] for code, row in before.items()} == {code: row[COUNT] for code, row in after.items()}
    assert ["place", "Place", 2] in [list(tab) for tab in ranked(Question(governorate=("SY09", "SY11")))["tabs"]]


def test_what_else_is_asked_tells_when_rows_may_move():
    def rest(**asked):
        return ranked(Question(**asked))["rest"]

    assert rest() == rest(governorate=("SY09",)) == rest(kind=("attack",), actor=("islamic-state",))
    assert rest() != rest(text="gunmen")
    assert rest() != ranked(WINTER)["rest"]


def test_kinds_and_tactics_bear_their_symbol():
    told = ranked(rank="kind")
    assert [found["name"] for found in told["lists"]] == ["kind", "tactic"]
    assert rows_of(told)["bombing"][KIND] == 1
    assert rows_of(told, 1)["car-bomb"][KIND] == 1


def test_the_course_has_a_digit_per_month_and_none_is_lit_outside_what_is_asked():
    told = ranked()
    steps = steps_of(RECORD)
    assert all(len(row[COURSE]) == len(steps.months) and row[COURSE].isdigit() for row in rows_of(told).values())
    for step, day in zip(told["lit"], (WINTER.date_from, WINTER.date_to), strict=True):
        assert 0 <= (day.year - 1970) * 12 + day.month - 1 - steps.months[step] < steps.width


def test_of_a_very_long_list_the_first_are_sent_and_the_others_numbered():
    origins = [an_origin(f"origin-{number:03}") for number in range(150)]
    incidents = [an_incident(number) for number in range(1, 151)]
    claims = [a_claim(number, origin_id=f"origin-{number - 1:03}") for number in range(1, 151)]
    record = a_selection(incidents=incidents, claims=claims, origins=origins).record
    told = ranked(Question(origin=("origin-149",)), "origin", by="count", record=record)["lists"][0]
    assert len(told["rows"]) == MOST_ROWS + 1
    assert "origin-149" in {row[CODE] for row in told["rows"]}
    assert told["left_out"].startswith("49 more")


def test_names_of_the_record_come_as_text_without_marks_that_reorder_a_line():
    hostile = "\u202e<b>evil</b>"
    record = a_selection(origins=[an_origin("sohr", name_en=hostile, name_ar=hostile)]).record
    label = rows_of(ranked(Question(), "origin", AR, record=record))["sohr"][LABEL]
    assert label == "<b>evil</b>"
