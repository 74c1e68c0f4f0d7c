"""What a text tells besides its event: a group's history and habits, what others report, what was announced before."""

import datetime as dt
from collections.abc import Sequence

from incidents.desk.suggesting.deeds import COURT, deed_of
from incidents.desk.suggesting.hearing import AREA, EARLY, Heard
from incidents.desk.suggesting.lexicon import small_words, wording
from incidents.desk.suggesting.spots import Place, belongs

_RECENT = dt.timedelta(days=6)  # what was announced in these days may be the event itself


def is_besides(heard: Heard) -> bool:
    """Say whether a sentence tells of no event of its own, but of what goes on besides."""
    return _is_history(heard) or _came_as(heard) or _says_what_it_was(heard) or _is_another_untold(heard)


def _is_history(heard: Heard) -> bool:
    """Say whether a sentence tells of the group's past, or of its habits, and counts nobody before that."""
    tokens = heard.sentence.tokens
    told = [found.first for kind in ("history", "habit") for found in wording(kind).among(tokens)]
    told = [at for at in told if "who" not in {token.word for token in tokens[max(0, at - 2) : at]}]  # "who served as"
    if not told or heard.has_own_day(min(told)):
        return False
    return not heard.counts(min(told))


def _came_as(heard: Heard) -> bool:
    """Say whether a sentence says what went on besides: "The statement came as reports told of an attack"."""
    tokens = heard.sentence.tokens
    comes = [found.first for found in wording("comes").among(tokens) if found.first < EARLY]
    return bool(comes) and any(
        comes[0] <= one.first <= comes[0] + EARLY for one in wording("as others report").among(tokens)
    )


def _says_what_it_was(heard: Heard) -> bool:
    """Say whether a sentence says of what was summed up what it held: وهي العمليات التي قتل فيها."""
    tokens = heard.sentence.tokens
    return (
        bool(tokens) and tokens[0].word in small_words("which were") and bool(list(wording("deed").among(tokens[1:3])))
    )


def _is_another_untold(heard: Heard) -> bool:
    """Say whether a sentence turns to another attack of which it says neither day, place, nor how many were harmed."""
    tokens = heard.sentence.tokens
    if heard.days or heard.places or not heard.turns:
        return False
    return any(True for _ in wording("another deed").among(tokens)) and not heard.counts(heard.until)


def was_told_long_before(heard: Heard, here: Place | None, then: dt.date | None, published: dt.date | None) -> bool:
    """Say whether a sentence tells what was announced, or had been done, days before the event: "on 2 April announced".

    ``here`` and ``then`` are where and when the event was, where it says so; of another place it tells another event.
    """
    if any(place.fineness < AREA and not (here and belongs(place, here)) for place in heard.places):
        return False
    until = then or published
    own = [told for told in heard.days if told.first and told.is_dated]
    if until is None or not own or len(own) < len(heard.days):
        return False
    is_long_before = all(told.last and until - told.last > _RECENT for told in own)
    speech = [found.first for found in wording("speech").among(heard.sentence.tokens)]
    told_so = all(told.of_speech or any(told.end <= verb <= told.end + EARLY for verb in speech) for told in own)
    return (
        is_long_before and not any(told.has_year for told in own) and (told_so or (begins_before(heard) and not then))
    )


def tells_why(heard: Heard, before: Sequence[Heard]) -> bool:
    """Say whether a sentence behind an event in which nobody attacked tells of attacks, and of no day of its own.

    Behind a court's judgment so does any without a deed that names a place, a month or a year: the crimes, the arrest.
    """
    deeds = {deed_of(act) for one in before for act in one.acts}
    own = {deed_of(act) for act in heard.acts} - {""}
    if not deeds or "" in deeds or COURT in own or (own and COURT not in deeds):
        return False
    if COURT in deeds:
        return bool(heard.acts or heard.places or heard.days) and not heard.turns
    has_own = any(told.precision == "day" and not told.of_speech for told in heard.days)
    return bool(heard.acts) and not has_own


def begins_before(heard: Heard) -> bool:
    """Say whether a sentence begins with "had been", وكانت."""
    return any(found.first == 0 for found in wording("had").among(heard.sentence.tokens[:2]))
