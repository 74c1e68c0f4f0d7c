"""By what an incident is found: the names and texts of each of its parts, from its place to the pages that tell of it.

The search is made of these, and from these it says afterwards why an incident answers.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import pandas as pd

from geodata.cells import parts_of
from incidents.language import languages
from incidents.record.distinct import namesakes_of
from incidents.record.named import ACTOR, DISTRICT, ORIGIN, PLACE
from incidents.record.parts_of_syria import parts_around
from incidents.record.statements import TOLD, Statement

if TYPE_CHECKING:
    from incidents.record.record import Record

Where = Literal["place", "governorate", "district", "actor", "tactic", "summary", "note", "claim", "origin", "source"]

SUMMARIES = ("summary_en", "summary_ar")
NOTES = ("location_note_en", "location_note_ar", "date_note_en", "date_note_ar")
CODES = ("tactic", "place_id", "other_place_ids", "governorates", "actors")
_GOVERNORATE = f"{PLACE}gov-"  # with the p-code in lower case: how the gazetteer calls them


@dataclass(frozen=True)
class Evidence:
    """A part of an incident: ``where``, and of what by its ``code`` ("" for a text), the keys it bears, its texts.

    ``is_told_by``: the texts say who speaks, and name parties alone. A page of Reuters is Reuters saying so, while a
    page of Deir Ezzor 24 may be about any place.
    """

    where: Where
    code: str
    keys: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    is_told_by: bool = False


class Evidences:
    """What the incidents of a record are found by, read off their cells and the statements of their claims."""

    def __init__(self, record: "Record") -> None:
        self.first_of = namesakes_of(record.gazetteer.places)
        self._labels = _labels(record)
        self._district_of = _districts(record.gazetteer.places)
        self._countries = _countries(record.gazetteer.places)
        self._sources = _sources(record.sources)

    def of(self, row: Mapping[str, str], said: Iterable[Statement]) -> Iterator[Evidence]:
        """Yield the parts of an incident, what is nearest to it first."""
        codes = {name: parts_of(row.get(name, "")) for name in CODES}
        places = [self.first_of.get(code, code) for code in (*codes["place_id"], *codes["other_place_ids"])]
        for code in places:
            yield self._labelled("place", code, f"{PLACE}{code}")
        for code in codes["governorates"]:
            key = f"{_GOVERNORATE}{code.lower()}"
            keys = (key, *parts_around(code), *self._countries)
            yield Evidence("governorate", code, keys, (self._labels.get(key, ""),))
        for district in (self._district_of[code] for code in places if code in self._district_of):
            yield Evidence("district", district, (f"{DISTRICT}{district}", *parts_around(district)))
        for code in codes["actors"]:
            yield self._labelled("actor", code, f"{ACTOR}{code}")
        for code in codes["tactic"]:
            yield Evidence("tactic", code, texts=(self._labels.get(f"tactic:{code}", ""),))
        yield Evidence("summary", "", texts=tuple(row[name] for name in SUMMARIES if row.get(name)))
        yield Evidence("note", "", texts=tuple(row[name] for name in NOTES if row.get(name)))
        for statement in said:
            yield from self._of_claim(statement)

    def _labelled(self, where: Where, code: str, key: str) -> Evidence:
        return Evidence(where, code, (key,), (self._labels.get(key, ""),))

    def _of_claim(self, statement: Statement) -> Iterator[Evidence]:
        origin, source = statement.get("origin_id", ""), statement.get("source_id", "")
        yield Evidence("claim", origin, texts=tuple(cell for name, cell in statement.items() if name in TOLD))
        key = f"{ORIGIN}{origin}"
        wordings = (
            statement.get("attributed_to", ""),
            statement.get("attributed_to_ar", ""),
            self._labels.get(key, ""),
        )
        yield Evidence("origin", origin, (key,) if origin else (), wordings, is_told_by=True)
        yield Evidence("source", source, texts=(self._sources.get(source, ""),), is_told_by=True)


def _labels(record: "Record") -> dict[str, str]:
    """Return by key what places, actors, origins and tactics are called in all languages, as one text."""
    labels = {f"{PLACE}{code}": f"{en} · {ar}" for code, en, ar in _both_names(record.gazetteer.places)}
    labels |= {f"{ACTOR}{code}": f"{en} · {ar}" for code, en, ar in _both_names(record.actors)}
    labels |= {f"{ORIGIN}{code}": f"{en} · {ar}" for code, en, ar in _both_names(record.origins)}
    tactics = record.schema.codes("incidents.tactic").items()
    return labels | {
        f"tactic:{code}": " · ".join(tactic.label(lang).lower() for lang in languages())  # its capital is no name's
        for code, tactic in tactics
    }


def _both_names(table: pd.DataFrame) -> Iterator[tuple[str, str, str]]:
    names = table[["name_en", "name_ar"]].astype("str").fillna("")
    yield from zip(table.iloc[:, 0].astype("str"), names["name_en"], names["name_ar"], strict=True)


def _countries(places: pd.DataFrame) -> tuple[str, ...]:
    """Return the key of the country in which all governorates lie; nothing where a gazetteer has none, or several."""
    found = places.index[places["kind"] == "country"]
    return (f"{PLACE}{found[0]}",) if len(found) == 1 else ()


def _districts(places: pd.DataFrame) -> dict[str, str]:
    if "adm2_pcode" not in places:
        return {}
    return {str(place): str(code) for place, code in places["adm2_pcode"].dropna().items()}


def _sources(sources: pd.DataFrame) -> dict[str, str]:
    columns = [name for name in ("publisher", "publisher_ar", "description_en", "description_ar") if name in sources]
    texts = sources[columns].astype("str").fillna("").itertuples(name=None)
    return {str(source): " · ".join(cells) for source, *cells in texts}
