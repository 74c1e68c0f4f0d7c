"""What is done on the page beside filtering: it is opened, played, brushed, turned dark and to the other language.

``python -m tests.benchmarks --tables room`` prints this alone; ``--tables opening`` no more than how it is opened.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil
from playwright.sync_api import Browser, CDPSession, Page
from rich.table import Table

from incidents.record.storage import DATA
from tests.benchmarks.copies import COPIES, build_copies
from tests.benchmarks.harness import MAP, OPTIONS, PAGES, memory_of
from tests.browser.reader import WIDE
from tests.browser.settling import click, come_true, map_of, settled, show_filters, watch
from tests.serving import PAGE, WITHOUT_GPU, chromium, served

FLOOR = PAGES / "floor.py"
ANSWER = "[data-testid=stMarkdown] p"  # of the floor
SEEN = """
new MutationObserver((_, watch) => {
  if (window.seenAfter || !document.querySelector('SELECTOR')) return;
  watch.disconnect();
  requestAnimationFrame(() => requestAnimationFrame(() => { window.seenAfter = performance.now(); }));
}).observe(document, { subtree: true, childList: true });
"""
TWO_FRAMES = "requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - began)))"
TURN_DARK = f"""() => new Promise((done) => {{
  const began = performance.now();
  document.querySelector("#theme-switch").click();
  {TWO_FRAMES};
}})"""
SPEAK_OTHERWISE = """async (patience) => {
  const before = document.documentElement.lang, began = performance.now();
  document.querySelector(".st-key-language button").click();
  await window.rest.come(patience);
  return document.documentElement.lang === before ? NaN : performance.now() - began;
}"""
COUNT_FRAMES = """(ms) => { window.frames_of = new Promise((done) => {
  const began = performance.now();
  let frames = 0, last = began, longest = 0;
  const step = (now) => {
    frames++; longest = Math.max(longest, now - last); last = now;
    if (now - began < ms) requestAnimationFrame(step);
    else done([frames * 1000 / (now - began), longest]);
  };
  requestAnimationFrame(step);
}); }"""
PLAYED_MS = 4000
CHANGES = 200


@dataclass(frozen=True)
class Row:
    """One line of the table: what was measured several times, in which unit, beside which aim."""

    what: str
    values: Sequence[float]
    unit: str
    aim: str

    def cells(self) -> tuple[str, ...]:
        """Return what, the lowest and the highest value, the aim."""
        least, most = min(self.values), max(self.values)
        digits = 2 if most < 10 else 0
        return self.what, f"{least:,.{digits}f}", f"{most:,.{digits}f}", self.unit, self.aim


class Visitor:
    """Opens pages in one browser, on a processor that is slowed down."""

    def __init__(self, browser: Browser, address: str, seen: str, throttle: float) -> None:
        self._context = browser.new_context(viewport=WIDE, locale="en-GB")
        self._address, self._seen, self._throttle = address, seen, throttle
        self.session: CDPSession

    def open(self) -> tuple[Page, float]:
        """Open the page; return it, and after how many ms its answer was painted."""
        page = self._context.new_page()
        page.set_default_timeout(180_000)
        watch(page)
        page.add_init_script(SEEN.replace("SELECTOR", self._seen))
        self.session = self._context.new_cdp_session(page)
        self.session.send("Emulation.setCPUThrottlingRate", {"rate": self._throttle})
        page.goto(self._address, wait_until="commit")
        come_true(page, "window.seenAfter > 0")
        return page, page.evaluate("window.seenAfter")


@contextmanager
def visited(script: Path, record: Path, seen: str, throttle: float) -> Iterator[tuple[Visitor, psutil.Process]]:
    """Serve a page, and let a browser come that has never been there."""
    with served(record, script, OPTIONS) as (address, process), chromium(WITHOUT_GPU) as browser:
        yield Visitor(browser, address, seen, throttle), process


def opened(record: Path, throttle: float, runs: int) -> list[Row]:
    """Measure how long the first opening of a server just started takes, and how long later ones take.

    The floor takes its turn in each run, so that both have what is left of the machine at that time.
    """
    pages = {"floor": (FLOOR, ANSWER), "page": (PAGE, f"{MAP} .mark")}
    cold: dict[str, list[float]] = {name: [] for name in pages}
    warm: dict[str, list[float]] = {name: [] for name in pages}
    for _ in range(runs):
        for name, (script, seen) in pages.items():
            with visited(script, record, seen, throttle) as (visitor, _process):
                page, took = visitor.open()
                cold[name].append(took)
                for _again in range(2):
                    page.close()
                    page, took = visitor.open()
                    warm[name].append(took)
    return [
        Row("floor: opened, warm", warm["floor"], "ms", ""),
        Row("opened, warm", _beside(warm), "× floor, warm", "≤ 1.5"),
        Row("floor: opened, cold", cold["floor"], "ms", ""),
        Row("opened, cold", _beside(cold), "× floor, cold", "≤ 2"),
    ]


def _beside(took: Mapping[str, Sequence[float]]) -> list[float]:
    return [page / floor for page, floor in zip(took["page"], took["floor"], strict=True)]


def frames(page: Page, act: str) -> tuple[float, float]:
    """Return the frames per second, and the longest time between two, while the dock is played or brushed."""
    page.evaluate(COUNT_FRAMES, PLAYED_MS)
    box = page.locator(".dock-chart").bounding_box()
    assert box
    if act == "played":
        page.locator(".time_dock .play").click(no_wait_after=True)
    else:
        y = box["y"] + 0.7 * box["height"]
        page.mouse.move(box["x"] + 0.1 * box["width"], y)
        page.mouse.down()
        for step in range(120):
            page.mouse.move(box["x"] + (0.1 + 0.85 * step / 120) * box["width"], y)
    rate, longest = page.evaluate("window.frames_of")
    if act == "played":
        page.locator(".time_dock .play").click(no_wait_after=True)
    else:
        page.keyboard.press("Escape")
        page.mouse.up()
    settled(page)
    return rate, longest


def kept_nodes(visitor: Visitor, page: Page, changes: int = CHANGES) -> float:
    """Return by how much the nodes of a page grow over so many changes of a filter, as a ratio."""
    show_filters(page)
    pills = page.locator(".st-key-filter_governorate button")

    def nodes() -> float:
        visitor.session.send("HeapProfiler.collectGarbage")
        return float(page.evaluate("document.getElementsByTagName('*').length"))

    for number in range(20):
        click(pills.nth(number // 2 % pills.count()))
    before = nodes()
    for number in range(changes):
        click(pills.nth(number // 2 % pills.count()))
    return nodes() / before


def done(record: Path, throttle: float, runs: int, floor: float) -> list[Row]:
    """Measure what is done on a page that stands; ``floor`` is how long an empty one takes to open again, in ms."""
    with visited(PAGE, record, f"{MAP} .mark", throttle) as (visitor, process):
        page, _ = visitor.open()
        map_of(page)
        dark = [page.evaluate(TURN_DARK) for _ in range(2 * runs)]
        spoken = [page.evaluate(SPEAK_OTHERWISE, 120_000) for _ in range(2 * runs)]
        moved = {act: [frames(page, act) for _ in range(runs)] for act in ("played", "brushed")}
        grown = kept_nodes(visitor, page)
        memory = memory_of(process) / 1e6
    return [
        Row("light to dark or back", dark, "ms", "≤ 100"),
        Row("the other language", [took / floor for took in spoken], "× floor, warm", "≤ 1"),
        *(Row(act, [rate for rate, _ in told], "frames a second", "≥ 30") for act, told in moved.items()),
        *(Row(f"{act}: longest frame", [longest for _, longest in told], "ms", "") for act, told in moved.items()),
        Row(f"elements after {CHANGES} changes", [grown], "× before", "1"),
        Row("the server", [memory], "MB", "≤ 500 at a million"),
    ]


def room_table(incidents: int, throttle: float = 1, runs: int = 3, *, only_opened: bool = False) -> Table:
    """Measure the page with the record (0) or with so many copies of it; tell the lowest and the highest of runs."""
    record = build_copies(COPIES / str(incidents), incidents) if incidents else DATA
    title = f"the room with {incidents:,} incidents" if incidents else "the room with the record"
    slowed = f", a processor {throttle:g} times slower" if throttle != 1 else ""
    table = Table(title=f"{title}{slowed}: lowest and highest of {runs} runs", title_justify="left")
    for heading in ("what", "lowest", "highest", "unit", "aim"):
        table.add_column(heading, justify="right" if heading.endswith("est") else "left")
    openings = opened(record, throttle, runs)
    rows = openings if only_opened else [*openings, *done(record, throttle, runs, min(openings[0].values))]
    for row in rows:
        table.add_row(*row.cells())
    return table
