"""What a number is made up of, and what was done to people besides: "41, who are 20 guards and 16 of ISIS"."""

from collections.abc import Iterator, Sequence

from incidents.desk.suggesting.lexicon import Found, small_words
from incidents.desk.suggesting.quantities import Quantity
from incidents.desk.suggesting.told import Sentence

_NEAR, _FAR = 4, 9  # tokens between two deeds, and between those who are added up
_KNOWN = frozenset({"is", "security", "sdf", "coalition", "civilians"})


def parts_of(sentence: Sentence, toll: Quantity, free: Sequence[Quantity], end: int) -> Iterator[Quantity]:
    """Yield of whom a toll is made up, each a part that says whose they were: إلى 41 هم 20 من قوى الأمن و16 من داعش."""
    tokens, last, left = sentence.tokens, toll.last, toll.low or 0
    if last >= len(tokens) or tokens[last].word not in small_words("they are"):
        return
    for one in free:
        if one.first < last or one.first >= end:
            continue
        if one.side not in _KNOWN or one.low is None or one.low > left or one.first - last > _FAR:
            return
        yield one
        last, left = one.last, left - one.low


def held_too(sentence: Sentence, harm: Found, last: int) -> bool:
    """Say whether those who were just told of, up to token ``last``, were held as well: "was wounded and arrested"."""
    if harm.entry["measure"] != "arrested" or harm.first < last:
        return False
    behind = [token.word for token in sentence.tokens[harm.last : harm.last + 1]]
    if behind and behind[0] not in small_words("ends what was done"):
        return False  # ألقت القبض على بقية
    between = [token.word for token in sentence.tokens[last : harm.first]]
    return len(between) <= _NEAR and all(word in small_words("and then was held") for word in between)
