"""Spellings of one name in one script, brought to one form."""

import re
import unicodedata
from functools import lru_cache
from types import MappingProxyType

# As they are written before a name, also with the first letter of the name.
_ARTICLES = "al el ul ad adh an aj ar as ash at ath az ech ed en er es esh et ez"
_CYRILLIC_ARTICLES = "аль эль ад ар ас ат аш эд эз эн эр эс эт эш"
LATIN_ARTICLES = frozenset(_ARTICLES.split() + _CYRILLIC_ARTICLES.split())
ARABIC_ARTICLE = re.compile(r"\b(?:ال)+(?=\w\w)")


class _Folding(dict[int, str]):
    """Table for ``str.translate``, filled character by character as texts need it."""

    _LETTERS = MappingProxyType(
        {"ة": "ه", "ى": "ي", "ی": "ي", "ې": "ي", "ک": "ك", "ھ": "ه", "ہ": "ه", "ء": "", "ـ": "", "ı": "i"}
    )
    # Marks that stand for hamza and ayn in transliteration join, all other punctuation parts words.
    _JOINING = frozenset("'’‘ʼʿʾ`´ʻˈ′\u05f3")

    def __missing__(self, code: int) -> str:
        self[code] = "".join(map(self._fold, unicodedata.normalize("NFKD", chr(code)).casefold()))
        return self[code]

    def _fold(self, letter: str) -> str:
        kind = unicodedata.category(letter)
        if letter in self._LETTERS:
            return self._LETTERS[letter]
        if letter in self._JOINING or kind in {"Mn", "Me", "Cf"}:  # marks, tashkeel; direction signs
            return ""
        if kind == "Nd":
            return str(unicodedata.digit(letter))
        if kind[0] in "LN":
            # Some letters decompose only after case folding.
            again = unicodedata.normalize("NFKD", letter)
            return letter if again == letter else "".join(map(self._fold, again.casefold()))
        return " "


_folding = _Folding()


def letters_folded(text: str) -> str:
    """Return a text letter by letter as ``folded`` writes it; what parts words is a space."""
    return text.translate(_folding)


def folded(text: str) -> str:
    """Return a text as ``normalise_name`` does, but with its articles."""
    return " ".join(text.translate(_folding).split())


def normalise_name(text: str) -> str:
    """Return the words of a text so that spellings of one name in one script come out equal.

    Case, accents and transliteration marks, tashkeel, tatweel, the forms of alef, hamza, teh marbuta and alef
    maqsura, presentation forms, digits, punctuation and the articles ``al-`` (also assimilated: ``ash-``) and ``ال``
    do not matter. A text that consists of nothing but articles is kept.

    >>> normalise_name("Deir ez-Zor") == normalise_name("deir al-ZOR"), normalise_name("الرّقّة")
    (True, 'رقه')
    """
    words = ARABIC_ARTICLE.sub("", text.translate(_folding)).split()
    return " ".join([word for word in words if word not in LATIN_ARTICLES] or words)


def words_normalised(text: str) -> list[str]:
    """Return the words of a list that are parted by spaces, each as ``normalise_word`` writes it."""
    return [normalise_word(word) for word in text.split()]


@lru_cache(maxsize=1 << 16)
def normalise_word(word: str) -> str:
    """Return ``normalise_name`` of a word, of which texts hold the same ones again and again."""
    return normalise_name(word)
