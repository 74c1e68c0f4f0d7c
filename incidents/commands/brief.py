"""The commands ``brief`` and ``export``: files of a selection made from the shell."""

import argparse
import datetime as dt
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from rich.progress import track

from incidents.briefing.compose import compose_briefing
from incidents.briefing.formats import PRINTS
from incidents.commands.batch import write_each_governorate
from incidents.exchange.formats import EXPORTS, RESHAPED
from incidents.language import N_, Language, languages
from incidents.selection.address import filters_to_query, link_to
from incidents.selection.file_names import file_stem
from incidents.selection.question import Question
from incidents.selection.selection import Selection

FINE, MISUSED = 0, 2
Asked = Callable[[argparse.Namespace], Selection]


def add_commands(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    parents: list[argparse.ArgumentParser],
    question: Asked,
    lang: Language,
) -> None:
    """Add both commands, explained in ``lang``; ``question`` loads the record and reads the filters."""
    brief = commands.add_parser("brief", parents=parents, help=lang.say("make a slide, a paper, a deck or a map"))
    brief.add_argument("--format", choices=tuple(PRINTS), default="pdf")
    each = lang.say("one file per governorate and language")
    brief.add_argument("--each-governorate", action="store_true", help=each)
    export = commands.add_parser("export", parents=parents, help=lang.say("write the selection as data"))
    export.add_argument("--format", choices=tuple(EXPORTS), default="csv")
    out = lang.say("file to write, or folder (otherwise a name made from the selection)")
    for parser, command in ((brief, make_briefing), (export, write_export)):
        parser.add_argument("--out", type=Path, metavar=lang.say("FILE"), help=out)
        parser.set_defaults(command=lambda chosen, command=command: command(chosen, question(chosen)))


def make_briefing(chosen: argparse.Namespace, selection: Selection) -> int:
    """Write the briefing of a selection, or one for each governorate in both languages, and print the paths."""
    made = PRINTS[chosen.format]
    link_of = partial(_link, chosen.link or "")
    today = dt.datetime.now(dt.UTC).date()
    if chosen.each_governorate:
        folder = chosen.out or Path()
        if folder.exists() and not folder.is_dir():
            return _refuse(N_("{path} is not a folder."), folder, chosen)
        paths = write_each_governorate(selection, made, folder, link_of, today)
        total = len(selection.record.gazetteer.governorates) * len(languages())
        for path in track(paths, description=str(folder), total=total, transient=True):
            print(path)
        return FINE
    briefing = compose_briefing(selection, None, chosen.lang, link_of(selection.question, chosen.lang), today)
    return _write(chosen, briefing.file_stem + made.ending, made.make(briefing))


def write_export(chosen: argparse.Namespace, selection: Selection) -> int:
    """Write the selection as data; what a copy in another shape loses is printed and stands beside the file."""
    made, stem = EXPORTS[chosen.format], file_stem(selection, chosen.lang)
    if chosen.format not in RESHAPED:
        return _write(chosen, stem + made.ending, made.make(selection, chosen.lang))
    reshaped = RESHAPED[chosen.format](selection, chosen.lang)
    path = _path(chosen, stem + made.ending)
    path.write_bytes(reshaped.csv)
    path.with_suffix(".losses.txt").write_text(reshaped.report, encoding="utf-8")
    print(reshaped.report, file=sys.stderr, end="")
    print(path)
    return FINE


def _link(address: str, filters: Question, lang: Language) -> str:
    """Return the address of the page with the question of this briefing; "" where none with a host was given."""
    page = urlsplit(address)
    if not page.netloc:
        return ""
    return link_to(page._replace(query="", fragment="").geturl(), filters_to_query(filters) | {"lang": lang.code})


def _path(chosen: argparse.Namespace, name: str) -> Path:
    out: Path = chosen.out or Path(name)
    return out / name if out.is_dir() else out


def _write(chosen: argparse.Namespace, name: str, content: bytes) -> int:
    path = _path(chosen, name)
    path.write_bytes(content)
    print(path)
    return FINE


def _refuse(message: str, path: Path, chosen: argparse.Namespace) -> int:
    print(chosen.lang.say(message).format(path=path), file=sys.stderr)
    return MISUSED
