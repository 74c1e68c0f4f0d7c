"""A run of the page ends, whatever it is doing, and the reader is told."""

import asyncio
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from types import FrameType

import psutil
import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.testing.v1 import AppTest

from incidents.widgets.serving.safe_places import is_safe
from tests.incidents.serving.conftest import a_server
from tests.wire import a_wire_reader, apart

HANGING = Path(__file__).parent / "apps" / "hanging.py"


@pytest.fixture(scope="module")
def hanging() -> Iterator[tuple[str, psutil.Process]]:
    with a_server(HANGING, INCIDENTS_RUN_SECONDS="1") as served:
        yield served


async def told(address: str, how: str) -> tuple[str, list[str]]:
    async with a_wire_reader(address, f"how={how}") as reader:
        return "".join(reader.html), reader.exceptions


@pytest.mark.parametrize("how", ["loop", "swallowed", "part", "lock", "imports", "log"])
def test_a_run_that_does_not_end_is_stopped_and_the_reader_is_told(hanging, how):
    html, exceptions = apart(told, hanging[0], how)
    assert "This took too long and was stopped." in html
    assert "begun" in html
    assert exceptions == []


def test_others_are_answered_meanwhile_and_the_core_is_given_back(hanging):
    address, process = hanging

    async def both() -> None:
        hung = asyncio.create_task(told(address, "loop"))
        html, _ = await told(address, "nothing")
        assert "done" in html
        assert not hung.done()
        await hung

    before = process.num_threads()
    apart(both)
    while process.num_threads() > before:
        pass


LIMIT = 12.0  # seconds


def test_a_run_that_does_not_end_gives_way_sooner_to_what_its_reader_asks_next():
    asked = BackMsg()
    asked.rerun_script.query_string = "how=nothing"

    async def all_of_it(address: str) -> float:
        async with a_wire_reader(address, "how=nothing") as reader:
            reader.html.clear()
            hung = BackMsg()
            hung.rerun_script.query_string = "how=asleep"
            began = time.monotonic()
            await reader.say(hung.SerializeToString(), answered=False)
            while not any("begun" in html for html in reader.html):
                await reader.hear_one()
            await reader.say(asked.SerializeToString())
            while not any("done" in html for html in reader.html):
                await reader.hear_one()
            return time.monotonic() - began

    with a_server(HANGING, INCIDENTS_RUN_SECONDS=str(LIMIT)) as (address, _process):
        assert apart(all_of_it, address) < LIMIT


STOPS = 4


@pytest.mark.parametrize("how", ["lock", "imports", "log"])
def test_a_run_that_is_stopped_keeps_no_lock_for_which_others_would_wait_without_end(hanging, how):
    async def all_of_them() -> None:
        stopped = await asyncio.gather(*(told(hanging[0], how) for _ in range(STOPS)))
        assert all("too long" in html and not exceptions for html, exceptions in stopped)
        html, _ = await told(hanging[0], "briefly")
        assert "done" in html

    apart(all_of_them)


def test_a_thread_is_stopped_in_the_work_of_the_page_and_nowhere_else():
    def place(*modules: str) -> FrameType:
        """Return the frame of the last of these modules, each of which has been called by the one before it."""
        frames: list[FrameType] = []
        globals_of = [{"__name__": module, "frames": frames, "current": sys._getframe} for module in modules]
        calls: Callable[[], None] = lambda: frames.append(sys._getframe())  # noqa: E731
        for names in reversed(globals_of):
            exec("def f(inner):\n frames.append(current())\n inner() if inner else None", names)  # noqa: S102
            calls = partial(names["f"], calls if names is not globals_of[-1] else None)
        calls()
        return frames[-1]

    page = ("threading", "streamlit.runtime", "__main__", "incidents.widgets.page")
    assert is_safe(place(*page))
    assert is_safe(place(*page, "pandas.core.frame"))
    assert is_safe(place(*page, "streamlit.runtime.caching", "incidents.record.kept"))
    assert not is_safe(place(*page, "streamlit.runtime.caching"))
    assert not is_safe(place(*page, "streamlit.delta_generator", "google.protobuf"))
    assert not is_safe(place(*page, "pandas.core.frame", "threading"))
    assert not is_safe(place(*page, "importlib._bootstrap", "incidents.views.timeline"))
    assert not is_safe(place("threading", "streamlit.error_util", "incidents.widgets.serving.run_limit"))
    assert not is_safe(place("threading"))


def test_another_error_is_shown_as_ever(hanging):
    html, exceptions = apart(told, hanging[0], "error")
    assert "too long" not in html
    assert len(exceptions) == 1


def test_a_page_that_waits_for_a_large_record_begins_anew_in_time(monkeypatch):
    def page() -> None:
        import streamlit as st

        from incidents.language import ENGLISH
        from incidents.record.record import load_record
        from incidents.widgets import shared_record
        from incidents.widgets.watched_record import Held

        class SlowRecord:
            """A record that answers in the third run of the page."""

            step = 0
            held = Held()

            def ask(self) -> int:
                return 1

            def has_answered(self, _look: int, seconds: float) -> bool:
                if st.session_state["runs"] == 3:
                    self.held = Held(record=load_record())
                else:
                    threading.Event().wait(seconds)
                return self.held.record is not None

        import threading

        st.session_state["runs"] = st.session_state.get("runs", 0) + 1
        slow = SlowRecord()
        shared_record.watched_record = lambda: slow
        shared_record.shared_record(ENGLISH)
        st.html("<p>read</p>")

    monkeypatch.setenv("INCIDENTS_RUN_SECONDS", "0.2")
    monkeypatch.setattr("incidents.widgets.shared_record.watched_record", None)
    waited = AppTest.from_function(page, default_timeout=30).run()
    assert not waited.exception
    assert waited.session_state["runs"] == 3
    assert "read" in waited.get("html")[-1].proto.body
