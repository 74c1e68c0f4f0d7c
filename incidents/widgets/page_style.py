"""The look of the page: one type scale, one palette, light and dark, in the direction of the language.

``page.css`` holds the rules; its custom properties are filled here from the palette of the map, so that no colour
stands in two places. Streamlit's own widgets take theirs from ``.streamlit/config.toml``, which a test holds to these.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from urllib.parse import quote

import streamlit as st

from incidents.language import Language
from incidents.views.interactive_map import leaflet_css
from incidents.views.origin_kinds import ORIGIN_COLOURS
from incidents.views.screen import colours, kind_rules, screen_sheets
from incidents.views.symbology import SYMBOLOGY, Symbol
from incidents.views.tones import TONES, WHITE, Theme
from incidents.widgets.offline_assets import font_css, font_stack

SHEETS = tuple(Path(__file__).with_name(name) for name in ("page.css", "room.css"))


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
    light, dark = _declared(_of_theme("light")), _declared(_of_theme("dark"))
    turned = (
        f"@media screen and (prefers-color-scheme:dark){{:root:not([data-theme=light]){{{dark}color-scheme:dark}}}}"
        f"@media screen{{:root[data-theme=dark]{{{dark}color-scheme:dark}}}}"
    )
    root = f":root{{{_declared(properties)}{light}color-scheme:light}}{turned}"
    marks = "".join(f".mark.{kind}{{background-image:var(--mark-{kind})}}" for kind in SYMBOLOGY)
    sheets = "".join(path.read_text(encoding="utf-8") for path in (*SHEETS, *screen_sheets()))
    rules = f"{font_css()}{root}{leaflet_css()}{sheets}{kind_rules()}{marks}"
    # Streamlit empties lines that hold nothing but spaces, and the policy of the page knows the sheet by its digest.
    return "\n".join(filter(None, map(str.rstrip, rules.splitlines())))


def _declared(properties: Mapping[str, str]) -> str:
    return "".join(f"--{name}:{value};" for name, value in properties.items())


@cache
def _of_theme(theme: Theme) -> Mapping[str, str]:
    """Return every property that differs between light and dark: the only home of colours in the browser."""
    tones = TONES[theme]
    properties = colours(theme) | {
        "page": tones.page,
        "panel": tones.panel,
        "accent": tones.accent,
        "on-accent": tones.on_accent,
        "notice": tones.notice,
        "rise": tones.rise,
        "fall": tones.fall,
        "contested": tones.contested,
        "relief-opacity": "0.55" if theme == "light" else "0.9",
        "tiles-filter": "none" if theme == "light" else "invert(1) hue-rotate(180deg) brightness(0.85)",
    }
    properties |= {f"origin-{kind}": tones_of[theme] for kind, tones_of in ORIGIN_COLOURS.items()}
    return properties | {f"mark-{kind}": _mark(symbol, theme) for kind, symbol in SYMBOLOGY.items()}


def _mark(symbol: Symbol, theme: Theme) -> str:
    """Return the symbol of a kind as the map draws it, as a picture for ``<i class="mark attack">``."""
    drawn = (
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='-1.6 -1.6 3.2 3.2'>"
        f"<path d='{symbol.path}' fill='{symbol.colour(theme)}'/></svg>"
    )
    return f'url("data:image/svg+xml,{quote(drawn)}")'


def show_page_style(lang: Language) -> None:
    """Give the page its style and direction, and a title until the record is there to name it."""
    st.set_page_config(
        page_title=lang.say("Incidents"),
        layout="wide",
        initial_sidebar_state="collapsed",
        page_icon=ICON,
    )
    st.html(f"<style>{page_css(lang)}</style>")


# Three marks of the map: the page's own icon, drawn here so that the browser asks nobody for one.
_LIGHT, _BOMBING, _STRIKE = TONES["light"], SYMBOLOGY["bombing"], SYMBOLOGY["strike"]
ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" '
    f'fill="{_LIGHT.accent}"/>'
    f'<circle cx="11" cy="12" r="5" fill="{WHITE}"/><path d="M22 8l5 9H17z" fill="{_BOMBING.dark}"/>'
    f'<rect x="13" y="19" width="8" height="8" fill="{_STRIKE.dark}"/></svg>'
)
