"""People who are introduced as speaking for a party and named alone later on: "According to NAME", وقال الدالاتي."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from geodata.sounds import is_arabic
from incidents.desk.suggesting.lexicon import Found, lexicon, small_words
from incidents.desk.suggesting.new_parties import abbreviated
from incidents.desk.suggesting.told import Sentence, Token

_ROLE = 7  # tokens between a party and whose name stands beside it: "the official spokesperson of the"
_NAME = 6  # tokens of a name
_SHORTEST = 4  # letters of a name by which somebody is known
_LONGEST_ARABIC = 4  # words of an Arabic name


def with_people(sentences: Sequence[Sentence]) -> list[Sentence]:
    """Return the sentences of a text, which know for whom people speak that any of them introduces."""
    people = {word: origin for one in sentences for word, origin in (*_introduced_in(one), *abbreviated(one.words))}
    return [replace(one, people=tuple(people.items())) for one in sentences] if people else list(sentences)


def named_alone(sentence: Sentence, named: Sequence[Found]) -> list[Found]:
    """Return the parties that a sentence names, and the people who speak for one, in the order of the text."""
    people = dict(sentence.people)
    taken = {at for one in named for at in range(one.first, one.last)}
    alone = [
        Found(at, at + 1, {"origin": people[token.word], "words": ""})
        for at, token in enumerate(sentence.tokens)
        if token.word in people and at not in taken and (is_arabic(token.word) or _is_capital(sentence, token))
    ]
    return sorted([*named, *alone], key=lambda one: one.first)


def _introduced_in(sentence: Sentence) -> Iterator[tuple[str, str]]:
    for party in lexicon("speakers").among(sentence.tokens):
        origin = party.entry["origin"]
        if origin.startswith("?") or not origin:
            continue
        if is_arabic(sentence.tokens[party.first].word):
            words = _arabic_name(sentence.tokens, party)
        else:
            words = _name_behind(sentence, party) or _name_before(sentence, party)
        yield from ((word, origin) for word in words)


def _name_before(sentence: Sentence, party: Found) -> list[str]:
    """Return the last name in "NAME, the official spokesperson of the PARTY"."""
    tokens = sentence.tokens
    at = party.first - 1
    while at >= 0 and party.first - at <= _ROLE and tokens[at].word in small_words("between a name and a party"):
        at -= 1
    between = [token.word for token in tokens[at + 1 : party.first]]
    has_role = bool(small_words("speaks for a party") & set(between)) and "," in between
    return _last_name(sentence, at) if has_role and at >= 0 else []


def _name_behind(sentence: Sentence, party: Found) -> list[str]:
    """Return the last name in "PARTY spokesman NAME"."""
    tokens, at = sentence.tokens, party.last
    words = {token.word for token in tokens[party.first : party.last]}
    while at < len(tokens) and at - party.last < _ROLE and tokens[at].word in small_words("between a name and a party"):
        words.add(tokens[at].word)
        at += 1
    if not words & small_words("speaks for a party"):
        return []
    end = at
    while end < len(tokens) and end - at < _NAME and _is_of_a_name(sentence, tokens[end]):
        end += 1
    return _last_name(sentence, end - 1) if end - at > 1 else []


def _last_name(sentence: Sentence, at: int) -> list[str]:
    """Return the word at a token if it is a name, and another one stands before it."""
    tokens = sentence.tokens
    is_name = _is_capital(sentence, tokens[at]) and at > 0 and _is_of_a_name(sentence, tokens[at - 1])
    return [tokens[at].word] if is_name and len(tokens[at].word) >= _SHORTEST else []


def _is_capital(sentence: Sentence, token: Token) -> bool:
    return sentence.words[token.start - sentence.start].isupper()


def _is_of_a_name(sentence: Sentence, token: Token) -> bool:
    return _is_capital(sentence, token) or token.word in small_words("article of a name")


def _arabic_name(tokens: Sequence[Token], party: Found) -> list[str]:
    """Return the words of a name behind a party, or behind a rank that follows it: العميد أحمد الدالاتي."""
    near = range(party.last, min(party.last + _ROLE + 1, len(tokens)))
    start = next((at + 1 for at in near if tokens[at].word in small_words("a rank")), None)
    if start is None and small_words("speaks for a party") & {
        token.word for token in tokens[max(0, party.first - 3) : party.last]
    }:
        start = party.last + (party.last < len(tokens) and tokens[party.last].word in small_words("own country"))
    if start is None:
        return []
    name = []
    for token in tokens[start : start + _LONGEST_ARABIC]:
        if token.word in small_words("ends an arabic name") or not is_arabic(token.word):
            break
        name.append(token.word)
    return [word for word in name[-1:] if len(name) > 1 and len(word) >= _SHORTEST]
