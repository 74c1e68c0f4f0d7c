"""The look of the page: one type scale, one palette, light and dark, in the direction of the language.

``page.css`` holds the rules; its custom properties are filled here from the palette of the map, so that no colour
stands in two places. Streamlit's own widgets take theirs from ``.streamlit/config.toml``, which a test holds to these.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import streamlit as st

from incidents.language import Language
from incidents.views.interactive_map import leaflet_css
from incidents.views.screen import kind_rules, mark_rules, screen_sheets, theme_properties
from incidents.views.symbology import SYMBOLOGY
from incidents.views.tones import TONES, WHITE
from incidents.widgets.offline_assets import font_css, font_stack

_TITLED = "page_titled"  # the name of the page, from when the record is there
SHEETS = tuple(Path(__file__).with_name(name) for name in ("page.css", "room.css"))


@dataclass(frozen=True)
class Sheet:
    """Rules as they are sent: of a plain text Streamlit measures the indentation of every line, in each answer."""

    rules: str

    def _repr_html_(self) -> str:
        return f"<style>{self.rules}</style>"


@cache
def page_css(lang: Language) -> str:
    """Return the style sheet of the page for a language: light, and dark where the reader's system or he asks for it.

    Both are told at once, so that the browser turns from one to the other by itself (``light_or_dark.js``).
    """
    properties = {
        "font": font_stack(),
        "direction": lang.direction,
        # Arabic stands taller and must never be letter-spaced.
        "line-height": "1.75" if lang.is_mirrored else "1.5",
        "filters-label": f'"{lang.say("Filters")}"',
    }
    light, dark = _declared(theme_properties("light")), _declared(theme_properties("dark"))
    turned = (
        f"@media screen and (prefers-color-scheme:dark){{:root:not([data-theme=light]){{{dark}color-scheme:dark}}}}"
        f"@media screen{{:root[data-theme=dark]{{{dark}color-scheme:dark}}}}"
    )
    root = f":root{{{_declared(properties)}{light}color-scheme:light}}{turned}"
    sheets = "".join(path.read_text(encoding="utf-8") for path in (*SHEETS, *screen_sheets()))
    return _as_sent(f"{font_css()}{root}{leaflet_css()}{sheets}{kind_rules()}{mark_rules()}")


@cache
def room_css() -> str:
    """Return what holds of the window while it shows the first screen."""
    return _as_sent(Path(__file__).with_name("room_frame.css").read_text(encoding="utf-8"))


def _as_sent(rules: str) -> str:
    """Return rules as they arrive: Streamlit empties blank lines, and our policy knows the sheets by their digests."""
    return "\n".join(filter(None, map(str.rstrip, rules.splitlines())))


def _declared(properties: Mapping[str, str]) -> str:
    return "".join(f"--{name}:{value};" for name, value in properties.items())


def show_page_style(lang: Language) -> None:
    """Give the page its style and direction, and a title until the record is there to name it."""
    if _TITLED not in st.session_state:
        st.set_page_config(
            page_title=lang.say("Incidents"),
            layout="wide",
            initial_sidebar_state="collapsed",
            page_icon=ICON,
        )
    st.html(Sheet(page_css(lang)))


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
