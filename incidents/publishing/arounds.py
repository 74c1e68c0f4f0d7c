"""What a page in one file knows of where names lie: see ``selection/around.py``, which the page follows."""

from collections.abc import Callable, Iterable
from typing import Any

from geodata.names import Keys
from incidents.record.search import Search
from incidents.selection.around import is_wide

Around = tuple[list[str], dict[str, int]]


class Arounds:
    """Where bearers of names lie, each combination once: governorates they are or fill, and by governorate a set.

    ``number_of`` gives the number of the set of the incidents that bear some keys.
    """

    def __init__(self, search: Search, number_of: Callable[[Iterable[str]], int]) -> None:
        self.held: list[Around] = []
        self._search = search
        self._number_of = number_of
        self._numbers: dict[Any, int] = {}

    def number(self, keys: Keys) -> int:
        """Return the number of where those keys lie; -1 where nothing depends on it."""
        lies_in = self._search.named.governorates
        own = sorted({code for key in keys if is_wide(self._search, key) for code in lies_in[key]})
        codes = {code for key in keys for code in lies_in.get(key, ())}
        if not own and not (codes and self._search.with_any(keys).any()):
            return -1
        inside = {code: [key for key in keys if code in lies_in.get(key, ())] for code in sorted(codes)}
        around = own, {code: self._number_of(those) for code, those in inside.items()}
        known = repr(around)
        if known not in self._numbers:
            self._numbers[known] = len(self.held)
            self.held.append(around)
        return self._numbers[known]
