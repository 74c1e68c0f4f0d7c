"""Who and what has a name in a record: places with all that holds them, actors, and those who say something first.

Keys are ids with what they are of: ``place:raqqa``, ``district:SY1101``, ``river:khabur``, ``part:north-east``,
``actor:sdf``, ``origin:sohr``, ``known:turkey``.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from geodata.kinds import TELLING, bare_of_deserts, bare_of_kinds, kind_told
from geodata.names import Keys, NameIndex, words_of
from geodata.normalising import LATIN_ARTICLES, normalise_name, normalise_word
from geodata.sounds import is_arabic
from incidents.record.known_in_texts import KNOWN, adjectives_of_nations
from incidents.record.parts_of_syria import names_of_parts
from incidents.record.words import particles_off

PLACE, DISTRICT, RIVER, ACTOR, ORIGIN = "place:", "district:", "river:", "actor:", "origin:"
_LONGEST_INITIALS = 4  # letters: "IS" and "HAT" are names only where they are written in capitals


@dataclass(frozen=True, eq=False)
class Named:
    """All that has a name. ``kinds`` and ``governorates`` say of each place (its key) what the gazetteer says.

    ``of_nations`` are by nations that texts name the parties that are theirs.
    """

    names: tuple[tuple[str, str], ...]
    kinds: Mapping[str, str]
    governorates: Mapping[str, frozenset[str]]
    of_nations: Mapping[str, Keys]

    @cached_property
    def index(self) -> NameIndex:
        """Return the names, ready to be asked."""
        return NameIndex(self.names, silent=adjectives_of_nations().union(name for _, name in names_of_parts()))

    @cached_property
    def initials(self) -> frozenset[str]:
        """Return the normalised names that are written in capitals and are words if they are not: IS, HAT."""
        return frozenset(
            normalise_name(name) for _, name in self.names if len(name) <= _LONGEST_INITIALS and name.isupper()
        )

    def with_namesakes(self, keys: Iterable[str]) -> Keys:
        """Return things and their namesakes in the same governorate (a city, its district), with parties of nations."""
        held = frozenset(keys)
        return held.union(*(self._namesakes.get(key, ()) for key in held), *(self.of_nations.get(k, ()) for k in held))

    @cached_property
    def _namesakes(self) -> Mapping[str, Keys]:
        found: defaultdict[str, Keys] = defaultdict(frozenset)
        for bearers in self.index.phrases.values():
            for key in bearers if len(bearers) > 1 else ():
                found[key] |= {other for other in bearers if self.belong_together(key, other)}
        return dict(found)

    def of_kind(self, name: str, kind: str) -> Keys:
        """Return the places of a kind that are called by a name without the word for it: Roj, of camps."""
        if kind not in self.index_of_kind:
            return frozenset()
        return self.written_of_kind(name, kind) or self.index_of_kind[kind].sounding(name)

    def written_of_kind(self, name: str, kind: str) -> Keys:
        """Return the same where the name is so letter by letter."""
        return self.index_of_kind[kind].written(name) if kind in self.index_of_kind else frozenset()

    @cached_property
    def deserts_of(self) -> Mapping[str, Keys]:
        """Return by place the deserts that are called by its name: of Homs the desert of Homs."""
        found: defaultdict[str, Keys] = defaultdict(frozenset)
        for key, name in self.names:
            inside = bare_of_deserts(name) if self.kinds.get(key) == "region" else ""
            for place in self.index.written(inside) if inside else ():
                if place != key and self.belong_together(place, key):
                    found[place] |= {key}
        return dict(found)

    def names_of_kind(self) -> Iterator[tuple[str, str]]:
        """Yield each kind that tells places apart with the names that its places have without the word for it."""
        for key, name in self.names:
            if (kind := self.kinds.get(key)) in TELLING:
                yield kind, bare_of_kinds(name)

    @cached_property
    def index_of_kind(self) -> Mapping[str, NameIndex]:
        """Return by kind that tells places apart the names that its places have without the word for it."""
        found: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        for key, name in self.names:
            if (kind := self.kinds.get(key)) in TELLING:
                found[kind].append((key, bare_of_kinds(name)))
        return {kind: NameIndex(named) for kind, named in found.items()}

    def belong_together(self, one: str, two: str) -> bool:
        """Say whether two that share a name are namesakes of one place, in a governorate, or both parties."""
        if one.startswith(KNOWN) or two.startswith(KNOWN):
            return False  # Jordan is a name of its army's, which is not found by all that Jordan is
        if one in self.governorates and two in self.governorates:
            return bool(self.governorates[one] & self.governorates[two])
        return one not in self.governorates and two not in self.governorates

    def mentioned(self, text: str, governorates: frozenset[str]) -> Iterator[str]:
        """Yield the keys that a text names, the longest name at each word; its incident lies in these governorates.

        A name in Latin letters begins with a capital: a hole is not al-Hol. Arabic has none, and many a town is called
        by a common word (the door, the hill): one word is a town of the governorate, or no town.
        """
        for keys, is_one_arabic_word in self._found_in(text):
            for key in keys:
                lies_in = self.governorates.get(key)
                if lies_in is None or not is_one_arabic_word or lies_in & governorates:
                    yield key

    def wherever(self, words: list[str]) -> tuple[Keys, bool]:
        """Return the keys that the words of a text name wherever it is said; and whether they name a town somewhere."""
        keys, is_local = set[str](), False
        for _at, _length, named_here, is_one_arabic_word in self.names_among(words):
            local = {key for key in named_here if is_one_arabic_word and key in self.governorates}
            keys |= named_here - local
            is_local = is_local or bool(local)
        return frozenset(keys), is_local

    def _found_in(self, text: str) -> list[tuple[Keys, bool]]:
        """Return the names in a text, each by those that bear it and whether it is one Arabic word; read once."""
        if text not in self._texts:
            self._texts[text] = [(keys, is_one) for _, _, keys, is_one in self.names_among(words_of(text))]
        return self._texts[text]

    def names_among(self, words: list[str]) -> list[tuple[int, int, Keys, bool]]:
        """Return the names among words: place of the first, how many, the bearers, whether it is one Arabic word."""
        folded = [normalise_word(word) for word in words]
        found, at = [], 0
        while at < len(words):
            length, phrase = self._longest_at(words, folded, at)
            if length:
                keys = self._bearers_of(phrase) | self._nation_in(words[at : at + length])
                found.append((at, length, keys, length == 1 and is_arabic(phrase)))
            # Rif Dimashq does not name Damascus, but suspected ISIS attackers name ISIS.
            at += length if length and self._is_of_a_place(phrase) else 1
        return found

    @cached_property
    def _texts(self) -> dict[str, list[tuple[Keys, bool]]]:
        return {}

    @cached_property
    def _bearers(self) -> dict[str, Keys]:
        return {}

    def _bearers_of(self, phrase: str) -> Keys:
        if phrase not in self._bearers:
            keys = self.index.phrases[phrase]
            nations = {key for key in keys if key.startswith(KNOWN)}  # whose name names none of their parties
            self._bearers[phrase] = keys if kind_told(phrase) else self.with_namesakes(keys - nations) | nations
        return self._bearers[phrase]

    def _nation_in(self, words: list[str]) -> Keys:
        """Return the nation with whose initials the name of a party begins: of "US-led coalition" the US."""
        return self._initials_of_nations.get(words[0], frozenset())

    @cached_property
    def _initials_of_nations(self) -> Mapping[str, Keys]:
        return {name: frozenset({key}) for key, name in self.names if key in self.of_nations and name.isupper()}

    def _is_of_a_place(self, phrase: str) -> bool:
        return any(key in self.governorates for key in self.index.phrases[phrase])

    def _longest_at(self, words: list[str], folded: list[str], at: int) -> tuple[int, str]:
        """Return of how many words the longest name is that begins at one, and the name; 0 where none begins."""
        for first, longest in self._beginnings(folded[at]):
            for length in range(min(longest, len(words) - at), 0, -1):
                rest = (word for word in folded[at + 1 : at + length] if word and word not in LATIN_ARTICLES)
                phrase = " ".join((first, *rest))
                if phrase in self.index.phrases and self._is_written_as_a_name(words[at : at + length], phrase):
                    return length, phrase
        return 0, ""

    def may_begin(self, word: str) -> bool:
        """Say whether a name may begin with a normalised word of a text; most words begin none."""
        return bool(self._beginnings(word))

    def _beginnings(self, word: str) -> tuple[tuple[str, int], ...]:
        """Return the words that a word may be at the start of a name, and how long such names are; most are none."""
        if word not in self._begun:
            firsts = (word, *particles_off(word)) if is_arabic(word) else (word,)
            self._begun[word] = tuple((first, self._longest[first]) for first in firsts if first in self._longest)
        return self._begun[word]

    @cached_property
    def _begun(self) -> dict[str, tuple[tuple[str, int], ...]]:
        return dict.fromkeys(LATIN_ARTICLES, ())

    def _is_written_as_a_name(self, words: list[str], phrase: str) -> bool:
        if phrase in self.initials:
            return words[0].isupper()
        if not words[0][:1].islower() or is_arabic(phrase):
            return True
        # "international coalition", "suspected attackers": parties are named by common words as well.
        return len(words) > 1 and not self._is_of_a_place(phrase)

    @cached_property
    def _longest(self) -> Mapping[str, int]:
        """Return by the first word of each name how many words such names have at most, articles between included."""
        longest: defaultdict[str, int] = defaultdict(int)
        for phrase in self.index.phrases:
            first, *rest = phrase.split()
            longest[first] = max(longest[first], 1 + 2 * len(rest))
        return dict(longest)
