"""The guide: it speaks with the words of the page, and shows the signs that the map draws."""

import pytest

from incidents.language import Language
from incidents.phrases.guide import signs_in_words
from incidents.views.about import draw_guide, guide_css
from incidents.views.markup import text
from tests.conftest import AR, EN

NAMED = ("Changed", "Comparison", "Filters", "Briefing", "How complete")  # what a reader is told to press


@pytest.mark.parametrize("lang", [EN, AR])
@pytest.mark.parametrize("name", NAMED)
def test_what_a_reader_is_told_to_press_is_called_as_on_the_page(name: str, lang: Language) -> None:
    assert text(lang.say(name)) in draw_guide(lang)


@pytest.mark.parametrize("lang", [EN, AR])
def test_each_sign_stands_beside_its_meaning(lang: Language) -> None:
    shown = draw_guide(lang)
    for sign, said in signs_in_words(lang).items():
        assert f'<i class="map-sign sign-{sign}"></i><span>{text(said)}</span>' in shown
        assert f".sign-{sign}{{" in guide_css()


def test_it_is_one_page_in_either_language() -> None:
    sections = {lang.code: draw_guide(lang).count("<h3>") for lang in (EN, AR)}
    assert set(sections.values()) == {6}
