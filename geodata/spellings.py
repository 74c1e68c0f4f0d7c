"""Which names a spelling may mean: transliteration variants by rule, slips of the pen by rapidfuzz."""

import re
from collections.abc import Callable, Iterable

import numpy as np
import numpy.typing as npt

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
# How many consonants a name must show before another spelling of it is believed. Fewer prove nothing: Arabic "patrol"
# (dwryh) is not Daraya, "Iraqi" is not Raqqa, "homes" is not Homs, and written without short vowels Hamas is Homs.
_CONSONANTS_IF_FOLDED_ALIKE = 3
_CONSONANTS_IF_VOWELS_DIFFER = 5


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
    """Names as lists of words; a word is kept as it is and by a common spelling of its sounds."""

    def __init__(self, names: Iterable[tuple[str, str]], spelling: Callable[[str], str]) -> None:
        self._spelling = spelling
        kept = [(key, name.split()) for key, name in names if name]
        self._keys = [key for key, _ in kept]
        self._vocabulary = sorted({word for _, words in kept for word in words})
        self._folded = [spelling(word) for word in self._vocabulary]
        self._bones = np.array([_consonants(word) for word in self._folded], dtype=object)
        self._ends = np.array([word[:1] + word[-1:] for word in self._folded], dtype=object)
        self._lengths = np.array([len(word) for word in self._folded])
        number = {word: position for position, word in enumerate(self._vocabulary)}
        self._words = np.array([number[word] for _, words in kept for word in words], dtype=np.int64)
        self._sizes = np.array([len(words) for _, words in kept], dtype=np.int64)
        self._starts = np.cumsum(self._sizes) - self._sizes

    def _likeness(self, word: str, shown: int) -> npt.NDArray[np.float64]:
        """Return per word of the vocabulary 0 to 1: how well it may be another spelling of the word.

        ``shown`` is how many consonants the whole name has that the word belongs to.
        """
        from rapidfuzz import fuzz, process  # whoever asks for no name does without it

        folded = self._spelling(word)
        ratio = process.cdist([folded], self._folded, scorer=fuzz.ratio)[0].astype(np.float64) / 100
        same_ends = self._ends == folded[:1] + folded[-1:]
        same_consonants = (self._bones == _consonants(folded)) & (shown >= _CONSONANTS_IF_VOWELS_DIFFER)
        slip = (ratio >= 0.88) & (self._lengths >= 6) & (len(folded) >= 6)
        alike = (ratio == 1) & (shown >= _CONSONANTS_IF_FOLDED_ALIKE)
        same = np.array([word == other for other in self._vocabulary], dtype=bool)
        varied = (same_consonants & (ratio >= 0.65) | slip) & same_ends
        return np.where(same, 1.0, np.where(alike | varied, ratio, 0.0))

    def scores(self, words: list[str]) -> dict[str, float]:
        """Return the best score (0 to 100) per key of which some name holds every word."""
        if not self._keys:
            return {}
        shown = [len(_consonants(self._spelling(word))) for word in words]
        whole = self._best([self._likeness(word, sum(shown)) for word in words])
        part = self._best([self._likeness(word, count) for word, count in zip(words, shown, strict=True)])
        # Another spelling has to resemble the whole name: a part of it that merely resembles proves nothing.
        likeness = np.where(
            self._sizes == len(words), whole.mean(axis=0) * (whole.min(axis=0) > 0), part.min(axis=0) == 1
        )
        covered = np.minimum(1.0, len(words) / self._sizes)
        best: dict[str, float] = {}
        for position in np.flatnonzero(likeness):
            # A part of a name counts less than all of it, but more than another spelling.
            score = float(100 * likeness[position] * (0.95 + 0.05 * covered[position]))
            best[self._keys[position]] = max(score, best.get(self._keys[position], 0.0))
        return best

    def _best(self, likeness: list[npt.NDArray[np.float64]]) -> npt.NDArray[np.float64]:
        """Return per word asked for (rows) and name (columns) the best likeness among the name's words."""
        return np.maximum.reduceat(np.stack(likeness)[:, self._words], self._starts, axis=1)


class NameIndex:
    """Names (already normalised) by key, ready to be asked for spellings."""

    def __init__(self, names: list[tuple[str, str]]) -> None:
        self._latin = _Forms([(key, name) for key, name in names if not is_arabic(name)], fold)
        self._arabic = _Forms([(key, name) for key, name in names if is_arabic(name)], fold)
        self._across = _Forms(names, lambda word: _consonants(fold(romanise(word))))

    def scores(self, name: str) -> dict[str, float]:
        """Return a score (0 to 100) per key that bears the name; the other script only where its own has none."""
        words = name.split()
        if not 0 < len(words) <= _MOST_WORDS:
            return {}
        found = (self._arabic if is_arabic(name) else self._latin).scores(words)
        certain = {key: score for key, score in found.items() if score >= 95}
        return certain or found or self._by_consonants(words)

    def _by_consonants(self, words: list[str]) -> dict[str, float]:
        """Compare consonants across scripts: whole names only, and never as good as a name in its own script."""
        if len("".join(_consonants(fold(romanise(word))) for word in words)) < _CONSONANTS_IF_VOWELS_DIFFER:
            return {}
        found = self._across.scores(words)
        return {key: 80.0 for key, score in found.items() if score == 100}
