"""The search: what of an incident can be found, by the names it bears and by its words; made once per record."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pandas as pd

from geodata.cells import SEPARATOR, parts_of
from geodata.names import NameIndex, words_of
from geodata.normalising import normalise_name, normalise_word
from incidents.language import ENGLISH
from incidents.record.distinct import distinct_rows
from incidents.record.evidence import CODES, NOTES, SUMMARIES, Evidences
from incidents.record.gathering import Gathered, Rows, as_said
from incidents.record.named import Named
from incidents.record.names_gathered import named
from incidents.record.schema import Schema
from incidents.record.statements import statements
from incidents.record.words import forms_of

if TYPE_CHECKING:
    from incidents.record.record import Record

Mask = npt.NDArray[np.bool_]

SHORTEST_IN_ONE = 3  # letters of a word that another may be written onto
_PLACES = ("place_id", "other_place_ids")


@dataclass(frozen=True, eq=False)
class Search:
    """Documents are what distinct incidents say; ``document_of`` is that of each incident of the record.

    ``bearing`` and ``saying`` give by key (see ``named``) and by form of a word the documents that hold it.
    ``ordinary`` are the words that stand in texts as words, ``proper`` those that stand there as names only.
    ``compounds`` are words in one, by their forms, that labels of tactics have in two: airstrike.
    """

    named: Named
    document_of: Rows
    count: int
    bearing: Mapping[str, Rows]
    saying: Mapping[str, Rows]
    ordinary: frozenset[str]
    proper: frozenset[str]
    compounds: Mapping[str, tuple[str, str]]

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

    def is_one_word(self, first: str, second: str) -> bool:
        """Say whether texts write two normalised words as one: check point."""
        return min(len(first), len(second)) >= SHORTEST_IN_ONE and first + second in self.ordinary

    def in_two_words(self, word: str) -> tuple[str, ...]:
        """Return a normalised word that no text has as the two words that tactics are called by: airstrike; or none."""
        if self.has_word(word):
            return ()
        return next((self.compounds[form] for form in forms_of(word) if form in self.compounds), ())

    def incidents_of(self, held: Iterable[Rows]) -> Mask:
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
    said = statements(record)
    evidences = Evidences(record)
    columns = [name for name in (*SUMMARIES, *NOTES, *CODES) if name in incidents]
    same = (_same(incidents[name], evidences.first_of) if name in _PLACES else incidents[name] for name in columns)
    document_of, first = distinct_rows((*same, said.set_of))
    lies_in, written = pd.factorize(incidents["governorates"].iloc[first])
    governorates = [frozenset(parts_of(str(cell))) for cell in written]
    made = Gathered(named(record.gazetteer, record.actors, record.origins), lies_in.astype(np.int32), governorates)
    documents = np.arange(len(first), dtype=np.int32)
    for name in columns:
        part, cells = pd.factorize(incidents[name].iloc[first])
        made.take(documents, part, (evidences.of({name: str(cell)}, ()) for cell in cells))
    shown = np.full(len(incidents), -1, dtype=np.int32)
    shown[first] = documents
    documents = shown[said.incident]
    documents, claim = documents[documents >= 0], said.number[documents >= 0]
    for name in map(str, said.distinct):
        part, cells = pd.factorize(said.distinct[name])
        made.take(documents, part[claim], (evidences.of({}, ({name: cell},)) for cell in cells))
    return Search(
        named=made.named,
        document_of=document_of,
        count=len(first),
        bearing=made.bearing.rows(),
        saying=made.said(),
        ordinary=frozenset(made.ordinary),
        proper=made.names_alone(),
        compounds=compounds_of(record.schema),
    )


def compounds_of(schema: Schema) -> dict[str, tuple[str, str]]:
    """Return the neighbouring words of the English labels of tactics, by the forms of both in one word."""
    labels = [words_of(code.label(ENGLISH)) for code in schema.codes("incidents.tactic").values()]
    both = [(normalise_word(one), normalise_word(two)) for words in labels for one, two in pairwise(words)]
    return {form: pair for pair in both for form in forms_of("".join(pair))}


def _first_of(cell: str, first_of: Mapping[str, str]) -> str:
    return SEPARATOR.join(first_of.get(code, code) for code in cell.split(SEPARATOR))


def _same(cells: pd.Series, first_of: Mapping[str, str]) -> Rows:
    """Return one number for places that are called the same, -1 for none."""
    listed = cells.astype("category").cat
    number = pd.factorize(np.array([_first_of(str(cell), first_of) for cell in listed.categories], dtype=object))[0]
    return np.append(number, -1).astype(np.int32)[listed.codes]


def names_in(named: Named, text: str, governorates: frozenset[str], *, is_told_by: bool) -> set[str]:
    """Return the keys that a text of an incident names (see ``Named.mentioned``); who speaks is a party alone."""
    return as_said(named.mentioned(text, governorates), is_told_by=is_told_by)
