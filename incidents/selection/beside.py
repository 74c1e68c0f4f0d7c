"""A second record beside the one that is shown: the same question asked of both, each by its own lists, counted apart.

Nothing of the two is ever added up or merged.
"""

from dataclasses import dataclass, replace

from incidents.record.record import Record
from incidents.selection.circles import center_of, layer_of
from incidents.selection.filters import LISTS
from incidents.selection.question import Codes, Near, Question
from incidents.selection.selection import Selection, select


@dataclass(frozen=True, eq=False)
class Beside:
    """What a second record answers to the question that a first one is asked.

    ``lacking`` are codes of closed lists that the second does not have, ``lacking_here`` those that the first does not
    have, by their filters: such a value leaves none of the record that lacks it.
    """

    selection: Selection
    lacking: dict[str, Codes]
    lacking_here: dict[str, Codes]

    @property
    def record(self) -> Record:
        """Return the second record."""
        return self.selection.record


def select_beside(record: Record, asked: Selection) -> Beside:
    """Ask a second record what was asked of a first.

    A circle keeps its middle, wherever the second record has a place of that id: the first one's place is meant.
    """
    question = asked.question
    near = question.near
    if near is not None and layer_of(near) is None and (middle := center_of(asked.record, near)) is not None:
        question = replace(question, near=Near(middle, near.km))
    return Beside(select(record, question), lacking_of(record, question), lacking_of(asked.record, question))


def lacking_of(record: Record, question: Question) -> dict[str, Codes]:
    """Return the codes of a question, by their filters, that the closed lists of a record do not have."""
    found: dict[str, Codes] = {}
    for name, kind in LISTS.items():
        if codes := getattr(question, name):
            known = frozenset(kind.codes(record))
            found[name] = tuple(code for code in codes if code not in known)
    return {name: codes for name, codes in found.items() if codes}
