"""Places in a sentence: names of the gazetteer in every spelling that the search knows, and what is said beside them.

The finest place wins; a dateline, whoever speaks for a place, and roads that only pass through it name none.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from geodata.cells import parts_of
from geodata.names import placed_words_of
from geodata.sounds import is_arabic
from incidents.desk.suggesting.lexicon import Lexicon, lexicon, lexicon_of, rows_of
from incidents.desk.suggesting.told import Sentence, Token
from incidents.record.named import ORIGIN, PLACE
from incidents.record.record import Record

_FINENESS = {"site": 0, "prison": 0, "camp": 0, "neighbourhood": 1, "village": 2, "town": 3, "city": 4, "road": 5,
             "region": 6, "governorate": 7, "country": 9}  # fmt: skip
_AREAS = frozenset({"region", "governorate", "road"})
_TOO_MANY = 4  # governorates of a sentence that names no place of an event, but counts them up
_PASSED = 8  # how fine a place is that a road only leads to


@dataclass(frozen=True)
class Place:
    """A place that a sentence names; ``fineness`` is smaller the finer, ``precision`` as in ``geo_precision``."""

    place_id: str
    governorates: tuple[str, ...]
    fineness: int
    precision: str
    first: int
    last: int
    is_between: bool = False


def places_in(record: Record, sentence: Sentence) -> list[Place]:
    """Return the places of a sentence in which something may have happened, from left to right."""
    found: list[Place] = []
    for first, last, keys, is_one_arabic_word in _names(record, sentence):
        if first < sentence.dateline or _speaks(sentence.tokens, first, last):
            continue
        ids = [key.removeprefix(PLACE) for key in keys if key.startswith(PLACE)]
        if any(key.startswith(ORIGIN) for key in keys) and not _is_in(sentence.tokens, first):
            continue  # a broadcaster that is called after a town
        if is_one_arabic_word and not _is_surely_a_place(record, sentence.tokens, first, ids):
            continue
        place = _meant(record, sentence.tokens, ids, first, last)
        if place:
            found.append(place)
    named = {code for place in found for code in place.governorates}
    return [] if len(named) >= _TOO_MANY and len(found) >= _TOO_MANY else found


def finest(places: Sequence[Place]) -> Place | None:
    """Return the finest place, of equals the first."""
    return min(places, key=lambda place: place.fineness, default=None)


def belongs(one: Place, other: Place) -> bool:
    """Say whether two places may be the same event's: one holds the other, as far as governorates tell."""
    if one.place_id == other.place_id:
        return True
    finer, wider = sorted((one.fineness, other.fineness))
    is_about = "2" in {one.precision, other.precision}  # near a place, which may be the other
    if (
        not is_about
        and wider < _FINENESS["road"]
        and not (finer <= _FINENESS["neighbourhood"] and wider >= _FINENESS["town"])
    ):
        return False
    return not one.governorates or not other.governorates or bool(set(one.governorates) & set(other.governorates))


def _names(record: Record, sentence: Sentence) -> Iterator[tuple[int, int, frozenset[str], bool]]:
    """Yield the names in a sentence by their tokens."""
    words = placed_words_of(sentence.words)
    taken: set[int] = set()
    for at, length, keys, is_one in record.search.named.names_among([word for word, _, _ in words]):
        start, end = words[at][1] + sentence.start, words[at + length - 1][2] + sentence.start
        inside = [i for i, token in enumerate(sentence.tokens) if token.start < end and token.end > start]
        if inside and any(key.startswith(PLACE) for key in keys):
            yield inside[0], inside[-1] + 1, keys, is_one
            taken |= set(inside)
    yield from _misspelt(record, sentence, taken)


def _misspelt(record: Record, sentence: Sentence, taken: set[int]) -> Iterator[tuple[int, int, frozenset[str], bool]]:
    """Yield names in spellings of their own beside a word for a settlement: "Thayban town", بلدة بريهة."""
    tokens = sentence.tokens
    for place in range(len(tokens)):
        kind = _beside("settlement").at(tokens, place)
        spans = [(kind.last, kind.last + length) for length in (3, 2, 1)] if kind else []
        if _beside("settlement behind").at(tokens, place) or tokens[place].word in _SETTLEMENTS:
            spans += [(place - length, place) for length in (3, 2, 1)]
        for first, last in spans:
            if first < 0 or last > len(tokens) or taken & set(range(first, last)):
                continue
            name = sentence.words[tokens[first].start - sentence.start : tokens[last - 1].end - sentence.start]
            if not is_arabic(name) and not name[:1].isupper():
                continue
            keys = frozenset(key for key in record.search.named.index.sounding(name) if key.startswith(PLACE))
            if len(keys) == 1:
                yield first, last, keys, False
                break


_SETTLEMENTS = frozenset({"town", "village", "city", "neighbourhood", "neighborhood"})


def _meant(record: Record, tokens: Sequence[Token], ids: Sequence[str], first: int, last: int) -> Place | None:
    """Return which of those that share a name is meant: the city, or what lies around it."""
    rows = [dict(row) for place in ids if (row := _row(record, place)) is not None and row["kind"] != "country"]
    if not rows:
        return None
    if (region := _region_of(record, tokens, rows, first, last)) is not None:
        return region
    around = _before(tokens, first, "around before") or _behind(tokens, last, "around behind")
    around |= last < len(tokens) and tokens[last].word == "and" and _behind(tokens, last + 2, "around behind")
    within = _before(tokens, first, "settlement") or _behind(tokens, last, "settlement behind")
    near = _near(tokens, first)
    passes = _behind(tokens, last, "passes") or _behind(tokens, last + 1, "passes") or _before(tokens, first, "passes")
    areas = [row for row in rows if row["kind"] in _AREAS]
    spots = [row for row in rows if row["kind"] not in _AREAS]
    if around and areas and not within:
        rows = areas
    elif (within or near) and spots:
        rows = spots
    elif areas and spots:
        rows = sorted(rows, key=lambda row: -_times(record, str(row["place_id"])))
    if around and rows[0]["kind"] == "city" and not within and (wider := _governorate(record, rows[0])) is not None:
        rows = [wider]
    row = rows[0]
    kind = str(row["kind"])
    precision = "3" if kind in _AREAS - {"road"} else "2" if near or kind == "road" else "1"
    fineness = _PASSED if passes and kind != "road" else _FINENESS.get(kind, 3)
    between = first > 0 and tokens[first - 1].word in {"between", "بين"}
    lies_in = tuple(parts_of(row["governorates"])) if isinstance(row["governorates"], str) else ()
    return Place(str(row["place_id"]), lies_in, fineness, precision, first, last, between)


def _region_of(
    record: Record, tokens: Sequence[Token], rows: Sequence["dict[str, object]"], first: int, last: int
) -> Place | None:
    """Return the region that a compass point makes of a city: eastern Deir ez-Zor, شرقي دير الزور; None where none is."""
    city = next((row for row in rows if row["kind"] == "city"), None)
    if city is None or _before(tokens, first, "settlement"):
        return None
    for place in range(max(0, first - 3), first):
        point = lexicon("compass").at(tokens, place)
        if point and point.last <= first and all(token.word in _OF_A_REGION for token in tokens[point.last : first]):
            name = re.sub(r" \(.*\)", "", str(city["name_en"]))
            keys = record.search.named.index.written(point.entry["region"].format(name=name))
            for key in keys:
                row = _row(record, key.removeprefix(PLACE)) if key.startswith(PLACE) else None
                if row is not None and row["kind"] == "region":
                    lies_in = tuple(parts_of(row["governorates"]))
                    return Place(str(row["place_id"]), lies_in, _FINENESS["region"], "3", place, last)
    return None


_OF_A_REGION = frozenset({"countryside", "of", "the", "rural", "ريف"})


def _row(record: Record, place: str) -> "dict[str, object] | None":
    known = record.gazetteer.known
    if place in known:
        return dict(known[place])
    return dict(record.gazetteer.place(place)) if place in record.places.index else None


def _times(record: Record, place: str) -> int:
    """Count how often the record has used a place: where a city and what lies around it share a name, that decides."""
    return int((record.incidents["place_id"] == place).sum())


def _governorate(record: Record, row: "dict[str, object]") -> "dict[str, object] | None":
    codes = parts_of(row["governorates"])
    places = record.places[(record.places["kind"] == "governorate") & record.places["governorates"].isin(codes)]
    return dict(record.gazetteer.place(str(places.index[0]))) if len(codes) == 1 and len(places) else None


def _before(tokens: Sequence[Token], first: int, what: str) -> bool:
    """Say whether a word right before a name says what of it is meant: ريف, eastern, town of."""
    return any(
        found.last == first for place in range(max(0, first - 3), first) if (found := _beside(what).at(tokens, place))
    )


def _behind(tokens: Sequence[Token], last: int, what: str) -> bool:
    """Say whether a word right behind a name says what of it is meant: countryside, city."""
    return last < len(tokens) and _beside(what).at(tokens, last) is not None


def _near(tokens: Sequence[Token], first: int) -> bool:
    """Say whether something lay near a name: near the town of, east of, محيط مدينة, شمالي."""
    for place in range(max(0, first - 4), first):
        if (found := _beside("near").at(tokens, place)) and found.last <= first:
            between = tokens[found.last : first]
            if all(
                token.word in _MAY_STAND_BETWEEN or _beside("settlement").at(between, i)
                for i, token in enumerate(between)
            ):
                return True
    return False


_MAY_STAND_BETWEEN = frozenset(["the", "of", "al", "town", "city", "village", "من", "مدينه", "بلده", "قريه"])


def _is_surely_a_place(record: Record, tokens: Sequence[Token], first: int, ids: Sequence[str]) -> bool:
    """Say whether one Arabic word is a place here: a governorate, or a word for places or "in" stands before it."""
    rows = [row for place in ids if (row := _row(record, place))]
    if any(row["kind"] == "governorate" for row in rows):
        return True
    if not any(place in record.places.index for place in ids):  # of a town of which nothing is recorded a kind is said
        return any(_before(tokens, first, what) for what in ("settlement", "near", "around before"))
    return _is_in(tokens, first)


def _is_in(tokens: Sequence[Token], first: int) -> bool:
    before = tokens[max(0, first - 2) : first]
    if (
        tokens[first].word.startswith("ب")
        and not tokens[first].word.startswith(("با", "بلد"))
        and is_arabic(tokens[first].word)
    ):
        return True
    words = {form for token in before for form in token.forms}
    return any(phrase in words for phrase in _IN)


_IN = frozenset(
    [
        "in",
        "at",
        "near",
        "of",
        "town",
        "village",
        "city",
        "district",
        "area",
        "between",
        "في",
        "قرب",
        "بلده",
        "قريه",
        "مدينه",
        "حي",
        "ناحيه",
        "منطقه",
        "بين",
        "محيط",
        "بلدتي",
        "قريتي",
        "منطقتي",
        "مدينتي",
        "بلدات",
        "قري",
        "محافظه",
        "ريف",
        "باديه",
        "مخيم",
        "سجن",
    ]
)


def _speaks(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Say whether a name stands for whoever speaks or rules there: Damascus said, مديرية أمن حلب, governor of Homs."""
    before = tokens[max(0, first - 3) : first]
    behind = tokens[last : last + 2]
    if _before(tokens, first, "leads away"):
        return True
    return any(_beside("speaks for").at(before, place) for place in range(len(before))) or bool(
        behind and _beside("speaks").at(behind, 0)
    )


@cache
def _beside(what: str) -> Lexicon:
    return lexicon_of(row for row in rows_of("beside_places") if row["says"] == what)
