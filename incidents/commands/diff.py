"""Print what is new between two versions of a record: incidents, claims, sources, places, totals that moved."""

import argparse
import datetime as dt
import sys
from collections.abc import Iterator
from pathlib import Path

from incidents.commands.exit_codes import FINE
from incidents.commands.files import write_files
from incidents.commands.older import SINCE, add_since, older_named, previous_version
from incidents.commands.opened import Opened, opened
from incidents.commands.options import add_filters, add_record, question_of, record_at, refuse
from incidents.commands.terminal import heading, show, table
from incidents.exchange.news import news_record
from incidents.exchange.noting import day_named, may_note, noted_tables
from incidents.exchange.records import json_text
from incidents.language import Language, plain_text
from incidents.phrases import filters_in_words
from incidents.phrases.news import (
    Told,
    incident_in_brief,
    moved_by_in_words,
    other_tables,
    place_moved_in_words,
    reasons,
    since_version_in_words,
    told_of,
    total_then_in_words,
    versions_in_words,
    why_in_words,
)
from incidents.record.contract import EDITS, VERSIONS
from incidents.record.older import mark_of
from incidents.record.record import Record
from incidents.record.storage import Home
from incidents.selection.differences import Difference, difference

NOTE = "--note"
_LONGEST = 160  # characters of a cell; JSON has the whole


def add_options(parser: argparse.ArgumentParser, lang: Language) -> None:
    """Add what the command takes."""
    told = lang.say(
        "the older and the later version: folders, revisions of the record's history such as {revision}, files or "
        "addresses of databases; the later is the record unless it is named"
    )
    parser.add_argument("versions", nargs="*", metavar=lang.say("A B"), help=told.format(revision="HEAD~20"))
    add_record(parser, lang)
    add_since(parser, lang, lang.say("the older version by its name or stamp, as links and exports bear it"))
    parser.add_argument("--format", choices=("text", "json"), default="text")
    note = lang.say("note the older version in the tables of the later one, so that its readers can see what is new")
    parser.add_argument(NOTE, action="store_true", help=note)
    add_filters(parser, lang)


def run(chosen: argparse.Namespace) -> int:
    """Print the difference, or note it."""
    lang = chosen.lang
    older, later = _named(chosen)
    if chosen.note:
        return _note(older.record, later.record, later.home, older.day, lang)
    held = difference(older.record, later.record, question_of(chosen, later.record))
    if chosen.format == "json":
        sys.stdout.write(json_text(news_record(held)))
    else:
        show(map(plain_text, news_text(held, lang)))
    return FINE


def _named(chosen: argparse.Namespace) -> tuple[Opened, Opened]:
    """Open the older and the later version; exit with 2 where both are the same."""
    lang: Language = chosen.lang
    named = [*chosen.versions]
    are_too_many = len(named) > 2 or (chosen.since and len(named) > 1)
    if are_too_many or not all(name.strip() for name in named):
        refuse(lang.say("Two versions are compared: name one or two, or one and {option}.").format(option=SINCE))
    later_named = named.pop() if len(named) == 2 or (chosen.since and named) else None
    later = opened(chosen, later_named) if later_named else Opened(record_at(chosen.data, lang), chosen.data)
    if named:
        older = opened(chosen, named[0])
    elif chosen.since:
        older = Opened(older_named(later.record, later.home, chosen.since, lang), later.home)
    else:
        older = Opened(previous_version(later.record, lang), later.home)
    is_same = older.is_at(later) if named else chosen.since and older.record.stamp == later.record.stamp
    if is_same and not chosen.note:  # which says so itself
        mark = mark_of(later.record.version, later.record.stamp)
        refuse(lang.say("Both are version {version}: there is nothing to compare.").format(version=mark))
    return older, later


def _note(older: Record, later: Record, home: Home, day: str, lang: Language) -> int:
    """Write the two tables of older versions anew, with one more version in them."""
    if not isinstance(home, Path) or not home.is_dir() or not {VERSIONS, EDITS} <= later.schema.tables.keys():
        sentence = lang.say("{option}: the later version has to be a folder with the tables {tables}.")
        refuse(sentence.format(option=NOTE, tables=lang.listed([VERSIONS, EDITS])))
    if not may_note(older, later):
        sentence = lang.say("{option}: this is the record itself, or a version before the latest that is noted.")
        refuse(sentence.format(option=NOTE))
    made = noted_tables(older, later, day or day_named(older.version, dt.datetime.now(dt.UTC).date().isoformat()))
    write_files([(home / name, content) for name, content in made.items()], force=True)
    for name in made:
        print(home / name)
    return FINE


def news_text(held: Difference, lang: Language) -> Iterator[str]:
    """Yield the difference: in a line, then totals, incidents, claims, places and other tables."""
    yield heading(since_version_in_words(held, lang))
    yield versions_in_words(held, lang)
    yield from filters_in_words(held.after.record, held.after.question, lang).values()
    if held.is_empty:
        return
    yield ""
    titles = [lang.say("Total"), lang.say("Then"), lang.say("Now"), lang.say("Moved by")]
    label = held.after.record.schema.measure_label
    rows = [
        [label(one.measure, lang), *total_then_in_words(one, lang), lang.say("; ").join(moved_by_in_words(one, lang))]
        for one in held.totals
    ]
    yield from table(titles, rows)
    for title, ids, record in (
        (lang.say("Incidents added"), held.added, held.after.record),
        (lang.say("Incidents removed"), held.removed, held.before.record),
    ):
        if ids:
            yield from ("", heading(f"{title} ({lang.number(len(ids))})"))
            yield from (" · ".join([one, *incident_in_brief(record, one, lang)]) for one in ids)
    yield from _corrected(held, lang)
    yield from _others(held, lang)


def _corrected(held: Difference, lang: Language) -> Iterator[str]:
    said = reasons(held, lang)
    if held.corrected:
        yield from ("", heading(f"{lang.say('Incidents corrected')} ({lang.number(len(held.corrected))})"))
    for one in held.corrected:
        yield " · ".join([one, *incident_in_brief(held.after.record, one, lang)])
        yield from (f"  {_line(told, lang)}" for told in told_of(held, one, lang))
        yield from (f"  {lang.say('Change log')}: {line}" for line in why_in_words(said, one))


def _line(told: Told, lang: Language) -> str:
    was, now = _cut(told.was), _cut(told.now)
    sentence = {
        "added": lang.say("added: {what}: {now}"),
        "removed": lang.say("removed: {what}: {was}"),
        "superseded": lang.say("superseded: {what}: {now}"),
        "corrected": lang.say("{what}: {was} → {now}"),
    }[told.fate]
    return sentence.format(what=told.what, was=was, now=now)


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _others(held: Difference, lang: Language) -> Iterator[str]:
    rows = other_tables(held, lang)
    if rows:
        yield from ("", heading(lang.say("Beside them")))
        yield from (f"{title}: {counts}" for title, counts in rows)
    yield from (place_moved_in_words(edit, held, lang) for edit in held.places_moved)
