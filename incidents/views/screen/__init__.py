"""What the parts of the screen share in the browser, and the list of their scripts and style sheets.

A part is a script module that draws into one element of the page: ``show(root, told, emit)`` is called with every
answer and keeps what it drew before; ``emit(name, value)`` says what the reader chose. It knows nothing of its host, so
that the same module serves the page and a file. A module lies beside the Python that makes its data, in ``screen/``.
"""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from incidents.views.markup import css_picture
from incidents.views.origin_kinds import ORIGIN_COLOURS
from incidents.views.symbology import SYMBOLOGY, Symbol
from incidents.views.tones import PALETTE, TONES, Theme

SYMBOLS = "symbols.js"  # the module that is written here, not by hand
_VIEWS = Path(__file__).parent.parent
# In the order of their rules: of two that weigh alike the later one holds.
_SHEETS = (
    "card_head.css",
    "dossier.css",
    "incident_list.css",
    "changed_list.css",
    "list_in_windows.css",
    "likely_pairs.css",
    "map.css",
    "map_names.css",
    "map_marks.css",
    "map_of_others.css",
    "map_controls.css",
    "map_legend.css",
    "map_choices.css",
    "map_ruler.css",
    "question_line.css",
    "key_figures.css",
    "rankings.css",
    "rankings_in_small_windows.css",
    "sizes.css",
    "story.css",
    "time_dock.css",
    "dock_chart.css",
    "dock_window.css",
    "dock_moving.css",
    "dock_in_small_windows.css",
)


@cache
def screen_modules() -> tuple[Path, ...]:
    """Return the script modules of all parts; they import each other by name, so no two have the same."""
    return tuple(sorted(_VIEWS.glob("**/screen/*.js"), key=lambda path: path.name))


@cache
def screen_sheets() -> tuple[Path, ...]:
    """Return the style sheets of all parts, in the order of their rules; raise KeyError for one without a place."""
    places = {name: place for place, name in enumerate(_SHEETS)}
    return tuple(sorted(_VIEWS.glob("**/screen/*.css"), key=lambda path: places[path.name]))


def symbol_script() -> str:
    """Write the symbols of the kinds, in display order, as the module ``symbols.js``."""
    symbols = [
        {"kind": kind, "path": symbol.path, "extent": symbol.extent, "sink": symbol.sink}
        for kind, symbol in SYMBOLOGY.items()
    ]
    return f"// @ts-check\nexport const SYMBOLS = {json.dumps(symbols)};\n"


def colours(theme: Theme) -> dict[str, str]:
    """Return the colours of a theme by the names of their CSS variables: the only place where CSS gets them from."""
    palette = PALETTE[theme]
    named = {name.replace("_", "-"): value for name, value in vars(palette).items() if isinstance(value, str)}
    for name, shades in (("shade", palette.shades), ("rise", palette.rises), ("fall", palette.falls)):
        named |= {f"{name}-{number}": colour for number, colour in enumerate(shades)}
    named |= {f"kind-{kind}": symbol.colour(theme) for kind, symbol in SYMBOLOGY.items()}
    return named | {f"on-{kind}": symbol.on_colour(theme) for kind, symbol in SYMBOLOGY.items()}


@cache
def theme_properties(theme: Theme) -> Mapping[str, str]:
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
    return css_picture(drawn)


def mark_rules() -> str:
    """Return the rules by which ``<i class="mark attack">`` shows the symbol of a kind."""
    return "".join(f".mark.{kind}{{background-image:var(--mark-{kind})}}" for kind in SYMBOLOGY)


def kind_rules() -> str:
    """Return the rules by which ``class="kind-attack"`` sets ``--kind``, the colour of a kind."""
    return "\n".join(
        f".kind-{kind}{{--kind:var(--kind-{kind})}}text.on-{kind}{{fill:var(--on-{kind})}}" for kind in SYMBOLOGY
    )
