"""Which names a spelling may mean: transliteration variants by rule, slips of the pen by rapidfuzz."""

import re
from collections.abc import Iterable

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process

# One sound, many spellings in Latin letters; applied in this order to normalised words.
_LATIN_VARIANTS = [
    (r"tch|tsh|ch", "sh"),  # French ch
    (r"dh|th", "d"),  # Dhiban, Thiban, Diban
    (r"gh|dj|j", "g"),
    (r"q|c", "k"),
    (r"ou|oo|au|aw|o|w", "u"),  # Hol, Hawl
    (r"ee|ie|ei|ey|ai|ay|y|e", "i"),  # Deir, Dayr
    (r"z", "s"),
    (r"t", "d"),
    (r"p", "b"),
    (r"v", "f"),
    (r"(.)\1+", r"\1"),
    (r"(?<=..)(?:ah|ih|(?<![sk])h|i)$", "a"),  # teh marbuta: -ah, -eh, -e
]
_ARABIC_VARIANTS = [(r"ظ", "ض"), (r"ذ", "د"), (r"ث", "ت"), (r"(?<=..)ه$", "ا")]
_ROMAN = str.maketrans(
    dict(zip("ابتجحدرزسصضطظغفقكلمنهوي", "abtjhdrzssdtzgfqklmnhwy", strict=True))
    | {"ث": "th", "خ": "kh", "ذ": "dh", "ش": "sh", "ع": ""}
)
_ARABIC = re.compile("[\u0600-\u06ff]")
_VOWELS = re.compile("[aiuاوي]")
# No name of the gazetteer has more words; a sentence is not a name.
_MOST_WORDS = 8
# Arabic leaves short vowels out: fewer consonants than these prove no kinship (Hamas is not Homs).
_BONES_ACROSS_SCRIPTS = 4


def is_arabic(text: str) -> bool:
    """Say whether a text holds Arabic letters."""
    return bool(_ARABIC.search(text))


def fold(word: str) -> str:
    """Bring the usual spellings of one sound together, within the word's own script.

    >>> fold("kassar") == fold("kasar"), fold("hawl") == fold("hol")
    (True, True)
    """
    for pattern, replacement in _ARABIC_VARIANTS if is_arabic(word) else _LATIN_VARIANTS:
        word = re.sub(pattern, replacement, word)
    return word


def romanise(word: str) -> str:
    """Write an Arabic word in Latin letters, as far as its letters tell (no short vowels); others stay."""
    return word.translate(_ROMAN)


def _consonants(word: str) -> str:
    return _VOWELS.sub("", word)


class _Forms:
    """Names of one script as lists of folded words."""

    def __init__(self, names: Iterable[tuple[str, list[str]]]) -> None:
        kept = [(key, words) for key, words in names if words]
        self.keys = [key for key, _ in kept]
        self.vocabulary = sorted({word for _, words in kept for word in words})
        self.consonants = np.array([_consonants(word) for word in self.vocabulary], dtype=object)
        self.lengths = np.array([len(word) for word in self.vocabulary])
        number = {word: position for position, word in enumerate(self.vocabulary)}
        self.words = np.array([number[word] for _, words in kept for word in words], dtype=np.int64)
        self.sizes = np.array([len(words) for _, words in kept])
        self.starts = np.concatenate([[0], np.cumsum(self.sizes)[:-1]]).astype(np.int64)

    def likeness(self, word: str, *, skeleton_only: bool) -> npt.NDArray[np.float64]:
        """Return per word of the vocabulary 0 to 1: how well it may be another spelling of the word."""
        ratio = process.cdist([word], self.vocabulary, scorer=fuzz.ratio)[0].astype(np.float64) / 100
        bones = _consonants(word)
        same_bones = self.consonants == bones
        if skeleton_only:
            return np.where(same_bones & (ratio >= 0.6) & (len(bones) >= _BONES_ACROSS_SCRIPTS), ratio, 0.0)
        other_vowels = same_bones & (ratio >= (0.7 if len(bones) >= 3 else 0.8))
        slip = (ratio >= 0.85) & (self.lengths >= 6) & (len(word) >= 6)
        return np.where((ratio == 1) | other_vowels | slip, ratio, 0.0)

    def scores(self, words: list[str], *, skeleton_only: bool) -> dict[str, float]:
        """Return the best score (0 to 100) per key of which some name holds every word."""
        if not self.keys or not words:
            return {}
        per_word = np.stack([self.likeness(word, skeleton_only=skeleton_only) for word in words])
        per_name = np.maximum.reduceat(per_word[:, self.words], self.starts, axis=1)
        # Another spelling has to resemble the whole name: a part of it that merely resembles proves nothing.
        bears = np.where(self.sizes == len(words), per_name.min(axis=0) > 0, per_name.min(axis=0) == 1)
        told = np.where(bears, per_name.mean(axis=0), 0.0)
        whole = np.minimum(1.0, len(words) / self.sizes)
        best: dict[str, float] = {}
        for position in np.flatnonzero(told):
            # A part of a name counts less than all of it, but more than another spelling.
            score = float(100 * told[position] * (0.95 + 0.05 * whole[position]))
            best[self.keys[position]] = max(score, best.get(self.keys[position], 0.0))
        return best


class NameIndex:
    """Names (already normalised) by key, ready to be asked for spellings."""

    def __init__(self, names: list[tuple[str, str]]) -> None:
        folded = [(key, [fold(word) for word in name.split()], is_arabic(name)) for key, name in names]
        self._latin = _Forms((key, words) for key, words, arabic in folded if not arabic)
        self._arabic = _Forms((key, words) for key, words, arabic in folded if arabic)
        self._roman = _Forms((key, [fold(romanise(word)) for word in name.split()]) for key, name in names)

    def scores(self, name: str) -> dict[str, float]:
        """Return a score (0 to 100) per key that bears the name; the other script only where its own has none."""
        words = name.split()
        if not 0 < len(words) <= _MOST_WORDS:
            return {}
        own = self._arabic if is_arabic(name) else self._latin
        found = own.scores([fold(word) for word in words], skeleton_only=False)
        found = found or self._roman.scores([fold(romanise(word)) for word in words], skeleton_only=True)
        certain = {key: score for key, score in found.items() if score >= 95}
        return certain or found
