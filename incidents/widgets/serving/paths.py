"""Which paths there are. Streamlit serves more than a reader needs; what is not named here is not there."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import streamlit

from incidents.language import languages
from incidents.widgets.answered_ahead import AHEAD
from incidents.widgets.first_map import FIRST_MAP
from incidents.widgets.offline_assets import ROOM, asset_names
from incidents.widgets.serving.data_routes import data_paths
from incidents.widgets.serving.routes import HEALTH

SOCKET = "/_stcore/stream"
PAGE = "/"

# The page asks for these before it opens its socket.
_ASKED_FIRST = ("/_stcore/health", "/_stcore/host-config")
_STATIC = Path(streamlit.__file__).parent / "static"
_NOT_NEEDED = (".map", ".txt", "asset-manifest.json", "bootstrap.min.css")

_DIGEST = r"[0-9a-f]{20}"
# Pictures and files made for a reader: kept in memory under a digest of their content.
_MADE = re.compile(r"/media/[0-9a-f]{32}(?:\.[A-Za-z0-9]{1,12})?")


@dataclass(frozen=True)
class Paths:
    """The paths that are served, below the base path."""

    fixed: frozenset[str]
    assets: re.Pattern[str]

    def serve(self, path: str) -> bool:
        """Say whether a path is one of them."""
        return path in self.fixed or bool(self.assets.fullmatch(path) or _MADE.fullmatch(path))


@cache
def served_paths() -> Paths:
    """Return the list, made once from the installed packages and the project's own files."""
    fixed = {PAGE, HEALTH, f"/{FIRST_MAP}", "/favicon.png", "/manifest.json", *_ASKED_FIRST}
    fixed |= data_paths()
    fixed |= {f"/{path}" for path in _below(_STATIC) if path.startswith("static/")}
    names = "|".join(map(re.escape, asset_names()))
    spoken = "|".join(lang.code for lang in languages())
    files = re.compile(f"/{ROOM}/{_DIGEST}/(?:{names})|/{AHEAD}/{_DIGEST}/(?:{spoken})\\.json")
    return Paths(frozenset(fixed), files)


def _below(folder: Path) -> list[str]:
    files = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return [path for path in files if not path.endswith(_NOT_NEEDED)]
