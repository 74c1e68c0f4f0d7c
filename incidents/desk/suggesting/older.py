"""Sentences with an older time of their own: counts "since March", "a week before", claims that ISIS "had" made."""

import datetime as dt
import re
from collections.abc import Sequence

from incidents.desk.suggesting.hearing import EARLY, NEAR, Heard, is_since
from incidents.desk.suggesting.lexicon import small_words, wording
from incidents.desk.suggesting.numbers import number_at
from incidents.desk.suggesting.told import Token
from incidents.desk.suggesting.who import names_isis

_RECENT = dt.timedelta(days=6)  # a "since" that tells of the event itself: "since Friday ten were arrested"
_OPENS = 3  # tokens in which a sentence says that it tells of earlier days
_SEVERAL = 4  # tokens of "had claimed responsibility for two"


def is_of_older_time(heard: Heard, published: dt.date | None) -> bool:
    """Say whether a sentence tells of a time before the event, of which it says no day."""
    return _counts_since(heard, published) or (opens_older(heard) and not _has_a_day(heard)) or _had_claimed(heard)


def opens_older(heard: Heard) -> bool:
    """Say whether a sentence opens on days before, which ones it leaves open: "A week before, ...", وقبل أيام."""
    start = heard.sentence.dateline
    opening = heard.sentence.tokens[start : start + _OPENS + 2]
    return any(found.first < _OPENS for found in wording("opens before").among(opening))


def _has_a_day(heard: Heard) -> bool:
    return any(told.first and not told.of_speech for told in heard.days)


def _counts_since(heard: Heard, published: dt.date | None) -> bool:
    """Say whether a sentence counts what was "since" an older day, and tells no other: "644 dead since March 2019"."""
    tokens = heard.sentence.tokens
    ends = [at for at, token in enumerate(tokens) if token.word in small_words("relative")]
    for at, token in enumerate(tokens[: min(ends, default=len(tokens))]):
        if not is_since(token) or not heard.counts(at):
            continue
        own = [told for told in heard.days if told.start < at or told.start > at + NEAR]
        if not own and _is_long_ago(heard, tokens[at : at + NEAR], at, published):
            return True
    return False


def _is_long_ago(heard: Heard, behind: Sequence[Token], at: int, published: dt.date | None) -> bool:
    day = next((told.first for told in heard.days if told.first and at < told.start <= at + NEAR), None)
    if day and published:
        return published - day > _RECENT
    return any(re.fullmatch(r"20[012]\d", token.word) for token in behind)


def _had_claimed(heard: Heard) -> bool:
    """Say whether a sentence begins with other attacks that ISIS "had claimed": two, several, similar ones."""
    tokens = heard.sentence.tokens
    for found in wording("had claimed").among(tokens):
        behind = range(found.last, min(found.last + _SEVERAL, len(tokens)))
        several = any((number := number_at(tokens, at)) and number.value > 1 for at in behind)
        several |= any(set(tokens[at].forms) & small_words("other attacks") for at in behind)
        if found.first < EARLY and several and names_isis(heard.sentence):
            return True
    return False
