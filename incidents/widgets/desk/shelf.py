"""The record at the desk as it is kept, and the drafts beside it; every step of a curator goes to the file at once."""

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import streamlit as st

from geodata.gazetteer import DATA as PLACES_HOME
from incidents.desk.accepting import finish_interrupted
from incidents.desk.draft import Draft, DraftError
from incidents.desk.drafts import (
    ChangedMeanwhileError,
    KeptDraft,
    drafts_folder,
    drafts_now,
    list_drafts,
    load_draft,
    save_draft,
)
from incidents.desk.following import Facts
from incidents.desk.hands import signed
from incidents.desk.kept_record import KeptRecord, load_kept_record
from incidents.record.record import Record
from incidents.record.storage import Home
from incidents.widgets.desk.standing import curator
from incidents.widgets.shared_record import watched_record

_SEEN = "desk_seen"  # in the state of a session
_MOST_TRIES = 20
_PATIENCE = 10.0  # seconds until a page goes on with the record as it was


def home() -> Home:
    """Return where the record of the desk is kept."""
    return watched_record().home


def folder() -> Path:
    """Return where its drafts lie."""
    return drafts_folder(home())


def kept_record(record: Record) -> KeptRecord:
    """Return the record as it is kept, read once per version."""
    return _kept(record.stamp, home())


@lru_cache(maxsize=2)
def _kept(_stamp: str, where: Home) -> KeptRecord:
    return load_kept_record(where, PLACES_HOME)


def facts(record: Record) -> Facts:
    """Return what is known of what a draft names."""
    return _facts(record, kept_record(record))


@lru_cache(maxsize=2)
def _facts(record: Record, kept: KeptRecord) -> Facts:
    return Facts(record, kept)


def await_written() -> None:
    """Wait until the record is read as it was just written, so that the page does not compare with the one before."""
    watched = watched_record()
    watched.has_answered(watched.ask(), _PATIENCE)


@lru_cache(maxsize=4)
def finish_interrupted_once(where: Home) -> DraftError | None:
    """Finish what a desk that was killed had begun to write, once per process; return why that cannot be."""
    try:
        finish_interrupted(where)
    except DraftError as error:
        return error
    return None


def drafts() -> list[KeptDraft]:
    """Return the drafts that can be read."""
    return [one for one in list_drafts(folder()) if isinstance(one, KeptDraft)]


def seen() -> dict[str, str]:
    """Return the drafts as this page was shown them or wrote them itself, by what ``drafts_now`` tells of each."""
    held: dict[str, str] | None = st.session_state.get(_SEEN)
    if held is None:
        held = st.session_state[_SEEN] = drafts_now(folder())
    return held


def note_seen(name: str) -> None:
    """Remember a draft as it lies there now: whoever sits at the desk is shown it, or has just written it."""
    held, now = seen(), drafts_now(folder())
    if name in now:
        held[name] = now[name]
    else:
        held.pop(name, None)


def change(name: str, step: Callable[[Draft], Draft]) -> Draft:
    """Change a draft where it lies, whatever else changes it at the same time; return it as it is then.

    What changes in its rows is written by whoever sits at the desk. Raises DraftError where it cannot be read or saved.
    """
    for _try in range(_MOST_TRIES):
        held = load_draft(folder(), name)
        wanted = signed(held.draft, step(held.draft), curator())
        if wanted == held.draft:
            return wanted
        try:
            changed = save_draft(folder(), wanted, held.digest).draft
            note_seen(name)
            return changed
        except ChangedMeanwhileError:
            continue
    raise DraftError("The draft {name} was saved by somebody else meanwhile. Nothing was overwritten.", name=name)


def reopened(draft: Draft) -> Draft:
    """Return a draft that somebody goes on with: what waited for a review waits no longer."""
    return replace(draft, state="open") if draft.state in ("for review", "sent back") else draft
