"""What is done before the first page is sent, and what runs beside the pages for as long as the server does."""

import ast
import asyncio
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from importlib import import_module
from pathlib import Path

import streamlit as st

from incidents.record.leftovers import remove_lasting_folders, sweep_folders
from incidents.record.memory import share_memory
from incidents.widgets.first_page import get_ready
from incidents.widgets.offline_assets import pack_ahead
from incidents.widgets.serving.departures import see_readers_off
from incidents.widgets.serving.document import document
from incidents.widgets.serving.forged_states import leave_out_forged_states
from incidents.widgets.serving.paths import served_paths
from incidents.widgets.serving.run_limit import end_long_runs
from incidents.widgets.serving.whole_choices import take_choices_whole


@asynccontextmanager
async def keep_house(app: st.App) -> AsyncIterator[None]:
    """Get ready, then look after long runs and after what readers leave behind; leave nothing behind at the end."""
    share_memory()
    import_for_page(Path(app.script_path))
    leave_out_forged_states()
    take_choices_whole()
    sweep_folders()
    stop = threading.Event()
    # Beside the start, as a database may take its time: who asks first finds it done, or waits for the rest.
    threading.Thread(target=get_ready, name="gets the first page ready", daemon=True).start()
    lay_out_files()
    threading.Thread(target=end_long_runs, args=(stop,), name="run limit", daemon=True).start()
    departures = asyncio.create_task(see_readers_off())
    try:
        yield
    finally:
        stop.set()
        departures.cancel()
        with suppress(asyncio.CancelledError):
            await departures
        remove_lasting_folders()


def lay_out_files() -> None:
    """Make the document and pack the files that every opening asks for, so that its first reader need not wait."""
    document()
    served_paths()
    pack_ahead()


def import_for_page(script: Path) -> None:
    """Import what a page's script imports, so that its first reader need not wait for it."""
    for statement in ast.parse(script.read_text(encoding="utf-8")).body:
        if isinstance(statement, ast.ImportFrom) and statement.module:
            import_module(statement.module)
