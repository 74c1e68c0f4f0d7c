"""A page that never ends, in the way its address names."""

import logging
import threading
import time
from contextlib import suppress
from importlib import import_module

import streamlit as st

how = st.query_params.get("how")
st.html("<p>begun</p>")


@st.fragment
def part() -> None:
    while how == "part":
        pass


def hang() -> None:
    while True:
        time.sleep(0.01)


@st.cache_resource
def a_lock() -> threading.Lock:
    return threading.Lock()


# As libraries do that keep to no "with": whoever is stopped between the lines keeps the lock.
of_a_library = {"__name__": "queue", "sleep": time.sleep}
exec("def hold(lock, seconds):\n lock.acquire()\n sleep(seconds)\n lock.release()", of_a_library)  # noqa: S102


def some_work() -> None:
    time.sleep(0.001)


if how == "loop":
    while True:
        pass
if how == "swallowed":  # as by a library that takes every error for one of its own
    with suppress(Exception):
        hang()
    hang()
if how == "asleep":
    hang()
if how == "imports":  # a lock of Python's own, taken and given back all the time
    while True:
        some_work()
        with suppress(ImportError):
            import_module(f"nothing_has_this_name_{id(some_work)}")
if how == "log":
    while True:
        some_work()
        logging.getLogger("hanging").error("again")
if how == "lock":
    of_a_library["hold"](a_lock(), 1.5)  # longer than a run may take
    hang()
if how == "briefly":
    with a_lock():
        pass
    with suppress(ImportError):
        import_module("nothing_has_this_name_either")
    logging.getLogger("hanging").error("once")
if how == "error":
    raise ValueError("another error")
part()
st.html("<p>done</p>")
