"""Names of which nothing is known, by what stands beside them: قرية أم حجر تحتاني, "in Umm Rijm, west of Raqqa"."""

from collections.abc import Sequence

from geodata.sounds import is_arabic
from incidents.desk.suggesting.beside import is_near, stands_at
from incidents.desk.suggesting.lexicon import lexicon, small_words
from incidents.desk.suggesting.spots import OF_AN_AREA, PRECISE, Place
from incidents.desk.suggesting.told import Sentence, Token

_LONGEST = 3  # words of a name in English
_LONGEST_QUOTED = 4
_LIES_IN = 8  # tokens between an area or a field and the town or province that it is said to belong to
_ALONE = 6  # the same of a name that no word calls a settlement
_TO_ITS_AREA = 3  # tokens between a name and the area right behind it
_NOTHING = ("sides", "speakers", "tactics", "harm", "people")  # lists of what no place is called


def named_behind(sentence: Sentence, start: int, first: int, places: Sequence[Place]) -> tuple[int, int] | None:
    """Return the tokens of "village of Umm Hajar", قرية أم حجر تحتاني; ``first`` stands behind what calls it so."""
    tokens = sentence.tokens
    if first >= len(tokens):
        return None
    if not is_arabic(tokens[first].word) and not tokens[first].word.isdigit():
        last = capitals_from(sentence, first, 1)
        return (start, last) if last > first else None
    if (quoted := _quoted(sentence, first)) is not None:
        return (start, quoted) if not is_word(tokens, first) else None
    last = first + 1
    is_known = {place.first for place in places}
    if last < len(tokens) and (
        tokens[first].word in small_words("begins a name") or _owns(tokens[first].word, tokens[last])
    ):
        last += 1
    if last < len(tokens) and set(tokens[last].forms) & small_words("ends a name"):
        says_where = lexicon("compass").at(tokens, last) is not None and {last, last + 1} & is_known  # شرقي دير الزور
        last += not says_where
    points = lexicon("compass").at(tokens, first)
    if points and points.last in is_known and tokens[first].word not in small_words("begins a name"):
        return None  # بلدة شمالي دير الزور
    plain = is_word(tokens, first) or tokens[start].word.startswith(("ال", "بال", "وال", "لل"))
    return None if plain or last > len(tokens) or tokens[first].word.isdigit() else (start, last)


def _quoted(sentence: Sentence, first: int) -> int | None:
    """Return the token behind a name of few words that stands in quotation marks: منطقة “وادي العذيب”."""
    tokens, words, start = sentence.tokens, sentence.words, sentence.start
    if words[: tokens[first].start - start][-1:] not in {'"', "“", "«"}:
        return None
    for last in range(first + 1, min(first + _LONGEST_QUOTED, len(tokens)) + 1):
        if words[tokens[last - 1].end - start :][:1] in {'"', "”", "»"}:
            return last
    return None


def is_word(tokens: Sequence[Token], at: int) -> bool:
    """Say whether an Arabic word behind one for a settlement is no name."""
    return tokens[at].word in small_words("no name behind a settlement") or bool(lexicon("sides").at(tokens, at))


def _owns(word: str, behind: Token) -> bool:
    """Say whether a word without an article names something of the next: جرزة الميلاج, شيخ حمد."""
    if not is_arabic(word) or word.startswith("ال") or not behind.word.startswith("ال"):
        return False
    return not set(behind.forms) & (small_words("no name behind a settlement") | small_words("a day of a name"))


def is_land(sentence: Sentence, at: int, places: Sequence[Place]) -> bool:
    """Say whether an Arabic word calls what is named behind it a field, a farm, or an area: حقل الرميلة, منطقة كديم."""
    tokens = sentence.tokens
    forms = set(tokens[at].forms)
    if at + 1 >= len(tokens) or not is_arabic(tokens[at].word) or tokens[at].word.startswith("ال"):
        return False
    if stands_at(tokens, at + 1, "settlement"):
        return False  # بادية بلدة رويحل: the town itself is named
    if forms & small_words("a field or a farm behind"):
        return not set(tokens[at + 1].forms) & small_words("no name of a field")
    name = tokens[at + 1]
    if forms & small_words("a road"):
        lies_in = any(0 < place.first - at - 1 <= _LIES_IN for place in places)
        return (lies_in or name.word.startswith("ال")) and not set(name.forms) & small_words("no name of a road")
    if not forms & small_words("an area named behind"):
        return False
    is_adjective = name.word.endswith("يه") and not name.word.startswith("ال")
    is_deed = any(lexicon(what).at(tokens, at + 1) for what in _NOTHING)
    lies_in = any(0 < place.first - at - 1 <= _LIES_IN and place.precision != PRECISE for place in places)
    plain = is_adjective or is_deed or set(name.forms) & small_words("no name of an area")
    return lies_in and not plain


def named_alone(sentence: Sentence, at: int, places: Sequence[Place]) -> tuple[int, int] | None:
    """Return the tokens of a name that only "in" or "near" calls a place, before the area that it lies in."""
    tokens = sentence.tokens
    if tokens[at].word in small_words("around a name alone"):
        return _named_around(tokens, at, places)
    if tokens[at].word not in small_words("before a name alone"):
        return None
    last = capitals_from(sentence, at + 1, 1)
    area = next((one for one in places if one.first >= last), None)
    if last < len(tokens) and tokens[last].word in small_words("settlement"):
        return None  # Adwan town
    if last == at + 1 or area is None or not 0 < area.first - last <= _ALONE or last - at - 1 > _LONGEST:
        return None
    if any(lexicon(what).at(tokens, place) for what in _NOTHING for place in range(at + 1, last)):
        return None
    if {token.word for token in tokens[at + 1 : last]} & small_words("no name of a place"):
        return None
    between = tokens[last : area.first]
    leads = all(token.word in small_words("where it lies") | {","} for token in between)
    is_there = area.precision != PRECISE or is_near(tokens, area.first)
    return (at + 1, last) if leads and is_there else None


def _named_around(tokens: Sequence[Token], at: int, places: Sequence[Place]) -> tuple[int, int] | None:
    """Return the token of a name around which it was, right before its area: في محيط زملة في بادية الرقة."""
    first = at + 1
    area = next((one for one in places if one.first > first), None)
    if area is None or area.precision != OF_AN_AREA or area.first - first > _TO_ITS_AREA or is_word(tokens, first):
        return None
    is_deed = any(lexicon(what).at(tokens, first) for what in _NOTHING) or tokens[first].word.startswith("ال")
    plain = stands_at(tokens, first, "settlement") or set(tokens[first].forms) & _said_of_land()
    return None if is_deed or plain or not is_arabic(tokens[first].word) else (first, first + 1)


def _said_of_land() -> frozenset[str]:
    """Return words that call something a place, and so are no name."""
    uses = ("a field or a farm behind", "a road", "an area named behind", "no name of an area", "kind of place")
    return frozenset().union(*map(small_words, uses), small_words("a quarter"), small_words("in a place"))


def capitals_from(sentence: Sentence, start: int, step: int) -> int:
    """Return the token behind, or before, the words with capitals from a token on; "al" may stand among them."""
    tokens, at = sentence.tokens, start
    while 0 <= at < len(tokens) and abs(at - start) <= _LONGEST and _may_name(sentence, tokens[at]):
        at += step
    return at


def _may_name(sentence: Sentence, token: Token) -> bool:
    written = sentence.words[token.start - sentence.start]
    return token.word != "," and (written.isupper() or token.word in small_words("article of a name"))
