"""Who speaks in a sentence, and which outlets only carry what another said."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from geodata.sounds import is_arabic
from incidents.desk.suggesting.lexicon import Found, lexicon, small_words
from incidents.desk.suggesting.told import Sentence, Token

_SOURCES = frozenset({"syrian-security-source", "local-sources"})
_WITH_SOURCES = frozenset({"interior-ministry", "defence-ministry", "asayish", "autonomous-administration"})
_CORRESPONDENT = "?correspondent"  # of the outlet named behind, if the record knows it
_OF_A_CITY = 4  # tokens of "from the Homs police"
_NAMED = 8  # tokens of who is named behind "said"
_TRAILS = 12  # tokens between what is said and "according to"
_CLAIMS = 6  # tokens between "announced" and "its responsibility"
_STATEMENT = 4  # tokens between a statement and who carried it: بيان الوزارة الذي نقلته
_CITES = 4  # tokens between "said on Saturday," and "quoting"


@dataclass(frozen=True)
class Speaker:
    """An origin of the record that a sentence lets speak; ``first`` and ``last`` are tokens."""

    origin: str
    first: int
    last: int
    trails: bool = False  # behind what it says: "..., according to the SDF"
    only_claims: bool = False  # says that it was behind an attack: أعلن التنظيم مسؤوليته


def without_relays(sentence: Sentence, speakers: Sequence[Speaker]) -> list[Speaker]:
    """Leave out an outlet that names whom it cites: "state media reported, citing the health ministry".

    So is one that only carries what another said: "in a statement carried by SANA", في بيان نقلته سانا.
    """
    cites = [at for at, token in enumerate(sentence.tokens) if token.word in small_words("cites")]
    relaying = [
        one
        for one, then in pairwise(speakers)
        if any(one.last <= at <= one.last + _CITES and at <= then.first for at in cites)
    ]
    carried = [at for at, token in enumerate(sentence.tokens) if _is_carried(sentence.tokens, at)]
    relaying += [one for one in speakers[1:] if any(one.first <= at < one.last for at in carried)]
    return [one for one in speakers if one not in relaying]


def _is_carried(tokens: Sequence[Token], at: int) -> bool:
    """Say whether a statement is one that an outlet "carried", or was sent: carried by, نقلته, اطلعت عليه."""
    is_passive = is_arabic(tokens[at].word) or [token.word for token in tokens[at + 1 : at + 2]] == ["by"]
    before = {form for token in tokens[max(0, at - _STATEMENT) : at] for form in token.forms}
    return (
        is_passive
        and tokens[at].word in small_words("carries a statement")
        and bool(before & small_words("a statement"))
    )


def source_of(tokens: Sequence[Token], name: Found) -> Found | None:
    """Return a nameless source as one of the party in which it is said to be; None where nobody is named."""
    if name.entry["origin"] == _CORRESPONDENT:
        outlet = lexicon("speakers").at(tokens, name.last) if name.last < len(tokens) else None
        return outlet or name._replace(entry={**name.entry, "origin": "local-sources"})
    if name.entry["origin"] not in _SOURCES or name.last + 1 >= len(tokens):
        return None
    if tokens[name.last].word not in small_words("source of whom"):
        return None
    if any(token.word in small_words("police") for token in tokens[name.last + 1 : name.last + _OF_A_CITY]):
        return name._replace(entry={**name.entry, "origin": "syrian-security-source"})  # of the police of a city
    at = name.last + 1 + (tokens[name.last + 1].word == "the")
    party = lexicon("speakers").at(tokens, at) if at < len(tokens) else None
    origin = party.entry["origin"] if party else ""
    meant = "sdf-source" if origin == "sdf" else origin if origin in _WITH_SOURCES else ""
    return name._replace(last=party.last, entry={**name.entry, "origin": meant}) if party and meant else None


def is_no_speech(tokens: Sequence[Token], verb: Found) -> bool:
    """Say whether a word of saying tells of no figures: "claims responsibility", "blamed on ISIS", "was accused of"."""
    behind, before = tokens[verb.last : verb.last + 1], tokens[max(0, verb.first - 1) : verb.first]
    if behind and behind[0].word == "responsibility":
        return True
    is_blame = tokens[verb.first].word in small_words("lays blame")
    passive = any(token.word in small_words("passive") for token in before)
    return is_blame and (passive or (bool(behind) and behind[0].word in {"on", "of"}))


def with_a_toll(tokens: Sequence[Token], named: Sequence[Found]) -> Iterator[Speaker]:
    """Yield whose toll another raises, "raising a civil defence toll of 12", and by whose account something is told."""
    for name in named:
        is_toll = any(token.word == "toll" for token in tokens[name.last : name.last + 1])
        is_account = any(token.word in small_words("by whose account") for token in tokens[name.last : name.last + 1])
        is_account &= any(token.word == "by" for token in tokens[max(0, name.first - 2) : name.first])
        if (is_toll or is_account) and not name.entry["origin"].startswith("?"):
            yield Speaker(name.entry["origin"], name.first, name.last, trails=is_account)


def in_apposition(tokens: Sequence[Token], verb: Found, named: Sequence[Found]) -> Found | None:
    """Return the party of somebody who is named behind "said": said General NAME, the CENTCOM commander."""
    for name in named:
        start = name.first - (tokens[name.first - 1].word in small_words("before one"))
        between = [token.word for token in tokens[verb.last : start]]
        if 1 < len(between) <= _NAMED and between[-1] == "," and between.count(",") == 1:
            return name
    return None


def speaker_of(place: int, speakers: Sequence[Speaker], tokens: Sequence[Token] = ()) -> Speaker | None:
    """Return who says what stands at a token: the last who began to speak before it, else the next.

    Whoever is named behind it with "according to", and no comma of ``tokens`` between, says it in any case.
    """
    behind = next((one for one in speakers if one.first > place), None)
    trails = behind is not None and behind.trails and behind.first - place <= _TRAILS
    if behind and trails and tokens and all(token.word != "," for token in tokens[place : behind.first]):
        return behind
    before = [one for one in speakers if one.first <= place]
    return before[-1] if before else next((one for one in speakers if not one.only_claims), None)


def claims_only(tokens: Sequence[Token], verb: Found) -> bool:
    """Say whether a word of saying in Arabic tells no more than that somebody was behind it: أعلن مسؤوليته عن."""
    return any(token.word.startswith("مسوولي") for token in tokens[verb.last : verb.last + _CLAIMS])
