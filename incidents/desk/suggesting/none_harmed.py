"""Of whom a text states that nobody was harmed: "no civilians were killed or hurt". It is the number 0.

What was not reported, or of which it is not said whose they were, is unknown: "no casualties were reported", دون تسجيل.
"""

from collections.abc import Iterator, Sequence

from geodata.sounds import is_arabic
from incidents.desk.suggesting.figures import Figure
from incidents.desk.suggesting.harmed import SIDES
from incidents.desk.suggesting.lexicon import lexicon, small_words
from incidents.desk.suggesting.told import Sentence, Token
from incidents.desk.suggesting.whose import people, sides

_FAR = 9  # tokens between "no" and the word for harm
_BEHIND = 6  # tokens behind a noun for harm in which it is said of whom, or that nothing was heard
_BEFORE = 3  # tokens before "no" in which it is said to be a wish: "to ensure that no civilians"
_HARMS = {"killed": ("killed",), "wounded": ("wounded",), "casualties": ("killed", "wounded")}
_STATED = frozenset({"killed", "wounded", "escaped"})


def none_in(sentence: Sentence, until: int) -> Iterator[Figure]:
    """Yield as figures of 0 what a sentence states of nobody, before token ``until``."""
    tokens = sentence.tokens
    for at, token in enumerate(tokens[:until]):
        if is_arabic(token.word):
            yield from _in_arabic(tokens, at)
        elif token.word in small_words("none of") and not _is_wished(tokens, at):
            yield from _none_among(tokens, at) if _noun_at(tokens, at + 1) else _were_not_harmed(tokens, at)


def _is_wished(tokens: Sequence[Token], at: int) -> bool:
    return any(token.word in small_words("sees to it") for token in tokens[max(0, at - _BEFORE) : at])


def _were_not_harmed(tokens: Sequence[Token], at: int) -> Iterator[Figure]:
    """Yield of whom "no" is said before "were killed or injured", as many as are named."""
    end = next((place for place in range(at + 1, len(tokens)) if tokens[place].word in {",", "-"}), len(tokens))
    end = min(end, at + _FAR)
    was = next((place for place in range(at + 1, end) if tokens[place].word in small_words("was or were")), end)
    whom = list(dict.fromkeys(_sides_in(tokens[at:was])))
    if tokens[at].word in small_words("nobody"):
        whom = whom or ["total"]
    harms = [found for found in lexicon("harm").among(tokens[was : end + 2]) if found.entry["form"] != "noun"]
    for side in whom:
        for measure in dict.fromkeys(found.entry["measure"] for found in harms[:2]):
            if measure in _STATED:
                yield Figure(measure, side, 0, 0, at, min(was + harms[-1].last, len(tokens)))


def _noun_at(tokens: Sequence[Token], at: int) -> str:
    return next((one for one in _HARMS if at < len(tokens) and tokens[at].word in small_words(f"none {one}")), "")


def _none_among(tokens: Sequence[Token], at: int) -> Iterator[Figure]:
    """Yield of whom "no injuries to", or "among", is said; without whom, or where it was only not reported, nothing."""
    behind = tokens[at + 2 : at + 2 + _BEHIND]
    if not behind or behind[0].word not in small_words("to or among"):
        return
    for side in list(_sides_in(behind))[:1]:
        for harm in _HARMS[_noun_at(tokens, at + 1)]:
            yield Figure(harm, side, 0, 0, at, at + 3)


def _sides_in(tokens: Sequence[Token]) -> Iterator[str]:
    """Yield whose people are named, in order; of an armed side the name itself is enough: "no U.S. troops"."""
    place = 0
    while place < len(tokens):
        named = [found for found in (people().at(tokens, place), sides().at(tokens, place)) if found]
        yield from [found.entry["side"] for found in named if found.entry["side"] in SIDES][:1]
        place = max((found.last for found in named), default=place + 1)


def _in_arabic(tokens: Sequence[Token], at: int) -> Iterator[Figure]:
    """Yield what is stated of nobody behind لم, "was not hurt", and behind دون, "without that any were hurt"."""
    word, then = tokens[at].word, [token.word for token in tokens[at + 1 : at + 1 + _BEHIND]]
    if word in small_words("was not") and then:
        measure = next((one for one in ("killed", "wounded") if then[0] in small_words(f"none is {one}")), "")
        who = then[1:2] and then[1] in small_words("anybody")
        if measure and who:
            side = next(_sides_in(tokens[at + 2 : at + 2 + _BEHIND]), "total")
            yield Figure(measure, side, 0, 0, at, min(at + 3, len(tokens)))
    elif word in small_words("without any") and not set(then[:3]) & small_words("nothing was heard"):
        start = 1 + (then[:1] != [] and then[0] in small_words("that it came to"))
        start += len(then) >= start and then[start - 1] in small_words("anybody")
        noun = then[start - 1] if len(then) >= start else ""
        measure = _noun_at(tokens, at + start) if noun else ""
        side = next(_sides_in(tokens[at + start + 1 : at + start + 1 + _BEHIND]), "") if measure else ""
        for harm in _HARMS.get(measure, ()) if side else ():
            yield Figure(harm, side, 0, 0, at, min(at + start + 1, len(tokens)))
