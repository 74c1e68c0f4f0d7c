"""How surely the incidents of a selection lie within the circle that was asked for (see ``circles``)."""

from dataclasses import dataclass

import numpy as np

from incidents.selection.circles import reaches_of
from incidents.selection.question import Near
from incidents.selection.selection import Selection


@dataclass(frozen=True)
class Nearness:
    """Of the selected incidents, how many surely lie within; ``possible`` counts those and the ones that may.

    ``unplaced`` incidents answer all the rest of the question, but nobody states where they happened.
    """

    near: Near
    certain: int
    possible: int
    unplaced: int


def nearness(selection: Selection) -> Nearness | None:
    """Count how surely the selected incidents lie within the circle that was asked for; None where none was."""
    near = selection.question.near
    if near is None:
        return None
    reaches, rest = reaches_of(selection.record, near), selection.without("near")
    return Nearness(
        near,
        certain=int(np.count_nonzero(reaches.certain & selection.mask)),
        possible=len(selection),
        unplaced=int(np.count_nonzero(reaches.unplaced & rest.mask)),
    )
