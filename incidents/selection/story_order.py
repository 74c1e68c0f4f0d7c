"""The order of a story in an address: ids of incidents, each once, as they are told."""

import re

from incidents.language import plain_text
from incidents.record.record import Record
from incidents.record.story import MOST_STEPS
from incidents.selection.mentions import incident_meant


def story_order(text: str, record: Record) -> tuple[str, ...] | None:
    """Read an order that is written as the page writes it; None for anything else."""
    ids = tuple(text.split(","))
    if plain_text(text) != text or len(ids) > MOST_STEPS:
        return None
    known = record.incidents["incident_id"].isin(ids).sum()
    return ids if len(set(ids)) == len(ids) == known else None


def order_meant(text: str, record: Record) -> str:
    """Write an order as the page would have written it; what names no incident is left out."""
    meant = (incident_meant(record, part) for part in re.split("[,;|،؛]", text))
    return ",".join(list(dict.fromkeys(filter(None, meant)))[:MOST_STEPS])
