import datetime as dt

import pytest
from babel.dates import format_date
from hypothesis import example, given
from hypothesis import strategies as st

from geodata.names import words_of
from incidents.language.month_names import month_names
from incidents.selection.asked_dates import AskedDate, dates_among, days_typed
from incidents.selection.question import Question
from incidents.selection.selection import select
from tests.conftest import a_selection, an_incident

DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2060, 12, 31))


def read(text):
    dates, left = dates_among(words_of(text))
    return [(date.year, date.month, date.day) for date in dates], left


@pytest.mark.parametrize(
    "text",
    [
        "17 May 2025", "17 أيار 2025", "17 مايو 2025", "2025-05-17", "17.05.2025", "17/5/2025", "May 17, 2025",
        "17th of May 2025", "١٧ أيار ٢٠٢٥", "17 أيار/مايو 2025", "17. Mai 2025", "17 mai 2025", "17 Mayıs 2025",
        "17ê Gulanê 2025", "2025/5/17", "17 MAY 2025", "May 17th 2025", "17 May '25", "17 أيار 25", "May 17, '25",
    ],
)  # fmt: skip
def test_a_day_is_read_in_any_writing(text):
    assert read(text) == ([(2025, 5, 17)], [])


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("شهر أيار 2025", (2025, 5, None)), ("month May 2025", (2025, 5, None)),
        ("Monat Mai 2025", (2025, 5, None)), ("meha Gulanê 2025", (2025, 5, None)), ("Mayıs ayı 2025", (2025, 5, None)),
        ("May 2025", (2025, 5, None)), ("أيار 2025", (2025, 5, None)), ("2025-05", (2025, 5, None)),
        ("2025", (2025, None, None)), ("year 2025", (2025, None, None)), ("l'année 2025", (2025, None, None)),
        ("2025 yılı", (2025, None, None)), ("Jahr 2025", (2025, None, None)), ("sala 2025", (2025, None, None)),
        ("17 مايو", (None, 5, 17)), ("17 May", (None, 5, 17)),
        ("كانون الأول 2025", (2025, 12, None)), ("December", (None, 12, None)), ("آب", (None, 8, None)),
        ("sept. 2025", (2025, 9, None)),
    ],
)  # fmt: skip
def test_a_month_a_year_and_a_day_without_one_are_dates(text, date):
    assert read(text) == ([date], [])


@pytest.mark.parametrize(
    "text", ["31 February 2025", "45 May", "Mar Elias", "142", "17 killed", "dec", "99 2025-13-45 7"]
)
def test_what_is_no_day_stays_words(text):
    dates, left = read(text)
    assert not any(day for _, _, day in dates)
    assert left


def test_dates_are_taken_out_of_other_words():
    assert read("Aleppo raid of 17 May 2025 خبر") == ([(2025, 5, 17)], ["Aleppo", "raid", "of", "خبر"])
    assert read("17 May 2025 17 Homs") == ([(2025, 5, 17)], ["17", "Homs"])
    assert read("May 2025 June 2025") == ([(2025, 5, None), (2025, 6, None)], [])


@given(
    DAYS, st.sampled_from(["en", "en_GB", "ar_SY", "ar_EG", "fr", "de", "tr"]), st.sampled_from(["long", "yyyy-MM-dd"])
)
@example(dt.date(2025, 8, 1), "ar_SY", "long")
def test_a_day_is_read_as_any_language_writes_it(day, locale, form):
    assert read(format_date(day, form, locale)) == ([(day.year, day.month, day.day)], [])


@given(st.lists(st.text(min_size=1, max_size=12), max_size=8))
def test_any_words_can_be_read_and_none_is_made_up(words):
    dates, left = dates_among(words)
    assert len(dates) <= len(words)
    at = iter(words)
    assert all(word in at for word in left)


def test_both_calendars_of_arabic_names_are_known():
    assert month_names()["أيار"] == month_names()["مايو"] == month_names()["may"] == 5


def test_a_date_finds_the_incidents_whose_span_touches_it():
    incidents = [
        an_incident(1, date_start="2025-05-17"),
        an_incident(2, date_start="2025-05-10", date_end="2025-05-20", date_precision="range"),
        an_incident(3, date_start="2024-05-17"),
        an_incident(4, date_start="2025-06-01"),
        an_incident(5, date_start="", date_end="", date_precision="unknown"),
    ]
    record = a_selection(incidents=incidents).record
    answers = {
        text: [int(name[-4:]) for name in sorted(select(record, Question(text=text)).incidents["incident_id"])]
        for text in ("17 May 2025", "17 أيار", "May 2025", "2025", "2025-06-01", "29 February", "1 January 2031")
    }
    assert answers == {
        "17 May 2025": [1, 2],
        "17 أيار": [1, 2, 3],
        "May 2025": [1, 2],
        "2025": [1, 2, 4],
        "2025-06-01": [4],
        "29 February": [],
        "1 January 2031": [],
    }


def test_may_is_a_month_and_a_word():
    assert not dates_among(["may"])[0][0].is_surely
    assert dates_among(["17", "may"])[0][0].is_surely
    assert AskedDate(2025, 5, None).is_surely


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2025-03-05", "2025-03-05", "2025-03-05"), ("5 آذار 2025", "2025-03-05", "2025-03-05"),
        ("March 2025", "2025-03-01", "2025-03-31"), (" 2024 ", "2024-01-01", "2024-12-31"),
        ("2025-01-01 – 2025-03-31", "2025-01-01", "2025-03-31"), ("2025-03-31..2025-01-01", "2025-01-01", "2025-03-31"),
        ("5.3.2025 - 7.3.2025", "2025-03-05", "2025-03-07"), ("January 2025 to March 2025", "2025-01-01", "2025-03-31"),
        ("شباط 2024 حتى آذار 2025", "2024-02-01", "2025-03-31"),
    ],
)  # fmt: skip
def test_a_field_for_days_takes_them_in_any_writing(text, first, last):
    assert days_typed(text) == (dt.date.fromisoformat(first), dt.date.fromisoformat(last))


@pytest.mark.parametrize(
    "text", ["", "March", "5 March", "2025-02-30", "yesterday", "2025 Homs", "2025 – 2026 – 2027", "2025 –"]
)
def test_a_field_for_days_takes_nothing_else(text):
    assert days_typed(text) is None


@given(st.tuples(DAYS, DAYS))
def test_a_period_is_typed_as_it_is_written(days):
    assert days_typed(" – ".join(map(str, days))) == (min(days), max(days))
