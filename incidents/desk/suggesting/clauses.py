"""The parts of a sentence that tells of two events, or that comes back from something else."""

import datetime as dt
import re
from dataclasses import replace
from itertools import pairwise

from geodata.sounds import is_arabic
from incidents.desk.suggesting.hearing import AREA, EARLY, heard_in
from incidents.desk.suggesting.lexicon import lexicon, small_words, wording
from incidents.desk.suggesting.told import Sentence
from incidents.record.record import Record

_TURNS = ("after", "later", "by whom", "had before", "plan", "sum")  # wording at which a sentence may turn aside


def clauses_of(record: Record, sentence: Sentence, published: dt.date | None) -> list[Sentence]:
    """Return the halves of a sentence that tells of two events, each with deed and place ("..., while on Monday").

    Any other is returned as it is.
    """
    tokens = sentence.tokens
    if resumed := _resumed(record, sentence, published):
        return resumed
    if len(items := _items_of(sentence)) > 1:
        told = [heard_in(record, item, published) for item in items]
        if all(one.acts and one.places and one.day for one in told):
            return items
    for place in range(EARLY, len(tokens) - EARLY):
        forms, again = set(tokens[place].forms), _attacks_again(sentence, place)
        if not (again or forms & small_words("joins two deeds")):
            continue
        goes_on = again or bool(forms & small_words("goes on with a deed"))  # كما هاجمت: on the same day
        middle, start = tokens[place].start, sentence.start
        halves = [
            replace(sentence, words=sentence.words[: middle - start], end=middle),
            replace(sentence, words=sentence.words[middle - start :], start=middle, is_second_half=True),
        ]
        one, two = (heard_in(record, half, published) for half in halves)
        spots = [{spot.place_id for spot in half.places if spot.fineness < AREA} for half in (one, two)]
        if (
            one.acts
            and two.acts
            and all(spots)
            and not spots[0] & spots[1]
            and (bool(one.day) == bool(two.day) or goes_on)
        ):
            return halves
    return [sentence]


def _resumed(record: Record, sentence: Sentence, published: dt.date | None) -> list[Sentence]:
    """Part a sentence where it comes back from something else to who tells of the event: "..., and added that"."""
    tokens = sentence.tokens
    if not any(found.first >= EARLY for kind in _TURNS for found in wording(kind).among(tokens)):
        return []
    said = [*wording("continuing").among(tokens), *wording("speech").among(tokens)]
    starts = {found.first - bool(set(tokens[found.first - 1].forms) & small_words("comes back")) for found in said}
    places = sorted(at for at in starts if at > EARLY and tokens[at - 1].word == ",")
    if not places or (until := heard_in(record, sentence, published).until) > places[-1]:
        return []
    middle = next(tokens[at].start for at in places if at >= until)
    return [
        replace(sentence, words=sentence.words[: middle - sentence.start], end=middle),
        replace(sentence, words=sentence.words[middle - sentence.start :], start=middle),
    ]


def _items_of(sentence: Sentence) -> list[Sentence]:
    """Part a sentence at its semicolons: "they include a raid on ... in ...; a raid on ... in ...; and ..."."""
    ends = [match.end() for match in re.finditer("[;؛]", sentence.words)]
    spans = pairwise([0, *ends, len(sentence.words)])
    start = sentence.start
    return [
        replace(sentence, words=sentence.words[one:end], start=start + one, end=start + end, is_second_half=one > 0)
        for one, end in spans
        if end - one > EARLY
    ]


def _attacks_again(sentence: Sentence, place: int) -> bool:
    """Say whether a sentence adds a second deed: "..., and attacked two others in Raqqa", وهاجم."""
    tokens = sentence.tokens
    word = tokens[place].word
    if tokens[place - 1].word != "," or not (word == "and" or (is_arabic(word) and word.startswith("و"))):
        return False
    return lexicon("tactics").at(tokens, place + (word == "and")) is not None
