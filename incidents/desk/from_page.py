"""A draft from a page: the next free ids, the page as its first source, and all that its text suggests."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from incidents.desk.beginnings import begin_incident
from incidents.desk.changing import with_document
from incidents.desk.draft import Draft
from incidents.desk.drafts import free_name
from incidents.desk.following import Facts
from incidents.desk.new_ids import next_incident_ids
from incidents.desk.suggesting import Page, suggest
from incidents.record.web_addresses import true_address

_MOST_EVENTS = 20  # of one text, for which ids are ready
_A_DAY = len("2025-10-30")


def empty_draft(facts: Facts, by: str, folder: Path, others: Sequence[Draft]) -> Draft:
    """Begin a draft in which nothing stands but the next free id, by which it is called.

    Raises DraftError for a record that cannot be edited.
    """
    draft = begin_incident(facts.kept, "new", by, others)
    return replace(draft, name=free_name(folder, draft.rows["incidents"][0]["incident_id"]))


def draft_from_page(page: Page, facts: Facts, by: str, folder: Path, others: Sequence[Draft]) -> Draft:
    """Begin a draft from a page, with the page as the first source and with all that its text suggests.

    Raises NotInstalledError where a library is missing that reads texts, DraftError for a record that cannot be edited.
    """
    draft = empty_draft(facts, by, folder, others)
    address = true_address(page.address) if "://" in page.address else ""
    if not page.text and not address:
        return draft
    draft = replace(draft, text=page.text, address=address, title=page.title)
    draft = with_source(draft, page, facts)
    published = draft.rows["sources"][0].get("published", "")  # what "on Sunday" counts from
    day = published if len(published) == _A_DAY else None
    ids = next_incident_ids(facts.kept, others, _MOST_EVENTS)
    return replace(draft, suggestions=suggest(facts.record, page.text, day, address, page.title, ids))


def with_source(draft: Draft, page: Page, facts: Facts) -> Draft:
    """Put a page at the end of a draft's sources."""
    address = true_address(page.address) if "://" in page.address else ""
    return with_document(draft, address, page.text, facts, page.published or "")


def with_reading_of(draft: Draft, other: Draft) -> Draft:
    """Return a draft with what another was made from: its text, its documents, and the claims that the text suggests.

    So an account that turns out to be of an incident of the record is added to that one.
    """
    held = len(draft.rows.get("claims", ()))
    known = {row.get("source_id") for row in draft.rows.get("sources", ())}
    documents = tuple(row for row in other.rows.get("sources", ()) if row.get("source_id") not in known)
    claims = len(other.rows.get("claims", ()))
    suggested = tuple(
        replace(one, row=one.row - claims + held)
        for one in other.suggestions
        if one.table == "claims" and one.row >= claims and one.column not in ("incident_id", "claim_id")
    )
    return replace(
        draft,
        text=other.text,
        address=other.address,
        title=other.title,
        suggestions=suggested,
        rows={**draft.rows, "sources": (*draft.rows.get("sources", ()), *documents)},
    )
