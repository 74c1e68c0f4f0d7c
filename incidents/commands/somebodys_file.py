"""Somebody's file as an argument: the options by which it is read, and the one question that it may leave open."""

import argparse
import sys
from pathlib import Path
from typing import cast

from incidents.commands.options import refuse
from incidents.exchange.intake.cells import clean_text
from incidents.exchange.intake.days import ORDERS, Order, day_in_two_ways
from incidents.exchange.intake.encodings import ENCODINGS
from incidents.exchange.intake.importing import Import, read_as_record
from incidents.exchange.intake.mapping import Kind, read_mapping
from incidents.exchange.intake.opened import open_file
from incidents.exchange.intake.remarks import UnreadableFileError
from incidents.exchange.intake.shapes import SHAPES, known_headings
from incidents.language import Language, plain_text
from incidents.record.memory import prepare_memory


def add_reading(parser: argparse.ArgumentParser, lang: Language) -> None:
    """Add the options that say how a file is to be read."""
    parser.add_argument(
        "--as", dest="kind", choices=tuple(SHAPES), help=lang.say("shape of the file; otherwise it is recognised")
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


def read_file(path: Path, chosen: argparse.Namespace) -> Import:
    """Read a file as the options say; ask once for the order of day and month where nobody can tell.

    Exits where the file cannot be read.
    """
    lang: Language = chosen.lang
    prepare_memory()
    try:
        opened = open_file(path, known_headings(), chosen.encoding)
        mapping = read_mapping(chosen.mapping, list(opened.columns)) if chosen.mapping else None
        found = read_as_record(opened, kind=cast("Kind | None", chosen.kind), mapping=mapping)
        order: Order | None = chosen.dates
        if order is None and found.order_is_open and sys.stdin.isatty():
            order = _asked(lang)
        return found if order is None else read_as_record(opened, mapping=found.mapping.with_order(order))
    except UnreadableFileError as error:
        refuse(plain_text(error.say(lang)))


def _asked(lang: Language) -> Order | None:
    question = lang.say("Does the day or the month stand first in 03/04/2025? ({first} or {second})")
    answer = input(f"{question.format(first=ORDERS[0], second=ORDERS[1])} ").strip()
    return next((order for order in ORDERS if order == answer), None)


def refuse_open_order(found: Import, lang: Language) -> None:
    """Exit where the days of a file can be read in two ways and nobody has said which."""
    if not found.order_is_open:
        return
    sentence = lang.say(
        "Days such as {example} can be read in two ways. Say which: {option} {first} or {option} {second}."
    )
    held = [found.mapping.columns[name] for name in ("date", "date_end") if name in found.mapping.columns]
    example = day_in_two_ways(*(clean_text(found.opened.columns[column]) for column in held))
    refuse(plain_text(sentence.format(example=example, option="--dates", first=ORDERS[0], second=ORDERS[1])))
