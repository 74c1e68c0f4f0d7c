"""What a curator does to a draft: a cell is filled, a row comes or goes. Each gives another draft; none writes a file.

What follows from a cell by itself is filled along (``following``), so that nobody types it: the governorate of a place,
the event type of a sub-event type, how a party is called in the other language, what a new row is called.
"""

import re
from dataclasses import dataclass, replace
from typing import Literal

from geodata.cells import SEPARATOR, parts_of
from incidents.desk.beginnings import with_cells, with_row, with_superseded, without_row
from incidents.desk.draft import Draft, Row
from incidents.desk.following import Facts, following, of_new_place
from incidents.desk.form import FOUND_IN, PLACES, SEVERAL
from incidents.desk.kept_on import kept_on, left_behind
from incidents.desk.known_sources import find_known_sources
from incidents.desk.naming import named_cells, point_cells
from incidents.desk.new_ids import (
    new_actor_id,
    new_origin_id,
    new_place_id,
    new_source_id,
    next_claim_id,
    renumbered,
)
from incidents.desk.publishers import language_of
from incidents.record.web_addresses import host_of, true_address

Deed = Literal["set", "add", "new", "remove", "take_row", "supersede"]
# Rows that are named by what they hold, until somebody names them; what refers to them, by tables.
_NAMED = {
    "sources": ("source_id", new_source_id, (("claims", "source_id"),)),
    PLACES: ("place_id", new_place_id, (("incidents", "place_id"), ("incidents", "other_place_ids"))),
    "origins": ("origin_id", new_origin_id, (("claims", "origin_id"),)),
    "actors": ("actor_id", new_actor_id, (("incident_actors", "actor_id"),)),
}


@dataclass(frozen=True)
class Step:
    """One step of a curator: a cell is set, a row comes or goes, a suggested row is taken, a claim superseded.

    ``new``: the cell names (``value``) what the record has not; a row for it comes, and the cell refers to that.

    ``row`` counts the draft's rows of the table from 0.
    """

    deed: Deed
    table: str
    row: int
    column: str = ""
    value: str = ""


def changed(draft: Draft, step: Step, facts: Facts) -> Draft:
    """Return the draft after one step, and what follows from it; raise IndexError for a row it does not have."""
    if step.deed == "add":  # which is none of those that the text suggests: they come after it
        end = len(draft.rows.get(step.table, ()))
        later = tuple(
            replace(one, row=one.row + 1) if one.table == step.table and one.row >= end else one
            for one in draft.suggestions
        )
        return with_new_row(replace(draft, suggestions=later), step.table, facts)
    if step.deed == "take_row":
        return taken_row(draft, step.table, step.row, facts)
    _row_of(draft, step.table, step.row)
    if step.deed == "remove":
        return without_row(draft, step.table, step.row)
    if step.deed == "supersede":
        return with_later_figure(draft, step.row, facts)
    if step.deed == "new":
        return with_new_named(draft, step, facts)
    return with_cell(draft, step.table, step.row, step.column, step.value, facts)


def with_new_named(draft: Draft, step: Step, facts: Facts) -> Draft:
    """Return the draft with a new place, party, actor or source of a name, to which the cell of the step refers.

    Raises KeyError for a column that names nothing of the kind.
    """
    kind = FOUND_IN[step.column]
    column = _NAMED[kind][0]
    draft = changed(draft, Step("add", kind, 0), facts)
    place = len(draft.rows[kind]) - 1
    for name, value in named_cells(kind, step.value).items():
        draft = with_cell(draft, kind, place, name, value, facts)
    draft = _named(draft, kind, place, facts)
    return with_reference(draft, step, draft.rows[kind][place][column], facts)


def with_reference(draft: Draft, step: Step, name: str, facts: Facts) -> Draft:
    """Let the cell of a step name a row, beside those that it names, where it may name several."""
    held = _row_of(draft, step.table, step.row).get(step.column, "")
    if step.column in SEVERAL:
        name = SEPARATOR.join(dict.fromkeys([*parts_of(held), name]))
    return with_cell(draft, step.table, step.row, step.column, name, facts)


def with_later_figure(draft: Draft, place: int, facts: Facts) -> Draft:
    """Return the draft with a claim by which the party of another revises that; its source is the last of the draft."""
    claim, sources = _row_of(draft, "claims", place), draft.rows.get("sources", ())
    later = dict.fromkeys(facts.kept.table("claims").columns, "")
    later |= {column: claim.get(column, "") for column in ("attributed_to", "attributed_to_ar")}
    later["source_id"] = sources[-1].get("source_id", "") if sources else ""
    del later["claim_id"]
    return with_superseded(facts.kept, draft, claim["claim_id"], later)


def _row_of(draft: Draft, table: str, place: int) -> Row:
    if place < 0:
        raise IndexError(place)
    return draft.rows.get(table, ())[place]


def with_cell(draft: Draft, table: str, place: int, column: str, value: str, facts: Facts) -> Draft:
    """Return the draft with one cell as given, and with what follows from it."""
    row = _row_of(draft, table, place)
    before = row.get(column, "")
    if before == value:
        return draft
    named = _is_named_by_itself(draft, table, place, facts)
    told = point_cells(column, value) if table == PLACES else {}
    left = left_behind(draft.rows, place, before) if (table, column) == ("claims", "origin_id") else {}
    draft = with_cells(draft, table, place, {column: value} | told | left)
    draft = with_cells(draft, table, place, dict(following(draft.rows[table][place], table, column, before, facts)))
    if named and column != _NAMED[table][0]:
        draft = _named(draft, table, place, facts)
    elif table in _NAMED and column == _NAMED[table][0]:
        draft = _referred(draft, table, before, value)
    if (table, column) == ("claims", "incident_id"):
        return renumbered(facts.kept, draft, place, before)
    return _with_place_told(draft, row, draft.rows[PLACES][place]) if table == PLACES else draft


def _with_place_told(draft: Draft, before: Row, place: Row) -> Draft:
    """Let the incidents at a place of the draft say what follows from it."""
    for number, incident in enumerate(draft.rows.get("incidents", ())):
        if incident.get("place_id") == place["place_id"] != "":
            draft = with_cells(draft, "incidents", number, of_new_place(incident, before, place))
    return draft


def with_new_row(draft: Draft, table: str, facts: Facts, incident_id: str = "") -> Draft:
    """Return the draft with one more row, which knows its incident, its number and, of a claim, who spoke last."""
    held = draft.rows.get(table, ())
    columns = facts.kept.table(facts.table(table)).columns
    row = dict.fromkeys(columns, "")
    first = next((one["incident_id"] for one in draft.rows.get("incidents", ())), "")
    if "incident_id" in columns and table != "incidents":
        row["incident_id"] = incident_id or (held[-1].get("incident_id", "") if held else first)
    if table == "claims":
        row |= kept_on(held, draft.rows.get("sources", ()))
        row["claim_id"] = next_claim_id(facts.kept, draft, row["incident_id"])
    return with_row(draft, table, row)


def taken_row(draft: Draft, table: str, place: int, facts: Facts) -> Draft:
    """Return the draft with a row that its text suggests, filled with what stands best; it comes after those it has.

    Raises IndexError where the text suggests no such row.
    """
    end = len(draft.rows.get(table, ()))
    best = {one.column: one.value for one in reversed(draft.suggestions) if (one.table, one.row) == (table, place)}
    if not best or place < end:
        raise IndexError(place)
    moved = tuple(
        replace(one, row=end if one.row == place else one.row + (end <= one.row < place)) if one.table == table else one
        for one in draft.suggestions
    )
    draft = with_new_row(replace(draft, suggestions=moved), table, facts, best.get("incident_id", ""))
    if table == "claims" and "origin_id" not in best:
        draft = _spoken_by(draft, end, best.get("attributed_to") or best.get("attributed_to_ar", ""), facts)
    for column, value in best.items():
        draft = with_cell(draft, table, end, column, value, facts)
    return draft


def _spoken_by(draft: Draft, place: int, name: str, facts: Facts) -> Draft:
    """Let a claim be of a party that the text names and the record has not: a new one, or that of the draft."""
    known = (one["origin_id"] for one in draft.rows.get("origins", ()) if name in (one["name_en"], one["name_ar"]))
    step = Step("new", "claims", place, "origin_id", name)
    origin = next(known, "") if name else draft.rows["claims"][place].get("origin_id", "")
    return with_reference(draft, step, origin, facts) if origin or not name else with_new_named(draft, step, facts)


def with_document(draft: Draft, address: str, text: str, facts: Facts, published: str = "") -> Draft:
    """Return the draft with the page it is made from as a source, of the publisher whose pages have the same host.

    A page that the record has already is that source, which stays as it is, but for a day that it lacks.
    """
    known = next(
        (one for one in find_known_sources(facts.record, draft) if one.why == "address" and one.source_id), None
    )
    if known is not None:
        row = dict(facts.kept.rows("sources")[(known.source_id,)])
        seen = {**draft.seen, "sources": (*draft.seen.get("sources", ()), row)}
        return with_row(replace(draft, seen=seen), "sources", row | {"published": row["published"] or published})
    draft = with_new_row(draft, "sources", facts)
    place = len(draft.rows["sources"]) - 1
    told = {"language": language_of(text), "url": true_address(address)}  # a host may have a page of each language
    if published:
        told["published"] = published
    elif found := re.search(r"/(20\d\d)[/-](0[1-9]|1[0-2])[/-](0[1-9]|[12]\d|3[01])(?:/|\b)", address):
        told["published"] = "-".join(found.groups())
    for column, value in told.items():
        if value:
            draft = with_cell(draft, "sources", place, column, value, facts)
    if not host_of(address):
        return draft
    return _named(draft, "sources", place, facts)


def _is_named_by_itself(draft: Draft, table: str, place: int, facts: Facts) -> bool:
    """Say whether a row is called as it would be called by itself, or not at all; one of the record keeps its name."""
    if table not in _NAMED:
        return False
    column = _NAMED[table][0]
    row = draft.rows[table][place]
    name = row.get(column, "")
    if any(seen.get(column) == name for seen in draft.seen.get(table, ())):
        return False
    return name in ("", _made_name(draft, table, place, facts))


def _made_name(draft: Draft, table: str, place: int, facts: Facts) -> str:
    column, make, _used = _NAMED[table]
    nameless = with_cells(draft, table, place, {column: ""})
    return make(facts.kept, nameless, nameless.rows[table][place])


def _named(draft: Draft, table: str, place: int, facts: Facts) -> Draft:
    """Let a row be called as it is called by itself, with all that refers to it."""
    column = _NAMED[table][0]
    before, name = draft.rows[table][place].get(column, ""), _made_name(draft, table, place, facts)
    if name == before:
        return draft
    return _referred(with_cells(draft, table, place, {column: name}), table, before, name)


def _referred(draft: Draft, table: str, before: str, name: str) -> Draft:
    """Let what referred to a row by its earlier name, or of the only row by none, refer to it by the new one."""
    if not before and len(draft.rows[table]) > 1:
        return draft
    for other, column in _NAMED[table][2]:
        for place, row in enumerate(draft.rows.get(other, ())):
            if before and column in SEVERAL:
                parts = [name if part == before else part for part in parts_of(row.get(column, ""))]
                draft = with_cells(draft, other, place, {column: SEPARATOR.join(parts)})
            elif row.get(column, "") == before and (before or column == "source_id"):
                draft = with_cells(draft, other, place, {column: name})
    return draft
