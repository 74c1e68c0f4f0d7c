"""A run of the page ends: whoever asks something that takes too long is told so, and a hung run gives its core back."""

import html
import logging
import os
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import streamlit as st
from streamlit.runtime.scriptrunner_utils.script_run_context_attr import SCRIPT_RUN_CONTEXT_ATTR_NAME

from incidents.language import best_language
from incidents.widgets.desk.asked import is_asked_for
from incidents.widgets.serving.safe_places import stop_at_safe_place

LONGEST = 10.0  # seconds
LONGEST_AT_DESK = 60.0  # one person at his own computer, who waits for nobody else: what he began is not given up
OTHER_LIMIT = "INCIDENTS_RUN_SECONDS"  # environment variable
_LOOKS_PER_LIMIT = 20
_STOPS_PER_LIMIT = 4  # what was asked to stop may have its answer to send still
_LOOKS_PER_LOOK = 10  # while a run that is over cannot be stopped where it is
_RUNNER = "ScriptRunner.scriptThread"  # how Streamlit names the threads in which pages run
_TELLING = "streamlit.error_util"  # what Streamlit does with errors: what stopped a run is being told
_log = logging.getLogger(__name__)


class TakesTooLongError(Exception):
    """Raised in the middle of a run that has taken longer than it may."""


@dataclass
class _Run:
    """A run that is under way: what is another object in the thread's next run, and when it is to be stopped."""

    mark: object
    end: float


def longest_run() -> float:
    """Return how many seconds a run may take."""
    return float(os.environ.get(OTHER_LIMIT) or (LONGEST_AT_DESK if is_asked_for() else LONGEST))


def end_long_runs(stop: threading.Event) -> None:
    """Look after the runs of all pages until ``stop`` is set; to be called in a thread of its own.

    A run is stopped in the midst of its Python code, at a place where it holds no lock of others; what a library
    computes in one call is waited for.
    """
    limit = longest_run()
    logging.getLogger(_TELLING).addFilter(_is_news)
    runs: dict[int, _Run] = {}  # by thread
    look = 0.0
    while not stop.wait(look):
        now = time.monotonic()
        runs = {
            ident: known if (known := runs.get(ident)) and known.mark is mark else _Run(mark, now + limit)
            for ident, mark in _marks()
        }
        look = limit / _LOOKS_PER_LIMIT
        for ident, run in runs.items():
            if now < run.end:
                continue
            if stop_at_safe_place(ident, TakesTooLongError):
                _log.warning("A run of the page took longer than %s s and was stopped.", limit)
                run.end = time.monotonic() + limit / _STOPS_PER_LIMIT
            else:
                look = limit / _LOOKS_PER_LIMIT / _LOOKS_PER_LOOK


def _marks() -> Iterator[tuple[int, object]]:
    """Yield each thread that runs a page, with an object that is another one in its next run."""
    for thread in threading.enumerate():
        context: Any = getattr(thread, SCRIPT_RUN_CONTEXT_ATTR_NAME, None)
        if thread.name == _RUNNER and thread.ident and context is not None:
            yield thread.ident, context.cursors


def _is_news(record: logging.LogRecord) -> bool:
    """Say whether an error is one of the page's own: to print where a run was stopped takes longer than to stop it."""
    return record.exc_info is None or not isinstance(record.exc_info[1], TakesTooLongError)


def tell_kindly(error: Exception) -> bool:
    """Say on the page that a run was stopped, and return True; any other error is shown as Streamlit shows it."""
    if not isinstance(error, TakesTooLongError):
        return False
    lang = best_language(st.session_state.get("lang"))
    sentence = lang.say("This took too long and was stopped. Ask for less at once, or try again later.")
    st.html(f'<p class="notice" role="alert">{html.escape(sentence)}</p>')
    return True
