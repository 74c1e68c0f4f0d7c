"""Days that a reader types in any writing of either language; what is no day is said at its field.

Streamlit's own calendar speaks the language of the browser and nothing else.
"""

import datetime as dt
from collections.abc import Callable
from contextlib import nullcontext

import streamlit as st

from incidents.language import Language, isolate, isolate_ltr
from incidents.selection.asked_dates import days_typed
from incidents.selection.periods import Period
from incidents.views.markup import text
from incidents.widgets.plain_labels import plain_label

Days = dt.date | Period | None
Take = Callable[[Period | None], object]

_LONGEST = 60  # signs that are read
_EXAMPLE = "2025-03-05"


def show_day_field(
    label: str, key: str, held: Days, take: Take, lang: Language, *, note: str | None = None, width: int | None = None
) -> None:
    """Draw a field for a day or a period. ``take`` is told first and last day of what is typed, None of nothing.

    What is no day stays in the field until another is ``held``.
    """
    state = st.session_state
    wrong, beside = state.get(_wrong(key), ("", None))
    if wrong and beside != held:  # the reader has set it by other means
        wrong = ""
        state.pop(_wrong(key))
    state[key] = wrong or _written(held)
    with st.container(width=width) if width else nullcontext():
        st.text_input(
            plain_label(label),
            key=key,
            placeholder=lang.say("2025-03-05, March 2025"),
            help=note,
            on_change=_hear,
            args=(key, held, take),
        )
        if wrong:
            sentence = lang.say("{text} is no day. Write {day}, 5 March 2025, March 2025 or 2025.")
            said = sentence.format(text=isolate(wrong), day=isolate_ltr(_EXAMPLE))
            st.html(f'<p class="no-day" role="alert">{text(said)}</p>')


def _hear(key: str, held: Days, take: Take) -> None:
    typed = str(st.session_state[key] or "").strip()[:_LONGEST]
    found = days_typed(typed) if typed else None
    if typed and found is None:
        st.session_state[_wrong(key)] = typed, held
        return
    st.session_state.pop(_wrong(key), None)
    take(found)


def _wrong(key: str) -> str:
    """Return under which key it is held what was typed that is no day, and what was asked for then."""
    return f"{key}_no_day"


def _written(held: Days) -> str:
    if held is None:
        return ""
    return held.isoformat() if isinstance(held, dt.date) else " – ".join(day.isoformat() for day in held)
