"""A real dashboard and a real browser. Any request to another host and any error in the console fails the test."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ViewportSize, expect

from incidents.language import Language
from tests.browser.reader import WIDE, Reader
from tests.browser.settling import PATIENCE
from tests.browser.speaking import LOCALES, other_than
from tests.conftest import LANGS
from tests.serving import WITHOUT_FRAME, chromium, served

expect.set_options(timeout=PATIENCE)

MOST_KEPT = 8  # readers; each keeps a page of some 200 MB open

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
    with served(born=True) as (address, _):
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium(names=WITHOUT_FRAME) as browser:
        yield browser


class Household:
    """The readers who stay from test to test. They share a browser, which so loads the scripts of the page but once."""

    def __init__(self, browser: Browser) -> None:
        self.context = browser.new_context()
        self.readers: dict[tuple[str, str], Reader] = {}  # by address and locale; who came last stands last

    def reader(self, address: str, locale: str) -> Reader:
        name = address, locale
        self.readers[name] = self.readers.pop(name, None) or Reader(self.context, address, locale)
        return self.readers[name]

    def say_goodbye(self, leaves: Callable[[Reader], bool]) -> None:
        for name, reader in list(self.readers.items()):
            if leaves(reader):
                self.readers.pop(name).leave(keeps=False)


@pytest.fixture(scope="session")
def household(browser: Browser) -> Iterator[Household]:
    household = Household(browser)
    yield household
    household.context.close()


@pytest.fixture(scope="module")
def dashboard_of(household: Household) -> Iterator[Callable[[Path], str]]:
    """Serve the page with another record, as long as the tests of a module run; return its address."""
    with ExitStack() as servers:
        addresses: list[str] = []

        def serve(data: Path) -> str:
            addresses.append(servers.enter_context(served(data, born=True))[0])
            return addresses[-1]

        yield serve
        household.say_goodbye(lambda reader: reader.address in addresses)


Readers = Callable[..., Reader]


@pytest.fixture
def a_reader(
    browser: Browser, dashboard: str, household: Household, request: pytest.FixtureRequest
) -> Iterator[Readers]:
    """Return readers: ``a_reader(locale="ar-SY", viewport=PHONE, color_scheme="dark", address=…)``.

    The reader of a language is the same from test to test, which spares the tests the loading of the page: he keeps one
    page, in which ``ask`` goes on, before whatever screen. ``anew=True`` returns one with a browser of his own, which
    has never been here.
    """
    strangers: list[Reader] = []

    def come(
        address: str = dashboard,
        *,
        anew: bool = False,
        locale: str = "en-GB",
        viewport: ViewportSize = WIDE,
        color_scheme: str = "light",
    ) -> Reader:
        if not anew:
            return household.reader(address, locale).sits_before(viewport, color_scheme)
        strangers.append(Reader(browser.new_context(), address, locale).sits_before(viewport, color_scheme))
        return strangers[-1]

    yield come
    faults = []
    for reader in (*household.readers.values(), *strangers):
        faults += reader.faults
        reader.faults.clear()
        reader.leave(keeps=not request.node.stash.get(_failed, False))
    for reader in strangers:
        reader.context.close()
    stay = list(household.readers.values())[-MOST_KEPT:]
    household.say_goodbye(lambda reader: reader not in stay)
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
