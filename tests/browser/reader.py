"""A reader of the page: opens it or goes on where it stands open, and notes what must not happen."""

from contextlib import suppress
from typing import Self
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, CDPSession, ConsoleMessage, Error, Page, Request, ViewportSize

from incidents.language import best_language
from tests.browser.settling import PATIENCE, click, enter, go, settled, watch

WIDE: ViewportSize = {"width": 1440, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}
HASTE = 20  # times as fast as for a reader

# The sections of the sidebar that are closed at first.
_OPENED = ", ".join(f".st-key-of_{name} details[open] > summary" for name in ("what", "who", "said", "sure"))
_WIDENED = ".st-key-incident_card .sign.wider[aria-expanded='true']"
_SOUGHT = ".st-key-table_search input"
_LEFT = f"""() => ({{
  isWide: document.querySelector("{_WIDENED}") !== null,
  sought: document.querySelector("{_SOUGHT}")?.value,
  unfolded: document.querySelectorAll("{_OPENED}").length,
}})"""
_FILTERS = "[data-testid=stSidebar][data-collapsed=false]"
_CLOSES = "[data-testid=stSidebarCollapseButton] button"
_TRIES = 5  # at closing the filters, which a page opens again if an answer to an older choice comes in between


class Reader:
    """Reads in tabs of one browser, which speak the language of his ``locale`` and are as large as his screen."""

    def __init__(self, context: BrowserContext, address: str, locale: str) -> None:
        self.context = context
        self.address = address
        self.locale = locale
        self.faults: list[str] = []
        self._viewport = WIDE
        self._color_scheme = "light"
        self._tabs: list[Page] = []
        self._waiting: list[Page] = []  # tabs that stand open while no test uses them
        self._remembers = True  # his browser may have kept something of an earlier test

    def sits_before(self, viewport: ViewportSize, color_scheme: str) -> Self:
        """Give him another screen, for all that he opens or asks from now on."""
        self._viewport, self._color_scheme = viewport, color_scheme
        return self

    def _note_request(self, request: Request) -> None:
        if not request.url.startswith((self.address, self.address.replace("http:", "ws:"), "data:", "blob:", "about:")):
            self.faults.append(f"request to another host: {request.url}")

    def _note_console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.faults.append(f"console: {message.text}")

    def tab(self) -> Page:
        """Return a new tab, still empty."""
        page = self.context.new_page()
        page.set_default_timeout(PATIENCE)
        self._show(page)
        session, agent = self.context.new_cdp_session(page), page.evaluate("navigator.userAgent")
        if self._remembers:  # whether the filters stood open, above all
            origin = "{0.scheme}://{0.netloc}".format(urlsplit(self.address))
            session.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": "local_storage"})
            self._remembers = False
        session.send("Emulation.setLocaleOverride", {"locale": self.locale})
        session.send("Emulation.setUserAgentOverride", {"userAgent": agent, "acceptLanguage": self.locale})
        watch(page)
        page.on("domcontentloaded", lambda: self._hasten(session))
        page.on("request", self._note_request)
        page.on("console", self._note_console)
        page.on("pageerror", lambda error: self.faults.append(f"error in the page: {error}"))
        self._tabs.append(page)
        return page

    def _hasten(self, session: CDPSession) -> None:
        """Let all that slides and fades in a page do so faster, so that fewer pictures are drawn of it."""
        with suppress(Error):  # the page may be closed already
            session.send("Animation.setPlaybackRate", {"playbackRate": HASTE})

    def _show(self, page: Page) -> None:
        """Make a tab as large and as light as his screen, and nothing else of what a test has made of it."""
        page.set_viewport_size(self._viewport)
        page.emulate_media(media="null", color_scheme=self._color_scheme, reduced_motion="null", forced_colors="null")

    def open(self, query: str = "") -> Page:
        """Open the page in a new tab and wait until it has answered."""
        page = self.tab()
        page.goto(self.address + query)
        settled(page)
        return page

    def ask(self, query: str = "") -> Page:
        """Bring a page that stands open to an address, or open one: loading takes ten times as long as answering."""
        if not self._waiting:
            return self.open(query)
        page = self._waiting.pop()
        page.bring_to_front()  # what lies behind another tab is drawn late
        self._begin_again(page)
        go(page, query)
        _close_filters(page)
        return page

    def _begin_again(self, page: Page) -> None:
        """Take back what no address holds: a wide card, words sought, sections opened, the map moved, the language."""
        self._show(page)
        left = page.evaluate(_LEFT)
        if left["isWide"]:  # the page keeps the width for the next card
            click(page.locator(_WIDENED))
        page.keyboard.press("Escape")  # whatever lies over the page
        page.evaluate("document.activeElement.blur(); document.querySelector('[data-testid=stMain]').scrollTo(0, 0)")
        if left["sought"]:
            enter(page.locator(_SOUGHT), "")
        if left["unfolded"]:
            page.locator(_OPENED).evaluate_all("sections => sections.forEach((section) => section.click())")
        _close_filters(page)
        settled(page)
        if page.evaluate("Boolean(theMap()?.moved)"):
            click(page.locator(".map-canvas .home"))
        speaks = best_language(self.locale).code
        if page.evaluate("document.documentElement.lang") != speaks:
            go(page, f"?lang={speaks}")

    def leave(self, *, keeps: bool) -> None:
        """Close all tabs, but for one if the reader keeps one for his next question."""
        left = [page for page in self._tabs if not page.is_closed()]
        self._waiting, self._remembers = left[:1] if keeps else [], True
        self._tabs = list(self._waiting)
        for page in left[len(self._tabs) :]:
            page.close()


def _close_filters(page: Page) -> None:
    """Close what an earlier test has left open, until it is seen to be closed."""
    for _ in range(_TRIES):
        if not page.locator(_FILTERS).count():
            return
        page.locator(_CLOSES).evaluate_all("all => all[0]?.click()")
        settled(page)
    assert not page.locator(_FILTERS).count(), "the filters of an earlier test stay open"
