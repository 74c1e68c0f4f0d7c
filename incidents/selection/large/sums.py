"""What a large record sums of the incidents that answer: how many, the ranges of their figures, what is left out."""

from collections.abc import Mapping
from dataclasses import dataclass

from incidents.record.derived import ENDS, NO_PERIOD
from incidents.record.vocabulary import KILLED_CATEGORIES
from incidents.selection.compared_figures import Figures, attack_rule
from incidents.selection.large.conditions import codes_in
from incidents.selection.large.questions import LargeRecord, sums_of
from incidents.selection.question import Question
from incidents.selection.summaries import KeyFigures, Total

TOTALS = ("killed", "wounded", "arrested", *KILLED_CATEGORIES)
_SUMS = (*ENDS, "known", "open")


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
    rows, rule = large.selected(question), attack_rule(large.frame)
    of_totals = {f"{measure}_{name}": sum_ for measure in TOTALS for name, sum_ in sums_of(rows, measure).items()}
    if rule is not None:
        kinds, roles = (list(rule.texts[name]) for name in ("kinds", "roles"))
        of_totals["attacks"] = (rows.kind.isin(kinds) & rows.is_role.isin(roles)).sum()
    # A condition within each of so many sums would take four times as long.
    found = large.answer(
        rows.group_by("in_totals").aggregate(
            incidents=rows.count(),
            contested=rows.contested.sum(),
            single_origin=(rows.origins == 1).sum(),
            placed=rows.latitude.count(),
            undated=(rows.week_first == NO_PERIOD).sum(),
            **of_totals,
        )
    ).fillna(0)
    summed = found[found["in_totals"]].sum().astype("int64")
    whole = found.drop(columns=list(of_totals)).sum().astype("int64")
    told = {str(name): int(number) for name, number in {**whole, **summed[list(of_totals)]}.items()}
    counted = int(summed["incidents"])
    return Sums(
        incidents=told["incidents"],
        attacks=told.get("attacks"),
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
    sets = large.answer(large.selected(question).select("governorates").distinct())["governorates"]
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


def _total(told: Mapping[str, int], measure: str, of: int) -> Total:
    low, high, known, open_ = (told[f"{measure}_{name}"] for name in _SUMS)
    return Total(low, high, of - known, of, open_) if known else Total(None, None, of, of)
