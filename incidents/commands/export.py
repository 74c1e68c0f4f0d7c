"""Write the selection as data; what a copy in another shape loses is printed and stands beside the file."""

import argparse
import sys

from incidents.commands.exit_codes import FINE
from incidents.commands.files import check_free, path_in, write_files
from incidents.commands.options import add_file, add_filters, add_record, selection_of
from incidents.exchange.formats import EXPORTS
from incidents.exchange.made import report_name
from incidents.language import Language, plain_text
from incidents.selection.file_names import file_stem


def add_options(parser: argparse.ArgumentParser, lang: Language) -> None:
    """Add what the command takes."""
    add_record(parser, lang)
    add_filters(parser, lang)
    parser.add_argument("--format", choices=tuple(EXPORTS), default="csv")
    add_file(parser, lang)


def run(chosen: argparse.Namespace) -> int:
    """Write the file, with its report of losses where it has one, and print where."""
    selection, export = selection_of(chosen), EXPORTS[chosen.format]
    path = path_in(chosen.out, file_stem(selection, chosen.lang) + export.ending)
    check_free(path, force=chosen.force)
    made = export.make(selection, chosen.lang)
    files = [(path, made.content)]
    if made.losses:
        files.insert(0, (path.with_name(report_name(path.name)), made.report.encode()))
    write_files(files, force=chosen.force)
    print(made.report, file=sys.stderr, end="")
    if terms := selection.record.schema.redistribution(chosen.lang):
        print(plain_text(terms), file=sys.stderr)
    print(path)
    return FINE
