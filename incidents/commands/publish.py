"""Publish the selection as what needs no dashboard: one HTML file to open from disk, a folder, or a clip."""

import argparse
import datetime as dt
import sys
from pathlib import Path

from incidents.briefing.clip import make_clip
from incidents.commands.exit_codes import FINE
from incidents.commands.files import check_free, make_folder, path_in, write_files
from incidents.commands.link import address_of
from incidents.commands.options import add_file, add_filters, add_record, refuse, selection_of
from incidents.commands.story import add_story, asked_story
from incidents.language import Language
from incidents.publishing.one_file import digest_of, held_in_file, make_file
from incidents.publishing.site import site_files
from incidents.publishing.site_pages import Site
from incidents.record.storage import take_snapshot
from incidents.selection.file_names import file_stem
from incidents.selection.public_page import PUBLIC, public_page
from incidents.selection.selection import Selection
from incidents.views.time_dock import MOST_ROWS
from incidents.views.time_dock.windows import PLAYS


def add_options(parser: argparse.ArgumentParser, lang: Language) -> None:
    """Add what the command takes."""
    add_record(parser, lang)
    add_filters(parser, lang)
    parser.add_argument("--format", choices=("html", "site", "gif"), default="html")
    play = lang.say("how a clip plays: windows of days that slide, or one that grows")
    parser.add_argument("--play", choices=PLAYS, help=play)
    add_story(parser, lang)
    add_file(parser, lang)


def run(chosen: argparse.Namespace) -> int:
    """Write the file or the folder, and print where it is and, of a file, by what it is known."""
    for option, given, made in (("--story", chosen.story, "html"), ("--play", chosen.play, "gif")):
        if given is not None and chosen.format != made:
            refuse(chosen.lang.say("{option} goes with {formats}.").format(option=option, formats=f"--format {made}"))
    selection = selection_of(chosen)
    if chosen.format == "gif":
        return _publish_clip(selection, chosen)
    if (count := len(held_in_file(selection))) > MOST_ROWS:
        lang = chosen.lang
        sentence = lang.say(
            "A page in one file holds at most {most} incidents, on whatever day, and these filters select {count}: "
            "ask for fewer."
        )
        refuse(sentence.format(most=lang.number(MOST_ROWS), count=lang.number(count)))
    return _publish_site(selection, chosen) if chosen.format == "site" else _publish_file(selection, chosen)


def _publish_file(selection: Selection, chosen: argparse.Namespace) -> int:
    langs, story = chosen.langs, asked_story(chosen, selection)
    path = path_in(chosen.out, f"{file_stem(selection, langs[0] if len(langs) == 1 else None)}.html")
    check_free(path, force=chosen.force)
    content = make_file(selection, langs, story)
    write_files([(path, content)], force=chosen.force)
    print(f"sha256 {digest_of(content)}", file=sys.stderr)
    print(path)
    return FINE


def _publish_clip(selection: Selection, chosen: argparse.Namespace) -> int:
    """Write the played timeline as a picture that moves."""
    lang, link = chosen.lang, chosen.link or ""
    if len(chosen.langs) > 1:
        refuse(lang.say("A clip speaks one language, named by {option}.").format(option="--lang"))
    path = path_in(chosen.out, f"{file_stem(selection, lang)}.gif")
    check_free(path, force=chosen.force)
    today = dt.datetime.now(dt.UTC).date()
    address = address_of(link, selection.question, lang, selection.record)
    write_files([(path, make_clip(selection, chosen.play or PLAYS[0], lang, address, today))], force=chosen.force)
    print(path)
    return FINE


def _publish_site(selection: Selection, chosen: argparse.Namespace) -> int:
    """Write a folder, each file whole; the entry is the last, so that nobody enters half a site."""
    folder, lang = chosen.out or Path(file_stem(selection)), chosen.lang
    make_folder(folder)
    site = Site(selection, tuple(chosen.langs), public_page().rstrip("/"))
    if not site.address:
        sentence = lang.say("Without {variable} the site does not know its address: it has no {file}.")
        print(sentence.format(variable=PUBLIC, file="sitemap.xml"), file=sys.stderr)
    made_on = dt.datetime.now(dt.UTC).date()
    for name, content in site_files(site, take_snapshot(chosen.data), made_on):
        path = folder / name
        make_folder(path.parent)
        write_files([(path, content)], force=chosen.force)
    print(folder / "index.html")
    return FINE
