"""Places in a sentence: names of the gazetteer in every spelling that the search knows, and what is said beside them.

The finest place wins; a dateline, whoever speaks for a place, and roads that only pass through it name none.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from geodata.cells import parts_of
from geodata.sounds import is_arabic
from incidents.desk.suggesting.beside import is_in, is_near, speaks, stands_at, stands_before, stands_behind
from incidents.desk.suggesting.lexicon import lexicon, small_words
from incidents.desk.suggesting.parts import is_from, is_where_cared_for, part_of_the_country
from incidents.desk.suggesting.place_names import is_surely_a_place, names_in, row_of
from incidents.desk.suggesting.told import Sentence, Token
from incidents.record.named import ORIGIN, PLACE
from incidents.record.record import Record

_FINENESS = {"site": 0, "prison": 0, "camp": 0, "neighbourhood": 1, "village": 2, "town": 3, "city": 4, "road": 5,
             "region": 6, "governorate": 7, "country": 9}  # fmt: skip
_PART_OF_COUNTRY = 8
OF_AN_AREA, _NEARBY = "3", "2"  # precision
_AREAS = frozenset({"region", "governorate", "road"})
_TOO_MANY = 4  # governorates of a sentence that names no place of an event, but counts them up
_NEAR_A_CITY = 6  # south of Raqqa is no finer than a region that is named beside it
_KEPT = frozenset({"prison", "camp"})  # kinds that no word for a settlement means
_CHAIN = 12  # tokens between a place and the area that it is said to lie in
_ROAD_BEFORE = 5  # tokens between "the road" and the first town that it leads to
_WHERE_IT_LIES = 2  # tokens between a town and what it lies in: غربي, بريف
_PASSED = 6  # how fine a place is that a road only leads to


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
    unsure: list[Place] = []
    for first, last, keys, is_one_arabic_word in names_in(record, sentence):
        is_elsewhere = is_where_cared_for(sentence.tokens, first) or is_from(sentence.tokens, first)
        if first < sentence.dateline or speaks(sentence.tokens, first, last) or is_elsewhere:
            continue
        if (
            last == first + 1
            and is_arabic(sentence.tokens[first].word)
            and stands_at(sentence.tokens, first, "around before")
        ):
            continue  # بادية الميادين names Mayadin, not the Badia
        ids = [key.removeprefix(PLACE) for key in keys if key.startswith(PLACE)]
        if not ids and (codes := part_of_the_country(sentence.tokens, keys, first)):
            found.append(Place("", codes, _PART_OF_COUNTRY, OF_AN_AREA, first, last))
        if any(key.startswith(ORIGIN) for key in keys) and not is_in(sentence.tokens, first):
            continue  # a broadcaster that is called after a town
        place = _meant(record, sentence.tokens, ids, first, last)
        if place and is_one_arabic_word and not is_surely_a_place(record, sentence.tokens, first, ids):
            unsure += [place] if is_in(sentence.tokens, first) else []
        elif place:
            found.append(place)
    found += [place for place in unsure if any(_says_where(place, other) for other in found)]
    found.sort(key=lambda place: place.first)
    found = [*found, *_roads_between(record, sentence.tokens, found)]
    named = {code for place in found if place.place_id for code in place.governorates}
    if len(named) >= _TOO_MANY and len(found) >= _TOO_MANY:
        return []
    return [place for place in found if not _is_ruled_out(sentence.tokens, place, found)]


def _says_where(place: Place, other: Place) -> bool:
    """Say whether a place right behind an Arabic word says that it is a town: في نوى بريف درعا."""
    is_behind = 0 <= other.first - place.last <= _WHERE_IT_LIES
    return is_behind and other.fineness > place.fineness and bool(set(place.governorates) & set(other.governorates))


def _roads_between(record: Record, tokens: Sequence[Token], found: Sequence[Place]) -> Iterator[Place]:
    """Yield the roads that have a name: "the road between Raqqa and Hasakah", الطريق الواصل بين الرقة والحسكة."""
    for one, two in pairwise(found):
        road = next(
            (at for at in range(max(0, one.first - _ROAD_BEFORE), one.first) if stands_behind(tokens, at, "passes")),
            None,
        )
        if road is None or not one.is_between or two.first - one.last > 1:
            continue
        ends = [re.sub(r" \(.*\)|^Al-", "", str((row_of(record, end.place_id) or {})["name_en"])) for end in (one, two)]
        for name in (ends, ends[::-1]):
            keys = record.search.named.index.written(f"{' - '.join(name)} road")
            for row in (row_of(record, key.removeprefix(PLACE)) for key in keys if key.startswith(PLACE)):
                if row is not None and row["kind"] == "road":
                    lies_in = tuple(parts_of(row["governorates"]))
                    yield Place(str(row["place_id"]), lies_in, _FINENESS["village"], _NEARBY, road, two.last)


def _is_ruled_out(tokens: Sequence[Token], place: Place, found: Sequence[Place]) -> bool:
    """Say whether the area named right behind a place is none that it lies in: "Jasim, in the countryside of Raqqa"."""
    areas = [one for one in found if one.first >= place.last and one.precision == OF_AN_AREA and one.place_id]
    behind = next(iter(areas), None)
    is_settlement = _FINENESS["village"] <= place.fineness <= _PASSED and place.precision != OF_AN_AREA
    if behind is None or not (is_settlement and place.governorates and behind.governorates):
        return False
    between = [token.word for token in tokens[place.last : behind.first]]
    if any(True for name in ("tactics", "harm") for _ in lexicon(name).among(tokens[place.last : behind.first])):
        return False
    names_it = "in" in between or "," in between or is_arabic(tokens[behind.first].word)
    apart = small_words("and a day") & set(between) or tokens[behind.first].word.startswith("و")
    return names_it and not apart and len(between) <= _CHAIN and not set(place.governorates) & set(behind.governorates)


def finest(places: Sequence[Place]) -> Place | None:
    """Return the finest place, of equals the first."""
    best: Place | None = None
    for place in places:
        if best is None or is_finer(place, best):
            best = place
    return best


def is_finer(one: Place, other: Place) -> bool:
    """Say whether a place is finer than another; a city near which it was tells more than a region like the Badia."""
    is_wide = other.precision == OF_AN_AREA and len(other.governorates) > 1 and other.last > one.first
    return one.fineness < other.fineness or (one.fineness == other.fineness and one.precision == _NEARBY and is_wide)


def is_a_town(place: Place) -> bool:
    """Say whether a place is a settlement, of which a headline may mean what lies around it."""
    return _FINENESS["neighbourhood"] < place.fineness <= _NEAR_A_CITY and place.precision != OF_AN_AREA


def belongs(one: Place, other: Place) -> bool:
    """Say whether two places may be the same event's: one holds the other, as far as governorates tell."""
    if one.place_id == other.place_id != "":
        return True
    finer, wider = sorted((one.fineness, other.fineness))
    is_about = _NEARBY in {one.precision, other.precision}  # near a place, which may be the other
    if (
        not is_about
        and wider < _FINENESS["road"]
        and not (finer <= _FINENESS["neighbourhood"] and wider >= _FINENESS["town"])
    ):
        return False
    return not one.governorates or not other.governorates or bool(set(one.governorates) & set(other.governorates))


def _meant(record: Record, tokens: Sequence[Token], ids: Sequence[str], first: int, last: int) -> Place | None:
    """Return which of those that share a name is meant: the city, or what lies around it."""
    known = [dict(row) for place in ids if (row := row_of(record, place)) is not None]
    if (region := _region_of(record, tokens, known, first, last)) is not None:
        return region
    rows = [row for row in known if row["kind"] != "country"]
    if not rows:
        return None
    around = stands_before(tokens, first, "around before") or stands_behind(tokens, last, "around behind")
    if last < len(tokens) and tokens[last].word in small_words("and a day"):  # Homs and Deir ez-Zor provinces
        around |= any(stands_behind(tokens, place, "around behind") for place in range(last + 2, last + 5))
    within = stands_before(tokens, first, "settlement") or stands_behind(tokens, last, "settlement behind")
    within |= bool({*tokens[first].forms, tokens[last - 1].word} & small_words("settlement"))  # لمدينة حلب
    near = is_near(tokens, first)
    passes = (
        stands_behind(tokens, last, "passes")
        or stands_behind(tokens, last + 1, "passes")
        or stands_before(tokens, first, "passes")
    )
    areas = [row for row in rows if row["kind"] in _AREAS]
    spots = [row for row in rows if row["kind"] not in _AREAS]
    camps = [row for row in spots if row["kind"] == "camp"] if _tells_of_a_camp(tokens) and not within else []
    if camps and not around:
        rows = camps  # Al-Hol: a resident of the camp was shot
    elif around and areas and not within:
        rows = areas
    elif (within or near) and spots:
        rows = spots
    elif areas and spots:
        rows = sorted(rows, key=lambda row: -_times(record, str(row["place_id"])))
    rows = _without_prisons(rows) if within else rows
    if not rows:
        return None
    row = rows[0]
    near |= around and not within and row["kind"] not in _AREAS
    kind = str(row["kind"])
    precision = OF_AN_AREA if kind in _AREAS - {"road"} else _NEARBY if near or kind == "road" else "1"
    fineness = _PASSED if passes and kind != "road" else _FINENESS.get(kind, 3)
    if near and kind == "city":
        fineness = _NEAR_A_CITY
    between = first > 0 and tokens[first - 1].word in small_words("between")
    lies_in = tuple(parts_of(row["governorates"])) if isinstance(row["governorates"], str) else ()
    return Place(str(row["place_id"]), lies_in, fineness, precision, first, last, between)


def _tells_of_a_camp(tokens: Sequence[Token]) -> bool:
    return any(set(token.forms) & small_words("camp") for token in tokens)


def _without_prisons(rows: list[dict[str, object]]) -> list[dict[str, object]]:
    """Leave out prisons and camps, for a neighbourhood is meant after which one may be called."""
    return [row for row in rows if row["kind"] not in _KEPT]


def _region_of(
    record: Record, tokens: Sequence[Token], rows: Sequence[dict[str, object]], first: int, last: int
) -> Place | None:
    """Return the region that a compass point makes of a city or of the country; else None.

    "eastern Deir ez-Zor", شرقي دير الزور, "northwest Syria".
    """
    city = next((row for row in rows if row["kind"] in {"city", "country"}), None)
    if city is None or stands_before(tokens, first, "settlement"):
        return None
    for place in range(max(0, first - 3), first):
        point = lexicon("compass").at(tokens, place)
        if (
            point
            and point.last <= first
            and all(token.word in small_words("of a region") for token in tokens[point.last : first])
        ):
            name = re.sub(r" \(.*\)", "", str(city["name_en"]))
            keys = record.search.named.index.written(point.entry["region"].format(name=name))
            for key in keys:
                row = row_of(record, key.removeprefix(PLACE)) if key.startswith(PLACE) else None
                if row is not None and row["kind"] == "region":
                    lies_in = tuple(parts_of(row["governorates"]))
                    fineness = _PART_OF_COUNTRY if city["kind"] == "country" else _FINENESS["region"]
                    return Place(str(row["place_id"]), lies_in, fineness, OF_AN_AREA, place, last)
            called = " ".join(token.word for token in [*tokens[place : point.last], *tokens[first:last]])
            part = part_of_the_country(tokens, sorted(record.search.named.index.written(called)), place)
            if city["kind"] == "country" and part:
                return Place("", part, _PART_OF_COUNTRY, OF_AN_AREA, place, last)
    return None


def _times(record: Record, place: str) -> int:
    """Count how often the record has used a place: where a city and what lies around it share a name, that decides."""
    return int((record.incidents["place_id"] == place).sum())
