"""Names and words that a reader types, told apart: "raids Deir ez-Zor city" is a word and a name.

Words are read from left to right: the longest name that begins at a word is one part of the question, whatever its
spelling; any other word is a part by itself. Words for kinds beside a name belong to it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from geodata.kinds import BETWEEN, KINDS, bare_of_deserts, bare_of_kinds, kind_told
from geodata.names import LETTER_ALONE, MOST_WORDS, Keys
from geodata.normalising import folded, normalise_name, normalise_word
from geodata.sounds import is_arabic
from incidents.language.english_words import is_english
from incidents.record.named import ORIGIN, PLACE
from incidents.record.search import Search
from incidents.selection.around import within_what_is_around
from incidents.selection.asked_part import Part
from incidents.selection.kinds_beside import is_the_country, with_their_kinds
from incidents.selection.said_otherwise import other_words_for, said_at
from incidents.selection.written_onto import (
    NEEDLESS,
    OF_PARTIES,
    SURELY_WRITTEN_ONTO,
    directions_in,
    without_cases,
    without_particles,
)

A_SPRING = re.compile(r"^ein (?:al|el|ul) (?=\w)", re.IGNORECASE)  # as names have it: "ein" alone is German for a
LONG_NAME = 3  # words: a text so long is not like a name by chance
_MOST_THAT_HOLD = 4  # of whom a word may be a part: more have "Khan" or "Wadi" in common
_SHORTEST_PART = 4  # letters
_SAYS_LITTLE = BETWEEN | KINDS.keys() | OF_PARTIES


def asked_parts(search: Search, words: Sequence[str]) -> list[Part]:
    """Part the words of a text into names and words, for each of which an incident is asked."""
    words = as_texts_write(search, words)
    parts = with_their_kinds(search, list(_read(search, words)))
    telling = [part for part in parts if part.is_name or not is_needless(part)] or parts
    telling = [part for part in telling if not is_the_country(search, part)] or telling
    telling = within_what_is_around(search, telling)
    is_long = len(words) >= LONG_NAME
    if len(telling) > 1 and (is_long or not all(part.answered(search).any() for part in telling)):
        whole = " ".join(words)
        if keys := search.named.index.slipped(whole):  # one name of several words, with a slip of the pen
            return [Part(whole, search.named.with_namesakes(keys))]
    return telling


def as_texts_write(search: Search, words: Sequence[str]) -> Sequence[str]:
    """Return words as texts write them, if they do: "check point" in one, "airstrike" in two as a tactic is called."""
    written: list[str] = []
    for word in words:
        plain = normalise_word(word)
        if written and search.is_one_word(normalise_word(written[-1]), plain):
            written[-1] += word
        elif in_two := search.in_two_words(plain):
            written += in_two
        else:
            written.append(word)
    return written


def is_needless(part: Part) -> bool:
    """Say whether a part is a word that says nothing by itself: of, in, the."""
    return not part.is_name and normalise_word(part.text) in NEEDLESS


def _is_word_of_the_country(search: Search, word: str) -> bool:
    keys = next((keys for form in (word, *without_cases(word)) if (keys := search.named.index.written(form))), ())
    return bool(keys) and all(search.named.kinds.get(key) == "country" for key in keys)


def _read(search: Search, words: Sequence[str]) -> Iterator[Part]:
    at = 0
    while at < len(words):
        parts = _said_or_named(search, words, at) or [_word(search, words[at])]
        at += max(1, len(parts[0].text.split(" ")))
        yield from parts


def _said_or_named(search: Search, words: Sequence[str], at: int) -> list[Part]:
    """Return what begins at a word: a name, or what happened where no name is longer or written letter by letter."""
    said, name = said_at(words[at:]), _name_at(search, words, at)
    if name is None or not said:
        return said if name is None else [name]
    is_longer = len(name.text.split(" ")) > len(said[0].text.split(" "))
    return [name] if is_longer or search.named.index.written(name.text) else said


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
            return replace(_named(search, text, keys), words=known)
        forms = () if _is_beside_a_kind(search, text) else without_cases(text)
        if keys := next((keys for form in forms if (keys := index.sounding(form))), frozenset()):
            return _named(search, text, keys)
    return None


def _with_the_next(search: Search, words: Sequence[str], length: int, named: Part) -> Part:
    """Return a name with one of the same bearer that begins within it: "coalition forces" and "forces of …" are one."""
    for at in range(1, length):
        for longer in range(min(MOST_WORDS, len(words) - at), length - at, -1):
            keys = search.named.index.written(" ".join(words[at : at + longer]))
            if keys & named.keys:
                return replace(named, text=" ".join(words[: at + longer]))
    return named


def _borne(search: Search, form: str, text: str) -> Part | None:
    """Return the name that a text is without what is written onto it.

    Where a letter may belong to the one word, only if an incident bears the name: لبنان is not بنان.
    """
    named = written_name(search, form)
    is_sure = " " in text or SURELY_WRITTEN_ONTO.match(folded(text))
    if named is None or not (is_sure or search.with_any(named.keys).any()):
        return None
    return replace(named, text=text)


def written_name(search: Search, text: str) -> Part | None:
    """Return what a text asks for that is a name letter by letter; None where it is none."""
    keys = search.named.index.written(text)
    return replace(_named(search, text, keys), words=_also_words(search, text)) if keys else None


def part_of_name(search: Search, text: str) -> Part | None:
    """Return what a word asks for that no text has and that is a part of few names; None where it is none."""
    keys = search.named.index.holding(text)
    is_telling = 0 < len(keys) <= _MOST_THAT_HOLD and len(normalise_word(text)) >= _SHORTEST_PART
    return Part(text, keys) if is_telling else None


def _named(search: Search, text: str, keys: Keys) -> Part:
    """Return whom a name means: all that share it, but where a kind is said (al-Hol camp), those alone that are so.

    A town comes before a broadcaster that is called after it. Of a region that is called by its side (eastern Deir
    ez-Zor) all that the region around is, so that the side is of no use.
    """
    unused: tuple[str, ...] = ()
    if any(key.startswith(PLACE) for key in keys):
        around = _around(search, text, keys)
        unused = directions_in(text) if around else ()
        keys = frozenset(key for key in keys if not key.startswith(ORIGIN)) | around
    return Part(text, keys if kind_told(normalise_name(text)) else search.named.with_namesakes(keys), unused=unused)


def _around(search: Search, text: str, keys: Keys) -> Keys:
    """Return what a name has in it that is the name of a region around: "Deir ez-Zor countryside", not Rif Dimashq."""
    inside = " ".join(word for word in bare_of_kinds(text).split() if normalise_name(word) not in BETWEEN)
    if inside == text or any(search.named.kinds.get(key) != "region" for key in keys):
        return frozenset()
    belong = search.named.belong_together
    return frozenset(key for key in search.named.index.written(inside) if any(belong(key, one) for one in keys))


def _is_typed_as_a_name(text: str) -> bool:
    """Say whether a name so short that it is a word as well is typed as a name: IS, not is."""
    return len(text) > 2 or text.isupper() or is_arabic(text)


def _also_words(search: Search, text: str) -> frozenset[str]:
    """Return what a name may be as a word: "civilians" are a party and stand in many a text, in other words as well."""
    if other := other_words_for(text):
        return other
    word = normalise_name(text)
    is_a_word = word in search.ordinary and word not in search.named.initials and not is_arabic(word)
    return frozenset({word}) if is_a_word else frozenset()


def _may_be_misspelt(search: Search, text: str) -> bool:
    """Say whether a text may be a name that is spelt in its own way: not where it is made of ordinary words."""
    words = [normalise_word(word) for word in text.split(" ")]
    if LETTER_ALONE.match(" ".join(words)):
        return False
    if (words[0] in BETWEEN and not A_SPRING.match(text)) or words[-1] in BETWEEN:
        return False
    if len(words) > 1 and not search.named.initials.isdisjoint(words):
        return False  # initials are spelt out, not read: "SDF forces" are not Assad's
    if _is_beside_a_kind(search, text):
        return False
    if len(words) > 1 and any(_is_word_of_the_country(search, word) for word in text.split(" ")):
        return False  # "Syria's al-Hol" is al-Hol
    return not all(word in search.ordinary or word in _SAYS_LITTLE or is_english(word) for word in words)


def _is_beside_a_kind(search: Search, text: str) -> bool:
    """Say whether a name has a word beside it that no name has, or one for a desert: it is to be heard by itself.

    "Osten von Deir ez-Zor" is not its desert (Wüste), and "Mayadin desert" not that of Maadan.
    """
    index, words = search.named.index, [normalise_word(word) for word in text.split(" ")]
    if index.written(bare_of_deserts(text)):
        return True
    return len(words) > 1 and any(KINDS.get(word) == "" and word not in index.words for word in words)


def _word(search: Search, text: str) -> Part:
    """Return a word; where no text has it, and it is no everyday one, what it is a part of, sounds like or means."""
    word = normalise_word(text)
    says_little = word in NEEDLESS or word in KINDS or word in OF_PARTIES
    if search.has_word(word) or says_little or is_english(word):
        return Part(text, words=frozenset({word}))
    if part := part_of_name(search, text):
        return part
    if heard := search.heard.sounding(text):
        return Part(text, words=heard)
    return Part(text, search.named.with_namesakes(search.named.index.slipped(text)))
