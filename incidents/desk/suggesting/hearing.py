"""A sentence with all that it tells: days, places, acts, figures."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from incidents.desk.suggesting.acts import IMPLIED, act_of, acts_in
from incidents.desk.suggesting.days import days_in
from incidents.desk.suggesting.deeds import COURT, deed_of, is_at_the_court, with_deeds
from incidents.desk.suggesting.figures import figures_in
from incidents.desk.suggesting.lexicon import Found, small_words, wording
from incidents.desk.suggesting.new_places import with_new_places
from incidents.desk.suggesting.spots import Place
from incidents.desk.suggesting.told import Sentence, Token
from incidents.desk.suggesting.where import places_in
from incidents.desk.suggesting.written_days import Told
from incidents.record.record import Record

EARLY = 6  # tokens in which a sentence turns to another event, or dates its own by one before
AREA = 6  # how fine a place is that is no spot any more
_SINCE = 12  # tokens between "since" and the month in which something ended
NEAR = 7  # tokens between "after" and the deed it names


@dataclass(frozen=True)
class Heard:
    """A sentence with what it tells: days, places, acts; from token ``until`` on it speaks of something else."""

    sentence: Sentence
    days: Sequence[Told]
    places: Sequence[Place]
    acts: Sequence[Found]
    until: int

    @property
    def turns(self) -> bool:
        """Say whether the sentence says that it turns to something else: "in a separate attack"."""
        return any(found.first < EARLY for found in wording("another").among(self.sentence.tokens))

    @property
    def is_there_again(self) -> bool:
        """Say whether the sentence means the place that was named before it: "in the town", في المدينة."""
        words = [token.word for token in self.sentence.tokens]
        if self.places:
            return False
        arabic = any(
            one in {"في", "داخل"} and then in small_words("named before") for one, then in pairwise(words[: self.until])
        )
        spans = zip(words, words[1:], words[2:], [*words[3:], ""], strict=False)
        return arabic or any(
            [one, two] == ["in", "the"] and three in small_words("settlement") and then != "of"
            for one, two, three, then in spans
        )

    def counts(self, until: int) -> bool:
        """Say whether the sentence counts people before a token."""
        return bool(figures_in(self.sentence, [False] * len(self.sentence.tokens), until, ""))

    def has_own_day(self, before: int) -> bool:
        """Say whether the sentence tells a day, no month and no year, before a token."""
        return any(told.precision == "day" and told.start < before for told in self.days)

    @property
    def day(self) -> Told | None:
        """Return the day on which the sentence says that something happened."""
        own = [told for told in self.days if told.first and not told.of_speech and told.start < self.until]
        return next((told for told in own if told.precision == "day"), next(iter(own), None))


def heard_in(record: Record, sentence: Sentence, published: dt.date | None, then: dt.date | None = None) -> Heard:
    """Read a sentence; ``then`` is the day of the event that was told before it."""
    turned = [found.first for found in (*wording("after").among(sentence.tokens), *_deeds_before(sentence))]
    turned += [found.first for found in wording("by whom").among(sentence.tokens) if _is_of_others(sentence, found)]
    turned += _accused_of(sentence)
    turned += [found.first for found in wording("had before").among(sentence.tokens)]
    turned += sums_behind(sentence)
    until = min((first for first in turned if first >= EARLY), default=len(sentence.tokens))
    days = [told for told in days_in(sentence, published, then) if not _is_since_when(sentence, told)]
    acts = with_deeds(sentence, _without_what_they_did(sentence, acts_in(sentence, until)), until)
    if not acts:
        days = [told for told in days if not (told.start and is_since(sentence.tokens[told.start - 1]))]
    if any(act.entry["tactic"] == "statement" for act in acts):
        days = [replace(told, of_speech=False) for told in days]  # saying so was the event
    counted = figures_in(sentence, [False] * len(sentence.tokens), until, "")
    implied = [
        act_of(figure.harm, figure.side, figure.first, figure.last)
        for figure in counted
        if figure.harm in IMPLIED and not (acts and figure.harm in {"killed", "wounded"})
    ]
    places = with_new_places(record, sentence, places_in(record, sentence), until)
    if any(deed_of(act) == COURT for act in acts):
        places = [one for one in places if is_at_the_court(sentence.tokens, one.first, one.last)]
    return Heard(sentence, days, places, [*acts, *implied], until)


def _is_since_when(sentence: Sentence, told: Told) -> bool:
    """Say whether a month only says since when something goes on: "... since the fall of Assad in December"."""
    if told.precision == "month" and told.start > 2 and any(map(is_since, sentence.tokens[told.start - 1 :][:2])):
        return True  # "the deadliest since March"
    before = sentence.tokens[EARLY : told.start]
    parted = max((at for at, token in enumerate(before) if token.word == ","), default=-1)
    before = before[max(parted + 1, len(before) - _SINCE) :]
    return told.precision == "month" and any(map(is_since, before))


def is_since(token: Token) -> bool:
    """Say whether a word is "since"."""
    return bool(set(token.forms) & small_words("since"))


def _is_of_others(sentence: Sentence, found: Found) -> bool:
    """Say whether "that killed" tells of another deed than the sentence: held those behind an attack that killed.

    In "claimed an attack that killed four" it is this very deed.
    """
    if any(claim.first < found.first for claim in wording("claim").among(sentence.tokens)):
        return False
    before = acts_in(sentence, found.first)
    if not before and _held_behind(sentence, found):
        return False
    return any(act.last < found.first - 1 for act in before) or not before


def _held_behind(sentence: Sentence, found: Found) -> list[Found]:
    """Return the operation told behind who did something: "the cell behind the attack was arrested"."""
    acts = [act for act in acts_in(sentence, len(sentence.tokens)) if act.first >= found.last]
    return [act for act in acts if act.entry["kind"] == "operation"][:1]


def _without_what_they_did(sentence: Sentence, acts: list[Found]) -> list[Found]:
    """Leave out the attack that those stand behind who were held: "the cell behind the attack was arrested"."""
    for found in wording("by whom").among(sentence.tokens):
        held = _held_behind(sentence, found)
        if held and held[0] in acts and not acts_in(sentence, found.first):
            return [act for act in acts if act.first >= held[0].first]
    return acts


def sums_behind(sentence: Sentence) -> list[int]:
    """Return where a sentence goes on to sum up: two were held, "while SOHR counted 241 attacks since January"."""
    sums = [found.first for kind in ("sum", "a span") for found in wording(kind).among(sentence.tokens)]
    words = [token.word for token in sentence.tokens]
    adds = (
        {"which", *small_words("which says")} if sums and "," not in words[max(sums) :] else set()
    )  # to the end of it
    joins = [at for at, word in enumerate(words) if at >= EARLY and word in small_words("joins a sum") | adds]
    return [at for at in joins if any(at <= total for total in sums)][:1] if sums else []


def _accused_of(sentence: Sentence) -> list[int]:
    """Return where a sentence says of which earlier deed somebody is accused: "suspected of a part in the attack"."""
    deeds = {found.first for found in wording("deed").among(sentence.tokens)}
    goes_on = max((found.first for found in wording("continuing").among(sentence.tokens)), default=-1)
    return [
        found.first
        for found in wording("plan").among(sentence.tokens)
        if deeds & set(range(found.last, found.last + NEAR))
        and found.first > goes_on
        and sentence.tokens[found.first - 1].word not in small_words("prepared with care")
    ]


def _deeds_before(sentence: Sentence) -> list[Found]:
    """Return where a sentence dates its event by an earlier one: "after a deadly attack", عقب هجوم."""
    deeds = {found.first for found in wording("deed").among(sentence.tokens)}
    return [
        found
        for found in wording("later").among(sentence.tokens)
        if deeds & set(range(found.last, found.last + NEAR))
        and not _is_arabic_cause(sentence, found)
        and not _is_how_they_were_held(sentence, found)
        and not _is_of_what_they_died(sentence, found)
    ]


def _is_how_they_were_held(sentence: Sentence, found: Found) -> bool:
    """Say whether the operation "after" which somebody was held is the event itself: القبض على ستة بعد عملية."""
    named = {form for token in sentence.tokens[found.last : found.last + 2] for form in token.forms}
    if not named & small_words("an operation"):
        return False
    return any(act.entry["kind"] == "operation" for act in acts_in(sentence, found.first))


def _is_of_what_they_died(sentence: Sentence, found: Found) -> bool:
    """Say whether the attack "after" which somebody died is the event itself: "died after an attack on their patrol".

    It is where nothing else was done before, and it is theirs: استهداف دوريتهما.
    """
    behind_it = sentence.tokens[found.last : found.last + 3]
    theirs = any(token.word.endswith(("هم", "هما", "هن")) or token.word == "their" for token in behind_it)
    before = sentence.tokens[max(0, found.first - 2) : found.first]
    theirs |= any(token.word in small_words("of wounds") for token in before)  # متأثراً بجراحه بعد هجوم
    return theirs and not acts_in(sentence, found.first)


def _is_arabic_cause(sentence: Sentence, found: Found) -> bool:
    """Say whether إثر tells what the event itself was: killed in an attack."""
    return sentence.tokens[found.first].word == "اثر"
