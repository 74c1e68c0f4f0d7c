"""What of a text is background: sums, what was "last month", the deeds that an event follows."""

import datetime as dt
import re
from collections.abc import Sequence
from itertools import pairwise

from incidents.desk.suggesting.besides import begins_before, is_besides
from incidents.desk.suggesting.hearing import AREA, EARLY, NEAR, Heard, is_since, sums_behind
from incidents.desk.suggesting.lexicon import Found, small_words, wording
from incidents.desk.suggesting.numbers import number_at
from incidents.desk.suggesting.older import is_of_older_time
from incidents.desk.suggesting.spots import Place, belongs
from incidents.desk.suggesting.told import Token
from incidents.desk.suggesting.who import names_isis

_COMPARED = 5  # tokens of "the deadliest attack in the province since"
_THREATENS = 10  # tokens in which a sentence says that ISIS is a threat
_OLD = dt.timedelta(days=35)
_RECENT = dt.timedelta(days=6)  # a "since" that tells of the event itself: "since Friday ten were arrested"


def is_background(heard: Heard, published: dt.date | None) -> bool:
    """Say whether a sentence sums up, or speaks of what was before without saying when."""
    tokens = heard.sentence.tokens
    summed = tokens[: min(sums_behind(heard.sentence), default=len(tokens))]
    if _is_said("sum", summed) and not _was_watched("sum", summed) and not _compares(summed):
        return True
    if tokens and tokens[0].word == "that" and any(True for _ in wording("deed").among(tokens[1:3])):
        return True  # "That attack killed two": the one that the sentence before only named
    if (
        is_besides(heard)
        or _counts_a_month(heard)
        or _counts_a_week(heard)
        or _counts_since(heard, published)
        or (not heard.days and [one.word for one in tokens[:2]] == ["earlier", ","])
    ):
        return True
    if (
        is_of_older_time(heard, published)
        or _is_abroad(heard)
        or _is_long_since(heard, published)
        or _is_of_a_past_year(heard, published)
    ):
        return True
    comes = [found for found in wording("comes").among(tokens) if found.first < EARLY]
    if comes and any(True for kind in ("after", "earlier") for _ in wording(kind).among(tokens)):
        return True
    if comes and _looks_back(heard, comes[0]):
        return True
    if is_of_a_month(heard):
        return False
    if any(told.is_dated or (told.precision == "month" and told.has_year) for told in heard.days):
        return False
    said = tokens[: _had_once(tokens)]
    if _is_said("earlier", said) and not _was_watched("earlier", said):
        return True
    months = [told for told in heard.days if told.precision == "month" and told.last]
    last = months[0].last if months else None
    return bool(
        last and published and published - last > _OLD and all(told.precision == "month" for told in heard.days)
    )


def _had_once(tokens: Sequence[Token]) -> int:
    """Return where a sentence goes on with what somebody had done before: "..., who had taken part", ، كان قد شارك."""
    words = [token.word for token in tokens]
    pairs = ((at, one, two) for at, (one, two) in enumerate(pairwise(words)) if at >= EARLY)
    turns = small_words("had once")
    return next((at for at, one, two in pairs if one in {",", "who"} and two in turns), len(words))


def is_of_a_month(heard: Heard) -> bool:
    """Say whether a sentence tells a deed of ISIS, or against it, of which it says the month and where, or how many.

    It is an event that stands behind: "In January the authorities foiled an attack on a shrine in Sayyida Zaynab".
    """
    if not heard.acts or not heard.days or any(told.precision != "month" for told in heard.days):
        return False
    places = [place for place in heard.places if place.first < heard.until and place.fineness < AREA]
    return bool(places or heard.counts(heard.until)) and names_isis(heard.sentence)


def _counts_a_month(heard: Heard) -> bool:
    """Say whether a sentence counts what a month held: "conducted 9 raids in September, in which 17 were arrested"."""
    tokens = heard.sentence.tokens
    if not heard.days or any(told.precision != "month" for told in heard.days):
        return False
    if heard.sentence.words.rstrip().endswith(":"):
        return True  # what a list follows
    counted = [number for at in range(len(tokens)) if (number := number_at(tokens, at)) and number.value > 1]
    return any(
        set(token.forms) & small_words("tells how often") for number in counted for token in tokens[number.last :][:4]
    )


def _counts_a_week(heard: Heard) -> bool:
    """Say whether a sentence counts what a week or a season held: "seven attacks in a week", خلال أسبوع سبع هجمات."""
    tokens = heard.sentence.tokens
    if not any(True for _ in wording("a span").among(tokens)):
        return False
    counted = [number for at in range(len(tokens)) if (number := number_at(tokens, at)) and number.value > 1]
    return any(
        set(token.forms) & small_words("tells how often") for number in counted for token in tokens[number.last :][:3]
    )


def _counts_since(heard: Heard, published: dt.date | None) -> bool:
    """Say whether a sentence tells no other time than since when it counts: "puts at 644 those killed since 2019"."""
    tokens = heard.sentence.tokens
    since = [at for at, token in enumerate(tokens) if is_since(token)]
    if not since or published is None or _compares(tokens) or not heard.counts(len(tokens)):
        return False
    begun = [told for told in heard.days if any(0 < told.start - at <= NEAR for at in since)]
    if any(told not in begun and told.precision == "day" for told in heard.days):
        return False
    years = [token.word for at in since for token in tokens[at + 1 : at + 1 + NEAR]]
    is_old = any(told.last and published - told.last > _OLD for told in begun)
    return is_old or any(re.fullmatch(r"20[012]\d", year) and int(year) < published.year for year in years)


def recalls(heard: Heard, then: dt.date | None) -> bool:
    """Say whether a sentence on what ISIS is recalls a deed before ``then``: "remains a threat, with three killed".

    It names a day, and no place.
    """
    day, opening = heard.day, heard.sentence.tokens[:_THREATENS]
    is_before = bool(day and day.first and then and day.first < then)
    return is_before and not heard.places and any(set(token.forms) & small_words("a threat") for token in opening)


def _is_abroad(heard: Heard) -> bool:
    """Say whether a sentence tells of another country alone: "Iraqi forces killed four in the Hamrin mountains"."""
    tokens = heard.sentence.tokens
    if heard.places or any(set(token.forms) & small_words("own country") for token in tokens):
        return False
    return any(True for _ in wording("abroad").among(tokens))


def _is_long_since(heard: Heard, published: dt.date | None) -> bool:
    """Say whether a sentence begins with a "since" of more than some days: "Since the ouster of Assad, 61 died"."""
    tokens = heard.sentence.tokens
    opens = next((place for place in range(min(2, len(tokens))) if is_since(tokens[place])), None)
    if opens is None or any(set(token.forms) & small_words("since the last hours") for token in tokens[opens:][:4]):
        return False
    day = next((told for told in heard.days if told.start <= opens + NEAR and told.first), None)
    return day is None or published is None or day.first is None or published - day.first > _RECENT


def _is_of_a_past_year(heard: Heard, published: dt.date | None) -> bool:
    """Say whether the only time that a sentence tells is a year gone by: "was defeated in 2019", في عام 2019."""
    tokens = heard.sentence.tokens
    if heard.days or published is None:
        return False
    years = [
        int(token.word)
        for before, token in pairwise(tokens)
        if before.word in small_words("said of year") and re.fullmatch(r"20[012]\d", token.word)
    ]
    return bool(years) and max(years) < published.year


def _is_said(kind: str, tokens: Sequence[Token]) -> bool:
    """Say whether a wording stands in the main clause: what "which" and "where" add tells nothing of the event."""
    relative = next(
        (
            place
            for place, token in enumerate(tokens)
            if token.word in small_words("relative")
            and not {one.word for one in tokens[place + 1 : place + 3]} & small_words("an epithet")
        ),
        len(tokens),
    )
    return any(
        found.first < relative and not _documents_one(tokens, found) and not _leads_on(tokens, found)
        for found in wording(kind).among(tokens)
    )


def _documents_one(tokens: Sequence[Token], found: Found) -> bool:
    """Say whether it is one deed of which a wording tells, and no sum: "have documented the death of a member"."""
    behind = [token.word for token in tokens[found.last : found.last + 2]]
    if [token.word for token in tokens[found.first : found.last]] == ["so", "far", "in"] and behind[:1] == ["the"]:
        return True  # so far in the fighting
    documented = tokens[found.last - 1].word == "documented"
    return documented and behind[:1] == ["the"] and behind[-1] in small_words("harm to one")


def _leads_on(tokens: Sequence[Token], found: Found) -> bool:
    """Say whether something was "brought to" a place, or to light, and no sum to a number."""
    brought = found.last - found.first > 1 and tokens[found.last - 1].word == "to"
    return brought and found.last < len(tokens) and number_at(tokens, found.last) is None


def _compares(tokens: Sequence[Token]) -> bool:
    """Say whether a "since" only compares the event with those before: "the deadliest attack since March"."""
    since = [at for at, token in enumerate(tokens) if is_since(token)]
    return bool(since) and all(
        any(set(token.forms) & small_words("compares") for token in tokens[max(0, at - _COMPARED) : at]) for at in since
    )


def _was_watched(kind: str, tokens: Sequence[Token]) -> bool:
    """Say whether what lasted for weeks only prepared the deed: "after surveillance over the past weeks"."""
    watched = [at for at, token in enumerate(tokens) if set(token.forms) & small_words("watched before")]
    said = [found.first for found in wording(kind).among(tokens)]
    return all(any(0 < first - at <= NEAR for at in watched) for first in said)


def _looks_back(heard: Heard, comes: Found) -> bool:
    """Say whether a sentence that says what the event follows tells of that: "the raid comes after", ويأتي ذلك بعد."""
    tokens = heard.sentence.tokens
    if tokens[comes.first].word.lstrip("و").startswith("جا"):
        return False  # the clash came when gunmen fired: that is how it began
    if set(tokens[comes.first].forms) & {"followed", "follows"}:
        return any(True for _ in wording("deed").among(tokens[comes.last : comes.last + NEAR]))
    return any(True for _ in wording("later").among(tokens[comes.last : comes.last + NEAR]))


def is_of_days_before(heard: Heard, then: dt.date | None) -> bool:
    """Say whether a sentence that begins with "had" tells of days before: "had announced, on Monday, the arrest"."""
    told = next((told for told in heard.days if told.first and told.precision == "day"), None)
    is_near = bool(told and told.first and then and dt.timedelta() < then - told.first <= _RECENT)
    spots = any(place.fineness < AREA and place.first < heard.until for place in heard.places)
    return begins_before(heard) and is_near and spots and bool(heard.acts) and names_isis(heard.sentence)


def tells_what_it_followed(heard: Heard, acts: Sequence[Found]) -> bool:
    """Say whether a sentence goes on with the attack that an operation followed: "The bombing killed 25 people".

    ``acts`` are those of the operation. With a day or a place of its own it is an event.
    """
    if heard.places or any(not told.of_speech for told in heard.days):
        return False
    kinds = {act.entry["kind"] for act in acts}
    opening = heard.sentence.tokens[heard.sentence.dateline :][:3]
    told = any(token.word in small_words("an attack told of") for token in opening)
    english = opening and opening[0].word in {"the", "that"}
    is_known = bool(english) or any(token.word.startswith("ال") for token in opening[:2])
    return bool(kinds) and kinds <= {"operation", "strike"} and told and is_known and heard.counts(heard.until)


def was_before(heard: Heard, here: Place | None, then: dt.date | None) -> bool:
    """Say whether a sentence begins with "had been", وكانت, or an earlier deed, and tells of another place.

    Or of another day than ``then``, at a place that nobody here knows.
    """
    tokens = heard.sentence.tokens
    if any(told.has_year for told in heard.days) or here is None or is_of_days_before(heard, then):
        return False
    begins = begins_before(heard) or any(found.first == 0 for found in wording("later").among(tokens[:2]))
    if (
        begins_before(heard)
        and then
        and not heard.is_there_again
        and all(place.fineness >= AREA for place in heard.places)
    ):
        day = heard.day
        if day and day.first and day.first < then:
            return True
    return begins and bool(heard.places) and not any(belongs(place, here) for place in heard.places)
