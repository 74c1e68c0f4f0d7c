"""A real server and a real browser, for the browser tests and for the benchmarks alike."""

import atexit
import os
import shutil
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path

import psutil
from playwright.sync_api import Browser, Playwright, sync_playwright

from tests.nursery import ROOT, a_free_port, start_from_scratch, start_server

PAGE = ROOT / "app.py"
RUNS = {"INCIDENTS_RUN_SECONDS": "120"}  # where others are at work an answer takes longer, and is none the worse

_QUIET = (  # a browser that asks nobody for anything of its own accord
    "--headless",
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
WITHOUT_GPU = (*_QUIET, "--disable-gpu")
# The processor paints the page, and SwiftShader only what asks for WebGL.
WITH_WEBGL = (*_QUIET, "--disable-gpu-compositing", "--use-angle=swiftshader", "--enable-unsafe-swiftshader")


@contextmanager
def served(
    data: Path | None = None, script: Path = PAGE, options: tuple[str, ...] = (), port: int = 0, *, born: bool = False
) -> Iterator[tuple[str, psutil.Process]]:
    """Serve a Streamlit page on a free port, with the curated record or another; yield its address and its process.

    ``port`` is one on which another server was before. Where the start is not what counts, a server is ``born`` of the
    process that has done before what all do as they start.
    """
    port = port or a_free_port()
    environment = RUNS | os.environ | {"PYTHONPATH": str(ROOT)} | ({"INCIDENTS_DATA": str(data)} if data else {})
    command = ["streamlit", "run", str(script), "--server.port", str(port), *options]
    if born:
        server = psutil.Process(start_server(command, environment, Path(os.devnull)))
    else:
        server = start_from_scratch(command, environment)
    address = f"http://127.0.0.1:{port}/"
    try:
        _wait_for(address)
        yield address, server
    finally:
        with suppress(psutil.NoSuchProcess):  # who killed it was the test
            server.terminate()
            server.wait(timeout=10)


def _wait_for(address: str) -> None:
    for _ in range(300):
        try:
            with urllib.request.urlopen(f"{address}_stcore/health", timeout=1):  # noqa: S310 - our own server
                return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(address)


WHOLE = ("chromium", "chromium-browser", "google-chrome")
# The same engine without the frame of a window, which takes a tenth of the processor.
WITHOUT_FRAME = ("chromium-headless-shell", *WHOLE)


@cache
def _playwright() -> Playwright:
    """Return what drives browsers, of which a process can have but one at a time."""
    playwright = sync_playwright().start()
    atexit.register(playwright.stop)
    return playwright


@contextmanager
def chromium(flags: tuple[str, ...] = WITHOUT_GPU, names: tuple[str, ...] = WHOLE) -> Iterator[Browser]:
    """Start the system's Chromium by the first of these names, or Playwright's own where there is none."""
    system = next(filter(None, map(shutil.which, names)), None)
    browser = _playwright().chromium.launch(executable_path=system, args=list(flags))
    try:
        yield browser
    finally:
        browser.close()
