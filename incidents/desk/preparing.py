"""What an acceptance would write, worked out beforehand: the record with the draft, and the texts that tell of it."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from incidents.desk.change_log import README, logs_after, readme_after, version_after
from incidents.desk.changed_record import descriptor_with, with_draft
from incidents.desk.changed_rows import Change, Conflict
from incidents.desk.draft import Draft, DraftError
from incidents.desk.kept_record import KeptRecord
from incidents.desk.problems import DraftProblem, find_problems
from incidents.desk.review import accept_whole, refuse_own
from incidents.exchange.noting import day_named, noted_anew
from incidents.language import N_
from incidents.record.contract import VERSIONS
from incidents.record.storage import DESCRIPTOR, Snapshot

_CONFLICTS = N_("Somebody else has changed the same meanwhile; nothing was written.")
_PROBLEMS = N_("The draft breaks rules of the record; nothing was written.")
_NOTHING = N_("The draft changes nothing in the record.")


class ConflictsError(DraftError):
    """What the draft changes was changed in the record meanwhile."""

    def __init__(self, conflicts: Sequence[Conflict]) -> None:
        super().__init__(_CONFLICTS)
        self.conflicts = tuple(conflicts)


class ProblemsError(DraftError):
    """With the draft in it the record would not be in order."""

    def __init__(self, problems: Sequence[DraftProblem]) -> None:
        super().__init__(_PROBLEMS)
        self.problems = tuple(problems)


@dataclass(frozen=True, eq=False)
class Acceptance:
    """What is about to enter a record: the draft as it is then, the changes, the record before and after."""

    draft: Draft
    changes: tuple[Change, ...]
    before: KeptRecord
    after: KeptRecord


def prepare(kept: KeptRecord, draft: Draft, who: str, why: dict[str, str], moment: dt.datetime) -> Acceptance:
    """Return what an acceptance would write; raise DraftError where it may not be, or nothing would change.

    ``moment`` (UTC) is when it is accepted.
    """
    today = moment.date()
    accepted = accept_whole(draft, who)
    changed = with_draft(kept, draft, today)
    if changed.conflicts:
        raise ConflictsError(changed.conflicts)
    if not changed.changes:
        raise DraftError(_NOTHING)
    refuse_own(kept, draft, changed.changes, who)
    problems = find_problems(kept, draft, today)
    if problems:
        raise ProblemsError(problems)
    after = _told(kept, changed.kept, changed.changes, why, moment)
    return Acceptance(accepted, changed.changes, kept, after)


def _told(
    before: KeptRecord, after: KeptRecord, changes: tuple[Change, ...], why: dict[str, str], moment: dt.datetime
) -> KeptRecord:
    """Return a changed record with the texts that tell of it: version, logs, what stands beside the tables."""
    today = moment.date()
    version = version_after(before.schema.version, today)
    contents: dict[str, bytes] = {}
    if version != before.schema.version:
        contents[DESCRIPTOR] = descriptor_with(after.files.contents[DESCRIPTOR], ("version",), version)
    after = replace(after, files=after.files.changed(contents))
    after = replace(after, files=after.files.changed(_versions(before, after, today)))
    told = logs_after(before, after, changes, why, moment)
    logs = {name: _as_before(before.files, name, text) for name, text in told.items()}
    readme = readme_after(before, after)
    if readme is not None:
        logs[README] = _as_before(before.files, README, readme)
    return replace(after, files=after.files.changed(logs))


def _versions(before: KeptRecord, after: KeptRecord, today: dt.date) -> dict[str, bytes]:
    """Return the tables of older versions as the change leaves them; nothing where the record tells of none."""
    if VERSIONS not in before.schema.tables or not before.rows(VERSIONS):
        return {}
    day = day_named(before.schema.version, today.isoformat())
    return noted_anew(before.record, after.record, day)


def _as_before(files: Snapshot, path: str, text: str) -> bytes:
    """Return a text with the byte order mark that its file had: ``texts`` come without."""
    mark = b"\xef\xbb\xbf" if files.contents.get(path, b"").startswith(b"\xef\xbb\xbf") else b""
    return mark + text.encode()
