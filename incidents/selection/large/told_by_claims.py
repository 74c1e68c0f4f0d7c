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
from incidents.selection.large.conditions import Rows
from incidents.selection.large.questions import LargeRecord, codes_held
from incidents.selection.large.worked_out import CODES, SETS
from incidents.selection.question import Question
from incidents.selection.sides import Side


def side(large: LargeRecord, question: Question) -> Side:
    """Return what ``side_of`` returns in memory."""
    figures = sums.key_figures(large, question)
    cited = _beside(large, "claims", ["source_id"], large.selected(question)).distinct()
    told = int(large.answer(cited.aggregate(told=cited.count()))["told"].iloc[0])
    counted = _counted(large, large.selected(question), "kind")
    codes = list(large.frame.schema.codes(KINDS))
    kinds = pd.Series([counted.get(code, 0) for code in codes], index=pd.Index(codes, name="kind"), name="incidents")
    return Side(figures, told / figures.incidents if figures.incidents else float("nan"), kinds)


def dossier(large: LargeRecord, question: Question, written: str) -> Dossier:
    """Return what ``dossier_of`` returns in memory."""
    rows, (name, code) = large.selected(question), subject_of(written)
    listed = "tactic" if name == "kind" else "kind"
    kinds, order = _counted(large, rows, listed), LISTS[listed].codes(large.frame)
    return Dossier(
        parts=[found for part in PARTS.get(name, ()) for found in _parts(large, rows, part, code)],
        roles=_roles(large, rows, code if name == "actor" else ""),
        voices=_voices(large, rows),
        kinds=_most_first((listed, held, kinds.get(held, 0)) for held in order),
    )


def coverage_by_month(large: LargeRecord, question: Question) -> pd.DataFrame:
    """Return what ``summaries.coverage_by_month`` returns in memory."""
    rows = large.selected(question, "incident_id", "date_start")
    dated = rows.filter(rows.date_start.notnull())  # noqa: PD004 - of ibis
    claims = large.table("claims", ["incident_id", "origin_id"])
    told = dated.mutate(year=dated.date_start.year(), month=dated.date_start.month()).join(claims, "incident_id")
    found = large.answer(told.group_by("year", "month", "origin_id").aggregate(claims=told.count()))
    kind = large.frame.origins["kind"].astype("str").reindex(found["origin_id"]).to_numpy()
    period = pd.to_datetime(found[["year", "month"]].assign(day=1)).astype("datetime64[s]")
    found = found.assign(period=period, origin_kind=kind).dropna()
    by = ["period", "origin_kind"]
    return found.groupby(by)["claims"].sum().reset_index()


def _beside(large: LargeRecord, table: str, columns: Iterable[str], rows: Rows) -> Rows:
    """Return rows of another table on the incidents that answer."""
    held = large.table(table, ["incident_id", *columns])
    return held.semi_join(rows.select("incident_id"), "incident_id")


def _counted(large: LargeRecord, rows: Rows, name: str) -> dict[str, int]:
    """Count incidents per code of a list, under all filters."""
    column = SETS.get(name) or CODES[name]
    found = large.answer(rows.group_by(column).aggregate(counted=rows.count()))
    counts: dict[str, int] = {}
    for held, counted in zip(found[column], found["counted"], strict=True):
        for code in codes_held(name, held):
            counts[code] = counts.get(code, 0) + int(counted)
    return counts


def _most_first(rows: Iterable[tuple[str, str, int]]) -> list[tuple[str, str, int]]:
    return sorted((row for row in rows if row[2]), key=lambda row: -row[2])


def _parts(large: LargeRecord, rows: Rows, part: str, area: str) -> list[tuple[str, str, int]]:
    counted = _counted(large, rows, part)
    inside = sorted(counted)
    return _most_first((part, code, counted[code]) for code in inside if lies_in(large.frame, part, code, area))


def _roles(large: LargeRecord, rows: Rows, left_out: str) -> dict[str, list[tuple[str, int]]]:
    held = _beside(large, "incident_actors", ["role", "actor_id"], rows).distinct()
    found = large.answer(held.group_by("role", "actor_id").aggregate(counted=held.count()))
    counts: Mapping[Any, Any] = found.set_index(["role", "actor_id"])["counted"].to_dict()
    actors = [code for code in sorted(large.frame.actors.index) if code not in {left_out, NOT_STATED}]
    roles = {
        role: [(actor, int(counts[role, actor])) for actor in actors if (role, actor) in counts]
        for role in large.frame.schema.codes("incident_actors.role")
    }
    return {role: sorted(named, key=lambda pair: -pair[1]) for role, named in roles.items() if named}


def _voices(large: LargeRecord, rows: Rows) -> list[Voice]:
    """Count what each origin says; an incident rests on the only one among those whose accounts are worth most."""
    has_standing = any(field["name"] == STANDING for field in large.frame.schema.fields("claims"))
    claims = _beside(large, "claims", ["origin_id", *([STANDING] if has_standing else [])], rows)
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
    found = large.answer(
        said.mutate(is_alone=is_alone)
        .group_by("origin_id")
        .aggregate(incidents=ibis._.count(), claims=ibis._.claims.sum(), alone=ibis._.is_alone.sum())
    )
    counts = {str(row["origin_id"]): row for row in found.to_dict("records")}
    voices = [
        Voice(origin, *(int(counts[origin][name]) for name in ("incidents", "claims", "alone")))
        for origin in map(str, large.frame.origins["origin_id"])
        if origin in counts
    ]
    return sorted(voices, key=lambda voice: (-voice.incidents, -voice.claims))
