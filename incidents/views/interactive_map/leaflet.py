"""Leaflet as it is installed: the script and the style sheet, for the page and for maps that stand alone."""

import re
from pathlib import Path

import xstatic.pkg.leaflet

_LEAFLET = Path(xstatic.pkg.leaflet.BASE_DIR)
LEAFLET_SCRIPT = _LEAFLET / "leaflet.js"


def leaflet_css() -> str:
    """Return Leaflet's own style sheet, from its package, without its remarks and the pictures of parts not used."""
    sheet = re.sub(r"/\*.*?\*/", "", (_LEAFLET / "leaflet.css").read_text(encoding="utf-8"), flags=re.DOTALL)
    return re.sub(r"background-image: url\(images/[\w.-]+\);", "", sheet)
