"""An older wording is taken out of the record for good, where it would do harm: a person's decision, not to be undone.

The older versions then show what stood there next. Their digests are worked out anew; those that nobody could make
again before stay as they are. What git holds of earlier versions is not touched.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from incidents.desk.accepting import Accepted, finish_interrupted
from incidents.desk.committing import commit, uncommitted
from incidents.desk.draft import DraftError, Row
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

_NOT_HERE = N_("Older wordings are taken out in a folder, which is then published to the database again.")
_NOTHING = N_("No older version holds another wording of {cell}.")
_MESSAGE = "take older wordings out of the record"  # says not which, lest it lead to them


def forget(home: Home, table: str, row: str, column: str = "") -> Accepted:
    """Take the older wordings of a cell, or of every cell of a row, out of what the record tells of older versions.

    Raises DraftError where there are none, or the record lies in a database; NotWrittenError where the disk does not
    take it. The last acceptance cannot be taken back any more, as what stood before it is forgotten as well.
    """
    if is_database(home) or not isinstance(home, Path):
        raise DraftError(_NOT_HERE)
    folder = drafts_folder(home)
    make_folder(folder)
    finish_interrupted(home)
    with alone_among(folder):
        before = load_kept_record(home)
        gone = _wordings(before, table, row, column)
        if not gone:
            raise DraftError(_NOTHING, cell=".".join(filter(None, (table, row, column))))
        after = _with_digests(before, _changed(before, EDITS, dict.fromkeys(gone)))
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
