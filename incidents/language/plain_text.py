"""Text of the data as one harmless line, whatever the language: what leaves for screen, paper, file or terminal."""

import re

_FIRST_STRONG_ISOLATE, _POP_ISOLATE = "\u2068", "\u2069"
_LEFT_TO_RIGHT_ISOLATE, _RIGHT_TO_LEFT_ISOLATE = "\u2066", "\u2067"

# Control characters, the marks with which a text could re-order the line around it (UAX 9), and code points that are
# no characters (Unicode 23.7) or halves of one: XML, and so every Office file, has no way to hold these.
_CONTROLS = (
    "\x00-\x08\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\ufeff\ufdd0-\ufdef\ufffe\uffff"
    + "".join(f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(1, 17))
    + "\ud800-\udfff"
)
_UNSEEN = re.compile(f"[{_CONTROLS}{_LEFT_TO_RIGHT_ISOLATE}-{_POP_ISOLATE}]")
_NEVER_OURS = re.compile(f"[{_CONTROLS}]")
_INSIDE_A_DATE = re.compile("(?<!\u2013) (?!\u2013)")
_LINE_BREAKS = re.compile("[\t\n\x0b\x0c\r\x85\u2028\u2029]+")


def plain_text(text: str) -> str:
    """Return text of the data as one line without control characters and direction overrides; its words stay."""
    return _UNSEEN.sub("", _LINE_BREAKS.sub(" ", text))


def composed_text(text: str) -> str:
    """Clean a text that phrases have composed: what no sentence of ours has goes, the isolates that they set stay."""
    return _NEVER_OURS.sub("", _LINE_BREAKS.sub(" ", text))


def isolate(text: str) -> str:
    """Wrap foreign text (a Latin name inside Arabic, an id) so that it cannot re-order the line around it."""
    return f"{_FIRST_STRONG_ISOLATE}{plain_text(text)}{_POP_ISOLATE}"


def isolate_ltr(text: str) -> str:
    """Wrap text that always runs left to right: ISO dates, ids, ranges such as 2–5, addresses."""
    return f"{_LEFT_TO_RIGHT_ISOLATE}{text}{_POP_ISOLATE}"


def isolate_rtl(text: str) -> str:
    """Wrap text that always runs right to left: an Arabic date on an axis that runs left to right."""
    return f"{_RIGHT_TO_LEFT_ISOLATE}{text}{_POP_ISOLATE}"


def unbroken(date: str) -> str:
    """Keep a date on one line, and a period too but around its dash: "6 December 2025 –" may end a line."""
    return _INSIDE_A_DATE.sub("\u00a0", date)


def shortened(text: str, most: int) -> str:
    """Cut a text after a whole word; what is left out shows as an ellipsis."""
    if len(text) <= most:
        return text
    cut = text[: most - 1]
    return f"{cut[: cut.rfind(' ')] if ' ' in cut[most // 2 :] else cut}\u2026"
