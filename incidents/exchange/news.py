"""What is new since an older version, ready for JSON: every total, every cell, and what the change log says of it."""

from dataclasses import asdict
from typing import Any

import numpy as np

from incidents.language import languages, plain_text
from incidents.phrases.news import reasons
from incidents.record.change_log import lines_on
from incidents.record.edits import STAMP_LENGTH, Edit
from incidents.record.record import Record
from incidents.selection.address import filters_to_query
from incidents.selection.differences import Difference, Ends, TotalMoved


def news_record(held: Difference) -> dict[str, Any]:
    """Return the whole difference: both versions, counts, totals with what moved them, edits, and why."""
    return {
        "from": _version(held.before.record),
        "to": _version(held.after.record),
        "filters": {name: plain_text(value) for name, value in filters_to_query(held.after.question).items()},
        "counts": {name: {"was": was, "now": now} for name, (was, now) in held.counts.items()},
        "incidents": {"added": held.added, "removed": held.removed, "corrected": held.corrected},
        "totals": [_total(one) for one in held.totals],
        "edits": [_edit(edit, incidents) for edit, incidents in zip(held.edits, held.incidents, strict=True)],
        "notes": _notes(held),
    }


def _version(record: Record) -> dict[str, str]:
    return {"version": record.version, "stamp": record.stamp[:STAMP_LENGTH]}


def _total(one: TotalMoved) -> dict[str, Any]:
    moved = [
        {
            "incident_id": part.incident_id,
            "why": part.why,
            "was": _ends(part.was),
            "now": _ends(part.now),
            "claims": list(part.claims),
        }
        for part in one.moved
    ]
    return {"measure": one.measure, "was": asdict(one.was), "now": asdict(one.now), "moved": moved}


def _ends(ends: Ends | None) -> dict[str, Any] | None:
    """Return low and high as whole numbers; None for what is not counted, null for what is not reported."""
    if ends is None:
        return None
    low, high = (None if np.isnan(end) else round(end) for end in ends[:2])
    return {"low": low, "high": high, "at_least": bool(ends[2])}


def _edit(edit: Edit, incidents: frozenset[str]) -> dict[str, Any]:
    cells = [{name: plain_text(text) for name, text in asdict(cell).items()} for cell in edit.cells]
    told = {"table": edit.table, "row": plain_text(edit.row), "fate": edit.fate}
    return told | {"incidents": sorted(incidents), "cells": cells}


def _notes(held: Difference) -> dict[str, dict[str, list[str]]]:
    """Return by incident and language the lines of the change log that name it."""
    said = {lang.code: reasons(held, lang) for lang in languages()}
    found = {
        one: {code: [plain_text(line) for line in lines_on(entries, one)] for code, entries in said.items()}
        for one in (*held.added, *held.removed, *held.corrected)
    }
    return {one: notes for one, notes in found.items() if any(notes.values())}
