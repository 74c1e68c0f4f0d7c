"""The change log that comes with a record, read by versions and by the incidents that its lines name."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from incidents.language import ENGLISH, Language
from incidents.record.tables import Tables

_VERSION = re.compile(r"^## (\S+)\s*$", re.MULTILINE)
_LINE = re.compile(r"^- (.*)$", re.MULTILINE)
_MOMENT = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"
MOMENT_LINE = rf"[^\n]*: {_MOMENT}"  # as an entry says when something was accepted last
_SPAN = re.compile(r"([A-Za-z0-9._-]+)\s+(?:to|إلى)\s+([A-Za-z0-9._-]+)")


@dataclass(frozen=True)
class Entry:
    """What the change log says of one version, as it stands there (Markdown)."""

    version: str
    text: str

    @property
    def moment(self) -> str:
        """Return when something of it was accepted last (RFC 3339, UTC), "" where it does not say."""
        first = self.text.partition("\n")[0].strip()
        return first.rpartition(" ")[2] if re.fullmatch(MOMENT_LINE, first) else ""

    @property
    def lines(self) -> list[str]:
        """Return the lines of its lists."""
        return _LINE.findall(self.text)


def change_log(tables: Tables, lang: Language) -> tuple[str, Language] | None:
    """Return the change log in a language, or in English where it is not kept in it; None where there is none."""
    translated, log = map(tables.text, (f"CHANGELOG.{lang}.md", "CHANGELOG.md"))
    if translated is not None:
        return translated, lang
    return None if log is None else (log, ENGLISH)


def moment_written(moment: dt.datetime) -> str:
    """Return a moment as an entry has it: UTC, to the second."""
    return f"{moment.astimezone(dt.UTC):%Y-%m-%dT%H:%M:%SZ}"


def last_moment(text: str) -> dt.datetime | None:
    """Return the latest moment at which, by a log, something was accepted; None where it tells of none."""
    told = (line.rpartition(" ")[2] for line in re.findall(rf"^{MOMENT_LINE}(?=\r?$)", text, re.MULTILINE))
    return max((dt.datetime.fromisoformat(moment) for moment in told), default=None)


def entries(tables: Tables, lang: Language) -> list[Entry]:
    """Return the entries of the change log, the latest first; none without a log."""
    held = change_log(tables, lang)
    text = held[0] if held else ""
    found = list(_VERSION.finditer(text))
    ends = [*(one.start() for one in found[1:]), len(text)]
    return [Entry(one[1], text[one.end() : end].strip()) for one, end in zip(found, ends[: len(found)], strict=True)]


def entries_since(held: Sequence[Entry], version: str) -> list[Entry]:
    """Return the entries above that of a version; only the topmost where the log does not have the version."""
    names = [entry.version for entry in held]
    return list(held[: names.index(version)] if version in names else held[:1])


def lines_on(held: Sequence[Entry], incident_id: str) -> list[str]:
    """Return the lines that name an incident, alone or in a span of ids."""
    return [line for entry in held for line in entry.lines if _names(line, incident_id)]


def _names(line: str, incident_id: str) -> bool:
    if incident_id in line:  # ids are of one length within a record
        return True
    return any(
        len(first) == len(last) == len(incident_id) and first < incident_id < last
        for first, last in _SPAN.findall(line)
    )
