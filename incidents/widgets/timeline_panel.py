"""The time dock on the page: what the reader drags or plays there sets the dates of the question."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from incidents.language import Language
from incidents.selection.beside import Beside
from incidents.selection.selection import Selection
from incidents.views.time_dock import dock_message
from incidents.widgets.answered_ahead import ahead_of, told_unless_confirmed
from incidents.widgets.page_state import ask, asked
from incidents.widgets.screen_part import show_part
from incidents.widgets.standing import STEPS, move, stands


def show_timeline(selection: Selection, lang: Language, beside: Beside | None = None) -> None:
    """Draw the incidents that answer all other filters than the dates, so that the window keeps its context."""
    second, ahead = beside.selection if beside else None, ahead_of(selection, lang)
    step, milestones = stands().step, stands().milestones
    made = partial(dock_message, selection, step, lang, milestones=milestones, beside=second)
    show_dock(told_unless_confirmed(ahead, "dock", selection, lang, made, step, milestones), ahead)


def show_dock(told: Mapping[str, Any] | bytes | None, ahead: Mapping[str, Any] | None = None) -> None:
    """Draw the dock by its message."""
    show_part("time_dock.js", "dock", told, ahead, days=_take_days, step=_take_step, milestones=_take_milestones)


def _take_days(days: Mapping[str, Any]) -> None:
    """Take the dates of the window, ``{"from": "2025-01-01", "to": …}``; None for both clears them."""
    start, end = (_day(days.get(end)) for end in ("from", "to"))
    ask(replace(asked(), date_from=start, date_to=end))


def _day(text: object) -> dt.date | None:
    try:
        return dt.date.fromisoformat(str(text))
    except ValueError:
        return None


def _take_step(step: object) -> None:
    if step in STEPS:
        move(step=step)


def _take_milestones(shown: object) -> None:
    move(milestones=shown == "shown")
