"""The events of a text: sentences that tell of one day and one place belong together; background stays out.

Sums ("61 attacks since January") and what happened "last month" are background. An earlier event that is told with its
own date is an event of its own, and stands behind.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from incidents.desk.suggesting.another import (
    APART,
    answers,
    counts,
    differ,
    goes_on_with,
    is_another,
    of_the_act,
    tells_of_several,
)
from incidents.desk.suggesting.background import (
    is_background,
    is_of_a_month,
    recalls,
    tells_what_it_followed,
    was_before,
)
from incidents.desk.suggesting.besides import tells_why, was_told_long_before
from incidents.desk.suggesting.clauses import clauses_of
from incidents.desk.suggesting.days import is_of_a_deed
from incidents.desk.suggesting.deeds import COURT, deed_of
from incidents.desk.suggesting.hearing import EARLY, Heard, heard_in
from incidents.desk.suggesting.lexicon import small_words, wording
from incidents.desk.suggesting.one_event import Event
from incidents.desk.suggesting.spots import belongs, finest, is_a_corner, is_a_town, is_finer
from incidents.desk.suggesting.told import Sentence
from incidents.record.record import Record


def events_in(record: Record, sentences: Sequence[Sentence], published: dt.date | None) -> list[Event]:
    """Return the events of a text, what it is about first, earlier ones last."""
    events: list[Event] = []
    current: Event | None = None
    headings: list[Heard] = []
    opening: list[Heard] = []  # the first sentence, be it background
    sums_up = False  # a list of what a period held: "Key points"
    mentioned: dt.date | None = None  # the last day on which something was, be it background: "two days before that"
    aside = -1  # the paragraph that is in the background
    for sentence in (half for whole in sentences for half in clauses_of(record, whole, published)):
        if sentence.is_title:
            headings += [heard_in(record, sentence, published)] if current is None else []
            sums_up = any(True for _ in wording("heads a sum").among(sentence.tokens))
            continue
        then = current.day.first if current and current.day else None
        heard = heard_in(record, sentence, published, mentioned or then)
        mentioned = heard.day.first if heard.day and heard.day.precision == "day" else mentioned
        opening += [] if opening else [heard]
        if (
            (sums_up and sentence.is_listed)
            or _goes_on_aside(heard, aside)
            or _tells_of_a_month(heard, then)
            or is_background(heard, published)
            or (current and was_before(heard, current.place, then))
            or (current and tells_why(heard, current.heard))
            or (current and recalls(heard, then))
            or (current and tells_what_it_followed(heard, [act for one in current.heard for act in one.acts]))
            or (current and was_told_long_before(heard, current.place, then, published))
        ):
            aside = sentence.paragraph
            continue
        aside = -1
        goes_back = bool(events) and _goes_back(heard, events[0]) and _is_earlier(heard, events[0], published)
        if current is None or goes_back or is_another(heard, current.heard, current.place, current.day):
            known = next((event for event in events if _returns_to(heard, event)), None)
            begins = _may_begin(heard) or (_leads(heard) if current is None else answers(heard, current.heard))
            if known is None and not begins:
                continue
            current = known or Event(is_earlier=bool(events) and _is_earlier(heard, events[0], published))
            if known is None:
                events.append(current)
        elif _comes_back(heard, current, events[0]):
            current = events[0]
        current.heard.append(heard)
    told = [event for event in events if _tells(event)]
    _share_days(told, headings)
    _share_places(told, [*headings, *opening])
    return sorted(told, key=lambda event: event.is_earlier)


def _share_days(told: Sequence[Event], headings: Sequence[Heard]) -> None:
    """Let events of which no day is said share that of the first, or of a heading: "Security roundup, 12 August"."""
    headed = next((one for one in headings if one.day), None)
    teller = told[0] if told and told[0].day else None
    if headed and not any(event.day for event in told):
        teller = Event([headed])
    opening = [*headings, *(event.heard[0] for event in told[:1])]
    several = any(tells_of_several(one.sentence) for one in opening)
    for event in told[1:]:
        event.is_of_the_same_day = several or goes_on_with(event.heard[0], told[0].heard)
    for event in told:
        if teller is not event and not event.is_earlier and event.day is None:
            event.told_with = teller


def _share_places(told: Sequence[Event], opening: Sequence[Heard]) -> None:
    """Let an event be where the one before it was: "in the camp", and no sentence says which; or "hours later".

    The first is where the headings and the sentence that opens the text say, if none of its own says where.
    """
    opened = next((one for one in opening if one.places), None)
    if (
        opened
        and told
        and not told[0].is_at_court
        and (told[0].place is None or is_a_corner(told[0].place))
        and not told[0].is_earlier
    ):
        places = [replace(one, precision=max(one.precision, "2")) if is_a_town(one) else one for one in opened.places]
        told[0].placed_with = Event([Heard(opened.sentence, (), places, (), len(opened.sentence.tokens))])
    for before, event in pairwise(told):
        here, there = event.place, before.place
        if there is None:
            continue
        if here is None and any(
            set(token.forms) & small_words("camp") for one in event.heard for token in one.sentence.tokens
        ):
            event.placed_with = before
        goes_on = event.heard[0].turns and not event.is_earlier and not event.heard[0].places
        goes_on |= event.heard[0].is_there_again
        if goes_on and (here is None or (is_finer(there, here) and belongs(there, here))):
            event.placed_with = before


def _goes_back(heard: Heard, main: Event) -> bool:
    """Say whether a sentence tells of a month, or opens on a day, before an event of which no day is said."""
    day = heard.day
    opens = main.day is None and day is not None and day.is_dated and day.start <= EARLY // 3
    return is_of_a_month(heard) or (opens and bool(heard.acts))


def _goes_on_aside(heard: Heard, aside: int) -> bool:
    """Say whether a sentence goes on with the background, in which paragraph ``aside`` is (-1: none is)."""
    sentence = heard.sentence
    goes_on = sentence.tokens[0].word in small_words("goes on telling")  # "حيث ..." behind a stop
    if aside == sentence.paragraph and (goes_on or not (heard.days or heard.places)):
        return True
    if aside >= 0 and not heard.days and sentence.tokens[0].word.lstrip("و").isdigit():
        return True  # a line of what was summed up: "24 of them by ..."
    is_own = sentence.is_listed and heard.acts and any(told.is_dated for told in heard.days)  # "- 3 August: ..."
    return aside >= 0 and not is_own and (sentence.is_listed or (_is_bare(heard) and _adds_to_it(sentence)))


def _tells_of_a_month(heard: Heard, then: dt.date | None) -> bool:
    """Say whether a sentence tells only of a month before the event: "In October they captured a commander"."""
    months = [told.last for told in heard.days if told.precision == "month" and told.last]
    is_before = bool(then and months and len(months) == len(heard.days) and max(months) < then)
    return is_before and not is_of_a_month(heard)


def _adds_to_it(sentence: Sentence) -> bool:
    """Say whether a sentence adds to what was said before: "The army also killed 17"."""
    return any(set(token.forms) & small_words("adds to it") for token in sentence.tokens[:EARLY])


def _may_begin(heard: Heard) -> bool:
    """Say whether a sentence tells enough to begin an event: an act, and where, when, or how many."""
    if not heard.acts:
        return False
    if any(deed_of(act) == COURT for act in heard.acts):
        return True  # of which most often no place is told that is in Syria
    return any(place.place_id for place in of_the_act(heard)) or bool(heard.day) or counts(heard)


def _leads(heard: Heard) -> bool:
    """Say whether a sentence may begin what a text is about: an act of which somebody said on a day that it was."""
    told_on = any(told.first and told.of_speech for told in heard.days)
    return bool(heard.acts) and (told_on or any(map(deed_of, heard.acts)))


def _comes_back(heard: Heard, current: Event, main: Event) -> bool:
    """Say whether a sentence comes back to what the text is about, as "Wednesday's attack was in the Old Town"."""
    if current.is_earlier and _is_bare(heard):
        return current.heard[-1].sentence.paragraph != heard.sentence.paragraph
    opening = next((told for told in heard.days if told.first and told.start <= 1 and not told.of_speech), None)
    if opening is None or not is_of_a_deed(heard.sentence, opening):
        return False
    return any(told.first == opening.first for one in main.heard for told in one.days)


def _is_bare(heard: Heard) -> bool:
    return not heard.places and not heard.days


def _tells(event: Event) -> bool:
    acting = [one for one in event.heard if one.acts]
    if event.is_at_court:
        return True
    return bool(acting) and (event.place is not None or event.day is not None or any(map(counts, acting)))


def _returns_to(heard: Heard, event: Event) -> bool:
    """Say whether a sentence goes back to an event that was told before."""
    place, here = finest(heard.places), event.place
    if place is None or here is None or place.place_id != here.place_id or not belongs(place, here):
        return False
    return not (heard.day and event.day and differ(heard.day, event.day))


def _is_earlier(heard: Heard, main: Event, published: dt.date | None) -> bool:
    """Say whether a sentence tells of days well before the main event; one without a day is as old as the page."""
    day, then = heard.day, main.day.first if main.day else published
    return bool(day and day.last and then and day.last < then - APART)
