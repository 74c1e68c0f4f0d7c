"""The scripts of Streamlit that the first screen is going to need, found among its own files: it names them too late.

Each kind of element has a script of its own, which Streamlit asks for when the first such element is to be drawn. Until
it is there a grey bar stands in its place, and React keeps every bar for 300 ms after the last one it has shown: with
the map that is the greater part of what a reader waits for. Their names change with each version of Streamlit; one that
is not found is left out, and then comes as late as it would.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import streamlit

STATIC = Path(streamlit.__file__).parent / "static"
FIRST = ("BidiComponent", "Html", "Button", "Selectbox", "TextInput", "ButtonGroup")  # elements of the first screen
_NAMED = re.compile(r"""(?:\bfrom|\bimport)\s*["'`]\./([\w.-]+\.js)["'`]""")  # not what is imported later still
_SCRIPTS = "static/js"


@cache
def scripts_of(elements: Sequence[str] = FIRST, static: Path = STATIC) -> tuple[str, ...]:
    """Return the addresses of the scripts of some elements and of all that these import, each once, sorted by need.

    What the document of Streamlit names already is left out.
    """
    folder, document = static / _SCRIPTS, static / "index.html"
    named = set(re.findall(r"js/([\w.-]+\.js)", document.read_text(encoding="utf-8")))
    found: dict[str, None] = {}
    for element in elements:
        for path in sorted(folder.glob(f"{element}.*.js")):
            found |= dict.fromkeys(_needed(path, named | set(found)))
    return tuple(f"{_SCRIPTS}/{name}" for name in found)


def _needed(path: Path, known: set[str]) -> Iterator[str]:
    """Yield the name of a script that is not known yet, and of those that it imports."""
    if path.name in known or not path.is_file():
        return
    known.add(path.name)
    yield path.name
    for name in _NAMED.findall(path.read_text(encoding="utf-8")):
        yield from _needed(path.with_name(name), known)
