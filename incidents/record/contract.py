"""What every record has to have, so that whatever shows records can show it: tables, columns, codes, bounds.

The schema of a record describes the same tables for everybody, and may ask for more: further tables, columns and codes,
narrower bounds. It cannot ask for less.
"""

import math
from collections.abc import Mapping
from typing import NamedTuple

from incidents.record.vocabulary import (
    AREA,
    EXACT,
    KILLED_CATEGORIES,
    NEAR,
    NO_PRECISION,
    OPTIONAL_MEASURES,
    TEXT_MEASURES,
    WOUNDED_CATEGORIES,
)

PLACES, GAZETTEER = "places", "gazetteer"  # the table of a record's own places, and that of the gazetteer
TALLIES = "tallies"  # counts of others, with which a record is compared
VERSIONS, EDITS = "versions", "edits"  # what a record was before, and what has to be undone to see it (decision 0012)

_ID = r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}"  # goes into addresses, file names and lists as it is
_GOVERNORATES = r"SY(0[1-9]|1[0-4])(\|SY(0[1-9]|1[0-4]))*"
_WEB_ADDRESS = r"https?://[^\s\pC/?#@]+([/?#][^\s\pC]*)?"  # nobody's name before the host
_PUBLISHED = r"\d{4}(-\d{2}(-\d{2})?)?"


class Column(NamedTuple):
    """What a column has to be. ``pattern`` is matched as a whole (RE2), ``low`` and ``high`` are inclusive bounds.

    ``codes`` are those that its closed list has to have, None where it is no closed list; ``refers`` names the column
    (``table.column``) in which every cell has to be found, unless it is empty.
    """

    type: str = "string"
    required: bool = False
    pattern: str | None = None
    codes: tuple[str, ...] | None = None
    may_have_more: bool = True
    low: float | None = None
    high: float | None = None
    refers: str | None = None


class Table(NamedTuple):
    """What a table has to be: its columns, and those that together are its key."""

    key: tuple[str, ...]
    columns: Mapping[str, Column]


_text, _day = Column(), Column("date")
_an_id = Column(required=True, pattern=_ID)
_people = Column("integer", low=0, high=1_000_000)
_closed = Column(required=True, codes=())


def _all(column: Column, *names: str) -> dict[str, Column]:
    return dict.fromkeys(names, column)


TABLES: Mapping[str, Table] = {
    "incidents": Table(
        ("incident_id",),
        {
            "incident_id": _an_id,
            **_all(_day, "date_start", "date_end"),
            "date_precision": Column(required=True, codes=("day", "range", "month", "unknown"), may_have_more=False),
            **_all(_text, "date_note_en", "date_note_ar"),
            **_all(_closed, "event_type", "sub_event_type", "is_role"),
            "tactic": Column(codes=()),  # the kind is that of the sub-event type, where nobody says how it was done
            "place_id": Column(pattern=_ID),
            **_all(_text, "other_place_ids", "related"),
            "governorates": Column(pattern=_GOVERNORATES),
            "geo_precision": Column(required=True, codes=(EXACT, NEAR, AREA, NO_PRECISION), may_have_more=False),
            **_all(_text, "location_note_en", "location_note_ar"),
            **_all(_text, "summary_en", "summary_ar"),
        },
    ),
    "claims": Table(
        ("claim_id",),
        {
            "claim_id": _an_id,
            "incident_id": _an_id._replace(refers="incidents.incident_id"),
            "source_id": _an_id._replace(refers="sources.source_id"),
            "origin_id": _an_id._replace(refers="origins.origin_id"),
            **_all(_text, "attributed_to", "attributed_to_ar"),
            "measure": Column(
                required=True,
                codes=(
                    *("killed_total", *KILLED_CATEGORIES, "wounded_total"),
                    *(measure for measure in WOUNDED_CATEGORIES if measure not in OPTIONAL_MEASURES),
                    *("arrested", "escaped", "transferred", *TEXT_MEASURES),
                ),
            ),
            **_all(_people, "value", "low", "high"),
            **_all(_text, "text_en", "text_ar", "position_en", "position_ar", "note_en", "note_ar"),
            "superseded_by": Column(refers="claims.claim_id"),
        },
    ),
    "origins": Table(("origin_id",), {"origin_id": _an_id, **_all(_text, "name_en", "name_ar"), "kind": _closed}),
    "sources": Table(
        ("source_id",),
        {
            "source_id": _an_id,
            **_all(_text, "publisher", "publisher_ar"),
            **_all(_closed, "publisher_kind", "language"),
            "url": Column(pattern=_WEB_ADDRESS),
            "published": Column(pattern=_PUBLISHED),
            **_all(_text, "description_en", "description_ar"),
        },
    ),
    "actors": Table(
        ("actor_id",),
        {"actor_id": _an_id, **_all(_text, "name_en", "name_ar"), "aliases": _text, "kind": _closed},
    ),
    "incident_actors": Table(
        ("incident_id", "actor_id", "role"),
        {
            "incident_id": _an_id._replace(refers="incidents.incident_id"),
            "actor_id": _an_id._replace(refers="actors.actor_id"),
            "role": Column(required=True, codes=("initiator", "target")),
        },
    ),
    "milestones": Table(
        ("date", "label_en"),
        {
            "date": Column("date", required=True),
            **_all(_text, "label_en", "label_ar"),
            "source_id": _an_id._replace(refers="sources.source_id"),
        },
    ),
}
PLACE_TABLE = Table(
    ("place_id",),
    {
        "place_id": _an_id,
        **_all(_text, "name_en", "name_ar"),
        **_all(_text, "aliases", "basis", "refs"),
        "kind": Column(required=True, codes=("country", "governorate")),
        "governorates": Column(pattern=_GOVERNORATES),
        **_all(_text, "adm2_pcode", "adm3_pcode"),
        "latitude": Column("number", required=True, low=32, high=37.5),
        "longitude": Column("number", required=True, low=35.5, high=42.5),
        "uncertainty_km": Column("number", required=True, low=0.1, high=500),
        "verified": Column(required=True, codes=("yes", "no"), may_have_more=False),
    },
)
# Tables that a record may do without.
OPTIONAL: Mapping[str, Table] = {
    PLACES: PLACE_TABLE,
    "doubts": Table(
        ("doubt_id",),
        {
            "doubt_id": _an_id,
            "subject": _closed,
            **_all(_text, "incident_ids", "place_ids"),
            **_all(_text, "sentence_en", "sentence_ar"),
        },
    ),
    TALLIES: Table(
        ("tally_id",),
        {
            "tally_id": _an_id,
            "origin_id": _an_id._replace(refers="origins.origin_id"),
            "source_id": _an_id._replace(refers="sources.source_id"),
            **_all(_text, "attributed_to", "attributed_to_ar"),
            **_all(Column("date", required=True), "date_start", "date_end"),
            "end_precision": Column(required=True, codes=("day", "month"), may_have_more=False),
            **_all(_closed, "area", "counted"),
            "value": _people._replace(required=True),
            "bound": Column(required=True, codes=("stated", "at-least"), may_have_more=False),
            **_all(_people, "killed", "arrested"),
            **_all(_text, "note_en", "note_ar"),
        },
    ),
    VERSIONS: Table(
        ("stamp",),
        {
            "stamp": Column(required=True, pattern="[0-9a-f]{12}"),
            "version": Column(required=True),
            "date": Column("date", required=True),
            "digest": Column(required=True, pattern="[0-9a-f]{12}"),
        },
    ),
    EDITS: Table(
        ("stamp", "table", "row", "column"),
        {
            "stamp": Column(required=True, refers="versions.stamp"),
            **_all(Column(required=True), "table", "row", "column"),
            "was": _text,
        },
    ),
}
# Texts of which a reader has to be given one, in whatever language the source has it. A record that promises both
# languages asks for both in its own schema.
IN_SOME_LANGUAGE: Mapping[str, tuple[tuple[str, str], ...]] = {
    "incidents": (("summary_en", "summary_ar"),),
    "claims": (("attributed_to", "attributed_to_ar"),),
    "origins": (("name_en", "name_ar"),),
    "sources": (("publisher", "publisher_ar"),),
    "actors": (("name_en", "name_ar"),),
    "milestones": (("label_en", "label_ar"),),
    PLACES: (("name_en", "name_ar"),),
    "doubts": (("sentence_en", "sentence_ar"),),
    TALLIES: (("attributed_to", "attributed_to_ar"),),
}
OTHER_KIND = "other"  # of what says of no kind that it is of it
DRAWN_KINDS = ("attack", "bombing", "assassination", "operation", "strike", "detention", OTHER_KIND)  # have a symbol


def bounds_of(column: Column) -> tuple[float, float]:
    """Return between what the numbers of a column have to lie, infinite where nothing is asked."""
    low, high = column.low, column.high
    return -math.inf if low is None else low, math.inf if high is None else high


def needed_of(table: str) -> Table | None:
    """Return what a table has to be; None for a table of which nothing is asked."""
    return PLACE_TABLE if table == GAZETTEER else TABLES.get(table) or OPTIONAL.get(table)
