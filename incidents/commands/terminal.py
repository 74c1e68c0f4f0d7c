"""What a terminal shows: lines, headings, and tables that fit its width.

Text of the data is plain text here: no control character of it reaches the terminal, no mark turns a line around.
"""

import os
import shutil
import sys
import textwrap
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache

from incidents.language import plain_text

WIDTH_OF_A_PIPE = 160  # columns, where the output goes into a file or another program
_GAP = 2
_NARROWEST, _LONGEST_WORD = 6, 16  # columns below which a cell does not go, and those that a word may claim
_BOLD, _PLAIN = "\x1b[1m", "\x1b[0m"


def show(lines: Iterable[str]) -> None:
    """Print lines; a terminal gets those that are too long for it wrapped between words, addresses uncut."""
    width, is_read_here = _width(), sys.stdout.isatty()
    for line in lines:
        fits = not is_read_here or _columns_of(line) <= width
        print(line if fits else textwrap.fill(line, width, break_long_words=False, break_on_hyphens=False))


def as_typed(argument: str, longest: int = 200) -> str:
    """Return an argument as it can be shown: bytes that are no text by their codes, the rest of a long one left out."""
    return plain_text(argument[:longest].encode("utf-8", "backslashreplace").decode())


def heading(words: str) -> str:
    """Return a line that stands out, where a terminal can show that."""
    plain = plain_text(words)
    shows = sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return f"{_BOLD}{plain}{_PLAIN}" if shows else plain


def table(
    titles: Sequence[str], rows: Sequence[Sequence[str]], numbers: Collection[int] = (), whole: Collection[int] = ()
) -> Iterator[str]:
    """Yield the lines of a table that fits the terminal: cells are wrapped between words.

    ``numbers`` are the positions of columns that stand on the right, ``whole`` of those that are never wrapped.
    """
    cells = [[plain_text(cell) for cell in row] for row in (titles, *rows)]
    widths = _fitted(list(zip(*cells, strict=True)), _width() - _GAP * (len(titles) - 1), whole)
    for number, row in enumerate(cells):
        wrapped = [_wrapped(cell, width) for cell, width in zip(row, widths, strict=True)]
        for place in range(max(map(len, wrapped))):
            parts = (lines[place] if place < len(lines) else "" for lines in wrapped)
            line = (_padded(part, widths[i], right=i in numbers) for i, part in enumerate(parts))
            yield (" " * _GAP).join(line).rstrip()
        if number == 0:
            yield "─" * (sum(widths) + _GAP * (len(widths) - 1))


def _width() -> int:
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else WIDTH_OF_A_PIPE


def _fitted(columns: Sequence[Sequence[str]], room: int, whole: Collection[int]) -> list[int]:
    """Return widths that fit the room: each column has its longest word, and of the rest a share by what it says."""
    natural = [max(map(_columns_of, column)) for column in columns]
    if sum(natural) <= room:
        return natural
    longest = [max(_columns_of(word) for cell in column for word in cell.split(" ")) for column in columns]
    least = [natural[i] if i in whole else min(width, _LONGEST_WORD) for i, width in enumerate(longest)]
    while sum(least) > room and max(least) > _NARROWEST:
        least[least.index(max(least))] -= 1
    wanted = [0 if i in whole else width - least[i] for i, width in enumerate(natural)]
    share = max(room - sum(least), 0) / max(sum(wanted), 1)
    return [width + int(more * share) for width, more in zip(least, wanted, strict=True)]


def _wrapped(text: str, width: int) -> list[str]:
    """Part a text into lines; a word that is longer than a line is cut."""
    if _columns_of(text) <= width:
        return [text]
    lines, line, taken = [], "", 0
    for word in text.split(" "):
        more = _columns_of(word)
        if line and taken + 1 + more > width:
            lines.append(line)
            line = ""
        line, taken = (f"{line} {word}", taken + 1 + more) if line else (word, more)
        while taken > width:
            end = _end(line, width)
            lines.append(line[:end])
            line = line[end:]
            taken = _columns_of(line)
    return [*lines, line]


def _end(text: str, width: int) -> int:
    """Return how many characters of a text a line takes, one at least."""
    end = next(place for place in range(1, len(text) + 1) if _columns_of(text[:place]) > width) - 1
    return max(end, 1)


def _padded(text: str, width: int, *, right: bool) -> str:
    space = " " * (width - _columns_of(text))
    return space + text if right else text + space


def _columns_of(text: str) -> int:
    """Return how many columns a terminal gives a text."""
    return len(text) if text.isascii() else sum(map(_columns, text))


@cache
def _columns(character: str) -> int:
    """Return 0 for marks and signs of direction, 2 for wide characters of East Asia and pictures, else 1."""
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1
