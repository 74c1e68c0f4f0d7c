"""Review: a second person sees what a draft would change, field by field, and accepts it or sends it back."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from geodata.gazetteer import DATA as PLACES_HOME
from incidents.desk.accepting import Accepted, accept, last_accepted, take_back
from incidents.desk.changed_rows import Change, find_changes
from incidents.desk.draft import Draft, DraftError
from incidents.desk.drafts import KeptDraft
from incidents.desk.form import PLACES, TABLES, Field, form_fields
from incidents.desk.kept_record import KeptRecord
from incidents.desk.review import accept_cell, hand_in, send_back, verdict_on
from incidents.language import Language, plain_text
from incidents.record.record import Record
from incidents.record.whole_files import NotWrittenError
from incidents.widgets.desk.concerns import find_concerns
from incidents.widgets.desk.form_words import table_words
from incidents.widgets.desk.names import Names
from incidents.widgets.desk.shelf import change, home, kept_record
from incidents.widgets.desk.standing import curator, note
from incidents.widgets.screen_part import show_part


def show_review(held: KeptDraft, record: Record, lang: Language) -> None:
    """Draw the differences and the ways on: hand in, accept, send back, undo."""
    draft, kept = held.draft, kept_record(record)
    name = draft.name
    show_part(
        "desk_review.js",
        "desk_review",
        review_message(draft, kept, record, curator(), lang, last_accepted(home())),
        hand_in=lambda _told: _step(name, hand_in, lang),
        verdict=lambda told: _step(name, lambda one: _judged(one, told, curator()), lang),
        send_back=lambda told: _step(name, lambda one: send_back(one, curator(), str(told["note"])), lang),
        accept=lambda _told: _accept(name, lang),
        undo=lambda _told: _undo(lang),
    )


def review_message(
    draft: Draft, kept: KeptRecord, record: Record, who: str, lang: Language, last: str | None = None
) -> dict[str, Any]:
    """Write a draft as its differences from the record, each with what was said of it; ``last`` was accepted last."""
    told: dict[str, Any] = {"lang": lang.code, "dir": lang.direction, "conflicts": [], "deeds": []}
    is_done = draft.state == "accepted"
    if not is_done:
        try:
            changes, conflicts = find_changes(kept, draft)
        except DraftError as error:
            changes, conflicts = [], []
            told["conflicts"] = [error.say(lang)]
        names = Names(record, draft, lang)
        told["conflicts"] += [plain_text(one.say(lang)) for one in conflicts]
        told["deeds"] = [_deed(one, draft, names, kept, lang) for one in sorted(changes, key=_in_reading_order)]
    concerns = [] if is_done else find_concerns(kept, draft, lang, dt.datetime.now(dt.UTC).date())
    told["stops"] = [plain_text(one.line) for one in concerns if one.weight in ("wrong", "harm")]
    is_sound = not told["conflicts"] and not any(one.weight == "wrong" for one in concerns)
    can_judge = _may_judge(draft, who)
    whole = [one for one in draft.reviews if not one.table and one.note]
    return told | {
        "can_judge": can_judge,
        "needs_note": can_judge,
        "ways": _ways(draft, last, is_sound=is_sound and bool(told["deeds"]), can_judge=can_judge, lang=lang),
        "notes": [_line(one.who, one.note) for one in whole],
        "words": _words(draft, lang),
    }


def _may_judge(draft: Draft, who: str) -> bool:
    """Say whether somebody may accept this draft now: a second person, once it is handed in."""
    try:
        accept_cell(draft, who, "", 0)
    except DraftError:
        return False
    return True


def _line(where: str, said: str) -> str:
    return plain_text(f"{where}: {said}" if where else said)


def _in_reading_order(change: Change) -> tuple[int, int]:
    place = TABLES.index(change.table) if change.table in TABLES else len(TABLES)
    return place, -1 if change.row is None else change.row


def _deed(one: Change, draft: Draft, names: Names, kept: KeptRecord, lang: Language) -> dict[str, Any]:
    fields = {field.column: field for field in _fields(kept, one.table, lang)}
    said = {
        "add": lang.say("A new row"),
        "correct": lang.say("A row of the record, corrected"),
        "remove": lang.say("A row of the record, taken out"),
    }[one.deed]
    cells = one.cells if one.deed != "remove" else {name: "" for name, cell in one.now.items() if cell}
    title = table_words(one.table, lang)[0] if one.table in TABLES else one.table
    return {
        "table": one.table,
        "row": one.row,
        "deed": one.deed,
        "title": plain_text(f"{title}: {', '.join(one.key)}"),
        "said": said,
        "cells": [
            _cell(one, fields.get(column), column, value, draft, names)
            for column, value in sorted(
                cells.items(), key=lambda cell: list(fields).index(cell[0]) if cell[0] in fields else 99
            )
            if column != "incident_id" or one.table == "incidents"
        ],
    }


def _cell(change: Change, field: Field | None, column: str, value: str, draft: Draft, names: Names) -> dict[str, Any]:
    said = verdict_on(draft, change.table, change.row, column) if change.row is not None else None
    return {
        "column": column,
        "label": field.label if field else column,
        "tongue": field.tongue if field else "",
        "before": _readable(field, change.now.get(column, ""), names),
        "after": _readable(field, value, names),
        "verdict": said.verdict if said and said.table else "",
        "note": _line(said.who, said.note) if said and said.note and said.table else "",
    }


def _readable(field: Field | None, value: str, names: Names) -> str:
    """Write a cell as a reader says it: the name of a code or of what is referred to."""
    if field is None or not value:
        return value
    if field.kind == "code":
        return next((option.label for option in field.options if option.value == value), value)
    if field.found_in:
        return plain_text(" · ".join(names.of(field.found_in, one) for one in value.split("|")))
    return value


def _fields(kept: KeptRecord, table: str, lang: Language) -> tuple[Field, ...]:
    try:
        return form_fields(kept.schema, PLACES if table == kept.place_table else table, lang)
    except KeyError:
        return ()


def _ways(draft: Draft, last: str | None, *, is_sound: bool, can_judge: bool, lang: Language) -> list[dict[str, Any]]:
    """Return what can be done now; what cannot yet is there and off."""
    if draft.state == "accepted":
        undo = {"name": "undo", "label": lang.say("Take it back out of the record"), "main": False, "off": False}
        return [undo] if draft.name == last else []
    if can_judge:
        return [
            {"name": "send_back", "label": lang.say("Send back"), "main": False, "off": False},
            {"name": "accept", "label": lang.say("Accept into the record"), "main": True, "off": not is_sound},
        ]
    label = lang.say("Hand in for review")
    return [{"name": "hand_in", "label": label, "main": True, "off": draft.state == "for review" or not is_sound}]


def _words(draft: Draft, lang: Language) -> dict[str, str]:
    done = {
        "accepted": lang.say("It stands in the record."),
        "for review": lang.say("It waits for a second person, who says his name at the top."),
    }.get(draft.state, lang.say("When it is handed in, a second person accepts it field by field or sends it back."))
    return {
        "lead": lang.say("What the draft changes in the record; everything else stays byte for byte."),
        "conflicts": lang.say("Changed by somebody else meanwhile. Nothing is overwritten:"),
        "stops": lang.say("To be looked at first:"),
        "notes": lang.say("Said of it:"),
        "nothing": done if draft.state == "accepted" else lang.say("The draft changes nothing."),
        "note": lang.say("Note, where it goes back"),
        "why": lang.say("Why it goes back"),
        "done": done,
        "empty": lang.say("(empty)"),
        "accepted": lang.say("Good"),
        "sent back": lang.say("Not so"),
    }


def _step(name: str, step: Callable[[Draft], Draft], lang: Language) -> None:
    try:
        change(name, step)
    except DraftError as error:
        note(error.say(lang))
    else:
        note("")


def _judged(draft: Draft, told: Mapping[str, Any], who: str) -> Draft:
    at = str(told["table"]), int(told["row"]), str(told["column"])
    if told["verdict"] == "accepted":
        return accept_cell(draft, who, *at)
    return replace(send_back(draft, who, str(told["note"]), *at), state=draft.state)


def _accept(name: str, lang: Language) -> None:
    try:
        done = accept(home(), name, curator(), places_home=PLACES_HOME)
    except (DraftError, NotWrittenError) as error:
        note(error.say(lang))
        return
    note(_outcome(done, lang.say("It stands in the record now: {files} were written."), lang))


def _undo(lang: Language) -> None:
    try:
        done = take_back(home())
    except (DraftError, NotWrittenError) as error:
        note(error.say(lang))
        return
    note(_outcome(done, lang.say("It was taken back: {files} are as they were."), lang))


def _outcome(done: Accepted, sentence: str, lang: Language) -> str:
    return " ".join((sentence.format(files=lang.listed(list(done.files))), done.committed.say(lang)))
