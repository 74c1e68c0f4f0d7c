"""Places by id and by name, in Arabic and English.

The table is ``data/gazetteer.csv``; where each point comes from stands in its columns ``basis`` and ``refs``.
"""

import csv
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from hashlib import sha256
from io import BytesIO, StringIO
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pandas as pd

from geodata.cells import parts_of
from geodata.spellings import NameIndex

DATA = Path(__file__).parent / "data"

_LATIN_ARTICLES = frozenset(
    {
        "al",
        "el",
        "ul",
        "ad",
        "adh",
        "an",
        "aj",
        "ar",
        "as",
        "ash",
        "at",
        "ath",
        "az",
        "ech",
        "ed",
        "en",
        "er",
        "es",
        "et",
        "ez",
    }
)
_ARABIC_ARTICLE = re.compile(r"\b(?:ال)+(?=\w\w)")


class _Folding(dict[int, str]):
    """Table for ``str.translate``, filled character by character as texts need it."""

    _LETTERS = MappingProxyType(
        {"ة": "ه", "ى": "ي", "ی": "ي", "ې": "ي", "ک": "ك", "ھ": "ه", "ہ": "ه", "ء": "", "ـ": "", "ı": "i"}
    )
    # Marks that stand for hamza and ayn in transliteration join, all other punctuation parts words.
    _JOINING = frozenset("'’‘ʼʿʾ`´ʻˈ′\u05f3")

    def __missing__(self, code: int) -> str:
        self[code] = "".join(map(self._fold, unicodedata.normalize("NFKD", chr(code)).casefold()))
        return self[code]

    def _fold(self, letter: str) -> str:
        kind = unicodedata.category(letter)
        if letter in self._LETTERS:
            return self._LETTERS[letter]
        if letter in self._JOINING or kind in {"Mn", "Me", "Cf"}:  # marks, tashkeel; direction signs
            return ""
        if kind == "Nd":
            return str(unicodedata.digit(letter))
        if kind[0] in "LN":
            # Some letters decompose only after case folding.
            again = unicodedata.normalize("NFKD", letter)
            return letter if again == letter else "".join(map(self._fold, again.casefold()))
        return " "


_folding = _Folding()


def normalise_name(text: str) -> str:
    """Return the words of a text so that spellings of one name in one script come out equal.

    Case, accents and transliteration marks, tashkeel, tatweel, the forms of alef, hamza, teh marbuta and alef
    maqsura, presentation forms, digits, punctuation and the articles ``al-`` (also assimilated: ``ash-``) and ``ال``
    do not matter. A text that consists of nothing but articles is kept.

    >>> normalise_name("Deir ez-Zor") == normalise_name("deir al-ZOR"), normalise_name("الرّقّة")
    (True, 'رقه')
    """
    folded = text.translate(_folding)
    words = _ARABIC_ARTICLE.sub("", folded).split()
    return " ".join([word for word in words if word not in _LATIN_ARTICLES] or words)


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
        rows = self.places.itertuples(index=False, name=None)
        return {
            str(place_id): dict(zip(columns, row, strict=True))
            for place_id, row in zip(self.places.index, rows, strict=True)
        }

    def find(self, text: str, limit: int = 10) -> pd.DataFrame:
        """Return the places a reader may mean by a name in either language, best first.

        Every word of the text has to be one of the place's name or of an alias, up to spelling; a part of a longer
        name is enough. Where some place fits to the letter or by a known variant of transliteration, mere resemblances
        are left out. Columns of ``places`` and score (0 to 100: 100 is the full name); no match, no rows.
        """
        score = self._scores(normalise_name(text)).head(limit)
        return self.places.reindex(score.index).assign(score=score)

    def _scores(self, name: str) -> pd.Series:
        """Return the score of each place that bears the name, best first; of equals the more definite place first."""
        if name not in self._scored:
            found = pd.Series(self._names.scores(name), name="score", dtype="float64")
            order = pd.DataFrame({"score": found, "uncertainty_km": self.places["uncertainty_km"].reindex(found.index)})
            ranked = order.sort_values(["score", "uncertainty_km"], ascending=[False, True], kind="stable").index
            if len(self._scored) >= _NAMES_KEPT:
                self._scored.clear()
            self._scored[name] = found.reindex(ranked)
        return self._scored[name]

    @cached_property
    def _scored(self) -> dict[str, pd.Series]:
        return {}

    @cached_property
    def _names(self) -> NameIndex:
        return NameIndex(
            [(str(place_id), name) for place_id, place in self.places.iterrows() for name in sorted(_spellings(place))]
        )


_NAMES_KEPT = 1024


def _spellings(place: pd.Series) -> set[str]:
    """Return the normalised names of a place: both languages, without what stands in brackets, and the aliases."""
    names = [str(place["name_en"]), str(place["name_ar"])]
    names += [name.partition(" (")[0] for name in names]
    names += parts_of(place.get("aliases"))
    return {normalise_name(name) for name in names} - {""}


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
