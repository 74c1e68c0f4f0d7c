"""What heads or ends a text and is no sentence of it: the party that issues a statement, and the day it bears."""

import datetime as dt
from collections.abc import Sequence

from incidents.desk.suggesting.days import days_in
from incidents.desk.suggesting.lexicon import Found, small_words
from incidents.desk.suggesting.told import Sentence

_HEAD = 4  # lines at the top of a text among which one may be its day
_LONGEST = 12  # tokens of a signature


def signs(sentence: Sentence, named: Sequence[Found]) -> Found | None:
    """Return the party of a line that names it and says nothing else: "SDF Media Center, May 15, 2025"."""
    tokens = sentence.tokens
    if not named or len(tokens) > _LONGEST or sentence.words.rstrip().endswith("."):
        return None
    dated = {at for told in days_in(sentence, None) for at in range(told.start, told.end)}
    own = set(range(named[0].first, named[0].last)) | dated
    rest = [token for at, token in enumerate(tokens) if at not in own and token.word not in {",", "-"}]
    is_bare = all(set(token.forms) & small_words("signs") or token.word.isdigit() for token in rest)
    return named[0] if is_bare else None


def day_of_the_head(sentences: Sequence[Sentence]) -> dt.date | None:
    """Return the day of a line at the top that holds nothing else: what "this morning" counts from."""
    for sentence in sentences[:_HEAD]:
        for told in days_in(sentence, None):
            is_alone = told.end - told.start >= len(sentence.tokens) - 1
            if told.first and told.has_year and told.precision == "day" and is_alone:
                return told.first
    return None
