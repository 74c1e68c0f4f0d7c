import datetime as dt

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.language import best_language, isolate, plain_text
from tests.conftest import AR, EN

OVERRIDES = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"


def test_levantine_months_and_western_digits_in_arabic():
    assert AR.date(dt.date(2025, 10, 18)) == "18 تشرين الأول 2025"
    assert AR.number(12345) == "12,345"


@pytest.mark.parametrize(
    ("start", "end", "english"),
    [
        ((2025, 10, 18), (2025, 10, 19), "18–19 Oct 2025"),
        ((2025, 10, 18), (2025, 11, 2), "18 Oct – 2 Nov 2025"),
        ((2025, 10, 1), (2025, 10, 31), "October 2025"),
        ((2025, 7, 1), (2025, 9, 30), "July – September 2025"),
        ((2025, 10, 18), (2025, 10, 18), "18 Oct 2025"),
    ],
)
def test_period_is_as_short_as_its_days_allow(start, end, english):
    assert EN.period(dt.date(*start), dt.date(*end)) == english


def test_lists_end_as_sentences_do():
    assert EN.listed(["Homs", "Hama", "Raqqa"]) == "Homs, Hama and Raqqa"
    assert EN.listed(["Homs", "Hama"], "or") == "Homs or Hama"
    assert AR.listed(["حمص", "حماة"]) == "حمص وحماة"


@pytest.mark.parametrize(
    ("accepted", "lang"), [("ar-SY", "ar"), ("AR", "ar"), ("en-GB", "en"), ("fr", "en"), (None, "en")]
)
def test_arabic_browsers_get_arabic(accepted, lang):
    assert best_language(accepted).code == lang


@given(st.text(alphabet=st.sampled_from("ab ا1" + OVERRIDES + "\x00\x1b\n\r\t\u2028"), max_size=30))
def test_plain_text_keeps_words_and_drops_what_reorders_or_controls(text):
    cleaned = plain_text(text)
    assert not set(cleaned) & set(OVERRIDES + "\x00\x1b\n\r\t\u2028")
    assert [letter for letter in cleaned if letter.isalnum()] == [letter for letter in text if letter.isalnum()]


def test_isolated_text_cannot_close_its_isolate():
    assert isolate("x\u2069\u202ey") == "\u2068xy\u2069"


def test_a_column_of_texts_that_a_large_table_holds_as_categories_is_one_of_texts():
    frame = pd.DataFrame({"note_en": ["one", None, "one"], "note_ar": ["واحد", "اثنان", None]}, dtype="category")
    assert AR.column(frame, "note").tolist() == ["واحد", "اثنان", "one"]
    assert EN.column(frame, "note").tolist() == ["one", "اثنان", "one"]
