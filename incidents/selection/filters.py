"""Which incidents answer a question: the same rule for page, shell, link and export.

Incidents that agree in everything countable share a profile (see ``record.profiles``): a filter on a closed list is
answered once per profile and looked up per incident, and what each option would leave is counted per profile.
"""

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import pandas as pd

from incidents.record.derived import KILLED_CLASSES
from incidents.record.record import Record
from incidents.record.search import mentions
from incidents.record.vocabulary import NOT_STATED, SEPARATOR
from incidents.selection.question import Bounds, Question

Mask = npt.NDArray[np.bool_]

# filter → column of the incidents; columns in MULTIVALUED hold sets of codes as "a|b"
COLUMNS = {
    "governorate": "governorates",
    "actor": "actors",
    "initiator": "initiators",
    "target": "targets",
    "event_type": "event_type",
    "tactic": "tactic",
    "is_role": "is_role",
    "killed": "killed_class",
    "precision": "geo_precision",
}
MULTIVALUED = frozenset({"governorate", "actor", "initiator", "target"})


@lru_cache(maxsize=64)
def _members(categories: tuple[str, ...], *, multivalued: bool) -> tuple[tuple[str, ...], npt.NDArray[np.bool_]]:
    """Return the codes that occur and, per category (last row: missing), which of them it holds."""
    sets = [frozenset(c.split(SEPARATOR)) if multivalued and c else frozenset({c or NOT_STATED}) for c in categories]
    sets.append(frozenset({NOT_STATED}))
    known = tuple(sorted(frozenset().union(*sets)))
    return known, np.array([[code in held for code in known] for held in sets], dtype=bool)


def _column(record: Record, name: str) -> tuple[npt.NDArray[np.integer], tuple[str, ...], npt.NDArray[np.bool_]]:
    """Return category numbers per profile (-1 = missing, which is the last row), the codes, and who holds which."""
    categories = record.profiles[COLUMNS[name]].cat
    known, members = _members(tuple(map(str, categories.categories)), multivalued=name in MULTIVALUED)
    return categories.codes.to_numpy(), known, members


def known_codes(record: Record, name: str) -> tuple[str, ...]:
    """Return the codes of a filter in display order: its closed list, whether they occur or not, and "not stated"."""
    listed: Iterable[str]
    if name == "governorate":
        listed = record.gazetteer.governorates
    elif name in {"actor", "initiator", "target"}:
        listed = record.actors["actor_id"]
    elif name == "killed":
        listed = KILLED_CLASSES
    else:
        listed = record.schema.codes(f"incidents.{COLUMNS[name]}")
    return tuple(dict.fromkeys([*listed, *_column(record, name)[1]]))


# Filters that a profile answers; dates, text and bounds are answered by each incident.
_OF_PROFILES = frozenset({*COLUMNS, "contested", "min_origins"})


def _profile_answers(record: Record, question: Question, name: str) -> Mask:
    """Say for each profile whether its incidents answer one filter."""
    if name == "contested":
        return record.profiles["contested"].to_numpy(dtype=bool)
    if name == "min_origins":
        return np.asarray(record.profiles["origins"].to_numpy() >= question.min_origins)
    numbers, known, members = _column(record, name)
    wanted = np.isin(np.array(known, dtype=object), getattr(question, name))
    held: Mask = np.any(members[:, wanted], axis=1)
    return held[numbers]


def _answers(record: Record, question: Question, name: str) -> Mask:
    """Say for each incident of the record whether it answers one filter."""
    incidents = record.incidents
    if name in _OF_PROFILES:
        return _profile_answers(record, question, name)[incidents["profile"].to_numpy()]
    if name == "date_from":
        return np.asarray(incidents["date_end"].to_numpy() >= np.datetime64(str(question.date_from), "s"))
    if name == "date_to":
        return np.asarray(incidents["date_start"].to_numpy() <= np.datetime64(str(question.date_to), "s"))
    return _within(record, question.bounds) if name == "bounds" else _mentions(record, question.text)


def _within(record: Record, bounds: Bounds | None) -> Mask:
    """Say which incidents have their point inside the bounds; incidents without a place have none."""
    south, west, north, east = bounds or (-90.0, -180.0, 90.0, 180.0)
    latitude = record.incidents["latitude"].to_numpy()
    longitude = record.incidents["longitude"].to_numpy()
    inside = (latitude >= south) & (latitude <= north) & (longitude >= west) & (longitude <= east)
    return np.asarray(inside, dtype=bool)


def _mentions(record: Record, text: str) -> Mask:
    """Say which incident has this id, or else which ones mention every word, or else which lie at a place so named."""
    incidents = record.incidents
    if _AN_ID.fullmatch(text.strip()):
        return (incidents["incident_id"] == text.strip().upper()).to_numpy(dtype=bool)
    searchable = incidents["search_text"].cat
    hit = mentions(searchable.categories, text)
    if hit.any():
        return hit[searchable.codes.to_numpy()]
    # A slip of the pen, or a name in the other script: the gazetteer knows which place may be meant.
    lies_at = incidents["place_id"].cat
    named = np.append(
        np.isin(lies_at.categories.to_numpy(dtype=object), record.gazetteer.find(text, limit=5).index), False
    )
    return named[lies_at.codes.to_numpy()]


_AN_ID = re.compile(r"[A-Za-z]+(-\d+)+")


def answers_to(record: Record, question: Question) -> dict[str, Mask]:
    """Return per filter of a question which incidents of the record answer it."""
    return {name: _answers(record, question, name) for name in question.active()}


def count_options(record: Record, question: Question, answers: Mapping[str, Mask]) -> dict[str, dict[str, int]]:
    """Count per filter and code how many incidents the option alone would leave, all other filters kept.

    ``answers`` are those of ``answers_to`` for the same question.
    """
    by_incident = [mask for name, mask in answers.items() if name not in _OF_PROFILES]
    number = record.incidents["profile"].to_numpy()
    chosen = number[np.logical_and.reduce(by_incident)] if by_incident else number
    candidates = np.bincount(chosen, minlength=len(record.profiles))
    by_profile = {name: _profile_answers(record, question, name) for name in question.active() if name in _OF_PROFILES}
    counts = {}
    for name in COLUMNS:
        others = [mask for other, mask in by_profile.items() if other != name]
        left = np.where(np.logical_and.reduce(others), candidates, 0) if others else candidates
        numbers, occurring, members = _column(record, name)
        # Missing (-1) goes to the last row, as in the look-up.
        per_category = np.bincount(numbers.astype(np.int64) % len(members), left, minlength=len(members))
        found = dict(zip(occurring, np.rint(per_category @ members).astype(np.int64).tolist(), strict=True))
        counts[name] = {code: found.get(code, 0) for code in known_codes(record, name)}
    return counts


def preset_periods(record: Record) -> dict[str, tuple[dt.date, dt.date]]:
    """Return the ready-made periods: last 30 and 90 days the record covers, each year, since 8 December 2024."""
    first, last = (stamp.date() for stamp in record.coverage)
    periods = {f"last-{days}": (last - dt.timedelta(days=days - 1), last) for days in (30, 90)}
    periods["since-2024-12-08"] = (dt.date(2024, 12, 8), last)
    for year in range(first.year, last.year + 1):
        periods[str(year)] = (max(first, dt.date(year, 1, 1)), min(last, dt.date(year, 12, 31)))
    return periods


def day(stamp: pd.Timestamp) -> dt.date | None:
    """Return a cell's date, or None where it is missing."""
    return None if pd.isna(stamp) else stamp.date()
