"""What a large record sums of the incidents that answer: how many, the ranges of their figures, what is left out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from incidents.record.derived import ENDS, NO_PERIOD
from incidents.record.vocabulary import KILLED_CATEGORIES
from incidents.selection.compared_figures import Figures, attack_rule
from incidents.selection.large.conditions import codes_in
from incidents.selection.large.questions import LargeRecord, sums_of
from incidents.selection.large.windows import Ends, ends_of, span_of, windows
from incidents.selection.large.written import Rows
from incidents.selection.question import Question
from incidents.selection.summaries import KeyFigures, Total

TOTALS = ("killed", "wounded", "arrested", *KILLED_CATEGORIES)
_SUMS = (*ENDS, "known", "open")
_ATTACKS = "attacks"
_OF_TOTALS = (_ATTACKS, *(f"{measure}_{name}" for measure in TOTALS for name in _SUMS))
_SEVERAL = 2


@dataclass(frozen=True)
class Sums:
    """The sums of some incidents; ``attacks`` is None where the record does not say what counts as one."""

    incidents: int
    attacks: int | None
    contested: int
    single_origin: int
    without_place: int
    without_date: int
    aggregates: int
    totals: Mapping[str, Total]

    @property
    def figures(self) -> Figures:
        """Return the figures that two periods are compared by."""
        return Figures(self.incidents, self.attacks, self.totals["killed"], self.totals["arrested"], self.contested)

    @property
    def by_side(self) -> dict[str, Total]:
        """Return the killed of each side."""
        return {side: self.totals[side] for side in KILLED_CATEGORIES}


def sums(large: LargeRecord, question: Question) -> Sums:
    """Sum what answers a question, in one look at it."""
    return _sums_of(large.ask(_summed, question, _attacks(large)))


def sums_of_each(large: LargeRecord, questions: Sequence[Question]) -> list[Sums]:
    """Sum what answers each of some questions that differ by their days alone, in one look at all of it."""
    if len(questions) < _SEVERAL:
        return [sums(large, question) for question in questions]
    days, ends = ends_of(questions)
    found = large.ask(_summed, span_of(questions), _attacks(large), ends, bound=days)
    return [_sums_of(found[found[f"in_{place}"]]) for place in range(len(questions))]


def _attacks(large: LargeRecord) -> tuple[tuple[str, ...], ...]:
    """Return of which kinds and roles an attack is, where the record says it."""
    rule = attack_rule(large.frame)
    return () if rule is None else tuple(tuple(rule.texts[name]) for name in ("kinds", "roles"))


def _summed(rows: Rows, attacks: tuple[tuple[str, ...], ...], ends: tuple[Ends, ...] = (), *days: Rows) -> Rows:
    of_totals = {f"{measure}_{name}": sum_ for measure in TOTALS for name, sum_ in sums_of(rows, measure).items()}
    if attacks:
        kinds, roles = attacks
        of_totals[_ATTACKS] = (rows.kind.isin(kinds) & rows.is_role.isin(roles)).sum()
    # A condition within each of so many sums would take four times as long.
    periods = {f"in_{place}": answers for place, answers in enumerate(windows(rows, ends, days))}
    return rows.group_by(in_totals=rows.in_totals, **periods).aggregate(
        incidents=rows.count(),
        contested=rows.contested.sum(),
        single_origin=(rows.origins == 1).sum(),
        placed=rows.latitude.count(),
        undated=(rows.week_first == NO_PERIOD).sum(),
        **of_totals,
    )


def _sums_of(found: pd.DataFrame) -> Sums:
    """Add up what was found; totals are those of incidents that stand in totals."""
    found = found.drop(columns=[name for name in found if str(name).startswith("in_") and name != "in_totals"]).fillna(
        0
    )
    of_totals = [name for name in _OF_TOTALS if name in found]
    summed = found[found["in_totals"]].sum().astype("int64")
    whole = found.drop(columns=of_totals).sum().astype("int64")
    told = {str(name): int(number) for name, number in {**whole, **summed[of_totals]}.items()}
    counted = int(summed["incidents"])
    return Sums(
        incidents=told["incidents"],
        attacks=told.get(_ATTACKS),
        contested=told["contested"],
        single_origin=told["single_origin"],
        without_place=told["incidents"] - told["placed"],
        without_date=told["undated"],
        aggregates=told["incidents"] - counted,
        totals={measure: _total(told, measure, counted) for measure in TOTALS},
    )


def key_figures(large: LargeRecord, question: Question) -> KeyFigures:
    """Return what ``summaries.key_figures`` returns in memory."""
    found = sums(large, question)
    sets = large.ask(_where, question)["governorates"]
    within = {code for held in sets for code in codes_in(held)} & set(large.frame.gazetteer.governorates)
    return KeyFigures(
        incidents=found.incidents,
        killed=found.totals["killed"],
        wounded=found.totals["wounded"],
        arrested=found.totals["arrested"],
        killed_by_side=found.by_side,
        contested=found.contested,
        single_origin=found.single_origin,
        governorates=len(within),
        without_place=found.without_place,
        without_date=found.without_date,
        aggregates=found.aggregates,
    )


def _where(rows: Rows) -> Rows:
    return rows.select("governorates").distinct()


def _total(told: Mapping[str, int], measure: str, of: int) -> Total:
    low, high, known, open_ = (told[f"{measure}_{name}"] for name in _SUMS)
    return Total(low, high, of - known, of, open_) if known else Total(None, None, of, of)
