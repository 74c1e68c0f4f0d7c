"""Print what the record holds of one place, actor, origin or kind: figures, where, with whom, who says so, kinds."""

import argparse
import sys
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from incidents.commands.exit_codes import FINE
from incidents.commands.options import add_filters, add_record, refuse, selection_of
from incidents.commands.printing import selection_in_lines
from incidents.commands.terminal import as_typed, heading, show, table
from incidents.exchange.records import json_text, totals
from incidents.language import Language, plain_text
from incidents.phrases.dossiers import dossier_kicker, dossier_title, part_lists, role_lists, subject_in_words
from incidents.record.record import Record
from incidents.record.vocabulary import NOT_STATED
from incidents.selection.dossiers import (
    SUBJECTS,
    Dossier,
    dossier_meant,
    dossier_of,
    dossier_written,
    subject_of,
    with_dossier,
)
from incidents.selection.filters import LISTS
from incidents.selection.selection import Selection, select

_MOST_NAMED = 60  # of the codes that there are, where one is not known


def add_options(parser: argparse.ArgumentParser, lang: Language) -> None:
    """Add what the command takes."""
    parser.add_argument("subject", choices=SUBJECTS, help=lang.say("of what the dossier is"))
    parser.add_argument(
        "code", metavar=lang.say("CODE"), help=lang.say("such as {example}").format(example="islamic-state")
    )
    add_record(parser, lang)
    parser.add_argument("--format", choices=("text", "json"), default="text")
    add_filters(parser, lang)


def run(chosen: argparse.Namespace) -> int:
    """Print the dossier."""
    lang: Language = chosen.lang
    selection = selection_of(chosen)
    written = dossier_meant(dossier_written(chosen.subject, chosen.code), selection.record)
    if written is None:
        refuse(_unknown(selection.record, chosen.subject, chosen.code, lang))
    question = with_dossier(selection.question, written)
    if question is None:
        sentence = lang.say("{option}: {value} cannot be used.")
        asked = LISTS[chosen.subject].write(getattr(selection.question, chosen.subject))
        refuse(sentence.format(option=LISTS[chosen.subject].option, value=as_typed(asked)))
    selection = select(selection.record, question)
    if chosen.format == "json":
        sys.stdout.write(json_text(dossier_record(selection, written)))
    else:
        show(dossier_text(selection, written, lang))
    return FINE


def _unknown(record: Record, name: str, code: str, lang: Language) -> str:
    """Say that nothing has such a code, and which there are."""
    codes = [other for other in LISTS[name].codes(record) if other != NOT_STATED][:_MOST_NAMED]
    known = [f"{other} ({LISTS[name].label(record, other, lang)})" for other in codes]
    return lang.say("{option}: {value} is not known. Known are: {known}").format(
        option=name, value=as_typed(code), known=lang.say(", ").join(known)
    )


def dossier_record(selection: Selection, written: str) -> dict[str, Any]:
    """Return a dossier ready for JSON: what it is of, totals, and counts of incidents by role, origin and kind."""
    found = dossier_of(selection, written)
    name, code = subject_of(written)
    return {
        "dossier": {"of": name, "code": code},
        "totals": totals(selection),
        "parts": [{"list": part, "code": code, "incidents": count} for part, code, count in found.parts],
        "roles": [
            {"role": role, "actor_id": actor, "incidents": count}
            for role, actors in found.roles.items()
            for actor, count in actors
        ],
        "origins": [asdict(voice) for voice in found.voices],
        "kinds": [{"list": kind, "code": code, "incidents": count} for kind, code, count in found.kinds],
    }


def dossier_text(selection: Selection, written: str, lang: Language) -> Iterator[str]:
    """Yield a dossier as text: its subject, what its incidents add up to, and three tables."""
    record = selection.record
    yield heading(dossier_title(record, written, lang))
    yield plain_text(dossier_kicker(record, written, lang))
    yield plain_text(subject_in_words(record, written, lang))
    yield from map(plain_text, selection_in_lines(selection, lang))
    yield from _tables(record, dossier_of(selection, written), lang)


def _tables(record: Record, found: Dossier, lang: Language) -> Iterator[str]:
    incidents, actor = lang.say("Incidents"), lang.say("Actor")
    parts = [
        [title, label, lang.number(count)]
        for title, rows in part_lists(record, found, lang)
        for _code, label, count in rows
    ]
    yield from _table(lang.say("Where"), ["", lang.say("Place"), incidents], parts, 1)
    roles = [
        [role, label, lang.number(count)]
        for role, actors in role_lists(record, found, lang)
        for _code, label, count in actors
    ]
    yield from _table(lang.say("With and against whom"), [lang.say("Role"), actor, incidents], roles, 1)
    told = lang.say("Claims"), lang.say("Rest on it alone")
    named = LISTS["origin"]
    voices = [
        [named.label(record, voice.origin, lang), *map(lang.number, (voice.incidents, voice.claims, voice.alone))]
        for voice in found.voices
    ]
    yield from _table(lang.say("Who says so"), [lang.say("Primary source"), incidents, *told], voices, 3)
    kinds = [[LISTS[kind].label(record, code, lang), lang.number(count)] for kind, code, count in found.kinds]
    yield from _table(lang.say("Kinds"), [lang.say("Kind"), incidents], kinds, 1)


def _table(title: str, titles: list[str], rows: list[list[str]], numbers: int) -> Iterator[str]:
    """Yield a table below its title, the last columns of which are numbers; nothing where it has no rows."""
    if rows:
        yield ""
        yield heading(title)
        yield from table(titles, rows, numbers=range(len(titles) - numbers, len(titles)))
