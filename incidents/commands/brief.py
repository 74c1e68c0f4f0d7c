"""Make the briefing of a selection: a slide, a paper, a deck or a map; or one for each governorate and language."""

import argparse
import datetime as dt
from pathlib import Path

from incidents.briefing.compose import compose_briefing
from incidents.briefing.formats import PRINTS
from incidents.commands.batch import write_each_governorate
from incidents.commands.exit_codes import FINE
from incidents.commands.files import check_free, path_in, write_files
from incidents.commands.link import address_of
from incidents.commands.older import add_since, older_named
from incidents.commands.options import add_file, add_filters, add_record, selection_of
from incidents.language import Language
from incidents.selection.file_names import file_stem


def add_options(parser: argparse.ArgumentParser, lang: Language) -> None:
    """Add what the command takes."""
    add_record(parser, lang)
    add_filters(parser, lang)
    parser.add_argument("--format", choices=tuple(PRINTS), default="pdf")
    each = lang.say("one file per governorate and language")
    parser.add_argument("--each-governorate", action="store_true", help=each)
    add_since(parser, lang, lang.say("say what is new since an older version, by its name or stamp"))
    add_file(parser, lang)


def run(chosen: argparse.Namespace) -> int:
    """Write the briefing, or one for each governorate in every language, and print the paths."""
    selection, made, lang = selection_of(chosen), PRINTS[chosen.format], chosen.lang
    link, today = chosen.link or "", dt.datetime.now(dt.UTC).date()
    since = older_named(selection.record, chosen.data, chosen.since, lang) if chosen.since else None
    if chosen.each_governorate:
        folder = chosen.out or Path()
        for path in write_each_governorate(selection, made, folder, link, today, since, force=chosen.force):
            print(path, flush=True)
        return FINE
    path = path_in(chosen.out, file_stem(selection, lang) + made.ending)
    check_free(path, force=chosen.force)
    address = address_of(link, selection.question, lang, selection.record)
    briefing = compose_briefing(selection, None, lang, address, today, since)
    write_files([(path, made.make(briefing))], force=chosen.force)
    print(path)
    return FINE
