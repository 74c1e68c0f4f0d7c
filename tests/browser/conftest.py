"""A real dashboard and a real browser. Any request to another host and any error in the console fails the test."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from incidents.language import Language
from tests.browser.reader import WIDE, Reader
from tests.browser.settling import PATIENCE
from tests.browser.speaking import LOCALES, other_than
from tests.conftest import LANGS
from tests.serving import chromium, served

expect.set_options(timeout=PATIENCE)

MOST_KEPT = 4  # readers; each keeps a page of some 200 MB open

_failed = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Note whether a test failed: nobody goes on in the pages that it leaves."""
    report = yield
    item.stash[_failed] = item.stash.get(_failed, False) or report.failed
    return report


@pytest.fixture(scope="session")
def dashboard() -> Iterator[str]:
    """Serve the page; return its address."""
    with served() as (address, _):
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


Readers = Callable[..., Reader]


@pytest.fixture(scope="session")
def _kept() -> Iterator[dict[str, Reader]]:
    """Hold the readers who stay from test to test, by their options; who came last stands last."""
    readers: dict[str, Reader] = {}
    yield readers
    for reader in readers.values():
        reader.context.close()


@pytest.fixture(scope="module")
def dashboard_of(_kept: dict[str, Reader]) -> Iterator[Callable[[Path], str]]:
    """Serve the page with another record, as long as the tests of a module run; return its address."""
    with ExitStack() as servers:
        addresses: list[str] = []

        def serve(data: Path) -> str:
            addresses.append(servers.enter_context(served(data))[0])
            return addresses[-1]

        yield serve
        for name, reader in list(_kept.items()):
            if reader.address in addresses:
                _kept.pop(name).context.close()


@pytest.fixture
def a_reader(
    browser: Browser, dashboard: str, _kept: dict[str, Reader], request: pytest.FixtureRequest
) -> Iterator[Readers]:
    """Return readers; ``a_reader(locale="ar-SY", viewport=…, address=…)`` takes what a browser context takes.

    The reader of the same options is the same from test to test, which spares the tests the loading of the page: he
    keeps one page, in which ``ask`` goes on. ``anew=True`` returns one who has never been here.
    """
    came: dict[str, Reader] = {}
    strangers: list[Reader] = []

    def come(address: str = dashboard, *, anew: bool = False, **options: object) -> Reader:
        options = {"locale": "en-GB", "viewport": WIDE, "color_scheme": "light"} | options
        if anew:
            strangers.append(Reader(browser, address, **options))
            return strangers[-1]
        name = repr((address, sorted(options.items())))
        came[name] = _kept[name] = _kept.pop(name, None) or Reader(browser, address, **options)
        return came[name]

    yield come
    faults = [fault for reader in (*_kept.values(), *strangers) for fault in reader.faults]
    for reader in strangers:
        reader.context.close()
    for reader in came.values():
        reader.faults.clear()
        reader.leave(keeps=not request.node.stash.get(_failed, False))
    while len(_kept) > MOST_KEPT:
        _kept.pop(next(iter(_kept))).context.close()
    assert faults == []


@pytest.fixture(params=LANGS, ids=str)
def lang(request: pytest.FixtureRequest) -> Language:
    """Run the test once in each language."""
    return request.param


@pytest.fixture
def reader(a_reader: Readers, lang: Language) -> Reader:
    """Return the reader whose browser speaks the language of the test."""
    return a_reader(locale=LOCALES[lang])


@pytest.fixture
def other_reader(a_reader: Readers, lang: Language) -> Reader:
    """Return the reader of the other language."""
    return a_reader(locale=LOCALES[other_than(lang)])
