"""How a draft begins and is edited: from nothing or from an incident of the record; every step makes a new draft.

To correct, to supersede a figure, to add an account, to split, merge and relate incidents. What a step needs of the
record it brings into the draft, as ``seen``, so that it shows what somebody else changes meanwhile.
"""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from geodata.cells import SEPARATOR, parts_of
from incidents.desk.draft import Draft, DraftError, Review, Row
from incidents.desk.kept_record import KeptRecord
from incidents.desk.new_ids import next_claim_id, next_incident_ids
from incidents.desk.table_rows import key_of
from incidents.language import N_

_BY_INCIDENT = ("claims", "incident_actors")
_NO_INCIDENT = N_("There is no incident {id} in the draft or the record.")
_NO_CLAIM = N_("There is no claim {id} in the draft.")
_ITSELF = N_("An incident is not merged or related with itself.")


def now() -> str:
    """Return the moment as drafts and reviews have it: UTC, to the second."""
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")


def begin(kept: KeptRecord, name: str, by: str) -> Draft:
    """Begin an empty draft."""
    return Draft(name, kept.stamp, by, now())


def begin_incident(kept: KeptRecord, name: str, by: str, others: Iterable[Draft] = ()) -> Draft:
    """Begin a draft of a new incident, with the next free id."""
    (incident_id,) = next_incident_ids(kept, others)
    row = dict.fromkeys(kept.table("incidents").columns, "") | {"incident_id": incident_id}
    return with_row(begin(kept, name, by), "incidents", row)


def begin_correction(kept: KeptRecord, name: str, by: str, incident_id: str) -> Draft:
    """Begin a draft from an incident of the record, with its claims, their sources, and who acted."""
    draft = with_incident(kept, begin(kept, name, by), incident_id)
    for source_id in dict.fromkeys(row["source_id"] for row in draft.rows.get("claims", ())):
        draft = _with_seen(kept, draft, "sources", (source_id,))
    return draft


def with_incident(kept: KeptRecord, draft: Draft, incident_id: str) -> Draft:
    """Bring an incident of the record into a draft, with its claims and who acted, as far as they are not there."""
    draft = _with_seen(kept, draft, "incidents", (incident_id,))
    for table in _BY_INCIDENT:
        for key, row in kept.rows(table).items():
            if row["incident_id"] == incident_id:
                draft = _with_seen(kept, draft, table, key)
    return draft


def _with_seen(kept: KeptRecord, draft: Draft, table: str, key: tuple[str, ...]) -> Draft:
    """Bring a row of the record into a draft, unless it is there; DraftError for an incident that there is not."""
    columns = kept.table(table).key
    if any(key_of(columns, row) == key for rows in (draft.rows, draft.seen) for row in rows.get(table, ())):
        return draft
    if key not in kept.rows(table):
        if table == "incidents":
            raise DraftError(_NO_INCIDENT, id=key[0])
        return draft
    row = dict(kept.rows(table)[key])
    seen = {**draft.seen, table: (*draft.seen.get(table, ()), row)}
    return replace(draft, seen=seen, rows={**draft.rows, table: (*draft.rows.get(table, ()), row)})


def with_row(draft: Draft, table: str, row: Row) -> Draft:
    """Put a row at the end of a draft's table."""
    return replace(draft, rows={**draft.rows, table: (*draft.rows.get(table, ()), row)})


def without_row(draft: Draft, table: str, place: int) -> Draft:
    """Take a row out; if it is one of the record, the record loses it when the draft is accepted.

    What was said and suggested of the rows behind it moves with them.
    """
    rows = draft.rows[table]
    moved = replace(draft, rows={**draft.rows, table: (*rows[:place], *rows[place + 1 :])})
    return replace(
        moved,
        suggestions=tuple(
            replace(said, row=said.row - 1) if (said.table == table and said.row > place) else said
            for said in draft.suggestions
            if (said.table, said.row) != (table, place)
        ),
        reviews=tuple(
            replace(said, row=said.row - 1) if (said.table == table and said.row > place) else said
            for said in draft.reviews
            if (said.table, said.row) != (table, place)
        ),
    )


def with_cells(draft: Draft, table: str, place: int, cells: Row) -> Draft:
    """Write cells of a row; what somebody had accepted of those that change, and of the whole, is open again."""
    rows = draft.rows[table]
    before = rows[place]
    changed = {name for name, cell in cells.items() if cell != before.get(name, "")}
    if not changed:
        return draft

    def stands(said: Review) -> bool:
        of_it = (said.table, said.row) == (table, place) and said.column in {"", *changed}
        return said.verdict != "accepted" or bool(said.table and not of_it)

    written = {**before, **cells}
    return replace(
        draft,
        rows={**draft.rows, table: (*rows[:place], written, *rows[place + 1 :])},
        reviews=tuple(filter(stands, draft.reviews)),
    )


def with_account(kept: KeptRecord, draft: Draft, source: Row, claims: Sequence[Row]) -> Draft:
    """Add an account: a source, unless draft or record have it, and claims with the next free ids.

    Each claim names its incident; one of the record is not brought into the draft by this.
    """
    held = {row.get("source_id") for row in draft.rows.get("sources", ())}
    if source["source_id"] not in held and (source["source_id"],) not in kept.rows("sources"):
        draft = with_row(draft, "sources", source)
    for claim in claims:
        claim_id = next_claim_id(kept, draft, claim["incident_id"])
        draft = with_row(draft, "claims", {**claim, "claim_id": claim_id, "source_id": source["source_id"]})
    return draft


def with_superseded(kept: KeptRecord, draft: Draft, claim_id: str, later: Row) -> Draft:
    """Add the later figure with which the same primary source revised a claim; the earlier one points to it."""
    if (claim_id,) in kept.rows("claims"):
        draft = _with_seen(kept, draft, "claims", (claim_id,))
    place = _claim_place(draft, claim_id)
    earlier = draft.rows["claims"][place]
    same = {name: earlier.get(name, "") for name in ("incident_id", "measure", "origin_id")}
    new_id = next_claim_id(kept, draft, earlier["incident_id"])
    draft = with_row(draft, "claims", {**later, **same, "claim_id": new_id, "superseded_by": ""})
    return with_cells(draft, "claims", place, {"superseded_by": new_id})


def _claim_place(draft: Draft, claim_id: str) -> int:
    for place, row in enumerate(draft.rows.get("claims", ())):
        if row.get("claim_id") == claim_id:
            return place
    raise DraftError(_NO_CLAIM, id=claim_id)


def with_split(
    kept: KeptRecord, draft: Draft, incident_id: str, claim_ids: Collection[str], others: Iterable[Draft] = ()
) -> Draft:
    """Part an incident in two: a new one that is like it takes these claims, and the same actors; both name each other.

    The claims get ids of the new incident; those that supersede each other have to move together, as ``check`` says.
    """
    draft = with_incident(kept, draft, incident_id)
    (new_id,) = next_incident_ids(kept, [*others, draft])
    (old,) = (row for row in draft.rows["incidents"] if row["incident_id"] == incident_id)
    draft = with_row(draft, "incidents", {**old, "incident_id": new_id, "related": ""})
    for row in draft.rows.get("incident_actors", ()):
        if row["incident_id"] == incident_id:
            draft = with_row(draft, "incident_actors", {**row, "incident_id": new_id})
    return with_relation(kept, _with_moved(kept, draft, claim_ids, new_id), incident_id, new_id)


def with_merged(kept: KeptRecord, draft: Draft, into: str, gone: str) -> Draft:
    """Merge an incident into another: its claims get ids of that, and whatever names it names the other.

    Its row goes, and so do its actors, but for those that the other lacks.
    """
    if into == gone:
        raise DraftError(_ITSELF)
    draft = with_incident(kept, with_incident(kept, draft, into), gone)
    claim_ids = [row["claim_id"] for row in draft.rows.get("claims", ()) if row["incident_id"] == gone]
    draft = _with_moved(kept, draft, claim_ids, into)
    roles = draft.rows.get("incident_actors", ())
    known = {(row["actor_id"], row["role"]) for row in roles if row["incident_id"] == into}
    moved = [{**row, "incident_id": into} for row in roles if row["incident_id"] == gone]
    stay = [row for row in roles if row["incident_id"] != gone]
    stay += [row for row in moved if (row["actor_id"], row["role"]) not in known]
    (lost,) = (row for row in draft.rows["incidents"] if row["incident_id"] == gone)
    left = tuple(row for row in draft.rows["incidents"] if row is not lost)
    draft = replace(draft, rows={**draft.rows, "incidents": left, "incident_actors": tuple(stay)})
    for other in parts_of(lost.get("related", "")):
        draft = draft if other == into else with_relation(kept, draft, into, other)
    for table, column in (("incidents", "related"), ("doubts", "incident_ids")):
        if table in kept.schema.tables:
            draft = _with_other_name(kept, draft, table, column, {gone: into})
    return draft


def _with_other_name(kept: KeptRecord, draft: Draft, table: str, column: str, names: Mapping[str, str]) -> Draft:
    """Let every row that lists an incident list another instead; itself it does not list."""
    for key, row in kept.rows(table).items():
        if names.keys() & set(parts_of(row[column])) and key[0] not in names:
            draft = _with_seen(kept, draft, table, key)
    for place, row in enumerate(draft.rows.get(table, ())):
        told = dict.fromkeys(names.get(part, part) for part in parts_of(row.get(column, "")))
        listed = [part for part in told if part != row.get("incident_id")]
        draft = with_cells(draft, table, place, {column: SEPARATOR.join(listed)})
    return draft


def _with_moved(kept: KeptRecord, draft: Draft, claim_ids: Collection[str], incident_id: str) -> Draft:
    """Let claims be of another incident, under ids of that; what they supersede follows."""
    names: dict[str, str] = {}
    for claim_id in claim_ids:
        place = _claim_place(draft, claim_id)
        names[claim_id] = next_claim_id(kept, draft, incident_id)
        draft = with_cells(draft, "claims", place, {"claim_id": names[claim_id], "incident_id": incident_id})
    for place, row in enumerate(draft.rows.get("claims", ())):
        if row.get("superseded_by") in names:
            draft = with_cells(draft, "claims", place, {"superseded_by": names[row["superseded_by"]]})
    return draft


def with_relation(kept: KeptRecord, draft: Draft, one: str, other: str) -> Draft:
    """Let two incidents name each other."""
    if one == other:
        raise DraftError(_ITSELF)
    for incident_id, named in ((one, other), (other, one)):
        draft = _with_seen(kept, draft, "incidents", (incident_id,))
        for place, row in enumerate(draft.rows["incidents"]):
            if row["incident_id"] == incident_id:
                related = dict.fromkeys([*parts_of(row.get("related", "")), named])
                draft = with_cells(draft, "incidents", place, {"related": SEPARATOR.join(related)})
    return draft
