"""What people write onto a name or beside it without asking for more: بالرقة, Rakka'da, "ISIS-linked", "on Sunday".

Words are as ``normalise_word`` writes them.
"""

import csv
import re
from collections.abc import Iterator
from pathlib import Path

from geodata.kinds import BETWEEN, DESERTS, DIRECTIONS, KINDS
from geodata.normalising import LATIN_ARTICLES, folded, normalise_word, words_normalised
from geodata.sounds import is_arabic
from incidents.language.english_words import is_english
from incidents.record.words import particles_off

# Where to or against whom, which is a part of names as well: "coalition against ISIS" is one.
_TOWARDS = "against gegen contre contra nach vers hacia verso ضد نحو تجاه باتجاه"
_THROUGH = "par durch"
NEEDLESS = BETWEEN | LATIN_ARTICLES | frozenset(words_normalised(f"{_TOWARDS} {_THROUGH}"))


def _of_parties() -> frozenset[str]:
    """Return words for what a party or a speaker is, or who belongs to it, which say nothing beside its name."""
    with _OF_PARTIES.open(encoding="utf-8", newline="") as lines:
        return frozenset(word for row in csv.DictReader(lines) for word in words_normalised(row["words"]))


_OF_PARTIES = Path(__file__).parent / "of_parties.csv"
OF_PARTIES = _of_parties()
# "Turkey-backed", "UK-based": on whom a party leans or where it sits, which the press says of it.
LEANING = frozenset(
    words_normalised(
        "based backed led allied supported aligned sponsored basierte basierten gestützte gestützten unterstützte "
        "unterstützten geführte geführten nahe destekli merkezli"
    )
)
# The same before on whom it leans: "backed by the US", "soutenues par", "المدعومة من".
LEANING_ON = frozenset(
    words_normalised(
        "backed led supported sponsored run controlled soutenu soutenue soutenus soutenues dirigé dirigée dirigés "
        "dirigées unterstützt geführt respaldado respaldada respaldados respaldadas apoyadas lideradas sostenute "
        "المدعومة المدعوم المدعومين مدعومة بقيادة بدعم بإسناد"
    )
)
# The article with a particle, or a particle that few words begin with and of which enough is left.
SURELY_WRITTEN_ONTO = re.compile(r"^(?:[وف]?[بك]?ال|[بو](?=\w{4}))")
# A case behind an apostrophe, in English, Turkish and Kurdish: Raqqa's, Rakka'da, DEAŞ'ın, DEAŞ'lı, HSD'ê.
_CASE = re.compile(
    r"(?<=\w\w)['’](?:s|[dt][ae]n?|[dt][ae]ki|n?[iıuü]n|l[iıuü](?:l[ea]r)?|[yn]?[aeêiıuü])$", re.IGNORECASE
)
CASE_ENDINGS = (
    (_CASE, ""),
    (re.compile(r"(?<=\w{4})y[aê]$"), ""),  # Kurdish: Reqayê
    (re.compile(r"(?<=\w{3})ê$"), ""),  # Kurdish: QSDê
    (re.compile(r"(?<=\w{3})(?:ە[كک]ان|ە[كک]ە)[یيى]?$"), ""),  # Sorani: داعشەکان
    (re.compile(r"(?<=\w{3})(?:ی|دا)$"), ""),  # داعشی, ڕەققەدا
    (re.compile(r"(?<=\w{3}[ıiuü])n(?:d[ae](?:n|ki)?|[ıiuü]n|[ae])$"), ""),  # Turkish: ordusuna, kırsalında
    (re.compile(r"(?<=\w{3})[уюиы]$"), "а"),  # Russian: Ракку, Ракки
    (re.compile(r"(?<=isch)e[nrms]?(?= )"), "er"),  # German: der Islamische Staat
    (re.compile(r"(?<=\w{3})e[nrms](?= )"), "e"),  # der syrischen Armee, der Allgemeinen Sicherheit
)
SORANI_ENDING = re.compile(r"(?<=\w{3})(?:ێ?ك|يەك|ەكان|ان|ەكە|ە)?ي?(?:دا)?$")  # چەکدارێکی, شانەیەکی, شەڕڤانان
# What Kurdish and Turkish write onto a word for who somebody is, normalised: endamekî, çeteyên; savaşçılarının, üyesi.
ENDINGS_OF_ROLES = (
    re.compile(r"(?<=[a-z]{3})y?(?:ek[aei]?|en|an|[aei])$"),
    re.compile(r"(?<=[a-z]{3})(?:l[ae]r)?s?[iu]?(?:n?[iu]n|[ny]?[ae]|n?d[ae]n?)?$"),
)
PARTICLE_OF_A_SHORT_WORD = re.compile(r"^[وبلف](?=\w\w$)")


def without_particles(text: str) -> Iterator[str]:
    """Yield an Arabic text without the particles of its first word: بالرقة, وبدير الزور, بتل السمن; and القريتان."""
    first, *rest = text.split(" ")
    if not is_arabic(first):
        return
    found = list(particles_off(folded(first)))
    found += [form for one in found for form in particles_off(one)]
    if rest:
        found.append(PARTICLE_OF_A_SHORT_WORD.sub("", folded(first)))
    for form in found:
        yield " ".join((form, *rest))
    if text.endswith("ان"):
        yield f"{text[:-2]}ين"  # the dual, as it stands alone and as it stands in a name


def without_cases(text: str) -> Iterator[str]:
    """Yield a text in Latin or Cyrillic letters, no English word, without the ending that its sentence gave it."""
    if is_english(text.casefold()):
        return
    for ending, instead in CASE_ENDINGS:
        if (without := ending.sub(instead, text)) != text:
            yield without


def kind_of(text: str) -> str | None:
    """Return the kind of place that a word is one for, also with a particle: بمخيم, للنازحين; None where it is none."""
    return next((KINDS[form] for form in _forms(text) if form in KINDS), None)


def kind_told_in(text: str) -> str:
    """Return the first kind that tells places apart which some word of a name is one for; nothing where none is."""
    return next((kind for word in text.split(" ") if (kind := kind_of(word))), "")


def is_desert(text: str) -> bool:
    """Say whether a word is one for a desert or a steppe, also with a particle: desert, çölünde, ببادية."""
    return any(form in DESERTS for form in _forms(text))


def directions_in(text: str) -> tuple[str, ...]:
    """Return the words of a text that say on which side of a place: of "eastern Deir ez-Zor" eastern."""
    return tuple(word for word in text.split(" ") if any(form in DIRECTIONS for form in _forms(word)))


def is_of_parties(text: str) -> bool:
    """Say whether a word, or each of some, is one for what a party or a speaker is, also with a particle."""
    return all(any(form in OF_PARTIES for form in _of_somebody(word)) for word in text.split(" "))


def says_nothing(text: str) -> bool:
    """Say whether a word beside a name says nothing: of, the, city."""
    return normalise_word(text) in NEEDLESS or kind_of(text) == ""


def _of_somebody(text: str) -> Iterator[str]:
    for form in _forms(text):
        yield from (form, *(ending.sub("", form) for ending in ENDINGS_OF_ROLES))


def _forms(text: str) -> tuple[str, ...]:
    word = normalise_word(text)
    if not is_arabic(word):
        return (word,)
    return (word, *particles_off(word), PARTICLE_OF_A_SHORT_WORD.sub("", word), SORANI_ENDING.sub("", word))
