"""Places by id and by name, in Arabic and English.

The table is ``data/gazetteer.csv``; where each point comes from stands in its columns ``basis`` and ``refs``. Towns of
which nothing is recorded, and what places are called in other languages, stand in files of their own beside it.
"""

import csv
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from hashlib import sha256
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pandas as pd

from geodata.cells import parts_of
from geodata.kinds import as_landscapes_are_called
from geodata.names import NameIndex
from geodata.normalising import normalise_name
from geodata.roads import as_roads_are_called

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, eq=False)
class Gazetteer:
    """The places one record speaks of, and the names by which they are found.

    ``places`` has one row per place, indexed by place_id (also a column): name_en, name_ar, aliases and governorates
    (``a|b``; missing for a country), kind, adm2_pcode, adm3_pcode (OCHA p-codes), latitude and longitude (WGS 84
    degrees), uncertainty_km (how far from the point an event "in" the place may lie), reported_elsewhere (yes: reports
    may name another governorate), verified (yes: two independent lists agree), basis and refs. ``districts`` has the
    names of districts (``name_en``, ``name_ar``) by adm2_pcode. ``stamp`` changes with any of it.
    """

    places: pd.DataFrame
    stamp: str
    districts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @cached_property
    def governorates(self) -> dict[str, dict[str, str]]:
        """Return p-code → short names (``name_en``, ``name_ar``) of the governorates, in the order of the p-codes."""
        rows = self.places[self.places["kind"] == "governorate"]
        return {
            str(pcode): {
                "name_en": str(english).removesuffix(" Governorate"),
                "name_ar": str(arabic).removeprefix("محافظة "),
            }
            for pcode, english, arabic in zip(rows["governorates"], rows["name_en"], rows["name_ar"], strict=True)
        }

    def place(self, place_id: str) -> Mapping[str, Any]:
        """Return one row of ``places``; raise KeyError for an unknown one."""
        return self._rows[place_id]

    @cached_property
    def _rows(self) -> dict[str, dict[str, Any]]:
        columns = list(map(str, self.places))
        # By whole columns: of a large record's own places a walk over the cells takes longer than its first map.
        rows = zip(*(self.places[column].tolist() for column in columns), strict=True)
        return {
            str(place_id): dict(zip(columns, row, strict=True))
            for place_id, row in zip(self.places.index, rows, strict=True)
        }

    @cached_property
    def known(self) -> Mapping[str, Mapping[str, Any]]:
        """Return the towns that are known beside ``places``, by place_id, with the same columns as texts.

        All seats of sub-districts and other towns that reports name: whoever asks for one is told that nothing is
        recorded there, and not that there is no such place.
        """
        return {row["place_id"]: row for row in _rows_of("settlements.csv") if row["place_id"] not in self.places.index}

    @cached_property
    def rivers(self) -> Mapping[str, Mapping[str, str]]:
        """Return what rivers are called (name_en, name_ar, aliases) and where they run (governorates), by river_id."""
        return {row["river_id"]: row for row in _rows_of("named_rivers.csv")}

    def named(self) -> Iterator[tuple[str, str]]:
        """Yield place_id and name for all that places and known towns are called, in any language."""
        apart = {normalise_name(name) for both in self.governorates.values() for name in both.values()}
        for row in (*self._rows.values(), *self.known.values()):
            for name in names_of(row, apart):
                for other in (name, *as_landscapes_are_called(name), *as_roads_are_called(name)):
                    yield str(row["place_id"]), other
        for row in _rows_of("other_names.csv"):
            if row["place_id"] in self._rows or row["place_id"] in self.known:
                for name in parts_of(row["names"]):
                    yield row["place_id"], name

    def find(self, text: str, limit: int = 10) -> pd.DataFrame:
        """Return the places a reader may mean by a name in any language, best first.

        Where a name fits to the letter, alone or as a part of a longer one, others that only sound like it are left
        out, and where one sounds like it, slips of the pen. Columns of ``places`` and score (0 to 100: 100 is the full
        name); no match, no rows.
        """
        if text not in self._scored:
            if len(self._scored) >= _NAMES_KEPT:
                self._scored.clear()
            self._scored[text] = self._score(text)
        score = self._scored[text].head(limit)
        return self.places.reindex(score.index).assign(score=score)

    def _score(self, text: str) -> pd.Series:
        """Return the score of each place that bears the name, best first; of equals the more definite place first."""
        found = pd.Series(self._names.find(text), name="score", dtype="float64")
        order = pd.DataFrame({"score": found, "uncertainty_km": self.places["uncertainty_km"].reindex(found.index)})
        ranked = order.sort_values(["score", "uncertainty_km"], ascending=[False, True], kind="stable").index
        return found.reindex(ranked)

    @cached_property
    def _scored(self) -> dict[str, pd.Series]:
        return {}

    @cached_property
    def all_names(self) -> NameIndex:
        """Return all that ``named`` yields, ready to be asked; of some thousand names that takes a moment."""
        return NameIndex(self.named())

    @cached_property
    def district_names(self) -> NameIndex:
        """Return adm2_pcode by all that the districts are called."""
        return NameIndex((code, name) for code, row in self.districts.items() for name in names_of(row))

    @cached_property
    def _names(self) -> NameIndex:
        return NameIndex((place_id, name) for place_id, name in self.named() if place_id in self._rows)


_NAMES_KEPT = 1024


def names_of(row: Mapping[str, Any], apart: Collection[str] = ()) -> Iterator[str]:
    """Yield what a place is called: both names, what stands before a comma, before and in brackets, the aliases.

    What only tells namesakes ``apart`` is no name: Suran (Hama) is not Hama.
    """
    english, arabic = (name if isinstance(name, str) else "" for name in (row["name_en"], row["name_ar"]))
    yield from filter(None, (english, arabic, english.partition(",")[0], arabic.partition("،")[0]))
    found = [match for name in (english, arabic) if (match := _IN_BRACKETS.fullmatch(name))]
    for match in found:
        yield match["before"]
        if normalise_name(match["inside"]) not in apart and _is_a_name(found[0]["inside"]):
            yield match["inside"]
    yield from parts_of(row.get("aliases"))


_IN_BRACKETS = re.compile(r"(?P<before>[^()]+) \((?P<inside>[^()]+)\)")
_MOST_WORDS_IN_BRACKETS = 2


def _is_a_name(text: str) -> bool:
    """Say whether what stands in brackets is another name, and not a remark: each word begins with a capital."""
    words = re.sub(r"\b(?:al|el)-", "", text).split(" ")
    return all(word[:1].isupper() for word in words) and len(words) <= _MOST_WORDS_IN_BRACKETS


def _rows_of(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO((DATA / name).read_text(encoding="utf-8"))))


def load_gazetteer(directory: Path = DATA) -> Gazetteer:
    """Read the gazetteer of a folder anew; whoever needs it twice keeps it."""
    content = (directory / "gazetteer.csv").read_bytes()
    numbers = dict.fromkeys(("latitude", "longitude", "uncertainty_km"), "float64")
    table = pd.read_csv(BytesIO(content), dtype=defaultdict(lambda: "str", numbers), encoding="utf-8")
    named = directory / "districts.csv"
    districts = (named if named.exists() else DATA / named.name).read_bytes()  # p-codes are the same everywhere
    rows = csv.DictReader(StringIO(districts.decode("utf-8")))
    return Gazetteer(
        table.set_index("place_id", drop=False),
        sha256(content + districts).hexdigest(),
        names_by_pcode(rows),
    )


def names_by_pcode(rows: Iterable[Mapping[Any, Any]]) -> dict[str, dict[str, str]]:
    """Return the names (``name_en``, ``name_ar``) of a table of districts by its column pcode."""
    return {str(row["pcode"]): {"name_en": row["name_en"], "name_ar": row["name_ar"]} for row in rows}


@cache
def shipped_gazetteer() -> Gazetteer:
    """Return the gazetteer that the project ships, read once."""
    return load_gazetteer()


def find_places(text: str, limit: int = 10) -> pd.DataFrame:
    """Return ``Gazetteer.find`` of the gazetteer that the project ships."""
    return shipped_gazetteer().find(text, limit)
