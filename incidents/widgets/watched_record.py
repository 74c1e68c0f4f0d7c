"""A record whose files are watched: while somebody edits them readers keep the last good record, and then get the next.

Knows nothing of pages: one thread looks at the files, whoever shows the record asks this module what it is by now.
"""

import logging
import os
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from geodata.boundaries import RELIEF, look_at_layers
from geodata.gazetteer import DATA as GAZETTEER
from incidents.checks import Problem, Sound, read_sound
from incidents.language import N_
from incidents.record.memory import prepare_memory, settle_memory
from incidents.record.record import Record, prepared_record

_EVERY = 0.5  # seconds between two looks at the files
_TICK = 0.05  # seconds: a file system may give two changes within them the same time
_MOST_TICKS = 20  # files that never rest are read all the same

Fingerprint = frozenset[tuple[str, int, int, int, int]]


@dataclass(frozen=True)
class Held:
    """What readers have at one moment: the last good record (None before there was one), and what keeps the next away.

    ``problems`` are those of the files as they lie there now; none while the record is what they say.
    """

    record: Record | None = None
    problems: tuple[Problem, ...] = ()


class WatchedRecord:
    """The record of a folder, read again whenever a file of it, of the gazetteer or of the layers changes.

    ``held`` is replaced as a whole, so whoever takes it once has record and problems of one moment. ``step`` counts the
    steps of ``LOADING`` of the reading that is under way.
    """

    def __init__(self, directory: Path, gazetteer: Path = GAZETTEER) -> None:
        self.directory = directory
        self.held = Held()
        self.step = 0
        self._gazetteer = gazetteer
        self._folders = (directory, gazetteer, RELIEF.parent)  # of the tables, the places and the drawn layers
        self._read: Fingerprint | None = None  # of the files as they were when they were read last
        self._looks = threading.Condition()
        self._begun = self._ended = 0  # looks at the files
        self._asked, self._left = threading.Event(), threading.Event()

    def begin(self) -> Self:
        """Begin to watch, in a thread that ends with the process or with ``leave``."""
        prepare_memory()
        self._asked.set()
        threading.Thread(target=self._watch, name=f"watches {self.directory.name}", daemon=True).start()
        return self

    def leave(self) -> None:
        """Watch no longer."""
        self._left.set()
        self._asked.set()

    def ask(self) -> int:
        """Have the files looked at now, and return the number of that look."""
        with self._looks:
            self._asked.set()
            return self._begun + 1

    def has_answered(self, look: int, seconds: float) -> bool:
        """Wait so long for a look to end; say whether it has. What the files then held is held now, or its problems."""
        with self._looks:
            return self._looks.wait_for(lambda: self._ended >= look, seconds)

    def _watch(self) -> None:
        while not self._left.is_set():
            self._asked.wait(_EVERY)
            with self._looks:
                self._asked.clear()
                self._begun += 1
            self._look()
            with self._looks:
                self._ended = self._begun
                self._looks.notify_all()

    def _look(self) -> None:
        """Read the files if they are not those that were read last; again, if they change while they are read."""
        while not self._left.is_set() and (found := self._at_rest()) != self._read:
            self.step = 0
            record, problems = self._load()
            if _fingerprint(*self._folders)[0] == found:  # half of an edit is no version
                self._read = found
                self._hold(record, problems)
                del record  # what nobody shows any more should go at once
                settle_memory()

    def _hold(self, record: Record | None, problems: Sequence[Problem]) -> None:
        last = self.held.record
        if record is None:
            self.held = Held(last, tuple(problems))
        elif last is None or last.stamp != record.stamp:
            self.held = Held(record)
        else:  # an edit was taken back: what was worked out from the record stays worked out
            self.held = Held(last)

    def _at_rest(self) -> Fingerprint:
        """Wait until the latest change is not of this moment: it may be the first of several, or be changed again."""
        for _ in range(_MOST_TICKS):
            found, is_at_rest = _fingerprint(*self._folders)
            if is_at_rest or self._left.wait(_TICK):
                break
        return found

    def _load(self) -> tuple[Record | None, list[Problem]]:
        """Check the record, and load it from the very bytes that were checked."""
        try:
            look_at_layers()
            found = read_sound(self.directory, self._gazetteer)
            if isinstance(found, Sound):
                return prepared_record(found.tables, found.gazetteer, self._tell), []
        except Exception as error:  # readers and curators must be told, whatever it was; the log has the rest
            logging.getLogger(__name__).exception("The tables cannot be read")
            unreadable = N_("The tables cannot be read: {error}")
            return None, [Problem(self.directory.name, None, "", "", unreadable, {"error": str(error)})]
        return None, found

    def _tell(self, step: int) -> None:
        self.step = step


def _fingerprint(*directories: Path) -> tuple[Fingerprint, bool]:
    """Return name, size, times of change and inode of each file, and whether the next change must show in them.

    An edit that keeps size and modification time, as ``rsync -t`` or a restored copy does, shows in the others.
    """
    found = frozenset(
        (str(path), state.st_size, state.st_mtime_ns, state.st_ctime_ns, state.st_ino)
        for directory in dict.fromkeys(directories)
        for path, state in _files(directory)
    )
    newest = max((changed for _path, _size, _modified, changed, _inode in found), default=0)
    return found, abs(time.time_ns() - newest) > _TICK * 1e9


def _files(directory: Path) -> Iterator[tuple[Path, os.stat_result]]:
    """Yield the files of a folder but for hidden ones, which editors write while they are open."""
    for folder, folders, names in os.walk(directory):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            if name.startswith("."):
                continue
            path = Path(folder, name)
            try:
                yield path, path.stat()
            except OSError:  # gone since it was listed: the next look sees that
                continue
