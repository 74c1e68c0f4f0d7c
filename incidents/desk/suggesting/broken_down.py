"""What a number is made up of, and what was done to people besides: "41, who are 20 guards and 16 of ISIS"."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from incidents.desk.suggesting.lexicon import Found, small_words, wording
from incidents.desk.suggesting.quantities import Quantity, is_part
from incidents.desk.suggesting.told import Sentence

_NEAR, _FAR = 4, 9  # tokens between two deeds, and between those who are added up
_KNOWN = frozenset({"is", "security", "sdf", "coalition", "civilians", "other"})
_ARMED = _KNOWN - {"civilians", "other"}
_OF_THEM = 12  # tokens between those who were killed and "including a soldier"


def parts_of(sentence: Sentence, toll: Quantity, free: Sequence[Quantity], end: int) -> Iterator[Quantity]:
    """Yield of whom a toll is made up, each a part that says whose they were: إلى 41 هم 20 من قوى الأمن و16 من داعش."""
    tokens, left = sentence.tokens, toll.low or 0
    last = toll.last + (tokens[toll.last : toll.last + 1] != [] and tokens[toll.last].word == ",")
    part = wording("part").at(tokens, last) if last < len(tokens) else None
    if last >= len(tokens) or (part is None and tokens[last].word not in small_words("they are")):
        return
    told: list[Quantity] = []
    for one in free:
        if one.first < last or one.first >= end:
            continue
        if one.side not in _KNOWN or one.low is None or one.low > left or one.first - last > _FAR:
            break
        told.append(one)
        last, left = one.last, left - one.low
    yield from told if part is None or len({one.side for one in told}) > 1 else ()


def among_them(sentence: Sentence, toll: Quantity, free: Sequence[Quantity], last: int) -> list[Quantity]:
    """Return who of an armed side is counted among people behind token ``last``: "six, one of them a soldier"."""
    if toll.side in _KNOWN:
        return []
    behind = [one for one in free if one.first >= last]
    if behind and behind[0].side == "same" and behind[0].low is not None and is_part(sentence, behind[0]):
        number, start = behind[0].low, behind[0].last
        named = next((one for one in behind[1:] if one.first - start <= 1 and one.low == number), None)
        return [replace(named, first=behind[0].first)] if named and named.side in _ARMED else []
    near = behind[:1] if behind and behind[0].first - last <= _OF_THEM and is_part(sentence, behind[0]) else []
    return [one for one in near if one.side in _ARMED and one.low is not None and one.low < (toll.low or 0)]


def held_too(sentence: Sentence, harm: Found, last: int) -> bool:
    """Say whether those just told of, up to token ``last``, were held or killed as well: "was wounded and arrested"."""
    if harm.entry["measure"] not in {"arrested", "killed"} or harm.first < last:
        return False
    behind = [token.word for token in sentence.tokens[harm.last : harm.last + 1]]
    if behind and behind[0] not in small_words("ends what was done"):
        return False  # ألقت القبض على بقية
    between = [token.word for token in sentence.tokens[last : harm.first]]
    return len(between) <= _NEAR and all(word in small_words("and then was held") for word in between)
