"""Who says so: origins by their names beside words of saying; and who acted, by the names of the sides."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from geodata.sounds import is_arabic
from incidents.desk.suggesting.abroad import is_of_another_country
from incidents.desk.suggesting.introduced import named_alone
from incidents.desk.suggesting.lexicon import Found, lexicon, small_words, wording
from incidents.desk.suggesting.new_parties import with_new_parties
from incidents.desk.suggesting.relaying import (
    Speaker,
    claims_only,
    is_no_speech,
    source_of,
    with_a_toll,
    without_relays,
)
from incidents.desk.suggesting.signing import signs
from incidents.desk.suggesting.told import Sentence, Token
from incidents.desk.suggesting.whose_word import ISIS, whose_word
from incidents.record.record import Record

UNATTRIBUTED = "unattributed"
_THE_MINISTRY, _USUAL_MINISTRY, _THE_SOURCE = "?ministry", "interior-ministry", "?source"
_OF_THE_SDF = "sdf-source"
_CLAIMED = 6  # tokens between a claim and the killing that it claims
_OPENS = 4  # tokens in which a sentence names who acts
ISIS_ACTOR, DETAINEES = "islamic-state", "is-detainees"  # as actor, who is held


def speakers_in(record: Record, sentence: Sentence, ministry: str = _USUAL_MINISTRY, source: str = "") -> list[Speaker]:
    """Return who speaks in a sentence, from left to right: beside each word of saying the party whose word it is.

    ``ministry`` is meant by "the ministry", ``source`` by "the source": who spoke last ("": nobody did).
    """
    return list(_speakers_in(record, sentence, ministry, source))


@lru_cache(maxsize=512)  # of a sentence it is asked for each event of its text, and for places and claims
def _speakers_in(record: Record, sentence: Sentence, ministry: str, source: str) -> Sequence[Speaker]:
    tokens = sentence.tokens
    meant = {_THE_MINISTRY: ministry, _THE_SOURCE: source}
    known = {*record.origins.index, *meant}
    says = any(True for _ in wording("speech").among(tokens[: sentence.dateline]))  # فيما أعلنت "سانا" is no dateline
    opens = 0 if says else sentence.dateline
    named = [
        name
        for name in with_new_parties(
            sentence,
            named_alone(sentence, [_as_meant(sentence, one) for one in lexicon("speakers").among(tokens)]),
            known,
        )
        if name.first >= opens and not is_of_another_country(tokens, name) and not _is_a_verb(tokens, name)
    ]
    named = [one for one in named if not _is_apposed(tokens, one, named)]
    found: dict[int, Speaker] = {}
    if named and named[0].first <= sentence.dateline + 1 and _is_label(sentence, named[0].last):
        found[named[0].first] = Speaker(meant.get(named[0].entry["origin"], named[0].entry["origin"]), *named[0][:2])
    if (told := _sourced(sentence, named)) is not None:
        found[told.first] = Speaker(told.entry["origin"], told.first, told.last)
    claims = ISIS in record.origins.index and any(True for _ in wording("claim").among(tokens))
    for verb in wording("speech").among(tokens):
        if is_no_speech(tokens, verb):
            continue
        name = whose_word(tokens, verb, named) or _of_its_own(sentence, verb, named)
        if name is None and claims and not verb.entry["of_whom"] and is_arabic(tokens[verb.first].word):
            found[verb.first] = Speaker(ISIS, verb.first, verb.last)  # تبنى داعش هجوماً قال إنه
        if name and (name.first not in found):
            origin = meant.get(name.entry["origin"], name.entry["origin"])
            first, last = min(verb.first, name.first), max(verb.last, name.last)
            found[name.first] = Speaker(origin, first, last, bool(verb.entry["of_whom"]), claims_only(tokens, verb))
    for one in [*_saying(sentence, named, meant), *_claiming(sentence, record)]:
        if all(one.first < other.first for other in found.values()):
            found[one.first] = one
    found = {one.first: one for one in with_a_toll(tokens, named)} | found
    return without_relays(sentence, sorted((one for one in found.values() if one.origin), key=lambda one: one.first))


def _is_a_verb(tokens: Sequence[Token], name: Found) -> bool:
    """Say whether "reports" is what a party does; "according to reports" names nobody, but for "from the"."""
    if name.last - name.first != 1 or tokens[name.first].word != "reports":
        return False
    whose = [token.word for token in tokens[name.last : name.last + 1]]
    return not name.first or tokens[name.first - 1].word != "to" or whose in (["from"], ["of"], ["by"])


def _is_apposed(tokens: Sequence[Token], one: Found, named: Sequence[Found]) -> bool:
    """Say whether a word that means somebody is only what the one behind it is called: الوكالة الرسمية "سانا"."""
    is_official = one.last < len(tokens) and bool(set(tokens[one.last].forms) & small_words("what an outlet is"))
    return one.entry["origin"] == _THE_SOURCE and any(other.first - one.last == is_official for other in named)


def _saying(sentence: Sentence, named: Sequence[Found], meant: Mapping[str, str]) -> Iterator[Speaker]:
    """Yield who opens a sentence that tells what they did, "saying that ..."."""
    words = ["", *(token.word for token in sentence.tokens)]
    says = [two for one, two in pairwise(words) if two in small_words("goes on saying") and one != "as"]
    for name in named[:1]:
        if says and name.first <= sentence.dateline + _OPENS:
            origin = name.entry["origin"]
            yield Speaker(meant.get(origin, origin), name.first, name.last)


def _claiming(sentence: Sentence, record: Record) -> Iterator[Speaker]:
    """Yield ISIS where it claims how many it killed: "claimed the killing of two", تبنى مسؤولية مقتل عنصر."""
    said = small_words("claimed killing")
    harms = [
        found.first
        for found in lexicon("harm").among(sentence.tokens)
        if found.entry["form"] == "noun" or sentence.tokens[found.first].word in said
    ]
    for claim in wording("claim").among(sentence.tokens):
        near = any(claim.first <= harm <= claim.last + _CLAIMED for harm in harms)
        if near and ISIS in record.origins.index and names_isis(sentence):
            yield Speaker(ISIS, claim.first, claim.last)


def _of_its_own(sentence: Sentence, verb: Found, named: Sequence[Found]) -> Found | None:
    """Return the party that opens a sentence where what it tells is "a statement it published", بحسب بيان نشرته."""
    behind = sentence.tokens[verb.last : verb.last + 2]
    is_own = bool(behind) and any(token.word in small_words("of its own") for token in behind)
    is_said = bool(set(sentence.tokens[verb.last - 1].forms) & small_words("a statement"))
    return (
        next((name for name in named if name.first <= sentence.dateline + _OPENS), None) if is_own and is_said else None
    )


def _as_meant(sentence: Sentence, name: Found) -> Found:
    """Return a name; "the group" as the party that the sentence named before it, where that is not ISIS.

    Of a nameless source it is said whose: "a security source in the Interior Ministry", مصدر أمني في قسد.
    """
    if whose := source_of(sentence.tokens, name):
        return whose
    behind = sentence.tokens[name.last : name.last + 1]
    if name.entry["origin"] == _OF_THE_SDF and behind and sentence.words[behind[0].start - sentence.start].isupper():
        return name._replace(entry={**name.entry, "origin": "sdf"})  # "SDF commander NAME", who is no nameless one
    if not small_words("a group") & {token.word for token in sentence.tokens[name.first : name.last]}:
        return name
    before = [(side, actor) for side, actor, first, _ in actors_in(sentence) if first < name.first]
    is_other = bool(before) and before[-1][0] in {"sdf", "coalition"}
    return name._replace(entry={**name.entry, "origin": before[-1][1]}) if is_other else name


def _sourced(sentence: Sentence, named: Sequence[Found]) -> Found | None:
    """Return whom a line names as the source of what a text tells: "Source: Rojava Information Center"."""
    named = [name for name in named if name.entry["origin"] != _THE_SOURCE]
    if (signed := signs(sentence, named)) is not None:
        return signed
    is_label = bool(sentence.tokens) and sentence.tokens[0].word in small_words("names a source")
    return next(iter(named), None) if is_label and _is_colon(sentence, 1) else None


def names_its_source(sentence: Sentence) -> bool:
    """Say whether a sentence only names the source of a text."""
    return _sourced(sentence, list(lexicon("speakers").among(sentence.tokens))) is not None


def _is_colon(sentence: Sentence, place: int) -> bool:
    """Say whether a colon, or a bar, stands before a token: "SDF Media Center: On the evening", "RIC | October"."""
    if 0 < place <= len(sentence.tokens):
        behind = sentence.words[sentence.tokens[place - 1].end - sentence.start :].lstrip()
        return behind.startswith((":", "|"))
    return False


def _is_label(sentence: Sentence, place: int) -> bool:
    """Say whether a colon stands before a token, or behind "sources" there: "SOHR:", "SOHR sources:"."""
    source = [token.word for token in sentence.tokens[place : place + 1]]
    is_source = bool(source) and source[0] in small_words("names a source")
    return _is_colon(sentence, place) or (is_source and _is_colon(sentence, place + 1))


def ministry_in(sentences: Sequence[Sentence]) -> str:
    """Return the ministry that sentences name first: it is meant by "the ministry" later on."""
    origins = (name.entry["origin"] for one in sentences for name in lexicon("speakers").among(one.tokens))
    return next((origin for origin in origins if origin.endswith("-ministry")), _USUAL_MINISTRY)


def goes_on(sentence: Sentence) -> bool:
    """Say whether a sentence lets the last speaker go on: "it added", وأضاف."""
    said = list(wording("continuing").among(sentence.tokens))
    ends = bool(said) and said[-1].last >= len(sentence.tokens) - 1 and said[-1].last - said[-1].first > 1
    return ends or any(found.first <= 3 for found in said)


def actors_in(sentence: Sentence) -> list[tuple[str, str, int, int]]:
    """Return side, actor and tokens of the parties that a sentence names, as the lists name them."""
    return [
        (found.entry["side"], found.entry["actor"], found.first, found.last)
        for found in lexicon("sides").among(sentence.tokens)
        if not is_of_another_country(sentence.tokens, found)
    ]


def names_isis(sentence: Sentence) -> bool:
    """Say whether a sentence names ISIS, or those who are held for belonging to it."""
    return any(actor in {ISIS_ACTOR, DETAINEES} for _, actor, _, _ in actors_in(sentence))
