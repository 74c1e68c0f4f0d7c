"""Places of which the gazetteer knows nothing, inside those named beside them: "Umm Hajar village in al-Sur"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from geodata.cells import parts_of
from geodata.sounds import is_arabic
from incidents.desk.suggesting.beside import speaks, stands_at
from incidents.desk.suggesting.between import Span, stretches_in
from incidents.desk.suggesting.lexicon import small_words
from incidents.desk.suggesting.new_names import capitals_from, is_land, named_alone, named_behind
from incidents.desk.suggesting.parts import is_from, is_where_cared_for
from incidents.desk.suggesting.place_names import row_of
from incidents.desk.suggesting.spots import FINENESS, OF_AN_AREA, PRECISE, Place
from incidents.desk.suggesting.told import Sentence, Token
from incidents.record.named import PLACE
from incidents.record.record import Record

LIES_IN = 8  # tokens between a settlement and the town that it is said to belong to
_OWNS = re.compile(r"['’]s?$")


def with_new_places(record: Record, sentence: Sentence, places: Sequence[Place], until: int) -> list[Place]:
    """Return the places of a sentence, each with the new place that is named inside it, and as fine as that."""
    found = list(places)
    stretches = stretches_in(sentence, places)
    for named in unnamed_in(record, sentence, places, until):
        first, last = longest_of(named, stretches)  # between the towns of Kudaym and Suwayh
        at = _host_of(sentence, found, first, last)
        if at is None or found[at].holds:
            continue
        finest = FINENESS["neighbourhood" if is_a_quarter(sentence.tokens[first:last]) else "village"]
        fineness = min(found[at].fineness, finest)
        name = _name_of(sentence.tokens[first:last])
        found[at] = replace(found[at], fineness=fineness, is_bare=False, holds=(first, last), holds_name=name)
    return [one if one.holds else _with_old_town(sentence, one) for one in found]


def _with_old_town(sentence: Sentence, place: Place) -> Place:
    """Return a city with its old town where that is named: درعا البلد."""
    tokens = sentence.tokens
    if place.last >= len(tokens) or place.precision == OF_AN_AREA:
        return place
    if tokens[place.last].word not in small_words("old town behind") or place.fineness != FINENESS["city"]:
        return place
    span = (place.first, place.last + 1)
    return replace(place, fineness=FINENESS["village"], is_bare=False, holds=span)


def longest_of(span: Span, stretches: Sequence[Span]) -> Span:
    """Return the stretch of which tokens are a part, else themselves."""
    return next((long for long in stretches if long[0] <= span[0] and span[1] <= long[1]), span)


def _host_of(sentence: Sentence, places: Sequence[Place], first: int, last: int) -> int | None:
    """Return which of the places holds what tokens name: the first behind it, or whose own it is."""
    for at, place in enumerate(places):
        if place.place_id and not place.is_between and 0 <= place.first - last <= LIES_IN:
            return at
    return next((at for at, one in enumerate(places) if one.last == first and is_owner(sentence, first - 1)), None)


def is_a_quarter(tokens: Sequence[Token]) -> bool:
    """Say whether a new place is one of the quarters, squares or streets of a town, and no settlement beside it."""
    return bool({form for token in tokens for form in token.forms} & small_words("a quarter"))


def _name_of(tokens: Sequence[Token]) -> frozenset[str]:
    """Return the words that make a name, without what it is called and its articles."""
    plain = small_words("settlement") | small_words("article of a name") | small_words("a quarter")
    return frozenset(token.word.removeprefix("ال") for token in tokens if not set(token.forms) & plain)


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
        is_meant = _is_meant_again(tokens, span[1])
        is_elsewhere = (is_from(tokens, first) and not is_meant) or is_where_cared_for(tokens, first)
        spoken = not is_meant and any(speaks(tokens, one, span[1]) for one in {span[0], first})
        if not (is_known or is_elsewhere or spoken):
            end = span[1]
            yield span


def _is_meant_again(tokens: Sequence[Token], last: int) -> bool:
    """Say whether a sentence goes on in the town of which a source was: من بلدة سويدان ... على الطريق بالبلدة."""
    return any(set(token.forms) & small_words("named before") for token in tokens[last:])


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
        lies_in = any(0 < one.first - at <= LIES_IN for one in near)
        kinds |= {word} if lies_in else set()
    if word in small_words("a station") and tokens[at - 1].word in small_words("a stage"):
        return at - 1, at + 1  # near the third station
    if word not in kinds or is_arabic(word):
        return None
    behind = at - (at > 0 and tokens[at - 1].word in small_words("what a field yields"))  # the al-Kharata oil field
    first = capitals_from(sentence, behind - 1, -1) + 1
    whose = [one.last for one in places if first <= one.first and one.last < at and is_owner(sentence, one.last - 1)]
    first = max([first, *whose])
    plain = first >= behind or tokens[first].word in small_words("no name before a settlement")
    return None if plain or tokens[first].word.isdigit() else (first, at + 1)


def is_owner(sentence: Sentence, at: int) -> bool:
    """Say whether something is told to be a token's own: Aleppo's, Homs'."""
    token = sentence.tokens[at]
    return _OWNS.search(sentence.words[: token.end - sentence.start]) is not None
