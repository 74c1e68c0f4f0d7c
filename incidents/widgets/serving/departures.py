"""What readers leave behind when they go: sessions, descriptors, memory. It is given back within a minute."""

import asyncio
import gc
import time
from collections.abc import Mapping

from streamlit.runtime import Runtime, get_instance

from incidents.record.memory import give_back_memory

KEPT = 20  # seconds in which a reader whose line broke finds everything as it was; the link brings back the rest
MOST_KEPT = 40  # such readers: of more, who went first is waited for no longer, since descriptors are few
ROUND = 5  # seconds


async def see_readers_off() -> None:
    """Close the sessions of readers who have gone, again and again; to be cancelled at the end.

    Streamlit keeps them for as long as no other reader goes, with three descriptors each.
    """
    runtime = get_instance()
    gone: dict[str, float] = {}
    while True:
        await asyncio.sleep(ROUND)
        gone = {session: gone.get(session, time.monotonic()) for session in _without_reader(runtime)}
        over = waited_for_no_longer(gone, time.monotonic())
        for session in over:
            runtime.close_session(session)
        if over:
            gc.collect()
            give_back_memory()


def waited_for_no_longer(gone: Mapping[str, float], now: float) -> list[str]:
    """Return which sessions to close, of those whose readers went at some moments, who went first before the others."""
    in_order = sorted(gone, key=gone.__getitem__)
    too_many = len(in_order) - MOST_KEPT
    return [session for place, session in enumerate(in_order) if place < too_many or now - gone[session] >= KEPT]


def _without_reader(runtime: Runtime) -> set[str]:
    sessions = runtime._session_mgr  # noqa: SLF001  # the runtime lists only those that have a reader
    active = {info.session.id for info in sessions.list_active_sessions()}
    return {info.session.id for info in sessions.list_sessions()} - active
