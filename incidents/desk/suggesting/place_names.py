"""Names of places in a sentence, in every spelling that the search knows, and which Arabic words are surely such."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from geodata.names import placed_words_of
from geodata.sounds import is_arabic
from incidents.desk.suggesting.beside import is_in, is_near, stands_at, stands_before
from incidents.desk.suggesting.lexicon import small_words
from incidents.desk.suggesting.told import Sentence, Token
from incidents.record.named import PLACE
from incidents.record.parts_of_syria import PART
from incidents.record.record import Record

_POSSESSIVE = re.compile(r"['’]s\b")
_LONGEST_DESCRIBED = 6  # words
_TO_AN_END = 6  # tokens from "between" to the second of two ends
Row = Mapping[str, object]  # of the gazetteer


class Name(NamedTuple):
    """Tokens that are a name, and whose it is (first who is called just so); ``by_sound``: in no known spelling."""

    first: int
    last: int
    keys: Sequence[str]
    is_one_arabic_word: bool = False
    by_sound: bool = False


def names_in(record: Record, sentence: Sentence) -> Iterator[Name]:
    """Yield the names in a sentence by their tokens."""
    plain = _POSSESSIVE.sub("  ", sentence.words)  # Raqqa's countryside
    words = placed_words_of(plain)
    taken: set[int] = set()
    for first, last, described in _described(record, sentence):
        yield Name(first, last, described)
        taken |= set(range(first, last))
    for at, length, keys, is_one in record.search.named.names_among([word for word, _, _ in words]):
        start, end = words[at][1] + sentence.start, words[at + length - 1][2] + sentence.start
        inside = [i for i, token in enumerate(sentence.tokens) if token.start < end and token.end > start]
        if taken & set(inside) or (len(inside) == 1 and sentence.tokens[inside[0]].word in small_words("no place")):
            continue  # الفرقة is a division, not الرقة
        if is_no_name(sentence, inside):
            continue
        if (longer := _longer(record, sentence, inside)) is not None:
            yield longer
            taken |= set(range(longer[0], longer[1]))
            continue
        if len(inside) == 1 and _begins_a_name(sentence, inside[0]):
            continue
        if inside and any(key.startswith((PLACE, PART)) for key in keys):
            own = record.search.named.index.written(" ".join(word for word, _, _ in words[at : at + length]))
            yield Name(inside[0], inside[-1] + 1, [*sorted(keys & own), *sorted(keys - own)], is_one)
            taken |= set(inside)
    yield from _misspelt(record, sentence, taken)


def is_no_name(sentence: Sentence, inside: Sequence[int]) -> bool:
    """Say whether words only sound like a name, or are a piece of one: كل من, the village of "Hama al-Turkman"."""
    tokens, words, start = sentence.tokens, sentence.words, sentence.start
    if not inside or {tokens[at].word for at in inside} & small_words("no word of a name"):
        return True
    last = inside[-1]
    if last + 1 == len(tokens) or is_arabic(tokens[last].word):
        return False
    if tokens[last + 1].word in small_words("a unit behind") and words[tokens[last + 1].start - start].isupper():
        return True  # the Dhiban Brigade
    article = last if tokens[last].word in small_words("article of a name") else last + 1
    if article == inside[0] or article + 1 >= len(tokens) or not stands_before(tokens, inside[0], "settlement"):
        return False
    if tokens[article].word not in small_words("article of a name"):
        return False
    is_joined = words[tokens[article].end - start] == "-" and words[tokens[article].start - start - 1] == " "
    return is_joined and words[tokens[article + 1].start - start].isupper()


def _longer(record: Record, sentence: Sentence, inside: Sequence[int]) -> Name | None:
    """Return a longer name in a spelling of its own that begins with one that is known: Hawayej Bou Masaa."""
    tokens = sentence.tokens
    for last in range(inside[-1] + 3, inside[-1] + 1, -1) if inside else ():
        name = sentence.words_of(inside[0], last) if last <= len(tokens) else ""
        if not name or is_arabic(name) or not all(word[:1].isupper() for word in name.split()):
            continue
        keys = [key for key in record.search.named.index.sounding(name) if key.startswith(PLACE)]
        if len(keys) == 1 and not record.search.named.index.written(name):
            return Name(inside[0], last, keys)
    return None


def _described(record: Record, sentence: Sentence) -> Iterator[tuple[int, int, Sequence[str]]]:
    """Yield names that say what a place is, and so begin without a capital: "the mountains north of Palmyra"."""
    tokens = sentence.tokens
    for place, token in enumerate(tokens):
        if token.word not in small_words("is described by what it is"):
            continue
        for last in range(min(place + _LONGEST_DESCRIBED, len(tokens)), place + 1, -1):
            name = " ".join(one.word for one in tokens[place:last])
            keys = sorted(key for key in record.search.named.index.written(name) if key.startswith(PLACE))
            if keys:
                yield place, last, keys
                break


def _misspelt(record: Record, sentence: Sentence, taken: set[int]) -> Iterator[Name]:
    """Yield names in spellings of their own beside a word for a settlement: "Thayban town", بلدة بريهة."""
    tokens = sentence.tokens
    for place in range(len(tokens)):
        ends = _ends_of_a_road(tokens, place)
        for first, last in [*_beside_a_kind(tokens, place), *ends, *_with_an_article(tokens, place)]:
            if first < 0 or last > len(tokens) or taken & set(range(first, last)):
                continue
            if (first, last) not in ends and _is_a_piece(sentence, first, last):
                continue
            name = sentence.words_of(first, last)
            if is_no_name(sentence, range(first, last)):
                continue
            if not is_arabic(name) and not _is_capital(name, tokens[first].word):
                continue
            keys = frozenset(key for key in record.search.named.index.sounding(name) if key.startswith(PLACE))
            if keys:
                yield Name(first, last, sorted(keys), by_sound=True)
                break


def _beside_a_kind(tokens: Sequence[Token], place: int) -> list[tuple[int, int]]:
    """Return where a name may stand beside a word that says what it is: "town of", "prison", "region"."""
    kind = stands_at(tokens, place, "settlement")
    spans = [(kind.last, kind.last + length) for length in (3, 2, 1)] if kind else []
    if stands_at(tokens, place, "settlement behind") or tokens[place].word in small_words("settlement"):
        spans += [(place - length, place) for length in (3, 2, 1)]
    if stands_at(tokens, place, "prison or camp behind"):  # Ghweran prison
        spans += [(place - length, place + 1) for length in (2, 1)]
    if tokens[place].word in small_words("a province") | small_words("a shrine"):  # the Rif Damashq province
        spans.append((place - 2, place))
    return [*spans, (place - 1, place)] if tokens[place].word in small_words("behind a place") else spans


def _ends_of_a_road(tokens: Sequence[Token], place: int) -> list[tuple[int, int]]:
    """Return where the ends of a road may stand before the word for it: the Raqqa - Salamiya road."""
    is_road = stands_at(tokens, place, "passes") and not is_arabic(tokens[place].word)
    return [(place - 1, place), (place - 2, place - 1)] if is_road else []


def _begins_a_name(sentence: Sentence, at: int) -> bool:
    """Say whether a word that many names begin with stands before a capital: "Bab" of Bab Sbaa is not al-Bab."""
    tokens = sentence.tokens
    if tokens[at].word not in small_words("begins a name") or at + 1 == len(tokens):
        return False
    if is_arabic(tokens[at].word):  # تل شهاب is not التل
        then = tokens[at + 1]
        return is_arabic(then.word) and not set(then.forms) & small_words("no name behind a settlement")
    if at and tokens[at - 1].word in small_words("article of a name"):
        return False
    between = sentence.words[tokens[at].end - sentence.start : tokens[at + 1].start - sentence.start]
    return between == " " and sentence.words[tokens[at + 1].start - sentence.start].isupper()


def _is_a_piece(sentence: Sentence, first: int, last: int) -> bool:
    """Say whether it is only a piece of a longer name: "Maaret al" of Maaret al-Numan, al-Maarra of Ras al-Maarra."""
    tokens, words, start = sentence.tokens, sentence.words, sentence.start
    article = small_words("article of a name")
    if tokens[last - 1].word in article or words[tokens[last - 1].end - start :][:1] == "-":
        return True
    before = tokens[first - 1] if first and tokens[first].word in article else None
    if before is None or is_arabic(before.word) or not words[before.start - start].isupper():
        return False
    return before.word not in small_words("in a place") | small_words("before two words")


def _is_capital(name: str, first: str) -> bool:
    """Say whether a name begins with a capital, behind "al"."""
    start = len(first) + 1 if first in small_words("article of a name") else 0
    return name[start : start + 1].isupper()


def _with_an_article(tokens: Sequence[Token], place: int) -> list[tuple[int, int]]:
    """Return where a name with "al" may stand that is told as a place: in Maaret al-Numan, the Maaret al Numan road."""
    if place + 2 > len(tokens):
        return []
    if tokens[place].word not in small_words("article of a name"):
        then = tokens[place + 2].word if place + 2 < len(tokens) else ""
        told = place > 0 and (tokens[place - 1].word in small_words("before two words") or _is_an_end(tokens, place))
        length = 3 if tokens[place + 1].word in small_words("article of a name") else 2  # Maaret al-Numan
        return [(place, place + length)] if told or then in small_words("behind a place") else []
    behind = tokens[place + 2].word if place + 2 < len(tokens) else ""
    spans = [(max(0, place - 1), place + 2), (place, place + 2)]
    return [span for span in spans if is_in(tokens, span[0]) or behind in small_words("behind a place")]


def _is_an_end(tokens: Sequence[Token], place: int) -> bool:
    """Say whether a name is one of two ends: "between Ain Eissa and Tel al-Samn"."""
    before = [token.word for token in tokens[max(0, place - _TO_AN_END) : place]]
    if is_arabic(tokens[place].word) or tokens[place].word.isdigit():
        return False  # which has no capitals to tell a name
    is_first = before[-1] in small_words("between")
    return is_first or (before[-1] in small_words("and a day") and bool({*before[:-1]} & small_words("between")))


def row_of(record: Record, place: str) -> Row | None:
    """Return a place of the record's gazetteer, or a town that is known beside it; None for a district."""
    known = record.gazetteer.known
    if place in known:
        return dict(known[place])
    return dict(record.gazetteer.place(place)) if place in record.places.index else None


def is_surely_a_place(record: Record, tokens: Sequence[Token], first: int, ids: Sequence[str]) -> bool:
    """Say whether one Arabic word is a place here: a governorate, or a word for places or "in" stands before it."""
    rows = [row for place in ids if (row := row_of(record, place))]
    if any(row["kind"] == "governorate" for row in rows):
        return True
    if not any(place in record.places.index for place in ids):  # of a town of which nothing is recorded a kind is said
        is_told = bool(first) and bool(set(tokens[first - 1].forms) & small_words("kind of place"))
        return is_told or any(stands_before(tokens, first, what) for what in ("settlement", "near", "around before"))
    return is_in(tokens, first) or _beside_mountains(tokens, first)


def _beside_mountains(tokens: Sequence[Token], first: int) -> bool:
    """Say whether a compass point behind mountains or a desert leads to a name: جبال شمال السخنة."""
    land = tokens[first - 2].forms if first > 1 else ()
    return bool(set(land) & small_words("lies beside a town")) and is_near(tokens, first)
