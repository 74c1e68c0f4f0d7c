"""Words for harm that tell of no harm done here, and people to whom none was done, for they only say so."""

from collections.abc import Iterator, Sequence

from geodata.sounds import is_arabic
from incidents.desk.suggesting.lexicon import Found, lexicon, small_words, wording
from incidents.desk.suggesting.numbers import number_at
from incidents.desk.suggesting.told import Sentence, Token
from incidents.desk.suggesting.whose import people

_SAYS = 7  # tokens between somebody and what he says
_LIVES = 14  # tokens between "loss" and "of their lives"
_NEGATED, _BEHIND = 3, 6  # tokens before a word for harm in which it may be denied; behind "moved" in which to where


def is_denied(sentence: Sentence, harm: Found) -> bool:
    """Say whether a word for harm tells of none, of an earlier one, or of something else."""
    if [token.word for token in sentence.tokens[max(0, harm.first - 2) : harm.first]] == ["of", "the"]:
        return True  # "two of the wounded": they were counted before
    if _are_known(sentence, harm) or _is_passed_on(sentence, harm):
        return True
    if harm.first and sentence.tokens[harm.first - 1].word == "who":
        return True  # "a gunman who killed two": what he did before
    if sentence.tokens[harm.first].word in small_words("carried out") and any(
        token.word in small_words("is carried out")
        for token in sentence.tokens[max(0, harm.first - _NEGATED) : harm.first]
    ):
        return True  # the operation was executed
    behind_it = {token.word for token in sentence.tokens[harm.last : harm.last + _LIVES]}
    if harm.entry["measure"] == "missing" and behind_it & small_words("their lives"):
        return True  # who "lost their lives" is not missing
    if _is_settled(sentence, harm) or _is_no_escape(sentence, harm):
        return True
    around = {form for token in sentence.tokens[harm.last : harm.last + _BEHIND] for form in token.forms}
    if harm.entry["measure"] == "transferred" and around & small_words("hospital"):
        return True  # they were brought to a hospital
    if harm.entry["measure"] == "turned_back" and not any(
        set(token.forms) & small_words("camp") for token in sentence.tokens
    ):
        return True  # only at a camp is somebody turned back
    start = max(0, harm.first - _NEGATED)
    denials = [start + found.last for found in wording("negation").among(sentence.tokens[start : harm.first])]
    near = [last for last in denials if sentence.tokens[last - 1].word == "nearly"]  # "nearly 60 were injured"
    return any(last not in near or number_at(sentence.tokens, last) is None for last in denials)


def are_released(sentence: Sentence, harm: Found) -> bool:
    """Say whether it is only told why those who are free now had been held: أفرجت عن 50 كانوا قد اعتقلوا."""
    before = sentence.tokens[max(0, harm.first - _NEGATED) : harm.first]
    had = any(token.word in small_words("had been") for token in before)
    freed = [found for found in wording("release").among(sentence.tokens) if found.first < harm.first]
    behind = [{token.word for token in sentence.tokens[found.last : found.last + 2]} for found in freed]
    return had and any(not words & small_words("a statement") for words in behind)  # "released a statement"


def _is_settled(sentence: Sentence, harm: Found) -> bool:
    """Say whether those told of are released, and brought home, or sentenced for what was done long before."""
    if harm.entry["measure"] == "arrested" and are_released(sentence, harm):
        return True
    is_freed = harm.entry["measure"] == "transferred" and _is_before(sentence, "release", harm)
    return is_freed or _is_before(sentence, "is sentenced", harm)


def _is_no_escape(sentence: Sentence, harm: Found) -> bool:
    """Say whether whoever "fled" did so from where nobody was held: gunmen, villagers."""
    held = small_words("camp or prison") | small_words("those who are held")
    return sentence.tokens[harm.first].word == "fled" and not any(set(token.forms) & held for token in sentence.tokens)


def _is_before(sentence: Sentence, kind: str, harm: Found) -> bool:
    return any(found.first < harm.first for found in wording(kind).among(sentence.tokens))


def _are_known(sentence: Sentence, harm: Found) -> bool:
    """Say whether the harmed are some of those who were counted before: ثلاثة من الجرحى."""
    before = sentence.tokens[harm.first - 1].word if harm.first else ""
    return before == "من" and sentence.tokens[harm.first].word.startswith("ال") and harm.entry["form"] == "counted"


def _is_passed_on(sentence: Sentence, harm: Found) -> bool:
    """Say whether it was news that somebody "moved", and no people: نقلت وسائل إعلام عن ناشطين."""
    relays = set(sentence.tokens[harm.first].forms) & small_words("relays")
    behind = sentence.tokens[harm.last : harm.last + _SAYS]
    if harm.entry["measure"] != "transferred" or not relays or not behind:
        return False
    return any(token.word in small_words("relayed from") for token in behind) and any(
        True for _ in lexicon("speakers").among(behind)
    )


def speaking_in(sentence: Sentence, harms: Sequence[Found]) -> Iterator[tuple[int, int]]:
    """Yield the tokens of people who only say so, behind a comma: "..., a relative and a war monitor said"."""
    speech = [found.first for found in wording("speech").among(sentence.tokens)]
    for found in lexicon("speakers").among(sentence.tokens):
        then = next((verb for verb in speech if 0 <= verb - found.last <= _SAYS), None)
        parted = found.first > 0 and sentence.tokens[found.first - 1].word == ","
        if then is not None and parted and not any(found.last <= harm.first < then for harm in harms):
            yield found.first, then
    for verb in wording("speech").among(sentence.tokens) if harms else ():
        if not verb.entry["of_whom"] and (speaker := _who_speaks(sentence, verb)) is not None:
            english = not is_arabic(sentence.tokens[speaker.first].word)
            yield max(0, speaker.first - 2 * english), speaker.last  # with its article


def _who_speaks(sentence: Sentence, verb: Found) -> Found | None:
    """Return whoever is known and beside a word of saying: أشار القيادي, "the commander said"."""
    tokens = sentence.tokens
    if is_arabic(tokens[verb.first].word):
        is_known = verb.last < len(tokens) and tokens[verb.last].word.startswith("ال")
        return people().at(tokens, verb.last) if is_known else None
    start = max(0, verb.first - 3)
    before = people().among(tokens[start : verb.first])
    moved = [found._replace(first=found.first + start, last=found.last + start) for found in before]
    return next((one for one in moved if one.last == verb.first and _is_a_speaker(tokens, one.first - 1)), None)


def _is_a_speaker(tokens: Sequence[Token], article: int) -> bool:
    """Say whether somebody speaks who is known, or stands behind a comma: "..., a local journalist said"."""
    is_local = tokens[article].word == "local"
    is_any = article > 0 and tokens[article - is_local].word == "a" and tokens[article - is_local - 1].word == ","
    return tokens[article].word == "the" or is_any
