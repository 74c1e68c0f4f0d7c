"""Arabic in a PDF that a search finds: the words of a file in the order in which readers of PDF expect them."""

import re
import zlib

# Readers of PDF put letters with these signs in the wrong order: words that carry them are not found by a search.
_VOWEL_SIGNS = re.compile('https?://[^\\s"]+|[\u064b-\u0652\u0670]+')
_STREAM = re.compile(rb"stream\r?\n(.{1,20000}?)\r?\nendstream", re.DOTALL)
# In a table from glyphs to letters: two or more Arabic letters of one glyph, as lam-alef is.
_LIGATURE = re.compile(rb"(?<=> <)(?:06[0-9A-F]{2}){2,}(?=>)")


def without_vowel_signs(text: str) -> str:
    """Leave out the signs of short vowels; Arabic is written without them as well, and all formats are alike.

    An address keeps them: without them it would lead elsewhere.
    """
    return _VOWEL_SIGNS.sub(lambda found: found[0] if found[0].startswith("http") else "", text)


def searchable(pdf: bytes) -> bytes:
    """Turn the letters of Arabic ligatures around in the tables that tell readers which letters a glyph stands for.

    Typst writes them in the order of speech. PDFium (Chromium), Poppler and MuPDF collect a line of Arabic from left to
    right and then turn it around letter by letter, so that "لا" became "ال" and no word with it was found. The tables
    keep their length, so that nothing else in the file moves.
    """
    return _STREAM.sub(_turned, pdf)


def _turned(stream: re.Match[bytes]) -> bytes:
    packed = stream.group(1)
    try:
        table = zlib.decompress(packed)
    except zlib.error:
        return stream.group()
    turned, found = _LIGATURE.subn(_reversed, table) if b"begincmap" in table else (table, 0)
    again = zlib.compress(turned, 9)
    if not found or len(again) > len(packed):
        return stream.group()
    return stream.group().replace(packed, again.ljust(len(packed), b"\0"))


def _reversed(letters: re.Match[bytes]) -> bytes:
    codes = letters.group()
    return b"".join(codes[start : start + 4] for start in range(len(codes) - 4, -1, -4))
