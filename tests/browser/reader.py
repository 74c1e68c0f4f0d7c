"""A reader with a browser of his own: opens pages or goes on in one that stands open; notes what must not happen."""

from playwright.sync_api import Browser, ConsoleMessage, Page, Request

from incidents.language import best_language
from tests.browser.settling import PATIENCE, click, enter, frame_of_the_map, go, settled, watch

WIDE, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}

# The sections of the sidebar that are closed at first.
_OPENED = ", ".join(f".st-key-of_{name} details[open] > summary" for name in ("event_type", "actor", "contested"))


class Reader:
    """A reader whose browser speaks the language of ``locale``; ``options`` are those of a browser context."""

    def __init__(self, browser: Browser, address: str, locale: str, **options: object) -> None:
        self.context = browser.new_context(locale=locale, **options)
        self.address = address
        self.speaks = best_language(locale)
        self.faults: list[str] = []
        self._waiting: list[Page] = []  # pages that stand open while no test uses them
        watch(self.context)
        self.context.on("request", self._note_request)
        self.context.on("console", self._note_console)
        self.context.on("weberror", lambda error: self.faults.append(f"error in the page: {error.error}"))
        self.context.set_default_timeout(PATIENCE)

    def _note_request(self, request: Request) -> None:
        if not request.url.startswith((self.address, self.address.replace("http:", "ws:"), "data:", "blob:", "about:")):
            self.faults.append(f"request to another host: {request.url}")

    def _note_console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.faults.append(f"console: {message.text}")

    def open(self, query: str = "") -> Page:
        """Open the page in a new tab and wait until it has answered."""
        page = self.context.new_page()
        page.goto(self.address + query)
        settled(page)
        return page

    def ask(self, query: str = "") -> Page:
        """Bring a page that stands open to an address, or open one: loading takes ten times as long as answering."""
        if not self._waiting:
            return self.open(query)
        page = self._waiting.pop()
        self._begin_again(page)
        go(page, query)
        return page

    def _begin_again(self, page: Page) -> None:
        """Take back what the address does not hold: words sought, sections opened, the map moved, the language."""
        page.keyboard.press("Escape")  # whatever lies over the page
        page.evaluate("document.activeElement.blur(); document.querySelector('[data-testid=stMain]').scrollTo(0, 0)")
        sought = page.locator(".st-key-table_search input")
        if sought.count() and sought.input_value():
            enter(sought, "")
        page.locator(_OPENED).evaluate_all("sections => sections.forEach((section) => section.click())")
        settled(page)
        frame = frame_of_the_map(page)
        if frame and frame.evaluate("map_div.incidents.moved"):
            click(frame.locator(".home"))
        if page.evaluate("document.documentElement.lang") != self.speaks.code:
            go(page, f"?lang={self.speaks}")

    def leave(self, *, keeps: bool) -> None:
        """Close all pages, but for one if the reader keeps one for his next question."""
        pages = self.context.pages
        self._waiting = pages[:1] if keeps else []
        for page in pages[len(self._waiting) :]:
            page.close()
