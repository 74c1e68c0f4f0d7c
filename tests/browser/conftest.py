"""A real dashboard and a real browser. Any request to another host and any error in the console fails the test."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, Request

from tests.serving import chromium, served

PATIENCE = 60_000  # ms; the tests share two cores


@contextmanager
def a_dashboard(data: Path | None = None) -> Iterator[str]:
    """Serve the page; yield its address."""
    with served(data) as (address, _):
        yield address


@pytest.fixture(scope="session")
def dashboard() -> Iterator[str]:
    with a_dashboard() as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


class Reader:
    """A reader with a browser of his own: opens pages and notes what must not happen."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.context = context
        self.address = address
        self.faults: list[str] = []
        context.on("request", self._note_request)
        context.on("console", self._note_console)
        context.on("weberror", lambda error: self.faults.append(f"error in the page: {error.error}"))
        context.set_default_timeout(PATIENCE)

    def _note_request(self, request: Request) -> None:
        if not request.url.startswith((self.address, self.address.replace("http:", "ws:"), "data:", "blob:", "about:")):
            self.faults.append(f"request to another host: {request.url}")

    def _note_console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.faults.append(f"console: {message.text}")

    def open(self, query: str = "") -> Page:
        """Open the page and wait until it has answered."""
        page = self.context.new_page()
        page.goto(self.address + query)
        settled(page)
        return page


Readers = Callable[..., Reader]


@pytest.fixture
def a_reader(browser: Browser, dashboard: str) -> Iterator[Readers]:
    """Make readers; ``a_reader(locale="ar-SY", viewport=…, address=…)`` takes what a browser context takes."""
    readers: list[Reader] = []

    def make(address: str = dashboard, **options: object) -> Reader:
        options = {"locale": "en-GB", "viewport": {"width": 1440, "height": 900}} | options
        readers.append(Reader(browser.new_context(**options), address))
        return readers[-1]

    yield make
    faults = [fault for reader in readers for fault in reader.faults]
    for reader in readers:
        reader.context.close()
    assert faults == []


def settled(page: Page) -> None:
    """Wait until the page has a head and no run of the script is under way."""
    page.locator(".stApp[data-test-script-state='notRunning']").wait_for()
    page.locator("h1, .problems").first.wait_for()
    page.wait_for_timeout(150)
    page.locator(".stApp[data-test-script-state='notRunning']").wait_for()


def wait_until(page: Page, expression: str, arg: object = None) -> None:
    """Wait until a JavaScript expression is true; Playwright's own way has the page evaluate text, which it forbids."""
    deadline = time.monotonic() + PATIENCE / 1000
    while not page.evaluate(expression, arg):
        if time.monotonic() > deadline:
            raise TimeoutError(expression)
        page.wait_for_timeout(50)


def click(target: Locator) -> None:
    """Click and wait for the answer."""
    target.click()
    target.page.wait_for_timeout(400)
    settled(target.page)


def count_shown(page: Page) -> int:
    """Return the first number of "34 of 179 incidents"."""
    return int(page.locator(".count strong").inner_text().replace(",", ""))


def query_of(page: Page) -> str:
    """Return the address of the page after its path."""
    return page.evaluate("decodeURIComponent(location.search)")
