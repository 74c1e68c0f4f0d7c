"""A version of a record that somebody names in the shell: a folder, a database, or a revision of a folder's history."""

import argparse
from dataclasses import dataclass
from pathlib import Path

from incidents.checks import Sound, read_sound
from incidents.commands.older import version_at
from incidents.commands.options import record_at, refuse
from incidents.commands.terminal import as_typed
from incidents.language import Language, plain_text
from incidents.record.record import Record, load_record
from incidents.record.storage import DESCRIPTOR, Home, home_of, is_database
from incidents.record.storage.revisions import day_of_commit


@dataclass(frozen=True)
class Opened:
    """A record and where it is kept; ``commit`` and ``day`` (YYYY-MM-DD) where it is a revision, else ""."""

    record: Record
    home: Home
    commit: str = ""
    day: str = ""

    def is_at(self, other: "Opened") -> bool:
        """Say whether both are read from one place, whatever each is called."""
        return (_place(self.home), self.commit) == (_place(other.home), other.commit)


def _place(home: Home) -> Home:
    return home.resolve() if isinstance(home, Path) else home


def opened(chosen: argparse.Namespace, named: str) -> Opened:
    """Open what somebody names; exit with 2 and a sentence where it is no record, with 1 where one has problems."""
    home = home_of(named)
    if not isinstance(home, Path) or home.is_dir() or (is_database(home) and home.exists()):
        return Opened(_record(home, named, chosen.lang), home)
    if home.is_file():
        sentence = chosen.lang.say(
            "{value} is a file, but no database: a record is a folder, a file or an address of a database."
        )
        refuse(sentence.format(value=as_typed(named)))
    folder = chosen.data
    if not isinstance(folder, Path) or not folder.is_dir():
        sentence = chosen.lang.say("{value} is no folder, and only the history of a folder has revisions.")
        refuse(sentence.format(value=as_typed(named)))
    record, commit = version_at(folder, named, chosen.lang)
    return Opened(record, folder, commit, day_of_commit(folder, commit))


def _record(home: Home, named: str, lang: Language) -> Record:
    """Load a record; one sentence where none is there, or where nobody answers, in place of a list of problems."""
    called = named if isinstance(home, Path) else home.name
    if isinstance(home, Path) and home.is_dir() and not (home / DESCRIPTOR).exists():
        sentence = lang.say("{folder} is no record: it has no {file}.")
        refuse(sentence.format(folder=as_typed(called), file=DESCRIPTOR))
    if isinstance(home, Path) and home.is_dir():
        return record_at(home, lang, called=home.name)
    found = read_sound(home)
    if isinstance(found, Sound):
        return load_record(found.tables, found.gazetteer)
    if len(found) == 1 and found[0].row is None:
        sentence = lang.say("{record} cannot be compared: {reason}")
        refuse(plain_text(sentence.format(record=as_typed(called), reason=found[0].message(lang))))
    return record_at(home, lang, called=home.name)
