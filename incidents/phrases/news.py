"""What is new in a record since another version of it, in words that page, shell, briefing and feed share."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from incidents.language import Language, isolate
from incidents.phrases.cell_words import cell_in_words, column_label, language_of, read_in, table_label
from incidents.phrases.figures import range_text, then_now, total_range, total_text
from incidents.phrases.when_and_where import date_in_brief, place_in_words
from incidents.phrases.who_says_what import statement
from incidents.record.change_log import Entry, entries, entries_since, lines_on
from incidents.record.edits import STAMP_LENGTH, Cell, Edit
from incidents.record.record import Record
from incidents.selection.differences import Difference, Ends, Moved, TotalMoved
from incidents.selection.edited_rows import OF_INCIDENTS

_MOST_IDS = 12  # named beside a total
_FATES = ("added", "removed", "corrected")


@dataclass(frozen=True)
class Told:
    """A line on an incident: the table it stands in, what it is about, what stood there and stands now.

    ``fate`` is "added", "removed", "corrected" or "superseded"; ``what`` names column or claim,
    ``spoken`` is the language of a wording that was corrected, "" for anything else.
    """

    table: str
    fate: str
    what: str
    was: str
    now: str
    spoken: str = ""


def news_in_words(held: Difference, lang: Language) -> str:
    """Say in one line what is new: incidents, and the totals that every summary tells."""
    counts = {"added": len(held.added), "removed": len(held.removed), "corrected": len(held.corrected)}
    said = [_incidents_counted(fate, count, lang) for fate, count in counts.items() if count]
    told = lang.say(", ").join(said) or lang.say("no incident added, removed or corrected")
    moved = [total_moved_in_words(one, held, lang) for one in held.headlines if one.is_moved]
    return lang.say("; ").join([told, *([lang.say(", ").join(moved)] if moved else [])])


def _incidents_counted(fate: str, count: int, lang: Language) -> str:
    words = {
        "added": lang.plural("{count} incident added", "{count} incidents added", count),
        "removed": lang.plural("{count} incident removed", "{count} incidents removed", count),
        "corrected": lang.plural("{count} incident corrected", "{count} incidents corrected", count),
    }
    return words[fate].format(count=lang.number(count))


def since_version_in_words(held: Difference, lang: Language) -> str:
    """Say what is new since the older version, which is named."""
    sentence = lang.say("Since version {version}: {news}")
    return sentence.format(version=isolate(held.before.record.version), news=news_in_words(held, lang))


def printed_news(held: Difference, lang: Language) -> str:
    """Say in a sentence what is new, naming both versions: a print is read without the page beside it."""
    versions = [isolate(part.record.version) for part in (held.before, held.after)]
    sentence = lang.say("New in version {later} since version {older}: {news}.")
    return sentence.format(older=versions[0], later=versions[1], news=news_in_words(held, lang))


def versions_in_words(held: Difference, lang: Language) -> str:
    """Name both versions with the beginning of their stamps."""
    older, later = map(isolate, both_versions(held))
    return lang.say("From {older} to {later}").format(older=older, later=later)


def both_versions(held: Difference) -> tuple[str, str]:
    """Return name and beginning of the stamp of both versions."""
    older, later = (f"{part.record.version} ({part.record.stamp[:STAMP_LENGTH]})" for part in (held.before, held.after))
    return older, later


def total_moved_in_words(one: TotalMoved, held: Difference, lang: Language) -> str:
    """Write a total then and now: "Killed: 289–310 → 291–312"."""
    label = held.after.record.schema.measure_label(one.measure, lang)
    return lang.say("{measure}: {figures}").format(
        measure=label, figures=then_now(total_range(one.was, lang), total_range(one.now, lang), lang)
    )


def moved_by_in_words(one: TotalMoved, lang: Language) -> list[str]:
    """Say which incidents moved a total, one line for each way in which they did; those that moved it most first."""
    ways = {
        "added": lang.say("added: {ids}"),
        "removed": lang.say("removed: {ids}"),
        "corrected": lang.say("corrected: {ids}"),
        "entered": lang.say("answers the filters now: {ids}"),
        "left": lang.say("no longer answers the filters: {ids}"),
    }
    lines = []
    for why, sentence in ways.items():
        found = sorted((moved for moved in one.moved if moved.why == why), key=_weight, reverse=True)
        named = [_moved_in_words(moved, lang) for moved in found[:_MOST_IDS]]
        more = lang.say(", and {count} more").format(count=lang.number(len(found) - len(named)))
        if found:
            lines.append(sentence.format(ids=lang.say(", ").join(named) + more * (len(found) > len(named))))
    return lines


def _moved_in_words(moved: Moved, lang: Language) -> str:
    """Name an incident with its part in the total, then and now; one that was added or removed has but one."""
    if moved.why == "corrected":
        figures = then_now(_part(moved.was, lang), _part(moved.now, lang), lang)
    else:
        figures = _part(moved.now if moved.was is None else moved.was, lang)
    return lang.say("{id} ({figures})").format(id=isolate(moved.incident_id), figures=figures)


def _weight(moved: Moved) -> float:
    ends = [(0.0, 0.0) if part is None else part[:2] for part in (moved.was, moved.now)]
    return max(abs(float(np.nan_to_num(now) - np.nan_to_num(was))) for was, now in zip(*ends, strict=True))


def _part(ends: Ends | None, lang: Language) -> str:
    if ends is None:
        return lang.say("not counted")
    return range_text(ends[0], ends[1], lang, at_least=ends[2])


def total_then_in_words(one: TotalMoved, lang: Language) -> tuple[str, str]:
    """Return a total with what is not reported, then and now."""
    return total_text(one.was, lang), total_text(one.now, lang)


def incident_in_brief(record: Record, incident_id: str, lang: Language) -> list[str]:
    """Return date, place and what happened of an incident, as a list has them."""
    incident = record.incident(incident_id)
    return [date_in_brief(incident, lang), place_in_words(record, incident, lang), record.schema.what(incident, lang)]


def told_of(held: Difference, incident_id: str, lang: Language) -> list[Told]:
    """Return what differs in an incident that both versions have: its own columns, its claims, its actors.

    What reads alike of several claims is told once, with their number.
    """
    counted = Counter(told for edit in held.edits_on(incident_id) for told in _told(edit, held, lang))
    return [replace(one, what=f"{one.what} ×{counted[one]}") if counted[one] > 1 else one for one in counted]


def _told(edit: Edit, held: Difference, lang: Language) -> Iterator[Told]:
    if edit.table == "claims":
        yield from _claim_told(edit, held, lang)
    elif edit.table == "incident_actors":
        role = {cell.column: (cell.was or cell.now, edit.fate) for cell in edit.cells}
        record = held.before.record if edit.fate == "removed" else held.after.record
        named = lang.of(record.actors.loc[role["actor_id"][0]], "name")
        part = record.schema.label("incident_actors.role", role["role"][0], lang)
        yield Told(edit.table, edit.fate, part, *_at_end(edit, named))
    else:
        for cell in read_in(edit.cells, lang):
            yield _cell_told(edit, cell, held, lang)


def _at_end(edit: Edit, text: str) -> tuple[str, str]:
    return (text, "") if edit.fate == "removed" else ("", text)


def _claim_told(edit: Edit, held: Difference, lang: Language) -> Iterator[Told]:
    """Tell of a claim that came or went in one line, of one that was corrected column by column."""
    record = held.before.record if edit.fate == "removed" else held.after.record
    claim = record.claims.loc[(record.claims["claim_id"] == edit.row).to_numpy()].iloc[0]
    label = record.schema.measure_label(str(claim["measure"]), lang)
    who = isolate(lang.of(claim, "attributed_to"))
    what = lang.say("{measure} according to {who}").format(measure=label, who=who)
    if edit.fate != "corrected":
        yield Told(edit.table, edit.fate, what, *_at_end(edit, statement(claim, lang)))
        return
    for cell in read_in(edit.cells, lang):
        told = _cell_told(edit, cell, held, lang)
        about = lang.say("{what}, {column}").format(what=what, column=told.what)
        superseded = cell.column == "superseded_by" and bool(cell.now) and not cell.was
        yield replace(told, fate="superseded" if superseded else edit.fate, what=about)


def _cell_told(edit: Edit, cell: Cell, held: Difference, lang: Language) -> Told:
    ends = (cell.was, held.before.record), (cell.now, held.after.record)
    was, now = (cell_in_words(record, edit.table, cell.column, text, lang) for text, record in ends)
    label = column_label(held.after.record, edit.table, cell.column, lang)
    spoken = language_of(held.after.record, edit.table, cell.column)
    return Told(edit.table, edit.fate, label, was, now, spoken)


def other_tables(held: Difference, lang: Language) -> list[tuple[str, str]]:
    """Return of every table beside incidents, claims and actors of incidents its title and how much of it is new."""
    found = []
    for table in dict.fromkeys(edit.table for edit in held.edits if edit.table not in OF_INCIDENTS):
        said = [_counted(fate, count, lang) for fate in _FATES if (count := len(held.of(table, fate)))]
        found.append((table_label(held.after.record, table, lang), lang.say(", ").join(said)))
    return found


def _counted(fate: str, count: int, lang: Language) -> str:
    words = {
        "added": lang.plural("{count} added", "{count} added", count),
        "removed": lang.plural("{count} removed", "{count} removed", count),
        "corrected": lang.plural("{count} corrected", "{count} corrected", count),
    }
    return words[fate].format(count=lang.number(count))


def place_moved_in_words(edit: Edit, held: Difference, lang: Language) -> str:
    """Say of a place where it lay and lies, and how far off it may be."""
    place = lang.of(held.after.record.gazetteer.place(edit.row), "name")
    labels = {
        "latitude": lang.say("latitude"),
        "longitude": lang.say("longitude"),
        "uncertainty_km": lang.say("uncertainty in km"),
    }
    parts = [
        f"{labels[cell.column]} {then_now(cell.was, cell.now, lang)}" for cell in edit.cells if cell.column in labels
    ]
    sentence = lang.say("Place moved: {place}, {parts}")
    return sentence.format(place=isolate(place), parts=lang.say(", ").join(parts))


def reasons(held: Difference, lang: Language) -> Sequence[Entry]:
    """Return what the change log says since the older version."""
    return entries_since(entries(held.after.record.tables, lang), held.before.record.version)


def why_in_words(said: Sequence[Entry], incident_id: str) -> list[str]:
    """Return the lines of the change log that name an incident."""
    return lines_on(said, incident_id)
