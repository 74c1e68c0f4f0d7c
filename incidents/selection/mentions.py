"""Which incidents a reader's text finds: by their ids, by dates, by names in any spelling, by words.

An incident answers when it has one of the ids, or else answers every date, name and word of the text.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt
import pandas as pd

from geodata.names import words_of
from incidents.record.kept import Kept
from incidents.record.named import PLACE, RIVER
from incidents.record.record import Record
from incidents.record.search import Search
from incidents.selection.asked_dates import AskedDate, dates_among
from incidents.selection.asked_names import asked_parts, is_needless
from incidents.selection.asked_part import Part
from incidents.selection.plain_writing import bare, western_digits

Mask = npt.NDArray[np.bool_]

_AN_ID = re.compile(r"[a-z]+(-\d+)+", re.ASCII)
_LIKE_AN_ID = re.compile(r"([a-z]+)[\W_]*(\d+(?:[\W_]+\d+)*)", re.ASCII)
# "#49", "0049", "incident 49", "الحادث رقم 49"
NUMBER_ALONE = re.compile(
    r"(?:#|(?:incident|event|(?:ال)?(?:حادثة?|حدث))[\s#]+(?:no\.?|nr\.?|رقم)?)\s*([0-9]{1,4})|(0[0-9]{3})",
    re.IGNORECASE,
)


class Ids(Protocol):
    """The ids of the incidents of a record."""

    def first(self) -> str:
        """Return that of the first incident, "" where there is none."""

    def is_one(self, incident_id: str) -> bool:
        """Say whether an incident has an id."""

    def like(self, pattern: str) -> Sequence[str]:
        """Return those that are as a pattern of small letters says, large letters counting as small; two are enough."""


@dataclass(frozen=True, eq=False)
class _InMemory:
    ids: pd.Series

    def first(self) -> str:
        return str(self.ids.iloc[0]) if len(self.ids) else ""

    def is_one(self, incident_id: str) -> bool:
        return bool((self.ids == incident_id).any())

    def like(self, pattern: str) -> Sequence[str]:
        found: list[str] = self.ids[self.ids.str.fullmatch(pattern, case=False)].astype("str").tolist()
        return found


def incident_meant(record: Record, text: str) -> str | None:
    """Return the id of the incident that a text names: SYR-49, syr0049 and SYR-٠٠٤٩ are SYR-0049; None if none."""
    return _meant(_InMemory(record.incidents["incident_id"]), text)


def _meant(ids: Ids, text: str) -> str | None:
    plain = bare(text).casefold()
    if ids.is_one(plain.upper()):
        return plain.upper()
    like = _LIKE_AN_ID.fullmatch(plain)
    if like is None:
        return None
    numbers = "-0*".join(number.lstrip("0") for number in re.split(r"[\W_]+", like[2]))
    found = ids.like(f"{like[1]}-?0*{numbers}")
    return found[0] if len(found) == 1 else None


def _ids_meant(ids: Ids, text: str) -> list[str] | None:
    """Return the ids that a text names, one or several, none of them known perhaps; None where it names none."""
    plain = bare(text).casefold()
    whole = _meant(ids, plain)
    if whole or _AN_ID.fullmatch(plain):
        return [whole] if whole else []
    prefix = ids.first().partition("-")[0].casefold()
    if not re.fullmatch("[a-z]+", prefix):
        return None
    if number := NUMBER_ALONE.fullmatch(western_digits(text).strip()):
        found = [_meant(ids, f"{prefix}-{number[1] or number[2]}")]
    else:
        found = [_meant(ids, one) for one in re.findall(rf"\b{prefix}[\W_]{{0,3}}\d+\b", plain)]
    return [one for one in found if one] or None


@dataclass(frozen=True)
class Asked:
    """What a text asks for: ids (None where it names none), dates and parts, all of which an incident answers."""

    ids: Sequence[str] | None
    dates: Sequence[AskedDate]
    parts: Sequence[Part]


_asked: Kept[str, Asked] = Kept(256)


def asked_for(record: Record, text: str, read: Callable[[], Asked] | None = None) -> Asked:
    """Read a text as a question to a record.

    ``read`` reads it for a record that is not in memory; who asks of that record later is told the same.
    """
    ids = _InMemory(record.incidents["incident_id"])
    return _asked.of(record, text, read or (lambda: read_text(ids, lambda: record.search, text)))


def read_text(ids: Ids, search: Callable[[], Search], text: str) -> Asked:
    """Read a text as a question to a record that has these ids and this search."""
    named = _ids_meant(ids, text)
    if named is not None:
        return Asked(named, (), ())
    dates, words = dates_among(words_of(text))
    parts = asked_parts(search(), words)
    return Asked(None, dates, [part for part in parts if not is_needless(part)] if dates else parts)


def mentioning(record: Record, text: str) -> Mask:
    """Say which incidents answer a text; one without a word, a name or a date finds nothing."""
    asked = asked_for(record, text)
    incidents = record.incidents
    if asked.ids is not None:
        return incidents["incident_id"].isin(list(asked.ids)).to_numpy(dtype=bool)
    found = np.full(len(record), bool(asked.dates or asked.parts))
    for date in asked.dates:
        on_it = date.touches(incidents)
        found &= on_it if date.is_surely else on_it | record.search.with_word(date.word)
    for part in asked.parts:
        found &= part.answered(record.search)
    return found


def places_without_incidents(record: Record, text: str) -> list[Mapping[str, Any]]:
    """Return the places that a text names and of which nothing is recorded: rows as ``Gazetteer.known`` has them.

    Of a town and the governorate called after it the town; of towns that share a name a few.
    """
    known, rows, parts = record.gazetteer.known, [], asked_for(record, text).parts
    for part in parts if all(part.is_name for part in parts) else ():
        places = sorted(key.removeprefix(PLACE) for key in part.keys if key.startswith(PLACE))
        if places and not part.answered(record.search).any():
            meant = [known[place] if place in known else record.gazetteer.place(place) for place in places]
            rows += [row for row in meant if row["kind"] != "governorate"][:MOST_NAMESAKES] or meant[:1]
    return rows


def rivers_unnamed(record: Record, text: str) -> list[Mapping[str, Any]]:
    """Return the rivers that a text asks for and no incident names: rows as ``Gazetteer.rivers`` has them."""
    parts = asked_for(record, text).parts
    keys = {key for part in parts for key in part.keys if not part.answered(record.search).any()}
    rivers = sorted(key.removeprefix(RIVER) for key in keys if key.startswith(RIVER))
    return [record.gazetteer.rivers[river] for river in rivers] if all(part.is_name for part in parts) else []


MOST_NAMESAKES = 3
