"""The record on the page: one for all readers, what is done while it is read, and what keeps it from being shown."""

import html
import os
import threading
import time

import streamlit as st

from incidents.language import Language, isolate_ltr
from incidents.record.record import LOADING, Record
from incidents.record.storage import DATA, DatabaseError, Home, home_of, is_larger_than_memory, most_in_memory
from incidents.selection.question import Question
from incidents.widgets.serving.run_limit import longest_run
from incidents.widgets.watched_record import Held, WatchedRecord

DIRECTORY = "INCIDENTS_DATA"  # environment variable that names another record, in a folder or a database
MOST_PROBLEMS = 200
MOST_NOTICED = 3  # problems named above a record that can still be read
_GLANCE = 0.25  # seconds after which a waiting reader is told anew what is being done
_PATIENCE = 5.0  # seconds that whoever opens the page waits for an edit made just before
_OPENED = "record_opened"  # in the state of a session that has seen the record

_one_at_a_time = threading.Lock()
_watched: WatchedRecord | None = None


def named_home() -> Home:
    """Return where the record of the pages is kept."""
    named = os.environ.get(DIRECTORY)
    return home_of(named) if named else DATA


def watched_record() -> WatchedRecord:
    """Return the record that all readers share; the first who asks has it read and watched."""
    global _watched
    home = named_home()
    with _one_at_a_time:
        if _watched is None or _watched.home != home:
            if _watched is not None:
                _watched.leave()
            _watched = WatchedRecord(home).begin()
        return _watched


def record_at_hand() -> Record | None:
    """Return the record that the pages show, None before they do: nothing is read for whoever asks for this."""
    with _one_at_a_time:
        return _watched.held.record if _watched is not None else None


def record_shown() -> Record | None:
    """Return the record that the pages show; who asks first waits a moment for it to be read."""
    watched = watched_record()
    if watched.held.record is None:
        watched.has_answered(watched.ask(), _PATIENCE)
    return watched.held.record


def held_on_opening() -> Held:
    """Return what whoever opens the page now is shown: as he does, it waits for a record that is being read."""
    watched = watched_record()
    watched.has_answered(watched.ask(), _PATIENCE if watched.held.record is not None else longest_run())
    return watched.held


_asked_there: dict[tuple[Home, int], bool] = {}


def is_asked_where_kept() -> bool:
    """Say whether the record is too large for memory, so that its database is asked; counted once, while it answers."""
    home = named_home()
    key = home, most_in_memory()
    if key not in _asked_there:
        try:
            _asked_there[key] = is_larger_than_memory(home)
        except DatabaseError:  # which the reading of the record says
            return False
    return _asked_there[key]


def shared_record(lang: Language) -> tuple[Record, Held]:
    """Return the record of this run, and what was held then: with it the problems that keep a newer one away.

    Where there is no record to show yet, say why on the page and stop there. Who opens the page waits for an edit made
    just before, and is told what is being done; who is at work already goes on with what is there.
    """
    watched = watched_record()
    doing = st.empty()  # in every run: were it missing in some, all below would move up by one and be built anew
    if watched.held.record is None or _OPENED not in st.session_state:
        look, until = watched.ask(), time.monotonic() + _PATIENCE
        begins_anew = time.monotonic() + longest_run() / 2  # a large record takes longer than a run of the page may
        while not watched.has_answered(look, _GLANCE):
            if watched.held.record is not None and time.monotonic() > until:
                break
            doing.html(_step(watched.step, lang))
            if time.monotonic() > begins_anew:
                st.rerun()
        doing.empty()
    held = watched.held
    if held.record is None:
        _show_problems(held, lang)
        st.stop()
    st.session_state[_OPENED] = True
    return held.record, held


def await_search(record: Record, question: Question, lang: Language) -> None:
    """Say to whoever asks for words that the search of a large record is still being made, until it is."""
    doing = st.empty()  # in every run, as above
    if not question.text or record.has_search(0):
        return
    said = lang.say("The search of this record is still being made. Your words are answered as soon as it is there.")
    doing.html(f'<section class="reading" role="status"><p>{html.escape(said)}</p></section>')
    if not record.has_search(longest_run() / 2):
        st.rerun()
    doing.empty()


def _step(number: int, lang: Language) -> str:
    """Say what is being done, and how many steps are left."""
    step = lang.say("Step {number} of {count}: {step}").format(
        number=lang.number(number + 1), count=lang.number(len(LOADING)), step=lang.say(LOADING[number])
    )
    return (
        f'<section class="reading" role="status"><p>{html.escape(lang.say("Reading the record …"))}</p>'
        f'<progress value="{number + 0.5}" max="{len(LOADING)}" aria-hidden="true"></progress>'
        f"<p>{html.escape(step)}</p></section>"
    )


def _show_problems(held: Held, lang: Language) -> None:
    """Say why there is no record to show; of its tables each problem with file, row and column."""
    if held.is_lost:
        said, advice = lang.say("The record cannot be shown."), lang.say("Open the page again when this is mended.")
    else:
        said = lang.plural(
            "The record cannot be shown: {count} problem in its tables.",
            "The record cannot be shown: {count} problems in its tables.",
            len(held.problems),
        ).format(count=lang.number(len(held.problems)))
        advice = lang.say("Mend the tables and open the page again; {command} lists the same.")
    st.html(
        f'<section class="problems" role="alert"><h2>{html.escape(said)}</h2>'
        f"{_why(held, MOST_PROBLEMS, lang)}<p>{_with_command(advice)}</p></section>"
    )


def show_edit(record: Record, held: Held, lang: Language) -> None:
    """Say above a record why a newer version of its tables is not shown; nothing where there is none."""
    if not held.problems:
        return
    version = isolate_ltr(record.version)
    if held.is_lost:
        said = lang.say("You see version {version} as it was when it was read last.").format(version=version)
        advice = lang.say("The page shows the record anew as soon as its database answers.")
    else:
        said = lang.plural(
            "The tables were changed and now have {count} problem. You see version {version} as it was before.",
            "The tables were changed and now have {count} problems. You see version {version} as it was before.",
            len(held.problems),
        ).format(count=lang.number(len(held.problems)), version=version)
        advice = lang.say("The page shows the new tables as soon as they are mended; {command} lists every problem.")
    st.html(
        f'<section class="problems edit" role="status"><p><strong>{html.escape(said)}</strong></p>'
        f"{_why(held, MOST_NOTICED, lang)}<p>{_with_command(advice)}</p></section>"
    )


def _why(held: Held, most: int, lang: Language) -> str:
    """List problems with their addresses; of a database that cannot be read only the sentence is of use."""
    if held.is_lost:
        return f"<p>{html.escape(held.problems[0].message(lang))}</p>"
    lines = "".join(f"<li><bdi>{html.escape(problem.line(lang))}</bdi></li>" for problem in held.problems[:most])
    return f"<ul>{lines}</ul>"


def _with_command(sentence: str) -> str:
    return html.escape(sentence).format(command=f"<code>{isolate_ltr('python -m incidents check')}</code>")
