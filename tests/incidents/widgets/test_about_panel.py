"""About on the page: each chapter opens, the codebook is searched, the change log is the record's own."""

import pytest
from streamlit.testing.v1 import AppTest

from incidents.language import Language
from incidents.widgets.about_panel import _CHAPTERS
from tests.app_page import html_of
from tests.conftest import AR, EN


def page(lang: "Language", changes: str | None) -> None:

    from dataclasses import replace

    from incidents.record.record import load_record
    from incidents.record.storage import load_tables
    from incidents.selection.selection import select
    from incidents.widgets.about_panel import show_about
    from tests.conftest import shipped_record

    record = shipped_record()
    if changes is not None:
        record = load_record(replace(load_tables(), texts={"CHANGELOG.md": changes}))
    show_about(select(record), lang)


def opened(chapter: str, lang: Language = EN, changes: str | None = None) -> AppTest:
    app = AppTest.from_function(page, args=(lang, changes), default_timeout=60)
    app.session_state["chapter"] = chapter
    app.run()
    assert not app.exception
    return app


@pytest.mark.parametrize("lang", [EN, AR])
@pytest.mark.parametrize("chapter", list(_CHAPTERS))
def test_every_chapter_opens_in_either_language(chapter: str, lang: Language) -> None:
    assert "<h2>" in html_of(opened(chapter, lang))


def test_codebook_narrows_to_what_is_searched_and_says_when_nothing_is_found() -> None:
    app = opened("codebook")
    app.text_input(key="codebook_search").input("superseded_by").run()
    assert "superseded_by" in html_of(app)
    assert "heliborne" not in html_of(app)
    app.text_input(key="codebook_search").input("nowhere at all").run()
    assert "Nothing in the codebook holds these words." in html_of(app)


def test_changes_are_those_of_the_record() -> None:
    assert any("SYR-0180" in element.value for element in opened("changes").markdown)


def test_arabic_readers_get_an_arabic_change_log_where_there_is_one() -> None:
    in_english = AR.say("The change log is kept in English.")
    translated = opened("changes", AR)
    assert any("أول إصدار منشور" in element.value for element in translated.markdown)
    assert in_english not in html_of(translated)
    untranslated = opened("changes", AR, changes="# Changes\n\nFirst version")
    assert any("First version" in element.value for element in untranslated.markdown)
    assert in_english in html_of(untranslated)
