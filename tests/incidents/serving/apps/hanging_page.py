"""A page that never ends, in the way its address names."""

import time
from contextlib import suppress

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


if how == "loop":
    while True:
        pass
if how == "swallowed":  # as by a library that takes every error for one of its own
    with suppress(Exception):
        hang()
    hang()
if how == "error":
    raise ValueError("another error")
part()
st.html("<p>done</p>")
