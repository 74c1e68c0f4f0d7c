"""What happened, in the words of nine languages: "Hinterhalt", "embuscade" and كمين ask for what "ambush" asks for.

The table beside this module has senses: by which words texts say them (``said``), and how people ask for them. A phrase
may ask for several senses, all of which an incident must have: a drone strike is a strike, and by a drone.
"""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import product
from pathlib import Path

from geodata.kinds import BETWEEN
from geodata.names import words_of
from geodata.normalising import normalise_word
from geodata.sounds import is_arabic
from incidents.record.words import ARABIC_ENDING, particles_off, plain_form
from incidents.selection.asked_part import Part

_TABLE = Path(__file__).parent / "said_otherwise.csv"
_SAID = "said"  # in place of a language: the words that texts have
_DOUBT = "suspected"  # that somebody is a suspect, said between him and his party: "members suspected of"


CASE = re.compile(r"(?<=\w\w)['’]\w+$")  # SİHA'larla
ADJECTIVE = re.compile(r"(?<=\w{3})ي$")  # انتحاري and انتحارية are one


@lru_cache(maxsize=1 << 16)
def _stem(word: str) -> str:
    plain = normalise_word(CASE.sub("", word))
    return ADJECTIVE.sub("", ARABIC_ENDING.sub("", plain)) if is_arabic(plain) else plain_form(plain)


def _key(words: Sequence[str]) -> str:
    """Return words without their endings, and without those between: "frappe d'un drone" is "frappe de drone"."""
    telling = [word for word in words if normalise_word(word) not in BETWEEN]
    return " ".join(map(_stem, telling or words))


@cache
def senses() -> Mapping[str, tuple[frozenset[str], ...]]:
    """Return by the key of each phrase the words of the senses that it asks for: read where somebody first asks."""
    said = {sense: frozenset(map(normalise_word, words)) for sense, language, words in _rows() if language == _SAID}
    return {key: tuple(said[one] for one in sense.split()) for key, sense in _asked()}


@cache
def doubts() -> frozenset[str]:
    """Return the keys of the phrases that call somebody a suspect."""
    return frozenset(key for key, sense in _asked() if sense == _DOUBT)


def is_doubt(text: str) -> bool:
    """Say whether a part of a text calls somebody a suspect: alleged, "accused of links", المشتبه بهم."""
    return any(key in doubts() for key in _keys(text.split(" ")))


@cache
def _rows() -> Sequence[tuple[str, str, list[str]]]:
    with _TABLE.open(encoding="utf-8", newline="") as lines:
        return [(row["sense"], row["language"], row["phrases"].split("; ")) for row in csv.DictReader(lines)]


@cache
def _asked() -> Sequence[tuple[str, str]]:
    """Return the key of each phrase with its senses."""
    return [(_key(words_of(one)), sense) for sense, language, some in _rows() if language != _SAID for one in some]


@cache
def most_words_of_a_sense() -> int:
    """Return how many words a phrase may have, two between them included."""
    return max(key.count(" ") + 1 for key in senses()) + 2


def said_at(words: Sequence[str]) -> list[Part]:
    """Return what the longest phrase at the start of some words asks for, a part for each sense; nothing if none.

    A word that is asked for by itself is also looked for as it is.
    """
    for length in range(min(most_words_of_a_sense(), len(words)), 0, -1):
        text = " ".join(words[:length])
        if length > 1 and not BETWEEN.isdisjoint(map(normalise_word, (words[0], words[length - 1]))):
            continue
        if found := next((senses()[key] for key in _keys(words[:length]) if key in senses()), None):
            itself = frozenset({normalise_word(text)}) if length == len(found) == 1 else frozenset()
            return [Part(text, words=words_of_it | itself) for words_of_it in found]
    return []


def other_words_for(word: str) -> frozenset[str]:
    """Return by which words texts say what a word says, of one that is among them; none of another."""
    found = senses().get(_stem(word), ())
    return found[0] if len(found) == 1 and normalise_word(word) in found[0] else frozenset()


def _keys(words: Sequence[str]) -> Iterator[str]:
    """Yield the keys of a phrase as it is and without what is written onto its words: بعبوة ناسفة, غارة بمسيرة."""
    yield _key(words)
    if is_arabic(words[0]):
        for first, *rest in product(*map(_with_and_without, words)):
            yield _key((first, *rest))


def _with_and_without(word: str) -> Sequence[str]:
    return (word, *particles_off(normalise_word(word)))
