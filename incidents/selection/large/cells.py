"""What is said of the cells of a large map: how two join, and what a mark made of them stands for."""

from dataclasses import dataclass

from incidents.selection.question import Bounds

_SUMS = ("incidents", "killed_low", "killed_high", "killed_known", "killed_open", "counted")
HOW_SPANS_JOIN = {
    **dict.fromkeys(("south", "west"), "min"),
    **dict.fromkeys(("north", "east", "radius_km", "newest"), "max"),
    **dict.fromkeys(("up", "across"), "sum"),
}
HOW_CELLS_JOIN = {**dict.fromkeys(_SUMS, "sum"), **HOW_SPANS_JOIN}


@dataclass(frozen=True)
class Mark:
    """A cell that a mark joins: the points within these bounds that are as vague, or have this outline."""

    bounds: Bounds
    is_vague: bool
    outline: str
