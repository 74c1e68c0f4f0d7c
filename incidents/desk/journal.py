"""Several files in one go: what is to be written stands in a journal first, so that the next start can finish it.

The journal is on the disk, whole, before the first file changes. A process that is killed on the way leaves it; whoever
comes next writes what is missing. What was written last is kept with what stood there before, to be taken back.
"""

import json
import os
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from incidents.desk.draft import DraftError
from incidents.language import N_
from incidents.record.whole_files import NotWrittenError, told, write_files

UNDERWAY, LAST = ".accepting", ".last-accepted"  # names in the folder of drafts

_FOREIGN = N_(
    "{file} was changed by somebody else while {name} was being accepted. Nothing more was written; what was to be "
    "written stands in {journal}."
)
_MOVED_ON = N_("{file} was changed meanwhile. Nothing was written.")
_DAMAGED = N_("The journal {journal} cannot be read. Put it aside and compare the tables with an earlier copy.")
NOTHING_TO_TAKE_BACK = N_("There is no acceptance that could be taken back.")
SINCE = N_("{file} was changed since {name} was accepted: it cannot be taken back.")


@dataclass(frozen=True)
class FileChange:
    """A file with what stands in it before and after (None: no file), as UTF-8.

    What a record in a database calls a file (``in_database``) lies in no folder: the database writes it.
    """

    path: str
    before: str | None
    after: str | None
    in_database: bool = False


@dataclass(frozen=True)
class Journal:
    """What is written in one go, for which draft, and the line under which it is committed.

    ``dirty`` names the files that held other changes before, which nobody has committed.
    """

    name: str
    message: str
    files: tuple[FileChange, ...]
    dirty: tuple[str, ...] = ()

    @property
    def on_disk(self) -> tuple[FileChange, ...]:
        """Return the changes that are written here."""
        return tuple(change for change in self.files if not change.in_database)


def file_change(folder: Path, path: Path, before: bytes | None, after: bytes | None) -> FileChange:
    """Return the change of a file; its path is kept as seen from the folder of drafts, which may move with it."""
    was, will = (None if content is None else content.decode("utf-8") for content in (before, after))
    return FileChange(os.path.relpath(path, folder), was, will)


def paths_of(folder: Path, journal: Journal) -> list[Path]:
    """Return the files of a journal."""
    return [_place(folder, change) for change in journal.on_disk]


def carry_out(folder: Path, journal: Journal, then: Callable[[Journal], object]) -> None:
    """Write all files of a journal, then do what comes after, and keep the journal as the last one.

    Raises DraftError where a file is no longer what it was, NotWrittenError where the disk does not take one: nothing
    has changed then, unless the disk fails between two names; what is missing is then written by the next start.
    """
    for change in journal.on_disk:
        if _held(folder, change) != change.before:
            raise DraftError(_MOVED_ON, file=Path(change.path).name)
    write_files([(folder / UNDERWAY, _written(journal))], force=True)
    try:
        _write(folder, journal.on_disk)
    except NotWrittenError:
        if all(_held(folder, change) == change.before for change in journal.on_disk):
            (folder / UNDERWAY).unlink()
        raise
    then(journal)
    _keep_as_last(folder)


def finish(folder: Path, then: Callable[[Journal], object]) -> Journal | None:
    """Finish what a killed process has begun, if there is anything; return its journal.

    Raises DraftError where somebody else has changed one of the files since: then nothing is written.
    """
    journal = journal_underway(folder)
    if journal is None:
        return None
    _write_missing(folder, journal, journal.on_disk)
    then(journal)
    _keep_as_last(folder)
    return journal


def give_up(folder: Path, journal: Journal) -> None:
    """Put back what a process has begun that came to nothing; raises as ``finish`` does."""
    _write_missing(folder, journal, [_reversed(change) for change in journal.on_disk])
    with told(folder / UNDERWAY):
        (folder / UNDERWAY).unlink()


def _write_missing(folder: Path, journal: Journal, changes: Sequence[FileChange]) -> None:
    missing = [change for change in changes if _held(folder, change) != change.after]
    for change in missing:
        if _held(folder, change) != change.before:
            raise changed_by_others(folder, journal, change)
    _write(folder, missing)


def changed_by_others(folder: Path, journal: Journal, change: FileChange) -> DraftError:
    """Return what is raised where a file is neither what it was nor what it was to be."""
    named = {"file": Path(change.path).name, "name": journal.name, "journal": str(folder / UNDERWAY)}
    return DraftError(_FOREIGN, **named)


def journal_underway(folder: Path) -> Journal | None:
    """Return what somebody has begun to write, and has not finished yet or never will."""
    return _read(folder / UNDERWAY)


def last_journal(folder: Path) -> Journal | None:
    """Return what was accepted last and can still be taken back; None where nothing was."""
    return _read(folder / LAST)


def reversed_journal(folder: Path, message: str) -> Journal:
    """Return the journal that takes back the last; DraftError where its files are no longer what it wrote."""
    last = last_journal(folder)
    if last is None:
        raise DraftError(NOTHING_TO_TAKE_BACK)
    moved_on = [change for change in last.on_disk if _held(folder, change) != change.after]
    for change in moved_on:
        if Path(change.path).parent != Path():  # the draft itself may have gone its way
            raise DraftError(SINCE, file=Path(change.path).name, name=last.name)
    stay = (change for change in last.files if change not in moved_on)
    return Journal(last.name, message, tuple(map(_reversed, stay)))


def _reversed(change: FileChange) -> FileChange:
    return replace(change, before=change.after, after=change.before)


def forget_last(folder: Path) -> None:
    """Let the last acceptance be one that was taken back."""
    (folder / LAST).unlink(missing_ok=True)


def _write(folder: Path, files: Sequence[FileChange]) -> None:
    write_files(
        [(_place(folder, change), change.after.encode()) for change in files if change.after is not None], force=True
    )
    for path in (_place(folder, change) for change in files if change.after is None):
        with told(path):
            path.unlink(missing_ok=True)


def _place(folder: Path, change: FileChange) -> Path:
    return Path(os.path.normpath(folder / change.path))


def _held(folder: Path, change: FileChange) -> str | None:
    """Return what lies there now; bytes that are no text are other than any."""
    path = _place(folder, change)
    with told(path):
        try:
            return path.read_bytes().decode("utf-8", "surrogateescape")
        except FileNotFoundError:
            return None


def _written(journal: Journal) -> bytes:
    """Return a journal as a file."""
    return json.dumps(asdict(journal), ensure_ascii=False, indent=1).encode()


def _read(path: Path) -> Journal | None:
    try:
        held = json.loads(path.read_bytes())
        files = tuple(FileChange(**change) for change in held["files"])
        return Journal(held["name"], held["message"], files, tuple(held["dirty"]))
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError) as error:
        raise DraftError(_DAMAGED, journal=str(path)) from error


def _keep_as_last(folder: Path) -> None:
    with told(folder / LAST):
        (folder / UNDERWAY).replace(folder / LAST)
