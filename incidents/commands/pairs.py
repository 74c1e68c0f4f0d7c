"""Print the likely pairs of the record and another: near in time and place, of one kind; nothing is merged."""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from incidents.commands.exit_codes import FINE, PROBLEMS
from incidents.commands.options import add_filters, add_record, record_at, selection_of
from incidents.commands.problems import show_problems
from incidents.commands.somebodys_file import add_reading, read_file, refuse_open_order
from incidents.commands.terminal import as_typed, heading, show, table
from incidents.exchange.intake.in_memory import record_in_memory
from incidents.exchange.intake.opened import ENDINGS
from incidents.exchange.provenance import about_selection
from incidents.exchange.records import json_text
from incidents.language import Language, plain_text
from incidents.phrases.beside import (
    apart_in_words,
    counted_beside,
    counted_here,
    lacking_in_words,
    pairs_in_words,
    rule_of_pairs,
    sides_in_words,
)
from incidents.record.record import Record
from incidents.record.storage import home_of
from incidents.selection.beside import select_beside
from incidents.selection.likely_pairs import Pair, find_pairs

WITH = "--with"


def add_options(parser: argparse.ArgumentParser, lang: Language) -> None:
    """Add what the command takes."""
    told = lang.say("the other record: its folder, a database, or a file that is read as with import")
    parser.add_argument(WITH, dest="other", required=True, metavar=lang.say("FOLDER_OR_FILE"), help=told)
    add_reading(parser, lang)
    add_record(parser, lang)
    parser.add_argument("--format", choices=("text", "json"), default="text")
    add_filters(parser, lang)


def run(chosen: argparse.Namespace) -> int:
    """Print the pairs; the filters are asked of both records."""
    lang: Language = chosen.lang
    selection = selection_of(chosen)
    beside = select_beside(_other(chosen), selection)
    for sentence in lacking_in_words(selection.record, beside, lang):
        print(plain_text(sentence), file=sys.stderr)
    pairs = find_pairs(selection, beside.selection)
    if terms := beside.record.schema.redistribution(lang):
        print(plain_text(terms), file=sys.stderr)
    if chosen.format == "json":
        about = [about_selection(one, lang) for one in (selection, beside.selection)]
        rows = list(_sides(pairs, selection.record, beside.record, lang))
        sys.stdout.write(json_text({"records": about, "rule": rule_of_pairs(lang), "pairs": rows}))
        return FINE
    show(map(plain_text, (counted_here(selection, lang), counted_beside(beside.selection, lang))))
    show([heading(pairs_in_words(len(pairs), lang)), plain_text(rule_of_pairs(lang))])
    show(_in_lines(pairs, selection.record, beside.record, lang))
    return FINE


def _other(chosen: argparse.Namespace) -> Record:
    """Open the other record, or a file as one; exit where it cannot be read, or where days can be read in two ways."""
    lang: Language = chosen.lang
    path = Path(chosen.other)
    if path.suffix.lower() not in ENDINGS or path.is_dir():
        return record_at(home_of(chosen.other), lang, called=as_typed(chosen.other))
    found = read_file(path, chosen)
    refuse_open_order(found, lang)
    record = record_in_memory(found, lang)
    if not isinstance(record, Record):
        show_problems(record, lang)
        raise SystemExit(PROBLEMS)
    return record


def _sides(pairs: list[Pair], one: Record, other: Record, lang: Language) -> Iterator[dict[str, Any]]:
    firsts = sides_in_words(one, [pair.first for pair in pairs], lang)
    seconds = sides_in_words(other, [pair.second for pair in pairs], lang)
    for pair in pairs:
        yield {
            "first": {"id": plain_text(pair.first), **firsts[pair.first]},
            "second": {"id": plain_text(pair.second), **seconds[pair.second]},
            "days": pair.days,
            "km": round(pair.km, 1),
            "day_known": pair.is_day_known,
            "place_known": pair.is_place_known,
        }


def _in_lines(pairs: list[Pair], one: Record, other: Record, lang: Language) -> Iterator[str]:
    if not pairs:
        return
    titles = [lang.say("Apart"), one.short_title(lang), other.short_title(lang)]
    rows = []
    for pair, sides in zip(pairs, _sides(pairs, one, other, lang), strict=True):
        told = [_in_brief(sides[side], lang) for side in ("first", "second")]
        rows.append([" · ".join(apart_in_words(pair, lang)), *told])
    yield from table(titles, rows)


def _in_brief(side: dict[str, Any], lang: Language) -> str:
    figures = side["figures"] or [lang.say("no figure stated")]
    return " · ".join([side["id"], side["date"], side["place"], side["kind"], *figures])
