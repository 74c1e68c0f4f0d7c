"""What every copy says of itself: record, version, stamp, licence, whom to name, and the question it answers."""

from typing import Any

import pandas as pd

from incidents.language import ENGLISH, Language, plain_text
from incidents.phrases import filters_in_words, question_in_words
from incidents.phrases.citations import record_citation
from incidents.phrases.completeness import sample_in_words
from incidents.record.edits import STAMP_LENGTH
from incidents.record.schema import Schema
from incidents.selection.address import filters_to_query, link_to
from incidents.selection.circles import layer_of
from incidents.selection.filters import FILTERS
from incidents.selection.selection import Selection


def provenance(selection: Selection) -> dict[str, str]:
    """Return what every row of a table says: record_version, record_stamp, licence, selection (as in a link)."""
    record = selection.record
    return {
        "record_version": record.version,
        "record_stamp": record.stamp[:STAMP_LENGTH],
        "licence": " · ".join(filter(None, (record.schema.licence, record.schema.redistribution(ENGLISH)))),
        "selection": link_to("", filters_to_query(selection.question)) or "?",
    }


def about_selection(selection: Selection, lang: Language) -> dict[str, Any]:
    """Return the same ready for JSON, with coverage, count, citation and whom to name."""
    record = selection.record
    first, last = _coverage(selection)
    said = provenance(selection)
    return {
        "record": plain_text(record.title(lang)),
        "version": said["record_version"],
        "stamp": said["record_stamp"],
        "coverage": {"from": first, "to": last},
        "licence": said["licence"],
        "attribution": plain_text(record.schema.attribution(lang)),
        **_restraint(record.schema, lang),
        "citation": plain_text(record_citation(record, lang)),
        "filters": {name: plain_text(value) for name, value in filters_to_query(selection.question).items()},
        **_layer(selection, lang),
        "count": len(selection),
    }


def _layer(selection: Selection, lang: Language) -> dict[str, str]:
    """Return in words how near to a layer of the reader's own was asked, whose file no link holds; nothing without."""
    near = selection.question.near
    if near is None or layer_of(near) is None:
        return {}
    return {"layer": plain_text(FILTERS["near"].say(selection.record, near, lang))}


def _restraint(schema: Schema, lang: Language) -> dict[str, str]:
    """Return on what terms rows may be handed on, nothing where the source does not restrain that."""
    terms = plain_text(schema.redistribution(lang))
    return {"redistribution": terms} if terms else {}


def about_rows(selection: Selection, lang: Language) -> pd.DataFrame:
    """Return the same for readers, as pairs of a name and a text; what the record does not say is left out."""
    about, said = about_selection(selection, lang), provenance(selection)
    pairs = [
        (lang.say("Citation"), about["citation"]),
        (lang.say("Dataset version"), about["version"]),
        (lang.say("Stamp of the record"), about["stamp"]),
        (lang.say("Licence"), about["licence"]),
        (lang.say("To be named"), about["attribution"]),
        (lang.say("Handing on"), about.get("redistribution", "")),
        (lang.say("Coverage"), lang.period(*(stamp.date() for stamp in selection.record.coverage))),
        (lang.say("How complete"), plain_text(sample_in_words(selection.record, lang))),
        (lang.say("Selection"), plain_text(question_in_words(selection.record, selection.question, lang))),
        (lang.say("Link to this selection"), said["selection"]),
        (lang.say("Your layer"), about.get("layer", "")),
        (lang.say("Incidents"), str(about["count"])),
        (lang.say("Reading the figures"), lang.say("Empty means that nobody states a figure; it never means 0.")),
    ]
    return pd.DataFrame([pair for pair in pairs if pair[1]], columns=["name", "text"])


def filter_rows(selection: Selection, lang: Language) -> pd.DataFrame:
    """Return what was asked, in words: a row per filter with its title; without any, that all incidents are there."""
    record, question = selection.record, selection.question
    pairs = [
        (FILTERS[name].heading(record, lang), plain_text(words))
        for name, words in filters_in_words(record, question, lang).items()
    ]
    asked = pairs or [(lang.say("Selection"), plain_text(question_in_words(record, question, lang)))]
    counted = (lang.say("Incidents"), lang.number(len(selection)))
    return pd.DataFrame([*asked, counted], columns=[lang.say("Filters"), lang.say("Selection")])


def _coverage(selection: Selection) -> tuple[str, str]:
    first, last = selection.record.coverage
    return first.date().isoformat(), last.date().isoformat()
