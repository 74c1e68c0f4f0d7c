"""The head of the card: what it is about in four short lines, and the ways on from it, as plain JSON."""

from dataclasses import asdict, dataclass
from typing import Any

from incidents.language import Language, plain_text
from incidents.phrases import date_in_words, found_by, place_in_words
from incidents.record.record import Record
from incidents.record.schema import KINDS
from incidents.views.markup import anchor


@dataclass(frozen=True)
class Walk:
    """Where an incident stands in a list: its place from 1, how many there are, and the ids beside it."""

    place: int
    of: int
    before: str | None
    after: str | None


def card_head(
    record: Record,
    incident_id: str,
    lang: Language,
    *,
    walk: Walk | None = None,
    related: Walk | None = None,
    asked: str = "",
) -> dict[str, Any]:
    """Return what stands above the card. Without ``walk`` the incident is not among those selected, which is said.

    Where a text is ``asked``, it is said by what of the incident it was found.
    ``related`` is the walk through the incidents that are related to one; its place is 0 at that one itself.
    """
    incident = record.incident(incident_id)
    what = record.schema.what(incident, lang)
    return {
        "lang": lang.code,
        "dir": lang.direction,
        "id": incident_id,
        "anchor": anchor("title", incident_id),
        "kind": str(incident["kind"]),
        "kind_label": record.schema.label(KINDS, str(incident["kind"]), lang),
        "what": what,
        "when": date_in_words(incident, lang),
        "where": plain_text(place_in_words(record, incident, lang)),
        "why": plain_text(found_by(record, asked, incident_id, lang)) if walk else "",
        "walk": asdict(walk) if walk else None,
        "related": asdict(related) if related and related.of else None,
        "words": _words(lang, what, walk, related),
    }


def _words(lang: Language, what: str, walk: Walk | None, related: Walk | None) -> dict[str, str]:
    return {
        "close": lang.say("Close"),
        "before": lang.say("Previous incident"),
        "after": lang.say("Next incident"),
        "place": _place(walk, lang) if walk else "",
        "outside": "" if walk else lang.say("This incident is not among those your filters select."),
        "widen": lang.say("Widen the card"),
        "narrow": lang.say("Narrow the card"),
        "related": _related(related, lang) if related and related.of else "",
        "related_before": lang.say("Previous related incident"),
        "related_after": lang.say("Next related incident"),
        "opened": lang.say("Incident opened: {what}").format(what=what),
    }


def _place(walk: Walk, lang: Language) -> str:
    return lang.say("{place} of {count}").format(place=lang.number(walk.place), count=lang.number(walk.of))


def _related(related: Walk, lang: Language) -> str:
    count = lang.number(related.of)
    if not related.place:
        return lang.plural("{count} related incident", "{count} related incidents", related.of).format(count=count)
    return lang.say("related {place} of {count}").format(place=lang.number(related.place), count=count)
