"""Ids that nobody has: the next number for incidents and claims, a name for sources and places.

Ids are permanent, and one that was deleted is not used again. So what counts as taken is what stands in the tables, in
other drafts, and in the texts that come with the record: its log of changes names every id that has gone.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from urllib.parse import urlsplit

from geodata.cells import SEPARATOR, parts_of
from geodata.normalising import folded
from incidents.desk.draft import Draft, Row
from incidents.desk.kept_record import KeptRecord

_NUMBERED = re.compile(r"(.*?)([0-9]+)")
_FIRST = "INC-0000"  # of a record whose ids are no numbers
_LONGEST = 60


def next_incident_ids(kept: KeptRecord, drafts: Iterable[Draft], count: int = 1) -> list[str]:
    """Return so many ids for new incidents, in the record's own way of numbering."""
    held = [row["incident_id"] for row in kept.rows("incidents").values()]
    prefix, width = _numbering(held)
    named = re.compile(rf"(?<!\w){re.escape(prefix)}([0-9]{{1,18}})(?![0-9])")
    told = [*held, *(row.get("related", "") for row in kept.rows("incidents").values()), *kept.files.texts.values()]
    told += [row.get("incident_id", "") for draft in drafts for row in draft.rows.get("incidents", ())]
    last = max((int(number) for text in told for number in named.findall(text)), default=0)
    return [f"{prefix}{number:0{width}}" for number in range(last + 1, last + 1 + count)]


def _numbering(ids: Iterable[str]) -> tuple[str, int]:
    """Return what most ids begin with, and how many digits the latest of these has."""
    parts = [found.groups() for name in (*ids, _FIRST) if (found := _NUMBERED.fullmatch(name))]
    prefix = Counter(before for before, _number in parts).most_common(1)[0][0]
    return prefix, max(len(number) for before, number in parts if before == prefix)


def next_claim_id(kept: KeptRecord, draft: Draft, incident_id: str) -> str:
    """Return the id of a further claim on an incident."""
    named = re.compile(rf"{re.escape(incident_id)}-([0-9]{{1,9}})(?![0-9])")
    told = [*(key[0] for key in kept.rows("claims")), *kept.files.texts.values()]
    told += [row.get("claim_id", "") for rows in (draft.rows, draft.seen) for row in rows.get("claims", ())]
    last = max((int(number) for text in told for number in named.findall(text)), default=0)
    return f"{incident_id}-{last + 1:02}"


def new_source_id(kept: KeptRecord, draft: Draft, source: Row) -> str:
    """Return an id for a source, made of its publisher (or host), its day and what its address ends with."""
    host = (urlsplit(source.get("url", "")).hostname or "").removeprefix("www.")
    publisher = _slug(source.get("publisher", ""), 20) or _slug(host.rpartition(".")[0], 20)
    topic = _slug(urlsplit(source.get("url", "")).path.rstrip("/").rpartition("/")[2].partition(".")[0], 20)
    wanted = "-".join(filter(None, (publisher, source.get("published", ""), topic)))
    return _free(wanted or "source", _taken(kept, draft, "sources", "source_id"))


def new_place_id(kept: KeptRecord, draft: Draft, place: Row) -> str:
    """Return an id for a place, made of its name in English."""
    table = kept.place_table
    wanted = _slug(place.get("name_en", ""), _LONGEST)
    return _free(wanted or "place", _taken(kept, draft, table, "place_id") | set(kept.record.gazetteer.known))


def new_origin_id(kept: KeptRecord, draft: Draft, origin: Row) -> str:
    """Return an id for a party that speaks, made of its name in English."""
    return _free(_slug(origin.get("name_en", ""), _LONGEST) or "party", _taken(kept, draft, "origins", "origin_id"))


def new_actor_id(kept: KeptRecord, draft: Draft, actor: Row) -> str:
    """Return an id for an actor, made of its name in English."""
    return _free(_slug(actor.get("name_en", ""), _LONGEST) or "actor", _taken(kept, draft, "actors", "actor_id"))


def _taken(kept: KeptRecord, draft: Draft, table: str, column: str) -> set[str]:
    return {*(key[0] for key in kept.rows(table)), *(row.get(column, "") for row in draft.rows.get(table, ()))}


def _slug(text: str, longest: int) -> str:
    """Write a name as an id has it: small letters, digits and hyphens; cut between words where it can be."""
    plain = re.sub(r"[^a-z0-9]+", "-", folded(text)).strip("-")
    return plain if len(plain) <= longest else (plain[:longest].rpartition("-")[0] or plain[:longest])


def _free(wanted: str, taken: Collection[str]) -> str:
    return next(name for name in _numbered(wanted) if name not in taken)


def _numbered(wanted: str) -> Iterator[str]:
    yield wanted
    number = 2
    while True:
        yield f"{wanted}-{number}"
        number += 1


def with_free_ids(kept: KeptRecord, draft: Draft, others: Iterable[Draft]) -> Draft:
    """Return a draft whose new incidents have ids that are still free, with all that names them; claims follow."""
    seen = {row.get("incident_id") for row in draft.seen.get("incidents", ())}
    new = [row["incident_id"] for row in draft.rows.get("incidents", ()) if row.get("incident_id") not in seen]
    taken = [name for name in new if (name,) in kept.rows("incidents")]
    free = next_incident_ids(kept, [*others, draft], len(taken))
    names = dict(zip(taken, free, strict=True))
    claims = {
        row["claim_id"]: names[row["incident_id"]] + row["claim_id"].removeprefix(row["incident_id"])
        for row in draft.rows.get("claims", ())
        if row.get("incident_id") in names and row.get("claim_id")
    }
    return with_other_names(draft, names | claims) if names else draft


_NAMING = ("incident_id", "incident_ids", "related", "claim_id", "superseded_by")


def with_other_names(draft: Draft, names: Mapping[str, str]) -> Draft:
    """Return a draft in which incidents and claims are called otherwise wherever their ids stand."""

    def renamed(row: Row) -> Row:
        return {
            name: SEPARATOR.join(names.get(part, part) for part in parts_of(cell)) if name in _NAMING else cell
            for name, cell in row.items()
        }

    return replace(draft, rows={table: tuple(map(renamed, rows)) for table, rows in draft.rows.items()})


def renumbered(kept: KeptRecord, draft: Draft, place: int, before: str) -> Draft:
    """Let a new claim that has gone over to another incident bear a number of that one; ids of the record stay."""
    claim = draft.rows["claims"][place]
    own, incident_id = claim.get("claim_id", ""), claim["incident_id"]
    if not incident_id or not own.startswith(f"{before}-") or (own,) in kept.rows("claims"):
        return draft
    return with_other_names(draft, {own: next_claim_id(kept, draft, incident_id)})
