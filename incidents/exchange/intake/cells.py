"""Cells as people and programs write them: clean texts, whole numbers with bounds, degrees. Each distinct one once."""

import re
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from incidents.exchange.intake.pools import Coded, Texts, as_bytes, coded
from incidents.language import N_

Numbers = npt.NDArray[np.float64]

NOT_A_NUMBER = N_("Not a number.")
NOT_WHOLE = N_("Not a whole number.")
STANDS_FOR_UNKNOWN = N_("A number that stands for “not known”.")
TOO_LARGE = N_("Larger than {expected}.")
MOST_PEOPLE = 1_000_000

_UNSEEN = "[\\p{Cf}\\x{FEFF}]"
_GAPS = "[\\s\\p{Z}\\p{Cc}\\x{FDD0}-\\x{FDEF}]+"
_UNCLEAN = (
    "[\\p{Cf}\\p{Cc}\\x{FEFF}\\x{FDD0}-\\x{FDEF}\\x{A0}\\x{1680}\\x{2000}-\\x{200A}\\p{Zl}\\p{Zp}\\x{202F}\\x{205F}\\x{3000}]"
    "|^\\s|\\s$|  |^$"
)
# As many as nobody counts; below 0, and rows of nines as they are filled in where nothing is known.
_SENTINEL = re.compile(r"-\d+|9999+|9{4,}")
UNKNOWN_WORDS = frozenset(
    ("", "-", "--", "—", "?", "n/a", "na", "nan", "null", "none", "unknown", "not known", "nil", "غير معروف", "مجهول")
)
_DIGITS = {
    ord(digit): str(value)
    for start in (0x660, 0x6F0, 0xFF10)
    for value, digit in enumerate(map(chr, range(start, start + 10)))
}
_MARKS = {0x66B: ".", 0x66C: ",", 0x60C: ",", 0x2212: "-", 0x2013: "-", 0xA0: " ", 0x202F: " "}
_PLAIN = _DIGITS | _MARKS


def clean_text(cells: pa.ChunkedArray) -> Coded:
    """Return texts as one line each, without what is not seen; missing where nothing is left."""
    whole = cells.combine_chunks()
    held = whole if pa.types.is_dictionary(cells.type) else whole.dictionary_encode()
    texts = held.dictionary.cast(pa.large_string())
    codes = held.indices.fill_null(-1).to_numpy(zero_copy_only=False)
    if _are_unclean(texts):
        texts = _cleaned(texts)
        again = texts.dictionary_encode()  # what differed in gaps alone is one text now
        empty = pc.fill_null(pc.equal(again.dictionary, ""), fill_value=False).to_numpy(zero_copy_only=False)
        place = again.indices.to_numpy()
        place = np.append(np.where(empty[place] if len(empty) else empty, -1, place), -1).astype(np.int32)
        texts, codes = again.dictionary, place[codes]
    return Coded(codes, texts)


def clean_cells(cells: pa.ChunkedArray) -> pa.Array:
    """Return the same as ``clean_text``, one text per row: for a column of which none is asked twice."""
    if pa.types.is_dictionary(cells.type):
        held = clean_text(cells)
        return held.distinct.take(pa.array(held.codes, mask=held.codes < 0))
    texts = cells.combine_chunks().cast(pa.large_string())
    if not _are_unclean(texts):
        return texts
    texts = _cleaned(texts)
    return pc.if_else(pc.equal(texts, ""), None, texts)


def _are_unclean(texts: pa.Array) -> bool:
    return not _are_plainly_clean(texts) and bool(pc.any(pc.match_substring_regex(texts, _UNCLEAN)).as_py())


def _are_plainly_clean(texts: pa.Array) -> bool:
    """Say whether texts are such that nobody need look at each: letters of ASCII and single spaces between them.

    They are looked at as one row of bytes, which takes a tenth of what a pattern takes.
    """
    if not len(texts):
        return True
    data, offsets = as_bytes(texts)
    if (offsets[1:] == offsets[:-1]).sum() > texts.null_count:
        return False
    data = data[offsets[0] :]
    if not len(data) or data.min() < ord(" ") or data.max() > ord("~"):
        return False
    is_space = data == ord(" ")
    if (is_space[1:] & is_space[:-1]).any():
        return False
    starts = (offsets[:-1] - offsets[0])[offsets[1:] > offsets[:-1]]
    return not (is_space[starts].any() or is_space[starts[1:] - 1].any() or is_space[-1])


def _cleaned(texts: pa.Array) -> pa.Array:
    seen = pc.replace_substring_regex(texts, _UNSEEN, "")
    return pc.utf8_trim_whitespace(pc.replace_substring_regex(seen, _GAPS, " "))


def plain_figures(text: str) -> str:
    """Return a text with its digits and marks as 0 to 9, ``.`` and ``-`` write them.

    >>> plain_figures("١٢٫٥")
    '12.5'
    """
    return (text if text.isascii() else text.translate(_PLAIN)).strip()


class Count(NamedTuple):
    """How many people a cell counts: a figure, or bounds; ``wrong`` is the reason why it counts nobody, if any."""

    value: float = np.nan
    low: float = np.nan
    high: float = np.nan
    wrong: str = ""


_NOBODY = Count()
_RANGE = re.compile(r"(\d+)\s*(?:-|to|\.\.|or|إلى|او|أو)\s*(\d+)")
_LEAST = re.compile(
    r"(?:at least|min(?:imum)?|over|more than|>=?|≥|على الأقل)\s*(\d+)|(\d+)\s*(?:\+|or more|على الأقل)"
)
_MOST = re.compile(r"(?:at most|up to|max(?:imum)?|<=?|≤|حتى)\s*(\d+)")
_ABOUT = re.compile(r"(?:~|about|approx\.?|circa|ca\.?|around|نحو|حوالي)?\s*(\d+)(?:\s*[a-z\u0600-\u06ff ]*)?")
_GROUPED = re.compile(r"(?<=\d)[ ,.'’](?=\d{3}\b)")


def count_of(text: str) -> Count:
    """Read how many people a cell counts.

    >>> count_of("at least 5").low, count_of("٣").value, count_of("2-3").high
    (5.0, 3.0, 3.0)
    """
    plain = plain_figures(text).casefold()
    if plain in UNKNOWN_WORDS:
        return _NOBODY
    if _SENTINEL.fullmatch(plain.removesuffix(".0")):
        return Count(wrong=STANDS_FOR_UNKNOWN)
    plain = _GROUPED.sub("", plain.removesuffix(".0"))
    if match := _RANGE.fullmatch(plain):
        first, second = sorted((float(match[1]), float(match[2])))
        return _bounded(Count(low=first, high=second))
    if match := _LEAST.fullmatch(plain):
        return _bounded(Count(low=float(match[1] or match[2])))
    if match := _MOST.fullmatch(plain):
        return _bounded(Count(high=float(match[1])))
    if match := _ABOUT.fullmatch(plain):
        return _bounded(Count(value=float(match[1])))
    try:
        number = float(plain.replace(",", "."))
    except ValueError:
        return Count(wrong=NOT_A_NUMBER)
    return Count(wrong=NOT_WHOLE if np.isfinite(number) else NOT_A_NUMBER)


def _bounded(count: Count) -> Count:
    largest = np.nanmax([count.value, count.low, count.high])
    return Count(wrong=TOO_LARGE) if largest > MOST_PEOPLE else count


class Counts(NamedTuple):
    """Counts of a column, one per row; ``wrong`` the reasons, "" where there is none, ``reasons`` each once."""

    value: Numbers
    low: Numbers
    high: Numbers
    wrong: npt.NDArray[np.object_]
    reasons: frozenset[str] = frozenset()


def counts_of(cells: Texts) -> Counts:
    """Read a column of counts."""
    held = coded(cells)
    told, codes = [*map(count_of, held.distinct.to_pylist()), _NOBODY], held.codes
    value, low, high = (
        np.array([told_of[place] for told_of in told], dtype=np.float64)[codes] for place in range(len(_NOBODY) - 1)
    )
    wrong = np.array([told_of.wrong for told_of in told], dtype=object)[codes]
    return Counts(value, low, high, wrong, frozenset(told_of.wrong for told_of in told) - {""})


_SIXTY = 60
_NUMBER = r"\d{1,3}(?:[.,]\d+)?"
_DEGREES = re.compile(
    rf"(?P<before>[NSEW]?)\s*(?P<sign>-?)(?P<degrees>{_NUMBER})(?P<mark>\s*[°:-]\s*|\s+|$|(?=[NSEW]))"
    rf"(?:(?P<minutes>{_NUMBER})(?:\s*[':-]\s*|\s+|$|(?=[NSEW]))(?:(?P<seconds>{_NUMBER})\s*(?:\"|'')?\s*)?)?"
    r"(?P<side>[NSEW]?)"
)
_IN_LETTERS = re.compile(
    r"(?<=\d)\s*d(?:eg)?\.?\s*(?:([\d.]+)\s*m(?:in)?\.?\s*)(?:([\d.]+)\s*s(?:ec)?\.?)?", re.IGNORECASE
)
_ONE_MARK = str.maketrans(dict.fromkeys("ºo˚", "°") | dict.fromkeys("’‘′´`", "'") | dict.fromkeys("″”“", '"'))
_SIDES = re.compile("(شمال|شرق|جنوب|غرب)(?:اً|ًا|ا)?")
_SIDE_OF = {"شمال": "N", "شرق": "E", "جنوب": "S", "غرب": "W"}


def degrees_of(cells: Texts) -> tuple[Numbers, npt.NDArray[np.bool_], bool]:
    """Read a column of degrees; return them, which cells are no degrees, and whether commas stand before decimals."""
    held = coded(cells)
    texts, codes = [plain_figures(text) for text in held.distinct.to_pylist()], held.codes
    found = np.array([*(degrees_in(text) for text in texts), np.nan], dtype=np.float64)
    wrong = np.isnan(found)
    wrong[-1] = False  # an empty cell
    for place in np.flatnonzero(wrong):
        wrong[place] = texts[place].casefold() not in UNKNOWN_WORDS
    has_commas = any("," in text and np.isfinite(number) for text, number in zip(texts, found, strict=False))
    return found[codes], wrong[codes], has_commas


def degrees_in(text: str) -> float:
    """Return degrees as a number, from decimals with a point or a comma, or from degrees, minutes and seconds."""
    try:
        number = float(text)
    except ValueError:
        return _degrees_in_parts(text)
    return number if np.isfinite(number) else float("nan")


def _degrees_in_parts(text: str) -> float:
    """Read degrees with letters or marks: N34.56, 34°33'36"N, 34 33 36, 34d33m36s, 34.56 شمالاً; else NaN."""
    told = _SIDES.sub(lambda found: _SIDE_OF[found[1]], text.translate(_ONE_MARK))
    told = _IN_LETTERS.sub(lambda found: f"°{found[1]}'" + (f'{found[2]}"' if found[2] else ""), told)
    match = _DEGREES.fullmatch(told.upper().strip())
    if not match or (match["before"] and match["side"]):
        return float("nan")
    written = [match[name] for name in ("degrees", "minutes", "seconds") if match[name]]
    parts = [float(part.replace(",", ".")) for part in written]
    side, is_marked = match["before"] or match["side"], bool(match["mark"].strip())
    if len(parts) == 2 and not (is_marked or side):
        return float("nan")  # two numbers in one cell: a point, perhaps
    if any(part >= _SIXTY for part in parts[1:]) or not all(part.is_integer() for part in parts[:-1]):
        return float("nan")
    number = sum(part / _SIXTY**place for place, part in enumerate(parts))
    return -number if match["sign"] or side in {"S", "W"} else number
