"""What of the look of the page is sent with an answer: language, the first screen; its title and its icon.

All other rules stand in a file that the document names (``page_sheet.py``).
"""

from dataclasses import dataclass
from functools import cache

import streamlit as st

from incidents.language import Language
from incidents.views.symbology import SYMBOLOGY
from incidents.views.tones import TONES, WHITE
from incidents.widgets.page_sheet import LOOK, as_sent, declared

_TITLED = "page_titled"  # the name of the page, from when the record is there


@dataclass(frozen=True)
class Sheet:
    """Rules as they are sent: of a plain text Streamlit measures the indentation of every line, in each answer."""

    rules: str

    def _repr_html_(self) -> str:
        return f"<style>{self.rules}</style>"


@cache
def language_css(lang: Language) -> str:
    """Return what differs between the languages of the page; all else stands in the sheet of its document."""
    properties = {
        "direction": lang.direction,
        # Arabic stands taller and must never be letter-spaced.
        "line-height": "1.75" if lang.is_mirrored else "1.5",
        "filters-label": f'"{lang.say("Filters")}"',
    }
    return f":root{{{declared(properties)}}}"


@cache
def room_css() -> str:
    """Return what holds of the window while it shows the first screen."""
    return as_sent([LOOK / "room_frame.css"])


def show_page_style(lang: Language) -> None:
    """Give the page its style and direction, and a title until the record is there to name it."""
    if _TITLED not in st.session_state:
        st.set_page_config(
            page_title=lang.say("Incidents"),
            layout="wide",
            initial_sidebar_state="collapsed",
            page_icon=ICON,
        )
    st.html(Sheet(language_css(lang)))


def name_page(title: str) -> None:
    """Name the page, where it does not bear that name already: each naming has the browser draw all of it anew."""
    if st.session_state.get(_TITLED) != title:
        st.set_page_config(page_title=title)
    st.session_state[_TITLED] = title


def show_room_style() -> None:
    """Let the first screen fill the window."""
    st.html(Sheet(room_css()))


# Three marks of the map: the page's own icon, drawn here so that the browser asks nobody for one.
_LIGHT, _BOMBING, _STRIKE = TONES["light"], SYMBOLOGY["bombing"], SYMBOLOGY["strike"]
ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" '
    f'fill="{_LIGHT.accent}"/>'
    f'<circle cx="11" cy="12" r="5" fill="{WHITE}"/><path d="M22 8l5 9H17z" fill="{_BOMBING.dark}"/>'
    f'<rect x="13" y="19" width="8" height="8" fill="{_STRIKE.dark}"/></svg>'
)
