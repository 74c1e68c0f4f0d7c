"""Read somebody's file as a record: say what will become of it, and write the record's folder where one is named."""

import argparse
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from incidents.commands.exit_codes import FINE
from incidents.commands.files import FORCE, check_free, make_folder, write_files
from incidents.commands.somebodys_file import add_reading, read_file, refuse_open_order
from incidents.commands.terminal import heading, show, table
from incidents.exchange.intake.importing import Import
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
    add_reading(parser, lang)
    parser.add_argument(
        "--out",
        type=Path,
        metavar=lang.say("DIR"),
        help=lang.say("folder of the new record; without it only the preview is shown"),
    )
    parser.add_argument(FORCE, action="store_true", help=lang.say("replace a file that exists already"))


def run(chosen: argparse.Namespace) -> int:
    """Print what will become of the file; write the record where a folder is named."""
    lang: Language = chosen.lang
    found = read_file(chosen.file, chosen)
    show(map(plain_text, _preview(found, lang)))
    refuse_open_order(found, lang)
    if chosen.out is None:
        show([lang.say("Nothing is written. With {option} the record is.").format(option="--out")])
        return FINE
    found.opened.let_go()  # nothing is asked of the file any more
    make_folder(chosen.out)
    files = [(chosen.out / name, content) for name, content in found.files(lang)]
    for path, _content in files:
        check_free(path, force=chosen.force)
    write_files(files, force=chosen.force)
    if terms := lang.of(asdict(found.shape.terms), "redistribution"):
        print(plain_text(terms), file=sys.stderr)
    print(chosen.out)
    return FINE


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
