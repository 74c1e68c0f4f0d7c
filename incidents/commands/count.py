"""Count incidents by the options of a filter, with the figures; a record too large for memory is asked where it is."""

import argparse
from collections.abc import Iterator, Mapping, Sequence

from incidents.commands.exit_codes import FINE
from incidents.commands.options import add_filters, add_record, selection_of
from incidents.commands.printing import figures_in_lines, selection_in_lines
from incidents.commands.terminal import show, table
from incidents.commands.where_kept import asked, is_asked_where_kept
from incidents.language import Language, plain_text
from incidents.record.record import Record
from incidents.selection.filters import LISTS
from incidents.selection.options import count_options

_BY = ("kind",)


def add_options(parser: argparse.ArgumentParser, lang: Language) -> None:
    """Add what the command takes."""
    add_record(parser, lang)
    parser.add_argument(
        "--by", choices=tuple(LISTS), action="append", help=lang.say("the filter whose options are counted")
    )
    add_filters(parser, lang)


def run(chosen: argparse.Namespace) -> int:
    """Print the figures, and the number of incidents that each option leaves."""
    by, lang = chosen.by or _BY, chosen.lang
    if is_asked_where_kept(chosen):
        show(_where_kept(chosen, by, lang))
        return FINE
    selection = selection_of(chosen)
    show(map(plain_text, selection_in_lines(selection, lang)))
    show(_tables(selection.record, count_options(selection, by), lang))
    return FINE


def _where_kept(chosen: argparse.Namespace, by: Sequence[str], lang: Language) -> list[str]:
    """Ask a record where it is kept."""
    from incidents.selection.large import options  # what asks databases is not for every day
    from incidents.selection.large.sums import key_figures

    with asked(chosen) as (large, question):
        lines = figures_in_lines(large.frame, question, key_figures(large, question), len(large), lang)
        return [*map(plain_text, lines), *_tables(large.frame, options.count_options(large, question, by), lang)]


def _tables(record: Record, counts: Mapping[str, Mapping[str, int]], lang: Language) -> Iterator[str]:
    """Yield per filter its options with their counts, the most first; options of none are left out."""
    for name, counted in counts.items():
        held = sorted(((count, code) for code, count in counted.items() if count), key=lambda row: -row[0])
        rows = [[LISTS[name].label(record, code, lang), lang.number(count)] for count, code in held]
        yield ""
        yield from table([LISTS[name].heading(record, lang), lang.say("Incidents")], rows, numbers={1})
