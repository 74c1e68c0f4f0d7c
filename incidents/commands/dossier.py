"""Print what the record holds of one place, actor, origin or kind: figures, where, with whom, who says so, kinds."""

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from incidents.commands.exit_codes import FINE
from incidents.commands.options import add_filters, add_record, refuse, selection_of
from incidents.commands.printing import figures_in_lines, selection_in_lines
from incidents.commands.terminal import as_typed, heading, show, table
from incidents.commands.where_kept import asked, is_asked_where_kept
from incidents.exchange.records import json_text
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
from incidents.selection.question import Question
from incidents.selection.selection import Selection, select
from incidents.selection.summaries import KeyFigures, key_figures

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
    if is_asked_where_kept(chosen):
        _show(_where_kept(chosen), chosen)
        return FINE
    selection = selection_of(chosen)
    written, question = _about(chosen, selection.record, selection.question)
    _show(_told(select(selection.record, question), written, chosen.lang), chosen)
    return FINE


def _about(chosen: argparse.Namespace, record: Record, given: Question) -> tuple[str, Question]:
    """Return of what the dossier is and what it asks; exit with 2 where it cannot be."""
    lang: Language = chosen.lang
    written = dossier_meant(dossier_written(chosen.subject, chosen.code), record)
    if written is None:
        refuse(_unknown(record, chosen.subject, chosen.code, lang))
    question = with_dossier(given, written)
    if question is None:
        sentence = lang.say("{option}: {value} cannot be used.")
        codes = LISTS[chosen.subject].write(getattr(given, chosen.subject))
        refuse(sentence.format(option=LISTS[chosen.subject].option, value=as_typed(codes)))
    return written, question


@dataclass(frozen=True)
class _Told:
    """What is printed: of what the dossier is, its counts and figures, and what the selection says of itself."""

    record: Record
    written: str
    dossier: Dossier
    figures: KeyFigures
    lines: Sequence[str]


def _told(selection: Selection, written: str, lang: Language) -> _Told:
    found, figures = dossier_of(selection, written), key_figures(selection)
    return _Told(selection.record, written, found, figures, list(selection_in_lines(selection, lang)))


def _where_kept(chosen: argparse.Namespace) -> _Told:
    from incidents.selection.large import sums  # what asks databases is not for every day
    from incidents.selection.large.told_by_claims import dossier

    with asked(chosen) as (large, given):
        written, question = _about(chosen, large.frame, given)
        figures = sums.key_figures(large, question)
        lines = figures_in_lines(large.frame, question, figures, len(large), chosen.lang)
        return _Told(large.frame, written, dossier(large, question, written), figures, list(lines))


def _show(told: _Told, chosen: argparse.Namespace) -> None:
    if chosen.format == "json":
        sys.stdout.write(json_text(_ready_for_json(told)))
    else:
        show(_in_text(told, chosen.lang))


def _unknown(record: Record, name: str, code: str, lang: Language) -> str:
    """Say that nothing has such a code, and which there are."""
    codes = [other for other in LISTS[name].codes(record) if other != NOT_STATED][:_MOST_NAMED]
    known = [f"{other} ({LISTS[name].label(record, other, lang)})" for other in codes]
    return lang.say("{option}: {value} is not known. Known are: {known}").format(
        option=name, value=as_typed(code), known=lang.say(", ").join(known)
    )


def _ready_for_json(told: _Told) -> dict[str, Any]:
    """Return a dossier ready for JSON: what it is of, totals, and counts of incidents by role, origin and kind."""
    found, (name, code) = told.dossier, subject_of(told.written)
    return {
        "dossier": {"of": name, "code": code},
        "totals": asdict(told.figures),
        "parts": [{"list": part, "code": code, "incidents": count} for part, code, count in found.parts],
        "roles": [
            {"role": role, "actor_id": actor, "incidents": count}
            for role, actors in found.roles.items()
            for actor, count in actors
        ],
        "origins": [asdict(voice) for voice in found.voices],
        "kinds": [{"list": kind, "code": code, "incidents": count} for kind, code, count in found.kinds],
    }


def _in_text(told: _Told, lang: Language) -> Iterator[str]:
    """Yield a dossier as text: its subject, what its incidents add up to, and three tables."""
    record, written = told.record, told.written
    yield heading(dossier_title(record, written, lang))
    yield plain_text(dossier_kicker(record, written, lang))
    yield plain_text(subject_in_words(record, written, lang))
    yield from map(plain_text, told.lines)
    yield from _tables(record, told.dossier, lang)


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
