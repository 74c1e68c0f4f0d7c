"""One reader per language: a test that takes ``reader`` runs in Arabic and in English, by the browser's own language.

The browser of a language is kept for the whole module, which spares each test the loading of the page's scripts; its
tabs are closed after each test. A plugin of pytest, for the modules that name it.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from incidents.language import LANGS, Lang
from tests.browser.conftest import Reader
from tests.browser.speaking import LOCALES


@pytest.fixture(params=LANGS)
def lang(request: pytest.FixtureRequest) -> Lang:
    """Run the test once in each language."""
    return request.param


@pytest.fixture(scope="module")
def readers_by_language(browser: Browser, dashboard: str) -> Iterator[dict[Lang, Reader]]:
    readers = {
        lang: Reader(browser.new_context(locale=locale, viewport={"width": 1440, "height": 900}), dashboard)
        for lang, locale in LOCALES.items()
    }
    yield readers
    for reader in readers.values():
        reader.context.close()


@pytest.fixture
def reader(readers_by_language: dict[Lang, Reader], lang: Lang) -> Iterator[Reader]:
    """Return the reader of the test's language; nothing that must not happen may happen to anybody meanwhile."""
    yield readers_by_language[lang]
    faults = [fault for reader in readers_by_language.values() for fault in reader.faults]
    for reader in readers_by_language.values():
        for page in reader.context.pages:
            page.close()
        reader.faults.clear()
    assert faults == []


@pytest.fixture
def other_reader(readers_by_language: dict[Lang, Reader], reader: Reader, lang: Lang) -> Reader:
    """Return the reader of the other language."""
    return next(readers_by_language[other] for other in LANGS if other != lang)
