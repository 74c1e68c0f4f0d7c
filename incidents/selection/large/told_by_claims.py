"""What a large record is asked beyond ``worked_out``: who tells of the incidents that answer, and with whom they are.

The claims and the roles are joined to the incidents where they are kept.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import ibis
import pandas as pd

from incidents.record.schema import KINDS
from incidents.record.vocabulary import NOT_STATED, STANDING, UNATTRIBUTED
from incidents.selection.dossiers import NAMED, NAMELESS, PARTS, REMARK, Dossier, Voice, lies_in, subject_of
from incidents.selection.filters import LISTS
from incidents.selection.large import sums
from incidents.selection.large.options import counted
from incidents.selection.large.questions import LargeRecord, table_of
from incidents.selection.large.written import Rows
from incidents.selection.question import Question
from incidents.selection.sides import Side


def side(large: LargeRecord, question: Question) -> Side:
    """Return what ``side_of`` returns in memory."""
    figures = sums.key_figures(large, question)
    told = int(large.ask(_cited, question, large.home)["told"].iloc[0])
    counts = counted(large, question, ["kind"])["kind"]
    codes = list(large.frame.schema.codes(KINDS))
    kinds = pd.Series([counts.get(code, 0) for code in codes], index=pd.Index(codes, name="kind"), name="incidents")
    return Side(figures, told / figures.incidents if figures.incidents else float("nan"), kinds)


def dossier(large: LargeRecord, question: Question, written: str) -> Dossier:
    """Return what ``dossier_of`` returns in memory."""
    name, code = subject_of(written)
    listed = "tactic" if name == "kind" else "kind"
    parts, order = PARTS.get(name, ()), LISTS[listed].codes(large.frame)
    counts = counted(large, question, [*dict.fromkeys((listed, *parts))])
    return Dossier(
        parts=[found for part in parts for found in _parts(large, counts[part], part, code)],
        roles=_roles(large, question, code if name == "actor" else ""),
        voices=_voices(large, question),
        kinds=_most_first((listed, held, counts[listed].get(held, 0)) for held in order),
    )


def coverage_by_month(large: LargeRecord, question: Question) -> pd.DataFrame:
    """Return what ``summaries.coverage_by_month`` returns in memory."""
    found = large.ask(_claims_by_month, question, large.home)
    kind = large.frame.origins["kind"].astype("str").reindex(found["origin_id"]).to_numpy()
    period = pd.to_datetime(found[["year", "month"]].assign(day=1)).astype("datetime64[s]")
    found = found.assign(period=period, origin_kind=kind).dropna()
    by = ["period", "origin_kind"]
    return found.groupby(by)["claims"].sum().reset_index()


def _claims_by_month(rows: Rows, home: str) -> Rows:
    rows = rows.select("incident_id", "date_start")
    dated = rows.filter(rows.date_start.notnull())  # noqa: PD004 - of ibis
    claims = table_of(home, "claims", ["incident_id", "origin_id"])
    told = dated.mutate(year=dated.date_start.year(), month=dated.date_start.month()).join(claims, "incident_id")
    return told.group_by("year", "month", "origin_id").aggregate(claims=told.count())


def _beside(home: str, table: str, columns: Iterable[str], rows: Rows) -> Rows:
    """Return rows of another table on the incidents that answer."""
    held = table_of(home, table, ["incident_id", *columns])
    return held.semi_join(rows.select("incident_id"), "incident_id")


def _cited(rows: Rows, home: str) -> Rows:
    cited = _beside(home, "claims", ["source_id"], rows).distinct()
    return cited.aggregate(told=cited.count())


def _most_first(rows: Iterable[tuple[str, str, int]]) -> list[tuple[str, str, int]]:
    return sorted((row for row in rows if row[2]), key=lambda row: -row[2])


def _parts(large: LargeRecord, counts: Mapping[str, int], part: str, area: str) -> list[tuple[str, str, int]]:
    inside = sorted(counts)
    return _most_first((part, code, counts[code]) for code in inside if lies_in(large.frame, part, code, area))


def _in_roles(rows: Rows, home: str) -> Rows:
    held = _beside(home, "incident_actors", ["role", "actor_id"], rows).distinct()
    return held.group_by("role", "actor_id").aggregate(counted=held.count())


def _roles(large: LargeRecord, question: Question, left_out: str) -> dict[str, list[tuple[str, int]]]:
    found = large.ask(_in_roles, question, large.home)
    counts: Mapping[Any, Any] = found.set_index(["role", "actor_id"])["counted"].to_dict()
    actors = [code for code in sorted(large.frame.actors.index) if code not in {left_out, NOT_STATED}]
    roles = {
        role: [(actor, int(counts[role, actor])) for actor in actors if (role, actor) in counts]
        for role in large.frame.schema.codes("incident_actors.role")
    }
    return {role: sorted(named, key=lambda pair: -pair[1]) for role, named in roles.items() if named}


def _spoken(rows: Rows, home: str, has_standing: bool) -> Rows:  # noqa: FBT001 - part of a shape
    claims = _beside(home, "claims", ["origin_id", *([STANDING] if has_standing else [])], rows)
    worth = (claims.origin_id == UNATTRIBUTED).ifelse(NAMELESS, NAMED)
    if has_standing:
        worth = claims[STANDING].isnull().ifelse(worth, REMARK)  # noqa: PD003 - of ibis
    claims = claims.mutate(worth=worth)
    said = claims.group_by("incident_id", "origin_id").aggregate(claims=claims.count(), worth=claims.worth.max())
    of_incident = ibis.window(group_by="incident_id")
    said = said.mutate(best=said.worth.max().over(of_incident))
    said = said.mutate(telling=(said.worth == said.best).ifelse(1, 0))
    said = said.mutate(alike=said.telling.sum().over(of_incident))
    is_alone = ((said.telling == 1) & (said.alike == 1)).ifelse(1, 0)
    return (
        said.mutate(is_alone=is_alone)
        .group_by("origin_id")
        .aggregate(incidents=ibis._.count(), claims=ibis._.claims.sum(), alone=ibis._.is_alone.sum())
    )


def _voices(large: LargeRecord, question: Question) -> list[Voice]:
    """Count what each origin says; an incident rests on the only one among those whose accounts are worth most."""
    has_standing = any(field["name"] == STANDING for field in large.frame.schema.fields("claims"))
    found = large.ask(_spoken, question, large.home, has_standing)
    counts = {str(row["origin_id"]): row for row in found.to_dict("records")}
    voices = [
        Voice(origin, *(int(counts[origin][name]) for name in ("incidents", "claims", "alone")))
        for origin in map(str, large.frame.origins["origin_id"])
        if origin in counts
    ]
    return sorted(voices, key=lambda voice: (-voice.incidents, -voice.claims))
