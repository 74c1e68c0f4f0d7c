"""The folium figures: an empty Leaflet map that never changes, and the feature group that is exchanged."""

import json
from dataclasses import dataclass
from pathlib import Path

import folium
from folium.elements import JSCSSMixin
from folium.template import Template

from geodata.boundaries import RELIEF_BOUNDS
from incidents.views.interactive_map.message import MARK_FIELDS, MapMessage
from incidents.views.map_points import FIRST_ZOOM
from incidents.views.symbology import SYMBOLOGY
from incidents.views.tones import PALETTE

SCREEN = Path(__file__).parent / "screen"
SCRIPTS = ("marks.js", "labels.js", "legend.js", "map.js")
STYLES = ("map.css",)


@dataclass(frozen=True)
class MapAddresses:
    """Where the browser finds what the map is made of: scripts in order, style sheets, layers by name, hill shade."""

    scripts: tuple[str, ...]
    styles: tuple[str, ...]
    layers: dict[str, str]
    relief: str


class _LocalMap(folium.Map):
    """A folium map that loads only what it is given an address for: no tiles, no scripts of other hosts."""

    def __init__(self, addresses: MapAddresses) -> None:
        super().__init__(
            location=(35.0, 38.9),
            zoom_start=int(FIRST_ZOOM),
            tiles=None,
            min_zoom=5,
            max_zoom=14,
            attributionControl=False,
            zoom_snap=0.25,
            wheel_px_per_zoom_level=90,
            max_bounds_viscosity=0.7,
        )
        self.default_js = [(address, address) for address in addresses.scripts]
        self.default_css = [(address, address) for address in addresses.styles]


class _BaseLayers(JSCSSMixin):
    """Starts ``screen/map.js`` on a map."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "{{ this._parent.get_name() }}.incidents = new IncidentMap({{ this._parent.get_name() }}, {{ this.settings }});"
        "{% endmacro %}"
    )

    def __init__(self, addresses: MapAddresses, *, is_mirrored: bool) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # branca has no types
        self._name = "BaseLayers"
        settings = {"layers": addresses.layers, "relief": addresses.relief, "frame": RELIEF_BOUNDS}
        self.settings = json.dumps(settings | {"mirrored": is_mirrored})


class _Answer(folium.MacroElement):
    """Hands a message to the map as the content of a feature group."""

    _template = Template(
        "{% macro script(this, kwargs) %}map_div.incidents.show({{ this._parent.get_name() }}, {{ this.message }});"
        "{% endmacro %}"
    )

    def __init__(self, message: MapMessage) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # branca has no types
        self._name = "Answer"
        self.message = message.as_script()


def draw_map(addresses: MapAddresses, *, is_mirrored: bool = False) -> folium.Map:
    """Draw the base map: the same for every answer, language and theme, so that the browser keeps it.

    ``is_mirrored`` says whether it opens with the buttons in the east, where Arabic lines begin.
    """
    base = _LocalMap(addresses)
    _BaseLayers(addresses, is_mirrored=is_mirrored).add_to(base)
    return base


def draw_marks(message: MapMessage) -> folium.FeatureGroup:
    """Draw what changes with an answer, as the feature group that streamlit-folium exchanges."""
    group = folium.FeatureGroup(name="incidents")
    _Answer(message).add_to(group)
    return group


def style_sheet() -> str:
    """Write the colours of both themes and of the kinds as CSS variables, the only place where CSS gets them from."""
    rules = []
    for theme, scope in (("light", ":root"), ("dark", ".dark")):
        palette = PALETTE[theme]  # type: ignore[index]  # the two themes
        names = {name: value for name, value in vars(palette).items() if isinstance(value, str)}
        values = {name.replace("_", "-"): value for name, value in names.items()}
        values |= {f"shade-{number}": colour for number, colour in enumerate(palette.shades)}
        values |= {f"rise-{number}": colour for number, colour in enumerate(palette.rises)}
        values |= {f"fall-{number}": colour for number, colour in enumerate(palette.falls)}
        values |= {f"kind-{kind}": symbol.colour(theme) for kind, symbol in SYMBOLOGY.items()}  # type: ignore[arg-type]
        values |= {f"on-{kind}": symbol.on_colour(theme) for kind, symbol in SYMBOLOGY.items()}  # type: ignore[arg-type]
        rules.append(f"{scope}{{{''.join(f'--{name}:{value};' for name, value in values.items())}}}")
    rules += [f".kind-{kind}{{--kind:var(--kind-{kind})}}text.on-{kind}{{fill:var(--on-{kind})}}" for kind in SYMBOLOGY]
    return "\n".join(rules)


def symbol_script() -> str:
    """Write as a script what the screen shares with Python: the symbols in display order, and the fields of a mark."""
    symbols = [
        {"kind": kind, "path": symbol.path, "extent": symbol.extent, "sink": symbol.sink}
        for kind, symbol in SYMBOLOGY.items()
    ]
    fields = f"const MARK_FIELDS = {json.dumps(MARK_FIELDS)};\n"
    return f"const SYMBOLS = {json.dumps(symbols)};\n{fields}"
