"""One reader's question as a value: what page, link, shell and file all mean by the same words."""

import datetime as dt
from dataclasses import dataclass, fields, replace
from functools import cache
from typing import Any

from geodata.own_layers import OwnLayer

Bounds = tuple[float, float, float, float]  # south, west, north, east in degrees
Codes = tuple[str, ...]


@dataclass(frozen=True)
class Near:
    """All within ``km`` of a place of the gazetteer (its id), a point (latitude, longitude) or a layer of one's own."""

    center: str | tuple[float, float] | OwnLayer
    km: int


@dataclass(frozen=True)
class Question:
    """What is asked of a record. Empty means no limit. Codes are those of the record; dates are inclusive days.

    Each field is a filter, and ``filters.FILTERS`` has one of the same name that says what it means. An incident
    answers a date limit when its span touches it, and ``near`` when the area in which it may lie touches the circle.
    ``bounds`` keeps incidents whose point lies inside. ``min_origins`` asks for at least so many independent origins.
    Several codes in one filter mean "any of them".
    """

    governorate: Codes = ()
    district: Codes = ()
    place: Codes = ()
    is_role: Codes = ()
    actor: Codes = ()
    initiator: Codes = ()
    target: Codes = ()
    kind: Codes = ()
    event_type: Codes = ()
    tactic: Codes = ()
    killed: Codes = ()
    precision: Codes = ()
    near: Near | None = None
    date_from: dt.date | None = None
    date_to: dt.date | None = None
    publisher: Codes = ()
    origin: Codes = ()
    contested: bool = False
    min_origins: int = 0
    text: str = ""
    bounds: Bounds | None = None

    def active(self) -> tuple[str, ...]:
        """Name the filters that limit anything, in the order of the fields."""
        return tuple(name for name, default in _defaults().items() if getattr(self, name) != default)

    def without(self, name: str) -> "Question":
        """Return the question with one filter taken away."""
        return replace(self, **{name: _defaults()[name]})

    def toggled(self, name: str, code: str) -> "Question":
        """Return the question with one code of a list added, or taken out if it was there."""
        codes: Codes = getattr(self, name)
        left = tuple(other for other in codes if other != code)
        changed: dict[str, Any] = {name: left if code in codes else (*codes, code)}
        return replace(self, **changed)

    def period_before(self) -> "Question | None":
        """Return the question for the preceding period of equal length; None for an open period or before year 1."""
        if self.date_from is None or self.date_to is None or self.date_from > self.date_to:
            return None
        length = self.date_to - self.date_from
        if self.date_from - dt.date.min <= length:
            return None
        end = self.date_from - dt.timedelta(days=1)
        return replace(self, date_from=end - length, date_to=end)


@cache
def _defaults() -> dict[str, Any]:
    """Return what each filter is where it limits nothing; asked for again and again."""
    return {field.name: field.default for field in fields(Question)}
