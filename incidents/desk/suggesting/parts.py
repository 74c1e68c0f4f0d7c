"""Parts of the country that a direction names ("northern Syria"), and places from or to which people are only told."""

from collections.abc import Sequence

from geodata.sounds import is_arabic
from incidents.desk.suggesting.lexicon import lexicon, small_words
from incidents.desk.suggesting.party_lists import rulers
from incidents.desk.suggesting.told import Token
from incidents.record.parts_of_syria import PART, pcodes_of_parts

_A_GOVERNORATE = 4  # characters of its p-code, with which that of a district begins
_BEFORE = 2  # tokens between a party and where it rules: "of", في
_OF_A_CAMP = 3  # tokens from which prisoners escape, or are moved
_HOME = frozenset({"civilians", "total", "?"})  # people of whom it is told where they come from
_HOSPITAL = 4  # tokens between a hospital and where it stands
_ORIGIN = 5  # tokens of "a displaced person from the countryside of"


def part_of_the_country(tokens: Sequence[Token], keys: Sequence[str], first: int) -> tuple[str, ...]:
    """Return the p-codes of the governorates that a name such as "northern Syria" covers; none where it is another's.

    Behind a party it says of whom one speaks: "the Asayish of north and east Syria", الإدارة الذاتية في شمال سوريا.
    """
    part = next((key for key in keys if key.startswith(PART)), None)
    written_on = is_arabic(tokens[first].word) and tokens[first].word.startswith("ل")
    if part is None or written_on or _rules_there(tokens, first):
        return ()
    return tuple(dict.fromkeys(code[:_A_GOVERNORATE] for code in pcodes_of_parts()[part]))


def _rules_there(tokens: Sequence[Token], first: int) -> bool:
    named = {found.last for found in lexicon("speakers").among(tokens[:first]) if found.entry["origin"] in rulers()}
    return any(first - back in named for back in range(_BEFORE))


def is_from(tokens: Sequence[Token], first: int) -> bool:
    """Say whether somebody only comes from a place: "civilians from Idlib were killed", نازح من ريف حلب."""
    start = max(0, first - _ORIGIN)
    before = [token.word for token in tokens[start:first]]
    at = max((place for place, word in enumerate(before) if word in small_words("comes from")), default=-1)
    if at < 1 or any(word not in small_words("between from and where") for word in before[at + 1 :]):
        return False
    if any(set(token.forms) & small_words("camp or prison") for token in tokens[first : first + _OF_A_CAMP]):
        return False
    people = [found.last for found in lexicon("people").among(tokens[: start + at]) if found.entry["side"] in _HOME]
    return start + at in people or before[at - 1] in small_words("moved from home")


def is_where_cared_for(tokens: Sequence[Token], first: int) -> bool:
    """Say whether a name tells where the wounded were brought: "taken to hospitals in Homs", إلى مشفى الرقة."""
    for place in range(max(1, first - _HOSPITAL), first):
        is_brought = any(token.word in small_words("to a hospital") for token in tokens[max(0, place - 3) : place])
        if is_brought and set(tokens[place].forms) & small_words("hospital"):
            return True
    return False


def is_where_a_source_is(tokens: Sequence[Token], first: int) -> bool:
    """Say whether a name only tells where a source is: "a military source in Homs said", مصدر عسكري في السويداء.

    Not so of a town that is called one, for of that the source tells: "a source in the town of Sur".
    """
    at = first - 1
    if at < 1 or tokens[at].word not in small_words("speaks from"):
        return False
    before = [token.word for token in tokens[max(0, at - 3) : at]]
    while before and before[-1] in small_words("of a source"):
        before.pop()
    return bool(before) and before[-1] in {
        form for word in small_words("a source speaks") for form in (word, f"و{word}")
    }
