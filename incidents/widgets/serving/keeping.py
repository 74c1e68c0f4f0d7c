"""What runs beside the pages for as long as the server does."""

import asyncio
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import streamlit as st

from incidents.widgets.serving.departures import see_readers_off
from incidents.widgets.serving.run_limit import end_long_runs


@asynccontextmanager
async def keep_house(_app: st.App) -> AsyncIterator[None]:
    """Look after long runs and after what readers leave behind."""
    stop = threading.Event()
    threading.Thread(target=end_long_runs, args=(stop,), name="run limit", daemon=True).start()
    departures = asyncio.create_task(see_readers_off())
    try:
        yield
    finally:
        stop.set()
        departures.cancel()
        with suppress(asyncio.CancelledError):
            await departures
