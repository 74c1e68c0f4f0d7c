"""What the first screen needs, named in the document: the browser fetches it while Streamlit's own scripts begin.

Otherwise it would learn of each file from the one before: of a part from the first answer, of what the part imports
from the part. Only what is served anyway is named, by the address it has then.
"""

import re
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

import streamlit

from incidents.widgets.offline_assets import font_addresses, layer_urls, map_addresses, module_address, module_text

_STATIC = Path(streamlit.__file__).parent / "static" / "static"
# Elements of Streamlit on the first screen, by the scripts that draw them, and the typeface of its symbols.
ELEMENTS = ("Html", "BidiComponent", "Button", "ButtonGroup", "Checkbox", "Selectbox", "TextInput")
_SYMBOLS = "MaterialSymbols-Rounded.*.woff2"
_PARTS = (
    "part_host.js",
    "map_part.js",
    "map.js",  # which the part imports when it begins
    "key_figures.js",
    "rankings.js",
    "incident_list.js",
    "time_dock.js",
    "page_frame.js",
    "light_or_dark.js",
)
_IMPORTED = re.compile(r'\bfrom ?"\./([\w.-]+\.js)"|\bimport ?"\./([\w.-]+\.js)"')


def early_links() -> str:
    """Return the links of the document, as HTML: in the order in which what they name is needed."""
    modules = [*_of_streamlit(), *_own_modules()]
    scripts = [f'<link rel="modulepreload" crossorigin href="./{address}">' for address in modules]
    fonts = [f'<link rel="preload" as="font" crossorigin href="./{address}">' for address in _fonts()]
    layers = [f'<link rel="preload" as="fetch" crossorigin href="./{address}">' for address in layer_urls().values()]
    return "".join([*fonts, *scripts, *layers])


@cache
def _own_modules() -> list[str]:
    names = with_imports(_PARTS, module_text)
    return [map_addresses().leaflet, *map(module_address, names)]


@cache
def _of_streamlit() -> list[str]:
    folder = _STATIC / "js"
    names = [path.name for element in ELEMENTS for path in sorted(folder.glob(f"{element}.*.js"))]
    return [f"static/js/{name}" for name in with_imports(names, lambda name: (folder / name).read_text("utf-8"))]


@cache
def _fonts() -> list[str]:
    symbols = [f"static/media/{path.name}" for path in sorted((_STATIC / "media").glob(_SYMBOLS))]
    return [*font_addresses(), *symbols]


def with_imports(names: Iterable[str], text_of: Callable[[str], str]) -> list[str]:
    """Return scripts and all that they import by name, each once; what they may ask for later is left to them."""
    found = dict.fromkeys(names)
    waiting = list(found)
    while waiting:
        imported = [name for pair in _IMPORTED.findall(text_of(waiting.pop(0))) for name in pair if name]
        waiting += [name for name in dict.fromkeys(imported) if name not in found]
        found |= dict.fromkeys(imported)
    return list(found)
