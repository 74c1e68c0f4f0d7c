"""Roads and stretches told by their two ends, near which it was: "the Raqqa - Salamiya road", بين تدمر والسخنة."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from geodata.cells import parts_of
from geodata.sounds import is_arabic
from incidents.desk.suggesting.beside import stands_at, stands_before
from incidents.desk.suggesting.lexicon import small_words
from incidents.desk.suggesting.place_names import row_of
from incidents.desk.suggesting.spots import FINENESS, NEARBY, OF_AN_AREA, Place
from incidents.desk.suggesting.told import Sentence, Token
from incidents.record.named import PLACE
from incidents.record.record import Record

_BEFORE = 5  # tokens between the road, or "between", and the first end, and between the two ends
_TO_AN_END = 5  # tokens from the road to the second end
_IN_A_TRIANGLE = 3  # tokens between two of its corners
_LONGEST = 4  # words of the name of an end
Span = tuple[int, int]


def stretches_in(sentence: Sentence, places: Sequence[Place]) -> list[Span]:
    """Return the tokens that tell a road, or what lies between two ends, of which one may be unknown."""
    spans = (
        _between(sentence, at, places) if token.word in small_words("between") else _road(sentence.tokens, at, places)
        for at, token in enumerate(sentence.tokens)
    )
    return [span for span in spans if span is not None]


def is_inside(place: Place, spans: Sequence[Span]) -> bool:
    """Say whether a place is one of the ends of a stretch."""
    return any(first <= place.first and place.last <= last for first, last in spans)


def nothing_sharp(places: Sequence[Place], spans: Sequence[Span]) -> list[Place]:
    """Return the places, with the ends of a stretch near to what happened, and not where it was."""
    return [
        replace(place, precision=NEARBY, fineness=FINENESS["city"], is_between=True)
        if is_inside(place, spans) and place.precision != OF_AN_AREA
        else place
        for place in places
    ]


def corners_far(sentence: Sentence, places: Sequence[Place]) -> list[Place]:
    """Return the places, with the corners of a triangle far from what happened: the Raqqa-Homs-Deir ez-Zor triangle."""
    tokens = sentence.tokens
    corners: set[int] = set()
    for at in (at for at, token in enumerate(tokens) if set(token.forms) & small_words("a triangle")):
        ordered = sorted(range(len(places)), key=lambda i: places[i].first)
        behind = _run(places, [i for i in ordered if places[i].first > at], at + 1)
        before = _run(places, [i for i in reversed(ordered) if places[i].last <= at], at)
        corners |= {*behind} if len(behind) > 1 else {*before} if len(before) > 1 else set()
    return [
        replace(place, precision=NEARBY, fineness=FINENESS["governorate"], is_between=True, is_bare=False)
        if at in corners
        else place
        for at, place in enumerate(places)
    ]


def _run(places: Sequence[Place], ordered: Sequence[int], start: int) -> list[int]:
    """Return which places follow each other closely from a token on, forwards or backwards."""
    found: list[int] = []
    for at in ordered:
        place = places[at]
        gap = place.first - start if place.first >= start else start - place.last
        if gap > _IN_A_TRIANGLE:
            break
        found.append(at)
        start = place.last if place.first >= start else place.first
    return found


def roads_known(record: Record, places: Sequence[Place], spans: Sequence[Span]) -> Iterator[Place]:
    """Yield the roads that have a name: "the road between Raqqa and Hasakah", الطريق الواصل بين الرقة والحسكة."""
    for one, two in pairwise(places):
        span = next((span for span in spans if is_inside(one, [span]) and is_inside(two, [span])), None)
        if span is None or not (one.place_id and two.place_id):
            continue
        ends = [re.sub(r" \(.*\)|^Al-", "", str((row_of(record, end.place_id) or {})["name_en"])) for end in (one, two)]
        for name in (ends, ends[::-1]):
            keys = record.search.named.index.written(f"{' - '.join(name)} road")
            for row in (row_of(record, key.removeprefix(PLACE)) for key in keys if key.startswith(PLACE)):
                if row is not None and row["kind"] == "road":
                    lies_in = tuple(parts_of(row["governorates"]))
                    yield Place(str(row["place_id"]), lies_in, FINENESS["village"], NEARBY, *span)


def _is_road(tokens: Sequence[Token], at: int) -> bool:
    return stands_at(tokens, at, "passes") is not None or bool(set(tokens[at].forms) & small_words("a road"))


def is_an_end(tokens: Sequence[Token], first: int) -> bool:
    """Say whether a road is told to lead to a name: طريق تدمر, "the road linking Tabqa with Rusafa"."""
    if stands_before(tokens, first, "passes"):
        return True
    joins = small_words("before an end") | small_words("joins two ends") | {"-"}
    road = next((at for at in range(first - 1, max(-1, first - _TO_AN_END - 1), -1) if _is_road(tokens, at)), None)
    if road is None or any(_stands_in(token) for token in tokens[road + 1 : first]):
        return False  # "on the main road in the village of", على الطريق العام ببلدة
    return first > 0 and bool({*tokens[first - 1].forms} & joins) and tokens[first - 1].word not in {"of", "the"}


def _stands_in(token: Token) -> bool:
    """Say whether a token says "in": داخل, near, ببلدة."""
    is_written_on = is_arabic(token.word) and token.word.startswith("بب")
    return is_written_on or bool({token.word} & (small_words("stands in") | small_words("member in")))


def _leads(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Say whether only "the town of", العام الواصل بين stands in tokens, before the end of a road."""
    return 0 <= last - first <= _BEFORE and all(map(_leads_to_an_end, tokens[first:last]))


def _leads_to_an_end(token: Token) -> bool:
    return bool(set(token.forms) & small_words("before an end"))


def _past_leads(tokens: Sequence[Token], first: int) -> int:
    """Return the token behind "the areas of" before an end, which are so many at most."""
    leads = takewhile(_leads_to_an_end, tokens[first : first + _BEFORE])
    return first + sum(1 for _ in leads)


def _between(sentence: Sentence, at: int, places: Sequence[Place]) -> Span | None:
    """Return the tokens of "between the areas of al-Kom and al-Taybah", بين مدينة الشدادي وبلدة الـ47."""
    tokens = sentence.tokens
    road = next((back for back in range(max(0, at - 2), at) if _is_road(tokens, back)), at)
    one = _past_leads(tokens, at + 1)
    known = next((place for place in places if at < place.first <= one < place.last + 1), None)
    joint = known.last if known else _name_behind(sentence, one)
    if is_arabic(tokens[at].word) and known is None and (last := _two_named(tokens, at)):
        return road, last
    if joint == one or joint >= len(tokens):
        return None
    joined = tokens[joint].word
    if known is None and road == at and not _are_settlements(tokens, at, one):
        return None  # between February and April, between the SDF and ISIS
    if is_arabic(tokens[at].word):
        if known is None or not (joined.startswith("و") or joined in {"-", "الى"}):
            return None
        two = joint + (joined in {"-", "الى", "و"})
        other = next((place for place in places if 0 <= place.first - two <= _BEFORE), None)
        if other and _leads(tokens, two, other.first):
            return (road, other.last) if other.precision != OF_AN_AREA or road < at else None
        settled = stands_at(tokens, two, "settlement") is not None
        return (road, min(two + 2, len(tokens))) if settled else None
    if joined not in small_words("and a day"):
        return None
    two = _past_leads(tokens, joint + 1)
    last = _name_behind(sentence, two)
    return (road, last) if last > two else None


def _are_settlements(tokens: Sequence[Token], at: int, one: int) -> bool:
    """Say whether two ends of which none is known are called towns, villages or areas."""
    return any(token.word in small_words("calls two ends") for token in tokens[at + 1 : one])


def _two_named(tokens: Sequence[Token], at: int) -> int:
    """Return the token behind two ends that nothing knows, after "between the two towns of": بين بلدتي كديم وسويح."""
    if at + 3 >= len(tokens) or tokens[at + 1].word not in small_words("two settlements"):
        return 0
    two = at + 3 + (tokens[at + 3].word == "-")
    is_joined = two > at + 3 or tokens[two].word.startswith("و")
    return two + 1 if is_joined and two < len(tokens) else 0


def _name_behind(sentence: Sentence, first: int) -> int:
    """Return the token behind a name with capitals, of whose words "al" is one."""
    at = first
    while at < len(sentence.tokens) and at - first < _LONGEST:
        token = sentence.tokens[at]
        written = sentence.words[token.start - sentence.start]
        if not (written.isupper() or token.word in small_words("article of a name")):
            break
        at += 1
    return at


def _road(tokens: Sequence[Token], at: int, places: Sequence[Place]) -> Span | None:
    """Return the tokens of a road that two known places stand for: طريق دير الزور الميادين, the Raqqa-Salamiya road."""
    if not _is_road(tokens, at):
        return None
    for one, two in pairwise(places):
        if one.place_id == two.place_id or OF_AN_AREA in {one.precision, two.precision}:
            continue
        joined = [token.word for token in tokens[one.last : two.first]]
        if two.last == at and joined in ([], ["-"]) and not is_arabic(tokens[at].word):
            return one.first, at + 1
        if not (one.first > at and _leads(tokens, at + 1, one.first)):
            continue
        if is_arabic(tokens[at].word):
            if joined in ([], ["-"]):
                return at, two.last
        elif set(joined) & small_words("joins two ends") and len(joined) <= _BEFORE:
            return at, two.last  # the road from Raqqa to Hasakah, linking Raqqa with Hasakah
    return None
