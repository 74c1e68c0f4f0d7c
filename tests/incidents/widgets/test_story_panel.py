"""A story on the page: one of a link is told as one of the record is, and says at each step whose words these are."""

import pytest

from geodata.mercator import Spot
from incidents.checks.story_in_link import story_for_link
from incidents.record.story import NO_STORIES, Step, Story
from incidents.selection.story_order import Telling
from incidents.widgets.story_panel import note_on
from tests.app_page import a_page, html_of, settled, told_of
from tests.conftest import AR, EN, LANGS

HOSTILE = "<img src=x onerror=alert(1)> **Said**."
SHORT = Story(
    {"title_en": "Mine", "title_ar": "قصتي"},
    (Step("SYR-0049", {"text_en": HOSTILE}, Spot(36.2, 37.15, 11)), Step("SYR-0022", {"text_ar": "ثم."})),
)
WRITTEN = story_for_link(SHORT)


@pytest.mark.parametrize("lang", LANGS, ids=str)
def test_a_story_of_the_readers_own_is_told_from_its_link_in_this_and_in_the_next_answer(lang):
    page = a_page(story=f"{WRITTEN},2", lang=lang.code)
    for _run in range(2):
        told = told_of(page, "story_told")
        assert told["title"] == SHORT.title(lang)
        assert [(step[0], step[1]) for step in told["steps"]] == [("SYR-0049", HOSTILE), ("SYR-0022", "ثم.")]
        assert (told["at"], told["note"]) == (2, note_on(Telling(WRITTEN, SHORT), NO_STORIES, lang))
        assert f"{WRITTEN},2" in page.query_params["story"]
        page = settled(page.run())


def test_a_story_that_came_cut_is_named_above_the_page_that_answers_all_the_same():
    page = a_page(story=WRITTEN[:-7], lang="en")
    assert "The story in this address cannot be read, for it was cut or changed on its way" in html_of(page)
    assert not any('"story_told"' in element.proto.json for element in page.get("bidi_component"))


def test_whose_words_a_story_tells_is_said_of_all_but_those_of_the_record():
    own, named = Telling(WRITTEN, SHORT), Telling("mine", SHORT)
    assert note_on(named, {"mine": SHORT}, EN) == ""
    assert "not of the record" in note_on(named, {"mine": Story({}, SHORT.steps[:1])}, EN)  # a file of this name
    assert "too long for a link" in note_on(named, NO_STORIES, EN)
    assert "too long" not in note_on(own, NO_STORIES, EN)
    assert note_on(own, NO_STORIES, AR) != note_on(own, NO_STORIES, EN)
