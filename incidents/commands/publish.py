"""Publish the selection as a page that needs no dashboard: one HTML file that opens from disk."""

import argparse
import sys

from incidents.commands.exit_codes import FINE
from incidents.commands.files import check_free, path_in, write_files
from incidents.commands.options import add_file, add_filters, add_record, refuse, selection_of
from incidents.language import Language
from incidents.publishing.one_file import TooManyError, digest_of, make_file
from incidents.selection.file_names import file_stem
from incidents.views.time_dock import MOST_ROWS


def add_options(parser: argparse.ArgumentParser, lang: Language) -> None:
    """Add what the command takes."""
    add_record(parser, lang)
    add_filters(parser, lang)
    parser.add_argument("--format", choices=("html",), default="html")
    add_file(parser, lang)


def run(chosen: argparse.Namespace) -> int:
    """Write the file, and print where it is and by what it is known."""
    selection, lang, langs = selection_of(chosen), chosen.lang, chosen.langs
    path = path_in(chosen.out, f"{file_stem(selection, langs[0] if len(langs) == 1 else None)}.html")
    check_free(path, force=chosen.force)
    try:
        content = make_file(selection, langs)
    except TooManyError:
        sentence = lang.say(
            "A page in one file holds at most {most} incidents, and this selection has {count}: ask for fewer."
        )
        refuse(sentence.format(most=lang.number(MOST_ROWS), count=lang.number(len(selection))))
    write_files([(path, content)], force=chosen.force)
    print(f"sha256 {digest_of(content)}", file=sys.stderr)
    print(path)
    return FINE
