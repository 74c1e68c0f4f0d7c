"""Read somebody's file as a record: say what will become of it, and write the record's folder where one is named."""

import argparse
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import cast

from incidents.commands.exit_codes import FINE
from incidents.commands.files import FORCE, check_free, make_folder, write_files
from incidents.commands.options import refuse
from incidents.commands.terminal import heading, show, table
from incidents.exchange.intake.days import ORDERS, Order
from incidents.exchange.intake.encodings import ENCODINGS
from incidents.exchange.intake.importing import Import, read_as_record
from incidents.exchange.intake.mapping import Kind, read_mapping
from incidents.exchange.intake.opened import Opened, open_file
from incidents.exchange.intake.remarks import UnreadableFileError
from incidents.exchange.intake.shapes import SHAPES, known_headings
from incidents.exchange.intake.telling import mapping_in_words, outcome_in_words, recognised_in_words
from incidents.language import Language, plain_text

_COLUMNS_SHOWN, _LONGEST_CELL = 6, 28


def add_options(parser: argparse.ArgumentParser, lang: Language) -> None:
    """Add what the command takes."""
    parser.add_argument(
        "file",
        type=Path,
        metavar=lang.say("FILE"),
        help=lang.say("CSV, TSV, XLSX, ODS, GeoJSON, GeoPackage or Parquet"),
    )
    parser.add_argument(
        "--as", dest="kind", choices=tuple(SHAPES), help=lang.say("shape of the file; otherwise it is recognised")
    )
    parser.add_argument(
        "--out",
        type=Path,
        metavar=lang.say("DIR"),
        help=lang.say("folder of the new record; without it only the preview is shown"),
    )
    parser.add_argument(
        "--mapping",
        type=Path,
        metavar=lang.say("FILE"),
        help=lang.say("mapping of columns, as an earlier import left it"),
    )
    parser.add_argument(
        "--encoding", choices=ENCODINGS, help=lang.say("encoding of a file of text; otherwise it is recognised")
    )
    parser.add_argument("--dates", choices=ORDERS, help=lang.say("order of day and month, where both are possible"))
    parser.add_argument(FORCE, action="store_true", help=lang.say("replace a file that exists already"))


def run(chosen: argparse.Namespace) -> int:
    """Print what will become of the file; write the record where a folder is named."""
    lang: Language = chosen.lang
    try:
        opened = open_file(chosen.file, known_headings(), chosen.encoding)
        found = _read(chosen, opened)
    except UnreadableFileError as error:
        refuse(plain_text(error.say(lang)))
    show(map(plain_text, _preview(found, lang)))
    if found.order_is_open:
        sentence = lang.say(
            "Days such as {example} can be read in two ways. Say which: {option} {first} or {option} {second}."
        )
        example = next(cell for cell in found.opened.columns[found.mapping.columns["date"]].to_pylist() if cell)
        refuse(plain_text(sentence.format(example=example, option="--dates", first=ORDERS[0], second=ORDERS[1])))
    if chosen.out is None:
        show([lang.say("Nothing is written. With {option} the record is.").format(option="--out")])
        return FINE
    make_folder(chosen.out)
    files = [(chosen.out / name, content) for name, content in found.files(lang)]
    for path, _content in files:
        check_free(path, force=chosen.force)
    write_files(files, force=chosen.force)
    if terms := lang.of(asdict(found.shape.terms), "redistribution"):
        print(plain_text(terms), file=sys.stderr)
    print(chosen.out)
    return FINE


def _read(chosen: argparse.Namespace, opened: Opened) -> Import:
    """Read the file as the options say; ask once for the order of day and month where nobody can tell."""
    mapping = read_mapping(chosen.mapping, list(opened.columns)) if chosen.mapping else None
    found = read_as_record(opened, kind=cast("Kind | None", chosen.kind), mapping=mapping)
    order: Order | None = chosen.dates
    if order is None and found.order_is_open and sys.stdin.isatty():
        order = _asked(chosen.lang)
    return found if order is None else read_as_record(opened, mapping=found.mapping.with_order(order))


def _asked(lang: Language) -> Order | None:
    question = lang.say("Does the day or the month stand first in 03/04/2025? ({first} or {second})")
    answer = input(f"{question.format(first=ORDERS[0], second=ORDERS[1])} ").strip()
    return next((order for order in ORDERS if order == answer), None)


def _preview(found: Import, lang: Language) -> Iterator[str]:
    """Yield what was recognised, the first rows, the mapping, and what is left out and why."""
    yield heading(lang.say("{file}: read as {kind}").format(file=found.opened.name, kind=found.mapping.kind))
    yield from recognised_in_words(found, lang)
    yield ""
    yield heading(lang.say("First rows"))
    names = list(found.mapping.columns.values())[:_COLUMNS_SHOWN] or list(found.opened.columns)[:_COLUMNS_SHOWN]
    places = [list(found.opened.columns).index(name) for name in names]
    yield from table(names, [[_short(row[place]) for place in places] for row in found.first_rows()])
    yield ""
    yield heading(lang.say("Columns"))
    yield from table([lang.say("Column"), lang.say("Holds")], mapping_in_words(found, lang))
    yield ""
    yield heading(lang.say("What comes in, and what does not"))
    yield from outcome_in_words(found, lang)


def _short(cell: str) -> str:
    return cell if len(cell) <= _LONGEST_CELL else f"{cell[:_LONGEST_CELL]}…"
