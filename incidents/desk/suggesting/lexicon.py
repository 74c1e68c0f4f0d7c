"""Lists of words in both languages (``desk/data``), found in the words of a text: the longest phrase at each place."""

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from geodata.cells import parts_of
from geodata.sounds import is_arabic
from incidents.desk.suggesting.told import Token, fold

DATA = Path(__file__).parents[1] / "data"
_NOUN_AND_ADJECTIVE = 2  # words
_SHORTEST_WITH_ARTICLE = 4  # letters
Entry = Mapping[str, str]


class Found(NamedTuple):
    """A phrase of a list in a text: tokens ``first`` up to ``last`` (not included), and the row it stands in."""

    first: int
    last: int
    entry: Entry


@dataclass(frozen=True, eq=False)
class Lexicon:
    """Phrases by their first word, the longest first; each with the row of its table."""

    phrases: Mapping[str, Sequence[tuple[tuple[str, ...], Entry]]]

    def at(self, tokens: Sequence[Token], place: int) -> Found | None:
        """Return the longest phrase that begins at a token; of equals the one that stands first in the list."""
        for form in tokens[place].forms:
            for phrase, entry in self.phrases.get(form, ()):
                rest = tokens[place + 1 : place + len(phrase)]
                if len(rest) == len(phrase) - 1 and all(
                    word in token.forms for word, token in zip(phrase[1:], rest, strict=True)
                ):
                    return Found(place, place + len(phrase), entry)
        return None

    def among(self, tokens: Sequence[Token]) -> Iterator[Found]:
        """Yield the phrases in a text, from left to right; none runs into another."""
        end = 0
        for place, token in enumerate(tokens):
            if place < end or self.phrases.keys().isdisjoint(token.forms):
                continue
            found = self.at(tokens, place)
            if found:
                yield found
                end = found.last


def lexicon_of(rows: Iterable[Entry]) -> Lexicon:
    """Make a lexicon of rows with a column ``words`` (``a|b``), folded as texts are."""
    held: defaultdict[str, list[tuple[tuple[str, ...], Entry]]] = defaultdict(list)
    for row in rows:
        for words in parts_of(row["words"]):
            for phrase in _as_written(fold(words).split()):
                if all(phrase != other for other, _ in held[phrase[0]]):
                    held[phrase[0]].append((phrase, row))
    return Lexicon({first: sorted(some, key=lambda held: -len(held[0])) for first, some in held.items()})


def _as_written(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Yield a phrase, and an Arabic one as it stands behind "for the": للشرق الأوسط has lost its article."""
    if words:
        yield tuple(words)
        if len(words) > 1 and words[0].startswith("ال") and len(words[0]) > _SHORTEST_WITH_ARTICLE:
            yield (words[0].removeprefix("ال"), *words[1:])
        if len(words) == _NOUN_AND_ADJECTIVE and all(is_arabic(word) and _takes_an_ending(word) for word in words):
            yield tuple(f"{word}ا" for word in words)


def _takes_an_ending(word: str) -> bool:
    """Say whether an Arabic word may be written with the ending of an object: هجوما انتحاريا."""
    return (not word.startswith(("ال", "ب")) and not word.endswith(("ه", "ا", "ي", "ات", "ون", "ين"))) or word.endswith(
        "ري"
    )


@cache
def rows_of(name: str) -> tuple[Entry, ...]:
    """Return the rows of a list, in its order."""
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return tuple(csv.DictReader(lines))


@cache
def lexicon(name: str) -> Lexicon:
    """Return a list by the name of its file."""
    return lexicon_of(rows_of(name))


@cache
def wording(kind: str) -> Lexicon:
    """Return the words that say one kind of thing: who speaks, doubt, sums, what was earlier."""
    return lexicon_of(row for row in rows_of("wording") if row["says"] == kind)


@cache
def small_words(use: str) -> frozenset[str]:
    """Return words that say nothing by themselves, as texts are folded, by what they do beside others.

    Raises KeyError for a use that stands in no row of the list; it may stand in several.
    """
    rows = [row for row in rows_of("small_words") if row["use"] == use]
    if not rows:
        raise KeyError(use)
    return frozenset(fold(word) for row in rows for word in parts_of(row["words"]))
