"""What is worked out once per record, kept while that record lives, and shared by all readers."""

import threading
from collections.abc import Callable, Hashable, Iterable, Sequence
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
            return held[key] if key in held else self.keep(record, key, make())

    def of_each(self, record: Record, keys: Sequence[Key], make: Callable[[list[Key]], Iterable[Value]]) -> list[Value]:
        """Return the values of several keys, in their order; those that are not there yet are made together."""
        held = {key: self.find(record, key) for key in keys}
        missing = [key for key, value in held.items() if value is None]
        made = {key: self.keep(record, key, value) for key, value in zip(missing, make(missing), strict=True)}
        return [made[key] if (value := held[key]) is None else value for key in keys]

    def find(self, record: Record, key: Key) -> Value | None:
        """Return the value of a record for a key, None where there is none."""
        with self._one_at_a_time:
            return self._held.get(record, {}).get(key)

    def keep(self, record: Record, key: Key, value: Value) -> Value:
        """Keep a value that was made elsewhere, and return it."""
        with self._one_at_a_time:
            held = self._held.setdefault(record, {})
            while len(held) >= self._most:
                held.pop(next(iter(held)))
            held[key] = value
            return value
