"""One reader per language: a test that takes ``reader`` runs in Arabic and in English, by the browser's own language.

The browser of a language is kept for the whole module, which spares each test the loading of the page's scripts; its
tabs are closed after each test.
"""

from collections.abc import Iterator
from functools import cache

import pytest
from playwright.sync_api import Browser

from incidents.dataset import Dataset, load_dataset
from incidents.language import LANGS, Lang, translator
from incidents.phrases import option_label
from tests.browser.conftest import Reader

LOCALES: dict[Lang, str] = {"en": "en-GB", "ar": "ar-SY"}


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


@cache
def record() -> Dataset:
    return load_dataset()


def say(sentence: str, lang: Lang, **values: object) -> str:
    """Return a sentence of the interface in a language."""
    return translator(lang).gettext(sentence).format(**values)


def label_of(name: str, code: str, lang: Lang) -> str:
    """Return what an option of a filter is called."""
    return option_label(record(), name, code, lang)
