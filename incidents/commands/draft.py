"""Say what a text seems to tell of an incident, and put that into a draft of the desk where it is asked for."""

import argparse
import datetime as dt
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from itertools import groupby
from pathlib import Path

from incidents.commands.exit_codes import FINE
from incidents.commands.options import add_record, refuse, sound_record
from incidents.commands.terminal import as_typed, heading, show, table
from incidents.desk.draft import DraftError, Suggestion
from incidents.desk.drafts import DamagedDraft, drafts_folder, list_drafts, save_draft
from incidents.desk.following import Facts
from incidents.desk.from_page import draft_from_page
from incidents.desk.kept_record import load_kept_record
from incidents.desk.needed import NotInstalledError
from incidents.desk.suggesting import Page, UnreadablePageError, read_page, suggest
from incidents.desk.suggesting.pages import kind_of
from incidents.exchange.records import json_text
from incidents.language import Language, plain_text
from incidents.record.record import Record

STANDARD_INPUT = "-"


def add_options(parser: argparse.ArgumentParser, lang: Language) -> None:
    """Add what the command takes."""
    add_record(parser, lang)
    parser.add_argument(
        "file", metavar=lang.say("FILE"), help=lang.say("page, PDF or text; “-” reads what is piped in")
    )
    day = lang.say("day of the page, from which “on Saturday” counts (YYYY-MM-DD)")
    parser.add_argument("--published", default="", metavar=lang.say("DATE"), help=day)
    parser.add_argument("--address", default="", metavar=lang.say("ADDRESS"), help=lang.say("address of the page"))
    parser.add_argument("--format", choices=("text", "json"), default="text")
    parser.add_argument("--save", action="store_true", help=lang.say("keep it as a draft of the desk"))
    parser.add_argument("--who", default="", metavar=lang.say("NAME"), help=lang.say("who drafts"))


def run(chosen: argparse.Namespace) -> int:
    """Print what is suggested; with ``--save`` keep it."""
    lang: Language = chosen.lang
    record = sound_record(chosen)
    try:
        page = _page(chosen)
        told = suggest(record, page.text, page.published, page.address, page.title)
        if chosen.format == "json":
            held = {**asdict(page), "suggestions": [asdict(one) for one in told]}
            sys.stdout.write(json_text(held))
        else:
            show(_suggestions_text(record, page, told, lang))
        if chosen.save:
            print(_saved(chosen, page), file=sys.stderr)
    except (UnreadablePageError, NotInstalledError, DraftError) as error:
        refuse(plain_text(error.say(lang)))
    return FINE


def _page(chosen: argparse.Namespace) -> Page:
    """Read the file, or what is piped in; a day and an address that were given stand before those of the page."""
    lang: Language = chosen.lang
    try:
        if chosen.published:
            dt.date.fromisoformat(chosen.published)
    except ValueError:
        refuse(
            lang.say("{option}: {value} cannot be used.").format(option="--published", value=as_typed(chosen.published))
        )
    try:
        piped = chosen.file == STANDARD_INPUT
        content = sys.stdin.buffer.read() if piped else Path(chosen.file).read_bytes()
    except OSError as error:
        sentence = lang.say("{file} cannot be read: {reason}")
        refuse(sentence.format(file=as_typed(chosen.file), reason=error.strerror or error))
    page = read_page(content, kind_of(content, chosen.file), chosen.address)
    return replace(page, published=chosen.published or page.published)


def _saved(chosen: argparse.Namespace, page: Page) -> str:
    kept, folder = load_kept_record(chosen.data), drafts_folder(chosen.data)
    others = [held.draft for held in list_drafts(folder) if not isinstance(held, DamagedDraft)]
    draft = draft_from_page(page, Facts(kept.record, kept), chosen.who, folder, others)
    draft = save_draft(folder, draft, None).draft
    return chosen.lang.say("Kept as the draft {name}.").format(name=draft.name)


def _suggestions_text(record: Record, page: Page, told: Sequence[Suggestion], lang: Language) -> Iterator[str]:
    """Yield the suggestions as tables, one per row of a draft, each cell with the words that say so."""
    if not told:
        yield lang.say("The text says nothing that could stand in an incident.")
    titles = [lang.say("Field"), lang.say("Suggestion"), lang.say("In the text")]
    for (name, row), cells in groupby(told, key=lambda one: (one.table, one.row)):
        yield ""
        yield heading(f"{lang.of(record.schema.tables[name], 'title')} {lang.number(row + 1)}")
        fields = {field["name"]: lang.of(field, "title") for field in record.schema.fields(name)}
        yield from table(titles, [[fields[one.column], one.value, page.text[one.start : one.end]] for one in cells])
