"""Which older version of a record somebody means: one that the record tells of, or one of its history in git."""

import argparse
import json
from contextlib import suppress
from pathlib import Path

from geodata.gazetteer import DATA as GAZETTEER
from incidents.commands.options import record_at, refuse
from incidents.commands.terminal import as_typed
from incidents.language import Language, plain_text
from incidents.record.older import noted_versions, older_record, version_meant
from incidents.record.record import Record, stamp_of
from incidents.record.storage import DESCRIPTOR, Home, gazetteer_of, is_database, take_snapshot
from incidents.record.storage.revisions import (
    RevisionError,
    checked_out,
    commit_of,
    commits_of,
    file_in,
)

SINCE = "--since"
_SHORTEST_STAMP, _LONGEST_STAMP = 6, 64


def add_since(parser: argparse.ArgumentParser, lang: Language, told: str) -> None:
    """Add the option that names an older version; ``told`` says what for."""
    parser.add_argument(SINCE, metavar=lang.say("VERSION"), help=told)


def older_named(record: Record, home: Home, named: str, lang: Language) -> Record:
    """Return the version of a record that somebody names by version, stamp or link; exit with 2 where there is none."""
    version = version_meant(record, named.strip())
    made = older_record(record, version) if version else None
    if made is not None:
        return made
    if isinstance(home, Path) and not is_database(home):
        with suppress(RevisionError):  # a bare copy: what the record tells of is all there is
            commit = _commit_named(home, named.strip())
            if commit:
                return revision_record(home, commit, lang)
    return refuse(_unknown(record, named, lang))


def previous_version(record: Record, lang: Language) -> Record:
    """Return the latest older version that a record tells of; exit with 2 where it tells of none."""
    for version in noted_versions(record):
        made = older_record(record, version)
        if made is not None:
            return made
    if noted_versions(record):
        refuse(lang.say("This version cannot be made again from the edits that are noted."))
    return refuse(lang.say("The record tells of no older version: name two records, two revisions, or a version."))


def _unknown(record: Record, named: str, lang: Language) -> str:
    known = [f"{version.name} ({version.stamp})" for version in noted_versions(record)]
    if not known:
        sentence = lang.say("{option}: {value} is no version that the record or its history knows.")
        return sentence.format(option=SINCE, value=as_typed(named))
    sentence = lang.say("{option}: {value} is no version that the record or its history knows. It tells of: {known}")
    return plain_text(sentence.format(option=SINCE, value=as_typed(named), known=lang.say(", ").join(known)))


def revision_record(folder: Path, commit: str, lang: Language) -> Record:
    """Return a record as it was in a commit, with the places of then where they are in the same history."""
    called = f"{folder.name} {commit[:12]}"
    with checked_out(folder, commit) as then:
        if not file_in(GAZETTEER, commit, DESCRIPTOR):
            return record_at(then, lang, called=called)
        with checked_out(GAZETTEER, commit) as places:
            return record_at(then, lang, places, called)


def _commit_named(folder: Path, named: str) -> str | None:
    """Return the latest commit of a version, or the commit of a stamp; None where the history knows neither."""
    commits = commits_of(folder)
    name, _dash, stamp = named.rpartition("-")
    for commit in commits:
        with suppress(ValueError, AttributeError):
            if str(json.loads(file_in(folder, commit, DESCRIPTOR)).get("version")) in {named, name}:
                return commit
    if not _SHORTEST_STAMP <= len(stamp) <= _LONGEST_STAMP or set(stamp) - set("0123456789abcdef"):
        return None
    return next((commit for commit in commits if _stamp_in(folder, commit).startswith(stamp)), None)


def _stamp_in(folder: Path, commit: str) -> str:
    try:
        with checked_out(folder, commit) as then, checked_out(GAZETTEER, commit) as places:
            return stamp_of(take_snapshot(then).stamp(), gazetteer_of(take_snapshot(places)).stamp)
    except (RevisionError, KeyError, ValueError):  # not a record yet
        return ""


def version_at(folder: Path, revision: str, lang: Language) -> tuple[Record, str]:
    """Return the record of a revision and its commit; exit with 2 where there is no such revision."""
    try:
        commit = commit_of(folder, revision)
        return revision_record(folder, commit, lang), commit
    except RevisionError as error:
        refuse(plain_text(error.say(lang)))
