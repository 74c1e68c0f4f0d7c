"""How what a draft refers to is called: places, parties, actors, documents and incidents, by their ids and by name."""

from collections.abc import Iterable, Mapping
from functools import cached_property, lru_cache
from typing import Any

import pandas as pd

from geodata.names import NameIndex
from incidents.desk.draft import Draft
from incidents.desk.form import FOUND_IN, NEW_BY_NAME, OWN_IDS, PLACES
from incidents.language import Language, languages, plain_text
from incidents.phrases import date_in_brief, place_in_words
from incidents.phrases.citations import day_as_read
from incidents.record.record import Record

Options = list[dict[str, str]]
_MOST = 10
KNOWN_TOWN = "town:"  # before the id of a town that the gazetteer has not yet


class Names:
    """The names of one record and one draft in one language."""

    def __init__(self, record: Record, draft: Draft, lang: Language) -> None:
        self._record, self._draft, self.lang = record, draft, lang

    def of(self, kind: str, value: str) -> str:
        """Return how something is called, its id where nobody knows it."""
        return self._known(kind).get(value) or self._own(kind).get(value) or value

    def lists(self) -> dict[str, Options]:
        """Return what is found within the form itself: parties, actors, governorates, and claims of the draft."""
        lists = dict(_lists(self._record, self.lang))
        drafted = [row.get("incident_id", "") for row in self._draft.rows.get("incidents", ())]
        lists["drafted"] = [
            {"value": value, "label": value, "hint": "", "other": ""} for value in filter(None, drafted)
        ]
        for kind in ("origins", "actors"):
            own = [{"value": value, "label": name, "hint": "", "other": ""} for value, name in self._own(kind).items()]
            lists[kind] = [*own, *lists[kind]]
        lists["claims"] = [{"value": value, "label": value, "hint": "", "other": ""} for value in self._claims()]
        return lists

    def of_cells(self) -> dict[str, dict[str, str]]:
        """Return the names of all that the cells of the draft refer to."""
        held: dict[str, dict[str, str]] = {}
        for rows in self._draft.rows.values():
            for row in rows:
                for column in row.keys() & FOUND_IN.keys():
                    for value in filter(None, row[column].split("|")):
                        held.setdefault(FOUND_IN[column], {})[value] = self.of(FOUND_IN[column], value)
        return held

    def find(self, kind: str, text: str) -> Options:
        """Return what may be meant by a name, best first: the draft's own, then the record's."""
        sought = text.casefold()
        own = [
            {"value": value, "label": name}
            for value, name in self._own(kind).items()
            if sought in f"{value} {name}".casefold()
        ]
        if kind == PLACES:
            return [*own, *self._places(text)][:_MOST]
        held = [
            {"value": value, "label": name, "hint": value}
            for value, name in self._known(kind).items()
            if sought in f"{value} {name}".casefold()
        ]
        return [*own, *held][:_MOST]

    def _places(self, text: str) -> Options:
        """Find places by name in any spelling; then towns that the record does not speak of yet."""
        if not text:
            return []
        found = self._record.gazetteer.find(text, _MOST)
        held = [
            {"value": str(row["place_id"]), "label": self.of(PLACES, str(row["place_id"])), "hint": self._where(row)}
            for row in found.to_dict("records")
        ]
        known = self._record.gazetteer.known
        towns = [
            {
                "value": f"{KNOWN_TOWN}{town}",
                "label": self.lang.of(known[town], "name"),
                "hint": f"{self._where(known[town])} · {self.lang.say('new to the record')}",
            }
            for town in _towns(self._record).find(text)
            if town in known
        ]
        return [*held, *towns]

    def _where(self, row: Mapping[Any, Any]) -> str:
        """Tell namesakes apart: by governorate and by how well the place is known."""
        codes = row.get("governorates")
        names = (
            []
            if pd.isna(codes)
            else [self._record.governorate_name(code, self.lang) for code in codes.split("|") if code]
        )
        km = self.lang.say("{distance} km").format(distance=self.lang.decimal(float(row["uncertainty_km"])))
        return " · ".join(filter(None, (self.lang.listed(names) if names else "", f"± {km}")))

    def _own(self, kind: str) -> dict[str, str]:
        """Return what the draft itself brings: its documents, places, parties and actors."""
        rows = self._draft.rows.get(kind, ())
        if kind == "sources":
            return {
                row["source_id"]: _source_name(row, self.lang) or self.lang.say("New source")
                for row in rows
                if row.get("source_id")
            }
        if kind in NEW_BY_NAME:
            own = OWN_IDS[kind]
            return {row[own]: self.lang.of(row, "name") or row[own] for row in rows if row.get(own)}
        return {}

    def _claims(self) -> Iterable[str]:
        return (row["claim_id"] for row in self._draft.rows.get("claims", ()) if row.get("claim_id"))

    def _known(self, kind: str) -> Mapping[str, str]:
        return _known(self._record, kind, self.lang)


@lru_cache(maxsize=32)
def _known(record: Record, kind: str, lang: Language) -> Mapping[str, str]:
    """Return the names of one kind that the record has, by their ids."""
    if kind == "governorates":
        return {code: lang.of(names, "name") for code, names in record.gazetteer.governorates.items()}
    if kind == "districts":
        return {code: lang.of(names, "name") for code, names in record.gazetteer.districts.items()}
    if kind == "incidents":
        return {
            str(row["incident_id"]): " · ".join(
                (record.schema.what(row, lang), date_in_brief(row, lang), plain_text(place_in_words(record, row, lang)))
            )
            for row in record.incidents.to_dict("records")
        }
    frame = {"origins": record.origins, "actors": record.actors, PLACES: record.places, "sources": record.sources}.get(
        kind
    )
    if frame is None:
        return {}
    if kind == "sources":
        rows = frame.astype("str").fillna("").to_dict("records")
        return {str(key): _source_name(row, lang) for key, row in zip(frame.index, rows, strict=True)}
    return {str(key): str(name) for key, name in zip(frame.index, lang.column(frame, "name"), strict=True)}


def _source_name(row: Mapping[Any, Any], lang: Language) -> str:
    return " · ".join(filter(None, (lang.of(row, "publisher"), day_as_read(row.get("published", ""), lang))))


@lru_cache(maxsize=4)
def _lists(record: Record, lang: Language) -> dict[str, Options]:
    """Return parties, actors and governorates; each can be found by its name in any language, and by its id."""
    lists: dict[str, Options] = {}
    for kind, frame in (("origins", record.origins), ("actors", record.actors)):
        kinds = record.schema.codes(f"{kind}.kind")
        lists[kind] = [
            {
                "value": str(key),
                "label": lang.of(row, "name"),
                "hint": kinds[str(row["kind"])].label(lang),
                "other": " ".join(str(row.get(f"name_{other.code}", "")) for other in languages()),
            }
            for key, row in zip(frame.index, frame.to_dict("records"), strict=True)
        ]
    gazetteer = record.gazetteer
    for kind, named in (("governorates", gazetteer.governorates), ("districts", gazetteer.districts)):
        lists[kind] = [
            {"value": code, "label": lang.of(names, "name"), "hint": code, "other": " ".join(names.values())}
            for code, names in named.items()
        ]
    return lists


@lru_cache(maxsize=2)
def _towns(record: Record) -> "_Towns":
    return _Towns(record)


class _Towns:
    """Towns that are known beside the places of a record, by their names."""

    def __init__(self, record: Record) -> None:
        self._record = record

    @cached_property
    def _index(self) -> NameIndex:
        known = self._record.gazetteer.known
        return NameIndex((place, name) for place, name in self._record.gazetteer.named() if place in known)

    def find(self, text: str) -> list[str]:
        """Return the ids of towns that may be meant, best first."""
        scores = self._index.find(text)
        return sorted(scores, key=lambda place: -scores[place])[:_MOST]


def incident_names(record: Record, lang: Language) -> Mapping[str, str]:
    """Return by id how the incidents of the record are called: what, when and where."""
    return _known(record, "incidents", lang)
