"""What stands beside the name of a place and says what of it is meant: the city, its countryside, near it."""

from collections.abc import Sequence
from functools import cache

from geodata.sounds import is_arabic
from incidents.desk.suggesting.lexicon import Found, Lexicon, lexicon_of, rows_of, small_words
from incidents.desk.suggesting.told import Token

_BEHIND_NEAR = 7  # tokens of "north of the town of" before a name
_CHAINED = 5  # tokens of "desert of Homs, Deir ez-Zor" before a further name
_OF_A_QUARTER = 3  # tokens of "district of al-"
_SAID_THERE = 4  # tokens between a word of speaking somewhere, as "told reporters", and where


def stands_before(tokens: Sequence[Token], first: int, what: str) -> bool:
    """Say whether a word right before a name says what of it is meant: ريف, eastern, town of."""
    return any(
        found.last == first for place in range(max(0, first - 3), first) if (found := _beside(what).at(tokens, place))
    )


def stands_behind(tokens: Sequence[Token], last: int, what: str) -> bool:
    """Say whether a word right behind a name says what of it is meant: countryside, city."""
    return last < len(tokens) and _beside(what).at(tokens, last) is not None


def is_near(tokens: Sequence[Token], first: int) -> bool:
    """Say whether something lay near a name: near the town of, east of, محيط مدينة, شمالي."""
    for place in range(max(0, first - _BEHIND_NEAR), first):
        if (found := _beside("near").at(tokens, place)) and found.last <= first:
            between = tokens[found.last : first]
            if all(
                token.word in small_words("behind near") or _beside("settlement").at(between, i)
                for i, token in enumerate(between)
            ):
                return True
    return False


def is_in(tokens: Sequence[Token], first: int) -> bool:
    """Say whether "in", or a word for places, stands before a name, or is written onto it."""
    before = tokens[max(0, first - 2) : first]
    if (
        tokens[first].word.startswith("ب")
        and not tokens[first].word.startswith(("با", "بلد", "بواسط"))
        and is_arabic(tokens[first].word)
    ):
        return True
    words = {form for token in before for form in token.forms}
    return bool(words & small_words("in a place"))


def speaks(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Say whether a name stands for whoever speaks or rules there: Damascus said, مديرية أمن حلب, governor of Homs."""
    before = tokens[max(0, first - 3) : first]
    behind = tokens[last : last + 2]
    start = first
    while start and tokens[start - 1].word in small_words("settlement") | {"the", "of"}:
        start -= 1  # heading to the city of Hasakah
    if _is_a_power(tokens, first, last):
        return True
    in_each_of = start > 1 and tokens[start - 2].word in small_words("each of")  # في كل من بلدة الشحيل
    if not (is_near(tokens, first) or in_each_of) and any(
        stands_before(tokens, at, "leads away") for at in range(start, first + 1)
    ):
        return True
    if any(_beside("said there").at(tokens, at) for at in range(max(0, first - _SAID_THERE), first)):
        return True
    often = len(behind) > 1 and behind[0].word.endswith("ly")  # Damascus frequently announces
    is_theirs = any(_beside("speaks for").at(before, place) for place in range(len(before)))
    return (
        is_theirs
        or stands_before(tokens, start, "security of")
        or bool(behind and _beside("speaks").at(behind, 1 if often else 0))
    )


def _is_a_power(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Say whether a capital stands for its government: "the Damascus forces", قوات دمشق; not so "in Damascus"."""
    if not set(tokens[last - 1].forms) & small_words("a capital"):
        return False
    before = tokens[first - 1].word if first else ""
    if is_arabic(tokens[first].word):
        return bool(first) and bool(set(tokens[first - 1].forms) & small_words("forces of a capital"))
    behind = tokens[last].word if last < len(tokens) else ""
    return behind in small_words("forces of a capital") and before not in small_words("stands in")


def stands_at(tokens: Sequence[Token], place: int, what: str) -> Found | None:
    """Return the wording of a kind that begins at a token."""
    return _beside(what).at(tokens, place)


def is_called_a_quarter(tokens: Sequence[Token], first: int) -> bool:
    """Say whether a word for a quarter stands before a name: district of al-Wasta."""
    before = {form for token in tokens[max(0, first - _OF_A_QUARTER) : first] for form in token.forms}
    return bool(before & small_words("a quarter")) and stands_before(tokens, first, "settlement")


def stands_in_it(tokens: Sequence[Token], first: int) -> bool:
    """Say whether a name is that of a town in which something stands: "a church in Aleppo"."""
    if first < 2 or tokens[first - 1].word not in small_words("member in"):
        return False
    return bool(set(tokens[first - 2].forms) & small_words("stands in a town"))


def goes_on_around(tokens: Sequence[Token], first: int) -> bool:
    """Say whether a name goes on with areas: بادية حمص ودير الزور والرقة."""
    if not (is_arabic(tokens[first].word) and tokens[first].word.startswith("و")):
        return False
    at = first - 1
    while at >= max(1, first - _CHAINED) and not stands_at(tokens, at, "around before"):
        if tokens[at].word == "," or set(tokens[at].forms) & small_words("in a place"):
            return False
        at -= 1
    found = stands_at(tokens, at, "around before") if at >= 0 else None
    return found is not None and found.last < first


@cache
def _beside(what: str) -> Lexicon:
    return lexicon_of(row for row in rows_of("beside_places") if row["says"] == what)
