"""What a draft is about in a line: what, where and when of its incident, or of what text it was begun."""

from incidents.desk.draft import Draft
from incidents.language import Language
from incidents.phrases.citations import day_as_read
from incidents.record.record import Record
from incidents.widgets.desk.names import Names


def draft_title(draft: Draft, record: Record, lang: Language) -> str:
    """Return the line; of a draft in which nothing stands yet, that it is new."""
    incident = next(iter(draft.rows.get("incidents", ())), {})
    names = Names(record, draft, lang)
    tactics = record.schema.codes("incidents.tactic")
    tactic = incident.get("tactic", "")
    parts = (
        tactics[tactic].label(lang) if tactic in tactics else "",
        names.of("gazetteer", incident["place_id"]) if incident.get("place_id") else "",
        day_as_read(incident.get("date_start", ""), lang),
    )
    told = " · ".join(filter(None, parts))
    return told or draft.title or lang.of(incident, "summary")[:80] or lang.say("New incident")


def state_label(state: str, lang: Language) -> str:
    """Say what has become of a draft."""
    return {
        "open": lang.say("Begun"),
        "for review": lang.say("Waits for review"),
        "sent back": lang.say("Sent back"),
        "accepted": lang.say("Accepted"),
    }[state]
