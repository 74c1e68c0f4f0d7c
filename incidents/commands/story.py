"""Check a story, and say what it tells: incidents in an order of one's own, a sentence for each."""

import argparse
import sys
from pathlib import Path

from incidents.checks.stories import read_stories, read_story, story_files
from incidents.checks.story_in_link import story_for_link
from incidents.commands.exit_codes import FINE, PROBLEMS
from incidents.commands.options import add_record, refuse, sound_record
from incidents.commands.problems import show_problems
from incidents.commands.terminal import heading, show, table
from incidents.language import Language, plain_text
from incidents.phrases import notices_in_words
from incidents.phrases.stories import too_long_in_words
from incidents.record.story import STORIES, Story, story_name
from incidents.selection.address import link_to, query_of_link
from incidents.selection.linked_stories import told_by
from incidents.selection.public_page import public_page
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
        show(_on_the_page(story, lang))
    order = link_to("", {"story": ",".join(story.incident_ids)})
    show([lang.say("On the page, from card to card: {link}").format(link=lang.forwards(order))])
    return FINE


def _on_the_page(story: Story, lang: Language) -> list[str]:
    """Say by which link the page tells a story of somebody's own, or that none holds it."""
    whole = story_for_link(story)
    if whole is not None:
        link = link_to(public_page(), {"story": whole})
        return [lang.say("On the page, with its sentences: {link}").format(link=lang.forwards(link))]
    said = lang.say("Lay the file into {folder} of the record, or open it under About.")
    return [too_long_in_words(lang), said.format(folder=lang.forwards(f"{STORIES}/"))]


def add_story(parser: argparse.ArgumentParser, lang: Language) -> None:
    """Add the option that names a story to be told."""
    told = lang.say("a story to tell with it (JSON; the command {command} checks one)").format(command="story")
    parser.add_argument("--story", type=Path, metavar=lang.say("FILE"), help=told)


def asked_story(chosen: argparse.Namespace, selection: Selection) -> Story | None:
    """Read the story that was named, else the one that the link tells; print the problems of a file, and end with 1.

    Ends with 2 where the filters leave out an incident of the file's; the story of a link is then left out, and named.
    """
    lang, record = chosen.lang, selection.record
    if chosen.story is None:
        return _story_of_link(chosen, selection)
    story = read_story(chosen.story, record)
    if not isinstance(story, Story):
        show_problems(story, lang)
        raise SystemExit(PROBLEMS)
    if sentence := _missing_in_words(selection, story, lang):
        refuse(sentence)
    return story


def _story_of_link(chosen: argparse.Namespace, selection: Selection) -> Story | None:
    texts = query_of_link(chosen.link or "").get("story", [])
    if not texts:
        return None
    lang, record = chosen.lang, selection.record
    story, notices = told_by(texts, read_stories(chosen.data, record)[0], record)
    missing = _missing_in_words(selection, story, lang) if story is not None else ""
    for sentence in [*notices_in_words(notices, lang), *filter(None, [missing])]:
        print(plain_text(sentence), file=sys.stderr)
    return None if missing else story


def _missing_in_words(selection: Selection, story: Story, lang: Language) -> str:
    """Say which incidents of a story the filters leave out; "" where they hold all."""
    held = set(selection.incidents["incident_id"])
    missing = [one for one in story.incident_ids if one not in held]
    sentence = lang.say("The filters leave out incidents of the story: {ids}.")
    return sentence.format(ids=lang.say(", ").join(missing)) if missing else ""
