"""Numbers that are of two harms together, of which nobody says how many of each: "killed or captured 25"."""

from collections.abc import Sequence
from dataclasses import replace

from incidents.desk.suggesting.lexicon import Found, small_words
from incidents.desk.suggesting.quantities import Quantity
from incidents.desk.suggesting.told import Sentence

_FAR = 9  # tokens between a number and "between dead and hurt"


def is_said_of_both(sentence: Sentence, one: Found, other: Found) -> bool:
    """Say whether a number is of two harms together, and nobody says how many of each: "killed or captured 25"."""
    between = {token.word for token in sentence.tokens[one.last : other.first]}
    return one.entry["measure"] != other.entry["measure"] and between <= small_words("joins two harms")


def goes_for_both(sentence: Sentence, one: Found, other: Found, free: Sequence[Quantity]) -> bool:
    """Say whether people before two joined harms were harmed either way: "25 were killed or captured"."""
    counts_more = any(other.last <= quantity.first <= other.last + 2 for quantity in free)
    joined = other.first - one.last == 1 and is_said_of_both(sentence, one, other)
    return joined and not counts_more


def one_or_the_other(sentence: Sentence, pair: Sequence[Found]) -> bool:
    """Say whether two words for harm say only that people were one or the other: بين قتيل وجريح."""
    if len(pair) < 2 or not pair[0].first:
        return False
    is_joined = pair[0].last == pair[1].first and pair[0].entry["measure"] != pair[1].entry["measure"]
    return is_joined and sentence.tokens[pair[0].first - 1].word in small_words("between")


def either_way(told: Sequence[Quantity], then: Found, free: Sequence[Quantity]) -> list[Quantity]:
    """Return people of whom each was one or the other, with no number of either; what counts them stands before."""
    counts = [one for one in free if one.low is not None and 0 <= then.first - one.last <= _FAR]
    return [
        replace(one, first=counts[-1].first if counts else one.first, low=None, high=None, last=then.last)
        for one in told[:1]
    ]
