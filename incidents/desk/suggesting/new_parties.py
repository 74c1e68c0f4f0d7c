"""Who speaks and is no party of the record: organisations by their names, "the Horan Gathering", شبكة "الخابور".

A person who speaks is none, nor is a place: only what is called an organisation, beside a word of saying.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from collections.abc import Set as AbstractSet

from geodata.sounds import is_arabic
from incidents.desk.suggesting.lexicon import Found, lexicon, small_words, wording
from incidents.desk.suggesting.told import Sentence, fold

_NEW = "new:"  # before the name of a party that the record does not have, as the text writes it
_SHORTEST, _LONGEST, _LONGEST_ARABIC = 2, 8, 3  # tokens of a name in English, and behind "network" in Arabic
_QUOTED = 6  # tokens of a name in Arabic within quotes
# Syrian Network for Human Rights (SNHR)
_IN_BRACKETS = re.compile(r"((?:[A-Z][\w'-]+ (?:(?:of|for|and|in|the) )*){2,8})\(([A-Z]{3,6})\)")
_QUOTES = frozenset('"“”«»')
_WRITTEN_ON = ("", "و", "ف", "ل", "ب", "لل", "ول", "وب", "فل", "ولل")
_MEANT = frozenset({"?source"})  # "the network", which may open a name
_JOINS = frozenset({"of", "for"})  # within a name in English
_GOES_ON = frozenset({"of", "for", "and", "in", "the"})

Span = tuple[int, int]


def name_of(origin: str) -> str:
    """Return the name of a party that is none of the record; "" of one that is."""
    return origin.removeprefix(_NEW) if origin.startswith(_NEW) else ""


def abbreviated(words: str) -> Iterator[tuple[str, str]]:
    """Yield what is written short in brackets behind the name of an organisation, and the party that it stands for."""
    for name, short in _IN_BRACKETS.findall(words):
        if set(fold(name).split()) & small_words("an organisation"):
            yield short.lower(), f"{_NEW}{name.strip().removeprefix('The ')}"


def with_new_parties(sentence: Sentence, named: Sequence[Found], known: Collection[str]) -> list[Found]:
    """Return the parties that a sentence names, those that the record lacks by what the text calls them.

    ``named`` are those that the lists know, ``known`` the origins of the record and what stands for one of them.
    """
    own = [
        one if one.entry["origin"] in known or name_of(one.entry["origin"]) else _party(sentence, one.first, one.last)
        for one in named
    ]
    if not any(set(token.forms) & small_words("an organisation") for token in sentence.tokens):
        return own
    taken = {at for one in own if not _may_open_or_end(sentence, one) for at in range(one.first, one.last)}
    others = (one for one in lexicon("sides").among(sentence.tokens) if one.entry["side"] != "security")
    taken |= {at for one in others for at in range(one.first, one.last)}
    made = list(_called_in(sentence, taken))
    spans = {at for one in made for at in range(one.first, one.last)}
    return sorted([*(one for one in own if one.first not in spans), *made], key=lambda one: one.first)


def _may_open_or_end(sentence: Sentence, one: Found) -> bool:
    """Say whether a word that means somebody may be a part of a longer name: the network, شبكة تدمر الإخبارية."""
    is_what_it_is = one.last - one.first == 1 < one.first and bool(
        set(sentence.tokens[one.first].forms) & small_words("what an outlet is")
        and not set(sentence.tokens[one.first - 1].forms) & small_words("an organisation")
    )
    return one.entry["origin"] in _MEANT or is_what_it_is


def _party(sentence: Sentence, first: int, last: int) -> Found:
    words = re.sub(r'["“”«»\u0640]', "", sentence.words_of(first, last))
    return Found(first, last, {"origin": f"{_NEW}{_without_particles(' '.join(words.split()))}", "words": ""})


def _without_particles(words: str) -> str:
    """Return an Arabic name without what is written on its first word: لشبكة, للشبكة, فشبكة."""
    first, space, rest = words.partition(" ")
    for particle in _WRITTEN_ON:
        bare = first.removeprefix(particle)
        if first.startswith(particle) and fold(bare).removeprefix("ال") in small_words("an organisation"):
            return f"{'ال' * particle.endswith('لل')}{bare}{space}{rest}"
    return f"ال{words.removeprefix('لل')}" if words.startswith("لل") else words


def _called_in(sentence: Sentence, taken: AbstractSet[int]) -> Iterator[Found]:
    end = 0
    for at, token in enumerate(sentence.tokens):
        then = sentence.tokens[at + 1 : at + 2]
        if at < end or at in taken or not set(token.forms) & small_words("an organisation"):
            continue
        if then and not is_arabic(token.word) and then[0].word in small_words("an organisation"):
            continue  # the last of "News Agency"
        span = _arabic(sentence, at, taken) if is_arabic(token.word) else _english(sentence, at, taken)
        if span is not None and span[0] >= end:
            end = span[1]
            yield _party(sentence, *span)


def _arabic(sentence: Sentence, at: int, taken: AbstractSet[int]) -> Span | None:
    """Return the tokens of شبكة "دير الزور الآن", تجمع أحرار حوران: what is quoted, or a few words behind it."""
    tokens = sentence.tokens
    if tokens[at].word in small_words("ends an outlet's name"):
        is_named = at > 0 and at - 1 not in taken and _is_of_a_name(sentence, at - 1)
        return (at - 1, at + 1) if is_named else None  # نهر ميديا
    if at + 1 >= len(tokens) or at - 1 in taken:
        return None
    if _QUOTES & set(_between(sentence, at, at + 1)):
        ends = range(at + 2, min(at + 2 + _QUOTED, len(tokens) + 1))
        end = next((end for end in ends if _QUOTES & set(_between(sentence, end - 1, end))), at)
        is_name = end > at and _is_of_a_name(sentence, at + 1)
        return (at, end) if is_name and not taken & set(range(at, end)) else None
    end = at + 1
    while end < min(at + 1 + _LONGEST_ARABIC, len(tokens)) and end not in taken and _is_of_a_name(sentence, end):
        end += 1
    if end in taken:
        return None  # مركز ... لقسد
    plain = all(set(token.forms) & small_words("what an outlet is") for token in tokens[at + 1 : end])
    return None if plain else (at, end)


def _is_of_a_name(sentence: Sentence, at: int) -> bool:
    token = sentence.tokens[at]
    ends = small_words("ends the name of an organisation") | small_words("settlement")
    kinds = (wording("speech"), lexicon("harm"))
    is_said = any(kind.at(sentence.tokens, at) is not None for kind in kinds)
    return (is_arabic(token.word) or token.word.isdigit()) and not set(token.forms) & ends and not is_said


def _between(sentence: Sentence, one: int, then: int) -> str:
    """Return what is written between two tokens, or behind the last."""
    end = sentence.tokens[then].start - sentence.start if then < len(sentence.tokens) else len(sentence.words)
    return sentence.words[sentence.tokens[one].end - sentence.start : end]


def _english(sentence: Sentence, at: int, taken: AbstractSet[int]) -> Span | None:
    """Return the tokens of "Ahrar Horan Gathering", "Syrian Network for Human Rights", "the network Naher Media"."""
    tokens, first = sentence.tokens, at
    while first > 0 and at - first < _LONGEST:
        before = first - 1 - (first > 1 and tokens[first - 1].word in _JOINS)  # the Eye of Euphrates website
        if not _is_capital(sentence, before, taken):
            break
        first = before
    first += tokens[first].word == "the"
    if _is_capital(sentence, at, taken):
        last = _end_of(sentence, at, taken)
    elif tokens[at].word not in small_words("an outlet told of"):
        return None
    else:
        last = at + 1
        while first == at and last < len(tokens) and last - at < _LONGEST and _is_capital(sentence, last, taken):
            last += 1
    words = {token.word for token in tokens[first:last]}
    is_none = last - first < _SHORTEST or words & small_words("speaks for a party") or "x" in words
    return None if is_none or first - 1 in taken or _is_of_another(sentence, last, taken) else (first, last)


def _end_of(sentence: Sentence, at: int, taken: AbstractSet[int]) -> int:
    """Return the token behind a name that goes on behind "network": for Human Rights, 24."""
    tokens, last = sentence.tokens, at + 1
    while last < len(tokens) and last - at < _LONGEST:
        behind = last + (tokens[last].word in _JOINS or (last > at + 1 and tokens[last].word in _GOES_ON))
        goes_on = behind > last or last > at + 1
        if not tokens[last].word.isdigit() and not (
            goes_on and behind < len(tokens) and _is_capital(sentence, behind, taken)
        ):
            break
        last = behind + 1
    return last


def _is_of_another(sentence: Sentence, last: int, taken: AbstractSet[int]) -> bool:
    """Say whether a name ends before the party it belongs to, or stands for: the media center of the SDF, "(SANA)"."""
    if last >= len(sentence.tokens):
        return False
    behind = last + (sentence.tokens[last].word in _JOINS)
    in_brackets = last in taken and "(" in _between(sentence, last - 1, last)
    return in_brackets or (behind > last and bool({behind, behind + 1} & taken))


def _is_capital(sentence: Sentence, at: int, taken: AbstractSet[int]) -> bool:
    token = sentence.tokens[at]
    is_name = sentence.words[token.start - sentence.start].isupper() and token.word not in small_words("opens no name")
    return at not in taken and (is_name or token.word in small_words("article of a name"))
