"""Print the incidents that answer the filters: a table for the eye, or what ``export`` would write."""

import argparse
import sys

from incidents.commands.exit_codes import FINE
from incidents.commands.options import add_filters, add_record, selection_of
from incidents.commands.printing import incident_table
from incidents.commands.terminal import show
from incidents.commands.where_kept import is_asked_where_kept, pieces_of, taken_of
from incidents.exchange.formats import EXPORTS
from incidents.exchange.streamed import STREAMED
from incidents.language import Language

TABLE = "table"


def add_options(parser: argparse.ArgumentParser, lang: Language) -> None:
    """Add what the command takes."""
    add_record(parser, lang)
    add_filters(parser, lang)
    texts = (code for code, export in EXPORTS.items() if export.is_text)
    parser.add_argument("--format", choices=(TABLE, *texts), default=TABLE)


def run(chosen: argparse.Namespace) -> int:
    """Print the incidents; those of a record too large for memory as they are read, where the format allows that."""
    is_large = is_asked_where_kept(chosen)
    if is_large and chosen.format in STREAMED:
        with pieces_of(chosen) as (_schema, _stem, pieces):
            sys.stdout.writelines(piece.decode() for piece in pieces)
        return FINE
    selection, of = taken_of(chosen) if is_large else (selection_of(chosen), None)
    if chosen.format == TABLE:
        show(incident_table(selection, chosen.lang, of))
    else:
        made = EXPORTS[chosen.format].make(selection, chosen.lang)
        sys.stdout.write(made.content.decode())
    return FINE
