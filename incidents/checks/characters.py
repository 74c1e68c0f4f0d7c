"""The characters that no cell may hold, for they can be neither seen nor written into a file: one list, two engines."""

import re

# Controls but for tabs and breaks of lines; code points that are no characters (Unicode 23.7).
_RANGES = (
    *((0x00, 0x08), (0x0B, 0x0C), (0x0E, 0x1F), (0x7F, 0x9F), (0xFDD0, 0xFDEF)),
    *((plane * 0x10000 + 0xFFFE, plane * 0x10000 + 0xFFFF) for plane in range(17)),
)
_HALVES = (0xD800, 0xDFFF)  # half a character; JSON can write one, UTF-8 cannot
UNPRINTABLE = "[" + "".join(rf"\x{{{first:X}}}-\x{{{last:X}}}" for first, last in _RANGES) + "]"  # for RE2
_UNPRINTABLE = re.compile("[" + "".join(f"{chr(first)}-{chr(last)}" for first, last in (*_RANGES, _HALVES)) + "]")


def unprintable_in(text: str) -> str | None:
    """Return the first character of a text that cannot be printed, by its code point (U+0000), or None."""
    if text.isprintable():  # as nearly every text is
        return None
    found = _UNPRINTABLE.search(text)
    return f"U+{ord(found[0]):04X}" if found else None
