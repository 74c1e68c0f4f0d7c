"""Find every problem of the record and of the gazetteer, and what weakens a sound one."""

import argparse
from pathlib import Path

from geodata.gazetteer import DATA as GAZETTEER
from incidents.checks import Sound, read_sound
from incidents.checks.stories import read_stories, story_files
from incidents.commands.exit_codes import FINE, PROBLEMS
from incidents.commands.options import add_record
from incidents.commands.problems import show_problems, weakness_lines
from incidents.commands.terminal import show
from incidents.language import Language
from incidents.record.record import load_record

WEAKNESSES_SHOWN = 12  # ids of one kind of weakness


def add_options(parser: argparse.ArgumentParser, lang: Language) -> None:
    """Add what the command takes."""
    add_record(parser, lang)
    parser.add_argument(
        "--gazetteer",
        type=Path,
        default=GAZETTEER,
        metavar=lang.say("DIR"),
        help=lang.say("folder of another gazetteer"),
    )
    parser.add_argument("--all", action="store_true", help=lang.say("list every weakness in full"))


def run(chosen: argparse.Namespace) -> int:
    """Print the problems, or that there are none and what a reader should know."""
    found = read_sound(chosen.data, chosen.gazetteer)
    if not isinstance(found, Sound):
        show_problems(found, chosen.lang)
        return PROBLEMS
    if story_files(chosen.data):
        _stories, problems = read_stories(chosen.data, load_record(found.tables, found.gazetteer))
        if problems:
            show_problems(problems, chosen.lang)
            return PROBLEMS
    show([chosen.lang.say("The record is in order. What a reader should know:")])
    show(weakness_lines(found.weaknesses(), chosen.lang, None if chosen.all else WEAKNESSES_SHOWN))
    return FINE
