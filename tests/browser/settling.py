"""One way to act on a page and to know that it has answered.

Nobody waits for time: ``at_rest.js`` counts what a page has asked its server for, what is under way and what has yet to
be drawn. ``settled`` returns once nothing is left, so that whatever was asked for can be read.
"""

import time
from pathlib import Path

from playwright.sync_api import Error, Locator, Page

PATIENCE = 120_000  # ms; the tests share two cores, perhaps with others

_AT_REST = Path(__file__).with_name("at_rest.js").read_text(encoding="utf-8")
_GO = """query => {
  history.pushState({}, "", location.pathname + query);
  dispatchEvent(new PopStateEvent("popstate", { state: {} }));
}"""

# What the page sends waits until it is let go: so does a server that takes its time.
HOLD = """() => {
  const { send } = WebSocket.prototype, waiting = [];
  WebSocket.prototype.send = function (said) { waiting.push([this, said]); };
  window.letGo = () => {
    WebSocket.prototype.send = send;
    for (const [socket, said] of waiting) send.call(socket, said);
  };
}"""


def watch(page: Page) -> None:
    """Let a page know when it is at rest; before it is loaded."""
    page.add_init_script(_AT_REST)


def settled(page: Page, patience: int = PATIENCE) -> None:
    """Wait until the page has answered all that was asked of it, and nothing in it moves any more."""
    page.bring_to_front()  # a tab behind another one is drawn but once a second
    while True:
        try:
            awaited = page.evaluate("patience => window.rest.come(patience)", patience)
        except Error as error:
            if "context was destroyed" in str(error) or "navigat" in str(error):  # it is being loaded anew
                page.wait_for_load_state()
                continue
            raise
        assert awaited == [], f"after {patience / 1000:g} s the page still awaits {awaited}"
        return


def come_true(page: Page, expression: str) -> None:
    """Wait until an expression holds in a page, which may be loaded anew meanwhile.

    Playwright's own way has the page evaluate text, and the page forbids that.
    """
    deadline = time.monotonic() + PATIENCE / 1000
    while True:
        try:
            if page.evaluate(expression):
                return
        except Error as error:
            if "context was destroyed" not in str(error) and "navigat" not in str(error):
                raise
        assert time.monotonic() < deadline, f"after {PATIENCE / 1000:g} s it does not hold: {expression}"
        page.wait_for_timeout(50)


def click(target: Locator) -> None:
    """Click and wait for the answer."""
    target.page.bring_to_front()
    target.click()
    settled(target.page)


def unfold(details: Locator) -> None:
    """Open what is folded, unless it stands open already."""
    if details.get_attribute("open") is None:
        click(details.locator("summary").first)


def press(page: Page, key: str) -> None:
    """Press a key where the focus is, and wait for the answer."""
    page.keyboard.press(key)
    settled(page)


def enter(box: Locator, words: str) -> None:
    """Write words into a field, send them off and wait for the answer."""
    box.fill(words)
    box.press("Enter")
    settled(box.page)


def go(page: Page, query: str) -> None:
    """Bring a page that stands open to another address, as Back and Forward do: without loading it again."""
    page.evaluate(_GO, query)
    settled(page)


def back(page: Page) -> None:
    """Go back in the history of the page and wait for the answer."""
    page.go_back()
    settled(page)


def forward(page: Page) -> None:
    """Go forward in the history of the page and wait for the answer."""
    page.go_forward()
    settled(page)


def reload(page: Page) -> None:
    """Load the page again and wait for the answer."""
    page.reload()
    settled(page)


def map_of(page: Page) -> Locator:
    """Return the map with all that it draws; remember it, to see with ``is_the_same_map`` whether it is drawn anew."""
    settled(page)
    drawn = page.locator(".map-canvas")
    drawn.locator(".mark").first.wait_for()
    drawn.locator(".name-town").first.wait_for(state="attached")
    page.evaluate("theMap().unchanged = true")
    return drawn


def is_the_same_map(page: Page) -> bool:
    """Say whether the map is still the one that ``map_of`` returned."""
    return bool(page.evaluate("theMap().unchanged === true"))


def show_filters(page: Page) -> None:
    """Open the filters, unless they stand open."""
    handle = page.locator("[data-testid=stExpandSidebarButton]")
    if handle.is_visible():
        click(handle)


def hide_filters(page: Page) -> None:
    """Close the filters, unless they are closed."""
    if not page.locator("[data-testid=stExpandSidebarButton]").is_visible():
        click(page.locator(".st-key-show_answer button"))


def pull_out(page: Page, drawer: str) -> None:
    """Pull the table or the list of the map out of the foot, unless it stands open."""
    if not page.locator(".st-key-pulled_out").count():
        click(page.locator(f".st-key-drawer_{drawer} button"))


def count_shown(page: Page) -> int:
    """Return the first number of "34 of 179 incidents"."""
    return int(page.locator(".count strong").inner_text().replace(",", ""))


def query_of(page: Page) -> str:
    """Return the address of the page after its path."""
    return page.evaluate("decodeURIComponent(location.search)")
