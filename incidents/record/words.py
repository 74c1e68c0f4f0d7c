"""Ordinary words and their forms: "raid" stands for raids and raided, والحاجز for حاجز."""

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from geodata.normalising import normalise_name
from geodata.sounds import is_arabic

# "and", "in", "for" written onto a word with its article (والرقة, للتنظيم), or onto a bare word (بداعش).
_OTHER_FORMS = Path(__file__).parent / "other_forms.txt"
STEM = "~"  # marks what is left of a word, which may be another word
WITH_ARTICLE = re.compile(r"^[وف]?(?:[بك]?ال|لل)(?=\w{2})")
PARTICLE = re.compile(r"^[وبلفك](?=\w{3})")
ARABIC_ENDING = re.compile(r"(?<=\w{3})(?:يات|ات|ون|ين|ان|ها|هم|يه|ه|ا)$")
ENGLISH_ENDINGS = (
    (re.compile(r"(?<=\w{2})ies$"), "y"),
    (re.compile(r"(?<=\w{3})(?<!s)s$"), ""),
    (re.compile(r"(?<=\w{3})(?:ing|ed)$"), ""),
    (re.compile(r"(?<=\w{3})e$"), ""),
    (re.compile(r"([bdgklmnprt])\1$"), r"\1"),
)


@lru_cache(maxsize=1 << 16)
def forms_of(word: str) -> frozenset[str]:
    """Return the forms under which a normalised word is kept and looked for; two words that share one are one word.

    One form is the word itself, by which alone names are found: Hamas is no plural of Hama.

    >>> bool(forms_of("raids") & forms_of("raided")), bool(forms_of("raid") & forms_of("radio"))
    (True, False)
    """
    if not is_arabic(word):
        plain = plain_form(word)
        return frozenset((word, f"{STEM}{plain}", *_irregular(plain)))
    bare = {word, *particles_off(word)}
    if irregular := _irregular(*bare):
        return frozenset((*bare, *irregular))  # their last letters are no ending: كمائن has nothing of كما
    stems = {ARABIC_ENDING.sub("", form) for form in bare}
    return frozenset((*bare, *stems, *_irregular(*stems)))


def _irregular(*words: str) -> list[str]:
    return [OTHER_FORMS[word] for word in words if word in OTHER_FORMS]


def _read_other_forms() -> Mapping[str, str]:
    """Return by word the form that it shares with those on its line: plurals that no ending tells, as كمائن."""
    lines = [line.split() for line in _OTHER_FORMS.read_text(encoding="utf-8").splitlines()]
    words = [(normalise_name(word), f"{STEM}{STEM}{line[0]}") for line in lines for word in line]
    return {form: shared for word, shared in words for form in (word, word if is_arabic(word) else plain_form(word))}


def plain_form(word: str) -> str:
    """Return a word in Latin letters without the ending of its plural or of its past."""
    for ending, instead in ENGLISH_ENDINGS:
        word = ending.sub(instead, word)
    return word


@lru_cache(maxsize=1 << 16)
def particles_off(word: str) -> tuple[str, ...]:
    """Return an Arabic word without what is written onto it: its particle and article, or a particle alone."""
    found = (WITH_ARTICLE.sub("", word), PARTICLE.sub("", word))
    return tuple(form for form in dict.fromkeys(found) if form != word)


OTHER_FORMS = _read_other_forms()
