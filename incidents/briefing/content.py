"""What a briefing says: plain frozen values, made by ``compose`` and printed by slide, paper, deck and picture."""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import TypeVar

from incidents.briefing.annotations import Remark
from incidents.language import Language, plain_text
from incidents.phrases.citations import legible_address
from incidents.selection.question import Bounds
from incidents.views.map_points import MapPoints

# The only marks of direction that are printed: each ends where it belongs.
_MARK = re.compile("([\u2066-\u2069])")
_SPACES = re.compile("[^\\S\u00a0]+")  # a space that keeps a date together stays
# No typeface of the paper has pictographs; a box says that something stood here.
_PICTOGRAPH = re.compile("[\U00010000-\U0010ffff][\ufe0f\u200d]*")
_ISOLATES, _END = frozenset("\u2066\u2067\u2068"), "\u2069"


@dataclass(frozen=True)
class Figure:
    """A key figure: its label, the range as text, what is not known, and the same figure of the period before.

    ``trend`` is the arrow of a change that the figures bear out: ▲ or ▼, "" for none.
    """

    label: str
    value: str
    unknown: str = ""
    before: str = ""
    trend: str = ""


@dataclass(frozen=True)
class Bar:
    """One bar of a bar chart: code (kind or p-code), label, count, and the killed as text."""

    code: str
    label: str
    count: int
    killed: str = ""


@dataclass(frozen=True)
class Timeline:
    """Incidents per week or month by kind. ``counts`` follow ``periods``; ``note`` names those dated less precisely."""

    title: str
    periods: tuple[str, ...]
    counts: tuple[tuple[str, tuple[int, ...]], ...]
    note: str


@dataclass(frozen=True)
class Account:
    """What one origin says of an incident: the name, its current figures as text, numbers in the list of sources."""

    origin: str
    says: str
    sources: tuple[int, ...]


@dataclass(frozen=True)
class Listed:
    """An incident in the table. ``number`` is its number on the map, 0 where the map has clusters."""

    number: int
    incident_id: str
    kind: str
    tactic: str
    date: str
    place: str
    summary: str
    killed: str
    wounded: str
    killed_high: float
    accounts: tuple[Account, ...]
    contested: tuple[str, ...]
    sources: tuple[int, ...]


@dataclass(frozen=True)
class Pin:
    """One numbered incident on the map: where (degrees), of which kind, how many killed at most (None = unknown).

    ``radius_km`` is how far off the place may lie; 0 for a named place.
    """

    number: int
    latitude: float
    longitude: float
    kind: str
    killed: float | None
    radius_km: float


@dataclass(frozen=True)
class Source:
    """A numbered source: its footnote and address ("" where none is known)."""

    number: int
    text: str
    url: str

    @property
    def address(self) -> str:
        """Return the address with letters instead of their codes: it opens as before and is shorter."""
        return legible_address(self.url)


@dataclass(frozen=True)
class Heading:
    """What was asked, in words; ``comparison`` names the preceding period, "" for an open one.

    ``when`` is what the title says of time: the period, or the day of a single incident.
    ``news`` says what is new since an older version of the record, "" where none was asked for. ``note`` is the
    reader's own, with words that say whose it is; "" for none.
    """

    kicker: str
    title: str
    period: str
    when: str
    filters: str
    comparison: str
    news: str = ""
    note: str = ""


@dataclass(frozen=True)
class Figures:
    """The key figures, and the killed by side."""

    key: tuple[Figure, ...]
    sides: tuple[Figure, ...]


@dataclass(frozen=True)
class MapPart:
    """What the map shows (south, west, north, east in degrees), what it leaves out, and what it says in words."""

    bounds: Bounds
    points: MapPoints
    pins: tuple[Pin, ...]
    notes: tuple[str, ...]
    alt: str
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True)
class Charts:
    """Counts in time, by kind and by governorate; ``kind_labels`` names every kind."""

    timeline: Timeline
    kinds: tuple[Bar, ...]
    kind_labels: Mapping[str, str]
    governorates: tuple[Bar, ...]
    governorates_note: str


@dataclass(frozen=True)
class Table:
    """The incidents as rows; ``note`` says how many are left out, "" where none is, ``nothing`` that there are none."""

    listed: tuple[Listed, ...]
    note: str
    nothing: str = ""


@dataclass(frozen=True)
class Notes:
    """Sources, caveats and method; ``link`` is "" where there is no page: ``reproduce`` then says the command.

    ``caveats`` stand on the face of every format, in every language; ``changes`` only where there is room. ``sample``
    is the caveat that the record is one, "" where nothing is known of it: it stands wherever figures do.
    """

    sources: tuple[Source, ...]
    caveats: tuple[str, ...]
    changes: tuple[str, ...]
    method: str
    citation: str
    link: str
    reproduce: str
    sample: str = ""


@dataclass(frozen=True)
class Making:
    """From which version of the record it was made, and on which day."""

    version: str
    made: str
    made_on: dt.date


@dataclass(frozen=True)
class Briefing:
    """Everything a briefing says, in one language. Printed by all formats; nothing is counted after this."""

    lang: Language
    heading: Heading
    figures: Figures
    map: MapPart
    charts: Charts
    table: Table
    notes: Notes
    making: Making
    file_stem: str


T = TypeVar("T")


def printable(text: str) -> str:
    """Return one line in its own order: no controls, no overrides, isolates closed, a box for each pictograph."""
    parts = (part if _MARK.fullmatch(part) else plain_text(part) for part in _MARK.split(text))
    text = _PICTOGRAPH.sub("\u25a1", _SPACES.sub(" ", "".join(parts)))
    open_isolates = 0
    for character in text:
        open_isolates += (character in _ISOLATES) - (character == _END)
        if open_isolates < 0:
            break
    return text if open_isolates == 0 else re.sub("[\u2066-\u2069]", "", text)


def all_printable(value: T) -> T:
    """Make every text inside a value printable: dataclasses and tuples are walked, other values kept.

    So is the language, which has read its catalogue: a copy would read it anew.
    """
    if isinstance(value, str):
        return printable(value)  # type: ignore[return-value]  # str stays str
    if isinstance(value, tuple):
        return tuple(all_printable(part) for part in value)  # type: ignore[return-value]  # tuple stays tuple
    if is_dataclass(value) and not isinstance(value, (type, MapPoints, Language)):
        cleaned = {field.name: all_printable(getattr(value, field.name)) for field in fields(value)}
        return replace(value, **cleaned)
    return value
