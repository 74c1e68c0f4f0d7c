"""What of a curator's steps is not taken, because another curator has written there since: he is shown that first.

A draft is remembered as it was shown. Steps that were on their way when one was refused are refused as well, until the
browser says that it has shown the refusal.
"""

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from incidents.desk.changing import Step
from incidents.desk.draft import Draft
from incidents.desk.overtaken import is_overtaken

_SHOWN, _REFUSED, _SERIAL = "desk_shown", "desk_refused", "desk_refusal"  # in the state of a session

Numbered = Sequence[tuple[int, Step]]


def note_shown(draft: Draft) -> None:
    """Remember a draft as its curator is shown it."""
    st.session_state.setdefault(_SHOWN, {})[draft.name] = draft


def refused(name: str) -> dict[str, Any]:
    """Return the cells ("claims.0.value") that stayed as the other has them: number of the refusal, what was wanted."""
    held: dict[str, Any] = st.session_state.setdefault(_REFUSED, {}).setdefault(name, {})
    return held


class Both:
    """The steps of one curator, taken in the draft as it lies there and in the draft as he was shown it.

    ``looked`` is the number of the last refusal that his browser has shown him.
    """

    def __init__(self, name: str, looked: int) -> None:
        self._name, self._looked = name, looked
        self._shown: Draft | None = None
        self._refused: list[Step] = []
        self._taken: list[Step] = []

    def take(self, held: Draft, steps: Numbered, stepped: Callable[[Draft, Step], Draft]) -> Draft:
        """Return the draft with the steps that write over nothing; may be asked again with another draft."""
        shown = st.session_state.get(_SHOWN, {}).get(self._name, held)
        self._refused, self._taken = [], []
        for _number, step in steps:
            is_late = refused(self._name).get(_at(step), {}).get("number", 0) > self._looked
            if is_late or is_overtaken(shown, held, step):
                self._refused.append(step)
            else:
                shown, held = stepped(shown, step), stepped(held, step)
                self._taken.append(step)
        self._shown = shown
        return held

    def finish(self) -> bool:
        """Remember what was taken and what was not; say whether a whole row was refused, which no field can tell."""
        if self._shown is not None:
            note_shown(self._shown)
        told = refused(self._name)
        for step in self._taken:
            told.pop(_at(step), None)
        for step in self._refused:
            st.session_state[_SERIAL] = st.session_state.get(_SERIAL, 0) + 1
            told[_at(step)] = {"number": st.session_state[_SERIAL], "wanted": step.value}
        return any(step.deed not in ("set", "new") for step in self._refused)


def _at(step: Step) -> str:
    return f"{step.table}.{step.row}.{step.column}"
