"""A draft from a page: the next free ids, the page as its first source, and all that its text suggests."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from incidents.desk.beginnings import begin_incident, with_row
from incidents.desk.draft import Draft
from incidents.desk.drafts import free_name
from incidents.desk.kept_record import KeptRecord
from incidents.desk.new_ids import new_source_id, next_incident_ids
from incidents.desk.suggesting import Page, suggest
from incidents.desk.suggesting.publisher import source_cells

_MOST_EVENTS = 20  # of one text, for which ids are ready


def draft_from_page(kept: KeptRecord, page: Page, by: str, folder: Path, others: Sequence[Draft]) -> Draft:
    """Begin a draft from a page; nothing but the incident's id and the source stands in its rows.

    Raises NotInstalledError where a library is missing that reads texts, DraftError for a record that cannot be edited.
    """
    draft = begin_incident(kept, "new", by, others)
    ids = next_incident_ids(kept, others, _MOST_EVENTS)
    told = suggest(kept.record, page.text, page.published, page.address, page.title, ids)
    draft = replace(
        draft,
        name=free_name(folder, draft.rows["incidents"][0]["incident_id"]),
        text=page.text,
        address=page.address,
        title=page.title,
        suggestions=told,
    )
    return with_source(kept, draft, page)


def with_source(kept: KeptRecord, draft: Draft, page: Page) -> Draft:
    """Put a page at the end of a draft's sources."""
    cells = source_cells(kept.record, page.text, page.published, page.address)
    row = dict.fromkeys(kept.table("sources").columns, "") | cells
    return with_row(draft, "sources", row | {"source_id": new_source_id(kept, draft, row)})
