"""What is new in a record since another version of it: rows that came, went or were corrected, and totals that moved.

Two selections of one question are held against each other. Nothing is judged: it is said which incidents and claims
moved a total, not whether they should have.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Literal

import numpy as np

from incidents.record.contract import GAZETTEER, PLACES
from incidents.record.edits import Edit
from incidents.record.kept import Kept
from incidents.record.profiles import measured_columns
from incidents.record.ranges import COMBINED
from incidents.record.record import Record
from incidents.selection.edited_rows import OF_INCIDENTS, Edited, edited_between
from incidents.selection.question import Question
from incidents.selection.selection import Selection, select
from incidents.selection.summaries import Total, key_figures, total

Why = Literal["added", "removed", "entered", "left", "corrected"]
Ends = tuple[float, float, bool]  # low, high (NaN = unknown), whether the highest is a least one
SUPERSEDED = "superseded_by"


@dataclass(frozen=True)
class Moved:
    """An incident that moved a total: why, what it had in it and has (None: not counted), and the claims behind it.

    "entered" and "left" are incidents of both versions of which one alone answers the question.
    """

    incident_id: str
    why: Why
    was: Ends | None
    now: Ends | None
    claims: tuple[str, ...]


@dataclass(frozen=True)
class TotalMoved:
    """A total in both versions, and every incident that has another part in it."""

    measure: str
    was: Total
    now: Total
    moved: tuple[Moved, ...]

    @property
    def is_moved(self) -> bool:
        """Say whether the sum reads otherwise than before, whatever number of incidents say nothing of it."""
        return _sum(self.was) != _sum(self.now)


@dataclass(frozen=True, eq=False)
class Difference:
    """Two versions under one question. ``edits`` are those that speak of incidents of either selection.

    Without a question they are all, those of tables that belong to no incident included. ``incidents`` are those of
    which each edit speaks.
    """

    before: Selection
    after: Selection
    edits: tuple[Edit, ...]
    incidents: tuple[frozenset[str], ...]

    def of(self, table: str, fate: str) -> list[Edit]:
        """Return the edits of a table: added, removed or corrected; "superseded" are corrected claims that now are.

        A claim that is superseded is not told once more as corrected.
        """
        found = [edit for edit in self.edits if edit.table == table]
        if fate not in {"corrected", "superseded"}:
            return [edit for edit in found if edit.fate == fate]
        wanted = fate == SUPERSEDED.removesuffix("_by")
        return [edit for edit in found if edit.fate == "corrected" and _is_superseded(edit) == wanted]

    @property
    def added(self) -> list[str]:
        """Return the incidents that only the later version has."""
        return [edit.row for edit in self.of("incidents", "added")]

    @property
    def removed(self) -> list[str]:
        """Return the incidents that only the older version has."""
        return [edit.row for edit in self.of("incidents", "removed")]

    @property
    def corrected(self) -> list[str]:
        """Return the incidents of both versions in which anything differs: columns, claims or actors."""
        both = self._ids["before"] & self._ids["after"]
        return sorted(both & self._edits_on.keys())

    def edits_on(self, incident_id: str) -> list[Edit]:
        """Return what differs in an incident: its own columns first, then its claims and its actors."""
        return self._edits_on.get(incident_id, [])

    @property
    def headlines(self) -> list[TotalMoved]:
        """Return the totals that every summary tells."""
        told = key_figures(self.after).totals
        return [one for one in self.totals if one.measure in told]

    @property
    def places_moved(self) -> list[Edit]:
        """Return the places that lie elsewhere than before, or are known more or less exactly."""
        columns = ("latitude", "longitude", "uncertainty_km")
        corrected = [*self.of(GAZETTEER, "corrected"), *self.of(PLACES, "corrected")]
        return [edit for edit in corrected if any(edit.cell(column) for column in columns)]

    @cached_property
    def totals(self) -> tuple[TotalMoved, ...]:
        """Return the totals that every summary tells, and of the other measures those that moved or were moved in."""
        told = key_figures(self.after).totals
        schemas = (self.after.record.schema, self.before.record.schema)
        every = [self._total(measure) for measure in dict.fromkeys(chain(*map(measured_columns, schemas)))]
        return tuple(one for one in every if one.measure in told or one.moved or one.is_moved)

    @cached_property
    def counts(self) -> Mapping[str, tuple[int, int]]:
        """Return by their names the counts of incidents, contested ones and those of one origin, then and now."""
        was, now = key_figures(self.before), key_figures(self.after)
        names = ("incidents", "contested", "single_origin")
        return {name: (getattr(was, name), getattr(now, name)) for name in names}

    @property
    def is_empty(self) -> bool:
        """Say whether nothing differs."""
        return not self.edits and not any(one.is_moved for one in self.totals)

    def _total(self, measure: str) -> TotalMoved:
        was, now = _parts(self.before, measure), _parts(self.after, measure)
        moved = tuple(self._moved(one, measure, was.get(one), now.get(one)) for one in _differing(was, now))
        return TotalMoved(measure, _total_of(self.before, measure), _total_of(self.after, measure), moved)

    def _moved(self, incident_id: str, measure: str, was: Ends | None, now: Ends | None) -> Moved:
        whole, parts = COMBINED.get(measure, (measure, ()))
        edited = [edit for edit in self.edits_on(incident_id) if edit.table == "claims"]
        claims = tuple(edit.row for edit in edited if not self._measures_of(edit).isdisjoint({whole, *parts}))
        return Moved(incident_id, self._why(incident_id), was, now, claims)

    def _why(self, incident_id: str) -> Why:
        if incident_id not in self._ids["before"]:
            return "added"
        if incident_id not in self._ids["after"]:
            return "removed"
        if incident_id not in self._ids["then"]:
            return "entered"
        return "corrected" if incident_id in self._ids["now"] else "left"

    @cached_property
    def _ids(self) -> dict[str, frozenset[str]]:
        frames = {
            "before": self.before.record.incidents,
            "after": self.after.record.incidents,
            "then": self.before.incidents,
            "now": self.after.incidents,
        }
        return {name: frozenset(frame["incident_id"]) for name, frame in frames.items()}

    @cached_property
    def _edits_on(self) -> dict[str, list[Edit]]:
        found: dict[str, list[Edit]] = {}
        for edit, incidents in zip(self.edits, self.incidents, strict=True):
            for incident_id in incidents if edit.table in OF_INCIDENTS else ():
                found.setdefault(incident_id, []).append(edit)
        return found

    @cached_property
    def _measures(self) -> dict[str, str]:
        """Return the measure of every claim of either version."""
        claims = [part.record.claims[["claim_id", "measure"]] for part in (self.before, self.after)]
        return {one: measure for part in claims for one, measure in part.astype(object).itertuples(index=False)}

    def _measures_of(self, edit: Edit) -> set[str]:
        cell = edit.cell("measure")
        return {self._measures.get(edit.row, ""), *((cell.was, cell.now) if cell else ())}


def _sum(one: Total) -> tuple[int | None, int | None, bool]:
    return one.low, one.high, one.open > 0


def _is_superseded(edit: Edit) -> bool:
    cell = edit.cell(SUPERSEDED)
    return cell is not None and not cell.was and bool(cell.now)


def _knows(selection: Selection, measure: str) -> bool:
    return f"{measure}_high" in selection.record.profiles


def _total_of(selection: Selection, measure: str) -> Total:
    """Return a total; of a measure that a version does not have yet nobody states anything."""
    if _knows(selection, measure):
        return total(selection, measure)
    count = int(selection.incidents["in_totals"].sum())
    return Total(None, None, count, count)


def _parts(selection: Selection, measure: str) -> dict[str, Ends]:
    """Return what each selected incident has in a total; what is left out of totals is not there."""
    rows, profiles = selection.incidents, selection.record.profiles
    if not _knows(selection, measure):
        return {}
    ends = profiles[[f"{measure}_{end}" for end in ("low", "high", "at_least")]].to_numpy()[rows["profile"]]
    counted = rows["in_totals"].to_numpy(dtype=bool)
    return {
        str(one): (low, high, at_least > 0)
        for one, (low, high, at_least), is_counted in zip(rows["incident_id"], ends.tolist(), counted, strict=True)
        if is_counted
    }


def _differing(was: Mapping[str, Ends], now: Mapping[str, Ends]) -> list[str]:
    """Return the incidents of which one version says otherwise; one that both say nothing of moves no total."""
    pairs = {one: (was.get(one), now.get(one)) for one in sorted(was.keys() | now.keys())}
    return [one for one, pair in pairs.items() if repr(pair[0]) != repr(pair[1]) and not all(map(_says_nothing, pair))]


def _says_nothing(ends: Ends | None) -> bool:
    return ends is None or bool(np.isnan(ends[1]))


_edited: Kept[str, Edited] = Kept(most=4)


def difference(before: Record, after: Record, question: Question = Question()) -> Difference:  # noqa: B008 - a value
    """Hold two versions of a record against each other, as far as they answer a question."""
    held = _edited.of(after, before.stamp, lambda: edited_between(before, after))
    then, now = select(before, question), select(after, question)
    if not question.active():
        return Difference(then, now, held.edits, held.incidents)
    asked = {*then.incidents["incident_id"], *now.incidents["incident_id"]}
    chosen = [pair for pair in zip(held.edits, held.incidents, strict=True) if not asked.isdisjoint(pair[1])]
    edits, incidents = zip(*chosen, strict=True) if chosen else ((), ())
    return Difference(then, now, tuple(edits), tuple(incidents))
