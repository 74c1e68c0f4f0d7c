"""How many of whom: "two SDF fighters", "an officer", جنديان, ثلاثة من عناصر قوى الأمن, "several civilians"."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from geodata.cells import parts_of
from geodata.sounds import is_arabic
from incidents.desk.suggesting.lexicon import Found, lexicon, small_words, wording
from incidents.desk.suggesting.numbers import Number, number_at, range_at, some_of
from incidents.desk.suggesting.told import Sentence, Token, fold
from incidents.desk.suggesting.whose import OWN, described, member_in, of_their_own, people, sides

# Whose people they are, where the noun alone does not say so: "?" members of somebody, "same" others of the same.
GENERIC = frozenset({"?", "same", "suspect", "total"})
_BEFORE_A_NOUN = 5  # tokens between a number and whom it counts: "two of its most senior members"
_BEHIND_A_NOUN = 7  # tokens behind it that may say whose they are: "members of the local council of the SDF"
_OF_THEIR_OWN = (["of", "their", "own"], ["of", "its", "own"])
_COMMAS = frozenset({",", "-"})


@dataclass(frozen=True)
class Quantity:
    """So many people: ``low`` and ``high`` (None: not said); both None are "several". ``side`` as in ``people.csv``.

    ``first`` and ``last`` are tokens. ``is_bare``: a number without whom it counts. ``is_one``: no number is said.
    """

    first: int
    last: int
    low: int | None
    high: int | None
    side: str
    is_bare: bool = False
    is_one: bool = False
    is_known: bool = False  # "the soldier", of whom may have been told before


def quantities_in(sentence: Sentence, blocked: Sequence[bool]) -> list[Quantity]:
    """Return how many of whom a sentence tells; tokens that are ``blocked`` say something else."""
    found, place, tokens = [], 0, sentence.tokens
    while place < len(tokens):
        quantity = None if blocked[place] else _counted_at(tokens, place, blocked) or _single_at(tokens, place, blocked)
        if quantity:
            found.append(quantity)
        place = quantity.last if quantity else place + 1
    return found


def is_part(sentence: Sentence, one: Quantity) -> bool:
    """Say whether people are counted among those before them: "including two children", بينهم."""
    before = sentence.tokens[max(0, one.first - 3) : one.first + 1]
    behind = sentence.tokens[one.first : one.first + 3]  # "two of them Iraqis"
    return any(True for tokens in (before, behind) for _ in wording("part").among(tokens))


def _counted_at(tokens: Sequence[Token], place: int, blocked: Sequence[bool]) -> Quantity | None:
    if (some := some_of(tokens, place)) and _stands_alone(tokens, some.last, blocked):
        return Quantity(place, some.last, some.value, some.value, "same")
    if some and (noun := people().at(tokens, some.last)):  # one of the top five leaders
        return Quantity(place, noun.last, some.value, some.value, side_of(tokens, noun, some.last))
    bound = lexicon("bounds").at(tokens, place)
    kind = bound.entry["bound"] if bound else ""
    at = bound.last if bound else place
    if kind == "about" and at < len(tokens) and (more := lexicon("bounds").at(tokens, at)):
        kind, at = more.entry["bound"], more.last  # another nearly 60
    number = range_at(tokens, at) if at < len(tokens) else None
    if number is None and kind != "several":
        return None
    last = number[0].last if number else at
    low, high = _bounded(kind, number)
    if number and tokens[last : last + 2] and _low_behind(tokens, last):
        high, last = None, last + 2
    if number and [token.word for token in tokens[last : last + 3]] in _OF_THEIR_OWN:
        return Quantity(place, last + 3, low, high, OWN)
    whom = _whom_behind(tokens, last, blocked)
    if whom is None and (of := _of_a_side(tokens, last)):
        low_behind = number and _low_behind(tokens, of.last)
        return Quantity(place, of.last, low, None if low_behind else high, of.entry["side"])
    if whom is None and not _stands_alone(tokens, last, blocked):
        return None
    if whom is None:
        return Quantity(place, last, low, high, "?", is_bare=True)
    return Quantity(place, whom.last, low, high, side_of(tokens, whom, last))


def _bounded(kind: str, number: tuple[Number, int | None] | None) -> tuple[int | None, int | None]:
    """Return the least and the most that are said."""
    if number is None:
        return None, None
    value, most = number[0].value, number[1]
    if most is not None:
        return value, most
    return {"low": (value, None), "more": (value, None), "high": (None, value)}.get(kind, (value, value))


def _low_behind(tokens: Sequence[Token], last: int) -> bool:
    return [token.word for token in tokens[last : last + 2]] in (["علي", "الاقل"], ["at", "least"])


def _stands_alone(tokens: Sequence[Token], last: int, blocked: Sequence[bool]) -> bool:
    """Say whether no noun follows a number: "killed two in", مقتل 3 وإصابة 5; not "killed two camels"."""
    if last >= len(tokens) or blocked[last]:
        return True
    word = tokens[last].word
    harm = lexicon("harm").at(tokens, last)
    return (
        (harm is not None and harm.entry["form"] == "counted")  # 120 escapees
        or _parts(tokens[last])
        or (is_arabic(word) and word.startswith(("و", "ب")) and len(word) > 3)
        or word in small_words("behind a bare number")
    )


def _of_a_side(tokens: Sequence[Token], last: int) -> Found | None:
    """Return the side of "three of the SDF", ثلاثة من التنظيم."""
    if last < len(tokens) and tokens[last].word in small_words("of a side"):
        return next(
            (found for place in (last + 1, last + 2) if place < len(tokens) and (found := sides().at(tokens, place))),
            None,
        )
    return None


def _whom_behind(tokens: Sequence[Token], last: int, blocked: Sequence[bool]) -> Found | None:
    """Return the noun that a number counts; None where another word stands there."""
    place, left = last, _BEFORE_A_NOUN
    while place < len(tokens) and left:
        if found := people().at(tokens, place):
            return found
        if blocked[place] or _parts(tokens[place]) or number_at(tokens, place) or _is_a_toll(tokens, place):
            return None
        side = sides().at(tokens, place)  # "one US-backed Syrian Democratic Forces fighter"
        ends = side.last if side else place + 1
        place, left = next((at for at in range(place + 1, ends) if people().at(tokens, at)), ends), left - 1
    return None


def _is_a_toll(tokens: Sequence[Token], place: int) -> bool:
    """Say whether an Arabic noun counts the harmed themselves: خمسة جرحى من عناصر الجيش."""
    found = lexicon("harm").at(tokens, place) if is_arabic(tokens[place].word) else None
    return found is not None and found.entry["form"] == "counted"


def _single_at(tokens: Sequence[Token], place: int, blocked: Sequence[bool]) -> Quantity | None:
    """Return one or two people of whom no number is said: "an officer", جندي, جنديان."""
    if tokens[place].word == "another" and (
        place + 1 == len(tokens) or _parts(tokens[place + 1]) or lexicon("harm").at(tokens, place + 1)
    ):
        return Quantity(place, place + 1, 1, 1, "same", is_one=True)
    at = _after_an_article(tokens, place, blocked) or _without_article(tokens, place)
    if at is None:
        return None
    first = place + 1 if tokens[place].word in small_words("before one") else place
    number = 2 if at.entry["number"] == "two" else 1
    if is_arabic(tokens[place].word) and _is_two(tokens, at.last):
        number, at = 2, at._replace(last=at.last + (not tokens[at.last - 1].is_dual))
    side, word = side_of(tokens, at, first), tokens[place].word
    is_known = word == "the" or (is_arabic(word) and "ال" in word[:3])
    return Quantity(place, at.last, number, number, side, is_one=True, is_known=is_known)


def _after_an_article(tokens: Sequence[Token], place: int, blocked: Sequence[bool]) -> Found | None:
    """Return the noun behind "a", "one", "another"; behind "the" only one that says whose he is: the leader."""
    if tokens[place].word not in small_words("before one"):
        return None
    for near in range(place + 1, min(place + _BEFORE_A_NOUN, len(tokens))):
        if found := people().at(tokens, near):
            is_generic = tokens[place].word in small_words("of somebody") and found.entry["side"] in GENERIC
            is_generic &= tokens[place].word not in small_words("his or her") or found.entry["side"] != "same"
            is_generic &= tokens[place - 1].word not in small_words("leaves dead")  # "left the fighter dead"
            names_a_group = tokens[found.last : found.last + 1] and tokens[found.last].word in small_words(
                "a group it is"
            )
            return found if found.entry["number"] == "one" and not is_generic and not names_a_group else None
        if tokens[near].word == "of" and tokens[place].word not in {"one", "another"}:
            return None  # "a cell of the terrorist organisation"
        if _parts(tokens[near]) or blocked[near] or number_at(tokens, near):
            return None
    return None


def _without_article(tokens: Sequence[Token], place: int) -> Found | None:
    """Return an Arabic noun for one or two people. Behind "attack" مسلح is an adjective: armed."""
    found = people().at(tokens, place)
    if found is None or not is_arabic(tokens[place].word):
        return None
    if found.entry["number"] == "many" and not _is_two(tokens, found.last):  # مدنيين may be two, if اثنين follows
        return None
    if "ال" in tokens[place].word[:3] and tokens[place].word not in _first_words(found.entry["words"]):
        return None  # المركز الإعلامي is no journalist; القيادي stands in the list as it is
    if place and tokens[place - 1].forms[-1] in small_words("takes an adjective"):
        return None
    is_called_so = found.last == place + 1 and tokens[place].word in small_words("what a group is called")
    if is_called_so and place and tokens[place - 1].word in small_words("a group's name"):
        return None  # تنظيم داعش الإرهابي
    return found


@cache
def _first_words(words: str) -> frozenset[str]:
    return frozenset(fold(phrase).split()[0] for phrase in parts_of(words))


def _is_two(tokens: Sequence[Token], place: int) -> bool:
    """Say whether "two" stands behind an Arabic noun, or its marks say so: مقاتلين اثنين, مقاتلَين."""
    if tokens[place - 1].is_dual:
        return True
    number = number_at(tokens, place) if place < len(tokens) else None
    return number is not None and number.value == 2


def side_of(tokens: Sequence[Token], whom: Found, behind_number: int) -> str:
    """Return whose the people are: by what stands between number and noun, by the noun, by what stands behind it."""
    own = whom.entry["side"]
    if own == "same" and whom.last < len(tokens):
        noun = people().at(tokens, whom.last) or _of_a_side(tokens, whom.last)  # a third civilian, وآخر من داعش
        return own if noun is None or noun.entry["side"] in GENERIC else noun.entry["side"]
    if own in {"?", "total"} and (theirs := of_their_own(tokens, whom) if own == "?" else described(tokens, whom.last)):
        return theirs
    before = next((found for found in sides().among(tokens[behind_number : whom.last])), None)
    if before and behind_number + before.first < whom.first and before.entry["side"] != "civilians":
        return before.entry["side"] if own in {*GENERIC, "security", "is"} and own != "suspect" else own
    always = set(tokens[whom.first].forms) & small_words("always the attackers")
    if always or own == "same" or own in {"civilians", "coalition"}:
        return own
    if own == "is" and (found := member_in(tokens, whom.last)):
        return found.entry["side"]
    for place in range(whom.last, min(whom.last + _BEHIND_A_NOUN, len(tokens))):
        if _parts(tokens[place]) or number_at(tokens, place) or lexicon("harm").at(tokens, place):
            break
        if found := sides().at(tokens, place):
            side = found.entry["side"]
            if own in {"security", "is"} and side == "is":
                break
            is_civil = own == "?" and bool(set(tokens[found.last - 1].forms) & small_words("a civil body"))
            return own if own == "suspect" or (side == "civilians" and not is_civil) else side
    return own


def _parts(token: Token) -> bool:
    """Say whether a word parts a number from whom it counts."""
    return token.word in _COMMAS or token.word in small_words("parts a count")
