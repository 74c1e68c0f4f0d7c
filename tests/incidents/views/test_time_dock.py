import datetime as dt
import json

import pytest

from incidents.language import Language
from incidents.selection.question import Question
from incidents.selection.selection import Selection, select
from incidents.views.symbology import SYMBOLOGY
from incidents.views.time_dock import MOST_ROWS, dock_message, rows, window_rows
from incidents.views.time_dock.rows import (
    ARRESTED_OPEN,
    ARRESTED_UNKNOWN,
    ATTACK,
    CONTESTED,
    COUNTED,
    OPEN,
    UNKNOWN,
)
from tests.conftest import AR, EN, LANGS, a_claim, a_selection, an_incident

KINDS = list(SYMBOLOGY)


def number(day: str) -> int:
    return (dt.date.fromisoformat(day) - dt.date(1970, 1, 1)).days


def by_kind(**counts: int) -> list[int]:
    return [counts.get(kind, 0) for kind in KINDS]


def a_span(number_: int, start: str, end: str) -> dict:
    return an_incident(number_, date_start=start, date_end=end, date_precision="range")


def spring() -> Selection:
    return a_selection(
        incidents=[
            an_incident(1, date_start="2025-05-03"),
            an_incident(2, date_start="2025-05-04", tactic="raid"),
            an_incident(3, date_start="2025-05-30", tactic="raid"),
            an_incident(4, date_start="2025-04-12"),
        ]
    )


def asked(selection: Selection, start: str | None, end: str | None) -> Selection:
    days = [dt.date.fromisoformat(day) if day else None for day in (start, end)]
    return select(selection.record, Question(date_from=days[0], date_to=days[1]))


def test_incidents_of_one_month_are_one_bar_counted_by_kind():
    told = dock_message(spring(), "month", EN)
    assert told["bars"] == [
        (number("2025-04-01"), number("2025-04-30"), by_kind(attack=1)),
        (number("2025-05-01"), number("2025-05-31"), by_kind(attack=1, operation=2)),
    ]


def test_weeks_begin_on_monday_and_have_seven_days():
    told = dock_message(spring(), "week", EN)
    assert [(start, end) for start, end, _ in told["bars"]] == [
        (number(monday), number(monday) + 6) for monday in ("2025-04-07", "2025-04-28", "2025-05-26")
    ]


def test_an_incident_dated_by_a_span_over_months_is_a_span_and_not_a_bar():
    told = dock_message(a_selection(incidents=[a_span(1, "2025-04-20", "2025-06-10")]), "month", EN)
    assert told["bars"] == []
    assert told["spans"] == [(number("2025-04-20"), number("2025-06-10"), KINDS.index("attack"))]
    assert "No exact day: 1." in told["words"]["summary"]


def test_dates_asked_for_leave_the_bars_alone_and_are_the_window():
    told = dock_message(asked(spring(), "2025-05-01", "2025-05-10"), "month", EN)
    assert told["bars"] == dock_message(spring(), "month", EN)["bars"]
    assert told["window"] == (number("2025-05-01"), number("2025-05-10"))
    assert told["selected"] == 2


def test_the_period_before_is_as_long_and_counted_by_the_same_rule():
    told = dock_message(asked(spring(), "2025-05-01", "2025-05-30"), "month", EN)
    assert told["before"] == {"from": number("2025-04-01"), "to": number("2025-04-30"), "count": 1}
    assert dock_message(spring(), "month", EN)["before"] is None


def test_an_open_end_is_that_of_the_record_and_before_an_open_beginning_is_nothing():
    selection = spring()
    first, last = (number(str(stamp.date())) for stamp in selection.record.coverage)
    assert dock_message(asked(selection, "2025-05-04", None), "month", EN)["window"] == (number("2025-05-04"), last)
    until = dock_message(asked(selection, None, "2025-05-04"), "month", EN)
    assert (until["window"], until["before"]) == ((first, number("2025-05-04")), None)


def test_milestones_stand_in_the_order_of_their_days_and_are_gone_when_hidden():
    milestones = [
        {"date": "2025-06-01", "label_en": "Later", "label_ar": "لاحقاً"},
        {"date": "2025-05-01", "label_en": "Earlier", "label_ar": "سابقاً"},
        {"date": "1990-01-01", "label_en": "Long ago", "label_ar": "قديماً"},
    ]
    selection = a_selection(milestones=milestones)
    assert dock_message(selection, "month", AR)["events"] == [
        (number("2025-05-01"), "سابقاً"),
        (number("2025-06-01"), "لاحقاً"),
    ]
    assert dock_message(selection, "month", EN, milestones=False)["events"] == []


def test_the_dock_is_told_in_words_for_whoever_does_not_see_it():
    summary = dock_message(spring(), "month", EN)["words"]["summary"]
    assert summary.startswith("Timeline of 4 incidents by kind. Most of them, 3, fall in May 2025.")
    empty = spring().within(Question(text="nothing has these words"))
    assert dock_message(empty, "month", EN)["words"]["summary"] == "Timeline without incidents."


@pytest.mark.parametrize("lang", LANGS)
def test_there_is_a_sentence_for_each_form_in_which_days_are_counted(lang: Language):
    told = dock_message(spring(), "month", lang)
    assert set(told["words"]["before"]) == {str(lang.locale.plural_form(count)) for count in range(1000)}
    assert json.loads(json.dumps(told))["lang"] == lang.code


def test_a_row_has_the_days_between_which_an_incident_answers():
    told = window_rows(a_selection(incidents=[an_incident(1), a_span(2, "2025-04-20", "2025-06-10")]))
    days = {(number("2025-05-17"), number("2025-05-17")), (number("2025-04-20"), number("2025-06-10"))}
    assert set(zip(told["from"], told["to"], strict=True)) == days


def test_a_day_that_is_not_known_answers_no_period():
    undated = an_incident(1, date_start="", date_end="", date_precision="unknown")
    told = window_rows(a_selection(incidents=[undated]))
    assert (told["from"], told["to"]) == ([None], [None])


def test_a_row_has_its_killed_as_they_enter_sums_and_what_is_unknown_open_or_contested():
    selection = a_selection(
        incidents=[an_incident(number_) for number_ in (1, 2, 3)],
        claims=[
            a_claim(1, value=2),
            a_claim(1, value=5, origin_id="sana"),
            a_claim(2, measure="arrested", value=3),
            a_claim(3, low=4),
        ],
    )
    told = window_rows(selection)
    assert [told["low"], told["high"]] == [[2, 0, 4], [5, 0, 4]]
    assert [told["arrested_low"], told["arrested_high"]] == [[0, 3, 0], [0, 3, 0]]
    counted = COUNTED + ATTACK  # each is an attack of the group
    assert told["flags"] == [
        counted + CONTESTED + ARRESTED_UNKNOWN,
        counted + UNKNOWN,
        counted + OPEN + ARRESTED_UNKNOWN,
    ]


def test_a_row_knows_an_arrested_that_is_open_and_what_is_no_attack():
    [raid] = window_rows(
        a_selection(incidents=[an_incident(1, tactic="raid")], claims=[a_claim(1, measure="arrested", low=4)])
    )["flags"]
    assert raid == COUNTED + UNKNOWN + ARRESTED_OPEN


def test_a_count_over_several_operations_enters_no_sum():
    told = window_rows(a_selection(incidents=[an_incident(1, tactic="aggregate-count")], claims=[a_claim(1, value=9)]))
    assert (told["low"], told["high"], told["flags"]) == ([0], [0], [0])


def test_a_named_place_has_no_radius_and_whoever_is_nowhere_no_degrees():
    exact, rough, nowhere = (
        window_rows(a_selection(incidents=[an_incident(1, **changes)]))
        for changes in ({}, {"geo_precision": "2"}, {"place_id": "", "governorates": ""})
    )
    assert exact["radius"] == [0]
    assert exact["latitude"] == [pytest.approx(35.33, abs=0.1)]
    assert rough["radius"][0] > 0
    assert (nowhere["latitude"], nowhere["longitude"]) == ([None], [None])


def test_of_too_many_incidents_no_row_is_sent(monkeypatch):
    monkeypatch.setattr(rows, "MOST_ROWS", 1)
    assert window_rows(spring()) is None
    assert MOST_ROWS == 5_000


def test_kinds_are_numbered_in_display_order():
    selection = spring()
    told = window_rows(selection)
    assert [told["kind"].count(number_) for number_ in range(told["kinds"])] == by_kind(attack=2, operation=2)
