"""What a draft changes, as a reviewer reads it: each row with its fields, before and after, and what was said of it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from incidents.desk.changed_rows import Change
from incidents.desk.draft import Draft
from incidents.desk.form import OWN_IDS, PLACES, TABLES, Field, form_fields, holds_a_day
from incidents.desk.hands import hand_of, is_same_person
from incidents.desk.kept_record import KeptRecord
from incidents.desk.review import verdict_on
from incidents.language import Language, plain_text
from incidents.phrases.citations import day_as_read
from incidents.widgets.desk.form_message import claim_title
from incidents.widgets.desk.form_words import table_words
from incidents.widgets.desk.names import Names

_MOVING = ("incident_id", "superseded_by", *OWN_IDS.values())  # what alone is new of a row that moves to an incident


def deeds_of(
    changes: Sequence[Change], draft: Draft, names: Names, kept: KeptRecord, who: str = ""
) -> list[dict[str, Any]]:
    """Return the rows that change in the order of the form; one that moves to another incident is told as one.

    Of each cell it says by whom it is, where that is not who began the draft, and whether by ``who`` reads it.
    """
    told = []
    gone = [one for one in changes if one.deed == "remove"]
    for one in sorted(changes, key=_in_reading_order):
        if one.deed == "add" and (before := next((other for other in gone if _moves(other, one)), None)):
            gone.remove(before)
            told.append((replace(one, now=before.now), "move"))
        elif one.deed != "remove":
            told.append((one, one.deed))
    left = [(one, one.deed) for one in gone]
    ordered = sorted([*left, *told], key=lambda pair: _in_reading_order(pair[0]))
    return [_deed(one, deed, draft, names, kept, who) for one, deed in ordered]


def _moves(gone: Change, come: Change) -> bool:
    """Say whether a row that comes is one that goes, under another name or of another incident."""
    same = {name: cell for name, cell in gone.now.items() if cell and name not in _MOVING}
    return gone.table == come.table != "incidents" and same == {
        name: cell for name, cell in come.cells.items() if name not in _MOVING
    }


def _in_reading_order(change: Change) -> tuple[int, int]:
    place = TABLES.index(change.table) if change.table in TABLES else len(TABLES)
    return place, -1 if change.row is None else change.row


def _deed(one: Change, deed: str, draft: Draft, names: Names, kept: KeptRecord, who: str) -> dict[str, Any]:
    lang = names.lang
    fields = {field.column: field for field in fields_of(kept, one.table, lang)}
    said = {
        "add": lang.say("A new row"),
        "correct": lang.say("A row of the record, corrected"),
        "remove": lang.say("A row of the record, taken out"),
        "move": lang.say("A row of the record, moved to another incident"),
    }[deed]
    cells = one.cells
    if deed == "remove":
        cells = {name: "" for name, cell in one.now.items() if cell}
    elif deed == "move":
        cells = {name: cell for name, cell in cells.items() if cell != one.now.get(name, "")}
    return {
        "table": one.table,
        "row": one.row,
        "deed": deed,
        "title": plain_text(row_title(one, fields, names, kept)),
        "said": said,
        "cells": [
            _cell(one, fields.get(column), column, value, draft, names) | _written_by(one, column, draft, who)
            for column, value in sorted(
                cells.items(), key=lambda cell: list(fields).index(cell[0]) if cell[0] in fields else 99
            )
            if column != "incident_id" or one.table == "incidents" or deed == "move"
        ],
    }


def row_title(one: Change, fields: dict[str, Field], names: Names, kept: KeptRecord) -> str:
    """Name a row by what it holds: a claim by what it says, who took part by his name, another row by its id."""
    table = table_words(one.table, names.lang)[0] if one.table in TABLES else one.table
    row = {**one.now, **one.cells}
    if one.table == "claims":
        parts = [*one.key, claim_title(row, kept.schema, names, names.lang)]
    else:
        columns = kept.table(one.table).key
        parts = [readable(fields.get(name), cell, names) for name, cell in zip(columns, one.key, strict=True)]
    return f"{table}: {' · '.join(filter(None, parts))}"


def _written_by(change: Change, column: str, draft: Draft, who: str) -> dict[str, Any]:
    hand = hand_of(draft, change.table, change.row, column) if change.row is not None else draft.by
    is_own = is_same_person(hand, who)
    return {"own": is_own, "by": "" if is_own or is_same_person(hand, draft.by) else plain_text(hand)}


def _cell(change: Change, field: Field | None, column: str, value: str, draft: Draft, names: Names) -> dict[str, Any]:
    said = verdict_on(draft, change.table, change.row, column) if change.row is not None else None
    return {
        "column": column,
        "label": field.label if field else column,
        "tongue": field.tongue if field else "",
        "dir": names.lang.direction if field and is_said(field) else "auto",
        "before": readable(field, change.now.get(column, ""), names),
        "after": readable(field, value, names),
        "verdict": said.verdict if said and said.table else "",
        "note": plain_text(f"{said.who}: {said.note}") if said and said.note and said.table else "",
    }


def readable(field: Field | None, value: str, names: Names) -> str:
    """Write a cell as a reader says it: a day, the name of a code or of what is referred to, several line by line."""
    if field is None or not value:
        return value
    if field.kind == "code":
        return next((option.label for option in field.options if option.value == value), value)
    if holds_a_day(field):
        return day_as_read(value, names.lang)
    if field.found_in:
        return "\n".join(plain_text(_named(field.found_in, one, names)) for one in value.split("|"))
    return value


def is_said(field: Field) -> bool:
    """Say whether a cell is written in the reader's own words; it runs as they do, whatever it begins with."""
    return field.kind == "code" or holds_a_day(field) or bool(field.found_in)


def _named(kind: str, value: str, names: Names) -> str:
    name = names.of(kind, value)
    return f"{value} · {name}" if kind == "incidents" and name != value else name


def fields_of(kept: KeptRecord, table: str, lang: Language) -> tuple[Field, ...]:
    """Return the fields of a table as it is kept; none of one that has no form."""
    try:
        return form_fields(kept.schema, PLACES if table == kept.place_table else table, lang)
    except KeyError:
        return ()
