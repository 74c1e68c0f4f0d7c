"""Names by which things are found: letter by letter, then by how they sound, last by a slip of the pen.

Keys are those of whoever names things (places, parties); this module knows only names.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, lru_cache

from geodata.kinds import BETWEEN, without_kinds
from geodata.normalising import LATIN_ARTICLES, folded, normalise_name
from geodata.sounds import Sound, allowance, distance, is_arabic, sounds

Keys = frozenset[str]

# No name has more words; a sentence is not a name.
MOST_WORDS = 8
LONGEST = 60  # letters of a name that is read aloud
WORDS = re.compile(r"[^\W_]+(?:['’‘ʿʾ`´\u0300-\u036f\u064b-\u0652]+[^\W_]+)*['’‘ʿʾ`´\u0300-\u036f\u064b-\u0652]*")
ELIDED = re.compile(r"\b(?:[dl]|un|dell|nell|dall|sull)['’](?=\w)", re.IGNORECASE)  # camp d'al-Hol, dell'Isis
JOINED_ARTICLE = re.compile(r"^(?:al|el|ul|[aeu]([dnrstz])(?=\1)|[ae](?=ch(?=ch)|sh(?=sh)))(?=\w{3})", re.IGNORECASE)
FIRST_ARTICLE = re.compile(r"^ال(?=\w\w)")
LETTER_ALONE = re.compile(r"^[a-z] (?=\w\w)")  # is a word: "I ran" is not Iran
FEMININE = re.compile(r"(?<=\w{2}[ae])t$", re.IGNORECASE)  # before another word alone: Muadamiyat al-Qalamoun
TH = re.compile(r"th(?=\w)", re.IGNORECASE)  # is also said s: Ithriya, Isriya; at the end it tells a t: Hamath
_MOST_ARABIC_READINGS = 8
_LONGEST_INITIALS = 6  # letters
SHORTEST_SLIP = 7  # letters of a name in which one may be wrong
# Where one side writes no short vowels, so much has to be heard: consonants and long vowels.
HEARD_ACROSS_SCRIPTS = 5
_NOTHING: Keys = frozenset()


def words_of(text: str) -> list[str]:
    """Return the words of a text as they are written, without punctuation; marks of a transliteration stay.

    >>> words_of("camp d'al-Hol, Dar'a")
    ['camp', 'al', 'Hol', "Dar'a"]
    """
    return WORDS.findall(ELIDED.sub(" ", text))


def placed_words_of(text: str) -> list[tuple[str, int, int]]:
    """Return the words of a text with their places: ``text[start:end]`` is the word."""
    whole = ELIDED.sub(lambda found: " " * len(found[0]), text)
    return [(found[0], found.start(), found.end()) for found in WORDS.finditer(whole)]


def without_articles(text: str) -> list[str]:
    """Return the words of a name as they are written, without articles; never nothing."""
    words = [FIRST_ARTICLE.sub("", word) for word in words_of(text)]
    return [word for word in words if folded(word) not in LATIN_ARTICLES] or words


def in_one_order(name: str) -> str:
    """Return the words of a normalised name in one order, without those that stand between names.

    >>> in_one_order("ministry of defence") == in_one_order("defence ministry")
    True
    """
    return " ".join(sorted(word for word in name.split() if word not in BETWEEN))


class NameIndex:
    """Things by their names. ``named`` has pairs of a key and a name as people write it, in any script.

    Names that are ``silent`` are found letter by letter alone: a word that only sounds so is another one.
    """

    def __init__(self, named: Iterable[tuple[str, str]], silent: frozenset[str] = frozenset()) -> None:
        keys: defaultdict[str, set[str]] = defaultdict(set)
        for key, name in named:
            keys[name].add(key)
        self._silent = silent
        self._keys = {name: frozenset(held) for name, held in keys.items() if normalise_name(name)}

    @cached_property
    def phrases(self) -> Mapping[str, Keys]:
        """Return the keys of each normalised name, its words parted by spaces, with and without words for kinds."""
        held: defaultdict[str, Keys] = defaultdict(frozenset)
        for name, keys in self._keys.items():
            whole = normalise_name(name)
            for phrase in {whole, without_kinds(whole)}:
                held[phrase] |= keys
        return dict(held)

    @cached_property
    def joined(self) -> Mapping[str, Keys]:
        """Return the keys of each name written without spaces, with and without its articles."""
        held: defaultdict[str, Keys] = defaultdict(frozenset)
        for phrase, keys in self.phrases.items():
            held[phrase.replace(" ", "")] |= keys
        for name, keys in self._keys.items():
            held[folded(name).replace(" ", "")] |= keys
        return dict(held)

    @cached_property
    def turned(self) -> Mapping[str, str]:
        """Return names of several words by their words in one order: "forces US", "Ministry of Interior, Syrian".

        What stands in brackets is a remark, and no part of a name in another order: "Islamic State (suspected)".
        """
        whole = (normalise_name(name) for name in self._keys if "(" not in name)
        phrases = dict.fromkeys(phrase for name in whole for phrase in (name, without_kinds(name)) if " " in phrase)
        return {in_one_order(phrase): phrase for phrase in phrases}

    @cached_property
    def heard(self) -> Mapping[str, list[tuple[Sound, Keys]]]:
        """Return by their consonants how names sound, each as it is usually read."""
        held: defaultdict[str, list[tuple[Sound, Keys]]] = defaultdict(list)
        for name, keys in self._keys.items():
            if name in self._silent or (name.isupper() and len(name) <= _LONGEST_INITIALS and not is_arabic(name)):
                continue  # is spelt out, not read: AANES is nobody called Anas
            for sound in {sound for form in _spoken(name) for sound in _usual(form)}:
                held[sound.consonants].append((sound, keys))
        return dict(held)

    def prepare(self) -> None:
        """Make now what is asked of it later, so that whoever asks first need not wait."""
        self.written("-")
        self.sounding("-")
        self.holding("-")

    def written(self, text: str) -> Keys:
        """Return the keys that bear a name letter by letter: case, marks, articles and spaces do not matter."""
        name = normalise_name(text)
        if not 0 < len(name.split()) <= MOST_WORDS:
            return _NOTHING
        if name in self.phrases:
            return self.phrases[name]
        if LETTER_ALONE.match(name):
            return _NOTHING
        return (
            self.joined.get(name.replace(" ", ""))
            or self.joined.get(folded(text).replace(" ", ""))
            or self.joined.get(JOINED_ARTICLE.sub("", name.replace(" ", "")))
            or self.phrases.get(self.turned.get(in_one_order(name), ""), _NOTHING)
        )

    @cached_property
    def words(self) -> frozenset[str]:
        """Return the normalised words of all names that are not silent."""
        return frozenset(
            word for name in self._keys if name not in self._silent for word in normalise_name(name).split()
        )

    def sounding(self, text: str) -> Keys:
        """Return the keys whose names sound like a text, the nearest only; none where too little is heard."""
        return min(self._alike(text), default=(0.0, _NOTHING), key=lambda found: found[0])[1]

    def _alike(self, text: str) -> Iterator[tuple[float, Keys]]:
        """Yield how far apart, and whose names, for each distance at which some name sounds like the text."""
        found: defaultdict[float, Keys] = defaultdict(frozenset)
        if len(text) > LONGEST or len(text.split()) > MOST_WORDS:
            return
        for form in _asked(text):
            for asked in sounds(form):
                for name, keys in self.heard.get(asked.consonants, ()):
                    if not _may_be_compared(asked, name):
                        continue
                    apart = round(distance(asked, name), 2)
                    if apart - asked.cost - name.cost <= allowance(asked, name):
                        found[apart] |= keys
        yield from found.items()

    def slipped(self, text: str) -> Keys:
        """Return the keys of the one name that differs from a text by one letter, or two exchanged; else none."""
        from rapidfuzz import process  # whoever writes a name as it is does without it
        from rapidfuzz.distance import OSA

        name = normalise_name(text).replace(" ", "")
        if not SHORTEST_SLIP <= len(name) <= LONGEST:
            return _NOTHING
        near = process.extract(name, list(self.joined), scorer=OSA.distance, score_cutoff=1, limit=8)
        found = {self.joined[other] for other, _, _ in near if other[0] == name[0]}
        return next(iter(found)) if len(found) == 1 else _NOTHING

    def find(self, text: str) -> dict[str, float]:
        """Return a score (0 to 100) per key: 100 for its name, less for a part of it, a sound or a slip."""
        if whole := self.written(text):
            parts = dict.fromkeys(self.holding(text), 96.0)
            return parts | dict.fromkeys(whole, 100.0)
        if parts := dict.fromkeys(self.holding(text), 95.0):
            return parts
        return dict.fromkeys(self.sounding(text), 85.0) or dict.fromkeys(self.slipped(text), 80.0)

    def holding(self, text: str) -> Keys:
        """Return the keys of which some name holds every word of a text, in any order."""
        words = normalise_name(text).split()
        if not 0 < len(words) <= MOST_WORDS:
            return _NOTHING
        return _NOTHING.union(*(self._parts.get(words[0], {}).get(name, _NOTHING) for name in self._with_all(words)))

    def _with_all(self, words: list[str]) -> Iterator[str]:
        for name in self._parts.get(words[0], ()):
            if set(words) <= set(name.split()):
                yield name

    @cached_property
    def _parts(self) -> Mapping[str, dict[str, Keys]]:
        """Return by each word the normalised names that hold it, and their keys."""
        held: defaultdict[str, dict[str, Keys]] = defaultdict(dict)
        for phrase, keys in self.phrases.items():
            for word in phrase.split():
                held[word][phrase] = keys
        return dict(held)


@lru_cache(maxsize=1 << 16)
def _spoken(name: str) -> tuple[str, ...]:
    """Return a name as it is spoken: without its articles, with those between its words, without a t between them."""
    bare = without_articles(name)
    whole = words_of(name)
    with_articles = "".join(whole[1:] if folded(whole[0]) in LATIN_ARTICLES and len(whole) > 1 else whole)
    apart = "".join((*(FEMININE.sub("", word) for word in bare[:-1]), bare[-1])) if bare else ""
    return tuple(dict.fromkeys(("".join(bare), FIRST_ARTICLE.sub("", with_articles), apart)))


def _asked(text: str) -> tuple[str, ...]:
    """Return the ways to understand what a reader typed: as it is, and without an article written onto it."""
    joined = "".join(without_articles(text))
    return tuple(dict.fromkeys((joined, JOINED_ARTICLE.sub("", joined), FIRST_ARTICLE.sub("", joined))))


@lru_cache(maxsize=1 << 16)
def _usual(form: str) -> tuple[Sound, ...]:
    """Return how a name is usually read; Arabic letters that are said in several ways are read in all, and th as s."""
    if is_arabic(form):
        return sounds(form, _MOST_ARABIC_READINGS)
    return tuple(sound for written in dict.fromkeys((form, TH.sub("s", form))) for sound in sounds(written, 1))


def _may_be_compared(asked: Sound, name: Sound) -> bool:
    if len(asked.consonants) < 2:
        return False
    if asked.open == name.open:
        return asked.cost == 0 or len(asked.consonants) > 2 or any(len(vowels) > 1 for vowels in asked.vowels)
    written = asked if asked.open else name
    return len(asked.consonants) + sum(map(bool, written.vowels)) >= HEARD_ACROSS_SCRIPTS
