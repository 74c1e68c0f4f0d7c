"""Words for kinds beside a name belong to it, and may narrow it: of a place, or of a party."""

from collections.abc import Callable, Iterator, Sequence

from geodata.normalising import normalise_word
from geodata.sounds import is_arabic
from incidents.record.known_in_texts import KNOWN
from incidents.record.named import ACTOR, ORIGIN
from incidents.record.search import Search
from incidents.selection.asked_part import Part
from incidents.selection.said_otherwise import is_doubt
from incidents.selection.written_onto import (
    LEANING,
    LEANING_ON,
    NEEDLESS,
    is_of_parties,
    kind_of,
    says_nothing,
    without_cases,
)


def with_their_kinds(search: Search, parts: list[Part]) -> list[Part]:
    """Return the parts without the words for kinds that stand beside a name, each name as its kind narrows it."""
    meant = [_of_its_kind(search, parts, place) for place in range(len(parts))]
    return [
        part
        for place, part in enumerate(meant)
        if not (
            _tells_of_a_party(meant, place)
            if part.is_name
            else any(_belongs_to(part, meant, place, step) for step in (-1, 1))
        )
    ]


def _tells_of_a_party(parts: Sequence[Part], place: int) -> bool:
    """Say whether a name is said of a party beside it, which leans on it: "UK-based SOHR", "SDF backed by the US".

    Of a name that only texts have it is said without such a word as well: "YPG/SDF".
    """
    if _is_party_at(parts, place) and _is_leant_on(parts, place):
        return True
    if not _is_of(parts[place], KNOWN):
        return False
    text = parts[place].text
    is_said_so = any(is_of_parties(form) for form in (text, *without_cases(text)))
    return is_said_so and any(_is_party_at(parts, at, KNOWN) for at in _runs_to(parts, place))


def _is_leant_on(parts: Sequence[Part], place: int) -> bool:
    """Say whether a party beside another is whom that leans on: "coalition-led SDF", "SDF led by the coalition"."""
    said = [normalise_word(part.text) for part in parts]
    behind = said[place + 1 : place + 3]
    if len(behind) > 1 and behind[0] in LEANING and behind[1] not in NEEDLESS:
        return _is_party_at(parts, _next(parts, place + 1, 1))
    before = place - 1
    while before > 0 and said[before] in NEEDLESS:
        before -= 1
    is_by = before < place - 1 or (before >= 0 and is_arabic(said[before]))
    return before >= 0 and is_by and said[before] in LEANING_ON and _is_party_at(parts, _next(parts, before, -1))


def _runs_to(parts: Sequence[Part], place: int) -> Iterator[int | None]:
    """Yield the next part in both directions, beyond names of the same kind: of PKK/YPG/SDF the SDF."""
    for step in (-1, 1):
        at = _next(parts, place, step)
        while at is not None and _is_of(parts[at], KNOWN):
            at = _next(parts, at, step)
        yield at


def _is_of(part: Part, *kinds: str) -> bool:
    return any(key.startswith(kinds) for key in part.keys)


def _is_party_at(parts: Sequence[Part], at: int | None, but: str = " ") -> bool:
    """Say whether a part is a party's name, and none of a kind that is excepted."""
    return at is not None and _is_of(parts[at], ACTOR, ORIGIN, KNOWN) and not _is_of(parts[at], but)


def _of_its_kind(search: Search, parts: Sequence[Part], place: int) -> Part:
    """Return a part as the kind beside it narrows it: Roj is a camp where a camp is said, and a word elsewhere."""
    part = parts[place]
    if kind_of(part.text) is not None or (not part.is_name and says_nothing(part.text)):
        return part
    keys = search.named.of_kind(part.text, _kind_beside(parts, place))
    return Part(part.text, keys) if keys else part


def _kind_beside(parts: Sequence[Part], place: int) -> str:
    """Return the kind that is said right before or behind a name; nothing where none is, or one that says nothing."""
    for step in (1, -1):
        at = _next(parts, place, step)
        if at is not None and not parts[at].is_name and (kind := kind_of(parts[at].text)):
            return kind
    return ""


def _belongs_to(part: Part, parts: Sequence[Part], place: int, step: int) -> bool:
    """Say whether a word for a kind stands beside a name that may have it: of a place, or of a party.

    Several may stand there: "northern Raqqa province".
    """
    at = _next(parts, place, step, _is_beside)
    if at is None or not parts[at].is_name:
        return False
    is_beside_a_party = _is_of(parts[at], ACTOR, ORIGIN, KNOWN)
    return kind_of(part.text) is not None or (is_beside_a_party and is_of_parties(part.text))


def _is_passed_over(text: str) -> bool:
    return says_nothing(text) or is_of_parties(text)


def _is_beside(text: str) -> bool:
    return kind_of(text) is not None or _is_passed_over(text) or is_doubt(text)


def _next(
    parts: Sequence[Part], place: int, step: int, is_passed_over: Callable[[str], bool] = _is_passed_over
) -> int | None:
    """Return the next part in a direction, beyond words that say nothing: "al-Hol refugee camp", "city of Homs"."""
    at = place + step
    while 0 <= at < len(parts) and not parts[at].is_name and is_passed_over(parts[at].text):
        at += step
    return at if 0 <= at < len(parts) else None
