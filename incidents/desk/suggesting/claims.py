"""The figures of an event, each with who says so."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from incidents.desk.suggesting.figures import Figure, figures_in
from incidents.desk.suggesting.hearing import Heard
from incidents.desk.suggesting.lexicon import Found, small_words, wording
from incidents.desk.suggesting.none_harmed import none_in
from incidents.desk.suggesting.one_event import Event
from incidents.desk.suggesting.own_voice import of_its_country, of_who_acted, own_statement
from incidents.desk.suggesting.parties import claims_it
from incidents.desk.suggesting.relaying import Speaker, speaker_of
from incidents.desk.suggesting.told import Sentence
from incidents.desk.suggesting.who import (
    UNATTRIBUTED,
    actors_in,
    goes_on,
    ministry_in,
    names_its_source,
    speakers_in,
)
from incidents.desk.suggesting.whose import OWN
from incidents.desk.suggesting.whose_word import ISIS
from incidents.record.record import Record

_SOMEBODY = 5  # tokens of ", an official of the camp"
_NEVER_ACCUSED = frozenset({"security", "sdf", "coalition", "civilians"})
Claim = tuple[Sentence, Figure, str]  # a figure, where it stands, and the origin that says so


def claims_of(
    record: Record, event: Event, act: Found, lead: Sequence[Sentence], rest: Sequence[Sentence] = ()
) -> Iterator[Claim]:
    """Yield the figures of an event, each with who says so; the same figure of the same origin once.

    Where neither its sentences nor those of ``lead`` let anybody speak, the one does who speaks in the ``rest``.
    """
    told: list[Claim] = []
    ministry = ministry_in([*(one.sentence for one in event.heard), *lead])
    own = [one.sentence for one in event.heard]
    only = own_statement([*own, *lead]) or only_speaker(record, event, lead) or _only_of(record, rest, event)
    only = "" if event.is_earlier else only  # who speaks of the main event need not speak of one long before
    last, paragraph = only, -1
    origins = [] if event.is_earlier else speaking(record, event)
    usual = "is" if act.entry["kind"] in {"operation", "strike"} else _hit(event, lead)
    for one in event.heard:
        speakers = speakers_in(record, one.sentence, ministry, last)
        is_told = not speakers and _says_another(one.sentence)
        holds = (bool(only) and not is_told) or one.sentence.paragraph == paragraph or not _says_something(one.sentence)
        continues = bool(last) and (goes_on(one.sentence) or (holds and not speakers))
        if continues and not any(speaker.first <= 1 for speaker in speakers):
            speakers = [Speaker(last, 0, 0), *speakers]
        before = [(figure, origin) for sentence, figure, origin in told if sentence is not one.sentence]
        for figure in [*figures_in(one.sentence, _taken(one), one.until, usual), *none_in(one.sentence, one.until)]:
            if _is_of_nobody_named(figure, one.sentence, told):
                figure = replace(figure, side="total")
            if figure.side == OWN:
                figure = replace(figure, side=_hit(event, lead, ("sdf", "security")))
            said_by = speaker_of(figure.first, speakers, one.sentence.tokens)
            origin = said_by.origin if said_by else of_who_acted(one.sentence, origins) or UNATTRIBUTED
            origin = of_its_country(origin, [*own, *lead])
            if not (figure.is_known and _is_told_before(figure, origin, before)):
                told.append((one.sentence, figure, origin))
        last = next((speaker.origin for speaker in speakers if not speaker.only_claims), last)
        paragraph = one.sentence.paragraph
    told = _by_the_next(_with_sides(told), [one.sentence.start for one in event.heard])
    yield from _each_once(told)


def _taken(one: Heard) -> list[bool]:
    """Say of each token of a sentence whether it tells a day or a place."""
    taken = [False] * len(one.sentence.tokens)
    for span in (*((day.start, day.end) for day in one.days), *((place.first, place.last) for place in one.places)):
        taken[span[0] : span[1]] = [True] * (span[1] - span[0])
    return taken


def _each_once(told: Sequence[Claim]) -> Iterator[Claim]:
    """Yield the same figure of the same origin once; without an origin only where none has it."""
    attributed = {(figure.measure, figure.low, figure.high) for _, figure, origin in told if origin != UNATTRIBUTED}
    seen = set()
    for sentence, figure, origin in told:
        key = (figure.measure, figure.low, figure.high)
        if (*key, origin) in seen or (origin == UNATTRIBUTED and key in attributed):
            continue
        seen.add((*key, origin))
        yield sentence, figure, origin


def _is_told_before(figure: Figure, origin: str, before: Sequence[tuple[Figure, str]]) -> bool:
    """Say whether somebody known is of those whom earlier sentences counted: of no side, or of theirs by the same."""
    return any(
        one.harm == figure.harm and (figure.side == "total" or (figure.side, origin) == (one.side, who))
        for one, who in before
    )


def _by_the_next(told: Sequence[Claim], starts: Sequence[int]) -> list[Claim]:
    """Let whoever speaks in the second sentence of an event (``starts``) say what its first tells without a speaker."""
    then = next((origin for sentence, _, origin in told if sentence.start in starts[1:2]), UNATTRIBUTED)
    untold = then != ISIS and not any(_says_something(one) for one, *_ in told if one.start in starts[:1])
    return [
        (one, figure, then if origin == UNATTRIBUTED and untold and one.start in starts[:1] else origin)
        for one, figure, origin in told
    ]


def _says_something(sentence: Sentence) -> bool:
    """Say whether a sentence has a word of saying, be it of somebody that no list names."""
    return any(True for _ in wording("speech").among(sentence.tokens))


def _says_another(sentence: Sentence) -> bool:
    """Say whether somebody says so whom no list names, and who was not told of before: "..., an official said"."""
    words = [token.word for token in sentence.tokens]
    for verb in wording("speech").among(sentence.tokens):
        before = words[max(0, verb.first - _SOMEBODY) : verb.first]
        is_known = bool(set(before) & small_words("speaks for somebody told of"))  # "a monitor", named further down
        if not is_known and any(one == "," and then in {"a", "an"} for one, then in pairwise(before)):
            return True
    return False


def _is_of_nobody_named(figure: Figure, sentence: Sentence, told: Sequence[Claim]) -> bool:
    """Say whether a bare toll ("put the dead at 19") is of the people that were told before, and of no armed side."""
    before = {one.side for _, one, _ in told if one.harm in {"killed", "wounded"}}
    named = {side for side, *_ in actors_in(sentence)} | {"civilians"}
    is_bare = figure.is_open or figure.low is None
    return is_bare and bool(before) and before <= {"total", "civilians"} and figure.side not in named


def _with_sides(told: Sequence[Claim]) -> list[Claim]:
    """Let a bare toll ("the ministry put the death toll at five") be of the one side that the event told before it.

    Nobody becomes one of ISIS by that: another party may count those very dead as civilians.
    """
    known: dict[str, set[str]] = {}
    agreed: list[Claim] = []
    for sentence, figure, origin in told:
        sides = known.setdefault(figure.harm, set())
        is_bare = figure.is_open and figure.side == "total" and len(sides) == 1 and sides <= _NEVER_ACCUSED
        one = replace(figure, side=next(iter(sides))) if is_bare else figure
        sides.add(one.side)
        agreed.append((sentence, one, origin))
    return agreed


def _hit(event: Event, lead: Sequence[Sentence], armed: Sequence[str] = ("sdf", "security", "coalition")) -> str:
    """Return whose "members" an attack on somebody hit: the first armed side but ISIS that its sentences name.

    Forces that count their own do not mean the coalition, which only helps.
    """
    sentences = [*(one.sentence for one in event.heard), *lead]
    named = [side for sentence in sentences for side, *_ in actors_in(sentence)]
    return next((side for side in named if side in armed), "total")


def only_speaker(record: Record, event: Event, lead: Sequence[Sentence]) -> str:
    """Return the one origin that tells of an event, or leads the text; "" where several do, or none."""
    origins = set(speaking(record, event))
    if not origins:  # the line that names the source of the text, before those who speak in its lead
        origins = {one.origin for line in lead if names_its_source(line) for one in speakers_in(record, line)}
    if not origins:
        origins = {one for at, sentence in enumerate(lead) for one in _leading(record, sentence, at)} - {UNATTRIBUTED}
    return origins.pop() if len(origins) == 1 else ""


def _leading(record: Record, sentence: Sentence, at: int) -> Iterator[str]:
    """Yield who speaks in a sentence that leads the text; ISIS only of what it claims there, or opens the text with."""
    is_of_the_event = sentence.is_title or at == 0 or claims_it(sentence)
    for one in speakers_in(record, sentence):
        if one.origin != ISIS or is_of_the_event:
            yield one.origin


def _only_of(record: Record, rest: Sequence[Sentence], event: Event) -> str:
    """Return the one origin of the rest of a text, where an event has none: the monitor that adds its tally."""
    if speaking(record, event):
        return ""
    origins = {one.origin for sentence in rest for one in speakers_in(record, sentence)} - {UNATTRIBUTED, ISIS}
    return origins.pop() if len(origins) == 1 else ""


def speaking(record: Record, event: Event) -> list[str]:
    """Return the origins that the sentences of an event let speak."""
    spoken = (one.origin for heard in event.heard for one in speakers_in(record, heard.sentence))
    return [origin for origin in spoken if origin != UNATTRIBUTED]
