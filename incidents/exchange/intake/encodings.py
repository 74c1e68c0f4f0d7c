"""In which encoding a text is that is not Unicode: guessed by its letters, and for the reader to change.

The guess is that of chardet among the code pages in which sheets of the region are saved. On sheets of 1 to 300 rows
in French, German, Turkish and Arabic it was right on all of 420, MacRoman among them; charset-normalizer took Turkish
for Windows-1252 and mixed up MacRoman. A single word in another script is too little for it: runs of Arabic letters
decide before it is asked.
"""

import re
from collections.abc import Mapping

import chardet

from incidents.language import N_
from incidents.record.reading import CODECS, SEMICOLON, TAB, Encoding, Text

ENCODINGS: tuple[Encoding, ...] = tuple(CODECS)
_GUESSED: dict[str, Encoding] = {
    "Windows-1252": "Windows-1252",
    "Windows-1254": "Windows-1254",
    "Windows-1256": "Windows-1256",
    "MacRoman": "MacRoman",
}
_SAMPLE = 1 << 16  # bytes
_ARABIC_RUN = re.compile("[\u0621-\u064a]{3,}")


def assumed_encoding(content: bytes) -> Encoding | None:
    """Return the code page of a text that is no Unicode; None where it is Unicode of which some bytes are damaged."""
    if b"\0" in content[:_SAMPLE]:
        return None  # of text in one byte a letter no byte is zero
    sample = _telling(content)
    foreign = [sign for sign in sample.decode("utf-8", "replace") if sign > "\x7f"]
    if 2 * foreign.count("\ufffd") <= len(foreign):
        return None
    arabic = sample.decode("cp1256")
    if 2 * sum(map(len, _ARABIC_RUN.findall(arabic))) > sum(sign > "\x7f" for sign in arabic):
        return "Windows-1256"
    found = chardet.detect(sample, include_encodings=list(_GUESSED), no_match_encoding="windows-1252")["encoding"]
    return _GUESSED.get(str(found), "Windows-1252")


def _telling(content: bytes) -> bytes:
    """Return the lines that hold other signs than ASCII, as many as fit a sample."""
    lines, size = [], 0
    for line in content.splitlines(keepends=True):
        if not line.isascii():
            lines.append(line)
            size += len(line)
            if size > _SAMPLE:
                break
    return b"".join(lines)


def how_saved(text: Text, *, is_assumed: bool) -> list[tuple[str, Mapping[str, str]]]:
    """Say how a file of text was saved, where that is not as most are: in UTF-8, with commas."""
    said: list[tuple[str, Mapping[str, str]]] = []
    if is_assumed:
        said.append(
            (
                N_("No Unicode: taken for {encoding}. If letters look wrong, choose another encoding."),
                {"encoding": text.encoding},
            )
        )
    elif text.encoding != "UTF-8":
        said.append((N_("Saved as {encoding}."), {"encoding": text.encoding}))
    if text.separator in {SEMICOLON, TAB}:
        said.append(
            (N_("Semicolons part the cells.") if text.separator == SEMICOLON else N_("Tabs part the cells."), {})
        )
    return said
