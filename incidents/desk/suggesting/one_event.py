"""An event of a text: the sentences that tell of it, and of these when and where it was."""

import datetime as dt
from dataclasses import dataclass, field

from incidents.desk.suggesting.deeds import COURT, deed_of
from incidents.desk.suggesting.event_places import place_of
from incidents.desk.suggesting.hearing import Heard
from incidents.desk.suggesting.lexicon import wording
from incidents.desk.suggesting.spots import Place
from incidents.desk.suggesting.written_days import Told


@dataclass
class Event:
    """Sentences that tell of one event, in the order of the text; ``is_earlier`` than what the text is about."""

    heard: list[Heard] = field(default_factory=list)
    is_earlier: bool = False
    told_with: "Event | None" = None  # whose day it shares, for no sentence says another
    is_of_the_same_day: bool = False  # as the first, and goes on with who did it, as far as the text says so
    placed_with: "Event | None" = None  # whose place it shares: "in the camp", which one was said before

    @property
    def place(self) -> Place | None:
        """Return the finest place of the sentences with an act, else one that stands beside them."""
        return place_of(self.heard)

    @property
    def is_at_court(self) -> bool:
        """Say whether it was a court that did something; what it speaks of was long before, and elsewhere."""
        return any(deed_of(act) == COURT for one in self.heard for act in one.acts)

    @property
    def day(self) -> Told | None:
        """Return when it was: by a sentence with an act, else any; a day on which it was only told of comes last."""
        heard = [
            one for one in self.heard if not self.is_at_court or one is self.heard[0] or one.has_own_day(one.until)
        ]
        days = [(one, told) for one in heard for told in one.days if told.start < one.until and not told.of_speech]
        vague = [(one, told) for one, told in days if _is_vague(told)]
        for some in ([pair for pair in days if pair not in vague], vague):
            told = next((told for one, told in some if one.acts), some[0][1] if some else None)
            if told:
                return told
        told_on = [(one, told) for one in heard for told in one.days if told.of_speech or told.start < one.until]
        if told_on and _claims(told_on[0][0]) and all(told.first and told.of_speech for _, told in told_on):
            return min((told for _, told in told_on), key=lambda told: told.first or dt.date.max)
        return told_on[0][1] if told_on else None


def _claims(heard: Heard) -> bool:
    """Say whether a sentence tells that the attack was claimed, which is later than that others told of it."""
    return any(True for _ in wording("claim").among(heard.sentence.tokens))


def _is_vague(told: Told) -> bool:
    return told.precision == "month" or (told.precision == "range" and not told.is_dated)


def days_of(event: Event, row: int, day: Told, published: dt.date | None) -> tuple[dt.date, dt.date] | None:
    """Return the first and last day on which an event may have been, by a told ``day``; None where that is no date.

    Of one beside the first (``row`` 0), of which no day is told, it was before it was told of: the day of its neighbour
    is not its own. Of one of which it is only told on which day others spoke, it was on that day or the one before.
    """
    if day.first is None or day.last is None:
        return None
    if row == 0 or event.is_earlier:
        return day.first, day.last
    if event.day is None and not event.is_of_the_same_day:
        return day.first, max(day.last, published or day.last)
    if event.day is not None and day.of_speech and day.precision == "day" and day.first == published:
        return day.first - dt.timedelta(days=1), day.last
    return day.first, day.last
