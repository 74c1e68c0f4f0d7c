"""The search in words: how a text was read, and why an incident answers it."""

import datetime as dt
from collections.abc import Iterator, Mapping

from incidents.language import N_, Language, isolate
from incidents.phrases.when_and_where import place_name
from incidents.record.known_in_texts import KNOWN, known_in_texts
from incidents.record.named import ACTOR, DISTRICT, ORIGIN, PLACE, RIVER
from incidents.record.parts_of_syria import PART, parts_of_syria
from incidents.record.record import Record
from incidents.record.vocabulary import UNATTRIBUTED
from incidents.selection.asked_dates import AskedDate
from incidents.selection.asked_part import Part
from incidents.selection.mentions import asked_for
from incidents.selection.why_found import Reason, why_found

MOST_MEANT = 3  # of those whom a name means, so many are named

# Where a part of the text was found, with what bears it and the part as it was typed.
_FOUND: Mapping[str, str] = {
    "id": N_("its number"),
    "date": N_("its date"),
    "place": N_("place: {name}"),
    "governorate": N_("governorate: {name}"),
    "district": N_("district: {name}"),
    "actor": N_("actor: {name}"),
    "tactic": N_("kind: {name}"),
    "summary": N_("{asked} in the summary"),
    "note": N_("{asked} in a note"),
    "claim": N_("{asked} in a claim of {name}"),
    "origin": N_("primary source: {name}"),
    "source": N_("source: {name}"),
}


def reasons_in_words(record: Record, text: str, incident_id: str, lang: Language) -> str:
    """Say by what of an incident a text found it: "place: Hajin; “raid” in the summary"; "" where no text is asked."""
    reasons = why_found(record, text, incident_id) if text else ()
    return lang.say("; ").join(dict.fromkeys(_reason(record, reason, lang) for reason in reasons))


def found_by(record: Record, text: str, incident_id: str, lang: Language) -> str:
    """Say the same as a sentence: "Found by: place: Hajin"."""
    reasons = reasons_in_words(record, text, incident_id, lang)
    return lang.say("Found by: {reasons}").format(reasons=reasons) if reasons else ""


def _reason(record: Record, reason: Reason, lang: Language) -> str:
    asked = lang.say("“{text}”").format(text=isolate(reason.asked))
    if (reason.where, reason.code) == ("claim", UNATTRIBUTED):
        return lang.say("{asked} in a claim").format(asked=asked)
    return lang.say(_FOUND[reason.where]).format(name=_name(record, reason, lang), asked=asked)


def _name(record: Record, reason: Reason, lang: Language) -> str:
    code = reason.code
    if not code:
        return ""
    if reason.where == "tactic":
        return record.schema.label("incidents.tactic", code, lang)
    if reason.where == "governorate":
        return record.governorate_name(code, lang)
    if reason.where == "source":
        return isolate(lang.of(record.sources.loc[code], "publisher"))
    key = {"place": PLACE, "district": DISTRICT, "actor": ACTOR}.get(reason.where, ORIGIN)
    return isolate(_called(record, f"{key}{code}", lang))


def _called(record: Record, key: str, lang: Language) -> str:
    """Return what a place, a district, an actor, an origin or whom only texts name is called."""
    kind, _, code = key.partition(":")
    if key.startswith(PLACE):
        known = record.gazetteer.known
        return lang.of(known[code], "name") if code in known else place_name(record, code, lang)
    if key.startswith(RIVER):
        return lang.of(record.gazetteer.rivers[code], "name")
    if key.startswith(KNOWN):
        return lang.of(known_in_texts()[code], "name")
    if key.startswith(PART):
        return lang.of(parts_of_syria()[key], "name")
    if key.startswith(DISTRICT):
        return lang.of(record.gazetteer.districts[code], "name")
    return lang.of((record.actors if f"{kind}:" == ACTOR else record.origins).loc[code], "name")


def search_in_words(record: Record, text: str, lang: Language) -> str:
    """Say how a text is read: "Read as: place or party: Raqqa; word: raid; date: 17 May 2025"; "" if it is an id."""
    asked = asked_for(record, text) if text else None
    if asked is None or asked.ids is not None:
        return ""
    said = [*(_date(date, lang) for date in asked.dates), *(_part(record, part, lang) for part in asked.parts)]
    return lang.say("Read as: {parts}").format(parts=lang.say("; ").join(said)) if said else ""


def _date(date: AskedDate, lang: Language) -> str:
    told = {"d": date.day, "MMMM": date.month, "y": date.year}
    pattern = " ".join(letter for letter, part in told.items() if part)
    day = dt.date(date.year or dt.MINYEAR + 3, date.month or 1, date.day or 1)  # 29 February is a day of each year
    return lang.say("date: {date}").format(date=lang.date(day, pattern))


def _part(record: Record, part: Part, lang: Language) -> str:
    if not part.is_name:
        return lang.say("word: {word}").format(word=isolate(part.text))
    names = list(dict.fromkeys(_meant(record, part, lang)))
    shown = [isolate(name) for name in names[:MOST_MEANT]]
    if len(names) > MOST_MEANT:
        more = len(names) - MOST_MEANT
        shown.append(lang.plural("{count} more", "{count} more", more).format(count=lang.number(more)))
    meant = lang.say("name: {names}").format(names=lang.say(", ").join(shown))
    return "".join([meant, *(_not_used(direction, lang) for direction in dict.fromkeys(part.unused))])


def _not_used(direction: str, lang: Language) -> str:
    """Say of a direction in or beside a name that nothing is left out by it: the record knows no sides of places."""
    return lang.say(" (all of it: the direction “{direction}” is not used)").format(direction=isolate(direction))


def _meant(record: Record, part: Part, lang: Language) -> Iterator[str]:
    """Yield what a name means: what is called exactly so first, places before parties."""
    order = (PART, PLACE, DISTRICT, RIVER, KNOWN, ACTOR, ORIGIN)
    for key in sorted(part.keys, key=lambda key: ([key.startswith(kind) for kind in order].index(True), len(key))):
        yield _called(record, key, lang)
