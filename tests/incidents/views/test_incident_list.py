"""The list beside the map: its rows in the order of reading, what is said of each, and what changed as filters."""

import json
from typing import Any

import pytest

from incidents.language import Language
from incidents.record.record import Record
from incidents.selection.changes import changes
from incidents.selection.question import Question
from incidents.selection.selection import Selection, select
from incidents.views.incident_list import PAGE, changed_message, list_message, tabs_message
from tests.conftest import AR, EN, LANGS, a_claim, a_selection, an_incident

MOST_SENT = 14_000  # bytes of one answer
ROW = ("kind", "what", "when", "where", "killed", "badge", "why")


def rows_of(selection: Selection, lang: Language = EN, **options: Any) -> list[dict[str, Any]]:
    """Return the rows of a list as a browser reads them."""
    told = list_message(selection, lang, **options)
    rows = []
    for incident_id, conflicts, *parts in told["rows"]:
        said = (" ".join(told["words"][at] for at in part) for part in parts)
        rows.append({"id": incident_id, "conflicts": bool(conflicts)} | dict(zip(ROW, said, strict=True)))
    return rows


def many(count: int) -> Selection:
    days = [an_incident(number, date_start=f"2025-05-{number % 28 + 1:02}") for number in range(1, count + 1)]
    return a_selection(incidents=days)


def test_the_latest_incident_stands_first() -> None:
    days = {1: "2025-05-03", 2: "2025-05-09", 3: "2025-05-01"}
    selection = a_selection(incidents=[an_incident(number, date_start=day) for number, day in days.items()])
    whens = [row["when"].split()[0] for row in rows_of(selection)]
    assert whens == sorted(whens, key=lambda when: int(when.partition("–")[0]), reverse=True)


def test_every_incident_is_reached_page_by_page() -> None:
    selection = many(2 * PAGE + 7)
    pages = [list_message(selection, EN, first=first) for first in (0, PAGE, 2 * PAGE)]
    assert [len(page["rows"]) for page in pages] == [PAGE, PAGE, 7]
    assert [page["more"] for page in pages] == [f"Show {PAGE} more", "Show 7 more", ""]
    assert len({row[0] for page in pages for row in page["rows"]}) == len(selection)


def test_killed_are_told_only_where_somebody_states_them() -> None:
    stated = a_selection(claims=[a_claim(measure="killed_total", value=2)])
    silent = a_selection(claims=[a_claim(measure="arrested", value=2)])
    assert rows_of(stated)[0]["killed"] == "2 killed"
    assert rows_of(silent)[0]["killed"] == ""


@pytest.mark.parametrize(
    ("figures", "badge", "conflicts"),
    [
        ({"sohr": 3}, "1 primary source", False),
        ({"sohr": 3, "residents": 3}, "2 primary sources", False),
        ({"sohr": 3, "residents": 4}, "conflicting", True),
    ],
)
def test_a_badge_says_how_well_an_incident_is_attested(figures: dict[str, int], badge: str, conflicts: bool) -> None:
    claims = [a_claim(measure="arrested", value=value, origin_id=origin) for origin, value in figures.items()]
    row = rows_of(a_selection(claims=claims))[0]
    assert (row["badge"], row["conflicts"]) == (badge, conflicts)


def test_a_mark_of_several_says_how_many_lie_there() -> None:
    assert list_message(many(28), EN, here=True)["caption"] == "28 incidents here"


@pytest.mark.parametrize("lang", LANGS)
def test_no_answer_weighs_more_than_it_may(record: Record, lang: Language) -> None:
    everything = select(record)
    tabs = tabs_message(("recent", "changed", "here"), "recent", lang)
    changed = changed_message(changes(everything, ("governorate", "kind")), record, everything.question, lang)
    for first in range(0, len(everything), PAGE):
        assert len(json.dumps(tabs | {"list": list_message(everything, lang, first=first)})) <= MOST_SENT
    assert len(json.dumps(tabs | {"changed": changed})) <= MOST_SENT


def test_largest_change_stands_first_and_is_the_filter_that_it_names(record: Record) -> None:
    told = changed_message(changes(select(record), ("governorate", "kind")), record, Question(), EN)
    sizes = [int(row["difference"].strip("\u2066\u2069").replace("−", "-")) for row in told["rows"]]
    assert [abs(size) for size in sizes] == sorted(map(abs, sizes), reverse=True)
    first = told["rows"][0]
    of_it = select(record, Question(governorate=(first["governorate"],), kind=(first["kind"],)))
    again = changes(of_it, ("governorate", "kind"))
    assert first["counts"] == f"{again.then.incidents} → {again.now.incidents}"


def test_the_row_of_the_filter_that_is_set_is_pressed(record: Record) -> None:
    first = changed_message(changes(select(record), ("governorate", "kind")), record, Question(), EN)["rows"][0]
    question = Question(governorate=(first["governorate"],), kind=(first["kind"],))
    told = changed_message(changes(select(record, question), ("governorate", "kind")), record, question, EN)
    assert [row["chosen"] for row in told["rows"]][:1] == [True]


def test_then_and_now_run_with_the_line_in_arabic(record: Record) -> None:
    told = changed_message(changes(select(record), ("governorate", "kind")), record, Question(), AR)
    assert all(" ← " in row["counts"] for row in told["rows"])


def test_without_dates_the_last_days_of_the_data_are_meant_and_that_is_said(record: Record) -> None:
    told = changed_message(changes(select(record), ("governorate", "kind")), record, Question(), EN)
    assert any("No dates are asked for" in sentence for sentence in told["behind"])


def test_a_row_says_why_the_text_that_is_asked_found_it() -> None:
    record = a_selection(incidents=[an_incident(1), an_incident(2, place_id="hama", governorates="SY05")]).record
    assert [row["why"] for row in rows_of(select(record, Question(text="Hama")))] == ["Found by: place: Hama"]
    assert {row["why"] for row in rows_of(select(record))} == {""}
