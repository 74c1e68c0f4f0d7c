"""Texts of a deck keep to their boxes, measured with the widths of the typeface that decks name."""

from io import BytesIO

import pytest
from pptx import Presentation

from incidents.briefing.deck import briefing_to_pptx
from incidents.briefing.deck_letters import cut_to_lines, letters_width, lines_taken
from incidents.selection.question import Question
from tests.conftest import AR, EN, a_claim, a_selection
from tests.incidents.conftest import DEIR_EZ_ZOR, LINK, answered, briefing_of, made_once

SINGLE = {EN: 1.15, AR: 1.17}  # distance of lines in sizes of letters: of Arial, and of what stands in for its Arabic
EVERYWHERE = tuple(f"SY{number:02}" for number in range(1, 15))
QUESTIONS = [Question(), DEIR_EZ_ZOR, Question(text="SYR-0049"), Question(text="SYR-0119 SYR-0113")]


def test_letters_are_as_wide_as_those_of_arial():
    assert letters_width("2026", 2048) == 4 * 1139
    assert letters_width("ij", 2048, "bold") == 2 * 569
    assert letters_width("é\u2060ḥ", 2048) == letters_width("eh", 2048)
    assert letters_width("دير الزور", 10, "bold") > letters_width("دير الزور", 10) > 20


def test_a_line_ends_at_a_space_and_a_word_longer_than_a_line_goes_on():
    wide = letters_width("one two", 10) + 0.5
    assert lines_taken([("one two", "regular")], wide, 10) == 1
    assert lines_taken([("one two three", "regular")], wide, 10) == 2
    assert lines_taken([("one tw", "regular"), ("oooo", "bold")], wide, 10) == 2
    assert lines_taken([("o" * 30, "regular")], letters_width("o" * 10, 10) + 1, 10) == 3
    assert cut_to_lines("one two three", wide, 10, 1) == "one\u2026"


def texts_of(slide):
    """Yield name, text frame, width and height (points) of all that is written in boxes, but for signs of the map."""
    for shape in slide.shapes:
        if shape.has_text_frame and shape.text_frame.word_wrap:
            yield shape.name, shape.text_frame, shape.width.pt, shape.height.pt
        if shape.has_table:
            for number, row in enumerate(shape.table.rows):
                for column, cell in enumerate(row.cells):
                    width = shape.table.columns[column].width.pt - cell.margin_left.pt - cell.margin_right.pt
                    yield f"cell {number}.{column}", cell.text_frame, width, row.height.pt - 4


def needed(frame, width: float, lang) -> float:
    """Return how high the text of a frame is, in points."""
    high = 0.0
    for paragraph in frame.paragraphs:
        pieces = [(run.text, "bold" if run.font.bold else "regular") for run in paragraph.runs]
        if pieces:
            size = paragraph.runs[0].font.size.pt
            room = width - frame.margin_left.pt - frame.margin_right.pt
            high += lines_taken(pieces, room, size) * size * SINGLE[lang]
            high += sum(space.pt for space in (paragraph.space_before, paragraph.space_after) if space)
    return high + frame.margin_top.pt


def overflowing(briefing) -> list[tuple[str, float, float]]:
    slides = Presentation(BytesIO(made_once(briefing_to_pptx, briefing))).slides
    told = [text for slide in slides for text in texts_of(slide)]
    found = [(name, needed(frame, width, briefing.lang), height) for name, frame, width, height in told]
    return [(name, high, height) for name, high, height in found if high > height + 1]


@pytest.mark.parametrize("question", QUESTIONS, ids=str)
def test_no_text_of_a_deck_is_higher_than_its_box(question, lang):
    assert overflowing(answered(question, lang)) == []


def test_no_title_however_long_leaves_its_place(lang):
    asked = Question(governorate=EVERYWHERE, text="attack " * 25)
    assert overflowing(answered(asked, lang, LINK * 9)) == []


def test_what_stands_beside_the_map_of_one_incident_fills_its_room(lang):
    briefing = briefing_of(a_selection(claims=[a_claim(value=3)]), lang)
    slide = Presentation(BytesIO(briefing_to_pptx(briefing))).slides[0]
    accounts = next(shape for shape in slide.shapes if shape.name == "Accounts")
    assert min(run.font.size.pt for line in accounts.text_frame.paragraphs for run in line.runs) >= 14


def test_that_nothing_was_found_is_said_large(lang):
    briefing = briefing_of(a_selection(), lang, Question(text="nothing of the kind"))
    shapes = {shape.name: shape for shape in Presentation(BytesIO(briefing_to_pptx(briefing))).slides[0].shapes}
    (line,) = shapes["Nothing found"].text_frame.paragraphs
    assert line.runs[0].font.size.pt >= 16
    assert overflowing(briefing) == []
