"""The look of the page: one type scale, one palette, light and dark, in the direction of the language.

``look`` holds the rules; their custom properties are filled here from the palette of the map, so that no colour
stands in two places. Streamlit's own widgets take theirs from ``.streamlit/config.toml``, which a test holds to these.
The sheet is a file that the document names: as a message of each opening it was the longest of all, read three times.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path

from incidents.views.interactive_map import leaflet_css
from incidents.views.screen import kind_rules, mark_rules, screen_sheets, theme_properties

LOOK = Path(__file__).with_name("look")
# In the order of their rules: of two that weigh alike the later one holds.
SHEETS = tuple(
    LOOK / f"{name}.css"
    for name in (
        "page",
        "chart_and_milestones",
        "filters",
        "mirrored_and_small",
        "table",
        "comparison",
        "changes",
        "reading",
        "pressed",
        "room_sizes",
        "bar",
        "honesty",
        "room_filters",
        "room",
        "room_in_small_windows",
        "room_on_paper",
    )
)
_FONTS = "FiraGO, 'Noto Sans Arabic', system-ui, sans-serif"  # FiraGO has Arabic and Latin; what else a system may have


def page_sheet(typefaces: str) -> str:
    """Return the style sheet of the page after the rules of its typefaces: light, and dark where that is wanted.

    Both are told at once, so that the browser turns from one to the other by itself (``light_or_dark.js``), where the
    reader's system or he asks for it.
    """
    light, dark = declared(theme_properties("light")), declared(theme_properties("dark"))
    turned = (
        f"@media screen and (prefers-color-scheme:dark){{:root:not([data-theme=light]){{{dark}color-scheme:dark}}}}"
        f"@media screen{{:root[data-theme=dark]{{{dark}color-scheme:dark}}}}"
    )
    root = f":root{{{declared({'font': _FONTS})}{light}color-scheme:light}}{turned}"
    sheets = "".join(path.read_text(encoding="utf-8") for path in (*SHEETS, *screen_sheets()))
    return f"{typefaces}{root}{leaflet_css()}{sheets}{kind_rules()}{mark_rules()}"


def as_sent(sheets: Iterable[Path]) -> str:
    """Return sheets that stand in an answer, in one.

    They arrive as they are sent: Streamlit empties blank lines, and our policy knows the sheets by their digests.
    """
    rules = "".join(path.read_text(encoding="utf-8") for path in sheets)
    return "\n".join(filter(None, map(str.rstrip, rules.splitlines())))


def declared(properties: Mapping[str, str]) -> str:
    """Write custom properties as declarations."""
    return "".join(f"--{name}:{value};" for name, value in properties.items())
