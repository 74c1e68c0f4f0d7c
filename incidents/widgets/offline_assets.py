"""What the browser needs and nobody else may deliver: Leaflet, scripts, layers, the typeface. By name, from a list.

Each file comes from an installed package, from this repository or from the palette, and is served by the dashboard
itself (``serving/routes.py``) under an address that changes with its content. Nothing is fetched from another host, and
a file that is not in this list is not served, wherever it lies.
"""

import gzip
import hashlib
import html
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache, partial
from pathlib import Path
from typing import Any

import pymupdf_fonts
import xstatic.pkg.leaflet

from geodata.boundaries import LAYERS, RELIEF, layer_path
from incidents.views.interactive_map import SCREEN, SCRIPTS, STYLES, MapAddresses, style_sheet, symbol_script

ROOM = "assets"  # the first part of every address, below the page's own
_FROM_MAP = "../../"  # the map lives in component/streamlit_folium.st_folium/
_FONTS = {"FiraGO-Regular.ttf": (400, "figo"), "FiraGO-Bold.ttf": (700, "figbo")}
_PAGE_SCRIPTS = ("card_copy.js", "into_view.js", "page_frame.js", "timeline_chart.js")
_MEDIA_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".geojson": "application/geo+json",
    ".js": "text/javascript; charset=utf-8",
    ".png": "image/png",
    ".ttf": "font/ttf",
}
_PACKED_ALREADY = (".png",)


@dataclass(frozen=True)
class Asset:
    """A file as it is served. Its address holds a digest of its content, so browsers may keep it for good."""

    name: str
    content: bytes

    @cached_property
    def digest(self) -> str:
        """What the content is known by."""
        return hashlib.sha256(self.content).hexdigest()[:20]

    @property
    def address(self) -> str:
        """The address below the page's own, without a leading slash."""
        return f"{ROOM}/{self.place}"

    @property
    def place(self) -> str:
        """The address below the room of all assets."""
        return f"{self.digest}/{self.name}"

    @property
    def media_type(self) -> str:
        """What browsers are told it is."""
        return _MEDIA_TYPES[Path(self.name).suffix]

    @cached_property
    def packed(self) -> bytes | None:
        """The content as gzip, made once; None where that would gain nothing."""
        if self.name.endswith(_PACKED_ALREADY):
            return None
        return gzip.compress(self.content, 6, mtime=0)


def find_asset(name: str) -> Asset | None:
    """Return a file of the list as it is now, or None where the list does not name it."""
    source = _sources().get(name)
    return source() if source else None


def asset_names() -> list[str]:
    """Return the whole list."""
    return list(_sources())


@cache
def _sources() -> Mapping[str, Callable[[], Asset]]:
    leaflet, here = Path(xstatic.pkg.leaflet.BASE_DIR), Path(__file__).parent
    files = [leaflet / "leaflet.js", leaflet / "leaflet.css", RELIEF]
    files += [SCREEN / name for name in (*SCRIPTS, *STYLES)]
    files += [layer_path(name) for name in LAYERS]
    files += [here / name for name in _PAGE_SCRIPTS]
    made: dict[str, Callable[[], Asset]] = {
        "fonts.css": _font_sheet,
        "symbology.css": partial(_made, "symbology.css", style_sheet),
        "symbols.js": partial(_made, "symbols.js", symbol_script),
    }
    fonts = {name: partial(_typeface, name) for name in _FONTS}
    return {path.name: partial(_as_it_is_now, path) for path in files} | fonts | made


def _as_it_is_now(path: Path) -> Asset:
    stamp = path.stat()
    return _read(path, stamp.st_mtime_ns, stamp.st_size)


@lru_cache(maxsize=64)
def _read(path: Path, _changed: int, _size: int) -> Asset:
    """Read a file once per version: an edited layer gets another address on the next run."""
    return Asset(path.name, path.read_bytes())


@cache
def _made(name: str, make: Callable[[], str]) -> Asset:
    return Asset(name, make().encode())


@cache
def _typeface(name: str) -> Asset:
    return Asset(name, pymupdf_fonts.myfont(_FONTS[name][1]))


@cache
def _font_sheet() -> Asset:
    return Asset("fonts.css", _font_faces("../").encode())  # as seen from its own folder


def _address(name: str) -> str:
    return _sources()[name]().address


def layer_urls() -> dict[str, str]:
    """Return the address of each base layer as the map sees it."""
    return {name: _FROM_MAP + _address(layer_path(name).name) for name in LAYERS}


def map_addresses() -> MapAddresses:
    """Return everything the map loads, in the order it needs it."""
    scripts = ("leaflet.js", "symbols.js", *SCRIPTS)
    styles = ("leaflet.css", "fonts.css", "symbology.css", *STYLES)
    return MapAddresses(
        scripts=tuple(_FROM_MAP + _address(name) for name in scripts),
        styles=tuple(_FROM_MAP + _address(name) for name in styles),
        layers=layer_urls(),
        relief=_FROM_MAP + _address(RELIEF.name),
    )


def script_element(name: str, **told: Any) -> str:  # noqa: ANN401  # any JSON
    """Return the element that runs a script of the page, for ``st.html``; ``told`` reaches it as data, never as code.

    The browser runs the script again when ``told`` changes; it finds it in ``document.currentScript.dataset.told``.
    """
    data = html.escape(json.dumps(told, ensure_ascii=False))
    return f'<script src="{_address(name)}" data-told="{data}"></script>'


def font_css() -> str:
    """Return the @font-face rules of FiraGO (400 and 700) for a style element of the page."""
    return _font_faces(f"{ROOM}/")


def _font_faces(base: str) -> str:
    rule = "@font-face{{font-family:FiraGO;font-weight:{weight};font-display:swap;src:url({url}) format('truetype')}}"
    return "".join(rule.format(weight=weight, url=base + _typeface(name).place) for name, (weight, _) in _FONTS.items())


def font_stack() -> str:
    """Return the value for font-family: FiraGO has Arabic and Latin, the others are what a system may have."""
    return "FiraGO, 'Noto Sans Arabic', system-ui, sans-serif"
