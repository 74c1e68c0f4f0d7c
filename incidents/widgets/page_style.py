"""The look of the page: one type scale, one palette, light and dark, in the direction of the language.

``page.css`` holds the rules; its custom properties are filled here from the palette of the map, so that no colour
stands in two places. Streamlit's own widgets take theirs from ``.streamlit/config.toml``, which a test holds to these.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import quote

import streamlit as st

from incidents.language import Lang, direction, translator
from incidents.views.symbology import PALETTE, SYMBOLOGY, Symbol, Theme
from incidents.widgets.offline_assets import font_css, font_stack

SHEET = Path(__file__).with_name("page.css")


@dataclass(frozen=True)
class Tones:
    """The colours of the page around the map, as #RRGGBB."""

    page: str
    panel: str
    accent: str
    on_accent: str


TONES: dict[Theme, Tones] = {
    "light": Tones(page="#FBFAF7", panel="#F1EFE9", accent="#1B5E6B", on_accent="#FFFFFF"),
    "dark": Tones(page="#171C22", panel="#1E252D", accent="#7CC7D3", on_accent="#14202E"),
}


def page_theme() -> Theme:
    """Return whether the reader's page is light or dark."""
    return "dark" if st.context.theme.type == "dark" else "light"


@cache
def page_css(lang: Lang, theme: Theme) -> str:
    """Return the style sheet of the page for a language and a theme."""
    _ = translator(lang).gettext
    palette, tones = PALETTE[theme], TONES[theme]
    properties = {
        "page": tones.page,
        "panel": tones.panel,
        "accent": tones.accent,
        "on-accent": tones.on_accent,
        "surface": palette.surface,
        "ink": palette.ink,
        "muted": palette.muted,
        "line": palette.line,
        "font": font_stack(),
        "direction": direction(lang),
        # Arabic stands taller and must never be letter-spaced.
        "line-height": "1.75" if lang == "ar" else "1.5",
        "filters-label": f'"{_("Filters")}"',
    }
    declared = "".join(f"--{name}:{value};" for name, value in properties.items())
    marks = "".join(_mark_rule(symbol, theme) for symbol in SYMBOLOGY.values())
    return f"{font_css()}:root{{{declared}color-scheme:{theme}}}{SHEET.read_text(encoding='utf-8')}{marks}"


def _mark_rule(symbol: Symbol, theme: Theme) -> str:
    """Return the rule that draws the symbol of a kind as the map does, for ``<i class="mark attack">``."""
    drawn = (
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='-1.6 -1.6 3.2 3.2'>"
        f"<path d='{symbol.path}' fill='{symbol.colour(theme)}'/></svg>"
    )
    return f'.mark.{symbol.kind}{{background-image:url("data:image/svg+xml,{quote(drawn)}")}}'


def show_page_style(lang: Lang) -> None:
    """Give the page its style, title and language."""
    _ = translator(lang).gettext
    st.set_page_config(
        page_title=_("ISIS-related incidents in Syria"), layout="wide", initial_sidebar_state="auto", page_icon=ICON
    )
    st.html(f"<style>{page_css(lang, page_theme())}</style>")


# Three marks of the map: the page's own icon, drawn here so that the browser asks nobody for one.
ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#1B5E6B"/>'
    '<circle cx="11" cy="12" r="5" fill="#fff"/><path d="M22 8l5 9H17z" fill="#F5C924"/>'
    '<rect x="13" y="19" width="8" height="8" fill="#9FDCF8"/></svg>'
)
