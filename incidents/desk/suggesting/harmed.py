"""Whom a word for harm is about: people behind it ("killing two", مقتل عنصرين) or before it ("two were killed")."""

from collections.abc import Sequence

from geodata.sounds import is_arabic
from incidents.desk.suggesting.lexicon import Found, small_words, wording
from incidents.desk.suggesting.numbers import number_at
from incidents.desk.suggesting.quantities import Quantity, is_part, side_of
from incidents.desk.suggesting.told import Sentence
from incidents.desk.suggesting.whose import people, sides

SIDES = frozenset({"is", "security", "sdf", "coalition", "civilians"})
TOLD_BEHIND, _TOLD_FAR = 6, 26  # tokens behind "dead" in which "to" or "at", and "rose to", leads to how many
_MARKED, _PASSIVE_MARK = 3, "\u064f"  # letters and marks of a verb in which it is said that it is passive: قُ
_PASSIVE_ONLY = ("أصي", "اصي", "لقي", "جرح", "سقط")
_LEADS = 4  # tokens before "his death" in which is said what led to it: تتمكن القوات المشتركة من
_NEAR = 3  # tokens between people who are joined
_ADDED = 3  # tokens of "in addition to"
_FAR_KIN = 20  # tokens between somebody of whom much is said and "and his father"
_FAR, _FAR_BEFORE = 9, 14  # tokens between a word for harm and the people it is about: behind it, before it


def about(sentence: Sentence, harm: Found, free: Sequence[Quantity], start: int, end: int) -> list[Quantity]:
    """Return the people a word for harm is about: those behind it, or those before it."""
    after = [
        one
        for one in free
        if harm.last <= one.first < end
        and not (one.is_bare and one.first > harm.last + 1 and not _numbers(sentence, one))
    ]
    before = [
        one
        for one in free
        if start <= one.first
        and one.last <= harm.first
        and not (one.is_bare and one.last < harm.first - 2)
        and not _numbers(sentence, one)
    ]
    after = _without_the_next(sentence, after, end)
    is_told_far = after and any(says(sentence, after[0]) for says in (_numbers, _is_object, _are_of_the_named))
    far = _FAR_BEFORE if is_told_far else _FAR
    after = _joined(sentence, after) if after and _reaches(sentence, harm.last, after[0].first, far) else []
    before = _joined_backwards(sentence, before)
    if before and (
        harm.first - before[-1].last > _FAR_BEFORE or not _reaches(sentence, before[-1].last, harm.first, _FAR_BEFORE)
    ):
        before = []
    if harm.entry["form"] == "happens":
        return before or _of_whom_it_was(sentence, harm)
    if harm.entry["form"] == "noun" and is_arabic(sentence.tokens[harm.first].word):
        return after
    if not is_arabic(sentence.tokens[harm.first].word):
        words = [token.word for token in sentence.tokens[max(0, harm.first - 3) : harm.first]]
        is_passive = bool(small_words("passive") & set(words)) and harm.entry["form"] == "verb"
        if is_passive and harm.last < len(sentence.tokens) and sentence.tokens[harm.last].word == "by":
            after = []  # "were recaptured by the army, an official said"
        form = harm.entry["form"]  # "left one dead and another injured"
        touches = (
            bool(before)
            and before[-1].last == harm.first
            and (form == "counted" or (form == "verb" and (not after or after[0].first > harm.last)))
        )
        touches |= bool(before) and form == "counted" and _are_left(sentence, before[0])  # "left a leader of ISIS dead"
        return before or _named_only(after) if is_passive or touches else after or before
    return after or before


def _of_whom_it_was(sentence: Sentence, harm: Found) -> list[Quantity]:
    """Return the one of whose own death it is told what led to it: ما أدى إلى مقتله, "before forces could", تحييده."""
    tokens = sentence.tokens
    leads = {form for token in tokens[max(0, harm.first - _LEADS) : harm.first] for form in token.forms}
    if tokens[harm.first].word not in small_words("his death") or not leads & small_words("leads to his death"):
        return []
    named = [one for one in people().among(tokens[: harm.first]) if one.entry["number"] == "one"]
    side = side_of(tokens, named[-1], named[-1].first) if named else "total"
    side = side if side in SIDES else "total"
    return [Quantity(harm.first, harm.last, 1, 1, side, is_one=True)]


def _numbers(sentence: Sentence, one: Quantity) -> bool:
    """Say whether a number tells how many those before it were: "its members, numbering eight", وعددهم ثمانية."""
    beside = sentence.tokens[max(0, one.first - 2) : one.first + 1]
    return any(token.word in small_words("their number") for token in beside)


def _is_object(sentence: Sentence, one: Quantity) -> bool:
    """Say whether an Arabic noun ends as an object, however far its verb: اغتال مسلحان ... موظفاً."""
    word = sentence.tokens[one.first].word
    return one.is_one and is_arabic(word) and word.endswith("ا")


def _are_of_the_named(sentence: Sentence, one: Quantity) -> bool:
    """Say whether people are those of somebody who is named before them: "the death of NAME, and his two sons"."""
    before = [token.word for token in sentence.tokens[max(0, one.first - 2) : one.first]]
    return before[:1] == ["and"] and before[-1] in small_words("his or her")


def _without_the_next(sentence: Sentence, after: list[Quantity], end: int) -> list[Quantity]:
    """Leave out whom the next word for harm is about: "killing one, and a member was wounded", "and left six hurt"."""
    if len(after) > 1 and end < len(sentence.tokens) and _are_left(sentence, after[-1]):
        return after[:-1]
    passive = small_words("passive") & {token.word for token in sentence.tokens[max(0, end - 3) : end]}
    is_next = len(after) > 1 and end < len(sentence.tokens) and end - after[-1].last <= _FAR
    is_next = is_next and not any(token.word == "," for token in sentence.tokens[after[-1].last : end])
    return after[:-1] if passive and is_next else after


def _are_left(sentence: Sentence, one: Quantity) -> bool:
    """Say whether people are those whom something "left" as the next word says: "left six others wounded"."""
    return one.first > 0 and sentence.tokens[one.first - 1].word in small_words("leaves dead")


def _named_only(quantities: Sequence[Quantity]) -> list[Quantity]:
    return [one for one in quantities if not one.is_bare]


def _reaches(sentence: Sentence, start: int, end: int, far: int = _FAR) -> bool:
    """Say whether nothing parts a word for harm from people behind it."""
    words = [token.word for token in sentence.tokens[start:end]]
    if "-" in words or small_words("parts harm from people") & set(words):
        return False
    return len(words) <= far


def _joined(sentence: Sentence, quantities: Sequence[Quantity]) -> list[Quantity]:
    """Return the first people and those that are joined to them: "two soldiers and three civilians"."""
    joined = list(quantities[:1])
    for one in quantities[1:]:
        if (
            one.is_one
            and is_arabic(sentence.tokens[one.first].word)
            and not sentence.tokens[one.first].word.startswith("و")
        ):
            break
        between = [token.word for token in sentence.tokens[joined[-1].last : one.first]]
        far = len(between) - _of_whom(sentence, joined[-1].last, one.first)
        counted = not one.is_one and sentence.tokens[one.first].word.startswith("و") and far <= _FAR_BEFORE
        is_kin = counted or (sentence.tokens[one.first].word in small_words("and a relation") and far <= _FAR_KIN)
        is_near = far <= 6 and _is_a_join(between, sentence.tokens[one.first].word)
        if not (is_near or is_kin or are_added(sentence, one)):
            break
        joined.append(one)
    return joined


def are_added(sentence: Sentence, one: Quantity) -> bool:
    """Say whether words before people add them to whoever was told of, however long that was: إلى جانب أربعة."""
    before = sentence.tokens[max(0, one.first - _ADDED) : one.first]
    return any(found.last == len(before) for found in wording("added").among(before))


def _joined_backwards(sentence: Sentence, quantities: Sequence[Quantity]) -> list[Quantity]:
    joined = list(quantities[-1:])
    for one in reversed(quantities[:-1]):
        between = [token.word for token in sentence.tokens[one.last : joined[0].first]]
        if joined[0].side == "same" and is_part(sentence, one):
            break  # "three dead, including a child, and nine others hurt"
        is_near = len(between) - _of_whom(sentence, one.last, joined[0].first) <= _NEAR
        if not (is_near or (len(between) <= _FAR and are_added(sentence, joined[0]))) or not _is_a_join(
            between, sentence.tokens[joined[0].first].word
        ):
            break
        joined.insert(0, one)
    return joined


def _of_whom(sentence: Sentence, start: int, end: int) -> int:
    """Count the tokens that only say whose people are: "a member of the Internal Security Forces and his wife"."""
    named = sum(found.last - found.first for found in sides().among(sentence.tokens[start:end]))
    return named + sum(token.word in small_words("leads to whose") for token in sentence.tokens[start:end]) * bool(
        named
    )


def _is_a_join(between: Sequence[str], then: str) -> bool:
    return (
        "," in between or bool(small_words("joins people") & set(between)) or (is_arabic(then) and then.startswith("و"))
    )


def toll_behind(sentence: Sentence, harm: Found, free: Sequence[Quantity]) -> Quantity | None:
    """Return the number of "the death toll rose to six", عدد قتلى قسد إلى 6."""
    before = sentence.tokens[max(0, harm.first - 2) : harm.first]
    is_a_sum = sentence.tokens[harm.first].word in small_words("only a toll") | small_words("a number of")
    near = harm.last + (2 * TOLD_BEHIND if is_a_sum else TOLD_BEHIND)
    rose = any(token.word in small_words("a toll rises") for token in before)  # ارتفاع عدد القتلى
    start = harm.last - (sentence.tokens[harm.last - 1].word in small_words("in a toll"))  # put the number at
    for place in range(start, min(harm.last + _TOLD_FAR, len(sentence.tokens) - 1)):
        rises = rose or sentence.tokens[place - 1].word in small_words("a toll rises")
        leads = sentence.tokens[place].word in small_words("in a toll") and (rises or place < near)
        at = place + 1 + (sentence.tokens[place + 1].word in small_words("by that in a toll"))
        if leads and (toll := next((one for one in free if one.first == at), None)):
            return toll
        goes_on = sentence.tokens[place + 1].word in small_words("in a toll")  # عدد القتلى ...، إلى 41
        if (sentence.tokens[place].word == "," and not goes_on) or number_at(sentence.tokens, place):
            return None
    return None


def by_what_a_toll_rose(sentence: Sentence) -> int:
    """Return the token from which a sentence says by whom a toll rose: "rose to three after a soldier died", بعد وفاة.

    They are counted in it. It is the one behind the last where no toll rose.
    """
    words = [token.word for token in sentence.tokens]
    rose = next((at for at, word in enumerate(words) if word in small_words("a toll rises")), len(words))
    return next((at for at in range(rose, len(words)) if words[at] in small_words("rose after")), len(words))


def are_harmed(sentence: Sentence, gunmen: Found, harms: Sequence[Found]) -> bool:
    """Say whether gunmen are those who were harmed: قُتل مسلحان, مقتل مسلحان; not قتل مسلحان مدنياً.

    A verb without marks may be either: it is passive where nobody is told behind them whom they killed.
    """
    harm = next((one for one in harms if one.last == gunmen.first), None)
    if harm is None:
        return False
    written = sentence.words[sentence.tokens[harm.first].start - sentence.start :][:_MARKED]
    if harm.entry["form"] != "verb" or _PASSIVE_MARK in written or written.startswith(_PASSIVE_ONLY):
        return True
    end = next((one.first for one in harms if one.first >= gunmen.last), len(sentence.tokens))
    return not any(people().at(sentence.tokens, place) for place in range(gunmen.last, end))


def are_others(sentence: Sentence, one: Quantity) -> bool:
    """Say whether people are others of those before them: "three other soldiers", ثلاثة جنود آخرين."""
    return any(token.word in small_words("others of them") for token in sentence.tokens[one.first : one.last + 1])


def one_of_whom(sentence: Sentence, one: Quantity) -> str:
    """Return the side of the people named last before "one of them": they met the attackers, and one was killed."""
    named = people().among(sentence.tokens[: one.first])
    several = {token.word for token in sentence.tokens[one.first : one.last]} & small_words("of several")
    known = [found.entry["side"] for found in named if one.low == 1 or not several or found.entry["number"] != "one"]
    return next((side for side in reversed(known) if side in SIDES), "")


def nearest_side(sentence: Sentence, one: Quantity, usual_side: str) -> str:
    """Return whose "members" are: of those named before them in the sentence the nearest that may be meant."""
    named = [found.entry["side"] for found in sides().among(sentence.tokens[: one.first])]
    armed = [side for side in named if side in {"security", "sdf", "coalition"}]
    if usual_side == "is":
        return "is" if "is" in named or not armed else usual_side
    return armed[-1] if armed else usual_side
