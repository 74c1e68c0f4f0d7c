"""What may be in the record already: incidents that are likely the same with their accounts, and known sources."""

from typing import Any

from incidents.desk.draft import Draft
from incidents.desk.known_sources import KnownSource, find_known_sources
from incidents.desk.likely_same import Likely, find_likely
from incidents.language import Language, isolate, plain_text
from incidents.phrases import accounts, date_in_words, place_in_words
from incidents.record.record import Record
from incidents.widgets.desk.names import Names

_MOST, _MOST_ACCOUNTS = 6, 8


def likely_message(draft: Draft, record: Record, lang: Language) -> list[dict[str, Any]]:
    """Return for the form what is likely the same, most alike first; before them the incidents of a known source."""
    likely = find_likely(record, draft)[:_MOST]
    known = [one for one in find_known_sources(record, draft) if one.source_id]
    told: dict[str, dict[str, Any]] = {}
    names = Names(record, draft, lang)
    for of_source in filter(None, (_of_source(one, record, names) for one in known)):
        told.setdefault(of_source["id"], of_source)
    for one in likely:
        found = _of_incident(one, record, lang)
        if found["id"] in told:  # it is near, and its page is the same
            found |= {"why": f"{told.pop(found['id'])['why']} {found['why']}", "is_known": True}
        told[found["id"]] = found
    own = {row.get("incident_id") for row in draft.seen.get("incidents", ())}
    return [one for one in told.values() if one["id"] not in own]


def _of_source(one: KnownSource, record: Record, names: Names) -> dict[str, Any] | None:
    """Tell of the first incident that rests on a source which is there already."""
    lang = names.lang
    claims = record.claims
    ids = claims.loc[claims["source_id"].astype("str") == one.source_id, "incident_id"].astype("str").unique()
    if not len(ids):
        return None
    why = {
        "address": lang.say("The record has a page of this address already: {source}."),
        "text": lang.say("The record has a page that says the same already: {source}."),
    }
    said = why[one.why].format(source=isolate(names.of("sources", one.source_id)))
    return _told(str(ids[0]), said, record, lang) | {"is_known": True}


def _of_incident(one: Likely, record: Record, lang: Language) -> dict[str, Any]:
    parts = []
    if one.days is not None:
        apart = lang.plural("{count} day apart", "{count} days apart", one.days)
        parts.append(apart.format(count=lang.number(one.days)) if one.days else lang.say("the same days"))
    if one.km is not None:
        km = lang.say("{distance} km").format(distance=lang.number(round(one.km)))
        parts.append(
            lang.say("{distance} away").format(distance=km) if one.km >= 1 else lang.say("in places that touch")
        )
    if one.is_same_kind:
        parts.append(lang.say("the same kind"))
    if one.actors:
        names = [lang.of(record.actors.loc[actor], "name") for actor in one.actors]
        parts.append(lang.say("with {names}").format(names=lang.listed(names)))
    return _told(one.incident_id, " · ".join(parts), record, lang)


def _told(incident_id: str, why: str, record: Record, lang: Language) -> dict[str, Any]:
    incident = record.incident(incident_id)
    told = accounts(record, incident_id, lang)
    told = told[~told["superseded"]].head(_MOST_ACCOUNTS)
    return {
        "id": incident_id,
        "is_known": False,
        "title": plain_text(f"{incident_id} · {record.schema.what(incident, lang)}"),
        "when": plain_text(f"{date_in_words(incident, lang)} · {place_in_words(record, incident, lang)}"),
        "why": plain_text(why),
        "summary": plain_text(lang.of(incident, "summary")),
        "accounts": [
            plain_text(f"{row['attributed_to']} · {row['measure_label']}: {row['statement']}")
            for row in told.to_dict("records")
        ],
    }
