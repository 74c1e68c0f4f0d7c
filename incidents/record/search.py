"""The search: what of an incident can be found, by the names it bears and by its words; made once per record."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pandas as pd

from geodata.cells import SEPARATOR, parts_of
from geodata.names import Keys, NameIndex, words_of
from geodata.normalising import normalise_name, normalise_word
from geodata.sounds import is_arabic
from incidents.record.distinct import distinct_rows
from incidents.record.evidence import CODES, NOTES, SUMMARIES, Evidences
from incidents.record.named import ORIGIN, Named, named
from incidents.record.statements import Statement, statements
from incidents.record.words import forms_of

if TYPE_CHECKING:
    from incidents.record.record import Record

Mask = npt.NDArray[np.bool_]
_Rows = npt.NDArray[np.int32]

_PLACES = ("place_id", "other_place_ids")


@dataclass(frozen=True, eq=False)
class Search:
    """Documents are what distinct incidents say; ``document_of`` is that of each incident of the record.

    ``bearing`` and ``saying`` give by key (see ``named``) and by form of a word the documents that hold it.
    ``ordinary`` are the words that stand in texts as words, ``proper`` those that stand there as names only.
    """

    named: Named
    document_of: _Rows
    count: int
    bearing: Mapping[str, _Rows]
    saying: Mapping[str, _Rows]
    ordinary: frozenset[str]
    proper: frozenset[str]

    def prepare(self) -> None:
        """Make now what is asked of it later, so that whoever asks first need not wait."""
        self.named.index.prepare()
        self.heard.prepare()

    def with_any(self, keys: Iterable[str]) -> Mask:
        """Say which incidents bear one of the names, as a place, an actor, a source, or in a text."""
        return self.incidents_of(rows for key in keys if (rows := self.bearing.get(key)) is not None)

    def with_word(self, word: str) -> Mask:
        """Say which incidents have a normalised word in some form."""
        return self.incidents_of(rows for form in forms_of(word) if (rows := self.saying.get(form)) is not None)

    def has_word(self, word: str) -> bool:
        """Say whether some incident has the word."""
        return any(form in self.saying for form in forms_of(word))

    def incidents_of(self, held: Iterable[_Rows]) -> Mask:
        """Say which incidents say what some documents do."""
        found = np.zeros(self.count, dtype=bool)
        for rows in held:
            found[rows] = True
        return found[self.document_of]

    @cached_property
    def heard(self) -> NameIndex:
        """Return the names that only the texts have, to be found by how they sound; keys are normalised words."""
        return NameIndex((normalise_name(word), word) for word in self.proper)


def search_of(record: "Record") -> Search:
    """Make the search of a record: texts, places with all that holds them, actors, claims and their sources."""
    incidents = record.incidents
    said = statements(record.tables, incidents["incident_id"])
    made = _Documents(record)
    first_of = made.evidences.first_of
    columns = [name for name in (*SUMMARIES, *NOTES, *CODES) if name in incidents]
    same = (_same(incidents[name], first_of) if name in _PLACES else incidents[name] for name in columns)
    document_of, first = distinct_rows((*same, said.set_of))
    texts = incidents[columns].iloc[first].astype(dict.fromkeys(columns, "str")).fillna("")
    rows = texts.to_dict("records")
    for number, (row, at) in enumerate(zip(rows, first, strict=True)):
        made.add(number, {str(name): str(cell) for name, cell in row.items()}, said.sets[said.set_of[at]])
    made.take_capitals_for_words()
    return Search(
        named=made.named,
        document_of=document_of,
        count=len(rows),
        bearing=_as_rows(made.bearing),
        saying=_as_rows(made.saying),
        ordinary=frozenset(made.ordinary),
        proper=frozenset(word for word in made.proper if normalise_name(word) not in made.ordinary),
    )


def _first_of(cell: str, first_of: Mapping[str, str]) -> str:
    return SEPARATOR.join(first_of.get(code, code) for code in cell.split(SEPARATOR))


def _same(cells: pd.Series, first_of: Mapping[str, str]) -> _Rows:
    """Return one number for places that are called the same, -1 for none."""
    listed = cells.astype("category").cat
    number = pd.factorize(np.array([_first_of(str(cell), first_of) for cell in listed.categories], dtype=object))[0]
    return np.append(number, -1).astype(np.int32)[listed.codes]


def _as_rows(held: Mapping[str, list[int]]) -> dict[str, _Rows]:
    return {key: np.array(rows, dtype=np.int32) for key, rows in held.items()}


class _Documents:
    """What is gathered, document by document; each distinct text is read once."""

    def __init__(self, record: "Record") -> None:
        self.named = named(record.gazetteer, record.actors, record.origins)
        self.evidences = Evidences(record)
        self.bearing: defaultdict[str, list[int]] = defaultdict(list)
        self.saying: defaultdict[str, list[int]] = defaultdict(list)
        self.ordinary: set[str] = set()
        self.proper: set[str] = set()
        self._forms: dict[str, Keys] = {}

    def add(self, number: int, row: Mapping[str, str], said: Iterable[Statement]) -> None:
        """Take in one document: the cells of an incident, and what the claims say of it."""
        lies_in = frozenset(parts_of(row.get("governorates", "")))
        keys: set[str] = set()
        texts: dict[str, bool] = {}  # of those that say who speaks: True
        for found in self.evidences.of(row, said):
            keys.update(found.keys)
            for text in found.texts:
                texts[text] = texts.get(text, True) and found.is_told_by
        for text, is_told_by in texts.items():
            keys |= names_in(self.named, text, lies_in, is_told_by=is_told_by)
        for key in keys:
            self.bearing[key].append(number)
        for form in frozenset().union(*map(self._forms_of, texts)):
            self.saying[form].append(number)

    def take_capitals_for_words(self) -> None:
        """Take names that are words elsewhere for words in all their forms: "Raids" at the start of a sentence."""
        for word in {normalise_word(word) for word in self.proper} & self.ordinary:
            for form in forms_of(word) - {word}:
                self.saying[form] = sorted({*self.saying[form], *self.saying[word]})

    def _forms_of(self, text: str) -> Keys:
        if text not in self._forms:
            words = words_of(text)
            normal = [normalise_word(word) for word in words]
            self.ordinary.update(plain for word, plain in zip(words, normal, strict=True) if _may_be_a_word(word))
            self.proper.update(word for word in words if not _may_be_a_word(word))
            self._forms[text] = frozenset(
                form
                for word, plain in zip(words, normal, strict=True)
                for form in (forms_of(plain) if _may_be_a_word(word) else (plain,))
            )
        return self._forms[text]


def names_in(named: Named, text: str, governorates: frozenset[str], *, is_told_by: bool) -> set[str]:
    """Return the keys that a text of an incident names (see ``Named.mentioned``); who speaks is a party alone."""
    found = named.mentioned(text, governorates)
    return {key for key in found if not is_told_by or key.startswith(ORIGIN)}


def _may_be_a_word(word: str) -> bool:
    """Say whether a word of a text is written as a word, and not as a name: Arabic has no capitals to tell."""
    return is_arabic(word) or not word[:1].isupper()
