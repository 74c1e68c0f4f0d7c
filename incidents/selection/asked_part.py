"""A part of a reader's text: a name, or a word."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from geodata.names import Keys
from incidents.record.search import Search

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Part:
    """A part of a reader's text as it was typed: the keys of a name, the normalised words it may be, or both.

    ``unused`` are the directions in it or beside it by which nothing is left out: eastern Deir ez-Zor is all of it.
    """

    text: str
    keys: Keys = frozenset()
    words: frozenset[str] = frozenset()
    unused: tuple[str, ...] = ()

    def answered(self, search: Search) -> Mask:
        """Say which incidents bear the name or have one of the words."""
        found = search.with_any(self.keys)
        for word in self.words:
            found |= search.with_word(word)
        return found

    @property
    def is_name(self) -> bool:
        """Say whether somebody or some place bears it."""
        return bool(self.keys)
