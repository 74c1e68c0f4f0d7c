"""One page in one real browser: start the server, take a governorate away, see when the new marks are painted.

A mark is painted when the map's layer was changed (Leaflet) or drawn with another number of points (WebGL) and two
animation frames have passed. Times are milliseconds from the press of the button to the last such frame before
the page rests for half a second.
"""

import statistics
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psutil
from playwright.sync_api import Error, Page

from tests.serving import WITH_WEBGL, chromium, served

PAGES = Path(__file__).parent / "pages"
QUIET_MS = 500
# What Streamlit may send in one message: the pages that send every point need far more than the dashboard does.
OPTIONS = ("--server.maxMessageSize", "2000", "--server.fileWatcherType", "none")
LEAFLET_LAYER = ".leaflet-overlay-pane, .leaflet-marker-pane, .leaflet-map-pane"
MAP = ".map-canvas"
WHOLE_PAGE = "[data-testid=stMain]"
CHOSEN = '[data-testid="stSidebar"] [role="toolbar"] button[aria-pressed="true"]'

WATCH = """
(() => {
  const now = () => performance.timeOrigin + performance.now();
  window.__painted = 0; window.__changed = 0;
  const painted = () => requestAnimationFrame(() => requestAnimationFrame(() => {
    window.__painted = window.__changed = now();
  }));
  const layer = node => (node.nodeType === 1 ? node : node.parentElement)?.closest('SELECTOR');
  const observer = new MutationObserver(records => {
    window.__changed = now();
    if (records.some(record => layer(record.target))) painted();
  });
  let watched = null;  // an iframe's window outlives its first, empty document
  const attach = () => {
    if (watched === document) return;
    watched = document;
    observer.observe(document, {subtree: true, childList: true, characterData: true});
    document.addEventListener('pointerdown', () => { window.__pressed = now(); }, true);
  };
  attach(); setInterval(attach, 20);
  for (const kind of ['WebGL2RenderingContext']) {
    const prototype = window[kind] && window[kind].prototype;
    for (const call of ['drawArraysInstanced', 'drawElementsInstanced']) {
      const original = prototype && prototype[call];
      if (!original) continue;
      let last = -1;
      prototype[call] = function (...given) {
        const count = given[given.length - 1];
        if (count !== last) { last = count; painted(); }
        return original.apply(this, given);
      };
    }
  }
})();
"""


@dataclass(frozen=True)
class Measured:
    """What one page did with one record; times in ms, sizes in bytes (medians of the changes)."""

    page: str
    incidents: int
    first_open: float
    marks: float
    settled: float
    bytes_per_change: float
    server_memory: int
    memory_per_session: int


def _latest(page: Page, name: str) -> float:
    times = []
    for frame in page.frames:
        with suppress(Error):  # a frame that is being replaced has no times
            times.append(float(frame.evaluate(f"window.{name} || 0")))
    return max(times, default=0.0)


def _rest(page: Page, name: str, since: float, most_seconds: float) -> float:
    """Wait until a time stamp later than ``since`` has not moved for QUIET_MS; return it."""
    deadline = time.monotonic() + most_seconds
    seen, seen_at = 0.0, time.monotonic()
    while time.monotonic() < deadline:
        latest = _latest(page, name)
        if latest != seen:
            seen, seen_at = latest, time.monotonic()
        elif seen > since and (time.monotonic() - seen_at) * 1000 > QUIET_MS:
            return seen
        page.wait_for_timeout(20)
    raise TimeoutError(f"no {name} within {most_seconds} s")


def measure(
    name: str,
    script: Path,
    query: str,
    record: Path,
    incidents: int,
    layer: str,
    throttle: float,
    chosen: str = CHOSEN,
    changes: int = 6,
) -> Measured:
    """Open the page, take away ``changes`` governorates one after another, open three more sessions.

    ``chosen`` finds what is pressed: a governorate that is asked for.

    The processor of the page is slowed down by ``throttle``.
    """
    with served(record, script, OPTIONS) as (address, process), chromium(WITH_WEBGL) as browser:
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.set_default_timeout(180_000)
        page.add_init_script(WATCH.replace("SELECTOR", layer))
        slowed = page.context.new_cdp_session(page)
        slowed.send("Emulation.setCPUThrottlingRate", {"rate": throttle})
        received: list[int] = []
        page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: received.append(len(frame))))
        started = time.time() * 1000
        page.goto(address + query)
        page.locator(chosen).first.wait_for(state="attached")
        first_open = _rest(page, "__painted", started, 180) - started
        page.locator(chosen).first.wait_for()
        marks, settled, sizes = [], [], []
        for number in range(changes + 1):
            before = len(received)
            page.locator(chosen).first.click()
            pressed = _latest(page, "__pressed")
            painted = _rest(page, "__painted", pressed, 180)
            if number:  # the first change warms up what is loaded on demand
                marks.append(painted - pressed)
                settled.append(_rest(page, "__changed", pressed, 60) - pressed)
                sizes.append(sum(received[before:]))
        memory = memory_of(process)
        for _ in range(3):
            other = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
            other.goto(address + query, timeout=180_000)
            other.locator(chosen).first.wait_for(state="attached", timeout=180_000)
            other.wait_for_timeout(1500)
        further = (memory_of(process) - memory) // 3
        median = statistics.median
        return Measured(name, incidents, first_open, median(marks), median(settled), median(sizes), memory, further)


def memory_of(process: psutil.Process) -> int:
    """Return the bytes in memory of a process and of all that it started."""
    return int(process.memory_info().rss + sum(child.memory_info().rss for child in process.children(recursive=True)))
