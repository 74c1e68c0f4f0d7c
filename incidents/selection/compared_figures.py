"""The few figures of the first screen, each with that of the period before: counts, and ranges held as ranges."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from incidents.record.contract import TALLIES
from incidents.record.kept import Kept
from incidents.record.record import Record
from incidents.record.schema import Code
from incidents.selection.change_periods import ChangePeriods
from incidents.selection.holdings import Mask
from incidents.selection.question import Question
from incidents.selection.rankings import both
from incidents.selection.selection import Selection
from incidents.selection.summaries import Total, key_figures, total

_COUNTED = f"{TALLIES}.counted"


@dataclass(frozen=True)
class Figures:
    """The figures of some incidents; ``attacks`` is None where the record does not say what counts as one."""

    incidents: int
    attacks: int | None
    killed: Total
    arrested: Total
    contested: int

    @property
    def counts(self) -> Mapping[str, int | None]:
        """Return the figures that are plain counts of incidents, by their names."""
        return {"incidents": self.incidents, "attacks": self.attacks, "contested": self.contested}


@dataclass(frozen=True)
class ComparedFigures:
    """The figures of a selection, and of the two periods of ``change_periods`` under its other filters.

    ``is_one_period``: the selection is what answers in the later period, so its own figures are those of ``now``.
    ``killed_by_side``, ``aggregates`` and ``undated`` are of the selection.
    """

    whole: Figures
    now: Figures
    then: Figures
    is_one_period: bool
    killed_by_side: dict[str, Total]
    aggregates: int
    undated: int


def compared_figures(selection: Selection, periods: ChangePeriods) -> ComparedFigures:
    """Return the figures of a selection beside those of the two periods; no figure is averaged, unknown is never 0."""
    ever = selection.without("date_from", "date_to")
    now, then = (ever.within(Question(date_from=first, date_to=last)) for first, last in both(periods))
    figures = key_figures(selection)
    is_one_period = not periods.is_assumed and bool(np.array_equal(now.mask, selection.mask))
    whole = _figures(selection)
    return ComparedFigures(
        whole=whole,
        now=whole if is_one_period else _figures(now),
        then=_figures(then),
        is_one_period=is_one_period,
        killed_by_side=figures.killed_by_side,
        aggregates=figures.aggregates,
        undated=figures.without_date,
    )


def _figures(selection: Selection) -> Figures:
    record, counts = selection.record, selection.profile_counts
    rule = attack_rule(record)
    return Figures(
        incidents=int(counts.sum()),
        attacks=None if rule is None else int(counts[incidents_of_rule(record, rule)].sum()),
        killed=total(selection, "killed"),
        arrested=total(selection, "arrested"),
        contested=int(counts[record.profiles["contested"].to_numpy(dtype=bool)].sum()),
    )


def attack_rule(record: Record) -> Code | None:
    """Return what the record itself counts as an attack by those it is about, with its label and definition.

    That is the first kind of event of its tallies that is told by kinds and roles alone: the figure then means what the
    comparison with the counts of others means.
    """
    if TALLIES not in record.schema.tables:
        return None
    plain = (
        code
        for code in record.schema.codes(_COUNTED).values()
        if code.texts.get("kinds") and code.texts.get("roles") and not {"measures", "claimed_by"} & code.texts.keys()
    )
    return next(plain, None)


_attacks: Kept[str, Mask] = Kept()


def incidents_of_rule(record: Record, rule: Code) -> Mask:
    """Say which profiles a rule means; counts over several operations are no attacks."""

    def make() -> Mask:
        profiles = record.profiles
        kinds, roles = (list(rule.texts[name]) for name in ("kinds", "roles"))
        held = profiles["kind"].isin(kinds) & profiles["is_role"].isin(roles) & profiles["in_totals"]
        return held.to_numpy(dtype=bool)

    return _attacks.of(record, rule.value, make)


def trend(then: Total | int | None, now: Total | int | None) -> int:
    """Say whether a figure rose (1) or fell (-1); 0 where that is not sure: ranges that overlap, or nothing stated.

    A total that somebody calls a least one is open above, and so reaches over whatever is higher.
    """
    before, after = _ends(then), _ends(now)
    if before is None or after is None:
        return 0
    return 1 if after[0] > before[1] else -1 if after[1] < before[0] else 0


def _ends(figure: Total | int | None) -> tuple[float, float] | None:
    if not isinstance(figure, Total):
        return None if figure is None else (figure, figure)
    if figure.low is None or figure.high is None:
        return None if figure.of else (0, 0)  # of no incident there is nothing unknown
    return figure.low, float("inf") if figure.open else figure.high
