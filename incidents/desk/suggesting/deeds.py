"""What was done where nobody attacked: escapes, departures from camps, courts, finds, deaths in prison, visits.

``data/deeds.csv`` holds the words of each, what has to stand ``beside`` them within ``reach`` tokens, and what ``also``
somewhere in the sentence; the tactic is empty where the record's closed list has none for it.
"""

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from incidents.desk.suggesting.lexicon import Entry, Found, Lexicon, lexicon_of, rows_of, small_words
from incidents.desk.suggesting.told import Sentence, Token

COURT = "court"
DEED = "deed"  # as a kind: nobody of ISIS did it, or was its target
_ALONE = frozenset({COURT, "grave", "home", "departure", "handover"})  # beside them a sentence tells of nothing else
_FREED = frozenset({"release", "visit", "departure", "home"})  # in which nobody is arrested
_UNHARMED = frozenset({"death", "release", "visit", "departure", "home"})  # none of them where somebody attacked
_NOT_WHERE_HELD = frozenset({"escape", "detainee-transfer", "foiled-plot"})
_WHO = 3  # tokens before a word in which "who" tells of somebody's past
_BESIDE_A_COURT = 8  # tokens of "the criminal court in the city of"


class _Deed(NamedTuple):
    entry: Entry
    words: Lexicon
    beside: Lexicon
    also: Lexicon


def deed_of(act: Found | None) -> str:
    """Return which of these deeds an act is; "" of an attack, a raid or a strike."""
    return act.entry.get("deed", "") if act and act.entry["kind"] != "attack" else ""


def with_deeds(sentence: Sentence, acts: Sequence[Found], until: int) -> list[Found]:
    """Return the acts of a sentence with its deeds, before token ``until``; a court's judgment is all that it tells."""
    told = [one for one in _deeds_in(sentence, until) if _holds(sentence, one, acts)]
    alone = [one for one in told if deed_of(one) in _ALONE or _opens(one, acts)]
    if not alone:
        return [*acts, *told]
    return [one for one in told if deed_of(one) == deed_of(alone[0])]


def _opens(one: Found, acts: Sequence[Found]) -> bool:
    """Say whether a surrender is told before what went before it: "surrendered after clashes"."""
    return deed_of(one) == "surrender" and all(one.first < act.first for act in acts)


def told_by_it(act: Found, harm: str) -> bool:
    """Say whether a figure of people to whom ``harm`` was done may be one of an act's: a court speaks of old harm."""
    deed = deed_of(act)
    return not (deed == COURT and harm in {"killed", "wounded"}) and not (deed in _FREED and harm == "arrested")


def _deeds_in(sentence: Sentence, until: int) -> list[Found]:
    found: list[Found] = []
    for deed in _deeds():
        for one in deed.words.among(sentence.tokens):
            if one.first < until and _is_said(sentence.tokens, deed, one):
                found.append(one)
                break
    return found


def _is_said(tokens: Sequence[Token], deed: _Deed, one: Found) -> bool:
    reach = int(deed.entry["reach"])
    near = tokens[max(0, one.first - reach) : one.last + reach]
    if deed.beside.phrases and next(deed.beside.among(near), None) is None:
        return False
    return not deed.also.phrases or next(deed.also.among(tokens), None) is not None


def _holds(sentence: Sentence, one: Found, acts: Sequence[Found]) -> bool:
    """Say whether a word tells of a deed now, and of nobody's past: "who fled the camp", "a man sentenced to death"."""
    tokens, deed = sentence.tokens, deed_of(one)
    before = {token.word for token in tokens[max(0, one.first - _WHO) : one.first]}
    if before & small_words("tells of the past of"):
        return False
    kinds = {act.entry["kind"] for act in acts}
    if deed in _UNHARMED and kinds & {"attack", "clash", "strike"}:
        return False
    if deed == "release" and any(token.word in small_words("is released") for token in tokens[one.last : one.last + 4]):
        return False  # "released a statement"
    if deed == COURT:
        held = any(act.entry["tactic"] in _NOT_WHERE_HELD for act in acts)
        first = min((act.first for act in acts if act.entry["kind"] == "operation"), default=one.first)
        return not held and one.first <= first
    if deed in {"departure", "home", "handover"}:
        return not any(act.entry["tactic"] == "escape" for act in acts) and not _only_tried(tokens, one)
    return True


def _only_tried(tokens: Sequence[Token], one: Found) -> bool:
    """Say whether somebody only tried to leave, or was kept from it."""
    before = {form for token in tokens[max(0, one.first - _WHO) : one.first] for form in token.forms}
    return bool(before & small_words("only tried"))


def is_at_the_court(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Say whether a name tells where a court sits: "a court in Qamishli", محكمة في الحسكة; nothing else does."""
    near = tokens[max(0, first - _BESIDE_A_COURT) : last + 2]
    return any(set(token.forms) & small_words("a court") for token in near)


@cache
def _deeds() -> tuple[_Deed, ...]:
    return tuple(
        _Deed(row, lexicon_of([row]), *(lexicon_of([{"words": row[column]}]) for column in ("beside", "also")))
        for row in rows_of("deeds")
    )
