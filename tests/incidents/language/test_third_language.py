"""A third language is a catalogue: no line of code knows how many there are, nor which of them runs from the right."""

from collections.abc import Iterator
from io import BytesIO

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po
from pptx import Presentation
from streamlit.testing.v1 import AppTest

from incidents.briefing.formats import PRINTS
from incidents.exchange.formats import EXPORTS
from incidents.language import CATALOGUES, Language, language
from incidents.language.language import FURTHER_CATALOGUES
from incidents.selection.selection import Selection, select
from incidents.views.incident_card import draw_card
from tests.conftest import APP, a_record
from tests.incidents.conftest import briefing_of

SORANI = "ckb"  # written from right to left, with two plural forms
BEFORE, AFTER = "«", "»"


def translated(sentence: str | tuple[str, ...]) -> str | tuple[str, ...]:
    if isinstance(sentence, tuple):
        return tuple(f"{BEFORE}{form}{AFTER}" for form in sentence)
    return f"{BEFORE}{sentence}{AFTER}"


@pytest.fixture(scope="module")
def sorani(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Language]:
    """Write a catalogue in which every sentence stands in marks, and let the project find it."""
    folder = tmp_path_factory.mktemp("locale")
    with (CATALOGUES / "ar" / "LC_MESSAGES" / "messages.po").open("rb") as file:
        arabic = read_po(file, locale="ar")
    catalogue = Catalog(locale=SORANI)
    for message in arabic:
        if message.id:
            catalogue.add(message.id, translated(message.id), flags=message.flags)
    path = folder / SORANI / "LC_MESSAGES" / "messages.po"
    path.parent.mkdir(parents=True)
    with path.open("wb") as file:
        write_po(file, catalogue)
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv(FURTHER_CATALOGUES, str(folder))
        yield language(SORANI)


@pytest.fixture(scope="module")
def selection() -> Selection:
    return select(a_record())


def test_its_direction_is_asked_of_its_locale(sorani: Language) -> None:
    assert sorani.direction == "rtl"
    assert sorani.say("Incidents") == "«Incidents»"
    assert sorani.plural("{count} incident", "{count} incidents", 1) in {"{count} incident", "«{count} incident»"}


def test_the_card_speaks_it_and_shows_the_text_of_another_language_where_it_has_none(
    sorani: Language, selection: Selection
) -> None:
    card = draw_card(selection.record, "SYR-0001", sorani)
    assert f'lang="{SORANI}" dir="rtl"' in card
    assert "«Sources»" in card
    assert "Gunmen attacked a checkpoint." in card


@pytest.mark.parametrize("code", EXPORTS)
def test_every_export_is_written_in_it(sorani: Language, selection: Selection, code: str) -> None:
    assert EXPORTS[code].make(selection, sorani).content


def test_the_header_of_a_csv_is_the_same_in_every_language(sorani: Language, selection: Selection) -> None:
    first_lines = {
        EXPORTS["csv"].make(selection, lang).content.split(b"\n")[0]
        for lang in (sorani, language("ar"), language("en"))
    }
    assert len(first_lines) == 1


@pytest.mark.parametrize("code", PRINTS)
def test_every_print_is_made_in_it(sorani: Language, selection: Selection, code: str) -> None:
    assert PRINTS[code].make(briefing_of(selection, sorani))


def test_a_deck_runs_from_the_right_and_names_its_language(sorani: Language, selection: Selection) -> None:
    deck = Presentation(BytesIO(PRINTS["pptx"].make(briefing_of(selection, sorani))))
    assert deck.core_properties.language == sorani.tag
    words = " ".join(shape.text_frame.text for shape in deck.slides[0].shapes if shape.has_text_frame)
    assert BEFORE in words


@pytest.mark.parametrize("view", ["incidents", "comparison", "briefing", "about"])
def test_the_page_opens_in_it_and_offers_every_language(sorani: Language, view: str) -> None:
    page = AppTest.from_file(APP, default_timeout=60)
    page.query_params["lang"] = SORANI
    page.query_params["view"] = view
    page.run()
    assert not page.exception
    html = "".join(element.proto.body for element in page.get("html"))
    assert BEFORE in html
    offered = {button.key for button in page.button if str(button.key).startswith("language")}
    assert len(offered) == 2


def test_without_its_catalogue_it_is_not_a_language() -> None:
    with pytest.raises(KeyError):
        language("xx")


def test_the_shell_is_asked_for_it_by_name(sorani: Language, capsys: pytest.CaptureFixture[str]) -> None:
    from incidents.__main__ import main

    assert main(["list", "--governorate", "SY12", "--lang", SORANI]) == 0
    assert BEFORE in capsys.readouterr().out
