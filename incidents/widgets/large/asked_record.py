"""A record that stays where it is kept: what readers ask is asked there, and what many ask alike is asked once.

Knows nothing of pages. Each run of a page asks by one connection of its own, which ends with it; few ask at the same
time, so that the memory of the answers stays bounded. While the database does not answer, what was asked before stays.
"""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import Any, TypeVar

from incidents.record.record import Record
from incidents.record.storage import Database, DatabaseError, Home, revision_of
from incidents.record.storage.databases.engines import MISSING, TOO_LONG
from incidents.selection.large.opening import large_record
from incidents.selection.large.questions import LargeRecord

_AT_ONCE = 2  # runs of pages that ask at the same time
_MOST_KEPT = 600  # answers: each is as large as the screen
TAKEN = "taken"  # how the key of an answer begins that is larger than a screen
_MOST_TAKEN = 3  # of those
_EVERY = 5.0  # seconds between two looks whether the record has changed

Answer = TypeVar("Answer")
Key = TypeVar("Key", bound=Hashable)


class NotYetError(Exception):
    """A run has asked long enough: what was answered is kept, and the next run goes on from there."""


class AskedRecord:
    """A large record and the answers that were given, for all readers. A new revision begins anew."""

    def __init__(self, home: Home, seconds: float) -> None:
        self.home = home
        self.seconds = seconds  # that one answer may take; after as many a run leaves the rest to the next
        self.lost: DatabaseError | None = None  # why the database could not be asked when it was looked at last
        self.frame: Record | None = None
        self._revision, self._looked = "", float("-inf")
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()
        self._one_at_a_time, self._free = threading.RLock(), threading.BoundedSemaphore(_AT_ONCE)

    @contextmanager
    def asking(self) -> Iterator["Asking"]:
        """Begin to ask; raises DatabaseError where nobody has ever been answered and nobody answers now."""
        self._look()
        with ExitStack() as opened:
            yield Asking(self, opened)

    def _look(self) -> None:
        """Look whether the record has changed since; a moment ago is soon enough."""
        with self._one_at_a_time:
            if time.monotonic() < self._looked + _EVERY:
                return
            self._looked = time.monotonic()
            try:
                revision, self.lost = _revision(self.home), None
            except DatabaseError as error:
                self.lost = error
                if self.frame is None:
                    self._looked = float("-inf")
                    raise
                return
            if revision != self._revision:
                self._kept.clear()
                self._revision, self.frame = revision, None

    def held(self, key: Hashable) -> tuple[Any, ...]:
        """Return the answer to what was asked before, or nothing."""
        with self._one_at_a_time:
            if key not in self._kept:
                return ()
            self._kept.move_to_end(key)
            return (self._kept[key],)

    def keep(self, key: Hashable, answer: Any) -> None:  # noqa: ANN401 - whatever was asked
        """Keep an answer; the one that was asked for longest ago makes room."""
        with self._one_at_a_time:
            self._kept[key] = answer
            while len(self._kept) > _MOST_KEPT:
                self._kept.popitem(last=False)
            taken = [held for held in self._kept if isinstance(held, tuple) and held[0] == TAKEN]
            for held in taken[:-_MOST_TAKEN]:
                del self._kept[held]

    @contextmanager
    def open(self) -> Iterator[LargeRecord]:
        """Open the record once few enough others ask it."""
        if not self._free.acquire(timeout=self.seconds):
            raise DatabaseError(TOO_LONG)
        try:
            with large_record(self.home, frame=self.frame, seconds=self.seconds) as large:
                self.frame = large.frame
                yield large
        finally:
            self._free.release()


class Asking:
    """What one run of a page asks."""

    def __init__(self, asked: AskedRecord, opened: ExitStack) -> None:
        self._asked, self._opened = asked, opened
        self._large: LargeRecord | None = None
        self._end = time.monotonic() + asked.seconds

    @property
    def frame(self) -> Record:
        """Return the record without its incidents."""
        return self.large.frame if self._asked.frame is None else self._asked.frame

    @property
    def lost(self) -> DatabaseError | None:
        """Say why the database cannot be asked, if it cannot."""
        return self._asked.lost

    def of(self, key: Hashable, make: Callable[[LargeRecord], Answer]) -> Answer:
        """Return an answer, asked now if nobody has asked before; raises DatabaseError, and NotYetError."""
        held: tuple[Answer, ...] = self._asked.held(key)
        if held:
            return held[0]
        if time.monotonic() > self._end:
            raise NotYetError
        answer = make(self.large)
        self._asked.keep(key, answer)
        return answer

    def of_each(
        self, of: Hashable, keys: Sequence[Key], make: Callable[[LargeRecord, Sequence[Key]], Iterable[Answer]]
    ) -> list[Answer]:
        """Return the answers to several questions alike, in their order; those that nobody asked are asked together."""
        held: dict[Key, tuple[Answer, ...]] = {key: self._asked.held((of, key)) for key in keys}
        missing = [key for key, answer in held.items() if not answer]
        if missing:
            if time.monotonic() > self._end:
                raise NotYetError
            for key, answer in zip(missing, make(self.large, missing), strict=True):
                self._asked.keep((of, key), answer)
                held[key] = (answer,)
        return [held[key][0] for key in keys]

    @property
    def large(self) -> LargeRecord:
        """Return the record, opened where it is kept; raises DatabaseError."""
        if self._large is None:
            self._large = self._opened.enter_context(self._asked.open())
        return self._large


def _revision(home: Home) -> str:
    if isinstance(home, Database):
        return revision_of(home)
    files = sorted(home.glob("*.parquet")) if home.is_dir() else [home]
    try:
        states = [(file.name, file.stat()) for file in files]
    except OSError:  # gone, or out of reach
        raise DatabaseError(MISSING) from None
    return " ".join(f"{name} {state.st_mtime_ns} {state.st_size}" for name, state in states)
