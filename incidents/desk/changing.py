"""What a curator does to a draft: a cell is filled, a row comes or goes. Each gives another draft; none writes a file.

What follows from a cell by itself is filled along (``following``), so that nobody types it: the governorate of a place,
the event type of a sub-event type, how a party is called in the other language.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from incidents.desk.draft import Draft, Row, Suggestion
from incidents.desk.following import Facts, following

Step = Literal["set", "add", "remove", "take"]
_OF_AN_INCIDENT = ("claims", "incident_actors")


@dataclass(frozen=True)
class Change:
    """One step of a curator: a cell is set, a row is added or removed, a suggestion taken with its row where it lacks.

    ``row`` counts the draft's rows of the table from 0.
    """

    step: Step
    table: str
    row: int
    column: str = ""
    value: str = ""


def changed(draft: Draft, change: Change, facts: Facts) -> Draft:
    """Return the draft after one step, and what follows from it; raise IndexError for a row it does not have."""
    if change.step == "add":
        return with_row(draft, change.table)
    if change.step == "remove":
        return without_row(draft, change.table, change.row)
    if change.step == "take":
        while len(draft.rows.get(change.table, ())) <= change.row:
            draft = with_row(draft, change.table)
    before = cell(draft, change.table, change.row, change.column)
    if before == change.value:
        return draft
    draft = with_cell(draft, change.table, change.row, change.column, change.value)
    for table, row, column, value in following(draft.rows, change.table, change.row, change.column, before, facts):
        draft = with_cell(draft, table, row, column, value)
    return draft


def cell(draft: Draft, table: str, row: int, column: str) -> str:
    """Return a cell, "" where it is empty; raise IndexError for a row that the draft does not have."""
    return draft.rows.get(table, ())[row].get(column, "")


def with_cell(draft: Draft, table: str, row: int, column: str, value: str) -> Draft:
    """Return the draft with one cell as given. A row's own id takes along what refers to it."""
    held = list(draft.rows.get(table, ()))
    before = held[row].get(column, "")
    held[row] = {**held[row], column: value}
    rows = {**draft.rows, table: tuple(held)}
    if before and (table, column) in _REFERRED:
        rows = _renamed(rows, *_REFERRED[table, column], before, value)
    return replace(draft, rows=rows)


# Which columns refer to a row's own id, by table and column of the id.
_REFERRED: Mapping[tuple[str, str], tuple[str, tuple[str, ...]]] = {
    ("incidents", "incident_id"): ("incident_id", _OF_AN_INCIDENT),
    ("sources", "source_id"): ("source_id", ("claims",)),
    ("gazetteer", "place_id"): ("place_id", ("incidents",)),
    ("claims", "claim_id"): ("superseded_by", ("claims",)),
}


def _renamed(
    rows: Mapping[str, tuple[Row, ...]], column: str, tables: tuple[str, ...], before: str, value: str
) -> dict[str, tuple[Row, ...]]:
    renamed = {
        table: tuple({**row, column: value} if row.get(column) == before else row for row in rows.get(table, ()))
        for table in tables
    }
    if column == "incident_id" and "claims" in renamed:  # the number of a claim begins with its incident's
        renamed["claims"] = tuple(
            {**row, "claim_id": f"{value}{row['claim_id'].removeprefix(before)}"}
            if row.get("claim_id", "").startswith(f"{before}-")
            else row
            for row in renamed["claims"]
        )
    return {**rows, **renamed}


def with_row(draft: Draft, table: str) -> Draft:
    """Return the draft with one more row, which knows its incident, its number and, of a claim, the first document."""
    held = draft.rows.get(table, ())
    row: dict[str, str] = {}
    incident_id = next((one.get("incident_id", "") for one in draft.rows.get("incidents", ())), "")
    if table in _OF_AN_INCIDENT:
        row["incident_id"] = incident_id
    if table == "claims":
        row["claim_id"] = _next_claim(incident_id, draft)
        row |= _as_before(held, draft)
    return replace(draft, rows={**draft.rows, table: (*held, row)})


def _as_before(held: tuple[Row, ...], draft: Draft) -> dict[str, str]:
    """Return who says the next thing, and where: most often it is who said the last."""
    if held:
        kept = ("source_id", "origin_id", "attributed_to", "attributed_to_ar")
        return {column: held[-1][column] for column in kept if held[-1].get(column)}
    first = next((row.get("source_id", "") for row in draft.rows.get("sources", ())), "")
    return {"source_id": first} if first else {}


def _next_claim(incident_id: str, draft: Draft) -> str:
    """Number a claim after all that the draft or the record, as it was seen, has of its incident."""
    known = (*draft.rows.get("claims", ()), *draft.seen.get("claims", ()))
    numbers = [row.get("claim_id", "").rpartition("-")[2] for row in known if row.get("incident_id") == incident_id]
    return f"{incident_id}-{max((int(number) for number in numbers if number.isdecimal()), default=0) + 1:02d}"


def without_row(draft: Draft, table: str, row: int) -> Draft:
    """Return the draft without a row; what a text suggests for the rows after it moves up with them."""
    held = list(draft.rows.get(table, ()))
    del held[row]
    return replace(
        draft,
        rows={**draft.rows, table: tuple(held)},
        suggestions=tuple(_moved(draft.suggestions, table, row)),
        reviews=tuple(
            replace(one, row=one.row - 1) if one.table == table and one.row > row else one
            for one in draft.reviews
            if (one.table, one.row) != (table, row)
        ),
    )


def _moved(suggestions: tuple[Suggestion, ...], table: str, row: int) -> Iterator[Suggestion]:
    for one in suggestions:
        if one.table != table or one.row < row:
            yield one
        elif one.row > row:
            yield replace(one, row=one.row - 1)
