"""Which party a word of saying belongs to: in Arabic the next one, in English the one before."""

from collections.abc import Sequence

from geodata.sounds import is_arabic
from incidents.desk.suggesting.lexicon import Found, small_words
from incidents.desk.suggesting.relaying import in_apposition
from incidents.desk.suggesting.told import Token

ISIS = "isis"  # as an origin
_BESIDE, _CLOSE, _BEHIND = 9, 3, 4  # tokens between a party and its word of saying
_APPOSITION = 20  # tokens in which it is told who the party is
_NAMELESS = frozenset({"relatives", "residents", "local-sources", "activists"})  # whom an outlet stands for


def whose_word(tokens: Sequence[Token], verb: Found, named: Sequence[Found]) -> Found | None:
    """Return the party that a word of saying belongs to: in Arabic the next one, in English the one before."""
    named = [name for name in named if name.entry["origin"] != ISIS or name.first <= verb.last]
    named = [name for name in named if not _is_an_outlet_told(tokens, name)]
    behind = [
        name for name in named if 0 <= name.first - verb.last <= _BEHIND and not _parted(tokens, verb.last, name.first)
    ]
    before = [
        name
        for name in named
        if 0 <= verb.first - name.last <= _reach(tokens, name.last, verb.first) and not _is_told(tokens, name)
    ]
    end = verb.first - _is_quoted(tokens, verb)
    before = [name for name in before if _is_subject(tokens, name.last, end)]
    before = [name for name in before if not _is_told_of(tokens, name)]
    is_of_whom = verb.entry["of_whom"] and not _is_quoted(tokens, verb)
    if is_arabic(tokens[verb.first].word):
        if (source := _relayed(tokens, verb, named)) is not None:
            return source
        heard = [name for name in behind if not _is_told(tokens, name)] or behind
        if before and heard and heard[0].entry["origin"] in _NAMELESS and _relays_from(tokens, verb, heard[0]):
            return before[-1]  # the network that relays it from activists
        if heard or is_of_whom:
            return heard[0] if heard else None
        return before[-1] if before else None
    if is_of_whom:
        return behind[0] if behind else None
    for name in before:  # "a security source and witnesses said": the first of those joined
        if all(tokens[place].word != "," for place in range(name.last, before[-1].first)):
            return name
    if before:
        return before[-1]
    if tokens[verb.first].word in {"said", "says"} and (who := in_apposition(tokens, verb, named)):
        return who
    is_inverted = tokens[verb.first].word in {"said", "says"} and verb.first > 0 and tokens[verb.first - 1].word == ","
    return behind[0] if behind and (is_inverted or tokens[verb.first].word == "statement") else None


def _is_quoted(tokens: Sequence[Token], verb: Found) -> bool:
    """Say whether somebody "was quoted", and speaks: "NAME, the spokesman, was quoted as saying by Reuters"."""
    before = tokens[verb.first - 1].word if verb.first else ""
    return tokens[verb.first].word in {"quoted", "cited"} and before in small_words("passive")


def _relayed(tokens: Sequence[Token], verb: Found, named: Sequence[Found]) -> Found | None:
    """Return whom an outlet quotes: نقلت قناة الإخبارية عن قيادة الأمن الداخلي."""
    if not set(tokens[verb.first].forms) & small_words("relays"):
        return None
    behind = [name for name in named if verb.last < name.first <= verb.last + _BESIDE]
    behind = [name for name in behind if name.entry["origin"] not in _NAMELESS]
    return next((name for name in behind if tokens[name.first - 1].word in small_words("relayed from")), None)


def _relays_from(tokens: Sequence[Token], verb: Found, name: Found) -> bool:
    relays = set(tokens[verb.first].forms) & small_words("relays")
    return bool(relays) and tokens[name.first - 1].word in small_words("relayed from")


def _reach(tokens: Sequence[Token], start: int, end: int) -> int:
    """Return how far a party may stand before its verb: farther where who it is stands between commas."""
    is_told = end - start > 1 and tokens[start].word == "," and _ends_soon(tokens, start + 1, end)
    return _APPOSITION if is_told else _BESIDE


def _is_subject(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Say whether nothing parts a party from its verb, but perhaps who it is, between commas."""
    words = [token.word for token in tokens[start:end]]
    if (len(words) <= _CLOSE or words[-1] == "and") and "," not in words:
        return True  # "the ministry called it a terrorist attack and said"
    if words and words[0] in small_words("works for an outlet") and "," not in words:
        return True  # "its correspondent in the region reported"
    who = {token.word for token in tokens[max(0, start - _BESIDE) : start]}
    if words == [","] and who & (small_words("relative") | small_words("speaks for a party")):
        return True  # NAME, who heads the Observatory, said; NAME, a spokesman for the SDF, told
    if words == [","] and end <= _BESIDE and is_arabic(tokens[end].word):
        return True  # وكالة أعماق المقربة من التنظيم، قالت
    return bool(words) and words[0] == "," and _ends_soon(tokens, start + 1, end)


def _ends_soon(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Say whether a comma closes what is told of a party, right before its verb: ", which ..., on Friday said"."""
    return any(token.word == "," for token in tokens[max(start, end - _CLOSE) : end])


def _parted(tokens: Sequence[Token], start: int, end: int) -> bool:
    return any(token.word == "," or token.word in small_words("that") for token in tokens[start:end])


def _is_an_outlet_told(tokens: Sequence[Token], name: Found) -> bool:
    """Say whether a party is an outlet that was told: قال مصدر لوكالة شفق نيوز."""
    return name.first > 0 and tokens[name.first - 1].word in small_words("to an outlet")


def _is_told_of(tokens: Sequence[Token], name: Found) -> bool:
    """Say whether a party only says who somebody is: "a man whom the authorities said belonged to ISIS"."""
    return "whom" in [token.word for token in tokens[max(0, name.first - 2) : name.first] if token.word != "the"][-1:]


def _is_told(tokens: Sequence[Token], name: Found) -> bool:
    """Say whether a party is only told something, or blamed: told Reuters, لوكالة, accused ISIS."""
    before = tokens[name.first - 1].word if name.first else ""
    return (
        before in small_words("told")
        or tokens[name.first].word.startswith("لل")
        or (
            tokens[name.first].word.startswith("ل")
            and is_arabic(tokens[name.first].word)
            and len(tokens[name.first].word) > 4
        )
    )
