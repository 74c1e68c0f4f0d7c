"""A place that a sentence names, how fine it is, and which of several is meant: the finest; what belongs together."""

from collections.abc import Sequence
from dataclasses import dataclass

FINENESS = {"site": 0, "prison": 0, "camp": 0, "neighbourhood": 1, "village": 2, "town": 3, "city": 4, "road": 5,
            "region": 6, "governorate": 7, "country": 9}  # fmt: skip
PART_OF_COUNTRY = 8
PRECISE, NEARBY, OF_AN_AREA = "1", "2", "3"  # precision
NEAR_A_CITY = 6  # south of Raqqa is no finer than a region that is named beside it
_WIDEST = 4  # governorates of the Syrian desert, wherever it is told
_CAPITAL, _AROUND_THE_CAPITAL = "SY01", "SY03"  # p-codes
PASSED = 6  # how fine a place is that a road only leads to


@dataclass(frozen=True)
class Place:
    """A place that a sentence names; ``fineness`` is smaller the finer, ``precision`` as in ``geo_precision``.

    Where it holds a new place of which the gazetteer knows nothing, it is as fine as that.
    """

    place_id: str
    governorates: tuple[str, ...]
    fineness: int
    precision: str
    first: int
    last: int
    is_between: bool = False
    is_bare: bool = False  # a city that no word calls so, which may stand for what lies around it
    holds: tuple[int, int] | None = None  # tokens of a new place that a sentence puts inside this one
    holds_name: frozenset[str] = frozenset()  # the words of its name


def finest(places: Sequence[Place]) -> Place | None:
    """Return the finest place, of equals the first."""
    best: Place | None = None
    for place in places:
        if best is None or is_finer(place, best):
            best = place
    return best


def is_finer(one: Place, other: Place) -> bool:
    """Say whether a place is finer than another; a city near which it was tells more than a region like the Badia."""
    if _is_wide(one) and other.fineness == FINENESS["governorate"] and other.precision == OF_AN_AREA:
        return False
    wide = len(other.governorates) if other.precision == OF_AN_AREA else 0
    if wide >= _WIDEST and one.fineness == FINENESS["governorate"] and other.fineness < PART_OF_COUNTRY:
        return True  # "in Hama province" tells more than "in the desert"
    if wide >= _WIDEST and one.precision == OF_AN_AREA and one.fineness == other.fineness:
        return set(one.governorates) < set(other.governorates)  # and so does "the Rusafa desert"
    is_wide = wide >= _WIDEST or (wide > 1 and other.last > one.first)
    return one.fineness < other.fineness or (one.fineness == other.fineness and one.precision == NEARBY and is_wide)


def _is_wide(place: Place) -> bool:
    """Say whether a place is the whole desert."""
    return place.precision == OF_AN_AREA and len(place.governorates) >= _WIDEST


def is_a_town(place: Place) -> bool:
    """Say whether a place is a settlement, of which a headline may mean what lies around it."""
    return FINENESS["neighbourhood"] < place.fineness <= NEAR_A_CITY and place.precision != OF_AN_AREA


def is_a_corner(place: Place) -> bool:
    """Say whether a place is only a corner of a triangle in which it was."""
    return place.is_between and place.fineness >= FINENESS["governorate"]


def belongs(one: Place, other: Place) -> bool:
    """Say whether two places may be the same event's: one holds the other, as far as governorates tell."""
    if one.place_id == other.place_id != "":
        return not (one.holds_name and other.holds_name) or bool(one.holds_name & other.holds_name)
    finer, wider = sorted((one.fineness, other.fineness))
    if any(_is_elsewhere(new, spot) for new, spot in ((one, other), (other, one))):
        return False
    if any(city.is_bare and spot.holds and spot.precision == OF_AN_AREA for city, spot in ((one, other), (other, one))):
        return bool(set(one.governorates) & set(other.governorates))  # بلدة نصيب بريف درعا, of "Daraa" alone
    # near a place, which may be beside the other, unless that is a whole town
    is_about = any(
        near.precision == NEARBY and near.fineness >= spot.fineness for near, spot in ((one, other), (other, one))
    )
    if (
        not is_about
        and wider < FINENESS["road"]
        and not (finer <= FINENESS["neighbourhood"] and wider >= FINENESS["town"])
    ):
        return False
    if any(_is_around_the_capital(city, place) for city, place in ((one, other), (other, one))):
        return True
    return not one.governorates or not other.governorates or bool(set(one.governorates) & set(other.governorates))


def _is_elsewhere(new: Place, other: Place) -> bool:
    """Say whether a place is another town than the one that holds a new place."""
    if not new.holds or new.precision == OF_AN_AREA or other.precision == OF_AN_AREA:
        return False
    return FINENESS["neighbourhood"] < other.fineness < FINENESS["road"] and new.place_id != other.place_id


def _is_around_the_capital(city: Place, place: Place) -> bool:
    """Say whether a place lies in the governorate around Damascus, which is named for its suburbs as well."""
    is_city = city.fineness in {FINENESS["city"], NEAR_A_CITY} and city.governorates == (_CAPITAL,)
    return is_city and place.governorates == (_AROUND_THE_CAPITAL,)
