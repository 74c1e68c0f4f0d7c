"""The search: what of an incident can be found, by the names it bears and by its words; made once per record."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
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
from incidents.language import languages
from incidents.record.distinct import distinct_rows
from incidents.record.named import ACTOR, DISTRICT, ORIGIN, PLACE, Named, named, namesakes_of
from incidents.record.statements import TOLD, Statement, statements
from incidents.record.words import forms_of

if TYPE_CHECKING:
    from incidents.record.record import Record

Mask = npt.NDArray[np.bool_]
_Rows = npt.NDArray[np.int32]

_TEXTS = ("summary_en", "summary_ar", "location_note_en", "location_note_ar", "date_note_en", "date_note_ar")
_PLACES = ("place_id", "other_place_ids")
_CODES = ("tactic", "place_id", "other_place_ids", "governorates", "actors")
_GOVERNORATE = f"{PLACE}gov-"  # with the p-code in lower case: how the gazetteer calls them


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
        return self._incidents(rows for key in keys if (rows := self.bearing.get(key)) is not None)

    def with_word(self, word: str) -> Mask:
        """Say which incidents have a normalised word in some form."""
        return self._incidents(rows for form in forms_of(word) if (rows := self.saying.get(form)) is not None)

    def has_word(self, word: str) -> bool:
        """Say whether some incident has the word."""
        return any(form in self.saying for form in forms_of(word))

    def _incidents(self, held: Iterable[_Rows]) -> Mask:
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
    first_of = namesakes_of(record.gazetteer.places)
    columns = [name for name in (*_TEXTS, *_CODES) if name in incidents]
    same = (_same(incidents[name], first_of) if name in _PLACES else incidents[name] for name in columns)
    document_of, first = distinct_rows((*same, said.set_of))
    texts = incidents[columns].iloc[first].astype(dict.fromkeys(columns, "str")).fillna("")
    rows = texts.assign(**{name: [_first_of(cell, first_of) for cell in texts[name]] for name in _PLACES}).to_dict(
        "records"
    )
    made = _Documents(record)
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
        self.bearing: defaultdict[str, list[int]] = defaultdict(list)
        self.saying: defaultdict[str, list[int]] = defaultdict(list)
        self.ordinary: set[str] = set()
        self.proper: set[str] = set()
        self._labels = _labels(record)
        self._district_of = _districts(record.gazetteer.places)
        self._sources = _sources(record.sources)
        self._forms: dict[str, Keys] = {}

    def add(self, number: int, row: Mapping[str, str], said: Iterable[Statement]) -> None:
        """Take in one document: the cells of an incident, and what the claims say of it."""
        codes = {name: parts_of(row.get(name, "")) for name in _CODES}
        lies_in = frozenset(codes["governorates"])
        labels = [self._labels.get(key, "") for key in _keys_of(codes)]
        texts = [row[name] for name in _TEXTS if row.get(name)]
        texts += [cell for statement in said for name, cell in statement.items() if name in TOLD]
        keys = {*_keys_of(codes), *self._districts_of(codes)}
        keys |= {f"{ORIGIN}{statement['origin_id']}" for statement in said if "origin_id" in statement}
        for text in (*texts, *labels):
            keys.update(self.named.mentioned(text, lies_in))
        told_by = frozenset(self._told_by(said))
        # A page of Reuters is Reuters saying so, while a page of Deir Ezzor 24 may be about any place.
        for text in told_by:
            keys |= {key for key in self.named.mentioned(text, lies_in) if key.startswith(ORIGIN)}
        for key in keys:
            self.bearing[key].append(number)
        for form in frozenset().union(*map(self._forms_of, (*texts, *labels, *told_by))):
            self.saying[form].append(number)

    def take_capitals_for_words(self) -> None:
        """Take names that are words elsewhere for words in all their forms: "Raids" at the start of a sentence."""
        for word in {normalise_word(word) for word in self.proper} & self.ordinary:
            for form in forms_of(word) - {word}:
                self.saying[form] = sorted({*self.saying[form], *self.saying[word]})

    def _told_by(self, said: Iterable[Statement]) -> Iterator[str]:
        for statement in said:
            yield from (statement.get("attributed_to", ""), statement.get("attributed_to_ar", ""))
            yield self._labels.get(f"{ORIGIN}{statement.get('origin_id')}", "")
            yield self._sources.get(statement.get("source_id", ""), "")

    def _districts_of(self, codes: Mapping[str, list[str]]) -> Iterator[str]:
        for place in (*codes["place_id"], *codes["other_place_ids"]):
            if place in self._district_of:
                yield f"{DISTRICT}{self._district_of[place]}"

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


def _may_be_a_word(word: str) -> bool:
    """Say whether a word of a text is written as a word, and not as a name: Arabic has no capitals to tell."""
    return is_arabic(word) or not word[:1].isupper()


def _keys_of(codes: Mapping[str, list[str]]) -> list[str]:
    """Return the keys of what an incident holds: places, their reported governorates, actors, the tactic."""
    keys = [f"{PLACE}{code}" for name in ("place_id", "other_place_ids") for code in codes[name]]
    keys += [f"{_GOVERNORATE}{code.lower()}" for code in codes["governorates"]]
    return [*keys, *(f"{ACTOR}{code}" for code in codes["actors"]), *(f"tactic:{code}" for code in codes["tactic"])]


def _labels(record: "Record") -> dict[str, str]:
    """Return by key what places, actors, origins and tactics are called in all languages, as one text."""
    labels = {f"{PLACE}{code}": f"{en} · {ar}" for code, en, ar in _both_names(record.gazetteer.places)}
    labels |= {f"{ACTOR}{code}": f"{en} · {ar}" for code, en, ar in _both_names(record.actors)}
    labels |= {f"{ORIGIN}{code}": f"{en} · {ar}" for code, en, ar in _both_names(record.origins)}
    tactics = record.schema.codes("incidents.tactic").items()
    return labels | {
        f"tactic:{code}": " · ".join(tactic.label(lang) for lang in languages()) for code, tactic in tactics
    }


def _both_names(table: pd.DataFrame) -> Iterator[tuple[str, str, str]]:
    names = table[["name_en", "name_ar"]].astype("str").fillna("")
    yield from zip(table.iloc[:, 0].astype("str"), names["name_en"], names["name_ar"], strict=True)


def _districts(places: pd.DataFrame) -> dict[str, str]:
    if "adm2_pcode" not in places:
        return {}
    return {str(place): str(code) for place, code in places["adm2_pcode"].dropna().items()}


def _sources(sources: pd.DataFrame) -> dict[str, str]:
    columns = [name for name in ("publisher", "publisher_ar", "description_en", "description_ar") if name in sources]
    texts = sources[columns].astype("str").fillna("").itertuples(name=None)
    return {str(source): " · ".join(cells) for source, *cells in texts}
