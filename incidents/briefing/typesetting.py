"""Typst in this process: one compiler per thread, the typeface from an installed package, no file of the system."""

import json
import threading
from functools import cache
from pathlib import Path
from typing import Any, Literal

import pymupdf_fonts
import typst

from incidents.briefing.arabic_pdf import searchable, without_vowel_signs
from incidents.record.leftovers import lasting_folder

Template = Literal["slide", "a4", "picture", "clip"]
TEMPLATES = Path(__file__).parent
# FiraGO sets both scripts; the others hold letters it lacks (transliteration signs, arrows, boxes).
TYPEFACES = ("figo", "figbo", "figit", "figbi", "notos", "symbol1", "symbol2")
_PER_THREAD = threading.local()


@cache
def _typefaces() -> typst.Fonts:
    """Write the packaged typefaces where Typst can read them; the folder lives as long as the process."""
    folder = lasting_folder("typefaces")
    for name in TYPEFACES:
        (folder / f"{name}.ttf").write_bytes(pymupdf_fonts.myfont(name))
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)])


def _compiler() -> typst.Compiler:
    """Return this thread's compiler: one that two threads share fails as "already borrowed"."""
    if not hasattr(_PER_THREAD, "compiler"):
        _PER_THREAD.compiler = typst.Compiler(root=str(TEMPLATES), font_paths=_typefaces())
    return _PER_THREAD.compiler


def typeset(
    template: Template, content: dict[str, Any], picture: str, kind: Literal["png", "pdf", "svg"], ppi: float = 144
) -> list[bytes]:
    """Print content (JSON values) and a picture (SVG) by a template; return the pages, a PDF as one."""
    text = without_vowel_signs(json.dumps(content, ensure_ascii=False))  # alike in all formats
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
    pages = printed if isinstance(printed, list) else [printed]
    return [searchable(page) for page in pages] if kind == "pdf" else pages
