"""Numbers in a text, in digits and in the words of both languages: 5,700, twenty-five, خمسة وعشرين, ثلاثمئة."""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from incidents.desk.suggesting.lexicon import Lexicon, lexicon, small_words
from incidents.desk.suggesting.told import Sentence, Token

_MOST = 1_000_000  # what a figure of the record holds


class Number(NamedTuple):
    """A number in tokens ``first`` up to ``last`` (not included)."""

    first: int
    last: int
    value: int


def number_at(tokens: Sequence[Token], place: int) -> Number | None:
    """Return the number that begins at a token; None where none does, or where it counts time or distance."""
    word = tokens[place].word
    if word.startswith("وال"):
        return None  # الحادية والعشرون is the twenty-first
    if word.isdigit():
        found = Number(place, place + 1, int(word)) if len(word) <= len(str(_MOST)) else None
        found = _multiplied(tokens, found) if found else None
    else:
        found = _in_words(tokens, place)
    if found is None or found.value > _MOST:
        return None
    behind = tokens[found.last].word if found.last < len(tokens) else ""
    return None if behind in small_words("no count of people") else found


def _in_words(tokens: Sequence[Token], place: int) -> Number | None:
    first = _words().at(tokens, place)
    if first is None:
        return None
    value, last = int(first.entry["value"]), first.last
    while last < len(tokens):
        joined = last + 1 if tokens[last].word == "and" and value >= 100 else last
        if joined >= len(tokens) or not _continues(tokens, last):
            break
        more = _words().at(tokens, joined)
        if more is None or (added := _joined(value, int(more.entry["value"]))) is None:
            break
        value, last = added, more.last
    return Number(place, last, value)


def _continues(tokens: Sequence[Token], place: int) -> bool:
    """Say whether a token may go on with a number: in Arabic one that "and" is written onto, or a hundred."""
    word = tokens[place].word
    return word < "\u0600" or word.startswith("و") or word in {"مايه", "ميه", "الف", "الاف"}


def _joined(value: int, more: int) -> int | None:
    """Return twenty and five, five and twenty, three hundred, two thousand; None where two numbers do not join."""
    if more in {100, 1000} and value < more:
        return value * more
    if 20 <= value < 100 and value % 10 == 0 and more < 10:
        return value + more
    if value < 10 and 20 <= more < 100:
        return value + more
    return value + more if value >= 100 and more < 100 else None


def _multiplied(tokens: Sequence[Token], found: Number) -> Number:
    behind = _words().at(tokens, found.last) if found.last < len(tokens) else None
    if behind and int(behind.entry["value"]) in {100, 1000}:
        return Number(found.first, behind.last, found.value * int(behind.entry["value"]))
    return found


@cache
def _words() -> Lexicon:
    return lexicon("numbers")


def some_of(tokens: Sequence[Token], place: int) -> Number | None:
    """Return how many of those who were counted before: one of "one of the three"."""
    words = [token.word for token in tokens[place : place + 3]]
    if words[1:] != ["of", "the"]:
        return None
    at = place + 3 + (place + 3 < len(tokens) and tokens[place + 3].word in small_words("of a rank"))
    one, all_of_them = number_at(tokens, place), number_at(tokens, at) if at < len(tokens) else None
    value = one.value if one else int(words[0] == "one")
    return Number(place, all_of_them.last, value) if value and all_of_them and all_of_them.value > value else None


def is_an_age(sentence: Sentence, place: int) -> bool:
    """Say whether a number of two digits stands alone between commas: "Saif Ahmad, 22, was found dead"."""
    around = [sentence.tokens[at].word for at in (place - 1, place + 1) if 0 <= at < len(sentence.tokens)]
    return around == [",", ","] and re.fullmatch(r"\d\d", sentence.tokens[place].word) is not None


def range_at(tokens: Sequence[Token], place: int) -> tuple[Number, int | None] | None:
    """Return a number, and the second one of "3-5", "three to five", ما بين 3 و5."""
    first = number_at(tokens, place)
    if first is None:
        return None
    between = place > 0 and tokens[place - 1].word in small_words("between")
    joins = {"-", *small_words("from a number to a number"), *(small_words("and a day") if between else ())}
    if first.last + 1 < len(tokens) and tokens[first.last].word in joins:
        second = number_at(tokens, first.last + 1)
        if second and second.value > first.value:
            return Number(first.first, second.last, first.value), second.value
    if between and first.last < len(tokens) and tokens[first.last].word.startswith("و"):
        second = number_at(tokens, first.last)  # ما بين ستة وثمانية
        if second and second.value > first.value:
            return Number(first.first, second.last, first.value), second.value
    return first, None
