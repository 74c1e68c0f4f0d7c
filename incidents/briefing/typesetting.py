"""Typst in this process: one compiler per thread, the typeface from an installed package, no file of the system."""

import json
import re
import tempfile
import threading
from functools import cache
from pathlib import Path
from typing import Any, Literal

import pymupdf_fonts
import typst

Template = Literal["slide", "a4", "picture"]
TEMPLATES = Path(__file__).parent
# FiraGO sets both scripts; the others hold letters it lacks (transliteration signs, arrows, boxes).
TYPEFACES = ("figo", "figbo", "figit", "figbi", "notos", "symbol1", "symbol2")
# Readers of PDF put letters with these signs in the wrong order: words that carry them are not found by a search.
_VOWEL_SIGNS = re.compile("[\u064b-\u0652\u0670]")
_PER_THREAD = threading.local()


@cache
def _typefaces() -> tuple[typst.Fonts, "tempfile.TemporaryDirectory[str]"]:
    """Write the packaged typefaces where Typst can read them; the folder lives as long as the process."""
    folder = tempfile.TemporaryDirectory(prefix="typefaces-")
    for name in TYPEFACES:
        (Path(folder.name) / f"{name}.ttf").write_bytes(pymupdf_fonts.myfont(name))
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder.name])
    return fonts, folder


def _compiler() -> typst.Compiler:
    """Return this thread's compiler: one that two threads share fails as "already borrowed"."""
    if not hasattr(_PER_THREAD, "compiler"):
        _PER_THREAD.compiler = typst.Compiler(root=str(TEMPLATES), font_paths=_typefaces()[0])
    return _PER_THREAD.compiler


def typeset(
    template: Template, content: dict[str, Any], picture: str, kind: Literal["png", "pdf", "svg"], ppi: float = 144
) -> list[bytes]:
    """Print content (JSON values) and a picture (SVG) by a template; return the pages, a PDF as one."""
    text = json.dumps(content, ensure_ascii=False)
    if kind == "pdf":
        text = _VOWEL_SIGNS.sub("", text)
    inputs = {"briefing": text, "map": picture}
    printed = _compiler().compile(
        str(TEMPLATES / f"{template}.typ"),
        format=kind,
        ppi=ppi,
        sys_inputs=inputs,
        timestamp=0,  # equal briefings give equal files
    )
    if printed is None:
        raise ValueError(f"nothing printed by {template}")
    return printed if isinstance(printed, list) else [printed]
