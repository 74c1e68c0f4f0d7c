"""Write the selection as data; what a copy in another shape loses is printed and stands beside the file."""

import argparse
import sys

from incidents.commands.exit_codes import FINE
from incidents.commands.files import check_free, path_in, write_files
from incidents.commands.options import add_file, add_filters, add_record, selection_of
from incidents.commands.where_kept import is_asked_where_kept, pieces_of, taken_of
from incidents.exchange.formats import EXPORTS
from incidents.exchange.made import report_name
from incidents.exchange.streamed import STREAMED
from incidents.language import Language, plain_text
from incidents.record.schema import Schema
from incidents.selection.file_names import file_stem
from incidents.selection.selection import Selection


def add_options(parser: argparse.ArgumentParser, lang: Language) -> None:
    """Add what the command takes."""
    add_record(parser, lang)
    add_filters(parser, lang)
    parser.add_argument("--format", choices=tuple(EXPORTS), default="csv")
    add_file(parser, lang)


def run(chosen: argparse.Namespace) -> int:
    """Write the file, with its report of losses where it has one, and print where.

    That of a record too large for memory is written as it is read, where the format allows that.
    """
    if not is_asked_where_kept(chosen):
        return _write(selection_of(chosen), chosen)
    if chosen.format not in STREAMED:
        others = [EXPORTS[code].label for code in STREAMED]
        return _write(taken_of(chosen, others=others)[0], chosen)
    with pieces_of(chosen) as (schema, stem, pieces):
        path = path_in(chosen.out, stem + EXPORTS[chosen.format].ending)
        check_free(path, force=chosen.force)
        write_files([(path, pieces)], force=chosen.force)
        _say_terms(schema, chosen.lang)
    print(path)
    return FINE


def _write(selection: Selection, chosen: argparse.Namespace) -> int:
    export = EXPORTS[chosen.format]
    path = path_in(chosen.out, file_stem(selection, chosen.lang) + export.ending)
    check_free(path, force=chosen.force)
    made = export.make(selection, chosen.lang)
    files = [(path, made.content)]
    if made.losses:
        files.insert(0, (path.with_name(report_name(path.name)), made.report.encode()))
    write_files(files, force=chosen.force)
    print(made.report, file=sys.stderr, end="")
    _say_terms(selection.record.schema, chosen.lang)
    print(path)
    return FINE


def _say_terms(schema: Schema, lang: Language) -> None:
    if terms := schema.redistribution(lang):
        print(plain_text(terms), file=sys.stderr)
