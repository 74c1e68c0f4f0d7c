"""What is worked out once per record, kept while that record lives, and shared by all readers."""

import threading
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar
from weakref import WeakKeyDictionary

from incidents.record.record import Record

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class Kept(Generic[Key, Value]):
    """Values made from a record, by a key; a new version of the record begins anew, the old one's go with it.

    Holds at most ``most`` values of a record: the oldest makes room. Sessions run in threads of their own, so a value
    is made once, by whoever asks first.
    """

    def __init__(self, most: int = 64) -> None:
        self._most = most
        self._held: WeakKeyDictionary[Record, dict[Key, Value]] = WeakKeyDictionary()
        self._one_at_a_time = threading.RLock()

    def of(self, record: Record, key: Key, make: Callable[[], Value]) -> Value:
        """Return the value of a record for a key, made now if it is not there yet."""
        with self._one_at_a_time:
            held = self._held.setdefault(record, {})
            if key not in held:
                while len(held) >= self._most:
                    held.pop(next(iter(held)))
                held[key] = make()
            return held[key]
