"""The free-text search: what of an incident can be found, and when a text finds it. Both sides of one rule.

A text finds an incident when each of its words begins a word of the incident's texts or names, in Arabic or English,
whatever the spelling of names: articles, letter variants, attached Arabic particles, transliteration.
"""

import re
from functools import cache

import numpy as np
import numpy.typing as npt
import pandas as pd

from geodata.cells import SEPARATOR
from geodata.gazetteer import Gazetteer, normalise_name
from geodata.spellings import fold, is_arabic
from incidents.language import languages
from incidents.record.schema import Schema

# "and", "in", "for" written onto a word with its article (والرقة, للتنظيم), or onto a bare word (بداعش).
_WITH_ARTICLE = re.compile(r"^[وف]?(?:[بك]?ال|لل)(?=\w{2})")
_PARTICLE = re.compile(r"^[وبل](?=\w{3})")
_JOINED_ARTICLE = re.compile(r"^(?:al|el|[ae]([dnrstz])(?=\1))(?=\w{3})")  # Ezzor, Alhol
_SPELLING = "~"  # marks a word in the common spelling of its sounds; never part of a normalised word
_SHORT = 2  # words so short are found whole only: "is" is not "isolated"


def search_text(
    incidents: pd.DataFrame, gazetteer: Gazetteer, actors: pd.DataFrame, schema: Schema
) -> "pd.Categorical[str]":
    """Return the searchable words of each incident, one category per distinct text.

    ``incidents`` needs the summaries, location notes, place_id, other_place_ids, governorates, actors and tactic.
    """
    columns = ["summary_en", "summary_ar", "location_note_en", "location_note_ar", "tactic"]
    columns += ["place_id", "other_place_ids", "governorates", "actors"]
    # Copies of a record repeat their texts; each distinct combination is read once.
    numbers = pd.DataFrame({name: pd.factorize(incidents[name])[0] for name in columns})
    row_of = numbers.groupby(columns, sort=False).ngroup().to_numpy()
    distinct = incidents[columns].iloc[np.unique(row_of, return_index=True)[1]].astype(dict.fromkeys(columns, "str"))
    names = (
        _names(gazetteer.places)
        | _names(actors)
        | {code: " ".join(both.values()) for code, both in gazetteer.governorates.items()}
    )
    names |= {
        code: " ".join(tactic.label(lang) for lang in languages())
        for code, tactic in schema.codes("incidents.tactic").items()
    }
    texts = [_words(row, names) for row in distinct.fillna("").itertuples(index=False)]
    number, categories = pd.factorize(np.array(texts, dtype=object), sort=True)
    return pd.Categorical.from_codes(number[row_of], categories=pd.Index(categories, dtype="str"))


def _names(table: pd.DataFrame) -> dict[str, str]:
    """Return id → all names of the places or actors, in both languages."""
    joined = table[["name_en", "name_ar", "aliases"]].fillna("").agg(" ".join, axis=1)
    return dict(zip(table.iloc[:, 0].astype("str"), joined.str.replace(SEPARATOR, " "), strict=True))


def _words(row: tuple[str, ...], names: dict[str, str]) -> str:
    """Return the words of one incident: texts as they are, codes by their names."""
    *texts, tactic, place, others, governorates, actors = row
    held = SEPARATOR.join((tactic, place, others, governorates, actors)).split(SEPARATOR)
    words = normalise_name(" ".join([*texts, *(names.get(code, "") for code in held)])).split()
    found = dict.fromkeys(form for word in words for form in _findable_as(word))
    return f" {' '.join(found)} "


@cache
def _findable_as(word: str) -> tuple[str, ...]:
    """Return a word, the common spelling of its sounds, and an Arabic word without what is written onto it."""
    bare = (_WITH_ARTICLE.sub("", word), _PARTICLE.sub("", word)) if is_arabic(word) else ()
    return (word, _SPELLING + fold(word), *bare)


def mentions(categories: pd.Index, text: str) -> npt.NDArray[np.bool_]:
    """Say for each searchable text whether every word of the reader's text is found in it; no word finds nothing."""
    wanted = [_looked_for_as(word) for word in normalise_name(text).split()]
    if not wanted:
        return np.zeros(len(categories), dtype=bool)
    return np.array([all(any(form in words for form in forms) for forms in wanted) for words in categories], dtype=bool)


def _looked_for_as(word: str) -> tuple[str, ...]:
    """Return how a word may stand among the searchable words: begun, or spelt otherwise, or with a joined article."""
    if len(word) <= _SHORT:
        return (f" {word} ",)
    bare = _WITH_ARTICLE.sub("", word)
    spellings = {fold(word), fold(_JOINED_ARTICLE.sub("", word)), fold(bare)}
    return (f" {word}", f" {bare}", *(f" {_SPELLING}{spelling} " for spelling in sorted(spellings)))
