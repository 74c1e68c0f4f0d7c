"""What the documents of a search hold: each distinct part of them is read once, for all documents that have it."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain

import numpy as np
import numpy.typing as npt

from geodata.names import Keys, words_of
from geodata.normalising import normalise_name, normalise_word
from geodata.sounds import is_arabic
from incidents.record.evidence import Evidence
from incidents.record.named import ORIGIN, Named
from incidents.record.words import forms_of

Rows = npt.NDArray[np.int32]

_TEXTS_KEPT = 1 << 13  # that are said of many parts: by whom, in whose words
_AT_ONCE = 1 << 18  # documents whose words stand side by side in memory
_NONE: Rows = np.zeros(0, dtype=np.int32)


class Held:
    """Names or forms of words, each with the documents that hold it."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._pairs: list[npt.NDArray[np.int64]] = []

    def numbers(self, names: Iterable[str]) -> list[int]:
        """Return the numbers under which names are held; new ones get the next."""
        known = self._numbers
        return [known.setdefault(name, len(known)) for name in names]

    def take(self, documents: Rows, part: npt.NDArray[np.integer], members: Sequence[Sequence[int]]) -> None:
        """Take in documents, the part that each has, and the numbers that stand in each part."""
        lengths = np.fromiter(map(len, members), np.int64, len(members))
        flat = np.fromiter(chain.from_iterable(members), np.int64, int(lengths.sum()))
        starts = np.cumsum(lengths) - lengths
        for first in range(0, len(documents), _AT_ONCE):
            of, at = documents[first : first + _AT_ONCE], part[first : first + _AT_ONCE]
            count = lengths[at]
            skipped = starts[at] - (np.cumsum(count) - count)
            held = flat[np.arange(count.sum()) + np.repeat(skipped, count)]
            self._pairs.append(np.unique(held << 32 | np.repeat(of, count)))

    def rows(self) -> dict[str, Rows]:
        """Return by name the documents that hold it, in their order."""
        pairs = np.concatenate([np.zeros(0, dtype=np.int64), *self._pairs])
        self._pairs.clear()
        pairs.sort()
        pairs = pairs[np.append(True, pairs[1:] != pairs[:-1])] if len(pairs) else pairs
        ends = np.cumsum(np.bincount(pairs >> 32, minlength=len(self._numbers))).tolist()
        documents = (pairs & 0xFFFFFFFF).astype(np.int32)
        return {
            name: documents[start:end]
            for name, start, end in zip(self._numbers, [0, *ends], ends, strict=False)
            if start < end
        }


class Gathered:
    """What is gathered of documents, a column of their parts after the other.

    ``lies_in`` is per document a place in ``governorates``; the last of these is that of none.
    """

    def __init__(self, named: Named, lies_in: Rows, governorates: Sequence[Keys]) -> None:
        self.named = named
        self.ordinary: set[str] = set()
        self.proper: set[str] = set()
        self.bearing, self.saying = Held(), Held()
        self._lies_in, self._governorates = lies_in, [*governorates, frozenset()]
        self._words: dict[str, tuple[Sequence[int], bool]] = {}
        self._read = lru_cache(maxsize=_TEXTS_KEPT)(self._read_anew)

    def take(self, documents: Rows, part: npt.NDArray[np.integer], parts: Iterable[Iterable[Evidence]]) -> None:
        """Take in documents with the part that each has, and by what the parts are found; -1 stands for no part."""
        documents, part = documents[part >= 0], part[part >= 0]
        keys, forms = [], []
        local: dict[int, list[str]] = {}  # texts with names that are those of towns in some governorates only
        for number, evidences in enumerate(parts):
            keys_of: set[str] = set()
            forms_of_part: set[int] = set()
            for found in evidences:
                keys_of.update(found.keys)
                for text in found.texts:
                    spelt, mentioned, is_local = self._read(text)
                    forms_of_part.update(spelt)
                    keys_of.update(as_said(mentioned, is_told_by=found.is_told_by) if mentioned else ())
                    if is_local and not found.is_told_by:
                        local.setdefault(number, []).append(text)
            keys.append(self.bearing.numbers(keys_of))
            forms.append(list(forms_of_part))
        self.saying.take(documents, part, forms)
        self.bearing.take(documents, part, keys)
        if local:
            self._take_local(documents, part, local)

    def _take_local(self, documents: Rows, part: npt.NDArray[np.integer], local: dict[int, list[str]]) -> None:
        at = np.flatnonzero(np.isin(part, list(local)))
        lies_in = self._lies_in[documents[at]].astype(np.int64) % len(self._governorates)
        both, place = np.unique(part[at] * len(self._governorates) + lies_in, return_inverse=True)
        keys = [
            {
                key
                for text in local[int(each) // len(self._governorates)]
                for key in self.named.mentioned(text, self._governorates[int(each) % len(self._governorates)])
            }
            for each in both
        ]
        self.bearing.take(documents[at], place, [self.bearing.numbers(held) for held in keys])

    def _read_anew(self, text: str) -> tuple[set[int], Keys, bool]:
        """Return the forms of a text's words, the keys that it names wherever it is said, and whether it is local."""
        forms: set[int] = set()
        may_name = False
        words = words_of(text)
        for word in words:
            spelt, begins = self._words.get(word) or self._word(word)
            forms.update(spelt)
            may_name = may_name or begins
        return forms, *(self.named.wherever(words) if may_name else (frozenset(), False))

    def _word(self, word: str) -> tuple[Sequence[int], bool]:
        """Read a word once: the forms under which it is kept, and whether a name may begin with it."""
        plain, is_word = normalise_word(word), may_be_a_word(word)
        if is_word:
            self.ordinary.add(plain)
        else:
            self.proper.add(word)
        told = self.saying.numbers(forms_of(plain) if is_word else (plain,)), self.named.may_begin(plain)
        self._words[word] = told
        return told

    def said(self) -> dict[str, Rows]:
        """Return by form of a word the documents that have it.

        Names that are words elsewhere are taken for words in all their forms: "Raids" at the start of a sentence.
        """
        saying = self.saying.rows()
        for word in {normalise_word(word) for word in self.proper} & self.ordinary:
            for form in forms_of(word) - {word}:
                saying[form] = np.union1d(saying.get(form, _NONE), saying.get(word, _NONE))
        return saying

    def names_alone(self) -> frozenset[str]:
        """Return the words that stand in texts as names only."""
        return frozenset(word for word in self.proper if normalise_name(word) not in self.ordinary)


def as_said(keys: Iterable[str], *, is_told_by: bool) -> set[str]:
    """Return of the keys that a text names those that it says: who speaks is a party alone."""
    return {key for key in keys if not is_told_by or key.startswith(ORIGIN)}


def may_be_a_word(word: str) -> bool:
    """Say whether a word of a text is written as a word, and not as a name: Arabic has no capitals to tell."""
    return is_arabic(word) or not word[:1].isupper()
