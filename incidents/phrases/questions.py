"""The reader's question in words: each filter as part of a sentence, what became of a link, a selection's title."""

from collections.abc import Mapping, Sequence
from typing import Any

from geodata.cells import parts_of
from incidents.language import Language, isolate
from incidents.phrases.figures import total_range
from incidents.phrases.when_and_where import date_in_brief
from incidents.record.record import Record
from incidents.selection.filters import FILTERS, LISTS
from incidents.selection.mentions import places_without_incidents, rivers_unnamed
from incidents.selection.notices import LONGEST_TEXT, Fate, Notice
from incidents.selection.question import Question
from incidents.selection.selection import Selection
from incidents.selection.summaries import incidents_by_governorate, total


def option_label(record: Record, name: str, code: str, lang: Language) -> str:
    """Return the label of one option of a filter on a closed list, such as ("governorate", "SY09")."""
    return LISTS[name].label(record, code, lang)


def filters_in_words(record: Record, question: Question, lang: Language) -> dict[str, str]:
    """Say each active filter as part of a sentence, by the filter's name, in the order of the fields."""
    return {name: FILTERS[name].say(record, getattr(question, name), lang) for name in question.active()}


def question_in_words(record: Record, question: Question, lang: Language) -> str:
    """Say all filters in one line, or that there are none."""
    parts = list(filters_in_words(record, question, lang).values())
    return lang.say(" · ").join(parts) if parts else lang.say("all incidents of the record")


LONGEST_PACKED = 40  # characters that are named of a story in an address
MOST_NAMED = 5  # parts of an address that one sentence names


def notices_in_words(notices: Sequence[Notice], lang: Language) -> list[str]:
    """Say what of an address was not read word for word, and what was read instead: one sentence for each fate."""
    sentences: dict[Fate, str] = {
        "unused": lang.say("Part of this address could not be used and was left out: {parts}"),
        "not here": lang.say(
            "This address asks what lies within a distance of a layer of one's own. The file is not in the link, so "
            "that was left out: {parts}. Whoever has the file can open it again."
        ),
        "no record": lang.say(
            "This address shows a record that somebody opened from a file of one's own. The file is not in the link, "
            "so you see the curated record: {parts} was left out. Whoever has the file can open it under About."
        ),
        "no story": lang.say(
            "The story in this address cannot be read, for it was cut or changed on its way: {parts}. Ask for the "
            "whole link again, or for the file of the story."
        ),
        "no incident": lang.say(
            "The story in this address is not told, for it tells of incidents that this record does not have: {parts}"
        ),
        "unknown": lang.say("Part of this address means nothing here and was left out: {parts}"),
        "repeated": lang.say("Part of this address is there more than once; the last counts: {parts}"),
        "cut": lang.say("Part of this address is too long; the rest was left out: {parts}"),
        "changed": lang.say("Part of this address was read otherwise than it is written: {parts}"),
    }
    said = []
    for fate, sentence in sentences.items():
        parts = [_part(notice, lang) for notice in dict.fromkeys(notices) if notice.fate == fate]
        named, more = parts[:MOST_NAMED], len(parts) - MOST_NAMED
        if more > 0:
            named.append(lang.plural("{count} more", "{count} more", more).format(count=lang.number(more)))
        if named:
            said.append(sentence.format(parts=lang.listed(named)))
    return said


def _part(notice: Notice, lang: Language) -> str:
    if notice.fate == "no incident":
        return isolate(notice.value[:LONGEST_TEXT])
    written = isolate(notice.written)
    if notice.fate == "no story":  # nobody can read the rest of it
        return isolate(f"{notice.written[:LONGEST_PACKED]}…")
    if notice.fate != "changed":
        return written
    return lang.say("{written} as {read}").format(written=written, read=isolate(notice.instead[:LONGEST_TEXT]))


def known_places_in_words(selection: Selection, lang: Language) -> list[str]:
    """Say of each place and river that the text names, and of which nothing is recorded, that it is known."""
    found = selection.answers.get("text")
    if found is None or found.any():
        return []
    record, text = selection.record, selection.question.text
    return [
        *(_known_place(record, place, lang) for place in places_without_incidents(record, text)),
        *(_known_river(river, lang) for river in rivers_unnamed(record, text)),
    ]


def _known_river(river: Mapping[str, Any], lang: Language) -> str:
    sentence = lang.say(
        "{river} is known as a river that no text of the record names. Search for the places beside it by their names."
    )
    return sentence.format(river=isolate(lang.of(river, "name")))


def _known_place(record: Record, place: Mapping[str, Any], lang: Language) -> str:
    name = isolate(lang.of(place, "name"))
    held = place["governorates"]
    if place["kind"] == "governorate" or not isinstance(held, str) or not held:
        return lang.say("{place} is known to the record, which holds no incident there.").format(place=name)
    governorates = [record.governorate_name(code, lang) for code in parts_of(held)]
    sentence = lang.say("{place} (governorate: {governorates}) is known to the record, which holds no incident there.")
    return sentence.format(place=name, governorates=lang.listed(governorates, "or"))


def period_in_words(record: Record, question: Question, lang: Language) -> str:
    """Write the period a question asks about; without a limit, the period the record covers."""
    first, last = (stamp.date() for stamp in record.coverage)
    start, end = question.date_from or first, question.date_to or last
    return lang.date(start) if start >= end else lang.period(start, end)


def when_in_title(selection: Selection, lang: Language) -> str:
    """Write when it was: the day or span of a single incident, where that is known, or else the period asked about."""
    if len(selection) == 1:
        incident = selection.incidents.iloc[0]
        known = incident[["date_start", "date_end"]].notna().all() and incident["date_precision"] != "unknown"
        if known:
            return date_in_brief(incident, lang)
    return period_in_words(selection.record, selection.question, lang)


_IN_TITLES = ("district", "place", "kind", "actor", "origin")  # what a dossier may be of, beside a governorate


def title_sentence(selection: Selection, lang: Language) -> str:
    """Say the selection in one line: how many incidents, where or of whom if that is one, how many killed, when."""
    period = when_in_title(selection, lang)
    subject = selection.record.schema.counted(len(selection), lang)
    if selection.question.governorate:
        places = LISTS["governorate"].named(selection.record, selection.question.governorate, lang)
        subject = lang.say("{incidents} in {place}").format(incidents=subject, place=lang.listed(places))
    of_one = [name for name in _IN_TITLES if len(getattr(selection.question, name)) == 1]
    said = [FILTERS[name].say(selection.record, getattr(selection.question, name), lang) for name in of_one]
    subject = lang.say(", ").join([subject, *said])
    killed = total(selection, "killed")
    if killed.low is None:
        return lang.say("{incidents}, {period}").format(incidents=subject, period=period)
    return lang.say("{incidents}, {killed} killed, {period}").format(
        incidents=subject, killed=total_range(killed, lang), period=period
    )


def only_shared(selection: Selection, lang: Language) -> str:
    """Say how many governorates a question does not ask for, but shares incidents with those asked; "" for none."""
    asked = selection.question.governorate
    counted = incidents_by_governorate(selection)["incidents"]
    others = int((counted[~counted.index.isin(asked)] > 0).sum()) if asked else 0
    if not others:
        return ""
    sentence = lang.plural(
        "{count} of them only through shared incidents", "{count} of them only through shared incidents", others
    )
    return sentence.format(count=lang.number(others))
