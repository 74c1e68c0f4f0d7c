"""Where the record may be wrong, and why: what can be counted of any record, and the doubts that its curators name."""

import pandas as pd

from geodata.cells import parts_of
from incidents.language import Language, isolate, plain_text
from incidents.phrases import place_name
from incidents.record.record import Record
from incidents.selection.selection import Selection
from incidents.selection.summaries import KeyFigures, key_figures

TABLE, SUBJECT = "doubts", "doubts.subject"

Doubts = tuple[str, list[str]]


def known_doubts(selection: Selection, lang: Language, figures: KeyFigures | None = None) -> list[Doubts]:
    """Return the doubts by subject: titles with sentences. ``selection`` is the whole record.

    ``figures`` are those of a record that is not in memory. A record without a table of doubts has none: its curators
    have not said what they know.
    """
    record = selection.record
    if not has_doubts(record):
        return []
    counted = {
        "sources": _about_sources(selection.record, figures or key_figures(selection), lang),
        "events": _about_events(lang),
        "places": _about_places(record, lang),
        "map": _about_map(lang),
    }
    named = record.tables.read(TABLE)
    found = []
    for subject, code in record.schema.codes(SUBJECT).items():
        own = [_sentence(doubt, record, lang) for _, doubt in named[named["subject"] == subject].iterrows()]
        found.append((code.label(lang), [*counted.get(subject, []), *own]))
    return [(title, sentences) for title, sentences in found if sentences]


def has_doubts(record: Record) -> bool:
    """Say whether the record comes with a table of doubts."""
    return TABLE in record.schema.tables


def _sentence(doubt: pd.Series, record: Record, lang: Language) -> str:
    """Write a doubt with the ids and the names of what it concerns."""
    sentence = plain_text(lang.of(doubt, "sentence"))
    places = [_place(record, place_id, lang) for place_id in parts_of(doubt["place_ids"])]
    for part, names in (("{incidents}", map(isolate, parts_of(doubt["incident_ids"]))), ("{places}", places)):
        sentence = sentence.replace(part, lang.listed(list(names)))
    return sentence


def _place(record: Record, place_id: str, lang: Language) -> str:
    return place_name(record, place_id, lang) if place_id in record.places.index else isolate(place_id)


def _about_sources(record: Record, figures: KeyFigures, lang: Language) -> list[str]:
    undated, unlinked = (int(record.sources[column].isna().sum()) for column in ("published", "url"))
    return [
        lang.say(
            "{single} of {count} incidents rest on a single primary source. No second one confirms their figures."
        ).format(single=lang.number(figures.single_origin), count=lang.number(figures.incidents)),
        lang.say("Of {count} sources {undated} show no date of publication and {unlinked} have no link.").format(
            count=lang.number(len(record.sources)),
            undated=lang.number(undated),
            unlinked=lang.number(unlinked),
        ),
        lang.say(
            "A primary source is who is said to have said it first. Where a report names nobody, or "
            "only “sources”, the record cannot tell whether two reports have one primary source or two."
        ),
    ]


def _about_events(lang: Language) -> list[str]:
    return [
        lang.say(
            "Where accounts differ on what a dead person was, the same death may be counted as a civilian by one "
            "account and as a fighter by the other. Totals do not add the two."
        ),
    ]


def _about_places(record: Record, lang: Language) -> list[str]:
    if "verified" not in record.places:
        return []
    confirmed = int((record.places["verified"] == "yes").sum())
    return [
        lang.say(
            "{confirmed} of {count} places are confirmed: two independent lists agree on the point and the name is "
            "not in doubt. The others carry a wider radius."
        ).format(confirmed=lang.number(confirmed), count=lang.number(len(record.places))),
    ]


def _about_map(lang: Language) -> list[str]:
    return [
        lang.say(
            "Borders of governorates are Natural Earth's and differ from OCHA's, most in Rif Dimashq, in the desert "
            "of Homs around al-Tanf, and in Quneitra. A point near a border may be drawn on the wrong side; the "
            "governorate of an incident is always the one its sources name."
        ),
        lang.say(
            "Nobody has fixed a border of the Badia: the drawn area follows the desert climate and is approximate."
        ),
        lang.say("Rivers and lakes are drawn at one water level; the Balikh is missing."),
    ]
