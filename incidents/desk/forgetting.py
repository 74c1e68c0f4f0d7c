"""An older wording is taken out of the record for good, where it would do harm: a person's decision, not to be undone.

The older versions then show what stood there next. Their digests are worked out anew; those that nobody could make
again before stay as they are. What git holds of earlier versions is not touched.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from geodata.gazetteer import DATA as PLACES_HOME
from incidents.desk.accepting import Accepted, finish_interrupted
from incidents.desk.committing import CommitResult, commit, uncommitted
from incidents.desk.database_accepting import change_in_database
from incidents.desk.draft import Draft, DraftError, Row
from incidents.desk.drafts import alone_among, drafts_folder
from incidents.desk.journal import Journal, carry_out, file_change, forget_last
from incidents.desk.kept_record import KeptRecord, load_kept_record
from incidents.desk.table_rows import Key, with_changes
from incidents.language import N_
from incidents.record.contract import EDITS, VERSIONS
from incidents.record.edits import WHOLE_ROW
from incidents.record.older import digest_made_again, noted_versions, older_record
from incidents.record.storage import Home, is_database
from incidents.record.whole_files import make_folder

_NOTHING = N_("No older version holds another wording of {cell}.")
_ROW_IDS = {"incidents": "incident_id", "claims": "claim_id", "sources": "source_id"}
_MESSAGE = "take older wordings out of the record"  # says not which, lest it lead to them


@dataclass(frozen=True)
class OlderWording:
    """What a cell of the record said in an older version: ``text``; it may stand in several versions."""

    table: str
    row: str
    column: str
    text: str


def forget(home: Home, table: str, row: str, column: str = "", *, places_home: Home = PLACES_HOME) -> Accepted:
    """Take the older wordings of a cell, or of every cell of a row, out of what the record tells of older versions.

    Raises DraftError where there are none, or a database does not take it; NotWrittenError where the disk does not.
    The last acceptance cannot be taken back any more, as what stood before it is forgotten as well.
    """
    folder = drafts_folder(home)
    make_folder(folder)
    finish_interrupted(home)
    with alone_among(folder):
        if is_database(home) or not isinstance(home, Path):
            files = change_in_database(home, places_home, lambda kept: _without(kept, table, row, column))
            return Accepted("", files, CommitResult())
        return _forget_in_folder(home, places_home, folder, table, row, column)


def _forget_in_folder(home: Path, places_home: Home, folder: Path, table: str, row: str, column: str) -> Accepted:
    before = load_kept_record(home, places_home)
    after = _without(before, table, row, column)
    changes = [
        file_change(folder, home / path, before.files.contents[path], content)
        for path, content in after.files.contents.items()
        if before.files.contents[path] != content
    ]
    paths = [home / after.where(name)[1] for name in (EDITS, VERSIONS)]
    journal = Journal("", _MESSAGE, tuple(changes), tuple(uncommitted(home, paths)))
    carry_out(folder, journal, lambda _done: None)
    forget_last(folder)
    done = commit(home, paths, _MESSAGE, journal.dirty)
    return Accepted("", tuple(Path(change.path).name for change in changes), done)


def older_wordings(kept: KeptRecord, draft: Draft) -> list[OlderWording]:
    """Return what older versions say in other words of the rows with which a draft began, each once."""
    if not {VERSIONS, EDITS} <= kept.schema.tables.keys():
        return []
    known = {(table, row[_ROW_IDS[table]]) for table in _ROW_IDS for row in draft.seen.get(table, ())}
    found = [
        OlderWording(edit["table"], edit["row"], edit["column"], edit["was"])
        for edit in kept.rows(EDITS).values()
        if edit["was"] and (edit["table"], edit["row"]) in known and _is_told(kept, edit["table"], edit["column"])
    ]
    return list(dict.fromkeys(found))


def _is_told(kept: KeptRecord, table: str, column: str) -> bool:
    """Say whether a cell holds what somebody wrote, no code, id or number: in two languages, or an address."""
    names = {field["name"] for field in kept.schema.fields(table)}
    in_words = column.endswith(("_en", "_ar", "url")) or f"{column}_ar" in names
    return column in names and in_words


def _without(kept: KeptRecord, table: str, row: str, column: str) -> KeptRecord:
    """Return a record without the older wordings of a cell or row; raises DraftError where it has none."""
    gone = _wordings(kept, table, row, column)
    if not gone:
        raise DraftError(_NOTHING, cell=".".join(filter(None, (table, row, column))))
    return _with_digests(kept, _changed(kept, EDITS, dict.fromkeys(gone)))


def _wordings(kept: KeptRecord, table: str, row: str, column: str) -> Sequence[Key]:
    if not {VERSIONS, EDITS} <= kept.schema.tables.keys():
        return []
    return [
        key
        for key, edit in kept.rows(EDITS).items()
        if (edit["table"], edit["row"]) == (table, row)
        and edit["column"] != WHOLE_ROW
        and (not column or edit["column"] == column)
    ]


def _with_digests(before: KeptRecord, after: KeptRecord) -> KeptRecord:
    """Let each version that could be made again be known by what is made again now."""
    sound = [version for version in noted_versions(before.record) if older_record(before.record, version) is not None]
    digests: dict[Key, Row | None] = {
        (version.stamp,): {"digest": digest_made_again(after.record, version)} for version in sound
    }
    return _changed(after, VERSIONS, digests)


def _changed(kept: KeptRecord, table: str, cells: Mapping[Key, Row | None]) -> KeptRecord:
    content = with_changes(kept.table(table), cells, []).content()
    return replace(kept, files=kept.files.changed({kept.where(table)[1]: content}))
