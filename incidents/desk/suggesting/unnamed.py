"""Settlements of which the gazetteer knows nothing: "the village of Umm Hajar", بلدة بقرص تحتاني."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from geodata.sounds import is_arabic
from incidents.desk.suggesting.beside import speaks, stands_at
from incidents.desk.suggesting.claims import only_speaker
from incidents.desk.suggesting.events import Event
from incidents.desk.suggesting.lexicon import lexicon, small_words
from incidents.desk.suggesting.own_voice import own_statement
from incidents.desk.suggesting.parts import is_from
from incidents.desk.suggesting.relaying import speaker_of
from incidents.desk.suggesting.told import Sentence, Token
from incidents.desk.suggesting.where import OF_AN_AREA, Place
from incidents.desk.suggesting.who import UNATTRIBUTED, speakers_in
from incidents.record.named import PLACE
from incidents.record.record import Record

_WRITTEN_ON = re.compile(r"^و?[بل](?=(?:قري|بلد|مدين|حي\b|أحياء|ضاحي))")  # بقرية أم حجر
_OWNS = re.compile(r"['’]s?$")
_LONGEST = 3  # words of a name in English
_LIES_IN = 8  # tokens between a settlement and the town that it is said to belong to


@dataclass(frozen=True)
class Unnamed:
    """A settlement that a sentence names in tokens ``first`` up to ``last``, and the origin that says so."""

    sentence: Sentence
    first: int
    last: int
    origin: str

    @property
    def words(self) -> str:
        """Return what it is called, without the preposition that Arabic writes on it."""
        return _WRITTEN_ON.sub("", self.sentence.words_of(self.first, self.last))


def unnamed_of(record: Record, event: Event, lead: Sequence[Sentence]) -> Unnamed | None:
    """Return the settlement in which an event was, where the gazetteer knows none; a finer one than its town."""
    place = event.place
    for one in event.heard:
        for first, last in unnamed_in(record, one.sentence, one.places, one.until) if one.acts else ():
            is_here = place is not None and place in one.places and 0 <= place.first - last <= _LIES_IN
            is_here |= place is not None and place.last == first and _is_owner(one.sentence, first - 1)
            if is_here or place is None or place.precision != "1":
                speaker = speaker_of(first, speakers_in(record, one.sentence))
                own = own_statement([*(other.sentence for other in event.heard), *lead])
                origin = speaker.origin if speaker else own or only_speaker(record, event, lead)
                return Unnamed(one.sentence, first, last, origin or UNATTRIBUTED)
    return None


def is_beside_a_town(unnamed: Unnamed) -> bool:
    """Say whether a settlement is none of the quarters of a town: the event was near that town, and not in it."""
    forms = {form for token in unnamed.sentence.tokens[unnamed.first : unnamed.last] for form in token.forms}
    return not forms & small_words("a quarter")


def unnamed_in(record: Record, sentence: Sentence, places: Sequence[Place], until: int) -> Iterator[tuple[int, int]]:
    """Yield tokens that call something a settlement, by a name that is none of ``places`` nor of any other."""
    tokens = sentence.tokens
    known = {at for place in places for at in range(place.first, place.last)}
    for at in range(min(until, len(tokens))):
        kind = stands_at(tokens, at, "settlement")
        span = _named_behind(sentence, at, kind.last) if kind else None
        if span is None or known & set(range(*span)):
            kind, span = None, _named_before(sentence, at, places)  # the Salah al-Din neighbourhood of Aleppo
        if span is None or known & set(range(*span)):
            continue
        first = kind.last if kind else span[0]
        name = sentence.words_of(first, span[1])
        is_known = any(key.startswith(PLACE) for key in record.search.named.index.written(name))
        if not (is_known or is_from(tokens, first) or any(speaks(tokens, one, span[1]) for one in {span[0], first})):
            yield span


def _named_behind(sentence: Sentence, start: int, first: int) -> tuple[int, int] | None:
    """Return the tokens of "village of Umm Hajar", قرية أم حجر تحتاني."""
    tokens = sentence.tokens
    if first >= len(tokens):
        return None
    if is_arabic(tokens[first].word):
        last = first + 1 + (tokens[first].word in small_words("begins a name"))
        last += bool(last < len(tokens) and set(tokens[last].forms) & small_words("ends a name"))
        is_word = tokens[first].word in small_words("no name behind a settlement") or lexicon("sides").at(tokens, first)
        plain = is_word or tokens[start].word.startswith(("ال", "بال", "وال"))
        return None if plain or last > len(tokens) or tokens[first].word.isdigit() else (start, last)
    last = _capitals(sentence, first, 1)
    return (start, last) if last > first else None


def _named_before(sentence: Sentence, at: int, places: Sequence[Place]) -> tuple[int, int] | None:
    """Return the tokens of "the Umm Hajar village", "Homs' Bab Sbaa quarter", "the Zumrayn area in the Daraa plain"."""
    word = sentence.tokens[at].word
    kinds = small_words("settlement") | small_words("a quarter told of")
    if word in small_words("an area told of"):
        kinds |= (
            {word} if any(0 < one.first - at <= _LIES_IN and one.precision == OF_AN_AREA for one in places) else set()
        )
    if word not in kinds or is_arabic(word):
        return None
    first = _capitals(sentence, at - 1, -1) + 1
    whose = [one.last for one in places if first <= one.first and one.last < at and _is_owner(sentence, one.last - 1)]
    first = max([first, *whose])
    plain = first >= at or sentence.tokens[first].word in {"the", "this", "that", "a"}
    return None if plain or sentence.tokens[first].word.isdigit() else (first, at + 1)


def _is_owner(sentence: Sentence, at: int) -> bool:
    """Say whether something is told to be a token's own: Aleppo's, Homs'."""
    token = sentence.tokens[at]
    return _OWNS.search(sentence.words[: token.end - sentence.start]) is not None


def _capitals(sentence: Sentence, start: int, step: int) -> int:
    """Return the token behind, or before, the words with capitals from a token on; "al" may stand among them."""
    tokens, at = sentence.tokens, start
    while 0 <= at < len(tokens) and abs(at - start) <= _LONGEST and _may_name(sentence, tokens[at]):
        at += step
    return at


def _may_name(sentence: Sentence, token: Token) -> bool:
    written = sentence.words[token.start - sentence.start]
    return token.word != "," and (written.isupper() or token.word in small_words("article of a name"))
