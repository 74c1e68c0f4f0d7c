"""Two numbers of one measure that one speaker tells of one incident: parts of a count, or accounts that differ.

"A commander and six" are suggested as 1 and 6, for nobody here adds up; taken both, readers would see two accounts that
contradict each other. Only the curator knows which it is.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from incidents.desk.draft import Draft
from incidents.language import N_, Language

SENTENCE = N_(
    "{one} and {other} of the same speaker read as two accounts that differ. Parts of one count stand as their sum: "
    "{total}."
)
_SAME = ("incident_id", "source_id", "origin_id", "measure")


@dataclass(frozen=True)
class PartCount:
    """The later of two claims of a draft, by its row from 0, with both numbers."""

    row: int
    one: int
    other: int
    table: str = "claims"
    column: str = "value"

    def say(self, lang: Language) -> str:
        """Say how the two will be read, and what stands for parts of one count."""
        one, other, total = (lang.number(number) for number in (self.one, self.other, self.one + self.other))
        return lang.say(SENTENCE).format(one=one, other=other, total=total)


def find_part_counts(draft: Draft) -> Iterator[PartCount]:
    """Yield the numbers of a draft that stand beside another of the same speaker, source, incident and measure.

    A number that another one supersedes stands alone, and so do equal ones.
    """
    first: dict[tuple[str, ...], int] = {}
    for row, claim in enumerate(draft.rows.get("claims", ())):
        key = tuple(claim.get(column, "") for column in _SAME)
        number = _number(claim)
        if number is None or not claim.get("origin_id"):
            continue
        one = first.setdefault(key, number)
        if one != number:
            yield PartCount(row, one, number)


def _number(claim: Mapping[str, str]) -> int | None:
    """Return the number that a claim tells and that still stands."""
    value = claim.get("value", "")
    return int(value) if value.isdecimal() and not claim.get("superseded_by") else None
