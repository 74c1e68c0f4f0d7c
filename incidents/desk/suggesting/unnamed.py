"""Settlements of which the gazetteer knows nothing: "the village of Umm Hajar", بلدة بقرص تحتاني."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from geodata.cells import parts_of
from geodata.sounds import is_arabic
from incidents.desk.suggesting.beside import speaks, stands_at
from incidents.desk.suggesting.between import is_inside, stretches_in
from incidents.desk.suggesting.claims import only_speaker
from incidents.desk.suggesting.events import Event
from incidents.desk.suggesting.hearing import Heard
from incidents.desk.suggesting.lexicon import small_words
from incidents.desk.suggesting.new_names import capitals_from, is_land, named_alone, named_behind
from incidents.desk.suggesting.own_voice import own_statement
from incidents.desk.suggesting.parts import is_from, is_where_cared_for
from incidents.desk.suggesting.place_names import row_of
from incidents.desk.suggesting.relaying import speaker_of
from incidents.desk.suggesting.spots import OF_AN_AREA, PRECISE, Place
from incidents.desk.suggesting.told import Sentence
from incidents.desk.suggesting.who import UNATTRIBUTED, speakers_in
from incidents.record.named import PLACE
from incidents.record.record import Record

_KINDS = r"(?=(?:قري|بلد|مدين|حي\b|أحياء|ضاحي|منطق|حقل|مزرع|وادي|محمي|طريق))"
_WRITTEN_ON = re.compile(rf"^(?:و?[بل]|و){_KINDS}")  # بقرية أم حجر
_QUOTES = re.compile('["“”«»]')
_OWNS = re.compile(r"['’]s?$")
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
        return _QUOTES.sub("", _WRITTEN_ON.sub("", self.sentence.words_of(self.first, self.last)))


def unnamed_of(record: Record, event: Event, lead: Sequence[Sentence]) -> Unnamed | None:
    """Return the settlement in which an event was, where the gazetteer knows none; a finer one than its town."""
    place = event.place
    for one in event.heard:
        for first, last in _told_in(record, one, place) if one.acts or place in one.places else ():
            here = [other for other in one.places if place is not None and other.place_id == place.place_id]
            is_here = any(0 <= other.first - last <= _LIES_IN for other in here)
            is_here |= place is not None and place.is_bare and _lies_around(place, one, last)
            is_here |= place is not None and place.last == first and _is_owner(one.sentence, first - 1)
            if is_here or place is None or place.precision != PRECISE:
                speaker = speaker_of(first, speakers_in(record, one.sentence))
                own = own_statement([*(other.sentence for other in event.heard), *lead])
                origin = speaker.origin if speaker else own or only_speaker(record, event, lead)
                return Unnamed(one.sentence, first, last, origin or UNATTRIBUTED)
    return None


def _lies_around(city: Place, one: Heard, last: int) -> bool:
    """Say whether what is named before token ``last`` lies in the countryside of a city that is named alone."""
    near = (other for other in one.places if 0 <= other.first - last <= _LIES_IN)
    return any(other.precision == OF_AN_AREA and other.governorates == city.governorates for other in near)


def _told_in(record: Record, one: Heard, place: Place | None) -> list[tuple[int, int]]:
    """Return the tokens that name a settlement, else a road or stretch whose ends are all that is known of it."""
    known = {(place.first, place.last) for place in one.places}
    areas = [place for place in one.places if place.precision == OF_AN_AREA]
    stretches = [
        span
        for span in stretches_in(one.sentence, one.places)
        if span not in known and span[0] < one.until and not any(is_inside(area, [span]) for area in areas)
    ]
    spans = list(unnamed_in(record, one.sentence, one.places, one.until))
    spans = [next((long for long in stretches if long[0] <= span[0] and span[1] <= long[1]), span) for span in spans]
    if spans or (place is not None and not place.is_between and place.precision != OF_AN_AREA):
        return spans
    return stretches


def is_beside_a_town(unnamed: Unnamed) -> bool:
    """Say whether a settlement is none of the quarters of a town: the event was near that town, and not in it."""
    forms = {form for token in unnamed.sentence.tokens[unnamed.first : unnamed.last] for form in token.forms}
    return not forms & small_words("a quarter")


def unnamed_in(record: Record, sentence: Sentence, places: Sequence[Place], until: int) -> Iterator[tuple[int, int]]:
    """Yield tokens that call something a settlement, by a name that is none of ``places`` nor of any other there."""
    tokens = sentence.tokens
    known = {at for place in places for at in range(place.first, place.last)}
    lies_in = {code for place in places for code in place.governorates}
    end = -1
    for at in range(min(until, len(tokens))):
        span = next((one for one in _spans_at(sentence, at, places) if not known & set(range(*one))), None)
        if span is None or span[0] < end:
            continue
        kind = stands_at(tokens, span[0], "settlement")
        first = kind.last if kind else span[0]
        is_known = _is_known(record, sentence.words_of(first, span[1]), lies_in)
        is_elsewhere = is_from(tokens, first) or is_where_cared_for(tokens, first)
        if not (is_known or is_elsewhere or any(speaks(tokens, one, span[1]) for one in {span[0], first})):
            end = span[1]
            yield span


def _spans_at(sentence: Sentence, at: int, places: Sequence[Place]) -> Iterator[tuple[int, int]]:
    """Yield the tokens that may name something by a word at a token: "Umm Hajar village", "village of Umm Hajar"."""
    kind = stands_at(sentence.tokens, at, "settlement")
    if (span := _named_before(sentence, at, places)) is not None:
        yield span  # the Salah al-Din neighbourhood of Aleppo
    if kind and (span := named_behind(sentence, at, kind.last, places)) is not None:
        yield span
    elif not kind and is_land(sentence, at, places):
        span = named_behind(sentence, at, at + 1, places)
        if span is not None:
            yield span
    if (span := named_alone(sentence, at, places)) is not None:
        yield span


def _is_known(record: Record, name: str, lies_in: set[str]) -> bool:
    """Say whether a place is called so, in one of the governorates that a sentence tells, if it tells any."""
    keys = [key for key in record.search.named.index.written(name) if key.startswith(PLACE)]
    rows = [row for key in keys if (row := row_of(record, key.removeprefix(PLACE)))]
    return any(not lies_in or lies_in & set(parts_of(str(row["governorates"]))) for row in rows)


def _named_before(sentence: Sentence, at: int, places: Sequence[Place]) -> tuple[int, int] | None:
    """Return the tokens of "the Umm Hajar village", "Homs' Bab Sbaa quarter", "the Zumrayn area in the Daraa plain"."""
    tokens, word = sentence.tokens, sentence.tokens[at].word
    kinds = small_words("settlement") | small_words("a quarter told of") | small_words("a field or a farm")
    kinds |= small_words("a road told of")
    if word in small_words("an area told of"):
        near = [one for one in places if one.place_id and one.precision != PRECISE]
        lies_in = any(0 < one.first - at <= _LIES_IN for one in near)
        kinds |= {word} if lies_in else set()
    if word not in kinds or is_arabic(word):
        return None
    behind = at - (at > 0 and tokens[at - 1].word in small_words("what a field yields"))  # the al-Kharata oil field
    first = capitals_from(sentence, behind - 1, -1) + 1
    whose = [one.last for one in places if first <= one.first and one.last < at and _is_owner(sentence, one.last - 1)]
    first = max([first, *whose])
    plain = first >= behind or tokens[first].word in small_words("no name before a settlement")
    return None if plain or tokens[first].word.isdigit() else (first, at + 1)


def _is_owner(sentence: Sentence, at: int) -> bool:
    """Say whether something is told to be a token's own: Aleppo's, Homs'."""
    token = sentence.tokens[at]
    return _OWNS.search(sentence.words[: token.end - sentence.start]) is not None
