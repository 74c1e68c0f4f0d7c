"""A record that is watched: while somebody edits it readers keep the last good record, and then get the next.

Knows nothing of pages: one thread looks at the files, or asks the database whether it has changed; whoever shows the
record asks this module what it is by now. A database that does not answer is the same as a broken edit.
"""

import logging
import os
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from geodata.boundaries import RELIEF, look_at_layers
from geodata.gazetteer import DATA as GAZETTEER
from incidents.checks import Problem, Sound, read_sound
from incidents.checks.stories import read_stories
from incidents.desk.drafts import DRAFTS
from incidents.language import N_, language
from incidents.record.memory import prepare_memory, settle_memory
from incidents.record.record import Record, begin_search, load_record, prepare_search
from incidents.record.storage import Database, DatabaseError, Home, is_database, revision_of
from incidents.record.story import NO_STORIES, Stories
from incidents.selection.filters import work_ahead

_EVERY = 0.5  # seconds between two looks at the files
_EVERY_OF_DATABASE = 5.0  # seconds between two questions to a database; whoever opens the page has it asked at once
_QUIET = 6  # looks for which nobody asks until time is used for what readers may ask next
_TICK = 0.05  # seconds: a file system may give two changes within them the same time
_MOST_TICKS = 20  # files that never rest are read all the same

Fingerprint = frozenset[tuple[str, int, int, int, int]]


@dataclass(frozen=True)
class Held:
    """What readers have at one moment: the last good record (None before there was one), and what keeps the next away.

    ``problems`` are those of the files as they lie there now; none while the record is what they say. ``is_lost`` says
    that nothing is known of the tables: the database that keeps them cannot be read. ``stories`` are told with the
    record.
    """

    record: Record | None = None
    problems: tuple[Problem, ...] = ()
    is_lost: bool = False
    stories: Stories = field(default_factory=lambda: NO_STORIES)


class WatchedRecord:
    """The record of a folder or a database, read again whenever that, the gazetteer or a layer changes.

    ``held`` is replaced as a whole, so whoever takes it once has record and problems of one moment. ``step`` counts the
    steps of ``LOADING`` of the reading that is under way. ``ahead`` works out what readers may ask for next, while
    nobody asks.
    """

    def __init__(self, home: Home, gazetteer: Path = GAZETTEER, ahead: Callable[[Record], None] = work_ahead) -> None:
        self.home = home
        self.held = Held()
        self.step = 0
        self._gazetteer, self._ahead = gazetteer, ahead
        self._watched = (home, gazetteer, RELIEF.parent)  # the tables, the places and the drawn layers
        self._every = _EVERY_OF_DATABASE if isinstance(home, Database) else _EVERY
        self._read: Fingerprint | None = None  # of the files as they were when they were read last
        self._looks = threading.Condition()
        self._begun = self._ended = 0  # looks at the files
        self._asked, self._left = threading.Event(), threading.Event()

    def begin(self) -> Self:
        """Begin to watch, in a thread that ends with the process or with ``leave``."""
        prepare_memory()
        self._asked.set()
        threading.Thread(target=self._watch, name=f"watches {self.home.name}", daemon=True).start()
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
        quiet = 0  # looks for which nobody asked
        while not self._left.is_set():
            quiet = 0 if self._asked.wait(self._every) else quiet + 1
            if quiet == _QUIET and self.held.record is not None:
                self._work_ahead(self.held.record)
            with self._looks:
                self._asked.clear()
                self._begun += 1
            self._look()
            with self._looks:
                self._ended = self._begun
                self._looks.notify_all()

    def _work_ahead(self, record: Record) -> None:
        try:
            self._ahead(record)
        except Exception:  # nobody waits for it: whoever asks works it out then, and the watch goes on
            logging.getLogger(__name__).exception("What readers may ask next cannot be worked out")

    def _look(self) -> None:
        """Read the files if they are not those that were read last; again, if they change while they are read."""
        while not self._left.is_set() and (found := self._at_rest()) != self._read:
            self.step = 0
            record, problems = self._load()
            if _fingerprint(*self._watched)[0] == found:  # half of an edit is no version
                self._read = found
                self._hold(record, problems)
                del record  # what nobody shows any more should go at once
                settle_memory()

    def _hold(self, record: Record | None, problems: Sequence[Problem]) -> None:
        last = self.held.record
        is_lost = is_database(self.home) and [(one.file, one.row) for one in problems] == [(self.home.name, None)]
        if record is None:
            self.held = Held(last, tuple(problems), is_lost, self.held.stories)
            return
        shown = record
        if last is not None and last.stamp == record.stamp:  # an edit was taken back: what was worked out stays so
            shown = last
        self.held = Held(shown, stories=self._stories(shown))

    def _stories(self, record: Record) -> Stories:
        """Return the stories that can be told; of the others only the log speaks: they keep no record away."""
        stories, problems = read_stories(self.home, record)
        for problem in problems:
            logging.getLogger(__name__).warning("A story cannot be told: %s", problem.line(language("en")))
        return stories

    def _at_rest(self) -> Fingerprint:
        """Wait until the latest change is not of this moment: it may be the first of several, or be changed again."""
        for _ in range(_MOST_TICKS):
            found, is_at_rest = _fingerprint(*self._watched)
            if is_at_rest or self._left.wait(_TICK):
                break
        return found

    def _load(self) -> tuple[Record | None, list[Problem]]:
        """Check the record, and load it from the very bytes that were checked."""
        try:
            look_at_layers()
            found = read_sound(self.home, self._gazetteer)
            if isinstance(found, Sound):
                record = load_record(found.tables, found.gazetteer, self._tell)
                if self.held.record is None:  # its first readers wait for no more than the page needs
                    begin_search(record)
                else:
                    prepare_search(record)
                return record, []
        except Exception as error:  # readers and curators must be told, whatever it was; the log has the rest
            logging.getLogger(__name__).exception("The tables cannot be read")
            unreadable = N_("The tables cannot be read: {error}")
            return None, [Problem(self.home.name, None, "", "", unreadable, {"error": str(error)})]
        return None, found

    def _tell(self, step: int) -> None:
        self.step = step


def _fingerprint(*homes: Home) -> tuple[Fingerprint, bool]:
    """Return name, size, times of change and inode of each file, and whether the next change must show in them.

    Of a database it is what the database says of its latest change.

    An edit that keeps size and modification time, as ``rsync -t`` or a restored copy does, shows in the others.
    """
    found = frozenset(
        (str(path), state.st_size, state.st_mtime_ns, state.st_ctime_ns, state.st_ino)
        for home in dict.fromkeys(homes)
        if isinstance(home, Path)
        for path, state in _files(home)
    )
    found |= {_change_of(home) for home in homes if isinstance(home, Database)}
    newest = max((changed for _path, _size, _modified, changed, _inode in found), default=0)
    return found, abs(time.time_ns() - newest) > _TICK * 1e9


_LOST = ("", 0, 0, 0, 0)  # stands for a database that cannot be asked


def _change_of(database: Database) -> tuple[str, int, int, int, int]:
    try:
        return revision_of(database), 0, 0, 0, 0
    except DatabaseError:
        return _LOST


def _files(directory: Path) -> Iterator[tuple[Path, os.stat_result]]:
    """Yield the files of a folder but for hidden ones, which editors write while they are open; or the one file."""
    if not directory.is_dir():
        with suppress(OSError):
            yield directory, directory.stat()
    for folder, folders, names in os.walk(directory):
        folders[:] = [name for name in folders if not name.startswith(".") and name != DRAFTS]  # no part of the record
        for name in names:
            if name.startswith("."):
                continue
            path = Path(folder, name)
            try:
                yield path, path.stat()
            except OSError:  # gone since it was listed: the next look sees that
                continue
