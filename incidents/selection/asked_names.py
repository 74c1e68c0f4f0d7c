"""Names and words that a reader types, told apart: "raids Deir ez-Zor city" is a word and a name.

Words are read from left to right: the longest name that begins at a word is one part of the question, whatever its
spelling; any other word is a part by itself. Words for kinds beside a name belong to it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from geodata.kinds import BETWEEN, KINDS, kind_told
from geodata.names import MOST_WORDS, Keys
from geodata.normalising import normalise_name, normalise_word
from geodata.sounds import is_arabic
from incidents.record.named import ACTOR, ORIGIN, PLACE
from incidents.record.search import Search
from incidents.selection.written_onto import (
    NEEDLESS,
    is_of_parties,
    kind_of,
    says_nothing,
    without_cases,
    without_particles,
)

Mask = npt.NDArray[np.bool_]
LONG_NAME = 3  # words: a text so long is not like a name by chance
_MOST_THAT_HOLD = 4  # of whom a word may be a part: more have "Khan" or "Wadi" in common
_SHORTEST_PART = 4  # letters


@dataclass(frozen=True)
class Part:
    """A part of a reader's text as it was typed: the keys of a name, the normalised words it may be, or both."""

    text: str
    keys: Keys = frozenset()
    words: frozenset[str] = frozenset()

    def answered(self, search: Search) -> Mask:
        """Say which incidents bear the name or have one of the words."""
        found = search.with_any(self.keys)
        for word in self.words:
            found |= search.with_word(word)
        return found

    @property
    def is_name(self) -> bool:
        """Say whether somebody or some place bears it."""
        return bool(self.keys)


def asked_parts(search: Search, words: Sequence[str]) -> list[Part]:
    """Part the words of a text into names and words, for each of which an incident is asked."""
    parts = _with_their_kinds(search, list(_read(search, words)))
    telling = [part for part in parts if part.is_name or not is_needless(part)] or parts
    telling = [part for part in telling if not _is_the_country(search, part)] or telling
    is_long = len(words) >= LONG_NAME
    if len(telling) > 1 and (is_long or not all(part.answered(search).any() for part in telling)):
        whole = " ".join(words)
        if keys := search.named.index.slipped(whole):  # one name of several words, with a slip of the pen
            return [Part(whole, search.named.with_namesakes(keys))]
    return telling


def is_needless(part: Part) -> bool:
    """Say whether a part is a word that says nothing by itself: of, in, the."""
    return not part.is_name and normalise_word(part.text) in NEEDLESS


def _is_the_country(search: Search, part: Part) -> bool:
    """Say whether a part is the country, in which all of a record lies: "Raqqa, Syria", "Syrian General Security"."""
    return part.is_name and all(search.named.kinds.get(key) == "country" for key in part.keys)


def _read(search: Search, words: Sequence[str]) -> Iterator[Part]:
    at = 0
    while at < len(words):
        part = _name_at(search, words, at) or _word(search, words[at])
        at += max(1, len(part.text.split(" ")))
        yield part


def _name_at(search: Search, words: Sequence[str], at: int) -> Part | None:
    """Return the longest name that begins at a word: as it is written, else as it sounds; None where none begins."""
    index = search.named.index
    for length in range(min(MOST_WORDS, len(words) - at), 0, -1):
        text = " ".join(words[at : at + length])
        if (named := written_name(search, text)) and _is_typed_as_a_name(text):
            return _with_the_next(search, words[at:], length, named)
        if bare := next(
            (part for form in (*without_particles(text), *without_cases(text)) if (part := _borne(search, form, text))),
            None,
        ):
            return bare
        if _may_be_misspelt(search, text) and (keys := index.sounding(text)):
            known = frozenset({normalise_name(text)}) if " " not in text and search.has_word(text) else frozenset()
            return Part(text, _meant(search, text, keys), known)
        if keys := next((keys for form in without_cases(text) if (keys := index.sounding(form))), frozenset()):
            return Part(text, _meant(search, text, keys))
    return None


def _with_the_next(search: Search, words: Sequence[str], length: int, named: Part) -> Part:
    """Return a name with one of the same bearer that begins within it: "coalition forces" and "forces of …" are one."""
    for at in range(1, length):
        for longer in range(min(MOST_WORDS, len(words) - at), length - at, -1):
            keys = search.named.index.written(" ".join(words[at : at + longer]))
            if keys & named.keys:
                return Part(" ".join(words[: at + longer]), named.keys, named.words)
    return named


def _borne(search: Search, form: str, text: str) -> Part | None:
    """Return the name that a text is without what is written onto it, where an incident bears it: لبنان is not بنان."""
    named = written_name(search, form)
    return Part(text, named.keys, named.words) if named and search.with_any(named.keys).any() else None


def written_name(search: Search, text: str) -> Part | None:
    """Return what a text asks for that is a name letter by letter; None where it is none."""
    keys = search.named.index.written(text)
    return Part(text, _meant(search, text, keys), _also_words(search, text)) if keys else None


def part_of_name(search: Search, text: str) -> Part | None:
    """Return what a word asks for that no text has and that is a part of few names; None where it is none."""
    keys = search.named.index.holding(text)
    is_telling = 0 < len(keys) <= _MOST_THAT_HOLD and len(normalise_word(text)) >= _SHORTEST_PART
    return Part(text, keys) if is_telling else None


def _meant(search: Search, text: str, keys: Keys) -> Keys:
    """Return whom a name means: all that share it, but where a kind is said (al-Hol camp), those alone that are so.

    A town comes before a broadcaster that is called after it.
    """
    if any(key.startswith(PLACE) for key in keys):
        keys = frozenset(key for key in keys if not key.startswith(ORIGIN))
    return keys if kind_told(normalise_name(text)) else search.named.with_namesakes(keys)


def _is_typed_as_a_name(text: str) -> bool:
    """Say whether a name so short that it is a word as well is typed as a name: IS, not is."""
    return len(text) > 2 or text.isupper() or is_arabic(text)


def _also_words(search: Search, text: str) -> frozenset[str]:
    """Return what a name may be as a word: "civilians" are a party and stand in many a text."""
    word = normalise_name(text)
    is_a_word = word in search.ordinary and word not in search.named.initials and not is_arabic(word)
    return frozenset({word}) if is_a_word else frozenset()


def _may_be_misspelt(search: Search, text: str) -> bool:
    """Say whether a text may be a name that is spelt in its own way: not where it is made of ordinary words."""
    words = [normalise_word(word) for word in text.split(" ")]
    if words[0] in BETWEEN or words[-1] in BETWEEN:
        return False
    if len(words) > 1 and not search.named.initials.isdisjoint(words):
        return False  # initials are spelt out, not read: "SDF forces" are not Assad's
    return not all(word in search.ordinary or word in BETWEEN or word in KINDS for word in words)


def _word(search: Search, text: str) -> Part:
    """Return a word; where no text has it, what it is a part of, sounds like, or was meant to be."""
    word = normalise_word(text)
    if search.has_word(word) or word in NEEDLESS or word in KINDS:
        return Part(text, words=frozenset({word}))
    if part := part_of_name(search, text):
        return part
    if heard := search.heard.sounding(text):
        return Part(text, words=heard)
    return Part(text, search.named.with_namesakes(search.named.index.slipped(text)))


def _with_their_kinds(search: Search, parts: list[Part]) -> list[Part]:
    """Return the parts without the words for kinds that stand beside a name, each name as its kind narrows it."""
    meant = [_of_its_kind(search, parts, place) for place in range(len(parts))]
    return [
        part
        for place, part in enumerate(meant)
        if part.is_name or not any(_belongs_to(part, meant, place, step) for step in (-1, 1))
    ]


def _of_its_kind(search: Search, parts: Sequence[Part], place: int) -> Part:
    """Return a part as the kind beside it narrows it: Roj is a camp where a camp is said, and a word elsewhere."""
    part = parts[place]
    if kind_of(part.text) is not None or (not part.is_name and says_nothing(part.text)):
        return part
    keys = search.named.of_kind(part.text, _kind_beside(parts, place))
    return Part(part.text, keys) if keys else part


def _kind_beside(parts: Sequence[Part], place: int) -> str:
    """Return the kind that is said right before or behind a name; nothing where none is, or one that says nothing."""
    for step in (1, -1):
        at = _next(parts, place, step)
        if at is not None and not parts[at].is_name and (kind := kind_of(parts[at].text)):
            return kind
    return ""


def _belongs_to(part: Part, parts: Sequence[Part], place: int, step: int) -> bool:
    """Say whether a word for a kind stands beside a name that may have it: of a place, or of a party."""
    at = _next(parts, place, step)
    if at is None or not parts[at].is_name:
        return False
    is_beside_a_party = any(key.startswith(ACTOR) for key in parts[at].keys)
    return kind_of(part.text) is not None or (is_beside_a_party and is_of_parties(part.text))


def _is_passed_over(text: str) -> bool:
    return says_nothing(text) or is_of_parties(text)


def _next(parts: Sequence[Part], place: int, step: int) -> int | None:
    """Return the next part in a direction, beyond words that say nothing: "al-Hol refugee camp", "city of Homs"."""
    at = place + step
    while 0 <= at < len(parts) and not parts[at].is_name and _is_passed_over(parts[at].text):
        at += step
    return at if 0 <= at < len(parts) else None
