"""The scripts and the style sheet of the desk; where there is no desk, nobody gets them."""

from functools import cache
from pathlib import Path

_HERE = Path(__file__).parent


@cache
def desk_css() -> str:
    """Return the style sheet of the desk."""
    text = "".join(path.read_text(encoding="utf-8") for path in sorted(_HERE.glob("*.css")))
    return "\n".join(filter(None, map(str.rstrip, text.splitlines())))


def desk_modules() -> list[Path]:
    """Return the script modules of the desk."""
    return sorted(_HERE.glob("*.js"))
