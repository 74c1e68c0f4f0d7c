import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.briefing.content import printable
from incidents.briefing.fitting import cut, ended, lines_of, sentences_of, whole_parts, whole_sentences
from incidents.views.static_map.lettering import text_width
from tests.conftest import AR, EN

PARTS = st.lists(st.text(alphabet="abc دير", min_size=1, max_size=20).map(str.strip).filter(bool), max_size=12)


@given(PARTS, st.floats(80, 600), st.sampled_from([EN, AR]))
def test_parts_are_whole_and_none_is_forgotten(parts, width, lang):
    text = whole_parts(parts, width, 7, lang)
    assert text_width(text, 7) <= width + 2
    if not text.endswith("…") and parts:
        shown = sum(text.split(";" if lang == EN else "؛").count(f" {part}") for part in set(parts)) + 1
        more = [int("".join(filter(str.isdigit, text)) or 0)]
        assert shown + sum(more) >= len(parts)


def test_parts_that_fit_are_joined_and_others_are_counted():
    parts = ["2 according to SOHR", "3 according to SANA", "5 according to SDF"]
    assert whole_parts(parts, 900, 7, EN) == "2 according to SOHR; 3 according to SANA; 5 according to SDF"
    narrow = text_width("2 according to SOHR; and 2 more in A4 brief and data", 7)
    assert whole_parts(parts, narrow + 1, 7, EN) == "2 according to SOHR; and 2 more in A4 brief and data"
    assert whole_parts(parts, 30, 7, EN).endswith("…")


def test_sentences_end_where_a_word_ends():
    text = "The U.S. Army said so. It was 3.5 km off (SDF). Nobody was hurt."
    assert sentences_of(text) == ["The U.S. Army said so.", "It was 3.5 km off (SDF).", "Nobody was hurt."]
    assert len(sentences_of("قال المرصد ذلك. ولم يصب أحد.")) == 2


def test_only_whole_sentences_are_shown():
    first, second = "One thing is sure.", "Another is not."
    assert whole_sentences([first, second], 500, 7) == f"{first} {second}"
    assert whole_sentences([first, second], text_width(first, 7) + 8, 7) == first
    assert whole_sentences([first, second], 20, 7).endswith("…")
    assert whole_sentences([], 20, 7) == ""


@given(st.text(max_size=300).map(printable), st.floats(20, 400))
def test_a_cut_text_fits_its_line(text, width):
    line = cut(text, width, 7)
    assert text_width(line, 7) <= width + text_width("…", 7) or len(line) <= 2


@pytest.mark.parametrize(("width", "lines"), [(1000, 1), (60, 3)])
def test_lines_are_counted_with_what_words_leave_free(width, lines):
    assert lines_of("one two three four five six seven eight", width, 8) == lines


def test_sentences_of_one_paragraph_each_have_an_end():
    assert ended(["Within 30 km: 14–30", "No data after that.", "أين؟"]) == [
        "Within 30 km: 14–30.",
        "No data after that.",
        "أين؟",
    ]
