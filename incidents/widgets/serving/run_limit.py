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
from streamlit.runtime.scriptrunner_utils.script_requests import ScriptRequestType
from streamlit.runtime.scriptrunner_utils.script_run_context_attr import SCRIPT_RUN_CONTEXT_ATTR_NAME

from incidents.language import best_language
from incidents.widgets.desk.asked import is_asked_for
from incidents.widgets.serving.safe_places import stop_at_safe_place

LONGEST = 10.0  # seconds
LONGEST_AT_DESK = 60.0  # one person at his own computer, who waits for nobody else: what he began is not given up
OTHER_LIMIT = "INCIDENTS_RUN_SECONDS"  # environment variable
_LOOKS_PER_LIMIT = 20
_OVERTAKEN = 0.3  # of the limit: so soon a run gives way to what its own reader asks next
_STOPS_PER_LIMIT = 4  # what was asked to stop may have its answer to send still
_LOOKS_PER_LOOK = 10  # while a run that is over cannot be stopped where it is
_RUNNER = "ScriptRunner.scriptThread"  # how Streamlit names the threads in which pages run
_TELLING = "streamlit.error_util"  # what Streamlit does with errors: what stopped a run is being told
_log = logging.getLogger(__name__)


class TakesTooLongError(Exception):
    """Raised in the middle of a run that has taken longer than it may."""


@dataclass
class _Run:
    """A run that is under way: what is another object in the thread's next run, and when it is to be stopped.

    ``soonest`` is when it may be stopped for another run of the same page.
    """

    mark: object
    soonest: float
    end: float


def longest_run() -> float:
    """Return how many seconds a run may take."""
    return float(os.environ.get(OTHER_LIMIT) or (LONGEST_AT_DESK if is_asked_for() else LONGEST))


def end_long_runs(stop: threading.Event) -> None:
    """Look after the runs of all pages until ``stop`` is set; to be called in a thread of its own.

    A run is stopped in the midst of its Python code, at a place where it holds no lock of others; what a library
    computes in one call is waited for. Where its reader has asked something else it is stopped sooner: what he chose
    before has been taken by then, and nobody waits for its answer.
    """
    limit = longest_run()
    logging.getLogger(_TELLING).addFilter(_is_news)
    runs: dict[int, _Run] = {}  # by thread
    look = 0.0
    while not stop.wait(look):
        now = time.monotonic()
        runs = {
            ident: _Run(known.mark, known.soonest, min(known.end, known.soonest) if is_overtaken else known.end)
            if (known := runs.get(ident)) and known.mark is mark
            else _Run(mark, now + limit * _OVERTAKEN, now + limit)
            for ident, mark, is_overtaken in _marks()
        }
        look = limit / _LOOKS_PER_LIMIT
        for ident, run in runs.items():
            if now < run.end:
                continue
            if stop_at_safe_place(ident, TakesTooLongError):
                _log.warning("A run of the page took longer than %s s and was stopped.", limit)
                run.soonest = run.end = time.monotonic() + limit / _STOPS_PER_LIMIT
            else:
                look = limit / _LOOKS_PER_LIMIT / _LOOKS_PER_LOOK


def _marks() -> Iterator[tuple[int, object, bool]]:
    """Yield each thread that runs a page, an object that is another one in its next run, and whether that is asked for.

    What only a part of the page is asked does not take the place of an answer of the whole.
    """
    for thread in threading.enumerate():
        context: Any = getattr(thread, SCRIPT_RUN_CONTEXT_ATTR_NAME, None)
        if thread.name == _RUNNER and thread.ident and context is not None:
            waiting = context.script_requests
            is_asked = waiting._state is ScriptRequestType.RERUN  # noqa: SLF001  # to ask it would take the request away
            yield thread.ident, context.cursors, is_asked and not waiting._rerun_data.fragment_id_queue  # noqa: SLF001


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
