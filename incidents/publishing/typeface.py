"""The typeface of a page in one file: FiraGO, but only the letters that the file writes."""

import io
from collections.abc import Iterable
from functools import lru_cache

import pymupdf_fonts

WEIGHTS = {400: "figo", 700: "figbo"}
# English and Arabic whole, with the signs of their sentences and figures, so that most files take the same letters.
_LETTERS = (*range(0x20, 0x7F), *range(0xA0, 0x180), *range(0x0621, 0x0653), 0x060C, 0x061B, 0x061F)
_SIGNS = (0x0A, *range(0x066A, 0x066D), *range(0x2010, 0x2023), 0x2026, 0x2030, 0x2039, 0x203A)
_DIRECTIONS = (0x200E, 0x200F, 0x2060, *range(0x2066, 0x206A), 0x2190, 0x2192, 0x25B2, 0x25BC)
_ALWAYS = frozenset(map(chr, (*_LETTERS, *_SIGNS, *_DIRECTIONS)))
# The licence keeps the typeface's own name for what is whole; what is left of it says whence it comes.
_NAMES, _OWN_NAME = (1, 3, 4, 6, 16, 18, 21), "Letters of this file"


def letters_of(texts: Iterable[str]) -> frozenset[str]:
    """Return the letters that some texts are written with, and those of English and Arabic."""
    return _ALWAYS.union(*map(frozenset, texts))


@lru_cache(maxsize=8)
def typeface(weight: int, letters: frozenset[str]) -> bytes:
    """Return a weight of the typeface (400, 700) as TTF with just these letters, and what joins and places them."""
    from fontTools.subset import Options, Subsetter  # who opens the page does without it
    from fontTools.ttLib import TTFont

    font = TTFont(io.BytesIO(pymupdf_fonts.myfont(WEIGHTS[weight])), recalcTimestamp=False)
    options = Options(name_IDs=["*"], notdef_outline=True, hinting=False)
    options.layout_features = [*options.layout_features, "tnum"]  # numbers in columns
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=sorted(map(ord, letters)))
    subsetter.subset(font)
    for record in font["name"].names:
        if record.nameID in _NAMES:
            record.string = _OWN_NAME if record.nameID != 6 else _OWN_NAME.replace(" ", "")
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()
