"""What the browser needs and nobody else may deliver: Leaflet, the map's scripts and layers, the typeface.

All of it comes from installed packages or from this repository and is served by the dashboard itself, as static files
of Streamlit components. Nothing is fetched from another host.
"""

import tempfile
from functools import cache
from importlib.metadata import version
from pathlib import Path

import pymupdf_fonts
import xstatic.pkg.leaflet
from streamlit.components.v1 import declare_component

from geodata.boundaries import LAYERS, RELIEF, layer_path
from incidents.views.interactive_map import SCREEN, SCRIPTS, STYLES, MapAddresses, style_sheet, symbol_script

_FONTS = {"figo": (400, "FiraGO-Regular.ttf"), "figbo": (700, "FiraGO-Bold.ttf")}
_LEAFLET = Path(xstatic.pkg.leaflet.BASE_DIR)
_FROM_MAP = "../"  # the map lives in component/streamlit_folium.st_folium/
_FROM_PAGE = "component/"

# Kept open as long as the process runs; removed with it.
_room = tempfile.TemporaryDirectory(prefix="dashboard-assets-")


@cache
def _made_files() -> Path:
    """Write the files that are made from Python: fonts out of their package, colours and symbols out of symbology."""
    folder = Path(_room.name)
    for name, (_, file_name) in _FONTS.items():
        (folder / file_name).write_bytes(pymupdf_fonts.myfont(name))
    # Beside the fonts, so that the addresses need no folder.
    (folder / "fonts.css").write_text(_font_faces(""), encoding="utf-8")
    (folder / "symbology.css").write_text(style_sheet(), encoding="utf-8")
    (folder / "symbols.js").write_text(symbol_script(), encoding="utf-8")
    return folder


def _folders() -> dict[str, Path]:
    return {"leaflet": _LEAFLET, "screen": SCREEN, "layers": RELIEF.parent, "made": _made_files()}


def _address(folder: str, file_name: str) -> str:
    """Return the address of a file below component/, changing with its content so that browsers may keep it."""
    path = _folders()[folder] / file_name
    mark = version("XStatic-Leaflet") if folder == "leaflet" else f"{path.stat().st_mtime_ns:x}"
    return f"{__name__}.{folder}/{file_name}?v={mark}"


def serve_assets() -> None:
    """Let the server deliver the files; call it in every run, since the server forgets them with its registry."""
    for name, folder in _folders().items():
        declare_component(name, path=folder)


def leaflet_urls() -> tuple[str, str]:
    """Return the addresses of Leaflet's script and style sheet as the map sees them."""
    return _FROM_MAP + _address("leaflet", "leaflet.js"), _FROM_MAP + _address("leaflet", "leaflet.css")


def layer_urls() -> dict[str, str]:
    """Return the address of each base layer as the map sees it."""
    return {name: _FROM_MAP + _address("layers", layer_path(name).name) for name in LAYERS}


def map_addresses() -> MapAddresses:
    """Return everything the map loads, in the order it needs it, and make sure that it is served."""
    serve_assets()
    leaflet_script, leaflet_style = leaflet_urls()
    scripts = [_address("made", "symbols.js"), *(_address("screen", name) for name in SCRIPTS)]
    styles = [_address("made", name) for name in ("fonts.css", "symbology.css")]
    styles += [_address("screen", name) for name in STYLES]
    return MapAddresses(
        scripts=(leaflet_script, *(_FROM_MAP + address for address in scripts)),
        styles=(leaflet_style, *(_FROM_MAP + address for address in styles)),
        layers=layer_urls(),
        relief=_FROM_MAP + _address("layers", RELIEF.name),
    )


def font_css() -> str:
    """Return the @font-face rules of FiraGO (400 and 700) for a style element of the page."""
    serve_assets()
    return _font_faces(f"{_FROM_PAGE}{__name__}.made/")


def _font_faces(base: str) -> str:
    rule = "@font-face{{font-family:FiraGO;font-weight:{weight};font-display:swap;src:url({url}) format('truetype')}}"
    return "".join(rule.format(weight=weight, url=base + name) for weight, name in _FONTS.values())


def font_stack() -> str:
    """Return the value for font-family: FiraGO has Arabic and Latin, the others are what a system may have."""
    return "FiraGO, 'Noto Sans Arabic', system-ui, sans-serif"
