"""Where the reader stands: the view, the open incident, how map, timeline, table and comparison are set.

The standing is part of the address and held by the session, some of it by the controls of the page. Only this module
knows by which keys; others read it with ``stands`` and change it with ``move``.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, Literal, get_args

import streamlit as st

from geodata.mercator import Spot
from incidents.selection.change_periods import read_period
from incidents.selection.orders import ORDERS, Order
from incidents.selection.periods import Period
from incidents.selection.story_order import Telling
from incidents.selection.summaries import Step
from incidents.views.interactive_map import SHADINGS, Shading
from incidents.views.rankings import RANK_ORDERS, RANKS, Rank, RankOrder

VIEWS = ("incidents", "comparison", "briefing", "about")
Which = Literal["curated", "own", "both"]
# That of all readers, that of a file of one's own, or one beside the other.
RECORDS: tuple[Which, ...] = get_args(Which)
DRAWERS = ("closed", "table", "list", "pairs")  # what stands over the lower part of the first screen
STEPS: tuple[Step, ...] = get_args(Step)
CHAPTERS = (
    "guide",
    "method",
    "coverage",
    "completeness",
    "doubts",
    "codebook",
    "new",
    "changes",
    "citing",
    "adding",
    "own",
    "licences",
)

ChangeBy = Literal["governorate", "kind", "actor", "initiator", "all"]
CHANGES: tuple[ChangeBy, ...] = get_args(ChangeBy)


@dataclass(frozen=True)
class Standing:
    """Where the reader stands; each field is a parameter of the address.

    ``at`` is what the reader moved the map to, ``page`` counts the pages of the table from 1, ``chapter`` is one of
    About, ``compare`` holds the two sides of the comparison: two p-codes or two periods. ``change_by`` is what the rows
    of "Changed" are, ``against`` the period with which they are compared (None: the one before); ``rank`` and
    ``rank_by`` are list and order of the rankings; ``dossier`` is the thing about which the screen is asked, ``since``
    the older version with which "What is new" compares (None: the latest). ``story`` is one that is told with the
    record, or incidents in an order of somebody's own, among which one walks from card to card; it begins with the
    first. ``record`` says which record is shown, ``beside`` is the open incident of the second of two.
    """

    view: str = VIEWS[0]
    incident: str | None = None
    at: Spot | None = None
    shading: Shading = "none"
    step: Step = "month"
    milestones: bool = True
    order: Order = ORDERS[0]
    page: int = 1
    compare: tuple[str, str] | None = None
    chapter: str = CHAPTERS[0]
    drawer: str = DRAWERS[0]
    change_by: ChangeBy = CHANGES[0]
    against: str | None = None
    rank: Rank = RANKS[0]
    rank_by: RankOrder = RANK_ORDERS[0]
    dossier: str | None = None
    since: str | None = None
    story: Telling | tuple[str, ...] | None = None
    record: Which = "curated"
    beside: str | None = None

    @property
    def compared_with(self) -> Period | None:
        """Return the period with which changes are compared; None for the one before."""
        return read_period(self.against or "")


def control_of(name: str) -> str:
    """Return the key of the control that holds a part of the standing; raise KeyError where there is no such part."""
    return _KEYS[name]


_KEYS = {field.name: field.name for field in fields(Standing)}


def stands() -> Standing:
    """Read from the session where the reader stands; a control that says nothing it offers is as at the start."""
    told = {field.name: st.session_state.get(_KEYS[field.name], field.default) for field in fields(Standing)}
    return Standing(**{name: value for name, value in told.items() if value in CHOICES.get(name, (value,))})


def stand(standing: Standing) -> None:
    """Put a standing into the session; to be called before the controls are drawn, or by a callback."""
    for name, key in _KEYS.items():
        st.session_state[key] = getattr(standing, name)


def move(**parts: Any) -> None:  # noqa: ANN401 - the values of any fields
    """Change parts of the standing, ``move(page=1, order="latest")``; raises TypeError for what is none."""
    moved = replace(stands(), **parts)
    for name in parts:  # the others may belong to controls that are drawn already
        st.session_state[_KEYS[name]] = getattr(moved, name)


CHOICES: dict[str, Sequence[str]] = {
    "view": VIEWS,
    "record": RECORDS,
    "shading": SHADINGS,
    "step": STEPS,
    "order": ORDERS,
    "chapter": CHAPTERS,
    "drawer": DRAWERS,
    "change_by": CHANGES,
    "rank": RANKS,
    "rank_by": RANK_ORDERS,
}
