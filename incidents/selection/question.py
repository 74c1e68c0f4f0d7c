"""One reader's question as a value: what page, link, shell and file all mean by the same words."""

import datetime as dt
from dataclasses import dataclass, fields, replace
from typing import Any

Bounds = tuple[float, float, float, float]  # south, west, north, east in degrees


@dataclass(frozen=True)
class Question:
    """What is asked of a record. Empty means no limit. Codes are those of the record; dates are inclusive days.

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

    def without(self, name: str) -> "Question":
        """Return the question with one filter taken away."""
        default: Any = next(field.default for field in fields(self) if field.name == name)
        return replace(self, **{name: default})

    def period_before(self) -> "Question | None":
        """Return the question for the preceding period of equal length; None for an open period or before year 1."""
        if self.date_from is None or self.date_to is None:
            return None
        length = self.date_to - self.date_from
        if (self.date_from - dt.date.min) <= length + dt.timedelta(days=1):
            return None
        end = self.date_from - dt.timedelta(days=1)
        return replace(self, date_from=end - length, date_to=end)
