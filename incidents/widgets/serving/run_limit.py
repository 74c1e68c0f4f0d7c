"""A run of the page ends: whoever asks something that takes too long is told so, and a hung run gives its core back."""

import ctypes
import html
import logging
import os
import threading
from collections.abc import Iterator
from typing import Any

import streamlit as st
from streamlit.runtime.scriptrunner_utils.script_run_context_attr import SCRIPT_RUN_CONTEXT_ATTR_NAME

from incidents.language import best_language

LONGEST = 10.0  # seconds
OTHER_LIMIT = "INCIDENTS_RUN_SECONDS"  # environment variable
_LOOKS_PER_LIMIT = 20
_LOOKS_BETWEEN_STOPS = 5  # what was asked to stop may have its answer to send still
_RUNNER = "ScriptRunner.scriptThread"  # how Streamlit names the threads in which pages run
_log = logging.getLogger(__name__)


class TakesTooLongError(Exception):
    """Raised in the middle of a run that has taken longer than it may."""


def longest_run() -> float:
    """Return how many seconds a run may take."""
    return float(os.environ.get(OTHER_LIMIT) or LONGEST)


def end_long_runs(stop: threading.Event) -> None:
    """Look after the runs of all pages until ``stop`` is set; to be called in a thread of its own.

    A run is stopped wherever it is in its Python code; what a library computes in one call is waited for.
    """
    limit = longest_run()
    look = limit / _LOOKS_PER_LIMIT
    looks: dict[int, tuple[object, int]] = {}  # by thread: the run, and how often it has been seen
    while not stop.wait(look):
        seen = dict(_runs())
        looks = {ident: (run, _times(looks.get(ident), run) + 1) for ident, run in seen.items()}
        for ident, (_run, times) in looks.items():
            if times >= _LOOKS_PER_LIMIT and times % _LOOKS_BETWEEN_STOPS == 0:
                _log.warning("A run of the page took longer than %s s and was stopped.", limit)
                _stop(ident)


def _times(before: tuple[object, int] | None, run: object) -> int:
    return before[1] if before is not None and before[0] is run else 0


def _runs() -> Iterator[tuple[int, object]]:
    """Yield each thread that runs a page, with an object that is another one in its next run."""
    for thread in threading.enumerate():
        context: Any = getattr(thread, SCRIPT_RUN_CONTEXT_ATTR_NAME, None)
        if thread.name == _RUNNER and thread.ident and context is not None:
            yield thread.ident, context.cursors


def _stop(ident: int) -> None:
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(ident), ctypes.py_object(TakesTooLongError))


def tell_kindly(error: Exception) -> bool:
    """Say on the page that a run was stopped, and return True; any other error is shown as Streamlit shows it."""
    if not isinstance(error, TakesTooLongError):
        return False
    lang = best_language(st.session_state.get("lang"))
    sentence = lang.say("This took too long and was stopped. Ask for less at once, or try again later.")
    st.html(f'<p class="notice" role="alert">{html.escape(sentence)}</p>')
    return True
