"""Make the briefing of a selection: a slide, a paper, a deck or a map; or one for each governorate and language."""

import argparse
import datetime as dt
from pathlib import Path

from incidents.briefing.annotations import NONE, Annotations, read_annotations
from incidents.briefing.compose import compose_briefing
from incidents.briefing.deck_story import story_to_pptx
from incidents.briefing.formats import PRINTS
from incidents.briefing.messages import messages
from incidents.commands.batch import write_each_governorate
from incidents.commands.exit_codes import FINE
from incidents.commands.files import check_free, path_in, write_files
from incidents.commands.link import address_of, spot_of
from incidents.commands.older import add_since, older_named
from incidents.commands.options import add_file, add_filters, add_record, refuse, selection_of
from incidents.commands.story import add_story, asked_story
from incidents.commands.terminal import as_typed
from incidents.commands.where_kept import is_asked_where_kept, taken_of
from incidents.language import Language
from incidents.record.story import Story
from incidents.selection.file_names import file_stem
from incidents.selection.selection import Selection
from incidents.views.static_map.frame import bounds_about


def add_options(parser: argparse.ArgumentParser, lang: Language) -> None:
    """Add what the command takes."""
    add_record(parser, lang)
    add_filters(parser, lang)
    parser.add_argument("--format", choices=tuple(PRINTS), default="pdf")
    each = lang.say("one file per governorate and language")
    own = parser.add_argument_group(lang.say("your own words"))
    own.add_argument(
        "--title", metavar=lang.say("TEXT"), help=lang.say("title in place of the counts, which then stand below it")
    )
    of_figures = lang.say("let a sentence that the figures bear out be the title")
    own.add_argument("--message", action="store_true", help=of_figures)
    own.add_argument(
        "--note", metavar=lang.say("TEXT"), default="", help=lang.say("note of the author, marked as such")
    )
    remark = lang.say("numbered remark on the map, “PLACE: TEXT” or “35.95,39.01: TEXT”; up to five times")
    own.add_argument("--remark", metavar=lang.say("TEXT"), action="append", default=[], help=remark)
    parser.add_argument("--each-governorate", action="store_true", help=each)
    add_since(parser, lang, lang.say("say what is new since an older version, by its name or stamp"))
    add_story(parser, lang)
    add_file(parser, lang)


def run(chosen: argparse.Namespace) -> int:
    """Write the briefing, or one for each governorate in every language, and print the paths."""
    made, lang = PRINTS[chosen.format], chosen.lang
    selection = taken_of(chosen, with_before=True)[0] if is_asked_where_kept(chosen) else selection_of(chosen)
    link, today = chosen.link or "", dt.datetime.now(dt.UTC).date()
    since = older_named(selection.record, chosen.data, chosen.since, lang) if chosen.since else None
    own = _own_words(chosen, selection)
    story = _story_in(chosen, selection)
    if chosen.each_governorate:
        if own != NONE:
            told = lang.say("Your own words go on one briefing: leave out {option}.")
            refuse(told.format(option="--each-governorate"))
        folder = chosen.out or Path()
        for path in write_each_governorate(selection, made, folder, link, today, since, force=chosen.force):
            print(path, flush=True)
        return FINE
    path = path_in(chosen.out, file_stem(selection, lang) + made.ending)
    check_free(path, force=chosen.force)
    seen, address = bounds_about(spot_of(link)), address_of(link, selection.question, lang, selection.record)
    if story is not None:
        write_files([(path, story_to_pptx(story, selection, lang, address, today, since))], force=chosen.force)
        print(path)
        return FINE
    briefing = compose_briefing(selection, seen, lang, address, today, since, own)
    write_files([(path, made.make(briefing))], force=chosen.force)
    print(path)
    return FINE


def _own_words(chosen: argparse.Namespace, selection: Selection) -> Annotations:
    """Read the author's title, note and remarks; a remark without a known place ends the command."""
    title = chosen.title or ""
    if chosen.message and not title:
        title = next((message.title for message in messages(selection, chosen.lang)), "")
    own, refused = read_annotations(title, chosen.note, chosen.remark, selection.record)
    if refused:
        sentence = chosen.lang.say("{option}: {value} names no place of the gazetteer, or is one too many.")
        refuse(*(sentence.format(option="--remark", value=as_typed(text)) for text in refused))
    return own


def _story_in(chosen: argparse.Namespace, selection: Selection) -> Story | None:
    """Return the story that is to be told in slides."""
    is_told = chosen.format == "pptx" and not chosen.each_governorate
    if chosen.story is not None and not is_told:
        refuse(chosen.lang.say("{option} goes with {formats}.").format(option="--story", formats="--format pptx"))
    return asked_story(chosen, selection) if is_told else None
