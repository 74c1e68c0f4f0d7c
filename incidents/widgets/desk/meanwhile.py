"""What others did at the desk while a page stood open: a quiet line that leads there, and nothing else moves.

The folder of drafts is looked at every few seconds, by what the file system says of its files; only one that is no
longer as this page was shown it is read. What a curator has before him stays as it is until he asks for more.
"""

from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from incidents.desk.draft import DraftError
from incidents.desk.drafts import drafts_now, load_draft
from incidents.language import Language, isolate_ltr
from incidents.widgets.desk.shelf import folder, note_seen, seen
from incidents.widgets.desk.standing import Place, go
from incidents.widgets.screen_part import show_part

_EVERY = 4  # seconds
_MOST = 3  # lines
_ASKED = "desk_asked"  # in the state of a session
_GONE = "gone"


@dataclass(frozen=True)
class _News:
    """A draft that is no longer as it was shown, and what has become of it: its state, or that it is gone."""

    name: str
    state: str
    is_new: bool = False


def show_meanwhile(place: Place, lang: Language) -> None:
    """Draw what others did since this page was shown their drafts; at first, and in the list of drafts, nothing."""
    known = seen()
    if place.view == "drafts":
        known.clear()
        known.update(drafts_now(folder()))
    elif place.view == "draft":
        note_seen(place.draft)
    _watch(place, lang)


@st.fragment(run_every=_EVERY)
def _watch(place: Place, lang: Language) -> None:
    if st.session_state.pop(_ASKED, False):
        st.rerun()
    lines = [
        {"name": one.name, "said": _said(one, lang), "show": lang.say("Show")} for one in _news(place.draft)[:_MOST]
    ]
    told = {"lang": lang.code, "dir": lang.direction, "lines": lines}
    show_part("desk_meanwhile.js", "desk_meanwhile", told, show=lambda name: _show(str(name), place))


def _news(shown: str) -> list[_News]:
    """Return the drafts that are not as they were shown, the one that stands open first."""
    known, now = seen(), drafts_now(folder())
    others = sorted((name for name in known | now if known.get(name) != now.get(name)), key=lambda name: name != shown)
    return [_News(name, _state(folder(), name), name not in known) for name in others]


def _state(where: Path, name: str) -> str:
    try:
        return load_draft(where, name).draft.state
    except DraftError:
        return _GONE


def _said(news: _News, lang: Language) -> str:
    said = {
        "accepted": lang.say("Meanwhile {name} was accepted."),
        "for review": lang.say("Meanwhile {name} was handed in for review."),
        "sent back": lang.say("Meanwhile {name} was sent back."),
        "open": lang.say("Meanwhile {name} was begun.") if news.is_new else lang.say("Meanwhile {name} was changed."),
        _GONE: lang.say("Meanwhile {name} was set aside."),
    }[news.state]
    return said.format(name=isolate_ltr(news.name))


def _show(name: str, place: Place) -> None:
    """Go where the draft is shown as it is now; for callbacks."""
    note_seen(name)
    st.session_state[_ASKED] = True
    if name not in seen():
        go("drafts")
    elif name != place.draft:
        go("draft", name, "review" if _state(folder(), name) == "for review" else "form")
