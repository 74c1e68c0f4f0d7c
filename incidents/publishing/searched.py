"""What a page in one file searches with: every word and name of its incidents, and what each of them finds.

What a word or a name means was worked out by the rules of the search (``selection/mentions.py``); the browser gets the
answers, the letters that are written or sound alike, and the patterns by which a text is parted into dates, names and
words.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from geodata.kinds import BETWEEN, DESERTS, KINDS
from geodata.names import HEARD_ACROSS_SCRIPTS, LONGEST, MOST_WORDS, SHORTEST_SLIP, Keys
from geodata.normalising import LATIN_ARTICLES, normalise_name
from geodata.sounds import CARRIER, MARKED, MOST_READINGS, OTHER_READING, READS, WRITTEN_VOWELS, Sound
from incidents.language.english_words import ENDINGS_OF_ENGLISH, english_words
from incidents.publishing.arounds import Arounds
from incidents.publishing.reading import for_browsers, letters, patterns
from incidents.record.known_in_texts import KNOWN
from incidents.record.named import ACTOR, ORIGIN, PLACE
from incidents.record.search import SHORTEST_IN_ONE, Search
from incidents.record.words import OTHER_FORMS, STEM
from incidents.selection.around import LIES_ROUND
from incidents.selection.asked_dates import ALSO_WORDS, beside_dates, date_patterns, month_by_folded_name, years_of
from incidents.selection.asked_names import LONG_NAME, part_of_name, written_name
from incidents.selection.asked_part import Part
from incidents.selection.kinds_beside import PLACES, deserts_called
from incidents.selection.said_otherwise import doubts, most_words_of_a_sense, senses
from incidents.selection.selection import Selection
from incidents.selection.written_onto import LEANING, LEANING_ON, NEEDLESS, OF_PARTIES

Mask = npt.NDArray[np.bool_]
Message = dict[str, Any]


def searched(selection: Selection) -> Message:
    """Return what the search of the file needs, as plain JSON.

    ``sets`` are rows of incidents; ``phrases`` (names with their spaces), ``joined`` (without), ``parts`` (words of
    names that no text has), ``forms`` (of words in texts) and ``kinds`` (names by a kind said beside them) give the
    number of a set. The rest are tables and patterns, written for JavaScript.
    """
    search = selection.record.search
    sets = _Sets(selection.rows)
    arounds = Arounds(search, lambda keys: sets.number(search.with_any(keys)))
    meant = dict(_meant(search))
    phrases = dict(_named(search, search.named.index.phrases, meant, sets))
    start = selection.record.incidents["date_start"].to_numpy().astype("datetime64[D]")
    return {
        "phrases": phrases,
        "joined": dict(_named(search, search.named.index.joined, meant, sets)),
        "parts": dict(_parts(search, sets)),
        "forms": {form: sets.number(search.incidents_of([rows])) for form, rows in search.saying.items()},
        "slips": {
            name: sets.number(search.with_any(search.named.with_namesakes(keys)))
            for name, keys in search.named.index.joined.items()
        },
        "shortest_slip": SHORTEST_SLIP,
        "ordinary": sorted(search.ordinary),
        "english": " ".join(sorted(english_words())),
        "endings_of_english": ENDINGS_OF_ENGLISH,
        "initials": sorted(search.named.initials),
        "ear": _ear(search, sets, arounds),
        "kinds": dict(_of_kinds(search, sets)),
        "senses": {key: [sets.number(_with_words(search, words)) for words in said] for key, said in senses().items()},
        "doubts": sorted(doubts()),
        "most_words_of_a_sense": most_words_of_a_sense(),
        "around": {name: around for name, part in meant.items() if (around := arounds.number(part.keys)) >= 0},
        "arounds": arounds.held,
        "lies_round": LIES_ROUND,
        "kind_words": dict(KINDS),
        "also_places": sorted(
            {*_names_borne(search, is_of_a_party)} & {*_names_borne(search, lambda key: key.startswith(PLACES))}
        ),
        "kinds_in_names": sorted(search.named.index.words & KINDS.keys()),
        "deserts": sorted(DESERTS),
        "deserts_of": dict(_deserts(search, meant, sets, arounds)),
        "needless": sorted(NEEDLESS),
        "of_parties": sorted(OF_PARTIES),
        "parties": sorted(_names_borne(search, is_of_a_party)),
        "known": sorted(_names_borne(search, lambda key: key.startswith(KNOWN))),
        "leaning": sorted(LEANING),
        "leaning_on": sorted(LEANING_ON),
        "country": sorted(_names_borne(search, lambda key: search.named.kinds.get(key) == "country", every=True)),
        "beside_dates": sorted(beside_dates()),
        "long_name": LONG_NAME,
        "between": sorted(BETWEEN),
        "articles": sorted(LATIN_ARTICLES),
        "letters": letters(),
        "patterns": patterns(),
        "dates": [for_browsers(pattern) for pattern in date_patterns()],
        "months": dict(month_by_folded_name()),
        "also_words": sorted(ALSO_WORDS),
        "years": list(years_of(start)),
        "stem": STEM,
        "other_forms": dict(OTHER_FORMS),
        "compounds": {form: list(words) for form, words in search.compounds.items()},
        "turned": {words: name for words, name in search.named.index.turned.items() if name in phrases},
        "shortest_in_one": SHORTEST_IN_ONE,
        "most_words": MOST_WORDS,
        "sets": sets.held,
    }


def is_of_a_party(key: str) -> bool:
    """Say whether a key is that of a party, of somebody who says something, or of whom texts name."""
    return key.startswith((ACTOR, ORIGIN, KNOWN))


class _Sets:
    """Sets of incidents of the file, each once."""

    def __init__(self, rows: npt.NDArray[np.int64]) -> None:
        self.held: list[list[int]] = []
        self._rows = rows
        self._numbers: dict[bytes, int] = {}

    def number(self, found: Mask) -> int:
        """Return the number of the set of those of the file that a mask over the record marks."""
        here = np.flatnonzero(found[self._rows])
        key = here.tobytes()
        if key not in self._numbers:
            self._numbers[key] = len(self.held)
            self.held.append(here.tolist())
        return self._numbers[key]


def _named(search: Search, names: Iterable[str], meant: Mapping[str, Part], sets: _Sets) -> Iterator[tuple[str, int]]:
    for name in names:
        if name in meant:
            yield name, sets.number(meant[name].answered(search))


def _names_borne(search: Search, is_so: Callable[[str], bool], *, every: bool = False) -> Iterator[str]:
    """Yield the names, with and without spaces, and the parts of names, of which some bearer, or every one, is so."""
    parts = {word: part.keys for word, part in _telling_parts(search)}
    for names in (search.named.index.phrases, search.named.index.joined, {} if every else parts):
        for name, keys in names.items():
            if (all if every else any)(map(is_so, keys)):
                yield name


def _meant(search: Search) -> Iterator[tuple[str, Part]]:
    """Yield every name, with its spaces and without, and what it means; each is read once, for it takes its time."""
    for name in {**search.named.index.phrases, **search.named.index.joined}:
        if (part := written_name(search, name)) is not None:
            yield name, part


def _deserts(
    search: Search, meant: Mapping[str, Part], sets: _Sets, arounds: Arounds
) -> Iterator[tuple[str, tuple[int, int]]]:
    """Yield names of places with the set of the deserts that are called by them, and where those lie."""
    for name, part in meant.items():
        if deserts := deserts_called(search, part.keys):
            yield name, (sets.number(search.with_any(deserts)), arounds.number(deserts))


def _parts(search: Search, sets: _Sets) -> Iterator[tuple[str, int]]:
    for word, part in _telling_parts(search):
        yield word, sets.number(part.answered(search))


def _telling_parts(search: Search) -> Iterator[tuple[str, Part]]:
    words = {word for phrase in search.named.index.phrases for word in phrase.split()}
    for word in sorted(words):
        part = None if search.has_word(word) else part_of_name(search, word)
        if part is not None:
            yield word, part


def _of_kinds(search: Search, sets: _Sets) -> Iterator[tuple[str, int]]:
    """Yield kind and name, parted by a colon, with the set of the places of that kind and name."""
    for kind, name in search.named.names_of_kind():
        if keys := search.named.of_kind(name, kind):
            yield f"{kind}:{normalise_name(name)}", sets.number(Part(name, keys).answered(search))


def _ear(search: Search, sets: _Sets, arounds: Arounds) -> Message:
    """Return how names sound, by their consonants, and what letters may stand for (see ``geodata/sounds.py``).

    ``names``: vowels, whether short ones are unwritten, cost, whether a place and a party bear it, four sets (of all
    that bear it, of all but origins, and of both without their namesakes), and where they lie (see ``Arounds``).
    ``words``: the same of words that stand in texts as names alone, with one set. ``kinds``: the same of places by the
    kind that is said beside their names.
    """
    index = search.named.index

    def found(keys: Keys) -> Iterator[int]:
        heard = keys, frozenset(key for key in keys if not key.startswith(ORIGIN))
        for borne in (*map(search.named.with_namesakes, heard), *heard):
            yield sets.number(search.with_any(borne))

    names = {
        consonants: [
            (
                *_told(sound),
                *(int(any(key.startswith(kind) for key in keys)) for kind in (PLACE, (ACTOR, ORIGIN, KNOWN))),
                *found(keys),
                arounds.number(search.named.with_namesakes(keys)),
            )
            for sound, keys in alike
        ]
        for consonants, alike in index.heard.items()
    }
    words = {
        consonants: [(*_told(sound), sets.number(_with_words(search, keys))) for sound, keys in alike]
        for consonants, alike in search.heard.heard.items()
    }
    kinds = {
        kind: {
            consonants: [(*_told(sound), sets.number(search.with_any(keys))) for sound, keys in alike]
            for consonants, alike in of_kind.heard.items()
        }
        for kind, of_kind in search.named.index_of_kind.items()
    }
    return {
        "names": names,
        "words": words,
        "kinds": kinds,
        "reads": dict(READS),
        "marks": {chr(code): letter for code, letter in MARKED.items()},
        "most": MOST_READINGS,
        "other": OTHER_READING,
        "written_vowels": WRITTEN_VOWELS.pattern,
        "carrier": CARRIER.pattern,
        "across": HEARD_ACROSS_SCRIPTS,
        "longest": LONGEST,
        "most_words": MOST_WORDS,
    }


def _told(sound: Sound) -> tuple[str, int, float]:
    return ",".join(sound.vowels), int(sound.open), round(sound.cost, 2)


def _with_words(search: Search, words: Keys) -> Mask:
    return np.logical_or.reduce([search.with_word(word) for word in words])
