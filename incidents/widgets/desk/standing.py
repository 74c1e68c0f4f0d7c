"""Where a curator stands at the desk, and who he is: in the address, so that a reload brings him back."""

from dataclasses import dataclass
from getpass import getuser
from typing import Literal

import streamlit as st

from incidents.desk.draft import NAME
from incidents.language import Language
from incidents.widgets.desk.asked import PARAMETER
from incidents.widgets.page_state import brought

View = Literal["drafts", "lacking", "new", "draft"]
VIEWS: tuple[View, ...] = ("drafts", "lacking", "new")
PARTS = ("form", "card", "review")

_VIEW, _DRAFT, _PART, _WHO = "desk_view", "desk_draft", "desk_part", "desk_who"
_READ = "desk_read"  # how many addresses were brought when one was read last
_ABOUT = "desk_about"


@dataclass(frozen=True)
class Place:
    """Where at the desk: a list, or a draft by its name and a part of it."""

    view: View
    draft: str = ""
    part: str = "form"


def stands() -> Place:
    """Return where the curator stands, from the address where the browser brought one."""
    state = st.session_state
    if state.get(_READ) != brought():
        state[_READ] = brought()
        _stand(_from_address(str(st.query_params.get(PARAMETER, ""))))
    return Place(state[_VIEW], state.get(_DRAFT, ""), state.get(_PART) or "form")


def _from_address(told: str) -> Place:
    view, _dot, rest = told.partition(".")
    part, _dot, draft = rest.partition(".")
    if view == "draft" and NAME.fullmatch(draft):
        return Place("draft", draft, part if part in PARTS else "form")
    return Place(next((known for known in VIEWS if known == view), "drafts"))


def _stand(place: Place) -> None:
    st.session_state.update({_VIEW: place.view, _DRAFT: place.draft, _PART: place.part})


def go(view: View, draft: str = "", part: str = "form") -> None:
    """Go somewhere else at the desk; for callbacks."""
    _stand(Place(view, draft, part))
    st.session_state.pop(_ABOUT, None)


def write_address(lang: Language) -> None:
    """Let the address say where the curator stands."""
    place = stands()
    told = f"draft.{place.part}.{place.draft}" if place.view == "draft" else place.view
    wanted = {PARAMETER: told, "lang": lang.code}
    if st.query_params.to_dict() != wanted:
        st.query_params.from_dict(wanted)


def curator() -> str:
    """Return who sits at the desk: as he calls himself, else as this computer does."""
    return str(st.session_state.get(_WHO) or _name_of_user())


def call_oneself(name: str) -> None:
    """Be called so from now on; for callbacks."""
    st.session_state[_WHO] = " ".join(name.split())[:80]


def _name_of_user() -> str:
    try:
        return getuser()
    except (OSError, KeyError, ImportError):
        return ""


def note(message: str) -> None:
    """Keep what has to be said on the next page that is drawn; for callbacks."""
    st.session_state[_ABOUT] = message


def noted() -> str:
    """Return what has to be said, "" where nothing has."""
    return str(st.session_state.get(_ABOUT, ""))
