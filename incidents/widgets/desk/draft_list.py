"""The lists of the desk: drafts, and the incidents of the record with what they lack."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from incidents.checks import Sound, read_sound
from incidents.desk.beginnings import begin_correction
from incidents.desk.draft import DraftError
from incidents.desk.drafts import DamagedDraft, KeptDraft, free_name, list_drafts, save_draft
from incidents.desk.lacking import find_lacks
from incidents.language import Language, plain_text
from incidents.phrases import date_in_brief, place_in_words
from incidents.record.record import Record
from incidents.record.storage import Home
from incidents.widgets.desk.drafts_in_words import draft_title, state_label
from incidents.widgets.desk.shelf import folder, home, kept_record
from incidents.widgets.desk.standing import curator, go, note
from incidents.widgets.screen_part import show_part


def show_drafts(record: Record, lang: Language) -> None:
    """List the drafts, those first that wait for somebody."""
    held = list_drafts(folder())
    order = ("for review", "sent back", "open", "accepted")
    drafts = sorted(
        (one for one in held if isinstance(one, KeptDraft)),
        key=lambda one: (order.index(one.draft.state), one.draft.name),
    )
    rows = [_draft_row(one, record, lang) for one in drafts]
    rows += [
        {
            "id": "",
            "title": one.name,
            "sub": one.error.say(lang),
            "tags": [lang.say("Cannot be read")],
            "kinds": ["damaged"],
        }
        for one in held
        if isinstance(one, DamagedDraft)
    ]
    counts = Counter(kind for row in rows for kind in row["kinds"])
    told = _list(lang, rows, [(state, state_label(state, lang), counts[state]) for state in order if counts[state]])
    told["words"] |= {
        "title": lang.say("Drafts"),
        "lead": lang.say("What somebody has begun. Each is a file beside the record, also when it is accepted."),
        "none": lang.say("There is no draft yet. Begin with a new incident, or with one that lacks something."),
    }
    show_part("desk_list.js", "desk_drafts", told, open=_open)


def _open(told: object) -> None:
    part, _dot, name = str(told).partition(".")
    go("draft", name, part)


def _draft_row(one: KeptDraft, record: Record, lang: Language) -> dict[str, Any]:
    draft = one.draft
    begun = lang.date(dt.datetime.fromisoformat(draft.at).date())
    part = "review" if draft.state in ("for review", "accepted") else "form"
    return {
        "id": f"{part}.{draft.name}",
        "title": plain_text(draft_title(draft, record, lang)),
        "sub": plain_text(" · ".join(filter(None, (draft.name, draft.by, begun, draft.title)))),
        "tags": [state_label(draft.state, lang)],
        "kinds": [draft.state],
    }


def show_lacking(record: Record, lang: Language) -> None:
    """List the incidents that lack something, with what; one that is pressed becomes a draft."""
    lacks = _lacks(record.stamp, home(), record)
    counts = Counter(sentence for held in lacks.values() for sentence in held)
    kinds = [(sentence, lang.say(sentence), count) for sentence, count in counts.most_common()]
    incidents = record.incidents[record.incidents["incident_id"].isin(list(lacks))].iloc[::-1]
    rows = [_lacking_row(row, lacks, record, lang) for row in incidents.to_dict("records")]
    told = _list(lang, rows, kinds)
    told["words"] |= {
        "title": lang.say("What is missing"),
        "lead": lang.say("Incidents of the record that lack something. Open one to mend it: that begins a draft."),
        "none": lang.say("No incident lacks anything."),
    }
    show_part("desk_list.js", "desk_lacking", told, open=lambda name: begin_from(record, str(name), lang))


def _lacking_row(
    row: Mapping[Any, Any], lacks: Mapping[str, Sequence[str]], record: Record, lang: Language
) -> dict[str, Any]:
    incident_id = str(row["incident_id"])
    held = lacks[incident_id]
    return {
        "id": incident_id,
        "title": record.schema.what(row, lang),
        "sub": plain_text(" · ".join((incident_id, date_in_brief(row, lang), place_in_words(record, row, lang)))),
        "kind": str(row["kind"]),
        "tags": [lang.say(sentence) for sentence in held],
        "kinds": list(held),
    }


@lru_cache(maxsize=2)
def _lacks(_stamp: str, where: Home, record: Record) -> Mapping[str, Sequence[str]]:
    sound = read_sound(where)
    return find_lacks(sound, record) if isinstance(sound, Sound) else {}


def _list(lang: Language, rows: list[dict[str, Any]], kinds: Sequence[tuple[str, str, int]]) -> dict[str, Any]:
    return {
        "lang": lang.code,
        "dir": lang.direction,
        "rows": rows,
        "kinds": [{"kind": kind, "label": label, "count": lang.number(count)} for kind, label, count in kinds],
        "words": {
            "find": lang.say("Find in this list"),
            "filter": lang.say("Show only"),
            "nothing": lang.say("Nothing in this list fits."),
        },
    }


def begin_from(record: Record, incident_id: str, lang: Language) -> None:
    """Begin a draft from an incident, or go on with the one that somebody has begun; for callbacks."""
    try:
        name = free_name(folder(), incident_id)
        for one in list_drafts(folder()):
            if isinstance(one, KeptDraft) and one.draft.state != "accepted" and one.draft.name == incident_id:
                go("draft", incident_id)
                return
        save_draft(folder(), begin_correction(kept_record(record), name, curator(), incident_id), None)
    except DraftError as error:
        note(error.say(lang))
        return
    go("draft", name)
