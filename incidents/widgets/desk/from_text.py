"""Drafts from what a curator pastes or opens: the text, the page as a source, and what the text suggests."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from incidents.desk.beginnings import begin_incident
from incidents.desk.changing import with_document
from incidents.desk.draft import Draft
from incidents.desk.drafts import free_name
from incidents.desk.following import Facts
from incidents.record.web_addresses import true_address


def empty_draft(facts: Facts, by: str, folder: Path, others: Sequence[Draft]) -> Draft:
    """Begin a draft in which nothing stands but the next free id, by which it is called."""
    draft = begin_incident(facts.kept, "new", by, others)
    return replace(draft, name=free_name(folder, draft.rows["incidents"][0]["incident_id"]))


def draft_from_text(
    text: str, address: str, facts: Facts, by: str, folder: Path, others: Sequence[Draft], title: str = ""
) -> Draft:
    """Begin a draft from a text, with its page as the first source."""
    draft = empty_draft(facts, by, folder, others)
    address = true_address(address) if "://" in address else ""
    draft = replace(draft, text=text, address=address, title=title)
    return with_document(draft, address, text, facts) if text or address else draft


def draft_from_file(
    name: str, content: bytes, address: str, facts: Facts, by: str, folder: Path, others: Sequence[Draft]
) -> Draft:
    """Begin a draft from a page or a paper that was saved."""
    return draft_from_text(content.decode("utf-8", "replace"), address, facts, by, folder, others, title=name)
