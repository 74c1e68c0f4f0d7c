"""Places by id and by name, in Arabic and English.

The table is ``data/gazetteer.csv``; where each point comes from stands in its columns ``basis`` and ``refs``.
"""

import re
import unicodedata
from collections import defaultdict
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType

import pandas as pd

from geodata.spellings import NameIndex

DATA = Path(__file__).parent / "data"
SEPARATOR = "|"

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


@cache
def _gazetteer() -> pd.DataFrame:
    numbers = dict.fromkeys(("latitude", "longitude", "uncertainty_km"), "float64")
    table = pd.read_csv(DATA / "gazetteer.csv", dtype=defaultdict(lambda: "str", numbers), encoding="utf-8")
    return table.set_index("place_id", drop=False)


def load_gazetteer() -> pd.DataFrame:
    """Return the places, one row each, indexed by place_id (also a column).

    Columns: name_en, name_ar, aliases and governorates (``a|b``; missing for a country), kind, adm2_pcode, adm3_pcode
    (OCHA p-codes), latitude and longitude (WGS 84 degrees), uncertainty_km (how far from the point an event "in" the
    place may lie), verified (yes: two independent lists agree), basis and refs. Each caller gets a copy of its own.
    """
    return _gazetteer().copy()


def _spellings(place: pd.Series) -> set[str]:
    """Return the normalised names of a place: both languages, without what stands in brackets, and the aliases."""
    names = [str(place["name_en"]), str(place["name_ar"])]
    names += [name.partition(" (")[0] for name in names]
    names += [] if pd.isna(place["aliases"]) else place["aliases"].split(SEPARATOR)
    return {normalise_name(name) for name in names} - {""}


@cache
def _name_index() -> NameIndex:
    return NameIndex(
        [(str(place_id), name) for place_id, place in _gazetteer().iterrows() for name in sorted(_spellings(place))]
    )


@lru_cache(maxsize=1024)
def _scores(text: str) -> pd.Series:
    """Return the score of each place that bears the name, best first; of equals the more definite place first."""
    found = pd.Series(_name_index().scores(normalise_name(text)), name="score", dtype="float64")
    order = pd.DataFrame({"score": found, "uncertainty_km": _gazetteer()["uncertainty_km"].reindex(found.index)})
    return found.reindex(order.sort_values(["score", "uncertainty_km"], ascending=[False, True], kind="stable").index)


def find_places(text: str, limit: int = 10) -> pd.DataFrame:
    """Return the places a reader may mean by a name in either language, best first.

    Every word of the text has to be one of the place's name or of an alias, up to spelling; a part of a longer name
    is enough. Where some place fits to the letter or by a known variant of transliteration, mere resemblances are
    left out. Columns as in ``load_gazetteer`` and score (0 to 100: 100 is the full name); no match, no rows.
    """
    score = _scores(text).head(limit)
    return _gazetteer().reindex(score.index).assign(score=score)
