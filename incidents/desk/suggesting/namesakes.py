"""Which of the places of one name is meant: none that lies elsewhere than the area or city named behind it."""

from collections.abc import Sequence

from geodata.sounds import is_arabic
from incidents.desk.suggesting.beside import stands_at
from incidents.desk.suggesting.lexicon import lexicon, small_words
from incidents.desk.suggesting.spots import FINENESS, NEAR_A_CITY, OF_AN_AREA, PASSED, Place
from incidents.desk.suggesting.told import Token

_CHAIN = 12  # tokens between a place and the area that it is said to lie in


def is_ruled_out(tokens: Sequence[Token], place: Place, found: Sequence[Place]) -> bool:
    """Say whether a place lies in none of the areas, and near none of the cities, that are named right behind it.

    "Jasim, in the countryside of Raqqa"; of villages also "Jasim, north of Raqqa", قرية جاسم التابعة لمدينة الرقة.
    """
    is_settlement = FINENESS["village"] <= place.fineness <= PASSED and place.precision != OF_AN_AREA
    if not (is_settlement and place.governorates) or place.is_between:
        return False
    behind = [one for one in found if one.first >= place.last and one.place_id and one.governorates]
    area = next((one for one in behind if one.precision == OF_AN_AREA), None)
    city = next((one for one in behind if one.fineness in {FINENESS["city"], NEAR_A_CITY}), None)
    if area and not set(place.governorates) & set(area.governorates) and _lies_in(tokens, place, area):
        return True
    if city and _is_a_quarter_of(tokens, place, city):
        return True
    is_village = place.fineness == FINENESS["village"]
    return bool(
        is_village
        and city
        and city.precision != OF_AN_AREA
        and not set(place.governorates) & set(city.governorates)
        and _leads_to(tokens, place.last, city.first)
    )


def _is_a_quarter_of(tokens: Sequence[Token], place: Place, city: Place) -> bool:
    """Say whether what is called a quarter of a city bears the name of a town elsewhere: حي الأربعين بدرعا."""
    is_quarter = place.first > 0 and bool(set(tokens[place.first - 1].forms) & small_words("a quarter"))
    is_there = city.first - place.last <= 1 and bool(set(place.governorates) & set(city.governorates))
    return is_quarter and city.first - place.last <= 1 and not is_there


def _lies_in(tokens: Sequence[Token], place: Place, area: Place) -> bool:
    """Say whether a place is told to lie in an area, in words or by a comma; not so of two that are joined."""
    between = [token.word for token in tokens[place.last : area.first]]
    if any(True for name in ("tactics", "harm") for _ in lexicon(name).among(tokens[place.last : area.first])):
        return False
    names_it = "in" in between or "," in between or is_arabic(tokens[area.first].word)
    apart = small_words("and a day") & set(between) or tokens[area.first].word.startswith("و")
    return names_it and not apart and len(between) <= _CHAIN


def _leads_to(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Say whether tokens only say beside or of which city a village is: "near the city of", التابعة لمدينة."""
    at, is_told = first, False
    while at < last:
        found = stands_at(tokens, at, "near") or stands_at(tokens, at, "settlement")
        belongs = bool(set(tokens[at].forms) & small_words("belongs to a town"))
        if not (found or belongs or tokens[at].word == ","):
            return False
        is_told |= belongs or found is not None
        at = found.last if found else at + 1
    return at == last and is_told
