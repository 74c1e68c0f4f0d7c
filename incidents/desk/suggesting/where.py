"""Places in a sentence: names of the gazetteer in every spelling that the search knows, and what is said beside them.

The finest place wins; a dateline, whoever speaks for a place, and roads that only pass through it name none.
"""

import re
from collections.abc import Sequence

from geodata.cells import parts_of
from geodata.sounds import is_arabic
from incidents.desk.suggesting.beside import (
    goes_on_around,
    is_called_a_quarter,
    is_in,
    is_near,
    speaks,
    stands_at,
    stands_before,
    stands_behind,
    stands_in_it,
)
from incidents.desk.suggesting.between import (
    corners_far,
    is_an_end,
    is_inside,
    nothing_sharp,
    roads_known,
    stretches_in,
)
from incidents.desk.suggesting.lexicon import lexicon, small_words
from incidents.desk.suggesting.namesakes import is_ruled_out
from incidents.desk.suggesting.parts import is_from, is_where_a_source_is, is_where_cared_for, part_of_the_country
from incidents.desk.suggesting.place_names import Name, Row, is_surely_a_place, names_in, row_of
from incidents.desk.suggesting.spots import (
    FINENESS,
    NEAR_A_CITY,
    NEARBY,
    OF_AN_AREA,
    PART_OF_COUNTRY,
    PASSED,
    PRECISE,
    Place,
)
from incidents.desk.suggesting.told import Sentence, Token
from incidents.record.named import ORIGIN, PLACE
from incidents.record.record import Record

_AREAS = frozenset({"region", "governorate", "road"})
_TOO_MANY = 4  # governorates of a sentence that names no place of an event, but counts them up
_KEPT = frozenset({"prison", "camp"})  # kinds that no word for a settlement means
_WHERE_IT_LIES = 2  # tokens between a town and what it lies in: غربي, بريف


def places_in(record: Record, sentence: Sentence) -> list[Place]:
    """Return the places of a sentence in which something may have happened, from left to right."""
    found: list[Place] = []
    unsure: list[Place] = []
    named = [name for name in names_in(record, sentence) if not _is_elsewhere(sentence, name)]
    told = _governorates_told(record, named)
    for first, last, keys, is_one_arabic_word, by_sound in named:
        ids = [key.removeprefix(PLACE) for key in keys if key.startswith(PLACE)]
        if not ids and (codes := part_of_the_country(sentence.tokens, keys, first)):
            found.append(Place("", codes, PART_OF_COUNTRY, OF_AN_AREA, first, last))
        # a broadcaster may be called after a town
        says_place = any(stands_behind(sentence.tokens, last, what) for what in ("around behind", "settlement behind"))
        is_unsure = any(key.startswith(ORIGIN) for key in keys) and not (says_place or is_in(sentence.tokens, first))
        rows = _lying_in(record, ids, told)
        if by_sound and is_called_a_quarter(sentence.tokens, first):
            rows = [row for row in rows if row["kind"] == "neighbourhood"]  # the al-Wasta district is no village
        unclear = by_sound and len({str(row["governorates"]) for row in rows}) > 1
        place = None if unclear else _meant(record, sentence.tokens, rows, first, last)
        is_unsure |= is_one_arabic_word and not is_surely_a_place(record, sentence.tokens, first, ids)
        if place and is_unsure:
            unsure.append(place)
        elif place:
            found.append(place)
    spans = stretches_in(sentence, sorted([*found, *unsure], key=lambda place: place.first))
    sure = {place.place_id for place in found}  # "in the town of Markada ... west of Markada"
    found += [
        place
        for place in unsure
        if place.place_id in sure or is_inside(place, spans) or _is_told_where(sentence.tokens, place, found)
    ]
    found = corners_far(sentence, nothing_sharp(sorted(found, key=lambda place: place.first), spans))
    found = [*found, *roads_known(record, found, spans)]
    one = (place.governorates for place in found if place.place_id and len(place.governorates) == 1)
    counted = {code for codes in one for code in codes}
    if len(counted) >= _TOO_MANY and len(found) >= _TOO_MANY:
        return []
    return [place for place in found if not is_ruled_out(sentence.tokens, place, found)]


def _is_elsewhere(sentence: Sentence, name: Name) -> bool:
    """Say whether a name tells of no place in which something happened, but who speaks, or whence somebody came."""
    tokens, first, last = sentence.tokens, name.first, name.last
    if first < sentence.dateline or speaks(tokens, first, last):
        return True
    if is_where_cared_for(tokens, first) or is_from(tokens, first) or is_where_a_source_is(tokens, first):
        return True
    if tokens[first].word in small_words("a field or a farm behind") and last == first + 1:
        return True  # مزرعة الرشيد is not the town of al-Mazraa
    if (
        first
        and tokens[first - 1].word in small_words("fields a town is called after")
        and is_arabic(tokens[first].word)
    ):
        return True  # nor حقل الثورة the town of al-Thawra
    # بادية الميادين names Mayadin, not the Badia
    is_short = last == first + 1 and is_arabic(tokens[first].word)
    return is_short and stands_at(tokens, first, "around before") is not None


def _governorates_told(record: Record, named: Sequence[Name]) -> set[str]:
    """Return the p-codes of the governorates that names in a sentence tell, be it by their cities."""
    rows = (row_of(record, key.removeprefix(PLACE)) for name in named for key in name.keys if key.startswith(PLACE))
    return {code for row in rows if row and row["kind"] == "governorate" for code in parts_of(str(row["governorates"]))}


def _lying_in(record: Record, ids: Sequence[str], told: set[str]) -> list[Row]:
    """Return the places that share a name; those in one of the governorates told, if any lies there."""
    known = [row for place in ids if (row := row_of(record, place)) is not None]
    there = [row for row in known if told & set(parts_of(str(row["governorates"])))]
    return there or known


def _is_told_where(tokens: Sequence[Token], place: Place, found: Sequence[Place]) -> bool:
    return is_in(tokens, place.first) and any(_says_where(place, other) for other in found)


def _says_where(place: Place, other: Place) -> bool:
    """Say whether a place right behind an Arabic word says that it is a town: في نوى بريف درعا."""
    is_behind = 0 <= other.first - place.last <= _WHERE_IT_LIES
    return is_behind and other.fineness > place.fineness and bool(set(place.governorates) & set(other.governorates))


def _meant(record: Record, tokens: Sequence[Token], known: Sequence[Row], first: int, last: int) -> Place | None:
    """Return which of those that share a name is meant: the city, or what lies around it."""
    if (region := _region_of(record, tokens, known, first, last)) is not None:
        return region
    rows = [row for row in known if row["kind"] != "country"]
    if not rows:
        return None
    around = stands_before(tokens, first, "around before") or stands_behind(tokens, last, "around behind")
    if last < len(tokens) and tokens[last].word in small_words("and a day"):  # Homs and Deir ez-Zor provinces
        around |= any(stands_behind(tokens, place, "around behind") for place in range(last + 2, last + 5))
    around |= goes_on_around(tokens, first)
    within = stands_before(tokens, first, "settlement") or stands_behind(tokens, last, "settlement behind")
    within |= stands_in_it(tokens, first)
    within |= bool({*tokens[first].forms, tokens[last - 1].word} & small_words("settlement"))  # لمدينة حلب
    near = is_near(tokens, first)
    other = last + any(token.word == "-" for token in tokens[last : last + 1])  # the Deir ez-Zor - Mayadin road
    passes = is_an_end(tokens, first) or any(
        stands_behind(tokens, at, "passes") for at in (last, other + 1)[: 1 + _joins_on(tokens, other)]
    )
    areas = [row for row in rows if row["kind"] in _AREAS]
    spots = [row for row in rows if row["kind"] not in _AREAS]
    camps = [row for row in spots if row["kind"] == "camp"] if _tells_of_a_camp(tokens) and not within else []
    if camps and not around:
        rows = camps  # Al-Hol: a resident of the camp was shot
    elif around and areas and not within:
        rows = areas
    elif (within or near or passes) and spots:
        rows = spots
    elif areas and spots:
        rows = sorted(rows, key=lambda row: -_times(record, str(row["place_id"])))
    rows = _without_prisons(rows) if within else rows
    if not _tells_of_a_prison(tokens):
        rows = [row for row in rows if row["kind"] != "prison"]  # حيي غويران والزهور
    if not rows:
        return None
    near |= around and not within and rows[0]["kind"] not in _AREAS
    bare = rows[0]["kind"] == "city" and bool(areas) and not within
    return _as_told(tokens, rows[0], first, last, near=near, passes=passes, bare=bare)


def _joins_on(tokens: Sequence[Token], other: int) -> bool:
    """Say whether a second end may stand at a token, before the road to both: no preposition, as in "Karama on the"."""
    return other < len(tokens) and tokens[other].word not in small_words("stands on a road")


def _as_told(
    tokens: Sequence[Token], row: Row, first: int, last: int, *, near: bool, passes: bool, bare: bool
) -> Place:
    """Return a place as exact as it is told: near it, on a road that leads to it, or ``bare``, by its name alone."""
    kind = str(row["kind"])
    is_road = stands_before(tokens, first, "passes") or stands_behind(tokens, last, "passes")  # the Palmyra road
    precision = OF_AN_AREA if kind in _AREAS - {"road"} else NEARBY if near or kind == "road" or is_road else PRECISE
    fineness = PASSED if passes and kind != "road" else FINENESS.get(kind, 3)
    if kind == "region" and str(row["name_en"]).endswith(" Syria"):
        fineness = PART_OF_COUNTRY
    if near and kind == "city":
        fineness = NEAR_A_CITY
    between = first > 0 and tokens[first - 1].word in small_words("between")
    lies_in = tuple(parts_of(row["governorates"])) if isinstance(row["governorates"], str) else ()
    bare &= precision == PRECISE
    return Place(str(row["place_id"]), lies_in, fineness, precision, first, last, between, bare)


def _tells_of_a_camp(tokens: Sequence[Token]) -> bool:
    return any(set(token.forms) & small_words("camp") for token in tokens)


def _without_prisons(rows: list[Row]) -> list[Row]:
    """Leave out prisons and camps, for a neighbourhood is meant after which one may be called."""
    return [row for row in rows if row["kind"] not in _KEPT]


def _tells_of_a_prison(tokens: Sequence[Token]) -> bool:
    return any(set(token.forms) & small_words("camp or prison") for token in tokens)


def _region_of(record: Record, tokens: Sequence[Token], rows: Sequence[Row], first: int, last: int) -> Place | None:
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
                    fineness = PART_OF_COUNTRY if city["kind"] == "country" else FINENESS["region"]
                    return Place(str(row["place_id"]), lies_in, fineness, OF_AN_AREA, place, last)
            called = " ".join(token.word for token in [*tokens[place : point.last], *tokens[first:last]])
            part = part_of_the_country(tokens, sorted(record.search.named.index.written(called)), place)
            if city["kind"] == "country" and part:
                return Place("", part, PART_OF_COUNTRY, OF_AN_AREA, place, last)
    return None


def _times(record: Record, place: str) -> int:
    """Count how often the record has used a place: where a city and what lies around it share a name, that decides."""
    return int((record.incidents["place_id"] == place).sum())
