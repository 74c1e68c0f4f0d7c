"""What a filter is, and the plain kinds: a day, a flag, a number, words, a part of the map.

Each reads itself from an address, writes, answers, says and explains itself. The kind with options: ``closed_lists``.
"""

import calendar
import datetime as dt
import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Literal, TypeVar

import numpy as np

from incidents.language import Language, isolate
from incidents.record.record import Record
from incidents.selection.holdings import Mask
from incidents.selection.mentions import mentioning
from incidents.selection.notices import LONGEST_TEXT, Notice
from incidents.selection.plain_writing import bare
from incidents.selection.question import Bounds, Codes

Section = Literal["search", "where", "when", "what", "who", "said", "sure", "map"]
Value = TypeVar("Value")


@dataclass(frozen=True, eq=False, kw_only=True)
class Filter(ABC, Generic[Value]):
    """One filter: the field of a ``Question`` by its name, and all that page, link and shell must know of it.

    ``parameter`` names it in an address. The page offers it in a ``section`` under its ``title``, with a ``note`` where
    that needs one; ``explained`` tells the shell what it takes (with ``{example}``); ``sentence`` is its part of the
    question in words. Texts are message ids.
    """

    name: str
    section: Section
    title: str
    explained: str
    sentence: str
    parameter: str = ""
    example: str = ""
    note: str = ""
    is_flag = False

    def __post_init__(self) -> None:
        """Let an address name the filter as the field is named, where nothing else is said."""
        object.__setattr__(self, "parameter", self.parameter or self.name)

    @property
    def option(self) -> str:
        """Return the filter's option of the shell: ``--min-origins``."""
        return f"--{self.parameter.replace('_', '-')}"

    def heading(self, _record: Record, lang: Language) -> str:
        """Return the title under which the page offers the filter."""
        return lang.say(self.title)

    def help(self, lang: Language) -> str:
        """Say what the filter takes, for the shell."""
        return lang.say(self.explained).format(example=self.example)

    @abstractmethod
    def read(self, given: Sequence[str], record: Record) -> tuple[Value | None, list[Notice]]:
        """Read the texts that an address has for the filter; return None and a notice for what cannot be used."""

    @abstractmethod
    def write(self, value: Value) -> str:
        """Write a value as an address has it."""

    def take(self, held: Any) -> Value | None:  # noqa: ANN401 - whatever the page's control holds
        """Return what a control of the page holds as a value of the question; None where that limits nothing."""
        return held or None

    @abstractmethod
    def answer(self, record: Record, value: Value) -> Mask:
        """Say for each incident of the record whether it answers."""

    def of_profiles(self, _record: Record, _value: Value) -> Mask | None:
        """Say for each profile of the record whether its incidents answer; None if that takes each incident."""
        return None

    def codes(self, _record: Record) -> Codes:
        """Return the codes that the filter knows, in display order; none where it has no closed list."""
        return ()

    def say(self, _record: Record, _value: Value, lang: Language) -> str:
        """Say the filter as part of a sentence."""
        return lang.say(self.sentence)


def by_profile(record: Record, answering: Mask) -> Mask:
    """Say for each incident what is said of its profile."""
    return answering[record.incidents["profile"].to_numpy()]


@dataclass(frozen=True, eq=False, kw_only=True)
class OneValue(Filter[Value]):
    """A filter that takes one value; given several, the last counts."""

    def read(self, given: Sequence[str], _record: Record) -> tuple[Value | None, list[Notice]]:
        """Read the last of the texts; what a hand or a letter did to it is undone, and named."""
        *earlier, last = given
        value = self.value_of(last)
        if value is None:
            return None, [Notice(self.parameter, text) for text in given]
        instead = f"{self.parameter}={self.write(value)}"
        notices = [Notice(self.parameter, text, "repeated", instead) for text in earlier]
        if not self.is_written(value, last):
            notices.append(Notice(self.parameter, last, "changed", instead))
        return value, notices

    @abstractmethod
    def value_of(self, text: str) -> Value | None:
        """Return what one text means, or None."""

    def is_written(self, value: Value, text: str) -> bool:
        """Say whether a text is how the value is written, so that nothing was changed in reading it."""
        return self.write(value) == text


_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


@dataclass(frozen=True, eq=False, kw_only=True)
class Day(OneValue[dt.date]):
    """The first day that is asked for, or the last; a month or a year stands for its first or its last day."""

    is_last: bool = False

    def value_of(self, text: str) -> dt.date | None:
        """Return the day of ``2025-07-01``, ``2025-07`` or ``2025``."""
        parts = _DAY.fullmatch(bare(text))
        if parts is None:
            return None
        try:
            year, month = int(parts[1]), int(parts[2] or (12 if self.is_last else 1))
            day = int(parts[3] or (calendar.monthrange(year, month)[1] if self.is_last else 1))
            return dt.date(year, month, day)
        except ValueError:  # no such day
            return None

    def write(self, value: dt.date) -> str:
        """Write the day as YYYY-MM-DD."""
        return value.isoformat()

    def answer(self, record: Record, value: dt.date) -> Mask:
        """Say which incidents have a span that does not end before the first day, or begin after the last."""
        day = np.datetime64(value.isoformat(), "s")
        if self.is_last:
            return np.asarray(record.incidents["date_start"].to_numpy() <= day)
        return np.asarray(record.incidents["date_end"].to_numpy() >= day)

    def say(self, _record: Record, value: dt.date, lang: Language) -> str:
        """Say from or until when."""
        return lang.say(self.sentence).format(date=lang.date(value))


@dataclass(frozen=True, eq=False, kw_only=True)
class Flag(OneValue[bool]):
    """Whether something holds: a column of the profiles that is true or false."""

    column: str
    is_flag = True

    def value_of(self, text: str) -> bool | None:
        """Return True for ``1``."""
        return True if bare(text) == "1" else None

    def write(self, _value: bool) -> str:  # noqa: FBT001 - the value of a filter
        """Write ``1``: a flag that is asked is set."""
        return "1"

    def of_profiles(self, record: Record, _value: bool) -> Mask:  # noqa: FBT001 - the value of a filter
        """Say in which profiles it holds."""
        return record.profiles[self.column].to_numpy(dtype=bool)

    def answer(self, record: Record, value: bool) -> Mask:  # noqa: FBT001 - the value of a filter
        """Say of which incidents it holds."""
        return by_profile(record, self.of_profiles(record, value))


@dataclass(frozen=True, eq=False, kw_only=True)
class Number(OneValue[int]):
    """At least so many: a column of the profiles that counts. ``counted`` says the sentence in the number's form."""

    column: str
    counted: Callable[[Language, int], str]
    sentence: str = ""

    def value_of(self, text: str) -> int | None:
        """Return a whole number from 1 to 999."""
        plain = bare(text)
        return int(plain) if re.fullmatch(r"[1-9]\d{0,2}", plain, re.ASCII) else None

    def write(self, value: int) -> str:
        """Write the number."""
        return str(value)

    def of_profiles(self, record: Record, value: int) -> Mask:
        """Say which profiles count so many."""
        return np.asarray(record.profiles[self.column].to_numpy() >= value)

    def answer(self, record: Record, value: int) -> Mask:
        """Say which incidents count so many."""
        return by_profile(record, self.of_profiles(record, value))

    def say(self, _record: Record, value: int, lang: Language) -> str:
        """Say how many at least."""
        return self.counted(lang, value).format(count=lang.number(value))


_QUOTES = '«»“”" '
_INNER_QUOTES = str.maketrans("«»“”", "‹›‘’")


@dataclass(frozen=True, eq=False, kw_only=True)
class Text(OneValue[str]):
    """Words that an incident must mention (see ``mentions``)."""

    def read(self, given: Sequence[str], record: Record) -> tuple[str | None, list[Notice]]:
        """Read the words; a long text is cut."""
        *earlier, last = given
        value, notices = super().read([*earlier, last[:LONGEST_TEXT]], record)
        return value, notices + [Notice(self.parameter, rest, "cut") for rest in [last[LONGEST_TEXT:]] if rest]

    def value_of(self, text: str) -> str | None:
        """Return the words, without halves of characters, which no address can hold."""
        return self.take(text.encode("utf-8", "ignore").decode("utf-8"))

    def write(self, value: str) -> str:
        """Write the words."""
        return value

    def take(self, held: str | None) -> str | None:
        """Return the words, parted by single spaces."""
        return " ".join((held or "")[:LONGEST_TEXT].split()) or None

    def answer(self, record: Record, value: str) -> Mask:
        """Say which incidents mention the words."""
        return mentioning(record, value)

    def say(self, _record: Record, value: str, lang: Language) -> str:
        """Quote the words, isolated; quotation marks of their own fall away around them and are single inside."""
        return lang.say(self.sentence).format(text=isolate(value.strip(_QUOTES).translate(_INNER_QUOTES)))


_DEGREES = re.compile(r"-?\d{1,3}(\.\d{1,20})?", re.ASCII)


@dataclass(frozen=True, eq=False, kw_only=True)
class Area(OneValue[Bounds]):
    """A part of the map between two latitudes and two longitudes, to four decimals of a degree."""

    def value_of(self, text: str) -> Bounds | None:
        """Return ``south,west,north,east`` in degrees."""
        parts = [part.strip() for part in bare(text).split(",")]
        readable = len(parts) == len("swne") and all(map(_DEGREES.fullmatch, parts))
        return self.take(tuple(map(float, parts))) if readable else None

    def is_written(self, value: Bounds, text: str) -> bool:
        """Say whether a text has these degrees; zeros at the end of one change nothing."""
        parts = text.split(",")
        return all(map(_DEGREES.fullmatch, parts)) and tuple(map(float, parts)) == value

    def write(self, value: Bounds) -> str:
        """Write the degrees."""
        return ",".join(f"{degrees:.4f}" for degrees in value)

    def take(self, held: Iterable[float] | None) -> Bounds | None:
        """Return bounds as an address can write them; None where nothing lies between them."""
        if held is None:
            return None
        south, west, north, east = (round(degrees, 4) + 0.0 for degrees in held)  # -0.0 + 0.0 is 0.0
        inside = -90 <= south < north <= 90 and -180 <= west < east <= 180
        return (south, west, north, east) if inside else None

    def answer(self, record: Record, value: Bounds) -> Mask:
        """Say which incidents have their point inside; incidents without a place have none."""
        south, west, north, east = value
        latitude, longitude = (record.incidents[name].to_numpy() for name in ("latitude", "longitude"))
        inside = (latitude >= south) & (latitude <= north) & (longitude >= west) & (longitude <= east)
        return np.asarray(inside, dtype=bool)
