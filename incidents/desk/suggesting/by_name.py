"""People of whom no number is said: "the soldier was killed", مقتل الشاب, who blew himself up, and lists of names.

Only how many they are is taken over: no name of anybody is.
"""

from collections.abc import Iterator, Sequence

from geodata.sounds import is_arabic
from incidents.desk.suggesting.lexicon import Found, lexicon, small_words, wording
from incidents.desk.suggesting.numbers import number_at
from incidents.desk.suggesting.quantities import GENERIC, Quantity, side_of
from incidents.desk.suggesting.told import Sentence
from incidents.desk.suggesting.whose import people, sides

_ARTICLE = 4  # tokens between "the" and "member was killed", between "killed" and "leader NAME"
_NAME = 5  # tokens of a name between الشاب and قُتل
_WHO = 10  # tokens between somebody and "who is"
_WITH_HIM = 4  # tokens between "was killed" and "a civilian with him"
_BELT = 24  # tokens between "set off his belt" and "was killed"
_LISTED = 12  # tokens between "arrested" and "who are"
_LONGEST_NAME, _SHORTEST_NAME = 5, 2  # tokens of a name


def with_known_ones(sentence: Sentence, harms: Sequence[Found], free: Sequence[Quantity]) -> list[Quantity]:
    """Return people with those who are told of as known: "the army member was killed", قُتل الشاب."""
    taken = {at for one in free for at in range(one.first, one.last)}
    known = [one for harm in harms for one in _known(sentence, harm) if not taken & set(range(one.first, one.last))]
    known = [one for one in known if not any(_says_who(sentence, one, other) for other in free)]
    return sorted({one.first: one for one in (*known, *free)}.values(), key=lambda one: one.first)


def _says_who(sentence: Sentence, one: Quantity, other: Quantity) -> bool:
    """Say whether others only say who somebody is: مقتل العراقي فلان، وهو قيادي في داعش."""
    near = 0 < other.first - one.last <= _WHO and other.is_one
    return near and sentence.tokens[other.first - 1].word in small_words("which were")


def _known(sentence: Sentence, harm: Found) -> Iterator[Quantity]:
    if is_arabic(sentence.tokens[harm.first].word):
        yield from _known_in_arabic(sentence, harm)
    elif harm.entry["form"] != "noun":
        yield from _subject(sentence, harm)
    if not is_arabic(sentence.tokens[harm.first].word):
        yield from _titled(sentence, harm)


def _subject(sentence: Sentence, harm: Found) -> Iterator[Quantity]:
    """Yield the one of "the army member was killed", of "the sheikh died"."""
    tokens, end = sentence.tokens, harm.first
    while end > 0 and tokens[end - 1].word in small_words("passive"):
        end -= 1
    if end == harm.first and harm.entry["form"] != "happens":
        return
    for at in range(max(1, end - _ARTICLE), end):
        found = people().at(tokens, at)
        starts = [place for place in range(max(0, at - _ARTICLE), at) if tokens[place].word == "the"]
        if found is None or found.last != end or found.entry["number"] != "one" or not starts:
            continue
        if not any(tokens[place].word in {",", "of", "and"} for place in range(starts[-1], at)):
            side = side_of(tokens, found, starts[-1] + 1)
            yield Quantity(starts[-1] + 1, end, 1, 1, side, is_one=True, is_known=True)
            return


def _titled(sentence: Sentence, harm: Found) -> Iterator[Quantity]:
    """Yield the one whose title stands without an article before his name: "killed senior ISIS leader NAME"."""
    tokens = sentence.tokens
    for at in range(harm.last, min(harm.last + _ARTICLE, len(tokens))):
        found = people().at(tokens, at)
        if found and found.entry["number"] == "one":
            plain = {token.word for token in tokens[harm.last : at]} & small_words("before one")
            if found.last < len(tokens) and _is_capital(sentence, found.last) and not plain:
                yield Quantity(at, found.last, 1, 1, side_of(tokens, found, harm.last), is_one=True)
            return
        if tokens[at].word == "," or number_at(tokens, at):
            return


def _is_capital(sentence: Sentence, at: int) -> bool:
    return sentence.words[sentence.tokens[at].start - sentence.start].isupper()


def _known_in_arabic(sentence: Sentence, harm: Found) -> Iterator[Quantity]:
    """Yield the one behind a word for harm, مقتل الشاب, or before one, with a name at most between: الشاب فلان قُتل."""
    tokens = sentence.tokens
    who = sides().at(tokens, harm.last) if harm.last < len(tokens) else None
    at = who.last if who and harm.entry["form"] == "verb" else harm.last  # نعت قسد المقاتل
    if at < len(tokens) and harm.entry["form"] in {"verb", "noun"} and (one := _definite(sentence, at)):
        yield one
    for at in range(harm.first - 1, max(-1, harm.first - _NAME - 2), -1):
        stops = tokens[at].word == "," or set(tokens[at].forms) & small_words("ends a name before a verb")
        if (
            harm.entry["form"] != "verb"
            or tokens[harm.first].word.endswith("وا")
            or stops
            or number_at(tokens, at)
            or lexicon("harm").at(tokens, at)
        ):
            return
        if one := _definite(sentence, at):
            yield one
            return


def _definite(sentence: Sentence, at: int) -> Quantity | None:
    tokens = sentence.tokens
    bare = tokens[at].word.removeprefix("و").removeprefix("ف")
    found = people().at(tokens, at) if bare.startswith("ال") else None
    if found is None or found.entry["number"] == "many" or found.entry["side"] == "suspect":
        return None
    number = 2 if found.entry["number"] == "two" else 1
    return Quantity(at, found.last, number, number, side_of(tokens, found, at), is_one=True, is_known=True)


def without_who_they_are(sentence: Sentence, told: Sequence[Quantity]) -> list[Quantity]:
    """Leave out those who only say who the counted are: "two civilians, a father and his son, were killed"."""
    if len(told) < 2 or told[0].is_one or not all(one.is_one for one in told[1:]):
        return list(told)
    between = [token.word for token in sentence.tokens[told[0].last : told[1].first]]
    is_told = between[:1] == [","] and set(between[1:]) <= small_words("before one")
    is_told &= all(one.side in {told[0].side, *GENERIC} for one in told[1:])
    return list(told[:1]) if is_told and (told[0].low or 0) >= sum(one.low or 0 for one in told[1:]) else list(told)


def with_him(sentence: Sentence, harm: Found, free: Sequence[Quantity]) -> list[Quantity]:
    """Return who was harmed with somebody told of before: "was killed, and a civilian with him", "..., too"."""
    tokens = sentence.tokens
    one = next((one for one in free if one.first >= harm.last), None)
    if one is None or one.first - harm.last > _WITH_HIM:
        return []
    before = {token.word for token in tokens[harm.last : one.first]}
    behind = {token.word for token in tokens[one.last : one.last + 2]}
    return [one] if "and" in before and ("so" in before or behind & small_words("harmed with him")) else []


def untold(sentence: Sentence, harm: Found) -> list[Quantity]:
    """Return those of whom no noun tells: who set off his own belt "and was killed", and those who are only named."""
    if harm.entry["measure"] == "killed" and harm.entry["form"] in {"verb", "happens"} and _by_himself(sentence, harm):
        return [Quantity(harm.first, harm.last, 1, 1, "is", is_one=True)]
    return list(_listed(sentence, harm))[:1]


def _by_himself(sentence: Sentence, harm: Found) -> bool:
    """Say whether it was who blew himself up: "set off the explosive belt he was wearing, and was killed"."""
    passive = harm.first and sentence.tokens[harm.first - 1].word in small_words("passive")
    return any(
        0 <= harm.first - one.last <= _BELT and (passive or harm.entry["form"] == "happens")
        for one in wording("blows himself up").among(sentence.tokens)
    )


def _listed(sentence: Sentence, harm: Found) -> Iterator[Quantity]:
    """Yield how many names are told behind "who are": القبض عليهم جميعاً، وهم فلان وفلان وفلان, "identified as"."""
    tokens = sentence.tokens
    for told in wording("who they are").among(tokens):
        if not 0 <= told.first - harm.last <= _LISTED:
            continue
        end, names = told.last, [0]
        while end < len(tokens) and names[-1] <= _LONGEST_NAME:
            word = tokens[end].word
            if word in {",", "and"}:
                names += [0] * bool(names[-1])
            elif is_arabic(word) and word.startswith("و") and names[-1] >= _SHORTEST_NAME:
                names.append(1)
            elif _is_named(sentence, end):
                names[-1] += 1
            else:
                break
            end += 1
        names = [length for length in names if length]
        if len(names) > 1 and all(_SHORTEST_NAME <= length <= _LONGEST_NAME for length in names):
            yield Quantity(harm.first, end, len(names), len(names), "?")


def _is_named(sentence: Sentence, at: int) -> bool:
    """Say whether a token may be a part of a name."""
    tokens = sentence.tokens
    if number_at(tokens, at) or people().at(tokens, at) or lexicon("harm").at(tokens, at):
        return False
    if not is_arabic(tokens[at].word):
        return _is_capital(sentence, at) or tokens[at].word in small_words("article of a name")
    is_ali = sentence.words_of(at, at + 1).endswith("ي")  # which is no على, though both are folded alike
    return is_ali or not set(tokens[at].forms) & small_words("ends a name before a verb")
