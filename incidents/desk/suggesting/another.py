"""Whether a sentence tells of another event than those before it: another day, another place, another kind of deed."""

import datetime as dt
from collections.abc import Sequence

from incidents.desk.suggesting.acts import CLASH
from incidents.desk.suggesting.background import is_of_days_before
from incidents.desk.suggesting.besides import begins_before
from incidents.desk.suggesting.hearing import AREA, EARLY, Heard
from incidents.desk.suggesting.lexicon import small_words, wording
from incidents.desk.suggesting.spots import Place, belongs, finest
from incidents.desk.suggesting.told import Sentence
from incidents.desk.suggesting.who import actors_in
from incidents.desk.suggesting.written_days import Told

_PLOT = 10  # tokens of "planned to bomb a shrine in", which is where it was to be
_ALIKE = 20  # tokens in which a deed is said to be like the one before: "in a similar attack", "by the same cells"
_OPENS = 2  # tokens with which a sentence opens on a place
APART = dt.timedelta(days=6)  # between a day and one that is another event's
_STATES = frozenset({"statement", "territorial-change"})


def of_the_act(one: Heard) -> Sequence[Place]:
    """Return the places of a sentence that stand before what it says of something else."""
    aims = ("plan", "aimed at") if _foils(one) else ()
    plot = [found.last for kind in aims for found in wording(kind).among(one.sentence.tokens)]
    own = [place for place in one.places if place.first < one.until]
    return [place for place in own if not any(0 <= place.first - last <= _PLOT for last in plot)] or own


def _foils(one: Heard) -> bool:
    return any(act.entry["tactic"] == "foiled-plot" for act in one.acts)


def says_where_it_was(heard: Heard) -> bool:
    """Say whether a sentence says of the deed told before where it was: "the ambush took place in", الهجوم وقع في."""
    tokens = heard.sentence.tokens
    deeds = [found.last for found in wording("deed").among(tokens)]
    said = [at for at, token in enumerate(tokens) if token.word in small_words("took place")]
    return any(0 <= at - last <= 1 for at in said for last in deeds)


def counts(heard: Heard) -> bool:
    """Say whether a sentence tells how many were harmed."""
    return heard.counts(heard.until)


def goes_on_with(heard: Heard, before: Sequence[Heard]) -> bool:
    """Say whether a sentence goes on with the day of those before it: half of one, in one paragraph or list, "also"."""
    if heard.sentence.is_second_half or heard.sentence.is_listed:
        return True
    if heard.sentence.paragraph in {one.sentence.paragraph for one in before}:
        return True
    opening = heard.sentence.tokens[: EARLY + 2]
    opens_on_a_place = any(place.place_id and place.first <= _OPENS for place in heard.places)
    also = opens_on_a_place or any(set(token.forms) & small_words("adds to it") for token in opening)
    also |= any(set(token.forms) & small_words("of the same kind") for token in heard.sentence.tokens[:_ALIKE])
    return also or any(True for _ in wording("same day").among(opening))


def tells_of_several(sentence: Sentence) -> bool:
    """Say whether a heading, or the sentence that opens an event, tells of several: "two attacks", هجومين."""
    return any(True for _ in wording("several deeds").among(sentence.tokens))


def is_another(heard: Heard, before: Sequence[Heard], here: Place | None, then: Told | None) -> bool:
    """Say whether a sentence tells of another event than those before it, which are of ``here`` and ``then``."""
    if not heard.acts and not heard.places:
        return False
    if heard.sentence.is_second_half:
        return True
    day = heard.day
    if day is None and not heard.turns and says_where_it_was(heard):
        return False
    if _is_of_another_day(heard, before, then):
        if day and then and day.first and then.first and abs(day.first - then.first) > APART:
            names_isis = any(side == "is" for side, *_ in actors_in(heard.sentence))
            opens = (
                day.is_dated and day.start <= _OPENS + 1
            )  # "On the 13th, gunmen fired", "Earlier, on 22 May, a bomb"
            return bool(heard.acts) and (names_isis or counts(heard) or opens)
        return _is_another_deed(heard, before, here, other_day=True)
    return _is_another_deed(heard, before, here, other_day=False)


def _is_another_deed(heard: Heard, before: Sequence[Heard], here: Place | None, *, other_day: bool) -> bool:
    """Say so of a sentence that does, or does not, tell of another day."""
    place = finest(of_the_act(heard))
    other_kind = _is_of_another_kind(heard, before)
    states = _STATES & {act.entry["tactic"] for act in heard.acts}
    if states and heard.days and not any(states & {act.entry["tactic"]} for one in before for act in one.acts):
        return True
    if heard.sentence.is_listed and heard.acts and place and here and _is_its_own_item(before, place, here):
        return True
    if other_day and counts(heard) and (heard.turns or (place is not None and _names_a_deed(heard))):
        return True  # "In another incident, two were killed on Friday", though at the same place
    if answers(heard, before) and (place is None or here is None or belongs(place, here)):
        return True
    is_of_before = is_of_days_before(heard, _day_told(before)) and not (place and here and belongs(place, here))
    if is_of_before or (other_day and begins_before(heard) and heard.acts and place is not None):
        return True  # "a gunman had fired on Saturday", وكان مسلح أطلق النار أمس
    if place is None or not heard.acts:
        dated = other_day or (other_kind and heard.day is not None and counts(heard) and not _is_dated(before))
        return bool(heard.acts and (heard.turns or other_kind) and dated)
    if here is None or (other_day and other_kind):
        return (heard.turns or other_kind) and other_day
    if place.place_id != here.place_id and _opens_on_another(heard, place, here, other_day=other_day):
        return True
    return not belongs(place, here) and (heard.turns or other_day or counts(heard))


def _day_told(before: Sequence[Heard]) -> dt.date | None:
    """Return the first day of which sentences tell, be it one on which somebody spoke."""
    return next((told.first for one in before for told in one.days if told.first), None)


def answers(heard: Heard, before: Sequence[Heard]) -> bool:
    """Say whether an operation follows an attack in which somebody was harmed: "Hours later forces raided ..."."""
    kinds = {act.entry["kind"] for act in heard.acts}
    known = {act.entry["kind"] for one in before for act in one.acts} - {CLASH}
    return heard.turns and kinds == {"operation"} and known == {"attack"} and any(map(counts, before))


def _is_its_own_item(before: Sequence[Heard], place: Place, here: Place) -> bool:
    """Say whether an item of a list, behind another item, tells of another place."""
    return any(one.sentence.is_listed for one in before) and not belongs(place, here)


def _names_a_deed(heard: Heard) -> bool:
    """Say whether a sentence names the deed in which somebody was harmed; who "died on Tuesday" died of an earlier."""
    return any(True for _ in wording("deed").among(heard.sentence.tokens[: heard.until]))


def _is_dated(before: Sequence[Heard]) -> bool:
    return any(told.first for one in before for told in one.days)


def _opens_on_another(heard: Heard, place: Place, here: Place, *, other_day: bool) -> bool:
    """Say whether a sentence turns to another place, in words or by opening on it: "In Darnaj, ..."."""
    day = heard.day
    if other_day and day and day.is_dated and day.start <= _OPENS:
        return True  # "16 October, ..." behind "14 October, ..."
    if heard.turns and (other_day or place.fineness < AREA or counts(heard)):
        return True
    return place.first <= _OPENS and max(place.fineness, here.fineness) < AREA and not belongs(place, here)


def _is_of_another_day(heard: Heard, before: Sequence[Heard], then: Told | None) -> bool:
    """Say whether a sentence tells of another day; one on which something was only said decides less."""
    if then is None or not then.first:
        return False
    day = heard.day
    if day is None and then.of_speech and counts(heard):
        day = next((told for told in heard.days if told.of_speech and told.first), None)
        return bool(day and heard.places and differ(day, then))
    opens = bool(day and day.start <= _OPENS and heard.places and counts(heard))  # "On Friday, five were killed in ..."
    goes_on = opens or heard.turns or begins_before(heard) or _is_of_another_kind(heard, before)
    if then.of_speech and not (heard.acts and goes_on):
        return False
    if day and then.precision == "range" and day.is_dated and opens:
        return True  # one day of those that a sum before it spans
    return bool(day and day.first and differ(day, then))


def _is_of_another_kind(heard: Heard, before: Sequence[Heard]) -> bool:
    """Say whether acts are an operation where those before were an attack; a clash may belong to either."""
    kinds = {act.entry["kind"] for act in heard.acts}
    known = {act.entry["kind"] for one in before for act in one.acts}
    return bool(kinds and known) and not kinds & {*known, CLASH} and CLASH not in known


def differ(one: Told, other: Told) -> bool:
    """Say whether two told days have no day in common."""
    return bool(
        one.first and other.last and one.last and other.first and (one.first > other.last or one.last < other.first)
    )
