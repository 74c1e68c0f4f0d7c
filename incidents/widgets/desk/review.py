"""Review: a second person sees what a draft would change, field by field, and accepts it or sends it back."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from geodata.gazetteer import DATA as PLACES_HOME
from incidents.desk.accepting import Accepted, accept, last_accepted, take_back
from incidents.desk.changed_rows import Change, Conflict, brought_up_to_date, find_changes
from incidents.desk.draft import Draft, DraftError, Review
from incidents.desk.drafts import KeptDraft
from incidents.desk.form import TABLES
from incidents.desk.hands import is_writer
from incidents.desk.kept_record import KeptRecord
from incidents.desk.review import (
    accept_cell,
    hand_in,
    may_judge,
    own_unseen,
    refuse_cell,
    send_back,
    still_sent_back,
)
from incidents.language import Language, isolate, plain_text
from incidents.record.record import Record
from incidents.record.whole_files import NotWrittenError
from incidents.selection.address import link_to
from incidents.widgets.desk.concerns import find_concerns, label_of
from incidents.widgets.desk.differences import deeds_of, fields_of
from incidents.widgets.desk.form_words import table_words
from incidents.widgets.desk.names import Names
from incidents.widgets.desk.shelf import await_written, change, home, kept_record, reopened
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
        send_back=lambda told: _send_back(draft, str(told["note"]), lang),
        settle=lambda told: _step(name, lambda one: _settled(kept, one, told), lang),
        accept=lambda _told: _accept(name, lang),
        undo=lambda _told: _undo(lang),
    )


def review_message(
    draft: Draft, kept: KeptRecord, record: Record, who: str, lang: Language, last: str | None = None
) -> dict[str, Any]:
    """Write a draft as its differences from the record, each with what was said of it; ``last`` was accepted last."""
    told: dict[str, Any] = {"lang": lang.code, "dir": lang.direction, "conflicts": [], "deeds": [], "can_settle": False}
    is_done = draft.state == "accepted"
    can_judge = may_judge(draft, who)
    judges = can_judge and not (draft.state == "sent back" and is_writer(draft, who))  # who mends it hands it in again
    own: list[str] = []
    if not is_done:
        try:
            changes, conflicts = find_changes(kept, draft)
        except DraftError as error:
            changes, conflicts = [], []
            told["conflicts"] = [error.say(lang)]
        names = Names(record, draft, lang)
        told["conflicts"] += [_conflict_line(one, kept, lang) for one in conflicts]
        told["can_settle"] = bool(conflicts)
        told["deeds"] = deeds_of(changes, draft, names, kept, who)
        if judges:
            own = [
                _own_line(change, column, draft, kept, lang) for change, column in own_unseen(kept, draft, changes, who)
            ]
    concerns = [] if is_done else find_concerns(kept, draft, lang, dt.datetime.now(dt.UTC).date())
    told["stops"] = [plain_text(one.line) for one in concerns if one.weight in ("wrong", "harm")]
    is_sound = not told["conflicts"] and not any(one.weight == "wrong" for one in concerns)
    still = still_sent_back(draft) if draft.state == "for review" else []
    is_ready = is_sound and bool(told["deeds"]) and not still and not own
    whole = [one for one in draft.reviews if not one.table and one.note]
    return told | {
        "can_judge": can_judge,
        "needs_note": judges,
        "ways": _ways(draft, last, is_sound=is_ready, can_judge=judges, lang=lang),
        "own": own,
        "read": _in_the_record(draft, lang) if is_done else [],
        "still": [_open_line(one, draft, kept, lang) for one in still],
        "notes": [plain_text(f"{one.who}: {one.note}") for one in whole],
        "words": _words(draft, lang),
    }


def _in_the_record(draft: Draft, lang: Language) -> list[dict[str, str]]:
    """Return where readers find the incidents of a draft that was accepted."""
    ids = [row["incident_id"] for row in draft.rows.get("incidents", ()) if row.get("incident_id")]
    return [
        {
            "href": link_to("./", {"incident": one, "lang": lang.code}),
            "label": lang.say("Read {incident} in the record").format(incident=one),
        }
        for one in ids
    ]


def _own_line(change: Change, column: str, draft: Draft, kept: KeptRecord, lang: Language) -> str:
    """Name a cell that its reader has written himself, or a row that he took out."""
    if change.row is None:
        return plain_text(f"{table_words(change.table, lang)[0]}: {' · '.join(change.key)}")
    return plain_text(label_of(change.table, change.row, column, draft, kept, lang))


def _conflict_line(one: Conflict, kept: KeptRecord, lang: Language) -> str:
    label = next((field.label for field in fields_of(kept, one.table, lang) if field.column == one.column), one.column)
    table = table_words(one.table, lang)[0] if one.table in TABLES else one.table
    return plain_text(one.say(lang, table=table, column=label))


def _open_line(said: Review, draft: Draft, kept: KeptRecord, lang: Language) -> str:
    """Name a cell that was sent back, and say why."""
    where = label_of(said.table, said.row, said.column, draft, kept, lang)
    return plain_text(f"{where}: {said.who}: {said.note}")


def _ways(draft: Draft, last: str | None, *, is_sound: bool, can_judge: bool, lang: Language) -> list[dict[str, Any]]:
    """Return what can be done now; what cannot yet is there and off."""
    if draft.state == "accepted":
        undo = {"name": "undo", "label": lang.say("Take it back out of the record"), "main": False, "off": False}
        return [undo] if draft.name == last else []
    if can_judge:
        is_off = not is_sound or draft.state == "sent back"
        return [
            {"name": "send_back", "label": lang.say("Send back"), "main": False, "off": False},
            {"name": "accept", "label": lang.say("Accept into the record"), "main": True, "off": is_off},
        ]
    label = lang.say("Hand in for review")
    return [{"name": "hand_in", "label": label, "main": True, "off": draft.state == "for review" or not is_sound}]


def _words(draft: Draft, lang: Language) -> dict[str, str]:
    done = {
        "accepted": lang.say("It stands in the record."),
        "for review": lang.say("It waits for a second person, who says his name at the top."),
        "sent back": lang.say("It was sent back. Mend what was said of it, and hand it in again."),
    }.get(draft.state, lang.say("When it is handed in, a second person accepts it field by field or sends it back."))
    return {
        "lead": lang.say("What the draft changes in the record; everything else stays byte for byte."),
        "conflicts": lang.say("Changed by somebody else meanwhile. Nothing is overwritten:"),
        "keep": lang.say("Keep what the draft has"),
        "yield": lang.say("Take what stands in the record now"),
        "stops": lang.say("To be looked at first:"),
        "own": lang.say("You have written this yourself. Another person calls it good first, or accepts the draft:"),
        "yours": lang.say("Yours"),
        "still": lang.say("Sent back before, and not called good since:"),
        "notes": lang.say("Said of it:"),
        "nothing": done if draft.state == "accepted" else lang.say("The draft changes nothing."),
        "note": lang.say("Note, where it goes back"),
        "why": lang.say("Why it goes back"),
        "done": done,
        "empty": lang.say("(empty)"),
        "accepted": lang.say("Good"),
        "sent back": lang.say("Not so"),
        "say_why": lang.say("Send this back"),
    }


def _step(name: str, step: Callable[[Draft], Draft], lang: Language, done: str = "") -> None:
    try:
        change(name, step)
    except DraftError as error:
        note(error.say(lang))
    else:
        note(done)


def _send_back(draft: Draft, why: str, lang: Language) -> None:
    done = lang.say("It goes back to {who}.").format(who=isolate(draft.by or lang.say("nobody named")))
    _step(draft.name, lambda one: send_back(one, curator(), why), lang, done)


def _settled(kept: KeptRecord, draft: Draft, told: object) -> Draft:
    return reopened(brought_up_to_date(kept, draft, yields=told == "yield"))


def _judged(draft: Draft, told: Mapping[str, Any], who: str) -> Draft:
    at = str(told["table"]), int(told["row"]), str(told["column"])
    if told["verdict"] == "accepted":
        return accept_cell(draft, who, *at)
    return refuse_cell(draft, who, str(told["note"]), *at)


def _accept(name: str, lang: Language) -> None:
    try:
        done = accept(home(), name, curator(), places_home=PLACES_HOME)
    except (DraftError, NotWrittenError) as error:
        note(error.say(lang))
        return
    await_written()
    note(_outcome(done, lang.say("It stands in the record now: {files} were written."), lang))


def _undo(lang: Language) -> None:
    try:
        done = take_back(home())
    except (DraftError, NotWrittenError) as error:
        note(error.say(lang))
        return
    await_written()
    note(_outcome(done, lang.say("It was taken back: {files} are as they were."), lang))


def _outcome(done: Accepted, sentence: str, lang: Language) -> str:
    return " ".join((sentence.format(files=lang.listed([*map(isolate, done.files)])), done.committed.say(lang)))
