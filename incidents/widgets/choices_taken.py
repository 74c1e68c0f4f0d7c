"""The choices of the parts of the page: each is taken once, in its order, and none is lost.

Streamlit keeps only the last of two choices that a part tells in one moment. So every choice comes with those that the
part told just before it (``part_host.js``), each with a number that grows with every choice of the page: by the list
none is lost, by its number none is taken twice.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

import streamlit as st

# What reading a choice raises that is none: Python reads numbers of JSON that no browser writes, such as 1e999.
NOT_OURS = (ArithmeticError, AttributeError, KeyError, IndexError, TypeError, ValueError)
Taker = Callable[[Any], None]

_MOST_LOGGED = 100
_TAKEN = "choices_taken"  # by part, the number of its last choice that this session has taken
_LED = "choice_led"  # the number of the last choice taken that the browser has answered


def take_choices(part: str, said: object, takers: Mapping[str, Taker]) -> None:
    """Hand on what a part tells, ``{"log": [[number, choice, value, is_led], …]}``, to the takers of its choices.

    ``is_led`` says that the browser shows already what the choice leads to. What no part of ours can have said is
    passed over, as an unknown word of an address is.
    """
    log = said.get("log") if isinstance(said, Mapping) else None
    for one in log[-_MOST_LOGGED:] if isinstance(log, list) else []:
        with suppress(*NOT_OURS):
            _take(part, one, takers)


def _take(part: str, one: Any, takers: Mapping[str, Taker]) -> None:  # noqa: ANN401 - what a browser sends
    number, choice, value, is_led = one
    taken = st.session_state.setdefault(_TAKEN, {})
    if int(number) <= taken.get(part, 0):
        return
    taken[part] = int(number)
    take = takers[choice]
    if is_led:
        st.session_state[_LED] = int(number)
    take(value)


def last_taken() -> int:
    """Return the number of the last choice that this session has taken, of whatever part; 0 before the first."""
    return max(st.session_state.get(_TAKEN, {}).values(), default=0)


def last_led() -> int:
    """Return the number of the last choice taken that the browser has answered; 0 before the first."""
    return int(st.session_state.get(_LED, 0))
