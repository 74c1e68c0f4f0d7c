"""Settlements of which the gazetteer knows nothing: "the village of Umm Hajar", بلدة بقرص تحتاني."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from incidents.desk.suggesting.between import is_inside, stretches_in
from incidents.desk.suggesting.claims import only_speaker
from incidents.desk.suggesting.hearing import Heard
from incidents.desk.suggesting.new_places import LIES_IN, is_a_quarter, is_owner, longest_of, unnamed_in
from incidents.desk.suggesting.one_event import Event
from incidents.desk.suggesting.own_voice import own_statement
from incidents.desk.suggesting.relaying import speaker_of
from incidents.desk.suggesting.spots import OF_AN_AREA, PRECISE, Place
from incidents.desk.suggesting.told import Sentence
from incidents.desk.suggesting.who import UNATTRIBUTED, speakers_in
from incidents.record.record import Record

_KINDS = r"(?=(?:قري|بلد|مدين|حي\b|أحياء|ضاحي|منطق|حقل|مزرع|وادي|محمي|طريق))"
_WRITTEN_ON = re.compile(rf"^(?:و?[بل]|و){_KINDS}")  # بقرية أم حجر
_QUOTES = re.compile('["“”«»]')


@dataclass(frozen=True)
class Unnamed:
    """A settlement that a sentence names in tokens ``first`` up to ``last``, and the origin that says so."""

    sentence: Sentence
    first: int
    last: int
    origin: str

    @property
    def words(self) -> str:
        """Return what it is called, without the preposition that Arabic writes on it."""
        return _QUOTES.sub("", _WRITTEN_ON.sub("", self.sentence.words_of(self.first, self.last)))


def unnamed_of(record: Record, event: Event, lead: Sequence[Sentence]) -> Unnamed | None:
    """Return the settlement in which an event was, where the gazetteer knows none; a finer one than its town."""
    place = event.place
    if place and place.holds:
        one = next(one for one in event.heard if place in one.places)
        return _unnamed(record, event, lead, one, place.holds)
    for one in event.heard:
        for first, last in _told_in(record, one, place) if one.acts or place in one.places else ():
            here = [other for other in one.places if place is not None and other.place_id == place.place_id]
            is_here = any(0 <= other.first - last <= LIES_IN for other in here)
            is_here |= place is not None and place.is_bare and _lies_around(place, one, last)
            is_here |= place is not None and place.last == first and is_owner(one.sentence, first - 1)
            is_here |= place is not None and not one.places and is_a_quarter(one.sentence.tokens[first:last])
            if is_here or place is None or place.precision != PRECISE:
                return _unnamed(record, event, lead, one, (first, last))
    return None


def _unnamed(record: Record, event: Event, lead: Sequence[Sentence], one: Heard, span: tuple[int, int]) -> Unnamed:
    """Return what tokens of a sentence name, with whoever says so."""
    speaker = speaker_of(span[0], speakers_in(record, one.sentence))
    own = own_statement([*(other.sentence for other in event.heard), *lead])
    origin = speaker.origin if speaker else own or only_speaker(record, event, lead)
    return Unnamed(one.sentence, *span, origin or UNATTRIBUTED)


def _lies_around(city: Place, one: Heard, last: int) -> bool:
    """Say whether what is named before token ``last`` lies in the countryside of a city that is named alone."""
    near = (other for other in one.places if 0 <= other.first - last <= LIES_IN)
    return any(other.precision == OF_AN_AREA and other.governorates == city.governorates for other in near)


def _told_in(record: Record, one: Heard, place: Place | None) -> list[tuple[int, int]]:
    """Return the tokens that name a settlement, else a road or stretch whose ends are all that is known of it."""
    known = {(place.first, place.last) for place in one.places}
    areas = [place for place in one.places if place.precision == OF_AN_AREA]
    stretches = [
        span
        for span in stretches_in(one.sentence, one.places)
        if span not in known and span[0] < one.until and not any(is_inside(area, [span]) for area in areas)
    ]
    spans = [longest_of(span, stretches) for span in unnamed_in(record, one.sentence, one.places, one.until)]
    if spans or (place is not None and not place.is_between and place.precision != OF_AN_AREA):
        return spans
    return stretches


def is_beside_a_town(unnamed: Unnamed) -> bool:
    """Say whether a settlement is none of the quarters of a town: the event was near that town, and not in it."""
    return not is_a_quarter(unnamed.sentence.tokens[unnamed.first : unnamed.last])
