"""A story as slides: an overview, then each step with its sentence, the spot of its map, and who says what."""

from io import BytesIO

import pytest
from openxml_audit import OpenXmlValidator
from pptx import Presentation
from pptx.slide import Slide

from geodata.mercator import Spot
from incidents.briefing.arabic_pdf import without_vowel_signs
from incidents.briefing.deck_story import story_to_pptx
from incidents.checks.story_in_link import story_for_link
from incidents.language import plain_text
from incidents.record.story import Step, Story
from tests.conftest import EN, LANGS, a_claim, a_selection, a_source, an_incident
from tests.incidents.conftest import MADE_ON, unjoined

SPOT = Spot(35.3, 40.1, 9)
STORY = Story(
    {"title_en": "Told backwards", "title_ar": "من النهاية"},
    (
        Step("SYR-0002", {"text_en": "The second one. " * 20, "text_ar": "الثاني. " * 40}, SPOT),
        Step("SYR-0001", {"text_en": "The first one."}),
    ),
)
TOLD = a_selection(incidents=[an_incident(number) for number in (1, 2, 3)], claims=[a_claim(n) for n in (1, 2, 3)])


@pytest.fixture(scope="module", params=LANGS, ids=str)
def deck(request) -> tuple[object, bytes]:
    return request.param, story_to_pptx(STORY, TOLD, request.param, "", MADE_ON)


def step_slides(content: bytes) -> list[Slide]:
    slides = Presentation(BytesIO(content)).slides
    return [slide for slide in slides if any(shape.name == "Sentence" for shape in slide.shapes)]


def test_each_step_is_a_slide_with_its_sentence_its_accounts_and_its_sources(deck):
    lang, content = deck
    for slide, step in zip(step_slides(content), STORY.steps, strict=True):
        texts = {shape.name: unjoined(shape.text_frame.text) for shape in slide.shapes if shape.has_text_frame}
        assert texts["Sentence"].strip() == without_vowel_signs(step.text(lang)).strip()
        assert texts["Accounts"]
        assert STORY.title(lang) in unjoined(slide.shapes.title.text_frame.text)
        assert "[1]" in slide.notes_slide.notes_text_frame.text


def test_only_incidents_of_the_story_are_counted_and_nothing_lies_on_something_else(deck):
    _lang, content = deck
    first = Presentation(BytesIO(content)).slides[0]
    assert first.shapes.title.text_frame.text.startswith("2 ") or "حدث" in first.shapes.title.text_frame.text
    for slide in step_slides(content):
        boxes = {shape.name: shape for shape in slide.shapes}
        sentence, accounts, foot = (
            boxes[name] for name in ("Sentence", "Accounts", "Caveats and how to make this again")
        )
        assert accounts.top + accounts.height <= foot.top
        assert sentence.top + sentence.height <= accounts.top


def test_the_deck_is_a_valid_file(deck, tmp_path):
    path = tmp_path / "story.pptx"
    path.write_bytes(deck[1])
    assert OpenXmlValidator().validate(path).errors == []


def test_a_step_numbers_its_incident_and_its_sources_as_the_slides_do_that_list_them():
    sources = [a_source(name, url=f"https://example.org/{name}") for name in ("one", "two")]
    claims = [a_claim(1, source_id="one"), a_claim(2, source_id="two")]
    told = a_selection(incidents=[an_incident(1), an_incident(2)], claims=claims, sources=sources)
    deck = Presentation(BytesIO(story_to_pptx(STORY, told, EN, "", MADE_ON)))
    second, first = [slide for slide in deck.slides if any(shape.name == "Sentence" for shape in slide.shapes)]
    listed = deck.slides[-1].shapes
    text = plain_text("\n".join(shape.text_frame.text for shape in listed if shape.has_text_frame))
    for slide, number, name in ((first, 1, "one"), (second, 2, "two")):
        boxes = {shape.name: shape.text_frame.text for shape in slide.shapes if shape.has_text_frame}
        assert f"[{number}] A Publisher, 18 May 2025 https://example.org/{name}" in text
        assert f"[{number}]" in plain_text(boxes["Accounts"])
        assert f"[{number}] \u2068A Publisher" in slide.notes_slide.notes_text_frame.text
        assert boxes["Accounts"].startswith(f"{number} ")
        assert any(shape.has_text_frame and shape.text_frame.text == str(number) for shape in slide.shapes)


def test_the_notes_of_a_storys_slides_hold_the_link_that_tells_it_where_there_is_a_page():
    link = "https://page.example/a?lang=en&version=2"
    for made_for, said in ((link, True), ("", False)):
        content = story_to_pptx(STORY, TOLD, EN, made_for, MADE_ON)
        whole = f"https://page.example/a?lang=en&story={story_for_link(STORY)}"
        for slide in [Presentation(BytesIO(content)).slides[0], *step_slides(content)]:
            notes = plain_text(slide.notes_slide.notes_text_frame.text)
            assert (whole in notes, "page.example" in notes) == (said, said)
            assert "story=Z" not in plain_text("".join(s.text_frame.text for s in slide.shapes if s.has_text_frame))
