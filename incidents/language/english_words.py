"""Words of everyday English, which are heard as no name: "torque" is not Turkey, and "course" is not al-Jurdi.

The list beside this module has words of Webster's Second International (1934, in the public domain) that are frequent
in prose, and those that sound like a name of the gazetteer. Whoever bears such a word as a name is found by it letter
by letter.
"""

from functools import cache
from pathlib import Path

_LIST = Path(__file__).parent / "english_words.txt"
# Of plurals and of the past; the list has the word alone.
ENDINGS_OF_ENGLISH = ("s", "es", "d", "ed", "ing")


def is_english(word: str) -> bool:
    """Say whether a normalised word is one of everyday English, as it is or with an ending.

    >>> is_english("torque"), is_english("pockets"), is_english("rakka")
    (True, True, False)
    """
    words = english_words()
    return word in words or any(
        word.endswith(ending) and word.removesuffix(ending) in words for ending in ENDINGS_OF_ENGLISH
    )


@cache
def english_words() -> frozenset[str]:
    """Return the words of the list: read where somebody first asks."""
    return frozenset(_LIST.read_text(encoding="utf-8").split())
