"""What the reader asked for, and which incidents answer: the same rule for page, shell, link and export.

Incidents that agree in everything countable share a profile (see ``derived``): a filter on a closed list is answered
once per profile and looked up per incident, and what each option would leave is counted per profile.
"""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from geodata.gazetteer import find_places
from incidents.record.derived import KILLED_CLASSES
from incidents.record.record import Dataset, Mask
from incidents.record.search import mentions
from incidents.record.tables import SEPARATOR
from incidents.record.vocabulary import NOT_STATED, codes, governorate_names

Bounds = tuple[float, float, float, float]  # south, west, north, east in degrees


@dataclass(frozen=True)
class Filters:
    """One reader's question. Empty means no limit. Codes are those of the vocabulary; dates are inclusive days.

    An incident answers a date limit when its span touches it. ``bounds`` keeps incidents whose point lies inside.
    ``min_origins`` asks for at least so many independent origins. Several codes in one filter mean "any of them".
    """

    governorate: tuple[str, ...] = ()
    actor: tuple[str, ...] = ()
    initiator: tuple[str, ...] = ()
    target: tuple[str, ...] = ()
    event_type: tuple[str, ...] = ()
    tactic: tuple[str, ...] = ()
    is_role: tuple[str, ...] = ()
    killed: tuple[str, ...] = ()
    precision: tuple[str, ...] = ()
    date_from: dt.date | None = None
    date_to: dt.date | None = None
    contested: bool = False
    min_origins: int = 0
    text: str = ""
    bounds: Bounds | None = None

    def active(self) -> tuple[str, ...]:
        """Name the filters that limit anything, in the order of the fields."""
        return tuple(field.name for field in fields(self) if getattr(self, field.name) != field.default)

    def without(self, name: str) -> "Filters":
        """Return the question with one filter taken away."""
        default: Any = next(field.default for field in fields(self) if field.name == name)
        return replace(self, **{name: default})


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


def _column(dataset: Dataset, name: str) -> tuple[npt.NDArray[np.integer], tuple[str, ...], npt.NDArray[np.bool_]]:
    """Return category numbers per profile (-1 = missing, which is the last row), the codes, and who holds which."""
    categories = dataset.profiles[COLUMNS[name]].cat
    known, members = _members(tuple(map(str, categories.categories)), multivalued=name in MULTIVALUED)
    return categories.codes.to_numpy(), known, members


def known_codes(dataset: Dataset, name: str) -> tuple[str, ...]:
    """Return the codes of a filter in display order: its closed list, whether they occur or not, and "not stated"."""
    listed: Iterable[str]
    if name == "governorate":
        listed = governorate_names()
    elif name in {"actor", "initiator", "target"}:
        listed = dataset.actors["actor_id"]
    elif name == "killed":
        listed = KILLED_CLASSES
    else:
        listed = codes(f"incidents.{COLUMNS[name]}")
    return tuple(dict.fromkeys([*listed, *_column(dataset, name)[1]]))


# Filters that a profile answers; dates, text and bounds are answered by each incident.
_OF_PROFILES = frozenset({*COLUMNS, "contested", "min_origins"})


def _profile_answers(dataset: Dataset, filters: Filters, name: str) -> Mask:
    """Say for each profile whether its incidents answer one filter."""
    if name == "contested":
        return dataset.profiles["contested"].to_numpy(dtype=bool)
    if name == "min_origins":
        return np.asarray(dataset.profiles["origins"].to_numpy() >= filters.min_origins)
    numbers, known, members = _column(dataset, name)
    wanted = np.isin(np.array(known, dtype=object), getattr(filters, name))
    held: Mask = np.any(members[:, wanted], axis=1)
    return held[numbers]


def _answers(dataset: Dataset, filters: Filters, name: str) -> Mask:
    """Say for each incident of the record whether it answers one filter."""
    incidents = dataset.all_incidents
    if name in _OF_PROFILES:
        return _profile_answers(dataset, filters, name)[incidents["profile"].to_numpy()]
    if name == "date_from":
        return np.asarray(incidents["date_end"].to_numpy() >= np.datetime64(str(filters.date_from), "s"))
    if name == "date_to":
        return np.asarray(incidents["date_start"].to_numpy() <= np.datetime64(str(filters.date_to), "s"))
    return _within(dataset, filters.bounds) if name == "bounds" else _mentions(dataset, filters.text)


def _within(dataset: Dataset, bounds: Bounds | None) -> Mask:
    """Say which incidents have their point inside the bounds; incidents without a place have none."""
    south, west, north, east = bounds or (-90.0, -180.0, 90.0, 180.0)
    latitude = dataset.all_incidents["latitude"].to_numpy()
    longitude = dataset.all_incidents["longitude"].to_numpy()
    inside = (latitude >= south) & (latitude <= north) & (longitude >= west) & (longitude <= east)
    return np.asarray(inside, dtype=bool)


def _mentions(dataset: Dataset, text: str) -> Mask:
    """Say which incident has this id, or else which ones mention every word, or else which lie at a place so named."""
    incidents = dataset.all_incidents
    if _AN_ID.fullmatch(text.strip()):
        return (incidents["incident_id"] == text.strip().upper()).to_numpy(dtype=bool)
    searchable = incidents["search_text"].cat
    hit = mentions(searchable.categories, text)
    if hit.any():
        return hit[searchable.codes.to_numpy()]
    # A slip of the pen, or a name in the other script: the gazetteer knows which place may be meant.
    lies_at = incidents["place_id"].cat
    named = np.append(np.isin(lies_at.categories.to_numpy(dtype=object), find_places(text, limit=5).index), False)
    return named[lies_at.codes.to_numpy()]


_AN_ID = re.compile(r"[A-Za-z]+(-\d+)+")


def find_masks(dataset: Dataset, filters: Filters) -> dict[str, Mask]:
    """Return per active filter which incidents of the record answer it."""
    return {name: _answers(dataset, filters, name) for name in filters.active()}


def _all_of(masks: list[Mask], length: int) -> Mask:
    answers = np.ones(length, dtype=bool)
    for mask in masks:
        answers &= mask
    return answers


def apply_filters(dataset: Dataset, filters: Filters) -> Dataset:
    """Return the record with the incidents selected that answer every filter."""
    return dataset.select(_all_of(list(find_masks(dataset, filters).values()), len(dataset.all_incidents)))


def narrowed(dataset: Dataset, masks: dict[str, Mask], *left_out: str) -> Dataset:
    """Return the record with the incidents selected that answer every filter but those left out."""
    kept = [mask for name, mask in masks.items() if name not in left_out]
    return dataset.select(_all_of(kept, len(dataset.all_incidents)))


def facet_counts(dataset: Dataset, filters: Filters, masks: dict[str, Mask] | None = None) -> dict[str, dict[str, int]]:
    """Count per filter and code how many incidents the option alone would leave, all other filters kept.

    ``masks`` are those of ``find_masks`` for the same question, where the caller has them already.
    """
    masks = masks or {}
    by_incident = [
        masks[name] if name in masks else _answers(dataset, filters, name)
        for name in filters.active()
        if name not in _OF_PROFILES
    ]
    candidates = dataset.select(_all_of(by_incident, len(dataset.all_incidents))).profile_counts
    by_profile = {name: _profile_answers(dataset, filters, name) for name in filters.active() if name in _OF_PROFILES}
    counts = {}
    for name in COLUMNS:
        others = [mask for other, mask in by_profile.items() if other != name]
        left = np.where(_all_of(others, len(candidates)), candidates, 0)
        numbers, occurring, members = _column(dataset, name)
        # Missing (-1) goes to the last row, as in the look-up.
        per_category = np.bincount(numbers.astype(np.int64) % len(members), left, minlength=len(members))
        found = dict(zip(occurring, np.rint(per_category @ members).astype(np.int64).tolist(), strict=True))
        counts[name] = {code: found.get(code, 0) for code in known_codes(dataset, name)}
    return counts


def preset_periods(dataset: Dataset) -> dict[str, tuple[dt.date, dt.date]]:
    """Return the ready-made periods: last 30 and 90 days the record covers, each year, since 8 December 2024."""
    first, last = (stamp.date() for stamp in dataset.coverage)
    periods = {f"last-{days}": (last - dt.timedelta(days=days - 1), last) for days in (30, 90)}
    periods["since-2024-12-08"] = (dt.date(2024, 12, 8), last)
    for year in range(first.year, last.year + 1):
        periods[str(year)] = (max(first, dt.date(year, 1, 1)), min(last, dt.date(year, 12, 31)))
    return periods


def same_period_before(filters: Filters) -> Filters | None:
    """Return the question for the preceding period of equal length, or None where the period is not closed."""
    if filters.date_from is None or filters.date_to is None:
        return None
    length = filters.date_to - filters.date_from
    end = filters.date_from - dt.timedelta(days=1)
    return replace(filters, date_from=end - length, date_to=end)


def day(stamp: pd.Timestamp) -> dt.date | None:
    """Return a cell's date, or None where it is missing."""
    return None if pd.isna(stamp) else stamp.date()
