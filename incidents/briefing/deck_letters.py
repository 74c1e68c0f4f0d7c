"""How wide the letters of a deck are, and how many lines its texts take: measured, as a deck cannot carry its typeface.

Latin letters, figures and signs are as wide as Arial's, which decks name. Its Arabic letters are in no free typeface:
they are measured as the widest that stands in where Arial is missing, DejaVu Sans; Arial's own are narrower.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Literal

from incidents.briefing.fitting import closed
from incidents.views.static_map.lettering import text_width

Weight = Literal["regular", "bold"]
_EM = 2048  # units in which Arial's letters are measured
# Widths of Arial, as those of Liberation Sans, which was made to take the same room; a letter with a sign above or
# below is as wide as without.
_LETTERS: dict[str, dict[int, str]] = {
    "regular": {
        384: "′",
        391: "'",
        455: "ijl‘’‚ł",
        532: "|",
        569: " !,./:;I[\\]ft\u00a0·ıʿʾ",
        682: "()-`r“”„¹²³{}",
        727: '•″"',
        797: "*",
        819: "°",
        961: "^",
        1024: "Jcksvxyz↑↓",
        1139: "#$0123456789?L_abdeghnopqu«»–§ðþŁđħ€÷±≤≥≠",
        1196: "+<=>~×−",
        1251: "FTZßø",
        1366: "&ABEKPSVXYÞ",
        1479: "CDHNRUwÐĐĦ",
        1593: "GOQØ©®",
        1708: "Mm½¼¾",
        1821: "%æ",
        1933: "W",
        2079: "▲▼—…Æ→←@",
    },
    "bold": {
        487: "'′",
        569: " ,./I\\ijl\u00a0·‘’‚ıłʿʾ|",
        682: "!()-:;[]`ft¹²³",
        717: "•",
        797: "*r{}",
        819: "°",
        981: '"″',
        1024: "z“”„↑↓",
        1139: "#$0123456789J_aceksvxy«»–§€÷±≤≥≠",
        1196: "+<=>^~×−",
        1251: "?FLTZbdghnopqußøðþŁđħ",
        1366: "EPSVXYÞ",
        1479: "&ABCDHKNRUÐĐĦ",
        1593: "GOQwØ©®",
        1708: "M½¼¾",
        1821: "%mæ",
        1997: "W@",
        2048: "▲▼—…Æ→←",
    },
}
_WIDTHS = {
    weight: {letter: width / _EM for width, letters in held.items() for letter in letters}
    for weight, held in _LETTERS.items()
}
_UNKNOWN = 1.0  # em: of a letter that is not in the table
_ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]+")
_WIDER = {"regular": 1.08, "bold": 1.32}  # DejaVu Sans than FiraGO: more than any summary or title
_WORD = re.compile("[^ \n]+| +|\n")
_SLACK = 0.995  # of a line is filled at most: programs round the places of letters


@lru_cache(20_000)
def _em(word: str, weight: Weight) -> float:
    """Return how wide a word is in letters of one point."""
    arabic = sum(text_width(part, 1.0, weight) for part in _ARABIC.findall(word)) * _WIDER[weight]
    others = unicodedata.normalize("NFD", _ARABIC.sub("", word))
    return arabic + sum(
        _WIDTHS[weight].get(letter, _UNKNOWN) for letter in others if unicodedata.category(letter) not in {"Mn", "Cf"}
    )


def letters_width(text: str, size: float, weight: Weight = "regular") -> float:
    """Measure a line of a deck in points."""
    return sum(_em(word, weight) for word in _WORD.findall(text)) * size


def lines_taken(pieces: Iterable[tuple[str, Weight]], room: float, size: float) -> int:
    """Return how many lines of so many points a paragraph takes whose pieces follow each other.

    A line ends at a space; a word that is longer than a line has a line of its own and goes on on the next.
    """
    line, lines, most = 0.0, 1, room * _SLACK / size
    for space, word in _words(pieces):
        if line and line + space + word <= most:
            line += space + word
            continue
        lines += 1 if line else 0
        line = word
        while line > most:
            lines, line = lines + 1, line - most
    return lines


def _words(pieces: Iterable[tuple[str, Weight]]) -> Iterator[tuple[float, float]]:
    """Yield the space before each word and its width, in letters of one point; a word may go on in the next piece."""
    space, word = 0.0, 0.0
    for text, weight in pieces:
        for part in _WORD.findall(text):
            if part[0] not in " \n":
                word += _em(part, weight)
                continue
            if word:
                yield space, word
                space, word = 0.0, 0.0
            space += _em(part, weight)
    if word:
        yield space, word


def cut_to_lines(text: str, room: float, size: float, lines: int, weight: Weight = "regular") -> str:
    """Cut a text after a whole word to so many lines, with an ellipsis for the rest."""
    kept = text
    while lines_taken([(kept, weight)], room, size) > lines and len(kept) > 1:
        shorter = kept.removesuffix("\u2026").rstrip(" ·،,;؛")
        shorter = shorter[: shorter.rfind(" ")] if " " in shorter else shorter[: len(shorter) * 9 // 10]
        kept = shorter.rstrip(" ·،,;؛") + "\u2026"
    return kept if kept == text else closed(kept)
