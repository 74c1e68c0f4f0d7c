"""Which incidents a reader's words mean: an id in any writing, words of the texts, or the name of a place."""

import re

import numpy as np
import numpy.typing as npt

from incidents.record.record import Record
from incidents.record.search import mentions
from incidents.selection.plain_writing import bare

_AN_ID = re.compile(r"[a-z]+(-\d+)+", re.ASCII)
_LIKE_AN_ID = re.compile(r"([a-z]+)[\W_]*(\d+(?:[\W_]+\d+)*)", re.ASCII)


def incident_meant(record: Record, text: str) -> str | None:
    """Return the id of the incident that a text names: SYR-49, syr0049 and SYR-٠٠٤٩ are SYR-0049; None if none."""
    ids = record.incidents["incident_id"]
    plain = bare(text).casefold()
    if (ids == plain.upper()).any():
        return plain.upper()
    like = _LIKE_AN_ID.fullmatch(plain)
    if like is None:
        return None
    numbers = "-0*".join(number.lstrip("0") for number in re.split(r"[\W_]+", like[2]))
    found = ids[ids.str.fullmatch(f"{like[1]}-?0*{numbers}", case=False)]
    return str(found.iloc[0]) if len(found) == 1 else None


def mentioning(record: Record, text: str) -> npt.NDArray[np.bool_]:
    """Say which incident has this id, or else which ones mention every word, or else which lie at a place so named."""
    incidents = record.incidents
    meant = incident_meant(record, text)
    if meant or _AN_ID.fullmatch(text.strip().casefold()):
        return (incidents["incident_id"] == meant).to_numpy(dtype=bool, na_value=False)
    searchable = record.search_text
    hit = mentions(searchable.categories, text)
    if hit.any():
        return hit[searchable.codes]
    # A slip of the pen, or a name in the other script: the gazetteer knows which place may be meant.
    lies_at = incidents["place_id"].cat
    named = np.append(
        np.isin(lies_at.categories.to_numpy(dtype=object), record.gazetteer.find(text, limit=5).index), False
    )
    return named[lies_at.codes.to_numpy()]
