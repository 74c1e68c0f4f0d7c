"""What is told of a large record as a whole: what others counted, beside what it holds of the same."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import reduce
from operator import and_
from typing import Any

import pandas as pd

from incidents.record.contract import TALLIES
from incidents.record.kept import Kept
from incidents.record.record import Record
from incidents.record.schema import Code
from incidents.selection.completeness import summed, tallies
from incidents.selection.large.conditions import among, codes_in, touching
from incidents.selection.large.few import FewTables
from incidents.selection.large.questions import LargeRecord
from incidents.selection.large.taken import MOST_TAKEN
from incidents.selection.large.written import Rows

_SPAN = ["date_start", "date_end"]
_kept: Kept[None, Record] = Kept()


def frame_in_full(large: LargeRecord) -> Record:
    """Return the frame with what others counted, compared with all of the record; made once for a version of it."""
    return _kept.of(large.frame, None, lambda: _made(large))


def _made(large: LargeRecord) -> Record:
    tables = large.frame.tables
    if not isinstance(tables, FewTables) or TALLIES not in tables.schema.tables:
        return large.frame
    full = replace(large.frame, tables=replace(tables, held={**tables.held, TALLIES: large.read(TALLIES)}))
    tallies(full, _WhereKept(large))
    return full


@dataclass(frozen=True, eq=False)
class _WhereKept:
    """What a large record holds of what others count (see ``Holds``): spans are counted there, periods told here."""

    large: LargeRecord
    _spans: dict[str, pd.DataFrame] = field(default_factory=dict)

    def held(self, area: Code, kind: Code, start: dt.date, end: dt.date) -> tuple[int, int] | None:
        def alike() -> Rows:
            rows = self._of_kind(self._in_area(self.large.rows, area), kind)
            return rows.filter(rows.in_totals)

        if measures := kind.texts.get("measures"):
            return self._summed(alike(), measures, start, end)
        spans = self._counted(f"{area.texts} {kind.texts}", alike)
        inside, touching = _in_period(spans, start, end)
        return int(spans.loc[inside, "counted"].sum()), int(spans.loc[touching, "counted"].sum())

    def left_out(self, area: Code, start: dt.date, end: dt.date) -> int:
        def several() -> Rows:
            rows = self._in_area(self.large.rows, area)
            return rows.filter(~rows.in_totals)

        spans = self._counted(f"several {area.texts}", several)
        return int(spans.loc[_in_period(spans, start, end)[1], "counted"].sum())

    def _counted(self, key: str, asked: Callable[[], Rows]) -> pd.DataFrame:
        """Count incidents of a known date by their spans; what is asked is put together once for all periods."""
        if key not in self._spans:
            rows = _dated(asked())
            counted = self.large.answer(rows.group_by(_SPAN).aggregate(counted=rows.count()))
            self._spans[key] = counted.assign(**{name: pd.to_datetime(counted[name]) for name in _SPAN})
        return self._spans[key]

    def _summed(self, rows: Rows, measures: list[str], start: dt.date, end: dt.date) -> tuple[int, int] | None:
        """Sum measures of claims, of as many incidents as can be taken into memory; of more nothing is compared."""
        rows = _dated(rows)
        rows = rows.filter(touching(rows, (start, end)))
        found = self.large.answer(rows.select("incident_id", *_SPAN).limit(MOST_TAKEN + 1))
        if len(found) > MOST_TAKEN:
            return None
        inside, _touching = _in_period(found, start, end)
        few = self.large.few(found["incident_id"].tolist())
        return summed(few, measures, found["incident_id"].tolist(), frozenset(found.loc[inside, "incident_id"]))

    def _of_kind(self, rows: Rows, kind: Code) -> Rows:
        rows = rows.filter(rows.kind.isin(list(kind.texts.get("kinds", ()))))
        rows = rows.filter(rows.is_role.isin(list(kind.texts.get("roles", ()))))
        if "claimed_by" not in kind.texts:
            return rows
        claims = self.large.table("claims", ["incident_id", "origin_id"])
        return rows.semi_join(claims.filter(claims.origin_id == kind.texts["claimed_by"]), "incident_id")

    def _in_area(self, rows: Rows, area: Code) -> Rows:
        asked = (
            ("governorates", "governorates", True),
            ("targets", "not_against", False),
            ("targets", "against", True),
        )
        conditions = [
            self._holds(rows, column, frozenset(area.texts[name]), is_wanted=is_wanted)
            for column, name, is_wanted in asked
            if name in area.texts
        ]
        return rows.filter(reduce(and_, conditions)) if conditions else rows

    def _holds(self, rows: Rows, column: str, codes: frozenset[str], *, is_wanted: bool) -> Any:  # noqa: ANN401
        sets = [held for held in self.large.sets_of(column) if held and codes & codes_in(held)]
        holds = among(rows[column], sets).fill_null(False)  # noqa: FBT003 - of ibis
        return holds if is_wanted else ~holds


def _dated(rows: Rows) -> Rows:
    return rows.filter((rows.date_precision != "unknown").fill_null(True), rows.date_start.notnull())  # noqa: FBT003, PD004 - of ibis


def _in_period(spans: pd.DataFrame, start: dt.date, end: dt.date) -> tuple[pd.Series, pd.Series]:
    """Say which spans lie inside a period, and which touch it."""
    first, last = (pd.to_datetime(spans[name]) for name in _SPAN)
    begin, stop = pd.Timestamp(start), pd.Timestamp(end)
    return (first >= begin) & (last <= stop), (last >= begin) & (first <= stop)
