"""What the browser needs and nobody else may deliver: Leaflet, scripts, layers, the typeface. By name, from a list.

Each file comes from an installed package, from this repository or from the palette, and is served by the dashboard
itself (``serving/routes.py``) under an address that changes with its content. Nothing is fetched from another host, and
a file that is not in this list is not served, wherever it lies.
"""

import gzip
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache, partial
from pathlib import Path

import pymupdf_fonts

from geodata.boundaries import LAYERS, RELIEF, layer_path
from incidents.views.interactive_map import LEAFLET_SCRIPT, MapAddresses
from incidents.views.screen import SYMBOLS, screen_modules, symbol_script
from incidents.widgets.desk.asked import is_asked_for
from incidents.widgets.desk.screen import desk_modules
from incidents.widgets.page_sheet import page_sheet

ROOM = "assets"  # the first part of every address, below the page's own
_FONTS = {"FiraGO-Regular.ttf": (400, "figo"), "FiraGO-Bold.ttf": (700, "figbo")}
_SHEET = "page_sheet.css"  # the rules of the page
_PAGE_MODULES = (
    "answers_ahead.js",
    "as_seen.js",
    "first_map.js",
    "last_visit.js",
    "light_or_dark.js",
    "page_frame.js",
    "page_keeper.js",
    "part_host.js",
    "taken_over.js",
    "told_ahead.js",
)  # of the page itself, which know Streamlit
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
    kept_with: bytes | None = None  # what else changes its address: modules that import each other share one

    @cached_property
    def digest(self) -> str:
        """What the content is known by."""
        return hashlib.sha256(self.content if self.kept_with is None else self.kept_with).hexdigest()[:20]

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
    files = [LEAFLET_SCRIPT, RELIEF]
    files += [layer_path(name) for name in LAYERS]
    made: dict[str, Callable[[], Asset]] = {name: partial(_module, name) for name in _modules()}
    fonts = {name: partial(_typeface, name) for name in _FONTS}
    return {path.name: partial(_as_it_is_now, path) for path in files} | fonts | made | {_SHEET: _sheet}


def _as_it_is_now(path: Path) -> Asset:
    stamp = path.stat()
    return _read(path, stamp.st_mtime_ns, stamp.st_size)


@lru_cache(maxsize=64)
def _read(path: Path, _changed: int, _size: int) -> Asset:
    """Read a file once per version: an edited layer gets another address on the next run."""
    return Asset(path.name, path.read_bytes())


@cache
def _modules() -> Mapping[str, bytes]:
    """Return the script modules of the screen and of the page, with the one that Python writes."""
    paths = [*screen_modules(), *(Path(__file__).with_name(name) for name in _PAGE_MODULES)]
    if is_asked_for():  # a page that is served has no desk, and none of its scripts
        paths += desk_modules()
    return {path.name: path.read_bytes() for path in paths} | {SYMBOLS: symbol_script().encode()}


@cache
def _module(name: str) -> Asset:
    """Return a module. They import each other by relative names: one digest of all stands in their addresses."""
    return Asset(name, _modules()[name], _all_modules())


@cache
def _all_modules() -> bytes:
    return b"".join(content for _name, content in sorted(_modules().items()))


def module_address(name: str) -> str:
    """Return the address of a script module; raise KeyError for one that is none."""
    return _module(name).address


@cache
def _typeface(name: str) -> Asset:
    return Asset(name, pymupdf_fonts.myfont(_FONTS[name][1]))


@cache
def _sheet() -> Asset:
    rule = "@font-face{{font-family:FiraGO;font-weight:{weight};font-display:swap;src:url({url}) format('truetype')}}"
    # Beside the sheet's own folder: each digest is one.
    places = {f"../{_typeface(name).place}": weight for name, (weight, _) in _FONTS.items()}
    typefaces = "".join(rule.format(weight=weight, url=url) for url, weight in places.items())
    return Asset(_SHEET, page_sheet(typefaces).encode())


def sheet_address() -> str:
    """Return the address of the style sheet of the page."""
    return _sheet().address


def _address(name: str) -> str:
    return _sources()[name]().address


def layer_urls() -> dict[str, str]:
    """Return the address of each base layer."""
    return {name: _address(layer_path(name).name) for name in LAYERS}


def map_addresses() -> MapAddresses:
    """Return what the map loads by itself."""
    return MapAddresses(leaflet=_address(LEAFLET_SCRIPT.name), layers=layer_urls(), relief=_address(RELIEF.name))


def needed_at_once() -> tuple[list[str], list[str]]:
    """Return the addresses of the scripts of the page, and of its typeface: what every opening needs."""
    scripts = [map_addresses().leaflet, *(module_address(name) for name in _modules())]
    return scripts, [_typeface(name).address for name in _FONTS]


def pack_ahead() -> None:
    """Pack every file of the list now, not while the first reader waits for it."""
    for source in _sources().values():
        source().packed  # noqa: B018 - made once


def run_at_once() -> list[str]:
    """Return the addresses of the scripts that the page runs before its first answer, in their order.

    They draw the map (``first_map.py``), in the colours that the reader has chosen.
    """
    modules = ("light_or_dark.js", "map_part.js", "first_map.js", "part_host.js")
    return [map_addresses().leaflet, *map(module_address, modules)]
