"""How a name sounds: the same consonants with much the same vowels between them, however seven languages write them.

A name is read into ``Sound``: its consonants (emphatic and plain letters alike, doubled ones once) and the vowels
before, between and after them. A letter that languages read differently (German and French ``ch``, Turkish and Kurdish
``c``) gives several readings. ``distance`` says how far two sounds are apart.
"""

import itertools
import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

# Letters whose marks tell their sound; all other marks are dropped.
MARKED = str.maketrans(
    {"ş": "š", "ç": "č", "ı": "i", "ö": "u", "ü": "u", "ô": "u", "û": "u", "ħ": "h", "ž": "ǰ", "ʒ": "ǰ", "ǧ": "ǰ"}
    | {"ḫ": "x", "ẖ": "x", "ġ": "ğ", "ḏ": "ḍ", "đ": "ḍ", "ẓ": "ẓ", "ḑ": "ḍ", "ð": "ḍ"}
)
# What is written → the consonants or vowels (A, E, I, U) it may stand for, the usual one first. S is sh, x is kh.
_LATIN = {
    "tsch": "S", "dsch": "j", "sch": "S", "tch": "S", "tsh": "S", "dzh": "j", "sh": "S", "kh": "x|h", "gh": "g",
    "gi": "gI|jI|kI", "ge": "gE|jE|kE", "ga": "gA|kA", "go": "gU|kU", "gu": "gU|kU",  # Bedouin g for q: Gamishli
    "dj": "j", "zh": "j", "ph": "f", "ck": "k", "ch": "S|x", "dh": "d|z", "th": "t|d|s", "qu": "kU|k",
    "ee": "I", "oo": "U", "ou": "U", "b": "b", "c": "k|j", "č": "S|j", "d": "d", "ḍ": "d|z", "f": "f", "g": "g",
    "ğ": "g|", "h": "h|x", "j": "j|I|x", "ǰ": "j", "k": "k", "l": "l", "m": "m", "n": "n", "p": "b", "q": "k", "r": "r",
    "s": "s|z", "š": "S", "t": "t", "v": "f|U", "w": "U", "x": "x|g|ks", "y": "I", "z": "z", "ẓ": "z|d",
    "a": "A", "e": "E", "i": "I", "o": "U", "u": "U",
    "2": "", "3": "", "5": "x", "7": "h",  # digits that stand for Arabic letters in messages: 7ama, 5asham
}  # fmt: skip
_ARABIC = {
    "ا": "A", "آ": "A", "أ": "A", "إ": "I", "ى": "A", "و": "U", "ؤ": "U", "ي": "I", "ی": "I", "ئ": "I", "ې": "I",
    "ة": "E", "ب": "b", "پ": "b", "ت": "t", "ث": "t|s", "ج": "j", "چ": "S|j", "ژ": "j", "ح": "h", "خ": "x", "د": "d",
    "ذ": "d|z", "ر": "r", "ڕ": "r", "ز": "z", "س": "s", "ش": "S", "ص": "s", "ض": "d|z", "ط": "t", "ظ": "z|d", "ع": "",
    "ء": "", "غ": "g", "ف": "f", "ڤ": "f", "ق": "k", "ك": "k", "ک": "k", "گ": "g", "ل": "l", "ڵ": "l", "م": "m",
    "ن": "n", "ه": "h", "ھ": "h", "ە": "A", "ێ": "E", "ۆ": "U", "ۇ": "U",
}  # fmt: skip
_CYRILLIC = {
    "дж": "j", "а": "A", "б": "b", "в": "U|f", "г": "g|h", "д": "d", "е": "E", "ж": "j", "з": "z", "и": "I", "к": "k",
    "л": "l", "м": "m", "н": "n", "о": "U", "п": "b", "р": "r", "с": "s|z", "т": "t", "у": "U", "ф": "f", "х": "h|x",
    "ц": "s", "ч": "S|j", "ш": "S", "щ": "S", "ы": "I", "э": "E", "ю": "U", "я": "IA", "і": "I", "ї": "I", "є": "E",
}  # fmt: skip
READS = {**_LATIN, **_ARABIC, **_CYRILLIC}
_PIECES = re.compile("|".join(sorted(map(re.escape, READS), key=len, reverse=True)))
_A_VOWEL = frozenset("AEIU")
MOST_READINGS = 48
_SHORT = 3  # consonants: with so few, every vowel counts
OTHER_READING = 0.1  # what it costs to take a letter otherwise than usual
_IS_ARABIC = re.compile("[\u0600-\u06ff]")
WRITTEN_VOWELS = re.compile("[ەێۆ]")  # of Kurdish in Arabic letters, which writes the short ones
CARRIER = re.compile("^ئ(?=[اەێۆیيوۇ])")  # there a vowel at the start sits on it, and it says nothing itself


class Sound(NamedTuple):
    """Consonants and, one more, the vowels around them; ``open``: short vowels are not written, as in Arabic."""

    consonants: str
    vowels: tuple[str, ...]
    open: bool
    cost: float


def is_arabic(text: str) -> bool:
    """Say whether a text holds Arabic letters."""
    return bool(_IS_ARABIC.search(text))


@lru_cache(maxsize=1 << 16)
def sounds(name: str, most: int = MOST_READINGS) -> tuple[Sound, ...]:
    """Return the ways in which a name may be read aloud, the usual one first; spaces and punctuation say nothing.

    >>> sounds("Raqqa")[0].consonants, sounds("Reqqa")[0].consonants, sounds("رقة")[0].consonants
    ('rk', 'rk', 'rk')
    """
    options = [READS[piece].split("|") for piece in _PIECES.findall(CARRIER.sub("", _marked(name)))]
    is_open = is_arabic(name) and not WRITTEN_VOWELS.search(name)
    readings: dict[tuple[str, tuple[str, ...]], Sound] = {}
    for choice in itertools.islice(_choices(options), most):
        cost = OTHER_READING * sum(read != option[0] for read, option in zip(choice, options, strict=True))
        sound = _parted("".join(choice), is_open=is_open, cost=cost)
        readings.setdefault(sound[:2], sound)
    return tuple(readings.values())


def _choices(options: list[list[str]]) -> Iterator[tuple[str, ...]]:
    """Yield the readings, those with the fewest unusual letters first."""
    usual = [option[0] for option in options]
    doubtful = [place for place, option in enumerate(options) if len(option) > 1]
    for changed in range(min(len(doubtful), 3) + 1):
        for places in itertools.combinations(doubtful, changed):
            for others in itertools.product(*(options[place][1:] for place in places)):
                reading = list(usual)
                for place, other in zip(places, others, strict=True):
                    reading[place] = other
                yield tuple(reading)


def _marked(name: str) -> str:
    """Return lower-case letters without the marks that do not change how a letter sounds."""
    composed = unicodedata.normalize("NFKC", name).casefold().replace("\u0307", "").translate(MARKED)
    return "".join(
        letter if letter in READS else unicodedata.normalize("NFKD", letter)[:1]
        for letter in composed
        if unicodedata.category(letter) not in {"Mn", "Cf", "Lm"}
    )


def _parted(phonemes: str, *, is_open: bool, cost: float) -> Sound:
    consonants, vowels = "", [""]
    for place, letter in enumerate(phonemes):
        if letter in _A_VOWEL:
            vowels[-1] += letter if not vowels[-1].endswith(letter) else ""
        elif letter == "h" and place == len(phonemes) - 1 and place:
            vowels[-1] = vowels[-1] or "E"  # a final h only says that the name ends in -a or -e
        elif not consonants.endswith(letter) or vowels[-1]:
            if letter == "b" and consonants.endswith("n") and not vowels[-1]:
                consonants = consonants[:-1] + "m"  # Manbij is said Mambij
            consonants += letter
            vowels.append("")
    return Sound(consonants, tuple(map(_reduced, vowels)), is_open, cost)


@cache
def _reduced(vowels: str) -> str:
    """Return a row of vowels with what one language writes as two: ai, ei, ae are I, au and eu are U."""
    return re.sub("[AE]U", "U", re.sub("[AE][IE]", "I", re.sub("E(?=E)", "", vowels)))


def allowance(asked: Sound, name: Sound) -> float:
    """Return how far apart two sounds with the same consonants may be: the more there is to hear, the farther."""
    heard = len(asked.consonants) + sum(len(one) > 1 and len(two) > 1 for one, two in _gaps(asked, name))
    if asked.open != name.open:
        return 0.25  # short vowels could not be compared
    return (0.0, 0.0, 0.0, 0.5, 1.0)[heard] if heard <= 4 else 1.5


def distance(asked: Sound, name: Sound) -> float:
    """Return how far apart the vowels of two sounds with the same consonants are; 0 is no difference at all."""
    gaps = list(_gaps(asked, name))
    last = len(gaps) - 1
    total = asked.cost + name.cost
    for place, (one, two) in enumerate(gaps):
        if one == two:
            continue
        if place == last:
            total += _at_the_end(one, two, len(asked.consonants), both_open=asked.open and name.open)
        elif place == 0 and not (one and two):
            total += 0.5 if len(asked.consonants) > 3 else 1.0
        elif place == 0 and {one, two} == _OPENING:
            total += 0.25
        elif not (one and two) and not (asked.open and name.open):
            total += _left_out(one, two, asked, name, place)
        else:
            total += _apart(one, two)
    return total


_OPENING = {"A", "I"}  # at the start of a name languages write either for one vowel: Adlib, Idlib


def _gaps(asked: Sound, name: Sound) -> Iterator[tuple[str, str]]:
    return zip(asked.vowels, name.vowels, strict=True)


def _at_the_end(one: str, two: str, consonants: int, *, both_open: bool) -> float:
    """Return how far apart two endings are: -a, -ah, -e, -eh are one, and none is like them in a name long enough."""
    if {one, two} <= {"", "A", "E"}:
        return 0.3 if both_open or ("" in {one, two} and consonants <= _SHORT) else 0.0
    if not (one and two):
        return 0.5 if len(one or two) == 1 else 0.75
    return _apart(one, two)


def _left_out(one: str, two: str, asked: Sound, name: Sound, place: int) -> float:
    """Return the cost of a vowel that only one of the two has: left out in speech, or put between two consonants."""
    if (one and name.open) or (two and asked.open):
        return 0.0 if len(one or two) == 1 else 0.75
    if two:
        return 0.25 if len(two) == 1 else 0.5
    beside = asked.vowels[place - 1] + asked.vowels[place + 1]
    return 0.25 if one in beside else 0.75


@cache
def _apart(one: str, two: str) -> float:
    if not (one and two):
        return 0.75
    shorter, longer = sorted((one.replace("E", "A"), two.replace("E", "A")), key=len)
    if shorter == longer or one.replace("E", "I") == two.replace("E", "I"):
        return 0.0
    if len(longer) > len(shorter):
        return 0.6 if set(shorter) <= set(longer) else 1.0
    between = {*shorter, *longer}
    return 0.5 if between == {"I", "U"} else 1.0 if between == {"A", "U"} else 0.75
