"""Where an event was, of all that its sentences say of places."""

from collections.abc import Sequence

from incidents.desk.suggesting.another import of_the_act, says_where_it_was
from incidents.desk.suggesting.hearing import AREA, Heard
from incidents.desk.suggesting.lexicon import wording
from incidents.desk.suggesting.spots import OF_AN_AREA, Place, belongs, finest, is_finer


def place_of(heard: Sequence[Heard]) -> Place | None:
    """Return the finest place of the sentences with an act, else one that stands beside them."""
    acting = [one for one in heard if one.acts]
    near = {one.sentence.paragraph for one in acting}
    beside = [one for one in heard if not one.acts and one.sentence.paragraph in near]
    chosen: Place | None = None
    for one in acting:
        found = finest(of_the_act(one))
        if chosen and found and found.is_between and _is_an_end(chosen, one.places):
            continue  # "between A and B" does not outdo "near B"
        if found and (chosen is None or (belongs(found, chosen) and is_finer(found, chosen))):
            chosen = found
    chosen = _where_planned(acting, chosen)
    chosen = _around(acting, _where_it_was(acting, chosen))
    if not acting:
        beside = list(heard)
    elif chosen is None and not any(map(of_the_act, beside)):
        behind = heard.index(acting[0]) + 1  # "struck a cache on Saturday. It lay in mountains north of ..."
        beside = [one for one in heard[behind : behind + 1] if not one.acts]
    if chosen and chosen.precision == OF_AN_AREA:
        chosen = _just_beside(heard, acting, chosen)
    told = list(filter(None, (finest(of_the_act(one)) for one in beside)))
    return chosen or next((one for one in told if one.place_id), next(iter(told), None))


def _where_planned(acting: Sequence[Heard], chosen: Place | None) -> Place | None:
    """Return where somebody who was held planned something, if nothing finer is told: "arrested a man who planned"."""
    for one in acting if chosen is None else acting[:1]:
        if of_the_act(one) or not any(found.first == one.until for found in wording("plan").among(one.sentence.tokens)):
            continue
        planned = finest(one.places)
        if planned and planned.place_id and (chosen is None or chosen.precision == OF_AN_AREA):
            return planned
    return chosen


def _is_an_end(chosen: Place, places: Sequence[Place]) -> bool:
    """Say whether a place is one of the ends of a stretch that a sentence tells."""
    return any(place.is_between and place.place_id == chosen.place_id for place in places)


def _just_beside(heard: Sequence[Heard], acting: Sequence[Heard], area: Place) -> Place:
    """Return the place in an area that the sentence before an act names in its paragraph, or the one behind it."""
    for one in acting:
        at = heard.index(one)
        before = heard[at - 1] if at and not of_the_act(one) else None
        if before and before.sentence.paragraph != one.sentence.paragraph:
            before = None
        for beside in (before, *heard[at + 1 : at + 2]):
            place = finest(of_the_act(beside)) if beside and not beside.acts else None
            if place and belongs(place, area) and is_finer(place, area):
                return place
    return area


def _where_it_was(acting: Sequence[Heard], chosen: Place | None) -> Place | None:
    """Return the village of which a sentence says that the attack was there, in the town that was chosen."""
    for one in acting:
        place = finest(of_the_act(one)) if says_where_it_was(one) else None
        is_spot = place and place.place_id and place.fineness < AREA
        if place and is_spot and chosen and place.fineness < chosen.fineness:
            return place
    return chosen


def _around(acting: Sequence[Heard], chosen: Place | None) -> Place | None:
    """Return the countryside of which a later sentence tells, for a city of which nothing says that it was there."""
    if chosen is None or not chosen.is_bare:
        return chosen
    behind = [place for one in acting if chosen not in one.places for place in of_the_act(one)]
    areas = (place for place in behind if place.fineness == AREA and place.precision == OF_AN_AREA)
    return next((area for area in areas if area.governorates == chosen.governorates), chosen)
