"""Figures of a sentence: how many were killed, wounded, arrested, and whose they were.

A word for harm takes the people behind it ("killing two", مقتل عنصرين) or before it ("two were killed").
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from incidents.desk.suggesting.acts import behind, is_adjective
from incidents.desk.suggesting.broken_down import among_them, held_too, parts_of
from incidents.desk.suggesting.by_name import untold, with_him, with_known_ones, without_who_they_are
from incidents.desk.suggesting.denied import is_denied, speaking_in
from incidents.desk.suggesting.either import either_way, goes_for_both, is_said_of_both, one_or_the_other
from incidents.desk.suggesting.harmed import (
    SIDES,
    TOLD_BEHIND,
    about,
    are_added,
    are_harmed,
    are_others,
    by_what_a_toll_rose,
    nearest_side,
    one_of_whom,
    toll_behind,
)
from incidents.desk.suggesting.lexicon import Found, lexicon, small_words, wording
from incidents.desk.suggesting.numbers import is_an_age, number_at
from incidents.desk.suggesting.quantities import GENERIC, Quantity, is_part, quantities_in
from incidents.desk.suggesting.told import Sentence
from incidents.desk.suggesting.whose import OF_WHOM, side_behind, sides, suspected_of, whose_losses

_HARMED = frozenset({"killed", "wounded"})
_ARMED = frozenset({"sdf", "security", "coalition"})
_BY_ITSELF = {"dual": 2, "single": 1}  # قتيلان, قتيل
_COUNTED = frozenset({"counted", *_BY_ITSELF})


@dataclass(frozen=True)
class Figure:
    """A figure of a sentence: measure and side ("?" not said), bounds (both None: "several"), and its tokens."""

    harm: str
    side: str
    low: int | None
    high: int | None
    first: int
    last: int
    is_open: bool = False  # "members", of whom no word says whose they are
    is_known: bool = False  # "the member", who may have been counted before

    @property
    def measure(self) -> str:
        """Return the measure of the record."""
        return f"{self.harm}_{self.side if self.side in SIDES else 'total'}" if self.harm in _HARMED else self.harm


def figures_in(sentence: Sentence, taken: Sequence[bool], until: int, usual_side: str) -> list[Figure]:
    """Return the figures that a sentence states before token ``until``.

    ``taken`` are tokens that tell a day or a place. ``usual_side`` are whose "members" are, where nothing says so.
    """
    harms = _harms_in(sentence)
    planned = behind(sentence, "plan")
    free = _people_in(sentence, taken, harms)
    figures: list[Figure] = []
    took, raised = True, by_what_a_toll_rose(sentence)
    for place, harm in enumerate(harms):
        if harm.first >= min(until, raised) or planned[harm.first] or is_denied(sentence, harm):
            continue
        if place and one_or_the_other(sentence, harms[place - 1 : place + 1]):
            continue  # وجريح, told with those before it
        told = _told_of(sentence, harms, place, free)
        is_more = bool(figures) and figures[-1].harm != harm.entry["measure"]
        if is_more and not told and held_too(sentence, harm, figures[-1].last):
            them = figures.pop() if figures[-1].harm == "missing" else figures[-1]
            figures.append(replace(them, harm=harm.entry["measure"], last=harm.last))
            continue
        free = [quantity for quantity in free if quantity not in told]
        if place and not took and is_said_of_both(sentence, harms[place - 1], harm):
            told = [replace(one, low=None, high=None) for one in told]
        is_same = place and harms[place - 1].entry["measure"] == harm.entry["measure"]  # لقي ثلاثة حتفهم
        took = bool(told) or bool(is_same and took)
        then = next((one for one in harms[place + 1 : place + 2] if not is_denied(sentence, one)), None)
        if then and told and told[-1].last <= harm.first and goes_for_both(sentence, harm, then, free):
            told = [replace(one, low=None, high=None, last=then.last) for one in told]  # "25 were killed or captured"
        if one_or_the_other(sentence, harms[place : place + 2]):
            told = either_way(told, harms[place + 1], free)
        figures += _figures_of(sentence, harm, told, figures, usual_side)
    return _all_of(sentence, _agreed(figures))


def _people_in(sentence: Sentence, taken: Sequence[bool], harms: Sequence[Found]) -> list[Quantity]:
    """Return the people of a sentence; words for harm, unknown gunmen and ages are none."""
    blocked = list(taken)
    for harm in harms:
        if harm.entry["form"] not in _COUNTED:
            blocked[harm.first : harm.last] = [True] * (harm.last - harm.first)
    gunmen = [one for one in wording("gunmen").among(sentence.tokens) if not are_harmed(sentence, one, harms)]
    for found in (*wording("unknown").among(sentence.tokens), *gunmen):
        if found.first == 0 or not number_at(sentence.tokens, found.first - 1):
            blocked[found.first : found.last] = [True] * (found.last - found.first)
    for first, last in speaking_in(sentence, harms):
        blocked[first:last] = [True] * (last - first)
    for place, token in enumerate(sentence.tokens):
        if token.word in small_words("tells an age") or is_an_age(sentence, place):
            blocked[place : place + 4] = [True] * len(blocked[place : place + 4])
    return with_known_ones(sentence, harms, quantities_in(sentence, blocked))


def _told_of(sentence: Sentence, harms: Sequence[Found], place: int, free: Sequence[Quantity]) -> list[Quantity]:
    """Return the people that a word for harm is about, between the words for harm beside it."""
    harm = harms[place]
    end = harms[place + 1].first if place + 1 < len(harms) else len(sentence.tokens)
    if harm.entry["form"] in _COUNTED and (own := _counted_itself(sentence, harm, free)):
        parts = list(parts_of(sentence, own, free, end))
        own = replace(own, side="total") if len({one.side for one in parts}) > 1 else own
        added = [one for one in free if own.last <= one.first < end and are_added(sentence, one)]
        return [own, *(parts or added or among_them(sentence, own, free, harm.last))]
    start = harms[place - 1].last if place else 0
    told = without_who_they_are(sentence, about(sentence, harm, free, start, end))
    if len(told) == 1 and told[0].last <= harm.first:
        told += with_him(sentence, harm, free) or among_them(sentence, told[0], free, harm.last)
    return told or untold(sentence, harm)


def _all_of(sentence: Sentence, figures: Sequence[Figure]) -> list[Figure]:
    """Let figures be of the side that is said of all of them: جميعهم مدنيون, "all of them civilians"."""
    for place, token in enumerate(sentence.tokens[:-1]):
        found = sides().at(sentence.tokens, place + 1) if token.word in small_words("all of them") else None
        if found:
            side = found.entry["side"]
            return [replace(one, side=side) if one.side == "total" else one for one in figures]
    return list(figures)


def _agreed(figures: Sequence[Figure]) -> list[Figure]:
    """Let "members" whose side is said only of the next be of that side: "one was killed and two SDF fighters hurt"."""
    agreed = list(figures)
    for place in range(len(agreed) - 2, -1, -1):
        one, then = agreed[place], agreed[place + 1]
        near = {"civilians", "is"} if 0 <= then.first - one.last <= 1 else set()
        if one.is_open and one.side == "total" and one.harm in _HARMED and then.side in {*_ARMED, *near}:
            agreed[place] = replace(one, side=then.side)
    return agreed


def _harms_in(sentence: Sentence) -> list[Found]:
    found = [one for one in lexicon("harm").among(sentence.tokens) if not is_adjective(sentence, one)]
    tolls = [one for one in found if sentence.tokens[one.first].word in small_words("only a toll")]
    return [one for one in found if one not in tolls or not _is_told_apart(one, found)]


def _is_told_apart(toll: Found, found: Sequence[Found]) -> bool:
    """Say whether a toll is told by the words behind it: "a toll of nine dead"."""
    return any(toll.last <= one.first <= toll.last + TOLD_BEHIND for one in found if one is not toll)


def _counted_itself(sentence: Sentence, harm: Found, free: Sequence[Quantity]) -> Quantity | None:
    """Return the dead of "five dead", ثلاثة قتلى, قتيلان: the number beside the noun; what follows says whose."""
    beside = [one for one in reversed(free) if 0 <= harm.first - one.last <= 1 and one.is_bare]
    near = next((one for one in beside if one.low is not None), next(iter(beside), None))
    is_known = sentence.tokens[harm.first].word.startswith("ال")  # الشهيدين: who were told of before
    if near is None and harm.entry["form"] in _BY_ITSELF and not is_known:
        number = _BY_ITSELF[harm.entry["form"]]
        near = Quantity(harm.first, harm.last, number, number, "?", is_bare=True)
    if (near is None or near.low is None) and harm.entry["form"] == "counted":
        near = toll_behind(sentence, harm, free) or near
    if near is None:
        return None
    side = near.side if near.side in SIDES else side_behind(sentence, harm.last)
    side = side if side != "total" else whose_losses(sentence, near.first)
    return Quantity(near.first, max(harm.last, near.last), near.low, near.high, side)


def _figures_of(
    sentence: Sentence, harm: Found, about: Sequence[Quantity], earlier: Sequence[Figure], usual_side: str
) -> list[Figure]:
    """Make figures of people; a part of a count is none of its own.

    Joined ones of one measure ("a commander and six fighters") stay as they are told: nobody here adds up. Only two of
    whom no number is said are so many.
    """
    made: list[Figure] = []
    kind, ones = harm.entry["measure"], False
    for one in about:
        side = _side(sentence, one, [*earlier, *made], usual_side)
        is_toll = harm.entry["form"] in _COUNTED and len(about) == 1
        is_open = side in {usual_side, "total"} and (one.side == "?" or is_toll)
        figure = Figure(
            kind, side, one.low, one.high, min(one.first, harm.first), max(one.last, harm.last), is_open, one.is_known
        )
        if side == "other" and any((other.harm, other.side) == (kind, "total") for other in (*earlier, *made)):
            figure = replace(figure, low=None, high=None)  # of no measure of their own, and counted in the whole
        if any(other.measure == figure.measure for other in made) and is_part(sentence, one):
            continue
        if made and one.is_one and ones and (both := _both(made[-1], figure)):
            made[-1] = both
        else:
            made.append(figure)
        ones = one.is_one
    return made


def _both(one: Figure, other: Figure) -> Figure | None:
    """Return two who are told without a number as so many: "a teacher and her daughter", سائق ومرافقه."""
    sides = {one.side, other.side}
    if one.low is None or other.low is None or not (len(sides) == 1 or sides == {"civilians", "total"}):
        return None
    side = one.side if len(sides) == 1 else "civilians"
    number = one.low + other.low
    return replace(one, side=side, low=number, high=number, first=min(one.first, other.first), last=other.last)


def _side(sentence: Sentence, one: Quantity, earlier: Sequence[Figure], usual_side: str) -> str:
    if one.side == "same" or (one.is_bare and earlier):
        harmed = [figure.side for figure in earlier if figure.harm in _HARMED]
        if one.side == "same" and one.low != 1 and _are_mixed(earlier[-2:]):
            return "total"  # "two soldiers and an interpreter were killed and three others hurt"
        return harmed[-1] if harmed else one_of_whom(sentence, one) or usual_side
    if one.side == "?":
        then = sentence.tokens[one.last].word if one.last < len(sentence.tokens) else ""
        harmed = [figure.side for figure in earlier if figure.harm in _HARMED]
        goes_on = bool(harmed) and harmed[-1] in {"security", "sdf", "coalition"} and not earlier[-1].is_open
        if harmed and (goes_on or then in small_words("others of them")):
            return harmed[-1]
        return nearest_side(sentence, one, usual_side)
    if one.side == "security" and earlier and are_others(sentence, one):
        armed = [figure.side for figure in earlier if figure.harm in _HARMED and figure.side in {"sdf", "coalition"}]
        return armed[-1] if armed else one.side
    if one.side == "suspect":
        return suspected_of(sentence.tokens[one.first : one.last + OF_WHOM])
    return "total" if one.side in GENERIC else one.side


def _are_mixed(figures: Sequence[Figure]) -> bool:
    """Say whether one harm was done to people of two sides."""
    return len({one.harm for one in figures}) == 1 < len({one.side for one in figures})
