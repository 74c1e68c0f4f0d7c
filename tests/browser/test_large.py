"""The page of a record that is asked where it is kept, in a browser: dossier, comparison, briefing, a file to take."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from incidents.exchange.files import selection_to_csv
from incidents.language import Language
from incidents.record.storage.databases.reading import IN_MEMORY
from incidents.selection.question import Question
from incidents.selection.selection import select
from incidents.widgets.standing import CHAPTERS
from tests.benchmarks.large_records import as_parquet
from tests.browser.barriers import EVERY_RULE, barriers
from tests.browser.conftest import Readers
from tests.browser.settling import click, query_of, settled
from tests.browser.speaking import LOCALES
from tests.conftest import AR, EN, shipped_record

pytest.importorskip("duckdb", reason="the package duckdb is not installed")
pytest.importorskip("ibis", reason="the package ibis-framework is not installed")


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory, dashboard_of: Callable[[Path], str]) -> str:
    """Serve the shipped record as one that is too large for memory; return its address."""
    folder = as_parquet(shipped_record(), tmp_path_factory.mktemp("large") / "record")
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv(IN_MEMORY, "1")
        return dashboard_of(folder)


@pytest.mark.parametrize("lang", [EN])
def test_a_reader_goes_from_a_dossier_to_the_comparison_and_takes_a_file_along(
    a_reader: Readers, large: str, lang: Language
) -> None:
    page = a_reader(address=large, locale=LOCALES[lang]).ask(f"?lang={lang}")
    click(page.locator("[data-id='row-governorate-SY09'] .opens"))
    expect(page.locator(".dossier-head h2")).to_be_visible()
    assert page.locator(".dossier-lists li").count() > 5
    views = page.locator(".st-key-view button")
    assert views.count() == 4
    click(views.nth(1))
    expect(page.locator("table.comparison tbody tr").first).to_be_visible()
    expect(page.locator("section.changes tbody tr").first).to_be_visible()
    click(views.nth(2))
    expect(page.locator(".st-key-print_png button")).to_be_visible()
    assert "view=briefing" in query_of(page)
    with page.expect_download() as coming:
        page.locator(".st-key-export_csv button").click()
    settled(page)
    found = select(shipped_record(), Question(governorate=("SY09",)))
    assert Path(coming.value.path()).read_bytes() == selection_to_csv(found, lang).content
    assert barriers(page, ".st-key-answer", rules=EVERY_RULE) == []


@pytest.mark.parametrize("lang", [AR])
def test_what_rose_and_fell_and_every_chapter_of_about_are_told_of_a_large_record(
    a_reader: Readers, large: str, lang: Language
) -> None:
    page = a_reader(address=large, locale=LOCALES[lang]).ask(f"?lang={lang}&shading=change")
    shaded = page.locator("path[class*='shade-rise'], path[class*='shade-fall']")
    expect(shaded.first).to_be_attached()
    click(page.locator("[data-id='tab-changed']"))
    expect(page.locator(".changed-rows button").first).to_be_visible()
    click(page.locator("[data-id='tab-recent']"))  # the tab stays as the reader left it
    click(page.locator(".st-key-view button").nth(3))
    chapters = page.locator(".st-key-chapter button")
    assert chapters.count() == len(CHAPTERS) - len(("an older version", "a file of one's own"))
    for place in range(chapters.count()):
        click(chapters.nth(place))
        expect(page.locator(".st-key-answer h2").first).to_be_visible()
        assert page.locator(".stException").count() == 0
        assert len(page.locator(".st-key-answer").inner_text()) > 200


@pytest.mark.always
@pytest.mark.parametrize("lang", [AR])
def test_words_are_searched_in_a_large_record(a_reader: Readers, large: str, lang: Language) -> None:
    page = a_reader(address=large, locale=LOCALES[lang]).ask(f"?lang={lang}")
    page.locator(".st-key-ask input").fill("raids Hasekê")
    page.keyboard.press("Enter")
    settled(page)
    found = select(shipped_record(), Question(text="raids Hasekê"))
    assert 0 < len(found) < len(found.record)
    expect(page.locator(".st-key-question")).to_contain_text(lang.number(len(found)))
    assert page.locator(".incident-row").count() == min(len(found), 50)
    assert "text=" in query_of(page)
