"""Check a story, and say what it tells: incidents in an order of one's own, a sentence for each."""

import argparse
from pathlib import Path

from incidents.checks.stories import read_story, story_files
from incidents.commands.exit_codes import FINE, PROBLEMS
from incidents.commands.options import add_record, refuse, sound_record
from incidents.commands.problems import show_problems
from incidents.commands.terminal import heading, show, table
from incidents.language import Language
from incidents.record.record import Record
from incidents.record.story import STORIES, Story, story_name
from incidents.selection.address import link_to
from incidents.selection.selection import Selection


def add_options(parser: argparse.ArgumentParser, lang: Language) -> None:
    """Add what the command takes."""
    add_record(parser, lang)
    parser.add_argument("file", type=Path, metavar=lang.say("FILE"), help=lang.say("a story (JSON)"))


def run(chosen: argparse.Namespace) -> int:
    """Print the problems, or what the story tells step by step."""
    lang, record = chosen.lang, sound_record(chosen)
    story = read_story(chosen.file, record)
    if not isinstance(story, Story):
        show_problems(story, lang)
        return PROBLEMS
    show([heading(story.title(lang))])
    rows = [(lang.number(at), step.incident_id, step.text(lang)) for at, step in enumerate(story.steps, start=1)]
    show(table([lang.say("No."), lang.say("Incident"), lang.say("Text")], rows, numbers=(0,), whole=(0, 1)))
    if chosen.file.resolve() in [path.resolve() for path in story_files(chosen.data)]:
        named = link_to("", {"story": story_name(chosen.file.stem)})
        show([lang.say("On the page, with its sentences: {link}").format(link=lang.forwards(named))])
    else:
        said = lang.say(
            "No link holds the sentences. Lay the file into {folder} of the record, or open it under About."
        )
        show([said.format(folder=lang.forwards(f"{STORIES}/"))])
    order = link_to("", {"story": ",".join(story.incident_ids)})
    show([lang.say("On the page, from card to card: {link}").format(link=lang.forwards(order))])
    return FINE


def add_story(parser: argparse.ArgumentParser, lang: Language) -> None:
    """Add the option that names a story to be told."""
    told = lang.say("a story to tell with it (JSON; the command {command} checks one)").format(command="story")
    parser.add_argument("--story", type=Path, metavar=lang.say("FILE"), help=told)


def asked_story(chosen: argparse.Namespace, record: Record) -> Story | None:
    """Read the story that was named; print its problems and end with 1 where it has any."""
    if chosen.story is None:
        return None
    story = read_story(chosen.story, record)
    if not isinstance(story, Story):
        show_problems(story, chosen.lang)
        raise SystemExit(PROBLEMS)
    return story


def hold_all(selection: Selection, story: Story, lang: Language) -> None:
    """End with 2 where the filters leave out an incident that the story tells of."""
    held = set(selection.incidents["incident_id"])
    if missing := [one for one in story.incident_ids if one not in held]:
        sentence = lang.say("The filters leave out incidents of the story: {ids}.")
        refuse(sentence.format(ids=lang.say(", ").join(missing)))
