"""Whose people are meant: the lists of people and sides, and what stands behind a noun for people."""

from collections.abc import Sequence
from functools import cache

from geodata.sounds import is_arabic
from incidents.desk.suggesting.lexicon import Found, Lexicon, lexicon, small_words, wording
from incidents.desk.suggesting.numbers import number_at
from incidents.desk.suggesting.told import Sentence, Token

OF_WHOM = 4  # tokens behind suspects in which it is said of what they are suspected: "of belonging to ISIS"
_FAR = 9  # tokens before a count in which it is said whose losses it tells
_DESCRIBED = 12  # tokens of "whom CENTCOM described on Monday as an ISIS planner"
OWN = "own"  # of the side that acts, which another sentence names


def of_their_own(tokens: Sequence[Token], whom: Found) -> str:
    """Return the armed side that tells of "a member of its forces", عنصراً من قواتها; "" of others.

    It is ``OWN`` where the sentence names none: that of the event.
    """
    if whom.first and tokens[whom.first - 1].word in small_words("a group"):
        named = [found.entry["side"] for found in sides().among(tokens[: whom.first - 2])]
        return named[-1] if named and named[-1] in {"sdf", "coalition"} else ""  # "two of the group's fighters"
    is_its = bool(whom.first) and tokens[whom.first - 1].word in {"its", "their"}
    behind = tokens[whom.last - 1 : whom.last + 2]
    if not is_its and not any(token.word in small_words("their own forces") for token in behind):
        return ""
    named = [found.entry["side"] for found in sides().among(tokens[: whom.first])]
    armed = [side for side in reversed(named) if side in {"sdf", "security", "coalition"}]
    other = ("is" if "is" in named else "") if is_its else OWN
    return next((side for side in armed if side != "coalition"), next(iter(armed), other))


def suspected_of(tokens: Sequence[Token]) -> str:
    """Return ``is`` where suspects are said to be of the group: "three suspected ISIS members"; else ``total``."""
    return next((found.entry["side"] for found in sides().among(tokens) if found.entry["side"] == "is"), "total")


def described(tokens: Sequence[Token], start: int) -> str:
    """Return ``is`` of a man "whom CENTCOM described as an ISIS planner"; "" of others."""
    window = tokens[start : start + _DESCRIBED]
    at = next((at for at, token in enumerate(window) if token.word in small_words("described as")), None)
    if at is None or any(token.word == "," for token in window[:at]):
        return ""
    return next((one.entry["side"] for one in sides().among(window[at:]) if one.entry["side"] == "is"), "")


def member_in(tokens: Sequence[Token], last: int) -> Found | None:
    """Return the side in which somebody leads, or led: قيادي سابق في قسد, "a commander in the SDF"."""
    for place in range(last, min(last + 2, len(tokens) - 1)):
        if tokens[place].word in small_words("member in"):
            at = place + 1 + (tokens[place + 1].word == "the")
            arabic_or_the = is_arabic(tokens[place].word) or at == place + 2
            return sides().at(tokens, at) if arabic_or_the and at < len(tokens) else None
    return None


def does_it(sentence: Sentence, found: Found) -> bool:
    """Say whether a side is whose attack it was: "killed in the ISIS attack on a post of the SDF"."""
    arabic = is_arabic(sentence.tokens[found.first].word)
    beside = sentence.tokens[max(0, found.first - 1) : found.first] if arabic else sentence.tokens[found.last :][:1]
    return found.entry["side"] == "is" and any(True for _ in wording("deed").among(beside))


def side_behind(sentence: Sentence, start: int) -> str:
    """Return whose the dead are that a noun counted before token ``start``: أربعة جرحى من قسد; not who killed them."""
    place = start
    while place < min(start + 6, len(sentence.tokens)):
        if sentence.tokens[place].word in {",", "-"} or number_at(sentence.tokens, place):
            break
        if wording("part").at(sentence.tokens, place):
            break  # أربعة جرحى بينهم عنصر من قسد
        if sentence.tokens[place].word in small_words("in their ranks"):
            return next((one.entry["side"] for one in reversed(list(sides().among(sentence.tokens[:start])))), "total")
        found = sides().at(sentence.tokens, place)
        is_by_them = sentence.tokens[place - 1].word in small_words("at whose hands")
        if found and not is_by_them and not does_it(sentence, found):
            return found.entry["side"]
        if sentence.tokens[place].word in {"مهاجمين", "المهاجمين", "attackers", "militants", "المسلحين"}:
            return "is"
        place = found.last if found else place + 1
    return "total"


def whose_losses(sentence: Sentence, place: int) -> str:
    """Return the side of which losses are told before a count: "the army's losses came to four dead", خسائر الجيش."""
    before = sentence.tokens[max(0, place - _FAR) : place]
    if not any(set(token.forms) & small_words("losses") for token in before):
        return "total"
    return next((found.entry["side"] for found in sides().among(before)), "total")


@cache
def people() -> Lexicon:
    """Return the words for people, by side and number."""
    return lexicon("people")


@cache
def sides() -> Lexicon:
    """Return the words for the sides of the war."""
    return lexicon("sides")
