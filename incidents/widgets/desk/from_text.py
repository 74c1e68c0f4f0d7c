"""Drafts from what a curator pastes or opens: the text, the page as a source, and what the text suggests."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from incidents.desk.beginnings import begin_incident
from incidents.desk.changing import with_document
from incidents.desk.draft import Draft
from incidents.desk.drafts import free_name
from incidents.desk.following import Facts
from incidents.desk.suggesting import suggest
from incidents.desk.suggesting.pages import Page
from incidents.record.web_addresses import true_address

_A_DAY = len("2025-10-30")


def empty_draft(facts: Facts, by: str, folder: Path, others: Sequence[Draft]) -> Draft:
    """Begin a draft in which nothing stands but the next free id, by which it is called."""
    draft = begin_incident(facts.kept, "new", by, others)
    return replace(draft, name=free_name(folder, draft.rows["incidents"][0]["incident_id"]))


def draft_from_page(page: Page, facts: Facts, by: str, folder: Path, others: Sequence[Draft]) -> Draft:
    """Begin a draft from a page, with the page as the first source and with all that its text suggests.

    Raises NotInstalledError where a library is missing that reads texts.
    """
    draft = empty_draft(facts, by, folder, others)
    address = true_address(page.address) if "://" in page.address else ""
    if not page.text and not address:
        return draft
    draft = replace(draft, text=page.text, address=address, title=page.title)
    draft = with_document(draft, address, page.text, facts, page.published)
    published = draft.rows["sources"][0].get("published", "")  # what "on Sunday" counts from
    day = published if len(published) == _A_DAY else None
    return replace(draft, suggestions=suggest(facts.record, page.text, day, address, page.title))
