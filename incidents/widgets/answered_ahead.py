"""What the browser is told so that it shows what a press leads to before the server has answered.

It is told once, under an address that holds the stamp of the record, what the rules of all filters gave for every
incident; and with each answer what is asked. ``answers_ahead.js`` then intersects and adds up, as a page in one file
does. Where a press is all that is new the server says by its own rules which incidents answer, and no more, for that
decides the rest. What only the server knows (a second record, another period to compare with, shaded governorates, a
record of the reader's own or a large one) is not answered ahead.
"""

import base64
import gzip
import hashlib
import json
from collections.abc import Callable, Hashable, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import streamlit as st

from incidents.language import Language, language, languages
from incidents.record.kept import Kept
from incidents.record.record import Record
from incidents.selection.address import filters_to_query
from incidents.selection.filters import LISTS
from incidents.selection.question import Question
from incidents.selection.selection import Selection, select
from incidents.views.answering import answer_words, counted
from incidents.views.map_points import FIRST_ZOOM
from incidents.views.question_line import chip_words, shared_chip
from incidents.views.rankings import LISTS_OF
from incidents.views.time_dock import MOST_ROWS, day_number
from incidents.widgets.choices_taken import last_led, last_taken
from incidents.widgets.offline_assets import module_address
from incidents.widgets.own_layer import own_layer
from incidents.widgets.page_state import answered, beside_lists_and_days, note_answer, set_by_now
from incidents.widgets.shared_record import record_at_hand, watched_record
from incidents.widgets.standing import stands
from incidents.widgets.told_once import cleaned, told_once

AHEAD = "ahead"  # the first part of the address, below the page's own
_STAMP = 20  # letters of the stamp in the address
_DAYS = ("date_from", "date_to")
_RUN = "ahead_run"
_BEGUN = "ahead_begun"  # which choice was the last answered by the browser, and of which record, as an answer began
_CONFIRMS = "ahead_confirms"
_TOLD = "ahead_told"  # what the reader had set when an answer was last told to its end

_kept: Kept[str, bytes] = Kept()

Message = dict[str, Any]


def ahead_of(selection: Selection, lang: Language, *, whole: bool = False) -> Message | None:
    """Return which question a part answers; None where only the server can answer a press.

    ``key`` names the question as the browser does, ``taken`` is the number of the last choice that was taken, ``run``
    counts the answers of the page: one that is like the one before comes all the same, for it may be what takes back
    what was shown ahead. The map is told the ``whole`` of what is ``asked``: ``lists`` are the chosen codes by filter,
    ``days`` both ends of the period from 1 January 1970, ``others`` stands for all else, and ``passing`` has a bit for
    each incident that answers that (None: all do), ``answering`` one for each that answers all. ``stays`` says that the
    map shows the same part of the country after any press.
    """
    record, question, standing = selection.record, selection.question, stands()
    stays = bool(question.bounds or question.near)  # whatever else is asked
    is_plain = standing.shading == "none" and standing.compared_with is None and standing.record == "curated"
    is_plain &= stays or own_layer() is None
    if not is_plain or len(record.incidents) > MOST_ROWS or record is not watched_record().held.record:
        return None
    lists = {name: list(getattr(question, name)) for name in LISTS if getattr(question, name)}
    days = [None if day is None else day_number(day) for day in (getattr(question, end) for end in _DAYS)]
    others = beside_lists_and_days(question)
    told = _digest([lang.code, record.stamp, sorted(filters_to_query(others).items())])
    named = {"lists": lists, "days": days, "others": told}
    return {
        "module": module_address("answers_ahead.js"),
        "key": json.dumps([told, days, sorted(lists.items())], separators=(",", ":"), ensure_ascii=False),
        "taken": last_taken(),
        "run": st.session_state.get(_RUN, 0),
        "asked": named | _asked_for(selection, others, lang, stays=stays) if whole else None,
    }


def _asked_for(selection: Selection, others: Question, lang: Language, *, stays: bool) -> Message:
    standing = stands()
    return {
        "address": f"{AHEAD}/{selection.record.stamp[:_STAMP]}/{lang.code}.json",
        "passing": _passing(selection, others),
        "answering": _bits(selection.mask),
        "stays": stays,
        "zoom": standing.at[2] if standing.at else FIRST_ZOOM,
        "opened": standing.incident,
    }


def _digest(told: Any) -> str:  # noqa: ANN401 - any JSON
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:12]


def _passing(selection: Selection, others: Question) -> str | None:
    names = others.active()
    if not names:
        return None
    return _bits(np.logical_and.reduce([selection.answers[name] for name in names]))


def _bits(holds: npt.NDArray[np.bool_]) -> str:
    return base64.b64encode(np.packbits(holds, bitorder="little").tobytes()).decode("ascii")


def begin_answer(record: Record) -> None:
    """Count an answer of the whole page, before any part of it is drawn, and note whether it only confirms a press."""
    state = st.session_state
    state[_RUN] = state.get(_RUN, 0) + 1
    led, stamp = state.get(_BEGUN, (0, ""))
    state[_BEGUN] = last_led(), record.stamp
    state[_CONFIRMS] = (
        state[_BEGUN] > (led, stamp) and stamp == record.stamp and _is_new_by_presses_alone(state.get(_TOLD))
    )


def _is_new_by_presses_alone(before: tuple[Any, ...] | None) -> bool:
    """Say whether the reader has set nothing since he had set ``before`` but options of closed lists and the period."""
    if before is None:
        return False
    (question, *standing), (asked, *now) = before, set_by_now()
    return beside_lists_and_days(question) == beside_lists_and_days(asked) and standing == now


def end_answer() -> None:
    """Note what has been answered whole; and let a part that runs alone, from now on, say all it has to say."""
    note_answer()
    st.session_state[_CONFIRMS], st.session_state[_TOLD] = False, answered()


def is_confirmed(ahead: Mapping[str, Any] | None) -> bool:
    """Say whether a part shows all of this answer already, and need not be told it.

    So it is after a press that the browser has answered, where nothing else has been set since the last answer: which
    incidents answer (``asked`` of the map) then decides what each part shows. A browser that counts otherwise, or does
    not show what it should, asks for all of it (``again``).
    """
    return ahead is not None and bool(st.session_state.get(_CONFIRMS))


def told_unless_confirmed(
    ahead: Message | None,
    part: str,
    selection: Selection,
    lang: Language,
    make: Callable[[], Mapping[str, Any]],
    *standing: Hashable,
) -> Mapping[str, Any] | bytes | None:
    """Return what a part is told: nothing where it shows it already, else what ``make`` returns.

    What the browser could answer is the same for all who ask it, and written for them once (``told_once``).
    """
    if is_confirmed(ahead):
        return None
    return make() if ahead is None else told_once(part, selection, lang, make, *standing)


def ahead_told(stamp: str, lang_code: str) -> bytes | None:
    """Return the packed JSON of an address; None where no page shows a record of this stamp, or in no such language."""
    record = record_at_hand()
    known = {lang.code for lang in languages()}
    is_known = record is not None and record.stamp[:_STAMP] == stamp and lang_code in known
    if record is None or not is_known or len(record.incidents) > MOST_ROWS:
        return None
    return _kept.of(record, lang_code, lambda: _packed(record, language(lang_code)))


def _packed(record: Record, lang: Language) -> bytes:
    whole = select(record, Question())
    columns = counted(whole)
    words = answer_words(whole, lang, columns["drawn"]["place"])
    words["dock"] = {
        step: {name: dock[name] for name in ("words", "dir", "bars", "periods")} for step, dock in words["dock"].items()
    }
    codes = {name: held["codes"] for name, held in columns["lists"].items()}
    told = {
        "counted": columns,
        "told": words,
        "ranks": LISTS_OF,
        "chips": {name: chip_words(record, name, held, lang) for name, held in codes.items()},
        "shared": {name: shared_chip(record, name, held, lang) for name, held in codes.items()},
        "or": lang.list_patterns("or"),
        "first_zoom": FIRST_ZOOM,
    }
    return gzip.compress(json.dumps(cleaned(told), ensure_ascii=False, separators=(",", ":")).encode(), 6, mtime=0)
