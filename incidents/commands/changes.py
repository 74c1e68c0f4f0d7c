"""Print what rose and what fell against the period before, or another."""

import argparse
from collections.abc import Iterator

from incidents.commands.exit_codes import FINE
from incidents.commands.options import add_filters, add_record, refuse, selection_of
from incidents.commands.terminal import as_typed, heading, show, table
from incidents.commands.where_kept import asked, is_asked_where_kept
from incidents.language import Language, plain_text
from incidents.phrases.changes import (
    behind_the_change,
    change_headline,
    difference_in_words,
    periods_compared,
    row_in_words,
)
from incidents.phrases.figures import pair_in_words
from incidents.record.record import Record
from incidents.selection.change_periods import read_period
from incidents.selection.changes import DIMENSIONS, TOGETHER, Changes, Dimension, changes
from incidents.selection.filters import LISTS
from incidents.selection.periods import Period

EVERYTHING = "all"


def add_options(parser: argparse.ArgumentParser, lang: Language) -> None:
    """Add what the command takes."""
    add_record(parser, lang)
    parser.add_argument(
        "--against",
        metavar=lang.say("PERIOD"),
        help=lang.say("the period to compare with, such as {example}; otherwise the one before, equally long").format(
            example="2025-01-01..2025-03-31"
        ),
    )
    parser.add_argument(
        "--by",
        choices=(*DIMENSIONS, EVERYTHING),
        default=DIMENSIONS[0],
        help=lang.say("what the rows are; {all}: where, what and by whom together").format(all=EVERYTHING),
    )
    add_filters(parser, lang)


def run(chosen: argparse.Namespace) -> int:
    """Print the changes."""
    against = read_period(chosen.against) if chosen.against else None
    if chosen.against and against is None:
        sentence = chosen.lang.say("{option}: {value} is no period such as {example}.")
        example = "2025-01-01..2025-03-31"
        refuse(sentence.format(option="--against", value=as_typed(chosen.against), example=example))
    by = TOGETHER if chosen.by == EVERYTHING else (chosen.by,)
    if is_asked_where_kept(chosen):
        show(_where_kept(chosen, by, against))
        return FINE
    selection = selection_of(chosen)
    show(changes_text(changes(selection, by, against), selection.record, chosen.lang))
    return FINE


def _where_kept(chosen: argparse.Namespace, by: tuple[Dimension, ...], against: Period | None) -> list[str]:
    """Ask a record where it is kept."""
    from incidents.selection.large import changed, whole  # what asks databases is not for every day

    with asked(chosen) as (large, question):
        found = changed.changes(large, question, by, against)
        return [*changes_text(found, whole.frame_in_full(large), chosen.lang)]


def changes_text(found: Changes, record: Record, lang: Language) -> Iterator[str]:
    """Yield the changes as a table below their headline, with what may lie behind them."""
    yield heading(change_headline(found, record, lang))
    yield plain_text(periods_compared(found, lang))
    yield ""
    titles = [
        *(LISTS[name].heading(record, lang) for name in found.by),
        lang.say("Then"),
        lang.say("Now"),
        lang.say("Change"),
        lang.say("In both"),
        lang.say("Sources per incident"),
    ]
    rows = [
        [
            *row_in_words(record, [(name, str(row[name])) for name in found.by], lang),
            lang.number(row["then"]),
            lang.number(row["now"]),
            difference_in_words(int(row["difference"]), lang) + ("°" if row["is_few"] else ""),
            lang.number(row["both"]),
            pair_in_words(row["sources_then"], row["sources_now"], lang),
        ]
        for row in found.rows.to_dict("records")
    ]
    of_codes = len(found.by)
    yield from table(titles, rows, numbers=range(of_codes, of_codes + 5))
    yield ""
    yield from map(plain_text, behind_the_change(found, record, lang))
